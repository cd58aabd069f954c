"""The game on a real terminal: what comes as keys, and what ends the program from outside."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
from textual import events

from game.archive.folder import SaveFolder
from game.ui.decoding import PatientParser
from tests.web.terminal import Terminal


@pytest.mark.slow
@pytest.mark.parametrize(
    "number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL], ids=["closed", "ended", "killed"]
)
async def test_whoever_ends_the_program_loses_no_plan(tmp_path: Path, number: int) -> None:
    """A closed window or a shutdown keeps the plan of the open turn, and so do bytes as keys.

    Where nothing can be done any more, the plan has been kept as soon as it had rested.
    """

    def find_choices() -> dict[str, str]:
        (entry,) = SaveFolder(tmp_path).entries()
        kept = SaveFolder(tmp_path).read(entry.path)
        return {} if kept.draft is None else kept.draft.choices

    arguments = ("first-steps", "--seed", "1", "--saves", str(tmp_path))
    async with Terminal(*arguments) as terminal:
        await terminal.see("HOW IT MAY END")
        await terminal.press("Escape")
        await terminal.until(lambda: "HOW IT MAY END" not in terminal.text, "the desk")
        os.write(terminal.line, b"\xff\xfe\x1b[99999999999u")
        await terminal.press("Enter")
        await terminal.see("PLAN  Take what is offered")
        if number == signal.SIGKILL:
            async with asyncio.timeout(20):
                while not find_choices():
                    await asyncio.sleep(0.01)
        os.kill(terminal.process, number)
        _, status = await asyncio.to_thread(os.waitpid, terminal.process, 0)
        terminal.ended = True
    assert os.waitstatus_to_exitcode(status) == (-number if number == signal.SIGKILL else 0)
    assert find_choices() == {"next-price": "take"}


@pytest.mark.parametrize(
    "typed",
    ["\x1b[99999999999u", "\x1b[1114112~", "\x1b[97:65u", "\x1b[97;1:3:u", "\x1b[48;0;0;0;0t",
     "\x1b[48;99999;99999;0;0t", "\x1b[48;24;80;0;0t\x1b[<0;8;8M"],
)  # fmt: skip
def test_what_is_no_key_does_nothing(typed: str) -> None:
    """A number that is no key, a size that no terminal has: the next key comes as ever."""
    parser = PatientParser()
    first, *between, last = parser.feed(f"a{typed}b")
    keys = [event for event in (first, last) if isinstance(event, events.Key)]
    assert [event.key for event in keys] == ["a", "b"]
    assert all(isinstance(e, events.Resize) and e.size == (80, 24) for e in between)
