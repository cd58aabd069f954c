"""White's boards as rows: worlds, seats, what waits, the MSEL, the log."""

from __future__ import annotations

from textual.content import Content

from game.exercise.events import Event
from game.exercise.indicators import Indicator
from game.exercise.white import InjectLine, QueueItem, SeatLine, WhiteView, WorldView
from game.ui.exercise.words import PHASES, clock_content, count_of, write_shift, write_value
from game.ui.glyphs import Glyphs
from game.ui.widgets.roster import Entry
from game.ui.widgets.rows import columns, cut, fold, spread

NAME, TURN, PHASE, CLOCK = 12, 10, 12, 12
"""Columns of a world's name, its turn, its phase, its clock."""

WAYS = {"claim": "let in", "message": "pass", "proposal": "rule", "missing": "decide",
        "inject": "send", "release": "next phase", "late": "extend", "start": "begin",
        "practice": "end it", "survey": "open it", "end": "end it"}  # fmt: skip
"""What enter does with what waits."""


def list_worlds(view: WhiteView, width: int, passed: float) -> tuple[Entry, ...]:
    """Return a row for each world, with its indicators below it.

    Args:
        view: What white sees.
        width: The cells of a row.
        passed: Seconds since the view was taken, by which clocks have gone on.
    """
    return tuple(_world_entry(view, world, width, passed) for world in view.worlds)


def _world_entry(view: WhiteView, world: WorldView, width: int, passed: float) -> Entry:
    left = None if world.remaining is None else world.remaining - (0 if view.paused else passed)
    over = world.over or view.progress == "ended"
    phase = "over" if over else PHASES.get(world.phase, world.phase)
    ready = sum(seat.ready or seat.submitted for seat in world.seats if seat.kind == "team")
    teams = sum(seat.kind == "team" for seat in world.seats)
    turn = f"turn {world.turn}/{view.turns}" if world.turn else ""
    turn = "practice" if view.practising else turn
    going = bool(world.phase) and not over
    lead = columns(
        (Content.assemble((world.label, "bold $bright")), NAME),
        (Content.assemble((turn, "$soft")), TURN),
        (Content.assemble((phase, "$bright")), PHASE),
        (clock_content(left, view.paused) if going else Content(""), CLOCK),
    )
    told = world.ending if over else f"{ready}/{teams} ready"
    row = spread(lead, Content.assemble((told, "$soft")), width)
    return Entry((row, _indicator_row(world.indicators, width)))


def _indicator_row(indicators: tuple[Indicator, ...], width: int) -> Content:
    """Return the values in front side by side, as far as there is room."""
    row = Content("  ")
    for each in indicators:
        piece = _indicator_content(each)
        if row.cell_length + piece.cell_length > width:
            break
        row += piece + Content("  ")
    return row.rstrip()


def _indicator_content(each: Indicator) -> Content:
    shift = write_shift(each)
    return Content.assemble(
        (f"{each.label} ", "$faint"), (write_value(each), "$soft"),
        (f" {shift}" if shift else "", "$faint"),
    )  # fmt: skip


def list_seats(
    world: WorldView | None, asked: bool, width: int, glyphs: Glyphs
) -> tuple[Entry, ...]:
    """Return a row for each seat of a world; while the survey is open, with who has answered."""
    if world is None:
        return ()
    return tuple(_seat_entry(seat, asked, width, glyphs) for seat in world.seats)


def _seat_entry(seat: SeatLine, asked: bool, width: int, glyphs: Glyphs) -> Entry:
    if seat.kind == "bot":
        presence = "bot"
    else:
        presence = "idle" if seat.idle else "here"
        presence = presence if seat.connected else "away"
    dot = "○" if presence in {"away", "bot"} else "●"
    dot = dot if glyphs.dots else ("-" if dot == "○" else "*")
    row = columns(
        (Content.assemble((seat.label or seat.seat, "bold $bright")), 19),
        (Content.assemble((f"{dot} ", "$gold" if seat.connected else "$faint"), presence), 6),
        (Content.assemble((_tell_orders(seat), "$bright")), 21),
    )
    end = f"{glyphs.ordered} ready" if seat.ready else ""
    if asked and seat.kind == "team":
        end = f"{glyphs.ordered} survey" if seat.surveyed else "no survey"
    return Entry((spread(row, Content.assemble((end, "$gold")), width),))


def _tell_orders(seat: SeatLine) -> str:
    """Say how far a seat's orders are."""
    if seat.submitted:
        return "orders handed in"
    if seat.decided:
        return f"white takes: {seat.decided}"
    if seat.kind == "bot":
        return "a bot chooses"
    grace = f", grace {seat.grace:.0f} s" if seat.grace else ""
    return ("draft" if seat.drafted else "nothing yet") + grace


def list_queue(
    items: tuple[QueueItem, ...], waiting: tuple[QueueItem, ...], width: int
) -> tuple[Entry, ...]:
    """Return a row for each thing that waits for white, and for one that no longer does.

    Args:
        items: What is shown.
        waiting: What waits.
        width: The cells of a row.
    """
    if not items:
        told = Content.assemble(("Nothing waits for you.", "$soft"))
        return (Entry((told,), heading=True),)
    return tuple(_queue_entry(item, item not in waiting, width) for item in items)


def name_place(item: QueueItem) -> str:
    """Return where something waits: world and seat, as far as it has them."""
    return "/".join(part for part in (item.world, item.seat) if part)


def _queue_entry(item: QueueItem, gone: bool, width: int) -> Entry:
    way = ("gone", "$faint") if gone else (WAYS.get(item.kind, ""), "$gold")
    head = Content.assemble(
        (item.kind, "$faint" if gone else "bold $bright"), (f"  {name_place(item)}  ", "$faint")
    )
    rows = fold(item.text, "$faint" if gone else "$soft", width)
    return Entry((spread(cut(head, width - 12), Content.assemble(way), width), *rows[:3]))


STATUS = {"waiting": "waits", "due": "DUE", "held": "held", "skipped": "skipped", "sent": "sent"}
"""How an inject stands, in words."""


def list_injects(view: WhiteView, width: int) -> tuple[Entry, ...]:
    """Return a row for each inject of the MSEL."""
    if not view.injects:
        told = Content.assemble(("No inject is prepared; i invents one.", "$soft"))
        return (Entry((told,), heading=True),)
    return tuple(_inject_entry(line, width) for line in view.injects)


def _inject_entry(line: InjectLine, width: int) -> Entry:
    inject, done = line.inject, line.status in {"sent", "skipped"}
    name = (inject.label or inject.id, "$soft" if done else "bold $bright")
    head = columns((Content.assemble(name), 26))
    tail = _tell_inject(line, width - head.cell_length - 1)
    rows = [spread(head, tail, width)]
    if inject.expected and not done:
        rows += fold(f"expected: {inject.expected}", "$faint", width - 2)[:1]
    return Entry(tuple(rows))


def _tell_inject(line: InjectLine, room: int) -> Content:
    """Say how an inject stands; one that waits, for what and for whom, as far as there is room."""
    status = STATUS.get(line.status, line.status)
    sent = f" in {', '.join(line.sent_in)}" if line.sent_in else ""
    if line.status == "due":
        return Content.assemble((f" {status} ", "bold reverse $bright"))
    if line.status != "waiting":
        return cut(Content.assemble((f"{status}{sent}", "$soft")), room)
    to = line.inject.to
    whom = ", ".join(to) if len(to) < 3 else count_of(len(to), "seat")
    told = f"{line.trigger}, to {whom or 'all'}{sent}"
    told = told if len(told) <= room else f"{line.trigger}{sent}"
    return cut(Content.assemble((told, "$faint")), room)


def list_log(view: WhiteView, width: int) -> tuple[Entry, ...]:
    """Return the last entries of the log, the newest first."""
    lines = zip(reversed(view.log), reversed(view.told), strict=True)
    return tuple(Entry((cut(_log_row(event, told), width),)) for event, told in lines)


def _log_row(event: Event, told: str) -> Content:
    turn = f"turn {event.turn}" if event.turn else ""
    return Content.assemble(
        (f"{event.time.astimezone():%H:%M:%S} ", "$faint"),
        (f"{event.world or 'all':8.8} {turn:8}", "$faint"),
        (told, "$soft"),
    )
