"""What is declared and then not used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from game.scenario.checks.facts import Facts
from game.scenario.texts import find_inserts
from game.scenario.warnings.doubts import Doubt, Doubts


def check_unused(doubts: Doubts) -> None:
    """Note flags, variables, constants, curves and derived values that nothing needs."""
    facts = doubts.facts
    scenario = facts.scenario
    read = _names_read(facts)
    moves = read | set(_names_that_move(facts))
    shown = read | set(_names_shown(facts))
    note = partial(_note, doubts)
    for name in scenario.flag:
        if name not in shown:
            note("flag-never-read", "flag", name, f"nothing ever reads the flag `{name}`")
    for name in scenario.var:
        if name not in moves:
            message = f"`{name}` moves nothing: no formula and no cost reads it"
            note("without-influence", "var", name, message)
    for name in scenario.const:
        if name not in read:
            note("constant-never-read", "const", name, f"no formula reads the constant `{name}`")
    called = frozenset().union(*facts.calls.values())
    for name in scenario.curve:
        if name not in called:
            note("curve-never-called", "curve", name, f"no formula calls the curve `{name}`")
    for name, derived in scenario.derived.items():
        if name not in moves | shown and derived.label is None:
            message = f"`{name}` is neither read nor shown; to show it, give it a `label`"
            note("derived-never-read", "derived", name, message)
    _check_fixed(doubts)


def _note(doubts: Doubts, key: str, kind: str, name: str, message: str) -> None:
    doubts.note(Doubt(key, (kind, name), message, part="key"))


def _names_read(facts: Facts) -> set[str]:
    """Return what formulas read that matter to a game; tests are none of them."""
    read = set[str]().union(*(names for path, names in facts.reads.items() if path[0] != "test"))
    return {name.removeprefix("prev.") for name in read}


def _names_that_move(facts: Facts) -> Iterator[str]:
    """Iterate over the variables that something depends on beside formulas."""
    ladder = facts.scenario.ladder
    if ladder is not None:
        yield from (ladder.var, ladder.from_)
    for action in facts.scenario.action:
        yield from action.cost
    for _, event, option in facts.all_options():
        yield from option.cost
        if event.price is not None:
            yield event.price.of


def _names_shown(facts: Facts) -> Iterator[str]:
    """Iterate over what texts insert and screens are told to show."""
    for text in (text for _, text in facts.survey.texts if "{" in text):
        for match in find_inserts(text):
            yield match[1]
    for path, name, _ in facts.survey.references:
        if path[0] in ("desk", "map", "adviser", "ladder"):
            yield name


def _check_fixed(doubts: Doubts) -> None:
    """A variable that nothing changes might as well be a constant."""
    facts = doubts.facts
    scenario = facts.scenario
    changed = {link.to for link in scenario.link}
    for _, effects in facts.effects:
        changed.update(effects.add, effects.set, effects.times)
    for action in scenario.action:
        changed.update(action.cost)
    for _, _, option in facts.all_options():
        changed.update(option.cost)
    if scenario.ladder is not None:
        changed.add(scenario.ladder.var)
    for name, variable in scenario.var.items():
        drawn = not isinstance(variable.start, float)
        if name not in changed and not drawn:
            message = f"nothing ever changes `{name}`; a number that stays belongs in [const]"
            tip = Doubt("never-changes", ("var", name), message, part="key", severity="tip")
            doubts.note(tip)
