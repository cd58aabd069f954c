"""The tape of a scenario: what a turn of many games does, in segments made when they are needed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from game.engine.batch.choosing import (
    weigh_evenly,
    weigh_leaning,
    write_affordable,
    write_choices,
    write_payment,
    write_weight,
)  # fmt: skip
from game.engine.batch.draft import Draft
from game.engine.batch.formulas import all_of, any_of, as_number, both, either, invert, only
from game.engine.batch.judging import write_judging
from game.engine.batch.opening import write_demands, write_draws, write_permits
from game.engine.batch.registers import Segment, close_segment
from game.engine.batch.rows import Rows, lay_rows
from game.engine.batch.stages import write_answers, write_begin, write_close, write_stages
from game.engine.batch.writer import YES, Value
from game.engine.rules import ChoiceRule, OptionRule, Rules
from game.formula import Node


@dataclass(slots=True)
class Probe:
    """A segment that changes nothing and tells some values."""

    segment: Segment
    """What computes them."""
    is_mark: bool
    """Whether they are marks."""
    first: int
    """The row of the first."""
    count: int
    """How many there are, in rows that follow each other."""


_TAPES: deque[Tape] = deque(maxlen=4)
"""The tapes of the scenarios that were played last."""


@dataclass(slots=True)
class Tape:
    """A scenario for many games at once; batches of the same scenario share it."""

    rules: Rules
    """The compiled scenario."""
    rows: Rows
    """Where everything stands."""
    _segments: dict[Hashable, Segment] = field(default_factory=dict)
    _probes: dict[Hashable, Probe] = field(default_factory=dict)

    @property
    def options(self) -> tuple[tuple[int, OptionRule], ...]:
        """All options with the places of their events, in ASCII order."""
        return self.rows.options

    def options_of(self, seat: str) -> tuple[int, ...]:
        """Return the places of the options of a seat."""
        return tuple(i for i, (_, option) in enumerate(self.options) if option.seat == seat)

    def draws(self) -> Segment:
        """Return what draws the events of a turn and finds what they ask."""
        return self._segment("draws", _write_draws)

    def permits(self) -> Segment:
        """Return what finds out what may be ordered, and fills the purses."""
        return self._segment("permits", write_permits)

    def choices(self, seat: str, by_weights: bool) -> Segment:
        """Return the choices of a bot: by the weights of the scenario, or evenly among all."""
        weigh = write_weight if by_weights else weigh_evenly
        return self._segment(
            ("choices", seat, by_weights),
            lambda draft: write_choices(draft, seat, weigh, by_weights),
        )

    def leanings(self, seat: str) -> Segment:
        """Return the choices of a bot that leans on each choice as each game says."""
        return self._segment(
            ("leanings", seat), lambda draft: write_choices(draft, seat, weigh_leaning, True)
        )

    def commitment(self, seat: str) -> Segment:
        """Return what refuses the plan of a seat where it breaks a rule."""
        return self._segment(("commitment", seat), lambda draft: _write_commitment(draft, seat))

    def resolution(self) -> Segment:
        """Return what plays the stages of a turn and judges it."""
        return self._segment("resolution", _write_resolution)

    def formula(self, tree: Node) -> Probe:
        """Return the value of a formula over the state."""
        return self._probe(("formula", tree), False, lambda draft: [draft.number_of(tree)])

    def weights(self, seat: str, of_options: bool) -> Probe:
        """Return the scenario's weights of the options or of the actions of a seat."""
        choices = self._choices_of(seat, of_options)
        return self._probe(
            ("weights", seat, of_options),
            False,
            lambda draft: [write_weight(draft, choice) for _, choice in choices],
        )

    def passing(self, seat: str) -> Probe:
        """Return the weight of doing nothing."""
        read = self.rules.seats[seat].pass_weight
        return self._probe(("passing", seat), False, lambda draft: [draft.number(read)])

    def legal(self, seat: str, of_options: bool) -> Probe:
        """Return which options or actions a seat can still choose and pay."""
        write = _write_legal_options if of_options else _write_legal_actions
        return self._probe(("legal", seat, of_options), True, lambda draft: write(draft, seat))

    def _choices_of(self, seat: str, of_options: bool) -> list[tuple[int, ChoiceRule]]:
        if of_options:
            return [(index, self.options[index][1]) for index in self.options_of(seat)]
        return [(place, self.rules.actions[place]) for place in self.rules.seats[seat].actions]

    def payment(self, seat: str, of_options: bool) -> Segment:
        """Return what takes the price of what a seat has just chosen from its purse.

        The rows `new` mark what that is.
        """
        choices = self._choices_of(seat, of_options)

        def write(draft: Draft) -> None:
            for place, (_, choice) in enumerate(choices):
                new = draft.marked("new", place)
                with draft.writer.region(new):
                    write_payment(draft, seat, choice, new)

        return self._segment(("payment", seat, of_options), write)

    def _segment(self, key: Hashable, write: Callable[[Draft], object]) -> Segment:
        segment = self._segments.get(key)
        if segment is None:
            draft = Draft(self.rows)
            draft.intents_known = key not in {"draws", "permits"}
            write(draft)
            segment = self._segments[key] = close_segment(draft.writer)
        return segment

    def _probe(self, key: Hashable, is_mark: bool, write: Callable[[Draft], list[Value]]) -> Probe:
        probe = self._probes.get(key)
        if probe is None:
            draft = Draft(self.rows)
            draft.intents_known = True
            values = write(draft)
            first = draft.writer.reserve(is_mark, len(values))
            for offset, value in enumerate(values):
                draft.writer.store(is_mark, first + offset, value)
            probe = Probe(close_segment(draft.writer), is_mark, first, len(values))
            self._probes[key] = probe
        return probe


def find_tape(rules: Rules) -> Tape:
    """Return the tape of a scenario, built when it is first asked for; the last few are kept."""
    tape = next((tape for tape in _TAPES if tape.rules is rules), None)
    if tape is None:
        tape = build_tape(rules)
        _TAPES.append(tape)
    return tape


def build_tape(rules: Rules) -> Tape:
    """Return the tape of a scenario, with what every turn needs.

    What only some callers need, such as the choices of bots, is added when it is first asked for.
    """
    tape = Tape(rules, lay_rows(rules))
    tape.draws(), tape.permits(), tape.resolution()
    return tape


def _write_draws(draft: Draft) -> None:
    write_draws(draft)
    write_demands(draft)


def _write_resolution(draft: Draft) -> None:
    write_begin(draft)
    write_answers(draft)
    write_stages(draft)
    write_judging(draft)
    write_close(draft)


def _own_options(draft: Draft, seat: str) -> list[tuple[int, int, OptionRule]]:
    pairs = enumerate(draft.rows.options)
    return [(index, event, option) for index, (event, option) in pairs if option.seat == seat]


def _write_legal_options(draft: Draft, seat: str) -> list[Value]:
    writer, own = draft.writer, _own_options(draft, seat)
    legal = []
    for _, event, option in own:
        spoken = [draft.marked("answered", other) for other, e, _ in own if e == event]
        may = only(writer, draft.marked("asked", event, seat), any_of(writer, spoken))
        may = both(writer, may, draft.mark(option.when) if option.when else YES)
        legal.append(both(writer, may, write_affordable(draft, seat, option)))
    return legal


def _write_legal_actions(draft: Draft, seat: str) -> list[Value]:
    rule, writer = draft.rules.seats[seat], draft.writer
    given = [as_number(writer, draft.marked("ordered", place)) for place in rule.actions]
    count = writer.constant(0.0)
    for number in given:
        count = writer.emit("add", count, number)
    going = writer.emit("less", count, writer.constant(float(rule.orders)))
    legal = []
    for place in rule.actions:
        may = only(writer, draft.marked("may", place), draft.marked("ordered", place))
        affordable = write_affordable(draft, seat, draft.rules.actions[place])
        legal.append(all_of(writer, [may, going, affordable]))
    return legal


def _write_commitment(draft: Draft, seat: str) -> None:
    """Refuse what `check_plan` of one game refuses; a refused seat is silent."""
    writer, rule = draft.writer, draft.rules.seats[seat]
    lawful: list[Value] = []
    wanted: list[tuple[str, int]] = []

    def demand(kind: str, place: int, choice: ChoiceRule, may: Value) -> None:
        want = draft.marked(kind, place)
        may = both(writer, may, write_affordable(draft, seat, choice))
        lawful.append(either(writer, invert(writer, want), may))
        write_payment(draft, seat, choice, want)
        wanted.append((kind, place))

    own = _own_options(draft, seat)
    for index, event, option in own:
        others = [draft.marked("answered", i) for i, e, _ in own if e == event and i < index]
        may = only(writer, draft.marked("asked", event, seat), any_of(writer, others))
        may = both(writer, may, draft.mark(option.when) if option.when else YES)
        demand("answered", index, option, may)
    count = writer.constant(0.0)
    for place in rule.actions:
        count = writer.emit("add", count, as_number(writer, draft.marked("ordered", place)))
        demand("ordered", place, draft.rules.actions[place], draft.marked("may", place))
    lawful.append(writer.emit("reach", count, writer.constant(float(rule.orders))))
    legal = all_of(writer, lawful)
    draft.put_mark(legal, "legal")
    for kind, place in wanted:
        granted = both(writer, draft.marked(kind, place), draft.marked("legal"))
        draft.put_mark(granted, kind, place)
