"""The causes of a number: every part, the exact sum, what follows."""

from __future__ import annotations

import pytest

from game.ui.app import BufferStateApp
from game.ui.desk.causes import account_for, list_felt, list_levers, list_thresholds
from game.ui.desk.position import Position
from game.ui.panels.causes import CausesSheet
from game.ui.panels.scale import choose_scale
from game.ui.screens.causes import CausesScreen
from game.ui.screens.effects import EffectsScreen
from tests.ui.stage import begin, play, row_with, rows_of


def after(*orders: tuple[str, ...]) -> Position:
    """Return the position of the small game after some turns."""
    return Position.of(play(begin(seed=3), *orders))


def test_the_causes_add_up_to_the_change() -> None:
    """Rule: old value + every cause = new value, to the last digit that is shown."""
    position = after(("raise-toll",), ("feast",), ())
    for name in position.rules.variables:
        for turn in (1, 2, 3):
            account = account_for(position, name, turn)
            if account.first != account.last or account.causes:
                total = account.first + sum(cause.amount for cause in account.causes)
                assert total == pytest.approx(account.last, abs=1e-9), (name, turn)


def test_own_causes_come_first_and_bear_their_entry() -> None:
    """Rule: yours before the world's, each by weight, with its words and its entry."""
    causes = account_for(after(("raise-toll",)), "purse").causes
    assert [(cause.text, cause.entry, cause.mine) for cause in causes[:1]] == [
        ("The toll went up", "Raise the toll", True)
    ]
    assert [cause.mine for cause in causes] == sorted((c.mine for c in causes), reverse=True)
    assert (causes[-1].text, causes[-1].amount) == ("The ferrymen are paid", -1.0)
    assert causes[-1].entry == "rule"


def test_before_the_first_turn_nothing_has_moved() -> None:
    """Rule: in turn 1 there is a value and no change."""
    account = account_for(after(), "purse")
    assert (account.turn, account.first, account.last, account.causes) == (0, 6.0, 6.0, ())
    assert account.about == "Tolls come in, walls and favours go out."


def test_a_derived_value_tells_its_parts() -> None:
    """Rule: for what is computed, the formula in words and the change of each part."""
    account = account_for(after(("raise-toll",)), "seasons")
    assert account.formula == "floor([The town's purse] / 2)"
    assert [(part.label, part.before, part.after) for part in account.parts] == [
        ("The town's purse", "6.0", f"{account_for(after(('raise-toll',)), 'purse').last:.1f}")
    ]


def test_it_says_what_can_move_the_value() -> None:
    """Rule: the open orders that move it at once, the strongest first."""
    position = after()
    assert list_levers(position, account_for(position, "purse")) == (
        ("Build the wall", "−4.0"),
        ("Raise the toll", "+3.0"),
        ("Give a feast", "−1.0"),
    )


def test_thresholds_lie_ahead_at_this_pace() -> None:
    """Rule: a falling value meets the ends of the lower levels, each with its date."""
    position = after((), ())
    account = account_for(position, "purse")
    assert account.last < account.first
    words = [threshold.word for threshold in list_thresholds(position, account)]
    assert words == (["nearly empty"] if account.last > 2.0 else [])


def test_where_a_cause_was_felt() -> None:
    """Rule: the turns in which an entry was felt, the latest first."""
    position = after(("raise-toll",), (), ("raise-toll",))
    felt = list_felt(position, "purse", "action/raise-toll")
    assert [(each.date, each.amount) for each in felt] == [("Q4 2001", "+3.0"), ("Q2 2001", "+3.0")]
    assert felt[0].others.startswith("Anger of the west bank +")


def test_a_scale_holds_every_station_within_the_range() -> None:
    """Rule: the ends of the scale are round, hold all values, and never leave the range."""
    scale = choose_scale([58.0, 46.0, 42.0, 40.0, 48.0], (0.0, 100.0), 14)
    assert (scale.low, scale.high) == (40.0, 60.0)
    assert (scale.place(40.0), scale.place(60.0)) == (0, 13)
    low = choose_scale([0.0, 0.2], (0.0, 20.0), 14)
    assert low.low == 0.0
    assert low.high == pytest.approx(0.2)


async def test_the_card_shows_the_walk_from_old_to_new() -> None:
    """Rule: `c` on a gauge opens its causes; esc goes back."""
    app = BufferStateApp(play(begin(seed=3), ("raise-toll",)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("2", "c")
        await pilot.pause()
        assert isinstance(app.screen, CausesScreen)
        assert "The town's purse" in row_with(app, "The town's purse")
        row = row_with(app, "The toll went up")
        assert row.split("▸", 1)[-1].split()[0] == "+3.00"
        assert row_with(app, "before").split()[-2:][0] != ""
        assert "Raise the toll" in row
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, CausesScreen)


async def test_enter_tells_where_it_was_felt_and_arrows_change_the_turn() -> None:
    """Rule: enter on a cause lists its turns; left and right tell other turns."""
    app = BufferStateApp(play(begin(seed=3), ("raise-toll",), ()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("2", "c", "left")
        await pilot.pause()
        account = app.screen.query_one(CausesSheet).account
        assert account is not None
        assert account.turn == 1
        await pilot.press("enter")
        await pilot.pause()
        assert row_with(app, "WHERE IT WAS FELT")
        assert "+3.0" in row_with(app, "Q2 2001  ")


async def test_a_part_of_a_derived_value_leads_on() -> None:
    """Rule: enter on a part opens the causes of that part."""
    app = BufferStateApp(play(begin(seed=3), ("raise-toll",)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.screen.query_one("#count-0").focus()
        await pilot.press("enter")
        await pilot.pause()
        assert row_with(app, "The toll went up")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60)])
async def test_a_choice_tells_all_that_it_would_do(size: tuple[int, int]) -> None:
    """Rule: `c` on an order shows every effect with its odds, before it is given."""
    app = BufferStateApp(begin())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("down", "down", "down", "down", "c")
        await pilot.pause()
        assert isinstance(app.screen, EffectsScreen)
        assert "WHAT IT WOULD DO" in "\n".join(rows_of(app))
        assert any("+8  Trust of the east bank" in row for row in rows_of(app))
        assert row_with(app, "25%")
        assert row_with(app, "promise, due Q4 2001: Keep the bridge open")
