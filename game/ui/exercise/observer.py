"""An observer's screen: what everyone may know, turn by turn, and the survey while it is open."""

from __future__ import annotations

from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from game.exercise.events import Event
from game.exercise.exercise import Exercise
from game.exercise.publicity import (
    PublicTurn,
    PublicView,
    PublicWorld,
    public_turns,
    public_view,
)
from game.exercise.readers import Reader
from game.exercise.resolution import name_date
from game.exercise.sessions import Session, hash_token
from game.ui.exercise.live import Live
from game.ui.exercise.questions import ask_survey
from game.ui.exercise.words import PHASES, fact_content, tell_turn
from game.ui.glyphs import glyphs_of
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import write_keys
from game.ui.widgets.key_row import Key, KeyRow
from game.ui.widgets.roster import Entry, Roster
from game.ui.widgets.rows import cut, fold, spread
from game.ui.widgets.thread import Thread, ThreadLine, TurnMark

BROAD = 90
"""The longest row of text, in cells."""

WIDE = 110
"""From so many columns on, values and words stand side by side."""

Found = tuple[PublicView, tuple[PublicTurn, ...]]
"""The exercise, and the turns of the world that is shown."""


class ObserverScreen(Live[Found]):
    """A world at a time and a turn at a time; whoever watches the open turn goes on with it."""

    CSS_PATH = "observer.tcss"

    BINDINGS = [
        bind("observer.before", "turn(-1)"),
        bind("observer.after", "turn(1)"),
        bind("observer.newest", "newest", priority=True),
        bind("observer.world", "next_world"),
        bind("observer.survey", "survey"),
        bind("observer.leave", "leave"),
    ]

    def __init__(self, exercise: Exercise, session: Session) -> None:
        """Watch an exercise."""
        super().__init__()
        self.follow(exercise, session)
        # Who reads late learns from the log too late that the survey is open.
        self.RESTLESS = exercise.configuration.observer_delay > 0.0
        self.seen: PublicView | None = None
        self.turns: tuple[PublicTurn, ...] = ()
        self.chosen = session.reader.world or exercise.configuration.worlds[0].id
        self.page: int | None = None
        self.answers: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the first row, the line of turns, values, words and keys."""
        yield Static(id="head")
        yield Thread(id="thread")
        yield Static(id="title")
        with Horizontal(id="body"):
            yield Static(id="facts")
            yield Roster(id="words")
        several = not self.reader.world and len(self.exercise.configuration.worlds) > 1
        yield KeyRow(
            Key("{observer.before}{observer.after}", "turns"),
            Key("{observer.newest}", "newest", "newest"), Key("{list.up}{list.down}", "read on"),
            *((Key("{observer.world}", "world", "next_world"),) if several else ()),
            Key("{observer.survey}", "survey", "survey"),
            last=Key("{observer.leave}", "leave", "leave"),
        )  # fmt: skip

    def on_mount(self) -> None:
        """Begin to follow the exercise."""
        self.query_one(Roster).focus()
        self.begin_looking()

    def on_resize(self) -> None:
        """Set values and words side by side where there is room."""
        self.set_class(self.app.size.width >= WIDE, "-wide")
        self.call_after_refresh(self.draw_all)

    def survey(self) -> Found:
        """Return what everyone may know."""
        view = public_view(self.exercise, self.reader)
        return view, public_turns(self.exercise, self.reader, self.chosen)

    def show(self, found: Found, fresh: tuple[Event, ...]) -> None:
        """Show it; a turn that was chosen stays."""
        before = self.seen
        self.seen, self.turns = found
        if self.seen.asked and not (before and before.asked):
            self.tell(
                write_keys("White has opened the survey: {observer.survey} answers it.", self.app)
            )
        self.draw_all()

    @property
    def world(self) -> PublicWorld | None:
        """The world that is shown."""
        worlds = self.seen.worlds if self.seen else ()
        return next((each for each in worlds if each.id == self.chosen), None)

    @property
    def turn(self) -> PublicTurn | None:
        """The turn that is shown: the newest, or the one that was chosen."""
        if not self.turns:
            return None
        return self.turns[-1 if self.page is None else min(self.page, len(self.turns) - 1)]

    # ------------------------------------------------------------------ what is drawn

    def draw_all(self) -> None:
        """Draw everything."""
        seen, world, turn = self.seen, self.world, self.turn
        if seen is None or world is None:
            return
        self.query_one("#head", Static).update(self._head(seen, world))
        self.query_one(Thread).line = self._line(seen, world, turn)
        self.query_one("#title", Static).update(self._title(world, turn))
        indicators = turn.indicators if turn else world.indicators
        rows = [fact_content(each, glyphs_of(self.app)) for each in indicators]
        self.query_one("#facts", Static).update(Content("\n").join(rows))
        self.query_one(Roster).show(lambda width, glyphs: list_words(turn, width))

    def _head(self, seen: PublicView, world: PublicWorld) -> Content:
        glyphs = glyphs_of(self.app)
        label = world.label if len(seen.worlds) > 1 else ""
        left = Content.assemble(
            (f"{glyphs.logo} {seen.title}", "bold $gold"),
            (f"   {label}", "bold $bright"),
        )
        late = f"observer, {seen.delay:g} min behind" if seen.delay else "observer"
        right = Content.assemble((late, "$faint"))
        if seen.paused and world.phase:
            right += Content.assemble("  ", (" paused ", "bold reverse $bright"))
        if seen.asked and not self.answers:
            key = write_keys("{observer.survey}", self.app)
            right = Content.assemble((key, "bold $gold"), (" survey  ", "$soft")) + right
        right += Content.assemble("  ", (tell_turn(seen, world.turn) or "not begun", "$bright"))
        width = self.app.size.width - 2
        return spread(cut(left, max(0, width - right.cell_length - 2)), right, width)

    def _line(self, seen: PublicView, world: PublicWorld, turn: PublicTurn | None) -> ThreadLine:
        """Return the turns as a line, on which the one that is shown is marked."""
        length = 1 if seen.practising else seen.turns
        past = turn is not None and turn.turn != world.turn
        return ThreadLine(
            turns=length,
            now=world.turn,
            first=name_date(self.exercise, 1),
            last=name_date(self.exercise, length),
            marks=(TurnMark(turn.turn, "shown", "bright"),) if turn and past else (),
        )

    def _title(self, world: PublicWorld, turn: PublicTurn | None) -> Content:
        if turn is None:
            return Content.assemble((PHASES.get(world.phase, ""), "bold $bright"))
        stage = "as it was released" if turn.released else PHASES.get(world.phase, world.phase)
        return Content.assemble(
            (f"TURN {turn.turn}", "bold $bright"), (f"   {turn.date}   ", "$soft"),
            (stage, "$faint"),
        )  # fmt: skip

    # ------------------------------------------------------------------ what can be done

    def action_turn(self, step: int) -> None:
        """Go to another turn; behind the newest it follows the exercise again."""
        last = len(self.turns) - 1
        place = (last if self.page is None else self.page) + step
        self.page = None if place >= last else max(0, place)
        self.query_one(Roster).cursor = 0
        self.draw_all()

    def action_newest(self) -> None:
        """Go to the newest turn."""
        self.action_turn(len(self.turns))

    def action_next_world(self) -> None:
        """Go to the next world, if this observer sees several."""
        names = [each.id for each in self.seen.worlds] if self.seen else []
        if len(names) > 1:
            self.chosen = names[(names.index(self.chosen) + 1) % len(names)]
            self.page = None
            self.look_again(True)

    @work(group="dialog", exclusive=True)
    async def action_survey(self) -> None:
        """Ask what the observer makes of the exercise; the last answers count."""
        if self.seen is None or not self.seen.asked:
            self.tell("Not now: white has not opened the survey.")
            return
        written = await ask_survey(self, self.observer, self.answers)
        self.answers = written or self.answers
        self.draw_all()

    @property
    def observer(self) -> Reader:
        """The reader with a name of its own, since all observers share a code."""
        return replace(self.reader, name=hash_token(self.session.token)[:6])

    def action_leave(self) -> None:
        """Leave."""
        self.app.exit()


def list_words(turn: PublicTurn | None, width: int) -> tuple[Entry, ...]:
    """Return what was told to all in a turn, and what was ordered once that is known."""
    if turn is None:
        return (_head("Nothing has begun."),)
    room = min(width, BROAD)
    told = [Entry(fold(text, "$soft", room), gap=1) for text in turn.news]
    entries = [_head("TOLD TO ALL", 1), *told] if told else [_head("Nothing was told to all.", 1)]
    if turn.orders:
        ordered = [
            Entry((cut(Content.assemble((f"{who}  ", "bold $bright"), (what, "$soft")), room),))
            for who, what in turn.orders
        ]
        entries += [_head("ORDERED", 1), *ordered]
    elif turn.released:
        entries.append(_head("Nothing was ordered in public."))
    return tuple(entries)


def _head(text: str, gap: int = 0) -> Entry:
    style = "bold $bright" if text.isupper() else "$faint"
    return Entry((Content.assemble((text, style)),), heading=True, gap=gap)
