"""Curves: functions of one value given by points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.formula.operations import LARGEST, add, divide, multiply, subtract


@dataclass(frozen=True, slots=True)
class Curve:
    """A piecewise linear function, constant outside its points.

    At x₀ ≤ x < x₁ it is y₀ + (x − x₀) × ((y₁ − y₀) ÷ (x₁ − x₀)), each operation rounded and
    saturated in the order of the brackets. At the last point and above it is the last y.
    """

    xs: tuple[float, ...]
    """Where the points lie, rising; at least one."""
    ys: tuple[float, ...]
    """The values there."""
    slopes: tuple[float, ...]
    """The slope after each point but the last."""

    def read(self, x: float) -> float:
        """Return the value at x."""
        after = bisect_right(self.xs, x)
        if after == 0:
            return self.ys[0]
        if after == len(self.xs):
            return self.ys[-1]
        return self.follow(after - 1, x)

    def follow(self, segment: int, x: float) -> float:
        """Return the value at x of the line that begins at a point."""
        run = subtract(x, self.xs[segment])
        return add(self.ys[segment], multiply(run, self.slopes[segment]))

    def bound(self, low: float, high: float) -> tuple[float, float]:
        """Return the least and the greatest value between low and high.

        On one line the rounded value rises or falls with x as the exact one does, so its ends
        suffice; rounding may carry the right end past the next point.
        """
        values = [self.read(low), self.read(high)]
        for segment, end in enumerate(self.xs[1:]):
            if low < end and self.xs[segment] <= high:
                values.append(self.follow(segment, max(low, self.xs[segment])))
                values.append(self.follow(segment, min(high, end)))
        return min(values), max(values)

    def make_reader(self) -> Callable[[float], float]:
        """Return `read`, or the same without saturation where no operation can overflow."""
        ends = [
            value
            for segment, end in enumerate(self.xs[1:])
            for value in (
                subtract(end, self.xs[segment]),
                multiply(subtract(end, self.xs[segment]), self.slopes[segment]),
                self.follow(segment, end),
            )
        ]
        if not all(-LARGEST < value < LARGEST for value in ends):
            return self.read
        return self._make_unchecked()

    def _make_unchecked(self) -> Callable[[float], float]:
        xs, ys, slopes, count = self.xs, self.ys, self.slopes, len(self.xs)
        first, last = ys[0], ys[-1]

        def read(x: float) -> float:
            after = bisect_right(xs, x)
            if after == 0:
                return first
            if after == count:
                return last
            after -= 1
            return ys[after] + (x - xs[after]) * slopes[after]

        return read


def make_curve(points: Sequence[tuple[float, float]]) -> Curve:
    """Return the curve through points with rising x; at least one."""
    xs = tuple(float(x) + 0.0 for x, _ in points)
    ys = tuple(float(y) + 0.0 for _, y in points)
    slopes = tuple(
        divide(subtract(ys[i + 1], ys[i]), subtract(xs[i + 1], xs[i])) for i in range(len(xs) - 1)
    )
    return Curve(xs, ys, slopes)
