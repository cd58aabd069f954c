"""What must earn no warning: conditions that look odd and are right."""

from __future__ import annotations

import pytest

from game.scenario.bundle import Bundle
from game.scenario.diagnostics import render_problems
from game.scenario.keys import read_frame
from game.scenario.load import check

FRAME = read_frame()
RULE = '[[rule]]\nid = "r"\n{}\n'
RIGHT = {
    "a switch among constants": "[const]\nhard = 0\n" + RULE.format("when = 'hard'"),
    "a comparison of constants": "[const]\npace = 2\n" + RULE.format("when = 'pace > 1'"),
    "a constant of a difficulty": "[const]\npace = 2\n[difficulty.hard]\nconst = { pace = 9 }\n"
    + RULE.format("when = 'pace * turn > 20'"),
    "a chance that its condition keeps below 100": RULE.format(
        "when = 'tension < 50'\nchance = '2 * tension'"
    ),
    "a divisor that is asked for": RULE.format(
        "add = { tension = '1 / turn + 1 / max(tension, 1)' }"
    ),
    "a divisor asked for by the rule": RULE.format(
        "when = 'tension > 0'\nadd = { tension = '1 / tension' }"
    ),
    "a counter used as yes or no": RULE.format("when = 'ordered.talk and not recent.talk > 2'"),
    "a derived condition": "[derived.hot]\nlabel = 'Hot'\nvalue = 'tension > 50'\n"
    + RULE.format("when = 'hot and turn > 1'"),
    "the word true": RULE.format("when = 'true'"),
    "the first turn": RULE.format("when = 'turn == 1'"),
    "the turn after the last, on the desk": "[[desk.countdowns]]\nlabel = 'L'\n"
    "value = '1 if turn > 4 else 0'\n",
    "a variable called as a key": "[var.when]\nstart = 3\n"
    + RULE.format("add = { when = 'when / 2 - tension' }"),
    "a flag that only a text reads": "[flag.alarm]\nrise = 'tension > 50'\n"
    + "[[inject]]\nid = 'i'\nto = 'home'\ntext = 'Alarm: {alarm}.'\n",
    "what is only paid": "[var.gold]\nstart = 3\n[[action]]\nid = 'a'\nseat = 'home'\nlabel = 'A'\n"
    "cost = { gold = 1 }\nadd = { tension = 1 }\n",
}
ENDINGS = {
    "both halves": ('"tension < 50"', '"tension >= 50"'),
    "the last turn": ('"tension < 5"', '"turn >= 4"'),
    "the last turn, derived": ('"tension < 5"', '"over"'),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_earns_no_warning(name: str) -> None:
    """No false alarm."""
    problems = check(Bundle.from_text(f"{FRAME}\n{RIGHT[name]}")).problems
    assert render_problems(problems) == ""


@pytest.mark.parametrize("name", ENDINGS)
def test_a_game_that_always_ends_earns_no_warning(name: str) -> None:
    """Endings that leave nothing between them, and such as the last turn brings."""
    first, second = ENDINGS[name]
    text = FRAME.partition("[[ending]]")[0] + '[derived]\nover = "turn > 3"\n'
    text += f'[[ending]]\nid = "a"\nwhen = {first}\n[[ending]]\nid = "b"\nwhen = {second}\n'
    keys = {each.key for each in check(Bundle.from_text(text)).problems}
    assert keys <= {"derived-never-read"}


def test_the_last_turn_of_a_verdict_counts() -> None:
    """The turns that are played before a verdict are turns as well."""
    text = FRAME.replace("turns = 4", "turns = 4\nverdict = { turns = 2 }")
    rule = RULE.format("when = 'turn > {}'\nadd = {{ tension = 1 }}")
    assert check(Bundle.from_text(text + rule.format(5))).problems == ()
    (problem,) = check(Bundle.from_text(text + rule.format(6))).problems
    assert problem.key == "never-true"
