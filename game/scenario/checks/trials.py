"""What an author expects: tests, what practice found, and shares that a simulation must keep."""

from __future__ import annotations

from collections.abc import Iterable

from game.scenario.checks.facts import Facts
from game.scenario.models import Test
from game.scenario.policies import ANY, WORD, find_fault_of_humans, list_choices
from game.scenario.positions import Path
from game.scenario.tree import value_at

SHARED = ("ending", "event", "action", "answer", "order", "taken", "gauge")
"""Kinds of entries whose share can be bounded; `*` stands for all of a kind."""


def check_trials(facts: Facts) -> None:
    """Note tests and shares that name what does not exist, or expect the impossible."""
    playable = _list_playable(facts)
    for i, test in enumerate(facts.scenario.test):
        _check_given(facts, test, ("test", i, "given"))
        for turn, names in enumerate(test.play):
            for place, name in enumerate(names):
                if name not in playable and not facts.is_ghost(name):
                    _note_play(facts, name, _play_path(facts, i, turn, place))
    for seat, factors in facts.scenario.practice.items():
        if seat in facts.scenario.seat:
            _check_practice(facts, seat, factors)
    for name, bands in facts.scenario.balance.items():
        _check_subject(facts, name)
        for index, band in enumerate(bands):
            low, high = band.share
            path: Path = ("balance", name, index, "share")
            if low > high:
                message = f"the share runs from {low:g} to {high:g}; the lower end comes first"
                facts.findings.report("range-reversed", path, message)
            elif low < 0 or high > 100:
                facts.findings.report("out-of-bounds", path, "a share is from 0 to 100 per cent")
            _check_policy(facts, band.policy, ("balance", name, index, "policy"))


def _play_path(facts: Facts, test: int, turn: int, place: int) -> Path:
    """Return where an order stands; a plain list is the first turn."""
    listed = value_at(facts.findings.tree, ("test", test, "play"))
    is_plain = isinstance(listed, list) and not any(isinstance(item, list) for item in listed)
    return ("test", test, "play", place) if is_plain else ("test", test, "play", turn, place)


def _check_given(facts: Facts, test: Test, path: Path) -> None:
    for name, value in test.given.items():
        variable = facts.scenario.var.get(name)
        if variable is None:
            if name in facts.scenario.flag and value not in (0, 1):
                message = f"`{name}` is a flag: true or false"
                facts.findings.report("wrong-type", (*path, name), message)
            continue
        low, high = variable.range
        if isinstance(value, bool):
            message = f"`{name}` is a variable: a number, not true or false"
            facts.findings.report("wrong-type", (*path, name), message)
        elif not min(low, high) <= value <= max(low, high):
            message = f"{value:g} is outside the range of `{name}`, {low:g} to {high:g}"
            facts.findings.report("start-outside-range", (*path, name), message)


def _list_playable(facts: Facts) -> frozenset[str]:
    """Return what a test can play: orders, orders with their seat, and answers."""
    owned = {f"{action.seat}.{action.id}" for action in facts.scenario.action}
    return facts.names["action"] | facts.names["answer"] | owned


def _note_play(facts: Facts, name: str, path: Path) -> None:
    message = f"there is no order and no `event.option` called `{name}`"
    suggestion = facts.findings.suggest(name, facts.names["action"] | facts.names["answer"])
    facts.findings.report("unknown-name", path, message, suggestion=suggestion)


def _check_practice(facts: Facts, seat: str, choices: Iterable[str]) -> None:
    """A seat practises what it can order and answer itself."""
    known = list_choices(facts.scenario, seat)
    for name in choices:
        if name not in known and not facts.is_ghost(name):
            message = f"`{seat}` has no order and no `event.option` called `{name}`"
            suggestion = facts.findings.suggest(name, known)
            path: Path = ("practice", seat, name)
            facts.findings.report("unknown-name", path, message, part="key", suggestion=suggestion)


def _check_policy(facts: Facts, text: str, path: Path) -> None:
    """A policy exists, and so does whatever it is told to order or answer."""
    fault = None if text == ANY else find_fault_of_humans(facts.scenario, text)
    if fault is None or fault.key == "unusable-policy" or facts.is_ghost(fault.word):
        return
    suggestion, span = fault.advice, None
    if fault.word:
        suggestion = facts.findings.suggest(fault.word, fault.known) or fault.advice
        words = (each.span() for each in WORD.finditer(text) if each[0] == fault.word)
        span = next(words, None)
    facts.findings.report(fault.key, path, fault.message, span=span, suggestion=suggestion or None)


def _check_subject(facts: Facts, name: str) -> None:
    """A share is about `good`, or about an entry, as `ending.absorbed`, or all, as `ending.*`."""
    kind, _, entry = name.partition(".")
    names = {
        **{kind: facts.names[kind] for kind in ("ending", "event", "action", "answer")},
        "order": facts.names["action"],
        "taken": facts.names["action"],
        "gauge": {*facts.scenario.var, *facts.scenario.derived},
    }
    if name == "good" or (kind in SHARED and entry in (*names[kind], "*")) or facts.is_ghost(entry):
        return
    known = [f"{kind}.{each}" for kind in SHARED for each in (*names[kind], "*")]
    message = f"a share is about `good` or an entry, such as `ending.ID`; `{name}` is neither"
    facts.findings.report(
        "unknown-name",
        ("balance", name),
        message,
        part="key",
        suggestion=facts.findings.suggest(name, ["good", *known]),
    )
