"""Every formula of a scenario with the entry that holds it and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.atlas.glossary import spell
from game.scenario.models import AMOUNTS, Scenario
from game.scenario.positions import Path
from game.scenario.survey import formulas_of

CONDITIONS = frozenset({"when", "rise", "fall", "lit"})
"""Fields that hold conditions."""

UNTOLD = frozenset({"test", "lesson"})
"""Tables that are no rules."""

HEADS = {
    "when": "only while",
    "chance": "per cent a turn",
    "exposure": "exposed, per cent a turn",
    "pass": "weight of doing nothing",
    "score": "a planning bot seeks",
    "value": "value",
    "per_turn": "amount a turn",
    "rise": "raised when",
    "fall": "cleared when",
    "weight": "weight",
    "pays": "pays now",
    "at": "quoted at",
    "lit": "bright while",
}
"""What a formula is for, by the field that holds it."""

WEIGHING = {"when": " only while", "times": " times"}
"""What a formula is for in a line of a bot's reasons; without either it is added."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A formula in its place."""

    entry: str
    """The key of the article that tells it."""
    head: str
    """What it is for."""
    formula: str | float
    """The formula."""
    effect: bool
    """Whether an influence tells it."""
    condition: bool
    """Whether it is a condition."""


def key_of(scenario: Scenario, path: Path) -> str | None:
    """Return the key of the article of what lies at a path; none for what is no rule."""
    kind = str(path[0])
    if kind in UNTOLD:
        return None
    if len(path) == 1 or kind in {"ladder", "score", "desk", "map", "scenario"}:
        return f"{kind}/"
    entries = getattr(scenario, kind)
    if isinstance(entries, dict):
        return f"{kind}/{path[1]}"
    return f"{kind}/{name_of(kind, entries[path[1]])}"


def name_of(kind: str, entry: Any) -> str:
    """Return the name of an entry of a list, as causes have it."""
    if kind == "link":
        return str(entry.id or entry.to)
    return str(entry.by if kind == "verdict" else entry.id)


def place_formulas(scenario: Scenario) -> Iterator[Placed]:
    """Yield every formula of the rules, in the order of the models."""
    for path, formula in formulas_of(scenario):
        key = key_of(scenario, path)
        if key is not None:
            yield _place(scenario, key, path, formula)


def _place(scenario: Scenario, key: str, path: Path, formula: str | float) -> Placed:
    field = next(str(step) for step in reversed(path) if isinstance(step, str))
    table = str(path[-2]) if len(path) > 1 else ""
    in_table = table in AMOUNTS
    costs_pool = table == "cost" and path[-1] not in scenario.var
    told = (
        (in_table and not costs_pool)
        or (path[0] == "derived")
        or field in {"rise", "fall", "per_turn"}
        or (field == "when" and "also" in path)
    )
    condition = field in CONDITIONS and not in_table
    return Placed(key, _head(scenario, path, field), formula, told, condition)


def _head(scenario: Scenario, path: Path, field: str) -> str:
    """Return what a formula is for, with the part of the entry that it belongs to."""
    if len(path) > 1 and path[-2] == "cost":
        head = f"costs {spell(field)}"
    elif len(path) > 1 and path[-2] in AMOUNTS:
        head = "amount"
    elif "text" in path:
        head = "this text while"
    elif "weight" in path[:-1]:
        line = int(path[path.index("weight") + 1]) + 1
        head = f"weight, line {line}{WEIGHING.get(field, '')}"
    elif "advice" in path:
        head = f"advice {int(path[3]) + 1} while"
    else:
        head = HEADS.get(field, spell(field))
    part = _part_of(scenario, path)
    return f"{part}: {head}" if part else head


def _part_of(scenario: Scenario, path: Path) -> str:
    """Return what people call the part of an entry: an option, an outcome, a judgement."""
    words: list[str] = []
    entry: Any = scenario
    for step in path[:-1]:
        entry = _step(entry, step)
        if entry is None:
            break
        if isinstance(step, int) and len(words) < 2 and entry is not None:
            words.append(getattr(entry, "label", None) or getattr(entry, "id", None) or "")
        elif step in {"kept", "broken", "accident"}:
            words.append(str(step))
    # The first is the entry itself.
    own = isinstance(path[1], int) if len(path) > 1 else False
    return ", ".join(word for word in (words[1:] if own else words) if word)


def _step(entry: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return entry[step] if isinstance(entry, tuple) and step < len(entry) else None
    if isinstance(entry, dict):
        return entry.get(step)
    for attribute in (step, f"{step}_"):
        if hasattr(entry, attribute):
            return getattr(entry, attribute)
    return None
