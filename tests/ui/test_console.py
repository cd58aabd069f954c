"""White's console: everything at a glance, every action on a key, colleagues not trodden on."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import Plan
from game.exercise.exercise import Exercise
from game.exercise.lease import Lease
from game.exercise.messages import release_message, send_message
from game.exercise.orders import submit
from game.exercise.phases import decide, extend, find_missing, move_on, pause
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.survey import answer_survey
from game.ui.exercise.console.screen import DEEDS, ConsoleScreen
from game.ui.exercise.desk import SeatDesk
from game.ui.screens.form import FormScreen
from tests.ui.stage import row_with, rows_of, text_of
from tests.ui.table import Table, press, settle, shown

WIDE, SMALL = (120, 40), (80, 24)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_everything_is_shown_at_once_or_by_number(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Rule: worlds, seats, what waits, injects and log stand side by side, or a number away."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), size) as (app, pilot):
        found = text_of(app)
        for key, wanted in (("1", "Room A"), ("2", "nothing yet"), ("3", "Nothing waits for you."),
                            ("4", "The river rises"), ("5", "Planning began.")):  # fmt: skip
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


async def test_what_a_colleague_has_decided_is_told_in_the_form(tmp_path: Path) -> None:
    """Rule: what was written is not lost; the second can leave it, or do it all the same."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "e")
        assert isinstance(app.screen, FormScreen)
        extend(table.exercise, Reader("white", name="CD"), 5, ["a"])
        await press(pilot, "backspace", "9", "enter")
        form = app.screen
        assert isinstance(form, FormScreen)
        told = "another facilitator (CD) has just moved this deadline by +5 min; look again"
        assert told in " ".join(text_of(app).replace("▌", " ").split())
        assert [line.value for line in form.inputs] == ["9"]
        before = table.exercise.standing().seq
        await press(pilot, "escape")
        assert table.exercise.standing().seq == before
        await press(pilot, "e", "backspace", "2", "enter")
        assert table.exercise.read_all(WHITE)[-1].payload.seconds == 120.0


async def test_a_switch_that_a_colleague_has_turned_is_not_turned_back(tmp_path: Path) -> None:
    """Rule: who wants to pause does not let a pause of a colleague's end."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        console.looking = True  # what is shown is a moment old
        pause(table.exercise, Reader("white", name="CD"))
        await press(pilot, "p")
        console.looking = False
        told = [each.message for each in app._notifications]
        assert told == ["another facilitator (CD) has just paused the exercise; look again"]
        assert table.exercise.standing().paused


async def test_a_practice_turn_from_the_console(tmp_path: Path) -> None:
    """Rule: `t` begins it and, once it is played, enter in the queue ends it; then all is new."""
    table = Table.lay(tmp_path, begin=False)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        assert "not begun" in rows_of(app)[0]
        await press(pilot, "t", "y")
        assert "PRACTICE" in rows_of(app)[0] and "practice" in text_of(app)
        assert console.why_not("start") == "a practice turn is played; t ends it"
        for world in "ab":
            while table.exercise.standing().worlds[world].phase != "release":
                move_on_deciding(table, world)
        console.look_again(True)
        await settle(pilot)
        await press(pilot, "3")
        assert "the practice turn is played: it can be ended" in text_of(app)
        await press(pilot, "enter", "y")
        assert table.exercise.standing().progress == "prepared"
        await press(pilot, "ctrl+t", "y")
        assert "turn 1/4" in text_of(app) and "PRACTICE" not in rows_of(app)[0]
        assert console.why_not("practise") == "the exercise has begun"


def move_on_deciding(table: Table, world: str) -> None:
    """Go on in a world whose teams are silent."""
    place = table.exercise.standing().worlds[world]
    if place.phase == "lock":
        for seat in find_missing(place, table.exercise.configuration.teams(world)):
            decide(table.exercise, WHITE, world, seat, "silence")
    move_on(table.exercise, WHITE, worlds=[world])
    tick(table.exercise)


async def test_the_last_override_is_taken_back_with_a_key(tmp_path: Path) -> None:
    """Rule: `u` shows what it was, wants a reason, and undoes it once."""
    table = Table.lay(tmp_path)
    name = next(iter(table.exercise.rules.scenario.var))
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "o", *f"{name} +1", "enter", *"heat", "enter", "enter")
        await press(pilot, "u")
        assert "It was for: heat" in text_of(app)
        await press(pilot, *"slip", "enter", "enter")
        undone = table.exercise.read_all(WHITE)[-1]
        assert (undone.type, undone.payload.reason) == ("override.undone", "slip")
        await press(pilot, "u")
        assert "No override since the last resolution; v takes turns back." in [
            each.message for each in app._notifications
        ]


async def test_the_survey_is_opened_counted_and_closed(tmp_path: Path) -> None:
    """Rule: `f` opens and closes it; the first row counts, the seats' board says who is missing."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        await press(pilot, "f", "y")
        assert "survey 0/" in rows_of(app)[0] and "no survey" in text_of(app)
        answer_survey(table.exercise, Reader("seat", "a", "town"), {"keep": "tea"})
        answer_survey(table.exercise, Reader("observer", name="1"), {"keep": "tea"})
        console.look_again(True)
        await settle(pilot)
        assert "survey 1/" in rows_of(app)[0] and "and 1 observer" in rows_of(app)[0]
        assert "✓ survey" in text_of(app)
        await press(pilot, "f", "y")
        assert not table.exercise.standing().survey


async def test_projectors_are_switched_with_a_key(tmp_path: Path) -> None:
    """Rule: `P` shows a world, all, or nothing; that they are dark stands in the first row."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "P", "w")
        await press(pilot, "P", "b")
        switch = table.exercise.standing().projector
        assert switch is not None and (switch.payload.show, switch.payload.dark) == ("a", True)
        assert "projector dark" in rows_of(app)[0]


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


async def test_what_waits_is_answered_in_its_own_world(tmp_path: Path) -> None:
    """Rule: enter on a due inject means the world in which it is due, wherever the cursor was."""
    due = 'trigger = "turn"\nturn = 1\nphase = "brief"\nconfirm = true'
    table = Table.lay(tmp_path, inject=due)
    tick(table.exercise)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "3", "j", "enter")
        assert "in Room B alone" in text_of(app)
        await press(pilot, "1")
        assert list(table.exercise.standing().injects["flood"].sent) == ["b"]


async def test_the_cursor_stays_at_what_waits_when_a_colleague_answers_what_was_above_it(
    tmp_path: Path,
) -> None:
    """Rule: what vanishes above the cursor does not put another thing under it."""
    table = Table.lay(tmp_path, more="hold_messages = true")
    town = Reader("seat", "a", "town")
    for text in ("first", "second", "third"):
        send_message(table.exercise, town, ["west"], text, "a")
    async with shown(table, table.white(), WIDE) as (app, pilot):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        await press(pilot, "3", "j")
        assert console.boards["queue"].under.text == "second"
        release_message(table.exercise, WHITE, next(iter(table.exercise.standing().held)))
        console.look_again()
        await settle(pilot)
        assert [item.text for item in console.boards["queue"].rows] == ["second", "third"]
        assert console.boards["queue"].under.text == "second"


async def test_enter_answers_what_was_seen_or_says_that_it_is_gone(tmp_path: Path) -> None:
    """Rule: what a colleague answers under the cursor stays there as gone until enter is pressed.

    What white answers here makes room for the next at once.
    """
    table = Table.lay(tmp_path, more="hold_messages = true")
    town = Reader("seat", "a", "town")
    for text in ("first", "second", "third"):
        send_message(table.exercise, town, ["west"], text, "a")
    colleague = Exercise.find(table.exercise.store, "toll")
    async with shown(table, table.white(), WIDE) as (app, pilot):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        await press(pilot, "3")
        release_message(colleague, WHITE, next(iter(colleague.standing().held)))
        console.look_again()
        await settle(pilot)
        assert [item.text for item in console.boards["queue"].rows] == ["first", "second", "third"]
        assert row_with(app, "message  a/town").split()[-1] == "gone"
        assert console.why_not("refuse") == "it no longer waits"
        await press(pilot, "enter")
        assert [each.message for each in app._notifications] == ["Gone: message a/town: first"]
        held = [message.payload.text for message in table.exercise.standing().held.values()]
        assert held == ["second", "third"]
        await press(pilot, "enter")
        assert [item.text for item in console.boards["queue"].rows] == ["third"]
        await press(pilot, "enter")
        assert table.exercise.standing().held == {}
        assert "Nothing waits for you." in text_of(app)


async def test_enter_means_what_stood_there_when_it_was_pressed(tmp_path: Path) -> None:
    """Rule: what is shown between the key and its deed does not put another thing under it."""
    table = Table.lay(tmp_path, more="hold_messages = true")
    town = Reader("seat", "a", "town")
    for text in ("first", "second"):
        send_message(table.exercise, town, ["west"], text, "a")
    async with shown(table, table.white(), WIDE) as (app, pilot):
        console = app.screen
        assert isinstance(console, ConsoleScreen)
        await press(pilot, "3")
        console.boards["queue"].roster.action_pick()
        release_message(table.exercise, WHITE, next(iter(table.exercise.standing().held)))
        console.boards.show(console.survey(), own=True)
        await settle(pilot)
        assert [each.message for each in app._notifications] == ["Gone: message a/town: first"]
        held = [message.payload.text for message in table.exercise.standing().held.values()]
        assert held == ["second"]


async def test_white_reads_in_full_what_a_turn_has_brought_before_anyone_else(
    tmp_path: Path,
) -> None:
    """Rule: `y` tells what each seat ordered and what moved; enter tells an entry of the log."""
    table = Table.lay(tmp_path)
    submit(table.exercise, Reader("seat", "a", "town"), Plan(("feast",), {}), 1)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "y")
        assert "No turn of this world has been resolved yet." in text_of(app)
        await press(pilot, "escape", "5", "enter")
        assert "The town handed in: Give a feast." in text_of(app)
        await press(pilot, "escape")
        table.move("adjudicate")
        tick(table.exercise)
        await press(pilot, "1", "y")
        assert "THE LAST TURN OF Room A" in text_of(app)
        assert "Turn 1 was resolved: " in text_of(app)
        assert "The town (handed in): Give a feast." in text_of(app)


async def test_before_the_first_turn_the_console_says_how_it_begins(tmp_path: Path) -> None:
    """Rule: what waits is the beginning; enter asks whether a practice turn comes before it."""
    table = Table.lay(tmp_path, begin=False)
    async with shown(table, table.white(), WIDE) as (app, pilot):
        assert "nothing is played yet" in text_of(app)
        await press(pilot, "3", "enter", "t", "y")
        assert table.exercise.standing().practising
        await press(pilot, "t", "y", "3", "enter", "s", "y")
        assert table.exercise.standing().progress == "running"


async def test_the_console_says_when_nobody_runs_the_clock(tmp_path: Path) -> None:
    """Rule: without a host no clock, inject or resolution comes; the first row says so."""
    table = Table.lay(tmp_path)
    async with shown(table, table.white(), SMALL) as (app, pilot):
        assert "no host: exercise serve toll" in rows_of(app)[0]
        assert Lease(table.exercise, "web").take()
        app.screen.look_again(True)  # type: ignore[attr-defined]
        await settle(pilot)
        assert "no host" not in rows_of(app)[0]


async def test_orders_that_are_missing_are_whites_to_decide(tmp_path: Path) -> None:
    """Rule: after the lock a seat without orders waits for white, who says what counts."""
    table = Table.lay(tmp_path)
    table.move("lock")
    async with shown(table, table.white(), SMALL) as (app, pilot):
        await press(pilot, "3")
        assert "has given no orders" in text_of(app)
        await press(pilot, "enter")
        assert "WHAT COUNTS AS THE ORDERS OF The town in Room A?" in text_of(app)
        await press(pilot, "b")
        assert table.exercise.standing().worlds["a"].decisions["town"].source == "bot"
        assert "Nothing waits for you." in text_of(app)


async def test_a_choice_is_no_command_of_the_screen_below(tmp_path: Path) -> None:
    """Rule: `n` for silence does not open the next phase too."""
    table = Table.lay(tmp_path)
    table.move("lock")
    async with shown(table, table.white(), WIDE) as (app, pilot):
        await press(pilot, "3", "enter", "n")
        place = table.exercise.standing().worlds["a"]
        assert (place.decisions["town"].source, place.phase) == ("silence", "lock")
        assert isinstance(app.screen, ConsoleScreen)


async def test_an_analyst_stars_what_the_cursor_rests_on(tmp_path: Path) -> None:
    """Rule: a note with initials, about an entry of the log; white sees it at once."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("analyst"), WIDE) as (app, pilot):
        await press(pilot, "5", "j", "enter")
        assert "IN FULL" in text_of(app)
        await press(pilot, "escape", "asterisk")
        assert "About: Planning began." in text_of(app)
        await press(pilot, *"early", "enter", "enter", *"CD", "enter")
        note = table.exercise.read_all(WHITE)[-1]
        assert (note.seat, note.payload.text, note.payload.author) == ("analyst:CD", "early", "CD")
        assert note.payload.about == note.seq - 2
    async with shown(table, table.white(), WIDE) as (app, _):
        assert "analyst (CD): early" in text_of(app)


async def test_an_analyst_touches_nothing(tmp_path: Path) -> None:
    """Rule: analysts see all; the keys of white do nothing for them."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("analyst"), WIDE) as (app, pilot):
        assert rows_of(app)[-1].split() == ["*", "star", "y", "read", "/", "search", "?", "keys"]
        before = table.exercise.standing().seq
        await press(pilot, "p", "n", "o", "escape", "4", "s", "enter", "v", "c", "t", "u", "f", "P")
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
            assert (name == "give") == (command.id in DEEDS), command.id


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
