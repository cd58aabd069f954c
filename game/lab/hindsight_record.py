"""The turns that decided a game as plain data, and back."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from game.engine import Plan
from game.lab.forecast import Fate, Forecast
from game.lab.retrospect import Alternative, Retrospect, TurningPoint
from game.lab.variants import Variant


class Record(BaseModel):
    """A frozen part; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class ChoiceRecord(Record):
    """A plan."""

    orders: list[str]
    """Its orders."""
    choices: dict[str, str]
    """Its answers."""


class FateRecord(Record):
    """One way in which the game may end."""

    ending: str
    """The ending."""
    odds: float
    """Its odds in per cent."""
    rank: float
    """How good it is."""
    turn: int
    """The turn in which half of these futures have ended."""
    now: float
    """Its odds in the turn that is planned."""


class ForecastRecord(Record):
    """What a plan led to."""

    plan: ChoiceRecord
    """The plan."""
    turn: int
    """The turn."""
    futures: int
    """How many were played."""
    tried: int
    """How many worlds were imagined."""
    fates: list[FateRecord]
    """The endings."""


class AlternativeRecord(Record):
    """A plan that could have been made."""

    added: str
    """What it has more."""
    dropped: str
    """What it leaves."""
    forecast: ForecastRecord
    """What it would have led to, with the plan itself."""


class PointRecord(Record):
    """A turn that decided."""

    turn: int
    """The turn."""
    before: float
    """The odds of a good ending as it opened."""
    after: float
    """The same as the next one did."""
    moved: float
    """By how much the odds of all endings moved."""
    chosen: ForecastRecord
    """What was done, and what it led to."""
    alternative: AlternativeRecord | None
    """The best other plan."""


class RetrospectRecord(Record):
    """All that was found."""

    odds: list[float] = Field(min_length=1)
    """The odds of a good ending turn by turn, and at the end."""
    points: list[PointRecord]
    """The turns that decided."""


_ADAPTER = TypeAdapter(RetrospectRecord)


def record_retrospect(found: Retrospect) -> dict[str, Any]:
    """Return what was found as plain data; it must be complete."""
    points = [_record_point(point) for point in found.points]
    return RetrospectRecord(odds=list(found.odds), points=points).model_dump()


def read_retrospect(data: object, turns: int) -> Retrospect:
    """Return what plain data hold of a game of so many turns.

    Raises:
        ValueError: They hold something else.
    """
    record = _ADAPTER.validate_python(data)
    if len(record.odds) != turns + 1 or any(not 1 <= p.turn <= turns for p in record.points):
        raise ValueError(f"these are not the odds of a game of {turns} turns")
    points = tuple(_read_point(point) for point in record.points)
    return Retrospect(tuple(record.odds), points, done=1, steps=1)


def _record_point(point: TurningPoint) -> PointRecord:
    other, alternative = point.alternative, None
    if other is not None:
        forecast = _record_forecast(other.variant.plan, other.forecast)
        alternative = AlternativeRecord(
            added=other.variant.added, dropped=other.variant.dropped, forecast=forecast
        )
    return PointRecord(
        turn=point.turn,
        before=point.before,
        after=point.after,
        moved=point.moved,
        chosen=_record_forecast(point.plan, point.chosen),
        alternative=alternative,
    )


def _record_forecast(plan: Plan, forecast: Forecast) -> ForecastRecord:
    return ForecastRecord(
        plan=ChoiceRecord(orders=list(plan.orders), choices=dict(plan.choices)),
        turn=forecast.turn, futures=forecast.futures, tried=forecast.tried,
        fates=[
            FateRecord(ending=each.ending, odds=float(each.odds), rank=float(each.rank),
                       turn=int(each.turn), now=float(each.now))
            for each in forecast.fates
        ],
    )  # fmt: skip


def _read_point(record: PointRecord) -> TurningPoint:
    chosen, other = _read_forecast(record.chosen), record.alternative
    alternative = None
    if other is not None:
        forecast = _read_forecast(other.forecast)
        variant = Variant(_read_plan(other.forecast.plan), other.added, other.dropped)
        alternative = Alternative(variant, forecast)
    plan = _read_plan(record.chosen.plan)
    return TurningPoint(
        record.turn, record.before, record.after, record.moved, plan, chosen, alternative
    )


def _read_forecast(record: ForecastRecord) -> Forecast:
    fates = tuple(
        Fate(each.ending, each.odds, each.rank, each.turn, each.now) for each in record.fates
    )
    plan = _read_plan(record.plan)
    return Forecast(plan, record.turn, record.futures, record.tried, fans={}, fates=fates)


def _read_plan(record: ChoiceRecord) -> Plan:
    return Plan(tuple(record.orders), dict(record.choices))
