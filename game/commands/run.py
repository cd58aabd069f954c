"""`buffer-state run`: the conformance door of the format, a whole game without a screen."""

from __future__ import annotations

import argparse
import sys

from game.commands.status import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("scenario", help="id or path")
    parser.add_argument("--seed", default="1", help="a whole number, or letters such as 7K2B-1X0Q")
    parser.add_argument("--choices", metavar="FILE", help="TOML with the choices of each turn")
    parser.add_argument(
        "--policy", action="append", default=[], metavar="[SEAT=]NAME",
        help="who plays a seat without choices, such as none, random, greedy or planner:64 "
        "(default: weights)",
    )  # fmt: skip
    parser.add_argument("--difficulty", help="a difficulty of the scenario")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def carry_out(options: argparse.Namespace) -> int:
    """Play the scenario and print what happened."""
    from game.archive.transcript import write_json, write_text
    from game.commands.files import read_text
    from game.engine import compile_rules, start_game
    from game.engine.luck import parse_seed
    from game.policy.playthrough import assign_policies, play_through
    from game.policy.script import read_script
    from game.scenario.load import load
    from game.scenario.source import read_bundle

    bundle = read_bundle(options.scenario)
    rules = compile_rules(load(bundle, options.difficulty))
    policies = assign_policies(rules, options.policy)
    script = read_script(read_text(options.choices), rules) if options.choices else ()
    seed = parse_seed(options.seed)
    turns = list(play_through(rules, start_game(rules, seed), script, policies))
    if options.format == "json":
        sys.stdout.write(write_json(rules, bundle.digest, seed, turns))
    else:
        for line in write_text(rules, bundle.digest, seed, turns):
            print(line)
    return DONE
