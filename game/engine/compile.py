"""Compile a checked scenario into rules: ids become indices, formulas become readers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from game.engine.counters import bind_counters
from game.engine.frame import Layout, lay_out
from game.engine.rules import (
    ActionRule,
    Block,
    Change,
    EndingRule,
    EventRule,
    InjectRule,
    LadderRule,
    LaterBlock,
    LinkRule,
    OptionRule,
    PromiseRule,
    Reader,
    RuleRule,
    Rules,
    RungRule,
    SeatRule,
    WeightLine,
)
from game.formula import compile_formula, names_in
from game.scenario import collection
from game.scenario.models import (
    FIXED_STAGES,
    Action,
    Effects,
    Event,
    Option,
    Promise,
    Scenario,
    Weight,
)
from game.scenario.scope import COUNTERS, parse_formula
from game.scenario.survey import survey
from game.scenario.texts import find_inserts

DUE, CHOICES, ORDERS, LINKS = range(4)
"""Places of the stages that the engine itself fills."""


@collection.held_back()
def compile_rules(scenario: Scenario) -> Rules:
    """Compile a scenario that has passed the checks."""
    return _Compiler(scenario, lay_out(scenario)).compile()


def place_ids(ids: Iterable[str]) -> dict[str, int]:
    """Number ids in ASCII order."""
    return {name: index for index, name in enumerate(sorted(ids))}


@dataclass(slots=True)
class _Compiler:
    """One compilation; collects the later blocks as it meets them."""

    scenario: Scenario
    layout: Layout
    laters: list[LaterBlock] = field(default_factory=list)
    index: dict[str, dict[str, int]] = field(default_factory=dict)
    stages: tuple[str, ...] = ()
    tracks: dict[str, int] = field(default_factory=dict)
    readers: dict[str | float, Reader] = field(default_factory=dict)

    def compile(self) -> Rules:
        """Return the rules."""
        scenario = self.scenario
        self.stages = FIXED_STAGES + scenario.scenario.stages
        self.index = {
            "var": place_ids(scenario.var),
            "flag": place_ids(scenario.flag),
            "action": place_ids(action.id for action in scenario.action),
            "event": place_ids(event.id for event in scenario.event),
            "promise": place_ids(promise.id for promise in scenario.promise),
            "inject": place_ids(inject.id for inject in scenario.inject),
        }
        self.tracks = place_ids(
            [action.id for action in scenario.action]
            + [f"{event.id}.{option.id}" for event in scenario.event for option in event.option]
        )
        actions = tuple(self._action(a) for a in sorted(scenario.action, key=lambda a: a.id))
        events = tuple(self._event(e) for e in sorted(scenario.event, key=lambda e: e.id))
        self._bind_what_is_read()
        variables = self.layout.variables
        header = scenario.scenario
        return Rules(
            scenario=scenario,
            layout=self.layout,
            stages=self.stages,
            variables=variables,
            lows=tuple(scenario.var[name].range[0] for name in variables),
            highs=tuple(scenario.var[name].range[1] for name in variables),
            flags=self.layout.flags,
            hysteresis=self._hysteresis(),
            seats=self._seats(),
            actions=actions,
            events=events,
            drawing=tuple(
                sorted(range(len(events)), key=lambda i: (-events[i].priority, events[i].id))
            ),
            promises=self._promises(),
            links=self._links(),
            by_stage=self._rules(),
            injects=self._injects(),
            ladder=self._ladder(),
            endings=self._endings(),
            ask=header.ask,
            turns=header.turns,
            epilogue=header.verdict.turns if header.verdict else 0,
            tracks=self.tracks,
            laters=tuple(self.laters),
            index=self.index,
            counters=bind_counters(self.layout.counters, self.tracks, self.index),
            formulas={self.readers[formula]: parse_formula(formula) for formula in self.readers},
        )

    def _bind_what_is_read(self) -> None:
        """Give every counter a place that any formula or text of the scenario reads.

        Those of the desk, of tests and of verdicts are read beside the play, from the same frames.
        """
        found = survey(self.scenario)
        formulas = {formula for _, formula in found.formulas if isinstance(formula, str)}
        names = {name.name for formula in formulas for name in names_in(parse_formula(formula))}
        names.update(match[1] for _, text in found.texts for match in find_inserts(text))
        for name in sorted(names):
            if name.partition(".")[0] in COUNTERS:
                self.layout[name]

    def _read(self, formula: str | float) -> Reader:
        """Return the reader of a formula; those that stand in many places have one for all."""
        reader = self.readers.get(formula)
        if reader is None:
            layout = self.layout
            tree = parse_formula(formula)
            reader = compile_formula(tree, layout, layout.curves, layout.bounds)
            self.readers[formula] = reader
        return reader

    def _maybe(self, formula: str | float | None) -> Reader | None:
        return None if formula is None else self._read(formula)

    def _changes(self, table: Mapping[str, str | float]) -> tuple[Change, ...]:
        places = self.index["var"]
        return tuple((places[name], self._read(table[name])) for name in sorted(table))

    def _places(self, kind: str, ids: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.index[kind][name] for name in ids)

    def _block(
        self, effects: Effects, by: str, why: str | None = None, costs: tuple[Change, ...] = ()
    ) -> Block:
        """Compile effects; a part inherits `by` and, where it has none of its own, `why`."""
        why = effects.why or why
        marks = (
            effects.raise_, effects.clear, effects.call, effects.promise, effects.keeps,
            effects.stalls, effects.reveal, effects.later, effects.also, effects.outcome,
        )  # fmt: skip
        return Block(
            by=by,
            why=why,
            costs=costs,
            sets=self._changes(effects.set),
            times=self._changes(effects.times),
            adds=self._changes(effects.add),
            raises=self._places("flag", effects.raise_),
            clears=self._places("flag", effects.clear),
            calls=self._places("event", effects.call),
            promises=self._places("promise", effects.promise),
            keeps=self._places("promise", effects.keeps),
            stalls=self._places("promise", effects.stalls),
            reveals=self._places("var", effects.reveal),
            laters=self._later_blocks(effects, by, why),
            alsos=tuple(
                (self._read(part.when), self._block(part, by, why)) for part in effects.also
            ),
            outcomes=tuple(
                (part.id, self._read(part.weight), self._block(part, by, why))
                for part in effects.outcome
            ),
            outcome_key=f"outcome/{by}/{'+'.join(part.id for part in effects.outcome)}",
            plain=not any(marks),
        )

    def _later_blocks(self, effects: Effects, by: str, why: str | None) -> tuple[int, ...]:
        places = []
        for part in effects.later:
            block = self._block(part, by, why)
            stage = self.stages.index(part.stage)
            self.laters.append(LaterBlock(part.in_, stage, part.fix, block))
            places.append(len(self.laters) - 1)
        return tuple(places)

    def _weights(self, lines: Iterable[Weight]) -> tuple[WeightLine, ...]:
        return tuple(
            WeightLine(
                self._maybe(line.when), self._maybe(line.base), self._maybe(line.times), line.why
            )
            for line in lines
        )

    def _costs(
        self, cost: Mapping[str, str | float], pool: Iterable[str]
    ) -> tuple[tuple[tuple[str, Reader], ...], tuple[Change, ...]]:
        shared = set(pool)
        spent = tuple((name, self._read(cost[name])) for name in sorted(cost) if name in shared)
        paid = self._changes({name: cost[name] for name in cost if name not in shared})
        return spent, paid

    def _action(self, action: Action) -> ActionRule:
        pool, costs = self._costs(action.cost, self.scenario.seat[action.seat].pool)
        return ActionRule(
            id=action.id,
            track=self.tracks[action.id],
            when=self._maybe(action.when),
            pool=pool,
            costs=costs,
            weights=self._weights(action.weight),
            has_base=any(line.base is not None for line in action.weight),
            block=self._block(action, f"action/{action.id}", costs=costs),
            seat=action.seat,
            group=action.group,
            wait=action.wait,
            limit=action.limit,
        )

    def _option(self, event: Event, option: Option) -> OptionRule:
        seat = option.seat or event.to[0]
        pool, costs = self._costs(option.cost, self.scenario.seat[seat].pool)
        name = f"{event.id}.{option.id}"
        return OptionRule(
            id=option.id,
            track=self.tracks[name],
            when=self._maybe(option.when),
            pool=pool,
            costs=costs,
            weights=self._weights(option.weight),
            has_base=any(line.base is not None for line in option.weight),
            block=self._block(option, f"event/{name}", costs=costs),
            seat=seat,
            default=option.default,
        )

    def _event(self, event: Event) -> EventRule:
        return EventRule(
            id=event.id,
            seats=event.to,
            when=self._maybe(event.when),
            chance=self._maybe(event.chance),
            called=event.called,
            wait=None if event.repeat == "once" else event.repeat.wait,
            deadline=event.deadline or 1,
            priority=event.priority,
            slot=event.slot,
            options=tuple(
                self._option(event, option) for option in sorted(event.option, key=lambda o: o.id)
            ),
            block=self._block(event, f"event/{event.id}"),
        )

    def _promises(self) -> tuple[PromiseRule, ...]:
        promises = sorted(self.scenario.promise, key=lambda promise: promise.id)
        rivals: dict[str, set[str]] = {promise.id: set() for promise in promises}
        for promise in promises:
            for other in promise.contradicts:
                rivals[promise.id].add(other)
                rivals[other].add(promise.id)
        return tuple(self._promise(promise, rivals[promise.id]) for promise in promises)

    def _promise(self, promise: Promise, rivals: set[str]) -> PromiseRule:
        return PromiseRule(
            id=promise.id,
            promiser=promise.from_,
            partner=promise.to,
            due=promise.due,
            stall=promise.stall,
            public=promise.public,
            when=self._maybe(promise.kept.when),
            kept=self._block(promise.kept, f"promise/{promise.id}.kept"),
            broken=self._block(promise.broken, f"promise/{promise.id}.broken"),
            rivals=self._places("promise", sorted(rivals)),
            exposure=self._maybe(promise.exposure),
        )

    def _links(self) -> tuple[LinkRule, ...]:
        links = (
            LinkRule(
                by=f"link/{link.id or link.to}",
                target=self.index["var"][link.to],
                per_turn=self._read(link.per_turn),
                inertia=link.inertia,
                when=self._maybe(link.when),
                why=link.why,
            )
            for link in self.scenario.link
        )
        return tuple(sorted(links, key=lambda link: link.by))

    def _rules(self) -> tuple[tuple[RuleRule, ...], ...]:
        by_stage: list[list[RuleRule]] = [[] for _ in self.stages]
        for rule in sorted(self.scenario.rule, key=lambda rule: rule.id):
            by = f"rule/{rule.id}"
            compiled = RuleRule(
                by, self._maybe(rule.when), self._maybe(rule.chance), self._block(rule, by)
            )
            by_stage[self.stages.index(rule.stage)].append(compiled)
        return tuple(tuple(rules) for rules in by_stage)

    def _injects(self) -> tuple[InjectRule, ...]:
        return tuple(
            InjectRule(
                inject.id, inject.turn, inject.to, self._block(inject, f"inject/{inject.id}")
            )
            for inject in sorted(self.scenario.inject, key=lambda inject: inject.id)
        )

    def _ladder(self) -> LadderRule | None:
        ladder = self.scenario.ladder
        if ladder is None:
            return None
        locks: set[str] = set()
        rungs = []
        for rung in ladder.rungs:
            locks.update(rung.locks)
            up = math.inf if rung.up is None else rung.up
            down = -math.inf if rung.down is None else rung.down
            rungs.append(RungRule(up, down, rung.accident, frozenset(locks)))
        return LadderRule(
            variable=self.index["var"][ladder.var],
            measure=self._read(ladder.from_),
            step=ladder.step,
            sink=ladder.sink,
            rungs=tuple(rungs),
            accident=self._block(ladder.accident, "ladder") if ladder.accident else None,
        )

    def _endings(self) -> tuple[EndingRule, ...]:
        endings = sorted(self.scenario.ending, key=lambda ending: (-ending.priority, ending.id))
        return tuple(
            EndingRule(ending.id, self._read(ending.when), ending.at == "end") for ending in endings
        )

    def _hysteresis(self) -> tuple[tuple[int, Reader | None, Reader | None], ...]:
        table = []
        for index, name in enumerate(self.layout.flags):
            flag = self.scenario.flag[name]
            if flag.rise is not None or flag.fall is not None:
                table.append((index, self._maybe(flag.rise), self._maybe(flag.fall)))
        return tuple(table)

    def _seats(self) -> dict[str, SeatRule]:
        places = self.index["action"]
        return {
            name: SeatRule(
                id=name,
                human=seat.human,
                pool=dict(seat.pool),
                orders=seat.orders,
                intents=seat.intents,
                pass_weight=self._read(seat.pass_),
                actions=tuple(sorted(places[a.id] for a in self.scenario.action if a.seat == name)),
                score=self._maybe(seat.score),
            )
            for name, seat in self.scenario.seat.items()
        }
