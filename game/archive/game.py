"""One game of one person: what a screen, lines of text or a test hold while it is played.

Everything that a `Game` offers is immutable; the game itself goes on by `commit` and back by
`rewind`, and is kept on disk at every step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from game import __version__
from game.archive.folder import SaveFolder
from game.archive.record import Mode, RewindRecord, Save
from game.archive.recording import record_ending, record_turn, write_head
from game.archive.replay import (
    PlayedTurn,
    name_policies,
    play_turn,
    read_plan,
    record_plan,
    replay,
)
from game.archive.save import bundle_of
from game.archive.seating import make_rules, may_stand, name_opponents
from game.archive.standing import count_down
from game.archive.standpoint import Standpoint
from game.engine import (
    SILENCE,
    Opening,
    Plan,
    Report,
    Rules,
    State,
    check_plan,
    open_turn,
    start_game,
)
from game.engine.calendar import name_turn
from game.engine.luck import parse_seed
from game.engine.view import View, view_opening
from game.errors import ChoiceError, IllegalChoice, LateChoice, SaveError, SaveMismatch
from game.policy import Policy
from game.scenario.bundle import Bundle
from game.scenario.models import Ending


class Game:
    """A game in progress or at its end."""

    def __init__(self, rules: Rules, start: State, head: Save, saves: SaveFolder | None) -> None:
        """Take the parts of a game; `begin` and `resume` make them.

        Args:
            rules: The compiled scenario, with the persons' seats marked as human.
            start: The state before turn 1.
            head: A save of this game with an empty journal.
            saves: Where it is kept; without a folder it is not.
        """
        self.rules = rules
        """The compiled scenario."""
        self.trouble: str | None = None
        """Why the last attempt to keep the game on disk failed, if it did."""
        self.draft = SILENCE
        """The plan of the open turn with which the game was taken up."""
        self.rewinds: tuple[RewindRecord, ...] = ()
        """The steps back in time, where the mode records them."""
        self._head = head
        self._saves = saves
        self._policies: Mapping[str, Policy] = name_policies(rules, head.policies)
        self._start = start
        self._turns: tuple[PlayedTurn, ...] = ()
        self._opening = open_turn(rules, start)
        self._written = head.written

    @classmethod
    def begin(
        cls,
        bundle: Bundle,
        seed: int,
        mode: Mode = "standard",
        seat: str | None = None,
        difficulty: str | None = None,
        language: str | None = None,
        saves: SaveFolder | None = None,
        policies: Sequence[str] = (),
    ) -> Game:
        """Begin a new game and keep it.

        Args:
            bundle: The scenario's files.
            seed: The seed of its luck, from 0 to 2**64 - 1.
            mode: How freely turns can be taken back.
            seat: The seat that a person plays; without it the scenario's first human one.
            difficulty: A difficulty of the scenario; without it the usual one.
            language: The language of the texts; without it the scenario's own.
            saves: Where the game is kept; without a folder it is not.
            policies: Who plays the other seats: `SEAT=NAME` or `NAME`, else their weights.

        Raises:
            ScenarioError: The scenario cannot be used.
            MalformedChoice: It has no such seat, a policy is unknown, or the seed out of range.
        """
        rules = make_rules(bundle, seat, difficulty, language)
        opponents = name_opponents(rules, policies)
        head = write_head(rules, bundle, seed, mode, difficulty, language, opponents)
        if saves:
            head = head.model_copy(update={"game": saves.claim_stem(head.game)})
        game = cls(rules, start_game(rules, seed), head, saves)
        game.keep()
        return game

    @classmethod
    def resume(
        cls, save: Save, saves: SaveFolder | None = None, language: str | None = None
    ) -> Game:
        """Take up a saved game: play its journal again and verify every turn.

        Args:
            save: The save; the scenario that it carries is played, not the one of that name.
            saves: Where the game is kept from now on; without a folder it is not.
            language: Another language of the texts; without it the one of the save.

        Raises:
            SaveMismatch: A turn comes out otherwise than it was recorded.
            ScenarioError: The scenario in the save cannot be used.
        """
        language = language or save.language
        rules = make_rules(bundle_of(save), save.seat, save.difficulty, language)
        head = save.model_copy(update={"journal": (), "draft": None, "language": language})
        start = start_game(rules, parse_seed(save.seed))
        game = cls(rules, start, head, saves)
        game._turns = replay(rules, start, save, game._policies)
        game._opening = open_turn(rules, game.state)
        game.rewinds = save.rewinds
        game.draft = read_plan(save.draft) if save.draft else SILENCE
        return game

    def adopt(self, bundle: Bundle, draft: Plan = SILENCE, *, partly: bool = False) -> Game:
        """Return this game as it stands under another version of its scenario; it stays as it is.

        What persons chose is played again, and may come out otherwise.

        Args:
            bundle: The files of the other version.
            draft: The plan of the open turn; it is kept if it may stand.
            partly: Whether to stop at the first turn that cannot be played again.

        Raises:
            ScenarioError: The other version cannot be used.
            MalformedChoice: It has no such seat.
            SaveMismatch: A turn cannot be played again; the text names it.
        """
        head = self._head
        rules = make_rules(bundle, head.seat, head.difficulty, head.language)
        opponents = name_opponents(
            rules, [f"{seat}={name}" for seat, name in head.policies.items() if seat in rules.seats]
        )
        fresh = write_head(
            rules, bundle, self.seed, head.mode, head.difficulty, head.language, opponents
        )
        fresh = fresh.model_copy(update={"game": head.game, "written": self._written})
        game = Game(rules, start_game(rules, self.seed), fresh, self._saves)
        game.rewinds = self.rewinds
        try:
            for turn in self._turns:
                game._play_again(turn)
        except SaveMismatch:
            if not partly:
                raise
        if not game.over and may_stand(rules, game.opening, game.seat, draft):
            game.draft = draft
        return game

    def _play_again(self, turn: PlayedTurn) -> None:
        """Play what was chosen in a turn of another version."""
        if self.over:
            raise SaveMismatch(f"the game now ends before turn {turn.report.turn}: {self.label}")
        try:
            self._play(turn.plans)
        except ChoiceError as error:
            raise SaveMismatch(
                f"turn {turn.report.turn} cannot be played again: {error}"
            ) from error

    @property
    def state(self) -> State:
        """The state in which the open turn begins, or in which the game ended."""
        return self._turns[-1].state if self._turns else self._start

    @property
    def opening(self) -> Opening:
        """What everyone sees of the open turn; after the end, the world as it is."""
        return self._opening

    @property
    def view(self) -> View:
        """What the person's seat sees of the opening."""
        return view_opening(self.rules, self._opening, self.seat)

    @property
    def standpoint(self) -> Standpoint:
        """What the person's seat can read of the scenario's formulas and texts."""
        return Standpoint(self.rules, self._opening, self.view)

    @property
    def seat(self) -> str:
        """The seat that a person plays."""
        return self._head.seat

    @property
    def seed(self) -> int:
        """The seed of its luck."""
        return self._start.seed

    @property
    def mode(self) -> Mode:
        """How freely turns can be taken back."""
        return self._head.mode

    @property
    def name(self) -> str:
        """The name of the game, with which the names of its saves begin."""
        return self._head.game

    @property
    def difficulty(self) -> str | None:
        """The difficulty, where it is not the usual one."""
        return self._head.difficulty

    @property
    def turn(self) -> int:
        """The number of the open turn; after the end, the one that would follow."""
        return self.state.turn

    @property
    def length(self) -> int:
        """The last turn that is played, if it does not end before."""
        return self.rules.turns

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.state.end is not None

    @property
    def ending(self) -> Ending | None:
        """How it ended, if an ending was reached."""
        end = self.state.end
        endings = self.rules.scenario.ending
        return next((entry for entry in endings if end and entry.id == end.ending), None)

    @property
    def turns(self) -> tuple[PlayedTurn, ...]:
        """The turns that have been played."""
        return self._turns

    @property
    def reports(self) -> tuple[Report, ...]:
        """What happened in each turn."""
        return tuple(turn.report for turn in self._turns)

    @property
    def history(self) -> tuple[State, ...]:
        """The states: before turn 1, then after each turn."""
        return (self._start, *(turn.state for turn in self._turns))

    @property
    def plans(self) -> tuple[Plan, ...]:
        """What the person chose in each turn; silence in the epilogue."""
        return tuple(turn.plans.get(self.seat, SILENCE) for turn in self._turns)

    @property
    def opponents(self) -> Mapping[str, str]:
        """The names of the policies that play other seats, where they are not the weights."""
        return self._head.policies

    @property
    def decisions(self) -> tuple[tuple[Opening, Plan], ...]:
        """What the person saw and chose in each turn, without the epilogue."""
        pairs = zip(self._turns, self.plans, strict=True)
        return tuple(
            (turn.opening, plan) for turn, plan in pairs if turn.opening.turn <= self.rules.turns
        )

    @property
    def label(self) -> str:
        """The open turn and its date in words, or the ending."""
        ending = record_ending(self.rules, self.state)
        if ending is not None:
            return f"Ended: {ending.label}"
        return f"Turn {self.turn}, {self.date_of(self.turn)}"

    def date_of(self, turn: int) -> str:
        """Return the date of a turn in words."""
        header = self.rules.scenario.scenario
        return name_turn(header.start, header.step, turn)

    def commit(self, plan: Plan) -> tuple[Report, ...]:
        """Play the open turn with the person's plan; when it returns, the turn is on the disk.

        After the last turn the epilogue is played too, so that there may be several reports. If
        the game cannot be kept, it goes on all the same, and `trouble` says why.

        Raises:
            ChoiceError: The plan is refused; nothing has been played.
        """
        check_plan(self.rules, self._opening, self.seat, plan)
        self.keep(plan)
        known = len(self._turns)
        self._play({self.seat: plan})
        while not self.over and self.turn > self.rules.turns:
            self._play({})
        self.draft = SILENCE
        self.keep()
        return self.reports[known:]

    def _play(self, plans: Mapping[str, Plan]) -> None:
        played = play_turn(self.rules, self._opening, plans, self._policies)
        self._turns = (*self._turns, played)
        self._opening = open_turn(self.rules, played.state)

    def rewind(self, turn: int) -> None:
        """Go back to the beginning of a turn; what came after is forgotten.

        Raises:
            IllegalChoice: The mode allows no way back.
            LateChoice: The turn has not been played.
        """
        if self.mode == "ironman":
            raise IllegalChoice("an ironman game does not go back: what is committed is done")
        if not 1 <= turn <= len(self._turns):
            raise LateChoice(
                f"turn {turn} has not been played, so there is no way back to it"
                if self._turns
                else "no turn has been played, so there is no way back"
            )
        if self.mode == "standard":
            step = RewindRecord(from_=self.turn, to=turn, written=self._stamp())
            self.rewinds = (*self.rewinds, step)
        self.draft = self.plans[turn - 1]
        self._turns = self._turns[: turn - 1]
        self._opening = open_turn(self.rules, self.state)
        self.keep()

    def keep(self, draft: Plan | None = None) -> Path | None:
        """Write the autosave of the open turn, with the plan as it stands.

        Returns:
            The file, or none if there is no folder or it cannot be written; then `trouble` says
            why.
        """
        if self._saves is None:
            return None
        try:
            path = self._saves.autosave(self.record(draft))
        except SaveError as error:
            self.trouble = str(error)
            return None
        self.trouble = None
        return path

    def save(self, label: str, draft: Plan | None = None) -> Path:
        """Write a save under a name of its own, where it stays.

        Raises:
            MalformedChoice: The label is no name.
            SaveError: It cannot be written, or the game has no folder.
        """
        if self._saves is None:
            raise SaveError("this game is played without a folder for its saves")
        return self._saves.keep(self.record(draft), label)

    def record(self, draft: Plan | None = None) -> Save:
        """Return the save of the game as it stands, with the plan of the open turn."""
        draft = self.draft if draft is None else draft
        silent = self.over or not (draft.orders or draft.choices)
        return self._head.model_copy(
            update={
                "program": __version__,
                "written": self._stamp(),
                "label": self.label,
                "turn": self.turn,
                "finished": self.over,
                "taken_back": len(self.rewinds),
                "countdowns": () if self.over else count_down(self.standpoint),
                "ending": record_ending(self.rules, self.state),
                "draft": None if silent else record_plan(draft),
                "rewinds": self.rewinds,
                "journal": tuple(record_turn(self.rules, turn) for turn in self._turns),
            }
        )

    def _stamp(self) -> datetime:
        """Return the time, later than that of any save before, even if the clock was set back."""
        self._written = max(datetime.now(UTC), self._written + timedelta(microseconds=1))
        return self._written
