"""Take a game as it stands over to another version of its scenario, for authors who play."""

from __future__ import annotations

from collections.abc import Mapping

from game.archive.game import Game
from game.archive.recording import record_ending, write_head
from game.archive.replay import PlayedTurn, name_policies, play_turn
from game.archive.seating import make_rules, may_stand, name_opponents
from game.engine import SILENCE, Plan, Rules, State, open_turn, start_game
from game.errors import ChoiceError, SaveMismatch
from game.policy import Policy
from game.scenario.bundle import Bundle


def adopt(game: Game, bundle: Bundle, draft: Plan = SILENCE, *, partly: bool = False) -> Game:
    """Return a game as it stands under another version of its scenario; it stays as it is.

    What persons chose is played again, and may come out otherwise. Its other branches stay with
    the version in which they were played.

    Args:
        game: The game.
        bundle: The files of the other version.
        draft: The plan of the open turn; it is kept if it may stand.
        partly: Whether to stop at the first turn that cannot be played again.

    Raises:
        ScenarioError: The other version cannot be used.
        MalformedChoice: It has no such seat.
        SaveMismatch: A turn cannot be played again; the text names it.
    """
    save = game.record()
    rules = make_rules(bundle, save.seat, save.difficulty, save.language)
    opponents = name_opponents(
        rules, [f"{seat}={name}" for seat, name in save.policies.items() if seat in rules.seats]
    )
    head = write_head(
        rules, bundle, game.seed, save.mode, save.difficulty, save.language, opponents
    )
    head = head.model_copy(update={"game": save.game, "written": save.written})
    start = start_game(rules, game.seed)
    policies = name_policies(rules, head.policies)
    turns: list[PlayedTurn] = []
    try:
        for turn in game.turns:
            state = turns[-1].state if turns else start
            turns.append(_play_again(rules, state, turn, policies))
    except SaveMismatch:
        if not partly:
            raise
    adopted = Game(rules, start, head, game.saves, tuple(turns))
    adopted.branch, adopted.rewinds = game.branch, game.rewinds
    if not adopted.over and may_stand(rules, adopted.opening, adopted.seat, draft):
        adopted.draft = draft
    return adopted


def _play_again(
    rules: Rules, state: State, turn: PlayedTurn, policies: Mapping[str, Policy]
) -> PlayedTurn:
    """Play what was chosen in a turn of another version."""
    number = turn.report.turn
    ending = record_ending(rules, state)
    if ending is not None:
        raise SaveMismatch(f"the game now ends before turn {number}: {ending.label}")
    try:
        return play_turn(rules, open_turn(rules, state), turn.plans, policies)
    except ChoiceError as error:
        raise SaveMismatch(f"turn {number} cannot be played again: {error}") from error
