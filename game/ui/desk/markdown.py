"""A finished game as a Markdown document: the ending, the verdicts, every turn with its causes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.engine import Report
from game.engine.luck import format_seed
from game.lab.turning import PointView
from game.lab.wording import write_share
from game.ui.desk.account import Page, describe_report
from game.ui.desk.deeds import Deed
from game.ui.desk.verdicts import Opinion, closing_of, opinions_of

if TYPE_CHECKING:
    from game.archive.game import Game

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
"""Signs that Markdown reads as its own."""


def plain(text: str) -> str:
    """Return a text in which Markdown reads nothing."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def write_markdown(game: Game, points: tuple[PointView, ...] = ()) -> str:
    """Return the document of a game that has ended, with the turning points that were found."""
    parts = (
        _write_head(game),
        _write_verdicts(opinions_of(game)),
        _write_turning_points(points),
        *(_write_turn(game, report) for report in game.reports),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _write_head(game: Game) -> Iterator[str]:
    closing, scenario = closing_of(game), game.rules.scenario
    yield f"# {plain(closing.name)}"
    yield ""
    yield f"*{plain(scenario.scenario.title)}*, {plain(scenario.seat[game.seat].label)}"
    yield ""
    if closing.text:
        yield plain(closing.text)
        yield ""
    if closing.score is not None:
        yield f"- Score: {closing.score}" + (f", {closing.measures}" if closing.measures else "")
    yield f"- Ended in turn {closing.turn}, {closing.date}: {closing.rank}"
    yield f"- Seed: {format_seed(game.seed)}, mode: {game.mode}" + (
        f", difficulty: {plain(game.difficulty)}" if game.difficulty else ""
    )
    if game.rewinds:
        yield f"- Turns taken back: {len(game.rewinds)}"


def _write_verdicts(opinions: Iterable[Opinion]) -> Iterator[str]:
    rows = [
        f"| {plain(each.judge)} | {plain(each.word)} | {plain(each.sentence)} |"
        for each in opinions
    ]
    if rows:
        yield from (
            "",
            "## Verdicts",
            "",
            "| Judge | Verdict | In its words |",
            "| --- | --- | --- |",
        )
        yield from rows


def _write_turning_points(points: Iterable[PointView]) -> Iterator[str]:
    if points:
        yield from ("", "## The turns that decided it", "")
    for point in points:
        step = f"good endings {write_share(point.before)}% to {write_share(point.after)}%"
        yield f"- **{point.letter}**: turn {point.turn}, {point.date}, {step}"
        yield f"  - {plain(point.title)}: {plain(point.chosen)}"
        if point.alternative:
            yield f"  - The alternative: {plain(point.alternative)}"
        yield f"  - {plain(point.text)}"


def _write_turn(game: Game, report: Report) -> Iterator[str]:
    page = describe_report(game, report)
    yield from ("", f"## Turn {page.turn}, {page.date}")
    yield from _write_list("What moved most", (_tell_deed(deed) for deed in page.deeds))
    yield from _write_list("Dispatches", _tell_letters(page))
    yield from _write_list("What they did", _tell_conduct(game, page))
    yield from _write_list(
        "The ledger", (f"{each.move}: {plain(each.label)}" for each in page.ledger)
    )
    yield from _write_list(
        "Luck",
        (f"{plain(each.what)}: {plain(each.outcome)} ({each.odds:.1f}%)" for each in page.luck),
    )


def _write_list(title: str, lines: Iterable[str]) -> Iterator[str]:
    rows = [f"- {line}" for line in lines]
    if rows:
        yield from ("", f"### {title}", "")
        yield from rows


def _tell_deed(deed: Deed) -> str:
    effects = ", ".join(f"{plain(effect.label)} {effect.text}" for effect in deed.effects)
    return f"{plain(deed.words)}: {effects}"


def _tell_letters(page: Page) -> Iterator[str]:
    for letter in page.letters:
        sender = f"{plain(letter.mark.label)}: " if letter.mark.label else ""
        said = "; ".join(
            f"{plain(reply.mark.label)} answered “{plain(reply.label)}”" for reply in letter.replies
        )
        yield f"**{sender}{plain(letter.title)}.** {plain(letter.text)}" + (
            f" *{said}.*" if said else ""
        )


def _tell_conduct(game: Game, page: Page) -> Iterator[str]:
    for each in page.conduct:
        seat = plain(game.rules.scenario.seat[each.seat].label)
        for given in each.deeds:
            why = f" ({plain('; '.join(given.reasons))})" if given.reasons else ""
            yield f"{seat}: {plain(given.label)}{why}"
