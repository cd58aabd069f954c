"""The injects: send, hold, edit, skip, invent."""

from __future__ import annotations

from game.exercise import injects
from game.exercise.changes import parse_changes
from game.exercise.configuration import Inject
from game.exercise.white import InjectLine, WorldView
from game.ui.exercise.answers import split_names
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.screens.form import Answers, Field, Option

CHANGES_HINT = "tension +5; funding = 2; raise bases_agreed"
"""How changes of values are written."""


async def send(white: White, at: Sight) -> None:
    """Send the inject under the cursor."""
    await send_to(white, at, at.require_inject().inject.id, at.world)


async def send_to(white: White, at: Sight, name: str, world: WorldView) -> None:
    """Send an inject to a world or to all, after a look at what it is."""
    line = next(each for each in at.view.injects if each.inject.id == name)
    worlds = await _choose_worlds(white, at, line, world)
    if worlds is not None:
        white.act("The inject is sent.", injects.send, name, worlds=worlds or None, seen=at.shown)


async def _choose_worlds(
    white: White, at: Sight, line: InjectLine, world: WorldView
) -> tuple[str, ...] | None:
    """Ask for which worlds: the one that is meant or all, which are none; or none at all."""
    title, known = f"SEND {line.inject.label or line.inject.id}", _describe(line)
    if len(at.view.worlds) < 2:
        return () if await white.confirm(title, *known, done="send it") else None
    answer = await white.choose(
        title,
        Option("one", "1", f"in {world.label} alone"),
        Option("all", "a", f"in all {len(at.view.worlds)} worlds"),
        known=known,
    )
    return None if answer is None else (() if answer == "all" else (world.id,))


def _describe(line: InjectLine) -> tuple[str, ...]:
    """Say what an inject is before it is sent."""
    inject = line.inject
    lines = [
        inject.text,
        f"To {', '.join(inject.to) or 'all'}; effects: {line.effects or 'none'}.",
        f"notes: {inject.notes}" if inject.notes else "",
    ]
    return tuple(each for each in lines if each)


async def hold(white: White, at: Sight) -> None:
    """Hold the inject back, or let it come again."""
    line = at.require_inject()
    name, told = line.inject.id, "It comes again when its time is there."
    if line.status == "held":
        white.act(told, injects.release_hold, name, seen=at.shown)
    else:
        white.act("It is held.", injects.hold, name, seen=at.shown)


async def edit(white: White, at: Sight) -> None:
    """Change an inject before it is sent."""
    inject = at.require_inject().inject
    known = {"label": inject.label, "text": inject.text, "expected": inject.expected,
             "notes": inject.notes}  # fmt: skip

    def deed(written: Answers, seen: int) -> None:
        changed = {name: text for name, text in written.items() if text != known[name]}
        if changed:
            white.do(injects.edit, inject.id, seen=seen, **changed)

    await white.fill_in(
        f"EDIT {inject.id}",
        Field("label", "heading", known["label"], needed=False),
        Field("text", "text", known["text"], needed=False),
        Field("expected", "expected reaction", known["expected"], needed=False),
        Field("notes", "notes for white", known["notes"], needed=False),
        deed=deed,
        told="The inject is changed.",
    )


async def skip(white: White, at: Sight) -> None:
    """Skip an inject, with a reason."""
    inject = at.require_inject().inject
    await white.fill_in(
        f"SKIP {inject.label or inject.id}",
        Field("reason", "why"),
        deed=lambda written, seen: white.do(injects.skip, inject.id, seen=seen, **written),
        told="It is skipped.",
    )


async def invent(white: White, at: Sight) -> None:
    """Write an inject that nobody prepared, and send it."""
    seats = ", ".join(seat.seat for seat in at.world.seats)

    def deed(written: Answers, seen: int) -> None:
        inject = Inject(
            id="white", label=written["label"], sender=written["sender"],
            to=split_names(written["to"]), text=written["text"],
            effects=parse_changes(written["effects"]) if written["effects"] else None,
        )  # fmt: skip
        white.do(injects.invent, inject, send_now=True, number=True)

    await white.fill_in(
        "INVENT AN INJECT",
        Field("label", "heading"),
        Field("sender", "from", hint="who sends it, as recipients read it", needed=False),
        Field("to", f"to (of {seats}; empty: all)", needed=False),
        Field("text", "text"),
        Field("effects", "effects at once", hint=CHANGES_HINT, needed=False),
        deed=deed,
        told="The inject is sent.",
        done="send",
    )


DEEDS: Deeds = {
    **{deed.__name__: Deed(deed, Sight.require_inject) for deed in (send, hold, edit, skip)},
    "invent": Deed(invent),
}
