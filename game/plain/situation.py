"""The situation before the commit, as lines: gauges, countdowns, promises, intents, advice."""

from __future__ import annotations

from game.archive.advice import Saying, hear_advisers
from game.archive.briefing import brief
from game.archive.game import Game
from game.archive.track_record import keep_records
from game.engine.opening import rung_of
from game.engine.view import view_opening
from game.engine.words import label_count
from game.plain.amounts import (
    judge_change,
    label_gauge,
    say_change,
    say_odds,
    say_reading,
    trim,
)
from game.plain.voice import plain_prose
from game.scenario.models import Scenario


def say_heading(game: Game) -> str:
    """Return the turn, its date and the part of the game."""
    header = game.rules.scenario.scenario
    acts = [act.label for act in game.rules.scenario.desk.acts if act.from_ <= game.turn]
    act = f" {acts[-1].capitalize()}." if acts else ""
    return f"{header.title}. Turn {game.turn} of {header.turns}, {game.date_of(game.turn)}.{act}"


def say_gauges(game: Game, names: tuple[str, ...]) -> list[str]:
    """Return gauges with value, unit, word and the change since the last turn."""
    scenario, view = game.rules.scenario, game.view
    before = view_opening(game.rules, game.turns[-1].opening, game.seat) if game.turns else None
    lines = []
    for name in names:
        line = f"{label_gauge(scenario, name)}: {say_reading(scenario, name, view[name])}"
        if before and view[name].exact and before[name].exact:
            change = view[name].value - before[name].value
            verdict = judge_change(scenario, name, change)
            moved = say_change(scenario, name, change) if change else "unchanged"
            line += f"; {moved} since last turn{', ' + verdict if verdict else ''}"
        lines.append(f"{line}.")
    return lines


def list_gauges(game: Game) -> tuple[str, ...]:
    """Return the names of all gauges, those in front first."""
    scenario = game.rules.scenario
    shown = (name for name in scenario.derived if scenario.derived[name].label)
    return tuple(dict.fromkeys((*list_front(game), *scenario.var, *shown)))


def list_front(game: Game) -> tuple[str, ...]:
    """Return the names of the gauges that stand in front."""
    scenario = game.rules.scenario
    return scenario.desk.front or tuple(scenario.var)[:6]


def say_briefing(game: Game) -> list[str]:
    """Return what the seat is told before its first turn: what it is about, how it may end."""
    told = brief(game)
    lines = [line for paragraph in told.paragraphs for line in plain_prose(paragraph)]
    lines += [told.outlook] if told.outlook else []
    for kind, labels in (("good", told.good), ("open", told.open), ("bad", told.bad)):
        lines += [f"It may end, {kind}: {', '.join(labels)}."] if labels else []
    return lines


def say_countdowns(game: Game) -> list[str]:
    """Return the countdowns and the ladder."""
    lines, point = [], game.standpoint
    for countdown in game.rules.scenario.desk.countdowns:
        reading = point.read(countdown.value)
        note = point.write(countdown.note)
        number = trim(float(int(reading.low)))
        if not reading.exact:
            number = f"between {number} and {trim(float(int(reading.high)))}"
        label = label_count(countdown.label, number == "1")
        lines.append(f"{number} {label}{': ' + note if note else ''}.")
    ladder, rules = game.rules.scenario.ladder, game.rules
    if ladder is not None:
        rung = rung_of(rules, game.state)
        chance = game.state.accident
        lines.append(
            f"{ladder.label or 'The ladder'}: rung {rung} of {len(ladder.rungs) - 1}, "
            f"{ladder.rungs[rung].label}; chance of an accident so far {trim(chance)} per cent."
        )
    return lines


def say_promises(game: Game) -> list[str]:
    """Return the open promises and threats that the seat knows."""
    promises = {promise.id: promise for promise in game.rules.scenario.promise}
    seats = game.rules.scenario.seat
    lines = []
    for rule, pledge in zip(game.rules.promises, game.state.pledges, strict=True):
        if pledge is None or not (rule.public or game.seat in (rule.promiser, rule.partner)):
            continue
        promise = promises[rule.id]
        kind = "threatened" if promise.threat else "promised"
        rivals = [
            promises[game.rules.promises[rival].id].label or game.rules.promises[rival].id
            for rival in rule.rivals
            if game.state.pledges[rival] is not None
        ]
        against = f" Contradicts: {', '.join(rivals)}." if rivals else ""
        if pledge.kept and not promise.threat:
            fate = f"An order has kept it; it is counted in turn {pledge.due}."
        else:
            last = pledge.due - 1
            fate = f"Judged in turn {pledge.due}; the last turn that can help is {last}."
        lines.append(
            f"{seats[rule.promiser].label} {kind} {seats[rule.partner].label}: "
            f"{promise.label or promise.id}. {fate}{against}"
        )
    return lines


def say_intents(game: Game) -> list[str]:
    """Return what the other seats may do, with odds in numbers and words."""
    actions = {action.id: action for action in game.rules.scenario.action}
    lines = []
    for intent in game.opening.intents:
        action = actions[game.rules.actions[intent.action].id]
        seat = game.rules.scenario.seat[intent.seat].label
        odds = say_odds((intent.odds, intent.odds))
        lines.append(f"{seat}: {action.label or action.id}, {odds}.")
    return lines


def say_advice(game: Game) -> list[str]:
    """Return what the advisers of the seat recommend."""
    point = game.standpoint
    records = keep_records(point, game.seat, game.turns)
    lines = []
    for voice in hear_advisers(point, game.seat):
        said = " Also: ".join(_say_saying(game.rules.scenario, each) for each in voice.sayings)
        told = f"{voice.label} ({voice.letter}) recommends: {said}"
        record = records.get(voice.adviser)
        lines.append(
            f"{told} So far {record.score}: {record.tell()}." if record and record.told else told
        )
    return lines


def _say_saying(scenario: Scenario, saying: Saying) -> str:
    """Return what is recommended for one reason, and the reason as a sentence."""
    actions = {action.id: action.label or action.id for action in scenario.action}
    orders = ", ".join(actions[order] for order in saying.orders)
    answers = ", ".join(_say_advised(scenario, answer) for answer in saying.answers)
    what = "; ".join(part for part in (orders, answers) if part) or "nothing"
    told = f"{what}. {saying.why[:1].upper()}{saying.why[1:]}".rstrip()
    return told if told.endswith((".", "?", "!", "…")) else f"{told}."


def _say_advised(scenario: Scenario, answer: str) -> str:
    name, _, part = answer.partition(".")
    event = next((event for event in scenario.event if event.id == name), None)
    option = next((o for o in event.option if o.id == part), None) if event else None
    return (option.label or option.id) if option else answer
