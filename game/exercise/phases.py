"""The phases of a turn, which white moves: brief, plan, lock, adjudicate, release.

At a deadline nothing happens by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.engine import digest_state
from game.errors import ExerciseError, NotAllowed, StaleAction
from game.exercise.colleagues import COURSE, PHASE, in_world, of_seat, refuse_overtaken
from game.exercise.configuration import PHASES, Source
from game.exercise.drafts import find_draft
from game.exercise.exercise import Change, Exercise
from game.exercise.openings import open_phase, queue_matrix, queue_orders, release_turn
from game.exercise.payloads import (
    BotSet,
    ClockPaused,
    ClockResumed,
    ExerciseEnded,
    ExerciseStarted,
    GraceGranted,
    OrderDecided,
    PhaseExtended,
    PlanEntry,
    TurnReverted,
)
from game.exercise.readers import PUBLIC, Reader, of_seats, of_world, require_white
from game.exercise.standing import Standing, WorldStanding
from game.exercise.worlds import write_plan

Expected = tuple[str, int]
"""The phase and the turn that someone saw when they acted."""


def start(exercise: Exercise, white: Reader, seen: int | None = None) -> None:
    """Begin: the clock runs, and turn 1 of all worlds is briefed.

    Raises:
        NotAllowed: Who asks is not white, or it has begun.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, *COURSE)
        if change.standing.practising:
            raise NotAllowed("a practice turn is played; end it first")
        if change.standing.progress != "prepared":
            raise NotAllowed("the exercise has begun already")
        change.append(ExerciseStarted(), PUBLIC)
        for world in change.standing.worlds:
            open_phase(change, world, "brief", 1)


def move_on(
    exercise: Exercise,
    white: Reader,
    worlds: Iterable[str] | None = None,
    expect: Expected | None = None,
) -> None:
    """Open the next phase in some worlds, or in all that are not over.

    Args:
        exercise: Which exercise.
        white: Who asks.
        worlds: Which worlds; without them all.
        expect: The phase and turn that are to be left.

    Raises:
        NotAllowed: Orders are missing, the turn is not resolved, or the exercise does not run.
        StaleAction: A colleague has moved on already.
    """
    with exercise.change(white) as change:
        require_white(white)
        change.require_running()
        chosen = _choose(change, worlds)
        if not chosen:
            what = "practice" if change.standing.practising else "exercise"
            raise NotAllowed(f"no world has a turn left; end the {what}")
        for world in chosen:
            place = change.world(world)
            if expect is not None and expect != (place.phase, place.turn):
                raise StaleAction(
                    f"world {world} stands in turn {place.turn}, {place.phase}, not any more in "
                    f"turn {expect[1]}, {expect[0]}; look again"
                )
            _move(change, place)


def _choose(change: Change, worlds: Iterable[str] | None) -> list[str]:
    """Return the worlds that are meant; without names, those that can go on."""
    if worlds is not None:
        return [change.world(world).id for world in worlds]
    return [
        name
        for name, place in change.standing.worlds.items()
        if place.phase and not (place.phase == "release" and is_last(change.standing, place))
    ]


def is_last(standing: Standing, place: WorldStanding) -> bool:
    """Tell whether the turn of a world is its last; a practice has one."""
    last = 1 if standing.practising else standing.configuration.turns
    return place.over or (last is not None and place.turn >= last)


def _move(change: Change, place: WorldStanding) -> None:
    if not place.phase:
        raise NotAllowed(f"world {place.id} has not begun")
    if place.phase == "release":
        if is_last(change.standing, place):
            if change.standing.practising:
                raise NotAllowed("a practice is one turn; end it, and the exercise can begin")
            raise NotAllowed(f"turn {place.turn} was the last of world {place.id}")
        open_phase(change, place.id, "brief", place.turn + 1)
        return
    if place.phase == "lock":
        _require_orders(change, place)
    if place.phase == "adjudicate" and not place.resolved:
        raise NotAllowed(f"turn {place.turn} of world {place.id} is not resolved yet")
    following = PHASES[PHASES.index(place.phase) + 1]
    open_phase(change, place.id, following, place.turn)
    if following == "lock":
        queue_matrix(change, place)
    if following == "release":
        release_turn(change, place)


def find_missing(change_world: WorldStanding, teams: Iterable[str]) -> list[str]:
    """Return the teams whose orders are neither in nor decided by white."""
    return [
        seat
        for seat in teams
        if seat not in change_world.submissions
        and seat not in change_world.decisions
        and seat not in change_world.bots
    ]


def _require_orders(change: Change, place: WorldStanding) -> None:
    missing = find_missing(place, change.standing.configuration.teams(place.id))
    if missing:
        raise NotAllowed(
            f"world {place.id} has no orders of {', '.join(missing)}; decide for each: grace, "
            "draft, standing orders, bot or silence"
        )


def extend(
    exercise: Exercise,
    white: Reader,
    minutes: float,
    worlds: Iterable[str] | None = None,
    seen: int | None = None,
) -> None:
    """Move the deadline of the phase, in some worlds or in all.

    Raises:
        NotAllowed: Who asks is not white, or no phase is open.
        StaleAction: A colleague has moved it, or the phase, since what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        for world in _choose(change, worlds):
            refuse_overtaken(change, seen, *PHASE, PhaseExtended, about=in_world(world))
            place = change.world(world)
            if not place.phase:
                raise NotAllowed(f"world {world} has no phase to extend")
            change.append(PhaseExtended(seconds=60.0 * minutes), of_world(world), world)


def grant_grace(
    exercise: Exercise,
    white: Reader,
    world: str,
    seat: str,
    minutes: float,
    seen: int | None = None,
) -> None:
    """Let a seat hand in its orders after the lock.

    Raises:
        NotAllowed: Who asks is not white, or the turn is beyond the lock.
        StaleAction: A colleague has decided about the seat since what was `seen`.
    """
    with exercise.change(white) as change:
        place = _require_team(change, white, world, seat)
        _refuse_decided(change, seen, world, seat)
        if place.phase not in ("plan", "lock"):
            raise NotAllowed(f"grace can be granted until the lock, not in {place.phase}")
        payload = GraceGranted(seat=seat, seconds=60.0 * minutes)
        change.append(payload, of_seats(world, [seat]), world)


def _require_team(change: Change, white: Reader, world: str, seat: str) -> WorldStanding:
    require_white(white)
    place = change.world(world)
    if seat not in change.standing.configuration.world(world).seats:
        raise ExerciseError(f"world {world} has no seat {seat[:60]!r}")
    return place


def _refuse_decided(change: Change, seen: int | None, world: str, seat: str) -> None:
    """Refuse to decide about a seat what a colleague has just decided."""
    decisions = (GraceGranted, OrderDecided, BotSet)
    refuse_overtaken(change, seen, *decisions, about=of_seat(world, seat))


def decide(
    exercise: Exercise,
    white: Reader,
    world: str,
    seat: str,
    source: Source,
    seen: int | None = None,
) -> None:
    """Say what counts as the orders of a seat that gave none.

    Args:
        exercise: Which exercise.
        white: Who asks.
        world: The world.
        seat: The seat.
        source: `draft`, `standing`, `bot` or `silence`.
        seen: The last entry that they had seen.

    Raises:
        NotAllowed: Who asks is not white, the seat has handed in, or there is no such draft.
        StaleAction: A colleague has decided about the seat since what was `seen`.
    """
    with exercise.change(white) as change:
        place = _require_team(change, white, world, seat)
        _refuse_decided(change, seen, world, seat)
        if place.phase not in ("plan", "lock"):
            raise NotAllowed("orders are decided in the phases plan and lock")
        if seat in place.submissions:
            raise NotAllowed(f"{seat} has handed in its orders; nothing is left to decide")
        plan = _find_plan(change, place, seat, source)
        payload = OrderDecided(seat=seat, source=source, plan=plan)
        seq = change.append(payload, of_seats(world, [seat]), world)
        if place.phase == "lock" and plan is not None:
            queue_orders(change, place, seat, plan, seq)


def _find_plan(change: Change, place: WorldStanding, seat: str, source: Source) -> PlanEntry | None:
    if source in ("bot", "silence"):
        return None
    if source == "standing":
        if seat not in place.standing:
            raise NotAllowed(f"{seat} has left no standing orders")
        return place.standing[seat]
    if source == "draft":
        draft = find_draft(change.connection, change.exercise.id, place.id, seat)
        if draft is None or draft.turn != place.turn:
            raise NotAllowed(f"{seat} has no draft of turn {place.turn}")
        return write_plan(draft.plan)
    raise NotAllowed(f"orders cannot be decided as {source!r}")


def set_bot(
    exercise: Exercise, white: Reader, world: str, seat: str, bot: bool, seen: int | None = None
) -> None:
    """Let a bot play a seat from now on, or no longer.

    Raises:
        NotAllowed: Who asks is not white, or it is so already.
        StaleAction: A colleague has decided about the seat since what was `seen`.
    """
    with exercise.change(white) as change:
        place = _require_team(change, white, world, seat)
        _refuse_decided(change, seen, world, seat)
        if (seat in place.bots) == bot:
            raise NotAllowed(f"a {'bot' if bot else 'team'} plays {seat} already")
        change.append(BotSet(seat=seat, bot=bot), of_seats(world, [seat]), world)


def pause(exercise: Exercise, white: Reader, reason: str = "", seen: int | None = None) -> None:
    """Stop every clock and all input; the times of injects move along.

    Raises:
        NotAllowed: Who asks is not white, or the exercise does not run.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, *COURSE, ClockPaused, ClockResumed)
        change.require_running()
        change.append(ClockPaused(reason=reason), PUBLIC)


def unpause(exercise: Exercise, white: Reader, seen: int | None = None) -> None:
    """Let the clocks run on.

    Raises:
        NotAllowed: Who asks is not white, or the exercise is not paused.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, *COURSE, ClockPaused, ClockResumed)
        if change.standing.progress != "running" or not change.standing.paused:
            raise NotAllowed("the exercise is not paused")
        change.append(ClockResumed(), PUBLIC)


def revert(
    exercise: Exercise,
    white: Reader,
    world: str,
    turn: int,
    reason: str,
    seen: int | None = None,
) -> None:
    """Take turns back: a turn is briefed again, in the state in which it began.

    Nothing is deleted; overrides and rulings of the turns taken back do not count any more, and
    injects sent in them are held.

    Raises:
        NotAllowed: Who asks is not white, the turn has not begun, or no reason is given.
        StaleAction: A colleague has changed the world's course since what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, *PHASE, about=in_world(world))
        require_reason(reason)
        if change.standing.progress != "running":
            raise NotAllowed("only a running exercise can be taken back")
        place = change.world(world)
        if not 1 <= turn <= place.turn:
            raise NotAllowed(f"world {world} stands in turn {place.turn}; it has no turn {turn}")
        kept = [entry for entry in place.journal if entry.turn < turn]
        digest = digest_state(change.exercise.state_after(world, kept))
        payload = TurnReverted(to=turn, reason=reason, digest=digest)
        change.append(payload, of_world(world), world)
        open_phase(change, world, "brief", turn)


def require_reason(reason: str) -> None:
    """Refuse an action whose reason is left out: the report has to give it.

    Raises:
        NotAllowed: There is none.
    """
    if not reason.strip():
        raise NotAllowed("give a reason: the report will quote it")


def end(exercise: Exercise, white: Reader, seen: int | None = None) -> None:
    """Close the exercise; notes, the survey and reports go on.

    Raises:
        NotAllowed: Who asks is not white, or it is not running.
        StaleAction: A colleague was faster than what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, *COURSE)
        if change.standing.practising:
            raise NotAllowed("a practice turn is played; end that")
        if change.standing.progress != "running":
            raise NotAllowed("the exercise is not running")
        change.append(ExerciseEnded(), PUBLIC)
