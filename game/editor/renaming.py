"""Giving an entry another name, everywhere at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from game.editor.study import Study
from game.errors import BufferStateError
from game.formula import RESERVED
from game.scenario.inspection import Inspection
from game.scenario.meanings import COUNTERS, Symbol
from game.scenario.mentions import Mention, group_mentions
from game.scenario.scope import formula_name

NAMES = frozenset({"const", "var", "flag", "derived", "curve", "pool", "difficulty"})
"""Kinds that are called by a name of formulas; the others have an id, with hyphens."""

LONGEST = 64
"""The most characters of a name or an id."""


class RenameRefused(BufferStateError):
    """A name cannot be changed; the text says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """Some characters of a file that are replaced."""

    file: int
    """The number of the file."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    text: str
    """What takes their place."""


def find_renamable(study: Study, path: Path, offset: int) -> Mention:
    """Return the name at a place that can be changed.

    Raises:
        RenameRefused: No name stands there, or not all its places can be found.
    """
    if not study.is_fresh:
        raise RenameRefused("a file is no TOML just now, so not every place of a name is known")
    mention = study.mention_at(path, offset)
    if mention is None:
        raise RenameRefused("no name of this scenario stands here")
    return mention


def plan_rename(study: Study, symbol: Symbol, new: str) -> list[Change]:
    """Return the changes that give an entry another name.

    In formulas an id is written with `_` for each `-`, as it must be there.

    Raises:
        RenameRefused: The new name is none or is taken, the scenario has errors that may hide
            mentions, or the name is put together by `each` or belongs to another scenario.
    """
    if study.inspection is None or not study.is_fresh:
        raise RenameRefused("a file is no TOML just now, so not every place of a name is known")
    _check_name(study.inspection, symbol, new)
    errors = [problem for problem in study.problems if problem.severity == "error"]
    if errors:
        first = errors[0]
        raise RenameRefused(
            "the scenario has errors, so not every place of a name is known; "
            f"the first is in {first.file}, line {first.line}: {first.message}"
        )
    mentions = group_mentions(study.inspection.mentions).get(symbol, [])
    _check_bases(study.inspection, symbol)
    for mention in mentions:
        _check_mention(study.inspection, mention)
    spelt = formula_name(new)
    return [
        Change(each.file, each.start, each.end, spelt if each.in_formula else new)
        for each in mentions
    ]


def _check_name(inspection: Inspection, symbol: Symbol, new: str) -> None:
    letters = "A-Za-z0-9_" if symbol.kind in NAMES else "A-Za-z0-9_-"
    if not re.fullmatch(rf"[A-Za-z][{letters}]{{0,{LONGEST - 1}}}", new):
        hyphen = "" if symbol.kind in NAMES else ", -"
        raise RenameRefused(
            f"{new[:LONGEST]!r} is no name here: a letter first, then letters, digits{hyphen} and _"
        )
    if formula_name(new) in RESERVED or new in COUNTERS:
        raise RenameRefused(f"{new!r} is a word of the formula language")
    for other in {mention.symbol for mention in inspection.mentions} - {symbol}:
        if _share_names(symbol, other) and formula_name(other.last) == formula_name(new):
            article = "an" if other.kind[0] in "aeio" else "a"
            raise RenameRefused(f"there is {article} {other.kind} {other.last!r} already")


def _share_names(one: Symbol, other: Symbol) -> bool:
    """Return whether two entries may not bear one name."""
    values = {"const", "var", "flag", "derived", "curve", "pool"}
    if one.kind in values and other.kind in values:
        return True
    before = one.name.rpartition(".")[0], other.name.rpartition(".")[0]
    return one.kind == other.kind and before[0] == before[1]


def _check_bases(inspection: Inspection, symbol: Symbol) -> None:
    """Refuse a name that the files of an extended scenario know as well."""
    name = re.compile(rf"(?<![\w-])({re.escape(symbol.last)}|{formula_name(symbol.last)})(?![\w-])")
    for file in inspection.bundle.files:
        if file.base and name.search(file.text):
            raise RenameRefused(
                f"the name also stands in {file.name}, of the scenario that this one extends"
            )


def _check_mention(inspection: Inspection, mention: Mention) -> None:
    if mention.made:
        file = inspection.bundle.files[mention.file]
        positions = inspection.findings.sources.positions(mention.file)
        line, _ = positions.line_and_column(mention.start)
        raise RenameRefused(
            f"in {file.name}, line {line}, `each` puts the name together; change it by hand"
        )
