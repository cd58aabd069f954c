"""Show a sample of what the desk is drawn with, under the settings in force."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.panels.row import Row
from game.ui.theme import accent_for
from game.ui.widgets.bar import odds_content
from game.ui.widgets.marks import change_content
from game.ui.widgets.rows import spread
from game.ui.widgets.spark import spark_content

SEATS = ("you", "a patron", "the other", "an ally", "a neighbour")
"""What the shapes of seats stand for."""

LEFT, WHOLE = 3, 8
"""Turns of a countdown."""

HISTORY = (4.2, 4.6, 5.0, 4.8, 4.1, 3.6, 3.0)
"""The course of a gauge."""

VALUE, UNIT, WORD, CHANGE, SPARK = 20, 21, 25, 46, 50
"""Columns: the ends of value and change, the beginnings of the rest."""


class Sample(Widget):
    """Seats, a gauge, odds, a countdown and the four weights of text."""

    DEFAULT_CSS = """
    Sample {
        width: 1fr;
        height: 5;
        padding: 0 0 0 3;
    }
    """

    def render(self) -> Content:
        """Draw the sample."""
        width = max(1, self.size.width)
        return Content("\n").join(list_rows(width, glyphs_of(self.app)))


def list_rows(width: int, glyphs: Glyphs) -> list[Content]:
    """Return the rows of the sample."""
    title = Content.assemble(("SAMPLE", "bold $soft"))
    weights = Content.assemble(
        ("weighty ", "bold $bright"),
        ("bright ", "$bright"),
        ("soft ", "$soft"),
        ("faint", "$faint"),
    )
    return [
        spread(title, weights, width),
        _write_seats(glyphs),
        _write_gauge(width, glyphs),
        _write_odds(width, glyphs),
        _write_count(width, glyphs),
    ]


def _write_seats(glyphs: Glyphs) -> Content:
    """Write the seats: shape and colour together."""
    return Content.assemble(
        *(
            (f"{glyphs.seat(place)} {name}   ", f"${accent_for(place)}")
            for place, name in enumerate(SEATS)
        )
    )


def _write_gauge(width: int, glyphs: Glyphs) -> Content:
    """Write a gauge: value, unit, word, change, course."""
    row = Row(width).put(0, "Reserves", "$soft").end(VALUE, "3.0", "bold $bright")
    row.put(UNIT, "bn", "$faint").put(WORD, "thin", "$bright")
    change = change_content(glyphs.signed("-0.6"), -0.6, False, glyphs)
    row.end(CHANGE, change).put(SPARK, spark_content(HISTORY, glyphs))
    return row.content()


def _write_odds(width: int, glyphs: Glyphs) -> Content:
    """Write odds: a bar, a word, a number."""
    row = Row(width).put(0, "Good endings", "$soft").end(VALUE, "62%", "bold $bright")
    return (
        row.put(WORD, odds_content(0.62, 12, "gold", glyphs))
        .put(SPARK, "likely", "$soft")
        .content()
    )


def _write_count(width: int, glyphs: Glyphs) -> Content:
    """Write a countdown: a number, its pips, and a deadline that says now."""
    pips = (glyphs.full * LEFT, "$gold"), (glyphs.empty * (WHOLE - LEFT), "$faint")
    row = Row(width).put(0, "Patience", "$soft").end(VALUE, f"{LEFT}", "bold $bright")
    row.put(UNIT, "turns", "$faint").put(27, Content.assemble(*pips))
    return row.put(SPARK, " by this turn ", "reverse bold $bright").content()
