"""A finished game as a Markdown document: the ending, the verdicts, every turn with its causes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.engine import Report
from game.lab.rivals import Rivals
from game.lab.turning import PointView
from game.lab.wording import write_share
from game.ui.desk.account import describe_report
from game.ui.desk.facts import list_facts, list_parts
from game.ui.desk.verdicts import Opinion, closing_of, opinions_of

if TYPE_CHECKING:
    from game.archive.game import Game

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
"""Signs that Markdown reads as its own."""


def plain(text: str) -> str:
    """Return a text in which Markdown reads nothing."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def write_markdown(
    game: Game, points: tuple[PointView, ...] = (), rivals: Rivals | None = None
) -> str:
    """Return the document of a game that has ended.

    Args:
        game: The game.
        points: The turns that decided it, as far as they have been found.
        rivals: Games of others, as far as they have been played.
    """
    parts = (
        _write_head(game, rivals),
        _write_verdicts(opinions_of(game)),
        _write_turning_points(points),
        *(_write_turn(game, report) for report in game.reports),
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _write_head(game: Game, rivals: Rivals | None) -> Iterator[str]:
    closing, scenario = closing_of(game), game.rules.scenario
    yield f"# {plain(closing.name)}"
    yield ""
    yield f"*{plain(scenario.scenario.title)}*, {plain(scenario.seat[game.seat].label)}"
    yield ""
    if closing.text:
        yield plain(closing.text)
        yield ""
    yield from (f"- {plain(fact)}" for fact in list_facts(game, rivals))


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
    for title, lines in list_parts(game, page):
        yield from ("", f"### {title}", "")
        yield from (f"- {plain(line)}" for line in lines)
