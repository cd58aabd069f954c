"""Prepare an exercise: freeze its scenario, enter it into the store, hand out codes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from game import __version__
from game.errors import ExerciseError
from game.exercise.changes import check_changes
from game.exercise.codes import Code, enter_codes
from game.exercise.configuration import Configuration, Inject
from game.exercise.events import ORIGIN
from game.exercise.exercise import Change, Exercise
from game.exercise.payloads import ExerciseCreated
from game.exercise.payloads.flow import FileEntry
from game.exercise.readers import CONTROL, WHITE
from game.exercise.standing import Standing
from game.exercise.tables import EXERCISE
from game.exercise.triggers import check_condition
from game.exercise.worlds import make_rules
from game.scenario.source import read_bundle

if TYPE_CHECKING:
    from game.engine import Rules
    from game.exercise.store import Store


@dataclass(frozen=True, slots=True)
class Created:
    """An exercise that was prepared."""

    exercise: Exercise
    """The exercise."""
    codes: tuple[Code, ...]
    """All codes, which are never shown again."""


def create_exercise(store: Store, configuration: Configuration) -> Created:
    """Prepare an exercise.

    Raises:
        ScenarioError: The scenario cannot be used.
        ExerciseError: The configuration does not fit it, or there is an exercise of this name.
    """
    bundle = read_bundle(configuration.scenario)
    created = ExerciseCreated(
        program=__version__,
        digest=bundle.digest,
        configuration=configuration,
        files=tuple(FileEntry(name=f.name, layer=f.layer, text=f.text) for f in bundle.files),
    )
    rules = make_rules(created)
    fitted = created.model_copy(update={"configuration": fit(rules, configuration)})
    return enter(store, fitted)


def enter(store: Store, created: ExerciseCreated) -> Created:
    """Enter a prepared exercise into a store and hand out its codes.

    Raises:
        ExerciseError: There is an exercise of this name.
    """
    configuration = created.configuration
    exercise = Exercise(store, configuration.id)
    head: dict[str, Any] = {
        "id": configuration.id,
        "title": configuration.title or configuration.id,
        "created": store.clock.now(),
        "salt": secrets.token_bytes(16),
        "seq": 0,
        "hash": ORIGIN,
        "time": store.clock.now(),
    }
    with store.writing() as connection:
        if connection.scalar(select(EXERCISE.c.id).where(EXERCISE.c.id == configuration.id)):
            raise ExerciseError(
                f"there is an exercise {configuration.id!r} already, which is left as it is; give "
                "another name. If its codes are lost, `buffer-state exercise renew "
                f"{configuration.id}` draws new ones"
            )
        connection.execute(insert(EXERCISE), head)
        change = Change(exercise, WHITE, connection, Standing(), head)
        change.append(created, CONTROL)
        change.write()
        codes = enter_codes(connection, configuration, head["salt"])
    return Created(exercise, codes)


def fit(rules: Rules, configuration: Configuration) -> Configuration:
    """Return a configuration with the scenario's own injects and usual seats filled in.

    Raises:
        ExerciseError: It names what the scenario does not have.
    """
    groups = {action.group for action in rules.scenario.action}
    unknown = sorted(set(configuration.adjudication) - groups)
    if unknown:
        raise ExerciseError(f"the scenario has no group of actions {unknown[0]!r}")
    for world in configuration.worlds:
        strange = sorted(set(world.seats) - set(rules.seats))
        if strange:
            raise ExerciseError(
                f"world {world.id}: the scenario has no seat {strange[0]!r}; "
                f"its seats are {', '.join(rules.seats)}"
            )
    humans = {name: "team" if rule.human else "bot" for name, rule in rules.seats.items()}
    worlds = tuple(
        world.model_copy(
            update={
                "label": world.label or f"World {world.id}",
                "seats": {
                    name: world.seats.get(name, "bot") if world.seats else humans[name]
                    for name in rules.seats
                },
            }
        )
        for world in configuration.worlds
    )
    injects = fit_injects(rules, configuration.injects)
    for world in worlds:
        if "team" not in world.seats.values():
            raise ExerciseError(f"world {world.id}: no seat is a team's; name one as `team`")
    return configuration.model_copy(update={"worlds": worlds, "injects": injects})


def fit_injects(rules: Rules, injects: tuple[Inject, ...]) -> tuple[Inject, ...]:
    """Return the MSEL with what the scenario says of its own injects, and those not named behind.

    Raises:
        ExerciseError: An inject names a seat, a value or a condition that cannot be read.
    """
    own = {entry.id: entry for entry in rules.scenario.inject}
    named = {inject.id for inject in injects}
    rest = tuple(
        Inject(id=name) for name in sorted(own) if name not in named and own[name].turn is None
    )
    return tuple(fit_inject(rules, inject) for inject in (*injects, *rest))


def fit_inject(rules: Rules, inject: Inject) -> Inject:
    """Return an inject with what the scenario says of it.

    Raises:
        ExerciseError: It names a seat, a value or a condition that cannot be read.
    """
    own = next((entry for entry in rules.scenario.inject if entry.id == inject.id), None)
    strange = sorted(set(inject.to) - set(rules.seats))
    if strange:
        raise ExerciseError(f"inject {inject.id}: the scenario has no seat {strange[0]!r}")
    if inject.trigger == "turn" and inject.turn is None:
        raise ExerciseError(f"inject {inject.id}: a trigger `turn` needs the number of the turn")
    if inject.trigger == "condition":
        check_condition(rules, inject)
    check_changes(rules, inject.effects or ())
    if own is None:
        return inject
    text = next((v.text for v in own.text if v.when is None), own.text[0].text)
    return inject.model_copy(
        update={
            "label": inject.label or own.label or own.id,
            "to": inject.to or own.to,
            "text": inject.text or text,
        }
    )
