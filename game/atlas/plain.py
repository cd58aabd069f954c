"""The atlas as plain text, for a terminal, a pipe or a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from game.atlas.model import KINDS, Article, Atlas, Moment
from game.atlas.telling import Row, head_article, tell_article


def write_text(atlas: Atlas, article: Article | None = None) -> str:
    """Return the whole atlas, or one article, as text."""
    lines = _write_all(atlas) if article is None else write_article(atlas, article)
    return "\n".join(lines) + "\n"


def _write_all(atlas: Atlas) -> Iterator[str]:
    yield from (atlas.title, atlas.summary, atlas.span)
    for kind, heading in KINDS.items():
        articles = atlas.of_kind(kind)
        if articles:
            yield from ("", "", heading.upper())
        for article in articles:
            yield ""
            yield from write_article(atlas, article)
    if atlas.calendar:
        yield from ("", "", "CALENDAR", "", *(write_moment(moment) for moment in atlas.calendar))
    if atlas.deadlines:
        yield from ("", "", "DEADLINES", "")
        for key, fact in atlas.deadlines:
            yield f"{atlas.label_of(key)}: {fact.head} {fact.text}"


def write_moment(moment: Moment) -> str:
    """Return a line of the calendar."""
    turns = str(moment.first) if moment.first == moment.last else f"{moment.first}–{moment.last}"
    return f"turn {turns}, {moment.date}: {moment.what}: {moment.text}"


def write_article(atlas: Atlas, article: Article) -> Iterator[str]:
    """Yield the lines of one article."""
    source = f" [{article.source}]" if article.source else ""
    yield f"{article.label} ({head_article(article)}){source}"
    if article.about:
        yield f"  {' '.join(article.about.split())}"
    for section in tell_article(atlas, article):
        if section.title:
            yield f"  {section.title}:"
        indent = "    " if section.title else "  "
        yield from (indent + write_row(row) for row in section.rows)


def write_row(row: Row) -> str:
    """Return a line of an article, with its formula in brackets and its reason."""
    formula = f" [{row.formula}]" if row.formula else ""
    return f"{row.lead}: {row.text}{formula}{f', since: {row.why}' if row.why else ''}"
