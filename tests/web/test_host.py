"""The web host as visitors meet it, honest ones and others; all of it by the real command."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from game.cli import main
from game.exercise.messages import send_message
from game.exercise.phases import move_on, start
from game.exercise.readers import WHITE
from game.exercise.sessions import consent
from tests.exercise.conftest import TWO_BANKS
from tests.web.visit import (
    UNHURRIED,
    Stage,
    Visitor,
    gone,
    host_of,
    prepare,
    seats_of,
    served,
)

pytestmark = pytest.mark.slow

EXERCISE = """
[exercise]
id = "spring"
title = "Spring <b>exercise</b>"
scenario = "hesitant-alignment"

[[world]]
id = "a"
seats = { minsk = "team", moscow = "team", brussels = "team", washington = "team", kyiv = "team" }
"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Serve an exercise in its planning, behind a proxy that tells where visitors come from."""
    folder = tmp_path_factory.mktemp("spring")
    with served(folder, EXERCISE, "--behind-proxy") as stage:
        start(stage.exercise, WHITE)
        move_on(stage.exercise, WHITE)
        yield stage


@pytest.mark.parametrize("name", ["a" * 5000, "%C3%A9" * 130])
async def test_a_path_of_no_page_is_refused(stage: Stage, name: str) -> None:
    """However long it is: the host answers, and fails at nothing."""
    async with Visitor(stage.address) as visitor:
        url = URL(f"{stage.address}/static/{name}", encoded=True)
        async with visitor.session.get(url) as answer:
            assert answer.status == 414


async def test_nothing_comes_from_the_internet(stage: Stage) -> None:
    """Rule: pages name no other host, so that a room without internet can play."""
    async with Visitor(stage.address) as visitor:
        status, page = await visitor.join(stage.code("projector"))
        assert status == 200
        for path in re.findall(r'(?:src|href|action)="([^"]+)"', page):
            assert path.startswith(("/", "data:")), path
        styles = await visitor.look("/page/seat.css") + await visitor.look("/page/join.css")
        assert "http" not in styles
        assert "Spring &lt;b&gt;exercise&lt;/b&gt;" in page


async def test_a_code_becomes_a_cookie_that_scripts_cannot_read(stage: Stage) -> None:
    """Rule: a wrong code says so; a right one gives a HttpOnly, SameSite=Strict cookie."""
    async with Visitor(stage.address, "192.0.2.10") as visitor:
        status, page = await visitor.join("0000-0000")
        assert (status, "no seat has this code" in page) == (403, True)
        form = {"code": f" {stage.code('observer').lower()} "}
        target = f"{stage.address}/join"
        async with visitor.session.post(target, data=form, allow_redirects=False) as answer:
            cookie = answer.headers["Set-Cookie"]
            assert answer.status == 303
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert re.match(r"buffer_state_seat=[\w-]{43};", cookie)
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        secure = {"X-Forwarded-Proto": "https"}
        async with visitor.session.post(
            target, data=form, allow_redirects=False, headers=secure
        ) as answer:
            assert "Secure" in answer.headers["Set-Cookie"]


async def test_wrong_codes_at_speed_are_stopped(stage: Stage) -> None:
    """Rule: after ten wrong codes in a minute their source waits, and others do not."""
    async with Visitor(stage.address, "192.0.2.66") as thief:
        statuses = [(await thief.join(f"AAAA-{n:04}"))[0] for n in range(12)]
        assert statuses == [403] * 10 + [429] * 2
        form = {"code": stage.code("observer")}
        async with thief.session.post(f"{stage.address}/join", data=form) as answer:
            assert answer.status == 429
            assert 0 < int(answer.headers["Retry-After"]) <= 60
    async with Visitor(stage.address, "192.0.2.67") as other:
        assert (await other.join(stage.code("observer")))[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:1"])
async def test_other_pages_get_nothing(stage: Stage, origin: str) -> None:
    """Rule: forms and terminals are for pages of the host's own address alone."""
    async with Visitor(stage.address, "192.0.2.11") as visitor:
        await visitor.join(stage.code("observer"))
        headers = {"Origin": origin}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await visitor.session.ws_connect(f"{stage.address}/ws", headers=headers)
        assert refused.value.status == 403
        form = {"code": stage.code("observer")}
        async with visitor.session.post(
            f"{stage.address}/join", data=form, headers=headers
        ) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("cookie", [None, "x", "x" * 43, "x" * 5000, "../../etc/passwd" * 3])
async def test_without_a_session_there_is_no_terminal(stage: Stage, cookie: str | None) -> None:
    """Rule: a cookie that was never given opens nothing."""
    async with Visitor(stage.address) as visitor:
        if cookie is not None:
            visitor.session.cookie_jar.update_cookies({"buffer_state_seat": cookie})
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await visitor.connect()
        assert refused.value.status == 403
        assert "The code on your card" in await visitor.look()


async def test_a_seat_draws_and_hands_in(stage: Stage) -> None:
    """Rule: the terminal shows the seat's desk; what its keys do stands in the log."""
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("minsk"))
        await visitor.connect()
        await visitor.see("Hand in")
        await visitor.press("E")
        await visitor.see("silence means")
        await visitor.press("y")
        await visitor.see("✓ handed in")
        assert "minsk" in stage.exercise.standing().worlds["a"].submissions


async def test_a_stolen_code_needs_white_and_a_replayed_cookie_opens_nothing(stage: Stage) -> None:
    """Rule: a second claim waits for white; with consent the first session ends at once."""
    async with (
        Visitor(stage.address, "192.0.2.21") as first,
        Visitor(stage.address, "192.0.2.22") as second,
    ):
        await first.join(stage.code("moscow"))
        await first.connect()
        await first.see("Hand in")
        status, page = await second.join(stage.code("moscow"))
        assert (status, "Someone is at this seat" in page) == (200, True)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await second.connect()
        ticket = next(iter(stage.exercise.standing().tickets))
        consent(stage.exercise, WHITE, ticket)
        assert 'id="terminal"' in await second.look("/wait")
        await second.connect()
        await second.see("Hand in")
        assert await first.closed() == 4000
        assert "The code on your card" in await first.look()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await first.connect()


@pytest.mark.parametrize(
    ("frame", "code"),
    [("not json", 4002), ('["stdin", 5]', 4002), (b"\x00\x01", 4002),
     ('["stdin", "' + "x" * 70_000 + '"]', 1009)],
)  # fmt: skip
async def test_what_no_page_sends_closes_the_connection(
    stage: Stage, frame: str | bytes, code: int
) -> None:
    """Rule: malformed and oversized frames end the connection that sent them, and nothing else."""
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("observer"))
        await visitor.connect()
        assert visitor.socket is not None
        if isinstance(frame, bytes):
            await visitor.socket.send_bytes(frame)
        else:
            await visitor.socket.send_str(frame)
        assert await visitor.closed() == code
    assert stage.process.poll() is None


async def test_a_flood_of_frames_closes_the_connection(stage: Stage) -> None:
    """Rule: more frames than hands can make end the connection."""
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("observer"))
        await visitor.connect()
        assert visitor.socket is not None
        for _ in range(2000):
            if visitor.socket.closed:
                break
            await visitor.socket.send_str('["blur"]')
        assert await visitor.closed() == 4002


async def test_another_window_of_the_same_seat_takes_over(stage: Stage) -> None:
    """Rule: the same cookie in a second window closes the first, which does not come back."""
    async with Visitor(stage.address) as first, Visitor(stage.address) as second:
        await first.join(stage.code("analyst"))
        await first.connect()
        await first.see("WORLDS")
        second.session.cookie_jar.update_cookies(
            {cookie.key: cookie.value for cookie in first.session.cookie_jar}
        )
        await second.connect()
        assert await first.closed() == 4001
        await second.see("WORLDS")


async def test_words_of_strangers_are_only_words(stage: Stage) -> None:
    """Rule: markup and escape sequences in a message are text, or nothing."""
    text = "[bold red]loud[/] \x1b[31mred\x1b]0;title\x07 [@click=app.quit]x[/]"
    send_message(stage.exercise, WHITE, ["brussels"], text, world="a")
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("brussels"))
        await visitor.connect()
        await visitor.see("Hand in")
        await visitor.press("m")
        await visitor.see("[bold red]loud[/]")
        await visitor.see("[@click=app.quit]x[/]")
        assert b"\x1b[31mred" not in visitor.raw
        assert b"\x1b]0;" not in visitor.raw


async def test_a_killed_process_closes_its_socket_and_the_seat_comes_back(stage: Stage) -> None:
    """Rule: the page learns at once that its process is gone; connecting again goes on."""
    before = set(seats_of(stage.process.pid))
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("washington"))
        await visitor.connect()
        await visitor.see("Hand in")
        (seat,) = set(seats_of(stage.process.pid)) - before
        os.kill(seat, signal.SIGKILL)
        assert await visitor.closed() == 1011
        await visitor.connect()
        await visitor.see("Hand in")


async def test_a_stuck_process_is_ended_after_its_grace(stage: Stage) -> None:
    """Rule: an application that does not answer does not outlive its connection."""
    before = set(seats_of(stage.process.pid))
    async with Visitor(stage.address) as visitor:
        await visitor.join(stage.code("kyiv"))
        await visitor.connect()
        await visitor.see("Hand in")
        (seat,) = set(seats_of(stage.process.pid)) - before
        os.kill(seat, signal.SIGSTOP)
    await gone([seat])


async def test_more_browsers_than_places_are_turned_away(tmp_path: Path) -> None:
    """Rule: beyond the cap a connection is closed, and those that sit there stay."""
    with served(tmp_path, EXERCISE, "--sessions", "1") as stage:
        async with Visitor(stage.address) as first, Visitor(stage.address) as second:
            await first.join(stage.code("minsk"))
            await first.connect()
            await first.see("Minsk")
            await second.join(stage.code("moscow"))
            await second.connect()
            assert await second.closed() == 4003
            assert first.socket is not None and not first.socket.closed


async def test_when_the_host_is_killed_its_seats_end(tmp_path: Path) -> None:
    """Rule: kill −9 of the host leaves no process behind."""
    with served(tmp_path, EXERCISE) as stage:
        async with Visitor(stage.address) as visitor:
            await visitor.join(stage.code("minsk"))
            await visitor.connect()
            await visitor.see("Minsk")
            seats = seats_of(stage.process.pid)
            assert len(seats) == 1
            stage.process.kill()
            await asyncio.to_thread(stage.process.wait)
            await gone(seats)


async def test_another_host_knows_what_a_seat_has_missed(tmp_path: Path) -> None:
    """Rule: after a restart, or on another machine, the seat is told what came since it left."""
    with served(tmp_path, EXERCISE) as stage:
        start(stage.exercise, WHITE)
        move_on(stage.exercise, WHITE)
        send_message(stage.exercise, WHITE, ["minsk"], "Seen before", world="a")
        async with Visitor(stage.address) as visitor:
            await visitor.join(stage.code("minsk"))
            await visitor.connect()
            await visitor.see("1 new")
            await visitor.press("m")
            await visitor.see("Seen before")
            seats = seats_of(stage.process.pid)
        stage.process.terminate()
        await asyncio.to_thread(stage.process.wait)
        await gone(seats)
        send_message(stage.exercise, WHITE, ["minsk"], "Sent meanwhile", world="a")
        with host_of(tmp_path, stage.exercise, stage.codes) as other:
            async with Visitor(other.address) as visitor:
                await visitor.join(other.code("minsk"))
                await visitor.connect()
                await visitor.see("white to Minsk: Sent meanwhile")
                assert "SINCE YOU WERE AWAY" in visitor.text
                assert "Seen before" not in visitor.text


def test_a_port_that_is_taken_is_named_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule: the error says which port and what to do; no screens are loaded, no clock runs."""
    store, _, _ = prepare(tmp_path, UNHURRIED.format(scenario=TWO_BANKS))
    with store, socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = ("exercise", "serve", "spring", "--port", str(port), "--store", store.url)
        assert main(list(words)) == 2
        assert capsys.readouterr().err == (
            f"buffer-state: port {port} is taken, perhaps by a host that runs already; end that, "
            "or name another port with --port\n"
        )
