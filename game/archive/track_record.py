"""How often each adviser was right: its predictions, held against what came to pass.

Whoever recommends something predicts that the value by which it is judged moves the good way if it
is heeded, and the bad way if it is not. Two turns later one of both can be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from game.archive.advice import advisers_of, list_choices, pick_sayings
from game.archive.replay import PlayedTurn
from game.archive.standpoint import Standpoint, compile_reader
from game.engine import SILENCE, Plan, Rules
from game.engine.opening import Opening
from game.engine.view import read_value
from game.engine.words import gauge_of
from game.scenario.models import Adviser

TURNS = 2
"""After so many turns a prediction is held against what came to pass."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Some predictions and how many of them came true."""

    told: int = 0
    """How many there were."""
    right: int = 0
    """How many came true."""


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The predictions of one adviser whose time has come."""

    watch: str
    """The value by which it is judged, as screens call it."""
    rises: bool
    """Whether the good way is up."""
    heeded: Tally
    """Those after turns in which the player did something that it recommended."""
    ignored: Tally
    """Those after other turns."""

    @property
    def told(self) -> int:
        """How many predictions there were."""
        return self.heeded.told + self.ignored.told

    @property
    def right(self) -> int:
        """How many of them came true."""
        return self.heeded.right + self.ignored.right

    @property
    def score(self) -> str:
        """The record in three words: `right 3 of 5`; empty before the first."""
        return f"right {self.right} of {self.told}" if self.told else ""

    def tell(self) -> str:
        """Return what the record is made of, in a sentence."""
        good, bad = ("rose", "fell") if self.rises else ("fell", "rose")
        parts = [
            f"{self.watch} {moved} within two turns {tally.right} of {tally.told} times when {how}"
            for tally, how, moved in (
                (self.heeded, "heeded", good),
                (self.ignored, "ignored", bad),
            )
            if tally.told
        ]
        return "; ".join(parts)


def keep_records(
    standpoint: Standpoint, seat: str, turns: Sequence[PlayedTurn]
) -> Mapping[str, TrackRecord]:
    """Return the record of each adviser of a seat, by its id, from the turns that were played.

    Advisers that watch nothing, what the seat may not know, or what is neither good nor bad, have
    none.
    """
    scenario = standpoint.rules.scenario
    found = {}
    for adviser in advisers_of(scenario, seat):
        watch = adviser.watch
        if watch is None or not standpoint.view[watch].exact:
            continue
        gauge = gauge_of(scenario, watch)
        if gauge.good in {"high", "low"}:
            label = gauge.label or watch.replace("_", " ")
            heeded, ignored = _tally(standpoint, seat, adviser, watch, turns)
            found[adviser.id] = TrackRecord(label, gauge.good == "high", heeded, ignored)
    return found


def _tally(
    standpoint: Standpoint, seat: str, adviser: Adviser, watch: str, turns: Sequence[PlayedTurn]
) -> tuple[Tally, Tally]:
    """Count the predictions of an adviser by whether it was heeded."""
    rules = standpoint.rules
    openings = (*(turn.opening for turn in turns), standpoint.opening)
    values = [read_value(rules, opening.frame, watch) for opening in openings]
    sign = 1.0 if gauge_of(rules.scenario, watch).good == "high" else -1.0
    outcomes: dict[bool, list[bool]] = {True: [], False: []}
    for place, choices in enumerate(_recall_advice(rules, seat, adviser, openings[:-TURNS])):
        if choices:
            heeded = not choices.isdisjoint(_list_choices(turns[place].plans.get(seat, SILENCE)))
            moved = sign * (values[place + TURNS] - values[place])
            outcomes[heeded].append(moved > 0.0 if heeded else moved < 0.0)
    return _count(outcomes[True]), _count(outcomes[False])


def _count(outcomes: Sequence[bool]) -> Tally:
    return Tally(len(outcomes), sum(outcomes))


def _recall_advice(
    rules: Rules, seat: str, adviser: Adviser, openings: Sequence[Opening]
) -> Iterator[frozenset[str]]:
    """Yield what an adviser recommended at each opening; each condition is compiled once."""
    conditions = {line.when for line in adviser.advice if line.when is not None}
    readers = {condition: compile_reader(rules, condition) for condition in conditions}

    def holds(opening: Opening, condition: str | float | None) -> bool:
        return condition is None or readers[condition](opening.frame) != 0.0

    for opening in openings:
        choices = list_choices(rules, opening, seat)
        sayings = pick_sayings(adviser.advice, choices, partial(holds, opening))
        yield frozenset(choice for saying in sayings for choice in saying.choices)


def _list_choices(plan: Plan) -> tuple[str, ...]:
    """Return what a plan holds, answers as `EVENT.OPTION`."""
    return (*plan.orders, *(f"{event}.{option}" for event, option in plan.choices.items()))
