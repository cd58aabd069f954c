"""`buffer-state pack`: one scenario as one file, to give it away."""

from __future__ import annotations

import argparse

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("scenario", help="id or path")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write it (default: ID.bscenario, here)"
    )
    parser.add_argument("--replace", action="store_true", help="write over a file that is there")


def carry_out(options: argparse.Namespace) -> int:
    """Check the scenario, write the pack and say where it lies."""
    from pathlib import Path

    from game.scenario.source import read_bundle
    from game.sharing.pack import SUFFIX, check_installable, collect_pack, write_pack
    from game.sharing.saving import save_pack

    pack = collect_pack(read_bundle(options.scenario))
    check_installable(pack)
    path = Path(options.output or f"{pack.id}{SUFFIX}")
    data = write_pack(pack)
    save_pack(data, path, options.replace)
    print(f"{pack.scenario.scenario.title} is packed in {path}, {len(data)} bytes")
    print(f"whoever gets it installs it with: buffer-state install {path.name}")
    return DONE
