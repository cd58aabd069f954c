"""A whole exercise with the real programs: browsers, terminals, a bot, white, and what goes wrong.

One world of six seats: four in headless Chromium, one in a terminal, one a bot. White sits at the
console in a terminal. Four turns with two injects, a matrix ruling, an override, a revert, a pause,
and seats that are killed and come back.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.exercise.messages import send_message
from game.exercise.readers import WHITE
from game.exercise.review.report import render_report
from tests.web.browser import Tab, chromium
from tests.web.drawn import MOST
from tests.web.terminal import Terminal
from tests.web.visit import Stage, seats_of, served

pytestmark = pytest.mark.slow

EXERCISE = """
[exercise]
id = "evening"
title = "An evening"
scenario = "hesitant-alignment"
seed = 11
turns = 4

[[objective]]
id = "o1"
text = "Who is asked first"

[[world]]
id = "a"
label = "Table one"
seats = { minsk = "team", moscow = "team", brussels = "team", washington = "team", neighbours = "team", kyiv = "bot" }

[[inject]]
id = "storm"
label = "A storm cuts the line"
trigger = "turn"
turn = 2
phase = "plan"
text = "Two pylons are down."
effects = "heat +1"

[[inject]]
id = "memo"
label = "A leaked memo"
from = "A newspaper"
text = "The memo says what all denied."
effects = "heat +2"
"""  # noqa: E501

BROWSERS = ("minsk", "moscow", "brussels", "washington")
"""The seats in browsers."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Serve the exercise."""
    with served(tmp_path, EXERCISE) as stage:
        yield stage


Seat = Tab | Terminal
"""A seat, wherever it is."""


async def hand_in(seat: Seat) -> None:
    """Hand in what is planned, whatever silence means."""
    await seat.see("planning")
    await seat.press("E")
    if await seat.see("silence means", "✓ handed in") == "silence means":
        await seat.press("y")
        await seat.see("✓ handed in")


async def next_phase(white: Terminal, phase: str) -> None:
    """Go on to the next phase."""
    await white.press("1", "n")
    await white.see(f"   {phase}", f" {phase} ")


async def play_turn(
    white: Terminal, seats: dict[str, Seat], turn: int, then: str = "Hand in"
) -> None:
    """Let all hand in, resolve, release, and read the report; then another screen is in front."""
    for seat in seats.values():
        await hand_in(seat)
    await white.see("5/5 ready")
    await next_phase(white, "locked")
    await next_phase(white, "adjudication")
    await white.see("the turn can be released")
    await next_phase(white, "release")
    for seat in seats.values():
        # A page whose line broke comes back to what it has missed, or to where it was after that.
        told = ("REPORT", "SINCE YOU WERE AWAY")
        if await seat.see(*told, *(() if then == "Hand in" else (then,))) in told:
            await seat.press("Escape")
        await seat.see(then)


async def fill(screen: Seat, *lines: str) -> None:
    """Fill the lines of a form; the last enter is done."""
    for line in lines:
        await screen.write(line)
        await screen.press("Enter")


async def test_an_evening(stage: Stage, tmp_path: Path) -> None:
    """Rule: the whole workflow holds with the real programs, and the report tells all of it."""
    store = stage.exercise.store.url
    join = ("exercise", "join", "evening", "--store", store, "--code", stage.code("neighbours"))
    async with (
        chromium() as browser,
        Terminal("exercise", "control", "evening", "--store", store, "--name", "AB") as white,
    ):
        await white.see("WORLDS")
        tabs = {name: await Tab.open(browser, stage.address, stage.code(name)) for name in BROWSERS}
        for tab in tabs.values():
            await tab.see("BRIEFING")
            await tab.press("Escape")
            await tab.see("Hand in")
        await practise(white, tabs["minsk"])
        await white.press("Control+t")
        await white.see("START THE EXERCISE?")
        await white.press("y")
        await white.see("briefing")
        await next_phase(white, "planning")
        async with Terminal(*join) as terminal:
            await terminal.see("planning")
            seats: dict[str, Seat] = {**tabs, "neighbours": terminal}
            await argue(white, tabs["minsk"])
            await play_turn(white, seats, 1)
            await open_turn(white, 2)
            # Its effects would make an override that is being written stale.
            await white.see("by its trigger: A storm cuts the line")
            await pause(white, tabs["brussels"])
            await override(white)
            await kill_the_browsers_processes(stage, tabs)
            await terminal.press("E")
            await terminal.see("silence means", "✓ handed in")
        say_to_all(stage, "Neighbours have lost their machine.")
        async with Terminal(*join) as terminal:
            await terminal.see("White has been asked", "planning")
            await let_in(white, terminal)
            await terminal.see("SINCE YOU WERE AWAY")
            await terminal.press("Escape")
            seats["neighbours"] = terminal
            await play_turn(white, seats, 2)
            await open_turn(white, 3)
            await send_memo(white)
            await play_turn(white, seats, 3)
            await take_back(white, tabs["washington"])
            await next_phase(white, "planning")
            await play_turn(white, seats, 3)
            await open_turn(white, 4)
            await play_turn(white, seats, 4, "no ending was reached")
            await answer_survey(white, tabs["moscow"])
        await white.press("Control+e")
        await white.see("END THE EXERCISE?")
        await white.press("y")
        await white.see("The exercise ended.")
    report = render_report(stage.exercise, "md")
    for told in (
        "by its trigger: A storm cuts the line",
        "by hand: A leaked memo: The memo says what all denied.",
        "Send the monitors",
        "they were asked",
        "the room overheated",
        "a wrong turn",
        "Pause.",
        ": the seat was taken over.",
        "how soon they called",
        "that does not count",
    ):
        assert told in report, told
    verify = [sys.executable, "-m", "game", "exercise", "verify", "evening", "--store", store]
    assert subprocess.run(verify, capture_output=True, check=False).returncode == 0


async def open_turn(white: Terminal, turn: int) -> None:
    """Go on to the planning of a turn."""
    await next_phase(white, "briefing")
    await white.see(f"turn {turn}")
    await next_phase(white, "planning")


async def argue(white: Terminal, minsk: Tab) -> None:
    """Propose something that the rules do not know, and rule on it."""
    await minsk.press("t")
    await minsk.see("PROPOSALS")
    await minsk.press("n")
    await minsk.see("A PROPOSAL")
    await fill(minsk, "Send the monitors", "by train", "they were asked")
    await minsk.see("Minsk proposes")
    await minsk.press("Escape")
    await white.press("3")
    await white.see("proposal")
    await white.press("Enter")
    await white.see("RULE ON A PROPOSAL")
    await fill(white, "60", "heat -3", "", "they were asked and came", "a close call")
    await white.see("It succeeds", "It fails")


async def pause(white: Terminal, brussels: Tab) -> None:
    """Stop every clock, see that nothing is taken, and go on."""
    await white.press("p")
    await white.see("PAUSED")
    await brussels.see("paused")
    await brussels.press("r")
    await white.press("p")
    await white.see("running")


async def override(white: Terminal) -> None:
    """Change a value by hand."""
    await white.press("1", "o")
    await white.see("OVERRIDE IN")
    await fill(white, "heat -5")
    await white.see("THE DIFFERENCE")
    await fill(white, "the room overheated", "Heads have cooled.")
    await white.see("The values are changed.")


async def kill_the_browsers_processes(stage: Stage, tabs: dict[str, Tab]) -> None:
    """Kill the process of each seat in a browser: its page comes back by itself."""
    before = {name: tab.connections for name, tab in tabs.items()}
    for process in seats_of(stage.process.pid):
        os.kill(process, signal.SIGKILL)
    # Those who are gone have not shown it; those who come back are told.
    say_to_all(stage, "The lights went out.")
    for name, tab in tabs.items():
        async with asyncio.timeout(MOST):
            while tab.connections == before[name]:
                await asyncio.sleep(0.1)
        await tab.see("SINCE YOU WERE AWAY")
        await tab.press("Escape")
        await tab.see("Hand in")


async def let_in(white: Terminal, terminal: Terminal) -> None:
    """Consent to a second claim, where the first has not been gone long enough."""
    if "planning" in terminal.text:
        return
    await white.press("3")
    await white.see("claim")
    await white.press("Enter")
    await terminal.see("planning")


async def send_memo(white: Terminal) -> None:
    """Send the inject that waits for white's hand."""
    await white.press("4")
    await white.see("▸ A storm cuts the line")
    await white.press("j")
    await white.see("▸ A leaked memo")
    await white.press("s")
    await white.see("SEND A leaked memo")
    await white.press("y")
    await white.see("The inject is sent.")


def say_to_all(stage: Stage, text: str) -> None:
    """Write to all seats, as white."""
    send_message(stage.exercise, WHITE, ["all"], text, "a")


async def practise(white: Terminal, minsk: Tab) -> None:
    """Begin a practice turn and end it: all stands as if it had not been."""
    await white.press("t")
    await white.see("A PRACTICE TURN?")
    await white.press("y")
    await white.see("PRACTICE")
    await minsk.see("does not count")
    await white.press("t")
    await white.see("END THE PRACTICE TURN?")
    await white.press("y")
    await white.see("not begun")
    await minsk.see("turn 1 of 4")


async def answer_survey(white: Terminal, moscow: Tab) -> None:
    """Open the survey, go there from the end, and answer one of its questions."""
    await white.press("f")
    await white.see("OPEN THE SURVEY?")
    await white.press("y")
    await white.see("survey 0/5")
    await moscow.see("White has opened")
    await moscow.press("s")
    await moscow.see("What surprised you?")
    await fill(moscow, "", "how soon they called")
    await moscow.press("Control+s")
    await moscow.see("White has your answers.")
    await white.see("survey 1/5")


async def take_back(white: Terminal, washington: Tab) -> None:
    """Take the last turn back."""
    await white.press("1", "v")
    await white.see("TAKE TURNS BACK")
    await white.press("Enter")
    await fill(white, "a wrong turn")
    await white.see("The turns are taken back.")
    await washington.see("White has taken turns back.")
