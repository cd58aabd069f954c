"""Set pieces of text on a row of cells by column."""

from __future__ import annotations

from textual.content import Content

from game.ui.widgets.rows import cut


class Row:
    """Collect pieces for a row; a piece gives way to the one that begins within it."""

    def __init__(self, width: int) -> None:
        """Start with an empty row of `width` cells."""
        self.width = width
        self.pieces: list[tuple[int, Content]] = []

    def put(self, column: int, piece: Content | str, style: str = "") -> Row:
        """Set a piece with its first cell at a column."""
        content = piece if isinstance(piece, Content) else Content.assemble((piece, style))
        if content.cell_length:
            self.pieces.append((column, content))
        return self

    def end(self, column: int, piece: Content | str, style: str = "") -> Row:
        """Set a piece with its last cell just before a column."""
        content = piece if isinstance(piece, Content) else Content.assemble((piece, style))
        return self.put(column - content.cell_length, content)

    def tell(self, reason: str, column: int) -> Row:
        """Set a reason at the right edge, behind a column; one that is longer is begun there."""
        room = self.width - column
        told = Content.assemble((reason, "$faint"))
        if told.cell_length > room:
            told = cut(told, room - 2) + Content.assemble((" …", "$faint"))
        return self.end(self.width, told)

    def content(self) -> Content:
        """Join the pieces; the row is exactly as wide as it should be."""
        row, taken = Content(""), 0
        self.pieces.sort(key=lambda piece: piece[0])
        for index, (column, piece) in enumerate(self.pieces):
            limit = self.pieces[index + 1][0] - 1 if index + 1 < len(self.pieces) else self.width
            column = max(column, taken)
            if limit <= column:
                continue
            piece = cut(piece, limit - column)
            row += Content(" " * (column - taken)) + piece
            taken = column + piece.cell_length
        return row.pad_right(max(0, self.width - taken))
