"""A seat's desk in an exercise: the desk, with white at the other end."""

from __future__ import annotations

import uuid
from collections.abc import Container

from textual import work

from game.engine import Plan
from game.errors import BufferStateError
from game.exercise.drafts import save_draft
from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.orders import set_ready, set_standing, submit, withdraw
from game.exercise.payloads import (
    ArgumentAdded,
    DebateOpened,
    InjectDelivered,
    MessageSent,
    OverrideAnnounced,
    PhaseLocked,
    PhaseOpened,
    RulingAnnounced,
    TurnReleased,
)
from game.exercise.seats import SeatView, seat_view
from game.exercise.sessions import Session
from game.ui.desk.planning import list_silences, refuse_plan
from game.ui.desk.position import Position
from game.ui.exercise.commands import SEAT_COMMANDS, SEAT_EXTRA, SEAT_ROW, SEAT_SHORT_ROW
from game.ui.exercise.game import SeatGame, take_seat
from game.ui.exercise.heading import SeatHeading
from game.ui.exercise.live import Live
from game.ui.exercise.questions import ask_survey
from game.ui.exercise.sheets import ArgueScreen, MailScreen, SeatSheet, TextSheet
from game.ui.exercise.words import count_of
from game.ui.keyboard.keyboard import write_keys
from game.ui.panels.heading import HeadingBar
from game.ui.screens.briefing import BriefingScreen
from game.ui.screens.desk import DeskScreen
from game.ui.screens.doors import open_report

NEWS = {each.TYPE for each in (InjectDelivered, MessageSent, RulingAnnounced, OverrideAnnounced,
                               DebateOpened)}  # fmt: skip
"""What is counted as new until it is looked at."""


ASKED = "is argued now: {desk.argue} takes your reasons and your estimate of its odds."
"""What is asked of a seat once something goes to argument."""

AFTERWARDS = (
    "Your orders stay secret until release; {{desk.withdraw}} takes them back while {} lasts. "
    "Then white has the rules play the turn."
)
"""What becomes of orders that are handed in."""

DEEDS = {"commit", "withdraw", "ready", "standing", "survey"}
"""What only the seat itself does."""


COURSE = (
    "This exercise is played for {turns}. In each, white, the facilitators, opens the briefing, "
    "then the planning: give orders and answers, and hand them in with {{desk.commit}}. They stay "
    "secret until white releases what came of them. {{desk.mail}} writes to others and to white, "
    "{{desk.argue}} proposes what the rules do not know, {{desk.ready}} says that you are ready, "
    "{{app.help}} lists all keys."
)
"""How an exercise goes, for who plays one for the first time."""


class SeatDesk(DeskScreen, Live[SeatGame]):
    """The desk of a seat; orders are handed in, white resolves and releases."""

    CSS_PATH = ["../screens/desk.tcss", "../screens/lesson.tcss"]
    BINDINGS = [command.binding() for command in SEAT_EXTRA]
    ALL_COMMANDS = SEAT_COMMANDS
    ROWS = (SEAT_ROW, SEAT_SHORT_ROW)
    COMMIT_WORD = "Hand in"

    game: SeatGame

    def __init__(self, exercise: Exercise, session: Session, since: int = 0) -> None:
        """Sit down.

        Args:
            exercise: The exercise.
            session: Who sits here.
            since: The entry of the log up to which this seat has seen everything.
        """
        self.since = self.away = since
        self.unread: list[Event] = []
        """News that came and were not looked at."""
        self.settled = since
        """The entry of the last report that was laid aside."""
        self.owed: list[int] = []
        """The entries that told of turns whose report has not been laid aside yet."""
        self.follow(exercise, session)
        super().__init__(take_seat(exercise, self.look_at))
        self.saved = self.game.draft
        self.saving = False

    @property
    def read(self) -> int:
        """The last entry behind which nothing is left to be told to whoever sits down next.

        News before a report that was laid aside are not told anew: the report would come again.
        """
        news = (event.seq for event in self.unread if event.seq > self.settled)
        unseen = (*self.owed, *news)
        return min((self.shown, *(seq - 1 for seq in unseen)))

    def look_at(self) -> SeatView:
        """Return what the seat sees now."""
        return seat_view(self.exercise, self.reader)

    @property
    def peeking(self) -> bool:
        """Whether white looks over the shoulder of an empty chair."""
        return not self.session.token

    @property
    def seen(self) -> SeatView:
        """What the seat saw last."""
        return self.game.seen

    def make_heading(self) -> HeadingBar:
        """Return the first row, with phase and clock."""
        return SeatHeading(id="heading")

    def on_mount(self) -> None:
        """Begin to follow the exercise."""
        self._show_stage()
        self.begin_looking()
        if self.seen.done:
            self.action_ending()
        missed = sum(each.seq > self.since for each in self.seen.releases)
        if self.since:
            self._show_reports(missed)
            self.call_after_refresh(self._tell_missed)
        elif not (self.seen.phase or self.peeking):
            # Before the first turn there is nothing else to do.
            self.call_after_refresh(self.action_sheet, "briefing")

    # ------------------------------------------------------------------ what white does

    def survey(self) -> SeatGame:
        """Return the game as the seat has it now."""
        return take_seat(self.exercise, self.look_at)

    def show(self, found: SeatGame, fresh: tuple[Event, ...]) -> None:
        """Show what has changed: the clock always, the position where the game has moved."""
        before, self.game = self.game, found
        self._count_news(fresh)
        self._show_stage()
        played = len(found.reports) - len(before.reports)
        anew = found.seen.practising != before.seen.practising
        moved = found.opening.state != before.opening.state or found.over != before.over
        if moved or played or anew:
            self._take_position(found, before, anew)
        if found.seen.phase != before.seen.phase:
            self.look_ahead()
        if found.seen.done and not before.seen.done:
            self.action_ending()
        self._tell_course(found.seen, before.seen)
        if played > 0:
            self._show_reports(played)
        elif played < 0 and not anew:
            self.tell("White has taken turns back.")
        for screen in self.app.screen_stack:
            if isinstance(screen, SeatSheet):
                screen.renew()
        if isinstance(self.app.screen, MailScreen):
            self._read_news(self.since, {MessageSent.TYPE})

    def _count_news(self, fresh: tuple[Event, ...]) -> None:
        """Count what others have said since the last look, and say what is argued now."""
        for event in fresh:
            if event.seq <= self.since:
                continue
            argued = isinstance(event.payload, ArgumentAdded) and event.payload.action
            if event.type in NEWS and event.seat != self.reader.seat:
                self.unread.append(event)
            if argued or isinstance(event.payload, DebateOpened):
                self.tell(f"{event.payload.intent} {write_keys(ASKED, self.app)}")
            self.since = event.seq

    def _show_reports(self, count: int) -> None:
        """Show the last reports; until they are laid aside, they are owed to whoever comes."""
        if not count:
            return
        owed = [each.seq for each in self.seen.releases[-count:]]
        self.owed += owed

        def settle(_: None) -> None:
            self.owed = [each for each in self.owed if each not in owed]
            self.settled = max(self.settled, *owed)
            if self.session.token:
                self.show_life()

        self.app.push_screen(open_report(self.game, self.game.reports[-count:]), settle)

    def _tell_course(self, found: SeatView, before: SeatView) -> None:
        """Say what begins or ends beside the turns."""
        if before.practising and not found.practising:
            self.tell("The practice is over. Nothing of it counts; all begins anew.")
        if found.asked and not before.asked:
            self.tell("White has opened the survey: s answers it.")

    def _take_position(self, found: SeatGame, before: SeatGame, anew: bool) -> None:
        """Show another position; the plan stays unless another turn has begun."""
        if found.turn != before.turn or anew:
            self.past.clear()
            self.saved = found.draft
            self.plan = found.draft
        self.prospect = None
        self.position = Position.of(found)
        self.quarters.take_cursor()

    def _show_stage(self) -> None:
        heading = self.query_one(SeatHeading)
        heading.seen = self.seen
        heading.unread = len(self.unread)
        heading.changed = self.seen.submitted is not None and self.seen.submitted != self.plan
        self._weigh_commands()

    def tell_time(self) -> None:
        """Let the clock go on."""
        self.query_one(SeatHeading).refresh()

    # ------------------------------------------------------------------ the plan

    def change_plan(self, plan: Plan) -> None:
        """Take another plan while orders are taken."""
        reason = self.why_not("commit")
        if reason is not None:
            self.tell(f"Not now: {reason}.")
            return
        super().change_plan(plan)

    def watch_plan(self, plan: Plan) -> None:
        """Keep the draft with every change."""
        super().watch_plan(plan)
        if self.is_mounted:
            self._show_stage()
            self.keep_draft()

    def look_ahead(self) -> None:
        """Imagine the next turn while there is something to plan: thirty seats share a machine."""
        if self.seen.phase in {"", "plan"}:
            super().look_ahead()

    def keep_draft(self) -> None:
        """Keep the plan as a draft, one at a time, the last one last."""
        if not (self.saving or self.peeking) and self.plan != self.saved:
            self.saving = True
            self._save(self.plan, self.seen.turn)

    @work(thread=True, group="draft")
    def _save(self, plan: Plan, turn: int) -> None:
        try:
            save_draft(self.exercise, self.reader, plan, turn)
        except BufferStateError as error:
            self.app.call_from_thread(self.tell, str(error))
        self.app.call_from_thread(self._note_saved, plan)

    def _note_saved(self, plan: Plan) -> None:
        self.saving, self.saved = False, plan
        self.keep_draft()

    @work(group="commit", exclusive=True)
    async def commit(self) -> None:
        """Hand in the orders, after a question where silence would answer."""
        position, plan, turn = self.position, self.plan, self.seen.turn
        if position is None:
            return
        reason = refuse_plan(position, plan)
        if reason is not None:
            self.tell(reason)
            return
        silences = list_silences(position, plan)
        span = "planning" if self.seen.phase == "plan" else "your grace"
        if silences:
            from game.ui.screens.question import QuestionScreen

            note = write_keys(AFTERWARDS.format(span), self.app)
            question = QuestionScreen(silences, (), "HAND IN YOUR ORDERS?", "hand in", note)
            if not await self.app.push_screen_wait(question):
                return
        number, again = str(uuid.uuid4()), self.seen.submitted is not None

        def deed() -> None:
            if again:
                withdraw(self.exercise, self.reader, turn)
            submit(self.exercise, self.reader, plan, turn=turn, uuid=number)

        told = "Your orders are in, secret until release. {desk.withdraw} takes them back "
        self.carry_out(write_keys(f"{told}while {span} lasts.", self.app), deed)

    def action_withdraw(self) -> None:
        """Take back what was handed in."""
        turn = self.seen.turn
        self.carry_out("Your orders are yours again.", lambda: withdraw(
            self.exercise, self.reader, turn
        ))  # fmt: skip

    def action_ready(self) -> None:
        """Say that the seat is ready, or not yet."""
        ready = not self.seen.ready
        told = (
            "White sees that you are ready." if ready else "White sees that you are not ready yet."
        )
        self.carry_out(told, lambda: set_ready(self.exercise, self.reader, ready))

    def action_standing(self) -> None:
        """Make the plan the standing orders."""
        plan = self.plan
        self.carry_out("White may use these orders when you are absent.", lambda: set_standing(
            self.exercise, self.reader, plan
        ))  # fmt: skip

    # ------------------------------------------------------------------ commands

    def why_not(self, command: str) -> str | None:
        """Return why a command cannot be given now; none if it can."""
        seen = self.seen
        if self.peeking and command in DEEDS:
            return "you only look"
        taken = seen.phase == "plan" or (seen.phase == "lock" and bool(seen.grace))
        match command:
            case "commit" | "withdraw" | "undo" | "ready" | "standing" if seen.ended:
                return "the exercise has ended"
            case "commit" | "withdraw" | "undo" | "ready" if seen.paused:
                return "the exercise is paused"
            case "ending" if not seen.done:
                return "it comes with the last turn, or when white ends the exercise"
            case "survey" if not seen.asked:
                return "white has not opened the survey"
            case "commit" | "withdraw" if seen.over or not taken:
                return "orders are taken while planning lasts"
            case "withdraw" if seen.submitted is None:
                return "nothing has been handed in"
            case "ready" if seen.over or not seen.phase:
                return "there is nothing to be ready for"
        return super().why_not(command)

    def action_mail(self) -> None:
        """Show the messages."""
        self._read_news(self.since)
        self.app.push_screen(MailScreen(self))

    def action_argue(self) -> None:
        """Show the proposals."""
        self._read_news(self.since, {DebateOpened.TYPE, RulingAnnounced.TYPE})
        self.app.push_screen(ArgueScreen(self))

    def action_sheet(self, name: str) -> None:
        """Show a sheet; the briefing tells how the exercise goes."""
        if name != "briefing":
            super().action_sheet(name)
            return
        course = COURSE.format(turns=count_of(self.seen.turns, "turn"))
        self.app.push_screen(BriefingScreen(self.game, course))

    @work(thread=True, group="away", exclusive=True)
    def _tell_missed(self) -> None:
        """Tell what happened since this seat was away, if others have done anything."""
        from game.exercise.summary import list_news

        news = list_news(self.exercise, self.reader, self.away)
        shown = (TurnReleased, PhaseOpened, PhaseLocked) if self.owed else ()
        if any(e.seat != self.reader.seat and not isinstance(e.payload, shown) for e in news):
            self.app.call_from_thread(self.action_away)

    @work(thread=True, group="away")
    def action_away(self) -> None:
        """Tell what happened since this seat was away; what came since then is in it too."""
        from game.exercise.names import Names
        from game.exercise.summary import list_news, tell

        # The first look may be quicker than this thread, and has then moved `since` on.
        news, names = list_news(self.exercise, self.reader, self.away), Names(self.exercise)
        lines = tuple(line for event in news for line in tell(event, names))
        self.app.call_from_thread(self._open_away, lines, news[-1].seq if news else 0)

    def _open_away(self, lines: tuple[str, ...], last: int) -> None:
        """Show what happened, up to an entry of the log."""
        self._read_news(last)
        sheet = TextSheet("SINCE YOU WERE AWAY", lines, "Nothing has happened meanwhile.")
        self.app.push_screen(sheet)

    def _read_news(self, last: int, kinds: Container[str] = NEWS) -> None:
        """Take news of some kinds, up to an entry of the log, for read."""
        self.since = max(self.since, last)
        self.unread = [e for e in self.unread if e.seq > last or e.type not in kinds]
        self.query_one(SeatHeading).unread = len(self.unread)

    def action_ending(self) -> None:
        """Show how it ended; the report of the last turn lies above it."""
        from game.ui.exercise.ending import SeatEnd

        self.app.push_screen(SeatEnd(self.game), self._leave_ending)

    def _leave_ending(self, survey: bool | None) -> None:
        reason = self.why_not("survey")
        if survey and reason is None:
            self.action_survey()
        elif survey:
            self.tell(f"Not now: {reason}.")

    @work(group="dialog", exclusive=True)
    async def action_survey(self) -> None:
        """Ask what the seat makes of the exercise; the last answers count."""
        await ask_survey(self, self.reader, self.seen.survey)

    def action_leave(self) -> None:
        """Leave the seat, or the look at it."""
        if self.peeking:
            self.app.pop_screen()
        else:
            self.app.exit()

    def keep(self) -> None:
        """Keep nothing here: the draft is kept with every change."""
