"""Acts of an exercise by name, so that a whole exercise can be written down and played."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from typing import Any, Final

from pydantic import BaseModel, FiniteFloat, TypeAdapter, ValidationError

from game.errors import BufferStateError, ExerciseError
from game.exercise import (
    codes,
    drafts,
    injects,
    matrix,
    messages,
    notes,
    orders,
    overrides,
    people,
    phases,
    practice,
    projection,
    sessions,
    survey,
)
from game.exercise.changes import parse_changes
from game.exercise.configuration import Inject
from game.exercise.exercise import Exercise
from game.exercise.fields import explain_refusal
from game.exercise.readers import ROLES, WHITE, Reader
from game.exercise.resolver import tick
from game.policy.script import read_plan


def _override(
    exercise: Exercise, white: Reader, world: str, changes: Any, reason: str, announce: str = ""
) -> list[dict[str, Any]]:
    shown = overrides.preview_override(exercise, white, world, changes)
    overrides.override(exercise, white, world, changes, reason, shown, announce)
    return [each.model_dump() for each in shown]


def _tick(exercise: Exercise, white: Reader) -> int:
    return tick(exercise)


ACTS: Final[dict[str, Callable[..., Any]]] = {
    "practise": practice.practise,
    "end-practice": practice.end_practice,
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
    "undo-override": overrides.undo_override,
    "message": messages.send_message,
    "release-message": messages.release_message,
    "stop-message": messages.stop_message,
    "consent": sessions.consent,
    "refuse": sessions.refuse,
    "free-seat": sessions.revoke_sessions,
    "code": codes.renew_code,
    "revoke-code": codes.revoke_code,
    "project": projection.project,
    "star": notes.star,
    "open-survey": survey.open_survey,
    "close-survey": survey.close_survey,
    "survey": survey.answer_survey,
    "people": people.seat_people,
    "forget-people": people.forget_people,
}
"""The acts by name; each takes the exercise, who acts, and what its function asks for."""

_CHANGES = {"changes", "success", "failure"}
_LISTS = {"worlds", "seats", "to", "names"}

_SHAPES: Final[dict[str, TypeAdapter[Any]]] = {
    **dict.fromkeys(_LISTS, TypeAdapter(tuple[str, ...])),
    **dict.fromkeys(("minutes", "odds"), TypeAdapter(FiniteFloat)),
    **dict.fromkeys(("turn", "message", "about", "seen"), TypeAdapter(int)),
    **dict.fromkeys(("bot", "ready", "send_now", "number", "dark"), TypeAdapter(bool)),
    "expect": TypeAdapter(tuple[str, int] | int),
    "answers": TypeAdapter(dict[str, str]),
}
"""What a value must be, by its key; any other is a text."""

_TEXT = TypeAdapter(str)


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


def find_reader(exercise: Exercise, text: str) -> Reader:
    """Return who is meant, as `read_reader` reads it, of those that an exercise has.

    Raises:
        ExerciseError: It is nobody, or the exercise has no such world or seat.
    """
    reader = read_reader(text)
    if reader.role == "seat":
        seats = exercise.configuration.world(reader.world).seats
        if reader.seat not in seats:
            raise ExerciseError(
                f"world {reader.world} has no seat {reader.seat[:60]!r}; "
                f"its seats are {', '.join(seats)}"
            )
    return reader


def act(exercise: Exercise, who: str, name: str, given: dict[str, Any]) -> Any:
    """Let someone act, and return what came of it as plain data.

    Raises:
        ExerciseError: There is no such act or it is given the wrong things; or what it raises.
    """
    function = ACTS.get(name)
    if function is None:
        raise ExerciseError(f"there is no act {name[:60]!r}; there are {', '.join(ACTS)}")
    reader = find_reader(exercise, who) if who else WHITE
    prepared = {
        key: _prepare(key, value)
        for key, value in ((key.replace("-", "_"), value) for key, value in given.items())
    }
    try:
        inspect.signature(function).bind(exercise, reader, **prepared)
    except TypeError as error:
        names = list(inspect.signature(function).parameters)[2:]
        raise ExerciseError(f"{name}: {error}; it takes {', '.join(names) or 'nothing'}") from error
    return plain(function(exercise, reader, **prepared))


def _prepare(key: str, value: Any) -> Any:
    """Return a value as the functions take it.

    Raises:
        ExerciseError: It has another shape.
    """
    if value is None:
        return None
    if key in _CHANGES:
        return parse_changes(str(value))
    if key == "plan":
        return read_plan(value, "plan")
    if key == "inject" and isinstance(value, dict):
        return _read_inject(value)
    if key in _LISTS and isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    try:
        return _SHAPES.get(key, _TEXT).validate_python(value)
    except ValidationError as error:
        raise ExerciseError(f"{key}: {explain_refusal(error)}") from error


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
