"""Bring the game in front to what its scenario's files say, for authors who edit and see."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

from game.archive.rereading import Proof, reread
from game.engine import SILENCE, Plan
from game.scenario.watching import PAUSE, Watch
from game.ui.requests import PlayGame

if TYPE_CHECKING:
    from game.archive.game import Game
    from game.ui.screens.desk import DeskScreen
    from game.ui.screens.end import EndScreen


class Rereader:
    """Looks at the files while an application runs, and brings the game to what they say."""

    def __init__(self, app: App[Any], where: str) -> None:
        """Begin to look.

        Args:
            app: The application.
            where: An id or a path.
        """
        self.app = app
        self.where = where
        self.watch = Watch(where)
        self.waiting = False
        """Whether a change has been seen that has not been read yet."""
        self.reading = False
        """Whether it is being read."""
        app.set_interval(PAUSE, self.look)

    def look(self) -> None:
        """Read the scenario in the background if its files have changed.

        While a sheet lies over the game, it waits.
        """
        self.waiting = self.watch.look() or self.waiting
        screen = self._find_game()
        if self.waiting and screen is not None and not self.reading:
            self.waiting, self.reading = False, True
            read = partial(self._read, screen, screen.game, _plan_of(screen))
            self.app.run_worker(read, thread=True, group="reread")

    def _find_game(self) -> DeskScreen | EndScreen | None:
        """Return the screen of the game, if it is in front or only a proof lies over it."""
        from game.ui.screens.desk import DeskScreen
        from game.ui.screens.end import EndScreen
        from game.ui.screens.proof import ProofScreen

        front, stack = self.app.screen, self.app.screen_stack
        if isinstance(front, ProofScreen):
            front = stack[stack.index(front) - 1]
        return front if isinstance(front, DeskScreen | EndScreen) else None

    def _read(self, screen: DeskScreen | EndScreen, game: Game, plan: Plan) -> None:
        proof = reread(game, self.where, plan)
        self.app.call_from_thread(self._show, proof, screen, game, plan)

    def _show(self, proof: Proof, screen: DeskScreen | EndScreen, game: Game, plan: Plan) -> None:
        """Go on under the new version, or show why that cannot be."""
        from game.ui.screens.proof import ProofScreen

        self.reading = False
        if self._find_game() is not screen or screen.game is not game or _plan_of(screen) != plan:
            self.waiting = True  # the game has gone on meanwhile
            return
        if isinstance(self.app.screen, ProofScreen):
            self.app.pop_screen()
        if proof.game is not None:
            self._go_on(proof.game)
        else:
            self.app.push_screen(ProofScreen(proof), partial(self._answer, proof))

    def _answer(self, proof: Proof, shorten: bool | None) -> None:
        """Go back to the last turn that fits, if that is wanted."""
        if shorten and proof.shorter is not None:
            self._go_on(proof.shorter)

    def _go_on(self, game: Game) -> None:
        game.keep(game.draft)
        self.app.post_message(PlayGame(game))
        self.app.notify(f"The scenario was read again. {game.label}.", markup=False)


def _plan_of(screen: DeskScreen | EndScreen) -> Plan:
    plan = getattr(screen, "plan", SILENCE)
    return plan if isinstance(plan, Plan) else SILENCE
