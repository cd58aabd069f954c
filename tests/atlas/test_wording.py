"""Formulas in words: the structure kept, every name told."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.atlas.wording import Wording
from game.engine.words import decimals_of, name_level
from game.formula import names_in
from game.scenario.models import Scenario
from game.scenario.scope import parse_formula
from tests.strategies import formulas, scenarios


@cache
def wording() -> Wording:
    """Return the wording of a scenario with some of everything."""
    from game.scenario.bundle import Bundle
    from game.scenario.load import load

    return Wording.of(load(Bundle.from_text(TEXT)))


TEXT = """
format = 1
[scenario]
id = "s"
title = "S"
summary = "S."
turns = 3
start = 1900-01-01
[const]
tax = 0.5
[var]
funding = { label = "Russian funding", start = 4, range = [0, 10] }
trust = { start = 20 }
rung = { label = "Escalation", start = 0, range = [0, 2] }
west = { label = "Word", start = 20 }
east = { label = "Word", start = 20 }
[ladder]
var = "rung"
from = "trust"
rungs = [{ label = "Notes" }, { label = "Alert", up = 40 }, { label = "Brink", up = 80 }]
[flag]
base = { label = "A base has been promised", start = true }
[derived]
squeeze = "clamp(5 - funding, 0, 5) / 5"
tight = { label = "Money is tight", value = "funding < 2" }
[curve]
bend = [[0, 0], [10, 5]]
[seat.home]
label = "Home"
human = true
[[action]]
id = "host-talks"
seat = "home"
label = "Host the talks"
[[event]]
id = "visit"
to = "home"
label = "A visit"
text = "They come."
[[event.option]]
id = "greet"
label = "Greet"
default = true
[[promise]]
id = "road-map"
from = "home"
to = "home"
label = "The roadmap"
due = 2
"""


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("clamp(5 - funding, 0, 5) / 5", "(5 − Russian funding, kept between 0 and 5) ÷ 5"),
        ("-2 - squeeze", "−2 − squeeze"),
        ("(1 + trust) * tax", "(1 + trust) × tax (0.5)"),
        ("min(trust, 3)", "the smaller of trust and 3"),
        ("max(trust, 3, 4)", "the largest of trust, 3 and 4"),
        ("abs(trust)", "the size of trust"),
        ("sqrt(floor(trust) + 1)", "the square root of ((trust rounded down) + 1)"),
        ("ramp(trust, 10, 60)", "how far trust is on the way from 10 to 60, from 0 to 1"),
        ("bend(trust)", "the curve bend at trust"),
        ("-3 if base else 0.5", "−3 if “A base has been promised” holds, otherwise 0.5"),
        ("2 * base", "2 × (1 if “A base has been promised” holds, otherwise 0)"),
        ("prev.trust + west", "trust a turn before + Word (west)"),
        ("times.host_talks", "how often “Host the talks” was chosen"),
        ("turn", "the turn"),
        ("open_promises.home", "the open promises of Home"),
        (7, "7"),
        (-0.6, "−0.6"),
    ],
)
def test_values(formula: str | float, words: str) -> None:
    """A value keeps its brackets; functions are phrases; flags count 1 or 0."""
    assert wording().tell_value(formula) == words


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("trust < 80", "trust is below 80"),
        ("0 < trust <= 5", "0 is below trust, which is at most 5"),
        (
            "base and not tight",
            "“A base has been promised” holds and “Money is tight” does not hold",
        ),
        ("not (trust > 1 or base)", "not (trust is above 1 or “A base has been promised” holds)"),
        (
            "(trust > 1 or base) and turn == 2",
            "(trust is above 1 or “A base has been promised” holds) and the turn is 2",
        ),
        ("chose.visit.greet", "“A visit: Greet” is chosen"),
        ("open.road_map", "“The roadmap” is open"),
        ("trust", "trust is not 0"),
        ("true", "always"),
        ("rung > 0", "Escalation is at “Alert” or higher"),
        ("rung >= 1.5", "Escalation is at “Brink”"),
        ("1 >= prev.rung", "Escalation a turn before is at “Alert” or lower"),
        ("rung < 1", "Escalation is at “Notes”"),
        ("not rung == 1.0", "not (Escalation is at “Alert”)"),
        ("rung != 2", "Escalation is not at “Brink”"),
        ("rung > 2", "Escalation is above 2"),
    ],
)  # fmt: skip
def test_conditions(formula: str, words: str) -> None:
    """A condition is a sentence."""
    assert wording().tell_condition(formula) == words


def test_where_the_ladder_stands_is_a_rung_and_no_number_with_a_point() -> None:
    """Without levels of its own, the variable of the ladder is called by its rungs."""
    scenario = wording().glossary.scenario
    assert [name_level(scenario, "rung", value) for value in (0.0, 1.0, 2.0)] == [
        "Notes", "Alert", "Brink",
    ]  # fmt: skip
    assert decimals_of(scenario, "rung") == 0


@settings(max_examples=20, deadline=None)
@given(scenarios(), formulas(), st.booleans())
def test_the_words_mention_every_name(scenario: Scenario, formula: str, condition: bool) -> None:
    """Whatever the formula, each name that it reads is called in its words."""
    told = Wording.of(scenario)
    words = told.tell_condition(formula) if condition else told.tell_value(formula)
    names = {name.name for name in names_in(parse_formula(formula))}
    assert [name for name in names if told.glossary.call(name) not in words] == []
