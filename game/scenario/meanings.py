"""What the names of a scenario mean: which entry a name in a formula, an order, an answer names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from game.scenario.models import Scenario
from game.scenario.scope import formula_name

KEYED = ("const", "var", "flag", "derived", "curve", "seat", "difficulty")
"""Kinds of entries that are called by their key."""

NUMBERED = ("action", "event", "promise", "rule", "inject", "adviser", "ending", "lesson")
"""Kinds of entries that have an `id`."""

COUNTERS: Mapping[str, str] = {
    "ordered": "1 if it is ordered in this turn, else 0",
    "chose": "1 if the answer is chosen in this turn, else 0",
    "times": "how often it was chosen in this game",
    "recent": "how often it was chosen in the last four turns",
    "since": "how many turns ago it was chosen; 1000000 if never",
    "intent": "the published odds of the order, in per cent",
    "open": "1 while the promise is open, else 0",
    "kept": "how often the promise was kept",
    "broken": "how often the promise was broken",
    "open_promises": "how many promises are open, or how many of one seat",
    "open_contradictions": "how many pairs of open promises contradict each other",
    "prev": "the value with which the previous turn began",
}
"""What stands before the dot of a dotted name, and what the whole then is."""


FUNCTION_TEXTS: Mapping[str, str] = {
    "abs(x)": "x without its sign",
    "clamp(x, low, high)": "x, but at least low and at most high",
    "floor(x)": "the next whole number below",
    "max(x, y, …)": "the largest",
    "min(x, y, …)": "the smallest",
    "ramp(x, low, high)": "0 up to low, 1 from high on, a straight line between",
    "round(x)": "the nearest whole number; halves go to the even one",
    "sqrt(x)": "the square root; of a negative number 0",
}
"""The functions of the formula language with their arguments, and what each gives."""

CLOCK_TEXTS: Mapping[str, str] = {
    "turn": "the number of the turn, from 1",
    "quarter": "the quarter of the year in which the turn begins, 1 to 4",
    "year": "the year in which the turn begins",
}
"""The names that every scenario has, and what each is."""


class Symbol(NamedTuple):
    """What bears a name."""

    kind: str
    """The table of the format that holds it; `option`, `pool`, `stage` and `group` for parts."""
    name: str
    """Its name or id; for an option `event.option`."""

    @property
    def last(self) -> str:
        """The part that is written where it is defined."""
        return self.name.rpartition(".")[2] if self.kind == "option" else self.name


class Part(NamedTuple):
    """A part of a name with what it means."""

    symbol: Symbol
    """What it means."""
    start: int
    """Offset of its first character in the whole name."""
    end: int
    """Offset after its last character."""


Meaning = tuple[Part, ...]
"""What the parts of one name mean."""


def read_formula_names(scenario: Scenario) -> Mapping[str, Meaning]:
    """Return what each name means that a formula may read, dotted ones in full."""
    meanings: dict[str, Meaning] = {}
    for kind in ("const", "var", "flag", "derived"):
        for name in getattr(scenario, kind):
            meanings[name] = _whole(Symbol(kind, name))
    for name in scenario.var:
        meanings[f"prev.{name}"] = _after("prev", Symbol("var", name))
    for action in scenario.action:
        for prefix in ("ordered", "times", "recent", "since", "intent"):
            meanings[f"{prefix}.{formula_name(action.id)}"] = _after(
                prefix, Symbol("action", action.id)
            )
    for event, option in _answers(scenario):
        for prefix in ("chose", "times", "recent", "since"):
            name = f"{prefix}.{formula_name(event)}.{formula_name(option)}"
            meanings[name] = _answer(event, option, len(prefix) + 1)
    for promise in scenario.promise:
        for prefix in ("open", "kept", "broken"):
            meanings[f"{prefix}.{formula_name(promise.id)}"] = _after(
                prefix, Symbol("promise", promise.id)
            )
    for seat in scenario.seat:
        for prefix in ("open_promises", "open_contradictions"):
            meanings[f"{prefix}.{formula_name(seat)}"] = _after(prefix, Symbol("seat", seat))
    return meanings


def read_plays(scenario: Scenario) -> Mapping[str, Meaning]:
    """Return what tests and advisers mean: an order, an order with its seat, an answer."""
    meanings: dict[str, Meaning] = {}
    for action in scenario.action:
        symbol = Symbol("action", action.id)
        meanings[action.id] = _whole(symbol)
        seat = Symbol("seat", action.seat)
        meanings[f"{action.seat}.{action.id}"] = (
            Part(seat, 0, len(action.seat)),
            *_after(action.seat, symbol),
        )
    for event, option in _answers(scenario):
        meanings[f"{event}.{option}"] = _answer(event, option, 0)
    return meanings


def read_subjects(scenario: Scenario) -> Mapping[str, Meaning]:
    """Return what shares in `[balance]` and the waits of lessons name: `KIND.ID`."""
    meanings: dict[str, Meaning] = {}
    for kind in ("ending", "event", "action"):
        for entry in getattr(scenario, kind):
            meanings[f"{kind}.{entry.id}"] = _after(kind, Symbol(kind, entry.id))
    for event, option in _answers(scenario):
        meanings[f"answer.{event}.{option}"] = _answer(event, option, len("answer."))
    for action in scenario.action:
        for kind in ("order", "taken"):
            meanings[f"{kind}.{action.id}"] = _after(kind, Symbol("action", action.id))
    for entry in scenario.event:
        meanings[f"answer.{entry.id}"] = _after("answer", Symbol("event", entry.id))
    return meanings


def _answers(scenario: Scenario) -> Iterator[tuple[str, str]]:
    for event in scenario.event:
        for option in event.option:
            yield event.id, option.id


def _whole(symbol: Symbol) -> Meaning:
    return (Part(symbol, 0, len(symbol.name)),)


def _after(prefix: str, symbol: Symbol) -> Meaning:
    start = len(prefix) + 1
    return (Part(symbol, start, start + len(symbol.name)),)


def _answer(event: str, option: str, start: int) -> Meaning:
    dot = start + len(event)
    return (
        Part(Symbol("event", event), start, dot),
        Part(Symbol("option", f"{event}.{option}"), dot + 1, dot + 1 + len(option)),
    )
