"""Set texts on one row of cells so that none touches another."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content


class LabelRow:
    """Collect texts on one row; what comes first keeps its place."""

    def __init__(self, width: int) -> None:
        """Start with an empty row of `width` cells."""
        self.width = width
        self.texts: dict[int, tuple[str, str]] = {}
        self.taken: set[int] = set()

    def put(self, column: int, text: str, style: str) -> bool:
        """Write a text at a column, if it fits and leaves a cell to its neighbours."""
        end = column + cell_len(text)
        if column < 0 or end > self.width or self.taken & set(range(column, end)):
            return False
        self.texts[column] = (text, style)
        self.taken |= set(range(column - 1, end + 1))
        return True

    def content(self) -> Content:
        """Join the texts into a line; their styles are those of `Content`."""
        row: list[tuple[str, str]] = []
        column = 0
        for start, (text, style) in sorted(self.texts.items()):
            row += [(" " * (start - column), ""), (text, style)]
            column = start + cell_len(text)
        return Content.assemble(*row)
