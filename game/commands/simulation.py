"""What `buffer-state simulate` does once its options are read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from game.archive.writing import write_whole
from game.commands.status import DONE, FOUND, INTERRUPTED
from game.engine import Rules
from game.engine.luck import parse_seed
from game.errors import MalformedChoice
from game.lab.account import write_matrix, write_run, write_verdicts
from game.lab.balance import Aspiration, list_aspirations
from game.lab.blocks import Block, prepare
from game.lab.executors import Crew, count_processors
from game.lab.findings import Finding, find_all
from game.lab.replaying import write_choices
from game.lab.simulation import Watch, check_extent, line_up, simulate
from game.lab.study import GAUGE, Study
from game.policy.naming import find_policies, list_members, name_policies
from game.scenario.source import read_bundle


def carry_out_simulation(options: argparse.Namespace) -> int:
    """Play the games, write what they came to, and return the exit status."""
    seed = parse_seed(options.seed)
    check_extent(options.games, seed)
    bundle = read_bundle(options.scenario)
    rules, _ = prepare(bundle, options.difficulty)
    names = name_policies(rules, options.policy)
    find_policies(rules, names)
    block = Block(bundle, options.difficulty, tuple(names.items()), seed, options.games)
    crew = Crew(options.workers or count_processors(), options.cluster)
    if options.balance is not None or options.matrix is not None:
        return _compare(options, rules, block, crew)
    return _run(options, rules, block, crew)


def _run(options: argparse.Namespace, rules: Rules, block: Block, crew: Crew) -> int:
    with _keep(crew), _show_progress(block.games) as watch:
        run, interrupted = simulate(crew, "games", block, watch)
    _, conditions = prepare(block.bundle, block.difficulty)
    findings = find_all(rules, conditions, run)
    wanted = [
        each
        for each in list_aspirations(rules)
        if line_up(rules, each.policy) == run.policies and not each.subject.startswith(GAUGE)
    ]
    study = Study(rules, block, {each.policy: [run] for each in wanted})
    verdicts = list(study.judge(wanted)) if run.tally.games else []
    lines = [*write_run(rules, conditions, run, findings)]
    if verdicts:
        lines += ["", *write_verdicts(verdicts)]
    _deliver(options, lines)
    _write_findings(options, rules, findings)
    if interrupted:
        return INTERRUPTED
    missed = any(verdict and verdict.standing == "missed" for _, verdict in verdicts)
    return FOUND if missed else DONE


def _compare(options: argparse.Namespace, rules: Rules, block: Block, crew: Crew) -> int:
    wanted = list_aspirations(rules) if options.balance is not None else []
    policies = _list_policies(rules, options, wanted)
    study = Study(rules, block)
    still = [each for each in wanted if each.subject.startswith(GAUGE) and each.policy in policies]
    with _keep(crew), _show_progress(study.count_games(policies, still)) as watch:
        study.play(crew, policies, watch)
        study.still(crew, still, watch)
    lines = [*write_matrix(rules, study)]
    verdicts = list(study.judge(wanted))
    if wanted:
        lines += ["", *write_verdicts(verdicts)]
    _deliver(options, lines)
    if study.interrupted:
        return INTERRUPTED
    missed = any(verdict and verdict.standing == "missed" for _, verdict in verdicts)
    return FOUND if missed else DONE


def _list_policies(
    rules: Rules, options: argparse.Namespace, wanted: Sequence[Aspiration]
) -> list[str]:
    """Return the policies to compare, each once, after seeing that all exist."""
    given = options.matrix or options.balance
    policies = given.split(",") if given else [each.policy for each in wanted]
    policies = [policy for policy in dict.fromkeys(policies) if policy != "any"]
    if not policies:
        raise MalformedChoice("the scenario has no [balance] to measure; add one, or use --matrix")
    for policy in policies:
        for seat, rule in rules.seats.items():
            if rule.human:
                find_policies(rules, dict.fromkeys([seat], policy))
                list_members(rules, seat, policy)
    return policies


def _deliver(options: argparse.Namespace, lines: Sequence[str]) -> None:
    text = "\n".join(lines) + "\n"
    if options.out:
        write_whole(Path(options.out), text.encode("utf-8"))
    else:
        sys.stdout.write(text)


def _write_findings(options: argparse.Namespace, rules: Rules, findings: Sequence[Finding]) -> None:
    if options.findings:
        for finding in findings:
            name = f"{finding.key}-{finding.subject}-{finding.seed}.toml".replace("/", "-")
            text = write_choices(rules, finding.run.policies, finding.seed)
            write_whole(Path(options.findings) / name, text.encode("utf-8"))


@contextmanager
def _keep(crew: Crew) -> Iterator[None]:
    """Let the workers go in the end, at once if anything went wrong."""
    try:
        yield
    except BaseException:
        crew.close(at_once=True)
        raise
    crew.close()


@contextmanager
def _show_progress(games: int) -> Iterator[Watch]:
    """Show a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Watch()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), "games", TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=games)
        yield Watch(advance=lambda more: progress.advance(task, more))
