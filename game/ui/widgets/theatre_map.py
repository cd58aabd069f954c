"""Show the theatre: the map with what stands and flows on it, painted once and then cached."""

from __future__ import annotations

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from game.ui.canvas import strip_of
from game.ui.glyphs import glyphs_of
from game.ui.theatre.atlas import Atlas, theatre_atlas
from game.ui.theatre.painting import paint
from game.ui.theatre.projection import Projection, fit
from game.ui.theatre.raster import LandCell, rasterise
from game.ui.theatre.view import MapView
from game.ui.theme import Palette

Ground = tuple[Projection, list[list[LandCell]]]
"""A projection with the bare map drawn in it."""


class TheatreMap(Widget):
    """Draw a `MapView` in whatever room there is."""

    DEFAULT_CSS = """
    TheatreMap {
        width: 1fr;
        height: 1fr;
        background: $ground;
    }
    """

    view: reactive[MapView] = reactive(MapView())
    """What the map shows."""

    def __init__(
        self,
        view: MapView | None = None,
        *,
        atlas: Atlas | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Start with a view over an atlas, by default the one that comes with the game."""
        super().__init__(id=id, classes=classes)
        self._atlas = atlas or theatre_atlas()
        self._ground: tuple[object, Ground] | None = None
        self._strips: tuple[object, list[Strip]] | None = None
        self.set_reactive(TheatreMap.view, view or MapView())

    def render_line(self, y: int) -> Strip:
        """Give one row of the picture."""
        strips = self._painted()
        return strips[y] if y < len(strips) else Strip.blank(self.size.width)

    def _painted(self) -> list[Strip]:
        """Paint the picture, unless size, view, theme and glyphs are those of the last time."""
        glyphs = glyphs_of(self.app)
        key = (self.size, self.view, self.app.theme, glyphs)
        if self._strips is None or self._strips[0] != key:
            projection, land = self._bare()
            palette = Palette.of(self.app.theme_variables)
            cells = paint(self.view, self._atlas, projection, land, palette, glyphs)
            self._strips = (key, [strip_of(row) for row in cells])
        return self._strips[1]

    def _bare(self) -> Ground:
        """Draw the bare map, unless size, crop and home are those of the last time."""
        size = (self.size.width, self.size.height)
        usual = self._atlas.wide if self.view.fade else self._atlas.focus
        focus = self.view.focus or usual
        key = (size, focus, self.view.fade, self.view.home)
        if self._ground is None or self._ground[0] != key:
            projection = fit(focus, self._atlas.bounds, size, self.view.fade)
            land = rasterise(self._atlas, projection, size, self.view.home)
            self._ground = (key, (projection, land))
        return self._ground[1]
