"""What white does beside the story: values, turns, words, the survey, projectors, a practice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import work

from game.errors import ExerciseError
from game.exercise.changes import ValueChange, parse_changes
from game.exercise.messages import send_message
from game.exercise.notes import star
from game.exercise.overrides import find_override, override, preview_override, undo_override
from game.exercise.payloads import Difference
from game.exercise.phases import revert
from game.exercise.practice import end_practice, practise
from game.exercise.projection import ALL, project
from game.exercise.survey import close_survey, open_survey
from game.ui.exercise.dialogue import read_number, split_names
from game.ui.exercise.events import describe_event
from game.ui.exercise.story import CHANGES_HINT, Story
from game.ui.exercise.words import count_of
from game.ui.screens.form import Answers, Field, Option


class Steering(Story):
    """The deeds of white that change what is played, or what is shown of it."""

    # ------------------------------------------------------------------ values and turns

    @work(group="dialog", exclusive=True)
    async def action_override(self) -> None:
        """ValueChange values by hand: what changes is shown, a reason asked for."""
        world = self.world
        if world is None:
            return
        wanted: list[ValueChange] = []
        found: list[Difference] = []

        def look(written: Answers, seen: int) -> None:
            wanted[:] = parse_changes(written["changes"])
            found[:] = preview_override(self.exercise, self.reader, world.id, wanted)
            if not found:
                raise ExerciseError("that changes nothing")

        await self.fill_in(
            f"OVERRIDE IN {world.label}",
            Field("changes", "changes", hint=CHANGES_HINT),
            deed=look,
            done="show the difference",
        )
        if not found:
            return
        await self.fill_in(
            "THE DIFFERENCE",
            Field("reason", "why, for white and the report"),
            Field("announce", "what the world is told, if anything", needed=False),
            deed=lambda written, seen: override(
                self.exercise, self.reader, world.id, wanted, reason=written["reason"],
                expect=tuple(found), announce=written["announce"],
            ),
            told="The values are changed.",
            known=_write_differences(tuple(found)),
            done="apply it",
        )  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_undo(self) -> None:
        """Take the last override of the world under the cursor back."""
        world = self.world
        if world is None:
            return
        last = find_override(self.exercise.world(world.id))
        if last is None:
            self.tell("No override since the last resolution; v takes turns back.")
            return
        await self.fill_in(
            f"TAKE THE LAST OVERRIDE BACK IN {world.label}",
            Field("reason", "why, for white and the report"),
            Field("announce", "what the world is told, if anything", needed=False),
            deed=lambda written, seen: undo_override(
                self.exercise, self.reader, world.id, written["reason"], expect=last.seq,
                announce=written["announce"],
            ),
            told="The override is taken back.",
            known=(*_write_differences(last.payload.applied), f"It was for: {last.payload.reason}"),
            done="take it back",
        )  # fmt: skip

    @work(group="dialog", exclusive=True)
    async def action_revert(self) -> None:
        """Take turns back; the log keeps them."""
        world = self.world
        if world is None:
            return

        def deed(written: Answers, seen: int) -> None:
            turn = int(read_number(written["turn"], "the turn"))
            revert(self.exercise, self.reader, world.id, turn, written["reason"], seen=seen)

        await self.fill_in(
            f"TAKE TURNS BACK IN {world.label}",
            Field("turn", "back to the beginning of turn", str(max(1, world.turn))),
            Field("reason", "why"),
            deed=deed,
            told="The turns are taken back.",
            known=("What was played since then stays in the log, and no longer counts.",),
            done="take back",
        )

    @work(group="dialog", exclusive=True)
    async def action_practise(self) -> None:
        """Begin a practice turn, or end it."""
        if self.seen is None:
            return
        seen = self.shown
        if self.seen.practising:
            known = "All begins anew, with the seeds of the exercise. Nothing of it counts."
            if await self.confirm("END THE PRACTICE TURN?", known, done="end it"):
                deed = partial(end_practice, self.exercise, self.reader, seen=seen)
                self.carry_out("The practice is over; ctrl+t starts the exercise.", deed)
            return
        known = "One turn to try everything out, with another luck. Nothing of it counts."
        if await self.confirm("A PRACTICE TURN?", known, done="practise"):
            deed = partial(practise, self.exercise, self.reader, seen=seen)
            self.carry_out("A practice turn begins.", deed)

    # ------------------------------------------------------------------ words

    @work(group="dialog", exclusive=True)
    async def action_message(self) -> None:
        """Write to seats."""
        world = self.world
        if world is None:
            return
        known = ", ".join(["all", *(seat.seat for seat in world.seats)])
        start = self.seat.seat if self.seat else ""
        await self.fill_in(
            f"WRITE TO {world.label}",
            Field("to", f"to (of {known})", start), Field("text", "text"),
            deed=lambda written, seen: send_message(
                self.exercise, self.reader, to=list(split_names(written["to"])),
                text=written["text"], world=world.id,
            ),
            told="The message is sent.",
            done="send",
        )  # fmt: skip

    initials: str = ""
    """How an analyst is named in notes, once they have said so."""

    @work(group="dialog", exclusive=True)
    async def action_star(self) -> None:
        """Star this moment, or the entry under the log's cursor, for the hot wash."""
        about = self.entry
        objectives = ", ".join(each.id for each in self.exercise.configuration.objectives)
        unnamed = self.reader.role == "analyst"
        world = about.world if about else self.world.id if self.world else ""

        def deed(written: Answers, seen: int) -> None:
            self.initials = written.get("initials", "")[:20]
            actor = replace(self.reader, name=self.initials or self.reader.name)
            star(
                self.exercise, actor, written["text"] or "starred",
                objective=written["objective"] or None, about=about.seq if about else None,
                world=world,
            )  # fmt: skip

        await self.fill_in(
            "STAR THIS MOMENT",
            Field("text", "note", hint="what happened, or what to come back to", needed=False),
            Field("objective", f"objective (of {objectives or 'none'})", needed=False),
            *((Field("initials", "your initials", self.initials),) if unnamed else ()),
            deed=deed,
            told="The moment is starred.",
            known=(f"About: {describe_event(about)}",) if about else (),
            done="star",
        )

    # ------------------------------------------------------------------ survey and projectors

    @work(group="dialog", exclusive=True)
    async def action_survey(self) -> None:
        """Open the survey, or close it."""
        if self.seen is None:
            return
        turnout, seen = self.seen.turnout, self.shown
        answered = (
            f"{turnout.seats} of {count_of(turnout.teams, 'seat')} and "
            f"{count_of(turnout.observers, 'observer')} have answered."
        )
        if turnout.open:
            if await self.confirm("CLOSE THE SURVEY?", answered, done="close it"):
                deed = partial(close_survey, self.exercise, self.reader, seen=seen)
                self.carry_out("No more answers are taken.", deed)
        elif await self.confirm(
            "OPEN THE SURVEY?", "Seats and observers are asked; the last answers of each count.",
            answered, done="open it",
        ):  # fmt: skip
            deed = partial(open_survey, self.exercise, self.reader, seen=seen)
            self.carry_out("Seats and observers can answer.", deed)

    @work(group="dialog", exclusive=True)
    async def action_project(self) -> None:
        """Switch the projectors: a world, all, or nothing."""
        if self.seen is None:
            return
        seen, now, world = self.shown, self.seen.projector, self.world
        answer = await self.choose(
            "PROJECTORS",
            Option("dark", "b", "show again what they showed" if now.dark else "dark"),
            *((Option("one", "w", f"show {world.label}"),) if world else ()),
            Option("all", "a", "show all worlds in rows"),
            known=("Those that are bound to a world stay at it.",),
        )
        if answer is not None:
            show = {"all": ALL, "one": world.id if world else ""}.get(answer, "")
            dark = answer == "dark" and not now.dark
            self.carry_out("The projectors are switched.", partial(
                project, self.exercise, self.reader, show=show, dark=dark, seen=seen
            ))  # fmt: skip


def _write_differences(differences: tuple[Difference, ...]) -> tuple[str, ...]:
    return tuple(f"{each.name}:  {each.before:g}  →  {each.after:g}" for each in differences)
