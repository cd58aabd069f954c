"""One game of one person: what a screen, lines of text or a test hold while it is played.

Everything that a `Game` offers is immutable; the game itself goes on by `commit` and back by
`rewind`, and is kept on disk at every step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from game import __version__
from game.archive.board import Board
from game.archive.branches import (
    MAIN,
    add_branch,
    check_name,
    count_shared,
    find_branch,
    is_within,
    name_branch,
    was_named,
)
from game.archive.folder import SaveFolder
from game.archive.record import FORMAT, SINGLE, BranchRecord, Mode, RewindRecord, Save
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
from game.archive.seating import make_rules, name_opponents
from game.archive.standing import count_down
from game.engine import (
    SILENCE,
    Plan,
    Report,
    Rules,
    State,
    check_plan,
    open_turn,
    start_game,
)
from game.engine.luck import parse_seed
from game.errors import IllegalChoice, LateChoice, SaveError, ScenarioError
from game.policy import Policy
from game.scenario.bundle import Bundle


class Game(Board):
    """A game in progress or at its end."""

    def __init__(
        self,
        rules: Rules,
        start: State,
        head: Save,
        saves: SaveFolder | None,
        turns: tuple[PlayedTurn, ...] = (),
    ) -> None:
        """Take the parts of a game; `begin` and `resume` make them.

        Args:
            rules: The compiled scenario, with the persons' seats marked as human.
            start: The state before turn 1.
            head: A save of this game with an empty journal.
            saves: Where it is kept; without a folder it is not.
            turns: The turns that have been played.
        """
        super().__init__(rules, start, head, turns)
        self.trouble: str | None = None
        """Why the last attempt to keep the game on disk failed, if it did."""
        self.draft = SILENCE
        """The plan of the open turn as it was last kept."""
        self.rewinds: tuple[RewindRecord, ...] = ()
        """The steps back in time, where the mode records them."""
        self.branch = head.branch
        """The name of the branch that is played."""
        self.branches: tuple[BranchRecord, ...] = ()
        """The other branches, in the order in which they were left."""
        self.saves = saves
        """Where it is kept, if it is."""
        self._policies: Mapping[str, Policy] = name_policies(rules, head.policies)
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
            ScenarioError: The scenario cannot be used, or has no texts in the language.
            MalformedChoice: It has no such seat, a policy is unknown, or the seed out of range.
        """
        if language is not None and language not in bundle.languages:
            known = ", ".join(bundle.languages) or "none but its own"
            raise ScenarioError(f"there are no texts in {language!r}; the scenario has: {known}")
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
        emptied = {"journal": (), "branches": (), "draft": None, "language": language}
        start = start_game(rules, parse_seed(save.seed))
        policies = name_policies(rules, save.policies)
        turns = replay(rules, start, save.journal, policies)
        game = cls(rules, start, save.model_copy(update=emptied), saves, turns)
        game.rewinds, game.branches = save.rewinds, save.branches
        game.draft = read_plan(save.draft) if save.draft else SILENCE
        return game

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

    def refuse_return(self, turn: int) -> str | None:
        """Return why the game does not go back to a turn; none if it can."""
        if self.mode == "ironman":
            return "an ironman game does not go back: what is committed is done"
        if not self._turns:
            return "no turn has been played, so there is no way back"
        if not 1 <= turn <= len(self._turns):
            return f"turn {turn} has not been played, so there is no way back to it"
        if turn > self.rules.turns:
            return f"nobody chooses anything in turn {turn}, so there is no way back to it"
        return None

    def rewind(self, turn: int, draft: Plan | None = None) -> None:
        """Go back to the beginning of a turn; what was played since stays as a branch.

        Args:
            turn: The turn.
            draft: The plan of the open turn, which the branch keeps.

        Raises:
            IllegalChoice: The mode allows no way back, or there are too many branches.
            LateChoice: The turn has not been played.
        """
        reason = self.refuse_return(turn)
        if reason is not None:
            raise IllegalChoice(reason) if self.mode == "ironman" else LateChoice(reason)
        left = self._leave(draft)
        given = was_named(self.branch)
        if not is_within(left.journal, self.branches):
            self.branches, given = add_branch(self.branches, left), False
        if not given:
            self.branch = name_branch(turn, (branch.name for branch in self.branches))
        self._note_return(turn)
        self._go_on(self._turns[: turn - 1], self.plans[turn - 1])

    def follow(self, name: str) -> Game:
        """Return the game as it stands on another branch: to look at, kept nowhere.

        Raises:
            MalformedChoice: There is no such branch.
            SaveMismatch: A turn of it comes out otherwise than it was recorded.
        """
        branch = find_branch(self.branches, name)
        turns = replay(self.rules, self._start, branch.journal, self._policies)
        there = Game(self.rules, self._start, self._head, None, turns)
        there.branch = branch.name
        there.draft = read_plan(branch.draft) if branch.draft else SILENCE
        return there

    def switch(self, name: str, draft: Plan | None = None) -> None:
        """Go on with another branch; the one that was played takes its place among the others.

        Args:
            name: The other branch.
            draft: The plan of the open turn, which the branch that is left keeps.

        Raises:
            MalformedChoice: There is no such branch.
            SaveMismatch: A turn of it comes out otherwise than it was recorded.
        """
        there, left = self.follow(name), self._leave(draft)
        wanted = find_branch(self.branches, name)
        shared = count_shared(left.journal, wanted.journal)
        if shared < len(left.journal):
            self._note_return(shared + 1)
        self.branches = tuple(left if each is wanted else each for each in self.branches)
        self.branch = wanted.name
        self._go_on(there.turns, there.draft)

    def rename(self, name: str, new: str) -> None:
        """Call a branch otherwise, be it the one that is played or another.

        Raises:
            MalformedChoice: There is no such branch, or the new name is none or is taken.
        """
        names = {self.branch, *(each.name for each in self.branches)} - {name}
        new = check_name(new, names)
        if name == self.branch:
            self.branch = new
        else:
            found = find_branch(self.branches, name)
            renamed = found.model_copy(update={"name": new})
            self.branches = tuple(renamed if each is found else each for each in self.branches)
        self.keep()

    def forget(self, name: str) -> None:
        """Keep another branch no longer.

        Raises:
            MalformedChoice: There is no such branch.
        """
        found = find_branch(self.branches, name)
        self.branches = tuple(each for each in self.branches if each is not found)
        self.keep()

    def _leave(self, draft: Plan | None) -> BranchRecord:
        """Return the branch that is played as it is kept when another one is."""
        save = self.record(draft)
        return BranchRecord(
            name=self.branch, label=save.label, written=save.written, finished=save.finished,
            draft=save.draft, journal=save.journal,
        )  # fmt: skip

    def _note_return(self, turn: int) -> None:
        """Record a step back, where the mode does."""
        if self.mode == "standard":
            step = RewindRecord(from_=self.turn, to=turn, written=self._stamp())
            self.rewinds = (*self.rewinds, step)

    def _go_on(self, turns: tuple[PlayedTurn, ...], draft: Plan) -> None:
        """Stand after some turns, with a plan for the next, and keep that."""
        self._turns, self.draft = turns, draft
        self._opening = open_turn(self.rules, self.state)
        self.keep()

    def keep(self, draft: Plan | None = None) -> Path | None:
        """Write the autosave of the open turn, with the plan as it stands.

        Returns:
            The file, or none if there is no folder or it cannot be written; then `trouble` says
            why.
        """
        if self.saves is None:
            return None
        if draft is not None:
            self.draft = draft
        try:
            path = self.saves.autosave(self.record())
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
        if self.saves is None:
            raise SaveError("this game is played without a folder for its saves")
        return self.saves.keep(self.record(draft), label)

    def record(self, draft: Plan | None = None) -> Save:
        """Return the save of the game as it stands, with the plan of the open turn."""
        draft = self.draft if draft is None else draft
        silent = self.over or not (draft.orders or draft.choices)
        plain = not self.branches and self.branch == MAIN
        return self._head.model_copy(
            update={
                "format": SINGLE if plain else FORMAT,
                "program": __version__,
                "written": self._stamp(),
                "label": self.label,
                "turn": self.turn,
                "finished": self.over,
                "taken_back": len(self.rewinds),
                "branch": self.branch,
                "others": len(self.branches),
                "countdowns": () if self.over else count_down(self.standpoint),
                "ending": record_ending(self.rules, self.state),
                "draft": None if silent else record_plan(draft),
                "rewinds": self.rewinds,
                "journal": tuple(record_turn(self.rules, turn) for turn in self._turns),
                "branches": self.branches,
            }
        )

    def _stamp(self) -> datetime:
        """Return the time, later than that of any save before, even if the clock was set back."""
        self._written = max(datetime.now(UTC), self._written + timedelta(microseconds=1))
        return self._written
