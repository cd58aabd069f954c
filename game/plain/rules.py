"""The rules of the scenario in words: what there is, or all about one entry."""

from __future__ import annotations

from game.atlas import Atlas, draw_atlas
from game.atlas.model import KINDS
from game.atlas.plain import write_article, write_moment
from game.engine import Rules
from game.errors import BufferStateError


def say_rules(rules: Rules, words: str) -> list[str]:
    """Return what the rules say of something, or without words what can be asked for."""
    atlas = draw_atlas(rules.scenario)
    if not words:
        return _list_all(atlas)
    if words.casefold() == "calendar":
        return [*map(write_moment, atlas.calendar)] or ["Nothing is tied to a turn."]
    try:
        return list(write_article(atlas, atlas.pick(words)))
    except BufferStateError as error:
        return [f"{error}."]


def _list_all(atlas: Atlas) -> list[str]:
    lines = ["Explain what? Give a name, a label, or the word calendar. There are:"]
    for kind, heading in KINDS.items():
        labels = [article.label for article in atlas.of_kind(kind)]
        if labels:
            lines.append(f"  {heading}: {'; '.join(labels)}.")
    return lines
