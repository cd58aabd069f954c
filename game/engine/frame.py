"""The frame: one list of numbers that all formulas of a scenario read.

A frame holds, in this order: the variables, the flags, the variables of the previous turn, the
clock (`turn`, `quarter`, `year`), the derived values, and those counters (`times.x`, `open.x`, …)
that some formula reads. Derived values stand empty until they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from game.formula import Constant, Interval, Memo, Slot, bound, compile_formula
from game.scenario.models import Scenario
from game.scenario.scope import COUNTERS, parse_formula

NEVER = 1_000_000.0
"""What `since.x` is before x has happened."""

COUNTER_RANGE = Interval(0.0, NEVER)
"""The range of every counter."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A dotted name that some formula reads."""

    slot: int
    """Its place in the frame."""
    kind: str
    """What it counts, such as `times`."""
    of: str
    """What follows the first dot, or empty."""


@dataclass(slots=True)
class Layout(Mapping[str, Slot | Constant | Memo]):
    """Where each name stands; a counter gets its place when a formula first asks for it."""

    scenario: Scenario
    """The scenario that declares the names."""
    variables: tuple[str, ...]
    """Variables in the order of the frame."""
    flags: tuple[str, ...]
    """Flags in the order of the frame."""
    places: dict[str, Slot | Constant | Memo] = field(default_factory=dict)
    """The names bound so far."""
    counters: list[Counter] = field(default_factory=list)
    """The counters that formulas read."""
    bounds: dict[str, Interval] = field(default_factory=dict)
    """The range of each name bound so far."""
    size: int = 0
    """The length of a frame."""

    @property
    def curves(self) -> dict[str, tuple[tuple[float, float], ...]]:
        """The points of the scenario's curves, by name."""
        return {name: curve.points for name, curve in self.scenario.curve.items()}

    @property
    def flags_at(self) -> int:
        """Where the flags begin."""
        return len(self.variables)

    @property
    def before_at(self) -> int:
        """Where the variables of the previous turn begin."""
        return len(self.variables) + len(self.flags)

    @property
    def clock_at(self) -> int:
        """Where `turn`, `quarter` and `year` stand."""
        return 2 * len(self.variables) + len(self.flags)

    @property
    def derived_at(self) -> int:
        """Where the derived values begin."""
        return self.clock_at + 3

    def __getitem__(self, name: str) -> Slot | Constant | Memo:
        """Return where a name stands.

        Raises:
            KeyError: The scenario declares no such name.
        """
        if name not in self.places:
            self._bind_counter(name)
        return self.places[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names bound so far."""
        return iter(self.places)

    def __len__(self) -> int:
        """Count the names bound so far."""
        return len(self.places)

    def _bind_counter(self, name: str) -> None:
        kind, _, of = name.partition(".")
        if kind not in COUNTERS:
            raise KeyError(name)
        self.places[name] = Slot(self.size)
        self.bounds[name] = COUNTER_RANGE
        self.counters.append(Counter(self.size, kind, of))
        self.size += 1

    def bind(self, name: str, place: Slot | Constant | Memo, interval: Interval) -> None:
        """Give a name its place and range."""
        self.places[name] = place
        self.bounds[name] = interval


def lay_out(scenario: Scenario) -> Layout:
    """Return the layout of a scenario with all names but counters bound."""
    variables = tuple(sorted(scenario.var))
    flags = tuple(sorted(scenario.flag))
    layout = Layout(scenario, variables, flags)
    for index, name in enumerate(variables):
        low, high = scenario.var[name].range
        layout.bind(name, Slot(index), Interval(low, high))
        layout.bind(f"prev.{name}", Slot(layout.before_at + index), Interval(low, high))
    for index, name in enumerate(flags):
        layout.bind(name, Slot(layout.flags_at + index), Interval(0.0, 1.0))
    for name, value in scenario.const.items():
        layout.bind(name, Constant(value), Interval(value, value))
    for offset, (name, high) in enumerate((("turn", 1000.0), ("quarter", 4.0), ("year", 9999.0))):
        layout.bind(name, Slot(layout.clock_at + offset), Interval(0.0, high))
    layout.size = layout.derived_at + len(scenario.derived)
    _bind_derived(layout)
    return layout


def _bind_derived(layout: Layout) -> None:
    """Bind derived values after those that they read; the checks have excluded loops."""
    from game.formula import names_in

    waiting = {name: entry.value for name, entry in layout.scenario.derived.items()}
    places = {name: layout.derived_at + i for i, name in enumerate(sorted(waiting))}

    def settle(name: str) -> None:
        tree = parse_formula(waiting.pop(name))
        for read in names_in(tree):
            if read.name in waiting:
                settle(read.name)
            layout[read.name]
        interval = bound(tree, layout.bounds, layout.curves)
        reader = compile_formula(tree, layout, layout.curves, layout.bounds)
        layout.bind(name, Memo(places[name], reader), interval)

    for name in sorted(places):
        if name in waiting:
            settle(name)
