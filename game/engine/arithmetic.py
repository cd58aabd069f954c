"""How the changes of a stage become the new values of variables.

With S the value at the start of the stage or the `set`, P the product of the factors and A the sum
of the amounts, the value is S·P + A, clamped. Every operation saturates at the largest double.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from operator import itemgetter

from game.engine.report import Cause
from game.formula.operations import LARGEST

Part = tuple[int, float, str, str | None]
"""A variable, the amount, value or factor, the entry that makes it, and its reason."""


def saturate(value: float) -> float:
    """Return a value held within the finite doubles; not-a-number becomes 0."""
    if value > LARGEST:
        return LARGEST
    if value < -LARGEST:
        return -LARGEST
    return value if value == value else 0.0


_PLACE = itemgetter(0)


class Changes:
    """The changes of one stage, in the order in which they are taken."""

    __slots__ = ("adds", "sets", "times")

    def __init__(self) -> None:
        """Begin without changes."""
        self.sets: list[Part] = []
        self.times: list[Part] = []
        self.adds: list[Part] = []

    def settle(
        self,
        values: MutableSequence[float],
        lows: Sequence[float],
        highs: Sequence[float],
        stage: str,
        causes: list[Cause],
    ) -> None:
        """Apply the changes to values of all variables and append their causes, by variable.

        The amount of a `set` is the step to its value, that of a factor the step of the running
        product, that of the cause `clamp` what the range took away.
        """
        first = len(causes)
        scaled = self._scale(values, stage, causes) if self.sets or self.times else {}
        totals: dict[int, float] = dict.fromkeys(scaled, 0.0)
        for variable, amount, by, why in self.adds:
            totals[variable] = totals.get(variable, 0.0) + amount
            causes.append(Cause(variable, by, stage, amount, why))
        for variable, total in totals.items():
            base = scaled[variable] if variable in scaled else values[variable]
            value = base + total
            if not -LARGEST <= value <= LARGEST:
                value = saturate(base + self._add_up(variable))
            clamped = min(max(value, lows[variable]), highs[variable]) + 0.0
            if clamped != value:
                taken = saturate(clamped - value)
                causes.append(Cause(variable, "clamp", stage, taken, None))
            values[variable] = clamped
        causes[first:] = sorted(causes[first:], key=_PLACE)

    def _add_up(self, variable: int) -> float:
        """Return A of a variable where the plain sum has left the finite doubles."""
        total = 0.0
        for target, amount, _, _ in self.adds:
            if target == variable:
                total = saturate(total + amount)
        return total

    def _scale(self, values: Sequence[float], stage: str, causes: list[Cause]) -> dict[int, float]:
        """Return S·P of the variables that are set or multiplied."""
        bases: dict[int, float] = {}
        for variable, value, by, why in self.sets:
            bases[variable] = value
            _note(causes, Cause(variable, by, stage, saturate(value - values[variable]), why))
        products: dict[int, float] = {}
        scaled = dict(bases)
        for variable, factor, by, why in self.times:
            base = bases.get(variable, values[variable])
            products[variable] = saturate(products.get(variable, 1.0) * factor)
            reached = saturate(base * products[variable])
            step = saturate(reached - scaled.get(variable, base))
            _note(causes, Cause(variable, by, stage, step, why))
            scaled[variable] = reached
        return scaled


def _note(causes: list[Cause], cause: Cause) -> None:
    if cause.amount != 0.0:
        causes.append(cause)
