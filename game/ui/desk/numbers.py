"""Write values, changes and units as the desk shows them: true minus, signs, few digits."""

from __future__ import annotations

from game.engine.view import Reading
from game.engine.words import decimals_of, gauge_of, name_level, write_amount
from game.scenario.models import Scenario

MINUS = "−"
"""The sign of a negative number."""

PERIODS = {"year": "yr", "quarter": "qtr", "month": "mo", "week": "wk"}
"""How a unit's period is shortened."""


def write_number(value: float, decimals: int) -> str:
    """Write a number with a true minus and no negative zero."""
    text = f"{value:.{decimals}f}"
    if not text.strip("-0."):
        return text.lstrip("-")
    return text.replace("-", MINUS)


def write_value(scenario: Scenario, name: str, value: float) -> str:
    """Write the value of a variable or derived value with its decimals, without its unit."""
    return write_number(value, decimals_of(scenario, name))


def write_reading(scenario: Scenario, name: str, reading: Reading) -> str:
    """Write what is known of a value: `46`, `30–52`, or a question mark."""
    if reading.hidden:
        return "?"
    if reading.exact:
        return write_value(scenario, name, reading.value)
    ends = (write_value(scenario, name, end) for end in (reading.low, reading.high))
    return "–".join(ends)


def write_change(scenario: Scenario, name: str, amount: float) -> str:
    """Write a change with its sign, and with a decimal more where it would vanish."""
    decimals = decimals_of(scenario, name)
    vanishes = abs(amount) <= 0.5 * 10.0**-decimals
    return write_amount(amount, decimals + 1 if amount and vanishes else decimals)


def write_span(low: float, high: float, decimals: int) -> str:
    """Write a change that lies between two ends: `+3`, `+2–6`, or `−2 to +3`."""
    first, last = write_amount(low, decimals), write_amount(high, decimals)
    if first == last:
        return first
    if low > 0.0:
        return f"{first}–{last[1:]}"
    return f"{last}–{first[1:]}" if high < 0.0 else f"{first} to {last}"


def unit_of(scenario: Scenario, name: str) -> str:
    """Return the unit of a value, shortened for a column."""
    return short_unit(gauge_of(scenario, name).unit)


def short_unit(unit: str | None) -> str:
    """Shorten a unit to its first word and its period: `bn USD a year` gives `bn/yr`."""
    amount, _, period = (unit or "").partition(" a ")
    first = amount.split(" ")[0]
    return f"{first}/{PERIODS.get(period, period)}" if period else first


def label_of(scenario: Scenario, name: str) -> str:
    """Return what people call a variable or derived value."""
    return gauge_of(scenario, name).label or name.replace("_", " ")


def brief_of(scenario: Scenario, name: str) -> str:
    """Return the short name of a value, for narrow places."""
    return gauge_of(scenario, name).short or label_of(scenario, name)


def word_of(scenario: Scenario, name: str, reading: Reading) -> str:
    """Return the word for what is known of a value; empty where the scenario gives none."""
    if reading.hidden:
        return "hidden"
    words = {name_level(scenario, name, end): None for end in (reading.low, reading.high)}
    return " to ".join(words) if len(words) < 2 or all(words) else ""


def cut_at_word(text: str, width: int) -> str:
    """Shorten a text to at most `width` cells at the end of a word."""
    if len(text) <= width:
        return text
    head = text[: width + 1].rpartition(" ")[0]
    return (head or text[:width]).rstrip(" ,;:")
