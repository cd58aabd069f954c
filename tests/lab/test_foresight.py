"""What a plan leads to, as far as the seat can know."""

from __future__ import annotations

from dataclasses import replace

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine import SILENCE, Opening, Plan, Rules, compile_rules, open_turn, start_game
from game.engine.batch import columns
from game.engine.batch.kernels import find_compiled
from game.lab.forecast import Fan, Forecast
from game.lab.foresight import Foresight
from game.lab.practice import count_good
from game.scenario.load import load
from game.scenario.models import Scenario
from game.scenario.source import read_bundle
from tests.engine.batch.agreement import wait_for_numba
from tests.engine.conftest import SMALL
from tests.lab.conftest import DUEL

SEEN = ("comfort", "money", "trust")

DARE = (
    '[[action]]\nid = "dare"\nseat = "home"\nlabel = "Dare"\nwhen = "resolve > 50"\n'
    "add = { money = 1 }\n"
)
"""An order that stands open to some whose hidden value is so."""


PRACTISED = "[practice.home]\ninvest = 16\n"


def compile_small(extra: str = "") -> Rules:
    """Compile the small scenario with more tables."""
    return compile_rules(Scenario.model_validate(tomli.loads(SMALL + extra)))


def foresee(rules: Rules, opening: Opening, plan: Plan | None, futures: int = 40) -> Forecast:
    """Return a forecast from the first futures of the home seat."""
    return Foresight(rules, opening, "home", SEEN).refine(plan, futures)


def test_what_is_certain_is_one_line() -> None:
    """Investing pays 2 of 5 bn and halves the rest in the same stage: nothing else moves it."""
    rules = compile_small()
    forecast = foresee(rules, open_turn(rules, start_game(rules, 7)), Plan(("invest",)))
    fan = forecast.fans["money"]
    assert {fan.lowest[0], fan.low[0], fan.middle[0], fan.high[0], fan.highest[0]} == {0.5}
    assert forecast.fans["comfort"].middle[0] == 1.0
    assert (forecast.turn, forecast.futures, forecast.tried, len(fan.middle)) == (1, 40, 40, 3)


@settings(max_examples=25, deadline=None)
@given(
    resolve=st.floats(0, 100), mood=st.floats(45.5, 54.5), seed=st.integers(0, 2**64 - 1),
    earlier=st.floats(0, 100), practice=st.sampled_from(["", PRACTISED]),
    orders=st.sampled_from([(), ("invest",), ("probe",), ("gamble",)]),
)  # fmt: skip
def test_a_forecast_depends_on_nothing_hidden(
    resolve: float,
    mood: float,
    earlier: float,
    seed: int,
    practice: str,
    orders: tuple[str, ...],
) -> None:
    """Law: `hidden values are drawn from what the seat knows, never from the truth`.

    Neither the hidden values, now and before, nor the game's own luck change a forecast, if what
    everyone sees of the opening is the same: of what is blurred, the band around it.
    """
    rules = compile_small(practice)
    opening = open_turn(rules, start_game(rules, 7))
    values, before = [*opening.state.values], [*opening.state.before]
    for name, value in (("resolve", resolve), ("mood", mood)):
        place = rules.index["var"][name]
        values[place] = value
        before[place] = earlier
    state = replace(opening.state, values=tuple(values), before=tuple(before), seed=seed)
    other = replace(
        open_turn(rules, state), occurred=opening.occurred, demands=opening.demands,
        recalled=opening.recalled, exposed=opening.exposed,
    )  # fmt: skip
    assert foresee(rules, other, Plan(orders), 20) == foresee(rules, opening, Plan(orders), 20)


def test_the_seat_goes_on_as_it_has_practised() -> None:
    """Who has practised earning grows rich, who has practised burning does not.

    So it is after every plan, and where even this turn is left open.
    """
    rich, poor = (begin_duel(f"[practice.home]\n{order} = 16\n") for order in ("earn", "burn"))
    for plan in (Plan(("earn",)), SILENCE, None):
        one, other = rich.refine(plan, 400), poor.refine(plan, 400)
        assert one.fans["money"].middle[-1] > other.fans["money"].middle[-1]
        assert one.fans["mark"].middle[-1] < other.fans["mark"].middle[-1]
    assert rich.practised and not begin_duel().practised


def test_a_plan_off_course_is_followed_by_the_other_course() -> None:
    """Who waits for a better price in the tutorial's first turn must sign a step after all.

    The course that begins well never signs one; without the other it would be lost.
    """
    rules = compile_rules(load(read_bundle("first-steps")))
    practice = rules.scenario.practice["minsk"]
    on_course = {name: (factor, factor) for name, (factor, _) in practice.items()}
    scenario = rules.scenario.model_copy(update={"practice": {"minsk": on_course}})
    opening = open_turn(rules, start_game(rules, 1))
    for orders, least in (((), 20.0), (("host-delegation",), 55.0)):
        plan = Plan(orders, {"next-price": "wait"})
        one, other = (
            Foresight(each, opening, "minsk", ()).refine(plan, 1000).good
            for each in (compile_rules(scenario), rules)
        )
        assert one < 3.0 and other > least
    taken = Plan(("host-delegation",), {"next-price": "take"})
    assert Foresight(rules, opening, "minsk", ()).refine(taken, 1000).good > 95.0


def begin_duel(extra: str = "") -> Foresight:
    """Return what the home seat of the duel foresees: it can earn, burn and more."""
    rules = compile_rules(Scenario.model_validate(tomli.loads(DUEL + extra)))
    return Foresight(rules, open_turn(rules, start_game(rules, 1)), "home", ("money", "mark"))


def test_the_odds_are_those_of_the_policy() -> None:
    """From the start of the flagship a forecast says what `practised` reaches in other games.

    It says more than the weights alone would, and little else than all openings do in the mean.
    """
    rules = compile_rules(load(read_bundle("hesitant-alignment")))
    opening = open_turn(rules, start_game(rules, 1))
    forecast = Foresight(rules, opening, "minsk", ()).refine(None, 1000)
    practice = rules.scenario.practice["minsk"]
    assert abs(forecast.good - count_good(rules, "minsk", practice) / 10.0) < 12.0
    assert forecast.good > 3.0 * count_good(rules, "minsk", {}) / 10.0


def test_what_is_blurred_is_drawn_from_the_band_that_is_seen() -> None:
    """A mood of 47 that is blurred by 10 is between 40 and 60 for who sees the band alone."""
    rules = compile_small(
        '[[action]]\nid = "please"\nseat = "home"\nadd = { trust = "mood / 10" }\n'
        '[[ending]]\nid = "soon"\nwhen = "turn >= 1"\n'
    )
    opening = open_turn(rules, start_game(rules, 7))
    sight = Foresight(rules, opening, "home", SEEN)
    assert {(each.name, each.low, each.high) for each in sight.unknowns} == {
        ("resolve", 30.0, 70.0), ("mood", 40.0, 60.0),
    }  # fmt: skip
    fan = sight.refine(Plan(("please",)), 200).fans["trust"]
    idle = sight.refine(SILENCE, 200).fans["trust"]
    assert 4.0 <= fan.lowest[0] - idle.lowest[0] < fan.highest[0] - idle.highest[0] <= 6.0


def test_what_is_hidden_is_drawn_from_where_it_may_have_begun() -> None:
    """Probing costs a tenth of a hidden resolve between 30 and 70, and 2 more above 50."""
    rules = compile_small('[[ending]]\nid = "soon"\nwhen = "turn >= 1"\n')
    forecast = foresee(rules, open_turn(rules, start_game(rules, 7)), Plan(("probe",)), 200)
    fan = forecast.fans["trust"]
    assert 25 <= fan.lowest[0] < fan.middle[0] < fan.highest[0] <= 40 - 3


def test_a_plan_that_only_the_truth_allows_is_not_refused() -> None:
    """A condition on a hidden value fails where it is imagined otherwise: no such future."""
    rules = compile_small(DARE)
    opening = open_turn(rules, start_game(rules, 7, {"resolve": 90.0}))
    forecast = foresee(rules, opening, Plan(("dare",)), 200)
    assert (forecast.fans["money"].lowest[0], forecast.fans["money"].highest[0]) == (6.0, 6.0)
    assert forecast.tried == 200
    assert 60 < forecast.futures < 140


def test_where_no_world_allows_a_plan_nothing_is_foreseen() -> None:
    """All worlds that look the same forbid it: no fans, no odds, and no failure."""
    rules = compile_small(DARE.replace("resolve > 50", "resolve > 80"))
    opening = open_turn(rules, start_game(rules, 7, {"resolve": 90.0}))
    forecast = foresee(rules, opening, Plan(("dare",)))
    assert (forecast.futures, forecast.fans, forecast.good) == (0, {}, 0.0)


def test_endings_bear_their_odds_and_their_turn() -> None:
    """The best endings come first; one that all futures reach in this turn is certain now."""
    rules = compile_small(
        '[[ending]]\nid = "poor"\nwhen = "money < 1"\nrank = -1\n'
        '[[ending]]\nid = "rich"\nwhen = "money > 9"\nrank = 1\n'
    )
    forecast = foresee(rules, open_turn(rules, start_game(rules, 7)), Plan(("invest",)))
    assert [fate.ending for fate in forecast.fates] == ["rich", "", "poor"]
    poor = forecast.fates[-1]
    assert (poor.odds, poor.turn, poor.now) == (100.0, 1, 100.0)
    assert (forecast.good, forecast.share(-1)) == (0.0, 100.0)
    assert set(forecast.fans["money"].middle) == {0.5}, "a game that has ended stands still"


def test_a_forecast_is_refined_and_not_begun_anew() -> None:
    """More futures are added to those there are; in whatever steps, the result is the same."""
    rules = compile_small()
    opening = open_turn(rules, start_game(rules, 7))
    sight = Foresight(rules, opening, "home", SEEN)
    steps = [pair[0] for pair in sight.refine_stepwise((Plan(("gamble",)), SILENCE), 300)]
    assert [forecast.tried for forecast in steps] == [50, 300]
    assert steps[-1].played[:1] == steps[0].played
    assert steps[-1] == foresee(rules, opening, Plan(("gamble",)), 300)
    assert sight.refine(Plan(("gamble",)), 10) is steps[-1]
    assert steps[-1].within(rules, 50) == steps[0]


def test_plans_are_compared_under_the_same_luck() -> None:
    """Doing nothing twice is the same to the last bit, and so is the order of orders."""
    rules = compile_small()
    opening = open_turn(rules, start_game(rules, 7))
    assert foresee(rules, opening, SILENCE) == foresee(rules, opening, Plan())
    sight = Foresight(rules, opening, "home", SEEN)
    both = sight.refine(Plan(("invest", "probe")), 30)
    assert sight.refine(Plan(("probe", "invest")), 30) is both


def test_the_lines_of_a_fan_are_ordered() -> None:
    """A tenth, a quarter, half, three quarters and nine tenths of the futures lie below."""
    rules = compile_small()
    forecast = foresee(rules, open_turn(rules, start_game(rules, 7)), None, 200)
    for fan in forecast.fans.values():
        assert isinstance(fan, Fan)
        for lines in zip(fan.lowest, fan.low, fan.middle, fan.high, fan.highest, strict=True):
            assert list(lines) == sorted(lines)


def test_other_seats_are_played_by_their_policies() -> None:
    """A silent rival takes no trust; one that looks ahead itself is played by its weights here."""
    rules = compile_small()
    opening = open_turn(rules, start_game(rules, 7))
    kept = {
        name: Foresight(rules, opening, "home", SEEN, {"rival": name}).refine(SILENCE, 60)
        for name in ("weights", "none", "planner")
    }
    assert kept["none"].fans["trust"].lowest[0] == 40.0
    assert kept["weights"].fans["trust"].lowest[0] == 39.0
    assert kept["planner"] == kept["weights"]


def test_whoever_plays_takes_breath_between_the_parts_of_a_turn() -> None:
    """Before opening, choices and end of every turn but the planned one; it changes nothing."""
    rules = compile_small()
    opening = open_turn(rules, start_game(rules, 7))
    breaths: list[None] = []
    sight = Foresight(rules, opening, "home", SEEN, breathe=lambda: breaths.append(None))
    assert sight.refine(SILENCE, 20) == foresee(rules, opening, SILENCE, 20)
    assert len(breaths) == (rules.last_turn - 1) * (len(rules.seats) + 2)


def test_both_kernels_foresee_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: the same forecast comes out with numba and without, to the last bit."""
    wait_for_numba()
    rules = compile_rules(load(read_bundle("hesitant-alignment")))
    opening, found = open_turn(rules, start_game(rules, 5)), []
    for compiled in (find_compiled(), None):
        monkeypatch.setattr(columns, "find_compiled", lambda module=compiled: module)
        sight = Foresight(rules, opening, "minsk", rules.scenario.desk.front)
        found.append(sight.refine_all((SILENCE, Plan(("affirm-rule",))), 150))
    assert found[0] == found[1]
