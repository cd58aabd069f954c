"""What `buffer-state simulate` does once its options are read."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from game.commands.files import open_file, write_file
from game.commands.status import DONE, FOUND, INTERRUPTED
from game.engine import Rules
from game.engine.luck import parse_seed
from game.errors import BufferStateError, MalformedChoice
from game.lab.account import tell_games, write_matrix, write_run, write_verdicts
from game.lab.balance import Aspiration, Verdict, list_aspirations
from game.lab.blocks import Block, prepare
from game.lab.conditions import Conditions
from game.lab.document import describe_simulation
from game.lab.executors import Crew, count_processors
from game.lab.findings import Finding, find_all, find_missed
from game.lab.interrupts import heed_endings
from game.lab.replaying import write_choices
from game.lab.rows import CsvSink, ParquetSink, Sink
from game.lab.simulation import Run, Watch, check_extent, line_up, simulate
from game.lab.study import GAUGE, Study
from game.policy.naming import find_policies, list_members, name_policies
from game.scenario.policies import ANY
from game.scenario.source import read_bundle

ROWS = ("csv", "parquet")
"""The formats that hold a row for each game."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was played, and what was found in it."""

    study: Study
    """The runs."""
    findings: Sequence[Finding]
    """What an author may want to look at."""
    verdicts: Sequence[tuple[Aspiration, Verdict | None]]
    """How the shares of `[balance]` came out."""

    @property
    def runs(self) -> list[Run]:
        """All runs, in the order in which they were played."""
        return [run for runs in self.study.runs.values() for run in runs]

    @property
    def status(self) -> int:
        """The exit status: a missed share is found, however much else is open."""
        if self.study.interrupted:
            return INTERRUPTED
        missed = any(verdict and verdict.standing == "missed" for _, verdict in self.verdicts)
        return FOUND if missed else DONE


def carry_out_simulation(options: argparse.Namespace) -> int:
    """Play the games, write what they came to, and return the exit status.

    Raises:
        BufferStateError: Something given cannot be used; nothing has been played.
    """
    seed = parse_seed(options.seed)
    check_extent(options.games, seed)
    bundle = read_bundle(options.scenario)
    rules, conditions = prepare(bundle, options.difficulty)
    names = name_policies(rules, options.policy)
    find_policies(rules, names)
    policies = tuple(names.items())
    block = Block(bundle, options.difficulty, policies, seed, options.games)
    block = replace(block, rows=options.format in ROWS, spread=options.charts is not None)
    _check_options(options)
    heed_endings()
    workers = count_processors() if options.workers is None else options.workers
    crew = Crew(workers, options.cluster)
    comparing = options.balance is not None or options.matrix is not None
    with _keep(crew):
        play = _compare if comparing else _run
        result = play(options, rules, conditions, block, crew)
        if result.study.interrupted:
            crew.close(at_once=True)
    _deliver(options, rules, conditions, result)
    return result.status


def _check_options(options: argparse.Namespace) -> None:
    if options.format in ROWS and (options.balance is not None or options.matrix is not None):
        raise BufferStateError(
            f"--format {options.format} writes the games of one line-up; "
            "leave out --matrix and --balance, or write text or json"
        )
    if options.format == "parquet" and not options.out:
        raise BufferStateError("--format parquet needs --out FILE: it is no text for a terminal")
    if (options.balance is not None or options.matrix is not None) and options.policy:
        raise BufferStateError("--matrix and --balance say who plays; leave out --policy")


def _run(
    options: argparse.Namespace, rules: Rules, conditions: Conditions, block: Block, crew: Crew
) -> Result:
    """Play one line-up; if rows are wanted they are written on the way."""
    crew.open()
    with _show_progress(block.games) as watch, _open_sink(options, rules) as sink:
        if sink is not None:
            watch.keep = sink.write
        run, interrupted = simulate(crew, _name_run(rules, block), block, watch)
    wanted = [
        each
        for each in list_aspirations(rules)
        if line_up(rules, each.policy) == run.policies and not each.subject.startswith(GAUGE)
    ]
    runs = {each.policy: [run] for each in wanted} if run.tally.games else {}
    verdicts = list(Study(rules, block, runs).judge(wanted)) if runs else []
    study = Study(rules, block, {run.name: [run]}, interrupted=interrupted)
    findings = [*find_missed(verdicts), *find_all(rules, conditions, run)]
    return Result(study, findings, verdicts)


def _name_run(rules: Rules, block: Block) -> str:
    """Return what the human seats are played by."""
    return ", ".join(
        dict.fromkeys(name for seat, name in block.policies if rules.seats[seat].human)
    )


def _compare(
    options: argparse.Namespace, rules: Rules, conditions: Conditions, block: Block, crew: Crew
) -> Result:
    """Play several line-ups; with `--balance`, judge their shares too."""
    wanted = list_aspirations(rules) if options.balance is not None else []
    policies = _list_policies(rules, options, wanted)
    study = Study(rules, block)
    still = [each for each in wanted if each.subject.startswith(GAUGE) and each.policy in policies]
    crew.open()
    with _show_progress(study.count_games(policies, still)) as watch:
        study.play(crew, policies, watch)
        study.still(crew, still, watch)
    verdicts = list(study.judge(wanted))
    return Result(study, list(find_missed(verdicts)), verdicts)


def _list_policies(
    rules: Rules, options: argparse.Namespace, wanted: Sequence[Aspiration]
) -> list[str]:
    """Return the policies to compare, each once, after seeing that all exist."""
    given = options.matrix or options.balance
    listed = given.split(",") if given else [each.policy for each in wanted]
    policies = [policy for policy in dict.fromkeys(listed) if policy != ANY]
    if not policies:
        raise MalformedChoice("the scenario has no [balance] to measure; add one, or use --matrix")
    for policy in policies:
        for seat, rule in rules.seats.items():
            if rule.human:
                find_policies(rules, {seat: policy})
                list_members(rules, seat, policy)
    return policies


def _deliver(
    options: argparse.Namespace, rules: Rules, conditions: Conditions, result: Result
) -> None:
    """Write the account, the charts and the games that show findings."""
    if options.format == "json":
        bundle = result.study.block.bundle
        document = describe_simulation(
            rules, conditions, bundle.digest, result.runs, result.findings, result.verdicts
        )
        _write(options.out, json.dumps(document, indent=1, allow_nan=False) + "\n")
    elif options.format == "text":
        _write(options.out, "\n".join(_account(rules, conditions, result)) + "\n")
    if options.charts:
        _write_charts(Path(options.charts), rules, result.runs)
    if options.findings:
        _write_findings(Path(options.findings), rules, result.findings)
    if result.study.interrupted:
        told = ", ".join(tell_games(run) for run in result.runs[-1:])
        print(f"buffer-state: interrupted; what is told is partial: {told}", file=sys.stderr)


def _account(rules: Rules, conditions: Conditions, result: Result) -> Iterator[str]:
    if len(result.runs) == 1 and not result.study.gauges:
        yield from write_run(rules, conditions, result.runs[0], result.findings)
    else:
        yield from write_matrix(rules, result.study)
    if result.verdicts:
        yield from ("", *write_verdicts(result.verdicts))


def _write(path: str | None, text: str) -> None:
    if path:
        write_file(Path(path), text)
    else:
        sys.stdout.write(text)


def _write_charts(path: Path, rules: Rules, runs: Sequence[Run]) -> None:
    """Write all charts into one SVG file, or each into a file of its own in a folder."""
    from game.lab.charts import draw_runs
    from game.lab.svg import write_sheet

    figures = list(draw_runs(rules, runs))
    title = rules.scenario.scenario.title
    if path.suffix == ".svg":
        write_file(path, write_sheet(figures, title))
    else:
        for figure in figures:
            write_file(path / f"{figure.name}.svg", write_sheet([figure], title))


def _write_findings(folder: Path, rules: Rules, findings: Sequence[Finding]) -> None:
    """Write the choices of a game for each finding."""
    for finding in findings:
        block = finding.run.block
        hard = f" --difficulty {block.difficulty}" if block.difficulty else ""
        name = f"{finding.key}-{finding.subject}-{finding.seed}.toml"
        again = f"run {block.bundle.name} --seed {finding.seed}{hard} --choices {name}"
        head = f"# {finding.key}, {finding.subject}: {finding.text}\n# buffer-state {again}\n\n"
        choices = write_choices(rules, finding.run.policies, finding.seed)
        write_file(folder / name, head + choices)


@contextmanager
def _open_sink(options: argparse.Namespace, rules: Rules) -> Iterator[Sink | None]:
    """Open where rows go, if they are wanted; a file is there in the end, whole, or not at all."""
    if options.format not in ROWS:
        yield None
    elif options.out:
        with open_file(Path(options.out)) as stream:
            kind = CsvSink if options.format == "csv" else ParquetSink
            sink: Sink = kind(stream, rules)
            yield sink
            sink.close()
    else:
        sink = CsvSink(sys.stdout.buffer, rules)
        yield sink
        sink.close()


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
