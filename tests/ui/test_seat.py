"""A seat's desk in an exercise: orders are handed in, kept secret, released by white."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from game.engine import Plan
from game.exercise.drafts import find_draft
from game.exercise.messages import send_message
from game.exercise.phases import pause
from game.exercise.practice import end_practice, practise
from game.exercise.readers import WHITE
from game.exercise.sessions import beat, claim, resume
from game.ui.app import BufferStateApp
from game.ui.exercise.desk import SeatDesk
from game.ui.exercise.sheets import MailScreen, TextSheet
from game.ui.panels.orders import OrdersPanel
from game.ui.screens.briefing import BriefingScreen
from game.ui.screens.report import ReportScreen
from game.ui.widgets.thread import Thread
from tests.ui.stage import rows_of, see, text_of
from tests.ui.table import Table, press, settle, shown

WIDE, SMALL = (120, 40), (80, 24)


def desk_of(app: BufferStateApp) -> SeatDesk:
    """Return the desk that is in front."""
    assert isinstance(app.screen, SeatDesk)
    return app.screen


async def test_the_first_row_says_phase_clock_and_what_is_in(tmp_path: Path) -> None:
    """Rule: a seat always sees the phase, its clock, and whether its orders are in."""
    table = Table.lay(tmp_path)
    for size in (WIDE, SMALL):
        async with shown(table, table.sit("town"), size) as (app, pilot):
            if not isinstance(app.screen, SeatDesk):
                await press(pilot, "escape")
            assert "planning 1" in rows_of(app)[0]
            assert "Hand in" in "".join(rows_of(app)[-4:])
            pause(table.exercise, WHITE)
            desk_of(app).look_again()
            await settle(pilot)
            assert "paused" in rows_of(app)[0]
            assert desk_of(app).why_not("commit") == "the exercise is paused"
        from game.exercise.phases import unpause

        unpause(table.exercise, WHITE)


async def test_who_sits_down_before_the_beginning_reads_what_it_is_about(tmp_path: Path) -> None:
    """Rule: the briefing, and how an exercise goes with the keys of a seat, before the desk."""
    table = Table.lay(tmp_path, begin=False)
    async with shown(table, table.sit("town"), SMALL) as (app, pilot):
        sheet = app.screen
        assert isinstance(sheet, BriefingScreen)
        told = " ".join(text_of(app).replace("▌", " ").split())
        assert "This exercise is played for 4 turns." in told
        assert "hand them in with E" in told
        await press(pilot, "escape")
        assert desk_of(app).seen.phase == ""


async def test_orders_are_handed_in_changed_and_withdrawn(tmp_path: Path) -> None:
    """Rule: `E` hands in; what is changed afterwards is marked; `w` takes the orders back."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        desk.change_plan(Plan(("feast",), {}))
        await settle(pilot)
        await press(pilot, "E")
        if not isinstance(app.screen, SeatDesk):
            await press(pilot, "y")
        place = table.exercise.standing().worlds["a"]
        assert place.submissions["town"].plan.orders == ("feast",)
        assert "✓ handed in" in rows_of(app)[0]
        desk.change_plan(Plan((), {}))
        await settle(pilot)
        assert "✓ changed since" in rows_of(app)[0]
        await press(pilot, "w")
        assert table.exercise.standing().worlds["a"].submissions == {}


async def test_the_question_before_the_hand_in_says_what_happens(tmp_path: Path) -> None:
    """Rule: nothing is committed here: orders are handed in, can be taken back, white goes on."""
    table = Table.lay(tmp_path)
    table.play(1)
    table.move("plan")
    async with shown(table, table.sit("town"), SMALL) as (app, pilot):
        await press(pilot, "E")
        told = " ".join(text_of(app).replace("▌", " ").split())
        for words in ("HAND IN YOUR ORDERS?", "An envoy at the gate: Refuse", "y hand in",
                      "Your orders stay secret until release; w takes them back",
                      "Then white has the"):  # fmt: skip
            assert words in told
        assert "ommit" not in told
        assert table.exercise.standing().worlds["a"].submissions == {}
        await press(pilot, "y")
        assert "town" in table.exercise.standing().worlds["a"].submissions


async def test_keys_that_come_in_one_burst_are_taken_in_their_order(tmp_path: Path) -> None:
    """Rule: what was chosen a moment before `E` is handed in, however late the keys arrive."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        desk.query_one(OrdersPanel).focus()
        await settle(pilot)
        for key, letter in (("enter", "\r"), ("E", "E")):
            app.post_message(Key(key, letter))
        await settle(pilot)
        place = table.exercise.standing().worlds["a"]
        assert place.submissions["town"].plan.orders == ("raise-toll",)


async def test_every_change_of_the_plan_is_kept_for_another_screen(tmp_path: Path) -> None:
    """Rule: the draft is in the store at once; whoever sits down next finds it."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), SMALL) as (app, pilot):
        desk_of(app).change_plan(Plan(("feast",), {}))
        await settle(pilot)
        with table.exercise.store.reading() as connection:
            draft = find_draft(connection, table.exercise.id, "a", "town")
        assert draft is not None and draft.plan == Plan(("feast",), {})
    async with shown(table, table.sit("town"), SMALL) as (app, pilot):
        await press(pilot, "escape")
        assert desk_of(app).plan == Plan(("feast",), {})


async def test_nothing_is_taken_outside_planning(tmp_path: Path) -> None:
    """Rule: after the lock the plan stands still, and the seat is told why."""
    table = Table.lay(tmp_path)
    table.move("lock")
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        desk.change_plan(Plan(("feast",), {}))
        await press(pilot, "E")
        assert desk.plan == Plan((), {})
        assert table.exercise.standing().worlds["a"].submissions == {}
        assert desk.why_not("commit") == "orders are taken while planning lasts"


async def test_a_turn_is_secret_until_white_releases_it(tmp_path: Path) -> None:
    """Rule: what was resolved is not shown before release; then the report comes by itself."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        from game.exercise.orders import submit

        submit(table.exercise, desk.reader, Plan(("feast",), {}), turn=1)
        table.move("adjudicate")
        assert table.exercise.standing().worlds["a"].resolved
        desk.look_again(True)
        await settle(pilot)
        assert (desk.game.reports, desk.game.turns, len(desk.game.history)) == ((), (), 1)
        table.move("release")
        desk.look_again(True)
        await settle(pilot)
        assert isinstance(app.screen, ReportScreen)
        assert len(desk.game.reports) == 1
        await press(pilot, "enter")
        assert desk_of(app) is desk


async def test_a_seat_cannot_reach_other_games_of_the_computer(tmp_path: Path) -> None:
    """Rule: leaving ends the program; there is no title, no save, no file for a participant."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        app.show_title()
        await pilot.pause()
        assert not app.is_running or isinstance(app.screen, SeatDesk)
        names = [command.title for command in app.get_system_commands(app.screen)]
        assert not any("creenshot" in name for name in names)


async def test_words_of_others_are_shown_as_they_are(tmp_path: Path) -> None:
    """Rule: markup in a message is text; escape sequences are gone."""
    table = Table.lay(tmp_path)
    session = table.sit("town")
    send_message(table.exercise, WHITE, ["town"], "[red]x[/] \x1b[31my \x07[@click=quit]z[/]", "a")
    async with shown(table, session, WIDE) as (app, pilot):
        await press(pilot, "m")
        assert isinstance(app.screen, MailScreen)
        told = "\n".join(rows_of(app))
        assert "[red]x[/]" in told and "[@click=quit]z[/]" in told
        assert "\x1b" not in told and "\x07" not in told


async def test_who_comes_back_is_told_what_happened_since(tmp_path: Path) -> None:
    """Rule: what was shown before is not told again, whatever process shows it."""
    table = Table.lay(tmp_path)
    send_message(table.exercise, WHITE, ["town"], "Read before", "a")
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        await press(pilot, "m")
        assert "Read before" in text_of(app)
    send_message(table.exercise, WHITE, ["town"], "Sent meanwhile", "a")
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        told = await see(pilot, "white to The town: Sent meanwhile")
        assert "SINCE YOU WERE AWAY" in told
        assert "Read before" not in told


async def test_a_report_comes_again_until_it_was_laid_aside(tmp_path: Path) -> None:
    """Rule: a page that is lost while the report is in front finds it in front when it is back."""
    table = Table.lay(tmp_path)
    session = table.sit("town")
    async with shown(table, session, WIDE) as (app, pilot):
        await press(pilot, "escape")
        table.play(1)
        desk = app.screen
        assert isinstance(desk, SeatDesk)
        desk.look_again(True)
        await settle(pilot)
        assert isinstance(app.screen, ReportScreen)
        desk.show_life()
        await settle(pilot)
    for _ in range(2):
        async with shown(table, resume(table.exercise, session.token), WIDE) as (app, pilot):
            await settle(pilot)
            assert isinstance(app.screen, ReportScreen)
    async with shown(table, resume(table.exercise, session.token), WIDE) as (app, pilot):
        await press(pilot, "escape")
        assert isinstance(app.screen, SeatDesk)
    async with shown(table, resume(table.exercise, session.token), WIDE) as (app, pilot):
        await settle(pilot)
        assert isinstance(app.screen, SeatDesk)


async def test_messages_appear_while_they_are_read(tmp_path: Path) -> None:
    """Rule: what comes while the messages are open stands there at once."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        await press(pilot, "m")
        assert "No message yet" in text_of(app)
        send_message(table.exercise, WHITE, ["town"], "Look at the river", "a")
        desk.look_again(True)
        await settle(pilot)
        assert "Look at the river" in text_of(app) and "1 message" in text_of(app)


async def test_a_seat_that_is_left_is_free_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule: a sign of life that is under way when a seat leaves does not mark it present again."""
    table = Table.lay(tmp_path)
    late = threading.Event()

    def beat_late(*args: Any, **named: Any) -> None:
        late.wait(5.0)
        beat(*args, **named)

    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        monkeypatch.setattr("game.ui.exercise.live.beat", beat_late)
        desk_of(app).show_life()
        await pilot.pause()
        threading.Timer(0.3, late.set).start()
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and "Timer" not in thread.name:
            thread.join(0.5)
    assert claim(table.exercise, table.codes["town"]).session is not None


async def test_a_desk_below_a_sheet_is_drawn_once_for_a_change(tmp_path: Path) -> None:
    """Rule: a clock that goes on below does not draw both screens without end."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        await press(pilot, "m")
        assert isinstance(app.screen, MailScreen)
        desk.tell_time()
        await settle(pilot)
        desk._on_timer_update()
        assert not desk._repaint_required and not desk._dirty_widgets


async def test_who_missed_nothing_is_told_nothing(tmp_path: Path) -> None:
    """Rule: the sheet does not open for what the seat itself did; `h` opens it all the same."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        assert isinstance(app.screen, SeatDesk)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        await settle(pilot)
        assert isinstance(app.screen, SeatDesk), "only its own claim came since"
        await press(pilot, "h")
        assert isinstance(app.screen, TextSheet)
        assert "Nothing has happened meanwhile." in "\n".join(rows_of(app))


async def test_a_practice_turn_leaves_nothing_on_the_desk(tmp_path: Path) -> None:
    """Rule: the first row says that it does not count; when it ends, plan and reports are gone."""
    table = Table.lay(tmp_path, begin=False)
    practise(table.exercise, WHITE)
    table.move("plan")
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        assert "practice, does not count" in rows_of(app)[0]
        assert desk.query_one(Thread).line.turns == 1
        desk.change_plan(Plan(("feast",), {}))
        await settle(pilot)
        table.play(1)
        desk.look_again(True)
        await settle(pilot)
        report = app.screen
        assert isinstance(report, ReportScreen)
        await press(pilot, *["enter"] * len(report.pages))
        assert desk_of(app) is desk, "no ending is claimed"
        end_practice(table.exercise, WHITE)
        desk.look_again(True)
        await settle(pilot)
        told = [toast.message for toast in app._notifications]
        assert told[-1] == "The practice is over. Nothing of it counts; all begins anew."
        assert "practice" not in rows_of(app)[0]
        assert (desk.plan, desk.game.reports, desk.game.turn) == (Plan(), (), 1)


async def test_a_screen_that_has_not_seen_the_lock_is_refused_by_the_log(tmp_path: Path) -> None:
    """Rule: what may be done is decided in the store, not by what a screen still shows."""
    table = Table.lay(tmp_path)
    async with shown(table, table.sit("town"), WIDE) as (app, pilot):
        desk = desk_of(app)
        desk.change_plan(Plan(("feast",), {}))
        await settle(pilot)
        desk.looking = True
        table.move("lock")
        assert desk.why_not("commit") is None
        await press(pilot, "E")
        if not isinstance(app.screen, SeatDesk):
            await press(pilot, "y")
        told = [toast.message for toast in app._notifications]
        assert told == ["orders are taken in the phase plan, not in lock"]
        assert table.exercise.standing().worlds["a"].submissions == {}
