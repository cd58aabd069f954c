"""Open the sheets that are laid over the desk; each is imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from game.ui.desk.planning import keep_to_rules
from game.ui.messages import ShowCauses, ShowEffects

if TYPE_CHECKING:
    from game.archive.game import Game
    from game.engine import Plan, Report
    from game.ui.screens.desk import DeskScreen


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


class Doors:
    """Opens the sheets of a desk, each at where its game, its plan and its cursor stand."""

    def __init__(self, desk: DeskScreen) -> None:
        """Start with the desk over which they are laid."""
        self.desk = desk

    def open(self, name: str) -> None:
        """Open the sheet of a command, by its name."""
        desk = self.desk
        match name:
            case "causes":
                self.explain(desk.explanation)
            case "forecast":
                self.open_forecast()
            case "timeline":
                desk.app.push_screen(open_timeline(desk.game, desk.plan))
            case "rewind":
                desk.app.push_screen(open_timeline(desk.game, desk.plan, desk.game.turn - 1))
            case "atlas":
                asked = desk.explanation
                desk.app.push_screen(open_sheet("atlas", desk.game, asked.rule if asked else None))
            case _:
                desk.app.push_screen(open_sheet(name, desk.game))

    def explain(self, asked: ShowCauses | ShowEffects | None) -> None:
        """Tell the causes of a number or the effects of a choice, where one was asked for."""
        desk, position = self.desk, self.desk.position
        match asked:
            case ShowCauses(name=name) if position is not None:
                from game.ui.panels.lesson import LessonCard
                from game.ui.screens.causes import CausesScreen

                desk.query_one(LessonCard).note_causes()
                desk.app.push_screen(CausesScreen(position, name))
            case ShowEffects(choice=choice) if position is not None:
                from game.ui.screens.effects import EffectsScreen

                desk.app.push_screen(EffectsScreen(position, choice))

    def open_forecast(self) -> None:
        """Show what the plan leads to; its futures are then played on there."""
        from game.ui.screens.forecast import ForecastScreen

        outlook = self.desk.outlook
        outlook.rest()
        plan = keep_to_rules(outlook.position, self.desk.plan)
        screen = ForecastScreen(outlook.position, plan, outlook.foresight, outlook.kept)
        self.desk.app.push_screen(screen, self._come_back)

    def _come_back(self, kept: Plan | None) -> None:
        """Keep what was kept to compare, and play futures on the desk again."""
        self.desk.outlook.kept = kept
        self.desk.look_ahead()
