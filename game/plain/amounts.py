"""Numbers with their units and words."""

from __future__ import annotations

from game.engine.preview import Effect
from game.engine.view import Reading
from game.engine.words import decimals_of, gauge_of, name_level, name_odds, range_of
from game.scenario.models import Scenario


def label_gauge(scenario: Scenario, name: str) -> str:
    """Return what people call a variable or derived value."""
    return gauge_of(scenario, name).label or name.replace("_", " ")


def trim(value: float) -> str:
    """Write a number with at most two decimals and none too many."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    if text in {"0", "-0"}:
        return "0" if value == 0.0 else "less than 0.01"
    return text


def say_reading(scenario: Scenario, name: str, reading: Reading) -> str:
    """Return a value with its unit and word: `6.0 crowns, enough`, or what is known of it."""
    if reading.hidden:
        return "hidden from you"
    decimals = decimals_of(scenario, name)
    if not reading.exact:
        low, high = f"{reading.low:.{decimals}f}", f"{reading.high:.{decimals}f}"
        return f"between {low} and {say_scale(scenario, name, high)}"
    word = name_level(scenario, name, reading.value)
    number = f"{reading.value + 0.0:.{decimals}f}"
    return say_scale(scenario, name, number) + (f", {word}" if word else "")


def say_scale(scenario: Scenario, name: str, number: str) -> str:
    """Return a number with its unit, or with the scale on which it stands."""
    unit = gauge_of(scenario, name).unit
    if unit:
        return f"{number} {unit}"
    low, high = range_of(scenario, name)
    if low == 0.0:
        return f"{number} of {trim(high)}"
    return f"{number} on a scale from {trim(low)} to {trim(high)}"


def say_change(scenario: Scenario, name: str, amount: float) -> str:
    """Return a change in words: `up 3 crowns`."""
    way = "up" if amount > 0 else "down"
    return f"{way} {say_points(scenario, name, abs(amount))}"


def say_points(scenario: Scenario, name: str, amount: float) -> str:
    """Return an amount with its unit, or in points."""
    number = trim(amount)
    return f"{number} {gauge_of(scenario, name).unit or ('point' if number == '1' else 'points')}"


def judge_change(scenario: Scenario, name: str, amount: float) -> str:
    """Return `better` or `worse` for the player, or an empty text where neither is meant."""
    good = gauge_of(scenario, name).good
    if amount == 0.0 or good not in {"high", "low"}:
        return ""
    return "better" if (amount > 0) == (good == "high") else "worse"


def say_effect(scenario: Scenario, effect: Effect) -> str:
    """Return one effect of a choice: `Trust up 6 points`, or between what it lies."""
    label = label_gauge(scenario, effect.variable)
    if effect.low == effect.high:
        return f"{label} {say_change(scenario, effect.variable, effect.low)}"
    ends = [
        say_change(scenario, effect.variable, end) if end else "no change"
        for end in (effect.low, effect.high)
    ]
    return f"{label} between {ends[0]} and {ends[1]}"


def say_odds(odds: tuple[float, float]) -> str:
    """Return odds in per cent with a word, or between what they lie."""
    low, high = (round(share) for share in odds)
    if low == high:
        return f"{low} per cent, {name_odds(odds[0])}"
    return f"{low} to {high} per cent"
