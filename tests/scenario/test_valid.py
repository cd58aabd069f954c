"""Scenarios without a mistake: those that come with the game, and small ones of every shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario.diagnostics import render_problems
from game.scenario.load import check
from game.scenario.positions import Positions
from game.scenario.source import find_scenario, list_scenarios, read_bundle
from game.scenario.tree import Array, Source, Table, plant

FOLDER = Path(__file__).parents[1] / "scenarios" / "valid"
SMALL = sorted(path for path in FOLDER.iterdir())
SHIPPED = [entry.path for entry in list_scenarios()]


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.stem)
def test_nothing_is_wrong(path: Path) -> None:
    """A scenario that follows the format passes every check."""
    checked = check(read_bundle(str(path)))
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    assert render_problems(errors) == ""
    assert checked.scenario is not None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_odd_in_what_comes_with_the_game(path: Path) -> None:
    """No false alarm: no warning and no tip either."""
    assert render_problems(check(read_bundle(str(path))).problems) == ""


@pytest.mark.parametrize("path", [*SMALL, *SHIPPED], ids=lambda path: path.stem)
def test_every_value_has_a_position(path: Path) -> None:
    """The index finds every key and every value that tomli finds, and no other."""
    import tomli

    for file in read_bundle(str(path)).files:
        tree = plant(tomli.loads(file.text), Source(0))
        positions = Positions(file.text)
        paths = {place for place, _ in walk(tree, ())}
        assert set(positions.keys) | set(positions.values) == paths
        for place, value in walk(tree, ()):
            start, end = positions.value_span(place)
            if not isinstance(value, Table | Array):
                assert tomli.loads(f"x = {file.text[start:end]}")["x"] == value


def walk(value: object, path: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], object]]:
    """Return everything below a value with its path."""
    members: list[tuple[str | int, object]] = []
    if isinstance(value, Table):
        members = list(value.items())
    elif isinstance(value, Array):
        members = list(enumerate(value))
    return [
        found
        for key, member in members
        for found in [((*path, key), member), *walk(member, (*path, key))]
    ]


def test_the_tutorial_is_among_the_scenarios() -> None:
    """`first-steps`: the tutorial, 4 turns, guided, in ordinary TOML."""
    entry = next(entry for entry in list_scenarios() if entry.id == "first-steps")
    assert (entry.title, entry.turns, entry.seats) == (
        "First Steps",
        4,
        ("minsk", "moscow", "brussels"),
    )
    assert entry.path == find_scenario("first-steps")
