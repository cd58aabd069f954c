"""Texts that are missing, too long for their place, or never shown."""

from __future__ import annotations

import re
from itertools import combinations

from game.scenario.models.base import Variant
from game.scenario.models.endings import Advice
from game.scenario.positions import Path
from game.scenario.texts import INSERT
from game.scenario.warnings.doubts import Doubt, Doubts

BRACES = re.compile(r"\{[^{}\n]{0,60}\}?")
"""What stands between braces, or after one that is never closed."""

UNFILLED = frozenset({
    "title", "summary", "briefing", "label", "short", "unit", "group", "faction", "ends", "why",
})  # fmt: skip
"""The texts into which no value is put; only the `why` of advice is one of the others."""


def check_texts(doubts: Doubts) -> None:
    """Note options and orders without a text, and versions of a text that are never reached."""
    for path, _, option in doubts.facts.all_options():
        if not option.label:
            message = f"players choose `{option.id}` by a name that is meant for formulas"
            _note_label(doubts, "option-without-text", path, message)
    human = {name for name, seat in doubts.facts.scenario.seat.items() if seat.human}
    for index, action in enumerate(doubts.facts.scenario.action):
        if not action.label and action.seat in human:
            message = f"players order `{action.id}` by a name that is meant for formulas"
            _note_label(doubts, "order-without-text", ("action", index), message)
    for path, text in doubts.facts.survey.texts:
        if "{" in text and path[0] != "test":
            _check_braces(doubts, path, text)
    _check_reached(doubts)


def _check_braces(doubts: Doubts, path: Path, text: str) -> None:
    """Braces around anything but a name, or a name and decimals, are shown as they stand.

    So are all in a text into which no value is put.
    """
    unfilled = path[-1] in UNFILLED and "advice" not in path
    for match in BRACES.finditer(text):
        if INSERT.fullmatch(match[0]) and not unfilled:
            continue
        name = match[0].strip("{ }").partition(":")[0].strip().rstrip(".,;")
        why, suggestion = "only a name in braces is a value", None
        if unfilled:
            why, suggestion = f"no value is put into a `{path[-1]}`", "a `text` can show values"
        elif match[0][-1] != "}":
            suggestion = f"close it: `{{{name.partition(' ')[0]}}}`" if name else None
        elif name in doubts.facts.known:
            suggestion = f"write `{{{name}}}`, or `{{{name}:2}}` with two decimals"
        else:
            suggestion = "a formula gets a name in `[derived]`, and the name is put in"
        message = f"the text shows `{match[0]}` as it stands: {why}"
        doubt = Doubt("text-with-braces", path, message, span=match.span(), suggestion=suggestion)
        doubts.note(doubt)


def _note_label(doubts: Doubts, key: str, path: Path, message: str) -> None:
    suggestion = 'give it a `label = "…"`, the verb first'
    doubts.note(Doubt(key, (*path, "id"), message, suggestion=suggestion))


def _check_reached(doubts: Doubts) -> None:
    """Of versions the first that holds is taken: none follows one that always does.

    Each version is asked about by the one before it.
    """
    versions = {path: model for path, model in doubts.facts.survey.models if type(model) is Variant}
    for path, version in versions.items():
        following: Path = (*path[:-1], int(path[-1]) + 1)
        if version.when is None and following in versions:
            message = "this version is never reached: the one before it has no `when`"
            doubts.note(
                Doubt("never-reached", following, message, first=path, first_message="this")
            )
    for index, adviser in enumerate(doubts.facts.scenario.adviser):
        for (i, first), (j, later) in combinations(enumerate(adviser.advice), 2):
            if first.when is None and _hides(first, later):
                message = "this advice is never reached: one before it has no `when`"
                path, above = (("adviser", index, "advice", place) for place in (j, i))
                doubts.note(
                    Doubt("never-reached", path, message, first=above, first_message="this")
                )


def _hides(first: Advice, later: Advice) -> bool:
    """Tell whether nothing is left to a line below one that always holds."""
    named, others = {*first.order, *first.answer}, {*later.order, *later.answer}
    return not named or (bool(others) and named >= others)
