"""Formulas in words: every name by its label, every function as a phrase, every sign in its place.

The words keep the structure of the formula: brackets stand wherever they would change the meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.atlas.glossary import Glossary
from game.engine.words import name_rungs
from game.formula import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Unary,
)
from game.formula.context import MIRRORED
from game.formula.parser import COMPARISON, CONDITIONAL, INFIX, NOT, OR, SIGN, SUM
from game.formula.words import ATOM, format_number
from game.scenario.models import Scenario
from game.scenario.scope import parse_formula

MINUS = "−"
"""The sign of a difference and of a negative number."""

SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
"""The operators of arithmetic as people write them."""

RELATIONS = {
    "<": "is below",
    "<=": "is at most",
    ">": "is above",
    ">=": "is at least",
    "==": "is",
    "!=": "is not",
}
"""The comparisons in words."""

PHRASES = {
    "abs": "the size of {}",
    "clamp": "{}, kept between {} and {}",
    "floor": "{} rounded down",
    "ramp": "how far {} is on the way from {} to {}, from 0 to 1",
    "round": "{} rounded",
    "sqrt": "the square root of {}",
}
"""The functions with a fixed number of arguments."""

EXTREMES = {
    "min": ("the smaller of", "the smallest of"),
    "max": ("the larger of", "the largest of"),
}
"""The functions of two or more arguments, for two and for more."""


@dataclass(frozen=True)
class Wording:
    """Formulas of one scenario in words."""

    glossary: Glossary
    """What its names are called."""

    @classmethod
    def of(cls, scenario: Scenario) -> Wording:
        """Return the wording of a scenario."""
        return cls(Glossary(scenario))

    def tell_value(self, formula: str | float) -> str:
        """Return a formula that computes a number, in words.

        Raises:
            FormulaError: The text is no formula.
        """
        return self._value(parse_formula(formula), CONDITIONAL)

    def tell_condition(self, formula: str | float) -> str:
        """Return a formula that is a condition, in words.

        Raises:
            FormulaError: The text is no formula.
        """
        return self.tell_holding(parse_formula(formula))

    def tell_holding(self, node: Node) -> str:
        """Return the tree of a condition in words."""
        return self._condition(node, CONDITIONAL)

    def _value(self, node: Node, level: int) -> str:
        """Return a number in words, in brackets where it binds more loosely than its place asks."""
        own, text = self._bare_value(node)
        return text if own >= level else f"({text})"

    def _bare_value(self, node: Node) -> tuple[int, str]:
        match node:
            case Number(value=value):
                text = format_number(value).replace("-", MINUS)
                return (SIGN if value < 0 else ATOM), text
            case Name(name=name) if not self.glossary.is_condition(name):
                return ATOM, self.glossary.call(name)
            case Unary(operator="-", operand=operand):
                return SIGN, f"{MINUS}{self._value(operand, SIGN)}"
            case Binary(operator=operator, left=left, right=right):
                own = INFIX[operator]
                first, second = self._value(left, own), self._value(right, own + 1)
                return own, f"{first} {SIGNS[operator]} {second}"
            case Conditional(then=then, condition=condition, otherwise=otherwise):
                first, second = self._value(then, OR), self._condition(condition, OR)
                rest = self._value(otherwise, CONDITIONAL)
                return CONDITIONAL, f"{first} if {second}, otherwise {rest}"
            case Call(function=function, arguments=arguments):
                return CONDITIONAL, self._phrase(function, arguments)
            case _:
                return CONDITIONAL, f"1 if {self._condition(node, OR)}, otherwise 0"

    def _phrase(self, function: str, arguments: Sequence[Node]) -> str:
        """Return a call in words."""
        # After `the square root of` nobody could tell how far it reaches.
        level = ATOM if len(arguments) == 1 else SUM
        inside = [self._value(argument, level) for argument in arguments]
        if function in EXTREMES:
            several = EXTREMES[function][len(inside) > 2]
            return f"{several} {', '.join(inside[:-1])} and {inside[-1]}"
        if function in PHRASES:
            return PHRASES[function].format(*inside)
        return f"the curve {function.replace('_', ' ')} at {inside[0]}"

    def _condition(self, node: Node, level: int) -> str:
        """Return a condition in words, in brackets where its place asks for them."""
        own, text = self._bare_condition(node)
        return text if own >= level else f"({text})"

    def _bare_condition(self, node: Node) -> tuple[int, str]:
        match node:
            case Number(value=value):
                return ATOM, "always" if value else "never"
            case Name(name=name) if self.glossary.is_condition(name):
                return ATOM, self._holds(name)
            case Unary(operator="not", operand=Name(name=name)) if self.glossary.is_flag(name):
                return NOT, f"{self.glossary.call(name)} does not hold"
            case Unary(operator="not", operand=operand):
                return NOT, f"not {self._condition(operand, ATOM)}"
            case Comparison(operands=operands, operators=operators):
                return COMPARISON, self._compare(operands, operators)
            case Logic(operator=operator, operands=operands):
                own = INFIX[operator]
                parts = (self._condition(operand, own + 1) for operand in operands)
                return own, f" {operator} ".join(parts)
            case Conditional(then=then, condition=condition, otherwise=otherwise):
                first, second = self._condition(then, OR), self._condition(condition, OR)
                rest = self._condition(otherwise, CONDITIONAL)
                return CONDITIONAL, f"{first} if {second}, otherwise {rest}"
            case _:
                return COMPARISON, f"{self._value(node, SUM)} is not 0"

    def _holds(self, name: str) -> str:
        """Return a flag as a sentence; what is counted is one already."""
        called = self.glossary.call(name)
        return f"{called} holds" if self.glossary.is_flag(name) else called

    def _compare(self, operands: Sequence[Node], operators: Sequence[str]) -> str:
        """Return a chain of comparisons in words."""
        if rungs := self._name_rungs(operands, operators):
            return rungs
        first, *others = (self._value(operand, SUM) for operand in operands)
        text = first
        for place, (sign, other) in enumerate(zip(operators, others, strict=True)):
            joint = ", which" if place else ""
            text += f"{joint} {RELATIONS[sign]} {other}"
        return text

    def _name_rungs(self, operands: Sequence[Node], operators: Sequence[str]) -> str:
        """Return a comparison of the ladder with a number in words; of another, an empty text."""
        match operands, operators:
            case [Name(name=name), Number(value=value)], [sign]:
                pass
            case [Number(value=value), Name(name=name)], [mirrored]:
                sign = MIRRORED[mirrored]
            case _:
                return ""
        rungs = name_rungs(self.glossary.scenario, name.removeprefix("prev."), sign, value)
        relation = "is not at" if sign == "!=" else "is at"
        return f"{self.glossary.call(name)} {relation} {rungs}" if rungs else ""
