"""What white rules: proposals, values changed by hand, turns taken back."""

from __future__ import annotations

from game.errors import ExerciseError
from game.exercise import matrix, overrides
from game.exercise.changes import ValueChange, parse_changes
from game.exercise.payloads import Difference
from game.exercise.phases import revert as revert_turns
from game.exercise.standing import Proposal
from game.exercise.white import QueueItem
from game.ui.exercise.answers import read_number, split_names
from game.ui.exercise.console.injects import CHANGES_HINT
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.screens.form import Answers, Field

REASON = (
    Field("reason", "why, for white and the report"),
    Field("announce", "what the world is told, if anything", needed=False),
)
"""What is asked of whoever changes values by hand."""


def require_proposal(at: Sight) -> QueueItem:
    """Return the proposal under the cursor.

    Raises:
        NotAllowed: There is none.
    """
    return at.require_item("put the cursor on a proposal first", "proposal")


async def debate(white: White, at: Sight) -> None:
    """Open a proposal for arguments and estimates."""
    item = require_proposal(at)
    await white.fill_in(
        "OPEN FOR DEBATE",
        Field("seats", "to which seats (empty: all)", needed=False),
        deed=lambda written, seen: white.do(
            matrix.open_debate, item.ref, split_names(written["seats"]) or None, seen
        ),
        told="They may argue and estimate now.",
        known=(item.text,),
    )


async def rule(white: White, item: QueueItem) -> None:
    """Rule on a proposal: odds, what follows either way, a rationale that must be written."""

    def deed(written: Answers, seen: int) -> str:
        odds = read_number(written["odds"], "the odds")
        ruling = white.do(
            matrix.rule, item.ref, odds,
            success=parse_changes(written["success"]), failure=parse_changes(written["failure"]),
            public=written["public"], private=written["private"], seen=seen,
        )  # fmt: skip
        outcome = "It succeeds" if ruling.succeeded else "It fails"
        return f"{outcome}: rolled {100 * ruling.roll:.0f} against {odds:.0f}."

    await white.fill_in(
        "RULE ON A PROPOSAL",
        Field("odds", "odds that it succeeds, in per cent", hint="0 to 100"),
        Field("success", "changes if it does", hint=CHANGES_HINT, needed=False),
        Field("failure", "changes if it does not", needed=False),
        Field("public", "rationale, as all read it"),
        Field("private", "rationale for white and the report"),
        deed=deed,
        known=describe_proposal(white.exercise.last_standing.proposals[item.ref]),
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


async def override(white: White, at: Sight) -> None:
    """Change values by hand: what changes is shown, a reason asked for."""
    world = at.world
    wanted: list[ValueChange] = []
    found: list[Difference] = []

    def look(written: Answers, seen: int) -> None:
        wanted[:] = parse_changes(written["changes"])
        found[:] = white.do(overrides.preview_override, world.id, wanted)
        if not found:
            raise ExerciseError("that changes nothing")

    await white.fill_in(
        f"OVERRIDE IN {world.label}",
        Field("changes", "changes", hint=CHANGES_HINT),
        deed=look,
        done="show the difference",
    )
    if not found:
        return
    await white.fill_in(
        "THE DIFFERENCE",
        *REASON,
        deed=lambda written, seen: white.do(
            overrides.override, world.id, wanted, expect=tuple(found), **written
        ),
        told="The values are changed.",
        known=_write_differences(tuple(found)),
        done="apply it",
    )


async def undo(white: White, at: Sight) -> None:
    """Take the last override of the world under the cursor back."""
    last = overrides.find_override(white.exercise.world(at.world.id))
    if last is None:
        white.console.tell("No override since the last resolution; v takes turns back.")
        return
    await white.fill_in(
        f"TAKE THE LAST OVERRIDE BACK IN {at.world.label}",
        *REASON,
        deed=lambda written, seen: white.do(
            overrides.undo_override, at.world.id, expect=last.seq, **written
        ),
        told="The override is taken back.",
        known=(*_write_differences(last.payload.applied), f"It was for: {last.payload.reason}"),
        done="take it back",
    )


def _write_differences(differences: tuple[Difference, ...]) -> tuple[str, ...]:
    return tuple(f"{each.name}:  {each.before:g}  →  {each.after:g}" for each in differences)


async def revert(white: White, at: Sight) -> None:
    """Take turns back; the log keeps them."""

    def deed(written: Answers, seen: int) -> None:
        turn = int(read_number(written["turn"], "the turn"))
        white.do(revert_turns, at.world.id, turn, written["reason"], seen=seen)

    await white.fill_in(
        f"TAKE TURNS BACK IN {at.world.label}",
        Field("turn", "back to the beginning of turn", str(max(1, at.world.turn))),
        Field("reason", "why"),
        deed=deed,
        told="The turns are taken back.",
        known=("What was played since then stays in the log, and no longer counts.",),
        done="take back",
    )


DEEDS: Deeds = {
    "debate": Deed(debate, require_proposal),
    "override": Deed(override),
    "undo": Deed(undo),
    "revert": Deed(revert),
}
