"""`play PATH --watch`: an author edits and sees; the position is kept while the journal fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from game.archive.adoption import adopt
from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.cli import main
from game.engine import Plan
from game.errors import SaveMismatch
from game.scenario.bundle import Bundle
from game.scenario.source import read_bundle
from game.ui.app import BufferStateApp
from game.ui.screens.atlas import AtlasScreen
from game.ui.screens.desk import DeskScreen
from game.ui.screens.proof import ProofScreen
from tests.ui.stage import TOLL_BRIDGE, row_with, rows_of, settle

TEXT = TOLL_BRIDGE.read_text(encoding="utf-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a scenario that can be edited."""
    path = tmp_path / "toll-bridge.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def open_app(path: Path, saves: Path | None = None) -> BufferStateApp:
    """Return the application in the second turn of a watched game."""
    folder = SaveFolder(saves) if saves else None
    game = Game.begin(read_bundle(str(path)), 3, saves=folder)
    game.commit(Plan(("raise-toll",)))
    return BufferStateApp(game, saves, str(path))


def save(path: Path, old: str, new: str) -> None:
    """Edit a scenario as an author does: another file takes its place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    fresh = path.with_suffix(".new")
    fresh.write_text(text.replace(old, new, 1), encoding="utf-8")
    fresh.replace(path)


async def look(app: BufferStateApp, pilot: Pilot[None]) -> None:
    """Let the application look at the files now, and wait for what comes of it."""
    app.rereader.look()
    await settle(pilot)


def desk_of(app: BufferStateApp) -> DeskScreen:
    """Return the desk, which is in front."""
    assert isinstance(app.screen, DeskScreen)
    return app.screen


async def test_a_saved_change_is_seen_at_once(path: Path, tmp_path: Path) -> None:
    """Same turn, same plan, new text; and the save holds the new version."""
    app = open_app(path, tmp_path / "saves")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        desk_of(app).plan = Plan(("feast",))
        save(path, 'label = "Give a feast"', 'label = "Give a great feast"')
        await look(app, pilot)
        desk = desk_of(app)
        assert (desk.game.turn, desk.plan) == (2, Plan(("feast",)))
        assert row_with(app, "Give a great feast") != ""
        newest = max(SaveFolder(tmp_path / "saves").entries(), key=lambda entry: entry.path.name)
        assert "Give a great feast" in newest.path.read_text(encoding="utf-8")


async def test_nothing_happens_while_nothing_changes(path: Path) -> None:
    """A look at files that stand as they stood leaves the desk alone."""
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = desk_of(app)
        await look(app, pilot)
        assert desk_of(app) is before


async def test_mistakes_are_shown_and_the_game_goes_on(path: Path) -> None:
    """The diagnostics with their lines; the last good version is played on, also after esc."""
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = desk_of(app).game
        save(path, 'label = "Give a feast"', 'lable = "Give a feast"')
        await look(app, pilot)
        assert isinstance(app.screen, ProofScreen)
        shown = " ".join(rows_of(app))
        assert "error(unknown-key)" in shown and "did you mean `label`?" in shown
        assert "toll-bridge.toml:" in shown
        await pilot.press("escape")
        await settle(pilot)
        assert desk_of(app).game is before


async def test_a_repaired_file_takes_the_mistakes_away(path: Path) -> None:
    """While the diagnostics are open, saving again shows new ones, or goes on."""
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        save(path, 'label = "Give a feast"', 'lable = "Give a feast"')
        await look(app, pilot)
        save(path, "turns = 4", 'turns = "four"')
        await look(app, pilot)
        assert isinstance(app.screen, ProofScreen)
        assert "wrong-type" in " ".join(rows_of(app))
        path.write_text(TEXT, encoding="utf-8")
        await look(app, pilot)
        assert desk_of(app).game.turn == 2


async def test_a_journal_that_does_not_fit_is_told(path: Path) -> None:
    """An order that was given is no longer possible: which turn and why; `b` goes back to it."""
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = desk_of(app).game
        save(path, 'id = "raise-toll"', 'id = "raise-toll"\nwhen = "turn > 3"')
        await look(app, pilot)
        assert isinstance(app.screen, ProofScreen)
        shown = " ".join(" ".join(rows_of(app)).split())
        assert "turn 1 cannot be played again: raise-toll cannot be ordered now" in shown
        assert before.turn == 2
        await pilot.press("b")
        await settle(pilot)
        assert desk_of(app).game.turn == 1


async def test_a_sheet_is_not_torn_away(path: Path) -> None:
    """While something lies over the desk the change waits; it comes when the desk is back."""
    app = open_app(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("R")
        await settle(pilot)
        save(path, 'label = "Give a feast"', 'label = "Give a great feast"')
        await look(app, pilot)
        assert isinstance(app.screen, AtlasScreen)
        await pilot.press("escape")
        await look(app, pilot)
        orders = {action.id: action.label for action in desk_of(app).game.rules.scenario.action}
        assert orders["feast"] == "Give a great feast"


def test_a_game_is_adopted_turn_by_turn() -> None:
    """The same choices under other rules; the game itself stays as it is."""
    game = Game.begin(Bundle.from_text(TEXT), 3)
    game.commit(Plan(("raise-toll",)))
    digests = [turn.digest for turn in game.turns]
    same = adopt(game, Bundle.from_text(TEXT))
    assert [turn.digest for turn in same.turns] == digests
    assert (same.name, same.seed, same.mode) == (game.name, game.seed, game.mode)
    with pytest.raises(SaveMismatch, match="turn 1 cannot be played again: "):
        adopt(game, Bundle.from_text(TEXT.replace('id = "raise-toll"', 'id = "raise-tolls"')))
    assert [turn.digest for turn in game.turns] == digests


@pytest.mark.parametrize("options", [["--plain"], ["--load", "x"], []])
def test_watching_needs_a_scenario_and_the_screens(
    capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    """`--watch` without a scenario, with a save, or in plain lines is refused."""
    scenario = [] if not options else ["first-steps"]
    assert main(["play", *scenario, "--watch", *options]) == 2
    assert "--watch takes a scenario's id or path" in capsys.readouterr().err
