"""Which date a turn bears."""

from __future__ import annotations

from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def date_of_turn(start: date, step: str, turn: int) -> date:
    """Return the first day of a turn; `step` is week, month, quarter or year."""
    if step == "week":
        return start + timedelta(weeks=turn - 1)
    months = start.year * 12 + start.month - 1 + (turn - 1) * _MONTHS[step]
    return date(months // 12, months % 12 + 1, 1)


def quarter_of(day: date) -> int:
    """Return the quarter of the year, 1 to 4."""
    return (day.month - 1) // 3 + 1


def name_turn(start: date, step: str, turn: int) -> str:
    """Return the turn's date in words: `Q4 2020`, `November 2020`, `2 Nov 2020` or `2020`."""
    day = date_of_turn(start, step, turn)
    if step == "quarter":
        return f"Q{quarter_of(day)} {day.year}"
    if step == "month":
        return f"{_MONTH_NAMES[day.month - 1]} {day.year}"
    if step == "week":
        return f"{day.day} {_MONTH_NAMES[day.month - 1][:3]} {day.year}"
    return str(day.year)


_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
