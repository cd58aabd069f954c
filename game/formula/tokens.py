"""Formula text cut into tokens, with its limits checked before anything is parsed."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

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


class Kind(Enum):
    """What sort of token it is."""

    NUMBER = "number"
    """Digits, with or without a point."""
    NAME = "name"
    """A name with its dots."""
    WORD = "word"
    """A keyword."""
    SIGN = "sign"
    """An operator, a bracket or a comma."""
    END = "end"
    """The end of the text."""


class Token(NamedTuple):
    """A piece of a formula."""

    kind: Kind
    """What sort it is."""
    text: str
    """The characters, empty at the end of the formula."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""


KINDS = {kind.value: kind for kind in Kind}
"""The kinds by the groups of the pattern."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?![\w.])", re.ASCII)
"""A number of any length."""

_PATTERN = re.compile(
    rf"(?P<word>{'|'.join(sorted(KEYWORDS))})(?![\w.])"
    r"|(?P<name>[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)(?![\w.])"
    rf"|(?P<number>(?!(?:\.?[0-9]){{{MOST_DIGITS + 1}}}){_NUMBER.pattern})"
    r"|(?P<sign>(?!\*\*|//|===|!==|<>|=<|=>)(?:[=!<>]=|[-+*/<>(),]))"
    r"|(?P<wrong>[^ \t\r\n])",
    re.ASCII,
)
"""A token, or the first character of what is none; space fits nothing and is passed over."""


def cut(text: str) -> list[Token]:
    """Return the tokens of a formula, the last of kind END.

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
    tokens = []
    for match in _PATTERN.finditer(text):
        group = match.lastgroup or ""
        start, end = match.span()
        if group == "wrong":
            raise _refuse(text, start)
        tokens.append(Token(KINDS[group], text[start:end], start, end))
    _check_count(tokens)
    if text.count("(") > MOST_DEPTH:
        _check_brackets(tokens)
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tokens


def _refuse(text: str, start: int) -> FormulaError:
    """Return the error for a character that begins no token."""
    number = _NUMBER.match(text, start)
    if number is None:
        return explain(text, start)
    return FormulaError(f"a number has at most {MOST_DIGITS} digits", *number.span())


def _check_count(tokens: list[Token]) -> None:
    if len(tokens) > MOST_TOKENS:
        raise FormulaError(
            f"a formula has at most {MOST_TOKENS} tokens, this one has {len(tokens)}; "
            "move a part of it to [derived]",
            tokens[MOST_TOKENS].start,
            tokens[-1].end,
        )


def _check_brackets(tokens: list[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
        if depth > MOST_DEPTH:
            raise refuse_depth(token)


def refuse_depth(token: Token) -> FormulaError:
    """Return the error for the token that goes deeper than the limit."""
    return FormulaError(
        f"a formula goes at most {MOST_DEPTH} levels deep; move a part of it to [derived]",
        token.start,
        token.end,
    )
