"""Files of a folder, variants of a base, and entries that `each` repeats."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import ScenarioError
from game.scenario.bundle import Bundle, SourceFile
from game.scenario.load import apply_difficulty, check, load, load_scenario
from game.scenario.models import Draw, Scenario

FOLDER = Path(__file__).parents[1] / "scenarios" / "valid"
HEADER = """format = 1
[scenario]
id = "own"
title = "Own"
summary = "Mine."
turns = 3
start = 2020-01-01
"""


def read(name: str) -> Scenario:
    """Return a fixture."""
    return load_scenario(str(FOLDER / name))


def test_arrays_are_strung_together_in_the_order_of_names() -> None:
    """Tables merge, arrays of tables are concatenated in the order of the files' names."""
    scenario = read("three-files")
    assert [action.id for action in scenario.action] == ["wait", "host"]
    assert sorted(scenario.var) == ["heat", "tension"]
    assert scenario.scenario.id == "three-files"


def test_each_makes_copies() -> None:
    """`each` repeats an entry with `{t}` replaced in ids, names and strings."""
    scenario = read("four-tracks.toml")
    assert [action.id for action in scenario.action] == ["push-economic", "push-technical"]
    assert scenario.action[1].add == {"track_technical": "4 - recent.push_technical"}
    assert scenario.var["track_economic"].label == "economic track"
    assert [option.id for option in scenario.event[0].option] == [
        "take-economic",
        "take-technical",
        "none",
    ]
    assert scenario.event[0].text[0].text.endswith("stands at {track_technical:1}.")


def test_several_keys_make_all_combinations() -> None:
    """Several keys in `each` give all combinations; seats know their label and short label."""
    scenario = read("four-tracks.toml")
    labels = [entry.label for name, entry in scenario.var.items() if name.startswith("trust")]
    assert labels == [
        "Minsk (Minsk) on the economic file",
        "Minsk (Minsk) on the technical file",
        "Brussels (EU) on the economic file",
        "Brussels (EU) on the technical file",
    ]


def test_a_variant_replaces_the_fields_that_it_gives() -> None:
    """`extends`: entries are overridden by id, links by target, named tables field by field."""
    scenario = read("four-tracks-hard.toml")
    assert scenario.scenario.title == "Four Tracks, Uphill"
    assert scenario.scenario.turns == 4
    economic = scenario.var["track_economic"]
    assert (economic.start, economic.label) == (5, "economic track")
    action = scenario.action[0]
    assert (action.id, action.label) == ("push-economic", "Push against the wind")
    assert (action.add, action.cost) == ({"track_economic": 2}, {"attention": 1})
    assert [link.to for link in scenario.link] == ["fatigue"]


def test_a_mistake_of_the_base_is_told_where_it_stands() -> None:
    """A problem points at the file of the scenario that is extended, or of the variant."""
    base = HEADER + '[var.tension]\nstart = 3\n[[rule]]\nid = "a"\nadd = { tensoin = 1 }\n'
    variant = 'extends = "base"\n[[rule]]\nid = "a"\nwhen = "tensoin"\n'
    files = (SourceFile("base.toml", base, 1), SourceFile("own.toml", variant))
    problems = check(Bundle("own", files)).problems
    assert [(p.key, p.file, p.line, p.column) for p in problems] == [
        ("unknown-name", "base.toml", 12, 9),
        ("unknown-name", "own.toml", 4, 9),
    ]


def test_a_difficulty_replaces_constants_and_starts() -> None:
    """`[difficulty.hard]`: other values for constants and starts; nothing else changes."""
    text = (
        HEADER
        + "[const]\nneed = 1\npace = 2\n[var.tension]\nstart = { draw = [2, 4] }\n[var.heat]\n"
        + "start = 5\n[difficulty.hard]\nconst = { need = 3 }\nstart = { tension = 9 }\n"
    )
    bundle = Bundle.from_text(text)
    plain, hard = load(bundle), load(bundle, "hard")
    assert plain.const == {"need": 1, "pace": 2}
    assert plain.var["tension"].start == Draw(draw=(2, 4))
    assert hard.const == {"need": 3, "pace": 2}
    assert (hard.var["tension"].start, hard.var["heat"].start) == (9, 5)
    assert apply_difficulty(plain, None) is plain
    with pytest.raises(ScenarioError, match="no difficulty 'easy'; the scenario has: hard"):
        load(bundle, "easy")


def test_an_error_carries_all_problems_and_shows_the_first() -> None:
    """`load` raises one error for all that is wrong."""
    names = "\n".join(f'[[rule]]\nid = "r{i}"\nadd = {{ gone{i} = 1 }}' for i in range(8))
    with pytest.raises(ScenarioError) as caught:
        load(Bundle.from_text(HEADER + names, "own.toml"))
    assert len(caught.value.problems) == 8
    text = str(caught.value)
    assert text.startswith("the scenario own.toml has 8 problems\n")
    assert text.count("error(unknown-name)") == 5
    assert "… and 3 more" in text


def test_one_unreadable_entry_does_not_make_others_look_wrong() -> None:
    """What refers to an entry that could not be read is not reported for it."""
    text = (
        HEADER
        + '[var.tension]\nstart = "x"\n[[rule]]\nid = "a"\nwhen = "tension > 5"\n'
        + 'add = { tension = "prev.tension" }\n[derived]\nsum = "tension + gone"\n'
    )
    problems = check(Bundle.from_text(text)).problems
    assert [(p.key, p.line) for p in problems] == [("wrong-type", 9), ("unknown-name", 15)]
