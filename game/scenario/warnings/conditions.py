"""Conditions that are decided before the game begins, and numbers in their place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from game.formula import (
    Comparison,
    Conditional,
    Interval,
    Logic,
    Node,
    Number,
    Unary,
    is_yes_no,
    names_in,
)
from game.formula.context import Context
from game.formula.tree import children_of
from game.scenario.positions import Path
from game.scenario.warnings.doubts import Doubt, Doubts, is_condition
from game.scenario.warnings.outlook import yes_no_names

QUESTION = re.compile(r"[<>=]|\b(?:and|or|not|if)\b")
"""What every formula has that asks for a condition somewhere inside."""


def check_conditions(doubts: Doubts) -> None:
    """Note conditions that never or always hold, and numbers that are used as conditions."""
    flags = set(yes_no_names(doubts.facts))
    derived = doubts.facts.scenario.derived
    for name in derived:
        if is_yes_no(doubts.facts.trees[("derived", name, "value")], flags):
            flags.add(name)
    for path, tree in doubts.formulas(QUESTION, is_condition):
        context = doubts.visit(path)
        for node in find_conditions(tree, is_condition(path)):
            if not is_yes_no(node, flags):
                _note_number(doubts, path, node, flags)
        if path[0] != "test":
            # What a test expects is always so if the scenario is right.
            for node in find_decided(tree, is_condition(path), context):
                _note_decided(doubts, path, node, context)


def find_conditions(node: Node, asked: bool) -> Iterator[Node]:
    """Iterate over the parts of a formula that are read as conditions.

    Args:
        node: The formula.
        asked: Whether it is itself read as a condition.
    """
    match node:
        case Logic(operands=operands):
            for operand in operands:
                yield from find_conditions(operand, True)
        case Unary(operator="not", operand=operand):
            yield from find_conditions(operand, True)
        case Conditional(then=then, condition=condition, otherwise=otherwise):
            yield from find_conditions(condition, True)
            yield from find_conditions(then, asked)
            yield from find_conditions(otherwise, asked)
        case _:
            if asked:
                yield node
            for child in children_of(node):
                yield from find_conditions(child, False)


def find_decided(node: Node, asked: bool, context: Context) -> Iterator[Node]:
    """Iterate over the outermost conditions that are decided, or the parts that decide them."""
    interval = context.found[id(node)]
    is_question = asked or isinstance(node, Comparison | Logic)
    if is_question and (interval.holds or interval.fails) and not isinstance(node, Number):
        yield _find_cause(node, interval.holds, context)
        return
    if isinstance(node, Conditional):
        yield from find_decided(node.condition, True, context)
        for child in (node.then, node.otherwise):
            yield from find_decided(child, asked, context)
        return
    inside = isinstance(node, Logic) or (isinstance(node, Unary) and node.operator == "not")
    for child in children_of(node):
        yield from find_decided(child, inside, context)


def _find_cause(node: Node, holds: bool, context: Context) -> Node:
    """Return the part of a decided condition that decides it by itself, else the whole."""
    if isinstance(node, Logic) and (node.operator == "or") is holds:
        for operand in node.operands:
            interval = context.found[id(operand)]
            decides = interval.holds if holds else interval.fails
            if decides and not isinstance(operand, Number):
                return _find_cause(operand, holds, context)
    return node


def _note_decided(doubts: Doubts, path: Path, node: Node, context: Context) -> None:
    if doubts.is_switch(node):
        return
    how = "always" if context.found[id(node)].holds else "never"
    key = f"{how}-true"
    message = f"this {how} holds, whatever the state of the game is"
    reason = _explain(node, context)
    if reason:
        message = f"this {how} holds: {reason}"
    doubts.note(Doubt(key, path, message, span=(node.start, node.end)))


def _explain(node: Node, context: Context) -> str:
    """Return between which values the names lie that a short condition reads."""
    names = {name.name: context.found[id(name)] for name in names_in(node)}
    if not isinstance(node, Comparison) or len(names) > 2:
        return ""
    return " and ".join(
        f"{'here ' if interval != context.ranges.get(name) else ''}`{name}` is {_show(interval)}"
        for name, interval in names.items()
    )


def _show(interval: Interval) -> str:
    if interval.low == interval.high:
        return f"{interval.low:g}"
    return f"from {interval.low:g} to {interval.high:g}"


def _note_number(doubts: Doubts, path: Path, node: Node, flags: Container[str]) -> None:
    if isinstance(node, Number):
        return
    suggestion = "compare it with something, such as `> 0`"
    message = "a number is used as a condition: 0 is no, anything else yes"
    doubts.note(
        Doubt(
            "number-as-condition", path, message, span=(node.start, node.end), suggestion=suggestion
        )
    )
