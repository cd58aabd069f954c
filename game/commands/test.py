"""`buffer-state test`: what authors expect of their scenarios, played."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.status import DONE, FOUND, UNUSABLE
from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.lab.junit import Case, Suite


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="ids or paths of scenarios")
    parser.add_argument(
        "--name", action="append", default=[], metavar="TEXT",
        help="play only the tests whose name holds this text; may be given again",
    )  # fmt: skip
    parser.add_argument("--difficulty", help="a difficulty that each of the scenarios has")
    parser.add_argument("--junit", metavar="FILE", help="write the results as JUnit XML, too")
    parser.add_argument(
        "--watch", action="store_true", help="play them again whenever a file is saved"
    )


def carry_out(options: argparse.Namespace) -> int:
    """Play the tests; 1 if one fails, 2 if a scenario or an option cannot be used."""
    if not options.watch:
        return play_all(options)
    from game.scenario.watching import Watch, pulse, watch

    watches = [Watch(path) for path in options.paths]
    play_watched(options)
    for _ in watch(watches, pulse()):
        print()
        play_watched(options)
    return DONE


def play_watched(options: argparse.Namespace) -> None:
    """Play all tests and say what is waited for."""
    play_all(options)
    print(f"Watching {', '.join(options.paths)}; ctrl+c ends it.", flush=True)


def play_all(options: argparse.Namespace) -> int:
    """Play the tests of all scenarios once, print and write the results; return the status."""
    suites = [play_scenario(path, options) for path in options.paths]
    cases = [case for suite in suites for case in suite.cases]
    failed = sum(1 for case in cases if case.failure)
    unplayed = sum(1 for suite in suites if suite.trouble)
    status = UNUSABLE if unplayed else FOUND if failed else DONE
    if options.name and not cases and not unplayed:
        named = " or ".join(repr(name) for name in options.name)
        print(f"buffer-state: no test has {named} in its name", file=sys.stderr)
        status = UNUSABLE
    elif len(suites) > 1:
        print(f"{len(cases) - failed} passed, {failed} failed, {unplayed} not playable")
    if options.junit:
        from game.commands.files import write_file
        from game.lab.junit import write_junit

        write_file(Path(options.junit), write_junit(suites))
    return status


def play_scenario(path: str, options: argparse.Namespace) -> Suite:
    """Play the tests of one scenario and print how they came out."""
    from game.lab.junit import Suite

    try:
        cases = tuple(_play_cases(path, options))
    except BufferStateError as error:
        print(f"buffer-state: {error}", file=sys.stderr)
        return Suite(path, trouble=str(error))
    failed = sum(1 for case in cases if case.failure)
    told = f"{len(cases) - failed} passed, {failed} failed" if cases else "no tests"
    print(f"{path}: {told}")
    return Suite(path, cases)


def _play_cases(path: str, options: argparse.Namespace) -> Iterator[Case]:
    """Play the tests of one scenario that are asked for, and tell of those that fail."""
    from game.commands.inspections import show_path
    from game.engine import compile_rules
    from game.lab.evidence import gather_evidence, sum_up, tell_trial
    from game.lab.junit import Case
    from game.lab.trial import try_test
    from game.scenario.load import load
    from game.scenario.placing import Placing
    from game.scenario.source import read_bundle

    bundle = read_bundle(path)
    rules = compile_rules(load(bundle, options.difficulty))
    placing = Placing(bundle)
    paths = {file.name: show_path(file.path) for file in bundle.files}
    wanted = [name.casefold() for name in options.name]
    for number, test in enumerate(rules.scenario.test):
        if wanted and not any(text in test.name.casefold() for text in wanted):
            continue
        trial = try_test(rules, test)
        place = placing.place(("test", number, "name"))
        file = paths[place.file]
        if trial.passed:
            yield Case(test.name, file, place.line)
            continue
        evidence = gather_evidence(rules, trial)
        lines = list(tell_trial(rules, trial, evidence))
        print(f"FAILED {test.name}\n  --> {file}:{place.line}")
        print("\n".join(f"  {line}" for line in lines), end="\n\n")
        failure = "\n".join(lines)
        summary = sum_up(trial, evidence)
        broken = trial.trouble is not None
        yield Case(test.name, file, place.line, failure, summary, broken)
