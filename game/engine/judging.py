"""The end of a turn: the ladder, its accident, flags with two thresholds, endings."""

from __future__ import annotations

from game.engine.arithmetic import Changes
from game.engine.drawing import PER_CENT
from game.engine.luck import roll
from game.engine.progress import Progress
from game.engine.report import Accident
from game.engine.rules import LadderRule, Rules
from game.engine.state import Conclusion

JUDGING = "judge"
"""The name of the judging among the stages of causes."""


def judge(rules: Rules, progress: Progress) -> None:
    """Move the ladder, roll its accident, set flags with thresholds, try the endings."""
    if rules.ladder is not None:
        _move_ladder(rules.ladder, progress)
        _roll_accident(rules.ladder, progress)
    _set_flags(rules, progress)
    _try_endings(rules, progress)


def _move_ladder(ladder: LadderRule, progress: Progress) -> None:
    """Climb while the measure reaches the next rung, else descend while it has left this one."""
    measure = ladder.measure(progress.frame)
    old = rung = _stand(ladder, progress)
    for _ in range(ladder.step):
        if rung + 1 < len(ladder.rungs) and measure >= ladder.rungs[rung + 1].up:
            rung += 1
        elif rung > 0 and rung <= old and measure <= ladder.rungs[rung].down:
            rung -= 1
    if rung != progress.values[ladder.variable]:
        changes = Changes()
        changes.sets.append((ladder.variable, float(rung), "ladder", None))
        progress.settle(JUDGING, changes)


def _stand(ladder: LadderRule, progress: Progress) -> int:
    return min(max(int(progress.values[ladder.variable]), 0), len(ladder.rungs) - 1)


def _roll_accident(ladder: LadderRule, progress: Progress) -> None:
    """Let the chance of an accident grow by the rung, or sink on the lowest, and roll it."""
    rung = _stand(ladder, progress)
    chance = progress.accident + ladder.rungs[rung].accident
    if rung == 0:
        chance = max(chance - ladder.sink, 0.0)
    chance = min(chance, PER_CENT)
    progress.accident = chance
    if chance <= 0.0:
        return
    struck = PER_CENT * roll(progress.opening.state.seed, progress.turn, "ladder") < chance
    progress.rolled = Accident(chance, struck)
    if struck:
        progress.accident = 0.0
        if ladder.accident is not None:
            changes = Changes()
            progress.apply(ladder.accident, "", changes)
            progress.settle(JUDGING, changes)


def _set_flags(rules: Rules, progress: Progress) -> None:
    """Try the thresholds of all flags on the same state; raising wins."""
    moved = False
    verdicts = []
    for flag, rise, fall in rules.hysteresis:
        rises = rise is not None and rise(progress.frame) != 0.0
        falls = fall is not None and fall(progress.frame) != 0.0
        verdicts.append((flag, rises, falls))
    for flag, rises, falls in verdicts:
        if rises or falls:
            progress.flags[flag] = 1.0 if rises else 0.0
            moved = True
    if moved:
        progress.refresh_frame()


def _try_endings(rules: Rules, progress: Progress) -> None:
    last = progress.turn >= rules.last_turn
    for ending in rules.endings:
        if (last or not ending.last) and ending.when(progress.frame) != 0.0:
            progress.end = Conclusion(ending.id, progress.turn)
            return
    if last:
        progress.end = Conclusion(None, progress.turn)
