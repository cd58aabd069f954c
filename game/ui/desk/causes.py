"""Why a value changed in a turn: every cause with its amount, and what follows at this pace."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from game.engine import Cause, Report
from game.engine.plans import forbid_action
from game.engine.view import explain
from game.engine.words import gauge_of, label_entry
from game.formula import format_formula, names_in
from game.scenario.models import Scenario
from game.scenario.models.play import Action, Event, Inject, Promise, Rule
from game.scenario.scope import parse_formula
from game.ui.desk.deeds import owner_of, say_cause
from game.ui.desk.effects import merge_effects, write_effect
from game.ui.desk.numbers import label_of, write_change, write_value
from game.ui.desk.position import Position
from game.ui.desk.seats import SeatMark, mark_seat, seat_behind


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A cause of a change."""

    by: str
    """The entry behind it, as the engine names it."""
    amount: float
    """Its part of the change."""
    text: str
    """What happened, in words."""
    entry: str
    """What people call the order, demand or promise behind it; its kind where it has no name."""
    source: str
    """The section of the paper on which it rests."""
    mine: bool
    """Whether the person's seat did it."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A value that a derived value reads."""

    name: str
    """The variable or derived value."""
    label: str
    """What it is called."""
    before: str
    """Its value as the turn began."""
    after: str
    """Its value as the turn ended."""
    change: str
    """Its change; empty if it stayed."""


@dataclass(frozen=True, slots=True)
class Account:
    """The change of a value in a turn."""

    name: str
    """The variable or derived value."""
    label: str
    """What it is called."""
    mark: SeatMark
    """Whose it is."""
    about: str
    """What it stands for."""
    word: str
    """The word for what it came to, with where that word begins or ends."""
    turn: int
    """The turn; 0 if none has been played."""
    first: float
    """The value as the turn began."""
    last: float
    """The value as it ended."""
    causes: tuple[CauseRow, ...]
    """For a variable: its causes, the seat's own first, then the others by weight."""
    parts: tuple[PartRow, ...]
    """For a derived value: what it is computed from."""
    formula: str
    """For a derived value: the formula in words."""
    favourable: bool | None
    """Whether the change is in the player's favour."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A level of a value that lies ahead."""

    bound: str
    """Where it begins: `below 40`."""
    word: str
    """The word for it."""
    date: str
    """When it is reached at this pace; empty if not in this game."""


@dataclass(frozen=True, slots=True)
class Felt:
    """A turn in which an entry was felt."""

    date: str
    """The date of the turn."""
    amount: str
    """What it did to the value; empty if it did something else."""
    others: str
    """What else it moved."""


def account_for(position: Position, name: str, turn: int | None = None) -> Account:
    """Return how a value came to change in a turn; without one, in the last that was played."""
    scenario = position.scenario
    series = position.series_of(name)
    played = len(series) - 1
    turn = min(turn or played, played) if played > 0 else 0
    last = series[turn] if series else position.view[name].value
    first = series[turn - 1] if turn else last
    report = position.reports[turn - 1] if turn else None
    good = gauge_of(scenario, name).good
    change = last - first
    gauge = gauge_of(scenario, name)
    seat = seat_behind(scenario, name)
    return Account(
        name=name,
        label=label_of(scenario, name),
        mark=mark_seat(scenario, seat),
        about=gauge.about or "",
        word=_say_level(scenario, name, last),
        turn=turn,
        first=first,
        last=last,
        causes=_list_causes(position, name, report) if report and name in scenario.var else (),
        parts=_list_parts(position, name, turn) if name in scenario.derived else (),
        formula=_say_formula(scenario, name) if name in scenario.derived else "",
        favourable=None if good not in {"high", "low"} else (change > 0) == (good == "high"),
    )


def _say_level(scenario: Scenario, name: str, value: float) -> str:
    """Return the word for a value and its upper end: `restless, up to 40`."""
    for level in gauge_of(scenario, name).levels:
        if level.upto is None:
            return level.label
        if value <= level.upto:
            return f"{level.label}, up to {write_value(scenario, name, level.upto)}"
    return ""


def _list_causes(position: Position, name: str, report: Report) -> tuple[CauseRow, ...]:
    rows = [_describe(position, cause) for cause in explain(position.rules, report, name)]
    return tuple(sorted(rows, key=lambda row: (not row.mine, -abs(row.amount), row.by)))


def _describe(position: Position, cause: Cause) -> CauseRow:
    scenario = position.scenario
    mine = owner_of(scenario, cause.by) == position.seat
    text = say_cause(scenario, cause, position.seat)
    if mine and not cause.why:
        text = f"You: {text}"
    return CauseRow(
        by=cause.by,
        amount=cause.amount,
        text=text[:1].upper() + text[1:],
        entry=_name_entry(scenario, cause.by),
        source=source_of(scenario, cause.by) or "",
        mine=mine,
    )


def _name_entry(scenario: Scenario, by: str) -> str:
    """Return what people call an entry, in short, or its kind."""
    kind, _, name = by.partition("/")
    entry = name.partition(".")[0]
    named: dict[str, tuple[Action | Event | Promise | Inject, ...]] = {
        "action": scenario.action,
        "event": scenario.event,
        "promise": scenario.promise,
        "inject": scenario.inject,
    }
    for each in named.get(kind, ()):
        if each.id == entry:
            return getattr(each, "short", None) or each.label or each.id
    return {"rule": "rule", "link": "influence"}.get(kind, label_entry(scenario, by))


def source_of(scenario: Scenario, by: str) -> str | None:
    """Return the section of the paper on which an entry rests."""
    kind, _, name = by.partition("/")
    entry = name if kind in {"rule", "link"} else name.partition(".")[0]
    if by == "ladder":
        return scenario.ladder.source if scenario.ladder else None
    if kind == "link":
        return next((each.source for each in scenario.link if entry in (each.id, each.to)), None)
    tables: dict[str, tuple[Action | Event | Promise | Rule | Inject, ...]] = {
        "action": scenario.action,
        "event": scenario.event,
        "promise": scenario.promise,
        "rule": scenario.rule,
        "inject": scenario.inject,
    }
    return next((each.source for each in tables.get(kind, ()) if each.id == entry), None)


def _say_formula(scenario: Scenario, name: str) -> str:
    """Return the formula of a derived value, with labels in the place of names."""
    tree = parse_formula(scenario.derived[name].value)
    text = format_formula(tree)
    spans = sorted({(read.name, label_in_words(scenario, read.name)) for read in names_in(tree)})
    words = dict(spans)
    pieces, word = [], ""
    for character in f"{text} ":
        if character.isalnum() or character in "_.":
            word += character
            continue
        pieces.append(words.get(word, word))
        pieces.append(character)
        word = ""
    text = "".join(pieces).strip()
    for sign, shown in ((" * ", " × "), (" - ", " − "), ("sqrt(", "√(")):
        text = text.replace(sign, shown)
    return text


def label_in_words(scenario: Scenario, name: str) -> str:
    """Return what people call a name of a formula, in brackets where it is more than a name."""
    plain = name.removeprefix("prev.")
    before = " before" if plain != name else ""
    if plain in scenario.var or plain in scenario.derived:
        return f"[{label_of(scenario, plain)}{before}]"
    if plain in scenario.flag:
        return f"[{scenario.flag[plain].label or plain}]"
    return name.replace("_", " ")


def _list_parts(position: Position, name: str, turn: int) -> tuple[PartRow, ...]:
    scenario = position.scenario
    tree = parse_formula(scenario.derived[name].value)
    names = dict.fromkeys(read.name.removeprefix("prev.") for read in names_in(tree))
    rows = []
    for part in names:
        series = position.series_of(part) if part in {*scenario.var, *scenario.derived} else ()
        if series:
            before, after = series[max(turn - 1, 0)], series[turn]
            rows.append(
                PartRow(
                    name=part,
                    label=label_of(scenario, part),
                    before=write_value(scenario, part, before),
                    after=write_value(scenario, part, after),
                    change=write_change(scenario, part, after - before) if after != before else "",
                )
            )
    return tuple(rows)


def list_thresholds(position: Position, account: Account) -> tuple[Threshold, ...]:
    """Return the next levels in the direction of the change, with when they come at this pace."""
    scenario, change = position.scenario, account.last - account.first
    levels = gauge_of(scenario, account.name).levels
    if not change or not levels:
        return ()
    bounds = [level.upto for level in levels if level.upto is not None]
    found = []
    for index, bound in enumerate(bounds):
        ahead = account.last > bound if change < 0 else account.last <= bound
        if not ahead:
            continue
        word = levels[index].label if change < 0 else levels[min(index + 1, len(levels) - 1)].label
        side = "at most" if change < 0 else "above"
        turns = max(1, ceil((bound - account.last) / change - 1e-9))
        turn = position.turn + turns - 1
        date = position.date_of(turn) if turn <= position.rules.turns else ""
        found.append(Threshold(f"{side} {write_value(scenario, account.name, bound)}", word, date))
    return tuple(reversed(found) if change < 0 else found)


def list_levers(position: Position, account: Account) -> tuple[tuple[str, str], ...]:
    """Return open orders that move a variable at once, with the amount, the strongest first."""
    found = []
    for action, rule in position.orders:
        if forbid_action(position.rules, position.opening, rule) is not None:
            continue
        for effect in merge_effects(position.previews[action.id]):
            if effect.variable == account.name and effect.delay == 0:
                label = action.short or action.label or action.id
                found.append((effect.size, label, write_effect(position, effect)))
                break
    found.sort(key=lambda each: (-each[0], each[1]))
    return tuple((label, amount) for _, label, amount in found)


def list_felt(position: Position, name: str, by: str) -> tuple[Felt, ...]:
    """Return the turns in which an entry was felt, the latest first."""
    scenario, rules = position.scenario, position.rules
    felt = []
    for report in reversed(position.reports):
        amounts: dict[str, float] = {}
        for cause in report.causes:
            if cause.by == by:
                variable = rules.variables[cause.variable]
                amounts[variable] = amounts.get(variable, 0.0) + cause.amount
        if not amounts:
            continue
        own = amounts.pop(name, None)
        others = [
            f"{label_of(scenario, other)} {write_change(scenario, other, amount)}"
            for other, amount in amounts.items()
            if position.view[other].exact
        ]
        felt.append(
            Felt(
                date=position.date_of(report.turn),
                amount=write_change(scenario, name, own) if own is not None else "",
                others=", ".join(others),
            )
        )
    return tuple(felt)
