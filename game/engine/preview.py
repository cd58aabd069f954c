"""What a choice would do directly, as its seat can know it before the commit.

Amounts are read from the state as it stands at the opening. What depends on a hidden value is an
interval; what only may happen bears its odds; what arrives later bears its delay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from game.engine.opening import Opening
from game.engine.rules import Block, Change, ChoiceRule, Rules
from game.engine.view import Reading, View, bound_formula, list_roots, range_names
from game.formula import Interval
from game.scenario.models import Choice, Effects


@dataclass(frozen=True, slots=True)
class Effect:
    """A direct effect on one variable."""

    variable: str
    """The variable."""
    low: float
    """The smallest change."""
    high: float
    """The largest change; equal to `low` where it is exact."""
    delay: int = 0
    """In how many turns it arrives; 0 is this turn."""
    odds: tuple[float, float] = (100.0, 100.0)
    """The lowest and highest odds, in per cent; 100 where it is certain."""
    outcome: str | None = None
    """The outcome that it belongs to, by its label."""
    hidden: bool = False
    """Whether the seat does not see the variable itself."""

    @property
    def size(self) -> float:
        """The larger of its ends, for ordering by weight."""
        return max(abs(self.low), abs(self.high))


@dataclass(frozen=True, slots=True)
class Marks:
    """What a choice does beside changing variables, by id, its parts included."""

    promises: tuple[str, ...]
    """Promises that it makes."""
    keeps: tuple[str, ...]
    """Promises that it keeps."""
    stalls: tuple[str, ...]
    """Promises that it moves."""
    raises: tuple[str, ...]
    """Flags that it raises."""
    clears: tuple[str, ...]
    """Flags that it clears."""
    calls: tuple[str, ...]
    """Events that it brings."""
    reveals: tuple[str, ...]
    """Hidden variables that it shows."""


@dataclass(frozen=True, slots=True)
class Preview:
    """All that can be said of a choice beforehand."""

    pool: tuple[tuple[str, float], ...]
    """What it takes from the pool."""
    costs: tuple[tuple[str, float], ...]
    """What it takes from variables."""
    effects: tuple[Effect, ...]
    """Its effects: certain ones now, then uncertain, then later ones, each in file order."""
    marks: Marks
    """What it does beside."""


def preview(
    rules: Rules, opening: Opening, view: View, choice: Choice, rule: ChoiceRule
) -> Preview:
    """Return what an action or option would do.

    Args:
        rules: The compiled scenario.
        opening: The opening at which it could be chosen.
        view: What the seat sees there.
        choice: The action or option as the scenario has it.
        rule: The same, compiled.
    """
    ranges = range_names(rules, view.readings, opening.frame)
    reader = _Reader(rules, opening, view, ranges)
    effects = list(reader.read(choice, rule.block))
    effects.sort(key=lambda effect: (effect.delay, effect.odds != (100.0, 100.0)))
    return Preview(
        pool=tuple((name, max(read(opening.frame), 0.0)) for name, read in rule.pool),
        costs=tuple(
            (rules.variables[variable], max(read(opening.frame), 0.0))
            for variable, read in rule.costs
        ),
        effects=tuple(effects),
        marks=collect_marks([choice]),
    )


def collect_marks(parts: Sequence[Effects]) -> Marks:
    """Return what effects and all their parts do beside changing variables."""
    flat = [effect for part in parts for effect in _flatten(part)]

    def gather(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for part in flat for name in getattr(part, field)))

    return Marks(
        promises=gather("promise"),
        keeps=gather("keeps"),
        stalls=gather("stalls"),
        raises=gather("raise_"),
        clears=gather("clear"),
        calls=gather("call"),
        reveals=gather("reveal"),
    )


def _flatten(effects: Effects) -> Iterator[Effects]:
    yield effects
    for part in (*effects.later, *effects.also, *effects.outcome):
        yield from _flatten(part)


@dataclass(slots=True)
class _Reader:
    """Reads effects at one opening for one seat."""

    rules: Rules
    opening: Opening
    view: View
    ranges: Mapping[str, Interval]

    def read(
        self,
        effects: Effects,
        block: Block,
        delay: int = 0,
        odds: tuple[float, float] = (100.0, 100.0),
        outcome: str | None = None,
    ) -> Iterator[Effect]:
        """Yield the effects of an entry and its parts."""
        for table, changes, kind in (
            (effects.set, block.sets, "set"),
            (effects.times, block.times, "times"),
            (effects.add, block.adds, "add"),
        ):
            compiled = dict(zip(sorted(table), changes, strict=True))
            for name in table:
                low, high = self._step(kind, name, table[name], compiled[name])
                if low or high:
                    hidden = not self.view[name].exact
                    yield Effect(name, low, high, delay, odds, outcome, hidden)
        for part, (_, inner) in zip(effects.also, block.alsos, strict=True):
            chance = self._holds(part.when)
            if chance[1] > 0.0:
                both = (odds[0] * chance[0] / 100.0, odds[1] * chance[1] / 100.0)
                yield from self.read(part, inner, delay, both, outcome)
        shares = self._shares(effects)
        for share, result, (_, _, inner) in zip(
            shares, effects.outcome, block.outcomes, strict=True
        ):
            both = (odds[0] * share[0] / 100.0, odds[1] * share[1] / 100.0)
            yield from self.read(result, inner, delay, both, result.label or result.id)
        for later, place in zip(effects.later, block.laters, strict=True):
            inner = self.rules.laters[place].block
            yield from self.read(later, inner, delay + later.in_, odds, outcome)

    def _number(self, formula: str | float) -> tuple[float, float]:
        found = bound_formula(self.rules, formula, self.ranges)
        return found.low, found.high

    def _amount(self, formula: str | float, change: Change) -> tuple[float, float]:
        """Return the ends of an amount: exact where it reads nothing hidden."""
        roots = list_roots(self.rules, formula)
        if all(self.view[name].exact for name in roots):
            value = change[1](self.opening.frame)
            return value, value
        return self._number(formula)

    def _step(
        self, kind: str, name: str, formula: str | float, change: Change
    ) -> tuple[float, float]:
        low, high = self._amount(formula, change)
        reading: Reading = self.view[name]
        if kind == "add":
            return low, high
        if kind == "set":
            return low - reading.high, high - reading.low
        corners = [
            value * (factor - 1.0)
            for value in (reading.low, reading.high)
            for factor in (low, high)
        ]
        return min(corners), max(corners)

    def _holds(self, condition: str | float) -> tuple[float, float]:
        """Return the odds that a condition holds: 0, 100, or 0 to 100 where it is hidden."""
        if all(self.view[name].exact for name in list_roots(self.rules, condition)):
            low, high = self._number(condition)
            if low == high:
                return (100.0, 100.0) if low else (0.0, 0.0)
        return 0.0, 100.0

    def _shares(self, effects: Effects) -> list[tuple[float, float]]:
        """Return the odds of each outcome, lowest and highest."""
        weights = [self._number(outcome.weight) for outcome in effects.outcome]
        bounds = [(max(low, 0.0), max(high, 0.0)) for low, high in weights]
        shares = []
        for place, (low, high) in enumerate(bounds):
            others_low = sum(pair[0] for i, pair in enumerate(bounds) if i != place)
            others_high = sum(pair[1] for i, pair in enumerate(bounds) if i != place)
            least = 100.0 * low / (low + others_high) if low + others_high else 0.0
            most = 100.0 * high / (high + others_low) if high + others_low else 0.0
            shares.append((least, most))
        return shares
