"""Faults between browser, host and seat: nothing that was taken is lost, doubled or reordered."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from game.exercise.phases import move_on, start
from game.exercise.readers import WHITE
from tests.exercise.conftest import TWO_BANKS
from tests.exercise.soundness import check_log, count_messages
from tests.web.browser import Tab, chromium
from tests.web.cable import Cable
from tests.web.person import Person, find_seats
from tests.web.visit import UNHURRIED, Stage, gone, host_of, prepare

pytestmark = pytest.mark.slow

TIMES = 13
"""How often each of four people meets a fault."""

MOST_DEEDS = 2
"""How many things someone does before it comes, at most; at least, it may come at the first frame.
"""

LONGEST_DELAY = 0.3
"""How much longer someone plays then, in seconds: about as long as a message is on its way."""

PLACES = [(world, seat) for world in "ab" for seat in ("north", "south")]


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[ExitStack]:
    """What ends the hosts."""
    with ExitStack() as stack:
        yield stack


async def serve(stack: ExitStack, folder: Path, stage: Stage | None = None) -> Stage:
    """Start a host: with a new exercise in its planning, or for one that goes on."""
    folder.mkdir()
    if stage is None:
        store, exercise, codes = prepare(folder, UNHURRIED.format(scenario=TWO_BANKS))
        stack.enter_context(store)
        start(exercise, WHITE)
        move_on(exercise, WHITE)
    else:
        exercise, codes = stage.exercise, stage.codes
    return await asyncio.to_thread(stack.enter_context, host_of(folder, exercise, codes))


async def play_a_little(person: Person) -> None:
    """Let someone play until a random moment."""
    chance = person.chance
    await person.play(chance.randint(0, MOST_DEEDS), chance.random() * LONGEST_DELAY)


@pytest.mark.parametrize("fault", ["line", "process"])
async def test_lines_and_processes_break_and_nothing_is_lost(
    stack: ExitStack, tmp_path: Path, fault: str
) -> None:
    """Two hosts on one database: 52 times a line is cut, or a seat's process killed, at random."""
    first = await serve(stack, tmp_path / "one")
    hosts = [first, await serve(stack, tmp_path / "two", first)]
    known: dict[int, str] = {}
    door, desk = asyncio.Lock(), asyncio.Lock()

    async def suffer(person: Person) -> None:
        nonlocal known
        async with person.joined():
            for _ in range(TIMES):
                async with door:
                    seat = await person.sit_down(hosts)
                await play_a_little(person)
                if fault == "line":
                    person.cable.cut()
                else:
                    # On a starved machine the host has given a line up, and let the seat leave.
                    with suppress(ProcessLookupError):
                        os.kill(seat, signal.SIGKILL)
                        assert await person.visitor.closed() in {1011, 1006}
                async with desk:
                    known = await asyncio.to_thread(person.check, known)
                await gone([seat])

    people = [Person(first, world, seat) for world, seat in PLACES]
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(suffer(person))
    assert all(person.told and person.handed for person in people)
    assert find_seats(hosts) == set()


async def test_hosts_die_and_nothing_is_lost(stack: ExitStack, tmp_path: Path) -> None:
    """Fifty times kill −9 of a host at random, two at a time on one database, with all seats."""
    known: dict[int, str] = {}
    first = await serve(stack, tmp_path / "one")
    hosts = [first, await serve(stack, tmp_path / "two", first)]
    people = [Person(first, "a", "north"), Person(first, "a", "south")]
    async with people[0].joined(), people[1].joined():
        for number in range(25):
            seats = [await p.sit_down([host]) for p, host in zip(people, hosts, strict=True)]
            playing = [asyncio.create_task(play_a_little(person)) for person in people]
            for host, task in zip(hosts, playing, strict=True):
                await task
                host.process.kill()
                await asyncio.to_thread(host.process.wait)
            for person in people:
                known = await asyncio.to_thread(person.check, known)
            await gone(seats)
            fresh = (serve(stack, tmp_path / f"{number}-{n}", first) for n in range(2))
            hosts = list(await asyncio.gather(*fresh))
    assert all(person.told for person in people)


async def test_pages_of_a_real_browser_come_back(stack: ExitStack, tmp_path: Path) -> None:
    """Five times Chromium goes offline with a message on its way; page, draft and message stay."""
    host = await serve(stack, tmp_path / "one")
    code = next(each.code for each in host.codes if each.seat == "north")
    async with Cable(host.address) as cable, chromium() as browser:
        tab = await Tab.open(browser, cable.address, code)
        await tab.see("Hand in")
        await tab.press("Space")
        await tab.until(lambda: "nothing yet" not in tab.text, "a plan")
        for number in range(5):
            await tab.press("m")
            await tab.see("MESSAGES")
            await tab.press("w")
            await tab.see("A MESSAGE")
            await tab.press("Enter")
            await tab.write(f"word{number}")
            await tab.press("Enter")
            before = tab.connections
            # Offline, Chromium does not even hear of the reset before it is online again.
            await tab.page.context.set_offline(number % 2 == 0)
            cable.cut()
            await tab.page.context.set_offline(False)
            await tab.come_back(before)
            await tab.see("Hand in")
            assert "nothing yet" not in tab.text
            sent = count_messages(host.exercise)
            assert set(sent.values()) <= {1}
            check_log(host.exercise, {})
