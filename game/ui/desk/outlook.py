"""What a plan leads to next turn: bands of the gauges in front, and the odds that the game ends."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine import Plan
from game.engine.words import decimals_of
from game.lab.outlook import Band, look_ahead
from game.ui.desk.numbers import brief_of, unit_of, write_number
from game.ui.desk.position import Position


@dataclass(frozen=True, slots=True)
class Prospect:
    """What may come of a plan."""

    bands: tuple[tuple[str, Band], ...] = ()
    """Gauges in front by name, with where they may stand."""
    endings: tuple[tuple[str, float], ...] = ()
    """Endings that may be reached, by label, with their odds in per cent."""


def foresee(position: Position, plan: Plan) -> Prospect:
    """Imagine the next turn of a legal plan, knowing no more than the seat does.

    The last turn ends the game in any case, so no ending is named there.
    """
    names = [name for name in position.scenario.desk.front if position.view[name].exact]
    outlook = look_ahead(position.rules, position.opening, position.seat, plan, names)
    last = position.turn >= position.rules.turns
    labels = {ending.id: ending.label or ending.id for ending in position.scenario.ending}
    endings = () if last else tuple(outlook.endings.items())
    return Prospect(
        tuple(outlook.bands.items()), tuple((labels[name], odds) for name, odds in endings)
    )


def write_bands(position: Position, prospect: Prospect) -> tuple[tuple[str, str, str], ...]:
    """Return each gauge's short name, its band and its unit: `Heat`, `33–46`, ``."""
    rows = []
    for name, band in prospect.bands:
        decimals = decimals_of(position.scenario, name)
        ends = (write_number(end, decimals) for end in (band.low, band.high))
        text = "–".join(dict.fromkeys(ends))
        rows.append((brief_of(position.scenario, name), text, unit_of(position.scenario, name)))
    return tuple(rows)
