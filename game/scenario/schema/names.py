"""The names of one scenario, as far as its files can be read; they need not be right yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from game.errors import ScenarioError
from game.scenario.bundle import Bundle
from game.scenario.diagnostics import render_problems, sort_problems
from game.scenario.document import read_tree
from game.scenario.findings import Findings
from game.scenario.models import FIXED_STAGES
from game.scenario.sources import Sources
from game.scenario.theatre import AREAS, PLACES

Labels = dict[str, str]
"""Names with what people call them, or an empty text."""

TABLES = ("var", "flag", "derived", "const", "seat")
"""Kinds of entry that are named by the key of their table."""

LISTS = ("action", "event", "promise")
"""Kinds of entry that have an `id`."""


def read_data(bundle: Bundle) -> dict[str, Any]:
    """Return the data of a scenario, right or wrong, without its translations.

    Raises:
        ScenarioError: A file is no TOML.
    """
    findings = Findings(Sources(bundle.files))
    tree = read_tree(bundle, findings)
    if findings.unreadable:
        problems = sort_problems(findings.problems)
        told = render_problems(problems)
        raise ScenarioError(f"the scenario {bundle.name} cannot be read\n\n{told}", problems)
    return tree


def collect_names(bundle: Bundle) -> Mapping[str, Labels]:
    """Return the names of a scenario by kind: those of tables, and the lists of `Offers`.

    Raises:
        ScenarioError: A file is no TOML.
    """
    tree = read_data(bundle)
    names = {kind: dict(_list_table(tree.get(kind))) for kind in TABLES}
    names |= {kind: dict(_list_entries(tree.get(kind))) for kind in LISTS}
    names["stage"] = dict.fromkeys((*FIXED_STAGES, *_stages(tree)), "")
    answers = dict(_list_answers(tree))
    orders = names["action"] | dict(_list_seat_orders(tree))
    groups = {
        entry["group"]: "" for entry in _entries(tree.get("action")) if _is_word(entry, "group")
    }
    return names | {
        "area": dict.fromkeys(AREAS, ""),
        "place": dict.fromkeys(PLACES, ""),
        "answer": answers,
        "play": orders | answers,
        "practice": names["action"] | answers,
        "cost": names["var"] | dict(_list_pools(tree)),
        "lock": groups | names["action"],
        "wait": dict.fromkeys(("continue", "causes", "commit"), "")
        | {f"order.{name}": label for name, label in names["action"].items()}
        | {f"answer.{name}": label for name, label in names["event"].items()},
        "balance": {"good": "an ending above 0"} | dict(_list_subjects(tree, names, answers)),
    }


def _list_subjects(
    tree: dict[str, Any], names: Mapping[str, Labels], answers: Labels
) -> Iterator[tuple[str, str]]:
    """Yield what a share of games can be about: `KIND.NAME`, and `KIND.*` for all of a kind."""
    subjects = {
        "ending": dict(_list_entries(tree.get("ending"))),
        "event": names["event"],
        "action": names["action"],
        "order": names["action"],
        "taken": names["action"],
        "answer": answers,
        "gauge": names["var"] | names["derived"],
    }
    for kind, found in subjects.items():
        yield f"{kind}.*", "each of them"
        yield from ((f"{kind}.{name}", label) for name, label in found.items())


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the tables of a list, whatever stands in its place."""
    if isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))


def _is_word(entry: dict[str, Any], key: str) -> bool:
    return isinstance(entry.get(key), str)


def _label(entry: Any) -> str:
    label = entry.get("label") if isinstance(entry, dict) else None
    return label if isinstance(label, str) else ""


def _list_table(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from ((name, _label(entry)) for name, entry in value.items())


def _list_entries(value: Any) -> Iterator[tuple[str, str]]:
    yield from ((e["id"], _label(e)) for e in _entries(value) if _is_word(e, "id"))


def _list_answers(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every `event.option`."""
    for event in _entries(tree.get("event")):
        if _is_word(event, "id"):
            for option, label in _list_entries(event.get("option")):
                yield f"{event['id']}.{option}", label


def _list_seat_orders(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every `seat.order`."""
    for action in _entries(tree.get("action")):
        if _is_word(action, "id") and _is_word(action, "seat"):
            yield f"{action['seat']}.{action['id']}", _label(action)


def _list_pools(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the items of all pools."""
    seats = tree.get("seat")
    for seat in seats.values() if isinstance(seats, dict) else ():
        pool = seat.get("pool") if isinstance(seat, dict) else None
        if isinstance(pool, dict):
            yield from ((name, "an item of the pool") for name in pool)


def _stages(tree: dict[str, Any]) -> list[str]:
    header = tree.get("scenario")
    stages = header.get("stages") if isinstance(header, dict) else None
    found = stages if isinstance(stages, list) else []
    return [stage for stage in found if isinstance(stage, str)]
