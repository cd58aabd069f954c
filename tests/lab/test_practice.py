"""What a seat finds by practising, and that it is found again."""

from __future__ import annotations

import pytest
import tomli

from game.engine import Rules, compile_rules
from game.engine.batch.kernels import find_compiled, warm_up
from game.lab.practice import count_good, practise
from game.scenario.models import Scenario
from tests.lab.conftest import DUEL

ROUNDS = 6


@pytest.fixture(scope="module")
def rules() -> Rules:
    """Return the duel, in which earning makes rich."""
    return compile_rules(Scenario.model_validate(tomli.loads(DUEL)))


def test_a_seat_finds_what_leads_to_a_good_ending(rules: Rules) -> None:
    """It earns and does not burn; with that, many more games end well.

    Off course, where burning has cost it money, it needs the gift as well.
    """
    *_, found = practise(rules, "home", ROUNDS)
    assert found == {
        "earn": (16.0, 16.0), "burn": (0.0625, 0.25),
        "gift.keep": (1.0, 4.0), "gift.return": (1.0, 0.25),
    }  # fmt: skip
    assert count_good(rules, "home", found) > 3 * count_good(rules, "home", {}) > 0


def test_what_does_not_matter_stays_as_it_is(rules: Rules) -> None:
    """The rival's only order moves a value that nothing reads: its score is none."""
    *_, found = practise(rules, "rival", ROUNDS)
    assert found == {}


def test_the_same_rules_give_the_same_practice(rules: Rules) -> None:
    """Law: it comes out the same again, whatever kernel plays and whatever was played before."""
    thread = warm_up()
    assert thread is not None
    *_, one = practise(rules, "home", 2)
    thread.join()
    assert find_compiled() is not None
    *_, other = practise(rules, "home", 2)
    assert one == other
