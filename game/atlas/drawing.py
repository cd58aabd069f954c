"""The graph of influences as SVG: self-contained, drawn without a layout that could surprise.

All values stand in one column; what a value moves further down is an arc on the right, what it
moves further up an arc on the left. So every label can be read and every arrow be followed, however
many there are: where the pointer or the keyboard rests on a value, its own arrows stand out, those
that lead to it in one colour and those that lead from it in another. One entry stands between what
moves it and what it moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from xml.etree import ElementTree as ET

from game.atlas.graph import connect, surround
from game.atlas.markdown import anchor
from game.atlas.model import Article, Atlas

ROW, TOP = 22, 16
"""Height of a row and where the first one stands, in pixels."""

LABEL = 310
"""Width of the column of labels, in pixels."""

ARCS = 260
"""Width left and right of it for the arcs, in pixels."""

COLUMN, GAP = 290, 90
"""Width of the columns around one entry, and between them, in pixels."""

LONGEST = 40
"""Characters of a label that are drawn; the rest shows where the pointer rests."""

STYLE = """
.graph text{font:13px system-ui,sans-serif;fill:currentColor}
.graph .var{font-weight:600}.graph .derived{font-style:italic}.graph .how{font-size:11px;opacity:.7}
.graph path{fill:none;stroke:currentColor;opacity:.35;stroke-width:1.2}
.graph path:hover{opacity:1;stroke-width:2}
.graph marker path{fill:context-stroke;stroke:none;opacity:1}
"""
"""How it looks; colours are those of the page around it."""

STEPPING_BACK = ".graph:has(a:hover,a:focus-visible)>path{opacity:.08}"
"""How all arrows look while somebody rests on a value."""

STANDING_OUT = """
.graph:has(#at-{point}:hover,#at-{point}:focus-visible) .to-{point}{{stroke:#2f7fd6;opacity:1}}
.graph:has(#at-{point}:hover,#at-{point}:focus-visible) .from-{point}{{stroke:#c07f00;opacity:1}}
"""
"""How the arrows of the value itself look then: what moves it blue, what it moves amber. A page
without scripts has one such rule for each value."""


def draw_all(atlas: Atlas) -> ET.Element:
    """Return the whole graph; values that nothing moves and that move nothing are left out."""
    graph = connect(atlas)
    touched = {end for edge in graph.edges for end in (edge.source, edge.target)}
    points = [key for key in graph.points if key in touched]
    svg = _begin(2 * ARCS + LABEL, TOP + ROW * len(points), "The graph of influences")
    lifted = (STANDING_OUT.format(point=anchor(key)) for key in points)
    ET.SubElement(svg, "style").text = STEPPING_BACK + "".join(lifted)
    rows = {key: TOP + ROW * place for place, key in enumerate(points)}
    longest = max((abs(rows[edge.target] - rows[edge.source]) for edge in graph.edges), default=0)
    for edge in graph.edges:
        ends = f"{atlas.label_of(edge.source)} → {atlas.label_of(edge.target)}"
        through = f": {', '.join(edge.through)}" if edge.through else ""
        way = _arc(rows[edge.source], rows[edge.target], longest)
        kinds = f"from-{anchor(edge.source)} to-{anchor(edge.target)}"
        _path(svg, way, ends + through, kinds)
    for key in points:
        link = _label(svg, atlas, key, ARCS + LABEL / 2, rows[key], "middle")
        link.set("id", f"at-{anchor(key)}")
    return svg


def draw_one(atlas: Atlas, article: Article) -> ET.Element:
    """Return what moves one entry and what it moves, in three columns."""
    around = surround(atlas, article)
    rows = max(len(around.movers), len(around.moved), 1)
    svg = _begin(3 * COLUMN + 2 * GAP, TOP + ROW * rows, f"What moves {article.label}")
    middle = TOP + ROW * (rows - 1) / 2
    edges = (COLUMN, COLUMN + GAP, 2 * COLUMN + GAP, 2 * COLUMN + 2 * GAP)
    for (key, how), y in zip(around.movers, _spread(len(around.movers), rows), strict=True):
        _label(svg, atlas, key, edges[0] - 6, y, "end", how)
        _curve(svg, (edges[0], y), (edges[1], middle))
    for (key, how), y in zip(around.moved, _spread(len(around.moved), rows), strict=True):
        _label(svg, atlas, key, edges[3] + 6, y, "start", how)
        _curve(svg, (edges[2], middle), (edges[3], y))
    _label(svg, atlas, article.key, (edges[1] + edges[2]) / 2, middle, "middle")
    return svg


def _spread(count: int, rows: int) -> Iterable[float]:
    """Return the heights of a column's rows, in the middle of what the longest column takes."""
    first = TOP + ROW * (rows - count) / 2
    return [first + ROW * place for place in range(count)]


def _begin(width: float, height: float, title: str) -> ET.Element:
    svg = ET.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "class": "graph", "role": "img",
        "viewBox": f"0 0 {width:g} {height:g}", "width": f"{width:g}", "height": f"{height:g}",
    })  # fmt: skip
    ET.SubElement(svg, "title").text = title
    ET.SubElement(svg, "style").text = STYLE
    marker = ET.SubElement(ET.SubElement(svg, "defs"), "marker", {
        "id": "arrow", "viewBox": "0 0 6 6", "refX": "6", "refY": "3",
        "markerWidth": "6", "markerHeight": "6", "orient": "auto",
    })  # fmt: skip
    ET.SubElement(marker, "path", {"d": "M0 0L6 3L0 6z"})
    return svg


def _arc(start: float, end: float, longest: float) -> str:
    """Return the way of an arrow between two rows, on the right downwards, on the left upwards.

    The longer, the further out, so that none hides another for long.
    """
    down = end >= start
    x = ARCS + LABEL if down else ARCS
    reach = 18 + (ARCS * 1.3 - 18) * sqrt(abs(end - start) / longest) if longest else 18
    far = x + reach if down else x - reach
    # Slightly apart, so that an arrow of a value to itself can be seen too.
    first, last = start - 3, end + 3
    return f"M{x:g} {first:g}C{far:g} {first:g} {far:g} {last:g} {x:g} {last:g}"


def _curve(svg: ET.Element, start: tuple[float, float], end: tuple[float, float]) -> None:
    middle = (start[0] + end[0]) / 2
    _path(svg, f"M{start[0]:g} {start[1]:g}C{middle:g} {start[1]:g} {middle:g} {end[1]:g} "
               f"{end[0]:g} {end[1]:g}")  # fmt: skip


def _path(svg: ET.Element, way: str, title: str = "", kinds: str = "") -> None:
    path = ET.SubElement(svg, "path", {"d": way, "marker-end": "url(#arrow)"})
    if title:
        path.set("class", kinds)
        ET.SubElement(path, "title").text = title


def _label(
    svg: ET.Element, atlas: Atlas, key: str, x: float, y: float, side: str, how: str = ""
) -> ET.Element:
    """Write what a key is called, as a link to its article, with how it moves or is moved."""
    link = ET.SubElement(svg, "a", {"href": f"#{anchor(key)}"})
    text = ET.SubElement(link, "text", {
        "x": f"{x:g}", "y": f"{y + 4:g}", "text-anchor": side, "class": key.partition("/")[0],
    })  # fmt: skip
    label = atlas.label_of(key)
    text.text = _shorten(label)
    if how:
        ET.SubElement(text, "tspan", {"class": "how"}).text = f"  {_shorten(how)}"
    if label != text.text or how != _shorten(how):
        ET.SubElement(link, "title").text = f"{label} {how}".rstrip()
    return link


def _shorten(text: str) -> str:
    """Return a text that fits, cut between words."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} …"
