"""Every kind of problem, by scenarios with one mistake each and what is expected beside them.

A file `NAME.expect` has a line `key file:line:column length` for each problem, and a line
`says …` for each text that the rendered diagnostics must hold. Where errors are expected, only
errors are compared: what a warning says of a broken scenario is of second rank.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario.diagnostics import render_problems
from game.scenario.keys import read_keys
from game.scenario.load import check
from game.scenario.source import read_bundle

FOLDER = Path(__file__).parents[1] / "scenarios" / "invalid"
EXPECTATIONS = sorted(FOLDER.glob("*.expect"))


def read_expectation(expectation: Path) -> tuple[list[str], list[str]]:
    """Return the problems that are expected, and the texts."""
    lines = expectation.read_text(encoding="utf-8").splitlines()
    says = [line.removeprefix("says ") for line in lines if line.startswith("says ")]
    return [line for line in lines if not line.startswith("says ")], says


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=lambda path: path.stem)
def test_each_mistake_is_found_at_its_place(expectation: Path) -> None:
    """`check` reports all problems at once, each with a stable key, file:line:column."""
    file = expectation.with_suffix(".toml")
    checked = check(read_bundle(str(file if file.exists() else expectation.with_suffix(""))))
    problems, says = read_expectation(expectation)
    found = [f"{p.key} {p.file}:{p.line}:{p.column} {p.length}" for p in checked.problems]
    broken = any(read_keys()[line.split()[0]].severity == "error" for line in problems)
    if broken:
        found = [
            line
            for line, problem in zip(found, checked.problems, strict=True)
            if problem.severity == "error"
        ]
    assert sorted(found) == sorted(problems)
    assert (checked.scenario is None) is broken
    rendered = render_problems(checked.problems)
    assert [text for text in says if text not in rendered] == []


def test_every_key_has_a_scenario() -> None:
    """No key is uncovered: each is found in some fixture, and there are at least 150 of them."""
    keys = {
        line.split()[0] for expectation in EXPECTATIONS for line in read_expectation(expectation)[0]
    }
    assert keys == set(read_keys())
    assert len(EXPECTATIONS) >= 150
