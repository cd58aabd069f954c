"""Random scenarios that use all of the format, for what must hold between both engines."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from game.scenario.models import Scenario
from tests.strategies import (
    SEATS,
    VARIABLES,
    booleans,
    effects,
    formulas,
    integers,
    sampled_from,
    scenario_tables,
)

STAGES = st.sampled_from(["due", "choices", "orders", "links", "drift", "after"])


@st.composite
def rich_tables(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the tables of a scenario with every kind of entry and part."""
    tables = draw(scenario_tables())
    if draw(booleans()):
        tables["scenario"]["verdict"] = {"turns": draw(integers(1, 3))}
    publishes = draw(integers(0, 2))
    tables["seat"]["home"] |= {"intents": publishes, "pass": draw(_readers(not publishes))}
    tables["seat"]["rival"] |= {"orders": draw(integers(0, 3)), "pass": draw(formulas(1))}
    for action in tables["action"]:
        _enrich_action(draw, action, action["seat"] == "home" and not publishes)
    tables["event"] = [*(_ask(draw, event) for event in tables["event"]), *_events(draw)]
    for promise in tables["promise"]:
        promise |= {
            "public": draw(booleans()),
            "stall": draw(integers(1, 3)),
            "exposure": draw(formulas(1)),
            "broken": draw(deep_effects()),
            "kept": {**draw(deep_effects()), "when": draw(formulas(1))},
        }
    for link in tables["link"]:
        link |= {"when": draw(formulas(1))}
    tables["rule"] += [_rule(draw, number) for number in range(draw(integers(0, 3)))]
    tables["inject"] = [_inject(draw, number) for number in range(2)]
    tables["ladder"]["accident"] = draw(deep_effects())
    tables["ladder"]["sink"] = draw(integers(0, 10))
    tables["ending"] += [
        {"id": "calm-end", "when": draw(formulas(1)), "at": "end", "priority": 3},
        {"id": "war", "when": "dread >= 2 and alarm > 70", "priority": 2},
    ]
    return tables


@cache
def _readers(intents: bool) -> st.SearchStrategy[str]:
    """Return formulas that read what was chosen and, for who publishes nothing, intents."""
    read = ["recent.act_home_1", "since.act_home_0"]
    read += ["intent.act_rival_0", "intent.act_rival_1 / 10"] if intents else []
    return st.one_of(formulas(1), st.sampled_from(read))


@cache
@st.composite
def deep_effects(draw: st.DrawFn) -> dict[str, Any]:
    """Draw effects with parts within parts, `set` and other stages."""
    table = draw(effects())
    if draw(booleans()):
        table["set"] = {draw(sampled_from(VARIABLES)): draw(formulas(1))}
    for part in (*table.get("later", ()), *table.get("also", ()), *table.get("outcome", ())):
        if draw(integers(0, 3)) == 0:
            inner = draw(effects())
            part |= {kind: inner[kind] for kind in ("also", "outcome", "later") if kind in inner}
    for part in table.get("later", ()):
        part["stage"] = draw(STAGES)
    return table


def _enrich_action(draw: st.DrawFn, action: dict[str, Any], reads_intents: bool) -> None:
    if draw(booleans()):
        action["when"] = draw(_readers(reads_intents))
    if draw(booleans()):
        action["limit"] = draw(integers(1, 3))
    if draw(booleans()):
        action["cost"] |= {"calm": draw(formulas(1))}
    action |= draw(deep_effects())


def _ask(draw: st.DrawFn, event: dict[str, Any]) -> dict[str, Any]:
    """Add conditions, prices and a slot to a question, or ask two seats."""
    yes, no = event["option"]
    if draw(booleans()):
        yes |= {"when": draw(formulas(1)), "cost": {"bread": draw(formulas(1)), "effort": 1}}
    event |= {"when": draw(formulas(1)), "chance": draw(formulas(1)), "priority": draw(_PRIORITIES)}
    if draw(booleans()):
        event["slot"] = "crowd"
    if draw(booleans()):
        event["to"] = list(SEATS)
        answers = [
            {"id": "perhaps", **draw(deep_effects())},
            {"id": "never", "default": True, **draw(deep_effects())},
        ]
        event["option"] = [
            *(option | {"seat": "home"} for option in (yes, no)),
            *(option | {"seat": "rival"} for option in answers),
        ]
    return event


_PRIORITIES = st.integers(-1, 1)


def _events(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw an event that just happens and one that must be called."""
    plain = {"id": "news", "to": "rival", "text": "News.", "slot": "crowd", **draw(deep_effects())}
    called = {
        "id": "summons",
        "to": draw(sampled_from(SEATS)),
        "text": "Come.",
        "called": True,
        **draw(deep_effects()),
        "option": [{"id": "come", "default": True, **draw(deep_effects())}],
    }
    plain["call"] = ["summons"]
    plain["repeat"] = {"wait": draw(integers(0, 2))}
    return [plain, called]


def _rule(draw: st.DrawFn, number: int) -> dict[str, Any]:
    return {
        "id": f"chance-{number}",
        "stage": draw(STAGES),
        "when": draw(formulas(1)),
        "chance": draw(formulas(1)),
        **draw(deep_effects()),
    }


def _inject(draw: st.DrawFn, number: int) -> dict[str, Any]:
    turn = {"turn": draw(integers(1, 4))} if number else {}
    return {
        "id": f"note-{number}",
        "to": ["home"],
        "text": "A note.",
        **turn,
        **draw(deep_effects()),
    }


def rich_scenarios() -> st.SearchStrategy[Scenario]:
    """Return random scenarios that use all of the format."""
    return rich_tables().map(Scenario.model_validate)
