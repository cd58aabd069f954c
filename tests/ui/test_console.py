"""White's console: everything at a glance, every action on a key, colleagues not trodden on."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.exercise.phases import move_on
from game.exercise.readers import WHITE
from game.ui.exercise.console import ConsoleScreen
from game.ui.exercise.desk import SeatDesk
from tests.ui.stage import rows_of
from tests.ui.table import Table, press, settle, shown

WIDE, SMALL = (120, 40), (80, 24)


def text_of(app: object) -> str:
    """Return what stands on the screen."""
    return "\n".join(rows_of(app))  # type: ignore[arg-type]


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_everything_is_shown_at_once_or_by_number(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Rule: worlds, seats, what waits, injects and log stand side by side, or a number away."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), size) as (app, pilot):
        found = text_of(app)
        for key, wanted in (("1", "Room A"), ("2", "nothing yet"), ("3", "Nothing waits for you."),
                            ("4", "The river rises"), ("5", "exercise.started")):  # fmt: skip
            if size == SMALL:
                await press(pilot, key)
                found = text_of(app)
            assert wanted in found
        assert "planning" in found or size == SMALL


async def test_pause_stops_and_goes_on(tmp_path: Path) -> None:
    """Rule: `p` stops every clock, and lets them go on."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "p")
        assert " PAUSED " in rows_of(app)[0]
        assert table.exercise.standing().paused
        await press(pilot, "p")
        assert not table.exercise.standing().paused


async def test_a_colleague_who_was_faster_is_not_trodden_on(tmp_path: Path) -> None:
    """Rule: two facilitators who go on from the same phase go on once; the second is told."""
    table = Table.lay(tmp_path, begin=False)
    from game.exercise.phases import start

    start(table.exercise, WHITE)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        console.looking = True  # what is shown is a moment old
        move_on(table.exercise, WHITE, worlds=["a"], expect=("brief", 1))
        await press(pilot, "n")
        console.looking = False
        assert table.exercise.standing().worlds["a"].phase == "plan"
        told = [each.message for each in app._notifications]
        assert told == ["world a stands in turn 1, plan, not any more in turn 1, brief; look again"]


async def test_an_override_shows_the_difference_and_wants_a_reason(tmp_path: Path) -> None:
    """Rule: what would change is shown, the reason must be written, and the log keeps both."""
    table = Table.lay(tmp_path)
    name = next(iter(table.exercise.rules.scenario.var))
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "o", *f"{name} +1", "enter")
        assert "THE DIFFERENCE" in text_of(app) and "→" in text_of(app)
        await press(pilot, "enter", "enter")
        assert "this must be filled in" in text_of(app)
        await press(pilot, *"heat", "enter", "enter")
        applied = table.exercise.read_all(WHITE)[-1]
        assert (applied.type, applied.payload.reason, applied.seat) == (
            "override.applied", "heat", "white:AB",
        )  # fmt: skip


async def test_an_inject_is_sent_to_the_world_that_is_meant(tmp_path: Path) -> None:
    """Rule: the inject is shown before it goes, and where it goes is asked."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "4", "s")
        assert "Two piers stand in water." in text_of(app)
        await press(pilot, "1")
        assert list(table.exercise.standing().injects["flood"].sent) == ["a"]


async def test_orders_that_are_missing_are_whites_to_decide(tmp_path: Path) -> None:
    """Rule: after the lock a seat without orders waits for white, who says what counts."""
    table = Table.lay(tmp_path)
    table.move("lock")
    async with shown(table, table.white(), SMALL) as (app, pilot):
        await press(pilot, "3")
        assert "has given no orders" in text_of(app)
        await press(pilot, "enter", "b")
        assert table.exercise.standing().worlds["a"].decisions["town"].source == "bot"
        assert "Nothing waits for you." in text_of(app)


async def test_an_analyst_touches_nothing(tmp_path: Path) -> None:
    """Rule: analysts see all; the keys of white do nothing for them."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("analyst"), WIDE) as (app, pilot):
        before = table.exercise.standing().seq
        await press(pilot, "p", "n", "o", "escape", "4", "s", "enter", "v", "c")
        assert isinstance(app.screen, ConsoleScreen)
        assert table.exercise.standing().seq == before


async def test_white_looks_as_a_seat_sees_it_and_touches_nothing(tmp_path: Path) -> None:
    """Rule: `l` shows the desk of the seat under the cursor, without its deeds; `q` goes back."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "2", "l")
        desk = app.screen
        assert isinstance(desk, SeatDesk)
        before = table.exercise.standing().seq
        await press(pilot, "E", "r")
        assert table.exercise.standing().seq == before
        await press(pilot, "q")
        assert isinstance(app.screen, ConsoleScreen)


async def test_each_command_has_a_key_of_its_own(tmp_path: Path) -> None:
    """Rule: no two commands share a key, and the palette offers all of them."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, _):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        keys = [key for each in console.ALL_COMMANDS for key in each.keys.split(",")]
        assert len(keys) == len(set(keys))
        for command in console.ALL_COMMANDS:
            name = command.action.partition("(")[0]
            assert hasattr(console, f"action_{name}"), command.id


async def test_a_screen_that_waits_is_drawn_by_news(tmp_path: Path) -> None:
    """Rule: what a colleague does is shown within a look."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        table.move("lock")
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        console.look_again()
        await settle(pilot)
        assert "locked" in text_of(app)
