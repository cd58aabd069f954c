"""Resolve a turn: stage by stage, all effects of a stage from the state at its start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.engine.arithmetic import Changes
from game.engine.compile import CHOICES, DUE, LINKS, ORDERS
from game.engine.drawing import happens
from game.engine.judging import judge
from game.engine.opening import Opening, is_last_chance
from game.engine.plans import SILENCE, Plan, check_plan
from game.engine.progress import Progress
from game.engine.report import Answer, Entry, Order, Report
from game.engine.rules import Block, ChoiceRule, OptionRule, Rules
from game.engine.state import Demand, Pending, State
from game.engine.weights import give_reasons

Task = tuple[Block, str, tuple[float, ...] | None]
"""Effects to apply, the seat that acts (or empty), and amounts computed earlier."""

Chosen = tuple[ChoiceRule, str]
"""An answer or an order with the seat that gave it."""


def resolve(
    rules: Rules,
    opening: Opening,
    plans: Mapping[str, Plan],
    injects: Iterable[int] = (),
) -> tuple[State, Report]:
    """Play a turn to its end and return the new state with its report.

    Args:
        rules: The compiled scenario.
        opening: The opening of the turn.
        plans: The plans by seat; a seat without one is silent.
        injects: Further injects that a facilitator sends in this turn, by place.

    Raises:
        ChoiceError: A plan is refused; nothing has been played.
    """
    for seat in sorted(plans):
        check_plan(rules, opening, seat, plans[seat])
    progress = Progress(rules, opening)
    turn = _Turn(rules, opening, progress, plans, tuple(sorted({*opening.injects, *injects})))
    for stage in range(len(rules.stages)):
        turn.play(stage)
    judge(rules, progress)
    return progress.close()


class _Turn:
    """The gathering of what each stage has to apply."""

    def __init__(
        self,
        rules: Rules,
        opening: Opening,
        progress: Progress,
        plans: Mapping[str, Plan],
        injects: tuple[int, ...],
    ) -> None:
        self.rules = rules
        self.opening = opening
        self.progress = progress
        self.plans = plans
        self.injects = injects

    def play(self, stage: int) -> None:
        """Apply one stage: gather all that belongs to it, read it, change the state."""
        progress = self.progress
        chosen = list(self._chosen(stage))
        tracks = [choice.track for choice, _ in chosen]
        progress.mark_chosen(tracks)
        changes = Changes()
        for block, seat, fixed in self._gather(stage, chosen):
            progress.apply(block, seat, changes, fixed)
        if stage == LINKS:
            progress.remember_links(changes)
        progress.settle(self.rules.stages[stage], changes)
        progress.count_chosen(tracks)

    def _chosen(self, stage: int) -> Iterator[Chosen]:
        """Yield what the seats have chosen for a stage."""
        if stage == CHOICES:
            yield from self._answers()
        elif stage == ORDERS:
            yield from self._orders()

    def _gather(self, stage: int, chosen: list[Chosen]) -> list[Task]:
        """Return what a stage applies, in ASCII order of causes.

        What an entry gave earlier stands behind what it does itself, its parts in file order.
        """
        tasks = list(self._standing(stage))
        standing = len(tasks)
        if stage == DUE:
            tasks.extend(self._judged())
        elif stage == CHOICES:
            tasks.extend(self._occurrences())
        tasks.extend((choice.block, seat, None) for choice, seat in chosen)
        tasks.extend(self._arrivals(stage))
        if len(tasks) > standing:
            tasks.sort(key=_name_task)
        return tasks

    def _standing(self, stage: int) -> Iterator[Task]:
        """Yield the rules of a stage that apply now."""
        frame, state = self.progress.frame, self.opening.state
        for rule in self.rules.by_stage[stage]:
            if (rule.when is None or rule.when(frame) != 0.0) and happens(
                rule.chance, frame, state, rule.key
            ):
                yield rule.block, "", None

    def _arrivals(self, stage: int) -> Iterator[Task]:
        """Yield the later effects that apply now; the rest stays pending."""
        for pending in sorted(self.progress.take_pending(stage), key=_place_pending):
            yield self.rules.laters[pending.block].block, pending.seat, pending.fixed

    def _judged(self) -> Iterator[Task]:
        """Yield what follows from the promises that are judged now."""
        progress = self.progress
        for index, pledge in enumerate(progress.pledges):
            exposed = index in self.opening.exposed
            if pledge is None or not (exposed or pledge.due <= progress.turn):
                continue
            promise = self.rules.promises[index]
            held = promise.when is not None and promise.when(progress.frame) != 0.0
            kept = not exposed and (held or pledge.kept)
            if exposed:
                progress.entries.append(Entry(promise.id, "exposed"))
            progress.close_pledge(index, kept)
            yield (promise.kept if kept else promise.broken), promise.promiser, None

    def _occurrences(self) -> Iterator[Task]:
        """Yield the effects of what occurred, beside any answers."""
        for index in self.opening.occurred:
            event = self.rules.events[index]
            yield event.block, event.seats[0], None
        for index in self.injects:
            inject = self.rules.injects[index]
            yield inject.block, inject.seats[0], None
        self.progress.injects = tuple(self.rules.injects[index].id for index in self.injects)

    def _answers(self) -> Iterator[Chosen]:
        """Yield the answers; demands without one stay open."""
        for demand in self.opening.demands:
            silent = []
            for seat in demand.seats:
                option, spoken = self._find_answer(demand, seat)
                if option is None:
                    silent.append(seat)
                    continue
                event = self.rules.events[demand.event].id
                self.progress.answers.append(Answer(event, seat, option.id, not spoken))
                yield option, seat
            if silent:
                self.progress.demands.append(demand._replace(seats=tuple(silent)))

    def _find_answer(self, demand: Demand, seat: str) -> tuple[OptionRule | None, bool]:
        """Return the option that a seat takes, if any, and whether it said so."""
        event = self.rules.events[demand.event]
        chosen = self.plans.get(seat, SILENCE).choices.get(event.id)
        if chosen is not None:
            return next(o for o in event.options if o.id == chosen and o.seat == seat), True
        if is_last_chance(self.rules, demand, self.progress.turn):
            return event.default_of(seat), False
        return None, False

    def _orders(self) -> Iterator[Chosen]:
        """Yield the orders, in ASCII order."""
        places = self.rules.index["action"]
        named = sorted((name, seat) for seat, plan in self.plans.items() for name in plan.orders)
        for name, seat in named:
            action = self.rules.actions[places[name]]
            reasons = give_reasons(action, self.opening.frame)
            self.progress.orders.append(Order(seat, name, reasons))
            yield action, seat


def _name_task(task: Task) -> str:
    return task[0].by


def _place_pending(pending: Pending) -> int:
    return pending.block
