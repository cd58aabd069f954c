"""What the screens are told: acts, windows on the line of turns, lessons."""

from __future__ import annotations

from game.scenario.checks.facts import Facts
from game.scenario.models import Lesson
from game.scenario.positions import Path

WAITS = ("continue", "causes", "commit")
"""What a lesson can wait for, besides an order and an answer."""


def check_front(facts: Facts) -> None:
    """Note acts out of order, turns beyond the last, and lessons that wait for nothing."""
    desk = facts.scenario.desk
    before = 0
    for i, act in enumerate(desk.acts):
        _check_turn(facts, act.from_, ("desk", "acts", i, "from"))
        if act.from_ <= before:
            message = f"acts begin one after the other: {act.from_} comes after {before}"
            facts.findings.report("not-rising", ("desk", "acts", i, "from"), message)
        before = act.from_
    for i, mark in enumerate(desk.marks):
        if mark.to < mark.from_:
            message = f"the window runs from turn {mark.from_} to turn {mark.to}"
            facts.findings.report("range-reversed", ("desk", "marks", i, "to"), message)
        else:
            _check_turn(facts, mark.to, ("desk", "marks", i, "to"))
    for i, inject in enumerate(facts.scenario.inject):
        if inject.turn is not None:
            _check_turn(facts, inject.turn, ("inject", i, "turn"))
    for i, lesson in enumerate(facts.scenario.lesson):
        _check_turn(facts, lesson.turn, ("lesson", i, "turn"))
        _check_wait(facts, lesson, ("lesson", i, "wait"))


def _check_turn(facts: Facts, turn: int, path: Path) -> None:
    last = facts.scenario.scenario.turns
    if turn > last:
        message = f"the scenario has {last} turns; turn {turn} is never played"
        facts.findings.report("beyond-last-turn", path, message)


def _check_wait(facts: Facts, lesson: Lesson, path: Path) -> None:
    """A lesson waits for a word of the desk, for an order, or for an answer."""
    kind, dot, name = lesson.wait.partition(".")
    if lesson.wait in WAITS:
        return
    known = facts.names["action" if kind == "order" else "event"]
    if not dot or kind not in ("order", "answer"):
        message = "a lesson waits for `continue`, `causes`, `commit`, `order.ID` or `answer.EVENT`"
        suggestion = facts.findings.suggest(lesson.wait, WAITS)
        facts.findings.report("wrong-value", path, message, suggestion=suggestion)
    elif name not in known and not facts.is_ghost(name):
        what = "action" if kind == "order" else "event"
        message = f"the lesson waits for the {what} `{name}`, which does not exist"
        span = (len(kind) + 1, len(lesson.wait))
        facts.findings.report(
            "unknown-name", path, message, span=span, suggestion=facts.findings.suggest(name, known)
        )
