"""Names and ids: each once, none that formulas could take for another, none reserved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.formula import RESERVED
from game.scenario.checks.facts import COUNTERS, FIXED_STAGES, Facts
from game.scenario.positions import Path
from game.scenario.scope import formula_name

Named = tuple[str, Path]
"""A name with the path where it stands."""


def check_identity(facts: Facts) -> None:
    """Note ids that stand twice, names that collide, and names that are taken by the language."""
    entries = list(_entries(facts))
    for kind, named in entries:
        _check_kind(facts, kind, named)
    _check_shared_names(facts)
    _check_reserved(facts, entries)


def _entries(facts: Facts) -> Iterator[tuple[str, list[Named]]]:
    """Iterate over the kinds of entries that have an id, nested ones too."""
    scenario = facts.scenario
    for kind in ("action", "event", "promise", "rule", "inject", "adviser", "ending", "lesson"):
        entries = getattr(scenario, kind)
        yield kind, [(entry.id, (kind, i, "id")) for i, entry in enumerate(entries)]
    yield "seat", [(name, ("seat", name)) for name in scenario.seat]
    yield "verdict", [(v.by, ("verdict", i, "by")) for i, v in enumerate(scenario.verdict)]
    yield "test", [(test.name, ("test", i, "name")) for i, test in enumerate(scenario.test)]
    yield (
        "link",
        [
            (link.id or link.to, ("link", i, "id" if link.id else "to"))
            for i, link in enumerate(scenario.link)
        ],
    )
    for i, event in enumerate(scenario.event):
        options = enumerate(event.option)
        yield "option", [(option.id, ("event", i, "option", j, "id")) for j, option in options]
    for path, effects in facts.effects:
        outcomes = enumerate(effects.outcome)
        yield "outcome", [(each.id, (*path, "outcome", j, "id")) for j, each in outcomes]
    stages = [(name, ("scenario", "stages", i)) for i, name in enumerate(scenario.scenario.stages)]
    yield "stage", [*((name, ("scenario",)) for name in FIXED_STAGES), *stages]


def _check_kind(facts: Facts, kind: str, entries: Iterable[Named]) -> None:
    first: dict[str, Named] = {}
    for name, path in entries:
        spelling = formula_name(name)
        if spelling not in first:
            first[spelling] = (name, path)
            continue
        other, other_path = first[spelling]
        is_key = path[-1] == name
        if other != name:
            key = "name-collision"
            message = f"in formulas `{name}` and `{other}` are both written `{spelling}`"
            suggestion = None
        else:
            key, message = "duplicate-id", f"a second {kind} is called `{name}`"
            suggestion = _advise(kind, path)
        facts.findings.report(
            key,
            path,
            message,
            part="key" if is_key else "value",
            suggestion=suggestion,
            first=other_path,
        )


def _advise(kind: str, path: Path) -> str | None:
    if kind == "link" and path[-1] == "to":
        return "give one of two links to the same variable an `id`"
    return "the stages `" + "`, `".join(FIXED_STAGES) + "` are there" if kind == "stage" else None


def _check_shared_names(facts: Facts) -> None:
    """Constants, variables, flags, derived values and curves share one space of names."""
    first: dict[str, Path] = {}
    for kind in ("const", "var", "flag", "derived", "curve"):
        for name in getattr(facts.scenario, kind):
            path = (kind, name)
            if name not in first:
                first[name] = path
                continue
            message = f"`{name}` is the name of a {kind} and of a {first[name][0]}"
            facts.findings.report("name-collision", path, message, part="key", first=first[name])


def _check_reserved(facts: Facts, entries: Iterable[tuple[str, list[Named]]]) -> None:
    scenario = facts.scenario
    for kind in ("const", "var", "flag", "derived", "curve"):
        for name in getattr(scenario, kind):
            if name in RESERVED or name in COUNTERS:
                _report_reserved(facts, name, (kind, name), is_key=True)
    for kind, named in entries:
        if kind in ("action", "event", "promise", "option", "seat"):
            for name, path in named:
                if formula_name(name) in RESERVED:
                    _report_reserved(facts, name, path, is_key=kind == "seat")


def _report_reserved(facts: Facts, name: str, path: Path, is_key: bool) -> None:
    facts.findings.report(
        "reserved-name",
        path,
        f"`{name}` is a word of the formula language",
        part="key" if is_key else "value",
    )
