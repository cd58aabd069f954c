"""States of worlds kept beside the log, so that who joins late need not play all turns again."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, insert, select

from game.engine import Conclusion, State, digest_state
from game.engine.state import Demand, Pending, Pledge
from game.exercise.tables import SNAPSHOT


def freeze_state(state: State) -> str:
    """Return a state as JSON, exact to the last bit."""
    table = {field.name: getattr(state, field.name) for field in fields(state)}
    return json.dumps(table, separators=(",", ":"), allow_nan=False)


def thaw_state(text: str) -> State:
    """Return the state that `freeze_state` wrote."""
    table: dict[str, Any] = {name: _freeze(value) for name, value in json.loads(text).items()}
    table["pending"] = tuple(Pending(*entry) for entry in table["pending"])
    table["pledges"] = tuple(entry and Pledge(*entry) for entry in table["pledges"])
    table["demands"] = tuple(Demand(*entry) for entry in table["demands"])
    table["end"] = table["end"] and Conclusion(*table["end"])
    return State(**table)


def _freeze(value: Any) -> Any:
    return tuple(_freeze(part) for part in value) if isinstance(value, list) else value


def keep_snapshot(connection: Connection, exercise: str, seq: int, state: State) -> None:
    """Keep the state after a resolution."""
    connection.execute(
        insert(SNAPSHOT).values(
            exercise=exercise, seq=seq, digest=digest_state(state), state=freeze_state(state)
        )
    )


def find_snapshot(connection: Connection, exercise: str, seq: int) -> State | None:
    """Return the state that was kept with a resolution, if it is whole."""
    query = select(SNAPSHOT).where(SNAPSHOT.c.exercise == exercise, SNAPSHOT.c.seq == seq)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    state = thaw_state(row["state"])
    return state if digest_state(state) == row["digest"] else None
