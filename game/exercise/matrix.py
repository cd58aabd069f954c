"""Matrix adjudication: a proposal is argued, its odds estimated in private, then white rules.

The roll is keyed by the world's seed, the turn and the proposal, so that trying again changes
nothing; the rationale has to be written, a part for all and a part for the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from game.engine.luck import roll
from game.errors import ExerciseError, NotAllowed
from game.exercise.changes import ValueChange, amend, check_changes
from game.exercise.colleagues import naming, refuse_overtaken
from game.exercise.exercise import Change, Exercise
from game.exercise.overrides import compare
from game.exercise.payloads import (
    ArgumentAdded,
    DebateOpened,
    EstimateCast,
    RulingAnnounced,
    RulingMade,
)
from game.exercise.phases import require_reason
from game.exercise.readers import (
    CONTROL,
    Reader,
    of_seats,
    of_world,
    require_seat,
    require_white,
)
from game.exercise.standing import Proposal


def propose(
    exercise: Exercise, reader: Reader, intent: str, means: str, reasons: str, world: str = ""
) -> str:
    """Propose something beyond the rules and return its reference; only white sees it yet.

    Raises:
        NotAllowed: The exercise or the phase takes no input.
    """
    with exercise.change(reader) as change:
        if reader.role != "white":
            require_seat(reader)
        change.require_running()
        place = change.world(reader.world or world)
        if reader.role == "seat" and place.phase not in ("brief", "plan"):
            raise NotAllowed("proposals are made until the lock")
        if not intent.strip():
            raise ExerciseError("say what is to happen")
        ref = f"p{len(change.standing.proposals) + 1}"
        payload = ArgumentAdded(
            ref=ref, kind="proposal", intent=intent, means=means, reasons=reasons
        )
        change.append(payload, of_seats(place.id, [reader.seat or "white"]), place.id)
    return ref


def open_debate(
    exercise: Exercise,
    white: Reader,
    ref: str,
    seats: Iterable[str] | None = None,
    seen: int | None = None,
) -> None:
    """Show a proposal to some seats or to the whole world, to argue and estimate.

    Raises:
        NotAllowed: Who asks is not white, or it has been ruled on.
        StaleAction: A colleague has opened it or ruled on it since what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, DebateOpened, RulingMade, about=naming(ref=ref))
        proposal = find_proposal(change, ref)
        added = proposal.added.payload
        audience = of_world(proposal.world) if seats is None else of_seats(proposal.world, seats)
        payload = DebateOpened(
            ref=ref,
            by=proposal.added.seat,
            intent=added.intent,
            means=added.means,
            reasons=added.reasons,
        )
        change.append(payload, audience, proposal.world, caused_by=proposal.added.seq)


def find_proposal(change: Change, ref: str, ruled: bool = False) -> Proposal:
    """Return a proposal that waits for a ruling.

    Raises:
        ExerciseError: There is none of this name.
        NotAllowed: It has been ruled on.
    """
    proposal = change.standing.proposals.get(ref)
    if proposal is None:
        known = ", ".join(change.standing.proposals) or "none"
        raise ExerciseError(f"there is no proposal {ref[:60]!r}; there are {known}")
    if proposal.ruling is not None and not ruled:
        raise NotAllowed(f"{ref} has been ruled on")
    return proposal


def _require_part(change: Change, reader: Reader, ref: str) -> Proposal:
    """Return a proposal to which someone may contribute.

    What one may not see does not exist for one: the error does not tell them apart.
    """
    if reader.role == "white":
        return find_proposal(change, ref)
    require_seat(reader)
    change.require_running()
    proposal = change.standing.proposals.get(ref)
    words = reader.words([reader.world])
    seen = proposal and (words & proposal.debate or words & proposal.added.audience)
    if proposal is None or not seen or proposal.world != reader.world:
        raise ExerciseError(f"there is no proposal {ref[:60]!r}")
    if proposal.ruling is not None:
        raise NotAllowed(f"{ref} has been ruled on")
    return proposal


def argue(
    exercise: Exercise, reader: Reader, ref: str, side: Literal["pro", "con"], text: str
) -> None:
    """Say what speaks for or against a proposal; all read it who see the proposal.

    Raises:
        ExerciseError: There is no such proposal for this reader, or the text is empty.
        NotAllowed: It has been ruled on.
    """
    with exercise.change(reader) as change:
        proposal = _require_part(change, reader, ref)
        if not text.strip():
            raise ExerciseError("write the argument")
        payload = ArgumentAdded(ref=ref, kind=side, intent=text)
        audience = proposal.debate | proposal.added.audience
        change.append(payload, audience, proposal.world, caused_by=proposal.added.seq)


def estimate(exercise: Exercise, reader: Reader, ref: str, odds: float) -> None:
    """Say privately what the odds of a proposal are, in per cent; the last word counts.

    Raises:
        ExerciseError: There is no such proposal for this reader, or the odds are out of range.
        NotAllowed: It has been ruled on.
    """
    with exercise.change(reader) as change:
        proposal = _require_part(change, reader, ref)
        check_odds(odds)
        audience = of_seats(proposal.world, [reader.seat]) if reader.seat else CONTROL
        payload = EstimateCast(ref=ref, odds=odds)
        change.append(payload, audience, proposal.world, caused_by=proposal.added.seq)


def check_odds(odds: float) -> None:
    """Refuse odds that are no per cents.

    Raises:
        ExerciseError: They are not between 0 and 100.
    """
    if not 0.0 <= odds <= 100.0:
        raise ExerciseError(f"odds are per cents from 0 to 100, not {odds:g}")


def rule(
    exercise: Exercise,
    white: Reader,
    ref: str,
    odds: float,
    success: Iterable[ValueChange] = (),
    failure: Iterable[ValueChange] = (),
    public: str = "",
    private: str = "",
    seen: int | None = None,
) -> RulingMade:
    """Rule on a proposal: roll against the odds, apply what follows, announce it.

    Args:
        exercise: Which exercise.
        white: Who rules.
        ref: The proposal.
        odds: The odds that it succeeds, in per cent.
        success: What follows if it does.
        failure: What follows if it does not.
        public: The rationale that the world reads.
        private: The rationale for white and the report.
        seen: The last entry that they had seen.

    Raises:
        NotAllowed: Who asks is not white, a part of the rationale is missing, or it is ruled on.
        ExerciseError: The odds are out of range, or a change names what does not exist.
        StaleAction: A colleague has opened it or ruled on it since what was `seen`.
    """
    with exercise.change(white) as change:
        require_white(white)
        refuse_overtaken(change, seen, DebateOpened, RulingMade, about=naming(ref=ref))
        require_reason(public)
        require_reason(private)
        check_odds(odds)
        proposal = find_proposal(change, ref)
        chosen = tuple(success), tuple(failure)
        ruling = _draw(exercise, proposal, odds, chosen, (public, private))
        seq = change.append(ruling, CONTROL, proposal.world, caused_by=proposal.added.seq)
        announced = RulingAnnounced(
            ref=ref,
            intent=proposal.added.payload.intent,
            succeeded=ruling.succeeded,
            public=public,
        )
        audience = proposal.debate | proposal.added.audience
        change.append(announced, audience, proposal.world, caused_by=seq)
    return ruling


def _draw(
    exercise: Exercise,
    proposal: Proposal,
    odds: float,
    chosen: tuple[tuple[ValueChange, ...], tuple[ValueChange, ...]],
    rationale: tuple[str, str],
) -> RulingMade:
    """Return the ruling that the roll gives, with what it changes."""
    game = exercise.game(proposal.world)
    for changes in chosen:
        check_changes(game.rules, changes)
    key = f"ruling/{proposal.ref}"
    draw = roll(game.seed, proposal.turn, key)
    succeeded = 100.0 * draw < odds
    following = chosen[0] if succeeded else chosen[1]
    return RulingMade(
        ref=proposal.ref,
        odds=odds,
        key=key,
        roll=draw,
        succeeded=succeeded,
        changes=following,
        applied=compare(game.rules, game.state, amend(game.rules, game.state, following)),
        public=rationale[0],
        private=rationale[1],
    )
