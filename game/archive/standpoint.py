"""What a seat reads at an opening: formulas and texts of the scenario, hidden values left out.

Rules read some formulas only to play; this module is for those that only people read: countdowns,
versions of a text, advice, verdicts, the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from game.engine.opening import Opening
from game.engine.rules import Reader, Rules
from game.engine.view import Reading, View, bound_formula, list_roots, range_names
from game.formula import Interval, compile_formula
from game.scenario.models.base import Variant
from game.scenario.models.play import Price
from game.scenario.scope import known_names, parse_formula
from game.scenario.texts import insert_values


class Quote(NamedTuple):
    """A price at two values of what sets it."""

    now: Reading
    """What is paid now."""
    at: Reading
    """The other value."""
    then: Reading
    """What would be paid there."""


@dataclass(frozen=True)
class Standpoint:
    """A seat at an opening."""

    rules: Rules
    """The compiled scenario."""
    opening: Opening
    """The opening."""
    view: View
    """What the seat sees of it."""

    @cached_property
    def ranges(self) -> Mapping[str, Interval]:
        """Between which values each name lies, as far as the seat knows."""
        return range_names(self.rules, self.view.readings, self.opening.frame)

    def read(self, formula: str | float) -> Reading:
        """Return what the seat knows of a formula's value."""
        if all(self.view[name].exact for name in list_roots(self.rules, formula)):
            value = self.compute(formula)
            return Reading(value, value)
        found = bound_formula(self.rules, formula, self.ranges)
        return Reading(found.low, found.high)

    def compute(self, formula: str | float) -> float:
        """Return a formula's value, whatever the seat may know: for verdicts and conditions."""
        return compile_reader(self.rules, formula)(self.opening.frame)

    def quote(self, price: Price) -> Quote:
        """Return what compliance pays now, and what it would pay at the other value."""
        at = self.read(price.at)
        ranges = {**self.ranges, price.of: Interval(at.low, at.high)}
        then = bound_formula(self.rules, price.pays, ranges)
        return Quote(self.read(price.pays), at, Reading(then.low, then.high))

    def holds(self, condition: str | float | None) -> bool:
        """Tell whether a condition holds; without one it does."""
        return condition is None or self.compute(condition) != 0.0

    def write(self, text: str | Iterable[Variant] | None) -> str:
        """Return the version of a text that holds, with its inserted values."""
        if text is None:
            return ""
        if not isinstance(text, str):
            text = next((version.text for version in text if self.holds(version.when)), "")
        return insert_values(text, self.look_up)

    def look_up(self, name: str) -> float | None:
        """Return the value of a name, or none where the seat may not know it exactly."""
        if name in self.rules.layout.places or name in known_names(self.rules.scenario):
            reading = self.read(name)
            return reading.value if reading.exact else None
        return None


def compile_reader(rules: Rules, formula: str | float) -> Reader:
    """Return what computes a formula from a frame."""
    layout = rules.layout
    return compile_formula(parse_formula(formula), layout, layout.curves, layout.bounds)
