"""What sets an inject off: the clock, a turn's phase, a condition of the world."""

from __future__ import annotations

from game.engine import Opening, Rules
from game.errors import ExerciseError, FormulaError
from game.exercise.clock import MICROSECONDS
from game.exercise.configuration import PHASES, Inject
from game.exercise.standing import Standing, WorldStanding
from game.formula import compile_formula, names_in
from game.scenario.scope import parse_formula


def check_condition(rules: Rules, inject: Inject) -> None:
    """Refuse a condition that cannot be read.

    Raises:
        ExerciseError: It is missing, malformed, or names what the scenario does not have.
    """
    if inject.when is None:
        raise ExerciseError(f"inject {inject.id}: a trigger `condition` needs `when`")
    try:
        tree = parse_formula(inject.when)
    except FormulaError as error:
        raise ExerciseError(f"inject {inject.id}: {inject.when}: {error.message}") from error
    for read in names_in(tree):
        # Counters get their place when the rules are compiled; one that no rule reads has none.
        if read.name not in rules.layout.places:
            raise ExerciseError(
                f"inject {inject.id}: the scenario has nothing {read.name!r} that can be read here"
            )


def holds(rules: Rules, opening: Opening, inject: Inject) -> bool:
    """Tell whether the condition of an inject holds at an opening."""
    layout = rules.layout
    tree = parse_formula(inject.when or 0.0)
    return compile_formula(tree, layout, layout.curves, layout.bounds)(opening.frame) != 0.0


def is_timely(standing: Standing, world: WorldStanding, inject: Inject, now: int) -> bool:
    """Tell whether the clock sets an inject off in a world, conditions aside."""
    if world.turn == 0 or world.over or not world.phase:
        return False
    offset = int(60 * inject.minutes * MICROSECONDS)
    elapsed = standing.elapsed(now)
    if inject.trigger == "time":
        return elapsed >= offset
    if inject.trigger != "turn" or inject.turn is None:
        return False
    planned = (inject.turn, inject.phase)
    if planned == (world.turn, world.phase):
        return elapsed >= world.opened + offset
    return is_missed(world, inject)


def is_missed(world: WorldStanding, inject: Inject) -> bool:
    """Tell whether the phase in which an inject was to come is over."""
    if inject.trigger != "turn" or inject.turn is None or not world.phase:
        return False
    planned = (inject.turn, PHASES.index(inject.phase))
    return planned < (world.turn, PHASES.index(world.phase))
