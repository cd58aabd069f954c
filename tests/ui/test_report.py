"""The report of the turn: what it tells, in which order, and how it is laid aside."""

from __future__ import annotations

from dataclasses import replace

from game.archive.game import Game
from game.engine import Cause, Plan, Report
from game.scenario.bundle import Bundle
from game.ui.app import BufferStateApp
from game.ui.desk.account import describe_report
from game.ui.desk.correspondence import list_letters
from game.ui.desk.deeds import list_deeds, owner_of, say_cause, watched
from game.ui.screens.atlas import AtlasScreen
from game.ui.screens.intents import IntentsScreen
from game.ui.screens.news import NewsScreen
from game.ui.screens.report import ReportScreen
from game.ui.settings.preferences import Preferences
from tests.ui.stage import (
    TOLL_BRIDGE,
    Stage,
    begin,
    finished,
    go,
    play,
    row_with,
    rows_of,
    see,
    settle,
)


def parts_of(app: Stage) -> list[str]:
    """Return the rows between heading and keys, without blanks at their ends."""
    rows = [row.strip(" ▌▸") for row in rows_of(app)]
    return [row for row in rows if row][1:-1]


async def test_the_page_tells_causes_dispatches_conduct_ledger_and_luck_at_80_by_24() -> None:
    """Causes in order of weight, then dispatches, what they did and why, the ledger, the luck."""
    game = play(begin(), ("raise-toll", "feast"))
    app = Stage(ReportScreen(game, game.reports))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "REPORT").split() == ["REPORT", "Q2", "2001", "turn", "1"]
        assert [" ".join(row.split()) for row in parts_of(app)] == [
            "WHAT MOVED MOST",
            "◉ The toll went up purse +3.0 △ anger +5 ▲",
            "◉ You gave a feast trust +8 △ purse −1.0 ▼",
            "■ A caravan came from the west purse +1.0 △ anger −4 ▽",
            "The ferrymen are paid purse −1.0 ▼",
            "The east bank watches the west bank trust +1 △",
            "DISPATCHES",
            "■ The west bank An envoy at the gate still open",
            "WHAT THEY DID",
            "■ The west bank Send a caravan “salt must reach the sea”",
            "THE LEDGER",
            "✓ made Keep the bridge open promise of The town to The west bank",
            "LUCK",
            "Give a feast: They sing until dawn 75% odds of this",
        ]


async def test_a_brief_report_is_what_moved_most_and_the_dispatches() -> None:
    """Rule: the setting `report` decides how much is told."""
    game = begin()
    app = BufferStateApp(game, preferences=Preferences({"report": "brief"}))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ReportScreen(game, game.commit(Plan(("raise-toll", "feast")))))
        await pilot.pause()
        headings = [row.strip(" ▌") for row in rows_of(app) if row.strip(" ▌").isupper()]
        assert headings == ["WHAT MOVED MOST", "DISPATCHES"]


async def test_the_committing_key_does_not_skip_the_report_and_enter_does() -> None:
    """Skippable with one key, never the key that commits."""
    for key in ("enter", "space", "escape"):
        game = play(begin(), ())
        app = Stage(ReportScreen(game, game.reports))
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("E", "e")
            await settle(pilot)
            assert type(app.screen) is ReportScreen
            await pilot.press(key)
            await settle(pilot)
        assert app.answers == [None]


async def test_after_the_last_turn_the_epilogue_has_pages_of_its_own() -> None:
    """A commit may play several turns; enter leafs through them, arrows go back and forth."""
    game = finished()
    app = Stage(ReportScreen(game, game.reports[-2:]))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "turn 4").split()[0] == "REPORT"
        await pilot.press("enter")
        await settle(pilot)
        assert row_with(app, "turn 5").split()[0] == "AFTERWARDS"
        await pilot.press("left")
        await settle(pilot)
        assert row_with(app, "turn 4").split()[0] == "REPORT"
        await pilot.press("enter", "enter")
        await settle(pilot)
    assert app.answers == [None]


def test_what_is_hidden_from_the_seat_is_not_told() -> None:
    """Everything through what the seat may know: a hidden variable's causes are left out."""
    game = play(begin(), ("raise-toll",))
    names = (*watched(game.rules), "nerve")
    for seat, expected in (("town", set()), ("west", {"nerve"})):
        deeds = list_deeds(game.rules, game.history[0], moved_nerve(game), seat, names)
        found = {effect.name for deed in deeds for effect in deed.effects}
        assert found & {"nerve"} == expected


def moved_nerve(game: Game) -> Report:
    """Return a report in which the west bank's nerve has moved too."""
    place = game.rules.index["var"]["nerve"]
    report = game.reports[0]
    return replace(report, causes=(*report.causes, Cause(place, "rule/upkeep", "drift", 4.0, None)))


def test_entries_belong_to_who_chose_or_gave_them() -> None:
    """An order belongs to its seat, an answer to who gives it, a promise to the promiser."""
    scenario = begin().rules.scenario
    owners = {
        "action/march": "west",
        "event/envoy.grant": "town",
        "event/envoy": "west",
        "event/flood": None,
        "promise/open-bridge.kept": "town",
        "rule/upkeep": None,
        "clamp": None,
    }
    assert {by: owner_of(scenario, by) for by in owners} == owners


def test_reasons_that_say_you_are_told_by_name_to_others() -> None:
    """What the town decided is "you" to the town alone; others' own words stand as they are."""
    game = play(begin(), ("raise-toll",))
    scenario = game.rules.scenario
    cause = Cause(0, "event/envoy.grant", "answers", 1.0, "You let the envoy's men pass")
    assert say_cause(scenario, cause, "town") == "You let the envoy's men pass"
    assert say_cause(scenario, cause, "west") == "The town: Grant passage"
    march = Cause(0, "action/march", "orders", 1.0, "The west bank marched")
    assert say_cause(scenario, march, "town") == "The west bank marched"


def test_the_effects_of_all_entries_add_up_to_the_change() -> None:
    """The causes of a variable add up to its change exactly; grouping by entry loses nothing."""
    game = finished()
    for place, report in enumerate(game.reports):
        deeds = list_deeds(game.rules, game.history[place], report, "town", ("purse", "trust"))
        for name in ("purse", "trust"):
            index = game.rules.index["var"][name]
            moved = sum(e.amount for deed in deeds for e in deed.effects if e.name == name)
            assert abs(moved - (report.after[index] - report.before[index])) < 1e-9


async def test_the_accident_is_told_with_its_odds() -> None:
    """The accident roll: what was rolled, how it came out, how likely that was."""
    game = finished(seed=7)
    assert describe_report(game, game.reports[2]).luck[-1].outcome == "it happened"
    app = Stage(ReportScreen(game, (game.reports[2],)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        row = " ".join(row_with(app, "An accident").split())
        assert row == "An accident: it happened 5% odds of this"


async def test_news_lists_all_turns_newest_first_and_filters_by_typing() -> None:
    """News: all dispatches; what is typed filters by any words of a dispatch or its answer."""
    game = play(begin(), (), ())
    titles = [(letter.turn, letter.title) for letter in list_letters(game)]
    assert titles == [(2, "High water"), (1, "An envoy at the gate")]
    app = Stage(NewsScreen(game))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "NEWS").split(maxsplit=1)[1].strip() == "2 dispatches"
        await pilot.press(*"refuse", "space", *"ENVOY")
        await settle(pilot)
        assert row_with(app, "NEWS").split(maxsplit=1)[1].strip() == "1 of 2 dispatches"
        assert row_with(app, "High water") == ""
        assert row_with(app, "answered") == "◉ The town  answered: Refuse (by silence)"
        await pilot.press("escape")
        await settle(pilot)
        assert row_with(app, "High water").startswith("High water")
        await pilot.press("escape")
        await settle(pilot)
    assert app.answers == [None]


async def test_intents_show_odds_in_words_and_numbers_and_what_was_done() -> None:
    """Per capital the published moves, likeliest first, and the last turn's orders with reasons."""
    game = play(begin(), ("raise-toll",))
    app = Stage(IntentsScreen(game))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "possible    36%" in row_with(app, "Send a caravan")
        assert "possible    27%" in row_with(app, "March to the river")
        assert row_with(app, "last turn") == (
            "last turn: Send a caravan, because salt must reach the sea"
        )


async def test_an_intent_leads_to_the_rules_that_move_its_odds() -> None:
    """Enter on a move opens the atlas at it; headings are passed over."""
    app = Stage(IntentsScreen(play(begin(), ("raise-toll",))))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("down")
        atlas = await go(pilot, "enter")
        assert isinstance(atlas, AtlasScreen)
        told = await see(pilot, "order march")
        assert "March to the river" in told and "weight, line 1" in told


async def test_scenario_text_is_never_markup() -> None:
    """Brackets in a dispatch are brackets on the screen."""
    text = TOLL_BRIDGE.read_text(encoding="utf-8").replace(
        "The river carries off a landing stage.", "It took [bold red]the stage[/] $gold."
    )
    game = play(Game.begin(Bundle.from_text(text), 3), (), ())
    app = Stage(NewsScreen(game))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert row_with(app, "It took") == "It took [bold red]the stage[/] $gold."
