"""Take the pictures of README and pages from the program itself: `make picture`."""

from __future__ import annotations

import asyncio
import html
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.policy import POLICIES
from game.scenario.source import read_bundle
from game.ui.app import BufferStateApp
from game.ui.braille import BITS
from game.ui.panels.planbar import PlanBar

SEED = 2019

PICTURES: dict[str, tuple[int, str, tuple[str, ...]]] = {
    "desk": (6, "AsksPanel", ("enter", "tab", "down", "enter", "down", "down", "enter")),
    "causes": (6, "GaugesPanel", ("c",)),
    "forecast": (2, "AsksPanel", ("down", "enter", "f")),
}
"""The pictures: the turn, the region of its desk, and the keys that lead from there to them."""

FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
"""Fonts that readers have: a picture in a document cannot fetch one."""

CELL = (12.2, 24.4)
"""Width and height of a cell in the picture."""
RISE = 18.5
"""From the line of the letters up to the top of their cell."""
DOT = 2.4
"""Width of a dot of braille."""


def play_until(turn: int, saves: Path) -> Game:
    """Return the flagship at the opening of a turn, played until then as practised."""
    game = Game.begin(read_bundle("hesitant-alignment"), SEED, saves=SaveFolder(saves))
    while game.turn < turn:
        game.commit(POLICIES["practised"](game.rules, game.opening, game.seat))
    return game


async def take_picture(game: Game, region: str, keys: Sequence[str]) -> str:
    """Return what keys show in a region of the desk of a game, as SVG."""
    app = BufferStateApp(game)
    async with app.run_test(size=(120, 40)) as pilot:
        while app.screen.query_one(PlanBar).prospect is None:
            await pilot.pause(0.05)
        app.screen.query_one(region).focus()
        await pilot.press(*keys)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return draw_braille(use_own_fonts(app.export_screenshot(title="Buffer State")))


def use_own_fonts(picture: str) -> str:
    """Return an SVG that names no font of the network."""
    picture = re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    return re.sub(r"font-family: Fira Code[^;]*;", f"font-family: {FONTS};", picture)


def draw_braille(picture: str) -> str:
    """Return an SVG whose braille is drawn, since many fonts have none of it."""
    text = re.compile(r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
    return text.sub(_draw_text, picture)


def _draw_text(found: re.Match[str]) -> str:
    style, left, line, content = found.groups()
    letters = html.unescape(content)
    if not any(0x2800 <= ord(letter) < 0x2900 for letter in letters):
        return found.group(0)
    dots = "".join(
        f"M{x:.1f} {y:.1f}h{DOT}v{DOT}h-{DOT}z"
        for at, letter in enumerate(letters)
        for x, y in _list_dots(letter, float(left) + at * CELL[0], float(line) - RISE)
    )
    return f'<path class="{style}" d="{dots}"/>'


def _list_dots(letter: str, left: float, top: float) -> list[tuple[float, float]]:
    mask = ord(letter) - 0x2800
    if not 0 <= mask < 0x100:
        return []
    return [
        (
            left + (column + 0.5) * CELL[0] / 2 - DOT / 2,
            top + (row + 0.5) * CELL[1] / 4 - DOT / 2,
        )
        for row, bits in enumerate(BITS)
        for column, bit in enumerate(bits)
        if mask & bit
    ]


def main() -> None:
    """Write the pictures beside this file."""
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name, (turn, region, keys) in PICTURES.items():
        with tempfile.TemporaryDirectory() as saves:
            picture = asyncio.run(take_picture(play_until(turn, Path(saves)), region, keys))
        Path(__file__).with_name(f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
