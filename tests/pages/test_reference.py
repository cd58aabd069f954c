"""The reference says something of everything, and its examples keep what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs.reference_tables import WRITTEN, write_diagnostics, write_tables
from game.cli import main
from game.engine import compile_rules
from game.formula import FUNCTIONS
from game.lab.trial import try_test
from game.scenario.keys import read_keys
from game.scenario.load import load_scenario
from game.scenario.models.base import Model
from game.scenario.scope import known_names
from tests.pages.following import CHECKOUT, EXAMPLES

EXAMPLE_FILES = sorted(EXAMPLES.glob("*.toml"))


def all_models(base: type[Model] = Model) -> set[type[Model]]:
    """Return all tables of the format."""
    return {base, *(each for child in base.__subclasses__() for each in all_models(child))}


def test_every_key_of_every_table_is_told() -> None:
    """Each field of each model has a row with what it takes and what it means."""
    rows = re.findall(r"^\| (?:\*\*)?`([^`]+)`(?:\*\*)? \| (.+?) \| (.+) \|$", write_tables(), re.M)
    keys = {
        info.alias or name for model in all_models() for name, info in model.model_fields.items()
    }
    assert {key for key, _, _ in rows} == keys
    assert [key for key, takes, meaning in rows if not takes.strip() or not meaning.strip()] == []


def slugify(title: str, separator: str) -> str:
    """Return the anchor of a title as Python-Markdown makes it."""
    words = re.sub(r"[^\w\s-]", "", title).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, words)


def test_every_link_of_the_tables_leads_to_a_section() -> None:
    """Shared keys are told once, and the tables that have them lead there."""
    text = write_tables()
    anchors = [slugify(title, "-") for title in re.findall(r"^## (.+)$", text, re.M)]
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_every_function_and_name_is_told() -> None:
    """The tables of the formula language have what the language has."""
    calls = re.findall(r"^\| `(\w+)\(", WRITTEN["functions"](), re.M)
    assert set(calls) == FUNCTIONS
    names = set(re.findall(r"^\| `(\w+)", WRITTEN["names"](), re.M))
    known = known_names(load_scenario("first-steps"))
    dotted = {name.partition(".")[0] for name in known if "." in name}
    assert names == dotted | {"turn", "quarter", "year"}


def test_every_key_of_a_diagnostic_is_told() -> None:
    """A section for each key that `check` can give."""
    assert set(re.findall(r"^## ([a-z-]+)$", write_diagnostics(), re.M)) == set(read_keys())


def test_pages_ask_for_all_that_is_written() -> None:
    """Nothing is written that no page shows, and no page asks for what is not written."""
    pages = (CHECKOUT / "docs" / "reference").glob("*.md")
    asked = re.findall(
        r"<!-- written: (\w+) -->", "".join(page.read_text("utf-8") for page in pages)
    )
    assert sorted(asked) == sorted(WRITTEN)


@pytest.mark.parametrize("path", EXAMPLE_FILES, ids=lambda path: path.stem)
def test_an_example_is_free_of_warnings(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No false alarm: the examples pass `--strict`, without a tip."""
    assert main(["check", "--strict", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: no errors\n"


@pytest.mark.parametrize("path", EXAMPLE_FILES, ids=lambda path: path.stem)
def test_an_example_keeps_what_it_promises(path: Path) -> None:
    """Every mechanism of the cookbook has tests, and they hold."""
    rules = compile_rules(load_scenario(str(path)))
    assert rules.scenario.test != ()
    trials = [try_test(rules, test) for test in rules.scenario.test]
    assert [trial.test.name for trial in trials if not trial.passed] == []


def test_the_tutorial_keeps_what_it_promises(tmp_path: Path) -> None:
    """The tests that the ninth step writes hold."""
    text = (CHECKOUT / "docs" / "modders" / "tutorial.md").read_text("utf-8")
    blocks = re.findall(r'^```toml title="free-port\.toml"\n(.*?)^```$', text, re.M | re.S)
    path = tmp_path / "free-port.toml"
    path.write_text("\n".join(blocks), encoding="utf-8")
    rules = compile_rules(load_scenario(str(path)))
    assert [try_test(rules, test).passed for test in rules.scenario.test] == [True] * 3
