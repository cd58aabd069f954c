"""The command line: which command it names, and what status it leaves with.

Exit status: 0 done, 1 the command found what it looks for, such as errors, 2 something given
cannot be used, 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Collection, Sequence

from game import __version__
from game.commands import COMMANDS, find_command
from game.commands.status import DONE, INTERRUPTED, UNUSABLE
from game.commands.streams import drop_output, prepare_streams
from game.errors import BufferStateError


def run() -> None:
    """Be the command `buffer-state`: leave with the exit status."""
    prepare_streams()
    status = main()
    # All that is left ends with the process: it need not be searched for cycles first.
    gc.freeze()
    sys.exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _refuse_empty(given)
        if not given or given[0] not in {*COMMANDS, "-h", "--help", "--version"}:
            given.insert(0, "play")
        options = build_parser(given[:1]).parse_args(given)
        status: int = options.carry_out(options)
        sys.stdout.flush()
        return status
    except BufferStateError as error:
        print(f"buffer-state: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        drop_output()
        return DONE
    except OSError as error:
        drop_output()
        what = error.filename or "the output"
        print(f"buffer-state: {what}: {error.strerror or error}", file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else UNUSABLE


def _refuse_empty(given: Sequence[str]) -> None:
    """Refuse what is empty, such as a variable of a script that is not set: it meant something.

    Raises:
        BufferStateError: An argument is empty, or the value of an option is.
    """
    for before, text in zip(["", *given], given, strict=False):
        if not text.strip():
            what = f"what follows {before}" if before else "the first argument"
            raise BufferStateError(f"{what} is empty; give a value or leave it out")
        if re.fullmatch(r"--[a-z-]+=\s*", text):
            raise BufferStateError(f"{text.strip()} is empty; give a value or leave it out")


def build_parser(asked: Collection[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of all commands, with the arguments of those that are asked for."""
    parser = argparse.ArgumentParser(
        prog="buffer-state",
        description="A strategy wargame between two patrons. Without a command it opens the title.",
        epilog="A scenario's id or path in place of a command starts it.",
    )
    parser.add_argument("--version", action="version", version=f"buffer-state {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about)
        if name in asked:
            module = find_command(name)
            module.add_arguments(command)
            command.set_defaults(carry_out=module.carry_out)
    return parser
