"""Texts of strangers in all that is printed and exported: markup, formulas, escape sequences."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from game.exercise import messages, overrides, phases
from game.exercise.changes import parse_changes
from game.exercise.configuration import read_configuration
from game.exercise.creation import Created, create_exercise
from game.exercise.exercise import Exercise
from game.exercise.msel import write_msel
from game.exercise.packs import write_packs
from game.exercise.readers import WHITE, Reader
from game.exercise.review.export import export
from game.exercise.review.report import render_report
from game.exercise.script import act
from game.exercise.store import Store
from tests.exercise.conftest import CONFIGURATION, NORTH, TWO_BANKS, play_turn

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.fixture
def created(store: Store, tmp_path: Path) -> Created:
    """An exercise whose scenario and configuration were written by someone who means no good."""
    scenario = tmp_path / "hostile.toml"
    text = TWO_BANKS.read_text(encoding="utf-8")
    for label in ("Two Banks", "Water", "North Bank", "Dig a channel", "A dam stands"):
        text = text.replace(f'"{label}"', f'"{label} {SCRIPT}"')
    text = text.replace("You *own* the", f"{SCRIPT} You own the")
    scenario.write_text(text, encoding="utf-8")
    configuration = CONFIGURATION.format(scenario=scenario)
    for label in ("Spring flood", "Room A", "Talk before digging", "An envoy waits at the gate."):
        configuration = configuration.replace(f'"{label}"', f'"{label} {SCRIPT}"')
    return create_exercise(store, read_configuration(configuration))


@pytest.fixture
def played(created: Created) -> Exercise:
    """The same with a turn played, and texts of seats and white that mean no good either."""
    exercise = created.exercise
    phases.start(exercise, WHITE)
    phases.move_on(exercise, WHITE)
    for text in (SCRIPT, *FORMULAS):
        messages.send_message(exercise, NORTH, ["south"], text)
    act(exercise, "white", "star", {"text": SCRIPT, "world": "a"})
    play_turn(exercise)
    changes = parse_changes("water +1")
    shown = overrides.preview_override(exercise, WHITE, "a", changes)
    overrides.override(exercise, WHITE, "a", changes, SCRIPT, shown, SCRIPT)
    return exercise


def test_no_page_runs_what_others_wrote(played: Exercise, created: Created, tmp_path: Path) -> None:
    """Packs and report show tags as text: scenario, configuration, messages, rationale."""
    files = write_packs(played, tmp_path / "packs", "http://192.0.2.7:8000", created.codes)
    pages = [path.read_text(encoding="utf-8") for path in files]
    report = render_report(played, "html")
    for page in (*pages, report):
        assert "&lt;script&gt;" in page
        assert not re.search(r"<(script|img)\b", page)
    assert report.count("&lt;script&gt;") > 5


def test_no_cell_of_an_export_is_a_formula(played: Exercise, tmp_path: Path) -> None:
    """Neither in the tables, nor in the list of injects as CSV or as a workbook."""
    injects = [(line.inject, "sent") for line in played.standing().injects.values()]
    hostile = injects[0][0].model_copy(update=dict.fromkeys(("label", "text", "notes"), "=1+1"))
    write_msel(tmp_path / "msel.csv", [*injects, (hostile, "waiting")])
    write_msel(tmp_path / "msel.xlsx", [*injects, (hostile, "waiting")])
    files = [*export(played, Reader("analyst"), tmp_path / "data"), tmp_path / "msel.csv"]
    told = ""
    for path in files:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as stream:
                for cell in (cell for row in csv.reader(stream) for cell in row):
                    told += f"{cell}\n"
                    assert is_number(cell) or cell[:1] not in {"=", "+", "-", "@", "\t"}, path.name
    assert all(f"'{formula.strip()}" in told for formula in FORMULAS)
    sheet = load_workbook(tmp_path / "msel.xlsx").worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def is_number(cell: str) -> bool:
    """Tell whether a cell is a plain number, which may be below zero."""
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


def test_escape_sequences_never_reach_the_log(planning: Exercise) -> None:
    """Whoever writes them, and wherever: a message, a reason, a name, an inject, a survey."""
    escape = "a\x1b[31mb\x1b]0;title\x07c\x9b2J"
    messages.send_message(planning, NORTH, ["south"], escape)
    act(planning, "white", "star", {"text": escape, "world": "a"})
    act(planning, "white", "open-survey", {})
    act(planning, "a/north", "survey", {"answers": {"surprise": escape}})
    act(planning, "white", "invent", {"inject": {"id": "x", "text": escape, "label": escape}})
    act(planning, "white", "pause", {"reason": escape})
    for event in planning.read_all(WHITE):
        assert not CONTROL.search(str(event.payload.model_dump())), event.type
