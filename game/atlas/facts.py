"""What an entry says of itself in single lines: its bounds, its seats, its terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from game.atlas.glossary import Glossary, spell
from game.atlas.model import Fact
from game.atlas.wording import MINUS
from game.formula.words import format_number
from game.scenario.models import (
    Action,
    Curve,
    Derived,
    Draw,
    Ending,
    Event,
    Flag,
    Inject,
    Ladder,
    Link,
    Promise,
    Rule,
    Scenario,
    Seat,
    Variable,
)

GOOD = {"high": "the more the better", "low": "the less the better", "middle": "best in the middle"}
"""Which end of a range is good for the player, in words."""


def write(value: float) -> str:
    """Write a number with a true minus."""
    return format_number(value).replace("-", MINUS)


def list_facts(scenario: Scenario, glossary: Glossary, model: Any) -> Iterator[Fact]:
    """Yield what an entry says of itself, its formulas and effects left aside."""
    tell = TELLERS.get(type(model))
    if tell is not None:
        yield from tell(scenario, glossary, model)


def _of_variable(scenario: Scenario, glossary: Glossary, model: Variable) -> Iterator[Fact]:
    low, high = (write(end) for end in model.range)
    unit = f" {model.unit}" if model.unit else ""
    yield Fact("range", f"{low} to {high}{unit}")
    yield Fact("start", tell_start(model) + unit)
    yield from _scale(model)
    if model.seen_by is not None:
        seats = ", ".join(scenario.seat[seat].label for seat in model.seen_by.seats) or "nobody"
        blur = model.seen_by.blur
        others = f"the others see it to within {write(blur)}" if blur else "hidden from the others"
        yield Fact("seen by", f"{seats}; {others}")


def tell_start(model: Variable) -> str:
    """Return a start as everyone knows it; a fixed one that is hidden stays hidden."""
    if isinstance(model.start, Draw):
        low, high = (write(end) for end in model.start.draw)
        return f"drawn from {low} to {high}"
    if model.seen_by is not None:
        return "hidden"
    return write(model.start)


def _scale(model: Variable | Derived) -> Iterator[Fact]:
    """Yield which end is good, and the words for parts of the range."""
    if model.good in GOOD:
        yield Fact("good", GOOD[model.good])
    if model.levels:
        words = (
            f"{level.label} up to {write(level.upto)}" if level.upto is not None else level.label
            for level in model.levels
        )  # fmt: skip
        yield Fact("words", ", ".join(words))


def _of_derived(scenario: Scenario, glossary: Glossary, model: Derived) -> Iterator[Fact]:
    if model.unit:
        yield Fact("unit", model.unit)
    if model.range is not None:
        yield Fact("scale", " to ".join(write(end) for end in model.range))
    yield from _scale(model)


def _of_flag(scenario: Scenario, glossary: Glossary, model: Flag) -> Iterator[Fact]:
    yield Fact("start", "raised" if model.start else "not raised")


def _of_curve(scenario: Scenario, glossary: Glossary, model: Curve) -> Iterator[Fact]:
    yield Fact("points", ", ".join(f"{write(x)} → {write(y)}" for x, y in model.points))


def _of_seat(scenario: Scenario, glossary: Glossary, model: Seat) -> Iterator[Fact]:
    yield Fact("played by", "a person" if model.human else "a bot")
    for name, amount in model.pool.items():
        yield Fact(spell(name), f"{write(amount)} every turn")
    yield Fact("orders", f"at most {model.orders} a turn")
    if model.intents:
        yield Fact("intents", f"publishes the {model.intents} likeliest")


def _of_action(scenario: Scenario, glossary: Glossary, model: Action) -> Iterator[Fact]:
    yield Fact("ordered by", scenario.seat[model.seat].label)
    if model.group:
        yield Fact("group", spell(model.group))
    if model.wait:
        yield Fact("again", f"after {count(model.wait, 'turn')} between")
    if model.limit:
        yield Fact("limit", f"{count(model.limit, 'time')} a game")


def _of_event(scenario: Scenario, glossary: Glossary, model: Event) -> Iterator[Fact]:
    yield Fact("asks" if model.option else "reaches", _seats(scenario, model.to))
    if model.from_:
        yield Fact("from", scenario.seat[model.from_].label)
    if model.called:
        yield Fact("occurs", "only when an entry calls it")
    yield Fact("occurs" if not model.called else "again", _repeat_of(model))
    if model.option:
        yield Fact("answer", deadline_of(model))
    if model.slot:
        yield Fact("slot", f"at most one event of “{spell(model.slot)}” in a turn")
    for option in model.option:
        if option.default:
            whose = f"{scenario.seat[option.seat].label}: " if option.seat else ""
            yield Fact("silence means", f"{whose}{option.label or spell(option.id)}")


def _repeat_of(model: Event) -> str:
    again = model.repeat
    return again if isinstance(again, str) else f"after {count(again.wait, 'turn')} between"


def deadline_of(model: Event) -> str:
    """Return until when an event can be answered."""
    if model.deadline is None:
        return "in its turn"
    return f"within {count(model.deadline, 'turn')}, then silence answers"


def _of_promise(scenario: Scenario, glossary: Glossary, model: Promise) -> Iterator[Fact]:
    kind = "threat" if model.threat else "promise"
    parties = f"{scenario.seat[model.from_].label} to {scenario.seat[model.to].label}"
    yield Fact(kind, f"{parties}, {'public' if model.public else 'between the two'}")
    yield Fact("judged", f"{count(model.due, 'turn')} after it is made; "
                         f"a stall adds {count(model.stall, 'turn')}, once")  # fmt: skip
    labels = {each.id: each.label or spell(each.id) for each in scenario.promise}
    rivals = {*model.contradicts, *(p.id for p in scenario.promise if model.id in p.contradicts)}
    if rivals:
        yield Fact("contradicts", ", ".join(f"“{labels[rival]}”" for rival in sorted(rivals)))


def _of_link(scenario: Scenario, glossary: Glossary, model: Link) -> Iterator[Fact]:
    yield Fact("moves", glossary.call(model.to))


def _of_rule(scenario: Scenario, glossary: Glossary, model: Rule) -> Iterator[Fact]:
    yield Fact("stage", spell(model.stage))


def _of_inject(scenario: Scenario, glossary: Glossary, model: Inject) -> Iterator[Fact]:
    yield Fact("reaches", _seats(scenario, model.to))
    yield Fact("turn", str(model.turn) if model.turn else "when the facilitator sends it")


def _of_ladder(scenario: Scenario, glossary: Glossary, model: Ladder) -> Iterator[Fact]:
    yield Fact("measure", glossary.call(model.from_))
    yield Fact(
        "accident", f"its chance sinks by {write(model.sink)} per cent a turn on the lowest rung"
    )
    for number, rung in enumerate(model.rungs):
        terms = [
            f"up at {write(rung.up)}" if rung.up is not None else "",
            f"down at {write(rung.down)}" if rung.down is not None else "",
            f"accident {write(rung.accident)} per cent a turn" if rung.accident else "",
            f"locks {', '.join(spell(lock) for lock in rung.locks)}" if rung.locks else "",
        ]
        yield Fact(f"rung {number}", "; ".join([rung.label, *filter(None, terms)]))


def _of_ending(scenario: Scenario, glossary: Glossary, model: Ending) -> Iterator[Fact]:
    yield Fact("tried", "after the last turn" if model.at == "end" else "after every turn")
    yield Fact("rank", write(model.rank))
    if model.priority:
        yield Fact("priority", write(model.priority))


def _seats(scenario: Scenario, seats: tuple[str, ...]) -> str:
    return ", ".join(scenario.seat[seat].label for seat in seats)


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


Teller = Callable[[Scenario, Glossary, Any], Iterator[Fact]]
"""Tells the facts of one kind of entry."""

TELLERS: Mapping[type, Teller] = {
    Variable: _of_variable,
    Derived: _of_derived,
    Flag: _of_flag,
    Curve: _of_curve,
    Seat: _of_seat,
    Action: _of_action,
    Event: _of_event,
    Promise: _of_promise,
    Link: _of_link,
    Rule: _of_rule,
    Inject: _of_inject,
    Ladder: _of_ladder,
    Ending: _of_ending,
}
"""Who tells the facts of which model."""
