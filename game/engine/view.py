"""What a seat may know of a state.

Screens and exports get a `View`, never the state: a variable with `seen_by`
is hidden from the others or shown as a band, and so is what is derived from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from game.engine.frame import Layout
from game.engine.opening import Opening
from game.engine.report import Cause, Report
from game.engine.rules import Rules
from game.engine.state import State
from game.formula import Constant, Interval, bound, names_in
from game.scenario.models import Scenario
from game.scenario.scope import parse_formula


@dataclass(frozen=True, slots=True)
class Reading:
    """What a seat knows of one value."""

    low: float
    """The lowest value that it may have."""
    high: float
    """The highest value that it may have; equal to `low` where it is known exactly."""
    hidden: bool = False
    """Whether nothing but its range is known."""

    @property
    def exact(self) -> bool:
        """Whether it is known exactly."""
        return self.low == self.high and not self.hidden

    @property
    def value(self) -> float:
        """The value, or the middle of what it may be."""
        return self.low if self.low == self.high else (self.low + self.high) / 2.0


@dataclass(frozen=True, slots=True)
class View:
    """A state as one seat sees it."""

    rules: Rules
    """The compiled scenario."""
    seat: str
    """The seat, or empty for one who sees only what all see."""
    turn: int
    """The number of the turn."""
    readings: Mapping[str, Reading]
    """Variables, derived values and flags by name."""

    def __getitem__(self, name: str) -> Reading:
        """Return what is known of a variable, a flag or a derived value."""
        return self.readings[name]


def sees(rules: Rules, state: State, seat: str, name: str) -> bool:
    """Tell whether a seat sees the exact value of a variable."""
    sight = rules.scenario.var[name].seen_by
    if sight is None or seat in sight.seats:
        return True
    return (seat, rules.index["var"][name]) in state.revealed


def view_opening(rules: Rules, opening: Opening, seat: str) -> View:
    """Return what a seat sees at an opening."""
    return _view(rules, opening.state, opening.frame, seat)


def _view(rules: Rules, state: State, frame: list[float], seat: str) -> View:
    readings: dict[str, Reading] = {}
    veiled: set[str] = set()
    for index, name in enumerate(rules.variables):
        if sees(rules, state, seat, name):
            readings[name] = Reading(state.values[index], state.values[index])
        else:
            veiled.add(name)
            readings[name] = read_veiled(rules, name, state.values[index])
    for index, name in enumerate(rules.flags):
        readings[name] = Reading(state.flags[index], state.flags[index])
    ranges: dict[str, Interval] | None = None
    for name in sorted(rules.scenario.derived):
        entry = rules.scenario.derived[name]
        if veiled.isdisjoint(list_roots(rules, entry.value)):
            value = rules.layout[name].compute(frame)  # type: ignore[union-attr]
            readings[name] = Reading(value, value)
        else:
            ranges = ranges or range_names(rules, readings, frame)
            found = bound_formula(rules, entry.value, ranges)
            readings[name] = Reading(found.low, found.high, hidden=found.low == found.high)
    return View(rules, seat, state.turn, readings)


def read_value(rules: Rules, frame: list[float], name: str) -> float:
    """Return a variable or derived value from a frame, whoever may see it."""
    place = rules.layout[name]
    compute = getattr(place, "compute", None)
    value: float = compute(frame) if compute else frame[place.index]  # type: ignore[union-attr]
    return value


def read_veiled(rules: Rules, name: str, value: float) -> Reading:
    """Return what one who does not see a variable knows: a band, or its range.

    The band is `blur` to each side of the nearest multiple of `blur`, so that its ends do not give
    the value away.
    """
    variable = rules.scenario.var[name]
    low, high = variable.range
    sight = variable.seen_by
    if sight is not None and sight.blur is not None:
        middle = round(value / sight.blur) * sight.blur
        return Reading(max(low, middle - sight.blur), min(high, middle + sight.blur))
    return Reading(low, high, hidden=True)


def range_names(
    rules: Rules, readings: Mapping[str, Reading], frame: list[float]
) -> dict[str, Interval]:
    """Return the interval of every name that a seat's formulas can read, derived ones aside."""
    ranges: dict[str, Interval] = {}
    for name, place in rules.layout.places.items():
        if name in readings:
            ranges[name] = Interval(readings[name].low, readings[name].high)
        elif isinstance(place, Constant):
            ranges[name] = Interval(place.value, place.value)
        elif name.startswith("prev.") and name[5:] in readings:
            ranges[name] = _range_previous(rules, readings, frame, name[5:])
        elif name not in rules.scenario.derived:
            value = frame[place.index]
            ranges[name] = Interval(value, value)
    return ranges


def _range_previous(
    rules: Rules, readings: Mapping[str, Reading], frame: list[float], name: str
) -> Interval:
    if readings[name].exact:
        value = frame[rules.layout.before_at + rules.index["var"][name]]
        return Interval(value, value)
    return Interval(*rules.scenario.var[name].range)


def bound_formula(rules: Rules, formula: str | float, ranges: Mapping[str, Interval]) -> Interval:
    """Return the interval of a formula; derived values that it reads are bounded on the way."""
    tree = parse_formula(formula)
    known = dict(ranges)
    for read in names_in(tree):
        if read.name in rules.scenario.derived and read.name not in known:
            value = rules.scenario.derived[read.name].value
            known[read.name] = bound_formula(rules, value, ranges)
    return bound(tree, known, rules.layout.curves)


def list_roots(rules: Rules, formula: str | float) -> frozenset[str]:
    """Return the variables that a formula reads, also through derived values."""
    return _list_roots(rules.layout.scenario, rules.layout, formula)


@lru_cache(maxsize=4096)
def _roots_of_text(text: str | float) -> tuple[str, ...]:
    return tuple(read.name for read in names_in(parse_formula(text)))


def _list_roots(scenario: Scenario, layout: Layout, formula: str | float) -> frozenset[str]:
    roots: set[str] = set()
    for name in _roots_of_text(formula):
        plain = name.removeprefix("prev.")
        if plain in scenario.var:
            roots.add(plain)
        elif name in scenario.derived:
            roots |= _list_roots(scenario, layout, scenario.derived[name].value)
    return frozenset(roots)


def explain(rules: Rules, report: Report, name: str) -> list[Cause]:
    """Return the causes of a variable's change in a turn, in the order of the stages."""
    index = rules.index["var"][name]
    return [cause for cause in report.causes if cause.variable == index]
