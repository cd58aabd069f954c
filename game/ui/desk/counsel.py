"""What the advisers recommend, and how often the value that they watch moved well when heeded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.standpoint import Standpoint
from game.engine import Opening, Plan
from game.engine.view import view_opening
from game.engine.words import gauge_of
from game.scenario.models import Adviser
from game.scenario.models.endings import Advice

if TYPE_CHECKING:
    from game.archive.game import Game

TURNS = 2
"""After so many turns the watched value is compared with what it was."""


@dataclass(frozen=True, slots=True)
class Record:
    """How it went when an adviser was heeded."""

    heeded: int
    """Turns in which the player gave an order or answer that was recommended."""
    well: int
    """Those after which the watched value had moved the good way."""
    watch: str
    """The name of the watched value on the screens."""
    rises: bool
    """Whether the good way is up."""

    def tell(self) -> str:
        """Return the record in words."""
        way = "rose" if self.rises else "fell"
        times = "once" if self.heeded == 1 else f"{self.heeded} times"
        return f"heeded {times}: {self.watch} {way} within two turns in {self.well}"


@dataclass(frozen=True, slots=True)
class Counsel:
    """What one adviser says in the open turn."""

    letter: str
    """The letter that marks its advice."""
    office: str
    """The office."""
    faction: str
    """Whom it speaks for."""
    orders: tuple[str, ...]
    """The orders that it recommends."""
    answers: tuple[str, ...]
    """The answers that it recommends."""
    why: str
    """The reason; empty if it recommends nothing."""
    record: Record | None
    """How it went when it was heeded; none if it never was, or nothing can be said."""


def list_counsel(game: Game) -> tuple[Counsel, ...]:
    """Return what the advisers of the seat recommend."""
    return tuple(_counsel(game, each) for each in advisers_of(game))


def advisers_of(game: Game) -> tuple[Adviser, ...]:
    """Return the advisers of the seat; those without a seat advise the first human one."""
    scenario = game.rules.scenario
    first = next((name for name, seat in scenario.seat.items() if seat.human), None)
    return tuple(each for each in scenario.adviser if (each.seat or first) == game.seat)


def _counsel(game: Game, adviser: Adviser) -> Counsel:
    point = game.standpoint
    advice = _advice(adviser, point)
    return Counsel(
        letter=adviser.letter or adviser.label[:1].upper(),
        office=adviser.label,
        faction=adviser.faction or "",
        orders=tuple(_order(game, name) for name in advice.order) if advice else (),
        answers=tuple(_answer(game, name) for name in advice.answer) if advice else (),
        why=point.write(advice.why) if advice else "",
        record=_record(game, adviser),
    )


def _advice(adviser: Adviser, point: Standpoint) -> Advice | None:
    """Return the first advice that holds."""
    return next((each for each in adviser.advice if point.holds(each.when)), None)


def _order(game: Game, name: str) -> str:
    actions = game.rules.scenario.action
    return next((each.label or each.id for each in actions if each.id == name), name)


def _answer(game: Game, name: str) -> str:
    event_id, _, option_id = name.partition(".")
    for event in game.rules.scenario.event:
        for option in event.option:
            if (event.id, option.id) == (event_id, option_id):
                return f"{event.label or event.id}: {option.label or option.id}"
    return name


def _record(game: Game, adviser: Adviser) -> Record | None:
    """Compare the watched value before and two turns after each time the adviser was heeded."""
    if adviser.watch is None:
        return None
    gauge = gauge_of(game.rules.scenario, adviser.watch)
    if gauge.good not in {"high", "low"}:
        return None
    openings = [*(turn.opening for turn in game.turns), game.opening]
    values = [_value(game, adviser.watch, opening) for opening in openings]
    heeded = [
        (values[place], values[place + TURNS])
        for place, plan in enumerate(game.plans[: len(openings) - TURNS])
        if _heeds(game, adviser, openings[place], plan)
    ]
    known = [(old, new) for old, new in heeded if old is not None and new is not None]
    if not known or len(known) < len(heeded):
        return None
    rises = gauge.good == "high"
    well = sum(1 for old, new in known if (new > old if rises else new < old))
    return Record(len(known), well, gauge.label or adviser.watch, rises)


def _value(game: Game, name: str, opening: Opening) -> float | None:
    reading = view_opening(game.rules, opening, game.seat)[name]
    return reading.value if reading.exact else None


def _heeds(game: Game, adviser: Adviser, opening: Opening, plan: Plan) -> bool:
    """Tell whether a plan holds anything that the adviser recommended then."""
    point = Standpoint(game.rules, opening, view_opening(game.rules, opening, game.seat))
    advice = _advice(adviser, point)
    if advice is None:
        return False
    answers = {f"{event}.{option}" for event, option in plan.choices.items()}
    return bool(set(advice.order) & set(plan.orders) or set(advice.answer) & answers)
