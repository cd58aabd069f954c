"""Count an entry of the log into the standing of its exercise."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from game.exercise.clock import MICROSECONDS
from game.exercise.events import Event
from game.exercise.payloads import (
    ArgumentAdded,
    BotSet,
    ClaimAsked,
    ClaimRefused,
    ClockExpired,
    ClockPaused,
    ClockResumed,
    DebateOpened,
    EstimateCast,
    ExerciseCreated,
    ExerciseEnded,
    ExerciseStarted,
    GraceGranted,
    InjectChanged,
    InjectInvented,
    InjectSent,
    MessageHeld,
    MessageSent,
    MessageStopped,
    OrderDecided,
    OrderSubmitted,
    OrderWithdrawn,
    OverrideApplied,
    OverrideUndone,
    PhaseExtended,
    PhaseLocked,
    PhaseOpened,
    PracticeEnded,
    PracticeStarted,
    ProjectorSet,
    ReadySet,
    RulingMade,
    SeatClaimed,
    SeatTakenOver,
    StandingSet,
    SurveyAnswered,
    SurveyClosed,
    SurveyOpened,
    TurnResolved,
    TurnReverted,
    WorldEnded,
)
from game.exercise.standing import (
    Decision,
    InjectStanding,
    Prepared,
    Proposal,
    Standing,
    Submission,
    WorldStanding,
)


def count_in(standing: Standing, event: Event) -> None:
    """Let a standing hold one more entry; entries come in their order."""
    count = _COUNTS.get(type(event.payload))
    if count is not None:
        count(standing, event)
    standing.seq = event.seq


def _world(standing: Standing, event: Event) -> WorldStanding:
    return standing.worlds[event.world]


def _create(standing: Standing, event: Event) -> None:
    configuration = event.payload.configuration
    standing.created = event.payload
    for world in configuration.worlds:
        standing.worlds[world.id] = WorldStanding(
            world.id, bots={seat for seat, kind in world.seats.items() if kind == "bot"}
        )
    for inject in configuration.injects:
        standing.injects[inject.id] = InjectStanding(inject)


def _start(standing: Standing, event: Event) -> None:
    standing.progress = "running"
    _resume(standing, event)


def _practise(standing: Standing, event: Event) -> None:
    standing.prepared = Prepared(deepcopy(standing.worlds), deepcopy(standing.injects))
    _start(standing, event)


def _end_practice(standing: Standing, event: Event) -> None:
    """Go back to what was prepared; who sits where stays, and what was edited in an inject."""
    found, standing.prepared = standing.prepared, None
    if found is None:
        return
    for name, place in found.worlds.items():
        place.claimed |= standing.worlds[name].claimed
    for name, line in found.injects.items():
        line.inject = standing.injects[name].inject
    standing.worlds, standing.injects = found.worlds, found.injects
    standing.proposals, standing.held = {}, {}
    standing.progress, standing.paused = "prepared", True
    standing.since, standing.counted = event.moment, 0


def _end(standing: Standing, event: Event) -> None:
    standing.progress = "ended"
    if not standing.paused:
        _pause(standing, event)


def _pause(standing: Standing, event: Event) -> None:
    standing.counted = standing.elapsed(event.moment)
    standing.since, standing.paused = event.moment, True


def _resume(standing: Standing, event: Event) -> None:
    standing.since, standing.paused = event.moment, False


def _end_world(standing: Standing, event: Event) -> None:
    world = _world(standing, event)
    world.over, world.ending = True, event.payload.label


def _open_phase(standing: Standing, event: Event) -> None:
    world = _world(standing, event)
    if event.payload.phase == "brief":
        _clear_turn(world)
    if event.payload.phase == "release":
        world.released = event.turn
    world.turn, world.phase, world.expired = event.turn, event.payload.phase, False
    world.opened = standing.elapsed(event.moment)
    length = int(event.payload.seconds * MICROSECONDS)
    world.ends = world.opened + length if length else None


def _clear_turn(world: WorldStanding) -> None:
    """Forget what belonged to the last turn."""
    world.submissions, world.decisions, world.grace = {}, {}, {}
    world.ready, world.resolved = set(), False


def _extend(standing: Standing, event: Event) -> None:
    world = _world(standing, event)
    begun = standing.elapsed(event.moment) if world.ends is None else world.ends
    world.ends, world.expired = begun + int(event.payload.seconds * MICROSECONDS), False


def _expire(standing: Standing, event: Event) -> None:
    _world(standing, event).expired = True


def _grant(standing: Standing, event: Event) -> None:
    until = standing.elapsed(event.moment) + int(event.payload.seconds * MICROSECONDS)
    _world(standing, event).grace[event.payload.seat] = until


def _submit(standing: Standing, event: Event) -> None:
    world = _world(standing, event)
    world.submissions[event.seat] = Submission(event.payload.plan, event.seq)
    world.ready.add(event.seat)
    world.decisions.pop(event.seat, None)


def _withdraw(standing: Standing, event: Event) -> None:
    world = _world(standing, event)
    world.submissions.pop(event.seat, None)
    world.ready.discard(event.seat)


def _decide(standing: Standing, event: Event) -> None:
    payload = event.payload
    _world(standing, event).decisions[payload.seat] = Decision(payload.source, payload.plan)


def _set_standing(standing: Standing, event: Event) -> None:
    world = _world(standing, event)
    if event.payload.plan is None:
        world.standing.pop(event.seat, None)
    else:
        world.standing[event.seat] = event.payload.plan


def _set_ready(standing: Standing, event: Event) -> None:
    ready = _world(standing, event).ready
    (ready.add if event.payload.ready else ready.discard)(event.seat)


def _set_bot(standing: Standing, event: Event) -> None:
    bots = _world(standing, event).bots
    (bots.add if event.payload.bot else bots.discard)(event.payload.seat)


def _claim(standing: Standing, event: Event) -> None:
    if event.world:
        _world(standing, event).claimed.add(event.seat)


def _take_over(standing: Standing, event: Event) -> None:
    standing.tickets.pop(event.payload.ticket, None)


def _ask(standing: Standing, event: Event) -> None:
    standing.tickets[event.payload.ticket] = event


def _resolve(standing: Standing, event: Event) -> None:
    world = _world(standing, event)
    world.turn = event.turn
    world.journal.append(event)
    world.resolved, world.queued = True, []


def _revert(standing: Standing, event: Event) -> None:
    """Forget what made the state since the turn began, and hold the injects sent since then.

    What was due is not: its time comes again, or is found to have gone by once more.
    """
    world, to = _world(standing, event), event.payload.to
    world.journal = [entry for entry in world.journal if entry.turn < to]
    world.over, world.ending = False, ""
    world.turn, world.phase, world.released = to - 1, "release", to - 1
    world.reverts += 1
    for line in standing.injects.values():
        line.due.discard(world.id)
        sent = line.sent.get(world.id)
        if sent is not None and sent.turn >= to:
            del line.sent[world.id]
            line.status = "held"
    resolved = [entry.seq for entry in world.journal if entry.type == TurnResolved.TYPE]
    last = resolved[-1] if resolved else 0
    world.queued = [
        name
        for name, line in standing.injects.items()
        if world.id in line.sent
        and line.sent[world.id].payload.played
        and line.sent[world.id].seq > last
    ]


def _change_state(standing: Standing, event: Event) -> None:
    _world(standing, event).journal.append(event)


def _undo(standing: Standing, event: Event) -> None:
    """Leave an override out of what made the state."""
    world = _world(standing, event)
    world.journal = [entry for entry in world.journal if entry.seq != event.payload.override]


def _send(standing: Standing, event: Event) -> None:
    world, line = _world(standing, event), standing.injects[event.payload.inject]
    line.sent[world.id] = event
    line.due.discard(world.id)
    if len(line.sent) == len(standing.worlds):
        line.status = "sent"
    if event.payload.played:
        world.queued.append(event.payload.inject)
    if event.payload.changes:
        world.journal.append(event)


def _change_inject(standing: Standing, event: Event) -> None:
    line = standing.injects[event.payload.inject]
    if event.payload.edited is not None:
        line.inject = event.payload.edited
    if event.payload.status == "due":
        line.due.add(event.world)
    else:
        line.status = event.payload.status


def _invent(standing: Standing, event: Event) -> None:
    inject = event.payload.inject
    standing.injects[inject.id] = InjectStanding(inject, invented=True)


def _hold(standing: Standing, event: Event) -> None:
    standing.held[event.seq] = event


def _release(standing: Standing, event: Event) -> None:
    if event.caused_by is not None:
        standing.held.pop(event.caused_by, None)


def _stop(standing: Standing, event: Event) -> None:
    standing.held.pop(event.payload.message, None)


def _argue(standing: Standing, event: Event) -> None:
    payload: ArgumentAdded = event.payload
    if payload.kind == "proposal":
        standing.proposals[payload.ref] = Proposal(payload.ref, event.world, event.turn, event)
    else:
        standing.proposals[payload.ref].arguments.append(event)


def _open_debate(standing: Standing, event: Event) -> None:
    standing.proposals[event.payload.ref].debate = event.audience


def _estimate(standing: Standing, event: Event) -> None:
    standing.proposals[event.payload.ref].estimates[event.seat] = event.payload.odds


def _rule(standing: Standing, event: Event) -> None:
    standing.proposals[event.payload.ref].ruling = event
    if event.payload.applied:
        _change_state(standing, event)


def _open_survey(standing: Standing, event: Event) -> None:
    standing.survey = True


def _close_survey(standing: Standing, event: Event) -> None:
    standing.survey = False


def _answer(standing: Standing, event: Event) -> None:
    standing.answered.add((event.world, event.seat))


def _show(standing: Standing, event: Event) -> None:
    standing.projector = event


_COUNTS: dict[type[Any], Callable[[Standing, Event], None]] = {
    ExerciseCreated: _create,
    ExerciseStarted: _start,
    PracticeStarted: _practise,
    PracticeEnded: _end_practice,
    ExerciseEnded: _end,
    WorldEnded: _end_world,
    PhaseOpened: _open_phase,
    PhaseLocked: _open_phase,
    PhaseExtended: _extend,
    ClockExpired: _expire,
    ClockPaused: _pause,
    ClockResumed: _resume,
    GraceGranted: _grant,
    OrderSubmitted: _submit,
    OrderWithdrawn: _withdraw,
    OrderDecided: _decide,
    StandingSet: _set_standing,
    ReadySet: _set_ready,
    BotSet: _set_bot,
    SeatClaimed: _claim,
    SeatTakenOver: _take_over,
    ClaimAsked: _ask,
    ClaimRefused: _take_over,
    TurnResolved: _resolve,
    TurnReverted: _revert,
    OverrideApplied: _change_state,
    OverrideUndone: _undo,
    InjectSent: _send,
    InjectChanged: _change_inject,
    InjectInvented: _invent,
    MessageHeld: _hold,
    MessageSent: _release,
    MessageStopped: _stop,
    ArgumentAdded: _argue,
    DebateOpened: _open_debate,
    EstimateCast: _estimate,
    RulingMade: _rule,
    SurveyOpened: _open_survey,
    SurveyClosed: _close_survey,
    SurveyAnswered: _answer,
    ProjectorSet: _show,
}
