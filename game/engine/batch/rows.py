"""Which rows hold the state of many games, and what was drawn and chosen in the turn.

Mirrors `game.engine.state` and `game.engine.opening.Opening`: what those hold in tuples of one game
stands here in rows of numbers and of marks, a column for each game. Histories are kept as far back
as something can ask for them: how often, when last, and whether in each of the last turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from game.engine.counters import RECENT
from game.engine.progress import list_readers
from game.engine.rules import Block, ChoiceRule, OptionRule, Rules

Key = tuple[Any, ...]
"""What a row holds, and of what: `("value", 3)` is the fourth variable."""


@dataclass(slots=True)
class Rows:
    """The places of all fixed rows."""

    rules: Rules
    """The compiled scenario."""
    options: tuple[tuple[int, OptionRule], ...]
    """All options with the places of their events, in ASCII order."""
    numbers: dict[Key, int] = field(default_factory=dict)
    """The rows of numbers."""
    marks: dict[Key, int] = field(default_factory=dict)
    """The rows of marks."""
    spare: dict[int, list[Any]] = field(default_factory=dict)
    """Columns of games that are done with, by how many they are."""

    def add_numbers(self, keys: Iterable[Key]) -> None:
        """Give numbers their rows, one after the other."""
        for key in keys:
            self.numbers[key] = len(self.numbers)

    def add_marks(self, keys: Iterable[Key]) -> None:
        """Give marks their rows, one after the other."""
        for key in keys:
            self.marks[key] = len(self.marks)


def lay_rows(rules: Rules) -> Rows:
    """Return the rows of a scenario."""
    options = tuple((place, o) for place, event in enumerate(rules.events) for o in event.options)
    rows = Rows(rules, options)
    _lay_values(rows)
    _lay_history(rows)
    _lay_laters(rows)
    _lay_promises(rows)
    _lay_events(rows)
    _lay_choices(rows)
    return rows


def _lay_values(rows: Rows) -> None:
    rules = rows.rules
    for kind in ("value", "before", "began"):
        rows.add_numbers((kind, place) for place in range(len(rules.variables)))
    rows.add_numbers(("clock", name) for name in ("turn", "quarter", "year"))
    rows.add_numbers(("standing", name) for name in ("accident", "ending", "end_turn"))
    rows.add_marks(("flag", place) for place in range(len(rules.flags)))
    rows.add_marks([("ended",)])


def _lay_history(rows: Rows) -> None:
    """Lay what is remembered of choices and links."""
    rules = rows.rules
    kinds = {
        track: {kind for _, kind in counters} for track, counters in rules.counters.history.items()
    }
    for action in rules.actions:
        needed = kinds.setdefault(action.track, set())
        needed.update(["times"] if action.limit is not None else [])
        needed.update(["since"] if action.wait else [])
    for track, needed in sorted(kinds.items()):
        rows.add_numbers(("times", track) for _ in range("times" in needed))
        rows.add_numbers(("last", track) for _ in range("since" in needed))
        if "recent" in needed:
            rows.add_marks(("recent", track, back) for back in range(1, RECENT))
    for place, link in enumerate(rules.links):
        length = min(link.inertia, rules.last_turn)
        rows.add_numbers(("memory", place, age) for age in range(length))
        rows.add_numbers([("remembered", place)])


def _lay_laters(rows: Rows) -> None:
    """Lay what is on its way; what would arrive after the game is forgotten at once."""
    for place, later in enumerate(rows.rules.laters):
        if later.delay < rows.rules.last_turn:
            ahead = range(later.delay + 1)
            rows.add_marks(("due", place, turns) for turns in ahead)
            if later.fix:
                amounts = range(len(list(list_readers(later.block))))
                rows.add_numbers(
                    ("fixed", place, turns, amount) for turns in ahead for amount in amounts
                )


def _lay_promises(rows: Rows) -> None:
    places = range(len(rows.rules.promises))
    rows.add_numbers((kind, place) for place in places for kind in ("falls", "kept", "broken"))
    for kind in ("pledged", "honoured", "stalled", "exposed"):
        rows.add_marks((kind, place) for place in places)


def _lay_events(rows: Rows) -> None:
    rules = rows.rules
    places = range(len(rules.events))
    rows.add_numbers(("happened", place) for place in places)
    for kind in ("eligible", "occurred"):
        rows.add_marks((kind, place) for place in places)
    callable_ones = sorted({event for block in all_blocks(rules) for event in block.calls})
    for kind in ("called", "recalled"):
        rows.add_marks((kind, place) for place in callable_ones)
    for place in places:
        event = rules.events[place]
        if event.options:
            rows.add_marks(("asked", place, seat) for seat in event.seats)
        if event.options and event.deadline > 1:
            rows.add_numbers([("since", place)])
            rows.add_marks(("waiting", place, seat) for seat in event.seats)
    rows.add_marks(("injected", place) for place in range(len(rules.injects)))


def _lay_choices(rows: Rows) -> None:
    rules = rows.rules
    rows.add_marks(("may", place) for place in range(len(rules.actions)))
    rows.add_marks(("ordered", place) for place in range(len(rules.actions)))
    rows.add_marks(("answered", place) for place in range(len(rows.options)))
    most = max(len(list(choices_of(rows, seat))) for seat in rules.seats)
    rows.add_marks(("new", place) for place in range(most))
    rows.add_marks([("legal",)])
    rows.add_numbers(("lean", place) for place in range(most))
    rows.add_numbers(
        ("intent", action) for action in sorted({a for _, a in rules.counters.intents})
    )
    for seat, rule in rules.seats.items():
        rows.add_numbers(("pool", seat, item) for item in sorted(rule.pool))
        spent = {place for choice in choices_of(rows, seat) for place, _ in choice.costs}
        rows.add_numbers(("left", seat, place) for place in sorted(spent))


def choices_of(rows: Rows, seat: str) -> Iterator[ChoiceRule]:
    """Yield the options and the actions of a seat."""
    yield from (option for _, option in rows.options if option.seat == seat)
    yield from (rows.rules.actions[place] for place in rows.rules.seats[seat].actions)


def all_blocks(rules: Rules) -> Iterator[Block]:
    """Yield the effects of all entries, parts included."""
    roots = [action.block for action in rules.actions]
    for event in rules.events:
        roots += [event.block, *(option.block for option in event.options)]
    for promise in rules.promises:
        roots += [promise.kept, promise.broken]
    roots += [rule.block for stage in rules.by_stage for rule in stage]
    roots += [inject.block for inject in rules.injects]
    roots += [later.block for later in rules.laters]
    if rules.ladder is not None and rules.ladder.accident is not None:
        roots.append(rules.ladder.accident)
    for root in roots:
        yield from parts_of(root)


def parts_of(block: Block) -> Iterator[Block]:
    """Yield effects and those under a condition or drawn within them; not what arrives later."""
    yield block
    for _, part in block.alsos:
        yield from parts_of(part)
    for _, _, part in block.outcomes:
        yield from parts_of(part)
