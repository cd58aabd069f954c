"""Random scenarios for properties: small, legal, and using every kind of entry."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from game.scenario.models import Scenario

VARIABLES = ("alarm", "bread", "calm", "dread")
FLAGS = ("open_port", "red_line")
SEATS = ("home", "rival")

# A strategy is made once: hypothesis looks a new one through before it draws from it.
booleans, integers, sampled_from = cache(st.booleans), cache(st.integers), cache(st.sampled_from)

_LEAVES = st.sampled_from(
    [
        *VARIABLES,
        *FLAGS,
        "mood",
        "turn",
        "quarter",
        "prev.bread",
        "times.act_home_0",
        "recent.act_rival_0",
        "since.ask_0.yes",
        "ordered.act_home_1",
        "chose.ask_0.no",
        "open.vow_0",
        "broken.vow_1",
        "open_promises",
        "open_contradictions",
        "scale",
        "0",
        "1",
        "2.5",
        "17",
    ]
)


@cache
@st.composite
def formulas(draw: st.DrawFn, depth: int = 2) -> str:
    """Draw a formula over the names of the random scenarios."""
    shape = draw(integers(0, 6)) if depth else 0
    if shape <= 1:
        return draw(_LEAVES)
    first = draw(formulas(depth - 1))
    if shape == 2:
        return f"bend({first})"
    if shape == 3:
        return f"ramp({first}, 10, 60)"
    second = draw(formulas(depth - 1))
    if shape == 4:
        return f"min({first}, abs({second}))"
    if shape == 5:
        return f"({first} if {second} >= 3 else {draw(_LEAVES)})"
    return f"({first} {draw(sampled_from('+-*/'))} {second})"


@cache
def _changes() -> st.SearchStrategy[dict[str, Any]]:
    amount = st.one_of(st.integers(-30, 30), formulas())
    table = st.dictionaries(st.sampled_from(VARIABLES), amount, max_size=2)
    return st.fixed_dictionaries(
        {},
        optional={
            "add": table,
            "times": st.dictionaries(
                st.sampled_from(VARIABLES), st.sampled_from([0, 0.5, 1.25, -1]), max_size=1
            ),
            "raise": st.lists(st.sampled_from(FLAGS), max_size=1),
            "clear": st.lists(st.sampled_from(FLAGS), max_size=1),
            "promise": st.lists(st.sampled_from(["vow-0", "vow-1"]), max_size=1),
            "keeps": st.lists(st.sampled_from(["vow-0", "vow-1"]), max_size=1),
            "stalls": st.lists(st.sampled_from(["vow-0", "vow-1"]), max_size=1),
            "call": st.lists(st.sampled_from(["ask-0", "ask-1"]), max_size=1),
        },
    )


@cache
@st.composite
def effects(draw: st.DrawFn) -> dict[str, Any]:
    """Draw effects with parts of every kind."""
    table = draw(_changes())
    if draw(booleans()):
        later = draw(_changes())
        table["later"] = [{**later, "in": draw(integers(1, 3)), "fix": draw(booleans())}]
    if draw(booleans()):
        table["also"] = [{**draw(_changes()), "when": draw(formulas())}]
    if draw(booleans()):
        table["outcome"] = [
            {**draw(_changes()), "id": name, "weight": draw(formulas())} for name in ("bad", "good")
        ]
    return table


_DATES = st.dates(date(1900, 1, 1), date(2500, 1, 1))
_FEW_STAGES = st.lists(st.sampled_from(["due", "choices", "orders", "drift", "after"]), max_size=3)
_FEW_VARIABLES = st.sets(st.sampled_from(VARIABLES), max_size=2)


@st.composite
def scenario_tables(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the tables of a scenario, as TOML would give them."""
    return {
        "format": 1,
        "scenario": {
            "id": "random",
            "title": "Random",
            "summary": "A random game.",
            "turns": draw(integers(2, 6)),
            "start": draw(_DATES),
            "step": draw(sampled_from(("week", "month", "quarter"))),
            "stages": ["after"],
            **({"ask": 1} if draw(booleans()) else {}),
        },
        "const": {"scale": draw(integers(-5, 5))},
        "curve": {"bend": {"points": [[0, 3], [10, -4], [50, 20]]}},
        "var": {name: _variable(draw) for name in VARIABLES},
        "flag": {
            "open_port": {"start": draw(booleans())},
            "red_line": {"rise": draw(formulas()), "fall": draw(formulas())},
        },
        "derived": {"mood": f"calm + scale * {draw(sampled_from(FLAGS))}"},
        "seat": {
            "home": {"label": "Home", "human": True, "pool": {"effort": 2}, "pass": 1},
            "rival": {"label": "Rival", "intents": 2, "orders": 1},
        },
        "action": [_action(draw, seat, n) for seat in SEATS for n in range(2)],
        "event": [_event(draw, n) for n in range(2)],
        "promise": [_promise(draw, n) for n in range(2)],
        "link": [
            {"to": name, "per_turn": draw(formulas()), "inertia": draw(integers(1, 4))}
            for name in draw(_FEW_VARIABLES)
        ],
        "rule": [
            {"id": f"law-{n}", "stage": stage, **draw(effects())}
            for n, stage in enumerate(draw(_FEW_STAGES))
        ],
        "ladder": {
            "var": "dread",
            "from": "alarm",
            "step": draw(integers(1, 2)),
            "rungs": [
                {"label": "calm"},
                {"label": "tense", "up": 30, "down": 20, "accident": 5},
                {"label": "war", "up": 60, "down": 40, "accident": 30, "locks": ["east"]},
            ],
            "accident": {"add": {"bread": -7}},
        },
        "ending": [{"id": "famine", "when": "bread < 2 and turn > 1"}],
    }


def _variable(draw: st.DrawFn) -> dict[str, Any]:
    if draw(booleans()):
        return {"start": {"draw": [20, 40]}}
    return {"start": draw(integers(0, 60)), "range": [-1000, 60]}


def _action(draw: st.DrawFn, seat: str, number: int) -> dict[str, Any]:
    cost = {"effort": 1} if seat == "home" else {"bread": draw(formulas(1))}
    return {
        "id": f"act-{seat}-{number}",
        "seat": seat,
        "group": draw(sampled_from(("east", "west"))),
        "cost": cost,
        "wait": draw(integers(0, 2)),
        "weight": [{"base": draw(formulas())}, {"when": draw(formulas(1)), "times": 2}],
        **draw(effects()),
    }


def _event(draw: st.DrawFn, number: int) -> dict[str, Any]:
    return {
        "id": f"ask-{number}",
        "to": "home",
        "text": "A question.",
        "chance": draw(integers(0, 100)),
        "repeat": {"wait": draw(integers(0, 2))},
        "deadline": draw(integers(1, 3)),
        **draw(_changes()),
        "option": [
            {"id": "yes", "weight": [{"base": draw(formulas(1))}], **draw(effects())},
            {"id": "no", "default": True, **draw(_changes())},
        ],
    }


def _promise(draw: st.DrawFn, number: int) -> dict[str, Any]:
    return {
        "id": f"vow-{number}",
        "from": "home",
        "to": "rival",
        "due": draw(integers(1, 3)),
        "kept": {"when": draw(formulas()), **draw(_changes())},
        "broken": draw(_changes()),
        "contradicts": ["vow-1"] if number == 0 else [],
        "exposure": draw(integers(0, 100)),
    }


def scenarios() -> st.SearchStrategy[Scenario]:
    """Return random scenarios."""
    return scenario_tables().map(Scenario.model_validate)
