"""Acts of an exercise by name, so that a whole exercise can be written down and played."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from game.engine import Plan
from game.errors import BufferStateError, ExerciseError
from game.exercise import (
    drafts,
    injects,
    matrix,
    messages,
    notes,
    orders,
    overrides,
    phases,
    sessions,
)
from game.exercise.changes import parse_changes
from game.exercise.configuration import Inject, explain_refusal
from game.exercise.exercise import Exercise
from game.exercise.readers import ROLES, WHITE, Reader
from game.exercise.resolver import tick


def _override(
    exercise: Exercise, white: Reader, world: str, changes: Any, reason: str, announce: str = ""
) -> list[dict[str, Any]]:
    shown = overrides.preview_override(exercise, white, world, changes)
    overrides.override(exercise, white, world, changes, reason, shown, announce)
    return [each.model_dump() for each in shown]


def _tick(exercise: Exercise, white: Reader) -> int:
    return tick(exercise)


ACTS: Final[dict[str, Callable[..., Any]]] = {
    "start": phases.start,
    "move-on": phases.move_on,
    "extend": phases.extend,
    "grace": phases.grant_grace,
    "decide": phases.decide,
    "bot": phases.set_bot,
    "pause": phases.pause,
    "unpause": phases.unpause,
    "revert": phases.revert,
    "end": phases.end,
    "tick": _tick,
    "draft": drafts.save_draft,
    "submit": orders.submit,
    "withdraw": orders.withdraw,
    "ready": orders.set_ready,
    "standing": orders.set_standing,
    "send": injects.send,
    "hold": injects.hold,
    "unhold": injects.release_hold,
    "skip": injects.skip,
    "invent": injects.invent,
    "propose": matrix.propose,
    "open-debate": matrix.open_debate,
    "argue": matrix.argue,
    "estimate": matrix.estimate,
    "rule": matrix.rule,
    "override": _override,
    "message": messages.send_message,
    "release-message": messages.release_message,
    "stop-message": messages.stop_message,
    "consent": sessions.consent,
    "refuse": sessions.refuse,
    "star": notes.star,
    "survey": notes.answer_survey,
}
"""The acts by name; each takes the exercise, who acts, and what its function asks for."""

_LISTS = {"worlds", "seats", "to", "expect"}
_CHANGES = {"changes", "success", "failure"}


def read_reader(text: str) -> Reader:
    """Return who is meant by `white`, `white:INITIALS`, another role, or `WORLD/SEAT`.

    Raises:
        ExerciseError: It is none of them.
    """
    if "/" in text:
        world, _, seat = text.partition("/")
        return Reader("seat", world, seat)
    role, _, name = text.partition(":")
    for known in ROLES:
        if role == known and known != "seat":
            return Reader(known, name=name)
    raise ExerciseError(f"{text[:60]!r} is nobody; write white, white:AB, observer or WORLD/SEAT")


def act(exercise: Exercise, who: str, name: str, given: dict[str, Any]) -> Any:
    """Let someone act, and return what came of it as plain data.

    Raises:
        ExerciseError: There is no such act or it is given the wrong things; or what it raises.
    """
    function = ACTS.get(name)
    if function is None:
        raise ExerciseError(f"there is no act {name[:60]!r}; there are {', '.join(ACTS)}")
    reader = read_reader(who) if who else WHITE
    if (
        reader.role == "seat"
        and reader.seat not in exercise.configuration.world(reader.world).seats
    ):
        raise ExerciseError(f"world {reader.world} has no seat {reader.seat[:60]!r}")
    prepared = {key.replace("-", "_"): _prepare(key, value) for key, value in given.items()}
    try:
        inspect.signature(function).bind(exercise, reader, **prepared)
    except TypeError as error:
        names = list(inspect.signature(function).parameters)[2:]
        raise ExerciseError(f"{name}: {error}; it takes {', '.join(names) or 'nothing'}") from error
    return plain(function(exercise, reader, **prepared))


def _prepare(key: str, value: Any) -> Any:
    """Return a value as the functions take it."""
    if key in _CHANGES and isinstance(value, str):
        return parse_changes(value)
    if key in _LISTS and isinstance(value, str):
        return tuple(part.strip() for part in value.split(","))
    if key == "expect" and isinstance(value, list):
        return tuple(value)
    if key == "plan" and isinstance(value, dict):
        return Plan(tuple(value.get("orders", ())), dict(value.get("choices", {})))
    if key == "inject" and isinstance(value, dict):
        return _read_inject(value)
    return value


def _read_inject(fields: dict[str, Any]) -> Inject:
    if isinstance(fields.get("effects"), str):
        fields = {**fields, "effects": parse_changes(fields["effects"])}
    try:
        return Inject.model_validate(fields)
    except ValidationError as error:
        raise ExerciseError(f"inject: {explain_refusal(error)}") from error


def plain(value: Any) -> Any:
    """Return a result as plain data for JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if is_dataclass(value) and not isinstance(value, type):
        return {key: plain(each) for key, each in asdict(value).items()}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value


def play_script(exercise: Exercise, lines: Iterable[str], place: str) -> int:
    """Play acts that were written down, one JSON object a line, and return their number.

    A line is `{"as": "a/minsk", "do": "submit", "plan": {"orders": [...]}, "turn": 1}`; blank
    lines and lines that begin with `#` are left out. It stops at the first act that is refused.

    Raises:
        BufferStateError: A line is none, or its act is refused; the text names the line.
    """
    done = 0
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        given = _read_line(line, f"{place}, line {number}")
        name, who = str(given.pop("do", "")), str(given.pop("as", "white"))
        try:
            act(exercise, who, name, given)
        except BufferStateError as error:
            raise ExerciseError(f"{place}, line {number}: {error}") from error
        done += 1
    return done


def _read_line(line: str, place: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ExerciseError(f"{place} is no JSON: {error}") from error
    if not isinstance(given, dict) or "do" not in given:
        raise ExerciseError(f'{place} is no act; write {{"as": "white", "do": "start"}}')
    return given
