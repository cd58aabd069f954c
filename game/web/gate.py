"""Who is let in: the cookie of a seat, the origin of a request, headers that bind the browser."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web
from yarl import URL

SEAT_COOKIE, WAIT_COOKIE = "buffer_state_seat", "buffer_state_wait"
"""The cookie of a claimed seat; that of a claim which waits for white's consent."""

DAY = 24 * 60 * 60
"""Seconds for which a browser keeps the cookies."""

HEADERS = {
    # xterm.js writes its own styles; scripts, fonts and connections come from here alone.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: browsers then hide the origin of forms, which the gate looks at.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer says beside its content."""

MOST_PATH = 200
"""How long a path may be, as it is sent; those of the pages are shorter, and a system takes 255."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
"""What answers a request."""


@web.middleware
async def keep_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another page asks in the name of this one's visitor, and what no page asks."""
    path = request.raw_path.partition("?")[0]
    if len(path) > MOST_PATH:
        raise web.HTTPRequestURITooLong(text="There is no page of so long a name here.\n")
    changes = request.method not in {"GET", "HEAD"} or "upgrade" in request.headers
    if changes and not is_own_origin(request):
        raise web.HTTPForbidden(text="This request does not come from the exercise's own page.\n")
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Bind the browser to this host, whatever the answer is."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def is_own_origin(request: web.Request) -> bool:
    """Tell whether a request says that it comes from a page of the address that it asks."""
    origin = request.headers.get("Origin", "")
    try:
        url = URL(origin)
        asked = URL(f"{url.scheme}://{request.headers.get('Host', '')}")
    except ValueError:
        return False
    if url.scheme not in {"http", "https"} or not url.host:
        return False
    return (url.host, url.port) == (asked.host, asked.port)


def is_encrypted(request: web.Request) -> bool:
    """Tell whether the browser speaks TLS, with this host or with a proxy before it.

    A proxy's word is taken from anyone: whoever lies only keeps a cookie from being sent in clear.
    """
    return request.secure or request.headers.get("X-Forwarded-Proto", "").lower() == "https"


def find_source(request: web.Request, proxied: bool) -> str:
    """Return the address that wrong codes are counted for.

    Args:
        request: The request.
        proxied: Whether a proxy stands in front, which appends the address that it was asked from.
    """
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return (told if proxied and told else request.remote or "unknown")[:64]


def set_cookie(request: web.Request, response: web.StreamResponse, name: str, value: str) -> None:
    """Give the browser a cookie that no script reads and no other page sends."""
    response.set_cookie(
        name, value, path="/", max_age=DAY, httponly=True, samesite="Strict",
        secure=is_encrypted(request),
    )  # fmt: skip
