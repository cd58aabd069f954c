"""Draw the upper part of the end: the heading, the ending's name in block letters, its text."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.lab.rivals import Rivals
from game.lab.wording import name_rivals, tell_rivals
from game.ui import wordmark
from game.ui.desk.verdicts import Closing
from game.ui.glyphs import Glyphs, glyphs_of
from game.ui.widgets.countdown import tall_digits
from game.ui.widgets.rows import fold, spread

LINES = 114
"""Columns of the longest line of text."""


class EndHead(Widget):
    """The first row: the game, the scenario, when it ended, its seed."""

    DEFAULT_CSS = """
    EndHead {
        height: 1;
        background: $bar;
        padding: 0 2;
    }
    """

    def __init__(self, title: str, date: str, seed: str = "") -> None:
        """Start with what the row tells; a seed that is secret is left out."""
        super().__init__()
        self.title, self.date, self.seed = title, date, seed

    def render(self) -> Content:
        """Draw the row."""
        logo = glyphs_of(self.app).logo
        left = Content.assemble(
            (f"{logo} BUFFER STATE", "bold $gold"), (f"   {self.title}", "$soft")
        )
        right = Content.assemble(
            ("the end   ", "$soft"), (self.date, "bold $bright"),
            *((("   seed ", "$soft"), (self.seed, "$bright")) if self.seed else ()),
        )  # fmt: skip
        return spread(left, right, self.size.width)


class EndName(Widget):
    """The ending's name in block letters, with the score beside or below."""

    DEFAULT_CSS = """
    EndName {
        height: auto;
        width: 1fr;
    }
    """

    rivals: reactive[Rivals | None] = reactive(None, layout=True)
    """Games with which the score is compared."""

    def __init__(self, closing: Closing) -> None:
        """Start with how the game ended."""
        super().__init__()
        self.closing = closing

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the rows that name and score take."""
        return self.draw(width).plain.count("\n") + 1

    def render(self) -> Content:
        """Draw both."""
        return self.draw(self.size.width)

    def draw(self, width: int) -> Content:
        """Draw both in a width of cells."""
        glyphs = glyphs_of(self.app)
        name = name_rows(self.closing.name, width, glyphs)
        score = score_rows(self.closing, self.rivals, glyphs)
        widest = max(row.cell_length for row in name) + max(row.cell_length for row in score)
        if widest + 4 > width:
            below = [row for row in score if row.plain.strip()]
            return Content("\n").join([*name, *below])
        blank = Content("")
        rows = max(len(name), len(score))
        name += [blank] * (rows - len(name))
        score += [blank] * (rows - len(score))
        pairs = zip(name, score, strict=True)
        return Content("\n").join(spread(left, right, width) for left, right in pairs)


def name_rows(name: str, width: int, glyphs: Glyphs) -> list[Content]:
    """Write a name in block letters on one row of them or two; else as bold text."""
    plain = [Content.assemble((name.upper(), "bold $gold"))]
    if not glyphs.dots or any(letter not in wordmark.LETTERS for letter in name.upper()):
        return plain
    lines = _break(name, width)
    if any(wordmark.width(line) > width for line in lines) or len(lines) > 2:
        return plain
    rows: list[Content] = []
    for line in lines:
        rows.extend(
            wordmark.block_content(wordmark.small(line, glyphs), "gold", glyphs).split("\n")
        )
    return rows


def _break(name: str, width: int) -> list[str]:
    """Break a name between words so that its block letters fit."""
    lines: list[str] = []
    for word in name.split():
        if lines and wordmark.width(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def score_rows(closing: Closing, rivals: Rivals | None, glyphs: Glyphs) -> list[Content]:
    """Write the score in tall digits, with what it measures, how good the ending is, and others."""
    if closing.score is None:
        return [Content(""), Content.assemble((closing.rank, "$soft")), Content("")]
    digits = tall_digits(str(closing.score), glyphs)
    words = [Content.assemble((word, "$soft")) for word in _describe_score(closing, rivals)]
    if rivals is not None and rivals.scores:
        beaten, rest = tell_rivals(closing.score, rivals)
        words[-1] = Content.assemble((beaten, "bold $bright"), (rest, "$soft"))
    widest = max(word.cell_length for word in words)
    return [
        Content(" " * (widest - word.cell_length)) + word + Content.assemble(
            ("  ", ""), (digit, "bold $bright")
        )
        for word, digit in zip(words, digits, strict=True)
    ]  # fmt: skip


def _describe_score(closing: Closing, rivals: Rivals | None) -> tuple[str, str, str]:
    if rivals is None:
        return "score", closing.measures, closing.rank
    what = ", ".join(filter(None, (closing.measures, closing.rank)))
    if not rivals.scores:
        return what, "score", f"{name_rivals(rivals)} are played"
    return what, "score, better than", ""


class SectionHead(Widget):
    """A heading with a remark at the right edge."""

    DEFAULT_CSS = """
    SectionHead {
        height: 1;
        width: 1fr;
    }
    """

    def __init__(self, title: str, remark: str, *, id: str | None = None) -> None:
        """Start with a title and a remark."""
        super().__init__(id=id)
        self.title, self.remark = title, remark

    def tell(self, title: str, remark: str) -> None:
        """Change both."""
        self.title, self.remark = title, remark
        self.refresh()

    def render(self) -> Content:
        """Draw the heading."""
        title = Content.assemble((self.title.upper(), "bold $bright"))
        return spread(title, Content.assemble((self.remark, "$faint")), self.size.width)


class EndText(Widget):
    """The ending's text in lines that can be read."""

    DEFAULT_CSS = """
    EndText {
        height: auto;
        width: 1fr;
    }
    """

    def __init__(self, text: str) -> None:
        """Start with the text."""
        super().__init__()
        self.text = text

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the rows that the text takes."""
        return max(1, len(fold(self.text, "$bright", min(width, LINES))))

    def render(self) -> Content:
        """Draw the text."""
        return Content("\n").join(fold(self.text, "$bright", min(self.size.width, LINES)))
