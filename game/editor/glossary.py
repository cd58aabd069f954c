"""The names of a scenario by kind, and what each is, in a line and in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.atlas.model import Article, Atlas
from game.atlas.telling import tell_movers
from game.scenario.checks.front import WAITS
from game.scenario.meanings import KEYED, Symbol, read_plays, read_subjects
from game.scenario.models import FIXED_STAGES, Choice, Scenario
from game.scenario.models.base import Documented
from game.scenario.theatre import AREAS, PLACES

KINDS: Mapping[str, str] = {
    "const": "constant",
    "var": "variable",
    "derived": "derived value",
    "option": "answer",
    "pool": "pool item",
    "inject": "inject",
}
"""What kinds of entries are called, where it is not their key."""

FORMULAS: Mapping[str, str] = {
    "value": "=",
    "when": "when",
    "chance": "chance in per cent:",
    "rise": "rises when",
    "fall": "falls when",
}
"""The formulas of an entry that are shown, and the words before them."""

MOST_MOVERS = 12
"""How many causes of a variable are listed."""


def list_names(scenario: Scenario, kind: str) -> Mapping[str, Symbol | None]:
    """Return what can be named where a kind of name is due, as it is written, with what it means.

    Besides the kinds of entries there are those of fields that name things in words of their own:
    `play`, `practice`, `answer`, `wait`, `lock`, `cost` and `balance`. Words of the format mean no
    entry.
    """
    match kind:
        case "stage":
            own = {name: Symbol(kind, name) for name in scenario.scenario.stages}
            return dict.fromkeys(FIXED_STAGES) | own
        case "play" | "answer":
            named = {name: parts[-1].symbol for name, parts in read_plays(scenario).items()}
            is_answer = kind == "answer"
            return {n: each for n, each in named.items() if not is_answer or each.kind == "option"}
        case "practice":
            return {**list_names(scenario, "action"), **list_names(scenario, "answer")}
        case "wait":
            named = _list_subjects(scenario, ("order", "answer"))
            return dict.fromkeys(WAITS) | {n: s for n, s in named.items() if s.kind != "option"}
        case "area" | "place":
            return dict.fromkeys(AREAS if kind == "area" else PLACES)
        case "balance":
            return {"good": None} | _list_subjects(
                scenario, ("ending", "event", "action", "order", "taken")
            )
        case "lock":
            groups = sorted({action.group for action in scenario.action if action.group})
            return {**dict.fromkeys(groups), **list_names(scenario, "action")}
        case "cost":
            pools = {name for seat in scenario.seat.values() for name in seat.pool}
            items = {name: Symbol("pool", name) for name in sorted(pools)}
            return {**items, **list_names(scenario, "var")}
    if kind in KEYED:
        return {name: Symbol(kind, name) for name in getattr(scenario, kind)}
    return {each.id: Symbol(kind, each.id) for each in getattr(scenario, kind) if each.id}


def _list_subjects(scenario: Scenario, kinds: tuple[str, ...]) -> dict[str, Symbol]:
    """Return names such as `ending.absorbed` that begin with one of some kinds."""
    subjects = read_subjects(scenario).items()
    return {name: parts[-1].symbol for name, parts in subjects if name.startswith(kinds)}


def find_entry(scenario: Scenario, symbol: Symbol) -> object:
    """Return the entry that a symbol names, or None for one that is no table of its own."""
    if symbol.kind in KEYED:
        return getattr(scenario, symbol.kind).get(symbol.name)
    if symbol.kind == "option":
        event = next((e for e in scenario.event if symbol.name.startswith(f"{e.id}.")), None)
        return next((o for o in event.option if o.id == symbol.last), None) if event else None
    entries = getattr(scenario, symbol.kind, ())
    return next((entry for entry in entries if entry.id == symbol.name), None)


def describe_line(scenario: Scenario, symbol: Symbol) -> str:
    """Return what a symbol is, in a line: its kind, its label, its range."""
    entry = find_entry(scenario, symbol)
    pieces = [KINDS.get(symbol.kind, symbol.kind)]
    label = getattr(entry, "label", None)
    if label:
        pieces.append(label)
    low_high = getattr(entry, "range", None)
    if low_high:
        unit = getattr(entry, "unit", None)
        pieces.append(f"{low_high[0]:g} to {low_high[1]:g}{f' {unit}' if unit else ''}")
    return ", ".join(pieces)


def describe_symbol(scenario: Scenario, symbol: Symbol, atlas: Atlas | None) -> str:
    """Return what a symbol is, in Markdown: what it stands for, and who moves it.

    Args:
        scenario: The scenario as far as it can be read.
        symbol: What is asked about.
        atlas: Its rules in words, as they last were without errors.
    """
    entry = find_entry(scenario, symbol)
    lines = [f"**{symbol.name}** · {describe_line(scenario, symbol)}"]
    if isinstance(entry, Documented) and entry.about:
        lines.append(entry.about)
    lines += _describe_value(entry)
    article = atlas.by_key.get(f"{symbol.kind}/{symbol.name}") if atlas is not None else None
    if atlas is not None and article is not None and symbol.kind in ("var", "flag"):
        lines.append(_list_movers(atlas, article))
    return "\n\n".join(lines)


def _list_movers(atlas: Atlas, article: Article) -> str:
    movers = [f"- {row.lead}: {row.text}" for row in tell_movers(atlas, article)]
    more = len(movers) - MOST_MOVERS
    if more > 0:
        movers[MOST_MOVERS:] = [f"- … and {more} more"]
    return "\n".join(["Moved by:", *movers]) if movers else "Nothing moves it."


def _describe_value(entry: object) -> Iterator[str]:
    """Yield what an entry holds that a reader asks for first."""
    if isinstance(entry, int | float):
        yield f"{entry:g}"
    for attribute, words in FORMULAS.items():
        formula = getattr(entry, attribute, None)
        if formula is not None:
            yield f"{words} `{formula}`"
    start = getattr(entry, "start", None)
    if isinstance(start, int | float):
        yield f"starts at {start:g}"
    elif start is not None:
        yield f"starts between {start.draw[0]:g} and {start.draw[1]:g}, by the seed"
    if isinstance(entry, Choice) and entry.cost:
        yield "costs " + ", ".join(f"{name} `{cost}`" for name, cost in entry.cost.items())
