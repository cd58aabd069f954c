"""Leaning: factors on the weights of the scenario, by which a seat takes a course of its own.

A practice is one or two courses, a factor for each choice, which playing many games has found; it
stands in the scenario. A stance is a course with a word to it: the orders of one group count more.
"""

from __future__ import annotations

from game.engine.rules import ChoiceRule, Rules

STRESS = 12.0
"""By how much a stance raises the weights of its group."""

Factors = tuple[float, ...]
"""One for each choice of a seat, in the order of `list_choices`."""


def list_choices(rules: Rules, seat: str) -> tuple[tuple[str, ChoiceRule], ...]:
    """Return the `EVENT.OPTION`s of a seat, then its actions, in the order of a batch."""
    options = ((event, each) for event in rules.events for each in event.options_of(seat))
    actions = (rules.actions[place] for place in rules.seats[seat].actions)
    return (
        *((f"{event.id}.{option.id}", option) for event, option in options),
        *((action.id, action) for action in actions),
    )


def list_courses(rules: Rules, seat: str) -> tuple[Factors, ...]:
    """Return the courses of a seat's practice.

    The first is that on which it begins, the second that for where it has come off this one. There
    is only one where both are the same, as without a practice, where all factors are 1.
    """
    practice = rules.scenario.practice.get(seat, {})
    pairs = [practice.get(name, (1.0, 1.0)) for name, _ in list_choices(rules, seat)]
    on, off = (tuple(pair[place] for pair in pairs) for place in (0, 1))
    return (on,) if on == off else (on, off)


def list_stances(rules: Rules, seat: str) -> tuple[Factors, ...]:
    """Return the stances of a seat.

    First its course as it has practised it, then the course with each group of its actions raised,
    last its other course.
    """
    course, *other = list_courses(rules, seat)
    choices = [choice for _, choice in list_choices(rules, seat)]
    groups = {group for choice in choices if (group := getattr(choice, "group", None))}
    raised = (
        tuple(
            factor * STRESS if getattr(choice, "group", None) == group else factor
            for factor, choice in zip(course, choices, strict=True)
        )
        for group in sorted(groups)
    )
    return (course, *raised, *other)
