"""Attacks on the web host beyond its own page: revoked cookies, frames made by hand, any key."""

from __future__ import annotations

import asyncio
import random
import string
from collections.abc import Iterator
from urllib.parse import urlsplit

import aiohttp
import pytest

from game.exercise.phases import move_on, start
from game.exercise.readers import WHITE
from game.exercise.sessions import revoke_sessions
from tests.exercise.conftest import TWO_BANKS
from tests.exercise.soundness import check_log
from tests.web.drawn import MOST
from tests.web.visit import UNHURRIED, Stage, Visitor, gone, seats_of, served

pytestmark = pytest.mark.slow

VISITS = 6
"""How often someone sits down to press keys at random."""

PACE = 0.03
"""Seconds between two keys, so that what they do is done before the next."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Serve an exercise in its planning, its scenario's labels in markup."""
    folder = tmp_path_factory.mktemp("attacks")
    text = TWO_BANKS.read_text(encoding="utf-8")
    text = text.replace('"Dig a channel"', '"[bold red]Dig[/]"')
    text = text.replace('"Build a dam"', '"[@click=app.quit]x"')
    (folder / "marked.toml").write_text(text, encoding="utf-8")
    with served(folder, UNHURRIED.format(scenario=folder / "marked.toml")) as stage:
        start(stage.exercise, WHITE)
        move_on(stage.exercise, WHITE)
        yield stage


async def test_a_cookie_that_white_has_revoked_opens_nothing(stage: Stage) -> None:
    """Rule: when white ends a session, its terminal closes and its cookie is dead."""
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("south"))
        await visitor.connect()
        await visitor.see("Hand in")
        revoke_sessions(stage.exercise, WHITE, "a", "south")
        assert await visitor.closed() == 4000
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await visitor.connect()
        assert refused.value.status == 403
        assert "The code on your card" in await visitor.look()


@pytest.mark.parametrize(
    "frame",
    [
        b"\x81\x05hello",
        b"\xf1\x80\x00\x00\x00\x00",
        b"\x83\x80\x00\x00\x00\x00",
        b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00",
        b"\x89\xfe\x01\x00\x00\x00\x00\x00" + b"x" * 256,
        b"\x81\x82\x00\x00\x00\x00\xff\xfe",
    ],
    ids=["unmasked", "reserved bits", "unknown kind", "endless", "long ping", "no UTF-8"],
)
async def test_frames_that_no_library_makes_close_the_connection(
    stage: Stage, frame: bytes
) -> None:
    """Rule: bytes that are no websocket end the connection that sent them, and nothing else."""
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("observer"))
        (cookie,) = visitor.session.cookie_jar
        place = urlsplit(stage.address)
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        writer.write(
            f"GET /ws HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {stage.address}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            f"Cookie: {cookie.key}={cookie.value}\r\n\r\n".encode()
        )
        assert b"101" in await reader.readline()
        writer.write(frame)
        async with asyncio.timeout(MOST):
            while await reader.read(65536):
                pass
        writer.close()
        assert (await visitor.session.get(f"{stage.address}/alive")).status == 204
    assert stage.process.poll() is None


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: multipart/form-data; boundary=x", "--y\r\nno form"),
        ("Content-Type: multipart/form-data", "no boundary"),
        ("Content-Type: application/x-www-form-urlencoded; charset=none", "code=AAAA-BBBB"),
        ("Content-Encoding: gzip", "no gzip"),
    ],
    ids=["other boundary", "no boundary", "no charset", "no gzip"],
)
async def test_a_form_that_no_browser_sends_is_refused(
    stage: Stage, headers: str, body: str
) -> None:
    """Rule: what is sent in place of a code is no code, and never a failure of the host."""
    place = urlsplit(stage.address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    writer.write(
        f"POST /join HTTP/1.1\r\nHost: {place.netloc}\r\nOrigin: {stage.address}\r\n"
        f"{headers}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
    )
    status = (await reader.readline()).split()[1]
    assert status in {b"400", b"403", b"429"}
    writer.close()


async def test_whatever_a_seat_types_only_its_own_acts_come_of_it(stage: Stage) -> None:
    """Rule: every key there is, white's too, gives a seat no act but its own, and shows markup."""
    chance, before = random.Random(2026), stage.exercise.standing().seq
    # Not those that leave the desk, nor escape, which takes the next key with it.
    controls = {chr(code) for code in range(1, 27)} - {*"\x03\x11"}
    others = sorted({*string.printable} - {*"qQ\x0b\x0c"} | controls)
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("north"))
        for _ in range(VISITS):  # a sheet that has opened would take all further keys
            await visitor.connect()
            await visitor.see("[bold red]Dig[/]")
            await visitor.see("[@click=app.quit]x")
            handed = "✓ handed in" in visitor.text
            await visitor.press("w" if handed else "E")
            await visitor.until(lambda: ("✓ handed in" in visitor.text) != handed, "its own act")  # noqa: B023 (awaited here)
            for _ in range(50):
                await visitor.press(chance.choice(others))
                await asyncio.sleep(PACE)
            await visitor.hang_up()
    await gone(seats_of(stage.process.pid))
    fresh = [event for event in stage.exercise.read_all(WHITE) if event.seq > before]
    assert len(fresh) > 1
    assert {(event.world, event.seat) for event in fresh} <= {("a", "north"), ("", "observer")}
    assert {event.type.partition(".")[0] for event in fresh} <= {
        "seat", "order", "message", "ready", "argument", "survey"
    }  # fmt: skip
    check_log(stage.exercise, {})
