"""Where the host can be reached, and that as a picture for cameras."""

from __future__ import annotations

import errno
import io
import os
import socket

import segno

from game.errors import BufferStateError

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
"""The address that only this computer reaches; all addresses of this computer."""


def listen(host: str, port: int) -> socket.socket:
    """Take an address of this computer, so that nobody else can.

    Raises:
        BufferStateError: It is taken, or not to be had.
    """
    try:
        return socket.create_server((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BufferStateError(
                f"port {port} is taken, perhaps by a host that runs already; end that, or name "
                "another port with --port"
            ) from error
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise BufferStateError(
            f"port {port} cannot be used: {reason}; name another with --port"
        ) from error


def find_lan_address() -> str:
    """Return this computer's address in the local network, or the loopback if it is in none.

    A datagram socket that is connected asks the routing table and sends nothing.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return LOOPBACK


def write_address(host: str, port: int) -> str:
    """Return the address that people type."""
    return f"http://{host}" if port == 80 else f"http://{host}:{port}"


def draw_code(address: str) -> str:
    """Return an address as a QR code of half blocks, for a terminal."""
    picture = io.StringIO()
    segno.make(address, error="m").terminal(out=picture, compact=True, border=2)
    return picture.getvalue()
