"""Thread, countdowns, ladder, bars, sparks and the curve."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content

from game.ui.glyphs import ASCII, UNICODE
from game.ui.theme import NIGHT_VARIABLES, Palette
from game.ui.widgets import bar, countdown, ladder, thread
from game.ui.widgets.countdown import Count, Countdown, tall_digits
from game.ui.widgets.curve import Curve, Flag, History, curve_cells
from game.ui.widgets.ladder import Ladder, LadderStairs
from game.ui.widgets.spark import spark_content
from game.ui.widgets.thread import Thread, ThreadLine, TurnMark, TurnWindow

LINE = ThreadLine(
    turns=14,
    now=6,
    first="Q3 2019",
    last="Q4 2022",
    acts=(5, 10),
    windows=(TurnWindow(8, 10, "take sides"),),
    marks=(TurnMark(10, "patience", "vermilion"), TurnMark(11, "reserves dry")),
)
PATIENCE = Count(4, "turns of patience", "patience", "first, 46", "spent in Q4", "vermilion", 6)
LADDER = Ladder(2, 7, "public dispute", "dispute", "Heat", 41, "oil cut", 48, "0.5%")


def styles_of(content: Content) -> list[tuple[str, str]]:
    """Give the styled stretches of a text."""
    return [(content.plain[span.start : span.end], str(span.style)) for span in content.spans]


def test_the_thread_tells_past_now_window_and_ahead_apart_by_shape() -> None:
    """The turns as a line on which what is coming is marked."""
    assert thread.line_content(LINE, 116).plain == (
        "━━━━━━━ ━━━━━━━ ━━━━━━━ ━━━━━━━   ━━━━━━━ ━━━━━━━ ──────── ╌╌╌╌╌╌╌ ╌╌╌╌╌╌╌   "
        "╌╌╌╌╌╌╌ ─────── ─────── ─────── ───────"
    )


def test_labels_of_neighbouring_turns_lean_away_from_each_other() -> None:
    """Marks stand at their turns; one that has no room to its right takes its left."""
    assert thread.labels_content(LINE, 116).plain == (
        "Q3 2019                                   ▲ now            take sides     "
        "patience ▲ ▲ reserves dry          Q4 2022"
    )


def test_a_window_s_label_makes_room_for_marks() -> None:
    """Where marks crowd it, the label of a window begins a little earlier."""
    assert thread.labels_content(LINE, 78).plain == (
        "Q3 2019                      ▲ now  take sides patience ▲ ▲ reserves dry"
    )


def test_now_is_gold_on_the_thread() -> None:
    """Gold is you: the present turn and its mark."""
    assert ("━━━━━━━", "$gold") in styles_of(thread.line_content(LINE, 116))
    assert ("▲ now", "$gold") in styles_of(thread.labels_content(LINE, 116))


def test_the_compact_thread_marks_the_turns_themselves() -> None:
    """In one row the marks stand on the line."""
    assert thread.line_content(LINE, 78, marks=True).plain == (
        "━━━━ ━━━━━ ━━━━ ━━━━   ━━━━━ ━━━━ ──── ╌╌╌╌╌ ╌╌╌╌   ▲╌╌╌╌ ▲─── ──── ───── ────"
    )


def test_a_finished_game_has_no_now() -> None:
    """After the last turn all is past."""
    over = ThreadLine(turns=3, now=4, first="a", last="b")
    assert thread.line_content(over, 11).plain == "━━━ ━━━ ━━━"
    assert thread.labels_content(over, 11).plain == "a         b"


@given(
    st.integers(1, 60),
    st.integers(1, 61),
    st.lists(st.builds(TurnMark, st.integers(0, 70), st.text("abc ", max_size=12)), max_size=4),
    st.integers(8, 200),
)
def test_the_labels_never_leave_the_line(
    turns: int, now: int, marks: list[TurnMark], width: int
) -> None:
    """Whatever is marked, the row of labels fits."""
    line = ThreadLine(turns, now, "Q1", "Q4", (2, 5), marks=tuple(marks))
    assert thread.labels_content(line, width).cell_length <= width


@given(st.integers(1, 80), st.sets(st.integers(2, 80)), st.integers(1, 220))
def test_turns_lie_side_by_side(turns: int, acts: set[int], width: int) -> None:
    """Turns keep their order and do not overlap; they fit wherever each can have a cell."""
    places = thread.segments(ThreadLine(turns, 1, acts=tuple(acts)), width)
    assert len(places) == turns
    assert all(start + length <= after for (start, length), (after, _) in pairwise(places))
    if width >= 2 * turns:
        assert sum(places[-1]) <= width


def test_a_countdown_shows_digit_words_and_pips() -> None:
    """A tall digit, what it counts, its cause, the date, pips."""
    assert countdown.tall_content(PATIENCE, 27).plain.split("\n") == [
        "╷ ╷  turns of patience",
        "╰─┤  first, 46",
        "  ╵  spent in Q4",
        "     ■ ■ ■ ■ □ □ ",
    ]


def test_a_countdown_fits_one_row_and_drops_its_pips_first() -> None:
    """In the drop order a value and its word are never lost."""
    assert countdown.flat_content(PATIENCE, 17).plain == "4 patience ■■■■□□"
    assert countdown.flat_content(PATIENCE, 16).plain == "4 patience"


def test_an_endless_countdown_is_a_dash_with_all_pips() -> None:
    """Where no end is in sight nothing is gone."""
    assert countdown.flat_content(Count(None, short="reserves", pips=3), 20).plain == (
        "- reserves ■■■"
    )
    assert countdown.flat_content(Count(11, short="reserves", pips=3), 20).plain == (
        "11 reserves ■■■"
    )


def test_tall_digits_are_three_rows() -> None:
    """Digits are drawn with thin lines, or written where lines are missing."""
    assert tall_digits("14") == ("╶╮ ╷ ╷", " │ ╰─┤", "╶┴╴  ╵")
    assert tall_digits("14", ASCII) == ("14", "  ", "  ")


def test_the_ladder_names_its_rung_its_heat_and_what_comes_next() -> None:
    """Rung's name, stairs in bars, heat and next threshold, accident odds."""
    assert ladder.tall_content(LADDER, 35).plain.split("\n") == [
        "ESCALATION         2 public dispute",
        "                    ▂▂▂▂ ▄▄▄▄ ▆▆▆▆",
        "▂▂▂▂ ▄▄▄▄ ▆▆▆▆ ████ ████ ████ ████",
        "Heat 41, oil cut at 48    risk 0.5%",
    ]


def test_the_rung_in_force_is_lit() -> None:
    """Climbed rungs are soft, the one in force gold, those ahead dark."""
    stairs = styles_of(ladder.flat_content(LADDER, 20))
    assert stairs[-7:] == [
        ("▁", "$soft"),
        ("▂", "$soft"),
        ("▃", "$gold"),
        ("▄", "$selected"),
        ("▅", "$selected"),
        ("▆", "$selected"),
        ("▇", "$selected"),
    ]


def test_a_narrow_ladder_drops_what_explains_it_before_its_values() -> None:
    """Drop order when narrow: never value or word."""
    rows = ladder.tall_content(LADDER, 22).plain.split("\n")
    assert rows[0].strip() == "2 public dispute"
    assert rows[3] == "Heat 41      risk 0.5%"
    assert ladder.flat_content(LADDER, 12).plain == "2 dispute"


@pytest.mark.parametrize(
    ("share", "drawn"),
    [
        (0.0, "──────"),
        (0.01, "╸─────"),
        (0.24, "━╸────"),
        (0.61, "━━━╸──"),
        (0.99, "━━━━━╸"),
        (1.0, "━━━━━━"),
    ],
)
def test_odds_fill_their_track_to_half_a_cell(share: float, drawn: str) -> None:
    """Only what is impossible has an empty track, only what is certain a full one."""
    assert bar.odds_content(share).plain == drawn


@given(st.floats(-1, 2), st.integers(3, 40))
def test_bars_keep_their_width(share: float, width: int) -> None:
    """A bar is as wide as it was asked to be."""
    assert bar.odds_content(share, width).cell_length == width
    assert bar.price_content(share, width).cell_length == width


def test_a_price_is_told_by_shape() -> None:
    """Filled is what is, hollow what could be."""
    assert bar.price_content(0.5, 12).plain == "●━━━━━─────○"
    assert bar.price_content(0.5, 12, glyphs=ASCII).plain == "o=====-----."


def test_a_spark_is_capped_and_ends_bright() -> None:
    """Sparks stop at six eighths, so that rows do not touch; the last value is bright."""
    content = spark_content((0, 20, 40, 60, 80, 100), low=0, high=100)
    assert styles_of(content) == [("▁▂▃▄▅", "$faint"), ("▆", "bold $bright")]
    assert spark_content((7, 7, 7)).plain == "▂▂▂"
    assert spark_content(()).plain == ""


def curve_text(history: History, columns: int, rows: int) -> list[str]:
    """Draw a curve and give its characters."""
    cells = curve_cells(history, (columns, rows), Palette.of(NIGHT_VARIABLES), UNICODE)
    return ["".join(cell.character for cell in row) for row in cells]


def test_a_curve_has_a_scale_a_line_and_a_halftone() -> None:
    """The value at the top of the scale touches the top, everything below is halftone."""
    assert curve_text(History((100, 100, 0, 0)), 16, 6) == [
        "100 ⠶⠶⠶⠶⣄╌╌╌╌╌╌╌",
        "    ⣿⣿⣿⣿⠘⣆      ",
        " 50 ⣿⣿⣿⣿⣿⠘⣆╌╌╌╌╌",
        "    ⣿⣿⣿⣿⣿⣿⠘⣆    ",
        "  0 ⣿⣿⣿⣿⣿⣿⣿⠘⠶⠶⠶⠶",
        "    1   2  3   4",
    ]


def test_flags_point_at_their_turns() -> None:
    """A flag stands above the line on a pole down to its turn's number, which is bold."""
    cells = curve_cells(
        History((50, 50, 50), (Flag(2, "A"),)), (24, 8), Palette.of(NIGHT_VARIABLES), UNICODE
    )
    assert "".join(row[14].character for row in cells) == "╌A│││││2"
    assert [cell.reverse for cell in cells[1][12:17]] == [False, True, True, True, False]
    assert cells[7][14].bold


def test_neighbouring_flags_do_not_cover_each_other() -> None:
    """A flag moves up where another one stands."""
    history = History((20,) * 14, (Flag(7, "A"), Flag(8, "B"), Flag(9, "C")))
    joined = "\n".join(curve_text(history, 30, 8))
    assert all(f" {letter} " in joined for letter in "ABC")


def test_a_curve_without_room_or_values_stays_blank() -> None:
    """Too small a widget draws nothing instead of a ruin."""
    assert curve_text(History(()), 40, 8) == []
    assert curve_text(History((1, 2)), 6, 8) == []
    assert curve_text(History((1, 2)), 40, 2) == []
    assert len(curve_text(History((50,)), 20, 5)) == 5


class DeskApp(App[None]):
    """Show the row of countdowns in its tall and its flat form."""

    CSS = """
    .flat { height: 1; width: 40; }
    """

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the night's colours where a theme has none."""
        return NIGHT_VARIABLES

    def compose(self) -> ComposeResult:
        """Show every widget that has two forms."""
        yield Thread(LINE, id="line")
        yield Countdown(PATIENCE, id="count")
        yield Countdown(PATIENCE, id="flat-count", classes="flat")
        yield LadderStairs(LADDER, id="ladder")
        yield LadderStairs(LADDER, id="flat-ladder", classes="flat")
        yield Curve(History((10, 20)), id="curve")


async def test_widgets_take_the_form_that_their_height_gives() -> None:
    """In one row countdowns and ladder are compact; new data are drawn at once."""
    app = DeskApp()
    async with app.run_test(size=(80, 30)) as pilot:
        tall = app.query_one("#count", Countdown)
        flat = app.query_one("#flat-count", Countdown)
        assert tall.render_line(0).text.rstrip() == "╷ ╷  turns of patience"
        assert flat.render_line(0).text.rstrip() == "4 patience ■■■■□□"
        assert "public" in app.query_one("#ladder", LadderStairs).render_line(0).text
        stairs = app.query_one("#flat-ladder", LadderStairs).render_line(0).text
        assert stairs.rstrip() == "2 dispute ▁▂▃▄▅▆▇"
        assert app.query_one("#line", Thread).render_line(1).text.startswith("Q3 2019")
        assert app.query_one("#curve", Curve).render_line(0).text.startswith("100 ")
        flat.count = Count(3, short="patience", accent="vermilion", pips=6)
        await pilot.pause()
        assert flat.render_line(0).text.rstrip() == "3 patience ■■■□□□"
