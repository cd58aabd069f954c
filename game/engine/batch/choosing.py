"""What bots choose, on the tape.

Mirrors `game.engine.weights`, `game.policy.weights` and the purse of `game.engine.plans`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.engine.batch.draft import Draft
from game.engine.batch.formulas import (
    all_of,
    any_of,
    as_number,
    both,
    compare,
    either,
    only,
    select,
)  # fmt: skip
from game.engine.batch.rows import Key, choices_of
from game.engine.batch.writer import NO, YES, Value
from game.engine.plans import TOLERANCE
from game.engine.rules import ChoiceRule

Weigh = Callable[[Draft, ChoiceRule], Value]
"""Write the weight of a choice."""


def write_weight(draft: Draft, choice: ChoiceRule) -> Value:
    """Return the weight of a choice by the scenario, at least 0; `weigh` of one game."""
    writer = draft.writer
    zero, one = writer.constant(0.0), writer.constant(1.0)
    total, product = zero if choice.has_base else one, one
    for line in choice.weights:
        holds = draft.mark(line.when) if line.when else YES
        if line.base is not None:
            base = gate(draft, holds, draft.number(line.base))
            total = base if total is zero else writer.emit("add", total, base)
        if line.times is not None:
            factor = select(writer, holds, draft.number(line.times), one)
            product = factor if product is one else writer.emit("multiply", product, factor)
    weight = total if product is one else writer.emit("multiply", total, product)
    return writer.emit("greatest", weight, zero)


def weigh_evenly(draft: Draft, choice: ChoiceRule) -> Value:
    """Return the same weight for every choice."""
    return draft.writer.constant(1.0)


def weigh_leaning(draft: Draft, choice: ChoiceRule) -> Value:
    """Return the weight of a choice times what the seat leans on it in each game."""
    own = choices_of(draft.rows, choice.seat)
    place = next(place for place, each in enumerate(own) if each is choice)
    return draft.writer.emit("multiply", write_weight(draft, choice), draft.get("lean", place))


def gate(draft: Draft, mark: Value, number: Value) -> Value:
    """Return a number where a mark holds, else 0."""
    if mark.constant is not None:
        return number if mark.constant else draft.writer.constant(0.0)
    return draft.writer.emit("multiply", number, as_number(draft.writer, mark))


def write_picks(
    draft: Draft, weights: Sequence[Value], draw: Value, passing: Value | None = None
) -> list[Value]:
    """Return where each of several weighted choices is drawn; `pick` of one game.

    That is the first whose cumulative weight lies above the draw's share of their sum.
    """
    writer = draft.writer
    edges: list[Value] = []
    for weight in weights:
        edges.append(writer.emit("add", edges[-1], weight) if edges else weight)
    total = edges[-1] if passing is None else writer.emit("add", edges[-1], passing)
    point = writer.emit("aim", draw, total)
    above = [writer.emit("less", point, edge) for edge in edges]
    return [above[0], *(only(writer, *pair) for pair in zip(above[1:], above, strict=False))]


def fill_purse(draft: Draft, seat: str) -> None:
    """Write what a seat has at the opening."""
    pool = draft.rules.seats[seat].pool
    for key in draft.rows.numbers:
        if key[0] == "pool" and key[1] == seat:
            draft.put(draft.writer.constant(pool[str(key[2])]), *key)
        elif key[0] == "left" and key[1] == seat:
            draft.put(draft.get("value", key[2]), *key)


def write_affordable(draft: Draft, seat: str, choice: ChoiceRule) -> Value:
    """Return where what a seat has left pays for a choice; `Purse.lacks` of one game."""
    writer = draft.writer
    enough = []
    for name, read in choice.pool:
        price = writer.emit("greatest", draft.number(read), writer.constant(0.0))
        most = writer.emit("add", draft.get("pool", seat, name), writer.constant(TOLERANCE))
        enough.append(compare(writer, "<=", price, most))
    for variable, read in choice.costs:
        price = writer.emit("greatest", draft.number(read), writer.constant(0.0))
        rest = writer.emit("subtract", draft.get("left", seat, variable), price)
        free = compare(writer, "<=", price, writer.constant(0.0))
        least = draft.rules.lows[variable] - TOLERANCE
        enough.append(either(writer, free, draft.at_least(rest, least)))
    return all_of(writer, enough)


def write_payment(draft: Draft, seat: str, choice: ChoiceRule, chosen: Value) -> None:
    """Take the price of a choice where it was made; `Purse.spend` of one game."""
    writer = draft.writer
    keys: list[Key] = [("pool", seat, name) for name, _ in choice.pool]
    keys += [("left", seat, variable) for variable, _ in choice.costs]
    reads = [read for _, read in choice.pool] + [read for _, read in choice.costs]
    for key, read in zip(keys, reads, strict=True):
        price = writer.emit("greatest", draft.number(read), writer.constant(0.0))
        rest = writer.emit("subtract", draft.get(*key), gate(draft, chosen, price))
        draft.put(rest, *key)


def write_choices(draft: Draft, seat: str, weigh: Weigh, by_weights: bool) -> None:
    """Write what a bot chooses: answers in ASCII order of events, then orders until it passes."""
    rule, rows, writer = draft.rules.seats[seat], draft.rows, draft.writer
    asking = [
        place for place, e in enumerate(draft.rules.events) if ("asked", place, seat) in rows.marks
    ]
    keys = [f"order/{seat}.{number + 1}" for number in range(rule.orders)]
    luck = writer.roll(keys)
    masks = [draft.marked("asked", place, seat) for place in asking]
    answers = writer.roll([_name_roll(draft, place, seat) for place in asking], masks)
    for place, draw in zip(asking, answers, strict=True):
        _write_answer(draft, place, seat, weigh, draw)
    passing = draft.number(rule.pass_weight) if by_weights else writer.constant(1.0)
    _write_orders(draft, seat, weigh, luck, writer.emit("greatest", passing, writer.constant(0.0)))


def _name_roll(draft: Draft, place: int, seat: str) -> str:
    event = draft.rules.events[place]
    return f"option/{event.id}" + (f".{seat}" if len(event.seats) > 1 else "")


def _write_answer(draft: Draft, place: int, seat: str, weigh: Weigh, draw: Value) -> None:
    writer = draft.writer
    asked = draft.marked("asked", place, seat)
    options = [
        (index, option)
        for index, (event, option) in enumerate(draft.rows.options)
        if event == place and option.seat == seat
    ]
    with writer.region(asked):
        weights = []
        for _, option in options:
            may = both(writer, asked, draft.mark(option.when) if option.when else YES)
            may = both(writer, may, write_affordable(draft, seat, option))
            weights.append(gate(draft, may, weigh(draft, option)))
        picks = write_picks(draft, weights, draw)
        for (index, option), chosen in zip(options, picks, strict=True):
            draft.put_mark(chosen, "answered", index)
            write_payment(draft, seat, option, draft.marked("answered", index))


def _write_orders(
    draft: Draft, seat: str, weigh: Weigh, luck: Sequence[Value], passing: Value
) -> None:
    rules, writer = draft.rules, draft.writer
    places = rules.seats[seat].actions
    if not places or not luck:
        return
    row = writer.reserve(False, len(places))
    for offset, place in enumerate(places):
        writer.store(False, row + offset, writer.constant(0.0))
        with writer.region(draft.marked("may", place)):
            weight = gate(draft, draft.marked("may", place), weigh(draft, rules.actions[place]))
            writer.store(False, row + offset, weight)
    weights = [writer.read(False, row + offset) for offset in range(len(places))]
    _write_order(draft, seat, weights, luck, passing, YES)


def _write_order(
    draft: Draft,
    seat: str,
    weights: Sequence[Value],
    luck: Sequence[Value],
    passing: Value,
    going: Value,
) -> None:
    """Write one order where the bot is still going on, and within that the next."""
    rules, writer = draft.rules, draft.writer
    places = rules.seats[seat].actions
    with writer.region(going):
        payable = []
        for place, weight in zip(places, weights, strict=True):
            may = write_affordable(draft, seat, rules.actions[place])
            if going is not YES:
                may = both(writer, may, only(writer, going, draft.marked("ordered", place)))
            payable.append(gate(draft, may, weight))
        picks = write_picks(draft, payable, luck[0], passing)
        more = any_of(writer, picks) if len(luck) > 1 else NO
        for place, chosen in zip(places, picks, strict=True):
            if going is YES:
                draft.put_mark(chosen, "ordered", place)
            else:
                ordered = either(writer, draft.marked("ordered", place), chosen)
                draft.put_mark(ordered, "ordered", place)
            if len(luck) > 1:
                write_payment(draft, seat, rules.actions[place], chosen)
        if len(luck) > 1:
            _write_order(draft, seat, weights, luck[1:], passing, more)


def write_intents(draft: Draft) -> None:
    """Write the published odds that formulas read; `weigh_first_orders` of one game."""
    wanted = {action for _, action in draft.rules.counters.intents}
    for name, seat in draft.rules.seats.items():
        read = [place for place in seat.actions if place in wanted]
        if not read or not seat.intents or seat.orders < 1:
            for place in read:
                draft.put(draft.writer.constant(0.0), "intent", place)
            continue
        odds = _write_odds(draft, name)
        for place in read:
            published = _write_published(draft, place, odds, seat.intents)
            draft.put(gate(draft, published, odds[place]), "intent", place)


def _write_odds(draft: Draft, seat: str) -> dict[int, Value]:
    """Return the odds of each possible first order in per cent, 0 where it is none."""
    rules, writer = draft.rules, draft.writer
    rule = rules.seats[seat]
    weights = []
    for place in rule.actions:
        affordable = write_affordable(draft, seat, rules.actions[place])
        may = both(writer, draft.marked("may", place), affordable)
        weights.append(gate(draft, may, write_weight(draft, rules.actions[place])))
    total = writer.emit("greatest", draft.number(rule.pass_weight), writer.constant(0.0))
    for weight in weights:
        total = writer.emit("add", total, weight)
    hundred = writer.constant(100.0)
    shares = [writer.emit("divide", writer.emit("multiply", hundred, w), total) for w in weights]
    return dict(zip(rule.actions, shares, strict=True))


def _write_published(draft: Draft, place: int, odds: dict[int, Value], most: int) -> Value:
    """Return where fewer than `most` orders stand before this one, by odds, then by id."""
    writer = draft.writer
    before = writer.constant(0.0)
    for other, share in odds.items():
        if other != place:
            sign = ">=" if other < place else ">"
            ahead = compare(writer, sign, share, odds[place])
            before = writer.emit("add", before, as_number(writer, ahead))
    return writer.emit("less", before, writer.constant(float(most)))
