"""Write down the parts of a game for its saves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from game import __version__
from game.archive.record import (
    SINGLE,
    EndingRecord,
    FileRecord,
    Mode,
    Save,
    ScenarioRecord,
    TurnRecord,
)
from game.archive.replay import PlayedTurn, record_plan
from game.engine import Rules, State
from game.engine.calendar import name_turn
from game.engine.luck import format_seed
from game.scenario.bundle import Bundle


def write_head(
    rules: Rules,
    bundle: Bundle,
    seed: int,
    mode: Mode,
    difficulty: str | None,
    language: str | None,
    policies: Mapping[str, str],
) -> Save:
    """Return the save of a game in which nothing has been played: what never changes in it."""
    header = rules.scenario.scenario
    seat = next(name for name, rule in rules.seats.items() if rule.human)
    return Save(
        format=SINGLE,
        program=__version__,
        written=datetime.now(UTC),
        game=f"{header.id}-{format_seed(seed).replace('-', '')}",
        label="",
        seed=format_seed(seed),
        mode=mode,
        seat=seat,
        side=rules.scenario.seat[seat].label,
        difficulty=difficulty,
        language=language,
        turn=1,
        finished=False,
        length=0,
        scenario=ScenarioRecord(
            id=header.id, title=header.title, digest=bundle.digest, turns=header.turns
        ),
        policies=dict(policies),
        files=tuple(
            FileRecord(name=file.name, layer=file.layer, text=file.text) for file in bundle.files
        ),
    )


def record_turn(rules: Rules, turn: PlayedTurn) -> TurnRecord:
    """Return the record of a turn that has been played."""
    header = rules.scenario.scenario
    number = turn.report.turn
    return TurnRecord(
        number=number,
        label=name_turn(header.start, header.step, number),
        digest=turn.digest,
        plans={seat: record_plan(plan) for seat, plan in turn.plans.items()},
    )


def record_ending(rules: Rules, state: State) -> EndingRecord | None:
    """Return the record of how a game ended, or none while it goes on."""
    end = state.end
    if end is None:
        return None
    ending = next((each for each in rules.scenario.ending if each.id == end.ending), None)
    if ending is None:
        return EndingRecord(label="no ending", turn=end.turn)
    return EndingRecord(id=ending.id, label=ending.label or ending.id, turn=end.turn)
