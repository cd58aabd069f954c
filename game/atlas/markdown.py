"""The atlas as Markdown, with its graph as a Mermaid block and its links within the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.atlas.mermaid import write_mermaid
from game.atlas.model import KINDS, Article, Atlas
from game.atlas.telling import Row, head_article, tell_article


def write_markdown(atlas: Atlas, article: Article | None = None) -> str:
    """Return the whole atlas, or one article, as Markdown."""
    lines = _write_all(atlas) if article is None else _write_one(atlas, article)
    return "\n".join(lines) + "\n"


def _write_all(atlas: Atlas) -> Iterator[str]:
    yield from (f"# {escape(atlas.title)}", "", escape(atlas.summary), "", escape(atlas.span))
    yield from ("", "## Influences", "", *_draw(atlas, None))
    for kind, heading in KINDS.items():
        articles = atlas.of_kind(kind)
        if articles:
            yield from ("", f"## {heading}")
        for article in articles:
            yield ""
            yield from _write_article(atlas, article, 3)
    if atlas.calendar:
        yield from ("", "## Calendar", "", "| Turn | Date | | |", "|---|---|---|---|")
        for moment in atlas.calendar:
            last = f"–{moment.last}" if moment.last != moment.first else ""
            text = _link(atlas, moment.entry, moment.text)
            yield f"| {moment.first}{last} | {escape(moment.date)} | {moment.what} | {text} |"
    if atlas.deadlines:
        yield from ("", "## Deadlines", "")
        for key, fact in atlas.deadlines:
            yield f"- {_link(atlas, key, atlas.label_of(key))}: {fact.head} {escape(fact.text)}"


def _write_one(atlas: Atlas, article: Article) -> Iterator[str]:
    yield from _write_article(atlas, article, 1)
    if article.moved_by or article.moves:
        yield from ("", *_draw(atlas, article))


def _draw(atlas: Atlas, article: Article | None) -> Iterator[str]:
    yield from ("```mermaid", write_mermaid(atlas, article).rstrip("\n"), "```")


def _write_article(atlas: Atlas, article: Article, level: int) -> Iterator[str]:
    yield f'<a id="{anchor(article.key)}"></a>'
    yield from ("", f"{'#' * level} {escape(article.label)}", "")
    source = f" · source: {escape(article.source)}" if article.source else ""
    yield f"{escape(head_article(article))}{source}"
    if article.about:
        yield from ("", escape(" ".join(article.about.split())))
    whole = level == 3
    for section in tell_article(atlas, article):
        yield ""
        if section.title:
            yield from (f"**{section.title}**", "")
        yield from (_write_row(atlas, row, whole) for row in section.rows)


def _write_row(atlas: Atlas, row: Row, whole: bool) -> str:
    """Return a row as an item of a list; links lead on only where the whole atlas stands."""
    lead = _link(atlas, row.key if whole else None, row.lead)
    # No formula holds a backtick, so nothing can end the code early.
    formula = f" `{row.formula}`" if row.formula else ""
    return f"- {lead}: {escape(row.text)}{formula}{f' — {escape(row.why)}' if row.why else ''}"


def _link(atlas: Atlas, key: str | None, text: str) -> str:
    known = key is not None and key in atlas.by_key
    return f"[{escape(text)}](#{anchor(key or '')})" if known else escape(text)


def anchor(key: str) -> str:
    """Return what a link within the page leads to."""
    return key.replace("/", "-").rstrip("-")


def escape(text: str) -> str:
    """Return a text in which nothing is markup, neither Markdown's nor HTML's."""
    text = re.sub(r"([\\`*_\[\]|~#])", r"\\\1", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
