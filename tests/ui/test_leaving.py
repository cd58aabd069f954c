"""The game on a real terminal: what comes as keys, and what ends the program from outside."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from game.archive.folder import SaveFolder
from tests.web.terminal import Terminal


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM], ids=["closed", "ended"])
async def test_whoever_ends_the_program_loses_no_plan(tmp_path: Path, number: int) -> None:
    """A closed window or a shutdown keeps the plan of the open turn, and so do bytes as keys."""
    arguments = ("first-steps", "--seed", "1", "--saves", str(tmp_path))
    async with Terminal(*arguments) as terminal:
        await terminal.see("HOW IT MAY END")
        await terminal.press("Escape")
        await terminal.until(lambda: "HOW IT MAY END" not in terminal.text, "the desk")
        os.write(terminal.line, b"\xff\xfe")
        await terminal.press("Enter")
        await terminal.see("PLAN  Take what is offered")
        os.kill(terminal.process, number)
        _, status = await asyncio.to_thread(os.waitpid, terminal.process, 0)
        terminal.ended = True
    assert os.waitstatus_to_exitcode(status) == 0
    (entry,) = SaveFolder(tmp_path).entries()
    kept = SaveFolder(tmp_path).read(entry.path)
    assert kept.draft is not None
    assert kept.draft.choices == {"next-price": "take"}
