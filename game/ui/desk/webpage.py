"""A finished game as one web page with its charts, which needs no other file and no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.lab import svg
from game.lab.pages import (
    Block,
    Bullets,
    Figure,
    Grid,
    Heading,
    Paragraph,
    write_html,
)
from game.lab.rivals import Rivals
from game.lab.turning import PointView
from game.lab.wording import write_share
from game.ui.desk.account import describe_report
from game.ui.desk.chronicle import Course
from game.ui.desk.facts import list_facts, list_parts
from game.ui.desk.numbers import write_number
from game.ui.desk.verdicts import closing_of, opinions_of

if TYPE_CHECKING:
    from game.archive.game import Game

LEFT, RIGHT, TOP, HIGH = 56.0, 30.0, 40.0, 150.0
"""Pixels left and right of a curve, above it, and of its height."""

FLAG = (18.0, 16.0)
"""Width and height of the flag on a turn that decided."""


def write_webpage(
    game: Game, points: tuple[PointView, ...], courses: tuple[Course, ...], rivals: Rivals | None
) -> str:
    """Return the page of a game that has ended.

    Args:
        game: The game.
        points: The turns that decided it, as far as they have been found.
        courses: Its charts.
        rivals: Games of others, as far as they have been played.
    """
    title = f"{closing_of(game).name}: {game.rules.scenario.scenario.title}"
    return write_html(title, _list_blocks(game, points, courses, rivals))


def _list_blocks(
    game: Game, points: tuple[PointView, ...], courses: tuple[Course, ...], rivals: Rivals | None
) -> Iterator[Block]:
    closing, scenario = closing_of(game), game.rules.scenario
    yield Heading(closing.name, 1)
    yield Paragraph(f"{scenario.scenario.title}, {scenario.seat[game.seat].label}")
    if closing.text:
        yield Paragraph(closing.text)
    yield Bullets(tuple(list_facts(game, rivals)))
    if courses:
        yield Figure(draw_course(courses[0], points), _caption(courses[0]))
    if points:
        yield Heading("The turns that decided it")
        yield from (_tell_point(point) for point in points)
    opinions = [(each.judge, each.word, each.sentence) for each in opinions_of(game)]
    if opinions:
        yield Heading("Verdicts")
        yield Grid(("Judge", "Verdict", "In its words"), tuple(opinions))
    if courses[1:]:
        yield Heading("Charts")
    for course in courses[1:]:
        yield Figure(draw_course(course, points), _caption(course))
    for report in game.reports:
        page = describe_report(game, report)
        yield Heading(f"Turn {page.turn}, {page.date}")
        for part, lines in list_parts(game, page):
            yield Heading(part, 3)
            yield Bullets(lines)


def _caption(course: Course) -> str:
    return f"{course.label}, {course.remark}"


def _tell_point(point: PointView) -> Bullets:
    step = f"good endings {write_share(point.before)}% to {write_share(point.after)}%"
    lines = [f"{point.letter}: turn {point.turn}, {point.date}, {step}"]
    lines.append(f"{point.title}: {point.chosen}")
    if point.alternative:
        lines.append(f"The alternative: {point.alternative}")
    return Bullets((*lines, point.text))


def draw_course(course: Course, points: tuple[PointView, ...]) -> str:
    """Return a curve turn by turn as SVG, with a flag on each turn that decided."""
    last = max(len(course.values) - 1, 1)
    wide = svg.WIDTH - LEFT - RIGHT

    def place(turn: int, value: float) -> svg.Point:
        share = (value - course.low) / ((course.high - course.low) or 1.0)
        return LEFT + wide * (turn - 1) / last, TOP + HIGH * (1.0 - min(1.0, max(0.0, share)))

    title = f"{course.label}, {course.unit}" if course.unit else course.label
    parts = [svg.text((16, 22), title, 15)]
    for share in (0.0, 0.5, 1.0):
        value = course.low + share * (course.high - course.low)
        y = place(1, value)[1]
        parts.append(svg.line([(LEFT, y), (LEFT + wide, y)]))
        scale = write_number(value, 0 if value == round(value) else 1)
        parts.append(svg.text((LEFT - 8, y + 4), scale, 11, svg.FAINT, "end"))
    for turn in range(1, len(course.values) + 1):
        word = course.end if course.end and turn == len(course.values) else str(turn)
        x = place(turn, course.low)[0]
        parts.append(svg.text((x, TOP + HIGH + 18), word, 11, svg.FAINT, "middle"))
    curve = [place(turn, value) for turn, value in enumerate(course.values, 1)]
    foot = [place(len(course.values), course.low), place(1, course.low)]
    parts += [svg.area([*curve, *foot], svg.BLUE, 0.18), svg.line(curve, svg.BLUE, 2)]
    for point in points:
        if point.turn <= len(course.values):
            parts += _draw_flag(place(point.turn, course.values[point.turn - 1]), point.letter)
    return svg.write_sheet([svg.Figure("course", int(TOP + HIGH + 34), tuple(parts))], title)


def _draw_flag(at: svg.Point, letter: str) -> list[str]:
    """Return a flag above a point of a curve, with its pole down to the foot."""
    width, height = FLAG
    x, top = at[0], max(TOP - height, at[1] - 2 * height)
    return [
        svg.line([(x, top), (x, TOP + HIGH)], svg.INK),
        svg.rectangle((x - width / 2, top), width, height, svg.INK),
        svg.text((x, top + 12), letter, 12, svg.PAPER, "middle"),
    ]
