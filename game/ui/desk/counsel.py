"""What the advisers recommend, and how often the value that they watch moved well when heeded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.advice import Voice
from game.engine.view import view_opening
from game.engine.words import gauge_of
from game.scenario.models import Adviser
from game.ui.desk.advice import hear_advisers
from game.ui.desk.position import Position

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
        verb, past = ("rise", "rose") if self.rises else ("fall", "fell")
        if self.heeded == 1:
            moved = past if self.well else f"did not {verb}"
            return f"heeded once; {self.watch} {moved} within two turns"
        after = f"after {self.well} of them" if self.well else "after none of them"
        return f"heeded {self.heeded} times; {self.watch} {past} within two turns {after}"


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
    voices = hear_advisers(Position.of(game))
    return tuple(_counsel(game, each, _voice_of(each, voices)) for each in advisers_of(game))


def advisers_of(game: Game) -> tuple[Adviser, ...]:
    """Return the advisers of the seat; those without a seat advise the first human one."""
    scenario = game.rules.scenario
    first = next((name for name, seat in scenario.seat.items() if seat.human), None)
    return tuple(each for each in scenario.adviser if (each.seat or first) == game.seat)


def _voice_of(adviser: Adviser, voices: tuple[Voice, ...]) -> Voice | None:
    return next((voice for voice in voices if voice.label == adviser.label), None)


def _counsel(game: Game, adviser: Adviser, voice: Voice | None) -> Counsel:
    return Counsel(
        letter=adviser.letter or adviser.label[:1].upper(),
        office=adviser.label,
        faction=adviser.faction or "",
        orders=tuple(_order(game, name) for name in voice.orders) if voice else (),
        answers=tuple(_answer(game, name) for name in voice.answers) if voice else (),
        why=voice.why if voice else "",
        record=_record(game, adviser),
    )


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
    series = Position.of(game).series_of(adviser.watch)
    if gauge.good not in {"high", "low"} or not series:
        return None
    rises = gauge.good == "high"
    heeded = [
        (series[place], series[place + TURNS])
        for place in range(len(series) - TURNS)
        if _heeds(game, adviser, place)
    ]
    well = sum(1 for old, new in heeded if (new > old if rises else new < old))
    label = gauge.label or adviser.watch.replace("_", " ")
    return Record(len(heeded), well, label, rises) if heeded else None


def _heeds(game: Game, adviser: Adviser, place: int) -> bool:
    """Tell whether the plan of a turn holds anything that the adviser recommended then."""
    opening = game.turns[place].opening
    view = view_opening(game.rules, opening, game.seat)
    voices = hear_advisers(Position(game.rules, opening, view, game.seat))
    voice = _voice_of(adviser, voices)
    if voice is None:
        return False
    answers = {f"{event}.{option}" for event, option in game.plans[place].choices.items()}
    return not answers.union(game.plans[place].orders).isdisjoint(voice.choices)
