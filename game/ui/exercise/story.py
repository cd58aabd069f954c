"""What white does to the story: injects and proposals."""

from __future__ import annotations

from functools import partial

from textual import work

from game.exercise.changes import parse_changes
from game.exercise.configuration import Inject
from game.exercise.injects import edit, hold, invent, release_hold, send, skip
from game.exercise.matrix import open_debate, rule
from game.exercise.standing import Proposal
from game.exercise.white import InjectLine, QueueItem, WorldView
from game.ui.exercise.dialogue import Dialogue, read_number, split_names
from game.ui.screens.form import Answers, Field, Option

CHANGES_HINT = "tension +5; funding = 2; raise bases_agreed"
"""How changes of values are written."""


class Story(Dialogue):
    """The deeds of white that tell something."""

    # ------------------------------------------------------------------ injects

    def action_send(self) -> None:
        """Send the inject under the cursor."""
        if self.inject is not None:
            self.send_inject(self.inject.inject.id, self.world)

    @work(group="dialog", exclusive=True)
    async def send_inject(self, name: str, world: WorldView | None) -> None:
        """Send an inject to a world or to all, after a look at what it is."""
        known, seen = self.seen.injects if self.seen else (), self.shown
        line = next((each for each in known if each.inject.id == name), None)
        if line is None:
            return
        title = f"SEND {line.inject.label or name}"
        worlds = await self._choose_worlds(title, world, _describe_inject(line))
        if worlds is not None:
            self.carry_out("The inject is sent.", partial(
                send, self.exercise, self.reader, name, worlds=worlds or None, seen=seen
            ))  # fmt: skip

    async def _choose_worlds(
        self, title: str, world: WorldView | None, known: tuple[str, ...]
    ) -> tuple[str, ...] | None:
        """Ask for which worlds: the one that is meant or all, which are none; or none at all."""
        worlds = self.seen.worlds if self.seen else ()
        if len(worlds) < 2 or world is None:
            return () if await self.confirm(title, *known, done="send it") else None
        answer = await self.choose(
            title,
            Option("one", "1", f"in {world.label} alone"),
            Option("all", "a", f"in all {len(worlds)} worlds"),
            known=known,
        )
        return None if answer is None else (() if answer == "all" else (world.id,))

    def action_hold(self) -> None:
        """Hold the inject back, or let it come again."""
        line = self.inject
        if line is None:
            return
        held = line.status == "held"
        told = "It comes again when its time is there." if held else "It is held."
        act = release_hold if held else hold
        deed = partial(act, self.exercise, self.reader, line.inject.id, seen=self.shown)
        self.carry_out(told, deed)

    @work(group="dialog", exclusive=True)
    async def action_edit(self) -> None:
        """Change an inject before it is sent."""
        if self.inject is None:
            return
        inject = self.inject.inject
        known = {"label": inject.label, "text": inject.text, "expected": inject.expected,
                 "notes": inject.notes}  # fmt: skip

        def deed(written: Answers, seen: int) -> None:
            changed = {name: text for name, text in written.items() if text != known[name]}
            if changed:
                edit(self.exercise, self.reader, inject.id, seen=seen, **changed)

        await self.fill_in(
            f"EDIT {inject.id}",
            Field("label", "heading", known["label"], needed=False),
            Field("text", "text", known["text"], needed=False),
            Field("expected", "expected reaction", known["expected"], needed=False),
            Field("notes", "notes for white", known["notes"], needed=False),
            deed=deed,
            told="The inject is changed.",
        )

    @work(group="dialog", exclusive=True)
    async def action_skip(self) -> None:
        """Skip an inject, with a reason."""
        if self.inject is None:
            return
        inject = self.inject.inject
        await self.fill_in(
            f"SKIP {inject.label or inject.id}", Field("reason", "why"),
            deed=lambda written, seen: skip(
                self.exercise, self.reader, inject.id, reason=written["reason"], seen=seen
            ),
            told="It is skipped.",
        )  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_invent(self) -> None:
        """Write an inject that nobody prepared, and send it."""
        seats = ", ".join(seat.seat for seat in self.world.seats) if self.world else ""

        def deed(written: Answers, seen: int) -> None:
            inject = Inject(
                id="white", label=written["label"], sender=written["sender"],
                to=split_names(written["to"]), text=written["text"],
                effects=parse_changes(written["effects"]) if written["effects"] else None,
            )  # fmt: skip
            invent(self.exercise, self.reader, inject, send_now=True, number=True)

        await self.fill_in(
            "INVENT AN INJECT",
            Field("label", "heading"),
            Field("sender", "from", hint="who sends it, as recipients read it", needed=False),
            Field("to", f"to (of {seats}; empty: all)", needed=False),
            Field("text", "text"),
            Field("effects", "effects at once", hint=CHANGES_HINT, needed=False),
            deed=deed,
            told="The inject is sent.",
            done="send",
        )

    # ------------------------------------------------------------------ proposals

    @work(group="dialog", exclusive=True)
    async def action_debate(self) -> None:
        """Open a proposal for arguments and estimates."""
        item = self.item
        if item is None or item.kind != "proposal":
            return
        await self.fill_in(
            "OPEN FOR DEBATE", Field("seats", "to which seats (empty: all)", needed=False),
            deed=lambda written, seen: open_debate(
                self.exercise, self.reader, item.ref, split_names(written["seats"]) or None, seen
            ),
            told="They may argue and estimate now.",
            known=(item.text,),
        )  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def rule_on(self, item: QueueItem) -> None:
        """Rule on a proposal: odds, what follows either way, a rationale that must be written."""

        def deed(written: Answers, seen: int) -> str:
            odds = read_number(written["odds"], "the odds")
            ruling = rule(
                self.exercise, self.reader, item.ref, odds,
                success=parse_changes(written["success"]),
                failure=parse_changes(written["failure"]),
                public=written["public"], private=written["private"], seen=seen,
            )  # fmt: skip
            outcome = "It succeeds" if ruling.succeeded else "It fails"
            return f"{outcome}: rolled {100 * ruling.roll:.0f} against {odds:.0f}."

        await self.fill_in(
            "RULE ON A PROPOSAL",
            Field("odds", "odds that it succeeds, in per cent", hint="0 to 100"),
            Field("success", "changes if it does", hint=CHANGES_HINT, needed=False),
            Field("failure", "changes if it does not", needed=False),
            Field("public", "rationale, as all read it"),
            Field("private", "rationale for white and the report"),
            deed=deed,
            known=describe_proposal(self.exercise.last_standing.proposals[item.ref]),
            done="roll",
        )


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
        f"To {', '.join(inject.to) or 'all'}; effects: {line.effects or 'none'}.",
        f"notes: {inject.notes}" if inject.notes else "",
    ]
    return tuple(each for each in lines if each)
