"""The effects of an entry on the tape. Mirrors `Progress.apply` of `game.engine.progress`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine.batch.changes import Changes
from game.engine.batch.choosing import write_picks
from game.engine.batch.draft import Draft
from game.engine.batch.formulas import both, either
from game.engine.batch.rows import parts_of
from game.engine.batch.writer import Value
from game.engine.progress import list_readers
from game.engine.rules import Block

Luck = dict[str, Value]
"""The draws of outcomes, by key."""


def roll_outcomes(draft: Draft, tasks: Sequence[tuple[Block, Value]]) -> Luck:
    """Write the draws that effects need, wherever they may apply; the marks are fixed rows."""
    keys: dict[str, list[Value]] = {}
    for block, mark in tasks:
        for part in parts_of(block):
            if part.outcomes:
                keys.setdefault(part.outcome_key, []).append(mark)
    return dict(
        zip(
            keys,
            draft.writer.roll(list(keys), [_mask(draft, m) for m in keys.values()]),
            strict=True,
        )
    )


def _mask(draft: Draft, marks: Sequence[Value]) -> Value:
    """Return a fixed row that holds where one of some marks does."""
    writer = draft.writer
    row = writer.reserve(True)
    first, *others = marks
    writer.store(True, row, first)
    for mark in others:
        writer.store(True, row, either(writer, writer.read(True, row), mark))
    return writer.read(True, row)


def apply(
    draft: Draft,
    block: Block,
    mark: Value,
    changes: Changes,
    luck: Luck,
    fixed: Iterator[Value] | None = None,
) -> None:
    """Write the effects of a block where a mark holds.

    Args:
        draft: The tape.
        block: The effects.
        mark: Where they apply.
        changes: What they are noted in.
        luck: The draws of its outcomes.
        fixed: Amounts that were computed earlier, in the order of `list_readers`.
    """
    count = sum(map(len, (block.costs, block.sets, block.times, block.adds)))
    given = None if fixed is None else [next(fixed) for _ in range(count)]
    with draft.writer.region(mark):
        tables = (block.costs, block.sets, block.times, block.adds)
        amounts = given or [draft.number(read) for table in tables for _, read in table]
        changes.apply_table(block, mark, amounts)
        if not block.plain:
            changes.note(block, mark)
            _call(draft, block, mark)
            _send(draft, block, mark)
            _apply_parts(draft, block, mark, changes, luck, fixed)


def _call(draft: Draft, block: Block, mark: Value) -> None:
    for event in block.calls:
        called = either(draft.writer, draft.marked("called", event), mark)
        draft.put_mark(called, "called", event)


def _send(draft: Draft, block: Block, mark: Value) -> None:
    """Write what arrives later, with its amounts where they are fixed now."""
    for place in block.laters:
        later = draft.rules.laters[place]
        if ("due", place, later.delay) not in draft.rows.marks:
            continue
        draft.put_mark(mark, "due", place, later.delay)
        if later.fix:
            for offset, read in enumerate(list_readers(later.block)):
                draft.put(draft.number(read), "fixed", place, later.delay, offset)


def _apply_parts(
    draft: Draft,
    block: Block,
    mark: Value,
    changes: Changes,
    luck: Luck,
    fixed: Iterator[Value] | None,
) -> None:
    writer = draft.writer
    for condition, part in block.alsos:
        holds = both(writer, mark, draft.mark(condition))
        apply(draft, part, holds, changes, luck, fixed)
    if not block.outcomes:
        return
    zero = writer.constant(0.0)
    weights = [writer.emit("greatest", draft.number(w), zero) for _, w, _ in block.outcomes]
    picks = write_picks(draft, weights, luck[block.outcome_key])
    for picked, (_, _, part) in zip(picks, block.outcomes, strict=True):
        apply(draft, part, both(writer, mark, picked), changes, luck, fixed)


def write_fixed(draft: Draft, place: int) -> Iterator[Value] | None:
    """Return the amounts that were computed when a later part was given, if they were."""
    later = draft.rules.laters[place]
    if not later.fix:
        return None
    amounts = range(len(list(list_readers(later.block))))
    return iter([draft.get("fixed", place, 0, amount) for amount in amounts])
