"""Policies without a thought: the same every turn, or one thing and then another.

A routine names its steps: actions, groups of actions, or answers as `EVENT.OPTION`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from game.engine.opening import Opening
from game.engine.plans import Plan
from game.engine.rules import ActionRule, Rules
from game.policy.draft import Draft, begin_draft
from game.scenario.policies import read_steps


@dataclass(frozen=True, slots=True)
class Constant:
    """Take all steps in every turn, as far as they are possible."""

    steps: tuple[str, ...]
    """What it does, in this order."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        return _follow(begin_draft(rules, opening, seat), self.steps)


@dataclass(frozen=True, slots=True)
class Alternating:
    """Take the first step in the first turn, the next in the next, and so on in a round."""

    steps: tuple[str, ...]
    """What it does, a step a turn."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        step = self.steps[(opening.turn - 1) % len(self.steps)]
        return _follow(begin_draft(rules, opening, seat), (step,))


@dataclass(frozen=True, slots=True)
class Dealt:
    """Follow one of several routines, dealt to each game by its seed."""

    routines: tuple[Constant | Alternating, ...]
    """The routines."""

    def __call__(self, rules: Rules, opening: Opening, seat: str) -> Plan:
        """Return the plan of a turn."""
        routine = self.routines[opening.state.seed % len(self.routines)]
        return routine(rules, opening, seat)


Routine = Constant | Alternating | Dealt
"""A policy without a thought."""


def list_constants(rules: Rules, seat: str) -> list[str]:
    """Return what `constant` can stand for: each action of the seat."""
    return [rules.actions[index].id for index in rules.seats[seat].actions]


def list_alternations(rules: Rules, seat: str) -> list[str]:
    """Return what `alternating` can stand for: each pair of the seat's groups, else of actions."""
    groups = sorted(_list_groups(rules, seat))
    steps = groups if len(groups) > 1 else list_constants(rules, seat)
    return [",".join(pair) for pair in combinations(steps, 2)]


def make_constant(rules: Rules, seat: str, steps: str) -> Routine:
    """Return the policy `constant:STEP,…`, or of `constant` alone one that is dealt."""
    return _make(steps, Constant, list_constants(rules, seat))


def make_alternating(rules: Rules, seat: str, steps: str) -> Routine:
    """Return the policy `alternating:STEP,STEP,…`, or of `alternating` alone one that is dealt."""
    return _make(steps, Alternating, list_alternations(rules, seat))


def _make(
    steps: str,
    kind: Callable[[tuple[str, ...]], Constant | Alternating],
    members: Sequence[str],
) -> Routine:
    if steps:
        return kind(read_steps(steps))
    return Dealt(tuple(kind(read_steps(member)) for member in members))


def _list_groups(rules: Rules, seat: str) -> set[str]:
    actions = (rules.actions[index] for index in rules.seats[seat].actions)
    return {action.group for action in actions if action.group}


def _follow(draft: Draft, steps: Sequence[str]) -> Plan:
    """Take steps as far as they are possible; of a group, what was ordered least often."""
    for event in draft.demands:
        for option in draft.list_options(event):
            if f"{event.id}.{option.id}" in steps and event.id not in draft.choices:
                draft.answer(event, option)
    for step in steps:
        while action := _find_order(draft, step):
            draft.order(action)
    return draft.close()


def _find_order(draft: Draft, step: str) -> ActionRule | None:
    tracks = draft.opening.state.tracks
    possible = [action for action in draft.list_orders() if step in (action.id, action.group)]
    return min(possible, key=lambda action: (len(tracks[action.track]), action.id), default=None)
