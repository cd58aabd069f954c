"""Loops among derived values, and chains of them that are too deep."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import TopologicalSorter

from game.formula import Node, names_in
from game.formula.tree import children_of
from game.scenario.checks.facts import Facts

DEEPEST = 256
"""How deep formulas of derived values may stand in each other, all their parts counted: a game
computes them one within the other, and Python's own stack ends at a thousand."""


def check_loops(facts: Facts) -> None:
    """Note each loop among derived values once, and print it."""
    derived = facts.scenario.derived
    reads = {
        name: [node.name for node in names_in(tree) if node.name in derived]
        for name in derived
        if (tree := facts.trees.get(("derived", name, "value"))) is not None
    }
    settled: set[str] = set()
    looped = False
    for name in reads:
        loop = _find_loop(name, reads, settled)
        if loop:
            chain = " → ".join([*loop, loop[0]])
            message = f"`{loop[0]}` is computed from itself: {chain}"
            facts.findings.report("derived-loop", ("derived", loop[0]), message, part="key")
            looped = True
    if not looped:
        _check_depth(facts, reads)


def _check_depth(facts: Facts, reads: Mapping[str, list[str]]) -> None:
    """Note the first value whose formula, with those of what it reads, is too deep."""
    depths: dict[str, int] = {}
    for name in TopologicalSorter(reads).static_order():
        tree = facts.trees.get(("derived", name, "value"))
        below = max((depths[read] for read in reads.get(name, ())), default=0)
        depths[name] = below + (_measure(tree) if tree is not None else 0)
        if depths[name] > DEEPEST:
            message = (
                f"its formula stands {depths[name]} levels deep with those of the derived values "
                f"that it reads; {DEEPEST} are allowed"
            )
            facts.findings.report("too-deep", ("derived", name), message, part="key")
            return


def _measure(tree: Node) -> int:
    """Return how many levels of parts a formula has."""
    levels, level = 0, [tree]
    while level:
        levels += 1
        level = [child for node in level for child in children_of(node)]
    return levels


def _find_loop(start: str, reads: Mapping[str, list[str]], settled: set[str]) -> list[str]:
    """Return a loop that can be reached from a name, or nothing; settles what it passes."""
    chain: list[str] = []
    ways = [iter([start])]
    while ways:
        name = next(ways[-1], None)
        if name is None:
            ways.pop()
            if chain:
                settled.add(chain.pop())
        elif name in chain:
            loop = chain[chain.index(name) :]
            settled.update(chain)
            return loop
        elif name not in settled:
            chain.append(name)
            ways.append(iter(reads.get(name, ())))
    return []
