"""Write a finished game as a document of its own, where a folder takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.archive.writing import write_whole
from game.errors import SaveError
from game.lab.rivals import Rivals
from game.lab.turning import PointView
from game.ui.desk.chronicle import Course
from game.ui.desk.markdown import write_markdown

if TYPE_CHECKING:
    from game.archive.game import Game


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of a finished game beside what was played."""

    points: tuple[PointView, ...] = ()
    """The turns that decided it, as far as they have been found."""
    courses: tuple[Course, ...] = ()
    """Its charts."""
    rivals: Rivals | None = None
    """Games of others, as far as they have been played."""


def write_document(game: Game, account: Account, ending: str, folders: Sequence[Path]) -> Path:
    """Write a game that has ended into the first of some folders that takes it.

    Args:
        game: The game.
        account: What is known of it.
        ending: `md` for Markdown, `html` for a web page with its charts.
        folders: Where it may be written, the preferred one first.

    Raises:
        SaveError: None of them can be written.
    """
    if ending == "html":
        from game.ui.desk.webpage import write_webpage

        text = write_webpage(game, account.points, account.courses, account.rivals)
    else:
        text = write_markdown(game, account.points, account.rivals)
    *others, last = (folder / f"{game.name}.{ending}" for folder in folders)
    for path in others:
        try:
            write_whole(path, text.encode("utf-8"))
        except SaveError:
            continue
        return path
    write_whole(last, text.encode("utf-8"))
    return last
