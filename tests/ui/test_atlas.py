"""The atlas screen: index, article, links, search, calendar; by keys alone, at two sizes."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from game.scenario.load import load_scenario
from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.screens.atlas import AtlasScreen
from game.ui.screens.desk import DeskScreen
from tests.ui.stage import Stage, begin, go, row_with, rows_of, settle

SMALL, LARGE = (80, 24), (120, 40)


def stage(wanted: str | None = None, glyphs: Glyphs = UNICODE) -> Stage:
    """Return a stage with the atlas of the tutorial."""
    return Stage(AtlasScreen(load_scenario("first-steps"), wanted), glyphs)


def text_of(app: Stage) -> str:
    """Return all that is shown, in one line."""
    return " ".join(" ".join(row.strip(" ▌▸") for row in rows_of(app)).split())


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until what they lead to is drawn."""
    await pilot.press(*keys)
    await settle(pilot)


async def test_index_and_article_stand_side_by_side() -> None:
    """At 120 columns the article under the cursor is beside the index."""
    app = stage()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        told = text_of(app)
        assert "ATLAS OF RULES" in told and "entries" in told
        assert "What the central bank can spend. At nothing, the game is over." in told
        assert "range: 0 to 6 bn USD" in told
        await press(pilot, "down")
        assert "Loans, cheap energy and transit fees." in text_of(app)


async def test_what_it_opens_at_stands_in_the_middle_and_stays_there() -> None:
    """Rule: an entry is shown among its neighbours, and a resize changes nothing."""
    app = stage("hedging")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        rows = rows_of(app)
        chosen = next(at for at, row in enumerate(rows) if "▌ ▌▸ hedging" in row)
        assert chosen == 21
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        await pilot.resize_terminal(*LARGE)
        await settle(pilot)
        assert rows_of(app) == rows


async def test_one_at_a_time_where_there_is_no_room() -> None:
    """At 80 columns enter reads the article, left goes back, esc leaves."""
    app = stage()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "Russian funding" in text_of(app) and "central bank" not in text_of(app)
        await press(pilot, "enter")
        assert "central bank" in text_of(app) and "Moscow's patience" not in text_of(app)
        await press(pilot, "left")
        assert "Moscow's patience" in text_of(app)
        await press(pilot, "enter", "escape")
        assert "Moscow's patience" in text_of(app)
        await press(pilot, "escape")
        assert app.answers == [None]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_line_leads_to_its_article_and_back(size: tuple[int, int]) -> None:
    """Enter on a line with an arrow shows that article; left returns to where one came from."""
    app = stage("leverage")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert row_with(app, "← ").endswith("← Power to refuse, Moscow thinks you could turn west")
        assert "the square root of (Moscow thinks you could turn west × Power to" in text_of(app)
        for _ in range(30):
            if row_with(app, "▸ Russian funding:"):
                break
            await press(pilot, "down")
        await press(pilot, "enter")
        assert "Loans, cheap energy and transit fees." in text_of(app)
        assert "variable funding" in text_of(app)
        await press(pilot, "left")
        assert "derived value leverage" in text_of(app)


async def test_the_search_wants_every_word_and_esc_clears_it() -> None:
    """`/` and words: what holds them all; esc first clears, then leaves."""
    app = stage()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"exercise troops")
        shown = text_of(app)
        assert "Russian funding" not in shown and " of 45 entries" in shown
        await press(pilot, "down")
        assert not app.screen.query_one(Input).has_focus
        await press(pilot, "slash", *"zzz")
        assert "Nothing holds these words." in text_of(app)
        await press(pilot, "escape")
        assert "Russian funding" in text_of(app) and app.answers == []
        await press(pilot, "escape")
        assert app.answers == [None]


async def test_following_out_of_a_search_clears_it() -> None:
    """An article that the search does not hold can be reached all the same."""
    app = stage()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"derived leverage", "enter", "enter")
        for _ in range(30):
            if row_with(app, "▸ Russian funding:"):
                break
            await press(pilot, "down")
        await press(pilot, "enter")
        assert app.screen.query_one(Input).value == ""
        assert "variable funding" in text_of(app)


async def test_the_calendar_stands_last() -> None:
    """Turns, what is then, dates; and what is due after something."""
    app = stage()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "end", "enter")
        told = text_of(app)
        assert "Calendar" in told and "end: the last turn" in told and "Deadlines" in told


async def test_ascii_is_enough() -> None:
    """Without the shapes arrows are written with signs that every font has."""
    app = stage("leverage", ASCII)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert "<- Power to refuse, Moscow thinks you could turn west" in text_of(app)
        assert not any(sign in text_of(app) for sign in "←→▸▌")


async def test_the_desk_opens_it() -> None:
    """A key of the desk, and a line of its palette; capital while a demand has the cursor."""
    app = Stage(DeskScreen(begin()))
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        screen = await go(pilot, "R")
        assert isinstance(screen, AtlasScreen)
        await settle(pilot)
        assert "ATLAS OF RULES" in text_of(app)
        asked = screen.scenario.event[0]
        assert screen.current == f"event/{asked.id}"  # the cursor rests on its demand
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
