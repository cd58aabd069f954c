"""Settings and keys on the screen: seen at once, kept, and in force everywhere."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from game.ui.app import BufferStateApp
from game.ui.glyphs import ASCII, UNICODE
from game.ui.panels.orders import OrdersPanel
from game.ui.screens.causes import CausesScreen
from game.ui.screens.desk import DeskScreen
from game.ui.screens.forecast import ForecastScreen
from game.ui.screens.keys import KeysScreen
from game.ui.screens.promises import PromisesScreen
from game.ui.screens.rebinding import PressScreen, RebindingScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.title import TitleScreen
from game.ui.settings.preferences import Preferences
from game.ui.widgets.roster import Roster
from tests.ui.stage import SIZES, begin, row_with, rows_of

WIDE, SMALL = (120, 40), (80, 24)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of settings that does not exist yet."""
    return tmp_path / "config" / "settings.toml"


def kept(path: Path) -> dict[str, object]:
    """Return what a file of settings holds."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def title(path: Path, **environment: str) -> BufferStateApp:
    """Open at the title, with settings in a file."""
    preferences = Preferences({}, {"COLORTERM": "truecolor", **environment}, path)
    return BufferStateApp(saves=path.parent, preferences=preferences)


def desk(path: Path) -> BufferStateApp:
    """Open at a desk, with settings in a file."""
    return BufferStateApp(begin(), preferences=Preferences({}, {"COLORTERM": "truecolor"}, path))


def in_front(app: BufferStateApp) -> type[object]:
    """Return what kind of screen is in front."""
    return type(app.screen)


def motion(app: BufferStateApp) -> str:
    """Return how much moves."""
    return app.animation_level


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys one after the other, and return what is shown then."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.pause()
    return "\n".join(rows_of(pilot.app))


@pytest.mark.parametrize("size", SIZES)
async def test_everything_that_can_be_set_is_shown_with_a_sample(
    path: Path, size: tuple[int, int]
) -> None:
    """Rule: settings play whole at 80×24 on the keyboard, reached from the title."""
    app = title(path)
    async with app.run_test(size=size) as pilot:
        shown = await press(pilot, "o")
        assert in_front(app) is SettingsScreen
        for words in (
            "Colours    auto", "Shapes     auto", "Motion     full", "Report     full",
            "Keys       the usual ones", "■ a patron", "−0.6 ▼", "every change is kept",
            "The usual value; on this terminal that is map table at night.", "←→ change",
        ):  # fmt: skip
            assert words in shown
        await press(pilot, "escape")
        assert in_front(app) is TitleScreen


async def test_a_change_is_seen_at_once_and_kept(path: Path) -> None:
    """Rule: live, and in the file."""
    app = title(path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "right", "right")
        assert app.theme == "paper-by-day"
        assert app.screen.query_one("#sheet").styles.background.hex == "#E9E2D0"
        shown = await press(pilot, "down", "enter", "enter")
        assert (app.glyphs, motion(app)) == (ASCII, "full")
        assert "# a patron" in shown and "-0.6 V" in shown
        await press(pilot, "down", "space", "down", "left")
        assert motion(app) == "none"
        assert kept(path) == {
            "theme": "paper-by-day", "glyphs": "ascii", "motion": "reduced", "report": "brief"
        }  # fmt: skip
    again = title(path)
    async with again.run_test(size=SMALL):
        assert (again.theme, again.glyphs) == ("paper-by-day", ASCII)
        assert motion(again) == "none"


async def test_the_usual_value_comes_back(path: Path) -> None:
    """Rule: one key gives back what was there."""
    app = title(path)
    async with app.run_test(size=SMALL) as pilot:
        shown = await press(pilot, "o", "left")
        assert app.theme == "sixteen-colours"
        assert "Kept in" in shown
        await press(pilot, "r")
        assert (app.theme, kept(path)) == ("map-table-at-night", {})


async def test_who_asked_for_a_value_is_told(path: Path) -> None:
    """Rule: command line and environment come before the file, and the screen says so."""
    app = title(path, BUFFER_STATE_THEME="high-contrast")
    async with app.run_test(size=SMALL) as pilot:
        shown = await press(pilot, "comma")
        assert "Asked for by the environment, for this run" in shown
        assert app.theme == "high-contrast"


async def test_the_settings_are_reached_from_the_desk_and_change_it(path: Path) -> None:
    """Rule: the desk below wears what was chosen."""
    app = desk(path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "comma", "down", "left", "escape")
        assert in_front(app) is DeskScreen
        assert rows_of(app)[0].strip().startswith("# BUFFER STATE")
        shown = "".join(rows_of(app))
        assert shown.isascii()


async def test_ascii_leaves_no_sign_of_unicode_on_any_screen(path: Path) -> None:
    """Rule: in the ASCII set nothing needs a font: frames, bars, quotes and dashes too."""
    path.parent.mkdir()
    path.write_text('glyphs = "ascii"\n', encoding="utf-8")
    app = desk(path)
    async with app.run_test(size=WIDE) as pilot:
        for keys in (
            (), ("f",), ("escape", "i"), ("escape", "p"), ("escape", "n"), ("escape", "r"),
            ("escape", "question_mark"), ("c",), ("escape", "comma"), ("c",), ("escape", "escape"),
            ("2", "c"), ("escape", "slash"),
        ):  # fmt: skip
            shown = await press(pilot, *keys)
            assert [sign for sign in shown if not sign.isascii()] == [], app.screen


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_the_first_start_on_a_poor_terminal_says_what_was_chosen_once(
    path: Path, glyphs: object
) -> None:
    """Rule: it chooses by itself and says so once, on the title."""
    term = "linux" if glyphs is ASCII else "xterm-256color"
    told = []
    for _ in range(2):
        preferences = Preferences({}, {"TERM": term}, path)
        app = BufferStateApp(saves=path.parent, preferences=preferences)
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            await pilot.pause()
            assert app.glyphs is glyphs
            told += [note.message for note in app._notifications]
    expected = (
        "This terminal (linux) has sixteen colours and may lack the shapes of Unicode, so the "
        "game is drawn in sixteen colours and ASCII shapes. Settings (,) change that."
    )
    assert told == ([expected] if glyphs is ASCII else [])
    assert path.exists() == (glyphs is ASCII)


async def test_what_is_wrong_with_the_file_is_told_and_the_game_begins(path: Path) -> None:
    """Rule: unknown keys and bad values are told with what is allowed, and it starts anyway."""
    path.parent.mkdir()
    path.write_text('theme = "dusk"\n[keys]\ndesk.undo = "i"\n', encoding="utf-8")
    app = desk(path)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await pilot.pause()
        told = sorted(note.message for note in app._notifications)
        assert in_front(app) is DeskScreen and app.theme == "map-table-at-night"
        assert len(told) == 2
        assert told[0].startswith(f"{path}, [keys] desk.undo: i is taken on “The desk”")
        assert told[1].startswith(f"{path}, line 1: `theme` cannot be `dusk`; it is one of auto,")


# ---------------------------------------------------------------------- keys


async def test_a_changed_key_works_and_is_shown_everywhere(path: Path) -> None:
    """Rule: footer, chip, help, palette and texts show the key in force; the old one is dead."""
    app = desk(path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "comma", "c", "slash", *"forecast", "down", "enter", "z")
        assert in_front(app) is RebindingScreen
        await press(pilot, "escape", "slash", *"commit", "down", "enter", "Z", "escape", "escape")
        shown = await press(pilot, "escape")
        assert in_front(app) is DeskScreen
        assert "z forecast" in shown and "   Commit   Z" in shown
        assert kept(path)["keys"] == {"desk": {"forecast": "z", "commit": "Z"}}
        await press(pilot, "f")
        assert in_front(app) is DeskScreen
        await press(pilot, "z")
        assert in_front(app) is ForecastScreen
        shown = await press(pilot, "escape", "question_mark")
        assert row_with(app, "What the plan leads to").startswith("z ")
        shown = await press(pilot, "escape", "slash", *"commit the")
        assert "Z   Everyone's plans" in shown


async def test_search_finds_by_deed_screen_and_key(path: Path) -> None:
    """Rule: `/` searches; a single letter is a key."""
    app = title(path)
    async with app.run_test(size=WIDE) as pilot:
        shown = await press(pilot, "o", "c", "slash", *"markdown")
        assert [row.split()[0] for row in shown.splitlines() if "Markdown" in row] == ["▌"]
        assert row_with(app, "Markdown").startswith("m ")
        shown = await press(pilot, "escape", "slash", "E")
        assert "Commit the turn" in shown and "Lay the sheet aside" not in shown
        await press(pilot, "escape", "escape")
        assert in_front(app) is SettingsScreen


async def test_a_refused_key_says_why_and_waits_for_another(path: Path) -> None:
    """Rule: reserved keys and conflicts are refused with the reason; esc leaves all as it is."""
    app = title(path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "o", "c", "slash", *"copy the line", "enter", "enter")
        assert in_front(app) is PressScreen
        assert "Now y, c." in await press(pilot)
        assert "Tab goes to the next part everywhere." in await press(pilot, "tab")
        assert "M is taken on “The end”: write the game as" in await press(pilot, "m")
        assert "? is taken on “The end”" in await press(pilot, "question_mark")
        assert "/ is taken on “The end”" in await press(pilot, "slash")
        await press(pilot, "escape")
        assert in_front(app) is RebindingScreen and not path.exists()
        shown = await press(pilot, "enter", "z")
        assert "z: copy the line to share" in shown and "1 changed" in shown
        assert row_with(app, "Copy the line").endswith("changed")


async def test_keys_become_the_usual_ones_again(path: Path) -> None:
    """Rule: one or all of them."""
    path.parent.mkdir()
    path.write_text(
        '[keys]\ndesk.undo = "z"\nend.copy = "z"\nend.markdown = "x"\ndesk.news = "u"\n',
        encoding="utf-8",
    )
    app = title(path)
    async with app.run_test(size=SMALL) as pilot:
        shown = await press(pilot, "o", "c", "slash", *"take back", "enter", "r")
        assert "U is taken on “The desk”: Read the dispatches of this turn; give that" in shown
        await press(pilot, "escape", "slash", *"copy the line", "enter", "r")
        assert kept(path)["keys"] == {"desk": {"undo": "z", "news": "u"}, "end": {"markdown": "x"}}
        shown = await press(pilot, "escape", "R")
        assert "All keys are the usual ones." in shown and kept(path) == {}
        assert app.keyboard.changed == {}


async def test_a_sheet_with_a_changed_key_still_closes_with_esc(path: Path) -> None:
    """Rule: nobody is locked in."""
    path.parent.mkdir()
    path.write_text('[keys]\nsheet.leave = "z"\napp.help = "H"\n', encoding="utf-8")
    app = desk(path)
    async with app.run_test(size=SMALL) as pilot:
        for key in ("escape", "z"):
            await press(pilot, "p")
            assert in_front(app) is PromisesScreen
            await press(pilot, "q")
            assert in_front(app) is PromisesScreen
            for help_key in ("H", "f1"):
                await press(pilot, help_key)
                assert in_front(app) is KeysScreen
                assert row_with(app, "lay the sheet aside").startswith("z, esc ")
                await press(pilot, "escape")
            await press(pilot, key)
            assert in_front(app) is DeskScreen


async def test_every_screen_has_help_and_search(path: Path) -> None:
    """Rule: `?` shows the keys of this screen, `/` all that can be done there, on sheets too."""
    app = desk(path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "2", "c")
        assert in_front(app) is CausesScreen
        await press(pilot, "question_mark")
        assert in_front(app) is KeysScreen
        assert row_with(app, "the turn before").startswith("←")
        shown = await press(pilot, "escape", "slash")
        assert "Back to the desk" in shown and "Settings: colours" in shown
        await press(pilot, *"back to the", "enter")
        assert in_front(app) is DeskScreen


async def test_the_palette_sets_colours_and_leads_to_the_keys(path: Path) -> None:
    """Rule: the palette holds every action."""
    app = desk(path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p", *"high contrast", "enter")
        assert app.theme == "high-contrast" and kept(path) == {"theme": "high-contrast"}
        await press(pilot, "slash", *"change keys", "enter")
        assert in_front(app) is RebindingScreen


# ---------------------------------------------------------------------- the mouse, as an extra


async def test_settings_and_keys_can_be_clicked_and_scrolled(path: Path) -> None:
    """Rule: the mouse does what the keys do; the wheel moves through lists."""
    app = title(path)
    async with app.run_test(size=SMALL) as pilot:
        await press(pilot, "o")
        row = next(y for y, text in enumerate(rows_of(app)) if "Motion" in text)
        await pilot.click(offset=(20, row))
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert motion(app) == "none"
        foot = next(y for y, text in enumerate(rows_of(app)) if "usual value" in text)
        await pilot.click(offset=(rows_of(app)[foot].index("usual value"), foot))
        await pilot.pause()
        assert motion(app) == "full"
        await press(pilot, "c")
        roster = app.screen.query_one(Roster)
        first = roster.cursor
        await wheel(pilot, roster, down=True)
        await wheel(pilot, roster, down=True)
        assert roster.cursor == first + 2
        await wheel(pilot, roster, down=False)
        assert roster.cursor == first + 1


async def test_the_wheel_moves_through_lists_of_the_desk_and_of_sheets(path: Path) -> None:
    """Rule: the wheel scrolls wherever there is a list."""
    app = desk(path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        orders = app.screen.query_one("#orders", OrdersPanel)
        await wheel(pilot, orders, down=True)
        await wheel(pilot, orders, down=True)
        await wheel(pilot, orders, down=False)
        assert orders.cursor == 1
        await press(pilot, "n")
        letters = app.screen.query_one(Roster)
        await wheel(pilot, letters, down=True)
        assert letters.cursor >= 1


async def wheel(pilot: Pilot[None], widget: Widget, *, down: bool) -> None:
    """Turn the wheel by a notch over a widget, as a terminal would report it."""
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    x, y = widget.region.x + 3, widget.region.y + 1
    event = kind(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y)
    pilot.app.post_message(event)
    await pilot.pause()
