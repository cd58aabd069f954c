"""Before the exercise: configuration, MSEL, packs, rehearsal, preflight, scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from game.engine import Plan
from game.errors import ExerciseError
from game.exercise.changes import parse_changes, write_changes
from game.exercise.configuration import Configuration, Inject, read_configuration
from game.exercise.creation import Created, create_exercise
from game.exercise.drafts import save_draft
from game.exercise.exercise import Exercise
from game.exercise.injects import take_injects
from game.exercise.msel import COLUMNS, read_msel, write_msel
from game.exercise.packs import write_packs
from game.exercise.preflight import inspect_host
from game.exercise.readers import WHITE, Reader
from game.exercise.rehearsal import rehearse
from game.exercise.script import act, play_script, read_reader
from game.exercise.seats import seat_view
from game.exercise.store import Store
from tests.exercise.conftest import CONFIGURATION, NORTH, TWO_BANKS

FULL = Inject.model_validate(
    {
        "id": "drone",
        "label": "A drone",
        "objective": "talk",
        "trigger": "turn",
        "turn": 2,
        "phase": "plan",
        "minutes": 2.5,
        "confirm": True,
        "from": "The bishop",
        "to": ("north", "south"),
        "text": 'It fell, they say,\nin a field; "ours".',
        "effects": parse_changes("water +3; trust = 20; raise dam"),
        "expected": "=SUM(A1)",
        "notes": "-",
        "fallback_for": "flood",
    }
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_msel_goes_to_a_spreadsheet_and_back(tmp_path: Path, ending: str) -> None:
    """Nothing is lost on the way, and no cell is a formula."""
    path = tmp_path / f"msel.{ending}"
    bare, silent = Inject(id="bare"), Inject(id="silent", effects=())
    write_msel(path, [(FULL, "waiting"), (bare, "sent"), (silent, "held")])
    assert read_msel(path) == (FULL, bare, silent)
    if ending == "xlsx":
        sheet = load_workbook(path).worksheets[0]
        assert [cell.value for cell in sheet[1]] == list(COLUMNS)
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "n",
            "inlineStr",
        }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("label\nx\n", "no column `id`"),
        ("id,colour\nx,red\n", "unknown column 'colour'"),
        ("id,turn\nx,soon\n", "msel.csv, row 2: turn"),
        ("id,trigger\nok,manual\nx,never\n", "msel.csv, row 3: trigger"),
        ("id,effects\nx,more water\n", "'more water' is no change"),
        ("", "is empty"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, text: str, problem: str) -> None:
    """With the file, the row and the column."""
    path = tmp_path / "msel.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExerciseError, match=problem):
        read_msel(path)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"PK\x03\x04 not a book"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    """Whatever its name says."""
    for name in ("msel.csv", "msel.xlsx"):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ExerciseError, match=r"is no |has "):
            read_msel(tmp_path / name)


def test_a_spreadsheet_can_be_taken_back_later(planning: Exercise, tmp_path: Path) -> None:
    """What has changed is edited, what is new is added, what is the same stays."""
    lines = planning.standing().injects
    edited = lines["flood"].inject.model_copy(update={"minutes": 6.0})
    wanted = [edited, lines["rumour"].inject, FULL]
    assert take_injects(planning, WHITE, wanted) == 2
    assert planning.standing().injects["flood"].inject.minutes == 6.0
    assert planning.standing().injects["drone"].invented


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("tension +5; funding = 2", (("tension", "add", 5.0), ("funding", "set", 2.0))),
        ("heat -0.5\nraise base_granted", (("heat", "add", -0.5), ("base_granted", "raise", 0.0))),
        ("clear alarm;", (("alarm", "clear", 0.0),)),
        ("x −3", (("x", "add", -3.0),)),
        ("x = -3", (("x", "set", -3.0),)),
    ],
)
def test_changes_are_written_as_people_write_them(
    text: str, changes: tuple[tuple[str, str, float], ...]
) -> None:
    """And come back the same."""
    parsed = parse_changes(text)
    assert [(c.name, c.op, c.amount) for c in parsed] == list(changes)
    assert parse_changes(write_changes(parsed)) == parsed


@pytest.mark.parametrize("text", ["tension", "tension *3", "= 3", "raise", "x +3.4.5"])
def test_what_is_no_change_is_refused(text: str) -> None:
    """With an example of how it is written."""
    with pytest.raises(ExerciseError, match="write changes as"):
        parse_changes(text)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "spring"', 'id = "sp ring"', "id: 'sp ring' is no identifier; that is up to 64"),
        ("seed = 7", 'seed = 7\ncolour = "red"', "colour: there is no such key"),
        ('id = "b"', 'id = "a"', "two worlds 'a'"),
        ('id = "envoy"', 'id = "flood"', "two injects 'flood'"),
        ("[phases]", "[stages]", "no table 'stages'"),
        ("seed = 7", "seed = [", "no valid TOML"),
    ],
)
def test_a_wrong_configuration_says_where(old: str, new: str, problem: str) -> None:
    """The key, and what is wrong with it."""
    text = CONFIGURATION.format(scenario=TWO_BANKS).replace(old, new, 1)
    with pytest.raises(ExerciseError, match=problem):
        read_configuration(text)


@pytest.mark.parametrize(
    ("update", "problem"),
    [
        ({"adjudication": {"wars": "matrix"}}, "no group of actions 'wars'"),
        ({"injects": (Inject(id="x", to=("west",)),)}, "no seat 'west'"),
    ],
)
def test_a_configuration_must_fit_its_scenario(
    store: Store, configuration: Configuration, update: dict[str, object], problem: str
) -> None:
    """What it names must be there; nothing is kept otherwise."""
    with pytest.raises(ExerciseError, match=problem):
        create_exercise(store, configuration.model_copy(update=update))
    assert store.exercises() == []


def test_packs_hold_what_each_needs(created: Created, tmp_path: Path) -> None:
    """Cards with codes and QR, a briefing with an order form for each team, a control sheet."""
    files = write_packs(created.exercise, tmp_path, "http://192.0.2.7:8000", created.codes)
    pages = {f"{world}-{seat}.html" for world in "ab" for seat in ("north", "south")}
    assert {path.name for path in files} == pages | {"cards.html", "control.html"}
    cards = (tmp_path / "cards.html").read_text(encoding="utf-8")
    assert all(code.code in cards for code in created.codes)
    assert cards.count("<svg") == 12
    briefing = (tmp_path / "a-north.html").read_text(encoding="utf-8")
    assert "You own the spring." in briefing
    assert "You own the fields." not in briefing
    assert "Dig a channel" in briefing
    assert "It ends after turn 3, " in briefing
    assert "Each turn: brief 1 min, plan 10 min" in briefing
    control = (tmp_path / "control.html").read_text(encoding="utf-8")
    assert "only for the eyes of white" in control
    assert "only for the eyes of white" not in briefing
    bare = write_packs(created.exercise, tmp_path / "bare", "http://192.0.2.7:8000")
    assert "________" in bare[0].read_text(encoding="utf-8")


def test_a_rehearsal_finds_injects_that_never_come(
    store: Store, configuration: Configuration
) -> None:
    """On a copy: the exercise itself has not begun."""
    never = Inject(id="never", trigger="condition", when="water > 99")
    late = Inject(id="late", trigger="turn", turn=9)
    timed = Inject(id="timed", trigger="time", minutes=14)
    injects = (*configuration.injects, never, late, timed)
    asked = configuration.model_copy(update={"injects": injects})
    exercise = create_exercise(store, asked).exercise
    found = rehearse(exercise)
    assert found.turns == {"a": 3, "b": 3}
    assert found.endings == {"a": "Peace", "b": "Peace"}
    assert found.seconds == 3 * 19 * 60
    assert set(found.sent) == {"flood", "timed"}
    assert found.sent["flood"] == "world a, turn 1, plan"
    assert set(found.dead) == {"never", "late"}
    assert exercise.standing().progress == "prepared"


def test_preflight_looks_at_the_machine(exercise: Exercise) -> None:
    """Six things, each with a grade and what to do."""
    save_draft(exercise, NORTH, Plan(("dig",)), 0)
    checks = {check.name: check for check in inspect_host(exercise, 0)}
    assert seat_view(exercise, NORTH).draft == Plan(("dig",)), "drafts are left alone"
    assert list(checks) == ["address", "disk", "clock", "store", "load", "memory"]
    assert checks["load"].text.startswith("a turn of 2 worlds takes ")
    assert all(check.grade in ("good", "look", "bad") for check in checks.values())


def test_a_script_plays_an_exercise(exercise: Exercise) -> None:
    """One act a line; it stops at the first that is refused, and names the line."""
    lines = [
        "# the first turn",
        '{"do": "start"}',
        '{"as": "white:AB", "do": "move-on", "worlds": ["a"]}',
        "",
        '{"as": "a/north", "do": "submit", "turn": 1, "plan": {"orders": ["dig"]}}',
        '{"do": "override", "world": "a", "changes": "water +1", "reason": "rain"}',
        '{"do": "move-on", "worlds": "a", "expect": ["plan", 1]}',
        '{"do": "decide", "world": "a", "seat": "south", "source": "silence"}',
        '{"do": "move-on", "worlds": "a"}',
        '{"do": "tick"}',
    ]
    assert play_script(exercise, lines, "acts") == 8
    assert exercise.standing().worlds["a"].resolved
    assert exercise.read_all(WHITE)[3].seat == "white"
    act(exercise, "white", "move-on", {"worlds": "b"})
    foreign = '{"as": "b/north", "do": "submit", "turn": 1, "plan": {"orders": ["sow"]}}'
    with pytest.raises(ExerciseError, match=r"acts, line 1: .*order of south"):
        play_script(exercise, [foreign], "acts")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is no JSON"),
        ("[]", "is no act"),
        ('{"do": "dance"}', "no act 'dance'"),
        ('{"do": "start", "as": "king"}', "'king' is nobody"),
        ('{"do": "start", "as": "a/west"}', "no seat 'west'"),
        ('{"do": "extend"}', "it takes minutes, worlds"),
        ('{"do": "extend", "minutes": "soon"}', "minutes: Input should be a valid number"),
        ('{"do": "extend", "minutes": NaN}', "minutes: Input should be a finite number"),
        ('{"do": "move-on", "worlds": [7]}', "worlds: 0: Input should be a valid string"),
        ('{"do": "submit", "as": "a/north", "turn": 1, "plan": {"orders": 7}}', "list of actions"),
        ('{"do": "override", "world": "a", "changes": 7, "reason": "x"}', "'7' is no change"),
        ('{"do": "pause", "reason": {}}', "reason: Input should be a valid string"),
        ('{"do": "invent", "inject": {"id": "x", "colour": 1}}', "colour"),
    ],
)
def test_a_line_that_is_no_act_is_named(exercise: Exercise, line: str, problem: str) -> None:
    """With its place and what it should be."""
    with pytest.raises(ExerciseError, match=problem):
        play_script(exercise, [line], "acts")
    assert exercise.standing().seq == 1


def test_readers_are_written_in_a_word() -> None:
    """As the commands take them."""
    assert read_reader("white:AB") == Reader("white", name="AB")
    assert read_reader("observer") == Reader("observer")
    assert read_reader("a/minsk") == Reader("seat", "a", "minsk")
    with pytest.raises(ExerciseError):
        read_reader("seat")
