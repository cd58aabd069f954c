"""Load an exercise: ten worlds in parallel, thirty seats in browsers, on loopback, for a minute.

Clients speak the page's own protocol over the real host: the join page, the cookie, the websocket.
With `--browsers chromium` they are pages of headless Chromium instead, which draw on the same
processors as the host: that measures the browsers too. Prints one figure a row.

    python benchmarks/load_exercise.py [--worlds 10] [--seats 3] [--browsers chromium]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp

from game.exercise.configuration import read_configuration
from game.exercise.creation import create_exercise
from game.exercise.exercise import Exercise
from game.exercise.phases import decide, move_on, start
from game.exercise.readers import WHITE
from game.exercise.store import Store
from game.exercise.white import white_view

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

SEATS = ("minsk", "moscow", "brussels", "washington", "neighbours", "kyiv")
LONGEST = 60.0
"""Seconds after which any wait is given up."""

DESK = 4000
"""How many bytes a desk is drawn with at least."""


@dataclass(eq=False)
class Client:
    """A browser's page, without the browser."""

    world: str
    seat: str
    code: str
    drawn: asyncio.Event = field(default_factory=asyncio.Event)
    first: float = 0.0
    size: int = 0
    socket: aiohttp.ClientWebSocketResponse | None = None

    def take(self, size: int, began: float) -> None:
        """Count what is drawn; so much is the whole desk."""
        self.size += size
        if self.size > DESK and not self.drawn.is_set():
            self.first = time.monotonic() - began
            self.drawn.set()

    async def join(self, address: str, began: float) -> None:
        """Give the code, open the terminal, read until the end."""
        headers = {"Origin": address}
        async with aiohttp.ClientSession(
            headers=headers, cookie_jar=aiohttp.CookieJar(unsafe=True)
        ) as session:
            async with session.post(f"{address}/join", data={"code": self.code}) as answer:
                answer.raise_for_status()
            async with session.ws_connect(f"{address}/ws?width=120&height=40") as self.socket:
                async for message in self.socket:
                    if message.type is aiohttp.WSMsgType.BINARY:
                        self.take(len(message.data), began)

    async def press(self, keys: str) -> None:
        """Send keys."""
        assert self.socket is not None
        await self.socket.send_json(["stdin", keys])


@dataclass(eq=False)
class PageClient(Client):
    """A page of a browser."""

    page: Page | None = None

    async def open(self, browser: Browser, address: str) -> None:
        """Open the join page and fill the code in."""
        context = await browser.new_context(viewport={"width": 1000, "height": 640})
        self.page = await context.new_page()
        await self.page.goto(address)
        await self.page.fill("#code", self.code)

    async def join(self, address: str, began: float) -> None:
        """Hand the code in, and count what comes over the page's websocket."""
        assert self.page is not None
        self.page.on(
            "websocket",
            lambda socket: socket.on(
                "framereceived",
                lambda data: isinstance(data, bytes) and self.take(len(data), began),
            ),
        )
        await self.page.press("#code", "Enter")

    async def press(self, keys: str) -> None:
        """Press keys."""
        assert self.page is not None
        await self.page.keyboard.press(keys)


@asynccontextmanager
async def open_pages(clients: list[PageClient], address: str) -> AsyncIterator[None]:
    """Open a page for each client in one browser, each with cookies of its own."""
    from playwright.async_api import async_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    async with async_playwright() as playwright:
        # A container's root has no user namespaces for the sandbox.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(
            executable_path=program, args=[*sandbox, "--disable-gpu", "--renderer-process-limit=4"]
        )
        try:
            for client in clients:
                await client.open(browser, address)
            yield
        finally:
            await browser.close()


def prepare(
    store: Store, worlds: int, seats: tuple[str, ...], kind: type[Client] = Client
) -> tuple[Exercise, list[Client]]:
    """Return an exercise of parallel worlds with its clients."""
    teams = ", ".join(f'{seat} = "team"' for seat in seats)
    names = [f"w{number}" for number in range(1, worlds + 1)]
    tables = "".join(f'[[world]]\nid = "{name}"\nseats = {{ {teams} }}\n' for name in names)
    text = f'[exercise]\nid = "load"\nscenario = "hesitant-alignment"\nturns = 2\n{tables}'
    created = create_exercise(store, read_configuration(text))
    clients = [kind(c.world, c.seat, c.code) for c in created.codes if c.role == "seat"]
    return created.exercise, clients


def read_memory(host: int) -> list[tuple[int, int]]:
    """Return private and proportional MB of the processes that were forked for seats."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            rollup = (entry / "smaps_rollup").read_text()
            command = (entry / "cmdline").read_text()
        except OSError:
            continue
        if "multiprocessing.forkserver" not in command or not is_below(int(entry.name), host):
            continue
        private = sum(int(kb) for kb in re.findall(r"Private_\w+:\s+(\d+)", rollup))
        shared = int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])  # type: ignore[index]
        found.append((private // 1024, shared // 1024))
    return sorted(found)


def is_below(process: int, ancestor: int) -> bool:
    """Tell whether a process descends from another."""
    while process > 1:
        if process == ancestor:
            return True
        try:
            stat = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            return False
        process = int(stat.rpartition(")")[2].split()[1])
    return False


async def wait_until(holds: object, most: float = LONGEST) -> float:
    """Wait until something holds and return the seconds that it took."""
    began = time.monotonic()
    while not holds():  # type: ignore[operator]
        if time.monotonic() - began > most:
            raise SystemExit("gave up waiting")
        await asyncio.sleep(0.05)
    return time.monotonic() - began


async def measure(exercise: Exercise, clients: list[Client], address: str, host: int) -> None:
    """Join, hand in, resolve; print what each took."""
    pages = [client for client in clients if isinstance(client, PageClient)]
    async with open_pages(pages, address) if pages else nullcontext():
        start(exercise, WHITE)
        move_on(exercise, WHITE)
        await measure_clients(exercise, clients, address, host)


async def measure_clients(
    exercise: Exercise, clients: list[Client], address: str, host: int
) -> None:
    """Measure clients that are ready to join."""
    began = time.monotonic()
    tasks = [asyncio.create_task(client.join(address, began)) for client in clients]
    await asyncio.wait_for(asyncio.gather(*(c.drawn.wait() for c in clients)), LONGEST)
    firsts = sorted(client.first for client in clients)
    print(f"all {len(clients)} joined within    {firsts[-1]:6.2f} s")
    print(f"that is after the first    {firsts[-1] - firsts[0]:6.2f} s")
    await asyncio.sleep(3)
    memory = read_memory(host)
    middle = memory[len(memory) // 2]
    print(f"memory of a session        {middle[0]:6d} MB private, {middle[1]} MB proportional")
    await hand_in(exercise, clients)
    await resolve(exercise)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def hand_in(exercise: Exercise, clients: list[Client]) -> None:
    """Let every seat hand in, one after the other, and see when white sees it."""
    waits = []
    for client in clients:
        await client.press("E")
        await asyncio.sleep(0.5)  # a person reads the question
        began = time.monotonic()
        await client.press("y")
        place = exercise.standing().worlds[client.world]

        def seen(client: Client = client) -> bool:
            return client.seat in exercise.standing().worlds[client.world].submissions

        try:
            await wait_until(seen, 10)
        except SystemExit:
            print("not handed in:", client.world, client.seat, sorted(place.submissions))
            decide(exercise, WHITE, client.world, client.seat, "silence")
        waits.append(time.monotonic() - began)
    waits.sort()
    print(f"order seen by white (p95)  {waits[int(len(waits) * 0.95)]:6.2f} s")


async def resolve(exercise: Exercise) -> None:
    """Lock all worlds and see how long their resolution takes."""
    move_on(exercise, WHITE)
    move_on(exercise, WHITE)
    began = time.monotonic()

    def resolved() -> bool:
        return all(world.resolved for world in exercise.standing().worlds.values())

    await wait_until(resolved)
    print(f"all worlds resolved in     {time.monotonic() - began:6.2f} s")
    began = time.monotonic()
    white_view(exercise, WHITE)
    print(f"white's view drawn up in   {time.monotonic() - began:6.2f} s")


def main() -> None:
    """Serve, measure, end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=10)
    parser.add_argument("--seats", type=int, default=3)
    parser.add_argument("--browsers", choices=["none", "chromium"], default="none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / f"{secrets.token_hex(4)}.db")
        with Store.open(file) as store:
            kind = PageClient if options.browsers == "chromium" else Client
            exercise, clients = prepare(store, options.worlds, SEATS[: options.seats], kind)
            command = [sys.executable, "-m", "game", "exercise", "serve", "load", "--port", "0"]
            host = subprocess.Popen(
                [*command, "--store", file], stdout=subprocess.PIPE, text=True, env=os.environ
            )
            try:
                assert host.stdout is not None
                address = re.search(r"http://[\d.:]+", host.stdout.readline())[0]  # type: ignore[index]
                asyncio.run(measure(exercise, clients, address, host.pid))
            finally:
                host.terminate()
                host.wait(20)


if __name__ == "__main__":
    main()
