"""The branches of a game: lines of play that were left by going back, each with a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from game.archive.record import BranchRecord, TurnRecord
from game.errors import IllegalChoice, MalformedChoice

MAIN = "main"
"""The name of the branch with which a game begins."""

MOST = 24
"""How many branches a game keeps beside the one that is played."""

LONGEST = 40
"""Characters of the longest name."""

_BORN = "from turn "
"""How the names begin that branches are born with."""


def name_branch(turn: int, taken: Iterable[str]) -> str:
    """Return the name of a branch that begins at a turn: `from turn 5`, then `from turn 5, 2`."""
    names = set(taken)
    first = f"{_BORN}{turn}"
    numbered = (first if number == 1 else f"{first}, {number}" for number in count(1))
    return next(name for name in numbered if name not in names)


def was_named(name: str) -> bool:
    """Tell whether a person has given a name, or the game began with it."""
    return not name.startswith(_BORN)


def check_name(name: str, taken: Iterable[str]) -> str:
    """Return a name without blanks around it.

    Raises:
        MalformedChoice: It is none, or another branch has it.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise MalformedChoice(f"a branch is called by 1 to {LONGEST} signs, not {name[:60]!r}")
    if name.casefold() in {each.casefold() for each in taken}:
        raise MalformedChoice(f"another branch is called {name!r}")
    return name


def find_branch(branches: Sequence[BranchRecord], name: str) -> BranchRecord:
    """Return the branch of a name, whatever its case.

    Raises:
        MalformedChoice: There is none; the text names those that there are.
    """
    for branch in branches:
        if branch.name.casefold() == name.casefold():
            return branch
    known = ", ".join(branch.name for branch in branches)
    there = f"the others are {known}" if known else "the game has only the one that is played"
    raise MalformedChoice(f"no branch is called {name[:60]!r}; {there}")


def count_shared(one: Sequence[TurnRecord], other: Sequence[TurnRecord]) -> int:
    """Return how many turns from the first two journals have in common."""
    shared = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        shared += 1
    return shared


def is_within(journal: Sequence[TurnRecord], branches: Iterable[BranchRecord]) -> bool:
    """Tell whether every turn of a journal is kept in one of some branches too."""
    return any(count_shared(journal, each.journal) == len(journal) for each in branches)


def add_branch(branches: tuple[BranchRecord, ...], left: BranchRecord) -> tuple[BranchRecord, ...]:
    """Return branches with one more.

    Raises:
        IllegalChoice: There are as many as are kept.
    """
    if len(branches) >= MOST:
        raise IllegalChoice(f"a game keeps {MOST} branches; forget one of them first")
    return (*branches, left)
