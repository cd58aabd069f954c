"""Promises, events and orders that cannot do what they are for."""

from __future__ import annotations

from game.scenario.models import Later
from game.scenario.positions import Path
from game.scenario.warnings.doubts import Doubt, Doubts
from game.scenario.warnings.outlook import last_turn


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
    _check_turns(doubts)


def _check_turns(doubts: Doubts) -> None:
    """Note what comes after the last turn, even if it is given in the first."""
    scenario = doubts.facts.scenario
    last = last_turn(scenario)
    late: list[tuple[Path, str]] = [
        ((*path, "in"), f"this never arrives: given in turn 1 it comes in turn {1 + model.in_}")
        for path, model in doubts.facts.effects
        if isinstance(model, Later) and 1 + model.in_ > last
    ]
    late += [
        (
            ("promise", i, "due"),
            f"it is never judged: made in turn 1 it is due in turn {1 + each.due}",
        )
        for i, each in enumerate(scenario.promise)
        if 1 + each.due > last
    ]
    late += [
        (("test", i, "after"), f"turn {each.after} is never played, so an earlier one is looked at")
        for i, each in enumerate(scenario.test)
        if each.after > last
    ]
    for path, message in late:
        doubts.note(Doubt("comes-too-late", path, f"{message}; the last turn is {last:g}"))


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
