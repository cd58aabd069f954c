"""They ask: what is asked of you, priced, with the answers that you can give."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from game.ui.desk.asks import AnswerRow, AskRow, PriceLine, list_asks
from game.ui.desk.effects import EffectWord, fit_effects
from game.ui.desk.position import Position
from game.ui.keyboard.catalogue import bind
from game.ui.keyboard.keyboard import keyboard_of
from game.ui.messages import AnswerChosen, EdgePassed, RoomChanged, ShowEffects
from game.ui.panels.orders import EFFECTS, MONEY, WIDE
from game.ui.panels.panel import Line, ListPanel, Target
from game.ui.panels.row import Row
from game.ui.widgets.bar import price_content
from game.ui.widgets.rows import cut, fold

LETTERS_END = 30
"""Column where the letters of advisers end."""

AMOUNT = 6
"""Cells of an amount; a range, which is longer, leads the effects where columns are near."""

SCALE = 5
"""The fewest cells of the scale of a price."""

TEXT_WIDTH = 90
"""The longest row of a dispatch."""


class AsksPanel(ListPanel):
    """The demands; the one under the cursor stands open, the others take a row each."""

    FOLLOWS_PLAN = True

    BINDINGS = [bind(f"asks.answer-{letter}", f"answer('{letter}')") for letter in "abcde"]

    opened: reactive[int] = reactive(0)
    """The demand that stands open."""

    def __init__(self, *, id: str | None = None) -> None:
        """Start with nothing asked."""
        super().__init__(id=id)
        self._asks: tuple[object, tuple[AskRow, ...]] = (None, ())

    @property
    def asks(self) -> tuple[AskRow, ...]:
        """The demands under the plan."""
        if self.position is None:
            return ()
        if self._asks[0] != (self.position, self.plan):
            self._asks = ((self.position, self.plan), list_asks(self.position, self.plan))
        return self._asks[1]

    @property
    def ask(self) -> AskRow | None:
        """The demand that stands open."""
        return self.asks[self.opened] if self.opened < len(self.asks) else None

    @property
    def answer(self) -> AnswerRow | None:
        """The answer under the cursor."""
        answers = self.ask.answers if self.ask else ()
        return answers[self.cursor] if self.cursor < len(answers) else None

    def watch_position(self) -> None:
        """Begin a turn at the first demand."""
        self.opened = 0
        self.cursor = 0

    def watch_opened(self) -> None:
        """Another demand stands open: it may need other room."""
        self.post_message(RoomChanged())

    def count(self) -> int:
        """Count the answers of the open demand."""
        return len(self.ask.answers) if self.ask else 0

    def target(self) -> Target:
        """Return demand and answer under the cursor."""
        return self.opened, self.cursor + 1

    def rows_wanted(self) -> int:
        """Count the rows of everything but the dispatch."""
        head = 0 if self.compact else 1
        if not self.asks:
            return head + (0 if self.compact else 1)
        return head + len(self.asks) + max(self._body_of(ask) for ask in self.asks)

    def _body_of(self, ask: AskRow) -> int:
        return (ask.price is not None) + bool(ask.scale) + len(ask.answers)

    def state(self) -> tuple[object, ...]:
        """Return which demand stands open."""
        return (self.opened,)

    def reveal(self, body: list[Line], height: int) -> None:
        """Show the heading of the open demand together with the answer under the cursor."""
        super().reveal(body, height)
        targets = [line.target for line in body]
        if (self.opened, 0) in targets and self.target() in targets:
            title, answer = targets.index((self.opened, 0)), targets.index(self.target())
            if answer - title < height:
                self.top = min(self.top, title)

    def text_rows(self) -> int:
        """Count the rows that any of the dispatches needs."""
        width = max(20, self.size.width - 3)
        return max((len(self._fold(ask, width)) for ask in self.asks), default=0)

    def _fold(self, ask: AskRow, width: int) -> tuple[Content, ...]:
        return fold(ask.text, "$soft", min(width, TEXT_WIDTH))

    def action_move(self, step: int) -> None:
        """Move to the next answer, to the next demand, or out of the region."""
        wanted = self.cursor + step
        if 0 <= wanted < self.count():
            self.cursor = wanted
        elif 0 <= self.opened + step < len(self.asks) and abs(step) == 1:
            self.opened += step
            self.cursor = 0 if step > 0 else self.count() - 1
        elif abs(step) == 1:
            self.post_message(EdgePassed(step))
        else:
            self.cursor = wanted

    def enter_from(self, way: int) -> None:
        """Take the cursor at the first or the last answer of all."""
        self.opened = 0 if way > 0 else max(0, len(self.asks) - 1)
        super().enter_from(way)

    def point_at(self, target: Target) -> None:
        """Open the demand that was clicked, or rest on the answer."""
        self.opened = target[0]
        self.cursor = max(0, target[1] - 1)

    def action_pick(self) -> None:
        """Choose the answer, or take it back; say why where it cannot be given."""
        if self.answer and self.answer.closed is not None:
            self.notify(f"{self.answer.label}: {self.answer.closed}", markup=False)
        elif self.ask and self.answer:
            self.post_message(AnswerChosen(self.ask.event, self.answer.id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters through that are no answers of the open demand."""
        if action == "answer":
            return self.ask is not None and any(
                answer.key == parameters[0] for answer in self.ask.answers
            )
        return True

    def action_answer(self, letter: str) -> None:
        """Choose an answer by its letter."""
        for index, answer in enumerate(self.ask.answers if self.ask else ()):
            if answer.key == letter:
                self.cursor = index
                self.action_pick()

    def explain(self) -> ShowEffects | None:
        """Return what asks for all that the answer under the cursor would do."""
        if self.ask and self.answer:
            return ShowEffects(f"{self.ask.event}.{self.answer.id}")
        return None

    def lines(self, position: Position, width: int) -> list[Line]:
        """Draw heading and demands."""
        head = [] if self.compact else [Line(self._heading(width), fixed=True)]
        if not self.asks:
            quiet = "" if self.compact else "Nothing is asked of you this turn."
            return [*head, Line(Content.assemble((quiet, "$faint")))]
        lines = head
        for index, ask in enumerate(self.asks):
            lines += self._draw_ask(index, ask, width)
        return lines

    def _heading(self, width: int) -> Content:
        due = sum(1 for ask in self.asks if ask.chosen is None)
        row = Row(width - 1).put(0, "THEY ASK", "bold $bright")
        if self.asks:
            number = (str(due), "bold $bright")
            row.end(width - 1, Content.assemble(("answers due ", "$faint"), number))
        return row.content()

    def _draw_ask(self, index: int, ask: AskRow, width: int) -> list[Line]:
        """Draw a demand: its row, and if it stands open price, dispatch and answers."""
        inner = width - 1
        rows: list[tuple[Content, Target | None]] = [(self._title(ask, inner), (index, 0))]
        if index == self.opened:
            if ask.price is not None:
                rows.append((self._draw_price(ask.price, inner), None))
            rows += [(row, None) for row in self._spare_text(ask, width)]
            shift = 8 if width >= WIDE else 0
            if ask.scale and self.size.height >= self.rows_wanted():
                scale = Row(inner).end(MONEY + shift, ask.scale, "$faint")
                rows.append((scale.put(EFFECTS + shift, "first effect", "$faint").content(), None))
            rows += [
                (self._draw_answer(answer, inner, shift), (index, place + 1))
                for place, answer in enumerate(ask.answers)
            ]
        return [Line(row, target, "card", ask.mark.accent) for row, target in rows]

    def _spare_text(self, ask: AskRow, width: int) -> tuple[Content, ...]:
        """Return as many rows of the dispatch as there is room for."""
        taken = len(self.asks) + (0 if self.compact else 1) + self._body_of(ask)
        room = max(0, self.size.height - taken)
        rows = self._fold(ask, width - 1)
        if len(rows) > room and room:
            key = keyboard_of(self.app).spell("desk.news")
            more = Content.assemble((" … ", "$faint"), (key, "$gold"), (" all of it", "$faint"))
            return (*rows[: room - 1], cut(rows[room - 1], width - 1 - more.cell_length) + more)
        return rows[:room]

    def _title(self, ask: AskRow, width: int) -> Content:
        row, column = Row(width), 0
        if ask.mark.label:
            glyph = self.glyphs.seat(ask.mark.index)
            name = Content.assemble(
                (f"{glyph} ", f"${ask.mark.accent}"), (ask.mark.label, f"bold ${ask.mark.accent}")
            )
            row.put(0, name)
            column = name.cell_length + 2
        row.put(column, ask.title, "bold $bright" if ask.chosen is None else "$soft")
        if ask.chosen is not None:
            done = f"{self.glyphs.ordered} {ask.chosen.key}"
            column += len(ask.title) + 2
            row.put(column, done, "$gold")
        if ask.urgent and ask.chosen is None:
            return row.end(width, f" {ask.deadline} ", "bold reverse $bright").content()
        return row.end(width, ask.deadline, "$soft").content()

    def _draw_price(self, price: PriceLine, width: int) -> Content:
        """Draw what compliance pays now and elsewhere, with a scale in the room between."""
        now = Content.assemble(
            (f"{price.of} ", "$soft"), (price.now, "bold $bright"), (" pays ", "$soft"),
            (f"{price.pays} ", "bold $bright"),
        )  # fmt: skip
        then = Content.assemble((f" {price.at} pays {price.would}", "$soft"))
        room = min(12, width - now.cell_length - then.cell_length)
        if room < SCALE:
            now = now[len(price.of) + 1 :]
            room = min(12, width - now.cell_length - then.cell_length)
        return now + price_content(price.share, max(SCALE, room), "gold", self.glyphs) + then

    def _draw_answer(self, answer: AnswerRow, width: int, shift: int) -> Content:
        row = Row(width)
        chosen = self.glyphs.ordered if answer.chosen else ""
        row.put(0, answer.key + chosen, "$gold" if answer.closed is None else "$faint")
        style = "bold $bright" if answer.chosen else "$soft" if answer.closed is None else "$faint"
        row.put(3, answer.label, style)
        if answer.closed is not None:
            return row.tell(answer.closed, 5 + cell_len(answer.label)).content()
        row.end(LETTERS_END + shift // 2, answer.advisers, "$bright")
        words = answer.effects
        if len(answer.amount) <= AMOUNT + shift:
            row.end(MONEY + shift, answer.amount, "$bright" if answer.chosen else "$soft")
        else:
            words = (EffectWord(answer.amount, answer.amount), *words)
        start = EFFECTS + shift if self.ask and self.ask.scale else 31 + shift
        effects = "  ".join(fit_effects(words, width - start))
        return row.put(start, effects, "$soft").content()
