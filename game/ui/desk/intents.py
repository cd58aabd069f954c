"""What the other capitals may do: their published intentions, with odds."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.words import name_odds
from game.ui.desk.position import Position
from game.ui.desk.seats import SeatMark, mark_seat


@dataclass(frozen=True, slots=True)
class IntentRow:
    """An intention as a row."""

    seat: str
    """Whose it is."""
    mark: SeatMark
    """How that seat is shown."""
    first: bool
    """Whether it is the first row of its seat."""
    label: str
    """The order that may be given."""
    short: str
    """The same for narrow places."""
    odds: float
    """How likely it is, in per cent."""
    word: str
    """The word for it."""


def list_intents(position: Position, most: int | None = None) -> tuple[IntentRow, ...]:
    """Return the intentions of the others by seat; of too many, the likeliest of each are kept."""
    actions = {action.id: action for action in position.scenario.action}
    intents = [each for each in position.opening.intents if each.seat != position.seat]
    if most is not None and len(intents) > most:
        seats = {each.seat for each in intents}
        firsts = [next(each for each in intents if each.seat == seat) for seat in seats]
        firsts.sort(key=intents.index)
        later = [each for each in intents if each not in firsts]
        later.sort(key=lambda each: -each.odds)
        kept = [*firsts, *later][: max(most, 0)]
        intents = [each for each in intents if each in kept]
    rows: list[IntentRow] = []
    for intent in intents:
        action = actions[position.rules.actions[intent.action].id]
        rows.append(
            IntentRow(
                seat=intent.seat,
                mark=mark_seat(position.scenario, intent.seat),
                first=not rows or rows[-1].seat != intent.seat,
                label=action.label or action.id,
                short=action.short or action.label or action.id,
                odds=intent.odds,
                word=name_odds(intent.odds),
            )
        )
    return tuple(rows)
