"""What a save holds, as frozen models; `save.py` turns them into a file and back."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

FORMAT: Final = 2
"""The newest version of the file."""

SINGLE: Final = 1
"""The version of the file of a game with one branch, which older programs read too."""

Mode = Literal["sandbox", "standard", "ironman"]
"""How freely turns can be taken back: at will, with a record, not at all."""

STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,120}")
"""What the name of a game looks like; file names begin with it."""

Stem = Annotated[str, StringConstraints(strict=True, pattern=rf"^{STEM.pattern}$")]
"""The name of a game."""

Text = Annotated[str, StringConstraints(strict=True, max_length=400)]
"""A line of text."""

Digest = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{16,64}$")]
"""A fingerprint in hexadecimal digits."""

Number = Annotated[int, Field(strict=True, ge=0, le=1_000_000_000)]
"""A whole number from 0."""

TurnNumber = Annotated[int, Field(strict=True, ge=1, le=1_000)]
"""The number of a turn."""


class Record(BaseModel):
    """A frozen table of a save; an unknown key is an error.

    A table gets a validator of its own when one is first asked for: most are read as parts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class PlanRecord(Record):
    """What a seat chose in a turn."""

    orders: tuple[Text, ...] = ()
    """The actions that it ordered, in the order given."""
    choices: dict[Text, Text] = {}
    """Its answers: event to option."""


class TurnRecord(Record):
    """A turn that has been played."""

    number: TurnNumber
    """The turn."""
    label: Text
    """Its date in words."""
    digest: Digest
    """The fingerprint of the state after it."""
    plans: dict[Text, PlanRecord] = {}
    """The plans of the seats that a person plays, and of those whose policy is not `weights`."""


class RewindRecord(Record):
    """A step back in time."""

    from_: Annotated[TurnNumber, Field(alias="from")]
    """The turn that stood open."""
    to: TurnNumber
    """The turn to which the game went back."""
    written: AwareDatetime
    """When."""


class BranchRecord(Record):
    """A line of play that was left by going back."""

    name: Text
    """What it is called."""
    label: Text
    """The turn in which it was left and its date in words, or its ending."""
    written: AwareDatetime
    """When it was left."""
    finished: Annotated[bool, Field(strict=True)] = False
    """Whether it has come to its end."""
    draft: PlanRecord | None = None
    """The plan of its open turn as it stood."""
    journal: tuple[TurnRecord, ...] = ()
    """Its turns, from the first."""


class FileRecord(Record):
    """A file of the scenario."""

    name: Text
    """Its name relative to the scenario's folder."""
    layer: Number
    """0 for the scenario itself, more for those that it extends."""
    text: Annotated[str, StringConstraints(strict=True)]
    """What it holds."""


class CountdownRecord(Record):
    """A countdown of the scenario as it stood."""

    label: Text
    """What it counts."""
    value: Number
    """Where it stands."""


class ScenarioRecord(Record):
    """Which scenario is played."""

    id: Text
    """Its identifier."""
    title: Text
    """Its name."""
    digest: Digest
    """The SHA-256 of its files."""
    turns: TurnNumber
    """How many turns it has."""


class EndingRecord(Record):
    """How a finished game ended."""

    id: Text = ""
    """The ending, or empty where none held."""
    label: Text
    """Its name."""
    turn: TurnNumber
    """The last turn."""


class Summary(Record):
    """What lists and titles show of a save without reading the rest."""

    format: Literal[1, 2]
    """The version of the file: 1 while the game has one branch, 2 since it has several."""
    program: Text
    """The version of the program that wrote it."""
    written: AwareDatetime
    """When it was written."""
    game: Stem
    """The name of the game, with which the names of its files begin."""
    label: Text
    """Turn and date in words, or the ending."""
    seed: Text
    """The seed as people write it."""
    mode: Mode
    """How freely turns can be taken back."""
    seat: Text
    """The seat that a person plays."""
    side: Text
    """The name of this seat."""
    difficulty: Text | None = None
    """The difficulty, where it is not the usual one."""
    language: Text | None = None
    """The language of the texts, where it is not the scenario's own."""
    turn: TurnNumber
    """The turn that is played next."""
    finished: Annotated[bool, Field(strict=True)]
    """Whether the game has ended."""
    taken_back: Number = 0
    """How often a turn was taken back."""
    branch: Text = "main"
    """The name of the branch that is played."""
    others: Number = 0
    """How many other branches the game has."""
    length: Number
    """The bytes of the file after this summary."""
    scenario: ScenarioRecord
    """Which scenario is played."""
    countdowns: tuple[CountdownRecord, ...] = ()
    """What runs down, as far as the seat may know."""
    ending: EndingRecord | None = None
    """How the game ended."""
    policies: dict[Text, Text] = {}
    """Who plays the other seats."""
    draft: PlanRecord | None = None
    """The plan of the open turn as it stood."""

    def tell(self) -> str:
        """Return one sentence on where the game stands."""
        if self.ending is not None:
            return f"{self.side}: {self.ending.label}, in turn {self.ending.turn}."
        counted = ", ".join(f"{entry.value} {entry.label}" for entry in self.countdowns)
        return f"{self.side} has {counted}." if counted else f"{self.side}, {self.label}."


class Save(Summary):
    """A whole save: enough to play the game again, bit for bit."""

    rewinds: tuple[RewindRecord, ...] = ()
    """The steps back in time, where the mode records them."""
    journal: tuple[TurnRecord, ...] = ()
    """The turns that have been played, from the first."""
    branches: tuple[BranchRecord, ...] = ()
    """The other branches."""
    files: tuple[FileRecord, ...] = Field(min_length=1)
    """The scenario as it was played, whatever has become of its own files."""
