"""The host of an exercise: textual-serve's server behind a join page and a gate."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp_jinja2
import jinja2
import textual_serve.server
from aiohttp import WSCloseCode, WSMsgType, web
from textual_serve.app_service import AppService

from game.errors import StoreError
from game.web.door import Admitted, Door
from game.web.fork import Nursery
from game.web.gate import SEAT_COOKIE, Handler, add_headers, find_source, keep_origin
from game.web.pages import JoinPages
from game.web.session import SeatService
from game.web.wire import (
    CLOSE_CODES,
    COLUMNS,
    MOST_BYTES,
    ROWS,
    Bucket,
    CloseReason,
    Looked,
    Pinged,
    Resized,
    Typed,
    WireError,
    read_frame,
    read_size,
)

log = logging.getLogger("buffer-state.web")

HERE = Path(__file__).parent
"""Where the pages lie."""

FRAMES = (600, 200)
"""How many frames a browser may send at once, and per second: a mouse that is moved sends many."""

BYTES = (256 * 1024, 64 * 1024)
"""The same in bytes."""

OPENINGS = (8, 0.5)
"""How often a session may connect at once, and per second: each time forks a process."""


@dataclass(eq=False)
class Line:
    """A browser that is connected."""

    websocket: web.WebSocketResponse
    """Its websocket."""
    done: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when its process has gone."""

    async def close(self, reason: CloseReason) -> None:
        """Close the connection and tell the page why."""
        await self.websocket.close(code=CLOSE_CODES[reason], message=reason.encode())


class ExerciseHost(textual_serve.server.Server):
    """Serves each claimed seat its own process.

    textual-serve 1.1.3 starts one shell command for whoever connects. The parts that know better
    are overridden: the application, both handlers, the loop over frames. `tests/web` holds what
    this class relies on in it.
    """

    def __init__(
        self, door: Door, nursery: Nursery, *, host: str, port: int, sessions: int, proxied: bool
    ) -> None:
        """Prepare; `build` returns the application.

        Args:
            door: Who is let in.
            nursery: Where the processes of seats come from.
            host: The address that is listened on.
            port: Its port.
            sessions: How many browsers may be connected at once.
            proxied: Whether a proxy stands in front, whose word on addresses is taken.
        """
        super().__init__("", host=host, port=port, title=door.title)
        self.door = door
        self.nursery = nursery
        self.sessions = sessions
        self.proxied = proxied
        self.lines: dict[str, Line] = {}
        self.openings: dict[str, Bucket] = {}

    async def build(self) -> web.Application:
        """Return the application, with the screens loaded."""
        app = await self._make_app()
        await self.nursery.warm()
        return app

    async def _make_app(self) -> web.Application:
        """Make the application: the join page, the gate and the seats' terminals."""
        middlewares = [keep_origin, self.wait_for_store]
        app = web.Application(middlewares=middlewares, client_max_size=4096)
        app.on_response_prepare.append(add_headers)
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(HERE / "templates"))
        pages = JoinPages(self.door, lambda request: find_source(request, self.proxied))
        app.add_routes([
            web.get("/", self.handle_index, name="index"),
            web.post("/join", pages.join),
            web.get("/wait", pages.wait),
            web.post("/leave", pages.leave),
            web.get("/alive", pages.alive),
            web.get("/ws", self.handle_websocket, name="websocket"),
            web.static("/static", self.statics_path),
            web.static("/page", HERE / "static"),
        ])  # fmt: skip
        app.on_shutdown.append(self.on_shutdown)
        return app

    @web.middleware
    async def wait_for_store(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer with a page that asks again, while the store cannot be reached."""
        try:
            return await handler(request)
        except StoreError:
            return aiohttp_jinja2.render_template(
                "away.html", request, {"title": self.title}, status=503
            )

    async def on_shutdown(self, app: web.Application) -> None:
        """Close all connections; the pages try again until the host is back."""
        closing = (
            line.websocket.close(code=WSCloseCode.GOING_AWAY) for line in self.lines.values()
        )
        await asyncio.gather(*closing)

    async def handle_index(self, request: web.Request) -> web.Response:
        """Show a claimed seat its terminal, and everyone else the join page."""
        admitted = await self.find_admitted(request)
        if admitted is None:
            return aiohttp_jinja2.render_template(
                "join.html", request, {"title": self.title, "trouble": ""}
            )
        context: dict[str, Any] = {
            "title": self.title,
            "seat": admitted.label,
            "role": admitted.role,
        }
        return aiohttp_jinja2.render_template("seat.html", request, context)

    async def find_admitted(self, request: web.Request) -> Admitted | None:
        """Return whose cookie a request carries; none if it carries none that is valid."""
        token = request.cookies.get(SEAT_COOKIE, "")
        if not 20 <= len(token) <= 100:
            return None
        return await asyncio.to_thread(self.door.find, token)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Connect a browser with the process of its seat; another window of it is closed."""
        admitted = await self.find_admitted(request)
        if admitted is None:
            raise web.HTTPForbidden(text="Join with the code of your seat first.\n")
        now = time.monotonic()
        bucket = self.openings.setdefault(admitted.token, Bucket.full(*OPENINGS, now))
        if not bucket.take(1, now):
            raise web.HTTPTooManyRequests(text="Too many connections; wait a moment.\n")
        line = Line(web.WebSocketResponse(heartbeat=15, max_msg_size=MOST_BYTES))
        await line.websocket.prepare(request)
        if not await self._take_place(admitted, line):
            await line.close("full")
            return line.websocket
        try:
            await self._serve(request, admitted, line)
        finally:
            line.done.set()
            if self.lines.get(admitted.token) is line:
                del self.lines[admitted.token]
                await asyncio.to_thread(self.door.leave, admitted.token)
        return line.websocket

    async def _take_place(self, admitted: Admitted, line: Line) -> bool:
        """Take the place of a session, from an older window if there is one; false if all are."""
        older = self.lines.get(admitted.token)
        if older is None and len(self.lines) >= self.sessions:
            return False
        self.lines[admitted.token] = line
        if older is not None:
            await older.close("replaced")
            await older.done.wait()
        return True

    async def _serve(self, request: web.Request, admitted: Admitted, line: Line) -> None:
        """Run the process of a seat for as long as its browser is connected."""
        service = SeatService(
            self.nursery, self.door.environment(admitted), write_bytes=line.websocket.send_bytes,
            write_str=line.websocket.send_str, close=partial(line.close, "left"),
            mourn=partial(line.close, "died"), download_manager=self.download_manager,
        )  # fmt: skip
        width = read_size(request.query.get("width"), COLUMNS, 80)
        height = read_size(request.query.get("height"), ROWS, 24)
        try:
            await service.start(width, height)
            await self._process_messages(line.websocket, service)
        finally:
            await service.stop()

    async def _process_messages(
        self, websocket: web.WebSocketResponse, app_service: AppService
    ) -> None:
        """Hand on what a browser says; the first frame that breaks a rule closes the connection."""
        now = time.monotonic()
        frames, volume = Bucket.full(*FRAMES, now), Bucket.full(*BYTES, now)
        async for message in websocket:
            if message.type is WSMsgType.ERROR:
                return  # The line has broken, or the browser sent too long a frame.
            now = time.monotonic()
            try:
                if message.type is not WSMsgType.TEXT:
                    raise WireError("not text")
                if not (frames.take(1, now) and volume.take(len(message.data), now)):
                    raise WireError("too much at once")
                await _hand_on(read_frame(message.data), websocket, app_service)
            except WireError as error:
                log.warning("a connection was closed: %s", error)
                await websocket.close(code=CLOSE_CODES["rule"], message=str(error).encode())


async def _hand_on(
    frame: Typed | Resized | Pinged | Looked,
    websocket: web.WebSocketResponse,
    service: AppService,
) -> None:
    """Hand a frame on to the process of the seat."""
    match frame:
        case Typed(text):
            await service.send_bytes(text.encode("utf-8"))
        case Resized(width, height):
            await service.set_terminal_size(width, height)
        case Pinged(stamp):
            await websocket.send_json(["pong", stamp])
        case Looked(at):
            await (service.focus() if at else service.blur())
