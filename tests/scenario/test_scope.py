"""Which names formulas may read."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.errors import FormulaError
from game.formula import Number
from game.scenario.load import load_scenario
from game.scenario.scope import formula_name, formulas_of, known_names, parse_formula

FIXTURE = Path(__file__).parents[1] / "scenarios" / "valid" / "small-neighbour.toml"


def test_an_id_is_written_with_underscores() -> None:
    """In formulas an id's `-` is written `_`."""
    assert formula_name("snap-exercise.accept") == "snap_exercise.accept"


def test_every_name_of_the_format_is_known() -> None:
    """Variables, flags, derived values, the clock, and the dotted names."""
    known = known_names(load_scenario(str(FIXTURE)))
    dotted = {name for name in known if "." in name and not name.startswith("prev.")}
    assert {"turn", "quarter", "year", "funding", "bases_agreed", "squeeze"} <= known
    assert {"prev.funding", "open_promises", "open_contradictions"} <= known
    assert dotted == {
        "ordered.host_dialogue",
        "times.host_dialogue",
        "recent.host_dialogue",
        "since.host_dialogue",
        "intent.host_dialogue",
        *(
            f"{kind}.snap_exercise.{option}"
            for kind in ("chose", "times", "recent", "since")
            for option in ("accept", "stall")
        ),
        *(
            f"{kind}.{promise}"
            for kind in ("open", "kept", "broken")
            for promise in ("roadmap", "eu_standards")
        ),
        *(
            f"{kind}.{seat}"
            for kind in ("open_promises", "open_contradictions")
            for seat in ("minsk", "moscow")
        ),
    }
    assert "prev.squeeze" not in known
    assert "prev.bases_agreed" not in known


def test_all_formulas_are_listed_with_their_paths() -> None:
    """Formulas are found wherever the format has them, nested parts included."""
    found = dict(formulas_of(load_scenario(str(FIXTURE))))
    assert found["derived", "squeeze", "value"] == "clamp(5 - funding, 0, 5) / 5"
    assert found["action", 0, "later", 0, "add", "eu_trust"] == 3.0
    assert found["action", 0, "weight", 1, "when"] == "eu_trust < 30"
    assert found["promise", 1, "kept", "when"] == "integration >= 40"
    assert found["event", 0, "option", 1, "add", "funding"] == -1.0
    assert found["test", 0, "expect"] == "eu_trust < 20 and funding > 2"


def test_a_formula_is_parsed_once() -> None:
    """Checks and engine share the tree of a formula; a number is a formula, too."""
    assert parse_formula("tension + 1") is parse_formula("tension + 1")
    assert parse_formula(0.1) == Number(0.1)
    with pytest.raises(FormulaError):
        parse_formula("tension +")
