"""Many games of one scenario at once, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from game.engine.batch.choices import Choices
from game.engine.batch.columns import Columns, Marks, Numbers
from game.engine.batch.luck import Seeds, read_seeds
from game.engine.batch.states import lay_opening, lay_states, start_columns
from game.engine.batch.tape import Tape
from game.engine.opening import Opening, read_clock
from game.engine.state import State
from game.scenario.scope import parse_formula


class Batch(Choices):
    """Games of one scenario, each a column, all in the same turn.

    A finished game stands still. Between `open` and `resolve` the seats choose.
    """

    def __init__(self, tape: Tape, columns: Columns, turn: int) -> None:
        """Take over filled columns; `start`, `resume` and `branch` make them."""
        super().__init__(tape, columns, turn)
        self._set_clock()

    # ------------------------------------------------------------------ where games come from

    @classmethod
    def start(cls, tape: Tape, seeds: Sequence[int] | Seeds) -> Self:
        """Return new games, one for each seed from 0 to 2**64 - 1."""
        columns = Columns.lay(tape.rows, read_seeds(seeds))
        start_columns(tape.rows, columns.seeds, columns.numbers, columns.marks)
        return cls(tape, columns, 1)

    @classmethod
    def resume(cls, tape: Tape, states: Sequence[State]) -> Self:
        """Return games that go on from states of one turn, none of them ended.

        Raises:
            ValueError: There is no state, one has ended, or they are of several turns.
        """
        turns = {state.turn for state in states}
        if len(turns) != 1 or any(state.end is not None for state in states):
            raise ValueError("a batch goes on from states of one turn that have not ended")
        columns = Columns.lay(tape.rows, read_seeds([state.seed for state in states]))
        lay_states(tape.rows, states, columns.numbers, columns.marks)
        return cls(tape, columns, turns.pop())

    @classmethod
    def branch(cls, tape: Tape, state: State, seeds: Sequence[int] | Seeds) -> Self:
        """Return copies of one game, each with a seed of its own."""
        one = cls.resume(tape, [state])
        return one.take(np.zeros(len(seeds), dtype=np.int64), seeds)

    def fork(self) -> Self:
        """Return an independent copy."""
        return self.take(slice(None))

    def take(
        self, columns: NDArray[Any] | slice, seeds: Sequence[int] | Seeds | None = None
    ) -> Self:
        """Return a batch of copies of some games: by places, perhaps repeated, or by a mask.

        With `seeds`, one for each copy, all luck to come is another.
        """
        taken = type(self)(self.tape, self.columns.take(columns), self.turn)
        if seeds is not None:
            taken.columns.seeds[:] = read_seeds(seeds)
        return taken

    def release(self) -> None:
        """Leave the memory of these games to others that are as many; this batch is done with."""
        self.columns.release()
        del self.columns

    @classmethod
    def open_each(cls, batches: Sequence[Self], openings: Sequence[Opening]) -> Self:
        """Return one batch of several of the same turn, the games of each opened as its opening."""
        for batch, opening in zip(batches, openings, strict=True):
            batch._lay_opening(opening)
        tape, turn = batches[0].tape, batches[0].turn
        joined = cls(tape, Columns.join([batch.columns for batch in batches]), turn)
        joined.columns.run(tape.permits(), turn)
        return joined

    # ------------------------------------------------------------------ how they stand

    @property
    def values(self) -> Numbers:
        """The variables of all games, in the order of the rules; not a copy."""
        return self.columns.numbers_of("value", len(self.rules.variables))

    @property
    def before(self) -> Numbers:
        """The variables of all games as the previous turn began; not a copy."""
        return self.columns.numbers_of("before", len(self.rules.variables))

    @property
    def flags(self) -> Marks:
        """The flags of all games, in the order of the rules; not a copy."""
        return self.columns.marks_of("flag", len(self.rules.flags))

    @property
    def ended(self) -> Marks:
        """Which games have ended; not a copy."""
        return self.columns.mark("ended")

    @property
    def ending(self) -> NDArray[np.int64]:
        """The places of endings among those of the rules; −1 while running or if none held."""
        places = self.columns.number("standing", "ending")
        endings: NDArray[np.int64] = np.where(self.ended, places, -1.0).astype(np.int64)
        return endings

    @property
    def end_turn(self) -> NDArray[np.int64]:
        """The last turn of each game, 0 while it runs."""
        turns: NDArray[np.int64] = self.columns.number("standing", "end_turn").astype(np.int64)
        return turns

    @property
    def eligible(self) -> Marks:
        """Which events could occur at this opening, room and chance aside."""
        return self.columns.marks_of("eligible", len(self.rules.events))

    @property
    def occurred(self) -> Marks:
        """Which events occurred at this opening."""
        return self.columns.marks_of("occurred", len(self.rules.events))

    @property
    def exposed(self) -> Marks:
        """Which promises are exposed at this opening."""
        return self.columns.marks_of("exposed", len(self.rules.promises))

    def demanded(self, seat: str) -> Marks:
        """Return which events ask something of a seat in this turn."""
        asked = np.zeros((len(self.rules.events), self.size), dtype=np.bool_)
        for place in range(len(self.rules.events)):
            if ("asked", place, seat) in self.tape.rows.marks:
                asked[place] = self.columns.mark("asked", place, seat)
        return asked

    def read(self, formula: str) -> Numbers:
        """Return the value of a formula in each game, between turns as the next opening reads it.

        Raises:
            KeyError: It reads a name, or a counter that the scenario does not read.
        """
        numbers: Numbers = self.columns.probe(self.tape.formula(parse_formula(formula)))[0]
        return numbers

    def read_score(self, seat: str) -> Numbers:
        """Return what searching policies maximise for a seat; 0 if the scenario has no score."""
        score = self.rules.scenario.seat[seat].score
        return self.read(str(score)) if score is not None else np.zeros(self.size)

    # ------------------------------------------------------------------ how a turn goes

    def open(self) -> None:
        """Draw what occurs in the turn, from the state and the luck of each game."""
        self._begin_turn()
        self.columns.run(self.tape.draws(), self.turn)
        self.columns.run(self.tape.permits(), self.turn)

    def open_as(self, opening: Opening) -> None:
        """Open the turn in all games with what occurred, is asked and exposed at an opening."""
        self._lay_opening(opening)
        self.columns.run(self.tape.permits(), self.turn)

    def resolve(self) -> None:
        """Play the stages of the turn and judge it; the next turn can be opened."""
        finished = np.flatnonzero(self.ended)
        numbers, marks = self.columns.numbers, self.columns.marks
        kept = numbers[:, finished], marks[:, finished]
        self.columns.run(self.tape.resolution(), self.turn)
        if len(finished):
            numbers[:, finished], marks[:, finished] = kept
        self.turn += 1
        self._set_clock()

    def _begin_turn(self) -> None:
        self._set_clock()
        self.ordered[:] = False
        self.answered[:] = False
        for place, inject in enumerate(self.rules.injects):
            self.columns.mark("injected", place)[:] = inject.turn == self.turn

    def _lay_opening(self, opening: Opening) -> None:
        self._begin_turn()
        lay_opening(self.tape.rows, opening, self.columns.numbers, self.columns.marks)

    def _set_clock(self) -> None:
        quarter, year = read_clock(self.rules.scenario, self.turn)
        for name, value in (("turn", self.turn), ("quarter", quarter), ("year", year)):
            self.columns.number("clock", name)[:] = value
