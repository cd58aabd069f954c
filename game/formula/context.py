"""Intervals that allow for what must hold where a part of a formula is computed.

In `x / y if y > 0 else 0` the quotient is computed only where y is above 0, and in
`x > 80 and x < 20` the second part is read only where the first holds. Readers for many games at
once compute both sides, so what they rely on is `bound` of `game.formula.ranges`; this here is
for telling an author what a formula comes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, nextafter

from game.formula.ranges import (
    ANY,
    BINARY,
    NO,
    SMALLEST,
    Curves,
    Interval,
    bound_chain,
    bound_choice,
    bound_logic,
    bound_node,
)
from game.formula.tree import Binary, Comparison, Conditional, Logic, Name, Node, Number, Unary

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
"""What holds where a comparison fails."""

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
"""What holds of the right side where a comparison holds of the left one."""


@dataclass(slots=True)
class Context:
    """A walk over formulas, and what is known at each of their parts."""

    ranges: Mapping[str, Interval]
    """The interval of each name; a name without one may have any value."""
    curves: Curves
    """The points of the curves by name."""
    narrowed: dict[str, Interval] = field(default_factory=dict)
    """Narrower intervals of names, by what holds here; never changed, only replaced."""
    nonzero: frozenset[str] = frozenset()
    """Names that are not 0 here, though their interval may hold it."""
    found: dict[int, Interval] = field(default_factory=dict)
    """The interval of each node that was visited, by the node's `id`."""
    divisors: list[Node] = field(default_factory=list)
    """Divisors that can be 0, in the order in which they were visited."""

    def visit(self, node: Node) -> Interval:
        """Bound a node and all below it."""
        # The most frequent kinds first: a check walks over every formula.
        if isinstance(node, Number):
            interval = Interval(node.value, node.value)
        elif isinstance(node, Name):
            interval = self._read(node.name)
        elif isinstance(node, Binary):
            interval = BINARY[node.operator](self.visit(node.left), self.visit(node.right))
            if node.operator == "/" and self._can_be_zero(node.right):
                self.divisors.append(node.right)
        elif isinstance(node, Comparison):
            interval = bound_chain(list(map(self.visit, node.operands)), node.operators)
        elif isinstance(node, Logic):
            interval = self._visit_logic(node)
        elif isinstance(node, Conditional):
            interval = self._visit_choice(node)
        else:
            interval = bound_node(node, self.visit, self.ranges, self.curves)
        self.found[id(node)] = interval
        return interval

    def assume(self, node: Node, holds: bool = True) -> None:
        """Narrow what is known by a visited condition that holds here, or fails."""
        match node:
            case Comparison(operands=(left, right), operators=(sign,)):
                self._compare(sign if holds else OPPOSITE[sign], left, right)
            case Comparison(operands=operands, operators=operators) if holds:
                for sign, left, right in zip(operators, operands, operands[1:], strict=False):
                    self._compare(sign, left, right)
            case Name(name=name):
                self._narrow(name, "!=" if holds else "==", NO)
            case Unary(operator="not", operand=operand):
                self.assume(operand, not holds)
            case Logic(operator=operator, operands=operands) if (operator == "and") is holds:
                for operand in operands:
                    self.assume(operand, holds)

    def _read(self, name: str) -> Interval:
        return self.narrowed.get(name) or self.ranges.get(name, ANY)

    def _visit_logic(self, node: Logic) -> Interval:
        outer = self.narrowed, self.nonzero
        *others, last = node.operands
        intervals = []
        for operand in others:
            intervals.append(self.visit(operand))
            self.assume(operand, node.operator == "and")
        intervals.append(self.visit(last))
        self.narrowed, self.nonzero = outer
        return bound_logic(node.operator, intervals)

    def _visit_choice(self, node: Conditional) -> Interval:
        condition = self.visit(node.condition)
        outer = self.narrowed, self.nonzero
        self.assume(node.condition)
        then = self.visit(node.then)
        self.narrowed, self.nonzero = outer
        self.assume(node.condition, False)
        otherwise = self.visit(node.otherwise)
        self.narrowed, self.nonzero = outer
        return bound_choice(then, condition, otherwise)

    def _can_be_zero(self, divisor: Node) -> bool:
        interval = self.found[id(divisor)]
        known = isinstance(divisor, Name) and divisor.name in self.nonzero
        return interval.low <= 0.0 <= interval.high and not known

    def _compare(self, sign: str, left: Node, right: Node) -> None:
        if isinstance(left, Name):
            self._narrow(left.name, sign, self.found[id(right)])
        if isinstance(right, Name):
            self._narrow(right.name, MIRRORED[sign], self.found[id(left)])

    def _narrow(self, name: str, sign: str, other: Interval) -> None:
        """Narrow a name by a comparison with a value; what contradicts itself is left alone."""
        interval = self._read(name)
        low, high = interval.low, interval.high
        match sign:
            case "<" | "<=":
                bound = other.high if sign == "<=" else nextafter(other.high, -inf)
                high = bound if bound < high else high
            case ">" | ">=":
                bound = other.low if sign == ">=" else nextafter(other.low, inf)
                low = bound if bound > low else low
            case "==":
                low, high = max(low, other.low), min(high, other.high)
            case _ if other.low == 0.0 == other.high:
                self.nonzero |= {name}
                low = SMALLEST if low == 0.0 else low
                high = -SMALLEST if high == 0.0 else high
        if low <= high and (low, high) != (interval.low, interval.high):
            self.narrowed = {**self.narrowed, name: Interval(low, high)}
