"""The commands of the desk: one object feeds key, row of keys, palette and help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from game.scenario.models import Scenario


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done with a key."""

    id: str
    """Its name; `action_` and this is what the screen does."""
    keys: str
    """The keys, as Textual calls them, separated by commas."""
    key: str
    """Its usual key as people call it."""
    word: str
    """What it does, in a word, for the row of keys; empty if it does not stand there."""
    title: str
    """What it does, in a line, for palette and help."""
    about: str = ""
    """What more there is to know."""
    capital: bool = False
    """Whether its key is a letter that answers while a demand has the cursor."""
    scope: str = "desk"
    """The screen to which it belongs; `app` for all of them."""
    sheet: bool = False
    """Whether it lays a sheet over the desk."""

    @property
    def binding_id(self) -> str:
        """Its name among all that keys do, by which a player changes them."""
        return f"{self.scope}.{self.id}"

    @property
    def action(self) -> str:
        """The action of the screen: `tab-map` calls `tab('map')`, a sheet `sheet('news')`."""
        name, _, argument = self.id.partition("-")
        if self.sheet:
            return f"sheet('{name}')"
        return f"{name}('{argument}')" if argument else name

    def binding(self) -> Binding:
        """Return its binding."""
        return Binding(self.keys, self.action, self.title, show=False, id=self.binding_id)


COMMIT = Command(
    "commit", "E", "E", "", "Commit the turn", "Everyone's plans are resolved; asked first only "
    "where silence would answer for you or the game may end.",
)  # fmt: skip
FORECAST = Command(
    "forecast", "f", "f", "forecast", "What the plan leads to, in a thousand futures",
    "Fans of the gauges and odds of the endings, against doing nothing or another plan.",
    sheet=True,
)  # fmt: skip
CAUSES = Command(
    "causes", "c,C", "c", "causes", "Why: causes and effects",
    "On a number: what changed it and from where. On an order or answer: all that it would do.",
    capital=True, sheet=True,
)  # fmt: skip
INTENTS = Command("intents", "i", "i", "intents", "What the capitals intend, with odds", sheet=True)
PROMISES = Command(
    "promises", "p", "p", "promises", "The ledger of promises and threats", sheet=True
)
ADVISERS = Command(
    "advisers", "a,A", "a", "advisers", "What your advisers recommend, and why", capital=True,
    sheet=True,
)  # fmt: skip
TIMELINE = Command(
    "timeline", "t", "t", "timeline", "The timeline: every turn, two compared, branches",
    "Any turn can be read again, and the game can go on from there where its mode allows.",
    sheet=True,
)  # fmt: skip
REWIND = Command(
    "rewind", "b,B", "b", "", "Go back a turn", "What was played since stays as a branch.",
    capital=True, sheet=True,
)  # fmt: skip
NEWS = Command("news", "n", "n", "news", "Read the dispatches of this turn", sheet=True)
BRIEFING = Command(
    "briefing", "w", "w", "", "Your briefing: what it is about, and how it may end", sheet=True
)
ATLAS = Command(
    "atlas", "r,R", "r", "", "The atlas of rules: what every entry does",
    "What moves what, every formula in words, the calendar; searchable.", capital=True, sheet=True,
)  # fmt: skip
UNDO = Command("undo", "u", "u", "undo", "Take back the last change of the plan", "Without limit.")
SEARCH = Command(
    "search", "slash", "/", "search", "Search everything that can be done", scope="app"
)
HELP = Command("help", "question_mark,f1", "?", "keys", "Show the keys of this screen", scope="app")
SETTINGS = Command(
    "settings", "comma", ",", "", "Settings: colours, shapes, motion, keys", scope="app"
)
LESSON = Command(
    "lesson", "g", "g", "", "Go on in the lesson",
    "While it waits for something, the cursor goes to where it points.",
)  # fmt: skip
LESSONS = Command(
    "lessons", "x", "x", "", "No lessons any more, or lessons again", "For the rest of this game."
)
SAVE = Command("save", "ctrl+s", "ctrl+s", "", "Keep the game now", "It is kept by itself, too.")
LEAVE = Command("leave", "q", "q", "", "Leave for the title", "The game is kept, with its plan.")
TABS = tuple(
    Command(f"tab-{name}", str(number), str(number), "", title)
    for number, (name, title) in enumerate(
        (
            ("map", "Go to the map"),
            ("state", "Go to the gauges"),
            ("may", "Go to what they may do"),
            ("table", "Go to what they ask and you order"),
            ("news", "Go to the dispatches"),
        ),
        start=1,
    )
)

DESK_COMMANDS = (
    COMMIT, FORECAST, CAUSES, INTENTS, PROMISES, ADVISERS, TIMELINE, NEWS, BRIEFING, ATLAS, UNDO,
    REWIND, SEARCH, HELP, *TABS, LESSON, LESSONS, SAVE, SETTINGS, LEAVE,
)  # fmt: skip
"""All commands of the desk, in the order in which help and palette list them."""

ROW = (FORECAST, CAUSES, INTENTS, PROMISES, ADVISERS, TIMELINE, NEWS, UNDO, SEARCH, HELP)
"""What stands in the row of keys, from the left."""

SHORT_ROW = (FORECAST, CAUSES, PROMISES, UNDO, SEARCH, HELP)
"""The same where rows are short."""


def find_lack(scenario: Scenario, command: str) -> str | None:
    """Return what a scenario lacks that a command of the desk is about; none if nothing."""
    intents = any(seat.intents for seat in scenario.seat.values())
    lacks = {
        "tab-map": (scenario.map, "this scenario has no map"),
        "advisers": (scenario.adviser, "this scenario has no advisers"),
        "lessons": (scenario.lesson, "this scenario has no lessons"),
        "promises": (scenario.promise, "nothing can be promised in this scenario"),
        "intents": (intents, "nobody publishes intentions in this scenario"),
    }
    found, reason = lacks.get(command, (True, None))
    return None if found else reason


MOVES = (
    ("{list.up} {list.down}", "move the cursor; beyond the end it goes on to the next region"),
    ("tab", "go to the next region, shift+tab to the one before"),
    ("{list.pick}", "choose: give an order, answer, ask for causes"),
    ("a to e", "answer the demand under the cursor; its other commands are then capitals"),
)
"""Keys that move and choose, for the help."""
