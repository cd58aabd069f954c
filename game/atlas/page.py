"""The atlas as one HTML page that needs nothing else: no script, no font, no address.

It is built as a tree of elements and never pasted together, so that all text is escaped.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from game.atlas.drawing import draw_all, draw_one
from game.atlas.markdown import anchor
from game.atlas.model import KINDS, Article, Atlas
from game.atlas.telling import Row, head_article, tell_article

STYLE = """
:root{color-scheme:light dark;--soft:#56606f;--line:#d5dae2;--gold:#8a6410}
@media (prefers-color-scheme:dark){:root{--soft:#b4bcc9;--line:#33445f;--gold:#f2c65c}}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{margin-bottom:0}h2{margin-top:3rem;border-bottom:1px solid var(--line)}h3{margin:2rem 0 0}
a{color:inherit;text-decoration-color:var(--gold)}.kind,.span,code,i{color:var(--soft)}
code{font-size:.85em}h4{margin:.8rem 0 .2rem}
ul{margin:.2rem 0;padding-left:1.2rem}table{border-collapse:collapse}
td,th{text-align:left;padding:.1rem 1rem .1rem 0;vertical-align:top}
.drawing{overflow-x:auto}nav a{margin-right:1rem;white-space:nowrap}
article:target{outline:2px solid var(--gold);outline-offset:.5rem}
@media print{nav,.drawing,#influences,#influences+p{display:none}}
"""
"""How the page looks, in light, in the dark and on paper."""

RESTING = (
    "Rest on a name: what moves it stands out in blue, what it moves in amber. Rest on an arrow: "
    "what it goes through. A name leads to its rules."
)
"""How the graph is read."""


def write_page(atlas: Atlas, article: Article | None = None) -> str:
    """Return the page of the whole atlas, or of one article."""
    title = atlas.title if article is None else f"{article.label} — {atlas.title}"
    html, body = _begin(title)
    if article is None:
        _write_all(body, atlas)
    else:
        _write_article(body, atlas, article, whole=False)
        if article.moved_by or article.moves:
            _add(body, "div", kind="drawing").append(draw_one(atlas, article))
    ET.indent(html, "")
    return f"<!DOCTYPE html>\n{ET.tostring(html, encoding='unicode', method='html')}\n"


def _begin(title: str) -> tuple[ET.Element, ET.Element]:
    """Return a page and its body."""
    html = ET.Element("html", {"lang": "en"})
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(
        head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    )
    _add(head, "title", title)
    _add(head, "style", STYLE)
    return html, ET.SubElement(html, "body")


def _write_all(body: ET.Element, atlas: Atlas) -> None:
    _add(body, "h1", atlas.title)
    _add(body, "p", atlas.summary)
    _add(body, "p", atlas.span, kind="span")
    kinds = [(kind, heading) for kind, heading in KINDS.items() if atlas.of_kind(kind)]
    menu = ET.SubElement(body, "nav")
    listed = [(f"all-{kind}", heading) for kind, heading in kinds]
    for target, heading in (("influences", "Influences"), *listed, ("calendar", "Calendar")):
        _add(menu, "a", heading, href=f"#{target}")
    _add(body, "h2", "Influences", id="influences")
    _add(body, "p", RESTING, kind="span")
    _add(body, "div", kind="drawing").append(draw_all(atlas))
    for kind, heading in kinds:
        _add(body, "h2", heading, id=f"all-{kind}")
        for article in atlas.of_kind(kind):
            _write_article(body, atlas, article, whole=True)
    _write_calendar(body, atlas)


def _write_calendar(body: ET.Element, atlas: Atlas) -> None:
    """Write what happens when, and what is due so many turns after something."""
    _add(body, "h2", "Calendar", id="calendar")
    table = ET.SubElement(body, "table")
    for moment in atlas.calendar:
        row = ET.SubElement(table, "tr")
        last = f"–{moment.last}" if moment.last != moment.first else ""
        for text in (f"{moment.first}{last}", moment.date, moment.what):
            _add(row, "td", text)
        _link(ET.SubElement(row, "td"), atlas, moment.entry, moment.text)
    if atlas.deadlines:
        _add(body, "h3", "Deadlines")
        listed = ET.SubElement(body, "ul")
        for key, fact in atlas.deadlines:
            item = ET.SubElement(listed, "li")
            link = _link(item, atlas, key, atlas.label_of(key))
            link.tail = f": {fact.head} {fact.text}"


def _write_article(body: ET.Element, atlas: Atlas, article: Article, whole: bool) -> None:
    """Write one article; its links lead on where the whole atlas stands."""
    part = ET.SubElement(body, "article", {"id": anchor(article.key)})
    _add(part, "h3", article.label)
    source = f" · source: {article.source}" if article.source else ""
    _add(part, "div", head_article(article) + source, kind="kind")
    if article.about:
        _add(part, "p", " ".join(article.about.split()))
    for section in tell_article(atlas, article):
        if section.title:
            _add(part, "h4", section.title)
        listed = ET.SubElement(part, "ul")
        for row in section.rows:
            _write_row(ET.SubElement(listed, "li"), atlas, row, whole)


def _write_row(item: ET.Element, atlas: Atlas, row: Row, whole: bool) -> None:
    link = _link(item, atlas, row.key if whole else None, row.lead)
    link.tail = f": {row.text} "
    if row.formula:
        _add(item, "code", row.formula)
    if row.why:
        _add(item, "i", row.why)


def _link(parent: ET.Element, atlas: Atlas, key: str | None, text: str) -> ET.Element:
    """Write a text, as a link where an article has the key."""
    if key is None or key not in atlas.by_key:
        return _add(parent, "b", text)
    return _add(parent, "a", text, href=f"#{anchor(key)}")


def _add(parent: ET.Element, tag: str, text: str = "", kind: str = "", **more: str) -> ET.Element:
    """Add an element with a text."""
    element = ET.SubElement(parent, tag, {**more, **({"class": kind} if kind else {})})
    element.text = text
    return element
