"""All that is known of an order or an answer before it is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.preview import Preview
from game.engine.rules import ChoiceRule
from game.scenario.models import Action, Option
from game.ui.desk.advice import hear_advisers
from game.ui.desk.effects import ARGUED, merge_effects, say_marks, say_odds, write_effect
from game.ui.desk.numbers import label_of, write_number
from game.ui.desk.position import Position
from game.ui.desk.reasons import explain_closed, explain_condition


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with what it is of."""

    label: str
    """The variable, or the item of the pool."""
    amount: str
    """How much, with its sign."""
    when: str = ""
    """When it arrives, or with which odds."""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """An order or answer in full."""

    label: str
    """What it is called."""
    about: str
    """What it stands for."""
    source: str
    """The section of the paper on which it rests."""
    closed: str | None
    """Why it cannot be chosen."""
    costs: tuple[Amount, ...]
    """What it takes from the pool."""
    effects: tuple[Amount, ...]
    """What it changes: certain and at once first, then later, then uncertain."""
    marks: tuple[str, ...]
    """What it does beside."""
    advisers: tuple[tuple[str, str], ...]
    """Who recommends it, and why."""


def describe_choice(position: Position, choice: str) -> ChoiceView:
    """Return all that is known of an action, or of an answer as `EVENT.OPTION`."""
    entry, _, source, closed = _find(position, choice)
    ahead = position.previews[choice]
    told = (ARGUED,) if choice in position.argued else say_marks(position, ahead.marks)
    return ChoiceView(
        label=entry.label or entry.id,
        about=position.standpoint.write(entry.about),
        source=source,
        closed=closed,
        costs=tuple(
            Amount(name, write_number(-amount, 0)) for name, amount in ahead.pool if amount
        ),
        effects=_list_amounts(position, ahead),
        marks=tuple(mark.full for mark in told),
        advisers=tuple(
            (voice.label, saying.why)
            for voice in hear_advisers(position)
            for saying in voice.sayings
            if choice in saying.choices
        ),
    )


def _find(position: Position, choice: str) -> tuple[Action | Option, ChoiceRule, str, str | None]:
    """Return a choice, its compiled form, its source, and why it is closed."""
    for action, rule in position.orders:
        if action.id == choice:
            return action, rule, action.source or "", explain_closed(position, action, rule)
    event_id, _, option_id = choice.partition(".")
    for event, demand in position.demands:
        for option, answer in position.options_of(event, demand):
            if (event.id, option.id) == (event_id, option_id):
                fails = answer.when is not None and answer.when(position.opening.frame) == 0.0
                closed = explain_condition(position, option.when or 0.0) if fails else None
                return option, answer, option.source or event.source or "", closed
    raise KeyError(choice)


def _list_amounts(position: Position, ahead: Preview) -> tuple[Amount, ...]:
    effects = sorted(
        merge_effects(ahead), key=lambda each: (each.odds != (100.0, 100.0), each.delay)
    )
    amounts = []
    for effect in effects:
        later = position.say_when(position.turn + effect.delay) if effect.delay else ""
        when = ", ".join(filter(None, (effect.outcome, say_odds(effect.odds), later)))
        label = label_of(position.scenario, effect.variable)
        hidden = " (hidden from you)" if effect.hidden else ""
        amounts.append(Amount(label + hidden, write_effect(position, effect), when))
    return tuple(amounts)
