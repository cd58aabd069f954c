"""The join page: a code in, a cookie out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from urllib.parse import parse_qs

import aiohttp_jinja2
from aiohttp import web
from aiohttp.http import HttpProcessingError

from game.errors import BufferStateError, RateLimited, StoreError
from game.web.door import Admitted, Door
from game.web.gate import SEAT_COOKIE, WAIT_COOKIE, set_cookie

MOST_CODE = 64
"""The longest code that is looked at."""


class JoinPages:
    """Answers for the way to a seat."""

    def __init__(self, door: Door, find_source: Callable[[web.Request], str]) -> None:
        """Answer for a door.

        Args:
            door: Who is let in.
            find_source: Returns the address that wrong codes are counted for.
        """
        self.door = door
        self.find_source = find_source

    async def join(self, request: web.Request) -> web.StreamResponse:
        """Claim a seat by its code."""
        code = re.sub(r"\s", "", await _read_code(request))[:MOST_CODE]
        try:
            found = await asyncio.to_thread(self.door.claim, code, self.find_source(request))
        except RateLimited as error:
            response = self._refuse(request, str(error), 429)
            response.headers["Retry-After"] = str(max(1, round(error.seconds)))
            return response
        except StoreError:
            raise
        except BufferStateError as error:
            return self._refuse(request, str(error), 403, code)
        if isinstance(found, Admitted):
            return self._admit(request, found)
        waiting = _go_to("/wait")
        set_cookie(request, waiting, WAIT_COOKIE, found)
        return waiting

    async def wait(self, request: web.Request) -> web.StreamResponse:
        """Ask again whether white has consented."""
        ticket = request.cookies.get(WAIT_COOKIE, "")
        if not ticket:
            return _go_to("/")
        try:
            admitted = await asyncio.to_thread(self.door.poll, ticket)
        except StoreError:
            raise
        except BufferStateError as error:
            refused = self._refuse(request, str(error), 403)
            refused.del_cookie(WAIT_COOKIE)
            return refused
        if admitted is not None:
            return self._admit(request, admitted)
        return aiohttp_jinja2.render_template("wait.html", request, {"title": self.door.title})

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """Give the seat up on this browser; its code opens it again."""
        token = request.cookies.get(SEAT_COOKIE, "")
        if token:
            await asyncio.to_thread(self.door.leave, token)
        response = _go_to("/")
        response.del_cookie(SEAT_COOKIE)
        return response

    async def alive(self, request: web.Request) -> web.StreamResponse:
        """Tell a page that has lost its connection that the host is there, and its store."""
        await asyncio.to_thread(self.door.find, request.cookies.get(SEAT_COOKIE, ""))
        return web.Response(status=204)

    def _admit(self, request: web.Request, admitted: Admitted) -> web.StreamResponse:
        response = _go_to("/")
        set_cookie(request, response, SEAT_COOKIE, admitted.token)
        response.del_cookie(WAIT_COOKIE)
        return response

    def _refuse(
        self, request: web.Request, trouble: str, status: int, code: str = ""
    ) -> web.Response:
        context = {"title": self.door.title, "trouble": trouble, "code": code}
        return aiohttp_jinja2.render_template("join.html", request, context, status=status)


async def _read_code(request: web.Request) -> str:
    """Return the code of a form as browsers send it, whatever else a request may claim to be."""
    try:
        data = await request.read()
    except (HttpProcessingError, web.RequestPayloadError) as error:
        raise web.HTTPBadRequest(text="This form cannot be read.\n") from error
    return parse_qs(data.decode("utf-8", "replace")).get("code", [""])[0]


def _go_to(path: str) -> web.Response:
    """Send the browser to another page of this host."""
    return web.Response(status=303, headers={"Location": path})
