"""After the exercise: report, comparison, replay, exports."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from game.engine import Plan
from game.exercise import injects, matrix, messages, notes, overrides, phases, survey
from game.exercise.account import _ACCOUNTS, say_briefly
from game.exercise.changes import parse_changes
from game.exercise.exercise import Exercise
from game.exercise.names import Names
from game.exercise.payloads import TYPES, TurnReleased
from game.exercise.readers import WHITE, Reader
from game.exercise.review.charts import draw_chart
from game.exercise.review.codebook import TABLES
from game.exercise.review.comparison import compare_worlds, find_divergences
from game.exercise.review.export import export
from game.exercise.review.replay import list_steps
from game.exercise.review.report import render_report
from game.exercise.summary import _SAYINGS, catch_up
from tests.exercise.conftest import NORTH, SOUTH, play_turn


@pytest.fixture
def played(planning: Exercise) -> Exercise:
    """Two worlds that go the same way in turn 1 and part in turn 2; white intervenes in one."""
    for world in "ab":
        play_turn(planning, Plan(("dig",)), Plan(("sow",)), world)
    play_turn(planning, Plan(("dam",)), Plan(("sow",)), "a")
    play_turn(planning, Plan(("pray",)), Plan(("sow",)), "b")
    changes = parse_changes("water +9")
    shown = overrides.preview_override(planning, WHITE, "b", changes)
    overrides.override(planning, Reader("white", name="AB"), "b", changes, "a <spring> tide", shown)
    return planning


def test_every_entry_of_the_log_is_told_in_words(played: Exercise) -> None:
    """No raw name of a type; initials say which facilitator it was, seats have their names."""
    told = [say_briefly(event, Names(played)) for event in played.read_all(WHITE)]
    assert told[:4] == [
        "The exercise was prepared.", "The exercise began.", "Briefing began.", "Briefing began.",
    ]  # fmt: skip
    assert "North Bank handed in: Dig a channel." in told
    assert told[-1].endswith("Reason: a <spring> tide (AB)")
    assert {*TYPES.values()} - {*_ACCOUNTS, *_SAYINGS, TurnReleased} == set()


def test_worlds_are_compared_turn_by_turn(played: Exercise) -> None:
    """Their values, where white touched them, and where they parted."""
    water = next(each for each in compare_worlds(played) if each.name == "water")
    assert [series.world for series in water.series] == ["a", "b"]
    first, second = (series.values for series in water.series)
    assert first[:2] == second[:2] == (50.0, 45.0)
    assert (first[2], second[2]) == (27.0, 47.0)
    assert [series.touched for series in water.series] == [(), (3,)]
    (parted,) = find_divergences(played)
    assert (parted.world, parted.turn, parted.why) == ("b", 2, "different orders of North Bank")


def test_the_same_so_far_is_no_divergence(planning: Exercise) -> None:
    """Worlds that play alike are the same, also when one is ahead; an override parts them."""
    play_turn(planning, world="a")
    assert find_divergences(planning)[0].turn is None
    play_turn(planning, world="b")
    assert find_divergences(planning)[0].why == "the same so far"
    changes = parse_changes("trust +1")
    shown = overrides.preview_override(planning, WHITE, "b", changes)
    overrides.override(planning, WHITE, "b", changes, "a try", shown)
    parted = find_divergences(planning)[0]
    assert (parted.turn, parted.why) == (2, "an override by white")


def test_a_chart_is_a_picture_with_a_line_for_each_world(played: Exercise) -> None:
    """Well-formed SVG; a triangle where white changed the value before a turn that was played."""
    play_turn(played, world="b")
    water = next(each for each in compare_worlds(played) if each.name == "water")
    root = ET.fromstring(draw_chart(water))
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}polyline")) == 2
    assert len(root.findall(f"{space}path")) == 1


def test_the_report_holds_what_happened(played: Exercise) -> None:
    """In its ten sections, as Markdown."""
    notes.star(played, Reader("white", name="AB"), "They dug at once", objective="talk", world="a")
    survey.open_survey(played, WHITE)
    survey.answer_survey(played, NORTH, {"surprise": "How fast the water fell"})
    phases.revert(played, WHITE, "a", 2, "the dam was a joke")
    text = render_report(played, "md")
    for part in (
        "# After-action report: Spring flood",
        "| Room A | North Bank (team), South Bank (team), The ferry (bot) | turn 2",
        "They dug at once",
        "### talk: Talk before digging",
        "| Room A | 2 (taken back) | North Bank | Build a dam |  | handed in |",
        "Water 47 → 56 | a \\<spring\\> tide | white (AB) |",
        "the dam was a joke",
        "| Flood | turn 1, plan + 3 min |",
        "- Injects: Flood (due)",
        "; North Bank: Dig a channel",
        "Room B and Room A:",
        "How fast the water fell",
        "## Improvements",
    ):
        assert part in text
    assert "only for the eyes of white" not in text


def test_the_html_report_needs_nothing_else(played: Exercise) -> None:
    """No script, no address, and the text of others is text."""
    messages.send_message(played, NORTH, ["south"], "<script>alert('x')</script> [a](http://x.y)")
    text = render_report(played, "html")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace(
        "http://x.y", ""
    ).replace("http-equiv", "")
    assert text.count("<svg") == len(compare_worlds(played))
    markdown = render_report(played, "md")
    assert "\\[a\\](http://x.y)" in markdown


def test_a_replay_knows_what_a_seat_knew(played: Exercise) -> None:
    """Step by step: what it could read, and the values as it had learned them."""
    injects.send(played, WHITE, "rumour", ["a"])
    steps = list_steps(played, NORTH, "a")
    rumour = [step for step in steps if step.event.type == "inject.delivered"]
    assert [step.known for step in rumour] == [False]
    assert [step.known for step in list_steps(played, SOUTH, "a") if step in rumour] == []
    resolved = next(step for step in steps if step.event.type == "turn.resolved")
    assert (resolved.known, resolved.values) == (False, {})
    last = steps[-1].values
    assert last["water"] == 27.0
    assert "resolve" in last
    assert "grain" not in last
    assert all(step.event.world in ("", "a") for step in steps)


def test_who_comes_late_is_told_what_happened(played: Exercise) -> None:
    """What the seat may know, once each."""
    messages.send_message(played, SOUTH, ["north"], "Too late for spades")
    lines = catch_up(played, NORTH, 0)
    assert lines[0] == "The exercise began."
    assert sum("Turn 1 was resolved" in line for line in lines) == 1
    assert any("South Bank to North Bank: Too late for spades" in line for line in lines)
    assert catch_up(played, NORTH, played.standing().seq) == []
    assert not any("spades" in line for line in catch_up(played, Reader("seat", "b", "north"), 0))


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_an_export_is_tidy_and_explained(played: Exercise, tmp_path: Path) -> None:
    """Every table has the columns of the codebook, every entry a line."""
    ref = matrix.propose(played, NORTH, "Dance", "", "")
    matrix.estimate(played, NORTH, ref, 40)
    files = export(played, Reader("analyst"), tmp_path)
    assert {path.name for path in files} == {
        "codebook.md", "events.jsonl", *(f"{table}.csv" for table in TABLES)
    }  # fmt: skip
    for table, columns in TABLES.items():
        heading = (tmp_path / f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert heading == ",".join(columns)
        assert all(f"| {column} |" in (tmp_path / "codebook.md").read_text() for column in columns)
    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, len(lines) + 1))
    water = [row for row in read_table(tmp_path / "values.csv") if row["variable"] == "water"]
    assert [(row["world"], row["turn"], row["after"]) for row in water] == [
        ("a", "1", "45.0"), ("b", "1", "45.0"), ("a", "2", "27.0"), ("b", "2", "47.0"),
    ]  # fmt: skip
    (change,) = read_table(tmp_path / "changes.csv")
    assert (change["name"], change["before"], change["after"]) == ("water", "47.0", "56.0")


def test_an_export_names_nobody(played: Exercise, tmp_path: Path) -> None:
    """Facilitators are numbered, also in their notes; times count from the beginning."""
    notes.star(played, Reader("white", name="AB"), "here")
    files = export(played, Reader("analyst"), tmp_path)
    events = read_table(tmp_path / "events.csv")
    assert {row["seat"] for row in events if row["seat"].startswith("white-")} == {"white-1"}
    assert events[0]["seconds"] == "0.0"
    everything = "".join(path.read_text(encoding="utf-8-sig") for path in files)
    assert '"AB"' not in everything
    assert "white:AB" not in everything


@pytest.mark.parametrize("text", ["=1+1", "+1 x", "-x", "@SUM(A1)", "'quoted"])
def test_formulas_of_spreadsheets_are_text(planning: Exercise, tmp_path: Path, text: str) -> None:
    """A cell that begins like a formula bears an apostrophe in front."""
    messages.send_message(planning, NORTH, ["south"], text)
    export(planning, Reader("analyst"), tmp_path)
    (row,) = read_table(tmp_path / "messages.csv")
    assert row["text"] == f"'{text}"


def test_a_seat_can_be_given_what_it_knew(played: Exercise, tmp_path: Path) -> None:
    """The export of a seat holds no hidden value and no order of others before its time."""
    export(played, NORTH, tmp_path)
    known = {row["variable"] for row in read_table(tmp_path / "values.csv")}
    assert known == {"water", "trust", "resolve"}
    assert read_table(tmp_path / "orders.csv") == []
    assert {row["world"] for row in read_table(tmp_path / "events.csv")} == {"", "a"}


def test_parquet_holds_the_same_rows(played: Exercise, tmp_path: Path) -> None:
    """With numbers as numbers."""
    from pyarrow import parquet

    export(played, Reader("analyst"), tmp_path, "parquet")
    table = parquet.read_table(tmp_path / "values.parquet")
    assert table.column_names == list(TABLES["values"])
    assert table.num_rows == 16
    assert table.column("after").to_pylist()[-1] == pytest.approx(47.0)
