"""A short fingerprint of a state, the same on every machine and Python version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

from game.engine.state import State


def digest_state(state: State) -> str:
    """Return 32 hexadecimal digits of the SHA-256 over all that the state holds.

    Floats are written with the fewest digits that give them back, so equal digests mean equal
    bits.
    """
    table = [getattr(state, field.name) for field in fields(state)]
    text = json.dumps(table, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]
