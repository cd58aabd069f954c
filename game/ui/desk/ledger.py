"""The ledger of promises and threats as a seat may read it: what is open, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.report import Entry
from game.engine.rules import PromiseRule
from game.engine.state import Pledge
from game.engine.view import Reading
from game.scenario.models import Promise

if TYPE_CHECKING:
    from game.archive.game import Game

CLOSING = frozenset({"kept", "broken"})
"""The moves that end a promise."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One open promise or threat."""

    promiser: str
    """The seat that gives it."""
    partner: str
    """The seat to which it is given."""
    label: str
    """Its content in a few words."""
    text: str
    """Its content in full."""
    threat: bool
    """Whether it promises harm."""
    public: bool
    """Whether everyone sees it."""
    due: int
    """The turn in which it is judged."""
    date: str
    """That turn's date."""
    last: int
    """The last turn whose orders can still help."""
    left: int
    """Turns until it is judged; 1 or less: the orders of this turn are the last."""
    stalled: bool
    """Whether its due turn has moved once, so that it moves no more."""
    kept: bool
    """Whether an order has already kept it; never of a threat."""
    rivals: tuple[str, ...] = ()
    """The open commitments that it contradicts, by their labels."""
    exposure: tuple[float, float] | None = None
    """Odds in per cent that the contradiction comes out at the next opening, lowest and highest."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A promise or threat that is closed."""

    turn: int
    """The turn in which it was closed."""
    date: str
    """The turn's date."""
    promiser: str
    """The seat that gave it."""
    partner: str
    """The seat to which it was given."""
    label: str
    """Its content in a few words."""
    move: str
    """What became of it, in a word."""
    threat: bool
    """Whether it promised harm."""


def open_commitments(game: Game) -> tuple[Commitment, ...]:
    """Return the open promises and threats that the seat knows, the next to be judged first."""
    found = [
        _commitment(game, rule, pledge)
        for rule, pledge in zip(game.rules.promises, game.state.pledges, strict=True)
        if pledge is not None and knows(game, rule)
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.threat, each.label)))


def knows(game: Game, rule: PromiseRule) -> bool:
    """Tell whether the seat knows of a promise: it is public, or the seat is a party to it."""
    return rule.public or game.seat in (rule.promiser, rule.partner)


def promises_by_id(game: Game) -> dict[str, Promise]:
    """Return the promises of the scenario by their ids."""
    return {promise.id: promise for promise in game.rules.scenario.promise}


def _commitment(game: Game, rule: PromiseRule, pledge: Pledge) -> Commitment:
    promises = promises_by_id(game)
    promise = promises[rule.id]
    rivals = [
        game.rules.promises[rival]
        for rival in rule.rivals
        if game.state.pledges[rival] is not None and knows(game, game.rules.promises[rival])
    ]
    return Commitment(
        promiser=rule.promiser,
        partner=rule.partner,
        label=promise.label or promise.id,
        text=" ".join(game.standpoint.write(promise.text).split()),
        threat=promise.threat,
        public=rule.public,
        due=pledge.due,
        date=game.date_of(pledge.due),
        last=pledge.due - 1,
        left=pledge.due - game.turn,
        stalled=pledge.stalled,
        kept=pledge.kept and not promise.threat,
        rivals=tuple(promises[rival.id].label or rival.id for rival in rivals),
        exposure=_exposure(game, rule, promise, rivals),
    )


def _exposure(
    game: Game, rule: PromiseRule, promise: Promise, rivals: list[PromiseRule]
) -> tuple[float, float] | None:
    """Return the odds of exposure; two public promises come out at once."""
    if not rivals:
        return None
    if rule.public and any(rival.public for rival in rivals):
        return 100.0, 100.0
    if promise.exposure is None:
        return None
    reading: Reading = game.standpoint.read(promise.exposure)
    return _per_cent(reading.low), _per_cent(reading.high)


def _per_cent(value: float) -> float:
    return min(100.0, max(0.0, value))


def settled_commitments(game: Game, turn: int | None = None) -> tuple[Settled, ...]:
    """Return what was kept, broken or exposed, the latest first; of one turn if it is given."""
    rules = {rule.id: rule for rule in game.rules.promises}
    promises = promises_by_id(game)
    found = [
        Settled(
            turn=report.turn,
            date=game.date_of(report.turn),
            promiser=rules[entry.promise].promiser,
            partner=rules[entry.promise].partner,
            label=promises[entry.promise].label or entry.promise,
            move=_move(promises[entry.promise], entry, report.ledger),
            threat=promises[entry.promise].threat,
        )
        for report in reversed(game.reports)
        for entry in report.ledger
        if (entry.move in CLOSING if turn is None else report.turn == turn)
        and entry.move != "exposed"
        and knows(game, rules[entry.promise])
    ]
    return tuple(found)


def _move(promise: Promise, entry: Entry, ledger: tuple[Entry, ...]) -> str:
    """Return the word for a move; a threat is carried out or averted instead."""
    if promise.threat and entry.move in CLOSING:
        return "carried out" if entry.move == "kept" else "averted"
    if entry.move == "broken" and Entry(entry.promise, "exposed") in ledger:
        return "exposed"
    return "kept early" if entry.move == "honoured" else entry.move
