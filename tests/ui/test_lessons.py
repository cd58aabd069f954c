"""The tutorial on the desk: played by the keys that its cards name, and never in the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from game.archive.game import Game
from game.engine import Plan
from game.scenario.bundle import Bundle
from game.scenario.source import read_bundle
from game.ui.app import BufferStateApp
from game.ui.desk.lessons import split_emphasis
from game.ui.panels.lesson import LessonCard
from game.ui.screens.causes import CausesScreen
from game.ui.screens.desk import DeskScreen
from game.ui.screens.end import EndScreen
from game.ui.screens.question import QuestionScreen
from game.ui.screens.report import ReportScreen
from tests.ui.stage import begin, row_with

WIDE, MIDDLE, SMALL, HUGE = (120, 40), (100, 30), (80, 24), (200, 60)

LISTS = {"a b": "asks", "a b c": "asks", "↑↓ enter": "orders", "↑↓ c": "gauges"}
"""Which region has the cursor when the card names these keys."""


@asynccontextmanager
async def tutorial(size: tuple[int, int], seed: int = 2019) -> AsyncIterator[Pilot[None]]:
    """Sit down at First Steps."""
    app = BufferStateApp(Game.begin(read_bundle("first-steps"), seed))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def desk(pilot: Pilot[None]) -> DeskScreen:
    """Return the desk."""
    assert isinstance(pilot.app.screen, DeskScreen)
    return pilot.app.screen


def card(pilot: Pilot[None]) -> LessonCard:
    """Return the card."""
    return desk(pilot).query_one(LessonCard)


def lesson(pilot: Pilot[None]) -> str:
    """Return the id of the lesson that is shown; an empty text if none is."""
    course = card(pilot).course
    return course.current.id if card(pilot).display and course and course.current else ""


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each drawn before the next."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def obey(pilot: Pilot[None]) -> None:
    """Do what the card says, with no other knowledge of the game."""
    slate = card(pilot).slate
    assert slate is not None
    if slate.keys == "↑↓ enter":
        label = slate.wait.removeprefix("order ")
        while not is_under_the_cursor(pilot, label):
            await press(pilot, "down")
        await press(pilot, "enter")
    elif slate.keys == "↑↓ c":
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, CausesScreen)
        await press(pilot, "escape")
    else:
        await press(pilot, slate.keys[0])


def is_under_the_cursor(pilot: Pilot[None], label: str) -> bool:
    """Tell whether the cursor rests on the order of a name."""
    row = getattr(pilot.app.focused, "row", None)
    return row is not None and row.label == label


async def leave_the_report(pilot: Pilot[None]) -> None:
    """Confirm the commit where it is asked about, and lay the report aside."""
    if isinstance(pilot.app.screen, QuestionScreen):
        await press(pilot, "y")
    while isinstance(pilot.app.screen, ReportScreen):
        await press(pilot, "enter")


def assert_in_sight(pilot: Pilot[None]) -> None:
    """Hold the card to its place: it covers nothing that it points at, and has no cursor."""
    shown, screen = card(pilot), desk(pilot)
    pointed = [each for each in screen.query(".-pointed").results(Widget) if each.region]
    assert pointed, lesson(pilot)
    for each in pointed:
        assert not shown.region.overlaps(each.region), (lesson(pilot), each.id)
    assert isinstance(screen.focused, Widget)
    assert screen.focused is not shown
    assert screen.focused.region, lesson(pilot)
    if shown.has_class("-high"):
        assert shown.region.height >= screen.query_one("#asks").region.height, lesson(pilot)
    table = screen.query_one("#table").region
    assert shown.region.y >= table.y
    assert shown.region.bottom <= table.bottom


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80", "120"])
async def test_it_is_played_by_what_the_lessons_say(size: tuple[int, int]) -> None:
    """Rule: whoever follows the cards alone meets all 17 in their order and comes to an ending."""
    async with tutorial(size) as pilot:
        met = []
        game = desk(pilot).game
        while not game.over:
            met.append(lesson(pilot))
            assert_in_sight(pilot)
            slate = card(pilot).slate
            assert slate is not None
            assert row_with(pilot.app, slate.place).startswith(slate.title)
            if slate.keys in LISTS:
                assert (pilot.app.focused or card(pilot)).id == LISTS[slate.keys]
            await obey(pilot)
            await leave_the_report(pilot)
        await pilot.pause()
        assert met == [each.id for each in game.rules.scenario.lesson]
        assert game.ending is not None
        assert isinstance(pilot.app.screen, EndScreen)


@pytest.mark.parametrize("size", [MIDDLE, HUGE], ids=["100", "200"])
async def test_it_is_in_nobodys_way(size: tuple[int, int]) -> None:
    """Rule: at every size a card lies where it covers nothing at which it points."""
    async with tutorial(size) as pilot:
        while lesson(pilot) != "first-commit":
            assert_in_sight(pilot)
            await obey(pilot)
        assert_in_sight(pilot)


async def test_it_takes_no_more_than_seven_rows_of_a_small_terminal() -> None:
    """Rule: at 80×24 a card has seven rows at most, unless it covers a whole region."""
    async with tutorial(SMALL) as pilot:
        heights = []
        while desk(pilot).game.turn < 3:
            rows = card(pilot).get_content_height(pilot.app.size, pilot.app.size, 77)
            heights.append(rows)
            await obey(pilot)
            await leave_the_report(pilot)
        assert max(heights) <= 7


async def test_a_lesson_that_waits_says_for_what() -> None:
    """Rule: the key that goes on is never silent."""
    async with tutorial(SMALL) as pilot:
        await press(pilot, "g", "g", "g", "g")
        assert lesson(pilot) == "first-question"
        assert [note.message for note in pilot.app._notifications] == ["To go on: answer."]
        await press(pilot, "g")
        assert len(pilot.app._notifications) == 1  # the same is not said twice at once


async def test_an_answer_that_cannot_be_given_says_what_it_needs() -> None:
    """Rule: its letter tells the condition, as its row does."""
    text = (
        read_bundle("first-steps")
        .files[-1]
        .text.replace(
            'label = "Take what is offered"',
            'label = "Take what is offered"\n  when = "reserves > 3"',
        )
    )
    app = BufferStateApp(Game.begin(Bundle.from_text(text, "first-steps.toml"), 2019))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        desk(pilot).quarters.take_cursor()
        await press(pilot, "a")
        told = [note.message for note in app._notifications]
        assert told == ["Take what is offered: needs Reserves > 3.0"]
        assert desk(pilot).plan.choices == {}


async def test_a_lesson_opens_its_tab() -> None:
    """Rule: where regions are tabs, the tab at which a lesson points is opened."""
    async with tutorial(SMALL) as pilot:
        tabs = [desk(pilot).tab]
        for _ in range(3):
            await press(pilot, "g")
            tabs.append(desk(pilot).tab)
        assert tabs == ["table", "table", "state", "table"]


async def test_it_finds_its_place_when_the_window_changes() -> None:
    """Rule: a resize opens the tab at which the lesson points, and covers nothing anew."""
    async with tutorial(WIDE) as pilot:
        await press(pilot, "g", "g")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert (lesson(pilot), desk(pilot).tab) == ("what-you-have", "state")
        assert_in_sight(pilot)
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert_in_sight(pilot)


async def test_g_leads_back_to_where_it_points() -> None:
    """Rule: while a lesson waits for a deed, g gives the cursor to where it points."""
    async with tutorial(SMALL) as pilot:
        await press(pilot, "g", "g", "g", "2")
        assert (desk(pilot).tab, pilot.app.focused and pilot.app.focused.id) == ("state", "gauges")
        assert "g there" in row_with(pilot.app, "no lessons")
        await press(pilot, "g")
        assert (desk(pilot).tab, pilot.app.focused and pilot.app.focused.id) == ("table", "asks")
        assert "g there" not in row_with(pilot.app, "no lessons")
        assert lesson(pilot) == "first-question"


async def test_it_can_be_done_without_and_brought_back() -> None:
    """Rule: x takes the lessons away for the whole game, and brings them back."""
    async with tutorial(WIDE) as pilot:
        await press(pilot, "x")
        assert (lesson(pilot), len(desk(pilot).query(".-pointed"))) == ("", 0)
        assert desk(pilot).why_not("lesson") == "no lesson is open"
        await press(pilot, "g", "a", "E")
        await leave_the_report(pilot)
        assert (desk(pilot).game.turn, lesson(pilot)) == (2, "")
        await press(pilot, "x")
        assert lesson(pilot) == "read-the-causes"


async def test_it_says_when_the_plan_is_too_full() -> None:
    """Rule: nobody is held up: where the order does not fit beside the plan, the card says so."""
    async with tutorial(WIDE) as pilot:
        await press(pilot, "g", "g", "g", "a")
        desk(pilot).change_plan(Plan(("sign-step", "invite-observers"), {"next-price": "take"}))
        await pilot.pause()
        assert row_with(pilot.app, "no lessons").startswith(
            "u take an order back first: the plan is full"
        )
        await press(pilot, "u")
        assert row_with(pilot.app, "no lessons").startswith("↑↓ enter order Host the EU delegation")


async def test_an_early_commit_goes_on_with_the_next_turn() -> None:
    """Rule: a turn that is committed earlier takes its lessons along."""
    async with tutorial(WIDE) as pilot:
        await press(pilot, "E")
        await leave_the_report(pilot)
        assert lesson(pilot) == "read-the-causes"
        assert (pilot.app.focused or card(pilot)).id == "gauges"


async def test_other_scenarios_are_played_without() -> None:
    """Rule: a scenario without lessons shows no card, and its keys say why they do nothing."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert card(pilot).display is False
        assert desk(pilot).why_not("lesson") == "no lesson is open"
        assert desk(pilot).why_not("lessons") == "this scenario has no lessons"


def test_emphasis_is_told_apart() -> None:
    """Rule: what a text marks as weighty is bright, and its marks are not shown."""
    assert split_emphasis("Order *Host it*, **now**.") == (
        ("Order ", False),
        ("Host it", True),
        (", ", False),
        ("now", True),
        (".", False),
    )
