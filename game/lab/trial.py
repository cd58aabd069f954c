"""Play the tests that an author has written into a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from game.engine import Opening, Plan, Report, Rules, State, open_turn, resolve, start_game
from game.engine.opening import build_frame
from game.engine.plans import find_demand
from game.engine.rules import Frame
from game.errors import BufferStateError
from game.formula import Node, compile_formula
from game.scenario.models import Test
from game.scenario.scope import parse_formula


@dataclass(frozen=True, slots=True)
class Trial:
    """How a test came out."""

    test: Test
    """The test."""
    passed: bool
    """Whether what it expects held."""
    trouble: str | None
    """Why it could not be played, if it could not."""
    state: State
    """The state in which it was looked at."""
    reports: tuple[Report, ...]
    """What happened until then."""
    frame: Frame = field(repr=False)
    """What formulas read there."""
    deciding: tuple[str | float, ...]
    """What it expects; if it could not be played, the conditions of its entries that failed."""


def try_test(rules: Rules, test: Test) -> Trial:
    """Play a test: its orders in their turns, its answers whenever they are asked for.

    Every seat that the test does not order is silent. What it expects is read as the turn after
    the last one opens.
    """
    reports: list[Report] = []
    state = start_game(rules, test.seed, test.given)
    answers: list[str] = []
    while len(reports) < test.after and state.end is None:
        entries = test.play[len(reports)] if len(reports) < len(test.play) else ()
        answers.extend(entry for entry in entries if is_answer(rules, entry))
        opening = open_turn(rules, state)
        plans = plan_entries(rules, opening, (*entries, *answers))
        try:
            state, report = resolve(rules, opening, plans)
        except BufferStateError as error:
            trouble = f"turn {state.turn}: {error}"
            failed = tuple(_list_failed(rules, opening, plans.values()))
            return Trial(test, False, trouble, state, tuple(reports), opening.frame, failed)
        reports.append(report)
    frame = build_frame(rules, state)
    held = compute(rules, parse_formula(test.expect), frame) != 0.0
    return Trial(test, held, None, state, tuple(reports), frame, (test.expect,))


def _list_failed(rules: Rules, opening: Opening, plans: Iterable[Plan]) -> Iterator[str | float]:
    """Yield the conditions that fail of what plans choose."""
    when = {f"action/{action.id}": action.when for action in rules.scenario.action}
    for event in rules.scenario.event:
        when |= {f"event/{event.id}.{option.id}": option.when for option in event.option}
    for plan in plans:
        chosen = [f"event/{event}.{option}" for event, option in plan.choices.items()]
        for by in (*chosen, *(f"action/{order}" for order in plan.orders)):
            formula = when[by]
            if formula is not None and not compute(rules, parse_formula(formula), opening.frame):
                yield formula


def compute(rules: Rules, tree: Node, frame: Frame) -> float:
    """Return what a formula comes to."""
    layout = rules.layout
    return compile_formula(tree, layout, layout.curves, layout.bounds)(frame)


def is_answer(rules: Rules, entry: str) -> bool:
    """Tell whether an entry is `event.option` and not an order."""
    return entry.partition(".")[0] in rules.index["event"]


def plan_entries(rules: Rules, opening: Opening, entries: Iterable[str]) -> dict[str, Plan]:
    """Return the plans that entries of a test make at an opening."""
    orders: dict[str, list[str]] = {}
    choices: dict[str, dict[str, str]] = {}
    for entry in entries:
        head, _, tail = entry.partition(".")
        if is_answer(rules, entry):
            event = rules.events[rules.index["event"][head]]
            option = next(option for option in event.options if option.id == tail)
            if find_demand(opening, rules.index["event"][head], option.seat):
                choices.setdefault(option.seat, {})[head] = tail
        else:
            action = tail or head
            seat = rules.actions[rules.index["action"][action]].seat
            orders.setdefault(seat, []).append(action)
    return {
        seat: Plan(tuple(orders.get(seat, ())), choices.get(seat, {}))
        for seat in {**orders, **choices}
    }
