"""Formula text cut into tokens, with its limits checked before anything is parsed."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from game.errors import FormulaError
from game.formula.mistakes import explain_character, explain_number, explain_operator
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


SPACE = " \t\r\n"
"""What may stand between tokens."""

_PATTERN = re.compile(
    r"[ \t\r\n]*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)"
    r"|(?P<wrong>\*\*|//|===|!==|<>|=<|=>|&&|\|\|)"
    r"|(?P<sign>==|!=|<=|>=|[-+*/<>(),])"
    r"|(?P<end>\Z))"
)


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
    tokens: list[Token] = []
    place = 0
    while (match := _PATTERN.match(text, place)) is not None and match.lastgroup != "end":
        tokens.append(_make_token(text, match))
        place = match.end()
    if match is None:
        raise explain_character(text, place + len(text[place:]) - len(text[place:].lstrip(SPACE)))
    _check_count(tokens)
    if text.count("(") > MOST_DEPTH:
        _check_brackets(tokens)
    tokens.append(Token(Kind.END, "", len(text), len(text)))
    return tokens


def _make_token(text: str, match: re.Match[str]) -> Token:
    """Return the token that was matched, behind the space before it."""
    kind = match.lastgroup or ""
    start, end = match.span(kind)
    word = text[start:end]
    if kind == "sign":
        return Token(Kind.SIGN, word, start, end)
    if kind == "number":
        _check_number(text, start, end)
        return Token(Kind.NUMBER, word, start, end)
    if kind == "wrong":
        raise explain_operator(word, start)
    if text.startswith(".", end):
        raise FormulaError("a name must follow the dot", start, end + 1)
    return Token(Kind.WORD if word in KEYWORDS else Kind.NAME, word, start, end)


def _check_number(text: str, start: int, end: int) -> None:
    """Refuse a number with too many digits, or that runs on into letters or dots."""
    after = text[end : end + 1]
    if after.isascii() and (after.isalnum() or after in {".", "_"}):
        raise explain_number(text, start)
    if sum(character != "." for character in text[start:end]) > MOST_DIGITS:
        raise FormulaError(f"a number has at most {MOST_DIGITS} digits", start, end)


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
