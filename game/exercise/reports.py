"""A turn's report as the log keeps it, by names, and what of it a reader may know."""

from __future__ import annotations

from dataclasses import replace

from game.engine import Cause, Conclusion, Report, Rules, State
from game.engine.report import Accident, Answer, Drawn, Entry, Order
from game.engine.view import sees
from game.exercise.payloads.play import (
    AnswerEntry,
    CauseEntry,
    LedgerEntry,
    OrderEntry,
    ReportEntry,
    RollEntry,
)

VEILED = "inject/elsewhere"
"""What stands as the cause of a change where the inject reached others."""


def record_report(rules: Rules, report: Report, known: frozenset[int] | None = None) -> ReportEntry:
    """Return a report by names.

    Args:
        rules: The compiled scenario.
        report: What happened.
        known: The places of the variables that the reader sees; without it all.
    """
    shown = [
        (name, index)
        for index, name in enumerate(rules.variables)
        if known is None or index in known
    ]
    return ReportEntry(
        turn=report.turn,
        before={name: report.before[index] for name, index in shown},
        after={name: report.after[index] for name, index in shown},
        causes=tuple(
            CauseEntry(
                var=rules.variables[cause.variable],
                by=cause.by,
                stage=cause.stage,
                amount=cause.amount,
                why=cause.why,
            )
            for cause in report.causes
        ),
        events=report.events,
        injects=report.injects,
        answers=tuple(AnswerEntry(**answer._asdict()) for answer in report.answers),
        orders=tuple(OrderEntry(**order._asdict()) for order in report.orders),
        outcomes=tuple(RollEntry(**drawn._asdict()) for drawn in report.outcomes),
        ledger=tuple(LedgerEntry(**entry._asdict()) for entry in report.ledger),
        raised=report.raised,
        cleared=report.cleared,
        revealed=report.revealed,
        accident=(report.accident.chance, report.accident.struck) if report.accident else None,
        end=(report.end.ending, report.end.turn) if report.end else None,
    )


def read_report(rules: Rules, entry: ReportEntry) -> Report:
    """Return the report that an entry holds; a variable that it leaves out is not known.

    Such a variable stands in the middle of its range, before and after, and has no causes.
    """
    middles = [(low + high) / 2.0 for low, high in zip(rules.lows, rules.highs, strict=True)]
    places = rules.index["var"]
    pairs = list(zip(rules.variables, middles, strict=True))
    return Report(
        turn=entry.turn,
        before=tuple(entry.before.get(name, middle) for name, middle in pairs),
        after=tuple(entry.after.get(name, middle) for name, middle in pairs),
        causes=tuple(
            Cause(places[cause.var], cause.by, cause.stage, cause.amount, cause.why)
            for cause in entry.causes
        ),
        events=entry.events,
        injects=entry.injects,
        answers=tuple(Answer(**answer.model_dump()) for answer in entry.answers),
        orders=tuple(Order(order.seat, order.action, order.reasons) for order in entry.orders),
        outcomes=tuple(Drawn(**drawn.model_dump()) for drawn in entry.outcomes),
        ledger=tuple(Entry(**move.model_dump()) for move in entry.ledger),
        raised=entry.raised,
        cleared=entry.cleared,
        revealed=entry.revealed,
        accident=Accident(*entry.accident) if entry.accident else None,
        end=Conclusion(*entry.end) if entry.end else None,
    )


def filter_report(rules: Rules, after: State, seat: str, report: Report) -> ReportEntry:
    """Return what a seat may know of a turn; an empty seat is one who knows what all know.

    Args:
        rules: The compiled scenario.
        after: The state after the turn, which holds what was revealed to whom.
        seat: The reader.
        report: What happened.
    """
    known = frozenset(
        index for index, name in enumerate(rules.variables) if sees(rules, after, seat, name)
    )
    told = {
        promise.id
        for promise in rules.promises
        if promise.public or (seat and seat in (promise.promiser, promise.partner))
    }
    reached = {inject.id for inject in rules.injects if seat in inject.seats}
    happened = {event.id for event in rules.events if seat in event.seats or not seat}
    filtered = replace(
        report,
        causes=tuple(_veil(cause, reached) for cause in report.causes if cause.variable in known),
        events=tuple(event for event in report.events if event in happened),
        injects=tuple(inject for inject in report.injects if inject in reached),
        ledger=tuple(entry for entry in report.ledger if entry.promise in told),
        revealed=tuple(pair for pair in report.revealed if pair[0] == seat),
    )
    return record_report(rules, filtered, known)


def _veil(cause: Cause, reached: set[str]) -> Cause:
    """Return a cause without the name of an inject that reached others."""
    kind, _, name = cause.by.partition("/")
    if kind != "inject" or name in reached:
        return cause
    return cause._replace(by=VEILED, why=None)
