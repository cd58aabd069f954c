"""Begin or take up a game, then hear commands until it is left or the input ends."""

from __future__ import annotations

import argparse
import secrets
import sys
from io import TextIOWrapper

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.archive.recovery import load_game
from game.engine.luck import parse_seed
from game.errors import BufferStateError
from game.lab.interrupts import heed_endings
from game.plain.commands import obey
from game.plain.table import Table
from game.plain.voice import Voice
from game.scenario.source import list_scenarios, read_bundle

SEED_BITS = 40
"""How large a drawn seed is; it can be written with eight letters."""


def play_plain(options: argparse.Namespace) -> int:
    """Play a game in lines and return the exit status.

    Args:
        options: Those of the command `play`.

    Raises:
        BufferStateError: The scenario, the save or an option cannot be used.
    """
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    heed_endings()
    voice = Voice()
    game = open_game(options, voice)
    if game is None:
        return 0
    table = Table(game, voice)
    table.tell_beginning()
    try:
        converse(table)
    except (KeyboardInterrupt, OSError):  # the latter where nobody reads any more
        table.leave()
        raise
    return 0


def open_game(options: argparse.Namespace, voice: Voice) -> Game | None:
    """Take up the save or begin the scenario that was asked for; none if nobody says which."""
    saves = SaveFolder(options.saves)
    if options.load:
        return load_game(saves, options.load, options.language)
    scenario = options.scenario or ask_scenario(voice)
    if scenario is None:
        return None
    seed = parse_seed(options.seed) if options.seed else secrets.randbits(SEED_BITS)
    return Game.begin(
        read_bundle(scenario),
        seed,
        options.mode,
        options.seat,
        options.difficulty,
        options.language,
        saves,
        options.policy,
    )


def ask_scenario(voice: Voice) -> str | None:
    """List the scenarios and ask for one by number or id; none at the end of the input."""
    found = [entry for entry in list_scenarios() if entry.problem is None]
    voice.say("Buffer State. The scenarios:")
    for number, entry in enumerate(found, 1):
        minutes = f", about {entry.minutes} minutes" if entry.minutes else ""
        voice.say(
            f"  {number}. {entry.title} ({entry.id}): {entry.turns} turns{minutes}. {entry.summary}"
        )
    while True:
        words = voice.hear("Which one, by number or id? ")
        if words is None or words in {"quit", "q"}:
            return None
        named = {str(number): entry.id for number, entry in enumerate(found, 1)}
        if words in named or words in named.values():
            return named.get(words, words)
        voice.say(f"There is no scenario {words!r}; type a number from 1 to {len(found)}, or quit.")


def converse(table: Table) -> None:
    """Carry out commands until the game is left; at the end of the input it is saved."""
    while not table.left:
        line = table.voice.hear()
        if line is None:
            table.voice.say("The input ends here.")
            table.leave()
            return
        try:
            obey(table, line)
        except BufferStateError as error:
            table.voice.say(f"{error}")
