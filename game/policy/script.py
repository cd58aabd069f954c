"""Choices that were written down: a TOML file with one entry a turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import tomli

from game.engine.plans import Plan
from game.engine.rules import Rules
from game.errors import MalformedChoice

Script = tuple[Mapping[str, Plan], ...]
"""For each turn, from the first, the plans of the seats that it names."""

_SHAPE = (
    'expected entries such as\n[[turn]]\n[turn.SEAT]\norders = ["ACTION"]\n'
    'choices = { EVENT = "OPTION" }'
)


def read_script(text: str, rules: Rules) -> Script:
    """Return the script that a choices file holds.

    Raises:
        MalformedChoice: The text is no TOML, has another shape, or names an unknown seat.
    """
    try:
        data = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as error:
        raise MalformedChoice(f"the choices are no valid TOML: {error}") from error
    unknown = sorted(set(data) - {"turn"})
    if unknown:
        raise MalformedChoice(f"the choices have an unknown key {unknown[0]!r}; {_SHAPE}")
    turns = data.get("turn", [])
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        raise MalformedChoice(f"the choices have no list of turns; {_SHAPE}")
    if len(turns) > rules.last_turn:
        raise MalformedChoice(
            f"the choices have {len(turns)} turns, but the game has {rules.last_turn}"
        )
    return tuple(_read_turn(number, turn, rules) for number, turn in enumerate(turns, 1))


def _read_turn(number: int, turn: dict[str, Any], rules: Rules) -> dict[str, Plan]:
    plans = {}
    for seat, entry in turn.items():
        if seat not in rules.seats:
            raise MalformedChoice(
                f"turn {number}: no seat is called {seat!r}; the seats are {', '.join(rules.seats)}"
            )
        plans[seat] = read_plan(entry, f"turn {number}, {seat}")
    return plans


def read_plan(entry: Any, place: str) -> Plan:
    """Return the plan that a table holds; `place` is where it stands, for messages.

    Raises:
        MalformedChoice: The table has another shape.
    """
    if not isinstance(entry, dict) or set(entry) - {"orders", "choices"}:
        raise MalformedChoice(f"{place}: {_SHAPE}")
    orders, choices = entry.get("orders", []), entry.get("choices", {})
    if not isinstance(orders, list) or not all(isinstance(order, str) for order in orders):
        raise MalformedChoice(f"{place}: orders must be a list of actions in quotes")
    if not isinstance(choices, dict) or not all(isinstance(o, str) for o in choices.values()):
        raise MalformedChoice(f'{place}: choices must be a table EVENT = "OPTION"')
    return Plan(tuple(orders), dict(choices))


def write_script(turns: Iterable[Mapping[str, Plan]]) -> str:
    """Return the choices file that holds plans by turn and seat; silence is left out."""
    lines: list[str] = []
    for number, plans in enumerate(turns, 1):
        lines += ["[[turn]]", f"# turn {number}"]
        for seat, plan in plans.items():
            lines.append(f"[turn.{seat}]")
            if plan.orders:
                lines.append(f"orders = [{', '.join(_quote(order) for order in plan.orders)}]")
            if plan.choices:
                pairs = (
                    f"{event} = {_quote(plan.choices[event])}" for event in sorted(plan.choices)
                )
                lines.append(f"choices = {{ {', '.join(pairs)} }}")
        lines.append("")
    return "\n".join(lines)


def _quote(name: str) -> str:
    """Quote an id, which holds nothing that would have to be escaped."""
    return f'"{name}"'
