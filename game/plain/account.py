"""What happened, as lines: the report of a turn, the causes of a gauge, the end."""

from __future__ import annotations

from collections.abc import Iterator

from game.archive.game import Game
from game.engine import Cause, Report
from game.engine.view import explain, list_roots, sees
from game.engine.words import label_entry
from game.plain.amounts import label_gauge, say_change, say_odds, say_reading, trim
from game.plain.situation import list_front
from game.scenario.models import Choice, Scenario

MOST_CHANGES = 6
"""How many changes a report tells by itself, the largest share of their range first."""

MOST_CAUSES = 3
"""How many causes of a change a report tells by itself, the heaviest first."""


def say_report(game: Game, report: Report) -> list[str]:
    """Return what happened in a turn, as far as the seat may know."""
    return [
        *_say_acts(game, report),
        *_say_events(game, report),
        *_say_ledger(game, report),
        *_say_changes(game, report),
    ]


def _say_acts(game: Game, report: Report) -> Iterator[str]:
    """Yield what the seats answered, ordered and drew."""
    scenario = game.rules.scenario
    seats = {name: seat.label for name, seat in scenario.seat.items()}
    for answer in report.answers:
        label = label_entry(scenario, f"event/{answer.event}.{answer.option}")
        event = label_entry(scenario, f"event/{answer.event}")
        silent = ", by silence" if answer.silent else ""
        yield f"{seats[answer.seat]} answered {event}: {label}{silent}."
    for order in report.orders:
        label = label_entry(scenario, f"action/{order.action}")
        foreign = order.seat != game.seat and order.reasons
        because = f", because {'; '.join(order.reasons)}" if foreign else ""
        yield f"{seats[order.seat]}: {label}{because}."
    for drawn in report.outcomes:
        entry = label_entry(scenario, drawn.by)
        odds = say_odds((drawn.odds, drawn.odds))
        yield f"{entry}: {label_outcome(scenario, drawn.by, drawn.outcome)} ({odds})."


def label_outcome(scenario: Scenario, by: str, outcome: str) -> str:
    """Return what people call an outcome of an entry."""
    name = by.partition("/")[2]
    entries: list[tuple[str, Choice]] = [(action.id, action) for action in scenario.action]
    entries.extend((f"{e.id}.{option.id}", option) for e in scenario.event for option in e.option)
    for entry, choice in entries:
        if entry == name:
            return next((o.label or o.id for o in choice.outcome if o.id == outcome), outcome)
    return outcome


def _say_events(game: Game, report: Report) -> Iterator[str]:
    scenario = game.rules.scenario
    asked = {answer.event for answer in report.answers}
    for event in scenario.event:
        if event.id in report.events and event.id not in asked and game.seat in event.to:
            yield f"It happened: {event.label or event.id}."
    for names, verb in ((report.raised, "Now so"), (report.cleared, "No longer so")):
        for name in names:
            yield f"{verb}: {scenario.flag[name].label or name}."
    for seat, name in report.revealed:
        if seat == game.seat:
            yield f"You learned: {label_gauge(scenario, name)}."
    if report.accident is not None:
        struck = "happened" if report.accident.struck else "did not happen"
        yield f"The accident, at {trim(report.accident.chance)} per cent, {struck}."


def _say_ledger(game: Game, report: Report) -> Iterator[str]:
    known = {
        rule.id
        for rule in game.rules.promises
        if rule.public or game.seat in (rule.promiser, rule.partner)
    }
    for entry in report.ledger:
        if entry.promise in known:
            label = label_entry(game.rules.scenario, f"promise/{entry.promise}.{entry.move}")
            yield f"Promise: {label}."


def _say_changes(game: Game, report: Report) -> Iterator[str]:
    """Yield the changes by weight, those of the front first, each with its heaviest causes."""
    rules = game.rules
    front = list_front(game)
    moved = []
    for index, name in enumerate(rules.variables):
        change = report.after[index] - report.before[index]
        if change and sees(rules, game.state, game.seat, name):
            share = abs(change) / (rules.highs[index] - rules.lows[index])
            moved.append((name not in front, -share, name, change))
    for _, _, name, change in sorted(moved)[:MOST_CHANGES]:
        causes = sorted(explain(rules, report, name), key=lambda cause: -abs(cause.amount))
        told = "; ".join(_say_cause(game, name, cause) for cause in causes[:MOST_CAUSES])
        rest = len(causes) - MOST_CAUSES
        more = f"; and {rest} more" if rest > 0 else ""
        label = label_gauge(rules.scenario, name)
        yield f"{label} {say_change(rules.scenario, name, change)}: {told}{more}."
    if len(moved) > MOST_CHANGES:
        yield f"{len(moved) - MOST_CHANGES} other gauges moved; `gauges` tells them all."


def _say_cause(game: Game, name: str, cause: Cause) -> str:
    scenario = game.rules.scenario
    entry = label_entry(scenario, cause.by)
    reason = cause.why or entry
    return f"{say_change(scenario, name, cause.amount)}, {reason}"


def say_causes(game: Game, name: str) -> list[str]:
    """Return how a gauge came to its value in the last turn: every cause, its sum exact."""
    scenario, rules = game.rules.scenario, game.rules
    label = label_gauge(scenario, name)
    lines = [f"{label}: {say_reading(scenario, name, game.view[name])}."]
    about = scenario.var[name] if name in scenario.var else scenario.derived[name]
    if about.about:
        lines.append(" ".join(about.about.split()))
    if name in scenario.derived:
        roots = sorted(list_roots(rules, scenario.derived[name].value))
        lines.append(f"It is computed: {scenario.derived[name].value}.")
        return lines + [
            f"It follows {label_gauge(scenario, root)}; ask `why {root}`." for root in roots
        ]
    if not game.view[name].exact:
        return [*lines, "What moves it is hidden from you too."]
    if not game.turns:
        return [*lines, "Nothing has moved it yet: the game has just begun."]
    return lines + list(_say_all_causes(game, game.reports[-1], name))


def _say_all_causes(game: Game, report: Report, name: str) -> Iterator[str]:
    scenario = game.rules.scenario
    index = game.rules.index["var"][name]
    old, new = report.before[index], report.after[index]
    yield f"In turn {report.turn} it went from {trim(old)} to {trim(new)}:"
    causes = explain(game.rules, report, name)
    for cause in causes:
        entry = label_entry(scenario, cause.by)
        reason = f"{cause.why} ({entry})" if cause.why and cause.why != entry else entry
        yield f"{say_change(scenario, name, cause.amount)}: {reason}, stage {cause.stage}."
    yield "Nothing moved it." if not causes else f"In all {say_change(scenario, name, new - old)}."


def say_end(game: Game) -> list[str]:
    """Return the ending, its verdicts from every side, and the score."""
    scenario, point = game.rules.scenario, game.standpoint
    ending, end = game.ending, game.state.end
    turn = f" in turn {end.turn}" if end else ""
    if ending is None:
        lines = [f"The game ends{turn}, and nothing is decided."]
    else:
        lines = [f"{ending.label or ending.id}{turn}.", point.write(ending.text)]
        lines.extend(
            f"{label_judge(scenario, judge)}: {point.write(verdict)}"
            for judge, verdict in ending.verdicts.items()
        )
    for verdict in scenario.verdict:
        value = point.compute(verdict.value)
        levels = verdict.levels
        level = next(
            (each for each in levels if each.upto is None or value <= each.upto), levels[-1]
        )
        word = f", {level.label}" if level.label else ""
        lines.append(
            f"{verdict.label or label_judge(scenario, verdict.by)}: "
            f"{trim(value)} of {trim(verdict.range[1])}{word}. {point.write(level.text)}".rstrip()
        )
    if scenario.score is not None:
        score = trim(point.compute(scenario.score.value))
        lines.append(f"Score: {score}, {scenario.score.label or 'points'}.")
    return [line for line in lines if line]


def label_judge(scenario: Scenario, judge: str) -> str:
    """Return what people call a judge, who need not be a seat."""
    if judge in scenario.seat:
        return scenario.seat[judge].label
    verdict = next((each for each in scenario.verdict if each.by == judge and each.label), None)
    return verdict.label if verdict and verdict.label else judge.replace("-", " ").capitalize()
