"""The after-action report, as Markdown or as one HTML file."""

from __future__ import annotations

from game.exercise.exercise import Exercise
from game.exercise.review.sections import (
    Facts,
    write_decisions,
    write_judgements,
    write_msel,
    write_objectives,
    write_overview,
    write_rulings,
    write_stars,
    write_survey,
    write_timeline,
    write_worlds,
)
from game.lab.pages import Block, Heading, write_html, write_markdown

SECTIONS = (
    write_overview,
    write_stars,
    write_objectives,
    write_timeline,
    write_decisions,
    write_rulings,
    write_msel,
    write_worlds,
    write_survey,
    write_judgements,
)
"""The sections in their order."""


def write_blocks(exercise: Exercise) -> tuple[Block, ...]:
    """Return the report as blocks."""
    facts = Facts(exercise)
    title = Heading(f"After-action report: {_title(exercise)}", 1)
    return (title, *(block for section in SECTIONS for block in section(facts)))


def _title(exercise: Exercise) -> str:
    return exercise.configuration.title or exercise.id


def render_report(exercise: Exercise, form: str) -> str:
    """Return the report as `md` or `html`; it needs no other file."""
    blocks = write_blocks(exercise)
    if form == "html":
        return write_html(f"After-action report: {_title(exercise)}", blocks)
    return write_markdown(blocks)
