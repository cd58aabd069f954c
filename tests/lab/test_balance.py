"""Shares with their intervals, the bands of `[balance]`, and what is found in games."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from game.engine import Rules
from game.lab.balance import Aspiration, Verdict, list_aspirations, list_line_ups, measure
from game.lab.blocks import Block, play_block, prepare
from game.lab.executors import Crew
from game.lab.findings import find_all, find_missed
from game.lab.intervals import find_share
from game.lab.simulation import Run, Watch
from game.lab.study import Study
from game.scenario.bundle import Bundle
from game.scenario.load import check
from tests.lab.conftest import DUEL


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [
        (0, 10, (0.0, 0.0, 27.75)),
        (10, 10, (100.0, 72.25, 100.0)),
        (1, 29, (3.45, 0.61, 17.18)),
        (81, 263, (30.80, 25.53, 36.62)),
        (0, 0, (0.0, 0.0, 100.0)),
    ],
)
def test_a_share_has_the_interval_of_wilson(
    count: int, total: int, expected: Sequence[float]
) -> None:
    """Against the worked cases of Newcombe (1998), table I, method 3."""
    assert find_share(count, total) == pytest.approx(expected, abs=0.005)


def make_run(block: Block) -> Run:
    """Return the run of a block."""
    return Run("random", block.policies, block, play_block(block).tally)


def stand(run: Run, low: float, high: float, count: int, total: int) -> str:
    """Return how a band stands for a share."""
    wanted = Aspiration("good", "random", low, high)
    return Verdict(wanted, find_share(count, total), run, 1).standing


def test_a_band_is_held_missed_or_open(block: Block) -> None:
    """Held if the whole interval lies within, missed if outside, open if it straddles an end."""
    run = make_run(block)
    assert stand(run, 0, 10, 0, 100) == "held"
    assert stand(run, 0, 10, 50, 100) == "missed"
    assert stand(run, 0, 10, 8, 100) == "open"
    assert stand(run, 50, 100, 12, 100) == "missed"
    assert stand(run, 50, 100, 100, 100) == "held"


def test_an_open_band_says_how_many_games_would_decide(block: Block) -> None:
    """The least power of two at which the interval of the same share leaves the end behind."""
    run = make_run(block)
    wanted = Aspiration("good", "random", 0, 10)
    assert Verdict(wanted, find_share(8, 100), run, 1).enough == 1024
    assert Verdict(wanted, find_share(10, 100), run, 1).enough is None


def test_each_of_a_kind_is_measured(rules: Rules) -> None:
    """`KIND.*` is every ending, the orders of human seats, the gauges in front."""
    subjects = [each.subject for each in list_aspirations(rules)]
    assert subjects == [
        "good", "ending.broke", "order.burn", "order.dream", "order.earn",
        "ending.rich", "ending.broke", "ending.even", "gauge.money", "gauge.comfort",
    ]  # fmt: skip


def test_a_family_is_each_of_its_routines(rules: Rules) -> None:
    """`constant` in a band is every action alone, and the worst of them counts."""
    names = [name for name, _ in list_line_ups(rules, "constant")]
    assert names == ["constant:burn", "constant:dream", "constant:earn"]
    assert list(list_line_ups(rules, "none")) == [
        ("none", (("home", "none"), ("rival", "weights")))
    ]


def test_shares_are_of_games_or_of_orders(rules: Rules, block: Block) -> None:
    """`good`, endings, events and actions count games; orders those of a seat, or occasions."""
    tally = play_block(block).tally
    orders = sum(tally.chosen[f"action.{name}"] for name in ("burn", "dream", "earn"))
    assert tally.orders["home"] == orders
    assert measure(tally, rules, "order.earn").value == 100 * tally.chosen["action.earn"] / orders
    chosen, possible = tally.chosen["action.dream"], tally.possible["action.dream"]
    assert 0 < chosen < possible
    assert measure(tally, rules, "taken.dream") == find_share(chosen, possible)
    assert measure(tally, rules, "good") == measure(tally, rules, "ending.rich")
    assert measure(tally, rules, "event.gift") == find_share(tally.met["event.gift"], 40)


def test_a_balance_is_measured_in_one_go(rules: Rules, block: Block) -> None:
    """All policies are played, values stand still, and each share gets its verdict."""
    study, crew = Study(rules, block), Crew(1)
    wanted = list_aspirations(rules)
    policies = list(dict.fromkeys(each.policy for each in wanted if each.policy != "any"))
    counted: list[int] = []
    study.play(crew, policies, Watch(advance=counted.append))
    gauges = [each for each in wanted if each.subject.startswith("gauge.")]
    study.still(crew, gauges, Watch(advance=counted.append))
    verdicts = {(w.subject, w.policy): v for w, v in study.judge(wanted)}
    standings = {key: verdict and verdict.standing for key, verdict in verdicts.items()}
    assert sum(counted) == study.count_games(policies, gauges) == 40 * (3 + 3)
    assert standings[("good", "none")] == "held"
    assert standings[("ending.broke", "constant:burn")] == "missed"
    assert standings[("ending.even", "any")] == "held"
    # Endings hang on money, and on nothing else.
    assert standings[("gauge.money", "random")] == "held"
    comfort = verdicts[("gauge.comfort", "random")]
    assert comfort is not None
    assert comfort.share.value == 0.0
    missed = [finding.subject for finding in find_missed(study.judge(wanted))]
    assert "ending.broke" in missed


def test_findings_name_what_an_author_overlooks(duel: Bundle, block: Block) -> None:
    """Unseen endings and events with the obstacle, orders never given, values that stay put."""
    rules, conditions = prepare(duel)
    never = Block(duel, None, (("home", "constant:earn"), ("rival", "weights")), 1, 40)
    found = {(f.key, f.subject): f.text for f in find_all(rules, conditions, make_run(never))}
    assert found[("ending-not-seen", "ending.broke")] == (
        "not seen in 40 games, so its share is below 8.8 %; that does not mean impossible"
    )
    told = "what failed most, in 100 % of the turns without it: mark is above 9"
    assert told in found[("event-not-seen", "event.miracle")]
    assert found[("action-not-chosen", "action.burn")].startswith("never ordered, in 200 turns")
    assert found[("action-dominant", "action.earn")].startswith("100 % of the orders of home")
    assert found[("option-not-chosen", "answer.gift.keep")].startswith("never chosen")
    assert found[("variable-still", "var.idle")] == "never moved in 40 games"
    assert ("variable-stuck", "var.mark") not in found


@pytest.mark.parametrize(
    "subject", ["gauge.idle", "gauge.comfort", "order.earn", "taken.*", "answer.*"]
)
def test_a_balance_may_name_gauges_orders_and_all_of_a_kind(subject: str) -> None:
    """What can be measured passes the checks."""
    text = f'{DUEL}"{subject}" = {{ policy = "random", share = [0, 100] }}\n'
    assert check(Bundle.from_text(text)).scenario is not None


@pytest.mark.parametrize(
    "subject", ["gauge.moeny", "order.gift", "taken.gift", "seat.home", "endings"]
)
def test_a_balance_names_what_is_there(subject: str) -> None:
    """What cannot be measured is an error of the scenario."""
    text = f'{DUEL}"{subject}" = {{ policy = "random", share = [0, 100] }}\n'
    problems = check(Bundle.from_text(text)).problems
    assert [problem.key for problem in problems if problem.severity == "error"] == ["unknown-name"]
