"""The atlas of rules as entries of lists: the index, one article, the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from game.atlas.graph import Graph
from game.atlas.model import KIND_WORDS, KINDS, Article, Atlas, Moment
from game.atlas.telling import Row, head_article, tell_article
from game.ui.glyphs import Glyphs
from game.ui.widgets.roster import Entry
from game.ui.widgets.rows import cut, fold, spread

CALENDAR = "calendar"
"""The key of the last line of the index."""

HANG = 2
"""Columns by which the second row of a line is set in."""


def list_index(atlas: Atlas, words: str) -> tuple[str, ...]:
    """Return the keys of the articles that hold all of some words, then the calendar's."""
    keys = tuple(article.key for article in atlas.search(words))
    return keys if words.strip() else (*keys, CALENDAR)


def index_entries(atlas: Atlas, keys: tuple[str, ...], width: int) -> tuple[Entry, ...]:
    """Return a line for each key, under the headings of their kinds."""
    entries: list[Entry] = []
    kind = ""
    for key in keys:
        if key != CALENDAR and atlas.by_key[key].kind != kind:
            kind = atlas.by_key[key].kind
            heading = Content.assemble((KINDS[kind], "bold $bright"))
            entries.append(Entry((heading,), heading=True))
        entries.append(_index_entry(atlas, key, width))
    if not entries:
        entries.append(Entry((Content.assemble(("Nothing holds these words.", "$soft")),)))
    return tuple(entries)


def _index_entry(atlas: Atlas, key: str, width: int) -> Entry:
    if key == CALENDAR:
        return Entry((Content.assemble(("Calendar and deadlines", "bold $bright")),))
    label = atlas.by_key[key].label
    return Entry((cut(Content.assemble((label, "$soft")), width - 1),))


def place_in_index(atlas: Atlas, keys: tuple[str, ...], wanted: str) -> int:
    """Return the place of a key among the entries of the index, headings counted."""
    place, kind = -1, ""
    for key in keys:
        if key != CALENDAR and atlas.by_key[key].kind != kind:
            kind = atlas.by_key[key].kind
            place += 1
        place += 1
        if key == wanted:
            return place
    return 0


def key_in_index(atlas: Atlas, keys: tuple[str, ...], place: int) -> str | None:
    """Return the key at a place among the entries of the index; none where nothing is listed."""
    return next((key for key in keys if place_in_index(atlas, keys, key) == place), None)


Line = tuple[Entry, str | None]
"""An entry of an article with the key of the article that it leads to."""


def article_lines(
    atlas: Atlas, graph: Graph, article: Article, width: int, glyphs: Glyphs
) -> tuple[Line, ...]:
    """Return an article: its head, what surrounds it in the graph, its sections."""
    lines: list[Line] = [(Entry(tuple(_head(atlas, graph, article, width, glyphs))), None)]
    for section in tell_article(atlas, article):
        lines.append((_heading(section.title), None))
        lines += [(_row_entry(row, width, glyphs), row.key) for row in section.rows]
    return tuple(lines)


def _head(
    atlas: Atlas, graph: Graph, article: Article, width: int, glyphs: Glyphs
) -> Iterator[Content]:
    """Yield name and kind, what it stands for, and its neighbours in the graph."""
    label = Content.assemble((article.label, "bold $bright"))
    kind = head_article(article)
    room = width - label.cell_length - 1
    told = kind if len(kind) <= room else KIND_WORDS[article.kind]
    yield spread(label, Content.assemble((told, "$faint")), width)
    if article.about:
        yield from fold(article.about, "$soft", width)
    if article.source:
        yield Content.assemble((f"source: {article.source}", "$faint"))
    into = [edge.source for edge in graph.edges if edge.target == article.key]
    out = [edge.target for edge in graph.edges if edge.source == article.key]
    for keys, arrow, plain in ((into, "←", "<-"), (out, "→", "->")):
        if keys:
            named = ", ".join(atlas.label_of(key) for key in keys)
            yield from fold(f"{arrow if glyphs.dots else plain} {named}", "$bright", width)


def _row_entry(row: Row, width: int, glyphs: Glyphs) -> Entry:
    """Return a line: what it is about, what there is to say, then reason or formula."""
    lead = f"{row.lead}:"
    first, *rest = fold(f"{lead} {row.text}", "$bright", width - HANG)
    head = Content.assemble(
        (first.plain[: len(lead)], "$soft"), (first.plain[len(lead) :], "$bright")
    )
    more = [
        *rest,
        *fold(row.why, "$faint", width - HANG),
        *fold(row.formula, "$faint", width - HANG),
    ]
    if row.key is not None:
        arrow = "→" if glyphs.dots else ">"
        head = spread(head, Content.assemble((arrow, "$faint")), width)
    return Entry((head, *(Content(" " * HANG) + line for line in more)), open=row.key is not None)


def calendar_lines(atlas: Atlas, width: int) -> tuple[Line, ...]:
    """Return what happens when, then what is due so many turns after something."""
    lines: list[Line] = [(_heading("Calendar"), None)]
    lines += [(_moment_entry(moment, width), moment.entry) for moment in atlas.calendar]
    if atlas.deadlines:
        lines.append((_heading("Deadlines"), None))
    for key, fact in atlas.deadlines:
        row = Row(atlas.label_of(key), f"{fact.head} {fact.text}")
        text = fold(f"{row.lead}: {row.text}", "$bright", width)
        lines.append((Entry(text), key))
    return tuple(lines)


def _heading(title: str) -> Entry:
    """Return a heading below a blank row; without a title only the blank row."""
    rows = (Content.assemble((title, "bold $bright")),) if title else ()
    return Entry((Content(""), *rows), heading=True)


def _moment_entry(moment: Moment, width: int) -> Entry:
    """Return a line of the calendar: turns, what it is, date at the right edge."""
    turns = str(moment.first) if moment.first == moment.last else f"{moment.first}–{moment.last}"
    what = Content.assemble(
        (f"{turns:>6}  ", "bold $bright"), (f"{moment.what}: ", "$faint"), (moment.text, "$soft")
    )
    date = Content.assemble((moment.date, "$faint"))
    return Entry((spread(cut(what, width), date, width),), open=moment.entry is not None)
