"""Names that must exist: in formulas, in texts, and wherever one entry names another."""

from __future__ import annotations

from game.formula import FUNCTIONS, Node, check_names, names_in
from game.scenario.checks.facts import DOTTED, Facts
from game.scenario.models import Scenario
from game.scenario.positions import Path
from game.scenario.scope import formula_name
from game.scenario.survey import Reference
from game.scenario.texts import find_inserts
from game.scenario.tree import find_source

MOST_LISTED = 6
"""The most names that are listed where none is near."""

KIND_NAMES = {
    "var": "variable",
    "flag": "flag",
    "derived": "derived value",
    "const": "constant",
    "seat": "seat",
    "action": "action",
    "event": "event",
    "promise": "promise",
    "stage": "stage",
}
"""What kinds of entries are called in messages."""


def check_references(facts: Facts) -> None:
    """Note every name that nothing bears, and names that may not be read where they stand."""
    known: dict[tuple[str, ...], frozenset[str]] = {}
    for reference in facts.survey.references:
        _, name, kinds = reference
        if kinds not in known:
            known[kinds] = frozenset[str]().union(*(facts.names[kind] for kind in kinds))
        if name not in known[kinds] and not facts.is_ghost(name):
            _note_reference(facts, reference, known[kinds])
    _check_formulas(facts)
    for path, text in facts.survey.texts:
        if "{" in text:
            _check_inserts(facts, path, text)


def _note_reference(facts: Facts, reference: Reference, known: frozenset[str]) -> None:
    name = reference.name
    what = " or ".join(KIND_NAMES[kind] for kind in reference.kinds)
    other = next((kind for kind in KIND_NAMES if name in facts.names[kind]), None)
    message = f"there is no {what} `{name}`"
    if other is not None:
        message += f"; there is a {KIND_NAMES[other]} of that name"
    near = facts.findings.nearest(name, known)
    facts.findings.report(
        "unknown-name",
        reference.path,
        message,
        part="key" if reference.is_key else "value",
        span=None if reference.is_key else (0, len(name)),
        suggestion=f"did you mean `{near}`?" if near else _hint_at(reference, other, known),
        first=facts.find_orphan(near),
        first_message=f"`{near}` is defined here, and nothing reads it",
    )


def _hint_at(reference: Reference, other: str | None, known: frozenset[str]) -> str | None:
    """Return how to declare what is missing, or what there is instead, where that is little."""
    if other is None and reference.kinds in (("var",), ("flag",)):
        return f"it is declared by a header: `[{reference.kinds[0]}.{reference.name}]`"
    if known and len(known) <= MOST_LISTED:
        return f"there are: {', '.join(f'`{name}`' for name in sorted(known))}"
    return None


def _check_formulas(facts: Facts) -> None:
    functions = FUNCTIONS | facts.scenario.curve.keys()
    intents = {name for name in facts.known if name.startswith("intent.")}
    for path, names in facts.reads.items():
        if not (names <= facts.known and facts.calls[path] <= functions):
            _note_unknown_names(facts, path, facts.trees[path])
        if not intents.isdisjoint(names):
            _check_intents(facts, path)


def _note_unknown_names(facts: Facts, path: Path, tree: Node) -> None:
    if facts.findings.suggestions_left <= 0:
        # The search for the nearest name would take the longest of all.
        name = next((node for node in names_in(tree) if node.name not in facts.known), None)
        if name is not None:
            span = (name.start, name.end)
            message = f"there is no name `{name.name}`"
            facts.findings.report("unknown-name", path, message, span=span)
        return
    facts.findings.suggestions_left -= 1
    text = facts.texts[path]
    counted = {f"{counter}.{name}" for counter in DOTTED for name in facts.spectral}
    for error in check_names(tree, facts.known | counted, facts.scenario.curve.keys()):
        word = text[error.start : error.end]
        if facts.is_ghost(word):
            continue
        if hint := _hint_at_entry(facts, formula_name(word)):
            span = (error.start, error.end)
            message = f"there is no name `{word}`"
            facts.findings.report("unknown-name", path, message, span=span, suggestion=hint)
        else:
            facts.report_formula("unknown-name", path, text, error)


def _hint_at_entry(facts: Facts, word: str) -> str | None:
    """Return how a formula reads what happened to the order, event or promise that a word names."""
    kind, dot, name = word.partition(".")
    if not dot:
        kind, name = "", word
    for told, ids, hint in (
        ("action", facts.names["action"], "`times.{0}` counts how often it was ordered"),
        ("promise", facts.names["promise"], "`open.{0}`, `kept.{0}` and `broken.{0}` tell of it"),
        ("event", facts.names["event"], 'let it `raise = ["a_flag"]`, and read the flag'),
    ):
        if kind in ("", told) and name in map(formula_name, ids):
            article = "an" if told[0] in "ae" else "a"
            return f"that is {article} {told}: {hint.format(name)}"
    return None


def _check_intents(facts: Facts, path: Path) -> None:
    """Published odds are known to seats that publish none, when they choose."""
    seat = _choosing_seat(facts.scenario, path)
    if seat is not None and seat in facts.scenario.seat and not facts.scenario.seat[seat].intents:
        return
    for node in names_in(facts.trees[path]):
        if node.name.startswith("intent.") and node.name in facts.known:
            facts.findings.report(
                "intent-not-readable",
                path,
                f"`{node.name}` can be read in conditions and weights of orders and answers only, "
                "and by seats that publish no intents of their own",
                span=(node.start, node.end),
            )


def _choosing_seat(scenario: Scenario, path: Path) -> str | None:
    """Return the seat that chooses by a formula, or None for formulas of other kinds."""
    match path:
        case ("action", int(i), "when") | ("action", int(i), "weight", *_):
            return scenario.action[i].seat
        case ("event", int(i), "option", int(j), "when" | "weight", *_):
            return scenario.event[i].option[j].seat or scenario.event[i].to[0]
        case ("adviser", int(i), "advice", *_):
            return scenario.adviser[i].seat or first_human(scenario)
    return None


def first_human(scenario: Scenario) -> str | None:
    """Return the first seat that a person plays."""
    return next((name for name, seat in scenario.seat.items() if seat.human), None)


def _check_inserts(facts: Facts, path: Path, text: str) -> None:
    for match in find_inserts(text):
        if match[1] not in facts.known and not facts.is_ghost(match[1]):
            name, _, field = match[1].partition(".")
            put_in = find_source(facts.findings.tree, path).bindings.get(name)
            if put_in is not None and field in ("label", "short"):
                facts.findings.report(
                    "unknown-name",
                    path,
                    f"`{{{match[1]}}}` is what a seat is called, and `{put_in}` is none",
                    span=match.span(1),
                    suggestion=f"write `{{{name}}}`",
                )
                continue
            facts.findings.report(
                "unknown-name",
                path,
                f"the text inserts `{match[1]}`, but nothing has that name",
                span=match.span(1),
                suggestion=facts.findings.suggest(match[1], facts.known),
            )
