"""Read the scenario that is played again when its files change, for authors who edit and see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.archive.adoption import adopt
from game.engine import SILENCE, Plan
from game.errors import BufferStateError, SaveMismatch, ScenarioError
from game.scenario.source import read_bundle
from game.scenario.watching import PAUSE, Watch

if TYPE_CHECKING:
    from game.archive.game import Game
    from game.scenario.diagnostics import Diagnostic
    from game.ui.app import BufferStateApp
    from game.ui.screens.desk import DeskScreen
    from game.ui.screens.end import EndScreen


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of reading a scenario again."""

    game: Game | None
    """The game under the new version; none where it cannot go on there."""
    reason: str = ""
    """Why it cannot, in a line."""
    problems: tuple[Diagnostic, ...] = ()
    """What is wrong with the new version."""
    shorter: Game | None = None
    """The game under the new version back at the last turn that could be played again."""


def reread(game: Game, where: str, draft: Plan) -> Proof:
    """Read a scenario again, and return what becomes of a game of it.

    Args:
        game: The game under the version before.
        where: An id or a path.
        draft: The plan of its open turn.
    """
    try:
        bundle = read_bundle(where)
        return Proof(adopt(game, bundle, draft))
    except SaveMismatch as error:
        return Proof(None, str(error), shorter=adopt(game, bundle, draft, partly=True))
    except ScenarioError as error:
        first = str(error).partition("\n")[0]
        return Proof(None, first, error.problems)
    except BufferStateError as error:
        return Proof(None, str(error))


class Rereader:
    """Looks at the files while an application runs, and brings the game to what they say."""

    def __init__(self, app: BufferStateApp, where: str) -> None:
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
        self.app.show_game(game)
        self.app.notify(f"The scenario was read again. {game.label}.", markup=False)


def _plan_of(screen: DeskScreen | EndScreen) -> Plan:
    plan = getattr(screen, "plan", SILENCE)
    return plan if isinstance(plan, Plan) else SILENCE
