"""`buffer-state lsp`: the language server that editors start."""

from __future__ import annotations

import argparse

from game.commands.status import DONE
from game.errors import BufferStateError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes: nothing but the `--stdio` that many editors add."""
    parser.add_argument("--stdio", action="store_true", help="what it does anyway")


def carry_out(options: argparse.Namespace) -> int:
    """Answer an editor on standard input and output.

    Raises:
        BufferStateError: The library of the protocol is not installed.
    """
    try:
        import pygls  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise BufferStateError(
            "the language server needs one more package: pip install 'buffer-state[lsp]'"
        ) from error
    from game.editor.server import serve

    serve()
    return DONE
