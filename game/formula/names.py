"""The words that formulas know by themselves, and the check of all others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from game.errors import FormulaError
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

FUNCTIONS = frozenset(ARITIES)
"""The names of the functions; nothing else may be called so."""

RESERVED = KEYWORDS | BUILTIN_NAMES | FUNCTIONS
"""Every name that a scenario cannot give to anything of its own."""


def check_names(
    tree: Node, known: Collection[str], curves: Collection[str]
) -> list[FormulaError]:
    """Return what is wrong with the names of a formula, in the order of the text.

    Args:
        tree: The formula.
        known: The names it may read, dotted ones included; the builtin names need not be there.
        curves: The names of the curves it may call.
    """
    names = BUILTIN_NAMES.union(known)
    errors: list[FormulaError] = []
    within: set[int] = set()
    for node in nodes_in(tree):
        if id(node) in within:
            continue
        if isinstance(node, Binary):
            parts = _list_hyphenated(node)
            joined = "_".join(part.name for part in parts)
            if joined in names and not all(part.name in names for part in parts):
                within.update(id(inner) for inner in nodes_in(node))
                errors.append(_refuse_hyphens(parts, joined))
        elif isinstance(node, Name) and node.name not in names:
            errors.append(_refuse_name(node, names, curves))
        elif isinstance(node, Call) and node.function not in FUNCTIONS | set(curves):
            errors.append(_refuse_call(node, names, curves))
    return sorted(errors, key=lambda error: error.start)


def suggest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a misspelt word most likely means, or None.

    Of a dotted word the first part is trusted if a candidate begins with it. Case is ignored.
    """
    # Only a mistake needs it; a game that is merely played never loads it.
    from difflib import get_close_matches

    choices = sorted(candidates)
    prefix, dot, _ = word.rpartition(".")
    kin = [choice for choice in choices if choice.rpartition(".")[:2] == (prefix, dot)]
    for group in (kin if dot else [], choices):
        by_case = {choice.casefold(): choice for choice in reversed(group)}
        skipped = len(prefix) + 1 if dot and group is kin else 0
        tails = {folded[skipped:]: choice for folded, choice in by_case.items()}
        found = get_close_matches(word.casefold()[skipped:], tails, n=1, cutoff=0.6)
        if found:
            return tails[found[0]]
    return None


def _list_hyphenated(node: Node) -> list[Name]:
    """Return the names of `a-b-c` written without spaces, or nothing."""
    parts: list[Name] = []
    while isinstance(node, Binary) and node.operator == "-":
        if not isinstance(node.right, Name):
            return []
        parts.insert(0, node.right)
        node = node.left
    if not isinstance(node, Name) or not parts:
        return []
    parts.insert(0, node)
    plain = all(part.end - part.start == len(part.name) for part in parts)
    close = all(left.end + 1 == right.start for left, right in zip(parts, parts[1:], strict=False))
    return parts if plain and close else []


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
    nearest = suggest(node.name, [*names, "true", "false"])
    return FormulaError(f"there is no name `{node.name}`", node.start, node.end, nearest)


def _refuse_call(node: Call, names: Collection[str], curves: Collection[str]) -> FormulaError:
    end = node.start + len(node.function)
    if node.function in names:
        message = f"`{node.function}` is a value and cannot be called; to multiply, write *"
        return FormulaError(message, node.start, end, node.function)
    nearest = suggest(node.function, FUNCTIONS.union(curves))
    message = f"there is no function or curve `{node.function}`"
    return FormulaError(message, node.start, end, nearest)
