"""The command `simulate`: what it writes, how it leaves, what it refuses."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyarrow.parquet
import pytest

from game.cli import main
from tests.lab.conftest import DUEL

DONE, FOUND, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


@pytest.fixture
def duel(tmp_path: Path) -> str:
    """Return the path of a scenario without shares of its own."""
    path = tmp_path / "duel.toml"
    path.write_text(DUEL.partition("[balance]")[0], encoding="utf-8")
    return str(path)


@pytest.fixture
def wanting(tmp_path: Path) -> str:
    """Return the path of a scenario whose shares are not all kept."""
    path = tmp_path / "wanting.toml"
    path.write_text(DUEL, encoding="utf-8")
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = DONE) -> str:
    """Run the command in one process and return what it wrote."""
    assert main(["simulate", *arguments, "--workers", "1"]) == status
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def test_an_account_of_one_line_up(capsys: pytest.CaptureFixture[str], duel: str) -> None:
    """Endings with intervals, scores, events with the obstacle, orders, findings."""
    lines = run(capsys, duel, "--games", "50", "--policy", "home=constant:earn").splitlines()
    assert lines[:2] == [
        "Duel (duel), 50 games, seeds 1 to 50",
        "home: constant:earn; the others by their weights",
    ]
    assert "  rich     100.0 %  92.9 to 100.0     50  1" in lines
    assert "  Good endings, those of a rank above 0: 100.0 % 92.9 to 100.0" in lines
    assert "  broke, even: not seen in 50 games, so its share is below 7.1 %" in lines
    assert any(line.split()[:2] == ["home", "10.0"] for line in lines)
    assert any(line.endswith("100 %  mark is above 9") for line in lines)
    assert any(line.split() == ["earn", "100.0", "%", "100.0", "%", "100.0", "%"] for line in lines)


def test_json_is_the_account_as_data(capsys: pytest.CaptureFixture[str], duel: str) -> None:
    """The same counts, for programs."""
    text = run(capsys, duel, "--games", "20", "--policy", "home=random", "--format", "json")
    document = json.loads(text)
    (played,) = document["runs"]
    assert (document["format"], document["scenario"], played["games"]) == (1, "duel", 20)
    assert sum(ending["games"] for ending in played["endings"].values()) == 20
    assert played["policies"] == {"home": "random", "rival": "weights"}
    assert played["events"]["miracle"]["failed"].keys() == {"money > 3", "mark > 9"}


def test_rows_of_games(capsys: pytest.CaptureFixture[str], duel: str, tmp_path: Path) -> None:
    """CSV and Parquet hold a row a game, by seed: ending, turn, scores, final variables."""
    common = (duel, "--games", "12", "--seed", "7", "--policy", "home=random")
    rows = list(csv.reader(run(capsys, *common, "--format", "csv").splitlines()))
    assert rows[0] == ["seed", "ending", "turn", "score.home", "fear", "idle", "mark", "money"]
    assert [row[0] for row in rows[1:]] == [str(seed) for seed in range(7, 19)]
    out = tmp_path / "deep" / "games.parquet"
    assert run(capsys, *common, "--format", "parquet", "--out", str(out)) == ""
    table = pyarrow.parquet.read_table(out).to_pylist()
    assert [[str(value) for value in row.values()] for row in table] == rows[1:]


def test_a_finding_can_be_played_again(
    capsys: pytest.CaptureFixture[str], duel: str, tmp_path: Path
) -> None:
    """Each finding has a game whose choices `run` replays, whatever the policies are then."""
    folder = tmp_path / "findings"
    run(capsys, duel, "--games", "30", "--policy", "home=random", "--findings", str(folder))
    found = folder / "event-not-seen-event.miracle-1.toml"
    assert f"# buffer-state run {duel} --seed 1 --choices {found.name}" in found.read_text()
    assert main(["run", duel, "--seed", "1", "--choices", str(found), "--policy", "none"]) == DONE
    again = capsys.readouterr().out
    assert main(["run", duel, "--seed", "1", "--policy", "home=random"]) == DONE
    assert capsys.readouterr().out == again


def test_charts_are_drawn(capsys: pytest.CaptureFixture[str], duel: str, tmp_path: Path) -> None:
    """Into a folder each by itself, into a file all together, as SVG that can be parsed."""
    folder, sheet = tmp_path / "charts", tmp_path / "all.svg"
    run(capsys, duel, "--games", "20", "--policy", "home=random", "--charts", str(folder))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["endings.svg", "gauge-comfort.svg", "gauge-money.svg", "orders-home.svg"]
    run(capsys, duel, "--games", "20", "--policy", "home=random", "--charts", str(sheet))
    drawn = [ElementTree.parse(path).getroot() for path in (folder / names[2], sheet)]
    assert [root.tag for root in drawn] == ["{http://www.w3.org/2000/svg}svg"] * 2
    words = {element.text for element in drawn[1].iter("{http://www.w3.org/2000/svg}text")}
    assert {"Endings, 20 games", "money", "comfort", "earn"} <= words


def test_a_matrix_compares_policies(
    capsys: pytest.CaptureFixture[str], duel: str, tmp_path: Path
) -> None:
    """`--matrix` plays the human seats by each policy, a family by each of its routines."""
    sheet = tmp_path / "matrix.svg"
    given = (duel, "--games", "10", "--matrix", "none,constant", "--charts", str(sheet))
    names = [line.split()[0] for line in run(capsys, *given).splitlines()]
    assert names == ["Policy", "none", "constant:burn", "constant:dream", "constant:earn"]
    assert "Endings by policy" in sheet.read_text(encoding="utf-8")


def test_the_balance_decides_the_status(capsys: pytest.CaptureFixture[str], wanting: str) -> None:
    """A missed band is found: status 1; with the policies whose bands hold it is 0."""
    text = run(capsys, wanting, "--games", "40", "--balance", status=FOUND)
    rows = [line.split() for line in text.splitlines() if line.startswith("  ")]
    standing = {(row[1], row[2]): row[0] for row in rows}
    assert standing[("good", "none")] == "held"
    assert standing[("ending.broke", "constant:burn")] == "missed"
    text = run(capsys, wanting, "--games", "40", "--balance", "none")
    assert "not played" in text


def test_a_band_of_the_line_up_is_judged_by_the_way(
    capsys: pytest.CaptureFixture[str], wanting: str
) -> None:
    """Whoever plays as `[balance]` says is told whether it holds."""
    given = (wanting, "--games", "40", "--policy", "home=constant:burn")
    assert "band-missed  ending.broke  100.0 %" in run(capsys, *given, status=FOUND)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--games", "0"], "--games takes from 1 to 100000000, not 0"),
        (["--games", "-1"], "--games takes from 1 to 100000000, not -1"),
        (["--games", "1" + "0" * 30], "--games takes from 1"),
        (["--workers", "0"], "--workers takes from 1 to 512, not 0"),
        (["--policy", "gredy"], "did you mean 'greedy'?"),
        (["--policy", "hme=none"], "no seat is called 'hme'; did you mean 'home'?"),
        (["--policy", "greedy"], "the seat rival has no `score`"),
        (["--matrix", "none,clever"], "no policy is called 'clever'"),
        (["--matrix", "none", "--policy", "none"], "leave out --policy"),
        (["--matrix", "none", "--format", "csv"], "leave out --matrix and --balance"),
        (["--balance"], "no [balance] to measure"),
        (["--format", "parquet"], "needs --out FILE"),
        (["--difficulty", "mad"], "mad"),
        (["--seed", "soon"], "is no seed"),
        (["--cluster", "tcp://127.0.0.1:9"], "no Dask scheduler answers"),
    ],
)
def test_what_cannot_be_simulated_is_refused(
    capsys: pytest.CaptureFixture[str], duel: str, arguments: list[str], says: str
) -> None:
    """Bad input gets a message with what to do, status 2, and nothing on the output."""
    assert main(["simulate", duel, *arguments]) == UNUSABLE
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err


def test_a_scenario_with_errors_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nothing is played of what does not pass the checks."""
    path = tmp_path / "broken.toml"
    path.write_text(DUEL.replace("money >= 9", "mony >= 9"), encoding="utf-8")
    assert main(["simulate", str(path), "--out", str(tmp_path / "never.txt")]) == UNUSABLE
    assert "money" in capsys.readouterr().err
    assert not (tmp_path / "never.txt").exists()


@pytest.mark.parametrize("kind", ["text", "csv", "parquet"])
def test_what_cannot_be_written_is_told(
    capsys: pytest.CaptureFixture[str], duel: str, tmp_path: Path, kind: str
) -> None:
    """A folder where the file should be: no half-written file, a message, status 2."""
    (tmp_path / "taken").mkdir()
    arguments = ["--games", "3", "--workers", "1", "--format", kind, "--out"]
    assert main(["simulate", duel, *arguments, str(tmp_path / "taken")]) == UNUSABLE
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["duel.toml", "taken"]


@pytest.mark.parametrize(
    ("workers", "number"), [("1", signal.SIGINT), ("2", signal.SIGINT), ("2", signal.SIGTERM)]
)
def test_an_interrupt_gives_what_there_is(
    duel: str, tmp_path: Path, workers: str, number: int
) -> None:
    """By ctrl-C or by the system: whole rows of the first games, a word of it, status 130."""
    out = tmp_path / "games.csv"
    process = subprocess.Popen(
        [
            sys.executable, "-m", "game", "simulate", duel, "--games", "1000000",
            "--workers", workers, "--format", "csv", "--out", str(out),
        ],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    # Rows arrive in a temporary file beside the one that is wanted; some must have come.
    while not any(path.stat().st_size > 5000 for path in tmp_path.glob(".writing-*")):
        assert process.poll() is None
        os.sched_yield()
    process.send_signal(number)
    try:
        _, said = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    assert process.returncode == INTERRUPTED
    rows = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    played = len(rows) - 1
    assert {len(row) for row in rows} == {8}
    assert [int(row[0]) for row in rows[1:]] == list(range(1, played + 1))
    assert said == (
        "buffer-state: interrupted; what is told is partial: "
        f"{played} games of 1000000: interrupted, seeds 1 to {played}\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["duel.toml", "games.csv"]
