"""What white does to the game's course: phases, clocks, seats, and what waits for an answer."""

from __future__ import annotations

from functools import partial
from typing import cast

from textual import work

from game.exercise.configuration import Source
from game.exercise.white import QueueItem, WorldView
from game.ui.exercise.story import Story, read_number
from game.ui.exercise.words import PHASES, count_of
from game.ui.screens.form import Field, Option

READ_ONLY = {"search", "help", "settings", "leave", "board-worlds", "board-seats", "board-queue",
             "board-msel", "board-log"}  # fmt: skip
"""What an analyst may do too."""


class Control(Story):
    """The deeds of white; each checks that a colleague has not been faster."""

    def why_not(self, command: str) -> str | None:
        """Return why a command cannot be given now; none if it can."""
        if command in READ_ONLY:
            return None
        if self.reader.role != "white":
            return "analysts see all and touch nothing"
        if self.seen is None:
            return "nothing is known yet"
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
        from game.exercise.phases import start

        if await self.confirm("START THE EXERCISE?", "All worlds begin turn 1.", done="start"):
            self.carry_out("The exercise runs.", partial(start, self.exercise, self.reader))

    @work(group="dialog", exclusive=True)
    async def action_end(self) -> None:
        """End the exercise."""
        from game.exercise.phases import end

        if await self.confirm("END THE EXERCISE?", "Nothing is taken any more.", done="end"):
            self.carry_out("The exercise has ended.", partial(end, self.exercise, self.reader))

    def action_pause(self) -> None:
        """Pause, or go on."""
        from game.exercise.phases import pause, unpause

        if self.seen is None:
            return
        if self.seen.paused:
            self.carry_out("The clocks run on.", partial(unpause, self.exercise, self.reader))
        else:
            self.carry_out("Everything stands.", partial(pause, self.exercise, self.reader))

    def action_move_on(self) -> None:
        """Go on to the next phase in the world under the cursor."""
        if self.world is not None:
            self._move(self.world)

    def _move(self, world: WorldView) -> None:
        from game.exercise.phases import move_on

        deed = partial(
            move_on, self.exercise, self.reader, worlds=[world.id],
            expect=(world.phase, world.turn),
        )  # fmt: skip
        self.carry_out("", deed)

    @work(group="dialog", exclusive=True)
    async def action_move_all(self) -> None:
        """Go on in all worlds that are where the one under the cursor is."""
        from game.exercise.phases import move_on

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
            self._extend([self.world.id], self.world.label or self.world.id)

    def action_extend_all(self) -> None:
        """Give the phase more minutes everywhere."""
        self._extend(None, "ALL WORLDS")

    @work(group="dialog", exclusive=True)
    async def _extend(self, worlds: list[str] | None, label: str) -> None:
        from game.exercise.phases import extend

        written = await self.ask(f"EXTEND IN {label}", Field("minutes", "by how many minutes", "5"))
        if written is not None:

            def deed() -> None:
                minutes = read_number(written["minutes"], "the minutes")
                extend(self.exercise, self.reader, minutes, worlds=worlds)

            self.carry_out("The clock has more time.", deed)

    # ------------------------------------------------------------------ seats

    @work(group="dialog", exclusive=True)
    async def action_grace(self) -> None:
        """Let a seat hand in late."""
        from game.exercise.phases import grant_grace

        world, seat = self.world, self.seat
        if world is None or seat is None:
            return
        title = f"GRACE FOR {seat.label or seat.seat}"
        written = await self.ask(title, Field("minutes", "for how many minutes", "2"))
        if written is not None:

            def deed() -> None:
                minutes = read_number(written["minutes"], "the minutes")
                grant_grace(self.exercise, self.reader, world.id, seat.seat, minutes)

            self.carry_out("It may hand in after the lock.", deed)

    def action_decide(self) -> None:
        """Decide what counts as the orders of the seat under the cursor."""
        if self.world is not None and self.seat is not None:
            self.decide_for(self.world.id, self.seat.seat)

    @work(group="dialog", exclusive=True)
    async def decide_for(self, world: str, seat: str) -> None:
        """Ask what counts as a seat's orders."""
        from game.exercise.phases import decide

        source = await self.choose(
            f"WHAT COUNTS AS THE ORDERS OF {seat}?",
            Option("draft", "d", "its draft, as it stands"),
            Option("standing", "s", "its standing orders"),
            Option("bot", "b", "what a bot chooses"),
            Option("silence", "n", "nothing: silence"),
        )
        if source is not None:
            chosen = cast(Source, source)
            deed = partial(decide, self.exercise, self.reader, world, seat, chosen)
            self.carry_out("It is decided.", deed)

    @work(group="dialog", exclusive=True)
    async def action_bot(self) -> None:
        """Let a bot play a seat, or a team again."""
        from game.exercise.phases import set_bot

        world, seat = self.world, self.seat
        if world is None or seat is None:
            return
        bot = seat.kind != "bot"
        told = "A bot plays it from now on." if bot else "A team plays it from now on."
        if await self.confirm(f"{seat.label or seat.seat}: {told}", done="so be it"):
            deed = partial(set_bot, self.exercise, self.reader, world.id, seat.seat, bot)
            self.carry_out(told, deed)

    @work(group="dialog", exclusive=True)
    async def action_code(self) -> None:
        """Give a seat a new code, which is shown once."""
        from game.exercise.codes import renew_code

        world, seat = self.world, self.seat
        if world is None or seat is None:
            return
        title = f"A NEW CODE FOR {seat.label or seat.seat}?"
        if await self.confirm(title, "The old one is dead then.", done="a new code"):

            def deed() -> None:
                code = renew_code(
                    self.exercise, self.reader, role="seat", world=world.id, seat=seat.seat
                )
                self.app.call_from_thread(self._show_code, seat.label or seat.seat, code)

            self.carry_out("", deed)

    def _show_code(self, seat: str, code: str) -> None:
        from game.ui.screens.form import ChoiceScreen

        told = (f"{code}", "It is not shown again.")
        self.app.push_screen(ChoiceScreen(f"THE CODE OF {seat}", (), told))

    @work(group="dialog", exclusive=True)
    async def action_expel(self) -> None:
        """End whoever sits at a seat."""
        from game.exercise.sessions import revoke_sessions

        world, seat = self.world, self.seat
        if world is None or seat is None:
            return
        title = f"END WHOEVER SITS AT {seat.label or seat.seat}?"
        if await self.confirm(title, "The code opens the seat again.", done="end it"):
            deed = partial(revoke_sessions, self.exercise, self.reader, world.id, seat.seat)
            self.carry_out("The seat is free.", deed)

    def action_peek(self) -> None:
        """Look at the exercise as a seat sees it."""
        from game.exercise.readers import Reader
        from game.exercise.sessions import Session
        from game.ui.exercise.desk import SeatDesk

        if self.world is not None and self.seat is not None:
            reader = Reader("seat", self.world.id, self.seat.seat)
            self.app.push_screen(SeatDesk(self.exercise, Session("", reader)))

    # ------------------------------------------------------------------ what waits

    def action_answer(self) -> None:
        """Do what enter means on the board that has the cursor."""
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
        from game.exercise.messages import release_message
        from game.exercise.sessions import consent

        match item.kind:
            case "claim":
                deed = partial(consent, self.exercise, self.reader, str(item.ref))
                self.carry_out("The seat has changed hands.", deed)
            case "message":
                deed = partial(release_message, self.exercise, self.reader, int(item.ref))
                self.carry_out("The message is passed on.", deed)
            case "proposal":
                self.rule_on(item)
            case "missing":
                self.decide_for(item.world, item.seat)
            case "inject":
                self.send_inject(str(item.ref))
            case "late":
                self._extend([item.world], item.world)
            case "release":
                worlds = self.seen.worlds if self.seen else ()
                world = next((each for each in worlds if each.id == item.world), None)
                if world is not None:
                    self._move(world)

    def action_board(self, name: str) -> None:
        """Give a board the cursor."""
        raise NotImplementedError

    @work(group="dialog", exclusive=True)
    async def action_refuse(self) -> None:
        """Refuse a second claim or a message."""
        from game.exercise.messages import stop_message
        from game.exercise.sessions import refuse

        item = self.item
        if item is None:
            return
        if item.kind == "claim":
            deed = partial(refuse, self.exercise, self.reader, str(item.ref))
            self.carry_out("The claim is refused.", deed)
        elif item.kind == "message":
            written = await self.ask(
                "STOP THE MESSAGE", Field("reason", "why, as its sender reads it", needed=False),
                known=(item.text,),
            )  # fmt: skip
            if written is not None:
                self.carry_out("The message is stopped.", partial(
                    stop_message, self.exercise, self.reader, int(item.ref), written["reason"]
                ))  # fmt: skip
