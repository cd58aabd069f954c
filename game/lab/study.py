"""Several runs side by side: policies compared, and the balance of a scenario measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from game.engine import Rules
from game.lab.balance import Aspiration, Verdict, judge, list_line_ups
from game.lab.blocks import Block, Policies
from game.lab.executors import Crew
from game.lab.harvest import Row
from game.lab.intervals import find_share
from game.lab.simulation import Run, Watch, simulate
from game.scenario.policies import ANY

GAUGE = "gauge."
"""What the subjects begin with that are about values which stand still."""


@dataclass(slots=True)
class Study:
    """Runs of one scenario under several policies."""

    rules: Rules
    """The compiled scenario."""
    block: Block
    """The games that each run plays, whoever plays them."""
    runs: dict[str, list[Run]] = field(default_factory=dict)
    """By policy, the runs that it stands for."""
    gauges: dict[tuple[str, str], Verdict] = field(default_factory=dict)
    """What came of letting a value stand still, by policy and subject."""
    interrupted: bool = False
    """Whether it was stopped before its end."""

    def play(self, crew: Crew, policies: Iterable[str], watch: Watch) -> None:
        """Play all line-ups of some policies, one after the other, until interrupted."""
        for policy in policies:
            self.runs[policy] = []
            for name, line_up in list_line_ups(self.rules, policy):
                run, self.interrupted = simulate(crew, name, self._seat(line_up), watch)
                self.runs[policy].append(run)
                if self.interrupted:
                    return

    def still(self, crew: Crew, wanted: Iterable[Aspiration], watch: Watch) -> None:
        """Play games in which values stand still, beside the same games in which they move."""
        moving: dict[str, list[str]] = {}
        for each in wanted:
            if self.interrupted or each.policy == ANY:
                continue
            _, line_up = next(list_line_ups(self.rules, each.policy))
            block = self._seat(line_up)
            if each.policy not in moving:
                _, moving[each.policy] = self._list_endings(crew, block, watch)
            frozen = replace(block, frozen=each.subject.removeprefix(GAUGE))
            run, endings = self._list_endings(crew, frozen, watch)
            self.gauges[each.policy, each.subject] = _compare(
                each, run, moving[each.policy], endings
            )

    def _list_endings(self, crew: Crew, block: Block, watch: Watch) -> tuple[Run, list[str]]:
        endings: list[str] = []

        def keep(rows: Iterable[Row]) -> None:
            endings.extend(row[1] for row in rows)

        both = Watch(watch.advance, keep)
        run, stopped = simulate(crew, block.frozen or "", replace(block, rows=True), both)
        self.interrupted = self.interrupted or stopped
        return run, endings

    def _seat(self, line_up: Policies) -> Block:
        return replace(self.block, policies=line_up)

    def count_games(self, policies: Iterable[str], wanted: Iterable[Aspiration]) -> int:
        """Return how many games `play` and `still` play in all."""
        runs = sum(1 for policy in policies for _ in list_line_ups(self.rules, policy))
        kept = [each for each in wanted if each.policy != ANY]
        return self.block.games * (runs + len(kept) + len({each.policy for each in kept}))

    def judge(self, wanted: Iterable[Aspiration]) -> Iterator[tuple[Aspiration, Verdict | None]]:
        """Yield each share that is wanted with how it came out, none where it was not played."""
        for each in wanted:
            if each.subject.startswith(GAUGE):
                yield each, self.gauges.get((each.policy, each.subject))
            else:
                yield each, judge(self.rules, each, self.runs)


def _compare(wanted: Aspiration, run: Run, moving: list[str], still: list[str]) -> Verdict:
    """Return in how many of the games that both sides played the ending is another."""
    both = list(zip(moving, still, strict=False))
    changed = [place for place, (one, other) in enumerate(both) if one != other]
    seed = run.block.seed + (changed[0] if changed else 0)
    return Verdict(wanted, find_share(len(changed), len(both)), run, seed)
