"""The report of a turn on one page: what moved, what came, what they did, the ledger, the luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine import Report
from game.engine.report import Drawn
from game.engine.words import label_entry
from game.scenario.models import Action, Effects, Inject, Rule
from game.ui.desk.conduct import Conduct, conduct_of
from game.ui.desk.correspondence import Letter, letters_of
from game.ui.desk.deeds import Deed, list_deeds, owner_of, watched
from game.ui.desk.ledger import Settled, settled_commitments

if TYPE_CHECKING:
    from game.archive.game import Game

MOST = 6
"""How many entries the first page tells of."""


@dataclass(frozen=True, slots=True)
class Luck:
    """A roll that a turn depended on."""

    what: str
    """What was rolled for."""
    outcome: str
    """How it came out."""
    odds: float
    """How likely that was, in per cent."""


@dataclass(frozen=True, slots=True)
class Page:
    """The report of one turn."""

    turn: int
    """The turn."""
    date: str
    """Its date."""
    silent: bool
    """Whether it belongs to the turns after the last, in which the player says nothing."""
    deeds: tuple[Deed, ...]
    """What moved the values in front most, the weightiest first."""
    further: int
    """How many entries moved them beside."""
    letters: tuple[Letter, ...]
    """The dispatches of the turn with what was answered."""
    conduct: tuple[Conduct, ...]
    """What the other seats did."""
    ledger: tuple[Settled, ...]
    """The moves in the ledger of promises."""
    luck: tuple[Luck, ...]
    """The rolls, as far as the seat sees what they were about."""


def describe_report(game: Game, report: Report) -> Page:
    """Return the page of a turn that has been played."""
    place = report.turn - 1
    before, names = game.history[place], watched(game.rules)
    deeds = [
        deed
        for deed in list_deeds(game.rules, before, report, game.seat, names)
        if deed.effects and deed.by != "clamp"
    ]
    return Page(
        turn=report.turn,
        date=game.date_of(report.turn),
        silent=report.turn > game.rules.turns,
        deeds=tuple(deeds[:MOST]),
        further=max(0, len(deeds) - MOST),
        letters=letters_of(game, game.turns[place].opening),
        conduct=conduct_of(game, report),
        ledger=settled_commitments(game, report.turn),
        luck=_rolls(game, report),
    )


def _rolls(game: Game, report: Report) -> tuple[Luck, ...]:
    """Return the accident's roll and the outcomes of what the seat and the world did."""
    rolls = [_outcome(game, drawn) for drawn in report.outcomes if _concerns(game, drawn)]
    if report.accident is not None:
        chance, struck = report.accident.chance, report.accident.struck
        odds = chance if struck else 100.0 - chance
        rolls.append(Luck("An accident", "it happened" if struck else "it did not happen", odds))
    return tuple(rolls)


def _concerns(game: Game, drawn: Drawn) -> bool:
    """Tell whether the seat knows the odds of an outcome: it is its own, or nobody's secret."""
    owner = owner_of(game.rules.scenario, drawn.by)
    return owner in {None, game.seat}


def _outcome(game: Game, drawn: Drawn) -> Luck:
    found = _find_outcome(game, drawn)
    what = label_entry(game.rules.scenario, drawn.by)
    return Luck(what, found or drawn.outcome, drawn.odds)


def _find_outcome(game: Game, drawn: Drawn) -> str | None:
    """Return the label of an outcome."""
    for entry in _entries(game, drawn.by):
        for outcome in entry.outcome:
            if outcome.id == drawn.outcome:
                return outcome.label
    return None


def _entries(game: Game, by: str) -> list[Effects]:
    """Return the effects that may stand behind the name of an entry."""
    kind, _, name = by.partition("/")
    entry, _, part = name.partition(".")
    scenario = game.rules.scenario
    if kind == "promise":
        promises = [each for each in scenario.promise if each.id == entry]
        return [each.kept if part == "kept" else each.broken for each in promises]
    if kind == "event":
        events = [each for each in scenario.event if each.id == entry]
        options = [option for each in events for option in each.option if option.id == part]
        return [*events, *options]
    tables: dict[str, Sequence[Action | Rule | Inject]] = {
        "action": scenario.action,
        "rule": scenario.rule,
        "inject": scenario.inject,
    }
    return [each for each in tables.get(kind, ()) if each.id == name]
