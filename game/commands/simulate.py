"""`buffer-state simulate`: thousands of games by policies, counted."""

from __future__ import annotations

import argparse

FORMATS = ("text", "json", "csv", "parquet")
"""What can be written: an account, the same as data, or a row for each game."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("scenario", help="id or path")
    parser.add_argument("--games", type=int, default=1000, metavar="N", help="default: 1000")
    parser.add_argument(
        "--policy", action="append", default=[], metavar="[SEAT=]NAME",
        help="who plays all seats, or one: none, weights, practised, random, coverage, greedy, "
        "planner[:FUTURES], constant[:STEP,…] or alternating[:STEP,STEP,…] (default: weights)",
    )  # fmt: skip
    parser.add_argument(
        "--matrix", metavar="NAME,…", help="compare policies of the human seats, a run for each"
    )
    parser.add_argument(
        "--balance", nargs="?", const="", metavar="NAME,…",
        help="measure the shares of [balance], for all its policies or for these",
    )  # fmt: skip
    parser.add_argument(
        "--seed", default="1", help="of the first game; the next game has the next (default: 1)"
    )
    parser.add_argument(
        "--workers", type=int, metavar="W", help="processes (default: one for each processor)"
    )
    parser.add_argument("--cluster", metavar="ADDRESS", help="a Dask scheduler instead")
    parser.add_argument("--difficulty", help="a difficulty of the scenario")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--out", metavar="FILE", help="write there instead of to the terminal")
    parser.add_argument(
        "--findings", metavar="DIR", help="write the choices of a game for each finding there"
    )
    parser.add_argument(
        "--charts", metavar="DIR|FILE.svg", help="draw charts, each into a file or all into one"
    )


def carry_out(options: argparse.Namespace) -> int:
    """Play the games and tell what they came to."""
    from game.commands.simulation import carry_out_simulation

    return carry_out_simulation(options)
