"""The turns of a game and its branches as lines; two turns compared."""

from __future__ import annotations

from collections.abc import Iterator

from game.archive.game import Game
from game.archive.timeline import Difference, Moment, compare_moments, list_moments
from game.errors import LateChoice, MalformedChoice
from game.plain.amounts import label_gauge, say_change, say_reading
from game.plain.situation import list_front


def say_timeline(game: Game) -> list[str]:
    """Return a line for each turn: what was decided, what occurred, the gauges in front then."""
    return [_say_moment(game, moment) for moment in list_moments(game)]


def _say_moment(game: Game, moment: Moment) -> str:
    scenario = game.rules.scenario
    gauges = ", ".join(
        f"{label_gauge(scenario, name)} {say_reading(scenario, name, moment.view[name])}"
        for name in list_front(game)
    )
    occurred = "; ".join(moment.occurred) or "nothing reached you"
    if moment.report is None:
        head = "The end" if game.over else f"Turn {moment.turn}, {moment.date}, is open"
        return f"{head}: {occurred}. {gauges}."
    decided = "; ".join(moment.decided) or "nothing"
    return f"Turn {moment.turn}, {moment.date}: {occurred}. You decided: {decided}. {gauges}."


def find_moment(game: Game, words: str) -> Moment:
    """Return the turn of a number; the open one has a number too.

    Raises:
        MalformedChoice: It is no number.
        LateChoice: The turn has not come yet.
    """
    if not (words.isascii() and words.isdigit()):
        raise MalformedChoice(f"a turn is given by its number, not {words!r}")
    moments = list_moments(game)
    for moment in moments:
        if moment.turn == int(words):
            return moment
    raise LateChoice(f"turn {words} has not come; the turns are 1 to {moments[-1].turn}")


def say_comparison(game: Game, one: Moment, other: Moment) -> Iterator[str]:
    """Yield what was decided in two turns, and each value that differs."""
    for moment in (one, other):
        if moment.report is not None:
            decided = "; ".join(moment.decided) or "nothing"
            yield f"In turn {moment.turn}, {moment.date}, you decided: {decided}."
    differing = [
        each for each in compare_moments(game.rules.scenario, one, other) if each.one != each.other
    ]
    for each in differing:
        yield _say_difference(game, each)
    if not differing:
        yield "No value differs."


def _say_difference(game: Game, each: Difference) -> str:
    scenario = game.rules.scenario
    one, other = (say_reading(scenario, each.name, reading) for reading in (each.one, each.other))
    change = each.change
    told = f", {say_change(scenario, each.name, change)}" if change is not None else ""
    return f"{label_gauge(scenario, each.name)}: {one}, then {other}{told}."


def say_branches(game: Game) -> Iterator[str]:
    """Yield a line for each branch, the one that is played first."""
    yield f"{game.branch}: {game.label}. This one is played."
    for branch in game.branches:
        yield f"{branch.name}: {branch.label}, left {branch.written.astimezone():%d %b %H:%M}."
    if not game.branches:
        yield "There is no other: rewind leaves what was played since as a branch."
    if game.rewinds:
        steps = "1 step" if len(game.rewinds) == 1 else f"{len(game.rewinds)} steps"
        yield f"The save records {steps} back."
