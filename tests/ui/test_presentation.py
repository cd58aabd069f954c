"""Words and numbers of the desk, and how its rows are shared."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import game.ui.desk
from game.archive.game import Game
from game.engine import Plan
from game.engine.preview import Effect
from game.engine.view import Reading
from game.engine.words import label_count, name_odds
from game.lab.wording import write_share
from game.scenario.bundle import Bundle
from game.ui.desk.asks import list_asks
from game.ui.desk.countdowns import describe_ladder, list_countdowns, mark_ends
from game.ui.desk.effects import (
    EffectWord,
    cut_effect,
    fit_effects,
    list_effects,
    say_effect,
    spread_on,
)
from game.ui.desk.gauges import is_favourable, list_front
from game.ui.desk.header import describe_heading
from game.ui.desk.intents import list_intents
from game.ui.desk.numbers import (
    cut_at_word,
    short_unit,
    word_of,
    write_change,
    write_number,
    write_reading,
    write_span,
)
from game.ui.desk.orders import list_orders
from game.ui.desk.outlook import open_foresight, read_prospect, write_bands
from game.ui.desk.planning import choose_answer, list_silences, name_choices, toggle_order
from game.ui.desk.position import Position
from game.ui.desk.prognosis import (
    Threshold,
    find_threshold,
    list_fans,
    list_fates,
    list_unknown,
    top_of,
)
from game.ui.desk.reasons import explain_condition
from game.ui.desk.room import LEAST_ORDERS, Needs, share_rows
from tests.ui.stage import TOLL_BRIDGE, begin, play


@pytest.fixture(scope="module")
def start() -> Position:
    """Return the small game before its first turn."""
    return Position.of(begin(seed=3))


def test_no_presentation_imports_textual() -> None:
    """Rule: what the desk shows is decided without the framework."""
    folder = Path(game.ui.desk.__file__).parent
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not {name for name in names if name.split(".")[0] in {"textual", "rich"}}, path.name


def test_numbers_have_a_true_minus_and_no_negative_zero() -> None:
    """Rule: true minus, signs on every change."""
    assert write_number(-1.25, 1) == "−1.2"
    assert write_number(-0.01, 1) == "0.0"
    assert write_span(3.0, 3.0, 0) == "+3"
    assert write_span(2.0, 6.0, 0) == "+2–6"
    assert write_span(-6.0, -2.0, 0) == "−2–6"
    assert write_span(-2.0, 3.0, 0) == "−2 to +3"


def test_a_small_change_does_not_vanish(start: Position) -> None:
    """Rule: a change that would round to nothing gets a decimal more."""
    assert write_change(start.scenario, "trust", 0.3) == "+0.3"
    assert write_change(start.scenario, "trust", 2.6) == "+3"
    assert write_change(start.scenario, "purse", -0.04) == "−0.04"


def test_units_are_short() -> None:
    """Rule: `bn` everywhere, `bn/yr` for yearly."""
    assert short_unit("bn USD") == "bn"
    assert short_unit("bn USD a year") == "bn/yr"
    assert short_unit("bn USD a quarter") == "bn/qtr"
    assert short_unit(None) == ""


def test_what_is_not_known_is_not_shown(start: Position) -> None:
    """Rule: a hidden value is a question mark, a blurred one its band."""
    assert write_reading(start.scenario, "trust", Reading(0, 100, hidden=True)) == "?"
    assert write_reading(start.scenario, "trust", Reading(30, 52)) == "30–52"
    assert word_of(start.scenario, "trust", Reading(20, 52)) == "wary to friendly"
    assert start.series_of("nerve") == ()


def test_a_dispatch_is_begun_before_the_rarer_intents_and_orders_are_listed() -> None:
    """Two demands, nine intents, twelve orders on the desk at 120×40, and in the table at 80×24."""
    assert share_rows(27, Needs(may=10, asks=6, text=9, orders=12)) == (6, 9)
    assert share_rows(15, Needs(may=0, asks=6, text=9, orders=12)) == (0, 8)
    assert share_rows(40, Needs(may=10, asks=6, text=9, orders=12)) == (10, 15)


def test_an_effect_in_a_narrow_column_keeps_its_odds_or_is_left_out() -> None:
    """What may be or comes later does not look like what is sure and at once."""
    odds = EffectWord("War in the Donbass +2, 23%", "", "w", "+2")
    later = EffectWord("Reserves +0.5 in Q2 2020", "", "r", "+0.5")
    heat = EffectWord("Heat −6", "Heat −6", "h", "−6")
    assert cut_effect(odds, 13) == "War +2, 23%"
    assert fit_effects((later, heat), 15) == ("Heat −6",)
    assert fit_effects((later, heat), 33) == ("Reserves +0.5 in Q2 2020", "Heat −6")


def test_texts_are_cut_between_words() -> None:
    """Rule: cut at a word, never the number."""
    assert cut_at_word("Ask for all of it, twice", 18) == "Ask for all of it"
    assert cut_at_word("short", 18) == "short"
    word = EffectWord("Moscow waits −2", "Moscow's patience −2", "p", "−2")
    assert cut_effect(word, 10) == "Moscow −2"
    assert fit_effects((word, EffectWord("Heat −6", "Heat −6", "h", "−6")), 10) == ("Heat −6",)


@pytest.mark.parametrize(
    ("odds", "word"),
    [
        (61, "likely"),
        (24, "possible"),
        (47, "even"),
        (95, "near sure"),
        (8, "unlikely"),
        (1, "remote"),
    ],
)
def test_odds_have_words(odds: float, word: str) -> None:
    """Rule: odds in words and numbers."""
    assert name_odds(odds) == word


def test_the_heading_tells_when(start: Position) -> None:
    """Rule: date, turn and act."""
    heading = describe_heading(start)
    assert (heading.title, heading.date, heading.turn, heading.turns) == (
        "Toll Bridge",
        "Q2 2001",
        1,
        4,
    )


def test_countdowns_say_when_they_end(start: Position) -> None:
    """Rule: a countdown is rounded down and dated; what is hidden is not counted."""
    money, nerve = (view.count for view in list_countdowns(start))
    assert (money.value, money.cause, money.date) == (3, "6 crowns", "over in Q1 2002")
    assert (nerve.value, nerve.cause) == (None, "0 to 10, as far as you know")
    assert [(mark.turn, mark.label) for mark in mark_ends(start)] == [(4, "seasons of money")]


def test_the_ladder_names_the_next_rung(start: Position) -> None:
    """Rule: rung, heat, next threshold, odds of an accident."""
    ladder = describe_ladder(start)
    assert ladder is not None
    assert (ladder.rung, ladder.name) == (0, "grumbling")
    assert (ladder.measure, ladder.heat) == ("anger", 20)
    assert (ladder.next_label, ladder.next_at, ladder.risk) == ("drums", 35, "")


def test_gauges_know_what_is_good() -> None:
    """Rule: hollow is in your favour, solid against you, by what the scenario calls good."""
    position = Position.of(play(begin(seed=3), ("raise-toll",)))
    purse, _, anger = list_front(position)
    assert (purse.value, purse.unit, purse.word) == (
        f"{position.view['purse'].value:.1f}",
        "crowns",
        "full",
    )
    assert is_favourable(position, "purse", 1.0) is True
    assert is_favourable(position, "anger", 1.0) is False
    assert is_favourable(position, "rung", 1.0) is None
    assert anger.history == (20.0, position.view["anger"].value)


def test_a_demand_shows_its_price_at_two_values(start: Position) -> None:
    """Rule: what compliance pays now, and what it would pay at another value."""
    (ask,) = list_asks(start, Plan())
    assert ask.price is not None
    assert (ask.price.now, ask.price.pays, ask.price.at, ask.price.would) == (
        "50", "2.50 crowns", "80", "4.00",
    )  # fmt: skip
    assert (ask.deadline, ask.urgent) == ("by Q3 2001", False)
    assert [(each.key, each.amount) for each in ask.answers] == [("a", "−1.00"), ("b", "")]


def test_orders_show_cost_first_effect_and_advice(start: Position) -> None:
    """Rule: cost right-aligned in its own column, advisers by letter, effects exact."""
    orders = list_orders(start, Plan())
    wall = next(row for row in orders.rows if row.id == "build-wall")
    assert (wall.attention, wall.money, wall.advisers) == (2, "−4.00", "M")
    assert [word.full for word in wall.effects] == [
        "Anger of the west bank +5", "Trust of the east bank +6 in Q3 2001",
        "begins: The town has a wall",
    ]  # fmt: skip
    feast = next(row for row in orders.rows if row.id == "feast")
    assert [word.brief for word in feast.effects[:2]] == ["trust +8, 75%", "trust −4, 25%"]
    ordered = list_orders(start, Plan(("raise-toll",)))
    assert (ordered.spent, ordered.left) == (1, 1)
    assert [row.id for row in ordered.rows if row.beyond] == ["build-wall"]


def test_the_effect_of_a_hidden_value_is_a_range(start: Position) -> None:
    """Rule: what depends on a hidden value is an interval."""
    toll = list_effects(start, start.previews["raise-toll"], without="purse")
    assert [word.brief for word in toll] == ["anger +4–8"]


@pytest.mark.parametrize(("delay", "when"), [(4, "in Q2 2002"), (5, "after the end")])
def test_what_comes_too_late_for_the_game_says_so(start: Position, delay: int, when: str) -> None:
    """Rule: no date is promised that neither the turns nor the rest behind them reach."""
    word = say_effect(start, Effect("trust", 3.0, 3.0, delay))
    assert (word.brief, word.when) == (f"trust +3 {when}", when)


def test_outcomes_of_what_is_bargained_for_are_a_range(start: Position) -> None:
    """Rule: where every outcome moves a value, its change lies between them."""
    feast = start.previews["feast"]
    assert spread_on(start, feast, "trust") == "−4 to +8"
    assert spread_on(start, feast, "purse") == "−1.00"
    assert spread_on(start, feast, "anger") == ""


def test_closed_choices_say_what_they_need(start: Position) -> None:
    """Rule: locked ones tell the reason, as far as the seat may know it."""
    assert explain_condition(start, "trust > 10 and anger >= 45.0") == "needs anger ≥ 45"
    assert explain_condition(start, "turn >= 3") == "from Q4 2001"
    assert explain_condition(start, "walled") == "needs: The town has a wall"
    assert explain_condition(start, "turn <= 3 and turn < 1") == "only until Q1 2001"
    assert (
        explain_condition(start, "nerve > 100") == "only while Nerve of the west bank is above 100"
    )
    assert explain_condition(start, "turn == 1 and (walled or anger > 60)") == (
        "only while “The town has a wall” holds or Anger of the west bank is above 60"
    )
    assert explain_condition(start, "30 < anger") == "needs anger > 30"
    assert explain_condition(start, "anger >= 30.4") == "needs anger ≥ 30.4"
    quarrel = "needs Rung of the quarrel: "
    assert explain_condition(start, "rung > 0") == quarrel + "“drums” or higher"
    assert explain_condition(start, "rung != 0") == "not while Rung of the quarrel: “grumbling”"


def test_what_fails_by_digits_that_are_not_shown_is_told_with_them() -> None:
    """29.6 is shown as 30; beside `needs anger ≥ 30` that would be no reason."""
    text = TOLL_BRIDGE.read_text(encoding="utf-8")
    old = 'short = "anger"\nstart = 20\n'
    assert text.count(old) == 1
    bundle = Bundle.from_text(text.replace(old, old.replace("20", "29.6")))
    almost = Position.of(Game.begin(bundle, 3))
    assert explain_condition(almost, "anger >= 30") == "needs anger ≥ 30, now 29.6"
    assert explain_condition(almost, "anger > 30") == "needs anger > 30"
    assert explain_condition(almost, "anger >= 29.7") == "needs anger ≥ 29.7, now 29.6"
    assert explain_condition(almost, "anger <= 29.5") == "needs anger ≤ 29.5"


def test_a_countdown_at_one_is_no_plural() -> None:
    """Rule: one turn of something is no `turns`; a label of one word stays."""
    assert label_count("turns of reserves", single=True) == "turn of reserves"
    assert label_count("turns of reserves", single=False) == "turns of reserves"
    assert label_count("rungs left to sell", single=True) == "rung left to sell"
    assert label_count("gas left", single=True) == "gas left"
    assert label_count("bus rides left", single=True) == "bus ride left"
    assert label_count("chess", single=True) == "chess"


def test_intents_keep_the_likeliest_of_each_seat(start: Position) -> None:
    """Rule: of too many, the likeliest of each seat are kept."""
    assert [row.label for row in list_intents(start)] == ["Send a caravan", "March to the river"]
    assert [row.label for row in list_intents(start, 1)] == ["Send a caravan"]


def test_the_plan_is_changed_without_changing_it(start: Position) -> None:
    """Rule: plans are values; choosing twice takes back."""
    plan = toggle_order(Plan(), "feast")
    assert toggle_order(plan, "feast") == Plan()
    both = choose_answer(plan, "envoy", "grant")
    assert choose_answer(both, "envoy", "refuse").choices == {"envoy": "refuse"}
    assert choose_answer(both, "envoy", "grant") == plan
    assert name_choices(start, both) == ("Give a feast", "Grant passage")


def test_silence_is_told_only_in_the_last_turn() -> None:
    """Rule: the envoy stays for two turns, so the first may pass in silence."""
    game = begin(seed=3)
    assert list_silences(Position.of(game), Plan()) == ()
    (silence,) = list_silences(Position.of(play(game, ())), Plan())
    assert (silence.title, silence.answer) == ("An envoy at the gate", "Refuse")


def test_the_prospect_is_what_stands_beside_the_plan(start: Position) -> None:
    """Rule: bands of the gauges in front next turn, and the odds with the plan and without."""
    plan, sight = Plan(("raise-toll",)), open_foresight(start)
    prospect = read_prospect(start, sight.refine(plan, 60), sight.refine(Plan(), 60))
    bands = write_bands(start, prospect)
    assert [name for name, _, _ in bands] == ["purse", "trust", "anger"]
    assert bands[0][2] == "crowns"
    assert (prospect.good, prospect.idle) == (
        sight.refine(plan, 60).good, sight.refine(Plan(), 60).good,
    )  # fmt: skip
    assert prospect.endings == ()


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0"), (0.3, "<1"), (12.4, "12"), (99.7, ">99"), (100.0, "100")]
)
def test_odds_are_never_rounded_to_what_they_are_not(share: float, text: str) -> None:
    """Rule: what is possible is not 0, what is not sure is not 100."""
    assert write_share(share) == text


def test_a_fan_names_where_it_gets_bad(start: Position) -> None:
    """Rule: the threshold is the edge of the worst level; without a good end there is none."""
    assert find_threshold(start, "purse") == Threshold(2.0, "nearly empty")
    assert find_threshold(start, "anger") is None


def test_the_fates_stand_on_one_scale(start: Position) -> None:
    """Rule: endings sorted good, open, bad; what is unknown is told with its range alone."""
    sight = open_foresight(start)
    plan, idle = sight.refine(Plan(("build-wall",)), 60), sight.refine(Plan(), 60)
    rows = list_fates(start, plan, idle)
    assert [row.sign for row in rows] == sorted((row.sign for row in rows), reverse=True)
    assert top_of(rows) >= max(max(row.odds, row.rival) for row in rows)
    (nerve,) = list_unknown(start, sight.unknowns)
    assert (nerve.label, nerve.ends) == ("Nerve of the west bank", "30 and 70")
    fans = list_fans(start, plan, idle)
    assert fans[0].label == "The town's purse"
    assert fans[0].history == (6.0,)
    assert all(fan.low <= min(fan.fan.lowest) and max(fan.fan.highest) <= fan.high for fan in fans)


@given(
    height=st.integers(14, 70), may=st.integers(0, 12), asks=st.integers(0, 14),
    text=st.integers(0, 12), orders=st.integers(2, 50),
)  # fmt: skip
def test_rows_are_shared_without_remainder(
    height: int, may: int, asks: int, text: int, orders: int
) -> None:
    """Law: no region gets more than it likes, and orders keep their least."""
    shown, asked = share_rows(height, Needs(may, asks, text, orders))
    assert 0 <= shown <= may
    assert 0 <= asked <= asks + (text if asks else 0)
    gaps = (may > 0) + (asks > 0)
    assert height - gaps - shown - asked >= min(LEAST_ORDERS, orders, height - gaps - shown - 1)
