"""Injects: sent by white or by their triggers, held, edited, skipped, invented."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import ValidationError

from game.errors import ExerciseError, NotAllowed
from game.exercise.changes import amend
from game.exercise.colleagues import naming, refuse_overtaken
from game.exercise.configuration import Inject, Status
from game.exercise.creation import fit_inject
from game.exercise.exercise import Change, Exercise
from game.exercise.fields import explain_refusal
from game.exercise.overrides import compare
from game.exercise.payloads import InjectChanged, InjectDelivered, InjectInvented, InjectSent
from game.exercise.payloads.control import Difference
from game.exercise.readers import CONTROL, Reader, of_seats, of_world, require_white
from game.exercise.resolution import PROGRAM
from game.exercise.standing import InjectStanding, Standing
from game.exercise.triggers import holds, is_missed, is_timely


def send(
    exercise: Exercise,
    white: Reader,
    inject: str,
    worlds: Iterable[str] | None = None,
    seen: int | None = None,
) -> None:
    """Send an inject, in some worlds or in all that have not had it; during a pause too.

    Raises:
        NotAllowed: Who asks is not white, the exercise does not run, or it was sent there.
        ExerciseError: There is no such inject.
        StaleAction: A colleague has sent or changed it since what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        _refuse_changed(change, seen, inject)
        _send_all(change, find_inject(change.standing, inject), worlds)


def _refuse_changed(change: Change, seen: int | None, inject: str) -> None:
    """Refuse to act on an inject that a colleague has just sent or changed."""
    refuse_overtaken(change, seen, InjectSent, InjectChanged, about=naming(inject=inject))


def _send_all(change: Change, line: InjectStanding, worlds: Iterable[str] | None) -> None:
    name = line.inject.id
    if change.standing.progress != "running":
        raise NotAllowed("injects are sent while the exercise runs")
    chosen = list(worlds) if worlds is not None else _list_open(change.standing, line)
    for world in chosen:
        if world in line.sent:
            raise NotAllowed(f"{name} has been sent in world {world}")
        _send(change, line.inject, world, "white")
    if not chosen:
        raise NotAllowed(f"{name} has been sent in every world that is not over")


def _list_open(standing: Standing, line: InjectStanding) -> list[str]:
    return [
        name
        for name, place in standing.worlds.items()
        if name not in line.sent and not place.over and place.phase
    ]


def find_inject(standing: Standing, inject: str) -> InjectStanding:
    """Return where an inject stands.

    Raises:
        ExerciseError: There is none of this name.
    """
    if inject not in standing.injects:
        known = ", ".join(standing.injects) or "none"
        raise ExerciseError(f"there is no inject {inject[:60]!r}; there are {known}")
    return standing.injects[inject]


def _send(change: Change, inject: Inject, world: str, by: Any) -> None:
    """Note an inject for white, and deliver it to those whom it reaches."""
    own = {entry.id for entry in change.exercise.rules.scenario.inject}
    played = inject.effects is None and inject.id in own
    changes = inject.effects or ()
    game = change.exercise.game(world)
    after = amend(game.rules, game.state, changes)
    applied: tuple[Difference, ...] = compare(game.rules, game.state, after)
    sent = InjectSent(inject=inject.id, by=by, played=played, changes=changes, applied=applied)
    seq = change.append(sent, CONTROL, world)
    audience = of_seats(world, inject.to) if inject.to else of_world(world)
    payload = InjectDelivered(
        label=inject.label or inject.id, sender=inject.sender, text=inject.text
    )
    change.append(payload, audience, world, caused_by=seq, seat="white")


def hold(
    exercise: Exercise, white: Reader, inject: str, reason: str = "", seen: int | None = None
) -> None:
    """Keep an inject back: its trigger does nothing.

    Raises:
        NotAllowed: Who asks is not white, or it has been sent or is held.
        StaleAction: A colleague has sent or changed it since what was `seen`.
    """
    _set_status(exercise, white, inject, "held", reason, seen)


def release_hold(exercise: Exercise, white: Reader, inject: str, seen: int | None = None) -> None:
    """Let the trigger of an inject that was held or skipped work again.

    Raises:
        NotAllowed: Who asks is not white, or it has been sent or is not kept back.
        StaleAction: A colleague has sent or changed it since what was `seen`.
    """
    _set_status(exercise, white, inject, "waiting", "", seen)


def skip(
    exercise: Exercise, white: Reader, inject: str, reason: str = "", seen: int | None = None
) -> None:
    """Leave an inject out.

    Raises:
        NotAllowed: Who asks is not white, or it has been sent or skipped.
        StaleAction: A colleague has sent or changed it since what was `seen`.
    """
    _set_status(exercise, white, inject, "skipped", reason, seen)


def _set_status(
    exercise: Exercise, white: Reader, inject: str, status: Status, reason: str, seen: int | None
) -> None:
    with exercise.change(white) as change:
        require_white(white)
        _refuse_changed(change, seen, inject)
        line = find_inject(change.standing, inject)
        if line.status == "sent":
            raise NotAllowed(f"{inject} has been sent")
        if line.status == status:
            raise NotAllowed(f"{inject} is {'not kept back' if status == 'waiting' else status}")
        assert status != "sent"
        change.append(InjectChanged(inject=inject, status=status, reason=reason), CONTROL)


def edit(
    exercise: Exercise, white: Reader, inject: str, seen: int | None = None, **fields: Any
) -> Inject:
    """Change an inject before it is sent, and return it.

    Raises:
        NotAllowed: Who asks is not white, or it has been sent.
        ExerciseError: It names what the scenario does not have.
        StaleAction: A colleague has sent or changed it since what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        _refuse_changed(change, seen, inject)
        line = find_inject(change.standing, inject)
        if line.status == "sent":
            raise NotAllowed(f"{inject} has been sent")
        edited = fit_inject(exercise.rules, rebuild(line.inject, fields))
        payload = InjectChanged(inject=inject, status=_status_of(line), edited=edited)
        change.append(payload, CONTROL)
    return edited


def rebuild(inject: Inject, fields: dict[str, Any]) -> Inject:
    """Return an inject with other fields, checked.

    Raises:
        ExerciseError: A field does not exist or has another shape.
    """
    try:
        return Inject.model_validate({**inject.model_dump(), **fields, "id": inject.id})
    except ValidationError as error:
        raise ExerciseError(f"inject {inject.id}: {explain_refusal(error)}") from error


def invent(
    exercise: Exercise,
    white: Reader,
    inject: Inject,
    worlds: Iterable[str] | None = None,
    send_now: bool = True,
    number: bool = False,
) -> str:
    """Add an inject that was not prepared, send it, and return its id.

    Args:
        exercise: Which exercise.
        white: Who asks.
        inject: What it is.
        worlds: Where it is sent; without them everywhere.
        send_now: Whether it is sent at once.
        number: Whether its id gets the first number behind it that is free, so that two
            facilitators can invent at once.

    Raises:
        NotAllowed: Who asks is not white.
        ExerciseError: There is one of this id, or it names what the scenario does not have.
    """
    with exercise.change(white) as change:
        require_white(white)
        known = change.standing.injects
        if number:
            free = next(n for n in range(1, len(known) + 2) if f"{inject.id}-{n}" not in known)
            inject = inject.model_copy(update={"id": f"{inject.id}-{free}"})
        if inject.id in known:
            raise ExerciseError(f"there is an inject {inject.id!r} already; edit it")
        fitted = fit_inject(exercise.rules, inject)
        change.append(InjectInvented(inject=fitted), CONTROL)
        if send_now:
            _send_all(change, InjectStanding(fitted), worlds)
    return fitted.id


def take_injects(exercise: Exercise, white: Reader, wanted: Iterable[Inject]) -> int:
    """Take injects from a table: edit those that are known and not sent, add the others.

    Raises:
        NotAllowed: Who asks is not white, or one that was sent is to change.
        ExerciseError: One names what the scenario does not have.
    """
    count = 0
    with exercise.change(white) as change:
        require_white(white)
        for inject in wanted:
            fitted = fit_inject(exercise.rules, inject)
            line = change.standing.injects.get(inject.id)
            if line is None:
                change.append(InjectInvented(inject=fitted), CONTROL)
            elif line.inject == fitted:
                continue
            elif line.sent:
                raise NotAllowed(f"{inject.id} has been sent; it cannot change any more")
            else:
                payload = InjectChanged(inject=inject.id, status=_status_of(line), edited=fitted)
                change.append(payload, CONTROL)
            count += 1
    return count


def _status_of(line: InjectStanding) -> Literal["waiting", "due", "held", "skipped"]:
    """Return the status of an inject that has not been sent everywhere."""
    return "waiting" if line.status == "sent" else line.status


def run_triggers(exercise: Exercise) -> int:
    """Send the injects whose triggers hold, or let them become due where white has to decide.

    White decides where the MSEL says so, and where the phase of an inject went by without it.
    """
    if not find_triggered(exercise):
        return 0
    with exercise.change(PROGRAM) as change:
        triggered = find_triggered(exercise)
        for name, world in triggered:
            line = change.standing.injects[name]
            if line.inject.confirm or is_missed(change.world(world), line.inject):
                change.append(InjectChanged(inject=name, status="due"), CONTROL, world)
            else:
                _send(change, line.inject, world, "trigger")
    return len(triggered)


def find_triggered(exercise: Exercise) -> list[tuple[str, str]]:
    """Return the injects that are set off now and wait for nothing, each with its world.

    A practice sets none off: what is prepared is not to be known before the exercise.
    """
    standing = exercise.last_standing
    if standing.practising:
        return []
    return [
        (name, world)
        for name, line in standing.injects.items()
        for world in standing.worlds
        if line.status == "waiting"
        and world not in line.sent
        and world not in line.due
        and _is_triggered(exercise, line.inject, world)
    ]


def _is_triggered(exercise: Exercise, inject: Inject, world: str) -> bool:
    standing = exercise.last_standing
    place = standing.worlds[world]
    if inject.trigger == "condition":
        if place.over or place.phase not in ("brief", "plan"):
            return False
        game = exercise.game(world)
        return holds(game.rules, game.opening, inject)
    return is_timely(standing, place, inject, exercise.now)
