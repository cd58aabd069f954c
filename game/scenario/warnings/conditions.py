"""Conditions that are decided before the game begins, and numbers in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from game.formula import (
    Comparison,
    Conditional,
    Interval,
    Logic,
    Name,
    Node,
    Number,
    Unary,
    is_yes_no,
    names_in,
)
from game.formula.context import Context
from game.formula.ranges import OPEN
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
    for path, text in doubts.facts.texts.items():
        asked = is_condition(path)
        if not (asked or QUESTION.search(text)):
            continue
        found = Questions(doubts.visit(path))
        found.look_at(doubts.facts.trees[path], asked)
        for node in found.asked:
            if not is_yes_no(node, flags):
                _note_number(doubts, path, node)
        if path[0] != "test":
            # What a test expects is always so if the scenario is right.
            for node in found.decided:
                _note_decided(doubts, path, node, found.context)


@dataclass(slots=True)
class Questions:
    """The parts of a formula that are read as conditions."""

    context: Context
    """What is known at each part."""
    asked: list[Node] = field(default_factory=list)
    """What stands where a condition is due, joined conditions taken apart."""
    decided: list[Node] = field(default_factory=list)
    """The outermost conditions that are decided, or the parts that decide them."""

    def look_at(self, node: Node, asked: bool, settled: bool = False) -> None:
        """Gather the conditions of a node and all below it.

        Args:
            node: The node.
            asked: Whether it is itself read as a condition.
            settled: Whether a condition around it is decided, so that no more is said.
        """
        if not settled and (asked or isinstance(node, (Comparison, Logic))):
            settled = self._judge(node)
        if isinstance(node, Conditional):
            self.look_at(node.condition, True, settled)
            self.look_at(node.then, asked, settled)
            self.look_at(node.otherwise, asked, settled)
            return
        joins = isinstance(node, Logic) or (isinstance(node, Unary) and node.operator == "not")
        if asked and not joins:
            self.asked.append(node)
        for child in children_of(node):
            if joins or not isinstance(child, (Number, Name)):
                self.look_at(child, joins, settled)

    def _judge(self, node: Node) -> bool:
        """Note a node that is decided, and return whether it is."""
        interval = self.context.found[id(node)]
        if isinstance(node, Number) or interval == OPEN or not (interval.holds or interval.fails):
            return False
        self.decided.append(_find_cause(node, interval.holds, self.context))
        return True


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


def _note_number(doubts: Doubts, path: Path, node: Node) -> None:
    if isinstance(node, Number):
        return
    suggestion = "compare it with something, such as `> 0`"
    message = "a number is used as a condition: 0 is no, anything else yes"
    doubts.note(
        Doubt(
            "number-as-condition", path, message, span=(node.start, node.end), suggestion=suggestion
        )
    )
