"""The desk as a player meets it: what the keys do, what the rows say, what is kept."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.command import CommandPalette
from textual.pilot import Pilot

from game.archive.game import Game
from game.engine import Plan
from game.scenario.bundle import Bundle
from game.ui.app import BufferStateApp
from game.ui.desk.position import Position
from game.ui.panels.asks import AsksPanel
from game.ui.panels.heading import HeadingBar
from game.ui.panels.orders import OrdersPanel
from game.ui.screens.cramped import CrampedScreen
from game.ui.screens.desk import DeskScreen
from game.ui.screens.question import QuestionScreen
from game.ui.theme import NIGHT
from tests.ui.stage import TOLL_BRIDGE, begin, play, row_with, rows_of

WIDE, SMALL = (120, 40), (80, 24)

ENVOY = 'label = "An envoy at the gate"'


def desk_of(app: BufferStateApp) -> DeskScreen:
    """Return the desk that is in front."""
    assert isinstance(app.screen, DeskScreen)
    return app.screen


async def settle(pilot: Pilot[None]) -> None:
    """Wait until all is drawn; what the plan leads to may still be imagined."""
    await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other and wait until all is drawn."""
    for key in keys:
        await pilot.press(key)
    await settle(pilot)


async def test_it_opens_at_what_is_asked() -> None:
    """Rule: the cursor begins where an answer is due; heading and demand say when and what."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        heading = "▚ BUFFER STATE   Toll Bridge"
        assert rows_of(app)[0].strip().startswith(heading)
        assert rows_of(app)[0].endswith("Q2 2001   turn 1 of 4")
        assert isinstance(app.focused, AsksPanel)
        demand = next(row for row in rows_of(app) if "An envoy at" in row)
        assert demand.partition("▌")[2].split("   ")[0] == " ■ The west bank  An envoy at the gate"
        assert demand.endswith("by Q3 2001")


async def test_an_order_is_given_and_taken_back() -> None:
    """Rule: enter gives the order under the cursor, and takes it back."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "down", "down")
        assert isinstance(app.focused, OrdersPanel)
        await press(pilot, "enter")
        assert desk_of(app).plan == Plan(("raise-toll",))
        assert "✓ Raise the toll" in row_with(app, "Raise the toll")
        assert "attention" not in row_with(app, "YOU ORDER")
        assert "hands ●○" in row_with(app, "YOU ORDER")
        await press(pilot, "enter")
        assert desk_of(app).plan == Plan()
        assert "hands ○○" in row_with(app, "YOU ORDER")


async def test_what_an_order_takes_stands_in_full_beside_its_price() -> None:
    """Rule: two dots or a number, however long the price is."""
    text = TOLL_BRIDGE.read_text("utf-8").replace("hands = 2 }", "hands = 3 }")
    text = text.replace("hands = 2, purse = 4 }", "hands = 2, purse = 10.5 }")
    dear = Bundle.from_text(text.replace("hands = 1, purse = 1 }", "hands = 3, purse = 2 }"))
    app = BufferStateApp(Game.begin(dear, 3))
    async with app.run_test(size=WIDE):
        assert "●● −10.5" in row_with(app, "Build the wall")
        assert "3● −2.0" in row_with(app, "feast")


async def test_letters_answer() -> None:
    """Rule: while a demand has the cursor a letter answers it; the same again takes it back."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "b")
        assert desk_of(app).plan.choices == {"envoy": "refuse"}
        assert "answers due 0" in row_with(app, "THEY ASK")
        await press(pilot, "a")
        assert desk_of(app).plan.choices == {"envoy": "grant"}
        await press(pilot, "a")
        assert desk_of(app).plan.choices == {}


async def test_undo_goes_back_without_limit() -> None:
    """Rule: before the commit every change of the plan can be taken back, the oldest too."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "a", "b", "down", "enter", "u")
        assert desk_of(app).plan == Plan((), {"envoy": "refuse"})
        await press(pilot, "u")
        assert desk_of(app).plan == Plan((), {"envoy": "grant"})
        await press(pilot, "u", "u", "u")
        assert desk_of(app).plan == Plan()


async def test_what_cannot_be_paid_is_refused_in_words() -> None:
    """Rule: an order for which the plan leaves too little is not taken, and it is said why."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "down", "down", "enter", "down", "enter")
        assert desk_of(app).plan == Plan(("raise-toll",))
        told = [str(toast.message) for toast in app._notifications]
        assert told == ["Build the wall: the plan leaves too little for it"]


async def test_a_click_gives_an_order() -> None:
    """Rule: the mouse can do what the keys do."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        panel = app.screen.query_one(OrdersPanel)
        row = next(at for at, text in enumerate(rows_of(app)) if "Give a feast" in text)
        await pilot.click(OrdersPanel, offset=(6, row - panel.region.y))
        await settle(pilot)
        assert desk_of(app).plan == Plan(("feast",))


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_clicks_commit_and_undo(size: tuple[int, int]) -> None:
    """Rule: the gold chip commits, and the words of the last row do what they say."""
    game = begin(seed=3)
    app = BufferStateApp(game)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "b", "a")
        row = rows_of(app)[-1]
        await pilot.click(offset=(row.index("undo"), size[1] - 1))
        await settle(pilot)
        assert desk_of(app).plan.choices == {"envoy": "refuse"}
        line = next(at for at, text in enumerate(rows_of(app)) if "Commit" in text)
        await pilot.click(offset=(rows_of(app)[line].index("Commit"), line))
        await settle(pilot)
        assert game.plans == (Plan((), {"envoy": "refuse"}),)


async def test_a_click_opens_a_tab() -> None:
    """Rule: tabs can be clicked."""
    app = BufferStateApp(begin())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.click(offset=(rows_of(app)[5].index("State"), 5))
        await settle(pilot)
        assert desk_of(app).tab == "state"
        assert row_with(app, "Trust of the east bank")


async def test_trouble_with_the_saves_is_told(tmp_path: Path) -> None:
    """Rule: a game that cannot be kept goes on, and it is said why."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    game = begin(blocked / "saves")
    app = BufferStateApp(game)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert game.trouble is not None
        assert [str(toast.message) for toast in app._notifications] == [game.trouble]


async def test_commit_says_what_silence_means() -> None:
    """Rule: a question comes only where silence would answer; esc leaves all as it was."""
    game = begin(seed=3)
    app = BufferStateApp(game)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E", "escape")
        assert game.turn == 2, "the envoy can wait a turn, so nothing was asked"
        await press(pilot, "escape", "E")
        assert isinstance(app.screen, QuestionScreen)
        assert "An envoy at the gate: Refuse" in row_with(app, "An envoy at the gate: ")
        await press(pilot, "escape")
        assert (game.turn, desk_of(app).plan) == (2, Plan())
        await press(pilot, "E", "y")
        assert game.turn == 3
        assert game.reports[1].answers[0].silent


async def test_an_answered_turn_is_committed_at_once() -> None:
    """Rule: no confirmation where nothing is left open."""
    game = begin(seed=3)
    app = BufferStateApp(game)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "a", "down", "down", "enter", "E")
        assert game.plans == (Plan(("raise-toll",), {"envoy": "grant"}),)
        await press(pilot, "escape")
        assert desk_of(app).plan == Plan()
        assert "turn 2 of 4" in rows_of(app)[0]
        assert desk_of(app).past == []


async def test_the_plan_of_a_save_lies_on_the_desk(tmp_path: Path) -> None:
    """Rule: who leaves in the middle of a turn finds the plan again."""
    game = begin(tmp_path)
    app = BufferStateApp(game)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "a")
        app.exit_kept()
    game.draft = Plan()
    from game.archive.recovery import load_game

    again = load_game(game.saves, next(tmp_path.glob("*.toml")))  # type: ignore[arg-type]
    app = BufferStateApp(again)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert desk_of(app).plan == Plan((), {"envoy": "grant"})


async def test_tabs_hold_everything_on_a_small_terminal() -> None:
    """Rule: at 80×24 nothing is lost but simultaneity; countdowns and plan never leave."""
    app = BufferStateApp(begin())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert row_with(app, "Raise the toll")
        seen = {
            "2": "Trust of the east bank",
            "3": "Send a caravan",
            "5": "safe passage",
            "4": "Build",
        }
        for key, words in seen.items():
            await press(pilot, key)
            assert row_with(app, words), key
            assert row_with(app, "PLAN").endswith("Commit  E")
            assert "seasons of money" in rows_of(app)[3]


async def test_resizing_never_breaks_the_desk() -> None:
    """Rule: a terminal below 80×24 gets a clear message and nothing is lost."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "b", "down", "enter")
        plan = desk_of(app).plan
        for size in ((100, 30), (40, 10), (200, 60), SMALL, (79, 24), (80, 23), (1, 1), WIDE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            cramped = size[0] < 80 or size[1] < 24
            assert isinstance(app.screen, CrampedScreen) is cramped, size
            if size == (40, 10):
                assert rows_of(app)[:3] == ["Buffer State", "needs 80×24,", "has 40×10."]
            if not cramped:
                assert row_with(app, "PLAN"), size
        assert desk_of(app).plan == plan == Plan(("raise-toll",), {"envoy": "refuse"})


@pytest.mark.parametrize("size", [SMALL, (100, 30), WIDE])
async def test_after_a_terminal_that_was_too_small_the_desk_is_as_before(
    size: tuple[int, int],
) -> None:
    """Rule: the regions share the room that there is, without a key."""
    app = BufferStateApp(begin())
    async with app.run_test(size=size) as pilot:
        await press(pilot, "down", "down")
        before = rows_of(app)[:-3]
        for passing in ((79, 23), (40, 10), (200, 60), (60, 40)):
            await pilot.resize_terminal(*passing)
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert rows_of(app)[:-3] == before, passing


async def test_the_palette_waits_with_the_game_where_there_is_no_room() -> None:
    """Rule: ctrl+p in a small terminal opens nothing, and what lay open is there afterwards."""
    app = BufferStateApp(begin())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash")
        palette = app.screen
        assert isinstance(palette, CommandPalette)
        await pilot.resize_terminal(20, 5)
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, CrampedScreen)
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert app.screen_stack[-1] is palette


async def test_no_cover_stays_under_what_was_laid_over_it() -> None:
    """Rule: the game is there as soon as there is room, whatever came meanwhile."""
    app = BufferStateApp(begin())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.resize_terminal(20, 5)
        app.show_every_key()
        await settle(pilot)
        await pilot.resize_terminal(*SMALL)
        await press(pilot, "escape")
        assert app.screen is desk_of(app)


async def test_it_can_start_in_a_terminal_that_is_too_small() -> None:
    """Rule: at the start, too, a small terminal is told what is needed."""
    app = BufferStateApp(begin())
    async with app.run_test(size=(40, 10)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, CrampedScreen)
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        assert row_with(app, "An envoy at the gate")


async def test_a_cursor_that_moves_on_draws_only_what_it_leaves_and_enters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Rule: another region gets the cursor without drawing the map and all else anew."""
    whole: list[bool] = []

    def record(compositor: Compositor, simplify: bool = False) -> object:
        whole.append(True)
        return draw_whole(compositor, simplify)

    draw_whole = Compositor.render_full_update
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Compositor, "render_full_update", record)
        for key in ("tab", "tab", "shift+tab"):
            before = app.focused
            await press(pilot, key)
            assert app.focused is not before
        assert whole == []


@pytest.mark.parametrize("key", ["p", "n"])
async def test_below_a_card_the_desk_can_be_seen(key: str) -> None:
    """Rule: what lies below a sheet is dimmed, not hidden."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, key)
        (title,) = [
            each for each in app.screen._compositor.render_strips()[0] if "BUFFER" in each.text
        ]
        assert title.style is not None
        seen, ground = title.style.color, title.style.bgcolor
        assert seen is not None and ground is not None
        assert seen.name not in (ground.name, NIGHT.variables["gold"])


async def test_a_sheet_laid_aside_leaves_nothing_behind() -> None:
    """Rule: however often sheets are opened, the game does not grow."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        kept = []
        for _ in range(3):
            await press(pilot, "p", "escape")
            gc.collect()
            kept.append(sum(isinstance(each, StylesCache) for each in gc.get_objects()))
        assert kept[2] == kept[1]


async def test_a_game_that_was_left_does_not_stay() -> None:
    """Rule: however many games are played one after the other, at most the last two are kept."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        desks = []
        for _ in range(5):
            await settle(pilot)
            desks.append(weakref.ref(desk_of(app)))
            app.show_game(begin())
        await settle(pilot)
        assert sum(desk() is not None for desk in desks) <= 2


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_text_of_a_scenario_is_only_text(size: tuple[int, int]) -> None:
    """Rule: `[@click=app.quit]` in a scenario is shown as it stands and does nothing."""
    text = TOLL_BRIDGE.read_text(encoding="utf-8")
    evil = "[@click=app.quit]pay[/]"
    text = text.replace(ENVOY, f'label = "{evil}"').replace("Raise the toll", "[bold]Toll[/bold]")
    text = text.replace(
        "An envoy asks for safe passage", "[link=https://example.org]An envoy[/link]"
    )
    app = BufferStateApp(Game.begin(Bundle.from_text(text, "evil.toml"), 3))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert evil in row_with(app, "pay")
        assert row_with(app, "[bold]Toll[/bold]")
        row = next(at for at, line in enumerate(rows_of(app)) if evil in line)
        panel = app.screen.query_one(AsksPanel)
        start = rows_of(app)[row].index("pay") - panel.region.x
        await pilot.click(AsksPanel, offset=(start, row - panel.region.y))
        await press(pilot, "down", "down", "enter", "c")
        assert app.is_running
        assert row_with(app, "[bold]Toll[/bold]")
        await press(pilot, "escape", "slash", *"toll")
        await pilot.pause(0.3)
        assert row_with(app, "Order: [bold]Toll[/bold]") or row_with(app, "Take back: [bold]Toll")


async def test_commands_that_cannot_be_given_say_why() -> None:
    """Rule: what cannot be done is dimmed; its key says why, and help does."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        desk = desk_of(app)
        assert desk.why_not("undo") == "nothing has been changed in this turn"
        assert desk.check_action("undo", ()) is None
        assert "undo" in desk.closed
        assert desk.why_not("tab-map") == "this scenario has no map"
        await press(pilot, "u")
        assert [note.message for note in app._notifications] == [
            "Not now: nothing has been changed in this turn."
        ]
        await press(pilot, "a")
        assert desk.why_not("undo") is None
        await press(pilot, "question_mark", "end")
        assert row_with(app, "not now: this scenario has no map")


async def test_a_scenario_without_a_map_has_no_tab_for_one() -> None:
    """Rule: what cannot be done is dimmed; the outline of another theatre is no map of this one."""
    app = BufferStateApp(begin())
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert desk_of(app).check_action("tab", ("map",)) is None
        await press(pilot, "2", "1")
        assert desk_of(app).tab == "state"


async def test_the_palette_gives_orders() -> None:
    """Rule: the palette holds every action, orders and answers too."""
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"feast")
        await pilot.pause(0.3)
        await press(pilot, "enter")
        assert desk_of(app).plan == Plan(("feast",))


async def test_a_game_is_played_on_the_keyboard_alone() -> None:
    """Rule: it plays whole at 80×24 with keys only, to its end."""
    game = begin(seed=3)
    app = BufferStateApp(game)
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        for _ in range(40):
            name = type(app.screen).__name__
            if name == "EndScreen":
                break
            if name == "DeskScreen":
                keys = ["a"] if isinstance(app.focused, AsksPanel) else ["enter"]
                await press(pilot, *keys, "E")
            else:
                await press(pilot, "y" if name == "QuestionScreen" else "escape")
        assert type(app.screen).__name__ == "EndScreen"
        assert game.over
        assert game.plans[0].choices == {"envoy": "grant"}


@pytest.mark.parametrize(
    ("environment", "theme", "ground"),
    [
        ({"COLORTERM": "truecolor"}, "map-table-at-night", "#0D1320"),
        ({"COLORTERM": "", "TERM": "xterm"}, "sixteen-colours", "#000000"),
        ({"NO_COLOR": "1"}, "high-contrast", "#000000"),
    ],
)
async def test_colours_follow_the_terminal(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], theme: str, ground: str
) -> None:
    """Rule: 16 colours and `NO_COLOR` get themes of their own, from the first frame on."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    app = BufferStateApp(begin())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert (app.theme, app.screen.styles.background.hex) == (theme, ground)
        assert row_with(app, "PLAN")


async def test_what_the_list_of_orders_hides_is_counted_by_kind() -> None:
    """Rule: orders out of sight that cannot be given are not taken for a choice."""
    closed = "".join(
        f'\n[[action]]\nid = "far-{number}"\nseat = "town"\nlabel = "Far {number}"\n'
        f'when = "turn > 3"\nadd = {{ purse = 1 }}\n'
        for number in range(30)
    )
    text = TOLL_BRIDGE.read_text(encoding="utf-8") + closed
    app = BufferStateApp(Game.begin(Bundle.from_text(text, "many.toml"), 3))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        panel = app.screen.query_one(OrdersPanel)
        assert len(panel.orders.open_rows) < panel.size.height
        row = row_with(app, "below")
        assert "closed below   " in row


async def test_after_the_last_turn_the_heading_counts_no_more() -> None:
    """Rule: the rest that plays on is no turn of the game: `afterwards`, and never `5 of 4`."""
    game = play(begin(), ("raise-toll",), ("feast",), ("raise-toll",))
    app = BufferStateApp(game)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert rows_of(app)[0].endswith("turn 4 of 4")
        app.screen.query_one(HeadingBar).position = Position.of(play(game, ()))
        await settle(pilot)
        assert rows_of(app)[0].endswith("   afterwards")


@pytest.mark.parametrize("width", [80, 97, 116, 130])
async def test_the_columns_of_answers_are_headed_as_those_of_orders(width: int) -> None:
    """Rule: above the amounts stand their unit and what the words beside them are."""
    app = BufferStateApp(begin())
    async with app.run_test(size=(width, 40)) as pilot:
        await settle(pilot)
        rows = rows_of(app)
        first = next(at for at, row in enumerate(rows) if "a  Grant" in row)
        assert rows[first - 1].rstrip().endswith("crowns first effect")


async def test_a_reason_that_is_longer_than_its_row_stands_whole_under_the_list() -> None:
    """Rule: a closed order says what it waits for; no reason is lost for want of room."""
    text = TOLL_BRIDGE.read_text(encoding="utf-8").replace(
        'when = "not walled"\nlimit', 'when = "walled or anger > 60"\nlimit', 1
    )
    app = BufferStateApp(Game.begin(Bundle.from_text(text, TOLL_BRIDGE.name), 3))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "down", "down", "down", "down")
        assert row_with(app, "Build the wall").endswith("only while “The town has a …")
        whole = "Only while “The town has a wall” holds or Anger of"
        assert row_with(app, whole).startswith(whole)
