"""`buffer-state exercise new`: prepare an exercise and hand out its codes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.exercise.output import add_codes, add_format, hand_out, number_in
from game.commands.status import DONE

if TYPE_CHECKING:
    from game.exercise.configuration import Configuration
    from game.exercise.store import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "what", metavar="FILE.toml|NAME", help="a configuration, or a name for a new exercise"
    )
    parser.add_argument("--scenario", help="with a name: the scenario, by id or path")
    parser.add_argument("--seed", default="1", help="with a name: the seed of the luck")
    parser.add_argument(
        "--worlds", type=number_in(1, 100), default=1, help="with a name: how many worlds"
    )
    parser.add_argument(
        "--team", action="append", default=[], metavar="SEAT",
        help="with a name: a seat that people play in every world (default: the scenario's)",
    )  # fmt: skip
    parser.add_argument(
        "--turns", type=number_in(1, 200), help="with a name: after how many turns it ends"
    )
    parser.add_argument("--msel", metavar="FILE", help="the injects, as CSV or XLSX")
    add_codes(parser)
    add_format(parser)


def carry_out(options: argparse.Namespace, store: Store) -> int:
    """Prepare the exercise and hand out its codes, which are never shown again."""
    from game.exercise.creation import create_exercise
    from game.exercise.msel import read_msel

    configuration = read_wish(options)
    if options.msel:
        injects = read_msel(Path(options.msel))
        configuration = configuration.model_copy(update={"injects": injects})
    hand_out(
        options, configuration.id, "is prepared",
        lambda: create_exercise(store, configuration).codes,
    )  # fmt: skip
    return DONE


def read_wish(options: argparse.Namespace) -> Configuration:
    """Return the configuration that was named, or made of the options.

    Raises:
        BufferStateError: The file cannot be used, or the options make no exercise.
    """
    from game.commands.files import read_text
    from game.exercise.configuration import check_configuration, read_configuration

    if options.what.endswith(".toml"):
        return read_configuration(read_text(options.what), options.what)
    seats = dict.fromkeys(options.team, "team")
    header = {"id": options.what, "scenario": options.scenario, "seed": options.seed}
    if options.turns is not None:
        header["turns"] = options.turns
    worlds = [{"id": name_world(i), "seats": seats} for i in range(options.worlds)]
    return check_configuration(
        {"exercise": {key: value for key, value in header.items() if value is not None},
         "world": worlds},
        "the options",
    )  # fmt: skip


def name_world(number: int) -> str:
    """Return the name of a world by its number from 0: a to z, then w27 and so on."""
    return chr(ord("a") + number) if number < 26 else f"w{number + 1}"
