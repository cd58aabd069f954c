"""What waits for white: answered with enter, each thing in its own way, or refused."""

from __future__ import annotations

from game.exercise.sessions import consent
from game.exercise.sessions import refuse as refuse_claim
from game.exercise.white import QueueItem
from game.ui.exercise.console import adjudication, injects, messages, phases, seats, survey
from game.ui.exercise.console.white import Deed, Deeds, Sight, White


async def answer(white: White, at: Sight, item: QueueItem) -> None:
    """Do what enter means for something that waits."""
    match item.kind:
        case "claim":
            white.act("The seat has changed hands.", consent, item.ref, seen=at.shown)
        case "message":
            messages.pass_on(white, at, item)
        case "start":
            await phases.begin(white, at)
        case "practice":
            await phases.practise(white, at)
        case "end":
            await phases.end(white, at)
        case "survey":
            await survey.switch(white, at)
        case "proposal":
            await adjudication.rule(white, item)
        case "missing":
            world = at.find_world(item.world)
            line = next(each for each in world.seats if each.seat == item.seat)
            await seats.decide_for(white, at, world, line)
        case "inject":
            await injects.send_to(white, at, item.ref, at.find_world(item.world))
        case "late":
            await phases.extend(white, [item.world], at.find_world(item.world).label)
        case "release":
            phases.move(white, at.find_world(item.world))


def require_refusable(at: Sight) -> QueueItem:
    """Return the claim or the message under the cursor.

    Raises:
        NotAllowed: It is neither.
    """
    return at.require_item("only claims and messages are refused", "claim", "message")


async def refuse(white: White, at: Sight) -> None:
    """Refuse a second claim or a message."""
    item = require_refusable(at)
    if item.kind == "claim":
        white.act("The claim is refused.", refuse_claim, item.ref, seen=at.shown)
    else:
        await messages.stop(white, item)


DEEDS: Deeds = {"refuse": Deed(refuse, require_refusable)}
