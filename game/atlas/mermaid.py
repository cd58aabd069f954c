"""The graph of influences as a Mermaid flowchart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from game.atlas.graph import Edge, connect, surround
from game.atlas.model import Article, Atlas

SHAPES = {"var": ("[", "]"), "derived": ("([", "])"), "flag": ("{{", "}}")}
"""The outlines of values: a box, a stadium, a hexagon; all others are rounded."""

ROUNDED = ("(", ")")
"""The outline of entries."""

MOST_NAMED = 2
"""How many entries an arrow names."""


def write_mermaid(atlas: Atlas, article: Article | None = None) -> str:
    """Return the flowchart of all values, or of what surrounds one entry."""
    lines = _chart_all(atlas) if article is None else _chart_one(atlas, article)
    return "\n".join(["flowchart LR", *(f"  {line}" for line in lines)]) + "\n"


def _chart_all(atlas: Atlas) -> Iterator[str]:
    graph = connect(atlas)
    yield from _points(atlas, graph.points)
    ids = _number(graph.points)
    for edge in graph.edges:
        label = _name_edge(edge)
        yield f"{ids[edge.source]} -->{label} {ids[edge.target]}"


def _chart_one(atlas: Atlas, article: Article) -> Iterator[str]:
    around = surround(atlas, article)
    keys = dict.fromkeys(
        (around.center, *(k for k, _ in around.movers), *(k for k, _ in around.moved))
    )
    yield from _points(atlas, keys)
    ids = _number(keys)
    for key, how in around.movers:
        yield f"{ids[key]} -->{_label(how)} {ids[around.center]}"
    for key, how in around.moved:
        yield f"{ids[around.center]} -->{_label(how)} {ids[key]}"


def _points(atlas: Atlas, keys: Iterable[str]) -> Iterator[str]:
    for key, number in _number(keys).items():
        opening, closing = SHAPES.get(key.partition("/")[0], ROUNDED)
        yield f'{number}{opening}"{escape_label(atlas.label_of(key))}"{closing}'


def _number(keys: Iterable[str]) -> dict[str, str]:
    """Return an id of its own for every key: names of scenarios may be words of Mermaid."""
    return {key: f"n{place}" for place, key in enumerate(keys)}


def _name_edge(edge: Edge) -> str:
    named = ", ".join(edge.through[:MOST_NAMED])
    more = len(edge.through) - MOST_NAMED
    return _label(f"{named} and {more} more" if more > 0 else named)


def _label(text: str) -> str:
    return f'|"{escape_label(text)}"|' if text else ""


def escape_label(text: str) -> str:
    """Return a text in which nothing is markup, neither Mermaid's nor HTML's."""
    return re.sub(r"[\"#;<>&`\\|]", lambda match: f"#{ord(match[0])};", text)
