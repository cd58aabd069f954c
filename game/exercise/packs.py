"""What is printed before an exercise: briefings, cards with codes, control sheet, order forms."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.archive.writing import write_whole
from game.exercise.codes import Code, list_places
from game.exercise.exercise import Exercise
from game.exercise.extras import needed_for
from game.exercise.resolution import count_turns, name_date
from game.exercise.white import write_line
from game.lab.pages import STYLE, Block, Bullets, Grid, Heading, Paragraph, write_html

ORDER_LINES: Final = 6
"""How many orders a paper form has room for."""

CARD_STYLE: Final = (
    STYLE
    + """
.card { border: 2px solid; border-radius: 8px; padding: 1rem; margin: 1rem 0; break-inside: avoid;
  display: grid; grid-template-columns: 1fr 9rem; gap: 1rem; }
.card h2 { margin: 0; } .card svg { width: 9rem; height: 9rem; background: #fff; }
.code { font: bold 2rem/1.4 ui-monospace, monospace; letter-spacing: 0.1em; }
"""
)
"""How cards look."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a card is for."""

    title: str
    """Whose it is."""
    code: str
    """The code, or empty where it is written in by hand."""


def write_packs(
    exercise: Exercise, folder: Path, address: str, codes: Iterable[Code] = ()
) -> tuple[Path, ...]:
    """Write the packs of an exercise as HTML for A4 paper, and return the files.

    Args:
        exercise: Which exercise.
        folder: Where the files go.
        address: What people type to join, such as `http://192.168.0.7:8000`.
        codes: The codes; a card without one has room to write it.

    Raises:
        SaveError: A file cannot be written.
    """
    known: dict[tuple[str, str, str], str] = {
        (code.role, code.world, code.seat): code.code for code in codes
    }
    files = {"cards.html": write_cards(exercise, address, known)}
    files["control.html"] = write_control(exercise)
    for world, seat in exercise.configuration.all_teams():
        files[f"{world}-{seat}.html"] = write_briefing(exercise, world, seat)
    for name, text in files.items():
        write_whole(folder / name, text.encode("utf-8"))
    return tuple(folder / name for name in files)


def write_cards(exercise: Exercise, address: str, codes: dict[tuple[str, str, str], str]) -> str:
    """Return the cards of all seats and roles, to be cut apart."""
    configuration = exercise.configuration
    # Seats first: theirs are cut apart first.
    order = sorted(list_places(configuration), key=lambda place: place[0] != "seat")
    places = [Place(_name_place(exercise, *place), codes.get(place, "")) for place in order]
    title = configuration.title or exercise.id
    cards = "\n".join(_write_card(place, title, address) for place in places)
    page = write_html(f"Cards: {title}", [Heading(f"Cards: {title}", 1)], CARD_STYLE)
    return page.replace("</html>", f"{cards}\n</html>")


def _name_place(exercise: Exercise, role: str, world: str, seat: str) -> str:
    """Return whose card it is."""
    whose = exercise.rules.scenario.seat[seat].label if seat else role.capitalize()
    room = exercise.configuration.world(world).label or world if world else ""
    return f"{whose}, {room}" if room else whose


def _write_card(place: Place, title: str, address: str) -> str:
    code = html.escape(place.code) or "________"
    # Behind the # no server and no proxy sees the code; the join page fills it in.
    target = f"{address}/#{place.code}" if place.code else address
    return (
        f'<section class="card"><div><h2>{html.escape(place.title)}</h2>'
        f"<p>{html.escape(title)}</p>"
        f"<p>Open <strong>{html.escape(address)}</strong> and give the code</p>"
        f'<p class="code">{code}</p>'
        "<p>If your machine fails, give the same code on any other: your draft is there.</p></div>"
        f"<div>{draw_qr(target)}</div></section>"
    )


def draw_qr(text: str) -> str:
    """Return a QR code as SVG, to be put into HTML.

    Raises:
        ExerciseError: The package that draws it is missing.
    """
    with needed_for("QR codes"):
        import segno
    stream = io.BytesIO()
    segno.make(text, micro=False).save(
        stream, kind="svg", xmldecl=False, scale=4, border=2, omitsize=True
    )
    return stream.getvalue().decode("ascii").strip()


def write_briefing(exercise: Exercise, world: str, seat: str) -> str:
    """Return the briefing of a seat with a paper order form, as HTML."""
    scenario = exercise.rules.scenario
    entry, title = scenario.seat[seat], exercise.configuration.title or exercise.id
    labels = {name: variable.label or name for name, variable in scenario.var.items()}
    actions = [action for action in scenario.action if action.seat == seat]
    briefing = entry.briefing or scenario.scenario.summary
    pool = ", ".join(f"{amount:g} {name}" for name, amount in entry.pool.items()) or "nothing"
    blocks: list[Block] = [
        Heading(f"{entry.label}: {title}", 1),
        Paragraph(
            f"{exercise.configuration.world(world).label or world}. {scenario.scenario.title}"
        ),
        Heading("Briefing"),
        *(Paragraph(part) for part in strip_marks(briefing).split("\n\n")),
        Heading("This exercise"),
        Paragraph(write_course(exercise)),
        Heading("What you can order"),
        Paragraph(f"Up to {entry.orders} orders a turn. Every turn you have: {pool}."),
        Grid(
            ("Order", "Group", "Costs"),
            tuple(
                (
                    action.label or action.id,
                    action.group or "",
                    ", ".join(_write_cost(labels, *cost) for cost in action.cost.items()),
                )
                for action in actions
            ),
        ),
        Heading("Order form"),
        Paragraph("Turn: ______    Time: ______    For: " + entry.label),
        Grid(("Order or answer", "Why"), (("", ""),) * ORDER_LINES),
        Paragraph("Beyond the rules. What is to happen, by what means, why should it succeed:"),
        Grid(("Intent", "Means", "Reasons"), (("", "", ""),)),
    ]
    return write_html(f"{entry.label}: {title}", blocks)


def write_course(exercise: Exercise) -> str:
    """Return how long an exercise is, and how a turn of it goes."""
    configuration = exercise.configuration
    turns = count_turns(exercise)
    lengths = ", ".join(
        f"{phase} {minutes:g} min" if minutes else phase
        for phase, minutes in configuration.phases.model_dump().items()
    )
    return (
        f"It ends after turn {turns}, {name_date(exercise, turns)}. Each turn: {lengths}. You "
        "hand in orders and answers in the phase plan; they are secret until the release. White, "
        "the facilitators, moves the phases and can be written to at any time."
    )


def _write_cost(labels: dict[str, str], name: str, amount: str | float) -> str:
    """Return a cost in words; one that a formula sets changes from turn to turn."""
    label = labels.get(name, name)
    return f"{amount:g} {label}" if isinstance(amount, float) else f"some {label}, it varies"


def strip_marks(text: str) -> str:
    """Return Markdown as plain text, without the marks of emphasis."""
    return re.sub(r"\*{1,2}(\S(?:.*?\S)?)\*{1,2}", r"\1", text)


def write_control(exercise: Exercise) -> str:
    """Return the control sheet of white, as HTML: phases, objectives, the MSEL, a log on paper."""
    standing = exercise.standing()
    configuration = standing.configuration
    title = configuration.title or exercise.id
    lengths = configuration.phases.model_dump()
    injects = [write_line(line) for line in standing.injects.values()]
    blocks: list[Block] = [
        Heading(f"Control sheet: {title}", 1),
        Heading("Phases"),
        Grid(tuple(lengths), (tuple(f"{minutes:g} min" for minutes in lengths.values()),)),
        Heading("Objectives"),
        Bullets(
            tuple(f"{entry.id}: {entry.text}" for entry in configuration.objectives) or ("none",)
        ),
        Heading("Injects"),
        Grid(
            ("", "Inject", "When", "To", "Text", "Effects", "Expected", "Notes"),
            tuple(
                (
                    "☐",
                    line.inject.id,
                    line.trigger,
                    ", ".join(line.inject.to) or "all",
                    line.inject.text,
                    line.effects,
                    line.inject.expected,
                    line.inject.notes,
                )
                for line in injects
            ),
        ),
        Heading("Log"),
        Grid(("Time", "World", "What", "Objective"), (("", "", "", ""),) * 14),
    ]
    return write_html(f"Control sheet: {title}", blocks)
