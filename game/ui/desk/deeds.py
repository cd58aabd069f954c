"""What each turn's entries did to the values in front, in words and in order of weight.

An entry is weighed by the shares of the gauges' ranges that it moved, added up. Only variables that
the seat sees exactly are counted, so that nothing is told that is hidden from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.engine import Cause, Report, Rules, State
from game.engine.view import list_roots, sees
from game.engine.words import gauge_of, label_entry, range_of
from game.scenario.models import Scenario
from game.ui.desk.numbers import brief_of, write_change


@dataclass(frozen=True, slots=True)
class Effect:
    """What an entry did to one variable."""

    name: str
    """The variable."""
    label: str
    """Its short name."""
    amount: float
    """By how much."""
    text: str
    """The amount in words, with sign and decimals."""
    share: float
    """The part of the variable's range, 0 or more."""
    favourable: bool | None
    """Whether this is good for the player, where the scenario says so."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry and what it did in one turn."""

    by: str
    """The entry, as causes name it."""
    words: str
    """Why it happened, or what it is called."""
    seat: str | None
    """The seat that chose it; none where the world acts by itself."""
    effects: tuple[Effect, ...]
    """Its effects, the weightiest first."""

    @property
    def weight(self) -> float:
        """The shares of all ranges that it moved, added up."""
        return sum(effect.share for effect in self.effects)


def owner_of(scenario: Scenario, by: str) -> str | None:
    """Return the seat that chose or gave the entry behind a cause, if a seat did."""
    kind, _, name = by.partition("/")
    entry, _, part = name.partition(".")
    if kind == "action":
        return next((each.seat for each in scenario.action if each.id == entry), None)
    if kind == "promise":
        return next((each.from_ for each in scenario.promise if each.id == entry), None)
    if kind != "event":
        return None
    event = next((each for each in scenario.event if each.id == entry), None)
    if event is None or not part:
        return event.from_ if event else None
    option = next((each for each in event.option if each.id == part), None)
    return option.seat or event.to[0] if option else None


def say_cause(scenario: Scenario, cause: Cause, seat: str) -> str:
    """Return the reason that a cause gives, as a seat reads it.

    The reasons of a scenario's human seat say "you" to it: to another they are told by its name.
    """
    owner = owner_of(scenario, cause.by)
    if owner is not None and owner != seat and scenario.seat[owner].human:
        return f"{scenario.seat[owner].label}: {label_entry(scenario, cause.by)}"
    return cause.why or label_entry(scenario, cause.by)


def watched(rules: Rules) -> tuple[str, ...]:
    """Return the variables behind everything that stands in front, in its order."""
    desk = rules.scenario.desk
    counted = (count.of_var for count in desk.countdowns if count.of_var)
    names: dict[str, None] = {}
    for name in (*desk.front, *counted):
        if name in rules.scenario.var:
            names[name] = None
        else:
            formula = rules.scenario.derived[name].value
            names.update(dict.fromkeys(sorted(list_roots(rules, formula))))
    return tuple(names or dict.fromkeys(rules.scenario.var))


def is_favourable(scenario: Scenario, name: str, amount: float) -> bool | None:
    """Tell whether a change is good for the player, where the scenario says so."""
    good = gauge_of(scenario, name).good
    if amount == 0.0 or good not in {"high", "low"}:
        return None
    return (amount > 0.0) == (good == "high")


def list_deeds(
    rules: Rules, before: State, report: Report, seat: str, names: Iterable[str]
) -> tuple[Deed, ...]:
    """Return what the entries of a turn did to the named variables, the weightiest first.

    Args:
        rules: The compiled scenario.
        before: The state in which the turn began; it says what the seat sees.
        report: What happened.
        seat: Who reads it.
        names: Variables; those that the seat does not see are left out.
    """
    amounts: dict[str, dict[str, float]] = {}
    words: dict[str, str] = {}
    seen = [name for name in names if sees(rules, before, seat, name)]
    places = {rules.index["var"][name]: name for name in seen}
    for cause in report.causes:
        if cause.variable in places:
            name = places[cause.variable]
            found = amounts.setdefault(cause.by, {})
            found[name] = found.get(name, 0.0) + cause.amount
            words.setdefault(cause.by, say_cause(rules.scenario, cause, seat))
    deeds = (
        Deed(by, words[by], owner_of(rules.scenario, by), _effects(rules.scenario, found))
        for by, found in amounts.items()
    )
    return tuple(sorted(deeds, key=lambda deed: (-deed.weight, deed.by)))


def _effects(scenario: Scenario, amounts: Mapping[str, float]) -> tuple[Effect, ...]:
    effects = [_effect(scenario, name, amount) for name, amount in amounts.items() if amount]
    return tuple(sorted(effects, key=lambda effect: (-effect.share, effect.name)))


def _effect(scenario: Scenario, name: str, amount: float) -> Effect:
    low, high = range_of(scenario, name)
    return Effect(
        name=name,
        label=brief_of(scenario, name),
        amount=amount,
        text=write_change(scenario, name, amount),
        share=abs(amount) / (high - low) if high > low else 0.0,
        favourable=is_favourable(scenario, name, amount),
    )
