"""Play the example exercise again and write down its log and its report.

`python docs/facilitators/example/regenerate.py` does so in place; a test does it elsewhere and
compares. Time is the script's own, so that the same acts give the same bytes.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from game.exercise.configuration import read_configuration
from game.exercise.creation import create_exercise
from game.exercise.exercise import Exercise
from game.exercise.msel import read_msel
from game.exercise.readers import Reader
from game.exercise.rehearsal import QuickClock
from game.exercise.resolver import tick
from game.exercise.review.export import Extract
from game.exercise.review.report import render_report
from game.exercise.script import play_script
from game.exercise.store import Store

HERE = Path(__file__).parent

BEGIN = 1_767_600_000_000_000
"""When the exercise is played: 5 January 2026, 08:00 UTC, in microseconds."""


def play(exercise: Exercise, clock: QuickClock) -> None:
    """Play the acts; `{"do": "wait", "minutes": 5}` lets time pass."""
    path = HERE / "acts.jsonl"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        waiting = None if line.startswith("#") else json.loads(line).get("minutes")
        if waiting is not None and '"wait"' in line:
            clock.move(60.0 * waiting)
            tick(exercise)
        else:
            play_script(exercise, [line], f"{path.name}:{number}")


def regenerate(folder: Path) -> None:
    """Write `log.jsonl`, `report.md` and `report.html` of the example into a folder."""
    configuration = read_configuration((HERE / "exercise.toml").read_text(encoding="utf-8"))
    injects = read_msel(HERE / "msel.csv")
    clock = QuickClock(BEGIN)
    with (
        tempfile.TemporaryDirectory() as place,
        Store.open(f"sqlite:///{Path(place) / 'example.sqlite'}", clock) as store,
    ):
        prepared = configuration.model_copy(update={"injects": injects})
        exercise = create_exercise(store, prepared).exercise
        play(exercise, clock)
        lines = list(Extract(exercise, Reader("analyst")).lines())
        # The first entry carries the whole text of the scenario, which lies in `scenarios/`.
        first = json.loads(lines[0])
        first["payload"]["files"] = [file["name"] for file in first["payload"]["files"]]
        lines[0] = json.dumps(first, ensure_ascii=False)
        (folder / "log.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for form in ("md", "html"):
            text = render_report(exercise, form)
            (folder / f"report.{form}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    regenerate(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
