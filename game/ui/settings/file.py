"""The file of the settings: a small TOML file in the user's own folder of configurations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.errors import SettingsError
from game.ui.settings.model import BY_NAME, SETTINGS

NAME = "settings.toml"
"""The name of the file."""

BROKEN = "settings.toml.broken"
"""What a file that is no TOML is called once another has taken its place."""

MOST = 256 * 1024
"""The most bytes that are read."""

HEADER = """\
# Settings of Buffer State. Read when the game starts, written when something is changed there;
# comments of your own are not kept.
"""

KEYS_HEADER = """\
# Keys that were changed: what is done = its key, or several in a list.
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of settings holds."""

    values: Mapping[str, str] = field(default_factory=dict)
    """The settings that it gives a value that they can have."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys of deeds as they are written there, unchecked."""
    rest: Mapping[str, Any] = field(default_factory=dict)
    """What this version does not know, which is written back as it is."""
    problems: tuple[str, ...] = ()
    """What is wrong with it, each with its place and with what is allowed."""
    broken: bool = False
    """Whether it is no TOML at all, or could not be read."""


def default_path() -> Path:
    """Return where the settings are kept."""
    import platformdirs

    return Path(platformdirs.user_config_dir("buffer-state")) / NAME


def read_settings(path: Path) -> Kept:
    """Return what a file holds; what is wrong with it is told, and nothing is raised.

    A file that does not exist holds nothing.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST + 1)
        if len(data) > MOST:
            return _refuse(path, f"it is larger than {MOST // 1024} KiB")
        return parse_settings(data.decode("utf-8"), str(path))
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        return _refuse(path, error.strerror or str(error))
    except UnicodeDecodeError:
        return _refuse(path, "it is not UTF-8")


def _refuse(path: Path, reason: str) -> Kept:
    return Kept(
        problems=(f"{path} cannot be read: {reason}; the usual settings hold",), broken=True
    )


def parse_settings(text: str, name: str) -> Kept:
    """Return what a text of settings holds; `name` is that of its file, for what is told."""
    import tomli

    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # its own kind, or a number of 5,000 digits
        told = f"{name} is not TOML: {error}; the usual settings hold"
        return Kept(problems=(told,), broken=True)
    values: dict[str, str] = {}
    rest: dict[str, Any] = {}
    problems: list[str] = []
    keys = data.pop("keys", {}) if isinstance(data.get("keys"), dict) else {}
    for key, value in data.items():
        refusal = _refuse_entry(key, value)
        if refusal is None:
            values[key] = value
            continue
        problems.append(f"{name}, line {_line_of(text, key)}: {refusal}")
        if key not in (*BY_NAME, "keys"):
            rest[key] = value
    return Kept(values, dict(_flatten(keys)), rest, tuple(problems))


def _refuse_entry(key: str, value: object) -> str | None:
    """Return what is wrong with an entry other than the table of keys; none if it can be used."""
    if key == "keys":
        return "`keys` must be a table, [keys]"
    if key in BY_NAME:
        return BY_NAME[key].refuse(value)
    from game.formula.names import suggest

    known = (*BY_NAME, "keys")
    near = suggest(key, known)
    hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}"
    return f"there is no setting `{key}`; {hint}"


def _line_of(text: str, key: str) -> int:
    """Return the line of an entry, from 1."""
    from game.scenario.positions import Positions

    positions = Positions(text)
    return positions.line_and_column(positions.key_span((key,))[0])[0]


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys of each deed; `[keys.desk] undo` is that of `desk.undo`."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            several = value if isinstance(value, list) else [value]
            yield f"{prefix}{name}", tuple(str(each) for each in several)


def render_settings(kept: Kept) -> str:
    """Return the text of a file: every setting with its values, the usual ones as comments."""
    import tomli_w

    parts = [HEADER]
    for setting in SETTINGS:
        value = kept.values.get(setting.name, setting.usual)
        sign = "" if value != setting.usual else "# "
        told = f"# {setting.label}: {', '.join(setting.values)}."
        parts.append(f'{told}\n{sign}{setting.name} = "{value}"\n')
    if kept.rest:
        parts.append(tomli_w.dumps(kept.rest))
    if kept.keys:
        parts.append(KEYS_HEADER + tomli_w.dumps({"keys": _nest(kept.keys)}))
    return "\n".join(parts)


def _nest(keys: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the keys of deeds as tables, one a screen."""
    tables: dict[str, Any] = {}
    for deed, given in sorted(keys.items()):
        screen, _, name = deed.rpartition(".")
        value = given[0] if len(given) == 1 else list(given)
        table = tables.setdefault(screen, {}) if screen else tables
        if isinstance(table, dict):
            table[name] = value
        else:  # a player's slip gave the screen itself a key
            tables[deed] = value
    return tables


def write_settings(path: Path, kept: Kept) -> None:
    """Write a file whole or not at all; one that was no TOML is moved aside, not lost.

    Raises:
        SettingsError: It cannot be written.
    """
    from game.archive.writing import open_whole

    try:
        if kept.broken and path.exists():
            path.replace(path.with_name(BROKEN))
        with open_whole(path) as stream:
            stream.write(render_settings(kept).encode("utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(
            f"the settings cannot be kept in {path}: {reason}; they hold until you leave"
        ) from error
