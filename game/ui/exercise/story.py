"""What white does to the story: injects, proposals, overrides, messages, notes."""

from __future__ import annotations

from functools import partial

from textual import work

from game.errors import BufferStateError
from game.exercise.changes import parse_changes
from game.exercise.standing import Proposal
from game.exercise.white import InjectLine, QueueItem, SeatLine, WhiteView, WorldView
from game.ui.exercise.live import Live
from game.ui.screens.form import Answers, ChoiceScreen, Field, FormScreen, Option

CHANGES_HINT = "tension +5; funding = 2; raise bases_agreed"
"""How changes of values are written."""


class Story(Live):
    """The deeds of white that need words; the console says what the cursors rest on."""

    seen: WhiteView | None
    """What was seen last."""

    @property
    def world(self) -> WorldView | None:
        """The world under the cursor."""
        raise NotImplementedError

    @property
    def seat(self) -> SeatLine | None:
        """The seat under the cursor."""
        raise NotImplementedError

    @property
    def item(self) -> QueueItem | None:
        """What waits, under the cursor."""
        raise NotImplementedError

    @property
    def inject(self) -> InjectLine | None:
        """The inject under the cursor."""
        raise NotImplementedError

    async def ask(self, title: str, *fields: Field, known: tuple[str, ...] = (), done: str = "done"
                  ) -> Answers | None:  # fmt: skip
        """Ask for some lines; none if white thinks better of it."""
        return await self.app.push_screen_wait(FormScreen(title, fields, known, done))

    async def choose(self, title: str, *options: Option, known: tuple[str, ...] = ()) -> str | None:
        """Ask for one of a few things; none if white thinks better of it."""
        return await self.app.push_screen_wait(ChoiceScreen(title, options, known))

    async def confirm(self, title: str, *known: str, done: str) -> bool:
        """Ask whether something shall really be done."""
        return await self.choose(title, Option("yes", "y", done), known=known) == "yes"

    # ------------------------------------------------------------------ injects

    def action_send(self) -> None:
        """Send the inject under the cursor."""
        if self.inject is not None:
            self.send_inject(self.inject.inject.id)

    @work(group="dialog", exclusive=True)
    async def send_inject(self, name: str) -> None:
        """Send an inject after a look at what it is."""
        from game.exercise.injects import send

        known = self.seen.injects if self.seen else ()
        line = next((each for each in known if each.inject.id == name), None)
        if line is None:
            return
        title = f"SEND {line.inject.label or name}"
        worlds = await self._choose_worlds(title, _describe_inject(line))
        if worlds is not None:
            self.carry_out("The inject is sent.", partial(
                send, self.exercise, self.reader, name, worlds=worlds or None
            ))  # fmt: skip

    async def _choose_worlds(self, title: str, known: tuple[str, ...]) -> tuple[str, ...] | None:
        """Ask for which worlds: the one under the cursor or all, which are none; or none at all."""
        worlds = self.seen.worlds if self.seen else ()
        if len(worlds) < 2 or self.world is None:
            return () if await self.confirm(title, *known, done="send it") else None
        answer = await self.choose(
            title,
            Option("one", "1", f"in {self.world.label or self.world.id} alone"),
            Option("all", "a", f"in all {len(worlds)} worlds"),
            known=known,
        )
        return None if answer is None else (() if answer == "all" else (self.world.id,))

    def action_hold(self) -> None:
        """Hold the inject back, or let it come again."""
        from game.exercise.injects import hold, release_hold

        line = self.inject
        if line is None:
            return
        if line.status == "held":
            deed = partial(release_hold, self.exercise, self.reader, line.inject.id)
            self.carry_out("It comes again when its time is there.", deed)
        else:
            self.carry_out("It is held.", partial(hold, self.exercise, self.reader, line.inject.id))

    @work(group="dialog", exclusive=True)
    async def action_edit(self) -> None:
        """Change an inject before it is sent."""
        from game.exercise.injects import edit

        if self.inject is None:
            return
        inject = self.inject.inject
        known = {"label": inject.label, "text": inject.text, "expected": inject.expected,
                 "notes": inject.notes}  # fmt: skip
        written = await self.ask(
            f"EDIT {inject.id}",
            Field("label", "heading", known["label"], needed=False),
            Field("text", "text", known["text"], needed=False),
            Field("expected", "expected reaction", known["expected"], needed=False),
            Field("notes", "notes for white", known["notes"], needed=False),
        )
        if written is not None:
            changed = {name: text for name, text in written.items() if text != known[name]}
            deed = partial(edit, self.exercise, self.reader, inject.id, **changed)
            if changed:
                self.carry_out("The inject is changed.", deed)

    @work(group="dialog", exclusive=True)
    async def action_skip(self) -> None:
        """Skip an inject, with a reason."""
        from game.exercise.injects import skip

        if self.inject is None:
            return
        inject = self.inject.inject
        written = await self.ask(f"SKIP {inject.label or inject.id}", Field("reason", "why"))
        if written is not None:
            self.carry_out("It is skipped.", partial(
                skip, self.exercise, self.reader, inject.id, reason=written["reason"]
            ))  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_invent(self) -> None:
        """Write an inject that nobody prepared, and send it."""
        from game.exercise.configuration import Inject
        from game.exercise.injects import invent

        seats = ", ".join(seat.seat for seat in self.world.seats) if self.world else ""
        written = await self.ask(
            "INVENT AN INJECT",
            Field("label", "heading"),
            Field("sender", "from", hint="who sends it, as recipients read it", needed=False),
            Field("to", f"to (of {seats}; empty: all)", needed=False),
            Field("text", "text"),
            Field("effects", "effects at once", hint=CHANGES_HINT, needed=False),
            done="send",
        )
        if written is None:
            return
        number = 1 + len(self.seen.injects if self.seen else ())

        def deed() -> None:
            inject = Inject(
                id=f"white-{number}", label=written["label"], sender=written["sender"],
                to=split_names(written["to"]), text=written["text"],
                effects=parse_changes(written["effects"]) if written["effects"] else None,
            )  # fmt: skip
            invent(self.exercise, self.reader, inject, send_now=True)

        self.carry_out("The inject is sent.", deed)

    # ------------------------------------------------------------------ proposals

    @work(group="dialog", exclusive=True)
    async def action_debate(self) -> None:
        """Open a proposal for arguments and estimates."""
        from game.exercise.matrix import open_debate

        item = self.item
        if item is None or item.kind != "proposal":
            return
        written = await self.ask(
            "OPEN FOR DEBATE", Field("seats", "to which seats (empty: all)", needed=False),
            known=(item.text,),
        )  # fmt: skip
        if written is not None:
            seats = split_names(written["seats"]) or None
            self.carry_out("They may argue and estimate now.", partial(
                open_debate, self.exercise, self.reader, item.ref, seats
            ))  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def rule_on(self, item: QueueItem) -> None:
        """Rule on a proposal: odds, what follows either way, a rationale that must be written."""
        from game.exercise.matrix import rule

        known = describe_proposal(self.exercise.last_standing.proposals[item.ref])
        written = await self.ask(
            "RULE ON A PROPOSAL",
            Field("odds", "odds that it succeeds, in per cent", hint="0 to 100"),
            Field("success", "changes if it does", hint=CHANGES_HINT, needed=False),
            Field("failure", "changes if it does not", needed=False),
            Field("public", "rationale, as all read it"),
            Field("private", "rationale for white and the report", needed=False),
            known=known,
            done="roll",
        )
        if written is None:
            return

        def deed() -> None:
            odds = read_number(written["odds"], "the odds")
            ruling = rule(
                self.exercise, self.reader, item.ref, odds,
                success=parse_changes(written["success"]) if written["success"] else (),
                failure=parse_changes(written["failure"]) if written["failure"] else (),
                public=written["public"], private=written["private"],
            )  # fmt: skip
            outcome = "It succeeds" if ruling.succeeded else "It fails"
            told = f"{outcome}: rolled {100 * ruling.roll:.0f} against {odds:.0f}."
            self.app.call_from_thread(self.tell, told)

        self.carry_out("", deed)

    # ------------------------------------------------------------------ values, turns, words

    @work(group="dialog", exclusive=True)
    async def action_override(self) -> None:
        """Change values by hand: what changes is shown, a reason asked for."""
        from game.exercise.overrides import override, preview_override

        world = self.world
        if world is None:
            return
        asked = await self.ask(
            f"OVERRIDE IN {world.label or world.id}",
            Field("changes", "changes", hint=CHANGES_HINT),
            done="show the difference",
        )
        if asked is None:
            return
        try:
            changes = parse_changes(asked["changes"])
            differences = preview_override(self.exercise, self.reader, world.id, changes)
        except BufferStateError as error:
            self.tell(str(error))
            return
        if not differences:
            self.tell("That changes nothing.")
            return
        known = tuple(f"{each.name}:  {each.before:g}  →  {each.after:g}" for each in differences)
        written = await self.ask(
            "THE DIFFERENCE",
            Field("reason", "why, for white and the report"),
            Field("announce", "what the world is told, if anything", needed=False),
            known=known,
            done="apply it",
        )
        if written is not None:
            self.carry_out("The values are changed.", partial(
                override, self.exercise, self.reader, world.id, changes,
                reason=written["reason"], expect=differences, announce=written["announce"],
            ))  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_revert(self) -> None:
        """Take turns back; the log keeps them."""
        from game.exercise.phases import revert

        world = self.world
        if world is None:
            return
        written = await self.ask(
            f"TAKE TURNS BACK IN {world.label or world.id}",
            Field("turn", "back to the beginning of turn", str(max(1, world.turn))),
            Field("reason", "why"),
            known=("What was played since then stays in the log, and no longer counts.",),
            done="take back",
        )
        if written is not None:

            def deed() -> None:
                turn = int(read_number(written["turn"], "the turn"))
                revert(self.exercise, self.reader, world.id, turn, written["reason"])

            self.carry_out("The turns are taken back.", deed)

    @work(group="dialog", exclusive=True)
    async def action_message(self) -> None:
        """Write to seats."""
        from game.exercise.messages import send_message

        world = self.world
        if world is None:
            return
        known = ", ".join(["all", *(seat.seat for seat in world.seats)])
        start = self.seat.seat if self.seat else ""
        written = await self.ask(
            f"WRITE TO {world.label or world.id}",
            Field("to", f"to (of {known})", start), Field("text", "text"), done="send",
        )  # fmt: skip
        if written is not None:
            self.carry_out("The message is sent.", partial(
                send_message, self.exercise, self.reader, to=list(split_names(written["to"])),
                text=written["text"], world=world.id,
            ))  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_star(self) -> None:
        """Star this moment for the hot wash."""
        from game.exercise.notes import star

        objectives = ", ".join(each.id for each in self.exercise.configuration.objectives)
        written = await self.ask(
            "STAR THIS MOMENT",
            Field("text", "note", hint="what happened, or what to come back to", needed=False),
            Field("objective", f"objective (of {objectives or 'none'})", needed=False),
            done="star",
        )
        if written is not None:
            self.carry_out("The moment is starred.", partial(
                star, self.exercise, self.reader, written["text"] or "starred",
                objective=written["objective"] or None, world=self.world.id if self.world else "",
            ))  # fmt: skip


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a line, whatever stands between them."""
    return tuple(text.replace(",", " ").replace(";", " ").split())


def read_number(text: str, what: str) -> float:
    """Return a number that was typed.

    Raises:
        BufferStateError: It is none.
    """
    try:
        return float(text.replace("−", "-").replace(",", "."))
    except ValueError:
        raise BufferStateError(f"{what} must be a number, not {text[:20]!r}") from None


def describe_proposal(proposal: Proposal) -> tuple[str, ...]:
    """Say what is proposed, what speaks for and against it, and what the odds are held to be."""
    asked = proposal.added.payload
    lines = [f"{proposal.added.seat}: {asked.intent}"]
    lines += [f"by {asked.means}"] if asked.means else []
    lines += [f"since {asked.reasons}"] if asked.reasons else []
    for event in proposal.arguments:
        sign = "+" if event.payload.kind == "pro" else "−"
        lines.append(f"{sign} {event.seat}: {event.payload.intent}")
    odds = [f"{seat} {value:g}%" for seat, value in sorted(proposal.estimates.items())]
    lines += [f"estimates: {', '.join(odds)}"] if odds else []
    return tuple(lines)


def _describe_inject(line: InjectLine) -> tuple[str, ...]:
    """Say what an inject is before it is sent."""
    inject = line.inject
    lines = [
        inject.text,
        f"to {', '.join(inject.to) or 'all'}, effects: {line.effects or 'none'}",
        f"notes: {inject.notes}" if inject.notes else "",
    ]
    return tuple(each for each in lines if each)
