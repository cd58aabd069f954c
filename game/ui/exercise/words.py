"""Times and states of an exercise in words, for every screen that shows them."""

from __future__ import annotations

from textual.content import Content

from game.exercise.indicators import Indicator
from game.exercise.publicity import PublicView

PHASES = {
    "": "not begun", "brief": "briefing", "plan": "planning", "lock": "locked",
    "adjudicate": "adjudication", "release": "release",
}  # fmt: skip
"""The phases in words."""


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
    ends = dict.fromkeys(f"{end:.3g}".replace("-", "−") for end in (reading.low, reading.high))
    return "–".join(ends)


def write_shift(indicator: Indicator) -> str:
    """Return by how much an indicator changed in the last turn; empty if it did not."""
    before, reading = indicator.before, indicator.reading
    if before is None or not reading.exact or reading.value == before:
        return ""
    return f"{reading.value - before:+.2g}".replace("-", "−")


def count_of(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 seat`, `3 seats`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
