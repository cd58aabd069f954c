"""Draw the odds of the endings under two plans, what would move them, and what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.lab.wording import write_share
from game.ui.desk.movers import Mover
from game.ui.desk.prognosis import FateRow, UnknownRow, top_of
from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.panels.row import Row
from game.ui.widgets.rows import cut, spread

TRACK = 12
"""Cells of the scale of odds."""

BROAD = 44
"""From so many columns on the scale is drawn."""

ODDS = 4
"""Cells of a number of odds with its sign."""


@dataclass(frozen=True, slots=True)
class OddsView:
    """What the board shows."""

    fates: tuple[FateRow, ...] = ()
    """The endings, the best first."""
    good: float = 0.0
    """The odds of any good ending, in per cent."""
    rival_good: float = 0.0
    """The same under the other plan."""
    rival: str = "nothing"
    """The other plan in a word."""
    movers: tuple[Mover, ...] | None = None
    """What would move the odds; none while it is being looked for."""
    unknown: tuple[UnknownRow, ...] = ()
    """What is drawn anew in each future."""
    bands: bool | None = True
    """Whether the outer band is drawn in the fans; none where there are no fans."""


def board_rows(view: OddsView, width: int, height: int, glyphs: Glyphs) -> list[Content]:
    """Draw as many parts as fit, the weightiest first."""
    groups = list(_fate_groups(view, width, glyphs))
    parts = [_movers(view, width), _unknown(view, width, glyphs), _legend(view)]
    endings = sum(len(group) for group in groups)
    airy = height >= endings + len(groups) + 4
    rows = [_heading(view, width, glyphs)]
    for group in groups:
        rows += [Content(""), *group] if airy else group
    rows += _total(view, width, glyphs)
    for part in parts:
        gap = 2 if height >= 32 else 1
        if part and len(rows) + gap + len(part) <= height:
            rows += [Content("")] * gap + part
        elif part and len(rows) + 3 <= height:
            rows += [Content(""), *part[: height - len(rows) - 1]]
    return rows[:height]


def _heading(view: OddsView, width: int, glyphs: Glyphs) -> Content:
    row = Row(width).put(0, "HOW IT ENDS", "bold $bright")
    names = ("plan", view.rival) if width >= BROAD else ("", "")
    plan = Content.assemble((glyphs.spent, "$gold"), (f" {names[0]}", "$soft")).rstrip()
    other = Content.assemble((f"{glyphs.left} {names[1]}", "$soft")).rstrip()
    return row.end(_odds_end(width), plan).end(width, other).content()


def _odds_end(width: int) -> int:
    """Return where the column of the plan's odds ends."""
    return width - ODDS - (TRACK + 2 if width >= BROAD else 1)


def _fate_groups(view: OddsView, width: int, glyphs: Glyphs) -> Iterator[list[Content]]:
    top = top_of(view.fates)
    for _, rows in groupby(view.fates, key=lambda row: row.sign):
        yield [_fate(row, top, width, glyphs) for row in rows]


def _fate(fate: FateRow, top: float, width: int, glyphs: Glyphs) -> Content:
    sign = {1: glyphs.favour_up, 0: "·" if glyphs.dots else "-", -1: glyphs.against_down}[fate.sign]
    likely = fate.odds >= 0.5 or fate.rival >= 0.5
    row = Row(width).put(0, sign, "$bright" if likely else "$faint")
    end = _odds_end(width)
    label = cut(Content.assemble((fate.label, "$soft" if likely else "$faint")), end - ODDS - 3)
    row.put(2, label).end(end, _share(fate.odds, "bold $bright" if likely else "$faint"))
    if width >= BROAD:
        row.put(end + 1, _track(fate, top, glyphs))
    return row.end(width, _share(fate.rival, "$soft" if likely else "$faint")).content()


def _share(share: float, style: str) -> Content:
    return Content.assemble((write_share(share), style), ("%", "$faint"))


def _track(fate: FateRow, top: float, glyphs: Glyphs) -> Content:
    """Draw both plans on one scale; where they meet, the plan covers the other."""
    cells = [(glyphs.track, "$hairline")] * TRACK
    for odds, glyph, style in (
        (fate.rival, glyphs.left, "$soft"),
        (fate.odds, glyphs.spent, "$gold"),
    ):
        if fate.odds or fate.rival:
            cells[round(min(1.0, odds / top) * (TRACK - 1))] = (glyph, style)
    return Content.assemble(*cells)


def _total(view: OddsView, width: int, glyphs: Glyphs) -> list[Content]:
    points = round(view.good) - round(view.rival_good)
    row = Row(width).put(0, "any good ending", "$soft")
    row.end(_odds_end(width), _share(view.good, "bold $gold"))
    if points and width >= BROAD:
        arrow = glyphs.trend(points, favourable=points > 0)
        unit = "point" if abs(points) == 1 else "points"
        row.put(_odds_end(width) + 1, f"{arrow} {abs(points)} {unit}", "$faint")
    row.end(width, _share(view.rival_good, "$soft"))
    return [Content.assemble((glyphs.track * width, "$hairline")), row.content()]


def _movers(view: OddsView, width: int) -> list[Content]:
    if view.movers == ():
        return []
    title = Content.assemble(("WHAT WOULD MOVE IT", "bold $bright"))
    rows = [spread(title, Content.assemble(("good endings", "$faint")), width)]
    if view.movers is None:
        return [*rows, Content.assemble(("other plans are being tried", "$faint"))]
    for mover in view.movers:
        points = round(mover.points)
        text = f"{'+' if points > 0 else '−' if points < 0 else '±'}{abs(points)}"
        words = mover.label if cell_len(mover.label) <= width - 6 else mover.brief
        label = cut(Content.assemble((words, "$soft")), width - 6)
        rows.append(spread(label, Content.assemble((text, "$bright")), width))
    return rows


def _unknown(view: OddsView, width: int, glyphs: Glyphs) -> list[Content]:
    if not view.unknown:
        return []
    title = Content.assemble(("WHAT NOBODY TELLS YOU", "bold $bright"))
    rows = [spread(title, Content.assemble(("drawn between", "$faint")), width)]
    for unknown in view.unknown:
        mark = glyphs.seat(unknown.mark.index) if unknown.mark.index >= 0 else " "
        label = Content.assemble((f"{mark} ", f"${unknown.mark.accent}"), (unknown.label, "$soft"))
        ends = Content.assemble((unknown.ends, "$bright"))
        rows.append(spread(cut(label, width - ends.cell_length - 1), ends, width))
    return rows


def _legend(view: OddsView) -> list[Content]:
    if view.bands is None:
        return []
    lines = ["bright band: half of the futures"]
    if view.bands:
        lines.append("pale band: eight of ten")
    return [Content.assemble((line, "$faint")) for line in lines]


class OddsBoard(Widget):
    """Draw the board in the room that there is."""

    DEFAULT_CSS = """
    OddsBoard {
        width: 50;
        height: 1fr;
    }
    """

    view: reactive[OddsView] = reactive(OddsView())
    """What is shown."""

    def render(self) -> Content:
        """Draw the board."""
        width, height = self.size
        return Content("\n").join(board_rows(self.view, max(1, width), height, glyphs_of(self.app)))
