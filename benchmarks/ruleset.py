"""Generate the rule set that speed is measured on, always the same one.

It is of a large scenario's size: 40 variables, a seat with 12 actions of 3 effects, 5 further
seats of 6 moves each, 60 guarded effects of about 15 nodes, 25 events, 18 turns. The same data
is written twice: here as a scenario, in `straight.py` as plain Python.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

VARIABLES = 40
ACTIONS = 12
ACTORS = ("east", "north", "south", "union", "west")
MOVES = 6
RULES = 60
EVENTS = 25
TURNS = 18
PLAYER = "home"

Effects = tuple[tuple[str, str], ...]
"""Pairs of a variable and the formula that is added to it."""


@dataclass(frozen=True, slots=True)
class Order:
    """An action of a seat."""

    id: str
    """Its identifier."""
    seat: str
    """Who can order it."""
    when: str
    """The condition at the opening."""
    base: str
    """Its weight,"""
    doubt: str
    """which is halved while this holds."""
    effects: Effects
    """What it adds."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A rule of the stage `drift`."""

    id: str
    """Its identifier."""
    when: str
    """The guard."""
    effects: Effects
    """What it adds, to one variable."""


@dataclass(frozen=True, slots=True)
class Incident:
    """An event that reaches the player's seat."""

    id: str
    """Its identifier."""
    when: str
    """It can occur while this holds,"""
    chance: str
    """with so many per cent a turn."""
    effects: Effects
    """What it adds by itself."""
    options: tuple[tuple[str, str, Effects], ...]
    """Identifier, weight and effects of each answer; the last is the default."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything that both ways of writing it are made from."""

    starts: dict[str, int]
    """The value of each variable before turn 1, in a range of 0 to 100."""
    orders: tuple[Order, ...]
    """The actions of all seats, in ASCII order."""
    rules: tuple[Guarded, ...]
    """The guarded effects, in ASCII order."""
    events: tuple[Incident, ...]
    """The events, in ASCII order."""


class Dice:
    """Draws that are the same on every Python: only `random()` itself is guaranteed to be."""

    def __init__(self, seed: int) -> None:
        """Start the sequence of a seed."""
        self._next = random.Random(seed).random

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""
        return low + int(self._next() * (high - low + 1))

    def names(self, count: int) -> list[str]:
        """Draw so many different variables."""
        left = [f"v{number:02}" for number in range(VARIABLES)]
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(count)]


def generate(seed: int = 2019) -> RuleSet:
    """Return the rule set of a seed; without one, the rule set that the figures stand for."""
    dice = Dice(seed)
    starts = {f"v{number:02}": dice.whole(30, 70) for number in range(VARIABLES)}
    player = [_make_order(dice, f"act-{number:02}", PLAYER, 3) for number in range(ACTIONS)]
    others = [_make_order(dice, f"{seat}-{n}", seat, 2) for seat in ACTORS for n in range(MOVES)]
    rules = [_make_rule(dice, f"rule-{number:02}") for number in range(RULES)]
    events = [_make_event(dice, f"event-{number:02}", number % 3 == 0) for number in range(EVENTS)]
    return RuleSet(starts, (*player, *others), tuple(rules), tuple(events))


def _make_order(dice: Dice, id: str, seat: str, count: int) -> Order:
    guard, pull, doubt, *targets = dice.names(3 + count)
    first, *rest = targets
    effects = [(first, f"{dice.whole(2, 6)} - {pull} / 25")]
    effects += [(target, f"{dice.whole(-6, 6)}") for target in rest]
    return Order(
        id=id,
        seat=seat,
        when=f"{guard} > {dice.whole(5, 35)}",
        base=f"{dice.whole(2, 9)} + {pull} / {dice.whole(10, 20)}",
        doubt=f"{doubt} < {dice.whole(30, 60)}",
        effects=tuple(effects),
    )


def _make_rule(dice: Dice, id: str) -> Guarded:
    target, other, third, fourth = dice.names(4)
    low, high = dice.whole(20, 50), dice.whole(50, 80)
    pull = f"0.0{dice.whole(2, 6)} * ({other} - {target})"
    push = f"clamp({third} - {dice.whole(40, 60)}, -{dice.whole(5, 20)}, {dice.whole(5, 20)})"
    amount = f"{pull} + {push} / {dice.whole(8, 20)}"
    return Guarded(id, f"{fourth} > {low} and {third} < {high}", ((target, amount),))


def _make_event(dice: Dice, id: str, asks: bool) -> Incident:
    guard, pull, first, second, third, fourth = dice.names(6)
    effects = ((first, f"{dice.whole(-8, 8)}"), (second, f"{dice.whole(2, 6)} - {pull} / 12"))
    agree = ("agree", f"1 + {pull} / 10", ((third, f"{dice.whole(3, 9)}"),))
    refuse = ("refuse", "4", ((third, f"-{dice.whole(3, 9)}"), (fourth, f"{dice.whole(1, 5)}")))
    return Incident(
        id=id,
        when=f"{guard} > {dice.whole(30, 60)}",
        chance=f"{dice.whole(2, 8)} + 0.{dice.whole(1, 4)} * {pull}",
        effects=effects,
        options=(agree, refuse) if asks else (),
    )


def write_scenario(rules: RuleSet) -> str:
    """Return the rule set as a scenario in TOML."""
    head = [
        "format = 1",
        "[scenario]",
        'id = "generated"',
        'title = "Generated"',
        'summary = "A rule set for measuring."',
        f"turns = {TURNS}",
        "start = 2019-07-01",
    ]
    tables = [f"[var.{name}]\nstart = {start}" for name, start in rules.starts.items()]
    tables.append(f'[seat.{PLAYER}]\nlabel = "{PLAYER}"\nhuman = true\norders = 2')
    tables += [f'[seat.{seat}]\nlabel = "{seat}"\norders = 1' for seat in ACTORS]
    tables += [_write_order(order) for order in rules.orders]
    tables += [_write_rule(rule) for rule in rules.rules]
    tables += [_write_event(event) for event in rules.events]
    return "\n".join([*head, *tables, ""])


def _write_order(order: Order) -> str:
    weight = f'[{{ base = "{order.base}" }}, {{ when = "{order.doubt}", times = 0.5 }}]'
    return _write_table(
        "[[action]]",
        f'id = "{order.id}"',
        f'seat = "{order.seat}"',
        f'label = "{order.id}"',
        f'when = "{order.when}"',
        f"wait = {1 if order.seat == PLAYER else 0}",
        f"add = {_write_effects(order.effects)}",
        f"weight = {weight}",
    )


def _write_rule(rule: Guarded) -> str:
    add = _write_effects(rule.effects)
    return _write_table("[[rule]]", f'id = "{rule.id}"', f'when = "{rule.when}"', f"add = {add}")


def _write_event(event: Incident) -> str:
    lines = [
        "[[event]]",
        f'id = "{event.id}"',
        f'to = "{PLAYER}"',
        'text = "It happens."',
        f'when = "{event.when}"',
        f'chance = "{event.chance}"',
        "repeat = { wait = 2 }",
        f"add = {_write_effects(event.effects)}",
    ]
    for id, weight, effects in event.options:
        lines += ["[[event.option]]", f'id = "{id}"', f'weight = [{{ base = "{weight}" }}]']
        lines += ["default = true"] if id == event.options[-1][0] else []
        lines.append(f"add = {_write_effects(effects)}")
    return _write_table(*lines)


def _write_effects(effects: Effects) -> str:
    return "{ " + ", ".join(f'{name} = "{amount}"' for name, amount in effects) + " }"


def _write_table(*lines: str) -> str:
    return "\n".join(lines)


if __name__ == "__main__":
    print(write_scenario(generate()))
