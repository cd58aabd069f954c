"""The catalogue of deeds: everything that a key does, on which screen, by which key usually.

Screens take their bindings from here, and help, palette, rows of keys and the screen of keys their
words; so a deed is named once, and a player's keys reach all of them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from textual.binding import Binding

from game.ui.commands import DESK_COMMANDS, Command
from game.ui.exercise.commands import CONSOLE_COMMANDS, SEAT_EXTRA


class Deed(NamedTuple):
    """Something that a key does."""

    id: str
    """Its name in the file of settings and for bindings: the screen, a dot, what is done."""
    keys: tuple[str, ...]
    """Its usual keys, as the terminal library calls them."""
    title: str
    """What it does, in a line."""
    fixed: bool = False
    """Whether its keys cannot be changed."""


class Scope(NamedTuple):
    """A screen, or a part that several screens share."""

    name: str
    """Its name."""
    title: str
    """What a player calls it."""
    deeds: tuple[Deed, ...]
    """What can be done there."""
    parts: tuple[str, ...] = ()
    """The names of the parts that work there too."""


def _deeds(name: str, *rows: tuple[str, str, str]) -> tuple[Deed, ...]:
    """Return deeds from rows of name, keys and title."""
    return tuple(
        Deed(f"{name}.{each}", tuple(keys.split(",")), title) for each, keys, title in rows
    )


def _commanded(commands: tuple[Command, ...], scope: str) -> tuple[Deed, ...]:
    """Return commands of a scope as deeds."""
    return tuple(
        Deed(each.binding_id, tuple(each.keys.split(",")), each.title)
        for each in commands
        if each.scope == scope
    )


_DESK = _commanded(DESK_COMMANDS, "desk")
_SEAT = tuple(
    each
    for scope in ("desk", "seat")
    for each in _commanded(SEAT_EXTRA, scope)
    if each.id not in {deed.id for deed in _DESK}
)

SCOPES = (
    Scope("app", "Everywhere", (
        Deed("app.quit", ("ctrl+q",), "quit the program; the game is kept", fixed=True),
        *_deeds(
            "app",
            ("help", "question_mark,f1", "show the keys of this screen"),
            ("search", "slash", "search everything that can be done; so does ctrl+p"),
            ("settings", "comma", "settings: colours, shapes, motion, keys"),
        ),
    )),
    Scope("list", "Lists", _deeds(
        "list",
        ("up", "up,k", "move the cursor up"),
        ("down", "down,j", "move the cursor down"),
        ("page-up", "pageup", "move it up by a page"),
        ("page-down", "pagedown", "move it down by a page"),
        ("first", "home", "move it to the first"),
        ("last", "end", "move it to the last"),
        ("pick", "enter,space", "choose what is under the cursor"),
    )),
    Scope("sheet", "Sheets", _deeds(
        "sheet", ("leave", "escape,q", "lay the sheet aside")
    ), ("app",)),
    Scope("title", "The title", _deeds(
        "title",
        ("continue", "c", "go on with the newest game that is not over"),
        ("new", "n", "a new game: scenario, seat, difficulty, mode, seed"),
        ("scenarios", "s", "the scenarios that were found, or one by its path"),
        ("load", "l", "all saves, the newest first"),
        ("first-steps", "t", "first steps: four guided turns"),
        ("settings", "o", "settings: colours, shapes, motion, keys"),
        ("quit", "q", "leave the program"),
    ), ("app", "list")),
    Scope("new-game", "New game", _deeds(
        "new-game",
        ("previous", "left,h", "the value before of the setting under the cursor"),
        ("next", "right", "its next value"),
        ("cross", "tab", "go to the other list"),
        ("begin", "b", "begin the game"),
        ("path", "p", "type the path of a scenario, a file or a folder"),
        ("draw", "r", "draw another seed"),
        ("seed", "e", "type a seed"),
        ("copy", "y", "copy the seed"),
    ), ("app", "list", "sheet")),
    Scope("settings", "Settings", _deeds(
        "settings",
        ("previous", "left,h", "the value before of the setting under the cursor"),
        ("next", "right,l", "its next value"),
        ("usual", "r,backspace", "its usual value"),
        ("keys", "c", "change keys"),
    ), ("app", "list", "sheet")),
    Scope("keys", "Keys", _deeds(
        "keys",
        ("find", "slash", "search what is done, a screen or a key; esc clears the search first"),
        ("usual", "r,backspace", "give what is under the cursor its usual keys"),
        ("all-usual", "R", "give everything its usual keys"),
    ), ("app", "list", "sheet")),
    Scope("desk", "The desk", _DESK, ("app", "list", "asks", "front", "map")),
    Scope("front", "Countdowns", _deeds(
        "front",
        ("previous", "left,up", "the number before"),
        ("next", "right,down", "the next number"),
        ("explain", "enter,space", "its causes"),
    )),
    Scope("map", "The map's places", _deeds(
        "map", ("previous", "left", "the place before"), ("next", "right", "the next place")
    )),
    Scope("asks", "What they ask", tuple(
        Deed(f"asks.answer-{letter}", (letter,), f"give answer {letter}", fixed=True)
        for letter in "abcde"
    )),
    Scope("causes", "Causes", _deeds(
        "causes",
        ("earlier", "left", "the turn before"),
        ("later", "right", "the turn after"),
        ("follow", "enter", "its causes, or the turn where it was felt"),
        ("leave", "escape,q,c,C", "back to the desk"),
    ), ("app", "list")),
    Scope("forecast", "The forecast", _deeds(
        "forecast",
        ("next", "tab,down", "the next gauges"),
        ("before", "shift+tab,up", "the gauges before"),
        ("compare", "x", "compare with doing nothing, or with the plan that was kept"),
        ("keep", "k", "keep this plan, so that others of this turn can be compared with it"),
        ("bands", "b", "show or hide the pale band, in which eight of ten futures lie"),
        ("leave", "escape,q,f", "back to the desk"),
    ), ("app",)),
    Scope("atlas", "The atlas of rules", _deeds(
        "atlas",
        ("search", "slash", "search: each word must occur; esc clears the search first"),
        ("back", "left,h,backspace", "back to where you came from, or to the index"),
        ("read", "right,l", "on to the article"),
        ("cross", "tab", "go to the other side"),
    ), ("app", "list", "sheet")),
    Scope("question", "Before the commit", _deeds(
        "question",
        ("commit", "y,enter", "commit all the same"),
        ("back", "escape,n,q", "back to the desk"),
    ), ("app",)),
    Scope("report", "The report of the turn", _deeds(
        "report",
        ("next", "enter,space", "go on: to the next page, or back to the desk"),
        ("before", "left", "the page before"),
        ("after", "right", "the page after"),
    ), ("app", "list", "sheet")),
    Scope("proof", "A scenario read again", _deeds(
        "proof", ("shorten", "b", "go back to the last turn that can be played again")
    ), ("app", "list", "sheet")),
    Scope("end", "The end", _deeds(
        "end",
        ("point", "enter", "open the turning point that is lit up: all endings, with both plans"),
        ("previous", "left", "the turning point before"),
        ("next", "right", "the next turning point"),
        ("replay", "r", "replay from the turning point; this ending stays as a branch"),
        ("next-chart", "g,tab", "the next chart"),
        ("chart-before", "G,shift+tab", "the chart before"),
        ("timeline", "t", "the timeline: every turn, two compared, branches"),
        ("copy", "y,c", "copy the line to share"),
        ("markdown", "m",
         "write the game as Markdown, into the current folder or that of the saves"),
        ("web-page", "w", "write it as a web page with its charts, which needs no other file"),
        ("new-seed", "n", "the same scenario and settings with a new seed"),
        ("same-seed", "s", "the same once more, with the same seed and the same luck"),
        ("leave", "q,escape", "the title"),
    ), ("app",)),
    Scope("point", "A turn that decided it", _deeds(
        "point",
        ("replay", "r", "go back to this turn and play on; the ending stays as a branch"),
        ("report", "enter", "read the report of the turn"),
    ), ("app", "sheet")),
    Scope("timeline", "The timeline", _deeds(
        "timeline",
        ("mark", "m,space", "mark the turn, to compare others with it"),
        ("compare", "c", "compare the turn with the marked one, or with the one before"),
        ("gauges-before", "left", "see the gauges before"),
        ("gauges-after", "right", "see the gauges that do not fit"),
        ("rewind", "r,b", "go back to the turn; what was played since stays as a branch"),
        ("next", "tab,right_square_bracket", "look at the next branch"),
        ("previous", "shift+tab,left_square_bracket", "look at the branch before"),
        ("switch", "s", "go on with the branch that is shown"),
        ("rename", "n", "name the branch that is shown"),
        ("forget", "x", "forget the branch that is shown; it asks first"),
        ("leave", "t", "lay the timeline aside"),
    ), ("app", "sheet")),
    Scope("comparison", "Two turns compared", _deeds(
        "comparison",
        ("narrow", "d", "show all values, or only those that differ"),
        ("leave", "c", "back to the timeline"),
    ), ("app", "list", "sheet")),
    Scope("seat", "A seat's desk", _SEAT, ("app", "list", "asks", "front", "map", "desk")),
    Scope("mail", "A seat's messages", _deeds(
        "mail", ("write", "w", "write a message to seats or to white")
    ), ("app", "list", "sheet")),
    Scope("argue", "A seat's proposals", _deeds(
        "argue",
        ("propose", "n", "propose something that the rules do not know"),
        ("for", "p", "say what speaks for the proposal under the cursor"),
        ("against", "c", "say what speaks against it"),
        ("estimate", "e", "give your estimate of its odds; only white sees it"),
    ), ("app", "list", "sheet")),
    Scope("seat-end", "A seat's end", _deeds(
        "seat-end",
        ("survey", "s", "on to the survey"),
        ("leave", "q,escape,enter", "back to the desk"),
    ), ("app",)),
    Scope("console", "White's console", _commanded(CONSOLE_COMMANDS, "console"), ("app", "list")),
    Scope("projector", "The projector", _deeds(
        "projector",
        ("blank", "b,space", "go dark, or light again"),
        ("before", "left", "the world before"),
        ("after", "right", "the next world"),
        ("all", "a", "all worlds in rows, or one large"),
        ("leave", "q", "leave"),
    ), ("app",)),
    Scope("observer", "An observer's screen", _deeds(
        "observer",
        ("before", "left", "the turn before"),
        ("after", "right", "the next turn"),
        ("newest", "end", "the newest turn"),
        ("world", "w", "the next world, where there are several"),
        ("survey", "s", "answer the survey, once white has opened it"),
        ("leave", "q", "leave"),
    ), ("app", "list")),
    Scope("form", "Lines to fill in", _deeds(
        "form",
        ("next", "enter", "the next line; at the last one, done"),
        ("down", "down", "the next line"),
        ("up", "up", "the line before"),
        ("finish", "ctrl+s", "done"),
        ("leave", "escape", "leave without an answer"),
    ), ("app",)),
)  # fmt: skip
"""All screens and parts with what can be done there, in the order of the screen of keys."""


@cache
def deeds_by_id() -> dict[str, Deed]:
    """Return all deeds by their names."""
    return {deed.id: deed for scope in SCOPES for deed in scope.deeds}


def bind(deed: str, action: str, *, priority: bool = False) -> Binding:
    """Return the binding of a deed to an action of a screen or a part.

    Args:
        deed: The name of the deed.
        action: What Textual calls.
        priority: Whether it comes before what the widget with the cursor does with the key.
    """
    found = deeds_by_id()[deed]
    return Binding(
        ",".join(found.keys), action, found.title, show=False, priority=priority, id=deed
    )
