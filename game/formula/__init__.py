"""The formula language: text, tree, names, intervals, and readers for one game.

A formula is parsed once by `parse`, its names are checked by `check_names`, and `compile_formula`
makes a reader of it that computes its value from a frame. Nothing is ever evaluated as Python.
"""

from __future__ import annotations

from game.formula.names import FUNCTIONS, RESERVED, check_names, suggest
from game.formula.parser import parse
from game.formula.places import Constant, Memo, Reader, Slot
from game.formula.ranges import Interval, bound
from game.formula.single import compile_formula
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
    calls_in,
    is_yes_no,
    names_in,
    words_in,
)
from game.formula.words import format_formula

__all__ = [
    "FUNCTIONS",
    "RESERVED",
    "Binary",
    "Call",
    "Comparison",
    "Conditional",
    "Constant",
    "Interval",
    "Logic",
    "Memo",
    "Name",
    "Node",
    "Number",
    "Reader",
    "Slot",
    "Unary",
    "bound",
    "calls_in",
    "check_names",
    "compile_formula",
    "format_formula",
    "is_yes_no",
    "names_in",
    "parse",
    "suggest",
    "words_in",
]
