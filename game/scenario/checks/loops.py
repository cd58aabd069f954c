"""Loops among derived values, and chains of them that are too long."""

from __future__ import annotations

from collections.abc import Mapping

from game.formula import names_in
from game.scenario.checks.facts import Facts

DEEPEST = 64
"""How many derived values may be computed one from the other."""


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
    """Note the first value of a chain that is longer than formulas are followed."""
    waiting = dict(reads)
    for _ in range(DEEPEST):
        waiting = {
            name: read for name, read in waiting.items() if not waiting.keys().isdisjoint(read)
        }
    if waiting:
        message = f"it is computed from more than {DEEPEST} derived values, one from the other"
        facts.findings.report("too-deep", ("derived", next(iter(waiting))), message, part="key")


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
