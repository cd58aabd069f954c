"""Where scenarios come from: the game, the user's own folder, installed Python packages.

A package brings scenarios through an entry point of the group `buffer_state.scenarios`, whose value
is the dotted name of a folder inside it. The folder is found, never imported: data run nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

import game
from game.scenario.bundle import translated_language

GROUP = "buffer_state.scenarios"
"""The group of entry points through which packages bring scenarios."""

SCENARIO_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
"""What an id looks like; anything else is a path."""

THE_GAME, THE_USER = "game", "yours"
"""The origins of what comes with the game, and of what lies in the user's own folder."""


@dataclass(frozen=True, slots=True)
class Found:
    """A scenario that can be asked for by its id."""

    id: str
    """Its id: the name of its folder, or of its file without `.toml`."""
    path: Path
    """Its file or folder."""
    origin: str
    """`game`, `yours`, or the name of the package that brings it."""


def shipped_folder() -> Path:
    """Return the folder of the scenarios that come with the game."""
    package = Path(game.__file__).parent
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def user_folder() -> Path:
    """Return the folder where the user's own scenarios are looked for; it may not exist."""
    return Path(platformdirs.user_data_dir("buffer-state")) / "scenarios"


def find_all() -> Iterator[Found]:
    """Iterate over all scenarios with an id; the game's own go before the user's, then packages'.

    Of several with one id only the first is found.
    """
    seen: set[str] = set()
    for origin, folder in _folders():
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            name = path.name if path.is_dir() else path.stem
            if name not in seen and _is_scenario(path) and SCENARIO_ID.fullmatch(name):
                seen.add(name)
                yield Found(name, path, origin)


def find_one(name: str) -> Found | None:
    """Return the scenario of an id, or None."""
    return next((found for found in find_all() if found.id == name), None)


def _folders() -> Iterator[tuple[str, Path]]:
    """Iterate over origins with their folders; packages are looked for only when it comes to it."""
    yield THE_GAME, shipped_folder()
    yield THE_USER, user_folder()
    yield from _package_folders()


def _package_folders() -> Iterator[tuple[str, Path]]:
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.value, entry.name)):
        folder = _locate(entry.value)
        if folder is not None:
            yield entry.dist.name if entry.dist else entry.name, folder


def _locate(dotted: str) -> Path | None:
    """Return the folder of a dotted name; only its first part is looked up, and not imported."""
    from importlib.util import find_spec

    first, *inner = dotted.split(".")
    try:
        spec = find_spec(first)
    except (ImportError, ValueError):
        return None
    places = (spec and spec.submodule_search_locations) or ()
    folders = (Path(place, *inner) for place in places)
    return next((folder for folder in folders if folder.is_dir()), None)


def _is_scenario(path: Path) -> bool:
    if path.is_dir():
        return any(path.glob("*.toml"))
    return path.suffix == ".toml" and path.is_file() and translated_language(path.name) is None
