"""Scenarios with one broken token: a letter too few, a bracket too many, a quote that is gone.

A token is a key, a value, a mark of TOML outside strings, or a token of a formula. Broken means
that a hand has slipped: another number or another word that would do as well is no break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random

import tomli

from game.errors import FormulaError
from game.formula.tokens import cut
from game.scenario.bundle import Bundle
from game.scenario.document import read_toml
from game.scenario.load import load
from game.scenario.positions import Path, Positions, Span
from game.scenario.source import read_bundle
from game.scenario.survey import survey
from game.scenario.unclosed import PIECE

MARKS = re.compile(r"[=\[\]{},]")
QUOTES = re.compile(r"\"\"\"|'''|\"|'")

Break = Callable[[str, Random], str]
"""Breaks a token."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token that can be broken."""

    kind: str
    """What it is."""
    span: Span
    """Where it stands in its file."""
    breaks: Break
    """How a hand slips at it."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """A scenario with one broken token."""

    bundle: Bundle
    """Its files."""
    file: str
    """The file that was broken,"""
    line: int
    """the line,"""
    kind: str
    """what was broken there,"""
    before: str
    """how it stood before,"""
    after: str
    """and how it stands now."""
    changed: bool
    """Whether the file is no TOML any more, or says something else."""


def misspell(word: str, random: Random) -> str:
    """Return a word with a letter dropped, doubled or in its neighbour's place."""
    place = random.randrange(len(word))
    letter = word[place]
    how = random.randrange(3)
    if how == 0 and len(word) > 1:
        return word[:place] + word[place + 1 :]
    if how == 1 and place + 1 < len(word) and word[place + 1] != letter:
        return word[:place] + word[place + 1] + letter + word[place + 2 :]
    return word[:place] + letter + word[place:]


def spoil_number(word: str, random: Random) -> str:
    """Return what was a number, with a letter or a point too many."""
    return random.choice([word + "o", word + "..", word.replace("0", "o") + "l", "-" + "-" + word])


def drop(word: str, random: Random) -> str:
    """Return nothing."""
    return ""


def drop_or_double(word: str, random: Random) -> str:
    """Return a mark twice, or not at all."""
    return random.choice(["", word + word])


@cache
def list_tokens(name: str) -> tuple[tuple[int, tuple[Token, ...]], ...]:
    """Return the tokens of each file of a scenario that comes with the game."""
    bundle = read_bundle(name)
    texts = {path for path, _ in survey(load(bundle)).texts}
    endings = {_ending(path) for path in texts}
    return tuple(
        (number, tuple(_tokens_of(file.text, endings))) for number, file in enumerate(bundle.files)
    )


def _ending(path: Path) -> str:
    """Return the last name of a path, by which texts are told from words that mean something."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _tokens_of(text: str, endings: set[str]) -> Iterator[Token]:
    positions = Positions(text)
    for _, span in positions.mentions:
        if text[span[0]] not in "\"'":
            yield Token("key", span, misspell)
    for path, span in positions.values.items():
        yield from _tokens_of_value(positions, path, span, endings)
    place = 0
    for match in PIECE.finditer(text):
        yield from _marks(text, place, match.start())
        place = match.end() if text[match.start()] in "\"'#" else match.start()
    yield from _marks(text, place, len(text))


def _marks(text: str, start: int, end: int) -> Iterator[Token]:
    for match in MARKS.finditer(text, start, end):
        yield Token("mark", match.span(), drop_or_double)


def _tokens_of_value(
    positions: Positions, path: Path, span: Span, endings: set[str]
) -> Iterator[Token]:
    literal = positions.text[span[0] : span[1]]
    quote = QUOTES.match(literal)
    if quote is None:
        if literal in ("true", "false"):
            yield Token("word", span, misspell)
        elif literal[0] not in "[{" and path in positions.values and literal[0] in "-+0123456789":
            yield Token("number", span, spoil_number)
        return
    width = len(quote[0])
    yield Token("quote", (span[0], span[0] + width), drop)
    yield Token("quote", (span[1] - width, span[1]), drop)
    if _ending(path) in endings or _ending(path) in ("name", "source"):
        return
    content = positions.string_at(path)
    try:
        kinds, _, spans = cut(content)
    except FormulaError:
        return
    for kind, span in zip(kinds[:-1], spans, strict=False):
        inside = positions.inside(path, *span)
        if kind == "number":
            yield Token("number in a formula", inside, spoil_number)
        elif kind == "sign":
            yield Token("sign in a formula", inside, drop_or_double)
        else:
            yield Token("word in a string", inside, misspell)


def mutate(name: str, seed: int) -> Mutation:
    """Return a scenario that comes with the game with one token broken; the seed says which."""
    random = Random(f"{name}/{seed}")
    files = list_tokens(name)
    number, tokens = random.choices(files, [len(tokens) for _, tokens in files])[0]
    token = random.choice(tokens)
    bundle = read_cached(name)
    file = bundle.files[number]
    start, end = token.span
    before = file.text[start:end]
    after = token.breaks(before, random)
    text = file.text[:start] + after + file.text[end:]
    files_now = list(bundle.files)
    files_now[number] = replace(file, text=text)
    return Mutation(
        replace(bundle, files=tuple(files_now)),
        file.name,
        file.text.count("\n", 0, start) + 1,
        token.kind,
        before,
        after,
        _read(text) != _read(file.text),
    )


read_cached = cache(read_bundle)
"""`read_bundle`, which need not read the same files thousands of times."""


def _read(text: str) -> object:
    try:
        return read_toml(text).tree
    except tomli.TOMLDecodeError:
        return None
