"""What is said about the name, the function or the key under a pointer."""

from __future__ import annotations

from pathlib import Path

from game.editor.completion import describe_key
from game.editor.glossary import describe_symbol
from game.editor.study import Study, word_at
from game.scenario.cursor import find_cursor
from game.scenario.meanings import CLOCK_TEXTS, COUNTERS, FUNCTION_TEXTS
from game.scenario.models.base import Role
from game.scenario.slots import find_slots


def describe_place(study: Study | None, path: Path, text: str, offset: int) -> str | None:
    """Return what stands at a place, in Markdown, or None if there is nothing to say.

    A name is told by its entry, a function and the words before a dot by what they give, a key by
    the reference of the format.
    """
    symbol = study.symbol_at(path, text, offset) if study is not None else None
    if symbol is not None and study is not None and study.scenario is not None:
        return describe_symbol(study.scenario, symbol, study.atlas)
    return _describe_word(text, offset) or describe_key(text, offset)


def _describe_word(text: str, offset: int) -> str | None:
    """Return what a word of the formula language is, where a formula stands."""
    cursor = find_cursor(text, offset)
    slots = find_slots(cursor.keys) if cursor.where == "string" else ()
    word = word_at(text, offset)
    if word is None or not any(slot.role is Role.FORMULA for slot in slots):
        return None
    for call, about in FUNCTION_TEXTS.items():
        if call.startswith(f"{word}("):
            return f"**{call}** · {about}"
    first = word.partition(".")[0]
    about = CLOCK_TEXTS.get(first) or COUNTERS.get(first, "")
    return f"**{first}** · {about}" if about else None
