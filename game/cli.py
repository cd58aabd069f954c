"""The commands. Each imports what it needs inside itself, so that `--help` is quick.

Exit status: 0 done, 1 `check` found errors, 2 something given cannot be used, 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from game import __version__
from game.errors import BufferStateError

DONE, FOUND, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def run() -> None:
    """Be the command `buffer-state`: leave with the exit status."""
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser()
    if not given or given[0] not in COMMANDS | {"-h", "--help", "--version"}:
        given.insert(0, "play")
    try:
        options = parser.parse_args(given)
        status: int = options.carry_out(options)
        sys.stdout.flush()
        return status
    except BufferStateError as error:
        print(f"buffer-state: {error}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else UNUSABLE


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="buffer-state",
        description="A strategy wargame between two patrons. Without a command it opens the title.",
        epilog="A scenario's id or path in place of a command starts it.",
    )
    parser.add_argument("--version", action="version", version=f"buffer-state {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_play(commands)
    _add_run(commands)
    _add_check(commands)
    _add_list(commands)
    return parser


COMMANDS = frozenset({"play", "run", "check", "list"})
"""The words that are commands; any other first word is a scenario to play."""

_Commands = argparse._SubParsersAction  # the type has no public name


def _add_play(commands: _Commands[argparse.ArgumentParser]) -> None:
    play = commands.add_parser("play", help="play a scenario, or open the title")
    play.add_argument("scenario", nargs="?", help="id or path; without it the title opens")
    play.add_argument("--seed", help="a whole number, or letters such as 7K2B-1X0Q")
    play.add_argument("--difficulty", help="a difficulty of the scenario")
    play.add_argument("--language", help="a language of its texts, such as be")
    play.add_argument("--seat", help="the seat to play; without it the scenario's own")
    play.add_argument(
        "--mode", choices=("sandbox", "standard", "ironman"), default="standard",
        help="how freely turns can be taken back (default: standard)",
    )  # fmt: skip
    play.add_argument("--saves", metavar="DIR", help="the folder of the saves")
    play.add_argument("--load", metavar="FILE", help="go on with a save")
    play.add_argument(
        "--plain", action="store_true", help="as lines and prompts, for pipes and screen readers"
    )
    play.set_defaults(carry_out=play_game)


def _add_run(commands: _Commands[argparse.ArgumentParser]) -> None:
    door = commands.add_parser("run", help="play a scenario without a screen")
    door.add_argument("scenario", help="id or path")
    door.add_argument("--seed", default="1", help="a whole number, or letters such as 7K2B-1X0Q")
    door.add_argument("--choices", metavar="FILE", help="TOML with the choices of each turn")
    door.add_argument(
        "--policy", action="append", default=[], metavar="[SEAT=]NAME",
        help="who plays a seat without choices: weights or none (default: weights)",
    )  # fmt: skip
    door.add_argument("--difficulty", help="a difficulty of the scenario")
    door.add_argument("--format", choices=("text", "json"), default="text")
    door.set_defaults(carry_out=run_scenario)


def _add_check(commands: _Commands[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="report all problems of scenarios")
    check.add_argument("paths", nargs="+", metavar="PATH", help="ids or paths")
    check.set_defaults(carry_out=check_scenarios)


def _add_list(commands: _Commands[argparse.ArgumentParser]) -> None:
    listing = commands.add_parser("list", help="list the scenarios that are found")
    listing.set_defaults(carry_out=list_found)


def play_game(options: argparse.Namespace) -> int:
    """Open the screens, or the lines of `--plain`."""
    if options.plain:
        from game.plain import play_plain

        return play_plain(options)
    from game.ui.launch import launch

    return launch(options)


def run_scenario(options: argparse.Namespace) -> int:
    """Play a scenario without a screen and print what happened."""
    from game.archive.transcript import write_json, write_text
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


def check_scenarios(options: argparse.Namespace) -> int:
    """Print every problem of every scenario; 1 if there is an error."""
    from game.scenario.load import check
    from game.scenario.source import read_bundle

    status = DONE
    for path in options.paths:
        try:
            bundle = read_bundle(path)
        except BufferStateError as error:
            print(f"buffer-state: {error}", file=sys.stderr)
            status = UNUSABLE
            continue
        checked = check(bundle)
        for problem in checked.problems:
            print(problem.render(), end="\n\n")
        if checked.scenario is None:
            status = max(status, FOUND)
        else:
            print(f"{path}: no errors")
    return status


def list_found(options: argparse.Namespace) -> int:
    """Print the scenarios that are found, one a line."""
    from game.scenario.source import list_scenarios

    for found in list_scenarios():
        print(f"{found.id:24} {found.title}: {found.problem or found.summary}")
    return DONE


def read_text(path: str) -> str:
    """Return the text of a file that the user named.

    Raises:
        BufferStateError: It cannot be read, or is no UTF-8 text of at most a MiB.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BufferStateError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > 1 << 20:
        raise BufferStateError(f"{path} is larger than 1 MiB")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BufferStateError(f"{path} is not UTF-8 at byte {error.start}") from error
