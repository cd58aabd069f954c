"""The end: ending, score, curve, turning points, verdicts, and what can be done from there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.archive.recovery import load_game
from game.engine import Plan
from game.engine.luck import format_seed
from game.lab.rivals import Rivals
from game.lab.wording import tell_rivals
from game.scenario.bundle import Bundle
from game.ui.desk.chronicle import courses_of
from game.ui.desk.markdown import plain, write_markdown
from game.ui.desk.scale import frame_scale
from game.ui.desk.verdicts import closing_of, opinions_of
from game.ui.desk.webpage import write_webpage
from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.screens.end import EndScreen
from game.ui.screens.point import PointScreen
from game.ui.widgets.curve import Curve
from game.ui.widgets.ending import name_rows
from tests.ui.stage import (
    SIZES,
    TOLL_BRIDGE,
    Stage,
    begin,
    finished,
    go,
    play,
    row_with,
    rows_of,
    see,
    settle,
)


@pytest.fixture(scope="module")
def game() -> Game:
    """A game that ended well in its fifth turn."""
    return finished()


def test_the_closing_is_the_ending_with_its_score(game: Game) -> None:
    """The ending's name and text, its rank in words, the score rounded half up."""
    closing = closing_of(game)
    assert (closing.name, closing.rank) == ("A crossing in peace", "a good ending")
    assert closing.text == "The bridge stands; 7 crowns lie in the chest."
    assert (closing.score, closing.measures) == (128, "what the town kept")


def test_verdicts_take_word_and_place_from_the_judge_and_the_sentence_from_the_ending(
    game: Game,
) -> None:
    """Seats first, then other judges; the ending's own sentence goes before the level's."""
    west, poets = opinions_of(game)
    assert (west.judge, west.word, west.sentence) == ("The west bank", "content", "They were fair.")
    assert (poets.judge, poets.word, poets.sentence) == (
        "The poets", "moved", "It is a song now.",
    )  # fmt: skip
    assert poets.share == pytest.approx(0.58)


def test_courses_are_the_score_and_the_gauges_in_front(game: Game) -> None:
    """One value per turn, the epilogue included; scales have a whole number in the middle."""
    courses = courses_of(game)
    assert [course.label for course in courses] == [
        "Score, what the town kept",
        "The town's purse",
        "Trust of the east bank",
        "Anger of the west bank",
    ]
    assert courses[0].values == (139.0, 133.0, 151.0, 139.0, 128.0)
    assert courses[1].values == (8.0, 7.0, 9.0, 8.0, 7.0)


@pytest.mark.parametrize(
    ("values", "scale"),
    [
        ((407.0, 614.0), (400.0, 800.0)),
        ((1.4, 3.7), (1.0, 5.0)),
        ((5.0, 5.0), (5.0, 7.0)),
        ((-3.0, 90.0), (-50.0, 150.0)),
    ],
)
def test_a_scale_holds_its_values_between_round_ends(
    values: tuple[float, ...], scale: tuple[float, float]
) -> None:
    """The ends are multiples of 1, 2 or 5 and zeros, an even number of steps apart."""
    assert frame_scale(values) == scale


async def test_the_screen_shows_all_of_it(game: Game) -> None:
    """Name, text, score, chart, cards and verdicts at 120×40, without scrolling."""
    app = Stage(EndScreen(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        shown = "\n".join(rows_of(app))
        assert "█▀▀█" in rows_of(app)[2]
        assert "The bridge stands; 7 crowns lie in the chest." in shown
        head = row_with(app, "ODDS OF A GOOD ENDING")
        assert head.endswith("found by the forecast, turn by turn   chart 1 of 5")
        assert "THREE TURNS THAT DECIDED IT" in shown
        assert " A  turn 1  Q2 2001" in shown and "% △" in shown
        assert "● Raise the toll" in shown and "○ or " in shown
        assert shown.count("100 futures end") >= 1
        west = " ".join(row_with(app, "content").split())
        assert west.startswith("■ The west bank content ━") and "● The poets moved" in west
        assert "They were fair." in shown and "It is a song now." in shown
        assert row_with(app, "share").startswith("share  toll-bridge 0000-0003 128 peace")
        scroll = app.screen.query_one("#all")
        assert scroll.max_scroll_y == 0


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_everything_can_be_reached_at_every_size(game: Game, glyphs: Glyphs) -> None:
    """At 80×24 the page scrolls to the last verdict; share and keys never leave the screen."""
    app = Stage(EndScreen(game), glyphs)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.press("end")
            await pilot.pause()
            shown = "\n".join(rows_of(app))
            assert "It is a song now." in shown
            assert "toll-bridge 0000-0003 128 peace" in shown and "q title" in shown


async def test_tab_and_g_go_through_the_charts(game: Game) -> None:
    """The curve of the gauges in front, switchable, with the flags of the turning points."""
    app = Stage(EndScreen(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("g", "g")
        await pilot.pause()
        assert row_with(app, "THE TOWN'S PURSE, CROWNS").endswith("chart 3 of 5")
        history = app.screen.query_one(Curve).history
        assert history.values == (8.0, 7.0, 9.0, 8.0, 7.0)
        assert [flag.letter for flag in history.flags] == ["A", "B", "C"]
        await pilot.press("tab", "tab", "tab")
        await pilot.pause()
        assert "chart 1 of 5" in row_with(app, "ODDS OF A GOOD ENDING")
        history = app.screen.query_one(Curve).history
        assert (len(history.values), history.values[-1], history.end) == (5, 100.0, "end")


async def test_the_line_to_share_is_copied(game: Game) -> None:
    """`y` copies scenario, seed, score, ending and the score's course."""
    app = Stage(EndScreen(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("y")
        assert app.clipboard == "toll-bridge 0000-0003 128 peace ▃▂▆▃▁"


async def test_markdown_is_written_whole_and_the_screen_says_where(
    game: Game, tmp_path: Path
) -> None:
    """`m` writes the game as a document of its own; no other file is left behind."""
    app = Stage(EndScreen(game, folder=tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await pilot.pause()
        (path,) = tmp_path.iterdir()
        assert path.name == "toll-bridge-00000003.md"
        text = path.read_text(encoding="utf-8")
        assert isinstance(app.shown, EndScreen)
        assert text == write_markdown(game, app.shown.points, app.shown.rivals)
        assert "## The turns that decided it\n\n- **A**: turn 1, Q2 2001, good endings " in text
        assert "  - The alternative: " in text
        assert "written to " in row_with(app, "written")


async def test_where_the_folder_cannot_be_written_the_saves_folder_takes_it(
    game: Game, tmp_path: Path
) -> None:
    """Export falls back to the folder of saves."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    app = Stage(EndScreen(game, saves=tmp_path / "saves", folder=blocked))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("m")
        await pilot.pause()
    assert (tmp_path / "saves" / "toll-bridge-00000003.md").is_file()


def test_the_document_tells_ending_verdicts_and_every_turn(game: Game) -> None:
    """Exact parts of the Markdown."""
    text = write_markdown(game)
    assert text.startswith("# A crossing in peace\n\n*Toll Bridge*, The town\n\nThe bridge stands;")
    assert "- Score: 128, what the town kept\n- Ended in turn 5, Q2 2002: a good ending\n" in text
    assert "| The west bank | content | They were fair. |" in text
    first = (
        "## Turn 1, Q2 2001\n\n### What moved most\n\n- The toll went up: purse +3.0, anger +5\n"
    )
    assert first in text
    assert "- The west bank: Send a caravan (salt must reach the sea)" in text
    assert "- kept: Keep the bridge open" in text
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_markdown_signs_in_a_scenario_are_text() -> None:
    """Scenario text is never parsed as markup, in documents neither."""
    assert plain("a *b* [c](d) <e>\n| f_g") == r"a \*b\* \[c\](d) \<e\> \| f\_g"


@pytest.mark.parametrize(("key", "same"), [("s", True), ("n", False)])
async def test_a_new_game_begins_with_the_same_seed_or_a_new_one(
    game: Game, tmp_path: Path, key: str, same: bool
) -> None:
    """The same scenario and settings from turn 1; same seed, same luck."""
    app = Stage(EndScreen(game, saves=tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
    (begun,) = app.played
    assert (begun.turn, begun.mode, begun.seat) == (1, game.mode, game.seat)
    assert (begun.seed == game.seed) is same
    assert begun.rules.scenario == game.rules.scenario
    assert [path.name for path in tmp_path.iterdir()] == [
        f"toll-bridge-{format_seed(begun.seed).replace('-', '')}-autosave-01.toml"
    ]


async def test_q_goes_to_the_title(game: Game) -> None:
    """From the end there is a way back."""
    app = Stage(EndScreen(game))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await settle(pilot)
    assert app.titles == 1


async def test_a_game_that_ends_early_is_drawn_as_far_as_it_went() -> None:
    """Ruin in the third turn: its opening, then no good ending; verdicts spoken in that turn."""
    over = play(begin(), ("build-wall",), (), ())
    assert over.label == "Ended: Ruin"
    app = Stage(EndScreen(over))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        values = app.screen.query_one(Curve).history.values
        assert (len(values), values[-1]) == (4, 0.0)
        assert row_with(app, "VERDICTS").endswith("in Q4 2001")
        assert "The ferrymen leave with the ferry." in "\n".join(rows_of(app))


def test_a_name_that_has_no_block_letters_is_plain() -> None:
    """Names in other scripts, and too long ones, are written as bold capitals."""
    assert [row.plain for row in name_rows("Спакой", 100, UNICODE)] == ["СПАКОЙ"]
    assert [row.plain for row in name_rows("Ruin", 100, ASCII)] == ["RUIN"]
    assert len(name_rows("Ruin", 100, UNICODE)) == 3
    assert len(name_rows("A western turn that holds", 100, UNICODE)) == 6


async def test_the_score_is_compared_with_games_of_others(game: Game) -> None:
    """Beside the score: how many came to less, of how many what; the keys say exactly which."""
    app = Stage(EndScreen(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert isinstance(app.shown, EndScreen)
        rivals = app.shown.rivals
        assert rivals is not None and len(rivals.scores) == 100
        below = sum(score < 128 for score in rivals.scores)
        assert f"{below} of 100 games of its bot" in "\n".join(rows_of(app))
        assert "score, better than" in row_with(app, "better than")
        await pilot.resize_terminal(80, 24)
        await go(pilot, "question_mark")
        await pilot.press("end")
        await settle(pilot)
        told = " ".join(" ".join(row.strip("▌▸ ") for row in rows_of(app)).split())
        assert "better than 100 games of this scenario in which the scenario's bot plays" in told
        assert "the first with your seed 0000-0003 and so your luck" in told


def test_a_comparison_is_told_as_far_as_it_has_come() -> None:
    """A planner or the bot, all games or those that have been played so far."""
    planned = Rivals("planner:64", (5, 7, 9))
    assert tell_rivals(8, planned) == ("2", " of 3 planned games so far")
    assert tell_rivals(5, Rivals("weights", (1,) * 100)) == ("100", " of 100 games of its bot")
    assert tell_rivals(1, Rivals("weights", (1,) * 100)) == ("none", " of 100 games of its bot")


async def look_at_end(game: Game, saves: Path) -> list[str]:
    """Return what the end shows when all has been found."""
    app = Stage(EndScreen(game, saves=saves))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        return [row for row in rows_of(app) if row.strip()]


async def test_a_finished_game_that_is_loaded_shows_its_turning_points_at_once(
    tmp_path: Path,
) -> None:
    """What was found is kept beside the saves, and nothing is searched again."""
    first = await look_at_end(finished(tmp_path), tmp_path)
    (notes,) = tmp_path.glob("*.notes.json")
    written = notes.stat().st_mtime_ns
    saves = SaveFolder(tmp_path)
    assert await look_at_end(load_game(saves, saves.entries()[0].path), tmp_path) == first
    assert notes.stat().st_mtime_ns == written


async def test_a_turning_point_opens_in_full_and_leads_back_to_its_turn() -> None:
    """Enter opens the one that is lit up; r asks, and the game stands at that turn again."""
    over = finished()
    app = Stage(EndScreen(over))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.shown, EndScreen)
        await pilot.press("right", "right")
        point = await go(pilot, "enter")
        assert isinstance(point, PointScreen)
        assert point.view == app.shown.points[1]
        told = "\n".join(rows_of(app))
        assert "HOW IT ENDS" in told and "A crossing in peace" in told
        await pilot.press("r")
        told = await see(pilot, f"BACK TO TURN {point.view.turn}")
        await pilot.press("y")
        await settle(pilot)
        assert app.played == [over]
        assert (over.turn, over.branches[0].name) == (point.view.turn, "main")


async def test_a_card_is_opened_by_a_click(game: Game) -> None:
    """The mouse as an extra."""
    app = Stage(EndScreen(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.click("TurnCard.-last")
        await settle(pilot)
        assert isinstance(app.screen, PointScreen)
        assert app.screen.view.letter == "C"


async def test_the_web_page_needs_nothing_else(game: Game, tmp_path: Path) -> None:
    """`w`: one file with the charts in it, no script, no address; a stranger's text stays text."""
    app = Stage(EndScreen(game, folder=tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("w")
        await settle(pilot)
    (path,) = tmp_path.iterdir()
    assert path.name == "toll-bridge-00000003.html"
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("<svg") == 5
    assert "<h1>A crossing in peace</h1>" in page
    assert "<td>The west bank</td><td>content</td><td>They were fair.</td>" in page
    assert "<h2>Turn 1, Q2 2001</h2>" in page
    assert re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)", page) is None


def test_a_stranger_s_text_is_no_markup_on_the_page() -> None:
    """Labels of a scenario are escaped, in headings and in charts."""
    text = TOLL_BRIDGE.read_text(encoding="utf-8").replace("A crossing in peace", "<b>&peace</b>")
    text = text.replace("what the town kept", "<i>kept</i>")
    over = Game.begin(Bundle.from_text(text), 3)
    while not over.over:
        over.commit(Plan())
    page = write_webpage(over, (), courses_of(over), None)
    assert "<i>" not in page and "<b>" not in page
    assert "&lt;i&gt;kept&lt;/i&gt;" in page
