"""How an exercise is run, as frozen models; `read_configuration` takes them from TOML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

import tomli
from pydantic import Field, ValidationError

from game.errors import ExerciseError
from game.exercise.changes import ValueChange, parse_changes
from game.exercise.fields import Key, Line, Minutes, Prose, Table, explain_refusal

PhaseName = Literal["brief", "plan", "lock", "adjudicate", "release"]
"""The phases of a turn."""

PHASES: Final[tuple[PhaseName, ...]] = ("brief", "plan", "lock", "adjudicate", "release")
"""The phases in their order."""

Source = Literal["submitted", "draft", "standing", "bot", "silence"]
"""Where the plan of a seat comes from."""

SeatKind = Literal["team", "bot"]
"""Who plays a seat."""

Mode = Literal["rules", "override", "matrix"]
"""How orders of a group are adjudicated: by the rules, by the rules and then looked at by white,
or by argument."""

Trigger = Literal["manual", "turn", "time", "condition"]
"""What sets an inject off: white; minutes after a phase of a turn opens; minutes of exercise time;
a formula that holds."""

Status = Literal["waiting", "due", "held", "skipped", "sent"]
"""How an inject stands."""


class Objective(Table):
    """What the exercise is to show or train."""

    id: Key
    """Its identifier."""
    text: Line
    """What it is."""


class Inject(Table):
    """A line of the MSEL."""

    id: Key
    """Its identifier; one of the scenario's injects bears that inject's."""
    label: Line = ""
    """Its heading."""
    objective: Line = ""
    """The objective that it serves."""
    trigger: Trigger = "manual"
    """What sets it off."""
    turn: Annotated[int, Field(ge=1, le=1000)] | None = None
    """For `turn`: in which turn."""
    phase: PhaseName = "plan"
    """For `turn`: after the opening of which phase."""
    minutes: Minutes = 0.0
    """For `turn` and `time`: after how many minutes of exercise time."""
    when: Line | None = None
    """For `condition`: the formula that must hold as a turn stands open."""
    confirm: bool = False
    """Whether it only becomes due, and white sends it."""
    sender: Annotated[Line, Field(alias="from")] = ""
    """From whom it comes, as recipients read it."""
    to: tuple[Line, ...] = ()
    """The seats that get it; none: all of the world."""
    text: Prose = ""
    """The dispatch."""
    effects: tuple[ValueChange, ...] | None = None
    """What it changes at once; none: the effects of the scenario's inject of this id, if any."""
    expected: Prose = ""
    """The reaction that is expected."""
    notes: Prose = ""
    """What only white reads."""
    fallback_for: Line = ""
    """The inject in whose place it stands."""


class World(Table):
    """One game of the exercise."""

    id: Key
    """Its identifier."""
    label: Line = ""
    """Its name on screens."""
    seed: int | None = None
    """A seed of its own; without it the exercise's, so that worlds can be compared."""
    seats: dict[Key, SeatKind] = {}
    """Who plays what; seats that are not named are played by bots."""


class PhaseLengths(Table):
    """How long each phase is meant to last, in minutes; 0 is without a limit."""

    brief: Minutes = 5.0
    plan: Minutes = 15.0
    lock: Minutes = 2.0
    adjudicate: Minutes = 10.0
    release: Minutes = 5.0

    def seconds(self, phase: PhaseName) -> float:
        """Return the length of a phase in seconds."""
        return 60.0 * float(getattr(self, phase))


class Configuration(Table):
    """How an exercise is run."""

    id: Key
    """Its identifier, with which commands name it."""
    title: Line = ""
    """Its name."""
    scenario: Line
    """The scenario, by id or path."""
    seed: Annotated[int, Field(ge=0, lt=1 << 64)] = 1
    """The seed of the worlds' luck."""
    difficulty: Line | None = None
    """A difficulty of the scenario."""
    language: Line | None = None
    """The language of its texts."""
    turns: Annotated[int, Field(ge=1, le=200)] | None = None
    """After how many turns it ends; without it, with the scenario."""
    objectives: tuple[Objective, ...] = ()
    """What it is to show."""
    phases: PhaseLengths = PhaseLengths()
    """How long phases last."""
    adjudication: dict[Line, Mode] = {}
    """By group of actions; what is not named is played by the rules."""
    hold_messages: bool = False
    """Whether messages between seats wait for white."""
    observer_delay: Minutes = 0.0
    """By how many minutes observers are behind."""
    worlds: Annotated[tuple[World, ...], Field(min_length=1, max_length=100)]
    """The games."""
    injects: tuple[Inject, ...] = ()
    """The MSEL."""

    def world(self, name: str) -> World:
        """Return a world.

        Raises:
            ExerciseError: There is none of this name.
        """
        found = next((world for world in self.worlds if world.id == name), None)
        if found is None:
            known = ", ".join(world.id for world in self.worlds)
            raise ExerciseError(f"there is no world {name[:60]!r}; the worlds are {known}")
        return found

    def seed_of(self, world: str) -> int:
        """Return the seed of a world."""
        own = self.world(world).seed
        return self.seed if own is None else own

    def teams(self, world: str) -> tuple[str, ...]:
        """Return the seats of a world that people play."""
        return tuple(seat for seat, kind in self.world(world).seats.items() if kind == "team")

    def all_teams(self) -> Iterator[tuple[str, str]]:
        """Yield each world with each of its teams."""
        for world in self.worlds:
            for seat in self.teams(world.id):
                yield world.id, seat


def read_configuration(text: str, place: str = "the configuration") -> Configuration:
    """Return the configuration that a TOML text holds; `place` is what messages call it.

    Raises:
        ExerciseError: It is no TOML or has another shape; the text names the key.
    """
    try:
        table = tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise ExerciseError(f"{place} is no valid TOML: {error}") from error
    return check_configuration(table, place)


def check_configuration(table: dict[str, Any], place: str) -> Configuration:
    """Return the configuration that a table holds.

    In TOML an exercise stands in `[exercise]`, worlds in `[[world]]`, injects in `[[inject]]`.

    Raises:
        ExerciseError: It has another shape; the text names the key.
    """
    flat = dict(table.get("exercise", {})) if isinstance(table.get("exercise"), dict) else {}
    for name, many in (("world", "worlds"), ("inject", "injects"), ("objective", "objectives")):
        if name in table:
            flat[many] = table[name]
    flat |= {name: table[name] for name in ("phases", "adjudication") if name in table}
    unknown = sorted(set(table) - _TABLES)
    if unknown:
        raise ExerciseError(
            f"{place}: there is no table {unknown[0]!r}; tables are {', '.join(sorted(_TABLES))}"
        )
    try:
        configuration = Configuration.model_validate(_write_out(flat))
    except ValidationError as error:
        raise ExerciseError(f"{place}: {explain_refusal(error)}") from error
    _refuse_doubles(configuration, place)
    return configuration


_TABLES = {"exercise", "world", "inject", "objective", "phases", "adjudication"}


def _write_out(flat: dict[str, Any]) -> dict[str, Any]:
    """Return the table with effects and seeds, which people write as text, read."""
    from game.engine.luck import parse_seed

    if isinstance(flat.get("seed"), str):
        flat["seed"] = parse_seed(flat["seed"])
    injects = flat.get("injects", ())
    if isinstance(injects, list) and all(isinstance(inject, dict) for inject in injects):
        flat["injects"] = [
            {**inject, "effects": parse_changes(inject["effects"])}
            if isinstance(inject.get("effects"), str)
            else inject
            for inject in injects
        ]
    return flat


def _refuse_doubles(configuration: Configuration, place: str) -> None:
    groups: tuple[tuple[str, list[str]], ...] = (
        ("world", [world.id for world in configuration.worlds]),
        ("inject", [inject.id for inject in configuration.injects]),
        ("objective", [objective.id for objective in configuration.objectives]),
    )
    for kind, names in groups:
        double = next((name for name in names if names.count(name) > 1), None)
        if double is not None:
            raise ExerciseError(f"{place}: there are two {kind}s {double!r}")
