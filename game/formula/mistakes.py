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
NO_LUCK = "a formula has no luck; luck is a `chance`, an `outcome`, or a `draw` at the start"
NO_PERCENT = "a chance is a number from 0 to 100, without a per cent sign"
NO_SET = "a formula sets nothing; here the amount stands alone"
NO_SIGNS = "conditions are joined and denied by words: and, or, not"
NO_TIME = "a formula has no dates; time is told by `turn`, `quarter` and `year`"

OPERATORS: Mapping[str, tuple[str, str | None]] = {
    "**": (NO_POWER, None),
    "^": (NO_POWER, None),
    "//": ("there is no whole division; write floor(a / b)", None),
    "%": ("there is no remainder; write a - b * floor(a / b)", None),
    "=": ("use == to compare; a formula sets nothing", "=="),
    "===": ("use == to compare", "=="),
    "!==": ("use != to compare", "!="),
    "<>": ("use != to compare", "!="),
    "=<": ("use <= to compare", "<="),
    "=>": ("use >= to compare", ">="),
    "&&": (NO_SIGNS, "and"),
    "&": (NO_SIGNS, "and"),
    "||": (NO_SIGNS, "or"),
    "|": (NO_SIGNS, "or"),
    "!": (NO_SIGNS, "not"),
    "~": (NO_SIGNS, "not"),
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


DICE = frozenset({"chance", "dice", "draw", "rand", "randint", "random", "roll"})
"""What people call a function that draws a number."""

TIMES = frozenset({"date", "day", "month", "now", "time", "today", "week"})
"""What people call the time; `turn`, `quarter` and `year` are what there is."""

TRUTHS: Mapping[str, str] = {"always": "true", "yes": "true", "never": "false", "no": "false"}
"""What people write for a condition that always holds, or never."""

PHRASES: Mapping[str, str] = {
    "is at least": ">=", "is at most": "<=", "is not": "!=", "is more than": ">",
    "is greater than": ">", "is above": ">", "is less than": "<", "is below": "<", "is": "==",
    "equals": "==", "xor": "!=",
}  # fmt: skip
"""Comparisons in words, the longer ones first."""

IN_FRONT = (
    (re.compile(r"([<>!])\s+(=)"), "a comparison is written without a space", r"\1\2"),
    (re.compile(r"[A-Za-z][\w.]*\s*[+]=\s*([^=]+)"), NO_SET, r"\1"),
    (re.compile(r"[A-Za-z][\w.]*\s*-=\s*([\w.]+)"), NO_SET, r"-\1"),
    (re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*%(?!\s*[\w(])"), NO_PERCENT, r"\1"),
    (re.compile(r"([\"'])[0-9]{4}-[0-9]{2}-[0-9]{2}\1"), NO_TIME, None),
    (re.compile(r"[{]([A-Za-z][\w.]*)[}]"), "a name stands without braces", r"\1"),
    (re.compile(r"[$]([A-Za-z][\w.]*)"), "a name stands as it is", r"\1"),
    (re.compile(r"[!~]\s*([A-Za-z][\w.]*)"), NO_SIGNS, r"not \1"),
    (re.compile(r";(?=[^()]*\))"), "a comma stands between the arguments of a function", ","),
    (re.compile(r"\bin\s*(\[|\{)"), "there are no lists; write `a == 1 or a == 2`", None),
    (re.compile(r"^(.+?)[?](.+?):(.+)$"), NO_CHOICE, r"\2 if \1 else \3"),
)
"""What stands around a character that begins no token: the words for it, and what to write."""

_DOTTED = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\.", re.ASCII)
"""A name with a dot that no name follows."""

_NUMERIC = re.compile(r"\.?[0-9]")
"""How a number begins, or what is meant for one."""

_IF_FIRST = re.compile(
    r"if\b((?:(?!\b(?:then|else|if)\b).)+)(?:\bthen\b((?:(?!\b(?:then|else|if)\b).)+))?"
    r"(?:\belse\b((?:(?!\b(?:then|else|if)\b).)+))?"
)
"""A choice whose condition stands first, without another one inside."""

_WORD = re.compile(r"\w+")
"""A word with letters of any alphabet."""

_RUN = re.compile(r"[0-9.]+(?:[eE][-+][0-9]+)?[\w.]*", re.ASCII)


def explain(text: str, start: int) -> FormulaError:
    """Return the error for what stands where a token should begin."""
    for pattern, message, instead in IN_FRONT:
        for around in pattern.finditer(text):
            if around.start() <= start < around.end():
                better = instead and " ".join(around.expand(instead).split())
                return FormulaError(message, *around.span(), better)
    for length in (3, 2, 1):
        operator = text[start : start + length]
        if operator in OPERATORS:
            message, instead = OPERATORS[operator]
            return FormulaError(message, start, start + len(operator), instead)
    if match := _DOTTED.match(text, start):
        return FormulaError("a name must follow the dot", start, match.end())
    if _NUMERIC.match(text, start):
        return _explain_number(text, start)
    return _explain_word(text, start) or _explain_character(text[start], start)


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


def _explain_word(text: str, start: int) -> FormulaError | None:
    """Return the error for a word with letters that only look like those of ASCII."""
    words = (match for match in _WORD.finditer(text) if match.start() <= start < match.end())
    for match in words:
        plain = "".join(LOOK_ALIKES.get(character, character) for character in match[0])
        if len(plain) > 1 and plain.isascii() and plain.isidentifier() and plain != match[0]:
            name = unicodedata.name(text[start], "an unnamed character")
            message = f"a formula is plain ASCII; in `{match[0]}` is {name} "
            return FormulaError(f"{message}(U+{ord(text[start]):04X})", *match.span(), plain)
    return None


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
    if re.fullmatch(r"[0-9]*[dDwW][0-9]+", word):
        return FormulaError(NO_LUCK, start, end)
    if match := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)([A-Za-z][\w.]*)", word):
        product = f"{match[1]} * {match[2]}"
        return FormulaError("to multiply, write * between them", start, end, product)
    return FormulaError("this is no number; digits and at most one point make one", start, end)


def explain_condition_first(text: str, start: int) -> FormulaError:
    """Return the error for `if … then … else …`, with the same in the order of a formula.

    Args:
        text: The formula.
        start: Where the `if` stands.
    """
    match = _IF_FIRST.fullmatch(text, start)
    if match is None:
        message = "the condition stands in the middle: `a if condition else b`"
        return FormulaError(message, start, start + len("if"))
    condition, then, otherwise = (part and part.strip() for part in match.groups())
    if then in (None, "true") and otherwise in (None, "false"):
        message = "a condition stands alone, without `if`"
        return FormulaError(message, start, match.end(), condition)
    message = "the condition stands in the middle"
    return FormulaError(message, start, match.end(), f"{then} if {condition} else {otherwise or 0}")
