"""What the names in formulas are called in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from game.formula import is_yes_no
from game.scenario.models import Scenario
from game.scenario.scope import formula_name, parse_formula

CLOCK_WORDS = {"turn": "the turn", "quarter": "the quarter", "year": "the year"}
"""The names that tell the time, in words."""

COUNTED = {
    "ordered": "{} is ordered",
    "chose": "{} is chosen",
    "times": "how often {} was chosen",
    "recent": "how often {} was chosen in four turns",
    "since": "the turns since {} was chosen",
    "intent": "the odds of {} in per cent",
    "open": "{} is open",
    "kept": "how often {} was kept",
    "broken": "how often {} was broken",
    "open_promises": "the open promises of {}",
    "open_contradictions": "the contradictions among the open promises of {}",
}
"""What a dotted name counts, with a place for what is counted."""

TOTALS = {
    "open_promises": "the open promises",
    "open_contradictions": "the contradictions among open promises",
}
"""The same of everyone."""

CONDITIONS = frozenset({"ordered", "chose", "open"})
"""Counters that are 0 or 1 and read as sentences."""


@dataclass(frozen=True)
class Glossary:
    """The words for the names of one scenario."""

    scenario: Scenario
    """The scenario."""

    def call(self, name: str) -> str:
        """Return what a name of a formula is called; of two things with one label, with its name.

        Flags and what has been chosen stand in quotes, since their labels are sentences.
        """
        if name in self._state:
            return self._state[name]
        if name in CLOCK_WORDS:
            return CLOCK_WORDS[name]
        if name in self.scenario.const:
            return f"{spell(name)} ({self.scenario.const[name]:g})"
        kind, _, rest = name.partition(".")
        if kind == "prev":
            return f"{self._state.get(rest, rest)} a turn before"
        if not rest:
            return TOTALS.get(kind, spell(name))
        return COUNTED.get(kind, "{}").format(self.counted.get(rest, rest))

    def is_condition(self, name: str) -> bool:
        """Tell whether a name stands for yes or no."""
        return self.is_flag(name) or name.partition(".")[0] in CONDITIONS

    def is_flag(self, name: str) -> bool:
        """Tell whether a name is that of a flag, or of a derived value that is yes or no."""
        return name in self._sentences

    @cached_property
    def _sentences(self) -> frozenset[str]:
        flags = self.scenario.flag
        return frozenset(flags).union(
            name
            for name, derived in self.scenario.derived.items()
            if is_yes_no(parse_formula(derived.value), flags)
        )

    @cached_property
    def _state(self) -> dict[str, str]:
        """The words for variables, derived values and flags."""
        scenario = self.scenario
        labels = {
            **{name: each.label or spell(name) for name, each in scenario.var.items()},
            **{name: each.label or spell(name) for name, each in scenario.derived.items()},
            **{name: each.label or spell(name) for name, each in scenario.flag.items()},
        }
        labels |= {name: f"“{labels[name]}”" for name in self._sentences}
        shared = Counter(labels.values())
        return {
            name: label if shared[label] == 1 else f"{label} ({name})"
            for name, label in labels.items()
        }

    @cached_property
    def counted(self) -> dict[str, str]:
        """What dotted names count, by what follows the first dot."""
        scenario = self.scenario
        words = {formula_name(name): seat.label for name, seat in scenario.seat.items()}
        for promise in scenario.promise:
            words[formula_name(promise.id)] = f"“{promise.label or spell(promise.id)}”"
        for action in scenario.action:
            words[formula_name(action.id)] = f"“{action.label or spell(action.id)}”"
        for event in scenario.event:
            asked = event.label or spell(event.id)
            for option in event.option:
                answer = option.label or spell(option.id)
                name = f"{formula_name(event.id)}.{formula_name(option.id)}"
                words[name] = f"“{asked}: {answer}”"
        return words

    @cached_property
    def keys(self) -> dict[str, str]:
        """The keys of the articles that dotted names count, by what follows the first dot."""
        scenario = self.scenario
        keys = {formula_name(name): f"seat/{name}" for name in scenario.seat}
        keys |= {formula_name(each.id): f"promise/{each.id}" for each in scenario.promise}
        keys |= {formula_name(each.id): f"action/{each.id}" for each in scenario.action}
        for event in scenario.event:
            for option in event.option:
                name = f"{formula_name(event.id)}.{formula_name(option.id)}"
                keys[name] = f"event/{event.id}"
        return keys


def spell(name: str) -> str:
    """Return an identifier as words, where nothing better is given."""
    return name.replace("-", " ").replace("_", " ")
