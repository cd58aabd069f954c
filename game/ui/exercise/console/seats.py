"""The seats: grace, what counts as orders, bots, codes, who sits there and what they see."""

from __future__ import annotations

from typing import cast

from game.exercise import phases
from game.exercise.codes import renew_code
from game.exercise.configuration import Source
from game.exercise.readers import Reader
from game.exercise.sessions import Session, revoke_sessions
from game.exercise.white import SeatLine, WorldView
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.screens.form import ChoiceScreen, Option


def name_seat(at: Sight, world: WorldView, seat: SeatLine) -> str:
    """Return what people call a seat, with its world where there are several."""
    name = seat.label or seat.seat
    return f"{name} in {world.label}" if len(at.view.worlds) > 1 else name


async def grace(white: White, at: Sight) -> None:
    """Let a seat hand in late."""
    seat = at.require_seat()
    await white.ask_minutes(
        f"GRACE FOR {name_seat(at, at.world, seat)}",
        "for how many minutes", "2",
        lambda minutes, seen: white.do(
            phases.grant_grace, at.world.id, seat.seat, minutes, seen=seen
        ),
        told="It may hand in after the lock.",
    )  # fmt: skip


async def decide(white: White, at: Sight) -> None:
    """Decide what counts as the orders of the seat under the cursor."""
    await decide_for(white, at, at.world, at.require_seat())


async def decide_for(white: White, at: Sight, world: WorldView, seat: SeatLine) -> None:
    """Ask what counts as a seat's orders."""
    source = await white.choose(
        f"WHAT COUNTS AS THE ORDERS OF {name_seat(at, world, seat)}?",
        Option("draft", "d", "its draft, as it stands"),
        Option("standing", "s", "its standing orders"),
        Option("bot", "b", "what a bot chooses"),
        Option("silence", "n", "nothing: silence"),
    )
    if source is not None:
        chosen = cast(Source, source)
        white.act("It is decided.", phases.decide, world.id, seat.seat, chosen, seen=at.shown)


async def bot(white: White, at: Sight) -> None:
    """Let a bot play a seat, or a team again."""
    seat = at.require_seat()
    to_bot = seat.kind != "bot"
    told = "A bot plays it from now on." if to_bot else "A team plays it from now on."
    if await white.confirm(f"{name_seat(at, at.world, seat)}: {told}", done="so be it"):
        white.act(told, phases.set_bot, at.world.id, seat.seat, to_bot, at.shown)


async def code(white: White, at: Sight) -> None:
    """Give a seat a new code, which is shown once."""
    seat, app = at.require_seat(), white.console.app

    def show(code: str) -> None:
        told = (code, "It is not shown again.")
        app.push_screen(ChoiceScreen(f"THE CODE OF {name_seat(at, at.world, seat)}", (), told))

    def renew(*args: object, **named: object) -> None:
        app.call_from_thread(show, renew_code(*args, **named))  # type: ignore[arg-type]

    title = f"A NEW CODE FOR {name_seat(at, at.world, seat)}?"
    if await white.confirm(title, "The old one is dead then.", done="a new code"):
        white.act("", renew, "seat", at.world.id, seat.seat, seen=at.shown)


async def expel(white: White, at: Sight) -> None:
    """End whoever sits at a seat."""
    seat = at.require_seat()
    title = f"END WHOEVER SITS AT {name_seat(at, at.world, seat)}?"
    if await white.confirm(title, "The code opens the seat again.", done="end it"):
        white.act("The seat is free.", revoke_sessions, at.world.id, seat.seat, seen=at.shown)


async def peek(white: White, at: Sight) -> None:
    """Look at the exercise as a seat sees it."""
    from game.ui.exercise.desk import SeatDesk

    reader = Reader("seat", at.world.id, at.require_seat().seat)
    white.console.app.push_screen(SeatDesk(white.exercise, Session("", reader)))


DEEDS: Deeds = {
    deed.__name__: Deed(deed, Sight.require_seat)
    for deed in (grace, decide, bot, code, expel, peek)
}
