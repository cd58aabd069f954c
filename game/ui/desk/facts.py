"""What documents tell of a finished game: its facts, and each turn in parts of a line each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.engine.luck import format_seed
from game.lab.rivals import Rivals
from game.lab.wording import explain_rivals, tell_rivals
from game.ui.desk.account import Page
from game.ui.desk.deeds import Deed
from game.ui.desk.verdicts import closing_of

if TYPE_CHECKING:
    from game.archive.game import Game


def list_facts(game: Game, rivals: Rivals | None) -> Iterator[str]:
    """Yield the score and what it is better than, when and how it ended, how it was played."""
    closing = closing_of(game)
    if closing.score is not None:
        yield f"Score: {closing.score}" + (f", {closing.measures}" if closing.measures else "")
    if closing.score is not None and rivals is not None and rivals.scores:
        better = "".join(tell_rivals(closing.score, rivals))
        yield f"Better than {better}: {explain_rivals(rivals, game.seed)}"
    yield f"Ended in turn {closing.turn}, {closing.date}: {closing.rank}"
    yield f"Seed: {format_seed(game.seed)}, mode: {game.mode}" + (
        f", difficulty: {game.difficulty}" if game.difficulty else ""
    )
    if game.rewinds:
        yield f"Turns taken back: {len(game.rewinds)}"
    if game.branches:
        others = ", ".join(f"{each.name} ({each.label})" for each in game.branches)
        yield f"Branch: {game.branch}; beside it {others}"


def list_parts(game: Game, page: Page) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parts of a turn's report that are not empty: a title, and lines of plain text."""
    parts = (
        ("What moved most", (_tell_deed(deed) for deed in page.deeds)),
        ("Dispatches", _tell_letters(page)),
        ("What they did", _tell_conduct(game, page)),
        ("The ledger", (f"{each.move}: {each.label}" for each in page.ledger)),
        ("Luck", (f"{each.what}: {each.outcome} ({each.odds:.1f}%)" for each in page.luck)),
    )
    for title, lines in parts:
        told = tuple(lines)
        if told:
            yield title, told


def _tell_deed(deed: Deed) -> str:
    effects = ", ".join(f"{effect.label} {effect.text}" for effect in deed.effects)
    return f"{deed.words}: {effects}"


def _tell_letters(page: Page) -> Iterator[str]:
    for letter in page.letters:
        sender = f"{letter.mark.label}: " if letter.mark.label else ""
        said = "; ".join(f"{reply.mark.label} answered “{reply.label}”" for reply in letter.replies)
        yield f"{sender}{letter.title}. {letter.text}" + (f" {said}." if said else "")


def _tell_conduct(game: Game, page: Page) -> Iterator[str]:
    for each in page.conduct:
        seat = game.rules.scenario.seat[each.seat].label
        for given in each.deeds:
            why = f" ({'; '.join(given.reasons)})" if given.reasons else ""
            yield f"{seat}: {given.label}{why}"
