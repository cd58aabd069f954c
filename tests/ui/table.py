"""A small exercise on the disk, and its screens on a stage."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen

from game.exercise.codes import Code
from game.exercise.configuration import read_configuration
from game.exercise.creation import create_exercise
from game.exercise.exercise import Exercise
from game.exercise.phases import decide, move_on, start
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.sessions import Session, claim
from game.exercise.store import Store
from game.ui.exercise.app import ExerciseApp, open_screen
from tests.ui.stage import TOLL_BRIDGE

CONFIGURATION = """
[exercise]
id = "toll"
title = "The toll"
scenario = "{scenario}"
{more}

[[world]]
id = "a"
label = "Room A"
seats = {{ {teams} }}

[[world]]
id = "b"
label = "Room B"

[[inject]]
id = "flood"
label = "The river rises"
text = "Two piers stand in water."
effects = "{effects}"
{inject}
"""


def name_place(code: Code) -> str:
    """Return the seat of a code, or its role; with its world, if it is bound to that."""
    room = f" {code.world}" if code.world and not code.seat else ""
    return code.seat or f"{code.role}{room}"


@dataclass
class Table:
    """An exercise and the codes of its seats."""

    exercise: Exercise
    """The exercise."""
    codes: dict[str, str]
    """Codes by seat, or by role."""

    @classmethod
    def lay(
        cls,
        folder: Path,
        seat: str = "town",
        effects: str = "trust -1",
        begin: bool = True,
        more: str = "",
        inject: str = "",
    ) -> Table:
        """Prepare an exercise in a folder, and bring it to its planning.

        `more` configures it, and `inject` says more about its inject.
        """
        store = Store.open(str(folder / "exercises.db"))
        text = CONFIGURATION.format(
            scenario=TOLL_BRIDGE, teams=f'{seat} = "team"', effects=effects, more=more,
            inject=inject,
        )  # fmt: skip
        created = create_exercise(store, read_configuration(text))
        ours = (each for each in created.codes if each.world in {"", "a"})
        table = cls(created.exercise, {name_place(each): each.code for each in ours})
        if begin:
            start(table.exercise, WHITE)
            table.move("plan")
        return table

    def move(self, phase: str) -> None:
        """Go on in the first world until it stands in a phase; a turn is resolved on the way."""
        while self.exercise.standing().worlds["a"].phase != phase:
            move_on(self.exercise, WHITE, worlds=["a"])
            tick(self.exercise)

    def play(self, turns: int) -> None:
        """Play turns of the first world in silence, from its planning to the last's release."""
        for number in range(turns):
            if number:
                self.move("plan")
            self.move("lock")
            decide(self.exercise, WHITE, "a", "town", "silence")
            self.move("release")

    def sit(self, seat: str) -> Session:
        """Claim a seat."""
        session = claim(self.exercise, self.codes[seat]).session
        assert session is not None
        return session

    def white(self, name: str = "AB") -> Session:
        """Return a facilitator at the store."""
        return Session("", Reader("white", name=name))


@asynccontextmanager
async def shown(
    table: Table, session: Session, size: tuple[int, int]
) -> AsyncIterator[tuple[ExerciseApp, Pilot[None]]]:
    """Show the screen of a session."""

    def first() -> Screen[None]:
        return open_screen(table.exercise, session)

    app = ExerciseApp("The toll", first)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield app, pilot


async def settle(pilot: Pilot[None]) -> None:
    """Wait until deeds are done, looked at and drawn."""
    for _ in range(3):
        await pilot.pause()
        for worker in list(pilot.app.workers):
            if worker.group in {"deed", "look", "draft", "away"}:
                await worker.wait()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each with what comes of it."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)
