"""The graph of influences: which values move which, and through what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.atlas.model import STATE_KINDS, Article, Atlas, Influence
from game.atlas.telling import whole_label


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from what is read to what it moves."""

    source: str
    """The key of what is read."""
    target: str
    """The key of what is moved."""
    through: tuple[str, ...]
    """What the entries are called that do it, each once; none where it is computed."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Points and arrows."""

    points: tuple[str, ...]
    """Keys of variables, derived values and flags, in the order of the atlas."""
    edges: tuple[Edge, ...]
    """The arrows, by source and target."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What moves one thing, and what it moves, without detours."""

    center: str
    """The key of the thing."""
    movers: tuple[tuple[str, str], ...]
    """Keys of what moves it, with how: `+6`, `+2 and −3`, or a word."""
    moved: tuple[tuple[str, str], ...]
    """Keys of what it moves, with through what."""


def connect(atlas: Atlas) -> Graph:
    """Return the whole graph: an arrow for each value that another one's changes read."""
    points = tuple(each.key for each in atlas.articles if each.kind in STATE_KINDS)
    through: dict[tuple[str, str], dict[str, None]] = {}
    for target in points:
        for influence in atlas.by_key[target].moved_by:
            for source in _sources(atlas, influence):
                labels = through.setdefault((source, target), {})
                if influence.verb != "computes":
                    labels[whole_label(atlas, influence)] = None
    order = {key: place for place, key in enumerate(points)}
    pairs = sorted(through, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return Graph(points, tuple(Edge(*pair, tuple(through[pair])) for pair in pairs))


def _sources(atlas: Atlas, influence: Influence) -> Iterator[str]:
    """Yield the keys of the values that an influence reads."""
    for name in influence.reads:
        for kind in STATE_KINDS:
            if f"{kind}/{name}" in atlas.by_key:
                yield f"{kind}/{name}"


def surround(atlas: Atlas, article: Article) -> Surroundings:
    """Return what moves an article's subject and what it moves."""
    movers: dict[str, list[str]] = {}
    for influence in article.moved_by:
        sources = [influence.entry]
        if influence.entry == article.key:
            sources = list(_sources(atlas, influence))
        for key in sources:
            movers.setdefault(key, []).append(_mark(influence))
    moved: dict[str, list[str]] = {}
    for influence in article.moves:
        own = influence.entry == article.key
        how = _mark(influence) if own else whole_label(atlas, influence)
        moved.setdefault(influence.target, []).append(how if influence.verb != "computes" else "")
    return Surroundings(article.key, _join(movers, article.key), _join(moved, article.key))


def _join(found: dict[str, list[str]], center: str) -> tuple[tuple[str, str], ...]:
    """Return each key once, with at most three of its marks."""
    joined = []
    for key, marks in found.items():
        distinct = list(dict.fromkeys(mark for mark in marks if mark))
        more = f" and {len(distinct) - 3} more" if len(distinct) > 3 else ""
        joined.append((key, ", ".join(distinct[:3]) + more))
    return tuple(joined)


def _mark(influence: Influence) -> str:
    """Return an influence in a few signs: its amount where that is a number, else which way."""
    if influence.verb == "computes":
        return ""
    if influence.amount and " " not in influence.amount:
        return influence.amount
    if influence.sign:
        return "+" if influence.sign > 0 else "−"
    return {"adds": "±", "multiplies": "×", "sets": "="}.get(influence.verb, influence.verb)
