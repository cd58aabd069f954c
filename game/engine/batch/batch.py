"""Many games of one scenario at once, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from game.engine.batch.kernels import find_compiled
from game.engine.batch.kernels.arrays import ArrayKernel
from game.engine.batch.kernels.machine import CompiledKernel
from game.engine.batch.luck import Seeds, draw_many, read_seeds
from game.engine.batch.registers import Segment
from game.engine.batch.states import lay_opening, lay_states, start_columns
from game.engine.batch.tape import Probe, Tape
from game.engine.opening import Opening, read_clock
from game.engine.plans import Plan
from game.engine.rules import Rules
from game.engine.state import State
from game.scenario.scope import parse_formula

Numbers: TypeAlias = NDArray[np.float64]
Marks: TypeAlias = NDArray[np.bool_]


class Kernel(Protocol):
    """What runs a tape over the columns of a batch."""

    def run(self, segment: Segment, turn: int) -> None:
        """Run a segment over all games."""

    def tell(self, segment: Segment, is_mark: bool, first: int, found: Any) -> None:
        """Run a segment and copy the rows from `first` on into an array, a row for each."""


class Batch:
    """Games of one scenario, each a column, all in the same turn.

    A finished game stands still. Between `open` and `resolve` the seats choose.
    """

    def __init__(self, tape: Tape, seeds: Seeds, turn: int, numbers: Numbers, marks: Marks) -> None:
        """Take over filled columns; `start`, `resume` and `branch` make them."""
        self.tape = tape
        self.seeds = seeds
        self.turn = turn
        self._numbers = numbers
        self._marks = marks
        self.may_compile = True
        """Whether the compiled kernel may answer once it is ready; NumPy gives the same bits."""
        self._kernels: dict[str, Kernel] = {}
        self._set_clock()

    @classmethod
    def start(cls, tape: Tape, seeds: Sequence[int] | Seeds) -> Self:
        """Return new games, one for each seed from 0 to 2**64 - 1."""
        array = read_seeds(seeds)
        numbers, marks = _make_columns(tape, len(array))
        start_columns(tape.rows, array, numbers, marks)
        return cls(tape, array, 1, numbers, marks)

    @classmethod
    def resume(cls, tape: Tape, states: Sequence[State]) -> Self:
        """Return games that go on from states of one turn, none of them ended.

        Raises:
            ValueError: There is no state, one has ended, or they are of several turns.
        """
        turns = {state.turn for state in states}
        if len(turns) != 1 or any(state.end is not None for state in states):
            raise ValueError("a batch goes on from states of one turn that have not ended")
        numbers, marks = _make_columns(tape, len(states))
        lay_states(tape.rows, states, numbers, marks)
        seeds = read_seeds([state.seed for state in states])
        return cls(tape, seeds, turns.pop(), numbers, marks)

    @classmethod
    def branch(cls, tape: Tape, state: State, seeds: Sequence[int] | Seeds) -> Self:
        """Return copies of one game, each with a seed of its own."""
        one = cls.resume(tape, [state])
        array = read_seeds(seeds)
        numbers = np.repeat(one._numbers, len(array), axis=1)
        return cls(tape, array, state.turn, numbers, np.repeat(one._marks, len(array), axis=1))

    def fork(self) -> Self:
        """Return an independent copy."""
        copies = self._numbers.copy(), self._marks.copy()
        return type(self)(self.tape, self.seeds, self.turn, *copies)

    def take(self, columns: NDArray[Any]) -> Self:
        """Return a batch of some of the games: places, perhaps repeated, or a mask."""
        numbers = np.ascontiguousarray(self._numbers[:, columns])
        marks = np.ascontiguousarray(self._marks[:, columns])
        return type(self)(self.tape, self.seeds[columns], self.turn, numbers, marks)

    @classmethod
    def open_each(cls, batches: Sequence[Self], openings: Sequence[Opening]) -> Self:
        """Return one batch of several of the same turn, the games of each opened as its opening."""
        for batch, opening in zip(batches, openings, strict=True):
            batch._begin_turn()
            lay_opening(batch.tape.rows, opening, batch._numbers, batch._marks)
        first = batches[0]
        numbers = np.concatenate([batch._numbers for batch in batches], axis=1)
        marks = np.concatenate([batch._marks for batch in batches], axis=1)
        seeds = np.concatenate([batch.seeds for batch in batches])
        joined = cls(first.tape, seeds, first.turn, numbers, marks)
        joined._run(joined.tape.permits())
        return joined

    @property
    def rules(self) -> Rules:
        """The compiled scenario."""
        return self.tape.rules

    @property
    def size(self) -> int:
        """The number of games."""
        return len(self.seeds)

    @property
    def values(self) -> Numbers:
        """The variables of all games, in the order of the rules; not a copy."""
        return self._rows_of("value", len(self.rules.variables))

    @property
    def before(self) -> Numbers:
        """The variables of all games as the previous turn began; not a copy."""
        return self._rows_of("before", len(self.rules.variables))

    @property
    def flags(self) -> Marks:
        """The flags of all games, in the order of the rules; not a copy."""
        return self._marks_of("flag", len(self.rules.flags))

    @property
    def ended(self) -> Marks:
        """Which games have ended."""
        marks: Marks = self._marks[self.tape.rows.marks[("ended",)]]
        return marks

    @property
    def ending(self) -> NDArray[np.int64]:
        """The places of endings among those of the rules; −1 while running or if none held."""
        places = self._numbers[self.tape.rows.numbers["standing", "ending"]]
        endings: NDArray[np.int64] = np.where(self.ended, places, -1.0).astype(np.int64)
        return endings

    @property
    def end_turn(self) -> NDArray[np.int64]:
        """The last turn of each game, 0 while it runs."""
        turns = self._numbers[self.tape.rows.numbers["standing", "end_turn"]]
        whole: NDArray[np.int64] = turns.astype(np.int64)
        return whole

    @property
    def eligible(self) -> Marks:
        """Which events could occur at this opening, room and chance aside."""
        return self._marks_of("eligible", len(self.rules.events))

    @property
    def occurred(self) -> Marks:
        """Which events occurred at this opening."""
        return self._marks_of("occurred", len(self.rules.events))

    @property
    def exposed(self) -> Marks:
        """Which promises are exposed at this opening."""
        return self._marks_of("exposed", len(self.rules.promises))

    @property
    def ordered(self) -> Marks:
        """Which actions are ordered in this turn."""
        return self._marks_of("ordered", len(self.rules.actions))

    @property
    def answered(self) -> Marks:
        """Which options are chosen in this turn, after `resolve` the defaults of silence too."""
        return self._marks_of("answered", len(self.tape.options))

    def demanded(self, seat: str) -> Marks:
        """Return which events ask something of a seat in this turn."""
        asked = np.zeros((len(self.rules.events), self.size), dtype=np.bool_)
        for place in range(len(self.rules.events)):
            row = self.tape.rows.marks.get(("asked", place, seat))
            if row is not None:
                asked[place] = self._marks[row]
        return asked

    def read(self, formula: str) -> Numbers:
        """Return the value of a formula in each game, between turns as the next opening reads it.

        Raises:
            KeyError: It reads a name, or a counter that the scenario does not read.
        """
        numbers: Numbers = self._probe(self.tape.formula(parse_formula(formula)))[0]
        return numbers

    def read_score(self, seat: str) -> Numbers:
        """Return what searching policies maximise for a seat; 0 if the scenario has no score."""
        score = self.rules.scenario.seat[seat].score
        return self.read(str(score)) if score is not None else np.zeros(self.size)

    def open(self) -> None:
        """Draw what occurs in the turn, from the state and the luck of each game."""
        self._begin_turn()
        self._run(self.tape.draws())
        self._run(self.tape.permits())

    def open_as(self, opening: Opening) -> None:
        """Open the turn in all games with what occurred, is asked and exposed at an opening."""
        self._begin_turn()
        lay_opening(self.tape.rows, opening, self._numbers, self._marks)
        self._run(self.tape.permits())

    def _begin_turn(self) -> None:
        rules = self.rules
        self._set_clock()
        self._marks_of("ordered", len(rules.actions))[:] = False
        self._marks_of("answered", len(self.tape.options))[:] = False
        for place, inject in enumerate(rules.injects):
            self._marks[self.tape.rows.marks["injected", place]] = inject.turn == self.turn

    def _set_clock(self) -> None:
        quarter, year = read_clock(self.rules.scenario, self.turn)
        for name, value in (("turn", self.turn), ("quarter", quarter), ("year", year)):
            self._numbers[self.tape.rows.numbers["clock", name]] = value

    def actions_of(self, seat: str) -> tuple[int, ...]:
        """Return the places of the actions of a seat."""
        return self.rules.seats[seat].actions

    def options_of(self, seat: str) -> tuple[int, ...]:
        """Return the places of the options of a seat."""
        return self.tape.options_of(seat)

    def legal_options(self, seat: str) -> Marks:
        """Return which of its options a seat can choose and pay, after what it has chosen."""
        found: Marks = self._probe(self.tape.legal(seat, True))
        return found

    def legal_actions(self, seat: str) -> Marks:
        """Return which of its actions a seat can order and pay, after what it has chosen."""
        found: Marks = self._probe(self.tape.legal(seat, False))
        return found

    def weigh_options(self, seat: str) -> Numbers:
        """Return how a bot weighs the options of a seat, legal or not."""
        found: Numbers = self._probe(self.tape.weights(seat, True))
        return found

    def weigh_actions(self, seat: str) -> Numbers:
        """Return how a bot weighs the actions of a seat, legal or not."""
        found: Numbers = self._probe(self.tape.weights(seat, False))
        return found

    def weigh_passing(self, seat: str) -> Numbers:
        """Return how a bot weighs doing nothing, at least 0."""
        weights: Numbers = np.maximum(self._probe(self.tape.passing(seat))[0], 0.0)
        return weights

    def answer(self, seat: str, chosen: Marks) -> None:
        """Choose legal options of a seat, at most one of an event in each game, and pay them."""
        self._choose("answered", seat, True, self.options_of(seat), chosen)

    def order(self, seat: str, chosen: Marks) -> None:
        """Order legal actions of a seat, at most one in each game, and pay them."""
        self._choose("ordered", seat, False, self.actions_of(seat), chosen)

    def _choose(
        self, kind: str, seat: str, of_options: bool, places: Sequence[int], chosen: Marks
    ) -> None:
        for offset, place in enumerate(places):
            self._marks[self.tape.rows.marks[kind, place]] |= chosen[offset]
            self._marks[self.tape.rows.marks["new", offset]] = chosen[offset]
        self._run(self.tape.payment(seat, of_options))

    def draw(self, key: str) -> Numbers:
        """Return the keyed luck of this turn in each game."""
        return draw_many(self.seeds, self.turn, key)

    def pick(self, weights: Numbers, draw: Numbers) -> Marks:
        """Return where each of several weighted choices is drawn, none if all weights are 0."""
        edges = weights.copy()
        for place in range(1, len(edges)):
            edges[place] += edges[place - 1]
        point = draw * edges[-1]
        above: Marks = np.where(point < edges[-1], point, np.nextafter(edges[-1], 0.0)) < edges
        above[1:] = above[1:] & ~above[:-1]
        return above

    def commit(self, seat: str, actions: Marks, options: Marks) -> Marks:
        """Take a given plan where it is legal; elsewhere the seat stays silent.

        Args:
            seat: Who chooses; it has chosen nothing in this turn yet.
            actions: Which of its actions it orders in each game.
            options: Which of its options it chooses.

        Returns:
            In which games the plan is legal.
        """
        rows = self.tape.rows.marks
        for offset, place in enumerate(self.actions_of(seat)):
            self._marks[rows["ordered", place]] = actions[offset]
        for offset, place in enumerate(self.options_of(seat)):
            self._marks[rows["answered", place]] = options[offset]
        self._run(self.tape.commitment(seat))
        legal: Marks = self._marks[rows[("legal",)]].copy()
        return legal

    def commit_plan(self, seat: str, plan: Plan) -> Marks:
        """Take one plan in all games where it is legal, and return where it is."""
        rules, options = self.rules, self.tape.options
        chosen = [options[place] for place in self.options_of(seat)]
        taken = [plan.choices.get(rules.events[event].id) == option.id for event, option in chosen]
        orders = [rules.actions[place].id in plan.orders for place in self.actions_of(seat)]
        known = sum(taken) == len(plan.choices) and sum(orders) == len(plan.orders)
        spread = [
            np.tile(np.array(marks, dtype=np.bool_)[:, None] & known, (1, self.size))
            for marks in (orders, taken)
        ]
        return self.commit(seat, *spread) & known

    def choose_by_weights(self, seat: str) -> None:
        """Let the bot of the scenario choose."""
        self._run(self.tape.choices(seat, by_weights=True))

    def lean(self, factors: Numbers) -> None:
        """Let the seat that leans multiply the weights of its choices.

        Args:
            factors: One for each of its options, then for each of its actions; a column for each
                game, or one for all.
        """
        first = self.tape.rows.numbers.get(("lean", 0), 0)
        self._numbers[first : first + len(factors)] = factors

    def choose_leaning(self, seat: str) -> None:
        """Let a seat choose by the weights of the scenario times what it leans on each choice."""
        self._run(self.tape.leanings(seat))

    def choose_at_random(self, seat: str) -> None:
        """Choose evenly among the legal options, then among the legal orders and passing."""
        self._run(self.tape.choices(seat, by_weights=False))

    def resolve(self) -> None:
        """Play the stages of the turn and judge it; the next turn can be opened."""
        finished = np.flatnonzero(self.ended)
        kept = self._numbers[:, finished], self._marks[:, finished]
        self._run(self.tape.resolution())
        if len(finished):
            self._numbers[:, finished], self._marks[:, finished] = kept
        self.turn += 1
        self._set_clock()

    def _rows_of(self, kind: str, count: int) -> Numbers:
        first = self.tape.rows.numbers.get((kind, 0), 0)
        return self._numbers[first : first + count]

    def _marks_of(self, kind: str, count: int) -> Marks:
        first = self.tape.rows.marks.get((kind, 0), 0)
        return self._marks[first : first + count]

    @property
    def kernel(self) -> str:
        """What answers now: `numpy`, or `numba` once the compiled kernel is ready."""
        return "numba" if self.may_compile and find_compiled() is not None else "numpy"

    def _kernel(self) -> Kernel:
        name, module = self.kernel, find_compiled()
        if name not in self._kernels:
            columns = self._numbers, self._marks, self.seeds
            if module is not None and name == "numba":
                self._kernels[name] = CompiledKernel(module, *columns)
            else:
                self._kernels[name] = ArrayKernel(*columns)
        return self._kernels[name]

    def _run(self, segment: Segment) -> None:
        self._kernel().run(segment, self.turn)

    def _probe(self, probe: Probe) -> Any:
        """Return the values of a probe in all games."""
        kind = np.bool_ if probe.is_mark else np.float64
        found: Any = np.empty((probe.count, self.size), dtype=kind)
        self._kernel().tell(probe.segment, probe.is_mark, probe.first, found)
        return found


def _make_columns(tape: Tape, games: int) -> tuple[Numbers, Marks]:
    """Return empty columns."""
    numbers = np.zeros((len(tape.rows.numbers), games))
    return numbers, np.zeros((len(tape.rows.marks), games), dtype=np.bool_)
