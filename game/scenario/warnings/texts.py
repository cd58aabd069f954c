"""Texts that are missing, too long for their place, or never shown."""

from __future__ import annotations

from game.scenario.models.base import Variant
from game.scenario.models.endings import Advice
from game.scenario.positions import Path
from game.scenario.warnings.doubts import Doubt, Doubts


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
    _check_reached(doubts)


def _note_label(doubts: Doubts, key: str, path: Path, message: str) -> None:
    suggestion = 'give it a `label = "…"`, the verb first'
    doubts.note(Doubt(key, (*path, "id"), message, suggestion=suggestion))


def _check_reached(doubts: Doubts) -> None:
    """Of versions and of advice the first that holds is taken: none follows one that always does.

    Each version is asked about by the one before it.
    """
    versions = {
        path: model
        for path, model in doubts.facts.survey.models
        if type(model) is Variant or type(model) is Advice
    }
    for path, version in versions.items():
        following: Path = (*path[:-1], int(path[-1]) + 1)
        if version.when is None and following in versions:
            what = "version" if type(version) is Variant else "advice"
            message = f"this {what} is never reached: the one before it has no `when`"
            doubts.note(
                Doubt("never-reached", following, message, first=path, first_message="this")
            )
