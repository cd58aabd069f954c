"""The game of a world: the engine driven by what the log says, as a solo game is by its journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import ValidationError

from game.archive.replay import name_policies
from game.engine import (
    SILENCE,
    Opening,
    Plan,
    Report,
    Rules,
    State,
    check_plan,
    compile_rules,
    digest_state,
    open_turn,
    resolve,
    start_game,
)
from game.errors import ChoiceError, MalformedChoice
from game.exercise.changes import amend
from game.exercise.configuration import Configuration
from game.exercise.events import Event
from game.exercise.fields import explain_refusal
from game.exercise.payloads import ExerciseCreated, PlanEntry, TurnResolved
from game.exercise.reports import read_report
from game.policy.playthrough import make_plans
from game.scenario.bundle import Bundle, SourceFile
from game.scenario.load import load

Recall = Callable[[int], State | None]
"""Give the state that was kept with the entry of a resolution."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a world that has been resolved."""

    event: Event
    """The entry."""
    before: State
    """In which it opened, with all changes up to its resolution."""
    state: State
    """After it."""
    report: Report
    """What happened."""


def freeze_bundle(created: ExerciseCreated) -> Bundle:
    """Return the scenario that an exercise carries."""
    files = tuple(SourceFile(file.name, file.text, file.layer) for file in created.files)
    return Bundle(created.configuration.scenario, files)


def make_rules(created: ExerciseCreated) -> Rules:
    """Return the compiled scenario of an exercise, no seat of it marked as a person's.

    Raises:
        ScenarioError: This program cannot use it.
    """
    configuration = created.configuration
    bundle = freeze_bundle(created)
    return _compile(bundle, configuration.difficulty, configuration.language)


@lru_cache(maxsize=2)
def _compile(bundle: Bundle, difficulty: str | None, language: str | None) -> Rules:
    """Compile a scenario once: seats that are forked from one process share what it has made."""
    return compile_rules(load(bundle, difficulty, language))


def seat_teams(rules: Rules, configuration: Configuration, world: str) -> Rules:
    """Return the rules with the seats of teams marked as persons': they fall silent at the end."""
    teams = configuration.teams(world)
    seats = {name: replace(rule, human=name in teams) for name, rule in rules.seats.items()}
    return replace(rules, seats=seats)


def read_plan(entry: PlanEntry) -> Plan:
    """Return the plan that an entry holds."""
    return Plan(entry.orders, dict(entry.choices))


def write_plan(plan: Plan) -> PlanEntry:
    """Return a plan as an entry holds it.

    Raises:
        MalformedChoice: It holds what no id can be.
    """
    try:
        return PlanEntry(orders=plan.orders, choices=dict(plan.choices))
    except ValidationError as error:
        raise MalformedChoice(f"the plan cannot be kept: {explain_refusal(error)}") from error


class WorldGame:
    """A game that follows the journal of its world."""

    def __init__(self, rules: Rules, seed: int) -> None:
        """Begin before turn 1.

        Args:
            rules: The compiled scenario with the teams' seats marked.
            seed: The seed of its luck.
        """
        self.rules = rules
        """The compiled scenario."""
        self.seed = seed
        """The seed of its luck."""
        self._begin()

    def _begin(self) -> None:
        self.state = start_game(self.rules, self.seed)
        """Where it stands."""
        self.turns: tuple[Turn, ...] = ()
        """What has been resolved."""
        self._followed: tuple[int, ...] = ()
        self._opening: Opening | None = None

    @property
    def opening(self) -> Opening:
        """What everyone sees of the turn that is played next."""
        if self._opening is None:
            self._opening = open_turn(self.rules, self.state)
        return self._opening

    def follow(self, journal: list[Event], recall: Recall | None = None) -> None:
        """Come to where a journal leads; after a revert from the start.

        Args:
            journal: What made the state.
            recall: Gives the state that was kept with a resolution, so that it need not be
                played again; without it every turn is.
        """
        numbers = tuple(event.seq for event in journal)
        known = len(self._followed)
        if numbers[:known] != self._followed:
            self._begin()
            known = 0
        for event in journal[known:]:
            self._take(event, recall)
        self._followed = numbers

    def _take(self, event: Event, recall: Recall | None) -> None:
        if isinstance(event.payload, TurnResolved):
            kept = recall(event.seq) if recall else None
            if kept is None:
                plans = {seat: read_plan(plan) for seat, plan in event.payload.plans.items()}
                after, report = self.play(plans, event.payload.injects)
            else:
                after, report = kept, read_report(self.rules, event.payload.report)
            self.turns = (*self.turns, Turn(event, self.state, after, report))
            self.state = after
        else:
            self.state = amend(self.rules, self.state, event.payload.changes)
        self._opening = None

    def play(self, plans: Mapping[str, Plan], injects: tuple[str, ...]) -> tuple[State, Report]:
        """Resolve the open turn with the plans of all seats, without keeping it."""
        places = self.rules.index["inject"]
        return resolve(self.rules, self.opening, plans, (places[name] for name in injects))

    def complete(
        self, plans: Mapping[str, Plan], policy: Mapping[str, str]
    ) -> tuple[dict[str, Plan], dict[str, str]]:
        """Return the plans of all seats, and why the rules refused what teams gave.

        A plan that was legal when it was handed in may be none after an override: then the seat
        is silent.

        Args:
            plans: What teams and white's decisions give.
            policy: The policies of the other seats by name, where not the usual one.
        """
        taken, refused = {}, {}
        for seat, plan in plans.items():
            try:
                check_plan(self.rules, self.opening, seat, plan)
                taken[seat] = plan
            except ChoiceError as error:
                taken[seat] = SILENCE
                refused[seat] = str(error)[:400]
        policies = name_policies(self.rules, policy)
        over = self.opening.turn > self.rules.turns
        given = {} if over else taken
        return make_plans(self.rules, self.opening, policies, given), refused

    def fit_plan(self, seat: str, plan: Plan) -> Plan:
        """Return what the rules allow of a plan, its parts tried in their order."""
        fitted = SILENCE
        for event, option in plan.choices.items():
            fitted = self._extend(
                seat, fitted, replace(fitted, choices={**fitted.choices, event: option})
            )
        for order in plan.orders:
            fitted = self._extend(seat, fitted, replace(fitted, orders=(*fitted.orders, order)))
        return fitted

    def _extend(self, seat: str, plan: Plan, longer: Plan) -> Plan:
        try:
            check_plan(self.rules, self.opening, seat, longer)
        except ChoiceError:
            return plan
        return longer

    @property
    def digest(self) -> str:
        """The fingerprint of the state."""
        return digest_state(self.state)
