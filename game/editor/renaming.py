"""Giving an entry another name, everywhere at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from game.editor.families import PLACEHOLDER, NoFamily, find_family, template_at, weave
from game.editor.study import Study
from game.errors import BufferStateError
from game.formula import RESERVED
from game.scenario.bundle import Bundle
from game.scenario.inspection import Inspection, inspect
from game.scenario.meanings import COUNTERS, Symbol
from game.scenario.mentions import Mention
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

    In formulas an id is written with `_` for each `-`, as it must be there. Of a name that `each`
    puts together all that its template makes is renamed with it; the new name may then be written
    as the template is, such as `belief_{t}`.

    Raises:
        RenameRefused: The new name is none or is taken, the scenario has errors that may hide
            mentions, `each` makes it in a way that cannot be followed, or the name belongs to
            another scenario.
    """
    if study.inspection is None or not study.is_fresh:
        raise RenameRefused("a file is no TOML just now, so not every place of a name is known")
    _refuse_errors(study)
    try:
        family = find_family(study.inspection, symbol)
        around = family.read(symbol, new) if family else ()
    except NoFamily as reason:
        raise RenameRefused(str(reason)) from None
    names = {symbol: new}
    if family:
        names = {member: weave(around, values) for member, values in family.values.items()}
    for member, name in names.items():
        _check_name(study.inspection, member, name, names)
    _check_bases(study.inspection, names)
    changes = {
        (each.file, each.start): _change(study.inspection, each, names[each.symbol], around)
        for each in study.inspection.mentions
        if each.symbol in names
    }
    return list(changes.values())


def _change(inspection: Inspection, mention: Mention, name: str, around: Sequence[str]) -> Change:
    if mention.made:
        name = weave(around, PLACEHOLDER.findall(template_at(inspection, mention)))
    spelt = formula_name(name) if mention.in_formula else name
    return Change(mention.file, mention.start, mention.end, spelt)


def _refuse_errors(study: Study) -> None:
    first = next((problem for problem in study.problems if problem.severity == "error"), None)
    if first is not None:
        raise RenameRefused(
            "the scenario has errors, so not every place of a name is known; "
            f"the first is in {first.file}, line {first.line}: {first.message}"
        )


def _check_name(
    inspection: Inspection, symbol: Symbol, new: str, renamed: Collection[Symbol]
) -> None:
    if symbol.kind == "group" and not _is_locked(inspection, symbol):
        if not re.fullmatch(rf"[\w&+ -]{{1,{LONGEST}}}", new):
            raise RenameRefused(f"{new[:LONGEST]!r} is no name of a group: letters and spaces")
    else:
        _check_letters(symbol, new)
    is_word = formula_name(new) in RESERVED or new in COUNTERS
    if is_word and symbol.kind != "group":  # no formula reads a group
        raise RenameRefused(f"{new!r} is a word of the formula language")
    for other in {mention.symbol for mention in inspection.mentions}.difference(renamed):
        if _share_names(symbol, other) and formula_name(other.last) == formula_name(new):
            article = "an" if other.kind[0] in "aeio" else "a"
            raise RenameRefused(f"there is {article} {other.kind} {other.last!r} already")


def _check_letters(symbol: Symbol, new: str) -> None:
    letters = "A-Za-z0-9_" if symbol.kind in NAMES else "A-Za-z0-9_-"
    if not re.fullmatch(rf"[A-Za-z][{letters}]{{0,{LONGEST - 1}}}", new):
        hyphen = "" if symbol.kind in NAMES else ", -"
        raise RenameRefused(
            f"{new[:LONGEST]!r} is no name here: a letter first, then letters, digits{hyphen} and _"
        )


def _is_locked(inspection: Inspection, symbol: Symbol) -> bool:
    """Return whether a rung of the ladder locks a group, by a name that must be an id."""
    ladder = inspection.scenario.ladder
    return ladder is not None and any(symbol.name in rung.locks for rung in ladder.rungs)


def _share_names(one: Symbol, other: Symbol) -> bool:
    """Return whether two entries may not bear one name."""
    values = {"const", "var", "flag", "derived", "curve", "pool"}
    if one.kind in values and other.kind in values:
        return True
    if {one.kind, other.kind} == {"group", "action"}:
        return True  # a rung locks either by its name
    before = one.name.rpartition(".")[0], other.name.rpartition(".")[0]
    return one.kind == other.kind and before[0] == before[1]


def _check_bases(inspection: Inspection, names: Collection[Symbol]) -> None:
    """Refuse names that belong to the scenario that this one extends."""
    bundle = inspection.bundle
    bases = tuple(file for file in bundle.files if file.base)
    base = inspect(Bundle(bundle.name, bases)) if bases else None
    for mention in base.mentions if base is not None else ():
        if mention.symbol in names:
            raise RenameRefused(
                f"{mention.symbol.last!r} belongs to {bases[mention.file].name}, of the scenario "
                "that this one extends; a variant finds it there by its name"
            )
