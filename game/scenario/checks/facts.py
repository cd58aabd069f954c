"""What every check needs to know of a scenario, gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from game.errors import FormulaError
from game.formula import FUNCTIONS, Interval, Node, Number, bound, words_in
from game.scenario.findings import Findings
from game.scenario.models import Effects, Event, Option, Scenario
from game.scenario.positions import Path
from game.scenario.scope import formula_name, known_names, parse_formula
from game.scenario.survey import Survey, survey

FIXED_STAGES = ("due", "choices", "orders", "links", "drift")
"""The stages that every scenario has, in order."""

COUNTERS = frozenset(
    {
        "prev", "ordered", "chose", "times", "recent", "since", "open", "kept", "broken",
        "open_promises", "open_contradictions", "intent",
    }
)  # fmt: skip
"""The first parts of the names that count."""

STATE = ("var", "flag", "derived", "const")
"""The tables whose names formulas read as they stand."""


@dataclass
class Facts:
    """A scenario that has the right shape, and where problems are noted."""

    scenario: Scenario
    """The scenario."""
    findings: Findings
    """Where problems are noted."""
    ghosts: frozenset[str] = frozenset()
    """Names of entries that could not be read; nothing is said about their use."""
    trees: dict[Path, Node] = field(default_factory=dict)
    """The parsed formulas by their paths; those that could not be parsed are missing."""
    texts: dict[Path, str] = field(default_factory=dict)
    """The texts of the parsed formulas; plain numbers are left out."""
    reads: dict[Path, frozenset[str]] = field(default_factory=dict)
    """The names that each formula reads; plain numbers are left out."""
    calls: dict[Path, frozenset[str]] = field(default_factory=dict)
    """The functions and curves that each formula calls; plain numbers are left out."""

    @cached_property
    def survey(self) -> Survey:
        """The formulas, texts and references of the scenario."""
        return survey(self.scenario)

    @cached_property
    def effects(self) -> Sequence[tuple[Path, Effects]]:
        """All effects, those of parts too, with their paths."""
        # Whether an instance is one, pydantic takes long to say.
        kinds = {type(model) for _, model in self.survey.models}
        wanted = {kind for kind in kinds if issubclass(kind, Effects)}
        models = self.survey.models
        return [(path, cast(Effects, model)) for path, model in models if type(model) in wanted]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every name that a formula may read."""
        return known_names(self.scenario)

    @cached_property
    def names_read(self) -> frozenset[str]:
        """Every name that some formula reads, asked for when all are parsed."""
        return frozenset[str]().union(*self.reads.values())

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The names of all entries by kind."""
        scenario = self.scenario
        return {
            "const": frozenset(scenario.const),
            "var": frozenset(scenario.var),
            "flag": frozenset(scenario.flag),
            "derived": frozenset(scenario.derived),
            "seat": frozenset(scenario.seat),
            "action": frozenset(action.id for action in scenario.action),
            "event": frozenset(event.id for event in scenario.event),
            "promise": frozenset(promise.id for promise in scenario.promise),
            "ending": frozenset(ending.id for ending in scenario.ending),
            "stage": frozenset(FIXED_STAGES + scenario.scenario.stages),
            "answer": frozenset(
                f"{event.id}.{option.id}" for event in scenario.event for option in event.option
            ),
        }

    @cached_property
    def ranges(self) -> Mapping[str, Interval]:
        """The intervals of variables, flags and constants."""
        scenario = self.scenario
        ranges = {name: Interval(*sorted(entry.range)) for name, entry in scenario.var.items()}
        ranges |= {name: Interval(0.0, 1.0) for name in scenario.flag}
        return ranges | {name: Interval(value, value) for name, value in scenario.const.items()}

    @cached_property
    def curves(self) -> Mapping[str, tuple[tuple[float, float], ...]]:
        """The points of the curves."""
        return {name: curve.points for name, curve in self.scenario.curve.items()}

    @cached_property
    def spectral(self) -> frozenset[str]:
        """The names of entries that could not be read, as formulas write them."""
        return frozenset(map(formula_name, self.ghosts)) | self.ghosts

    def is_ghost(self, name: str) -> bool:
        """Return whether a name, or a part of a dotted one, belongs to an unreadable entry."""
        if not self.ghosts:
            return False
        return name in self.spectral or any(part in self.spectral for part in name.split("."))

    def parse(self) -> None:
        """Parse all formulas, and note those that cannot be parsed."""
        for path, value in self.survey.formulas:
            try:
                tree = self.trees[path] = parse_formula(value)
            except FormulaError as error:
                self.report_formula("bad-formula", path, error)
            else:
                if not isinstance(tree, Number):
                    self.texts[path] = str(value)
                    self.reads[path], self.calls[path] = words_in(tree)

    def bound(self, path: Path) -> Interval | None:
        """Return between which values a formula lies, or None if it calls what does not exist."""
        tree = self.trees.get(path)
        if tree is None:
            return None
        if not self.calls.get(path, frozenset()) <= FUNCTIONS | self.curves.keys():
            return None
        return bound(tree, self.ranges, self.curves)

    def report_formula(self, key: str, path: Path, error: FormulaError) -> None:
        """Note what is wrong with a formula, at the very token."""
        meant = suggestion = error.suggestion
        if meant is not None and " " not in meant:
            suggestion = f"did you mean `{meant}`?"
        self.findings.report(
            key,
            path,
            error.message,
            span=(error.start, error.end),
            suggestion=suggestion,
            first=self.find_orphan(meant),
            first_message=f"`{meant}` is defined here, and nothing reads it",
        )

    def find_orphan(self, name: str | None) -> Path | None:
        """Return where a name is defined that no formula reads: it may be what is misspelt."""
        if name is None or any(name in names for names in self.reads.values()):
            return None
        return next(((kind, name) for kind in STATE if name in self.names[kind]), None)

    def all_options(self) -> Iterator[tuple[Path, Event, Option]]:
        """Iterate over all options with their paths and events."""
        for i, event in enumerate(self.scenario.event):
            for j, option in enumerate(event.option):
                yield ("event", i, "option", j), event, option
