"""The title's picture: the wordmark on the dark sea, the menu, the theatre up to the right edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from game.ui import wordmark
from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.keyboard.keyboard import USUAL, Keyboard, keyboard_of, respell
from game.ui.theatre.cover import draw_cover
from game.ui.theatre.view import Caption, MapView
from game.ui.theme import Palette
from game.ui.widgets.theatre_map import TheatreMap

WORDS = (("buffer", "bright"), ("state", "gold"))
"""The two words of the name with their colours."""

BYLINE = ("Sell what both sides fear to lose,", "and keep it.")
"""What the game is about."""

BAR, TEXT, LABEL, DETAIL, END = 4, 6, 9, 22, 40
"""Columns: the bar of the chosen line, texts, labels, details, the end of the chosen line."""

ROOMY = 104
"""From so many columns on, all places of the picture stand clear of the texts."""

SOLID = "\u00a0"
"""A blank that does not let the map's dots through."""

Size = tuple[int, int]
"""Columns and rows."""


class MenuLine(NamedTuple):
    """A line of the menu."""

    name: str
    """Its name; that of its deed on the title."""
    label: str
    """What it does."""
    detail: str = ""
    """More about it, in a word or two."""
    gap: bool = False
    """Whether a blank row stands before it."""
    shown: bool = True
    """Whether it is there; its row stays empty where it is not."""


class Arrangement(NamedTuple):
    """The rows on which everything stands."""

    words: tuple[int, int]
    """The first rows of the two words."""
    tall: bool
    """Whether the letters are five rows high, or three."""
    byline: int
    """The first row of the byline."""
    menu: tuple[int, ...]
    """The rows of the menu's lines."""
    standing: int
    """The row on which the saved game stands."""
    foot: int
    """The row of the keys."""


def arrange(size: Size, menu: tuple[MenuLine, ...]) -> Arrangement:
    """Find a row for everything, with as much air as there is."""
    columns, rows = size
    tall = rows >= 29 and columns >= 72
    air = min(3, max(0, (rows - 26) // 4)) if tall else 0
    top = 1 if rows < 34 else 3 + max(0, (rows - 44) // 3)
    height, between = (5, 1 + min(1, air)) if tall else (3, 0)
    second = top + height + between
    byline = second + height + min(2, air) + (0 if tall and not air else 1) - (1 if air else 0)
    row = byline + 3 + min(2, air)
    places = []
    for line in menu:
        row += line.gap
        places.append(row)
        row += 1
    foot = rows - 2
    standing = max(row + 1, min(foot - 3, row + 5)) if foot - row > 3 else foot - 1
    return Arrangement((top, second), tall, byline, tuple(places), standing, foot)


def paint_cover(
    size: Size,
    menu: tuple[MenuLine, ...],
    standing: tuple[tuple[str, str], ...],
    version: str,
    glyphs: Glyphs,
    keyboard: Keyboard = USUAL,
) -> MapView:
    """Return the picture for a size in cells.

    Args:
        size: Columns and rows.
        menu: The lines of the menu.
        standing: Where the saved game stands, as texts with their colours.
        version: The version of the game.
        glyphs: The set of glyphs.
        keyboard: The keys.
    """
    plan = arrange(size, menu)
    captions = [
        *_write_words(plan, glyphs),
        *(_write(TEXT, plan.byline + row, text, "soft") for row, text in enumerate(BYLINE)),
    ]
    for row, line in zip(plan.menu, menu, strict=True):
        if line.shown:
            key = keyboard.spell(f"title.{line.name}").ljust(LABEL - TEXT)
            label = line.label.ljust(DETAIL - LABEL)
            captions.append(_write(TEXT, row, key, "gold", bold=True))
            captions.append(_write(LABEL, row, label, "bright"))
            captions.append(_write(DETAIL, row, line.detail, "faint"))
    column = TEXT
    for text, accent in standing:
        captions.append(_write(column, plan.standing, text, accent, bold=accent != "faint"))
        column += cell_len(text)
    keys = keyboard.write("{list.up}{list.down} choose  {list.pick} open  {app.help} keys")
    captions.append(_write(TEXT, plan.foot, respell(keys, glyphs), "faint"))
    captions.append(_write(-3, plan.foot, f"{version}   map: Natural Earth", "faint"))
    return draw_cover(glyphs, tuple(captions), roomy=size[0] >= ROOMY)


def _write(column: int, row: int, text: str, accent: str, *, bold: bool = False) -> Caption:
    """Write a text whose blanks do not let the map through."""
    return Caption(column, row, text.replace(" ", SOLID), accent, bold)


def _write_words(plan: Arrangement, glyphs: Glyphs) -> list[Caption]:
    """Write the name in block letters."""
    captions = []
    for (word, accent), top in zip(WORDS, plan.words, strict=True):
        rows = wordmark.large(word, glyphs) if plan.tall else wordmark.small(word, glyphs)
        wide = max(map(cell_len, rows))
        for at, row in enumerate(rows):
            captions.append(_write(TEXT - 1, top + at, row.ljust(wide), accent))
    return captions


def _plain(character: str) -> str:
    """Return a character as it stands on the chosen line: there the map's dots give way."""
    return " " if "\u2800" <= character <= "\u28ff" else character


class Cover(TheatreMap):
    """Draw the title and tell which line of the menu was picked with the mouse."""

    menu: reactive[tuple[MenuLine, ...]] = reactive(())
    """The lines of the menu."""
    standing: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Where the saved game stands, as texts with their colours."""
    cursor: reactive[int] = reactive(0)
    """The chosen line."""

    @dataclass
    class Pointed(Message):
        """The mouse picked a line."""

        index: int
        """Its place in the menu."""

    def __init__(self, menu: tuple[MenuLine, ...], version: str) -> None:
        """Start with a menu and the version of the game."""
        super().__init__()
        self.version = version
        self._covered: object = None
        self.set_reactive(Cover.menu, menu)

    def _painted(self) -> list[Strip]:
        """Bring the picture up to date before it is painted."""
        glyphs, keyboard = glyphs_of(self.app), keyboard_of(self.app)
        key = (self.size, self.menu, self.standing, glyphs, keyboard)
        if self._covered != key:
            self._covered = key
            size = (self.size.width, self.size.height)
            view = paint_cover(size, self.menu, self.standing, self.version, glyphs, keyboard)
            self.set_reactive(TheatreMap.view, view)
        return super()._painted()

    def render_line(self, y: int) -> Strip:
        """Draw a row; that of the chosen line is tinted."""
        strip = super().render_line(y)
        return self._mark(strip) if self._line_at(y) == self.cursor else strip

    def _line_at(self, y: int) -> int | None:
        """Return the place of the menu's line on a row."""
        rows = arrange((self.size.width, self.size.height), self.menu).menu
        found = (at for at, row in enumerate(rows) if row == y and self.menu[at].shown)
        return next(found, None)

    def _mark(self, strip: Strip) -> Strip:
        """Lay the tint and the bar of the chosen line over a row."""
        palette = Palette.of(self.app.theme_variables)
        tint = Style(bgcolor=RichColor.from_rgb(*palette.colour("selected")))
        bar = Style(color=RichColor.from_rgb(*palette.colour("gold"))) + tint
        sign = "▌" if glyphs_of(self.app).dots else glyphs_of(self.app).cursor
        end = min(END, strip.cell_length)
        quiet = [
            Segment("".join(map(_plain, text)), (style or Style()) + tint)
            for text, style, _ in strip.crop(BAR + 1, end)
        ]
        loud = [
            Segment(text, (style or Style()) + Style(bold=True))
            for text, style, _ in Strip(quiet).crop(0, DETAIL - BAR - 1)
        ]
        rest = Strip(quiet).crop(DETAIL - BAR - 1)
        parts = [
            strip.crop(0, BAR),
            Strip([Segment(sign, bar)]),
            Strip(loud),
            rest,
            strip.crop(end),
        ]
        return Strip.join(parts)

    def on_click(self, event: events.Click) -> None:
        """Tell which line was clicked."""
        line = self._line_at(event.y)
        if line is not None and BAR <= event.x < END:
            self.post_message(self.Pointed(line))
