"""The generated rule set as plain Python, the way one would write it by hand without an engine.

Functions on a dictionary of values, no causes, no report, no checks; of the engine it shares only
the luck, so that both play the same games and their final values can be compared. The text is
made from the same data as the scenario and imported as a module.
"""

from __future__ import annotations

import importlib.util
import re
import tempfile
from pathlib import Path
from types import ModuleType

from ruleset import ACTORS, PLAYER, TURNS, Effects, Guarded, Incident, Order, RuleSet

FRAME = """\
from game.engine.luck import roll


def clamp(x, low, high):
    return min(max(x, low), high)


def settle(now, change):
    for name, amount in change.items():
        if amount:
            now[name] = clamp(now[name] + amount, 0.0, 100.0)


def draw(weights, luck):
    total = 0.0
    for weight in weights:
        total += weight
    luck *= total
    running = 0.0
    for index, weight in enumerate(weights):
        running += weight
        if luck < running:
            return index


class Game:
    def __init__(self, seed):
        self.seed = seed
        self.turn = 1
        self.now = dict(STARTS)
        self.ordered = {}
        self.occurred = {}

    def play(self):
        while self.turn <= TURNS:
            self.play_turn()
        return self.now

    def play_turn(self):
        events = self.open_turn()
        answers = {event: self.answer(event) for event in events}
        orders = [order for seat, count in SEATS for order in self.plan(seat, count)]
        self.choose(events, answers)
        self.carry_out(orders)
        self.drift()
        self.turn += 1

    def open_turn(self):
        events = []
        for event, (may_occur, chance, _, _) in EVENTS.items():
            if event in self.occurred and self.turn - self.occurred[event] <= 2:
                continue
            if may_occur(self.now) and 100 * roll(self.seed, self.turn, "event/" + event) < chance(
                self.now
            ):
                events.append(event)
                self.occurred[event] = self.turn
        return events

    def answer(self, event):
        options = EVENTS[event][3]
        if not options:
            return None
        weights = [weight(self.now) for weight, _ in options]
        return draw(weights, roll(self.seed, self.turn, "option/" + event))

    def plan(self, seat, count):
        weights = {
            order: weight(self.now)
            for order, (when, weight, _, wait) in ORDERS[seat].items()
            if when(self.now)
            and (order not in self.ordered or self.turn - self.ordered[order] > wait)
        }
        planned = []
        while weights and len(planned) < count:
            luck = roll(self.seed, self.turn, f"order/{seat}.{len(planned) + 1}")
            order = list(weights)[draw(weights.values(), luck)]
            planned.append(order)
            del weights[order]
        return planned

    def choose(self, events, answers):
        change = dict.fromkeys(STARTS, 0.0)
        for event in events:
            _, _, happen, options = EVENTS[event]
            happen(self.now, change)
            if options:
                options[answers[event]][1](self.now, change)
        settle(self.now, change)

    def carry_out(self, orders):
        change = dict.fromkeys(STARTS, 0.0)
        for order in sorted(orders):
            EFFECTS[order](self.now, change)
            self.ordered[order] = self.turn
        settle(self.now, change)

    def drift(self):
        now = self.now
        change = dict.fromkeys(STARTS, 0.0)
"""
"""What does not depend on the rule set; the guarded effects follow as the body of `drift`."""


def write_module(rules: RuleSet) -> str:
    """Return the rule set as the text of a Python module."""
    parts = [FRAME, *(_write_rule(rule) for rule in rules.rules), "        settle(now, change)\n\n"]
    parts += [_write_order(order) for order in rules.orders]
    parts += [_write_event(event) for event in rules.events]
    starts = {name: float(start) for name, start in rules.starts.items()}
    seats = [(PLAYER, 2), *((seat, 1) for seat in ACTORS)]
    parts.append(f"TURNS = {TURNS}\nSTARTS = {starts!r}\nSEATS = {seats!r}\n")
    parts.append(_write_tables(rules))
    return "\n".join(parts)


def import_module(rules: RuleSet) -> ModuleType:
    """Return the module of the rule set."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.py"
        path.write_text(write_module(rules), encoding="utf-8")
        spec = importlib.util.spec_from_file_location("generated", path)
        if spec is None or spec.loader is None:
            raise ImportError(f"no module can be made of {path}")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


def _read(formula: str) -> str:
    """Return a formula with its names read from the dictionary."""
    return re.sub(r"\bv\d\d\b", r'now["\g<0>"]', formula)


def _write_effects(effects: Effects, indent: str) -> str:
    return "".join(f'{indent}change["{name}"] += {_read(amount)}\n' for name, amount in effects)


def _write_rule(rule: Guarded) -> str:
    return f"        if {_read(rule.when)}:\n{_write_effects(rule.effects, ' ' * 12)}"


def _write_function(name: str, expression: str) -> str:
    return f"def {name}(now):\n    return {_read(expression)}\n\n"


def _write_order(order: Order) -> str:
    name = order.id.replace("-", "_")
    return (
        _write_function(f"{name}_when", order.when)
        + f"def {name}_weight(now):\n    weight = {_read(order.base)}\n"
        + f"    if {_read(order.doubt)}:\n        weight *= 0.5\n    return weight\n\n"
        + f"def {name}_effects(now, change):\n{_write_effects(order.effects, '    ')}\n"
    )


def _write_event(event: Incident) -> str:
    name = event.id.replace("-", "_")
    text = _write_function(f"{name}_when", event.when) + _write_function(
        f"{name}_chance", event.chance
    )
    text += f"def {name}_effects(now, change):\n{_write_effects(event.effects, '    ')}\n"
    for option, weight, effects in event.options:
        text += _write_function(f"{name}_{option}_weight", weight)
        text += f"def {name}_{option}_effects(now, change):\n{_write_effects(effects, '    ')}\n"
    return text


def _write_tables(rules: RuleSet) -> str:
    lines = ["ORDERS = {}", "EFFECTS = {}", "EVENTS = {}"]
    lines += [f'ORDERS["{seat}"] = {{}}' for seat in (PLAYER, *ACTORS)]
    for order in rules.orders:
        name = order.id.replace("-", "_")
        wait = 1 if order.seat == PLAYER else 0
        entry = f"({name}_when, {name}_weight, {name}_effects, {wait})"
        lines.append(f'ORDERS["{order.seat}"]["{order.id}"] = {entry}')
        lines.append(f'EFFECTS["{order.id}"] = {name}_effects')
    for event in rules.events:
        name = event.id.replace("-", "_")
        pairs = [f"({name}_{id}_weight, {name}_{id}_effects)" for id, _, _ in event.options]
        entry = f"({name}_when, {name}_chance, {name}_effects, [{', '.join(pairs)}])"
        lines.append(f'EVENTS["{event.id}"] = {entry}')
    return "\n".join([*lines, ""])
