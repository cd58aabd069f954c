"""Joining from a terminal, and what a room sees on the projector."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import Screen

from game.exercise.injects import send
from game.exercise.readers import WHITE
from game.ui.exercise.app import ExerciseApp
from game.ui.exercise.desk import SeatDesk
from game.ui.exercise.joining import JoinScreen
from game.ui.exercise.projector import ProjectorScreen
from tests.ui.stage import row_with, rows_of
from tests.ui.table import Table, press, settle, shown

SIZES = ((80, 24), (120, 40))


async def test_a_wrong_code_says_so_and_a_right_one_opens_the_desk(tmp_path: Path) -> None:
    """Rule: the code on the card opens the seat; case and hyphens do not matter."""
    table = Table.lay(tmp_path)

    def first() -> Screen[None]:
        return JoinScreen(table.exercise)

    app = ExerciseApp("The toll", first)
    async with app.run_test(size=SIZES[0]) as pilot:
        await settle(pilot)
        await press(pilot, *"aaaa", "enter")
        for worker in list(app.workers):
            await worker.wait()
        await pilot.pause()
        assert "no seat has this code" in "\n".join(rows_of(app))
        app.screen.query_one("#code").value = ""  # type: ignore[attr-defined]
        await press(pilot, *table.codes["town"].lower().replace("-", ""), "enter")
        for worker in [each for each in app.workers if each.group == "join"]:
            await worker.wait()
        await settle(pilot)
        assert isinstance(app.screen, SeatDesk)


@pytest.mark.parametrize("size", SIZES)
async def test_the_projector_shows_what_all_may_know_and_goes_dark(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Rule: public values and dispatches, large; nothing hidden; `b` shows nothing at all."""
    table = Table.lay(tmp_path)
    send(table.exercise, WHITE, "flood")
    async with shown(table, table.sit("projector"), size) as (app, pilot):
        assert isinstance(app.screen, ProjectorScreen)
        told = "\n".join(rows_of(app))
        assert "Room A" in told and "Two piers stand in water." in told and "planning" in told
        assert "Nerve of the west bank" not in told
        await press(pilot, "b")
        assert "".join(rows_of(app)).strip() == ""
        await press(pilot, "b", "right")
        assert "Room B" in "\n".join(rows_of(app))
        await press(pilot, "question_mark")
        assert "b, space  " in row_with(app, "go dark, or light again")
