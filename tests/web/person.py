"""A person at a seat in a browser who plays at random, and remembers what the screen has told."""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence

import aiohttp

from game.exercise.readers import WHITE
from tests.exercise.soundness import check_log, count_messages
from tests.web.cable import Cable
from tests.web.drawn import MOST
from tests.web.visit import Stage, Visitor, seats_of

ENTER, ESCAPE = "\r", "\x1b"


class Person:
    """Someone who types on, whatever breaks."""

    def __init__(self, stage: Stage, world: str, seat: str) -> None:
        """Have the card of a seat; `join` comes first."""
        self.place = world, seat
        self.exercise = stage.exercise
        self.code = next(c.code for c in stage.codes if (c.world, c.seat) == self.place)
        self.chance = random.Random(f"{world}/{seat}")
        self.cable = Cable(stage.address)
        self.written: list[str] = []
        """The texts that were typed as messages."""
        self.told: set[str] = set()
        """Those of them that the screen has shown as sent."""
        self.handed = 0
        """How often the screen has shown that orders are in, where none were before."""

    @contextlib.asynccontextmanager
    async def joined(self) -> AsyncIterator[None]:
        """Have given the code, and be there until the end."""
        async with self.cable, Visitor(self.cable.address) as self.visitor:
            assert (await self.visitor.join(self.code))[0] == 200
            yield

    async def sit_down(self, hosts: Sequence[Stage]) -> int:
        """Connect by any host, as often as it takes, and return the new process of the seat."""
        before = find_seats(hosts)
        async with asyncio.timeout(MOST):
            while True:
                self.cable.plug(self.chance.choice(hosts).address)
                self.cable.cut()  # A connection that was kept leads to the host of before.
                with contextlib.suppress(aiohttp.ClientError):
                    await self.visitor.connect()
                    break
                await asyncio.sleep(0.1)
            while not (fresh := find_seats(hosts) - before):
                await asyncio.sleep(0.02)
        (seat,) = fresh
        return seat

    async def play(self, deeds: int, seconds: float) -> None:
        """Do some things, then more for a while, and stop in the middle of whatever it is.

        Half the time that is a message on its way. A machine that is starved may break a line by
        itself, which is one fault more.
        """
        with contextlib.suppress(ConnectionError):
            if deeds:
                await self.begin()
            for _ in range(deeds):
                await self.do_something()
            on_its_way = deeds > 0 and self.chance.random() < 0.5
            if on_its_way:
                await self.type_message()
            rest = asyncio.Event().wait() if on_its_way else self.play_on(begun=deeds > 0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(rest, seconds)

    async def begin(self) -> None:
        """Wait for the desk; nothing that the seat may know has happened meanwhile."""
        await self.visitor.see("Hand in")

    async def play_on(self, begun: bool) -> None:
        """Do one thing after the other, from the first frame on."""
        if not begun:
            await self.begin()
        while True:
            await self.do_something()

    async def do_something(self) -> None:
        """Do one thing at random."""
        deeds = [self.write, self.write, self.order, self.plan, self.resize]
        await self.chance.choice(deeds)()

    async def write(self) -> None:
        """Write a message, and wait until it stands among those that were sent."""
        text = await self.type_message()
        sent = re.compile(rf"to white.*\n.*{text}\b")
        await self.visitor.until(lambda: sent.search(self.visitor.text) is not None, text)
        self.told.add(text)
        await self.go_back("MESSAGES")

    async def type_message(self) -> str:
        """Type a message up to the last key, which sends it, and return its text."""
        text = f"word{len(self.written)}from{''.join(self.place)}"
        await self.visitor.press("m")
        await self.visitor.see("MESSAGES")
        await self.visitor.press("w")
        await self.visitor.see("A MESSAGE")
        self.written.append(text)
        for keys in (ENTER, text, ENTER):
            await self.visitor.press(keys)
        return text

    async def go_back(self, title: str) -> None:
        """Leave the sheet of a title; a key that follows at once would be one with escape."""
        await self.visitor.press(ESCAPE)
        await self.visitor.until(lambda: title not in self.visitor.text, "the desk")

    async def order(self) -> None:
        """Hand in, or take back."""
        taken = "✓ handed in" in self.visitor.text
        # A plan that is changed back to what was handed in is shown as that, before any key `E`.
        before = taken or "✓ changed since" in self.visitor.text
        await self.visitor.press("w" if taken else "E")
        await self.visitor.until(
            lambda: ("✓ handed in" in self.visitor.text) != taken, "another state of the orders"
        )
        self.handed += not before

    async def plan(self) -> None:
        """Choose an order or drop it, say ready or not; nobody waits for what is kept of it."""
        for key in self.chance.choices([" ", "j", "k", "r"], k=4):
            await self.visitor.press(key)

    async def resize(self) -> None:
        """Draw the window larger or smaller; what is read next is its first whole frame."""
        screen = self.visitor.screen
        size = self.chance.randint(110, 130), self.chance.randint(34, 44)
        if size == (screen.columns, screen.lines):
            return
        await self.visitor.resize(*size)
        await self.visitor.until(
            lambda: "Hand in" in self.visitor.text and screen.display[0].strip() != "", "the desk"
        )

    def check(self, known: dict[int, str]) -> dict[int, str]:
        """See that the log is whole, and that what this person was told stands in it, once."""
        known = check_log(self.exercise, known)
        sent = count_messages(self.exercise)
        counts = Counter({text: sent[text] for text in self.written if sent[text]})
        assert set(counts) >= self.told and set(counts.values()) <= {1}
        deeds = [
            event.type
            for event in self.exercise.read_all(WHITE)
            if event.type.startswith("order.") and (event.world, event.seat) == self.place
        ]
        pattern = ["order.submitted", "order.withdrawn"] * (len(deeds) // 2 + 1)
        assert deeds == pattern[: len(deeds)]
        assert deeds.count("order.submitted") >= self.handed
        return known


def find_seats(hosts: Sequence[Stage]) -> set[int]:
    """Return the processes of all seats that some hosts serve."""
    return {seat for host in hosts for seat in seats_of(host.process.pid)}
