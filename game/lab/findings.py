"""What in the games of a run calls for its author: never seen, never chosen, always chosen, stuck.

"Not seen in N games" is not "impossible": each such finding says below what share a thing can
still hide, at 95 per cent confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt

from game.atlas.wording import Wording
from game.engine import Rules
from game.lab.balance import Aspiration, Verdict
from game.lab.conditions import Conditions
from game.lab.intervals import Z, find_share
from game.lab.simulation import Run
from game.lab.tally import GRAIN, Tally
from game.scenario.models import Draw
from game.scenario.policies import SEARCHING

DOMINANT = 40.0
"""Per cent of a seat's orders above which an action crowds out the others."""

DOMINATED = 2.0
"""Per cent of a seat's orders below which an action that was often possible is hardly taken."""

STUCK = 75.0
"""Per cent of the turns at one end of its range above which a variable is stuck there."""

WORSE = 5.0
"""Points of score by which games with an action must at least end lower to be worth a word."""

ENOUGH = 100
"""Turns in which an action must have been possible before it can be called dominated."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an author may want to look at."""

    key: str
    """Which kind of finding, such as `event-not-seen`."""
    subject: str
    """The entry or variable."""
    text: str
    """What was found, in words."""
    run: Run
    """The games in which it was."""
    seed: int
    """The seed of a game that shows it, or of the first one where nothing shows it better."""


def find_all(rules: Rules, conditions: Conditions, run: Run) -> list[Finding]:
    """Return the findings of a run, by kind and then as the scenario orders its entries."""
    if not run.tally.games:
        return []
    return [
        *_find_unseen_endings(rules, run),
        *_find_unseen_events(rules, conditions, run),
        *_find_choices(rules, run),
        *_find_stuck(rules, run),
    ]


def find_missed(verdicts: Iterable[tuple[Aspiration, Verdict | None]]) -> Iterator[Finding]:
    """Yield a finding for each share of `[balance]` that is missed."""
    for wanted, verdict in verdicts:
        if verdict is not None and verdict.standing == "missed":
            share = verdict.share
            text = (
                f"{share.value:.1f} % ({share.low:.1f} to {share.high:.1f}) by {wanted.policy}, "
                f"wanted {wanted.low:g} to {wanted.high:g}"
            )
            yield Finding("band-missed", wanted.subject, text, verdict.run, verdict.seed)


def tell_unseen(games: int) -> str:
    """Return what not seeing a thing in so many games means."""
    return f"not seen in {games} games, so its share is below {find_share(0, games).high:.2g} %"


def _find_unseen_endings(rules: Rules, run: Run) -> Iterator[Finding]:
    for ending in rules.scenario.ending:
        if not run.tally.endings[ending.id]:
            text = f"{tell_unseen(run.tally.games)}; that does not mean impossible"
            yield Finding("ending-not-seen", f"ending.{ending.id}", text, run, run.block.seed)


def _find_unseen_events(rules: Rules, conditions: Conditions, run: Run) -> Iterator[Finding]:
    tally, wording = run.tally, Wording.of(rules.scenario)
    for index, event in enumerate(rules.events):
        if tally.occurred[event.id]:
            continue
        text = tell_unseen(tally.games)
        if event.called:
            text += "; it comes only when called"
        elif tally.eligible[event.id]:
            text += f"; it could have been drawn in {tally.eligible[event.id]} turns"
        else:
            text += describe_obstacle(tally, conditions, index, event.id, wording)
        yield Finding("event-not-seen", f"event.{event.id}", text, run, run.block.seed)


def describe_obstacle(
    tally: Tally, conditions: Conditions, index: int, event: str, wording: Wording
) -> str:
    """Return which part of an event's `when` failed most, in words; nothing where none did."""
    worst = find_obstacle(tally, conditions, index, event)
    if worst is None:
        return ""
    place, share = worst
    told = wording.tell_condition(conditions[index][place].text)
    return f"; what failed most, in {share:.0f} % of the turns without it: {told}"


def find_obstacle(
    tally: Tally, conditions: Conditions, index: int, event: str
) -> tuple[int, float] | None:
    """Return the part of `when` that failed most, with its share of the turns that failed."""
    turns = tally.waiting[event]
    if not turns or not conditions[index]:
        return None
    place = max(range(len(conditions[index])), key=lambda place: tally.failed[event, place])
    return place, 100.0 * tally.failed[event, place] / turns


def _find_choices(rules: Rules, run: Run) -> Iterator[Finding]:
    # What a policy chooses that searches says what is good; what another does, what was likely.
    searching = {seat for seat, name in run.policies if name.partition(":")[0] in SEARCHING}
    active = {seat for seat, _ in run.policies if run.tally.orders[seat]}
    for action in rules.actions:
        if action.seat in active:
            yield from _find_action(run, action.id, action.seat, action.seat in searching)
    for event in rules.events:
        for option in event.options:
            key = f"answer.{event.id}.{option.id}"
            if run.tally.possible[key] and not run.tally.met[key]:
                text = f"never chosen, in {run.tally.possible[key]} turns in which it could be"
                seed = run.tally.first.get(f"event.{event.id}", run.block.seed)
                yield Finding("option-not-chosen", key, text, run, seed)


def _find_action(run: Run, action: str, seat: str, searching: bool) -> Iterator[Finding]:
    tally, key = run.tally, f"action.{action}"
    share = 100.0 * tally.chosen[key] / tally.orders[seat]
    seed = tally.first.get(key, run.block.seed)
    if not tally.chosen[key]:
        turns = tally.possible[key]
        text = (
            f"never ordered, in {turns} turns in which it could be"
            if turns
            else ("never possible: its condition, its price or the ladder forbade it in every turn")
        )
        yield Finding("action-not-chosen", key, text, run, seed)
    elif share > DOMINANT:
        text = f"{share:.0f} % of the orders of {seat}: it crowds out the others"
        yield Finding("action-dominant", key, text, run, seed)
    elif searching and share < DOMINATED and tally.possible[key] >= ENOUGH:
        text = (
            f"{share:.1f} % of the orders of {seat}, though it was possible in "
            f"{tally.possible[key]} turns: something else is nearly always better"
        )
        yield Finding("action-dominated", key, text, run, seed)
    elif not searching:
        yield from _find_cost(run, action, seat)


def _find_cost(run: Run, action: str, seat: str) -> Iterator[Finding]:
    worth = weigh_action(run.tally, action, seat)
    if worth and worth[1] < -WORSE:
        key = f"action.{action}"
        text = (
            f"games with it end {-worth[1]:.1f} to {-worth[0]:.1f} points of {seat}'s score lower"
        )
        yield Finding("action-costly", key, text, run, run.tally.first[key])


def weigh_action(tally: Tally, action: str, seat: str) -> tuple[float, float] | None:
    """Return between which differences in the seat's final score games with an action lie.

    It is the difference of the means of games with and without it, at 95 per cent confidence;
    none where there are too few of either. What goes together need not follow from one another.
    """
    key = f"action.{action}"
    with_it, without = tally.met[key], tally.games - tally.met[key]
    if seat not in tally.scores or min(with_it, without) < 30:
        return None
    first = _describe(with_it, tally.scores[key], tally.squares[key])
    second = _describe(
        without, tally.scores[seat] - tally.scores[key], tally.squares[seat] - tally.squares[key]
    )
    middle = first[0] - second[0]
    reach = Z * sqrt(first[1] / with_it + second[1] / without)
    return middle - reach, middle + reach


def _describe(games: int, total: int, squares: int) -> tuple[float, float]:
    """Return the mean and the variance of scores from their sums in grains."""
    mean = total / (games * GRAIN)
    variance = (squares * games - total * total) / (games * games * GRAIN * GRAIN)
    return mean, max(variance, 0.0)


def describe_score(tally: Tally, seat: str) -> tuple[float, float]:
    """Return the mean and the standard deviation of a seat's final scores."""
    mean, variance = _describe(tally.games, tally.scores[seat], tally.squares[seat])
    return mean, sqrt(variance)


def _find_stuck(rules: Rules, run: Run) -> Iterator[Finding]:
    tally = run.tally
    for index, name in enumerate(rules.variables):
        low, high = rules.lows[index], rules.highs[index]
        if low == high:
            continue
        subject, seed = f"var.{name}", run.block.seed
        if tally.still[name] == tally.games:
            # What is drawn once and kept is a disposition, and none the worse for it.
            if isinstance(rules.scenario.var[name].start, Draw):
                continue
            text = f"never moved in {tally.games} games"
            yield Finding("variable-still", subject, text, run, seed)
            continue
        for side, end, count in (("lower", low, tally.low), ("upper", high, tally.high)):
            share = 100.0 * count[name] / tally.turns
            if share > STUCK:
                text = f"at the {side} end of its range, {end:g}, after {share:.0f} % of the turns"
                yield Finding("variable-stuck", subject, text, run, seed)
