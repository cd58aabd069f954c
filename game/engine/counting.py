"""Count for formulas what was chosen and how the ledger of promises stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from game.engine.counters import RECENT, Counters
from game.engine.frame import NEVER
from game.engine.rules import Rules
from game.engine.state import Pledge
from game.scenario.scope import formula_name


class Ledger(Protocol):
    """What counters are counted in: a state, or a turn that is being resolved."""

    @property
    def turn(self) -> int:
        """The turn that is played."""

    @property
    def tracks(self) -> Sequence[tuple[int, ...]]:
        """For each action and option, the turns in which it was chosen."""

    @property
    def pledges(self) -> Sequence[Pledge | None]:
        """For each promise, the open one."""

    @property
    def kept(self) -> Sequence[int]:
        """For each promise, how often it was kept."""

    @property
    def broken(self) -> Sequence[int]:
        """For each promise, how often it was broken."""


def fill_history(
    frame: list[Any], counters: Counters, ledger: Ledger, tracks: Iterable[int]
) -> None:
    """Count in a frame what has been chosen until now, for the tracks given."""
    turn = ledger.turn
    for track in tracks:
        turns = ledger.tracks[track]
        for slot, kind in counters.history.get(track, ()):
            if kind == "times":
                frame[slot] = float(len(turns))
            elif kind == "since":
                frame[slot] = float(turn - turns[-1]) if turns else NEVER
            else:
                frame[slot] = float(sum(1 for past in turns[-RECENT:] if past > turn - RECENT))


def fill_promises(frame: list[Any], rules: Rules, ledger: Ledger) -> None:
    """Count in a frame how the ledger of promises stands."""
    counters = rules.counters
    for slot, kind, promise in counters.promises:
        if kind == "open":
            frame[slot] = 1.0 if ledger.pledges[promise] is not None else 0.0
        else:
            frame[slot] = float((ledger.kept if kind == "kept" else ledger.broken)[promise])
    for slot, kind, seat in counters.totals:
        count = count_open if kind == "open_promises" else count_contradictions
        frame[slot] = float(count(rules, ledger.pledges, seat))


def count_open(rules: Rules, pledges: Sequence[Pledge | None], seat: str = "") -> int:
    """Count the open promises, of one promiser if a seat is given; threats count too."""
    return sum(
        1
        for promise, pledge in zip(rules.promises, pledges, strict=True)
        if pledge is not None and seat in {"", formula_name(promise.promiser)}
    )


def count_contradictions(rules: Rules, pledges: Sequence[Pledge | None], seat: str = "") -> int:
    """Count the pairs of open promises that contradict each other, of one promiser if given."""
    pairs = 0
    for index, promise in enumerate(rules.promises):
        if pledges[index] is None:
            continue
        for rival in promise.rivals:
            if rival > index and pledges[rival] is not None:
                owners = {
                    formula_name(promise.promiser),
                    formula_name(rules.promises[rival].promiser),
                }
                pairs += not seat or seat in owners
    return pairs
