"""The JSON Schema: right by its own rules, and read by the linters that editors use."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from game.cli import main
from game.scenario.bundle import Bundle
from game.scenario.docstrings import describe_field
from game.scenario.load import check
from game.scenario.models import Option, Scenario
from game.scenario.schema import collect_names, fit_schema, write_schema
from game.scenario.schema.format import walk
from game.scenario.source import read_bundle
from game.scenario.survey import plan_of
from tests.shipped import SHIPPED

CHECKOUT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
FILES = sorted((CHECKOUT / "scenarios").rglob("*.toml"))
TUTORIAL = (CHECKOUT / "scenarios" / "first-steps.toml").read_text(encoding="utf-8")

MISTAKES = [
    pytest.param("add = { reserves = 0.2, belief", "add = { resevres = 0.2, belief", id="variable"),
    pytest.param('seat = "minsk"\n', 'seat = "mink"\n', id="seat"),
    pytest.param('point = "asks"', 'point = "askes"', id="region"),
    pytest.param("[var.reserves]\nlabel", "[var.reserves]\nlable", id="key"),
    pytest.param('play = ["next-price.take"]', 'play = ["next-price.tkae"]', id="answer-in-a-test"),
]
"""What stands in the tutorial, and what somebody types."""


@cache
def schema_of(scenario: str | None) -> dict[str, Any]:
    """Return the schema of the format, or the one of a scenario."""
    if scenario is None:
        return fit_schema(write_schema())
    bundle = read_bundle(scenario)
    repeats = any(re.search(r"\beach\s*=", file.text) for file in bundle.files)
    return fit_schema(write_schema(), collect_names(bundle), repeats=repeats)


def as_json(value: Any) -> Any:
    """Return TOML data as JSON has it, its dates as text."""
    if isinstance(value, dict):
        return {key: as_json(member) for key, member in value.items()}
    if isinstance(value, list):
        return [as_json(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


def judge(scenario: str | None, text: str) -> list[str]:
    """Return what a schema finds wrong with a file."""
    errors = Draft202012Validator(schema_of(scenario)).iter_errors(as_json(tomli.loads(text)))
    return [error.message for error in errors]


@pytest.mark.parametrize("scenario", [None, *SHIPPED])
def test_it_is_a_schema_of_2020_12(scenario: str | None) -> None:
    """By the meta-schema of its draft, without marks, and all that it refers to is there."""
    schema = schema_of(scenario)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert [part for part in walk(schema) if isinstance(part.get("x-names"), list)] == []
    refs = {part["$ref"] for part in walk(schema) if isinstance(part.get("$ref"), str)}
    assert {ref.removeprefix("#/$defs/") for ref in refs} <= set(schema["$defs"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_files_are_valid(path: Path) -> None:
    """Each file, by the schema of the format and by the one of its scenario."""
    text = path.read_text(encoding="utf-8")
    folder = path.parent.name
    assert judge(None, text) == []
    assert judge(path.stem if folder == "scenarios" else folder, text) == []


def test_every_field_is_described_by_its_docstring() -> None:
    """The descriptions are those of the models, none missing."""
    schema = schema_of(None)
    assert schema["properties"]["action"]["description"] == "What seats can order."
    option = schema["$defs"]["Option"]["properties"]
    assert option["default"]["description"] == "What silence means."
    assert option["raise"]["description"] == describe_field(Option, "raise_")
    bare = [
        f"{name}.{key}"
        for name, definition in schema["$defs"].items()
        for key, field in definition.get("properties", {}).items()
        if not field.get("description")
    ]
    assert bare == []


def test_it_knows_every_key_of_the_format() -> None:
    """What the checks take, the schema takes: no key more, no key fewer, but `each`."""
    schema = schema_of(None)
    keys = {info.alias or name for name, info in Scenario.model_fields.items()}
    assert set(schema["properties"]) == keys
    assert {key for _, key, _, _ in plan_of(Scenario)} <= keys


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_the_schema_of_a_scenario_knows_its_names(right: str, wrong: str) -> None:
    """One mistake, and the file is no longer valid."""
    assert right in TUTORIAL
    assert judge("first-steps", TUTORIAL) == []
    assert judge("first-steps", TUTORIAL.replace(right, wrong, 1)) != []


def test_names_are_offered_with_their_labels() -> None:
    """In a table of effects each variable is a key, described by its label."""
    schema = schema_of("first-steps")
    table = schema["$defs"]["Action"]["properties"]["add"]["$ref"].removeprefix("#/$defs/")
    assert schema["$defs"][table]["properties"]["funding"]["description"] == "Russian funding"
    seat = schema["$defs"]["Action"]["properties"]["seat"]
    assert seat["enum"] == ["minsk", "moscow", "brussels"]


def lint(
    linter: list[str], tmp_path: Path, text: str, *asked: str, name: str = "first-steps.toml"
) -> tuple[int, str]:
    """Run a linter on a file beside a schema of the tutorial; return its status and output."""
    schema, file = tmp_path / "names.schema.json", tmp_path / name
    assert main(["schema", "first-steps", *asked, "--output", str(schema)]) == 0
    file.write_text(f"#:schema ./names.schema.json\n{text}", encoding="utf-8")
    run = subprocess.run(
        [str(BIN / linter[0]), *linter[1:], file.name],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    return run.returncode, re.sub(r"\x1b\[[0-9;]*m", "", run.stdout + run.stderr)


LINTERS = [
    pytest.param(["tombi", "lint", "--offline"], id="tombi"),
    pytest.param(["taplo", "lint"], id="taplo"),
]


@pytest.mark.parametrize("linter", LINTERS)
def test_linters_pass_a_right_file(linter: list[str], tmp_path: Path) -> None:
    """Tombi and Taplo find nothing wrong with the tutorial."""
    status, told = lint(linter, tmp_path, TUTORIAL)
    assert (status, "error" in told.lower()) == (0, False)


@pytest.mark.parametrize("linter", LINTERS)
@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_linters_flag_a_wrong_name_on_its_own_line(
    linter: list[str], tmp_path: Path, right: str, wrong: str
) -> None:
    """One mistake: an error in that line, and in no other."""
    text = TUTORIAL.replace(right, wrong, 1)
    lines = zip(TUTORIAL.splitlines(), text.splitlines(), strict=True)
    line = 2 + next(number for number, (old, new) in enumerate(lines) if old != new)
    status, told = lint(linter, tmp_path, text)
    assert status != 0
    found = {int(each) for each in re.findall(r"first-steps\.toml:(\d+):\d+", told)}
    # Of an unknown key Taplo complains at every value of the table.
    assert found == {line} or (linter[0] == "taplo" and wrong.startswith("[") and line in found)


WORDS = """scenario.title = "Першыя крокі"
var.reserves.label = "Запасы"
var.reserves.levels.1.label = "амаль нічога"
event.next-price.option.take.label = "Узяць"
event.next-price.text = [{ text = "Цана." }]
"action.host-dialogue.label" = "Дыялог"
"""
"""Some texts of the tutorial in another language."""


@pytest.mark.parametrize("linter", LINTERS)
def test_linters_know_the_texts_that_can_be_translated(linter: list[str], tmp_path: Path) -> None:
    """A translation is right, and one of a text that is not there is flagged on its line."""
    name = "first-steps.texts.be.toml"
    status, told = lint(linter, tmp_path, WORDS, "--texts", name=name)
    assert (status, "error" in told.lower()) == (0, False)
    for right, wrong, line in [("reserves.label", "reserve.label", 3), ("take", "tkae", 5)]:
        text = WORDS.replace(right, wrong, 1)
        status, told = lint(linter, tmp_path, text, "--texts", name=name)
        assert status != 0
        assert f"{name}:{line}:" in told


def test_a_translator_sees_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    """Beside each key stands what the scenario says there; without one there are no texts."""
    assert main(["schema", "first-steps", "--texts"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    reserves = tomli.loads(TUTORIAL)["var"]["reserves"]
    told = schema["properties"]["var"]["properties"]["reserves"]["properties"]["label"]
    assert told["description"] == reserves["label"]
    assert main(["schema", "--texts"]) == 2
    assert "--texts needs a scenario" in capsys.readouterr().err


def test_a_scenario_of_broken_toml_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """No names can be read: where it is broken, status 2; a scenario of wrong names has names."""
    broken = tmp_path / "broken.toml"
    broken.write_text(TUTORIAL.replace("[var.reserves]", "[var.reserves"), encoding="utf-8")
    assert main(["schema", str(broken)]) == 2
    assert "not-toml" in capsys.readouterr().err
    broken.write_text(TUTORIAL.replace('"funding / 4', '"fundign / 4'), encoding="utf-8")
    assert main(["schema", str(broken)]) == 0


def test_the_entries_of_a_variant_may_be_incomplete(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A scenario that extends another gives only what it changes, under the names of both."""
    variant = CHECKOUT / "tests" / "scenarios" / "valid" / "four-tracks-hard.toml"
    assert main(["schema", str(variant)]) == 0
    schema = json.loads(capsys.readouterr().out)
    data = as_json(tomli.loads(variant.read_text(encoding="utf-8")))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []


@pytest.mark.slow
def test_no_legal_scenario_is_flagged() -> None:
    """What can be played is valid by its own schema: every case of the conformance suite."""
    played, unfitted = 0, json.dumps(write_schema())
    for path in sorted((CHECKOUT / "tests" / "conformance").glob("*.toml")):
        text = tomli.loads(path.read_text(encoding="utf-8")).get("scenario", "")
        bundle = Bundle.from_text(text)
        if check(bundle).scenario is None:
            continue
        played += 1
        repeats = re.search(r"\beach\s*=", text) is not None
        schema = fit_schema(json.loads(unfitted), collect_names(bundle), repeats=repeats)
        errors = Draft202012Validator(schema).iter_errors(as_json(tomli.loads(text)))
        assert [(path.name, error.message) for error in errors] == []
    assert played > 200
