"""What a plan leads to next turn: bands of the gauges in front, and the odds that the game ends."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine import Plan, open_turn, resolve
from game.engine.words import decimals_of
from game.lab.outlook import Band, imagine, look_ahead
from game.policy import POLICIES
from game.ui.desk.numbers import brief_of, unit_of, write_number
from game.ui.desk.position import Position

TRIALS = 12
"""In how many imagined turns it is looked for an end of the game."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What may come of a plan."""

    bands: tuple[tuple[str, Band], ...] = ()
    """Gauges in front by name, with where they may stand."""
    endings: tuple[tuple[str, float], ...] = ()
    """Endings that may be reached, by label, with their odds in per cent."""


def foresee(position: Position, plan: Plan) -> Prospect:
    """Imagine the next turn of a legal plan, knowing no more than the seat does."""
    names = [name for name in position.scenario.desk.front if position.view[name].exact]
    bands = look_ahead(position.rules, position.opening, position.seat, plan, names)
    return Prospect(tuple(bands.items()), _find_endings(position, plan))


def _find_endings(position: Position, plan: Plan) -> tuple[tuple[str, float], ...]:
    """Return the endings that imagined turns reached; the last turn ends the game in any case."""
    if position.turn >= position.rules.turns:
        return ()
    labels = {ending.id: ending.label or ending.id for ending in position.scenario.ending}
    found: dict[str, int] = {}
    for number in range(TRIALS):
        state = imagine(position.rules, position.opening.state, position.seat, number)
        frame = open_turn(position.rules, state).frame
        opening = replace(position.opening, state=state, frame=frame)
        plans = {
            seat: plan
            if seat == position.seat
            else POLICIES["weights"](position.rules, opening, seat)
            for seat in position.rules.seats
        }
        end = resolve(position.rules, opening, plans)[0].end
        if end is not None and end.ending is not None:
            found[end.ending] = found.get(end.ending, 0) + 1
    return tuple((labels[name], 100.0 * count / TRIALS) for name, count in found.items())


def write_bands(position: Position, prospect: Prospect) -> tuple[tuple[str, str, str], ...]:
    """Return each gauge's short name, its band and its unit: `Heat`, `33–46`, ``."""
    rows = []
    for name, band in prospect.bands:
        decimals = decimals_of(position.scenario, name)
        ends = (write_number(end, decimals) for end in (band.low, band.high))
        text = "–".join(dict.fromkeys(ends))
        rows.append((brief_of(position.scenario, name), text, unit_of(position.scenario, name)))
    return tuple(rows)
