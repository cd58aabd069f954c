"""Between which values everything lies that formulas of a scenario can read."""

from __future__ import annotations

from collections.abc import Iterator

from game.formula import Interval
from game.formula.context import Context
from game.scenario.checks.facts import Facts
from game.scenario.models import Scenario

NEVER = 1_000_000.0
"""What `since.x` is for what never happened."""

RECENT = 4.0
"""Over how many turns `recent.x` counts."""

YES_NO = frozenset({"ordered", "chose", "open", "kept", "broken"})
"""Counters that are 0 or 1, and those of promises, which read well as conditions."""


class Outlook:
    """The intervals of all names that formulas of a scenario read, at every difficulty."""

    def __init__(self, facts: Facts, turn: Interval | None = None) -> None:
        """Gather them; those of derived values are computed one from the other.

        Args:
            facts: The scenario.
            turn: Which turns are looked at; without it, all that are played.
        """
        self.facts = facts
        scenario = facts.scenario
        self.last = last_turn(scenario)
        self.turn = turn or Interval(1.0, self.last)
        self.ranges: dict[str, Interval] = dict(facts.ranges)
        self.ranges |= dict(self._constants())
        self.ranges |= {f"prev.{name}": self.ranges[name] for name in scenario.var}
        self.ranges |= dict(self._counters())
        for name in self._derived_in_order():
            tree = facts.trees[("derived", name, "value")]
            self.ranges[name] = self.context().visit(tree)

    def context(self) -> Context:
        """Return the beginning of a walk over a formula."""
        return Context(self.ranges, self.facts.curves)

    def _constants(self) -> Iterator[tuple[str, Interval]]:
        """A difficulty may give a constant another value."""
        for name, value in self.facts.scenario.const.items():
            levels = self.facts.scenario.difficulty.values()
            values = [value, *(level.const[name] for level in levels if name in level.const)]
            yield name, Interval(min(values), max(values))

    def _counters(self) -> Iterator[tuple[str, Interval]]:
        scenario = self.facts.scenario
        turns = Interval(0.0, self.last)
        yield "turn", self.turn
        yield "quarter", Interval(1.0, 4.0)
        first = scenario.scenario.start.year
        yield "year", Interval(float(first), first + self.last)
        promises = Interval(0.0, float(len(scenario.promise)))
        pairs = {frozenset((p.id, other)) for p in scenario.promise for other in p.contradicts}
        kinds = {
            "ordered": Interval(0.0, 1.0),
            "chose": Interval(0.0, 1.0),
            "open": Interval(0.0, 1.0),
            "times": turns,
            "recent": Interval(0.0, min(self.last, RECENT)),
            "since": Interval(0.0, NEVER),
            "kept": turns,
            "broken": turns,
            "intent": Interval(0.0, 100.0),
            "open_promises": promises,
            "open_contradictions": Interval(0.0, float(len(pairs))),
        }
        for name in self.facts.names_read:
            kind = name.partition(".")[0]
            if kind in kinds:
                yield name, kinds[kind]

    def _derived_in_order(self) -> Iterator[str]:
        """Iterate over derived values, what one reads before it; there are no loops."""
        derived = self.facts.scenario.derived
        done: set[str] = set()
        waiting = list(derived)
        reads = {
            name: self.facts.reads.get(("derived", name, "value"), frozenset()) & derived.keys()
            for name in derived
        }
        while waiting:
            ready = [name for name in waiting if reads[name] <= done]
            yield from ready
            done.update(ready)
            waiting = [name for name in waiting if name not in done]


def last_turn(scenario: Scenario) -> float:
    """Return the last turn that is played, those before a verdict included."""
    epilogue = scenario.scenario.verdict
    return float(scenario.scenario.turns + (epilogue.turns if epilogue else 0))


def yes_no_names(facts: Facts) -> frozenset[str]:
    """Return the names that formulas read and that stand for yes or no by their type."""
    scenario = facts.scenario
    names = set(scenario.flag)
    names |= {name for name in facts.names_read if "." in name and name.partition(".")[0] in YES_NO}
    for name, value in scenario.const.items():
        levels = scenario.difficulty.values()
        if {value, *(level.const.get(name, value) for level in levels)} <= {0.0, 1.0}:
            names.add(name)
    return frozenset(names)
