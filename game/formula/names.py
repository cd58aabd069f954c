"""The words that formulas know by themselves, and the check of all others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

from game.errors import FormulaError
from game.formula.mistakes import DICE, NO_LUCK, NO_TIME, TIMES, TRUTHS
from game.formula.tree import Binary, Call, Name, Node, nodes_in

KEYWORDS = frozenset({"and", "or", "not", "if", "else", "true", "false"})
"""Words that are no names."""

BUILTIN_NAMES = frozenset({"turn", "quarter", "year"})
"""Names that every scenario has."""

ARITIES: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {
        "abs": (1, 1),
        "clamp": (3, 3),
        "floor": (1, 1),
        "max": (2, None),
        "min": (2, None),
        "ramp": (3, 3),
        "round": (1, 1),
        "sqrt": (1, 1),
    }
)
"""The fewest and the most arguments of each function; None: no limit."""

KINDS = frozenset({"var", "variable", "flag", "derived", "const", "constant"})
"""What some put before the name of a value, which stands alone."""

FUNCTIONS = frozenset(ARITIES)
"""The names of the functions; nothing else may be called so."""

RESERVED = KEYWORDS | BUILTIN_NAMES | FUNCTIONS
"""Every name that a scenario cannot give to anything of its own."""


def check_names(tree: Node, known: Collection[str], curves: Collection[str]) -> list[FormulaError]:
    """Return what is wrong with the names of a formula, in the order of the text.

    Args:
        tree: The formula.
        known: The names it may read, dotted ones included; the builtin names need not be there.
        curves: The names of the curves it may call.
    """
    names = BUILTIN_NAMES.union(known)
    callable_names = FUNCTIONS.union(curves)
    errors: list[FormulaError] = []
    explained: set[int] = set()
    for parts in _list_hyphenated(tree):
        joined = "_".join(part.name for part in parts)
        if joined in names and not all(part.name in names for part in parts):
            explained.update(part.start for part in parts)
            errors.append(_refuse_hyphens(parts, joined))
    for node in nodes_in(tree):
        if isinstance(node, Name) and node.name not in names and node.start not in explained:
            errors.append(_refuse_name(node, names, curves))
        elif isinstance(node, Call) and node.function not in callable_names:
            errors.append(_refuse_call(node, names, callable_names))
    return sorted(errors, key=lambda error: error.start)


def suggest(word: str, candidates: Collection[str]) -> str | None:
    """Return the candidate that a misspelt word most likely means, or None.

    Of a dotted word the part before the last dot is trusted where a candidate begins with it. Case
    is ignored.
    """
    prefix, dot, last = word.rpartition(".")
    tails = frozenset(
        name.removeprefix(prefix + dot) for name in candidates if name.startswith(prefix + dot)
    )
    nearest = _find_nearest(last, tails) if dot else None
    return prefix + dot + nearest if nearest else _find_nearest(word, frozenset(candidates))


@lru_cache(maxsize=256)
def _find_nearest(word: str, candidates: frozenset[str]) -> str | None:
    """Return the nearest of many; whoever renames a thing gets the same question many times."""
    # Only a mistake needs it; a game that is merely played never loads it.
    from difflib import get_close_matches

    by_folded = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def _list_hyphenated(tree: Node) -> list[list[Name]]:
    """Return the runs of names such as `a-b-c`, written without spaces or brackets."""
    hyphens: set[int] = set()
    names: list[Name] = []
    for node in nodes_in(tree):
        if isinstance(node, Name) and node.end - node.start == len(node.name):
            names.append(node)
        elif isinstance(node, Binary) and node.operator == "-":
            hyphens.add(node.right.start - 1 if node.left.end + 1 == node.right.start else -1)
    runs: list[list[Name]] = []
    for name in sorted(names, key=lambda name: name.start):
        if runs and name.start - 1 in hyphens and runs[-1][-1].end == name.start - 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    return [run for run in runs if len(run) > 1]


def _refuse_hyphens(parts: list[Name], joined: str) -> FormulaError:
    return FormulaError(
        "in a formula a hyphen subtracts; the hyphen of an id is written _",
        parts[0].start,
        parts[-1].end,
        joined,
    )


def _refuse_name(node: Name, names: Collection[str], curves: Collection[str]) -> FormulaError:
    if node.name in FUNCTIONS:
        arguments = ", ".join("xyz"[: ARITIES[node.name][0]])
        return FormulaError(
            f"`{node.name}` is a function and needs its arguments in brackets",
            node.start,
            node.end,
            f"{node.name}({arguments})",
        )
    if node.name in curves:
        message = f"`{node.name}` is a curve and needs a value in brackets"
        return FormulaError(message, node.start, node.end, f"{node.name}(x)")
    message = f"there is no name `{node.name}`"
    kind, _, rest = node.name.partition(".")
    if kind in KINDS and rest in names:
        return FormulaError(message, node.start, node.end, rest)
    nearest = TRUTHS.get(node.name.lower()) or suggest(node.name, [*names, "true", "false"])
    if nearest is None and node.name.lower() in TIMES:
        message += f"; {NO_TIME}"
    return FormulaError(message, node.start, node.end, nearest)


def _refuse_call(
    node: Call, names: Collection[str], callable_names: Collection[str]
) -> FormulaError:
    end = node.start + len(node.function)
    if node.function in names:
        message = f"`{node.function}` is a value and cannot be called; to multiply, write *"
        return FormulaError(message, node.start, end, node.function)
    if node.function.lower() in DICE:
        return FormulaError(NO_LUCK, node.start, end)
    nearest = suggest(node.function, callable_names)
    message = f"there is no function or curve `{node.function}`"
    return FormulaError(message, node.start, end, nearest)
