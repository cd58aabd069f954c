"""What the person's seat can order: open orders first, then those that wait, with the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from game.engine import Plan
from game.engine.plans import open_purse
from game.engine.preview import Preview
from game.ui.desk.advice import hear_advisers, letters_for
from game.ui.desk.effects import ARGUED, EffectWord, amount_on, list_effects, scale_label
from game.ui.desk.position import Position
from game.ui.desk.reasons import explain_closed

TOLERANCE = 1e-9
"""By how much costs may exceed what there is, as in the engine."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as a row."""

    id: str
    """The action."""
    label: str
    """What it is called, the verb first."""
    ordered: bool
    """Whether it is in the plan."""
    advisers: str
    """Letters of the advisers that recommend it."""
    attention: int
    """What it takes from the pool, in whole points."""
    money: str
    """Its certain change of the purse, with a sign; empty if none."""
    effects: tuple[EffectWord, ...]
    """What else it does."""
    closed: str | None = None
    """Why it cannot be given at all in this turn."""
    beyond: bool = False
    """Whether the plan leaves too little for it."""

    @property
    def open(self) -> bool:
        """Whether choosing it changes the plan."""
        return self.ordered or (self.closed is None and not self.beyond)


@dataclass(frozen=True, slots=True)
class OrderList:
    """All that can be ordered."""

    rows: tuple[OrderRow, ...]
    """Open orders in the order of the file, then the closed ones."""
    pool: str
    """The name of what orders spend, such as `attention`."""
    spent: int
    """How much of it the plan takes."""
    left: int
    """How much of it is left."""
    money: str
    """The head of the column of money."""
    advisers: tuple[tuple[str, str, str], ...]
    """Letters and offices of the advisers, and how often each was right."""

    @property
    def scored(self) -> bool:
        """Whether it is known how often any adviser was right."""
        return any(score for _, _, score in self.advisers)

    @property
    def open_rows(self) -> tuple[OrderRow, ...]:
        """The orders that are not closed."""
        return tuple(row for row in self.rows if row.closed is None)


def list_orders(position: Position, plan: Plan) -> OrderList:
    """Return what can be ordered while a plan stands."""
    purse = find_purse(position)
    seat = position.rules.seats[position.seat]
    full = len(plan.orders) >= seat.orders
    left = count_left(position, plan)
    rows = [
        replace(
            row,
            ordered=row.id in plan.orders,
            beyond=row.id not in plan.orders
            and (full or _exceeds(position.previews[row.id], left)),
        )
        for row in _describe_orders(position)
    ]
    total = round(sum(seat.pool.values()))
    rest = round(sum(left.values()))
    return OrderList(
        rows=tuple(rows),
        pool=next(iter(seat.pool), "orders"),
        spent=total - rest if seat.pool else len(plan.orders),
        left=rest if seat.pool else seat.orders - len(plan.orders),
        money=scale_label(position, purse),
        advisers=tuple(
            (voice.letter, voice.label, _score(position, voice.adviser))
            for voice in hear_advisers(position)
        ),
    )


def _score(position: Position, adviser: str) -> str:
    """Return how often an adviser was right, as `3 of 5`."""
    record = position.records.get(adviser)
    return f"{record.right} of {record.told}" if record and record.told else ""


@lru_cache(maxsize=2)
def _describe_orders(position: Position) -> tuple[OrderRow, ...]:
    """Return all orders as rows of an empty plan: the open ones first."""
    purse, voices = find_purse(position), hear_advisers(position)
    rows = []
    for action, rule in position.orders:
        ahead = position.previews[action.id]
        argued = action.id in position.argued
        rows.append(
            OrderRow(
                id=action.id,
                label=action.label or action.id,
                ordered=False,
                advisers=letters_for(voices, action.id),
                attention=round(sum(amount for _, amount in ahead.pool)),
                money=amount_on(position, ahead, purse),
                effects=(ARGUED,) if argued else list_effects(position, ahead, without=purse),
                closed=explain_closed(position, action, rule),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.closed is not None))


def _exceeds(ahead: Preview, left: dict[str, float]) -> bool:
    return any(amount > left[name] + TOLERANCE for name, amount in ahead.pool)


def count_left(position: Position, plan: Plan) -> dict[str, float]:
    """Return what a plan leaves of each item of the pool."""
    left = dict(open_purse(position.rules.seats[position.seat]).pool)
    chosen = (*plan.orders, *(f"{event}.{option}" for event, option in plan.choices.items()))
    for choice in chosen:
        ahead = position.previews.get(choice)
        for name, amount in ahead.pool if ahead else ():
            left[name] -= amount
    return left


def find_purse(position: Position) -> str | None:
    """Return the variable in which most orders of the seat have their price, if any has one."""
    costs = Counter(
        name
        for action, _ in position.orders
        for name in action.cost
        if name in position.scenario.var
    )
    return costs.most_common(1)[0][0] if costs else None
