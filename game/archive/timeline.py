"""The turns of a game one by one: what stood, what was decided, what occurred; and two compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.archive.board import Board
from game.archive.recording import record_ending
from game.engine import SILENCE, Opening, Plan, Report
from game.engine.view import Reading, View, view_opening
from game.engine.words import gauge_of, label_entry
from game.scenario.models import Scenario


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn as it opened, and what came of it."""

    turn: int
    """The turn; at the end the one that would follow."""
    date: str
    """Its date."""
    opening: Opening
    """What everyone saw."""
    view: View
    """What the seat saw of it."""
    plan: Plan
    """What the seat chose; silence where it has not chosen yet, or could not."""
    report: Report | None
    """What happened; none in the open turn and at the end."""
    decided: tuple[str, ...]
    """The orders and answers in words."""
    occurred: tuple[str, ...]
    """What reached the seat and befell the world, in words; at the end, the ending."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value at two moments."""

    name: str
    """The variable or derived value."""
    one: Reading
    """What was known of it at the first."""
    other: Reading
    """What was known of it at the second."""

    @property
    def change(self) -> float | None:
        """By how much the second is higher; none where one of both is not known exactly."""
        exact = self.one.exact and self.other.exact
        return self.other.value - self.one.value if exact else None


def list_moments(game: Board) -> tuple[Moment, ...]:
    """Return the turns that were played, and the open one or the end."""
    found = []
    for turn, plan in zip(game.turns, game.plans, strict=True):
        number, view = turn.report.turn, view_opening(game.rules, turn.opening, game.seat)
        decided = tuple(_name_choices(game.rules.scenario, plan))
        occurred = tuple(_name_events(game, turn.opening, turn.report))
        found.append(
            Moment(number, game.date_of(number), turn.opening, view, plan, turn.report, decided,
                   occurred)
        )  # fmt: skip
    ending = record_ending(game.rules, game.state)
    occurred = (ending.label,) if ending else tuple(_name_events(game, game.opening, None))
    date = game.date_of(game.turn)
    last = Moment(game.turn, date, game.opening, game.view, SILENCE, None, (), occurred)
    return (*found, last)


def compare_moments(scenario: Scenario, one: Moment, other: Moment) -> tuple[Difference, ...]:
    """Return all values that have a name and that the seat knew something of, at two moments."""
    front = scenario.desk.front
    rest = (
        name for name in (*scenario.var, *scenario.derived)
        if name not in front and gauge_of(scenario, name).label is not None
    )  # fmt: skip
    pairs = (Difference(name, one.view[name], other.view[name]) for name in (*front, *rest))
    return tuple(pair for pair in pairs if not (pair.one.hidden and pair.other.hidden))


def _name_choices(scenario: Scenario, plan: Plan) -> Iterator[str]:
    for order in plan.orders:
        yield label_entry(scenario, f"action/{order}")
    for event, option in plan.choices.items():
        asked = label_entry(scenario, f"event/{event}")
        yield f"{asked}: {label_entry(scenario, f'event/{event}.{option}')}"


def _name_events(game: Board, opening: Opening, report: Report | None) -> Iterator[str]:
    """Yield the dispatches to the seat, and the accident."""
    rules, scenario = game.rules, game.rules.scenario
    events = {rules.events[index].id for index in opening.occurred}
    injects = {rules.injects[index].id for index in opening.injects}
    for event in scenario.event:
        if event.id in events and game.seat in event.to:
            yield event.label or event.id
    for inject in scenario.inject:
        if inject.id in injects and game.seat in inject.to:
            yield inject.label or inject.id
    if report is not None and report.accident is not None and report.accident.struck:
        yield "An accident"
