"""The words that can be typed, what they do, and how a line is understood."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from game.plain.account import say_report
from game.plain.choices import say_closed, say_dispatches, say_orders
from game.plain.rules import say_rules
from game.plain.situation import (
    list_gauges,
    say_advice,
    say_briefing,
    say_countdowns,
    say_gauges,
    say_intents,
    say_promises,
)
from game.plain.table import Table
from game.plain.timeline import find_moment, say_branches, say_comparison, say_timeline


@dataclass(frozen=True, slots=True)
class Command:
    """A word that can be typed."""

    name: str
    """The word; its beginning is enough where no other begins so."""
    use: str
    """What may follow it."""
    help: str
    """What it does, in a line."""
    carry_out: Callable[[Table, str], None]
    """Does it, with the rest of the line."""


def show_help(table: Table, _: str) -> None:
    """Say all commands."""
    lines = [f"{f'{each.name} {each.use}'.strip()}: {each.help}." for each in COMMANDS]
    table.voice.say_part("Commands", [
        "a letter: take an answer into the plan.",
        "a number: take an order into the plan.",
        *lines,
    ])  # fmt: skip


def _show_orders(table: Table, words: str) -> None:
    table.show_part("Orders", say_orders(table.menu, table.plan), "None is open.")
    if words == "all":
        table.show_part("Not now", say_closed(table.menu), "None is closed.")


def _show_forecast(table: Table, _: str) -> None:
    from game.plain.foresight import say_forecast

    if table.game.over:
        table.voice.say("The game has ended.")
        return
    table.voice.say_part("Forecast", say_forecast(table.game, table.plan))


def _show_decided(table: Table, _: str) -> None:
    from game.plain.foresight import say_decided

    if table.game.over:
        table.show_part("The turns that decided it", say_decided(table.game), "None did.")
    else:
        table.voice.say("The game has not ended.")


def _show_compared(table: Table, _: str) -> None:
    from game.plain.foresight import say_compared

    if not table.game.over:
        table.voice.say("The game has not ended.")
        return
    table.voice.say("Other games are played to compare yours with; that may take a minute.")
    table.show_part("Compared", say_compared(table.game), "This scenario has no score.")


def _show_briefing(table: Table, _: str) -> None:
    table.show_part("Briefing", say_briefing(table.game), "None is written.")


def _show_report(table: Table, turn: str) -> None:
    game = table.game
    report = find_moment(game, turn).report if turn else game.reports[-1] if game.turns else None
    which = f"turn {turn}" if turn else "the last turn"
    lines = say_report(game, report) if report else []
    table.show_part(f"Report of {which}", lines, "It has not been played.")


def _show_timeline(table: Table, _: str) -> None:
    table.show_part("Timeline", say_timeline(table.game), "No turn has come.")


def _show_comparison(table: Table, words: str) -> None:
    game, turns = table.game, words.split()
    if len(turns) not in {1, 2}:
        table.voice.say("Compare which turns? Give one to compare with now, or two.")
        return
    one, other = (find_moment(game, turn) for turn in (*turns, str(game.turn))[:2])
    title = f"Turn {one.turn} and turn {other.turn}"
    table.show_part(title, list(say_comparison(game, one, other)), "Nothing differs.")


def _show_branches(table: Table, _: str) -> None:
    table.show_part("Branches", list(say_branches(table.game)), "There is one.")


COMMANDS = (
    Command("look", "", "hear the situation again", Table.show),
    Command("dispatches", "", "what is asked of you", lambda table, _: table.show_part(
        "Dispatches", say_dispatches(table.menu), "Nothing is asked of you.")),
    Command("orders", "[all]", "what you can order; all: also what not, and why", _show_orders),
    Command("gauges", "", "every gauge", lambda table, _: table.show_part(
        "Gauges", say_gauges(table.game, list_gauges(table.game)), "There are none.")),
    Command("countdowns", "", "what runs down, and the ladder", lambda table, _: table.show_part(
        "Countdowns", say_countdowns(table.game), "Nothing runs down.")),
    Command("promises", "", "open promises and threats", lambda table, _: table.show_part(
        "Promises", say_promises(table.game), "None is open.")),
    Command("intents", "", "what the others may do", lambda table, _: table.show_part(
        "Intents", say_intents(table.game), "Nobody publishes any.")),
    Command("advice", "", "what your advisers recommend", lambda table, _: table.show_part(
        "Advice", say_advice(table.game), "Nobody advises you.")),
    Command("forecast", "", "what the plan leads to, in a thousand futures", _show_forecast),
    Command("decided", "", "after the end: the turns that decided the game", _show_decided),
    Command("score", "", "after the end: how many planned games yours is better than",
            _show_compared),
    Command("briefing", "", "what your seat wants", _show_briefing),
    Command("why", "NAME", "every cause of a gauge's last change", Table.explain),
    Command("explain", "[NAME]", "the rules on anything that has a name: what moves it, in words",
            lambda table, words: table.voice.say(*say_rules(table.game.rules, words))),
    Command("plan", "", "what you have planned, and what is left to spend", Table.show_plan),
    Command("drop", "KEY", "take a letter or number out of the plan", Table.drop),
    Command("undo", "", "take back the last change of the plan", Table.undo),
    Command("commit", "", "end the turn with this plan", Table.commit),
    Command("report", "[TURN]", "what happened in the last turn, or in another", _show_report),
    Command("timeline", "", "every turn: what happened, what you decided, how it stood",
            _show_timeline),
    Command("compare", "TURN [TURN]", "what differs between two turns, or one and now",
            _show_comparison),
    Command("rewind", "[TURN]", "go back to a turn, where the mode allows it; what was played "
            "since stays as a branch", Table.rewind),
    Command("branches", "", "the branches that going back has left", _show_branches),
    Command("switch", "NAME", "go on with another branch", Table.switch),
    Command("call", "NAME", "give the branch that is played a name", Table.call),
    Command("forget", "NAME", "keep a branch no longer", Table.forget),
    Command("next", "", "go on to the next lesson, where there are lessons",
            lambda table, _: table.tutor.read_on()),
    Command("lesson", "[off]", "hear the lesson again; off: no more of them",
            lambda table, words: table.tutor.teach(words)),
    Command("save", "[NAME]", "save, under a name of its own if you give one", Table.save),
    Command("help", "", "these lines", show_help),
    Command("quit", "", "save and leave", Table.leave),
)  # fmt: skip
"""Every command, in the order in which help tells them."""


OTHER_WORDS = {
    "look": ("desk", "show", "situation", "state", "status"),
    "dispatches": ("answers", "asks", "demands", "events", "letters", "news"),
    "orders": ("actions", "list", "moves", "options"),
    "gauges": ("numbers", "values", "variables"),
    "countdowns": ("clocks", "escalation", "ladder"),
    "promises": ("ledger", "threats"),
    "intents": ("capitals", "others", "rivals"),
    "advice": ("advisers", "advisors", "hint"),
    "forecast": ("futures", "odds", "predict"),
    "explain": ("atlas", "info", "rules", "what"),
    "why": ("causes", "reasons"),
    "drop": ("cancel", "delete", "remove"),
    "undo": ("back", "revert"),
    "commit": ("done", "end", "finish", "go", "pass", "turn"),
    "timeline": ("history", "log"),
    "lesson": ("tutor", "tutorial"),
    "help": ("?", "commands", "keys", "man"),
    "quit": ("bye", "close", "exit", "leave", "stop"),
}
"""What people of other games type, by the command that they mean."""


def obey(table: Table, line: str) -> None:
    """Carry out one line: letters and numbers to choose, or a command."""
    words = line.split()
    if not words:
        return
    commands = find_commands(words[0].casefold())
    if len(commands) == 1:
        commands[0].carry_out(table, " ".join(words[1:]))
    elif all(is_key(table, word.casefold()) for word in words):
        for word in words:
            table.choose(word.casefold())
    elif commands:
        table.voice.say(f"Which? {', '.join(command.name for command in commands)}.")
    else:
        meant = guess_command(words[0].casefold())
        hint = f" Did you mean {meant}?" if meant else ""
        table.voice.say(f"I do not know {words[0]!r}.{hint} Type help for the commands.")


def is_key(table: Table, word: str) -> bool:
    """Tell whether a word chooses: a number, a single letter, or a pair of letters in use."""
    return (
        word.isdigit() or (len(word) == 1 and word.isalpha()) or table.menu.find(word) is not None
    )


def guess_command(word: str) -> str | None:
    """Return the command that an unknown word probably means."""
    names = {command.name: command.name for command in COMMANDS}
    names |= {other: name for name, others in OTHER_WORDS.items() for other in others}
    near = [word] if word in names else difflib.get_close_matches(word, names, 1)
    return names[near[0]] if near else None


def find_commands(word: str) -> list[Command]:
    """Return the command of a name, or those that begin with at least two letters of it."""
    exact = [command for command in COMMANDS if command.name == word]
    if exact or len(word) < 2:
        return exact
    return [command for command in COMMANDS if command.name.startswith(word)]
