"""What happens when: injects, acts, windows, and what can occur only in some of the turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.atlas.facts import count, deadline_of
from game.atlas.glossary import spell
from game.atlas.model import Fact, Moment
from game.engine.calendar import date_of_turn, name_turn, quarter_of
from game.engine.frame import Layout
from game.formula import Interval, Node, bound, names_in
from game.scenario.models import Scenario
from game.scenario.scope import CLOCK, parse_formula


def list_moments(scenario: Scenario, layout: Layout) -> tuple[Moment, ...]:
    """Return the calendar by first turn; within a turn acts and windows go first."""
    calendar = _Calendar(scenario, layout)
    moments = [*calendar.list_desk(), *calendar.list_injects(), *calendar.list_windows()]
    moments += calendar.list_end()
    order = ("act", "window", "inject", "event", "order", "end")
    return tuple(sorted(moments, key=lambda each: (each.first, order.index(each.what))))


def list_deadlines(scenario: Scenario) -> Iterator[tuple[str, Fact]]:
    """Yield what is due so many turns after something: answers, and promises to be judged."""
    for event in scenario.event:
        if event.deadline is not None:
            yield f"event/{event.id}", Fact("answered", deadline_of(event))
    for promise in scenario.promise:
        judged = f"{count(promise.due, 'turn')} after it is made"
        yield f"promise/{promise.id}", Fact("judged", judged)


@dataclass(frozen=True)
class _Calendar:
    """The dates of one scenario."""

    scenario: Scenario
    layout: Layout

    @property
    def turns(self) -> int:
        """How many turns are played."""
        return self.scenario.scenario.turns

    def _moment(
        self, first: int, last: int, what: str, text: str, entry: str | None = None
    ) -> Moment:
        header = self.scenario.scenario
        ends = [name_turn(header.start, header.step, turn) for turn in (first, last)]
        date = ends[0] if first == last else f"{ends[0]} to {ends[1]}"
        return Moment(first, last, date, what, text, entry)

    def list_desk(self) -> Iterator[Moment]:
        """Yield the acts and the windows on the line of turns."""
        desk = self.scenario.desk
        ends = [each.from_ - 1 for each in desk.acts[1:]] + [self.turns]
        for act, last in zip(desk.acts, ends, strict=False):
            yield self._moment(act.from_, max(act.from_, last), "act", act.label)
        for mark in desk.marks:
            yield self._moment(mark.from_, max(mark.from_, mark.to), "window", mark.label)

    def list_injects(self) -> Iterator[Moment]:
        """Yield the injects that happen by themselves."""
        for inject in self.scenario.inject:
            if inject.turn is not None:
                text = inject.label or spell(inject.id)
                yield self._moment(inject.turn, inject.turn, "inject", text, f"inject/{inject.id}")

    def list_windows(self) -> Iterator[Moment]:
        """Yield the events and orders whose condition rules out some of the turns."""
        entries = [
            *(("event", each.id, each.label, each.when) for each in self.scenario.event),
            *(("order", each.id, each.label, each.when) for each in self.scenario.action),
        ]
        for what, name, label, when in entries:
            window = self._window(when) if when is not None else None
            if window is not None:
                kind = "action" if what == "order" else what
                yield self._moment(*window, what, label or spell(name), f"{kind}/{name}")

    def _window(self, when: str | float) -> tuple[int, int] | None:
        """Return the turns in which a condition may hold; none where the clock does not decide."""
        tree = parse_formula(when)
        names = {name.name for name in names_in(tree)}
        if names.isdisjoint(CLOCK):
            return None
        for name in names:
            self.layout[name]
        possible = [turn for turn in range(1, self.turns + 1) if self._may_hold(tree, turn)]
        if not possible or len(possible) == self.turns:
            return None
        return possible[0], possible[-1]

    def _may_hold(self, tree: Node, turn: int) -> bool:
        """Tell whether a condition can hold in a turn, whatever the state."""
        ranges = {**self.layout.bounds, **self._clock(turn)}
        return not bound(tree, ranges, self.layout.curves).fails

    def _clock(self, turn: int) -> dict[str, Interval]:
        """Return the names that tell the time, in a turn."""
        header = self.scenario.scenario
        day = date_of_turn(header.start, header.step, turn)
        values = (turn, quarter_of(day), day.year)
        return {
            name: Interval(float(value), float(value))
            for name, value in zip(CLOCK, values, strict=True)
        }

    def list_end(self) -> Iterator[Moment]:
        """Yield the last turn, and those that are played on without the persons."""
        verdict = self.scenario.scenario.verdict
        yield self._moment(self.turns, self.turns, "end", "the last turn")
        if verdict is not None and verdict.turns:
            first, last = self.turns + 1, self.turns + verdict.turns
            yield self._moment(first, last, "end", "the rest plays on, persons are silent")
