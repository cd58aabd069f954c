"""Ask for a few lines of text, with what is known above them; or to choose one of a few things."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from game.ui.keyboard.catalogue import bind
from game.ui.screens.overlay import Overlay
from game.ui.widgets.key_row import Key, KeyRow


@dataclass(frozen=True, slots=True)
class Field:
    """A line that is asked for."""

    name: str
    """Its key among the answers."""
    label: str
    """What it asks."""
    value: str = ""
    """What stands in it at first."""
    hint: str = ""
    """What it shows while it is empty."""
    needed: bool = True
    """Whether it must be filled in."""


Answers = Mapping[str, str]
"""What was written, by field."""


class FormScreen(Overlay[Answers | None]):
    """A card with lines to fill in; answered with what was written, or with nothing."""

    DEFAULT_CSS = """
    FormScreen {
        align: center middle;
    }
    FormScreen > #form {
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        background: $card;
        border-left: outer $gold;
        padding: 1 2 1 2;
    }
    FormScreen #known { height: auto; max-height: 10; margin: 0 0 1 0; }
    FormScreen #known Static { height: auto; }
    FormScreen #known.-empty { display: none; }
    FormScreen .title { height: 2; }
    FormScreen .label { height: 1; color: $faint; }
    FormScreen Input {
        height: 1;
        border: none;
        margin: 0 0 1 0;
        padding: 0 1;
        background: $selected;
        color: $bright;
    }
    FormScreen Input:focus { border: none; background: $ground; }
    FormScreen #trouble { height: auto; color: $bright; }
    """

    BINDINGS = [
        bind("form.leave", "leave"),
        # At once, and not by a message: the next letter belongs to the next line already.
        bind("form.next", "go_on", priority=True),
        bind("form.finish", "finish"),
        bind("form.down", "app.focus_next"),
        bind("form.up", "app.focus_previous"),
    ]

    def __init__(
        self,
        title: str,
        fields: tuple[Field, ...],
        known: tuple[str, ...] = (),
        done: str = "done",
        trouble: str = "",
    ) -> None:
        """Ask for some lines.

        Args:
            title: What it is about, in capitals.
            fields: The lines.
            known: What stands above them, a paragraph each.
            done: What the last enter does, in a word.
            trouble: Why what was written before could not be done.
        """
        super().__init__()
        self.heading = title
        self.fields = fields
        self.known = known
        self.done = done
        self.trouble = trouble

    def compose(self) -> ComposeResult:
        """Lay out what is known, the lines and the keys."""
        with Vertical(id="form"):
            title = Content.assemble((self.heading, "bold $bright"))
            yield Static(title, classes="title")
            with VerticalScroll(
                id="known", classes="" if self.known else "-empty", can_focus=False
            ):
                yield Static(Content("\n".join(self.known)))
            for field in self.fields:
                yield Static(Content(field.label), classes="label")
                yield Input(field.value, placeholder=field.hint, id=f"field-{field.name}")
            yield Static(Content(self.trouble), id="trouble")
            yield KeyRow(
                Key("{form.next}", f"next, at last {self.done}"),
                Key("{form.finish}", self.done, "finish"),
                last=Key("{form.leave}", "back", "leave"),
            )

    @property
    def inputs(self) -> list[Input]:
        """The lines, in their order."""
        return list(self.query(Input))

    def action_go_on(self) -> None:
        """Go to the next line, or be done at the last."""
        lines = self.inputs
        place = lines.index(self.focused) if isinstance(self.focused, Input) else -1
        if place + 1 < len(lines):
            self.set_focus(lines[place + 1])
        else:
            self.action_finish()

    async def _take_in(self) -> None:
        """Wait until every line has taken in the letters that were typed before."""
        for line in self.inputs:
            done = asyncio.Event()
            line.call_later(done.set)
            await done.wait()

    @work(exclusive=True)
    async def action_finish(self) -> None:
        """Answer with what was written, if nothing that is needed is missing."""
        await self._take_in()
        answers = {}
        for field, line in zip(self.fields, self.inputs, strict=True):
            answers[field.name] = line.value.strip()
            if field.needed and not answers[field.name]:
                self.query_one("#trouble", Static).update(
                    Content(f"{field.label}: this must be filled in.")
                )
                line.focus()
                return
        self.dismiss(answers)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    name: str
    """What the answer is then."""
    key: str
    """The key."""
    label: str
    """What it is."""
    closed: str = ""
    """Why it cannot be chosen; empty if it can."""


class ChoiceScreen(Overlay[str | None]):
    """A card with a few things, one of which a key chooses."""

    DEFAULT_CSS = """
    ChoiceScreen {
        align: center middle;
    }
    ChoiceScreen > #choice {
        width: 68;
        max-width: 100%;
        height: auto;
        background: $card;
        border-left: outer $gold;
        padding: 1 2 1 2;
    }
    ChoiceScreen Static { height: auto; margin: 0 0 1 0; }
    """

    BINDINGS = [bind("form.leave", "leave")]

    def __init__(
        self, title: str, options: tuple[Option, ...], known: tuple[str, ...] = ()
    ) -> None:
        """Offer some things; `known` stands above them, a paragraph each."""
        super().__init__()
        self.heading = title
        self.options = options
        self.known = known

    def compose(self) -> ComposeResult:
        """Lay out what is offered."""
        with Vertical(id="choice"):
            yield Static(Content.assemble((self.heading, "bold $bright")))
            if self.known:
                yield Static(Content("\n".join(self.known)))
            yield Static(Content("\n").join([_write_option(each) for each in self.options]))
            yield KeyRow(Key("{form.leave}", "back", "leave"))

    def on_key(self, event: events.Key) -> None:
        """Choose by a key, which is no command any more of the screen below."""
        option = next((each for each in self.options if each.key == event.character), None)
        if option is not None:
            event.stop()
            if not option.closed:
                self.dismiss(option.name)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def _write_option(option: Option) -> Content:
    closed = (f"  not now: {option.closed}", "$faint") if option.closed else ("", "")
    return Content.assemble(
        (option.key, "$faint" if option.closed else "$gold"),
        (f"  {option.label}", "$soft" if option.closed else "$bright"), closed,
    )  # fmt: skip
