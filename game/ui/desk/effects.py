"""What a choice does, in a few words: those effects first that the desk shows in front."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.preview import Effect, Marks, Preview
from game.engine.words import decimals_of, range_of, write_amount
from game.ui.desk.numbers import brief_of, cut_at_word, label_of, unit_of, write_number, write_span
from game.ui.desk.position import Position

CERTAIN = (100.0, 100.0)

LEAST_NAME = 3
"""The fewest cells that are left of a name."""


@dataclass(frozen=True, slots=True)
class EffectWord:
    """An effect in words, in two lengths."""

    brief: str
    """For a narrow column: `Heat −6`, with odds or the date where it has them."""
    full: str
    """With its delay and its odds: `Heat −6 in Q2 2021, 18%`."""
    name: str | None = None
    """The variable, where it changes one."""
    amount: str = ""
    """The change, with its sign."""
    when: str = ""
    """When it arrives, or with which odds."""


ARGUED = EffectWord(
    "by argument",
    "goes to argument, not to the rules: after the lock you argue for it among the proposals and "
    "estimate its odds, and white rules",
)
"""What stands for the effects of an order that people rule on."""


def list_effects(
    position: Position, ahead: Preview, without: str | None = None
) -> tuple[EffectWord, ...]:
    """Return the effects of a choice: on the gauges in front first, certain ones before others.

    Args:
        position: Where the choice can be made.
        ahead: What it would do.
        without: A variable whose certain change stands elsewhere.
    """
    scenario = position.scenario
    watched = {*scenario.desk.front, *(each.of_var for each in scenario.desk.countdowns)}
    effects = [
        each for each in merge_effects(ahead) if not (each.variable == without and _plain(each))
    ]

    def rank(effect: Effect) -> tuple[bool, bool, bool, float]:
        low, high = range_of(scenario, effect.variable)
        share = effect.size / ((high - low) or 1.0)
        return (effect.odds != CERTAIN, effect.variable not in watched, effect.delay > 0, -share)

    words = [say_effect(position, effect) for effect in sorted(effects, key=rank)]
    return (*words, *say_marks(position, ahead.marks))


def _plain(effect: Effect) -> bool:
    return effect.delay == 0 and effect.odds == CERTAIN


def merge_effects(ahead: Preview) -> list[Effect]:
    """Return the effects with costs among them, those of one kind on one variable added up."""
    merged: dict[tuple[object, ...], Effect] = {}
    costs = [Effect(name, -amount, -amount) for name, amount in ahead.costs if amount]
    for effect in (*costs, *ahead.effects):
        key = (effect.variable, effect.delay, effect.odds, effect.outcome)
        known = merged.get(key)
        low, high = (known.low, known.high) if known else (0.0, 0.0)
        merged[key] = Effect(
            effect.variable, low + effect.low, high + effect.high,
            effect.delay, effect.odds, effect.outcome, effect.hidden,
        )  # fmt: skip
    return [effect for effect in merged.values() if effect.low or effect.high]


def say_effect(position: Position, effect: Effect) -> EffectWord:
    """Return one effect in words."""
    scenario, name = position.scenario, effect.variable
    amount = write_effect(position, effect)
    later = f" {position.say_when(position.turn + effect.delay)}" if effect.delay else ""
    odds = say_odds(effect.odds)
    brief = f"{brief_of(scenario, name)} {amount}"
    return EffectWord(
        brief=f"{brief}{later}{f', {odds}' if odds else ''}",
        full=f"{label_of(scenario, name)} {amount}{later}{f', {odds}' if odds else ''}",
        name=name,
        amount=amount,
        when=", ".join(filter(None, (effect.outcome, odds, later.strip()))),
    )


def write_effect(position: Position, effect: Effect) -> str:
    """Write the amount of an effect, with as many decimals as it needs to be exact, at most two."""
    decimals = decimals_of(position.scenario, effect.variable)
    if effect.low != effect.high:
        return write_span(effect.low, effect.high, decimals)
    for wanted in (decimals, decimals + 1):
        if all(abs(round(end, wanted) - end) < 1e-6 for end in (effect.low, effect.high)):
            return write_span(effect.low, effect.high, wanted)
    return write_span(effect.low, effect.high, min(2, decimals + 1))


def say_odds(odds: tuple[float, float]) -> str:
    """Write odds in per cent; empty where they are certain."""
    if odds == CERTAIN:
        return ""
    low, high = (write_number(end, 0) for end in odds)
    return f"{low}%" if low == high else f"{low}–{high}%"


def say_marks(position: Position, marks: Marks) -> list[EffectWord]:
    """Return what a choice does beside changing variables."""
    scenario = position.scenario
    promises = {each.id: each for each in scenario.promise}
    events = {each.id: each.label or each.id for each in scenario.event}
    words: list[EffectWord] = []
    for name in marks.promises:
        due = position.date_of(position.turn + promises[name].due)
        threat = "threat" if promises[name].threat else "promise"
        label = promises[name].label or name
        words.append(EffectWord(f"due {due}", f"{threat}, due {due}: {label}"))
    table = (
        ("keeps", marks.keeps, {name: each.label or name for name, each in promises.items()}),
        ("delays", marks.stalls, {name: each.label or name for name, each in promises.items()}),
        ("begins", marks.raises, _flag_labels(position)),
        ("ends", marks.clears, _flag_labels(position)),
        ("brings", marks.calls, events),
        ("shows", marks.reveals, {name: label_of(scenario, name) for name in scenario.var}),
    )
    for verb, names, labels in table:
        words.extend(
            EffectWord(f"{verb} {labels[name]}", f"{verb}: {labels[name]}")
            for name in names
            if labels.get(name)
        )
    return words


def _flag_labels(position: Position) -> dict[str, str]:
    return {name: flag.label or "" for name, flag in position.scenario.flag.items()}


def amount_on(position: Position, ahead: Preview, name: str | None) -> str:
    """Write the certain and immediate change that a choice makes to one variable; empty if none."""
    if name is None:
        return ""
    for effect in merge_effects(ahead):
        if effect.variable == name and _plain(effect):
            decimals = max(decimals_of(position.scenario, name), 2 if effect.size < 10.0 else 0)
            if effect.low == effect.high:
                return write_amount(effect.low, decimals)
            return write_span(effect.low, effect.high, decimals)
    return ""


def spread_on(position: Position, ahead: Preview, name: str | None) -> str:
    """Write the change that a choice makes to one variable at once, whatever its outcome."""
    certain = amount_on(position, ahead, name)
    effects = [each for each in merge_effects(ahead) if each.variable == name and not each.delay]
    if certain or name is None or not effects or not all(each.outcome for each in effects):
        return certain
    low, high = min(each.low for each in effects), max(each.high for each in effects)
    if sum(sum(each.odds) / 2.0 for each in effects) < CERTAIN[0] - 1.0:
        low, high = min(low, 0.0), max(high, 0.0)
    return write_span(low, high, min(1, decimals_of(position.scenario, name)))


def scale_label(position: Position, name: str | None) -> str:
    """Return the head of a column of amounts: the unit, or the short name where there is none."""
    if name is None:
        return ""
    return unit_of(position.scenario, name) or brief_of(position.scenario, name)


def fit_effects(words: tuple[EffectWord, ...], width: int) -> tuple[str, ...]:
    """Choose the effects that fit into a row of `width` cells, the weightiest that fits first."""
    chosen: list[str] = []
    room = width
    for word in words:
        for text in (word.full, word.brief) if width >= 40 else (word.brief,):
            if len(text) <= room:
                chosen.append(text)
                room -= len(text) + 2
                break
        if room < 6:
            break
    if not chosen and words:
        chosen.append(cut_effect(words[0], width))
    return tuple(chosen)


def cut_effect(word: EffectWord, width: int) -> str:
    """Shorten an effect's name, at a word where it has several, never its number.

    Odds or date go where they leave nothing of the name.
    """
    if not word.amount:
        return cut_at_word(word.brief, width)
    name, amount, when = word.brief.partition(f" {word.amount}")
    if len(amount) + len(when) + LEAST_NAME <= width:
        amount += when
    return f"{cut_at_word(name, max(1, width - len(amount)))}{amount}"
