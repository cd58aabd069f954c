"""The turns that decided a game, in words: what was chosen, what else was possible, what of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine import SILENCE, Plan, Rules
from game.engine.calendar import name_turn
from game.engine.words import label_entry
from game.lab.forecast import Forecast
from game.lab.retrospect import TurningPoint
from game.lab.variants import Variant
from game.lab.wording import name_choice, write_share
from game.scenario.models import Scenario

LETTERS = "ABC"
"""The letters of the turning points, in the order of the turns."""

SHOWN = 5.0
"""An ending is named where the two plans differ by so many points of a hundred."""


@dataclass(frozen=True, slots=True)
class PointView:
    """A turning point in words."""

    letter: str
    """Its letter on the curve."""
    turn: int
    """The turn."""
    date: str
    """Its date."""
    before: float
    """The odds of a good ending as the turn opened, in per cent."""
    after: float
    """The same as the next one opened."""
    title: str
    """What was to be decided."""
    chosen: str
    """What was done."""
    alternative: str
    """What else could have been done; empty where nothing."""
    sentences: tuple[str, ...]
    """What both lead to."""

    @property
    def text(self) -> str:
        """What both lead to, in one."""
        return " ".join(self.sentences)


def describe_points(rules: Rules, points: tuple[TurningPoint, ...]) -> tuple[PointView, ...]:
    """Return the turning points in words."""
    return tuple(
        _describe(rules, letter, point) for letter, point in zip(LETTERS, points, strict=False)
    )


def _describe(rules: Rules, letter: str, point: TurningPoint) -> PointView:
    scenario, found = rules.scenario, point.alternative
    header = scenario.scenario
    variant = found.variant if found else Variant(SILENCE)
    title, chosen, other = _name_decision(scenario, point.plan, variant)
    return PointView(
        letter=letter,
        turn=point.turn,
        date=name_turn(header.start, header.step, point.turn),
        before=point.before,
        after=point.after,
        title=title,
        chosen=chosen,
        alternative=other if found else "",
        sentences=tuple(_tell(scenario, point.chosen, found.forecast if found else None)),
    )


def _name_decision(scenario: Scenario, plan: Plan, variant: Variant) -> tuple[str, str, str]:
    """Return what was to be decided, what was done, and what could have been done."""
    given, other = (name_choice(scenario, each) for each in (variant.dropped, variant.added))
    if "." in variant.added:
        event = label_entry(scenario, f"event/{variant.added.partition('.')[0]}")
        return event, given or "You did not answer", other
    orders = ", ".join(name_choice(scenario, each) for each in plan.orders)
    if variant.plan == SILENCE:
        return "What you did", orders or "Answers alone", "nothing at all"
    if given:
        return "What you ordered", given, other or "leave it"
    return "What you ordered", orders or "Nothing", f"{other} as well" if orders else other


def _tell(scenario: Scenario, chosen: Forecast, other: Forecast | None) -> Iterator[str]:
    """Yield sentences on what both plans lead to, as far as could be foreseen."""
    good = write_share(chosen.good)
    if other is None:
        yield f"There was no other plan; {good} of 100 futures end well."
        return
    rival = write_share(other.good)
    if max(chosen.good, other.good) == 0.0:
        yield "None of 100 futures ends well, with the alternative neither."
    elif good == rival:
        yield f"With either {good} of 100 futures end well."
    elif other.good > chosen.good:
        yield f"With it {good} of 100 futures end well, with the alternative {rival}."
    else:
        yield f"You chose best: {good} of 100 futures end well, with the alternative {rival}."
    fate = max(chosen.fates, key=lambda fate: abs(fate.odds - other.odds_of(fate.ending)))
    difference = other.odds_of(fate.ending) - fate.odds
    if abs(difference) >= SHOWN and fate.rank <= 0:
        label = next((e.label or e.id for e in scenario.ending if e.id == fate.ending), "no ending")
        yield (
            f"The alternative ends in {label} in {write_share(other.odds_of(fate.ending))}, "
            f"yours in {write_share(fate.odds)}."
        )
