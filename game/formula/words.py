"""The canonical text of a formula."""

from __future__ import annotations

import re
from decimal import Decimal

from game.formula.parser import COMPARISON, CONDITIONAL, INFIX, NOT, OR, SIGN, SUM
from game.formula.tokens import MOST_CHARACTERS
from game.formula.tree import (
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

ATOM = SIGN + 1
"""The level of what never needs brackets."""


def format_formula(tree: Node) -> str:
    """Return the canonical text of a parsed formula: parsing it gives an equal tree.

    It has the fewest brackets and one space around operators; the spaces go where the text would
    be longer than a formula may be.
    """
    text = _write(tree, CONDITIONAL)
    if len(text) <= MOST_CHARACTERS:
        return text
    return re.sub(r"(?<=\W) | (?=\W)", "", text)


def format_number(value: float) -> str:
    """Return a number in digits without an exponent, in the shortest form that gives it back."""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def _write(node: Node, level: int) -> str:
    """Return the text of a node, in brackets where it binds more loosely than its place asks."""
    own, text = _write_bare(node)
    return text if own >= level else f"({text})"


def _write_bare(node: Node) -> tuple[int, str]:
    """Return how tightly a node binds, and its text."""
    match node:
        case Number(value=value, yes_no=yes_no):
            return ATOM, ("true" if value else "false") if yes_no else format_number(value)
        case Name(name=name):
            return ATOM, name
        case Unary(operator="not", operand=operand):
            return NOT, f"not {_write(operand, NOT)}"
        case Unary(operand=operand):
            return SIGN, f"-{_write(operand, SIGN)}"
        case Binary(operator=operator, left=left, right=right):
            own = INFIX[operator]
            return own, f"{_write(left, own)} {operator} {_write(right, own + 1)}"
        case Comparison(operands=operands, operators=operators):
            parts = [_write(operand, SUM) for operand in operands]
            tail = (f" {sign} {part}" for sign, part in zip(operators, parts[1:], strict=True))
            return COMPARISON, parts[0] + "".join(tail)
        case Logic(operator=operator, operands=operands):
            own = INFIX[operator]
            return own, f" {operator} ".join(_write(operand, own + 1) for operand in operands)
        case Conditional(then=then, condition=condition, otherwise=otherwise):
            first, second = _write(then, OR), _write(condition, OR)
            return CONDITIONAL, f"{first} if {second} else {_write(otherwise, CONDITIONAL)}"
        case Call(function=function, arguments=arguments):
            inside = ", ".join(_write(argument, CONDITIONAL) for argument in arguments)
            return ATOM, f"{function}({inside})"
