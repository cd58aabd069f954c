"""The ledger of promises and threats, and what the advisers recommend."""

from __future__ import annotations

from functools import cache

from game.archive.advice import Saying
from game.archive.game import Game
from game.engine import Plan
from game.scenario.bundle import Bundle
from game.ui.app import BufferStateApp
from game.ui.desk.counsel import list_counsel
from game.ui.desk.ledger import open_commitments, settled_commitments
from game.ui.glyphs import ASCII
from game.ui.screens.advisers import AdvisersScreen
from game.ui.screens.promises import PromisesScreen
from tests.ui.stage import Stage, begin, finished, play, row_with, rows_of, settle

TWO_LETTERS = """
format = 1
[scenario]
id = "two-letters"
title = "Two Letters"
summary = "One horse, sold twice."
turns = 6
start = 1900-01-01
step = "month"
[var.horses]
start = 1
range = [0, 5]
[seat.farmer]
label = "The farmer"
human = true
orders = 3
[seat.miller]
label = "The miller"
orders = 2
[seat.smith]
label = "The smith"
orders = 1
[[action]]
id = "sell-miller"
seat = "farmer"
label = "Sell to the miller"
promise = ["to-miller"]
[[action]]
id = "sell-smith"
seat = "farmer"
label = "Sell to the smith"
promise = ["to-smith"]
[[action]]
id = "whisper"
seat = "miller"
label = "Whisper"
promise = ["secret"]
weight = [{ base = 5 }]
[[action]]
id = "curse"
seat = "miller"
label = "Curse"
promise = ["fire"]
weight = [{ base = 5 }]
[[promise]]
id = "to-miller"
from = "farmer"
to = "miller"
label = "The horse for the miller"
text = "It will stand at the mill."
due = 3
contradicts = ["to-smith"]
exposure = "10 * open_promises.farmer"
[[promise]]
id = "to-smith"
from = "farmer"
to = "smith"
label = "The horse for the smith"
due = 2
public = true
[[promise]]
id = "secret"
from = "miller"
to = "smith"
label = "A secret between two"
due = 3
[[promise]]
id = "fire"
from = "miller"
to = "farmer"
label = "Your barn burns"
threat = true
due = 2
kept = { when = "horses > 0", add = { horses = -1 } }
[[ending]]
id = "over"
when = "true"
at = "end"
"""
"""A farmer promises one horse to two; others promise and threaten beside."""


@cache
def two_letters() -> Bundle:
    """Return the scenario."""
    return Bundle.from_text(TWO_LETTERS)


def sold_twice() -> Game:
    """Return a game in its second turn, after both promises were made."""
    game = Game.begin(two_letters(), 1)
    game.commit(Plan(("sell-miller", "sell-smith")))
    return game


def test_the_ledger_holds_what_the_seat_may_know() -> None:
    """A promise is known to its parties, and to all if it is public; the next to fall due first."""
    known = [(each.label, each.threat, each.due) for each in open_commitments(sold_twice())]
    assert known == [
        ("The horse for the smith", False, 3),
        ("Your barn burns", True, 3),
        ("The horse for the miller", False, 4),
    ]


def test_the_last_orders_that_can_help_are_those_of_the_turn_before() -> None:
    """Judged in stage `due` of turn t + n, so the last orders that can help are of t + n − 1."""
    smith, _, miller = open_commitments(sold_twice())
    assert (smith.due, smith.last, smith.left) == (3, 2, 1)
    assert (miller.due, miller.last, miller.left, miller.date) == (4, 3, 2, "April 1900")


async def test_contradictions_are_marked_with_their_odds() -> None:
    """Contradictions: glyph and word, the other promise, the odds that it comes out."""
    app = Stage(PromisesScreen(sold_twice()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        rows = [row.strip(" ▌▸") for row in rows_of(app)]
        assert "× contradicts: The horse for the smith; odds that it comes out: 20% a turn" in rows
        assert row_with(app, "it does not come out by itself").startswith(
            "× contradicts: The horse for the miller"
        )
        assert row_with(app, "The horse for the smith").endswith("this turn")
        assert "◉ The farmer → ■ The miller   promise, between the two" in rows
        assert "■ The miller → ◉ The farmer   threat, public" not in rows
        assert "■ The miller → ◉ The farmer   threat, between the two" in rows
        told = " ".join(" ".join(rows).split())
        judged = "Judged in turn 4, April 1900; the last orders that can help are those of turn 3."
        assert judged in told
        assert row_with(app, "PROMISES AND THREATS").endswith("3 open  0 kept  0 broken")
        assert row_with(app, "A secret") == ""


def test_what_became_of_promises_is_told_in_words() -> None:
    """Kept, broken, exposed; a threat is carried out or averted."""
    game = sold_twice()
    while not game.over:
        game.commit(Plan())
    became = {each.label: each.move for each in settled_commitments(game)}
    assert became["Your barn burns"] == "carried out"
    assert became["The horse for the smith"] == "broken"
    assert became["The horse for the miller"] in {"broken", "exposed"}
    assert "A secret between two" not in became


async def test_settled_promises_stand_below_with_a_sign_and_a_word() -> None:
    """Nothing is told by colour alone: a kept promise has a sign and its word, in ASCII too."""
    app = Stage(PromisesScreen(finished()), ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = " ".join(row_with(app, "Keep the bridge open").split())
        assert row == "|> + kept Keep the bridge open @ The town -> # The west bank Q4 2001"


async def test_a_promise_that_an_order_has_kept_waits_for_nothing() -> None:
    """It is not urgent any more, and tells in which turn it is counted."""
    sale = '[[action]]\nid = "deliver"\nseat = "farmer"\nkeeps = ["to-smith"]\n[[promise]]\n'
    game = Game.begin(Bundle.from_text(TWO_LETTERS.replace("[[promise]]\n", sale, 1)), 1)
    game.commit(Plan(("sell-smith", "deliver")))
    app = Stage(PromisesScreen(game))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "The horse for the smith").endswith("kept")
        assert row_with(app, "An order has kept") == (
            "An order has kept it; it is counted in turn 3, March 1900."
        )


async def test_an_empty_ledger_says_so() -> None:
    """Before the first promise there is a sentence, not a blank."""
    app = Stage(PromisesScreen(begin()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "Nobody") == "Nobody has promised or threatened anything yet."


async def test_advisers_give_order_reason_and_record() -> None:
    """Each adviser: letter, office, advice with its reason, and how it went when heeded."""
    game = play(begin(), ("build-wall",), (), ())
    (mason,) = list_counsel(game)
    assert mason.sayings == (Saying((), (), "Rest now."),)
    app = Stage(AdvisersScreen(game))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        rows = [row.strip(" ▌▸") for row in rows_of(app)]
        assert any(row.startswith("M  The master mason") for row in rows)
        assert "“Rest now.”" in rows
        assert mason.record is not None
        assert mason.record.tell() in " ".join(rows)
        assert row_with(app, "The master mason").endswith(mason.record.score)


def test_a_record_counts_both_what_was_heeded_and_what_was_not() -> None:
    """The mason said that the wall would calm the west bank; two turns later it can be seen."""
    heeded = list_counsel(play(begin(), ("build-wall",), (), ()))[0].record
    ignored = list_counsel(play(begin(), ("raise-toll",), (), ()))[0].record
    too_early = list_counsel(play(begin(), ("build-wall",)))[0].record
    assert heeded is not None and ignored is not None and too_early is not None
    assert (heeded.heeded.told, heeded.watch, heeded.rises) == (1, "Anger of the west bank", False)
    assert ignored.heeded.told == 0 and ignored.ignored.told > 0
    assert too_early.score == ""


async def test_the_record_stands_beside_the_advice_on_the_desk() -> None:
    """The row below the orders names the adviser with its record."""
    game = play(begin(), ("build-wall",), ())
    record = list_counsel(game)[0].record
    assert record is not None
    app = BufferStateApp(game)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert f"{record.right} of {record.told}" in row_with(app, "mason")
