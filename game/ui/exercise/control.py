"""What white does to the game's course: phases, clocks, seats, and what waits for an answer."""

from __future__ import annotations

from functools import partial
from typing import cast

from textual import work

from game.exercise.codes import renew_code
from game.exercise.configuration import Source
from game.exercise.messages import release_message, stop_message
from game.exercise.payloads import TurnResolved
from game.exercise.phases import (
    decide,
    end,
    extend,
    grant_grace,
    move_on,
    pause,
    set_bot,
    start,
    unpause,
)
from game.exercise.readers import Reader
from game.exercise.sessions import Session, consent, refuse, revoke_sessions
from game.exercise.white import QueueItem, WhiteView, WorldView
from game.ui.exercise.dialogue import read_number
from game.ui.exercise.events import describe_event
from game.ui.exercise.steering import Steering
from game.ui.exercise.words import PHASES, count_of
from game.ui.screens.form import Answers, ChoiceScreen, Field, Option

READ_ONLY = {"search", "help", "settings", "leave", "board-worlds", "board-seats", "board-queue",
             "board-msel", "board-log", "star", "read"}  # fmt: skip
"""What an analyst may do too."""


class Control(Steering):
    """The deeds of white; each checks that a colleague has not been faster."""

    def why_not(self, command: str) -> str | None:
        """Return why a command cannot be given now; none if it can."""
        if command in READ_ONLY:
            return None
        if self.reader.role != "white":
            return "analysts see all and touch nothing but their notes"
        if self.seen is None:
            return "nothing is known yet"
        if command in {"practise", "start", "end", "survey"}:
            return self._why_no_course(command, self.seen)
        seat_needed = {"grace", "decide", "bot", "code", "expel", "peek"}
        if command in seat_needed and self.seat is None:
            return "put the cursor on a seat first"
        if command in {"send", "hold", "edit", "skip"}:
            return self._why_no_inject()
        if command == "refuse" and (not self.item or self.item.kind not in {"claim", "message"}):
            return "only claims and messages are refused"
        if command == "debate" and (not self.item or self.item.kind != "proposal"):
            return "put the cursor on a proposal first"
        return None

    def _why_no_course(self, command: str, seen: WhiteView) -> str | None:
        if command == "survey":
            begun = seen.progress != "prepared" and not seen.practising
            return None if begun else "the exercise has not begun"
        if seen.progress == "ended":
            return "the exercise has ended"
        if command == "practise":
            begun = seen.progress == "running" and not seen.practising
            return "the exercise has begun" if begun else None
        if seen.practising:
            return "a practice turn is played; t ends it"
        if (seen.progress == "running") == (command == "start"):
            return f"the exercise has {'begun' if command == 'start' else 'not begun'}"
        return None

    def _why_no_inject(self) -> str | None:
        if self.inject is None:
            return "put the cursor on an inject first"
        return "it has been sent" if self.inject.status == "sent" else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what cannot be done."""
        if action == "board":
            return True
        return None if self.why_not(action) else True

    # ------------------------------------------------------------------ phases

    @work(group="dialog", exclusive=True)
    async def action_start(self) -> None:
        """Start the exercise."""
        seen = self.shown
        if await self.confirm("START THE EXERCISE?", "All worlds begin turn 1.", done="start"):
            deed = partial(start, self.exercise, self.reader, seen=seen)
            self.carry_out("The exercise runs.", deed)

    @work(group="dialog", exclusive=True)
    async def begin(self) -> None:
        """Ask whether a practice turn comes before the exercise."""
        answer = await self.choose(
            "WHAT BEGINS?",
            Option("practice", "t", "a practice turn, of which nothing counts"),
            Option("start", "s", "the exercise itself"),
        )
        if answer == "practice":
            self.action_practise()
        elif answer == "start":
            self.action_start()

    @work(group="dialog", exclusive=True)
    async def action_end(self) -> None:
        """End the exercise."""
        seen = self.shown
        known = "Nothing is taken any more but notes and, once it is open, the survey."
        if await self.confirm("END THE EXERCISE?", known, done="end"):
            deed = partial(end, self.exercise, self.reader, seen=seen)
            self.carry_out("The exercise has ended.", deed)

    def action_pause(self) -> None:
        """Pause, or go on."""
        if self.seen is None:
            return
        act, told = (
            (unpause, "The clocks run on.") if self.seen.paused else (pause, "Everything stands.")
        )
        self.carry_out(told, partial(act, self.exercise, self.reader, seen=self.shown))

    def action_move_on(self) -> None:
        """Go on to the next phase in the world under the cursor."""
        if self.world is not None:
            self._move(self.world)

    def _move(self, world: WorldView) -> None:
        deed = partial(
            move_on, self.exercise, self.reader, worlds=[world.id],
            expect=(world.phase, world.turn),
        )  # fmt: skip
        self.carry_out("", deed)

    @work(group="dialog", exclusive=True)
    async def action_move_all(self) -> None:
        """Go on in all worlds that are where the one under the cursor is."""
        world = self.world
        if world is None or self.seen is None:
            return
        place = (world.phase, world.turn)
        same = [each.id for each in self.seen.worlds if (each.phase, each.turn) == place]
        told = f"{count_of(len(same), 'world')} in {PHASES.get(world.phase, '')}, turn {world.turn}"
        if await self.confirm("NEXT PHASE IN ALL?", told, done="go on"):
            self.carry_out("", partial(
                move_on, self.exercise, self.reader, worlds=same, expect=place
            ))  # fmt: skip

    def action_extend(self) -> None:
        """Give the phase more minutes in the world under the cursor."""
        if self.world is not None:
            self._extend([self.world.id], self.world.label)

    def action_extend_all(self) -> None:
        """Give the phase more minutes everywhere."""
        self._extend(None, "ALL WORLDS")

    @work(group="dialog", exclusive=True)
    async def _extend(self, worlds: list[str] | None, label: str) -> None:
        def deed(written: Answers, seen: int) -> None:
            minutes = read_number(written["minutes"], "the minutes")
            extend(self.exercise, self.reader, minutes, worlds=worlds, seen=seen)

        await self.fill_in(
            f"EXTEND IN {label}",
            Field("minutes", "by how many minutes; fewer with a minus", "5"),
            deed=deed,
            told="The deadline is moved.",
        )

    # ------------------------------------------------------------------ seats

    @work(group="dialog", exclusive=True)
    async def action_grace(self) -> None:
        """Let a seat hand in late."""
        world, seat = self.world, self.seat
        if world is None or seat is None:
            return

        def deed(written: Answers, seen: int) -> None:
            minutes = read_number(written["minutes"], "the minutes")
            grant_grace(self.exercise, self.reader, world.id, seat.seat, minutes, seen=seen)

        await self.fill_in(
            f"GRACE FOR {seat.label or seat.seat}",
            Field("minutes", "for how many minutes", "2"),
            deed=deed,
            told="It may hand in after the lock.",
        )

    def action_decide(self) -> None:
        """Decide what counts as the orders of the seat under the cursor."""
        if self.world is not None and self.seat is not None:
            self.decide_for(self.world.id, self.seat.seat)

    @work(group="dialog", exclusive=True)
    async def decide_for(self, world: str, seat: str) -> None:
        """Ask what counts as a seat's orders."""
        seen = self.shown
        source = await self.choose(
            f"WHAT COUNTS AS THE ORDERS OF {seat}?",
            Option("draft", "d", "its draft, as it stands"),
            Option("standing", "s", "its standing orders"),
            Option("bot", "b", "what a bot chooses"),
            Option("silence", "n", "nothing: silence"),
        )
        if source is not None:
            chosen = cast(Source, source)
            deed = partial(decide, self.exercise, self.reader, world, seat, chosen, seen=seen)
            self.carry_out("It is decided.", deed)

    @work(group="dialog", exclusive=True)
    async def action_bot(self) -> None:
        """Let a bot play a seat, or a team again."""
        world, seat = self.world, self.seat
        if world is None or seat is None:
            return
        bot, seen = seat.kind != "bot", self.shown
        told = "A bot plays it from now on." if bot else "A team plays it from now on."
        if await self.confirm(f"{seat.label or seat.seat}: {told}", done="so be it"):
            deed = partial(set_bot, self.exercise, self.reader, world.id, seat.seat, bot, seen)
            self.carry_out(told, deed)

    @work(group="dialog", exclusive=True)
    async def action_code(self) -> None:
        """Give a seat a new code, which is shown once."""
        world, seat = self.world, self.seat
        if world is None or seat is None:
            return
        title, seen = f"A NEW CODE FOR {seat.label or seat.seat}?", self.shown
        if await self.confirm(title, "The old one is dead then.", done="a new code"):

            def deed() -> None:
                code = renew_code(
                    self.exercise, self.reader, "seat", world.id, seat.seat, seen=seen
                )
                self.app.call_from_thread(self._show_code, seat.label or seat.seat, code)

            self.carry_out("", deed)

    def _show_code(self, seat: str, code: str) -> None:
        told = (f"{code}", "It is not shown again.")
        self.app.push_screen(ChoiceScreen(f"THE CODE OF {seat}", (), told))

    @work(group="dialog", exclusive=True)
    async def action_expel(self) -> None:
        """End whoever sits at a seat."""
        world, seat = self.world, self.seat
        if world is None or seat is None:
            return
        title, seen = f"END WHOEVER SITS AT {seat.label or seat.seat}?", self.shown
        if await self.confirm(title, "The code opens the seat again.", done="end it"):
            place = (world.id, seat.seat)
            deed = partial(revoke_sessions, self.exercise, self.reader, *place, seen=seen)
            self.carry_out("The seat is free.", deed)

    def action_peek(self) -> None:
        """Look at the exercise as a seat sees it."""
        from game.ui.exercise.desk import SeatDesk

        if self.world is not None and self.seat is not None:
            reader = Reader("seat", self.world.id, self.seat.seat)
            self.app.push_screen(SeatDesk(self.exercise, Session("", reader)))

    # ------------------------------------------------------------------ what waits

    def action_answer(self) -> None:
        """Do what enter means on the board that has the cursor."""
        if self.entry is not None:
            self.action_read()
        if self.reader.role != "white":
            return
        match getattr(self, "board", ""):
            case "queue" if self.item is not None:
                self._answer_item(self.item)
            case "seats":
                self.action_decide()
            case "msel":
                self.action_send()
            case "worlds":
                self.action_board("seats")

    def _answer_item(self, item: QueueItem) -> None:
        match item.kind:
            case "claim":
                deed = partial(consent, self.exercise, self.reader, item.ref, seen=self.shown)
                self.carry_out("The seat has changed hands.", deed)
            case "message":
                number, seen = int(item.ref), self.shown
                deed = partial(release_message, self.exercise, self.reader, number, seen=seen)
                self.carry_out("The message is passed on.", deed)
            case "start":
                self.begin()
            case "practice":
                self.action_practise()
            case "end":
                self.action_end()
            case "survey":
                self.action_survey()
            case "proposal":
                self.rule_on(item)
            case "missing":
                self.decide_for(item.world, item.seat)
            case "inject":
                self.send_inject(str(item.ref), self._find_world(item.world))
            case "late" if world := self._find_world(item.world):
                self._extend([world.id], world.label)
            case "release" if world := self._find_world(item.world):
                self._move(world)

    def _find_world(self, name: str) -> WorldView | None:
        """Return a world as it was seen last."""
        worlds = self.seen.worlds if self.seen else ()
        return next((each for each in worlds if each.id == name), None)

    def action_board(self, name: str) -> None:
        """Give a board the cursor."""
        raise NotImplementedError

    @work(thread=True, group="read", exclusive=True)
    def action_read(self) -> None:
        """Tell an entry in full: the one under the log's cursor, or the last resolution."""
        from game.exercise.account import give_account
        from game.exercise.names import Names
        from game.ui.exercise.sheets import TextSheet

        world, entry = self.world, self.entry
        if entry is None and world is not None:
            journal = self.exercise.world(world.id).journal
            played = [each for each in journal if isinstance(each.payload, TurnResolved)]
            entry = played[-1] if played else None
        lines = give_account(entry, Names(self.exercise)) if entry else []
        if entry is not None and not lines:
            lines = [describe_event(entry)]
        sheet = TextSheet("IN FULL", tuple(lines), "No turn of this world has been resolved yet.")
        self.app.call_from_thread(self.app.push_screen, sheet)

    @work(group="dialog", exclusive=True)
    async def action_refuse(self) -> None:
        """Refuse a second claim or a message."""
        item = self.item
        if item is None:
            return
        if item.kind == "claim":
            deed = partial(refuse, self.exercise, self.reader, item.ref, seen=self.shown)
            self.carry_out("The claim is refused.", deed)
        elif item.kind == "message":
            await self.fill_in(
                "STOP THE MESSAGE", Field("reason", "why, as its sender reads it", needed=False),
                deed=lambda written, seen: stop_message(
                    self.exercise, self.reader, int(item.ref), written["reason"], seen=seen
                ),
                told="The message is stopped.",
                known=(item.text,),
            )  # fmt: skip
