"""Changes to a world's values beside the rules: how people write them, how they are applied."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from game.engine import Rules, State
from game.errors import ExerciseError
from game.exercise.fields import Line, Table

_MOVE = re.compile(r"(?P<name>[A-Za-z]\w*)\s*(?P<op>[+=−-])=?\s*(?P<amount>[−-]?\d+(?:\.\d+)?)")
_FLAG = re.compile(r"(?P<op>raise|clear)\s+(?P<name>[A-Za-z]\w*)")

SHAPE = "write changes as `tension +5; funding = 2; raise bases_agreed; clear alarm`"


class ValueChange(Table):
    """A change to one variable or flag that white or an inject makes."""

    name: Line
    """The variable or flag."""
    op: Literal["add", "set", "raise", "clear"]
    """What is done."""
    amount: float = 0.0
    """By how much, or to what."""


def parse_changes(text: str) -> tuple[ValueChange, ...]:
    """Return the changes that people wrote, separated by `;` or line ends.

    Raises:
        ExerciseError: A part has another shape.
    """
    parts = (part.strip() for part in re.split(r"[;\n]", text))
    return tuple(_parse_change(part) for part in parts if part)


def _parse_change(part: str) -> ValueChange:
    flag = _FLAG.fullmatch(part)
    if flag:
        return ValueChange(name=flag["name"], op="raise" if flag["op"] == "raise" else "clear")
    move = _MOVE.fullmatch(part)
    if not move:
        raise ExerciseError(f"{part[:60]!r} is no change; {SHAPE}")
    amount = float(move["amount"].replace("−", "-"))
    if move["op"] == "=":
        return ValueChange(name=move["name"], op="set", amount=amount)
    return ValueChange(name=move["name"], op="add", amount=amount if move["op"] == "+" else -amount)


def write_changes(changes: Iterable[ValueChange]) -> str:
    """Return changes as `parse_changes` reads them."""
    return "; ".join(_write_change(change) for change in changes)


def _write_change(change: ValueChange) -> str:
    if change.op in ("raise", "clear"):
        return f"{change.op} {change.name}"
    if change.op == "set":
        return f"{change.name} = {change.amount:g}"
    return f"{change.name} {change.amount:+g}"


def check_changes(rules: Rules, changes: Iterable[ValueChange]) -> None:
    """Refuse changes of what the scenario does not declare.

    Raises:
        ExerciseError: The text names it, and what there is.
    """
    for change in changes:
        kind, known = ("flag", rules.flags) if change.op in ("raise", "clear") else (
            "variable", rules.variables
        )  # fmt: skip
        if change.name not in known:
            raise ExerciseError(
                f"the scenario has no {kind} {change.name[:60]!r}; there are {', '.join(known)}"
            )
        if not math.isfinite(change.amount):
            raise ExerciseError(f"{change.name}: {change.amount} is no value")


def amend(rules: Rules, state: State, changes: Iterable[ValueChange]) -> State:
    """Return a state with changes applied in their order, each held within its range."""
    values, flags = list(state.values), list(state.flags)
    for change in changes:
        if change.op in ("raise", "clear"):
            flags[rules.index["flag"][change.name]] = float(change.op == "raise")
            continue
        index = rules.index["var"][change.name]
        value = change.amount + (values[index] if change.op == "add" else 0.0)
        values[index] = min(max(value, rules.lows[index]), rules.highs[index]) + 0.0
    return replace(state, values=tuple(values), flags=tuple(flags))
