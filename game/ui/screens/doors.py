"""Open the sheets that are laid over the desk; each is imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from game.archive.game import Game
    from game.engine import Plan, Report


def open_sheet(name: str, game: Game, wanted: str | None = None) -> Screen[None]:
    """Return the sheet of a name: briefing, intents, promises, advisers, the atlas or news.

    `wanted` is the name of the entry at which the atlas begins.
    """
    if name == "briefing":
        from game.ui.screens.briefing import BriefingScreen

        return BriefingScreen(game)
    if name == "intents":
        from game.ui.screens.intents import IntentsScreen

        return IntentsScreen(game)
    if name == "promises":
        from game.ui.screens.promises import PromisesScreen

        return PromisesScreen(game)
    if name == "advisers":
        from game.ui.screens.advisers import AdvisersScreen

        return AdvisersScreen(game)
    if name == "atlas":
        from game.ui.screens.atlas import AtlasScreen

        return AtlasScreen(game.rules.scenario, wanted)
    from game.ui.screens.news import NewsScreen

    return NewsScreen(game)


def open_report(game: Game, reports: tuple[Report, ...]) -> Screen[None]:
    """Return the report of what was just played."""
    from game.ui.screens.report import ReportScreen

    return ReportScreen(game, reports)


def open_timeline(game: Game, plan: Plan, back: int | None = None) -> Screen[None]:
    """Return the timeline; `back` is a turn of which it asks at once whether to go back to it."""
    from game.ui.screens.timeline import TimelineScreen

    return TimelineScreen(game, plan, back)
