"""Orders and answers: what a seat can choose, pay and leave unsaid."""

from __future__ import annotations

from collections.abc import Mapping

from game.scenario.checks.facts import Facts
from game.scenario.checks.references import first_human
from game.scenario.models import Event
from game.scenario.positions import Path


def check_decisions(facts: Facts) -> None:
    """Note orders that nobody can give, costs of nothing, and events without one silence."""
    scenario = facts.scenario
    for name, seat in scenario.seat.items():
        for item in seat.pool:
            if item in scenario.var:
                facts.findings.report(
                    "pool-variable",
                    ("seat", name, "pool", item),
                    f"`{item}` is a variable; a cost could mean either",
                    part="key",
                    first=("var", item),
                )
    for index, action in enumerate(scenario.action):
        _check_costs(facts, action.seat, action.cost, ("action", index))
        if action.seat in scenario.seat and not scenario.seat[action.seat].orders:
            message = f"`{action.seat}` gives no orders: its `orders` is 0"
            facts.findings.report("unusable-order", ("action", index, "seat"), message)
    for path, event, option in facts.all_options():
        _check_costs(facts, option.seat or event.to[0], option.cost, path)
    for index, event in enumerate(scenario.event):
        _check_event(facts, event, ("event", index))
    _check_advice(facts)


def _check_costs(facts: Facts, seat: str, cost: Mapping[str, str | float], path: Path) -> None:
    scenario = facts.scenario
    if seat not in scenario.seat:
        return
    pool = scenario.seat[seat].pool
    for name in cost:
        here = (*path, "cost", name)
        if name in pool:
            _check_affordable(facts, seat, name, here)
        elif any(name in other.pool for other in scenario.seat.values()):
            message = f"`{name}` is in another seat's pool, not in that of `{seat}`"
            facts.findings.report("unusable-order", here, message, part="key")
        elif name not in scenario.var and not facts.is_ghost(name):
            facts.findings.report(
                "unknown-name",
                here,
                f"`{name}` is neither in the pool of `{seat}` nor a variable",
                part="key",
                suggestion=facts.findings.suggest(name, [*pool, *scenario.var]),
            )


def _check_affordable(facts: Facts, seat: str, item: str, path: Path) -> None:
    """Note a cost that the pool never covers, whatever the variables are."""
    interval = facts.bound(path)
    if interval is None:
        return
    least = interval.low
    have = facts.scenario.seat[seat].pool[item]
    if least > have + 1e-9:
        message = f"it costs at least {least:g} `{item}`, and `{seat}` has {have:g} a turn"
        facts.findings.report("unusable-order", path, message)


def _check_event(facts: Facts, event: Event, path: Path) -> None:
    if event.called and event.chance is not None:
        message = "an event that is only called has no chance of its own"
        facts.findings.report("called-chance", (*path, "chance"), message, part="key")
    if not event.option:
        return
    for index, option in enumerate(event.option):
        here = (*path, "option", index)
        if option.seat is None and len(event.to) > 1:
            message = f"the event asks {_list(event.to)}; the option must name its `seat`"
            facts.findings.report("option-seat", (*here, "id"), message)
        elif option.seat is not None and option.seat not in event.to:
            message = f"the event does not ask `{option.seat}`, but {_list(event.to)}"
            facts.findings.report("option-seat", (*here, "seat"), message)
    for seat in event.to:
        _check_default(facts, event, seat, path)


def _check_default(facts: Facts, event: Event, seat: str, path: Path) -> None:
    """Exactly one option of a seat is what silence means, and it is always open and free."""
    own = [
        (index, option)
        for index, option in enumerate(event.option)
        if (option.seat or event.to[0]) == seat and (option.seat or len(event.to) == 1)
    ]
    defaults = [index for index, option in own if option.default]
    if not own:
        message = f"the event asks `{seat}`, but no option is for it"
        facts.findings.report("no-default", (*path, "to"), message)
    elif not defaults:
        message = f"no option of `{event.id}` says what silence of `{seat}` means"
        suggestion = "give one option `default = true`"
        facts.findings.report("no-default", (*path, "id"), message, suggestion=suggestion)
    for index in defaults[1:]:
        facts.findings.report(
            "two-defaults",
            (*path, "option", index, "default"),
            f"a second option is the default of `{seat}`",
            part="key",
            first=(*path, "option", defaults[0], "default"),
        )
    for index in defaults:
        _check_open(facts, event, seat, index, (*path, "option", index))


def _check_open(facts: Facts, event: Event, seat: str, index: int, path: Path) -> None:
    option = event.option[index]
    if option.when is not None:
        message = "silence is always possible: a default has no `when`"
        facts.findings.report("bad-default", (*path, "when"), message, part="key")
    pool = facts.scenario.seat[seat].pool if seat in facts.scenario.seat else {}
    for item in option.cost:
        if item in pool:
            message = f"silence costs nothing: a default takes no `{item}`"
            facts.findings.report("bad-default", (*path, "cost", item), message, part="key")


def _check_advice(facts: Facts) -> None:
    """Advisers recommend what their seat can do."""
    scenario = facts.scenario
    owners = {action.id: action.seat for action in scenario.action}
    for i, adviser in enumerate(scenario.adviser):
        seat = adviser.seat or first_human(scenario)
        if seat is None:
            message = "there is no human seat that it could advise; name its `seat`"
            facts.findings.report("missing-key", ("adviser", i), message, part="key")
        for j, advice in enumerate(adviser.advice):
            for k, order in enumerate(advice.order):
                if seat is not None and owners.get(order, seat) != seat:
                    message = f"`{seat}` cannot order `{order}`; it belongs to `{owners[order]}`"
                    path: Path = ("adviser", i, "advice", j, "order", k)
                    facts.findings.report("unusable-order", path, message)
            for k, answer in enumerate(advice.answer):
                check_answer(facts, answer, ("adviser", i, "advice", j, "answer", k))


def check_answer(facts: Facts, answer: str, path: Path) -> None:
    """Note an `event.option` that does not exist."""
    if answer not in facts.names["answer"] and not facts.is_ghost(answer):
        message = f"there is no answer `{answer}`; it is written `event.option`"
        suggestion = facts.findings.suggest(answer, facts.names["answer"])
        facts.findings.report("unknown-name", path, message, suggestion=suggestion)


def _list(seats: tuple[str, ...]) -> str:
    return " and ".join(f"`{seat}`" for seat in seats)
