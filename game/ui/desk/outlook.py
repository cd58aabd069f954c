"""What a plan leads to, as it stands beside it: the gauges in front next turn, and the odds."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.words import decimals_of
from game.lab.forecast import Fan, Forecast
from game.lab.foresight import Foresight
from game.ui.courtesy import COURTESY
from game.ui.desk.numbers import brief_of, unit_of, write_number
from game.ui.desk.position import Position


@dataclass(frozen=True, slots=True)
class Prospect:
    """What may come of a plan."""

    bands: tuple[tuple[str, float, float], ...]
    """Gauges in front by name, with the ends between which eight of ten futures put them."""
    endings: tuple[tuple[str, float], ...]
    """Endings that may be reached in this turn, by label, with their odds in per cent."""
    good: float
    """The odds of any good ending, in per cent."""
    idle: float
    """The same if nothing is done in this turn."""


def open_foresight(position: Position) -> Foresight:
    """Return what the seat can foresee of what it sees and what stands in front or runs down."""
    names = list_followed(position)
    return Foresight(
        position.rules, position.opening, position.seat, names, position.opponents, COURTESY.grant
    )


def list_followed(position: Position) -> tuple[str, ...]:
    """Return what a forecast follows: what runs down in turns, the front, what else runs down."""
    desk = position.scenario.desk
    urgent = [each.of_var for each in desk.countdowns if each.of_var and each.in_turns]
    others = [each.of_var for each in desk.countdowns if each.of_var]
    names = dict.fromkeys((*urgent, *desk.front, *others))
    return tuple(name for name in names if position.view[name].exact)


def read_prospect(position: Position, forecast: Forecast, idle: Forecast) -> Prospect:
    """Return what stands beside the plan.

    The last turn ends the game in any case, so no ending is named there.
    """
    last = position.turn >= position.rules.turns
    labels = {ending.id: ending.label or ending.id for ending in position.scenario.ending}
    return Prospect(
        bands=tuple(
            (name, *next_band(forecast.fans[name]))
            for name in position.scenario.desk.front
            if name in forecast.fans
        ),
        endings=tuple(
            (labels[fate.ending], fate.now) for fate in forecast.fates if fate.now and not last
        ),
        good=forecast.good,
        idle=idle.good,
    )


def next_band(fan: Fan) -> tuple[float, float]:
    """Return between which ends eight of ten futures put a value after this turn."""
    return fan.lowest[0], fan.highest[0]


def write_bands(position: Position, prospect: Prospect) -> tuple[tuple[str, str, str], ...]:
    """Return each gauge's short name, its band and its unit: `Heat`, `33–46`, ``."""
    rows = []
    for name, *ends in prospect.bands:
        decimals = decimals_of(position.scenario, name)
        text = "–".join(dict.fromkeys(write_number(end, decimals) for end in ends))
        rows.append((brief_of(position.scenario, name), text, unit_of(position.scenario, name)))
    return tuple(rows)
