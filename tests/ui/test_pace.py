"""Keys in a burst: whoever types fast comes to the same as whoever waits and looks."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from game.engine import SILENCE
from game.ui.app import BufferStateApp
from game.ui.screens.desk import DeskScreen
from tests.ui.stage import begin, rows_of, settle

BURSTS = (
    ("down", "down", "down", "enter"),
    ("down", "down", "enter", "down", "down", "enter", "up", "up", "up", "enter"),
    ("down", "down", "enter", "u", "up", "b"),
    ("2", "down", "c"),
    ("i", "escape", "down", "down", "enter"),
    ("down", "down", "enter", "t"),
    ("b", "tab", "enter", "p", "escape", "up", "up", "a"),
)
"""Over the edge of a region and back, undoing, through sheets and tabs."""


async def type_slowly(pilot: Pilot[Any], _: BufferStateApp, *keys: str) -> None:
    """Press keys, each when all that the one before has caused is done."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def type_at_once(pilot: Pilot[Any], app: BufferStateApp, *keys: str) -> None:
    """Press keys as a terminal brings them when they come together, and let all be done."""
    await burst(pilot, app, *keys)
    await settle(pilot)


async def burst(pilot: Pilot[Any], app: BufferStateApp, *keys: str) -> None:
    """Press keys together, and wait until the last is taken."""
    for key in keys:
        name = key if len(key) > 1 else _character_to_key(key)
        app.post_message(events.Key(name, key if len(key) == 1 else None))
    await pilot.pause()
    while app._waiting:
        await pilot.pause(0.01)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", BURSTS, ids=" ".join)
async def test_a_burst_comes_to_the_same_as_slow_typing(
    keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """Rule: keys that come together do what they do one by one."""
    seen = []
    for type_keys in (type_slowly, type_at_once):
        app = BufferStateApp(begin())
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await type_keys(pilot, app, *keys)
            desk = next(each for each in app.screen_stack if isinstance(each, DeskScreen))
            # What the plan leads to may still be imagined.
            rows = [row for row in rows_of(app) if not row.startswith(("  next", " PLAN"))]
            seen.append((type(app.screen), app.focused and app.focused.id, desk.plan, rows))
    assert seen[0] == seen[1]


async def test_a_turn_is_committed_and_its_report_left_in_one_burst() -> None:
    """Rule: what is typed behind the key that commits goes to the question and the report."""
    app = BufferStateApp(begin())
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        for turn, keys in ((2, "E enter"), (3, "E enter enter")):
            await burst(pilot, app, *keys.split())
            await pilot.pause(0.1)
            assert (app.screen, desk.game.turn, desk.plan) == (desk, turn, SILENCE)
