"""Formula text cut into tokens, with its limits checked before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from game.errors import FormulaError
from game.formula.mistakes import explain
from game.formula.names import KEYWORDS

MOST_CHARACTERS = 500
"""The most characters of a formula."""

MOST_TOKENS = 200
"""The most tokens of a formula."""

MOST_DEPTH = 32
"""How deep brackets, signs, `not` and the branches of conditions may stand in each other."""

MOST_DIGITS = 12
"""The most digits of a number."""


Kind = Literal["number", "name", "word", "sign", "end"]
"""A number; a name with its dots; a keyword; an operator, bracket or comma; the end of the text."""


class Tokens(NamedTuple):
    """The tokens of a formula, in columns that end with one of kind `end`."""

    kinds: list[Kind]
    """What sort each is."""
    words: list[str]
    """The characters of each, empty at the end of the formula."""
    spans: list[tuple[int, int]]
    """Offsets of the first character of each and after its last one."""


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?![\w.])", re.ASCII)
"""A number of any length."""

_PATTERN = re.compile(
    rf"(?=[^ \t\r\n])(?:(?P<word>{'|'.join(sorted(KEYWORDS))})(?![\w.])"
    r"|(?P<name>[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)(?![\w.])"
    rf"|(?P<number>(?!(?:\.?[0-9]){{{MOST_DIGITS + 1}}}){_NUMBER.pattern})"
    r"|(?P<sign>(?!\*\*|//|===|!==|<>|=<|=>)(?:[=!<>]=|[-+*/<>(),]))"
    r"|(?P<wrong>.))",
    re.ASCII,
)
"""A token, or the first character of what is none; space fits nothing and is passed over."""


def cut(text: str) -> Tokens:
    """Return the tokens of a formula.

    Raises:
        FormulaError: The text breaks a limit or holds what is no part of a formula.
    """
    if len(text) > MOST_CHARACTERS:
        raise FormulaError(
            f"a formula has at most {MOST_CHARACTERS} characters, this one has {len(text)}; "
            "move a part of it to [derived]",
            MOST_CHARACTERS,
            len(text),
        )
    kinds: list[Any] = []
    words, spans = [], []
    for match in _PATTERN.finditer(text):
        if match.lastgroup == "wrong":
            raise _refuse(text, match.start())
        kinds.append(match.lastgroup)
        words.append(match[0])
        spans.append(match.span())
    _check_count(spans)
    if words.count("(") > MOST_DEPTH:
        _check_brackets(words, spans)
    return Tokens([*kinds, "end"], [*words, ""], [*spans, (len(text), len(text))])


def _refuse(text: str, start: int) -> FormulaError:
    """Return the error for a character that begins no token."""
    number = _NUMBER.match(text, start)
    if number is None:
        return explain(text, start)
    return FormulaError(f"a number has at most {MOST_DIGITS} digits", *number.span())


def _check_count(spans: Sequence[tuple[int, int]]) -> None:
    if len(spans) > MOST_TOKENS:
        raise FormulaError(
            f"a formula has at most {MOST_TOKENS} tokens, this one has {len(spans)}; "
            "move a part of it to [derived]",
            spans[MOST_TOKENS][0],
            spans[-1][1],
        )


def _check_brackets(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> None:
    depth = 0
    for word, span in zip(words, spans, strict=True):
        depth += (word == "(") - (word == ")")
        if depth > MOST_DEPTH:
            raise refuse_depth(span)


def refuse_depth(span: tuple[int, int]) -> FormulaError:
    """Return the error for the token that goes deeper than the limit."""
    return FormulaError(
        f"a formula goes at most {MOST_DEPTH} levels deep; move a part of it to [derived]", *span
    )
