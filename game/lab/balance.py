"""Measure the shares of `[balance]`: which runs they need, and whether they hold.

A share holds if its whole 95 per cent interval lies in its band, is missed if the whole interval
lies outside, and is open otherwise: more games would decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from game.engine import Rules
from game.lab.blocks import Policies
from game.lab.intervals import Share, find_share
from game.lab.simulation import Run, line_up
from game.lab.tally import Tally
from game.policy.naming import list_members
from game.scenario.policies import ANY

EACH = "*"
"""What stands for every entry of a kind."""

Standing = Literal["held", "open", "missed"]
"""How a band stands."""


@dataclass(frozen=True, slots=True)
class Aspiration:
    """One share that an author wants."""

    subject: str
    """What it is about, such as `good` or `ending.absorbed`."""
    policy: str
    """Who plays the human seats."""
    low: float
    """The least share, in per cent."""
    high: float
    """The highest share, in per cent."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a share came out."""

    wanted: Aspiration
    """What the author wants."""
    share: Share
    """What was found."""
    run: Run
    """The games in which it was; of several runs the one that is worst for the band."""
    seed: int
    """A game that shows it."""

    @property
    def standing(self) -> Standing:
        """Whether the band is kept."""
        low, high = self.wanted.low, self.wanted.high
        if low <= self.share.low and self.share.high <= high:
            return "held"
        return "missed" if self.share.high < low or self.share.low > high else "open"

    @property
    def enough(self) -> int | None:
        """About how many games would decide, if the share is what it seems; none if far too many.

        It is the least power of two that is enough.
        """
        low, high = self.wanted.low, self.wanted.high
        for games in (1 << bits for bits in range(4, 24)):
            share = find_share(round(games * self.share.value / 100.0), games)
            inside = low <= share.low and share.high <= high
            if inside or share.high < low or share.low > high:
                return games
        return None


def list_aspirations(rules: Rules) -> list[Aspiration]:
    """Return the shares of `[balance]`, those of each entry of a kind one by one."""
    return [
        Aspiration(subject, band.policy, *band.share)
        for name, bands in rules.scenario.balance.items()
        for band in bands
        for subject in _list_subjects(rules, name)
    ]


def _list_subjects(rules: Rules, name: str) -> list[str]:
    """Return the entries for which `KIND.*` stands; of choices, those of the human seats."""
    kind, _, entry = name.partition(".")
    if entry != EACH:
        return [name]
    humans = {seat for seat, rule in rules.seats.items() if rule.human}
    actions = [action.id for action in rules.actions if action.seat in humans]
    known: Mapping[str, Iterable[str]] = {
        "ending": [ending.id for ending in rules.scenario.ending],
        "event": [event.id for event in rules.events],
        "action": actions,
        "order": actions,
        "taken": actions,
        "answer": [
            f"{event.id}.{option.id}"
            for event in rules.events
            for option in event.options
            if option.seat in humans
        ],
        "gauge": rules.scenario.desk.front,
    }
    return [f"{kind}.{each}" for each in known[kind]]


def list_line_ups(rules: Rules, policy: str) -> Iterator[tuple[str, Policies]]:
    """Yield the line-ups that a policy of `[balance]` stands for, with their names.

    Of `constant` and `alternating` there is one for each routine of each human seat; the other
    human seats then go by their weights.
    """
    usual = dict.fromkeys(rules.seats, "weights")
    for seat, rule in rules.seats.items():
        members = list_members(rules, seat, policy) if rule.human else [policy]
        if members != [policy]:
            for member in members:
                yield member, tuple({**usual, seat: member}.items())
    if policy not in ("constant", "alternating"):
        yield policy, line_up(rules, policy)


def measure(tally: Tally, rules: Rules, subject: str) -> Share:
    """Return the share of a subject in the games of a run; gauges are measured by two runs."""
    kind, _, name = subject.partition(".")
    if subject == "good":
        return find_share(sum(tally.endings[each] for each in list_good(rules)), tally.games)
    if kind == "order":
        seat = rules.actions[rules.index["action"][name]].seat
        return find_share(tally.chosen[f"action.{name}"], tally.orders[seat])
    if kind == "taken":
        return find_share(tally.chosen[f"action.{name}"], tally.possible[f"action.{name}"])
    return find_share(tally.count_games(subject), tally.games)


def list_good(rules: Rules) -> list[str]:
    """Return the endings that are good for the player: those of a rank above 0."""
    return [ending.id for ending in rules.scenario.ending if ending.rank > 0]


def judge(rules: Rules, wanted: Aspiration, runs: Mapping[str, Sequence[Run]]) -> Verdict | None:
    """Return how a share came out, or none where nobody has played it.

    Args:
        rules: The compiled scenario.
        wanted: The share; of gauges `game.lab.study` knows more.
        runs: By the policy of `[balance]`, the runs that it stands for.
    """
    policies = runs if wanted.policy == ANY else [wanted.policy]
    found = [
        (measure(run.tally, rules, wanted.subject), run)
        for policy in policies
        for run in runs.get(policy, ())
        if run.tally.games
    ]
    if not found:
        return None
    if wanted.policy == ANY:
        share, run = max(found, key=lambda pair: pair[0].value)
    else:
        share, run = max(found, key=lambda pair: _exceed(wanted, pair[0]))
    return Verdict(wanted, share, run, find_seed(rules, run, wanted.subject))


def _exceed(wanted: Aspiration, share: Share) -> float:
    """Return by how much a share lies outside its band, below 0 within."""
    return max(wanted.low - share.value, share.value - wanted.high)


def find_seed(rules: Rules, run: Run, subject: str) -> int:
    """Return the seed of the first game in which a subject was met, else of the first game."""
    kind, _, name = subject.partition(".")
    keys = [f"action.{name}" if kind in ("order", "taken") else subject]
    if subject == "good":
        keys = [f"ending.{ending}" for ending in list_good(rules)]
    first = run.tally.first
    return min((first[key] for key in keys if key in first), default=run.block.seed)
