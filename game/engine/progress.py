"""A turn in progress: the one mutable thing of the engine, made by `resolve` and closed by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from game.engine.arithmetic import Changes
from game.engine.counting import fill_history, fill_promises
from game.engine.luck import roll
from game.engine.opening import Opening
from game.engine.report import Accident, Answer, Cause, Drawn, Entry, Order, Report
from game.engine.rules import Block, Change, Frame, Reader, Rules
from game.engine.state import Conclusion, Demand, Pending, Pledge, State
from game.engine.weights import pick


class Progress:
    """What has changed so far in a turn, and what has been noted for its report."""

    def __init__(self, rules: Rules, opening: Opening) -> None:
        """Begin where the opening stands."""
        state = opening.state
        self.rules = rules
        self.opening = opening
        self.turn = state.turn
        self.values = list(state.values)
        self.flags = list(state.flags)
        self.tracks = list(state.tracks)
        self.links = list(state.links)
        self.pending = list(state.pending)
        self.pledges = list(state.pledges)
        self.kept = list(state.kept)
        self.broken = list(state.broken)
        self.demands: list[Demand] = []
        self.called: set[int] = set(opening.recalled)
        self.revealed = set(state.revealed)
        self.accident = state.accident
        self.end: Conclusion | None = None
        self.frame: Frame = list(opening.frame)
        self.causes: list[Cause] = []
        self.answers: list[Answer] = []
        self.orders: list[Order] = []
        self.outcomes: list[Drawn] = []
        self.entries: list[Entry] = []
        self.injects: tuple[str, ...] = ()
        self.rolled: Accident | None = None
        self._ledger_moved = False
        self._raises: set[int] = set()
        self._clears: set[int] = set()
        self._made: list[int] = []
        self._honoured: list[int] = []
        self._stalled: list[int] = []

    def apply(
        self,
        block: Block,
        seat: str,
        changes: Changes,
        fixed: tuple[float, ...] | None = None,
    ) -> None:
        """Read the effects of an entry from the frame and note them for the end of the stage."""
        if fixed is not None:
            amounts = iter(fixed)
            self._apply(fix_block(block, amounts), seat, changes)
        else:
            self._apply(block, seat, changes)

    def _apply(self, block: Block, seat: str, changes: Changes) -> None:
        frame, by, why = self.frame, block.by, block.why
        for variable, read in block.costs:
            amount = read(frame)
            if amount > 0.0:
                changes.adds.append((variable, -amount, by, why))
        for variable, read in block.sets:
            changes.sets.append((variable, read(frame), by, why))
        for variable, read in block.times:
            changes.times.append((variable, read(frame), by, why))
        for variable, read in block.adds:
            amount = read(frame)
            if amount != 0.0:
                changes.adds.append((variable, amount, by, why))
        if not block.plain:
            self._apply_marks(block, seat)
            self._apply_parts(block, seat, changes)

    def _apply_marks(self, block: Block, seat: str) -> None:
        self._raises.update(block.raises)
        self._clears.update(block.clears)
        self.called.update(block.calls)
        self._made.extend(block.promises)
        self._honoured.extend(block.keeps)
        self._stalled.extend(block.stalls)
        if seat:
            self.revealed.update((seat, variable) for variable in block.reveals)
        for place in block.laters:
            later = self.rules.laters[place]
            fixed = tuple(read(self.frame) for read in list_readers(later.block))
            self.pending.append(
                Pending(self.turn + later.delay, place, seat, fixed if later.fix else None)
            )

    def _apply_parts(self, block: Block, seat: str, changes: Changes) -> None:
        for condition, part in block.alsos:
            if condition(self.frame) != 0.0:
                self._apply(part, seat, changes)
        if block.outcomes:
            weights = [max(weight(self.frame), 0.0) for _, weight, _ in block.outcomes]
            place = pick(weights, roll(self.opening.state.seed, self.turn, block.outcome_key))
            if place is not None:
                name, _, part = block.outcomes[place]
                odds = 100.0 * weights[place] / _add_up(weights)
                self.outcomes.append(Drawn(block.by, name, odds))
                self._apply(part, seat, changes)

    def remember_links(self, changes: Changes) -> None:
        """Take each link's value of this turn into its memory and note the mean, by its name."""
        for index, link in enumerate(self.rules.links):
            if link.when is not None and link.when(self.frame) == 0.0:
                continue
            memory = (*self.links[index], link.per_turn(self.frame))[-link.inertia :]
            self.links[index] = memory
            mean = _add_up(memory) / len(memory)
            if mean != 0.0:
                changes.adds.append((link.target, mean, link.by, link.why))
        changes.adds.sort(key=itemgetter(2))

    def take_pending(self, stage: int) -> Iterator[Pending]:
        """Yield the later effects of this turn and stage, and forget them."""
        now = [
            pending
            for pending in self.pending
            if pending.turn == self.turn and self.rules.laters[pending.block].stage == stage
        ]
        if now:
            self.pending = [pending for pending in self.pending if pending not in now]
        yield from now

    def mark_chosen(self, tracks: Sequence[int]) -> None:
        """Let `ordered.x` and `chose.x` hold from now on for what is chosen."""
        for track in tracks:
            for slot in self.rules.counters.chosen.get(track, ()):
                self.frame[slot] = 1.0
        if tracks:
            self._forget_derived()

    def count_chosen(self, tracks: Sequence[int]) -> None:
        """Count what was chosen, for the stages that follow."""
        for track in tracks:
            self.tracks[track] = (*self.tracks[track], self.turn)
        fill_history(self.frame, self.rules.counters, self, tracks)

    def settle(self, stage: str, changes: Changes) -> None:
        """Apply all changes that were noted, under the name of a stage."""
        rules = self.rules
        changes.settle(self.values, rules.lows, rules.highs, stage, self.causes)
        if self._clears or self._raises:
            for flag in self._clears - self._raises:
                self.flags[flag] = 0.0
            for flag in self._raises:
                self.flags[flag] = 1.0
            self._raises, self._clears = set(), set()
        if self._made or self._honoured or self._stalled:
            self._move_ledger()
        if self._ledger_moved:
            fill_promises(self.frame, self.rules, self)
            self._ledger_moved = False
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """Lay the changed values out for the formulas of the next stage."""
        layout = self.rules.layout
        self.frame[: layout.flags_at] = self.values
        self.frame[layout.flags_at : layout.before_at] = self.flags
        self._forget_derived()

    def _forget_derived(self) -> None:
        """Let derived values be computed from the frame as it stands now."""
        first, count = self.rules.layout.derived_at, len(self.rules.scenario.derived)
        self.frame[first : first + count] = [None] * count

    def close_pledge(self, promise: int, kept: bool) -> None:
        """Close a promise that has been judged."""
        self.pledges[promise] = None
        (self.kept if kept else self.broken)[promise] += 1
        self.entries.append(Entry(self.rules.promises[promise].id, "kept" if kept else "broken"))
        self._ledger_moved = True

    def _move_ledger(self) -> None:
        """Make, keep and stall promises, in this order."""
        for index in self._made:
            if self.pledges[index] is None:
                promise = self.rules.promises[index]
                self.pledges[index] = Pledge(self.turn, self.turn + promise.due, False, False)
                self.entries.append(Entry(promise.id, "made"))
        for index in self._honoured:
            pledge = self.pledges[index]
            if pledge is not None and not pledge.kept:
                self.pledges[index] = pledge._replace(kept=True)
                self.entries.append(Entry(self.rules.promises[index].id, "honoured"))
        for index in self._stalled:
            pledge = self.pledges[index]
            if pledge is not None and not pledge.stalled:
                due = pledge.due + self.rules.promises[index].stall
                self.pledges[index] = pledge._replace(due=due, stalled=True)
                self.entries.append(Entry(self.rules.promises[index].id, "stalled"))
        self._made, self._honoured, self._stalled = [], [], []
        self._ledger_moved = True

    def close(self) -> tuple[State, Report]:
        """Return the state after the turn and its report."""
        rules, opening = self.rules, self.opening
        old = opening.state
        occurred = list(old.occurred)
        for event in opening.occurred:
            occurred[event] = self.turn
        state = replace(
            old,
            turn=self.turn + 1,
            values=tuple(self.values),
            flags=tuple(self.flags),
            before=old.values,
            tracks=tuple(self.tracks),
            links=tuple(self.links),
            pending=() if self.end else tuple(self.pending),
            pledges=tuple(self.pledges),
            kept=tuple(self.kept),
            broken=tuple(self.broken),
            demands=() if self.end else tuple(self.demands),
            occurred=tuple(occurred),
            called=() if self.end else tuple(sorted(self.called)),
            revealed=tuple(sorted(self.revealed)),
            accident=self.accident,
            end=self.end,
        )
        return state, self._report(state, rules)

    def _report(self, state: State, rules: Rules) -> Report:
        old = self.opening.state
        flags = list(zip(rules.flags, old.flags, state.flags, strict=True))
        fresh = sorted(set(state.revealed) - set(old.revealed))
        return Report(
            turn=self.turn,
            before=old.values,
            after=state.values,
            causes=tuple(self.causes),
            events=tuple(rules.events[index].id for index in self.opening.occurred),
            injects=self.injects,
            answers=tuple(self.answers),
            orders=tuple(self.orders),
            outcomes=tuple(self.outcomes),
            ledger=tuple(self.entries),
            raised=tuple(name for name, was, now in flags if now > was),
            cleared=tuple(name for name, was, now in flags if now < was),
            revealed=tuple((seat, rules.variables[variable]) for seat, variable in fresh),
            accident=self.rolled,
            end=self.end,
        )


def list_readers(block: Block) -> Iterator[Reader]:
    """Yield the amounts of effects, parts included, in the order in which they are fixed."""
    for table in (block.costs, block.sets, block.times, block.adds):
        for _, read in table:
            yield read
    for _, part in block.alsos:
        yield from list_readers(part)
    for _, _, part in block.outcomes:
        yield from list_readers(part)


def fix_block(block: Block, amounts: Iterator[float]) -> Block:
    """Return effects whose amounts are numbers, taken in the order of `list_readers`."""

    def fix(table: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple((variable, _give(next(amounts))) for variable, _ in table)

    return replace(
        block,
        costs=fix(block.costs),
        sets=fix(block.sets),
        times=fix(block.times),
        adds=fix(block.adds),
        alsos=tuple((condition, fix_block(part, amounts)) for condition, part in block.alsos),
        outcomes=tuple(
            (name, weight, fix_block(part, amounts)) for name, weight, part in block.outcomes
        ),
    )


def _give(amount: float) -> Reader:
    return lambda frame: amount


def _add_up(amounts: list[float] | tuple[float, ...]) -> float:
    """Add from the first to the last; `sum` rounds otherwise from Python 3.12 on."""
    total = 0.0
    for amount in amounts:
        total += amount
    return total
