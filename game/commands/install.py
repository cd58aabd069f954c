"""`buffer-state install`: a pack becomes one of the user's own scenarios."""

from __future__ import annotations

import argparse

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("pack", metavar="FILE", help="what `buffer-state pack` has made")
    parser.add_argument(
        "--replace", action="store_true", help="put it in the place of your scenario of this id"
    )


def carry_out(options: argparse.Namespace) -> int:
    """Check the pack as a whole, then install it and say how to play it."""
    from pathlib import Path

    from game.sharing.installed import install_pack
    from game.sharing.unpack import read_pack

    pack = read_pack(Path(options.pack))
    target = install_pack(pack, options.replace)
    print(f"{pack.scenario.scenario.title} is installed in {target}")
    print(f"play it: buffer-state {pack.id}")
    return DONE
