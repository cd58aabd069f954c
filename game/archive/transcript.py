"""A played game written down: JSON for programs, a readable text for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from game.engine import Rules, digest_state
from game.engine.calendar import name_turn
from game.engine.words import label_entry, name_level, write_amount
from game.policy.playthrough import Played

FORMAT = 1
"""The version of the JSON."""


def write_json(rules: Rules, digest: str, seed: int, turns: Iterable[Played]) -> str:
    """Return the game as one JSON document with sorted contents and a final newline."""
    played = list(turns)
    end = played[-1].state.end if played else None
    ending = {"id": end.ending, "turn": end.turn} if end and end.ending else None
    document = {
        "format": FORMAT,
        "scenario": rules.scenario.scenario.id,
        "digest": digest,
        "seed": seed,
        "turns": [describe_turn(rules, turn) for turn in played],
        "ending": ending,
    }
    return json.dumps(document, indent=1, allow_nan=False) + "\n"


def describe_turn(rules: Rules, played: Played) -> dict[str, Any]:
    """Return one turn as plain data: everything, hidden values too."""
    report, state = played.report, played.state
    return {
        "turn": report.turn,
        "vars": dict(zip(rules.variables, state.values, strict=True)),
        "flags": [
            name for name, value in zip(rules.flags, state.flags, strict=True) if value != 0.0
        ],
        "events": list(report.events),
        "causes": [
            {
                "var": rules.variables[cause.variable],
                "by": cause.by,
                "stage": cause.stage,
                "amount": cause.amount,
            }
            for cause in report.causes
        ],
        "orders": {seat: list(plan.orders) for seat, plan in played.plans.items() if plan.orders},
        "answers": {f"{a.event}.{a.seat}": a.option for a in report.answers},
        "outcomes": [{"by": drawn.by, "id": drawn.outcome} for drawn in report.outcomes],
        "promises": [{"id": entry.promise, "move": entry.move} for entry in report.ledger],
        "digest": digest_state(state),
    }


def write_text(rules: Rules, digest: str, seed: int, turns: Iterable[Played]) -> Iterator[str]:
    """Yield the game as lines for people, a turn at a time."""
    header = rules.scenario.scenario
    yield f"{header.title} ({header.id}), seed {seed}, digest {digest[:16]}"
    end = None
    for played in turns:
        end = played.state.end
        yield ""
        number = played.report.turn
        yield f"Turn {number}, {name_turn(header.start, header.step, number)}"
        yield from _write_turn(rules, played)
    yield ""
    if end is None or end.ending is None:
        yield "The game ends without an ending."
        return
    ending = next(ending for ending in rules.scenario.ending if ending.id == end.ending)
    yield f"Ending in turn {end.turn}: {ending.label or ending.id}"


def _write_turn(rules: Rules, played: Played) -> Iterator[str]:
    report = played.report
    for event in report.events:
        yield f"  {label_entry(rules.scenario, f'event/{event}')} ({event})"
    for answer in report.answers:
        silent = ", by silence" if answer.silent else ""
        yield f"  {answer.seat} answers {answer.event}: {answer.option}{silent}"
    for order in report.orders:
        yield f"  {order.seat} orders {order.action}"
    for entry in report.ledger:
        yield f"  promise {entry.promise}: {entry.move}"
    for index, name in enumerate(rules.variables):
        old, new = report.before[index], report.after[index]
        if old != new:
            parts = ", ".join(
                f"{write_amount(cause.amount)} {cause.by}"
                for cause in report.causes
                if cause.variable == index
            )
            word = name_level(rules.scenario, name, new)
            reached = f", {word}" if word != name_level(rules.scenario, name, old) else ""
            yield f"  {name} {old:.6g} -> {new:.6g}{reached}: {parts}"
