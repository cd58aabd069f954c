"""The forecast on its screen and beside the plan: what it shows, what its keys do, when it ends."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from game.archive.game import Game
from game.engine import SILENCE, Plan
from game.lab.foresight import FUTURES
from game.lab.variants import list_variants
from game.lab.wording import name_variant, write_share
from game.ui.app import BufferStateApp
from game.ui.desk.movers import find_movers
from game.ui.desk.outlook import open_foresight
from game.ui.desk.position import Position
from game.ui.glyphs import ASCII, UNICODE, Glyphs
from game.ui.screens.desk import DeskScreen
from game.ui.screens.forecast import ForecastScreen
from game.ui.widgets.fan import FanChart
from tests.ui.stage import SIZES, Stage, begin, play, row_with, rows_of, settle

PLAN = Plan(("raise-toll",), {"envoy": "grant"})


def screen_for(game: Game, plan: Plan = PLAN, kept: Plan | None = None) -> ForecastScreen:
    """Return the screen of a plan at the open turn of a game."""
    position = Position.of(game)
    return ForecastScreen(position, plan, open_foresight(position), kept)


def fans_of(pilot: Pilot[None]) -> list[str]:
    """Return the headings of the fans that are shown."""
    names = ("The town's purse", "Trust of the east bank", "Anger of the west bank")
    return [name for row in rows_of(pilot.app) for name in names if name in row]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_shows_fans_odds_and_what_is_unknown(size: tuple[int, int]) -> None:
    """The plan's odds and those of nothing stand beside each ending, as they were computed."""
    game = play(begin(seed=3), ("feast",))
    app = Stage(screen_for(game))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        sight = open_foresight(Position.of(game))
        good, idle = (sight.refine(plan, FUTURES).good for plan in (PLAN, SILENCE))
        total = row_with(app, "any good ending").split()
        assert f"{write_share(good)}%" in total and total[-1] == f"{write_share(idle)}%"
        shown = "\n".join(rows_of(app))
        assert "forecast from Q3 2001, turn 2 of 4" in rows_of(app)[0]
        assert "of 1,000 futures" in shown and "HOW IT ENDS" in shown
        assert "Raise the toll, Grant passage" in shown
        assert fans_of(pilot)[0] == "The town's purse"
        assert "now" in shown and "Doing nothing now leads to " in shown


async def test_it_says_how_the_seat_goes_on() -> None:
    """By the weights of a scenario whose seat has not practised, else as it has."""
    for practised, told in ((False, "by your weights"), (True, "as practised")):
        screen = screen_for(begin(seed=3))
        screen.foresight.practised = practised
        app = Stage(screen)
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            assert f"the plan, then you go on {told}" in row_with(app, "FORECAST")
            assert row_with(app, "your plan").endswith("do nothing")


async def test_what_nobody_tells_is_named_with_its_range_alone() -> None:
    """The hidden nerve is drawn between 30 and 70, and where it stands is not told."""
    game = begin(seed=3)
    app = Stage(screen_for(game))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert row_with(app, "Nerve of the west bank").endswith("30 and 70")
        assert not any("mood" in row.lower() for row in rows_of(app))


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
async def test_every_size_shows_odds_and_a_fan(glyphs: Glyphs) -> None:
    """From 80×24 to 200×60 all endings, the total, a fan with its axis, and the keys are there."""
    app = Stage(screen_for(begin(seed=3)), glyphs)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            shown = "\n".join(rows_of(app))
            assert "any good ending" in shown and "A crossing in peace" in shown
            assert "now" in shown and "esc back to the desk" in shown
            assert fans_of(pilot)


async def test_tab_goes_through_the_gauges() -> None:
    """One gauge further with each press, around to the first."""
    app = Stage(screen_for(begin(seed=3)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = fans_of(pilot)
        await pilot.press("tab")
        await pilot.pause()
        assert fans_of(pilot)[0] == before[1]
        await pilot.press("shift+tab")
        await pilot.pause()
        assert fans_of(pilot) == before


async def test_the_outer_bands_can_be_left_out() -> None:
    """`b` leaves the bright band alone, and brings the pale one back."""
    app = Stage(screen_for(begin(seed=3)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.screen.query(FanChart).first().picture.wide
        await pilot.press("b")
        await pilot.pause()
        assert not app.screen.query(FanChart).first().picture.wide
        assert not row_with(app, "pale band")


async def test_a_plan_is_kept_and_compared() -> None:
    """`k` keeps a plan of this turn; `x` compares others with it, or with nothing again."""
    game = begin(seed=3)
    app = Stage(screen_for(game, Plan(("feast",)), kept=PLAN))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "the plan you kept" in "\n".join(rows_of(app))
        sight = open_foresight(Position.of(game))
        share = write_share(sight.refine(PLAN, FUTURES).good)
        assert row_with(app, "any good ending").endswith(f"{share}%")
        await pilot.press("x")
        await settle(pilot)
        share = write_share(sight.refine(SILENCE, FUTURES).good)
        assert row_with(app, "any good ending").endswith(f"{share}%")
        await pilot.press("k", "escape")
        await settle(pilot)
    assert app.answers == [Plan(("feast",))]


async def test_without_a_kept_plan_x_says_how_to_keep_one() -> None:
    """Nothing to compare with is no dead key."""
    app = Stage(screen_for(begin(seed=3)))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("x")
        await pilot.pause()
        (toast,) = app._notifications
        assert "Keep a plan with k" in str(toast.message)


async def test_other_plans_are_tried_afterwards() -> None:
    """What would move the odds of a good ending most, in points, under the same luck."""
    app = Stage(screen_for(begin(seed=3)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        rows = rows_of(app)
        place = next(at for at, row in enumerate(rows) if "WHAT WOULD MOVE IT" in row)
        assert rows[place].endswith("good endings")
        assert rows[place + 1].rpartition(" ")[2][0] in "+−"


async def test_where_no_world_allows_the_plan_it_is_said() -> None:
    """A plan that rests on what cannot be known has no futures, and no screen breaks."""
    game = begin(seed=3)
    app = Stage(screen_for(game, Plan(("build-wall", "feast"))))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "No imagined world allows this plan")


async def test_the_desk_shows_the_odds_beside_the_plan_and_f_opens_them() -> None:
    """Small odds stand beside the plan and follow it; esc comes back to the plan as it was."""
    game = begin(seed=3)
    app = BufferStateApp(game)
    async with app.run_test(size=(120, 40)) as pilot:
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        desk.outlook.imagine(desk.plan)
        await settle(pilot)
        idle = write_share(open_foresight(Position.of(game)).refine(SILENCE, FUTURES).good)
        assert f"good endings {idle}%, doing nothing {idle}%" in row_with(app, "good endings")
        await pilot.press("a")
        desk.outlook.imagine(desk.plan)
        await settle(pilot)
        plan = Plan((), {"envoy": "grant"})
        good = write_share(open_foresight(Position.of(game)).refine(plan, FUTURES).good)
        assert f"good endings {good}%, doing nothing {idle}%" in row_with(app, "good endings")
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, ForecastScreen)
        await pilot.press("k", "escape")
        await pilot.pause()
        assert (desk.plan, desk.outlook.kept) == (plan, plan)
        assert rows_of(app)[0].endswith("turn 1 of 4")


async def test_keys_are_answered_while_futures_are_played() -> None:
    """A change of the plan ends the forecast of the one before; only the last is shown."""
    game = begin(seed=3)
    app = BufferStateApp(game)
    async with app.run_test(size=(120, 40)) as pilot:
        desk = app.screen
        assert isinstance(desk, DeskScreen)
        desk.outlook.imagine(desk.plan)
        await pilot.press("b", "a")
        assert desk.plan.choices == {"envoy": "grant"}
        desk.outlook.imagine(desk.plan)
        await settle(pilot)
        good = open_foresight(Position.of(game)).refine(desk.plan, FUTURES).good
        assert desk.prospect is not None and desk.prospect.good == good


async def test_without_colour_the_bands_are_shades(monkeypatch: pytest.MonkeyPatch) -> None:
    """`NO_COLOR`: every screen must still read, so bands are drawn with signs."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = BufferStateApp(begin(seed=3))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, ForecastScreen)
        await settle(pilot)
        shown = "\n".join(rows_of(app))
        assert "▒" in shown and "░" in shown and "any good ending" in shown


def test_what_would_move_the_odds_is_what_the_other_plans_are_told_to_have() -> None:
    """The points are those between the odds of both plans, best first, each plan with its own."""
    game = begin(seed=3)
    sight = open_foresight(Position.of(game))
    *others, found = find_movers(game.rules.scenario, sight, SILENCE)
    assert not any(others) and found is not None and 1 <= len(found) <= 3
    assert [mover.points for mover in found] == sorted((m.points for m in found), reverse=True)
    fresh = open_foresight(Position.of(game))
    idle = fresh.refine(SILENCE, FUTURES).good
    points = {
        name_variant(game.rules.scenario, each): fresh.refine(each.plan, FUTURES).good - idle
        for each in list_variants(game.rules, game.opening, game.seat, SILENCE)
    }
    assert all(points[mover.label] == mover.points for mover in found)
    assert found[0].points == max(points.values())
