"""Why a test of a scenario failed: its expectation piece by piece, and what moved the values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.engine import Cause, Report, Rules, State
from game.engine.opening import build_frame
from game.engine.view import explain, list_roots
from game.engine.words import label_entry
from game.formula import Logic, Name, Node, compile_formula, format_formula, names_in
from game.lab.trial import Trial
from game.scenario.scope import parse_formula


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an expectation that must hold by itself."""

    formula: str
    """The part, as canonical text."""
    held: bool
    """Whether it held."""
    values: tuple[tuple[str, float], ...]
    """The names that it reads with their values."""


@dataclass(frozen=True, slots=True)
class Step:
    """How a variable moved in a turn."""

    turn: int
    """The turn."""
    before: float
    """Its value as the turn began."""
    after: float
    """Its value as the turn ended."""
    causes: tuple[Cause, ...]
    """What moved it; they add up to the step."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the outcome of a test."""

    pieces: tuple[Piece, ...]
    """The expectation, cut where `and` joins it."""
    moves: tuple[tuple[str, tuple[Step, ...]], ...]
    """The variables that it reads, also through derived values, with every turn that moved them."""
    flags: tuple[tuple[str, tuple[str, ...]], ...]
    """The flags that it reads, with the turns in which they were raised or cleared, in words."""


def gather_evidence(rules: Rules, trial: Trial) -> Evidence:
    """Return what explains how a test came out."""
    tree = parse_formula(trial.test.expect)
    whole = isinstance(tree, Logic) and tree.operator == "and"
    parts = tree.operands if isinstance(tree, Logic) and whole else (tree,)
    read = _Reading(rules, trial.state)
    roots = sorted(list_roots(rules, trial.test.expect))
    flags = sorted({name.name for name in names_in(tree)} & rules.scenario.flag.keys())
    return Evidence(
        tuple(read.judge(part) for part in parts),
        tuple((name, tuple(_list_steps(rules, trial.reports, name))) for name in roots),
        tuple((name, tuple(_list_turns(trial.reports, name))) for name in flags),
    )


class _Reading:
    """Formulas as they are read after the last turn of a test."""

    def __init__(self, rules: Rules, state: State) -> None:
        self.rules = rules
        self.frame = build_frame(rules, state)

    def judge(self, part: Node) -> Piece:
        """Return a part with its outcome and the values of its names."""
        names = dict.fromkeys(name.name for name in names_in(part))
        values = tuple((name, self._compute(Name(name))) for name in names)
        return Piece(format_formula(part), self._compute(part) != 0.0, values)

    def _compute(self, tree: Node) -> float:
        layout = self.rules.layout
        return compile_formula(tree, layout, layout.curves, layout.bounds)(self.frame)


def _list_steps(rules: Rules, reports: tuple[Report, ...], name: str) -> Iterator[Step]:
    index = rules.index["var"][name]
    for report in reports:
        causes = tuple(explain(rules, report, name))
        if causes:
            yield Step(report.turn, report.before[index], report.after[index], causes)


def _list_turns(reports: tuple[Report, ...], flag: str) -> Iterator[str]:
    for report in reports:
        for names, verb in ((report.raised, "raised"), (report.cleared, "cleared")):
            if flag in names:
                yield f"{verb} in turn {report.turn}"


def tell_trial(rules: Rules, trial: Trial) -> Iterator[str]:
    """Yield lines on a test that failed: expected, found, and what moved the values, by turn."""
    if trial.trouble is not None:
        yield f"it could not be played: {trial.trouble}"
        return
    evidence = gather_evidence(rules, trial)
    yield f"expected  {format_formula(parse_formula(trial.test.expect))}"
    for number, piece in enumerate(evidence.pieces):
        verdict = "holds" if piece.held else "does not hold"
        values = ", ".join(f"{name} = {write_value(value)}" for name, value in piece.values)
        found = "found   " if number == 0 else " " * 8
        yield f"{found}  {piece.formula}: {verdict}{f'; {values}' if values else ''}"
    yield _tell_when(trial)
    for name, steps in evidence.moves:
        yield from _tell_moves(rules, name, steps)
    for name, turns in evidence.flags:
        yield f"{name}: {', '.join(turns) or 'neither raised nor cleared'}"


def _tell_when(trial: Trial) -> str:
    """Tell when the test was looked at, and how the game ended if it did."""
    played, after = len(trial.reports), trial.test.after
    seed = f"seed {trial.test.seed}"
    if played < after and trial.state.end is not None:
        ending = trial.state.end.ending or "no ending"
        return f"looked at after turn {played}, as the game ended there: {ending}; {seed}"
    return f"looked at after turn {played}; {seed}"


def _tell_moves(rules: Rules, name: str, steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield how a variable moved, turn by turn."""
    if not steps:
        yield f"{name}: nothing moved it"
        return
    yield f"{name}:"
    for step in steps:
        yield f"  turn {step.turn}: {write_value(step.before)} → {write_value(step.after)}"
        for cause in step.causes:
            entry = label_entry(rules.scenario, cause.by)
            why = f", {cause.why}" if cause.why and cause.why != entry else ""
            yield f"    {write_step(cause.amount)}  {cause.by}: {entry}{why}"


def write_value(value: float) -> str:
    """Write a value so that it can be read and compared: at most six digits, no exponent."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_step(amount: float) -> str:
    """Write a change with its sign."""
    text = write_value(amount)
    if text == "0" and amount:
        return f"{amount:+.1e}"
    return text if amount < 0 else f"+{text}"
