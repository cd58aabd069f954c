"""What warnings need to know of a scenario, and how they are collected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from game.formula import Interval, Node, Number, words_in
from game.formula.context import Context
from game.scenario.checks.facts import Facts
from game.scenario.diagnostics import Place, Severity
from game.scenario.models import AMOUNTS
from game.scenario.positions import Path
from game.scenario.sources import Part
from game.scenario.tree import Source, find_source
from game.scenario.warnings.outlook import Outlook

CONDITIONS = frozenset({"when", "rise", "fall", "expect", "lit"})
"""The keys whose formulas are conditions."""

CHANCES = frozenset({"chance", "exposure"})
"""The keys whose formulas are chances in per cent."""

LOOKED_AT = frozenset({"desk", "map", "score", "verdict", "lesson"})
"""The tables whose formulas are also read when the last turn is over."""


class Doubt(NamedTuple):
    """Something that an author hardly meant."""

    key: str
    """The stable name of its kind."""
    path: Path
    """Where it is."""
    message: str
    """What it is."""
    part: Part = "value"
    """Whether the key or the value is pointed at."""
    span: tuple[int, int] | None = None
    """The characters of the string value that are pointed at."""
    suggestion: str | None = None
    """What would do instead."""
    first: Path | None = None
    """A second place that explains it."""
    first_message: str = ""
    """What is at that second place."""
    severity: Severity = "warning"
    """How bad it is."""


@dataclass
class Doubts:
    """The doubts about one scenario as they are found."""

    facts: Facts
    """The scenario."""
    found: list[Doubt] = field(default_factory=list)
    """What was found so far."""
    visited: dict[tuple[int, int, bool], Context] = field(default_factory=dict)
    """The walks so far, by the `id` of the tree and of the condition beside it; see `visit`."""

    @cached_property
    def outlook(self) -> Outlook:
        """Between which values everything lies that formulas read."""
        return Outlook(self.facts)

    def note(self, doubt: Doubt) -> None:
        """Note a doubt."""
        self.found.append(doubt)

    def visit(self, path: Path) -> Context:
        """Return what is known at each part of a formula, where the condition beside it holds.

        Formulas of the same text have the same tree, so that each is walked over once.
        """
        tree = self.facts.trees[path]
        condition = condition_beside(path)
        holding = self.facts.trees[condition] if condition in self.facts.reads else None
        walk = id(tree), id(holding), path[0] in LOOKED_AT
        if walk not in self.visited:
            context = self.outlook.context()
            if path[0] in LOOKED_AT:
                context.narrowed = {"turn": Interval(1.0, self.outlook.last + 1)}
            if holding is not None:
                context.found.update(self.visit(condition).found)
                context.assume(holding)
            context.visit(tree)
            self.visited[walk] = context
        return self.visited[walk]

    def bound(self, path: Path) -> Interval:
        """Return between which values a formula lies, where the condition beside it holds."""
        tree = self.facts.trees[path]
        if isinstance(tree, Number):
            return Interval(tree.value, tree.value)
        return self.visit(path).found[id(tree)]

    def is_switch(self, tree: Node) -> bool:
        """Return whether a formula reads constants, and nothing else: its author sets it."""
        names, _ = words_in(tree)
        return bool(names) and names <= self.facts.scenario.const.keys()

    def report(self) -> None:
        """Report what was found; of an entry that `each` repeats, what is so in every copy."""
        told = Counter(self._place(doubt) for doubt in self.found if self._source(doubt).bindings)
        copies = self._count_copies() if told else Counter()
        for doubt in self.found:
            source = self._source(doubt)
            if source.bindings and told[self._place(doubt)] < copies[source.file, source.path]:
                continue
            self.facts.findings.report(
                doubt.key,
                doubt.path,
                doubt.message,
                part=doubt.part,
                span=doubt.span,
                suggestion=doubt.suggestion,
                first=doubt.first,
                first_message=doubt.first_message,
                severity=doubt.severity,
            )

    def _source(self, doubt: Doubt) -> Source:
        return find_source(self.facts.findings.tree, doubt.path)

    def _place(self, doubt: Doubt) -> tuple[str, Place]:
        """Return the key and the place in the file, which copies have in common."""
        sources = self.facts.findings.sources
        return doubt.key, sources.place(self._source(doubt), doubt.part, doubt.span)

    def _count_copies(self) -> Counter[tuple[int, Path]]:
        """Count how often each formula and each table stands in the data, copies of `each` too."""
        tree = self.facts.findings.tree
        paths = {*self.facts.trees, *(path for path, _ in self.facts.survey.models)}
        paths |= {doubt.path for doubt in self.found}
        sources = (find_source(tree, path) for path in paths)
        return Counter((source.file, source.path) for source in sources)


def is_condition(path: Path) -> bool:
    """Return whether the formula at a path is a condition."""
    return path[-1] in CONDITIONS and not is_amount(path)


def condition_beside(path: Path) -> Path:
    """Return the path of the `when` that holds in the state in which a formula is read.

    The amounts of orders, answers and events are read in a later state than their `when`, so none
    of them is known to hold; there need not be any formula at the path.
    """
    if not is_amount(path):
        return () if path[-1] in CONDITIONS else (*path[:-1], "when")
    holder = path[:-2]
    at_once = holder[0] == "rule" and len(holder) == 2
    at_once = at_once or holder[-1] == "kept" or "also" in holder[-2:]
    return (*holder, "when") if at_once else ()


def is_amount(path: Path) -> bool:
    """Return whether the last key of a path is the name of a variable, whatever it is called."""
    return len(path) > 2 and path[-2] in AMOUNTS and path[0] != "flag"
