"""Messages: write to seats, pass on what is held, or stop it."""

from __future__ import annotations

from game.exercise import messages
from game.exercise.white import QueueItem
from game.ui.exercise.answers import split_names
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.screens.form import Answers, Field


async def write(white: White, at: Sight) -> None:
    """Write to seats of the world under the cursor."""
    known = ", ".join(["all", *(seat.seat for seat in at.world.seats)])

    def deed(written: Answers, seen: int) -> None:
        to = list(split_names(written["to"]))
        white.do(messages.send_message, to=to, text=written["text"], world=at.world.id)

    await white.fill_in(
        f"WRITE TO {at.world.label}",
        Field("to", f"to (of {known})", at.seat.seat if at.seat else ""),
        Field("text", "text"),
        deed=deed,
        told="The message is sent.",
        done="send",
    )


def pass_on(white: White, at: Sight, item: QueueItem) -> None:
    """Let a held message go to whom it is for."""
    told = "The message is passed on."
    white.act(told, messages.release_message, int(item.ref), seen=at.shown)


async def stop(white: White, item: QueueItem) -> None:
    """Keep a held message from whom it is for; its sender reads why."""
    await white.fill_in(
        "STOP THE MESSAGE",
        Field("reason", "why, as its sender reads it", needed=False),
        deed=lambda written, seen: white.do(
            messages.stop_message, int(item.ref), written["reason"], seen=seen
        ),
        told="The message is stopped.",
        known=(item.text,),
    )


DEEDS: Deeds = {"message": Deed(write)}
