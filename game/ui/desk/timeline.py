"""The timeline as rows of a table, a moment in full, and what going back would mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.archive.timeline import Moment
from game.engine.words import label_entry
from game.ui.desk.conduct import conduct_of
from game.ui.desk.numbers import brief_of, cut_at_word, write_reading
from game.ui.desk.seats import SeatMark, mark_seat

if TYPE_CHECKING:
    from game.archive.game import Game
    from game.scenario.models import Scenario

LEAST_TEXTS = (17, 15)
"""The fewest columns of what was decided and of what occurred."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide the columns of the table are, in cells."""

    decided: int
    """What was decided."""
    occurred: int
    """What occurred."""
    gauges: tuple[tuple[str, int], ...]
    """The gauges in front that are shown, each with its column."""
    whole: bool
    """Whether these are all of them."""


def lay_out(
    scenario: Scenario, moments: Iterable[Moment], room: int, first: int, padding: int
) -> Layout:
    """Return columns for a room of cells that turn and date have left.

    Args:
        scenario: The scenario.
        moments: The rows.
        room: The cells.
        first: The place of the first gauge that is shown; as many follow as fit, but at least it.
        padding: The cells between two columns.
    """
    shown, front = tuple(moments), scenario.desk.front
    left = room - 2 * padding - sum(LEAST_TEXTS)
    gauges: list[tuple[str, int]] = []
    for name in front[first:]:
        texts = (write_reading(scenario, name, moment.view[name]) for moment in shown)
        width = max(len(brief_of(scenario, name)), *map(len, texts))
        if gauges and width + padding > left:
            break
        gauges.append((name, width))
        left -= width + padding
    decided, occurred = LEAST_TEXTS
    spare = max(0, left)
    decided += (spare + 1) // 2
    return Layout(decided, occurred + spare // 2, tuple(gauges), len(gauges) == len(front))


def brief_decisions(scenario: Scenario, moment: Moment, width: int) -> str:
    """Return what was decided in few words: as many as fit, and how many more there are."""
    return _join(list(_brief_choices(scenario, moment)), width)


def brief_events(scenario: Scenario, moment: Moment, width: int) -> str:
    """Return what occurred in few words."""
    briefs = {event.label: event.short for event in scenario.event if event.short}
    return _join([briefs.get(told) or told for told in moment.occurred], width)


def _brief_choices(scenario: Scenario, moment: Moment) -> Iterator[str]:
    actions = {action.id: action.short for action in scenario.action}
    for order in moment.plan.orders:
        yield actions.get(order) or label_entry(scenario, f"action/{order}")
    options = {(e.id, option.id): option.short for e in scenario.event for option in e.option}
    for event, option in moment.plan.choices.items():
        yield options.get((event, option)) or label_entry(scenario, f"event/{event}.{option}")


def _join(texts: list[str], width: int) -> str:
    """Return as many texts as fit, one of them cut if it must be, and the number of the others."""
    for count in range(len(texts), 0, -1):
        rest = f" +{len(texts) - count}" if count < len(texts) else ""
        joined = ", ".join(texts[:count]) + rest
        if len(joined) <= width:
            return joined
        if count == 1:
            room = width - len(rest)
            whole = next((text for text in texts if len(text) <= room), None)
            return (whole or cut_at_word(texts[0], room)) + rest
    return ""


def tell_moment(game: Game, moment: Moment) -> Iterator[tuple[SeatMark | str, str, bool]]:
    """Yield a moment in full: heading or seat, text, and whether it concerns the player's seat."""
    if moment.report is not None and moment.turn <= game.rules.turns:
        yield "You decided", "; ".join(moment.decided) or "nothing", True
    if moment.occurred:
        head = "It happened" if moment.report else "It ended" if game.over else "It stands"
        yield head, "; ".join(moment.occurred), True
    for conduct in conduct_of(game, moment.report) if moment.report else ():
        mark = mark_seat(game.rules.scenario, conduct.seat)
        for deed in conduct.deeds:
            why = f"  “{'; '.join(deed.reasons)}”" if deed.reasons else ""
            yield mark, f"{deed.label}{why}", False


def tell_return(game: Game, turn: int) -> tuple[str, ...]:
    """Say what going back to a turn means, a paragraph each."""
    last = len(game.turns)
    played = f"Turn {turn}" if turn == last else f"Turns {turn} to {last}"
    verb = "stays" if turn == last else "stay"
    kept = f"{played} {verb} as the branch “{game.branch}”, where you can go on at any time."
    if game.mode != "standard":
        return (kept,)
    before = f"; {len(game.rewinds)} so far" if game.rewinds else ""
    return (kept, f"The save records that turns were taken back{before}.")
