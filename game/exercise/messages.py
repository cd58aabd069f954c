"""Messages between seats and white, who reads them all and may have to let them pass."""

from __future__ import annotations

from collections.abc import Sequence

from game.errors import ExerciseError, NotAllowed
from game.exercise.colleagues import refuse_overtaken
from game.exercise.events import Event
from game.exercise.exercise import Change, Exercise
from game.exercise.payloads import MessageHeld, MessageSent, MessageStopped
from game.exercise.readers import Reader, of_seats, of_world, require_white

MOST_LETTERS = 4000
"""The longest message."""

EVERYONE = "all"
"""What stands for all seats of a world, in a message of white's."""


def send_message(
    exercise: Exercise, sender: Reader, to: Sequence[str], text: str, world: str = ""
) -> None:
    """Send a message.

    Args:
        exercise: Which exercise.
        sender: A seat or white.
        to: Seats of the world, `white`, or from white `all`.
        text: What it says.
        world: For white, the world of the recipients.

    Raises:
        NotAllowed: The sender may not write, or the exercise takes no input.
        ExerciseError: There is no such recipient, or the text is empty or too long.
    """
    with exercise.change(sender) as change:
        place = sender.world or world
        _require_writer(change, sender)
        _check(change, place, to, text, sender)
        name = sender.seat or "white"
        if sender.role == "seat" and _is_held(change, to):
            held = MessageHeld(sender=name, to=tuple(to), text=text)
            change.append(held, of_seats(place, [name]), place)
            return
        _deliver(change, MessageSent(sender=name, to=tuple(to), text=text), place)


def _require_writer(change: Change, sender: Reader) -> None:
    if sender.role == "seat":
        change.require_running()
    elif sender.role != "white":
        raise NotAllowed(f"a reader of the role {sender.role} writes no messages")


def _is_held(change: Change, to: Sequence[str]) -> bool:
    return change.standing.configuration.hold_messages and tuple(to) != ("white",)


def _check(change: Change, world: str, to: Sequence[str], text: str, sender: Reader) -> None:
    seats = change.standing.configuration.world(world).seats
    known = {*seats, "white", *([EVERYONE] if sender.role == "white" else ())}
    strange = sorted(set(to) - known)
    if strange or not to:
        raise ExerciseError(
            f"there is no recipient {strange[0][:60]!r}; there are {', '.join(sorted(known))}"
            if strange
            else "name a recipient"
        )
    if not text.strip() or len(text) > MOST_LETTERS:
        raise ExerciseError(f"a message has 1 to {MOST_LETTERS} letters")


def _deliver(
    change: Change, message: MessageSent, world: str, caused_by: int | None = None
) -> None:
    audience = of_seats(world, [*message.to, message.sender])
    if EVERYONE in message.to:
        audience = of_world(world)
    change.append(message, audience, world, seat=message.sender, caused_by=caused_by)


def release_message(
    exercise: Exercise, white: Reader, message: int, seen: int | None = None
) -> None:
    """Let a held message pass.

    Raises:
        NotAllowed: Who asks is not white, or it does not wait any more.
        StaleAction: A colleague has answered it since what was `seen`.
    """
    with exercise.change(white) as change:
        held = _find_held(change, white, message, seen)
        sent = MessageSent(sender=held.payload.sender, to=held.payload.to, text=held.payload.text)
        _deliver(change, sent, held.world, held.seq)


def stop_message(
    exercise: Exercise, white: Reader, message: int, reason: str = "", seen: int | None = None
) -> None:
    """Do not let a held message pass; its sender is told.

    Raises:
        NotAllowed: Who asks is not white, or it does not wait any more.
        StaleAction: A colleague has answered it since what was `seen`.
    """
    with exercise.change(white) as change:
        held = _find_held(change, white, message, seen)
        change.append(
            MessageStopped(message=message, reason=reason),
            of_seats(held.world, [held.payload.sender]),
            held.world,
            caused_by=message,
        )


def _find_held(change: Change, white: Reader, message: int, seen: int | None) -> Event:
    require_white(white)
    answers = (MessageSent, MessageStopped)
    refuse_overtaken(change, seen, *answers, about=lambda event: event.caused_by == message)
    if message not in change.standing.held:
        raise NotAllowed(f"message {message} does not wait any more")
    return change.standing.held[message]
