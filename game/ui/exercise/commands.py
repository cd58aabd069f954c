"""What white and a seat can do, each with its key: one object feeds key, palette and help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from game.ui.commands import (
    BRIEFING,
    DESK_COMMANDS,
    HELP,
    SEARCH,
    SETTINGS,
    TIMELINE,
    Command,
)


@dataclass(frozen=True, slots=True)
class WhiteCommand(Command):
    """Something that the console does through the part that it is about."""

    scope: str = "console"

    @property
    def action(self) -> str:
        """The action of the screen."""
        return f"give('{self.id}')"


_Console = partial(Command, scope="console")
"""Something that the console does by itself."""

PAUSE = WhiteCommand(
    "pause", "p", "p", "pause", "Pause the exercise, or go on",
    "Every clock stands and nobody can hand anything in; times of injects move along.",
)  # fmt: skip
MOVE_ON = WhiteCommand(
    "move_on", "n", "n", "next phase", "Go on to the next phase in the world under the cursor",
    "Before adjudication every seat needs orders, or your decision what counts as its orders.",
)  # fmt: skip
MOVE_ALL = WhiteCommand(
    "move_all", "N", "N", "", "Go on to the next phase in all worlds of one phase"
)
EXTEND = WhiteCommand(
    "extend", "e", "e", "extend", "Give the phase more minutes, or fewer, in its world"
)
EXTEND_ALL = WhiteCommand("extend_all", "E", "E", "", "Give the phase more minutes in all worlds")
GRACE = WhiteCommand("grace", "g", "g", "grace", "Let the seat hand in late, for some minutes")
DECIDE = WhiteCommand(
    "decide", "d", "d", "decide", "Decide what counts as the orders of a seat without any",
    "Its draft, its standing orders, a bot's choice, or silence.",
)  # fmt: skip
BOT = WhiteCommand("bot", "b", "b", "", "Let a bot play the seat from now on, or a team again")
CODE = WhiteCommand("code", "c", "c", "", "Give the seat a new code; the old one is dead")
EXPEL = WhiteCommand("expel", "K", "K", "", "End whoever sits at the seat; the code opens it again")
SEND = WhiteCommand("send", "s", "s", "send", "Send the inject under the cursor")
HOLD = WhiteCommand("hold", "h", "h", "hold", "Hold the inject back, or let it come again")
EDIT = WhiteCommand("edit", "m", "m", "edit", "Change the inject's text before it is sent")
SKIP = WhiteCommand("skip", "x", "x", "", "Skip the inject, with a reason")
INVENT = WhiteCommand("invent", "i", "i", "invent", "Invent an inject")
ANSWER = _Console(
    "answer", "enter", "enter", "answer", "Answer what waits: let in, pass, rule, send, decide"
)
REFUSE = WhiteCommand("refuse", "r", "r", "refuse", "Refuse what waits: a second claim, a message")
DEBATE = WhiteCommand(
    "debate", "a", "a", "", "Open a proposal for arguments and estimates of seats"
)
OVERRIDE = WhiteCommand(
    "override", "o", "o", "override", "Change a value by hand",
    "The difference is shown first; a reason must be given.",
)  # fmt: skip
UNDO = WhiteCommand(
    "undo", "u", "u", "", "Take the last override back",
    "It can be, until the next turn is resolved; what was changed besides stays.",
)  # fmt: skip
REVERT = WhiteCommand(
    "revert", "v", "v", "", "Take turns back",
    "The log keeps them; the world stands again where the turn began.",
)  # fmt: skip
MESSAGE = WhiteCommand("message", "w", "w", "write", "Write a message to seats")
STAR = WhiteCommand(
    "star", "asterisk", "*", "star", "Star this moment, with a note and an objective"
)
READ = WhiteCommand(
    "read", "y", "y", "read", "Read what the last turn of the world was resolved to, in full",
    "On the log, the entry under the cursor: who wrote what, what was changed, what was rolled.",
)  # fmt: skip
PEEK = WhiteCommand(
    "peek", "l", "l", "", "Look at the exercise as the seat under the cursor sees it"
)
SURVEY = WhiteCommand(
    "survey", "f", "f", "", "Open the survey, or close it",
    "Seats and observers answer it; how many have stands in the first row.",
)  # fmt: skip
PROJECT = WhiteCommand("project", "P", "P", "", "Switch the projectors: a world, all, or dark")
PRACTISE = WhiteCommand(
    "practise", "t", "t", "", "Begin a practice turn before the exercise, or end it",
    "Everyone tries it out; then all begins anew and nothing of it counts.",
)  # fmt: skip
START = WhiteCommand("start", "ctrl+t", "ctrl+t", "", "Start the exercise: all worlds, turn 1")
END = WhiteCommand("end", "ctrl+e", "ctrl+e", "", "End the exercise")
LEAVE = _Console("leave", "q", "q", "", "Leave; the exercise goes on")
BOARDS = tuple(
    _Console(f"board-{name}", str(number), str(number), "", title)
    for number, (name, title) in enumerate(
        (
            ("worlds", "Go to the worlds"),
            ("seats", "Go to the seats"),
            ("queue", "Go to what waits"),
            ("msel", "Go to the injects"),
            ("log", "Go to the log"),
        ),
        start=1,
    )
)

CONSOLE_COMMANDS = (
    MOVE_ON, MOVE_ALL, PAUSE, EXTEND, EXTEND_ALL, GRACE, DECIDE, BOT, ANSWER, REFUSE, DEBATE, SEND,
    HOLD, EDIT, SKIP, INVENT, OVERRIDE, UNDO, REVERT, MESSAGE, STAR, READ, PEEK, CODE, EXPEL,
    PROJECT, SURVEY, *BOARDS, PRACTISE, START, END, SEARCH, HELP, SETTINGS, LEAVE,
)  # fmt: skip
"""All that white can do, in the order in which help and palette list it."""

CONSOLE_MOVES = (
    (
        "{list.up} {list.down}",
        "move the cursor; commands are about the world, seat or inject under it",
    ),
    ("tab", "go to the next board, shift+tab to the one before"),
)
"""Keys that move, for the help."""

CONSOLE_ROW = (
    MOVE_ON, PAUSE, EXTEND, DECIDE, ANSWER, READ, SEND, INVENT, OVERRIDE, MESSAGE, STAR, GRACE,
    SEARCH,
)  # fmt: skip
"""What stands in the console's row of keys, from the left."""

ANALYST_ROW = (STAR, READ, SEARCH)
"""The same for an analyst, who touches nothing but notes."""

HAND_IN = Command(
    "commit", "E", "E", "", "Hand in your orders",
    "They stay secret until release. What is changed afterwards must be handed in again.",
)  # fmt: skip
WITHDRAW = Command("withdraw", "w", "w", "withdraw", "Take back what you have handed in")
READY = Command("ready", "r", "r", "ready", "Say that you are ready, or not yet")
MAIL = Command("mail", "m", "m", "mail", "Messages: read them, write one")
ARGUE = Command(
    "argue", "t", "t", "argue", "Propose what the rules do not know, and argue over proposals"
)
STANDING = Command(
    "standing", "o", "o", "", "Make the plan your standing orders",
    "White may use them when you are absent.",
)  # fmt: skip
AWAY = Command("away", "h", "h", "away", "What happened since you were away")
VERDICTS = Command("ending", "v", "v", "", "How it ended, and the verdicts")
ANSWER_SURVEY = Command(
    "survey", "s", "s", "survey", "Answer the survey", "White opens it, and says so."
)

LEAVE_SEAT = Command("leave", "q", "q", "", "Leave the seat", "Its code opens it again.")

SEAT_TIMELINE = replace(TIMELINE, keys="T", key="T", word="", scope="seat")
SEAT_BRIEFING = replace(BRIEFING, keys="b,B", key="b", word="brief", capital=True, scope="seat")

_SOLO = {"commit", "save", "leave", "lesson", "lessons", "rewind", "timeline", "briefing"}
"""Commands of a game alone that an exercise has no use for, or names otherwise."""

SEAT_EXTRA = (HAND_IN, WITHDRAW, READY, MAIL, ARGUE, STANDING, AWAY, SEAT_TIMELINE, SEAT_BRIEFING,
              VERDICTS, ANSWER_SURVEY, LEAVE_SEAT)  # fmt: skip
"""What a seat can do beside what every desk can."""

SEAT_COMMANDS = (*SEAT_EXTRA, *(each for each in DESK_COMMANDS if each.id not in _SOLO))
"""All that a seat can do."""


def pick_commands(*names: str) -> tuple[Command, ...]:
    """Return commands of a seat by name, for its row of keys."""
    known = {each.id: each for each in SEAT_COMMANDS}
    return tuple(known[name] for name in names)


SEAT_ROW = pick_commands(
    "ready", "withdraw", "mail", "argue", "away", "causes", "promises", "advisers", "news", "undo",
    "search", "help",
)  # fmt: skip
"""What stands in a seat's row of keys."""

SEAT_SHORT_ROW = pick_commands("ready", "mail", "argue", "causes", "undo", "search", "help")
"""The same where rows are short."""
