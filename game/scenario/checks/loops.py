"""Loops among derived values."""

from __future__ import annotations

from collections.abc import Mapping

from game.formula import names_in
from game.scenario.checks.facts import Facts


def check_loops(facts: Facts) -> None:
    """Note each loop among derived values once, and print it."""
    derived = facts.scenario.derived
    reads = {
        name: [node.name for node in names_in(tree) if node.name in derived]
        for name in derived
        if (tree := facts.trees.get(("derived", name, "value"))) is not None
    }
    settled: set[str] = set()
    for name in reads:
        loop = _find_loop(name, reads, settled)
        if loop:
            chain = " → ".join([*loop, loop[0]])
            message = f"`{loop[0]}` is computed from itself: {chain}"
            facts.findings.report("derived-loop", ("derived", loop[0]), message, part="key")


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
