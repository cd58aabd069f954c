"""What people call the things of an exercise: its seats, values, orders, injects, worlds."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine.words import label_entry, write_amount
from game.exercise.exercise import Exercise
from game.exercise.payloads import PlanEntry
from game.exercise.payloads.control import Difference
from game.exercise.payloads.play import ReportEntry

PHASE_NAMES = {
    "brief": "briefing", "plan": "planning", "lock": "lock", "adjudicate": "adjudication",
    "release": "release",
}  # fmt: skip
"""What people call the phases."""

MOST_CHANGES = 6
"""How many changes of a turn are told."""


class Names:
    """The labels of an exercise; what has none is called by its identifier."""

    def __init__(self, exercise: Exercise) -> None:
        """Take the names from the scenario, the configuration and the MSEL."""
        self.scenario = exercise.rules.scenario
        self.standing = exercise.last_standing
        self.values = {name: entry.label or name for name, entry in self.scenario.var.items()}
        self.values |= {name: entry.label or name for name, entry in self.scenario.flag.items()}

    def world(self, world: str) -> str:
        """Return what people call a world; empty is the whole exercise."""
        return self.standing.configuration.world(world).label or world if world else "all"

    def seat(self, seat: str) -> str:
        """Return what people call a seat; empty is white."""
        entry = self.scenario.seat.get(seat)
        return entry.label or seat if entry else seat or "white"

    def seats(self, seats: Iterable[str]) -> str:
        """Return what people call some seats."""
        return ", ".join(self.seat(seat) for seat in seats)

    def actor(self, actor: str) -> str:
        """Return who did something: a seat, or a role with its initials in brackets."""
        role, _, initials = actor.partition(":")
        return f"{role} ({initials})" if initials else self.seat(actor)

    def inject(self, inject: str) -> str:
        """Return the heading of an inject."""
        line = self.standing.injects.get(inject)
        return line.inject.label or inject if line else inject

    def orders(self, plan: PlanEntry, argued: Iterable[str] = ()) -> str:
        """Return what a plan orders, and what of its orders was ruled by argument, or `none`."""
        named = [label_entry(self.scenario, f"action/{name}") for name in plan.orders]
        named += [f"{label_entry(self.scenario, f'action/{n}')} (by argument)" for n in argued]
        return "; ".join(named) or "none"

    def answers(self, plan: PlanEntry) -> str:
        """Return what a plan answers, or nothing."""
        chosen = plan.choices.items()
        return "; ".join(label_entry(self.scenario, f"event/{e}.{o}") for e, o in chosen)

    def plan(self, plan: PlanEntry, argued: Iterable[str] = ()) -> str:
        """Return a whole plan in a line, with the orders that were ruled by argument."""
        answers = self.answers(plan)
        return self.orders(plan, argued) + (f"; answers: {answers}" if answers else "")

    def differences(self, differences: tuple[Difference, ...]) -> str:
        """Return changes of values, from what to what."""
        told = (
            f"{self.values.get(each.name, each.name)} {each.before:.4g} → {each.after:.4g}"
            for each in differences
        )
        return "; ".join(told) or "nothing"

    def movements(self, report: ReportEntry) -> str:
        """Return by how much the values moved most in a turn."""
        moved = sorted(
            (
                (name, report.after[name] - report.before[name])
                for name in report.after
                if report.after[name] != report.before[name]
            ),
            key=lambda pair: -abs(pair[1]),
        )
        told = (f"{self.values[n]} {write_amount(c, 1)}" for n, c in moved[:MOST_CHANGES])
        return ", ".join(told) or "nothing moved"

    def deeds(self, report: ReportEntry) -> str:
        """Return what was ordered in a turn, seat by seat; empty if nothing was."""
        ordered: dict[str, list[str]] = {}
        for order in report.orders:
            name = label_entry(self.scenario, f"action/{order.action}")
            ordered.setdefault(order.seat, []).append(name)
        told = (f"{self.seat(seat)}: {', '.join(ordered[seat])}" for seat in sorted(ordered))
        return "; ".join(told)
