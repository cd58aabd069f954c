"""Names that a formula may read, and words for those that it may not."""

from __future__ import annotations

import pytest

from game.formula import FUNCTIONS, RESERVED, check_names, parse

KNOWN = (
    "tension",
    "eu_trust",
    "funding",
    "fun",
    "prev.tension",
    "prev.funding",
    "times.host_dialogue",
    "chose.snap_exercise.accept",
    "Alarm",
)
CURVES = ("appetite",)

Finding = tuple[int, int, str, str | None]


def check(text: str) -> list[Finding]:
    """Return the findings of a formula over the known names."""
    errors = check_names(parse(text), KNOWN, CURVES)
    return [(error.start, error.end, error.message, error.suggestion) for error in errors]


def test_known_names_functions_and_curves_pass() -> None:
    """The builtin names need no declaration."""
    text = "turn + quarter * year + min(tension, prev.tension) - appetite(abs(eu_trust)) + true"
    assert check(text) == []


def test_the_reserved_words_are_those_of_the_format() -> None:
    """The names of functions, keywords and builtin names belong to the language."""
    functions = "abs sqrt floor round clamp ramp min max"
    others = "and or not if else true false turn quarter year"
    assert sorted(FUNCTIONS) == sorted(functions.split())
    assert sorted(RESERVED) == sorted(functions.split() + others.split())


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("1 + tensoin", (4, 11, "there is no name `tensoin`", "tension")),
        ("Tension", (0, 7, "there is no name `Tension`", "tension")),
        ("alarm", (0, 5, "there is no name `alarm`", "Alarm")),
        ("yes", (0, 3, "there is no name `yes`", "true")),
        ("never", (0, 5, "there is no name `never`", "false")),
        ("var.tension", (0, 11, "there is no name `var.tension`", "tension")),
        (
            "month > 6",
            (
                0,
                5,
                "there is no name `month`; a formula has no dates; time is told by `turn`, "
                "`quarter` and `year`",
                None,
            ),
        ),
        (
            "roll(6)",
            (
                0,
                4,
                "a formula has no luck; luck is a `chance`, an `outcome`, or a `draw` at the start",
                None,
            ),
        ),
        ("True", (0, 4, "there is no name `True`", "true")),
        ("prev.fundign", (0, 12, "there is no name `prev.fundign`", "prev.funding")),
        ("prev.eu_trust", (0, 13, "there is no name `prev.eu_trust`", "eu_trust")),
        ("prv.tension", (0, 11, "there is no name `prv.tension`", "prev.tension")),
        (
            "chose.snap_exercise.acept",
            (
                0,
                25,
                "there is no name `chose.snap_exercise.acept`",
                "chose.snap_exercise.accept",
            ),
        ),
        ("xyzzy", (0, 5, "there is no name `xyzzy`", None)),
        (
            "2 * max",
            (4, 7, "`max` is a function and needs its arguments in brackets", "max(x, y)"),
        ),
        (
            "clamp",
            (0, 5, "`clamp` is a function and needs its arguments in brackets", "clamp(x, y, z)"),
        ),
        (
            "appetite + 1",
            (0, 8, "`appetite` is a curve and needs a value in brackets", "appetite(x)"),
        ),
        (
            "tension(2)",
            (0, 7, "`tension` is a value and cannot be called; to multiply, write *", "tension"),
        ),
        (
            "turn (2)",
            (0, 4, "`turn` is a value and cannot be called; to multiply, write *", "turn"),
        ),
        ("apetite(2)", (0, 7, "there is no function or curve `apetite`", "appetite")),
        ("sqr(2)", (0, 3, "there is no function or curve `sqr`", "sqrt")),
        ("log(2)", (0, 3, "there is no function or curve `log`", None)),
    ],
)
def test_a_wrong_name_gets_its_span_and_the_nearest(text: str, finding: Finding) -> None:
    """An unknown name is shown with the nearest known one; a dotted one within its prefix first."""
    assert check(text) == [finding]


@pytest.mark.parametrize(
    ("text", "start", "end", "suggestion"),
    [
        ("times.host-dialogue > 1", 0, 19, "times.host_dialogue"),
        ("2 + chose.snap-exercise.accept", 4, 30, "chose.snap_exercise.accept"),
        ("2 * eu-trust", 4, 12, "eu_trust"),
        ("0 < eu-trust * 2", 4, 12, "eu_trust"),
    ],
)
def test_a_hyphen_inside_an_id_is_explained(
    text: str, start: int, end: int, suggestion: str
) -> None:
    """In formulas an id's `-` is written `_`."""
    message = "in a formula a hyphen subtracts; the hyphen of an id is written _"
    assert check(text) == [(start, end, message, suggestion)]


def test_a_difference_of_known_names_is_none() -> None:
    """A hyphen between known names subtracts, with and without spaces."""
    assert check("tension-funding") == []
    assert [finding[:2] for finding in check("eu - trust")] == [(0, 2), (5, 10)]


def test_all_wrong_names_are_reported_in_the_order_of_the_text() -> None:
    """Every occurrence is reported."""
    found = check("max(foo, bar) + foo - baz(min)")
    assert [finding[:2] for finding in found] == [(4, 7), (9, 12), (16, 19), (22, 25), (26, 29)]
