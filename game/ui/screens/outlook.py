"""What the plan on the desk leads to: futures that are played in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import get_current_worker

from game.engine import SILENCE, Plan
from game.lab.foresight import Foresight
from game.ui.desk.outlook import open_foresight, read_prospect
from game.ui.desk.planning import keep_to_rules, refuse_plan
from game.ui.desk.position import Position
from game.ui.messages import Foreseen

if TYPE_CHECKING:
    from game.ui.screens.desk import DeskScreen

PAUSE = 0.12
"""Seconds after a change of the plan before its futures are played."""

GROUP = "prospect"
"""The group of the worker that plays them."""


class Outlook:
    """Plays futures of the plan, and of doing nothing, and tells the desk what came of them."""

    def __init__(self, desk: DeskScreen, position: Position) -> None:
        """Begin where the game stands."""
        self.desk = desk
        self.pause: Timer | None = None
        self.begin_turn(position)

    def begin_turn(self, position: Position) -> None:
        """Forget the futures of another position, and the plan that was kept to compare."""
        self.position = position
        self.foresight = open_foresight(position)
        self.kept: Plan | None = None

    def look_ahead(self, plan: Plan) -> None:
        """Play futures of the plan soon: keys that follow at once are answered first."""
        self.rest()
        self.pause = self.desk.set_timer(PAUSE, partial(self.imagine, plan))

    def rest(self) -> None:
        """Play no more futures."""
        if self.pause is not None:
            self.pause.stop()
        self.desk.workers.cancel_group(self.desk, GROUP)

    def imagine(self, plan: Plan) -> None:
        """Play futures of the plan in the background, and of doing nothing under the same luck."""
        position, foresight = self.position, self.foresight

        # No partial: Textual would describe the worker by all that it is given, at great length.
        def play() -> None:
            self._play(position, foresight, plan)

        if not self.desk.game.over:
            self.desk.run_worker(play, thread=True, exclusive=True, group=GROUP)

    def _play(self, position: Position, foresight: Foresight, plan: Plan) -> None:
        worker = get_current_worker()
        if refuse_plan(position, plan) is not None:
            return
        played = keep_to_rules(position, plan)
        for forecast, idle in foresight.refine_stepwise((played, SILENCE)):
            if worker.is_cancelled:
                return
            prospect = read_prospect(position, forecast, idle)
            self.desk.post_message(Foreseen(position, plan, prospect))
