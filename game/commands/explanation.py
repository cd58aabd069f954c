"""What `check --explain` says of a key."""

from __future__ import annotations

import difflib
import textwrap

from game.errors import BufferStateError
from game.scenario.keys import Key, read_keys

WIDTH = 88
"""How many columns a paragraph takes."""


def explain_key(name: str) -> str:
    """Return what a key means, an example and how it is put right; of `all`, a line of each.

    Raises:
        BufferStateError: There is no such key.
    """
    keys = read_keys()
    if name == "all":
        return "\n".join(f"{key.name:21} {key.severity:8} {_first(key)}" for key in keys.values())
    if name not in keys:
        near = difflib.get_close_matches(name, keys, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise BufferStateError(
            f"no diagnostic has the key {name[:80]!r}{hint or ';'} `--explain all` lists them"
        )
    return _write(keys[name])


def _first(key: Key) -> str:
    return key.means.partition(". ")[0].rstrip(".")


def _write(key: Key) -> str:
    parts = [
        f"{key.severity}({key.name})",
        textwrap.fill(key.means, WIDTH),
        textwrap.indent(key.bad.strip(), "    "),
        textwrap.fill(key.fix, WIDTH),
        textwrap.indent(key.good.strip(), "    "),
    ]
    if key.severity != "error":
        parts.append(
            f"To keep it as it is, write `# check: allow {key.name} (why)` on its line or above."
        )
    return "\n\n".join(parts)
