"""Texts: what they may not hold, what they insert, and their translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario.bundle import Bundle, SourceFile
from game.scenario.load import load, load_scenario
from game.scenario.texts import clean_line, clean_prose, insert_values, show_number

FOLDER = Path(__file__).parents[1] / "scenarios" / "valid"
HEADER = """format = 1
[scenario]
id = "own"
title = "Own"
summary = "Mine."
turns = 3
start = 2020-01-01
"""


def test_control_and_bidirectional_characters_are_removed() -> None:
    """Control and bidirectional characters are removed from every text on load."""
    text = HEADER.replace('"Own"', '"O\\u001b[31mw\\u202en\\u200b"') + (
        '[[event]]\nid = "ask"\nto = "minsk"\ntext = "one\\ntwo\\u0007\\tthree"\n'
        '[seat.minsk]\nlabel = "[@click=app.quit]Mi\\nnsk"\n'
    )
    scenario = load(Bundle.from_text(text))
    assert scenario.scenario.title == "O[31mwn"
    assert scenario.event[0].text[0].text == "one\ntwo three"
    assert scenario.seat["minsk"].label == "[@click=app.quit]Mi nsk"


def test_letters_of_every_script_stay() -> None:
    """Only what steers a screen is removed; joined letters and accents stay."""
    for text in ("Беларусь", "naïve", "日本", "न्‍य", "👩‍🚀", "№ 5 — “so”"):
        assert clean_line(text) == text
    assert clean_prose("a\r\nb\x85c\U000e0041") == "a\nbc"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{funding} bn", "2.9 bn"),
        ("{funding:2} bn", "2.93 bn"),
        ("{funding:0} bn", "3 bn"),
        ("{turn} of 8", "3 of 8"),
        ("{debt:1}", "−4.0"),
        ("{tiny:1}", "0.0"),
        ("{large}", "57"),
        ("{secret}", "?"),
        ("{prev.funding}", "2.9"),
        ("{} { x } {1} {funding:9} {Funding", "{} { x } {1} {funding:9} {Funding"),
        ("{{funding}}", "{2.9}"),
    ],
)
def test_values_are_inserted(text: str, shown: str) -> None:
    """Texts may insert a value (`{funding}`), with so many decimals (`{funding:2}`)."""
    values = {
        "funding": 2.93,
        "prev.funding": 2.93,
        "turn": 3.0,
        "debt": -4.0,
        "tiny": -0.01,
        "large": 57.4,
    }
    assert insert_values(text, values.get) == shown


def test_numbers_have_the_decimals_that_their_size_asks_for() -> None:
    """Whole numbers have no decimals, small ones one, larger ones none."""
    shown = [show_number(value) for value in (0.0, -0.0, 5.0, 5.25, 19.96, 20.4, -3.5, 1e15)]
    assert shown == ["0", "0", "5", "5.2", "20.0", "20", "−3.5", "1000000000000000"]


def test_a_translation_replaces_texts() -> None:
    """Keys such as `event.snap-exercise.text` and `var.funding.label` are put in place."""
    where = str(FOLDER / "three-files")
    plain, translated = load_scenario(where), load_scenario(where, language="be")
    assert plain.var["tension"].label == "Tension"
    assert translated.var["tension"].label == "Напружанасць"
    assert [level.label for level in translated.var["heat"].levels] == ["прахалодна", "hot"]
    assert (translated.derived["calm"].label, translated.derived["calm"].value) == (
        "Спакой",
        "100 - tension",
    )
    assert [action.label for action in translated.action] == ["Wait", "Прыняць"]
    event = translated.event[0]
    assert [variant.text for variant in event.text] == ["Ну? {tension}"]
    assert (event.label, event.option[0].label) == ("A question", "Так")
    assert load_scenario(where, language="pl") == plain


def test_a_translation_may_be_written_with_quoted_keys() -> None:
    """A whole way may stand in one quoted key."""
    files = (
        SourceFile("own.toml", HEADER + "[var.heat]\nstart = 1\n"),
        SourceFile("texts.be.toml", '"var.heat.label" = "Спёка"\n'),
    )
    assert load(Bundle("own", files), language="be").var["heat"].label == "Спёка"
