"""Times and states of an exercise in words, for every screen that shows them."""

from __future__ import annotations

from textual.content import Content

from game.engine.words import write_amount
from game.exercise.indicators import Indicator
from game.exercise.names import PHASE_NAMES
from game.exercise.publicity import PublicView
from game.ui.desk.numbers import short_unit, write_number
from game.ui.glyphs import Glyphs

PHASES = {**PHASE_NAMES, "": "not begun", "lock": "locked", "ended": "over"}
"""What stands for a phase while it lasts."""


def write_clock(seconds: float | None) -> str:
    """Return what is left of a phase, `12:05`; with a plus sign how much it is over time."""
    if seconds is None:
        return "no limit"
    sign, whole = ("+" if seconds < 0 else ""), abs(round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02}:{left:02}" if hours else f"{sign}{minutes:02}:{left:02}"


def write_elapsed(seconds: float) -> str:
    """Return exercise time as `h:mm:ss`."""
    minutes, left = divmod(max(0, int(seconds)), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{left:02}"


def tell_turn(view: PublicView, turn: int) -> str:
    """Say which turn it is, of how many."""
    if view.practising:
        return "practice"
    return f"turn {turn} of {view.turns}" if turn else ""


def clock_content(seconds: float | None, paused: bool) -> Content:
    """Return the clock of a phase; what is over time, or stands, is marked by a word."""
    if paused:
        return Content.assemble((f"{write_clock(seconds)} paused", "bold reverse $bright"))
    over = seconds is not None and seconds < 0
    return Content.assemble((write_clock(seconds), "bold reverse $bright" if over else "$bright"))


def write_value(indicator: Indicator) -> str:
    """Return what is known of an indicator: a value, two ends, or that it is hidden."""
    reading = indicator.reading
    if reading.hidden:
        return "hidden"
    ends = (reading.low, reading.high)
    return "–".join(dict.fromkeys(write_number(end, indicator.decimals) for end in ends))


def write_shift(indicator: Indicator) -> str:
    """Return by how much an indicator changed in the last turn; empty if it did not."""
    before, reading = indicator.before, indicator.reading
    if before is None or not reading.exact or reading.value == before:
        return ""
    return write_amount(reading.value - before, max(1, indicator.decimals))


def fact_content(indicator: Indicator, glyphs: Glyphs) -> Content:
    """Return an indicator in a row of 60 cells: name, value, unit, word, change."""
    return Content.assemble(
        (f"{indicator.label:25.25}", "$soft"), (f"{write_value(indicator):>7}", "bold $bright"),
        (f" {short_unit(indicator.unit):7.7}", "$faint"), (f"{indicator.word:14.14}", "$soft"),
        (f"{write_shift(indicator) or glyphs.level:>6}", "$faint"),
    )  # fmt: skip


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 seat`, `3 seats`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
