"""Why a test of a scenario failed: its conditions piece by piece, and what moved the values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from game.engine import Cause, Report, Rules
from game.engine.view import explain
from game.engine.words import label_entry
from game.formula import (
    Conditional,
    Logic,
    Name,
    Node,
    Unary,
    format_formula,
    is_yes_no,
    names_in,
)
from game.lab.trial import Trial, compute, is_answer
from game.scenario.meanings import Symbol, read_formula_names
from game.scenario.scope import parse_formula

NEVER = {
    "flag": "neither raised nor cleared",
    "action": "never ordered",
    "option": "never chosen",
    "promise": "never made",
}
"""What is said of a thing to which nothing happened, by the kind of its symbol."""


DEEPEST = 12
"""So many times a part is taken apart again; what lies deeper nobody would read."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A condition, or a part of one."""

    formula: str
    """The condition, as canonical text."""
    held: bool
    """Whether it held."""
    values: tuple[tuple[str, float], ...]
    """The names that it reads with their values."""
    parts: tuple[Piece, ...] = ()
    """The parts that decided it, where it failed and has parts."""

    @property
    def grounds(self) -> tuple[Piece, ...]:
        """The smallest parts that decided it."""
        return tuple(each for part in self.parts for each in part.grounds) or (self,)


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
    """Its conditions, cut where `and` joins them."""
    moves: tuple[tuple[str, tuple[Step, ...]], ...]
    """The variables that failed pieces read, also through derived values, with all that moved
    them, turn by turn."""
    turns: tuple[tuple[str, str], ...]
    """What else they read that happens, flags, choices and promises, and the answers that the test
    gives whenever they are asked for: each with what happened to it in which turn, in words."""


def gather_evidence(rules: Rules, trial: Trial) -> Evidence:
    """Return what explains how a test came out."""
    read = _Reading(rules, trial)
    conditions = (parse_formula(formula) for formula in trial.deciding)
    pieces = tuple(read.judge(part) for tree in conditions for part in _cut(tree))
    failed = [piece for piece in pieces if not piece.held]
    names = read.trace(ground.formula for piece in failed for ground in piece.grounds)
    meanings = read_formula_names(rules.scenario)
    symbols = {name: meanings[name][-1].symbol for name in sorted(names) if name in meanings}
    variables = sorted({each.name for each in symbols.values() if each.kind == "var"})
    played = dict.fromkeys(entry for entries in trial.test.play for entry in entries)
    answers = [(entry, Symbol("option", entry)) for entry in played if is_answer(rules, entry)]
    others = [(name, symbol) for name, symbol in symbols.items() if symbol.kind in NEVER]
    return Evidence(
        pieces,
        tuple((name, tuple(_list_steps(rules, trial.reports, name))) for name in variables),
        (
            *(
                (name, _tell_turns(trial.reports, each, "never asked for"))
                for name, each in answers
            ),
            *((name, _tell_turns(trial.reports, each, NEVER[each.kind])) for name, each in others),
        ),
    )


def _cut(tree: Node) -> tuple[Node, ...]:
    """Return the parts that must all hold."""
    return tree.operands if isinstance(tree, Logic) and tree.operator == "and" else (tree,)


@dataclass
class _Reading:
    """Conditions as they are read where a test was looked at."""

    rules: Rules
    trial: Trial
    opened: set[str] = field(default_factory=set)
    """The derived values whose formulas have been taken apart."""

    def judge(self, tree: Node, depth: int = 0) -> Piece:
        """Return a condition with its outcome and values, and what decided it if it failed.

        Args:
            tree: The condition.
            depth: 0 for one that must hold; of a part of one, what decided it is told either way.
        """
        held = self._holds(tree)
        whole = (depth == 0 and held) or depth >= DEEPEST
        decided = () if whole else self._decide(tree)
        names = dict.fromkeys(name.name for name in names_in(tree))
        return Piece(
            format_formula(tree),
            held,
            tuple((name, compute(self.rules, Name(name), self.trial.frame)) for name in names),
            tuple(self.judge(part, depth + 1) for part in decided),
        )

    def _holds(self, tree: Node) -> bool:
        return compute(self.rules, tree, self.trial.frame) != 0.0

    def _decide(self, tree: Node) -> tuple[Node, ...]:
        """Return the parts that made a condition come out as it did."""
        scenario = self.rules.scenario
        match tree:
            case Logic(operands=operands):
                held = self._holds(tree)
                return tuple(each for each in operands if self._holds(each) == held)
            case Unary(operator="not", operand=operand):
                return self._decide(operand)
            case Conditional(then=then, condition=condition, otherwise=otherwise):
                return condition, then if self._holds(condition) else otherwise
            case Name(name=name) if name in scenario.derived and name not in self.opened:
                # Told twice it would tell nothing new, and could grow without end.
                self.opened.add(name)
                formula = parse_formula(scenario.derived[name].value)
                return (formula,) if is_yes_no(formula, scenario.flag) else ()
            case _:
                return ()

    def trace(self, formulas: Iterable[str]) -> set[str]:
        """Return the names that formulas read, also through derived values."""
        derived = self.rules.scenario.derived
        names: set[str] = set()
        waiting: list[str | float] = list(formulas)
        while waiting:
            new = {read.name for read in names_in(parse_formula(waiting.pop()))} - names
            waiting.extend(derived[name].value for name in new if name in derived)
            names |= new
        return names


def _list_steps(rules: Rules, reports: tuple[Report, ...], name: str) -> Iterator[Step]:
    index = rules.index["var"][name]
    for report in reports:
        causes = tuple(explain(rules, report, name))
        if causes:
            yield Step(report.turn, report.before[index], report.after[index], causes)


def _tell_turns(reports: tuple[Report, ...], symbol: Symbol, never: str) -> str:
    """Return what happened to a flag, an action, an option or a promise, and in which turns."""
    happened = (
        f"{what} in turn {report.turn}"
        for report in reports
        for what in _list_happenings(report, symbol)
    )
    return ", ".join(happened) or never


def _list_happenings(report: Report, symbol: Symbol) -> Iterator[str]:
    match symbol.kind:
        case "flag":
            yield from ("raised" for name in report.raised if name == symbol.name)
            yield from ("cleared" for name in report.cleared if name == symbol.name)
        case "action":
            yield from ("ordered" for order in report.orders if order.action == symbol.name)
        case "option":
            for answer in report.answers:
                if f"{answer.event}.{answer.option}" == symbol.name:
                    yield "chosen by silence" if answer.silent else "chosen"
        case "promise":
            yield from (entry.move for entry in report.ledger if entry.promise == symbol.name)


def sum_up(trial: Trial, evidence: Evidence) -> str:
    """Return in one line why a test failed."""
    if trial.trouble is not None:
        return f"it could not be played: {trial.trouble}"
    failed = (piece for piece in evidence.pieces if not piece.held)
    told = (
        f"{piece.formula} ({_list_values(piece)})" if piece.values else piece.formula
        for piece in failed
    )
    return f"does not hold: {', '.join(told)}"


def tell_trial(rules: Rules, trial: Trial, evidence: Evidence) -> Iterator[str]:
    """Yield lines on a test that failed: expected, found, and what moved the values, by turn."""
    if trial.trouble is not None:
        yield sum_up(trial, evidence)
    else:
        yield f"expected  {format_formula(parse_formula(trial.test.expect))}"
    lines = [line for piece in evidence.pieces for line in _tell_piece(piece)]
    for number, line in enumerate(lines):
        yield f"{'' if number else 'found':8}  {line}"
    if trial.trouble is None:
        yield _tell_when(trial)
    for name, steps in evidence.moves:
        yield from _tell_moves(rules, name, steps)
    for name, turns in evidence.turns:
        yield f"{name}: {turns}"


def _tell_piece(piece: Piece, indent: str = "") -> Iterator[str]:
    """Yield a condition and what decided it; the values stand with the smallest parts."""
    verdict = "holds" if piece.held else "does not hold"
    told = f"; {_list_values(piece)}" if piece.values and not piece.parts else ""
    yield f"{indent}{piece.formula}: {verdict}{told}"
    for part in piece.parts:
        yield from _tell_piece(part, indent + "  ")


def _list_values(piece: Piece) -> str:
    return ", ".join(f"{name} = {write_value(value)}" for name, value in piece.values)


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
