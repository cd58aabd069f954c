"""Flags that nothing raises, variables that two entries set at once, promises at odds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.formula import RESERVED
from game.scenario.checks.facts import Facts
from game.scenario.models import Effects
from game.scenario.positions import Path


def check_state(facts: Facts) -> None:
    """Note flags that are read and never raised, double sets, and promises against themselves."""
    _check_flags(facts)
    _check_sets(facts)
    for index, promise in enumerate(facts.scenario.promise):
        for place, other in enumerate(promise.contradicts):
            if other == promise.id:
                message = f"the promise `{promise.id}` contradicts itself"
                path: Path = ("promise", index, "contradicts", place)
                facts.findings.report("self-contradiction", path, message)


def _check_flags(facts: Facts) -> None:
    raised = {name for _, effects in facts.effects for name in effects.raise_}
    for name, flag in facts.scenario.flag.items():
        if flag.start or flag.rise is not None or name in raised | RESERVED or facts.ghosts:
            continue
        read = _first_reading(facts, name)
        if read is not None:
            facts.findings.report(
                "flag-never-raised",
                ("flag", name),
                f"the flag `{name}` is read, but nothing raises it",
                part="key",
                suggestion=f'give an entry `raise = ["{name}"]`, or the flag a `rise` or a `start`',
                first=read,
                first_message="read here",
            )


def _first_reading(facts: Facts, name: str) -> Path | None:
    return next((path for path, names in facts.reads.items() if name in names), None)


class Setting(NamedTuple):
    """One place where a variable is set."""

    path: Path
    """Where."""
    variable: str
    """Which."""
    stage: str
    """In which stage."""
    branch: tuple[tuple[Path, str], ...]
    """The choices that lead there: at each, which way was taken."""


def _check_sets(facts: Facts) -> None:
    """Two entries that can both set one variable in one stage are an error."""
    first: dict[tuple[str, str], list[Setting]] = {}
    for setting in _settings(facts):
        before = first.setdefault((setting.stage, setting.variable), [])
        rival = next((other for other in before if not _exclude(setting, other)), None)
        if rival is not None:
            facts.findings.report(
                "double-set",
                setting.path,
                f"`{setting.variable}` is set twice in stage `{setting.stage}`",
                part="key",
                suggestion="use `add` or `times`, or move one of them to another stage",
                first=rival.path,
                first_message="also set here",
            )
        before.append(setting)


def _exclude(one: Setting, other: Setting) -> bool:
    """Return whether two settings never happen together: at some choice they go apart."""
    ways = dict(one.branch)
    return any(ways.get(choice, way) != way for choice, way in other.branch)


def _settings(facts: Facts) -> Iterator[Setting]:
    scenario = facts.scenario
    for i, action in enumerate(scenario.action):
        yield from _inside(action, ("action", i), "orders", ())
    for i, event in enumerate(scenario.event):
        yield from _inside(event, ("event", i), "choices", ())
        for j, option in enumerate(event.option):
            branch = ((("event", i, option.seat or ""), option.id),)
            yield from _inside(option, ("event", i, "option", j), "choices", branch)
    for i, inject in enumerate(scenario.inject):
        yield from _inside(inject, ("inject", i), "choices", ())
    for i, rule in enumerate(scenario.rule):
        yield from _inside(rule, ("rule", i), rule.stage, ())
    for i, promise in enumerate(scenario.promise):
        for name, part in (("kept", promise.kept), ("broken", promise.broken)):
            path: Path = ("promise", i, name)
            yield from _inside(part, path, "due", ((("promise", i), name),))
    if scenario.ladder is not None and scenario.ladder.accident is not None:
        yield from _inside(scenario.ladder.accident, ("ladder", "accident"), "ladder", ())


def _inside(
    effects: Effects, path: Path, stage: str, branch: tuple[tuple[Path, str], ...]
) -> Iterator[Setting]:
    """Iterate over what effects and their parts set."""
    for variable in effects.set:
        yield Setting((*path, "set", variable), variable, stage, branch)
    for i, part in enumerate(effects.also):
        yield from _inside(part, (*path, "also", i), stage, branch)
    for i, outcome in enumerate(effects.outcome):
        way = (*branch, ((*path, "outcome"), outcome.id))
        yield from _inside(outcome, (*path, "outcome", i), stage, way)
    for i, later in enumerate(effects.later):
        # Parts for different turns of one entry go apart as outcomes do.
        way = (*branch, ((*path, "later"), str(later.in_)))
        yield from _inside(later, (*path, "later", i), later.stage, way)
