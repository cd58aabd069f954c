"""`buffer-state practise`: how a seat goes on in forecasts, found by playing many games."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from game.commands.status import DONE
from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.engine import Rules
    from game.lab.practice import Practice


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("scenario", help="id or path")
    parser.add_argument(
        "--seat", action="append", default=[], metavar="SEAT",
        help="who practises (default: every human seat, one after the other)",
    )  # fmt: skip


def carry_out(options: argparse.Namespace) -> int:
    """Print what each seat has found, as tables for the scenario."""
    from game.engine import compile_rules
    from game.engine.batch.kernels import warm_up
    from game.lab.interrupts import heed_endings
    from game.scenario.load import load_scenario

    heed_endings()
    rules = compile_rules(load_scenario(options.scenario))
    unknown = next((seat for seat in options.seat if seat not in rules.seats), None)
    if unknown is not None:
        known = ", ".join(rules.seats)
        raise BufferStateError(f"no seat is called {unknown!r}; the seats are {known}")
    thread = warm_up()
    if thread is not None:
        thread.join()
    for seat in options.seat or [each.id for each in rules.seats.values() if each.human]:
        sys.stdout.write(_write(rules, seat, _practise(rules, seat)))
    return DONE


def _practise(rules: Rules, seat: str) -> Practice:
    """Let a seat practise; on a terminal a line tells how far it is."""
    from game.lab.practice import ROUNDS, practise

    practice: Practice = {}
    for number, found in enumerate(practise(rules, seat), 1):
        practice = found
        if sys.stderr.isatty():
            end = "\r" if number < ROUNDS else "\n"
            print(f"{seat}: round {number} of {ROUNDS}", end=end, file=sys.stderr, flush=True)
    return practice


def _write(rules: Rules, seat: str, found: Practice) -> str:
    """Return a table with what it is good for."""
    from game.lab.practice import GAMES, ROUNDS, TRIALS, count_good

    before, after = count_good(rules, seat, {}), count_good(rules, seat, found)
    rows = (
        f"{json.dumps(name) if '.' in name else name} = {on if on == off else [on, off]}\n"
        for name, (on, off) in found.items()
    )
    return (
        f"# Found by `buffer-state practise` in {2 * ROUNDS * GAMES} games, on course and off it."
        f"\n# Of {TRIALS} others, {after} end well by it, and {before} by the weights alone.\n"
        f"[practice.{seat}]\n" + "".join(rows)
    )
