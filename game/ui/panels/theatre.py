"""The map with its legend, and the places as a list."""

from __future__ import annotations

from textual.content import Content

from game.ui.desk.mapping import PlaceRow, list_places
from game.ui.desk.position import Position
from game.ui.keyboard.catalogue import bind
from game.ui.messages import EdgePassed, PlaceChosen, ShowCauses
from game.ui.panels.panel import Line, ListPanel

GAP = 2
"""Cells between the entries of the legend."""


class PlacesPanel(ListPanel):
    """The places beside the map, each with its value, word and trend."""

    @property
    def places(self) -> tuple[PlaceRow, ...]:
        """What the map tells."""
        return list_places(self.position, self.glyphs) if self.position else ()

    @property
    def place(self) -> PlaceRow | None:
        """The place under the cursor."""
        places = self.places
        return places[self.cursor] if self.cursor < len(places) else None

    def count(self) -> int:
        """Count the places."""
        return len(self.places)

    def watch_cursor(self) -> None:
        """Show the place on the map."""
        if self.has_focus and self.place:
            self.post_message(PlaceChosen(self.place.key))

    def watch_has_focus(self, focused: bool) -> None:
        """Show the place on the map only while the list has the cursor."""
        super().watch_has_focus(focused)
        self.post_message(PlaceChosen(self.place.key if focused and self.place else ""))

    def action_pick(self) -> None:
        """Ask for the causes of the place's value."""
        message = self.explain()
        if message is not None:
            self.post_message(message)

    def explain(self) -> ShowCauses | None:
        """Return what asks for the causes of the place's value."""
        gauge = self.place.gauge if self.place else None
        return ShowCauses(gauge.name) if gauge else None

    def lines(self, position: Position, width: int) -> list[Line]:
        """Draw a place in two rows: sign and name, value and word."""
        lines: list[Line] = []
        if position.scenario.map is None:
            return [Line(Content.assemble(("There is no map.", "$faint")))]
        for index, place in enumerate(self.places):
            if index and (place.chip or self.places[index - 1].chip):
                lines.append(Line(Content("")))
            lines.append(Line(draw_name(place), (index, 0)))
            if place.gauge:
                value = Content("  ") + self._draw_value(place)
                lines.append(Line(value, (index, 0), more=True))
        return lines

    def _draw_value(self, place: PlaceRow) -> Content:
        gauge = place.gauge
        if gauge is None:
            return Content("")
        arrow = ""
        if gauge.change and gauge.favourable is not None:
            arrow = f" {self.glyphs.trend(gauge.way, favourable=gauge.favourable)}"
        value = " ".join(filter(None, (gauge.value, gauge.unit)))
        return Content.assemble((value, "$bright"), (f" {gauge.word}{arrow}", "$soft"))


def draw_name(place: PlaceRow, brief: bool = False) -> Content:
    """Write a place's sign and name."""
    sign = (place.sign, "bold reverse $bright" if place.chip else f"${place.accent}")
    name = place.brief if brief else place.label
    colour = "$soft" if brief or place.accent in ("bright", "soft") else f"${place.accent}"
    return Content.assemble(sign, (f" {name}", colour))


class LegendRow(PlacesPanel):
    """The legend in a row below the map; with the cursor in it, one place after the other."""

    BINDINGS = [
        bind("map.previous", "move(-1)"),
        bind("map.next", "move(1)"),
    ]

    def action_move(self, step: int) -> None:
        """Move to the next place, and out of the region beyond the ends."""
        wanted = self.cursor + step
        if 0 <= wanted < self.count():
            self.cursor = wanted
        else:
            self.post_message(EdgePassed(step))

    def state(self) -> tuple[object, ...]:
        """Return which place is told, if one is."""
        return self.has_focus, self.cursor

    def lines(self, position: Position, width: int) -> list[Line]:
        """Draw the row."""
        place = self.place
        if self.has_focus and place is not None:
            told = draw_name(place) + Content("   ")
            if place.gauge and place.gauge.label != place.label:
                told += Content.assemble((f"{place.gauge.label} ", "$soft"))
            return [Line(told + self._draw_value(place), (self.cursor, 0))]
        return [Line(self._legend(width))]

    def _legend(self, width: int) -> Content:
        """Write letters, lines and troops as far as they fit; lines give way first."""
        told = [place for place in self.places if place.chip or "/" in place.key]
        names = {place.key: self._sum_up(place) for place in told}
        room, kept = width + GAP, []
        for place in sorted(told, key=lambda each: each.key.startswith("flow/")):
            if names[place.key].cell_length + GAP <= room:
                kept.append(place.key)
                room -= names[place.key].cell_length + GAP
        shown = [names[place.key] for place in told if place.key in kept]
        return Content(" " * GAP).join(shown)

    def _sum_up(self, place: PlaceRow) -> Content:
        name = draw_name(place, brief=True)
        if place.key.startswith("marker/") and place.gauge:
            name += Content.assemble((f" {place.gauge.value}", "$bright"))
        return name
