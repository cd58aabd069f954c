"""What is asked of the person's seat: deadlines, prices, answers with what they do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from game.engine import Plan
from game.engine.rules import OptionRule
from game.engine.state import Demand
from game.engine.view import Reading
from game.engine.words import range_of
from game.scenario.models import Event, Option
from game.ui.desk.advice import hear_advisers, letters_for
from game.ui.desk.effects import EffectWord, list_effects, merge_effects, scale_label, spread_on
from game.ui.desk.numbers import brief_of, short_unit, write_number, write_value
from game.ui.desk.orders import find_purse
from game.ui.desk.position import Position
from game.ui.desk.reasons import explain_condition
from game.ui.desk.seats import SeatMark, mark_seat

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""Keys of the answers, in the order of the file."""


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What compliance pays, at two values of what sets the price."""

    of: str
    """The short name of what sets it."""
    now: str
    """Its value now."""
    pays: str
    """What is paid now, with its unit."""
    share: float
    """How far along the way to the other value it stands, from 0 to 1."""
    at: str
    """The other value."""
    would: str
    """What would be paid there."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer as a row."""

    key: str
    """The letter that chooses it."""
    id: str
    """The option."""
    label: str
    """What it is called."""
    chosen: bool
    """Whether it is in the plan."""
    default: bool
    """Whether silence means it."""
    advisers: str
    """Letters of the advisers that recommend it."""
    amount: str
    """Its certain change of what is bargained for; empty if none."""
    effects: tuple[EffectWord, ...]
    """What else it does."""
    closed: str | None
    """Why it cannot be chosen."""


@dataclass(frozen=True, slots=True)
class AskRow:
    """A demand with its answers."""

    event: str
    """The event."""
    mark: SeatMark
    """Who asks."""
    title: str
    """What it is about."""
    deadline: str
    """`this turn`, or the last date."""
    urgent: bool
    """Whether it must be answered in this turn."""
    text: str
    """The dispatch."""
    price: PriceLine | None
    """The price, where the scenario quotes one."""
    scale: str
    """The head of the column of amounts."""
    answers: tuple[AnswerRow, ...]
    """The answers."""

    @property
    def chosen(self) -> AnswerRow | None:
        """The answer that is in the plan."""
        return next((answer for answer in self.answers if answer.chosen), None)


def list_asks(position: Position, plan: Plan) -> tuple[AskRow, ...]:
    """Return what is asked of the seat, the nearest deadline first."""
    asks = []
    for ask in _describe_asks(position):
        chosen = plan.choices.get(ask.event)
        answers = tuple(replace(answer, chosen=answer.id == chosen) for answer in ask.answers)
        asks.append(replace(ask, answers=answers))
    return tuple(asks)


@lru_cache(maxsize=2)
def _describe_asks(position: Position) -> tuple[AskRow, ...]:
    """Return what is asked of the seat, unanswered."""
    return tuple(_describe(position, *pair) for pair in position.demands)


def _describe(position: Position, event: Event, demand: Demand) -> AskRow:
    urgent = position.is_last_chance(demand)
    bargain = _find_bargain(position, event, demand)
    last = position.date_of(position.last_turn_of(demand))
    return AskRow(
        event=event.id,
        mark=mark_seat(position.scenario, event.from_),
        title=event.label or event.id,
        deadline="this turn" if urgent else f"by {last}",
        urgent=urgent,
        text=position.standpoint.write(event.text),
        price=_quote(position, event),
        scale=scale_label(position, bargain),
        answers=tuple(
            _answer(position, event, bargain, index, *pair)
            for index, pair in enumerate(position.options_of(event, demand))
        ),
    )


def _answer(
    position: Position,
    event: Event,
    bargain: str | None,
    index: int,
    option: Option,
    rule: OptionRule,
) -> AnswerRow:
    choice = f"{event.id}.{option.id}"
    ahead = position.previews[choice]
    closed = rule.when is not None and rule.when(position.opening.frame) == 0.0
    return AnswerRow(
        key=LETTERS[index % len(LETTERS)],
        id=option.id,
        label=option.label or option.id,
        chosen=False,
        default=option.default,
        advisers=letters_for(hear_advisers(position), choice),
        amount=spread_on(position, ahead, bargain),
        effects=list_effects(position, ahead, without=bargain),
        closed=explain_condition(position, option.when or 0.0) if closed else None,
    )


def _find_bargain(position: Position, event: Event, demand: Demand) -> str | None:
    """Return the variable that is bargained for: in the price's unit, else the purse."""
    moved = {
        effect.variable
        for option, _ in position.options_of(event, demand)
        for effect in merge_effects(position.previews[f"{event.id}.{option.id}"])
    }
    wanted = event.price.unit if event.price else None
    same = [name for name in sorted(moved) if wanted and position.scenario.var[name].unit == wanted]
    purse = find_purse(position)
    return next(iter(same), purse if purse in moved else None)


def _quote(position: Position, event: Event) -> PriceLine | None:
    if event.price is None:
        return None
    quote, of = position.standpoint.quote(event.price), event.price.of
    low, _ = range_of(position.scenario, of)
    now, at = position.view[of].value - low, quote.at.value - low
    nearer = min(now, at) / max(now, at) if max(now, at) > 0.0 else 0.0
    unit = short_unit(event.price.unit)
    return PriceLine(
        of=brief_of(position.scenario, of),
        now=write_value(position.scenario, of, position.view[of].value),
        pays=f"{_write_sum(quote.now)} {unit}".strip(),
        share=min(max(nearer, 0.0), 1.0),
        at=write_value(position.scenario, of, quote.at.value),
        would=_write_sum(quote.then),
    )


def _write_sum(reading: Reading) -> str:
    """Write a sum with two decimals, or one from ten on; a range where it is not known."""
    ends = (write_number(end, 2 if abs(end) < 10.0 else 1) for end in (reading.low, reading.high))
    return "–".join(dict.fromkeys(ends))
