"""Open a turn: draw what occurs, what is exposed and what each capital intends.

Nothing changes at the opening; it follows from the state and its seed alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.engine.luck import roll
from game.engine.opening import Intent, Opening, build_frame, find_locks
from game.engine.plans import list_open_actions
from game.engine.rules import ActionRule, EventRule, Frame, Reader, Rules
from game.engine.state import Demand, State
from game.engine.weights import weigh_first_orders

PER_CENT = 100.0


def open_turn(rules: Rules, state: State) -> Opening:
    """Draw what occurs in the turn that a state is about to play."""
    frame = build_frame(rules, state)
    occurred, recalled = draw_events(rules, state, frame)
    fresh = [
        Demand(index, state.turn, rules.events[index].seats)
        for index in occurred
        if rules.events[index].options
    ]
    opening = Opening(
        state=state,
        frame=frame,
        occurred=occurred,
        injects=tuple(i for i, rule in enumerate(rules.injects) if rule.turn == state.turn),
        demands=tuple(sorted((*state.demands, *fresh))),
        recalled=recalled,
        exposed=draw_exposures(rules, state, frame),
        intents=(),
        locks=find_locks(rules, state),
        open_actions={},
    )
    return publish_intents(rules, opening)


def draw_events(
    rules: Rules, state: State, frame: Frame
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the events that occur, and the called ones for which there was no room.

    They are taken by priority, then in ASCII order; a seat gets at most `ask` new demands, and a
    slot holds at most one event.
    """
    waiting = {demand.event for demand in state.demands}
    asked: dict[str, int] = {}
    slots: set[str] = set()
    occurred: list[int] = []
    recalled: list[int] = []
    for index in rules.drawing:
        event = rules.events[index]
        called = index in state.called
        if index in waiting or not (
            called or may_occur(event, state.occurred[index], state, frame)
        ):
            continue
        crowded = event.slot in slots or (
            rules.ask is not None
            and bool(event.options)
            and any(asked.get(seat, 0) >= rules.ask for seat in event.seats)
        )
        if crowded:
            recalled.extend([index] if called else [])
            continue
        if not (called or happens(event.chance, frame, state, f"event/{event.id}")):
            continue
        occurred.append(index)
        slots.update([event.slot] if event.slot else [])
        if event.options:
            for seat in event.seats:
                asked[seat] = asked.get(seat, 0) + 1
    return tuple(sorted(occurred)), tuple(sorted(recalled))


def may_occur(event: EventRule, last: int, state: State, frame: Frame) -> bool:
    """Tell whether an event that nobody called can be drawn in this turn."""
    if event.called or (last and (event.wait is None or state.turn <= last + event.wait)):
        return False
    return event.when is None or event.when(frame) != 0.0


def happens(chance: Reader | None, frame: Frame, state: State, key: str) -> bool:
    """Roll a chance in per cent; without one it always happens."""
    if chance is None:
        return True
    per_cent = chance(frame)
    if per_cent <= 0.0:
        return False
    return per_cent >= PER_CENT or PER_CENT * roll(state.seed, state.turn, key) < per_cent


def draw_exposures(rules: Rules, state: State, frame: Frame) -> tuple[int, ...]:
    """Return the open promises whose contradiction comes out in this turn."""
    return tuple(
        index
        for index, pledge in enumerate(state.pledges)
        if pledge is not None and is_exposed(rules, index, state, frame)
    )


def is_exposed(rules: Rules, index: int, state: State, frame: Frame) -> bool:
    """Tell whether an open promise with an open rival is exposed; two public ones always are."""
    promise = rules.promises[index]
    rivals = [rival for rival in promise.rivals if state.pledges[rival] is not None]
    if not rivals:
        return False
    if promise.public and any(rules.promises[rival].public for rival in rivals):
        return True
    exposure = promise.exposure
    return exposure is not None and happens(exposure, frame, state, f"promise/{promise.id}")


def publish_intents(rules: Rules, opening: Opening) -> Opening:
    """Add what each seat may order, and the likeliest first orders of those that publish them.

    The seats that publish come first, since the conditions of the others may read what they do.
    """
    intents: list[Intent] = []
    open_actions: dict[str, tuple[ActionRule, ...]] = {}
    for name, seat in rules.seats.items():
        if seat.intents:
            open_actions[name] = list_open_actions(rules, opening, name)
            odds = weigh_first_orders(rules, opening, name, open_actions[name])
            ranked = sorted(odds, key=lambda pair: (-pair[1], rules.actions[pair[0]].id))
            intents.extend(Intent(name, index, share) for index, share in ranked[: seat.intents])
    _fill_intents(rules, opening.frame, intents)
    for name, seat in rules.seats.items():
        if not seat.intents:
            open_actions[name] = list_open_actions(rules, opening, name)
    return replace(opening, intents=tuple(intents), open_actions=open_actions)


def _fill_intents(rules: Rules, frame: Frame, intents: Sequence[Intent]) -> None:
    """Let formulas read the published odds; what was derived before is derived anew."""
    if rules.counters.intents:
        published = {intent.action: intent.odds for intent in intents}
        for slot, action in rules.counters.intents:
            frame[slot] = published.get(action, 0.0)
        first, count = rules.layout.derived_at, len(rules.scenario.derived)
        frame[first : first + count] = [None] * count
