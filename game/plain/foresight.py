"""The forecast as lines: where gauges may stand and how the game may end, with a plan or none."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from game.archive.game import Game
from game.archive.notes import GameNotes
from game.engine import SILENCE, Plan
from game.engine.words import decimals_of, gauge_of
from game.lab.forecast import Fan, Forecast
from game.lab.foresight import FUTURES, Foresight
from game.lab.hindsight import Hindsight
from game.lab.rivals import measure_score
from game.lab.turning import describe_points
from game.lab.wording import explain_rivals, name_course, tell_rivals
from game.plain.amounts import label_gauge, say_scale
from game.scenario.models import Scenario

RANKS = {1: "good", 0: "open", -1: "bad"}
"""How an ending's rank is told."""


def say_forecast(game: Game, plan: Plan) -> list[str]:
    """Return what a plan leads to in a thousand futures, and doing nothing under the same luck."""
    names = [name for name in game.rules.scenario.desk.front if game.view[name].exact]
    sight = Foresight(game.rules, game.opening, game.seat, names, game.opponents)
    forecast, idle = (sight.refine(each, FUTURES) for each in (plan, SILENCE))
    if not forecast.futures:
        return ["No imagined world allows this plan: it rests on what you cannot know."]
    scenario = game.rules.scenario
    return [
        f"Of {FUTURES} futures, played on from turn {game.turn} under the same luck:",
        f"Any good ending: {say_share(forecast.good)} with the plan, "
        f"{say_share(idle.good)} doing nothing.",
        f"After this turn you go on {name_course(sight.practised)}.",
        *_say_fates(scenario, forecast, idle),
        *(_say_fan(scenario, name, fan) for name, fan in forecast.fans.items()),
        *_say_unknown(scenario, sight),
    ]


def say_share(share: float) -> str:
    """Return odds in per cent; what is possible is never 0."""
    return "less than 1 per cent" if 0.0 < share < 1.0 else f"{share:.0f} per cent"


def look_back(game: Game) -> Hindsight:
    """Return what looks back on a finished game, and keeps what it finds beside the saves."""
    assert game.state.end is not None
    return Hindsight(
        game.rules, game.seat, game.seed, game.decisions, game.state.end, game.opponents,
        GameNotes(game),
    )  # fmt: skip


def say_compared(game: Game) -> list[str]:
    """Return how many planned games a finished game is better than; it may take a minute."""
    found = deque(look_back(game).compare(), maxlen=1)
    if not found:
        return []
    rivals = found.pop()
    told = "".join(tell_rivals(measure_score(game.rules, game.state), rivals))
    return [f"Your score is better than {told}.", f"{explain_rivals(rivals, game.seed)}."]


def say_decided(game: Game) -> list[str]:
    """Return the turns that decided a finished game, each with the best alternative."""
    *_, found = look_back(game).look_back()
    lines = []
    for point in describe_points(game.rules, found.points):
        other = f" The alternative: {point.alternative}." if point.alternative else ""
        lines.append(
            f"Turn {point.turn}, {point.date}: good endings from {say_share(point.before)} "
            f"to {say_share(point.after)}. {point.title}: {point.chosen}.{other} {point.text}"
        )
    return lines


def _say_fates(scenario: Scenario, forecast: Forecast, idle: Forecast) -> Iterator[str]:
    """Yield the endings that are possible, the best first."""
    labels = {ending.id: ending.label or ending.id for ending in scenario.ending}
    for fate in forecast.fates:
        other = idle.odds_of(fate.ending)
        if fate.odds or other:
            label = labels.get(fate.ending, "Nothing is decided")
            rank = RANKS[(fate.rank > 0) - (fate.rank < 0)]
            yield f"{label} ({rank}): {say_share(fate.odds)}, doing nothing {say_share(other)}."


def _say_fan(scenario: Scenario, name: str, fan: Fan) -> str:
    """Return where a gauge may stand after this turn and at the end."""
    decimals = decimals_of(scenario, name)

    def between(place: int) -> str:
        low, high = f"{fan.lowest[place]:.{decimals}f}", f"{fan.highest[place]:.{decimals}f}"
        return low if low == high else f"{low} to {high}"

    middle = say_scale(scenario, name, f"{fan.middle[-1]:.{decimals}f}")
    return (
        f"{label_gauge(scenario, name)}: {between(0)} after this turn; "
        f"at the end {between(-1)}, the middle {middle}."
    )


def _say_unknown(scenario: Scenario, sight: Foresight) -> Iterator[str]:
    if sight.unknowns:
        told = "; ".join(
            f"{label_gauge(scenario, each.name)} between "
            f"{each.low:.{decimals_of(scenario, each.name)}f} and "
            f"{each.high:.{decimals_of(scenario, each.name)}f}"
            for each in sight.unknowns
            if gauge_of(scenario, each.name).label
        )
        yield f"Nobody tells you, so it is drawn anew each time: {told}."
