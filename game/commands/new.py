"""`buffer-state new`: a small scenario to begin with, or a variant of another one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.status import DONE
from game.errors import BufferStateError

if TYPE_CHECKING:
    from game.commands.sketch import Wishes
    from game.scenario.bundle import Bundle


FEWEST_TURNS, MOST_TURNS = 3, 200
"""Between which numbers of turns the sketch can be: its promise falls due after two."""

Reader = Callable[[str], Any]
"""Reads an answer, or raises a BufferStateError that says what would do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "id", nargs="?", metavar="ID", help="how it is called: also its file's name"
    )
    parser.add_argument("--title", help="its name on the screens")
    parser.add_argument("--summary", help="one sentence on it")
    parser.add_argument("--turns", help="how many turns it has (default: 8)")
    parser.add_argument(
        "--step", choices=("week", "month", "quarter", "year"), help="a turn's length"
    )
    parser.add_argument("--start", metavar="DATE", help="its first day, such as 2030-01-01")
    parser.add_argument("--seat", metavar="LABEL", help="what the player's side is called")
    parser.add_argument("--rival", metavar="LABEL", help="what the other side is called")
    parser.add_argument("--variant-of", metavar="ID", help="only what differs from this scenario")
    parser.add_argument("--folder", metavar="DIR", default=".", help="where it is written")


def carry_out(options: argparse.Namespace) -> int:
    """Write the scenario, unless something stands in its place."""
    from game.commands.files import create_file
    from game.commands.sketch import sketch_scenario

    wishes = hear_wishes(options)
    path = Path(options.folder) / f"{wishes.id}.toml"
    refuse_taken(path, wishes.id)
    if options.variant_of:
        text, bundle = make_variant(wishes, options.variant_of, path)
    else:
        from game.scenario.bundle import Bundle

        text = sketch_scenario(wishes)
        bundle = Bundle.from_text(text, path.name)
    refuse_unplayable(bundle)
    create_file(path, text)
    print(f"Written: {path}")
    for command in ("play {} --watch", "check {}", "test {}", "explain {}"):
        print(f"  buffer-state {command.format(path)}")
    return DONE


def hear_wishes(options: argparse.Namespace) -> Wishes:
    """Return what is wanted: from the options, and what they leave open from a person.

    Raises:
        BufferStateError: Nobody says how it is to be called.
    """
    from dataclasses import replace

    from game.commands.sketch import STEPS, Wishes

    name = options.id
    answer = take_usual
    if name is None and sys.stdin.isatty() and sys.stdout.isatty():
        answer = ask
        name = ask("Id, a word for file and saves", "my-scenario", read_id)
    if name is None:
        raise BufferStateError("say how the scenario is to be called: buffer-state new ID")
    title = read_words(options.title or answer("Title", spell(name), read_words))
    wishes = Wishes(name, title, read_words(options.summary or f"{title}, a first sketch."))
    if options.variant_of:
        return wishes

    def given(name: str, read: Reader, question: str) -> Any:
        wish = getattr(options, "seat" if name == "home" else name)
        return read(wish) if wish else answer(question, getattr(wishes, name), read)

    return replace(
        wishes,
        home=given("home", read_words, "The player's side"),
        rival=given("rival", read_words, "The other side"),
        turns=given("turns", read_turns, "Turns"),
        step=given("step", read_step, f"A turn is a {', '.join(STEPS)}"),
        start=given("start", read_day, "The first day"),
    )


def spell(name: str) -> str:
    """Return a title for an id."""
    return name.replace("-", " ").replace("_", " ").title()


def take_usual(what: str, usual: Any, read: Reader = str) -> Any:
    """Take what is usual, where nobody can be asked."""
    return usual


def ask(what: str, usual: Any, read: Reader = str) -> Any:
    """Ask for one thing until it can be read; an empty answer takes the usual one.

    Raises:
        BufferStateError: The input ends.
    """
    while True:
        try:
            answer = input(f"{what} [{usual}]: ").strip()
            return read(answer) if answer else usual
        except EOFError:
            raise BufferStateError("the input ended; nothing is written") from None
        except BufferStateError as error:
            print(error)


def read_id(name: str) -> str:
    """Return an id.

    Raises:
        BufferStateError: It is none.
    """
    from game.scenario.source import SCENARIO_ID

    if not SCENARIO_ID.fullmatch(name):
        raise BufferStateError(
            f"{name!r} is no id: a letter, then at most 63 letters, digits, - and _"
        )
    return name


def read_words(words: str) -> str:
    """Return a text of a scenario, in which braces would hold the name of a value.

    Raises:
        BufferStateError: It has braces.
    """
    if "{" in words:
        raise BufferStateError(
            f"{words!r} has a brace, which in a text opens the name of a value; write it without"
        )
    return words


def read_turns(turns: str) -> int:
    """Return a number of turns.

    Raises:
        BufferStateError: It is none.
    """
    if not (turns.isascii() and turns.isdigit() and FEWEST_TURNS <= int(turns[:4]) <= MOST_TURNS):
        raise BufferStateError(
            f"{turns!r} is no number of turns to begin with; "
            f"they are from {FEWEST_TURNS} to {MOST_TURNS}"
        )
    return int(turns)


def read_step(step: str) -> str:
    """Return the length of a turn.

    Raises:
        BufferStateError: It is none.
    """
    from game.commands.sketch import STEPS

    if step not in STEPS:
        raise BufferStateError(f"{step!r} is no length of a turn; there are {', '.join(STEPS)}")
    return step


def read_day(day: str) -> str:
    """Return a date as the format has it.

    Raises:
        BufferStateError: It is none.
    """
    from datetime import date

    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise BufferStateError(
            f"{day!r} is no day; one is written 2030-01-01: year, month, day"
        ) from None


def refuse_taken(path: Path, name: str) -> None:
    """Refuse an id that cannot be one, or under which a scenario is found already.

    Raises:
        BufferStateError: It cannot be used.
    """
    from game.scenario.source import list_scenarios

    read_id(name)
    if path.exists() or path.is_symlink():
        raise BufferStateError(f"{path} is there already, and nothing is overwritten")
    if name in {entry.id for entry in list_scenarios()}:
        raise BufferStateError(f"a scenario {name!r} is installed already; take another id")


def make_variant(wishes: Wishes, base: str, path: Path) -> tuple[str, Bundle]:
    """Return the text of a variant, and all files that would be read for it.

    Raises:
        ScenarioError: The base cannot be found or used.
    """
    from dataclasses import replace

    from game.commands.sketch import sketch_variant
    from game.scenario.bundle import Bundle, SourceFile
    from game.scenario.load import load
    from game.scenario.source import find_base, read_bundle

    below = read_bundle(str(find_base(base, path)))
    text = sketch_variant(wishes, base, load(below))
    files = (replace(file, layer=file.layer + 1) for file in below.files)
    return text, Bundle(str(path), (*files, SourceFile(path.name, text)))


def refuse_unplayable(bundle: Bundle) -> None:
    """Refuse what would have problems, such as turns or a date that cannot be.

    Raises:
        ScenarioError: It has some; they are told.
    """
    from game.scenario.load import load

    load(bundle)
