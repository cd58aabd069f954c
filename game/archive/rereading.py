"""Read a scenario again for a game that is played of it, for authors who edit and see."""

from __future__ import annotations

from dataclasses import dataclass

from game.archive.adoption import adopt
from game.archive.game import Game
from game.engine import Plan
from game.errors import BufferStateError, SaveMismatch, ScenarioError
from game.scenario.diagnostics import Diagnostic
from game.scenario.source import read_bundle


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
