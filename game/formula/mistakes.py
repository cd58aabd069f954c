"""Words for what people write into formulas out of habit from elsewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from game.errors import FormulaError

NO_POWER = "there is no power; write a product such as x * x"
NO_TEXT = "a formula has no text, only numbers and names"
NO_LIST = "a formula has only round brackets"
NO_CHOICE = "a choice is written `a if condition else b`"

OPERATORS: Mapping[str, tuple[str, str | None]] = {
    "**": (NO_POWER, None),
    "^": (NO_POWER, None),
    "//": ("there is no whole division; write floor(a / b)", None),
    "%": ("there is no remainder and no per cent sign; write a - b * floor(a / b)", None),
    "=": ("use == to compare; a formula sets nothing", "=="),
    "===": ("use == to compare", "=="),
    "!==": ("use != to compare", "!="),
    "<>": ("use != to compare", "!="),
    "=<": ("use <= to compare", "<="),
    "=>": ("use >= to compare", ">="),
    "&&": ("write `and`", "and"),
    "&": ("write `and`", "and"),
    "||": ("write `or`", "or"),
    "|": ("write `or`", "or"),
    "!": ("write `not`", "not"),
    "~": ("write `not`", "not"),
    '"': (NO_TEXT, None),
    "'": (NO_TEXT, None),
    "`": (NO_TEXT, None),
    "[": (NO_LIST, "("),
    "{": (NO_LIST, "("),
    "]": (NO_LIST, ")"),
    "}": (NO_LIST, ")"),
    "?": (NO_CHOICE, None),
    ":": (NO_CHOICE, None),
    ";": ("a formula is one value; nothing separates statements", None),
}
"""What is no operator here: the words for it, and what to write instead."""

LOOK_ALIKES: Mapping[str, str] = {
    "×": "*", "·": "*", "⋅": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=",
    "≠": "!=", "∧": "and", "∨": "or", "¬": "not", "√": "sqrt",
    "а": "a", "в": "b", "с": "c", "е": "e", "ё": "e", "һ": "h", "і": "i", "ї": "i", "ј": "j",
    "к": "k", "м": "m", "н": "n", "о": "o", "р": "p", "ѕ": "s", "т": "t", "у": "y", "х": "x",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M",
    "О": "O", "Р": "P", "Ѕ": "S", "Т": "T", "У": "Y", "Х": "X",
    "α": "a", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "υ": "u", "χ": "x",
}  # fmt: skip
"""Characters outside ASCII that look or mean like one or more inside it."""


_DOTTED = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\.", re.ASCII)
"""A name with a dot that no name follows."""

_NUMERIC = re.compile(r"\.?[0-9]")
"""How a number begins, or what is meant for one."""

_RUN = re.compile(r"[0-9.]+(?:[eE][-+][0-9]+)?[\w.]*", re.ASCII)


def explain(text: str, start: int) -> FormulaError:
    """Return the error for what stands where a token should begin."""
    for length in (3, 2, 1):
        operator = text[start : start + length]
        if operator in OPERATORS:
            message, instead = OPERATORS[operator]
            return FormulaError(message, start, start + len(operator), instead)
    if match := _DOTTED.match(text, start):
        return FormulaError("a name must follow the dot", start, match.end())
    if _NUMERIC.match(text, start):
        return _explain_number(text, start)
    return _explain_character(text[start], start)


def _explain_character(character: str, start: int) -> FormulaError:
    """Return the error for a character that is no part of a formula, or not here."""
    if character == ".":
        return FormulaError("a dot stands inside a name, without spaces", start, start + 1)
    if character == "_":
        return FormulaError("a name begins with a letter", start, start + 1)
    if character.isascii():
        shown = character if character.isprintable() else f"U+{ord(character):04X}"
        return FormulaError(f"`{shown}` is no part of a formula", start, start + 1)
    return _explain_foreign(character, start)


def _explain_foreign(character: str, start: int) -> FormulaError:
    """Name a character outside ASCII, since it may look exactly like one inside."""
    name = unicodedata.name(character, "an unnamed character")
    plain = LOOK_ALIKES.get(character) or unicodedata.normalize("NFKC", character)
    # A raised digit is meant as a power, which nothing here can stand for.
    fits = plain.isascii() and plain.isprintable() and not plain.isspace()
    usable = fits and unicodedata.category(character) != "No"
    return FormulaError(
        f"a formula is plain ASCII; this is {name} (U+{ord(character):04X})",
        start,
        start + 1,
        plain if usable else None,
    )


def _explain_number(text: str, start: int) -> FormulaError:
    """Return the error for what begins like a number and runs on, or begins with a point."""
    word = _RUN.findall(text, start)[0]
    end = start + len(word)
    if re.fullmatch(r"[0-9.]+[eE][-+]?[0-9]+", word):
        return FormulaError("a number has no exponent; write it out", start, end)
    if re.fullmatch(r"[0-9]+(_[0-9]+)+(\.[0-9]+)?", word):
        plain = word.replace("_", "")
        return FormulaError("a number has only digits and a point", start, end, plain)
    if re.fullmatch(r"\.[0-9]+|[0-9]+\.", word):
        plain = f"0{word}" if word[0] == "." else word[:-1]
        return FormulaError("digits stand on both sides of the point", start, end, plain)
    if match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([A-Za-z][\w.]*)", word):
        product = f"{match[1]} * {match[2]}"
        return FormulaError("to multiply, write * between them", start, end, product)
    return FormulaError("this is no number; digits and at most one point make one", start, end)
