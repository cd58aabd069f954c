"""Promises, events and orders that cannot do what they are for."""

from __future__ import annotations

from game.scenario.positions import Path
from game.scenario.warnings.doubts import Doubt, Doubts


def check_promises(doubts: Doubts) -> None:
    """Note promises never made or never kept, events never called, and what none can spend."""
    effects = [each for _, each in doubts.facts.effects]
    made = {name for each in effects for name in each.promise}
    keeps = {name for each in effects for name in each.keeps}
    called = {name for each in effects for name in each.call}
    scenario = doubts.facts.scenario
    for index, promise in enumerate(scenario.promise):
        path: Path = ("promise", index, "id")
        if promise.id not in made:
            message = f"nothing ever makes the promise `{promise.id}`"
            suggestion = f'give an entry `promise = ["{promise.id}"]`'
            doubts.note(Doubt("promise-never-made", path, message, suggestion=suggestion))
        elif promise.kept.when is None and promise.id not in keeps:
            message = f"the promise `{promise.id}` is always broken: nothing keeps it"
            suggestion = "give its `kept` a `when`, or an entry `keeps`"
            doubts.note(Doubt("promise-never-kept", path, message, suggestion=suggestion))
    for index, event in enumerate(scenario.event):
        if event.called and event.id not in called:
            message = f"nothing calls the event `{event.id}`, and it only occurs when called"
            path = ("event", index, "called")
            doubts.note(Doubt("event-never-called", path, message, part="key"))
    _check_pools(doubts)


def _check_pools(doubts: Doubts) -> None:
    scenario = doubts.facts.scenario
    spent = {(action.seat, item) for action in scenario.action for item in action.cost}
    for _, event, option in doubts.facts.all_options():
        spent |= {(option.seat or event.to[0], item) for item in option.cost}
    for name, seat in scenario.seat.items():
        for item in seat.pool:
            if (name, item) not in spent:
                message = f"nothing costs `{name}` any `{item}`"
                path: Path = ("seat", name, "pool", item)
                doubts.note(Doubt("pool-never-spent", path, message, part="key"))
