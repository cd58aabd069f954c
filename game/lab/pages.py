"""A document of plain blocks, written as Markdown or as HTML that needs no other file."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    text: str
    """What it says."""
    level: int = 2
    """1 is the title."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str
    """What it says."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    """Its points."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    head: tuple[str, ...]
    """The names of its columns; empty ones where each row begins with its name."""
    rows: tuple[tuple[str, ...], ...]
    """Its cells."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart."""

    svg: str
    """The picture, as SVG."""
    caption: str
    """What it shows, also for those who do not see it."""


Block = Heading | Paragraph | Bullets | Grid | Figure
"""A part of a document."""

STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2; margin-top: 2em; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; font-size: 0.9em; }
th, td { border: 1px solid #8886; padding: 0.3em 0.5em; text-align: left; vertical-align: top; }
figure { margin: 1em 0; background: #fff; color: #222; border: 1px solid #8886; padding: 0.5em; }
figure svg { width: 100%; height: auto; }
figcaption { font-size: 0.85em; }
td:empty::after { content: " "; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { margin: 0; max-width: none; font-size: 10.5pt; }
  h2 { break-after: avoid; } tr, figure { break-inside: avoid; }
}
"""
"""How a document looks, on a screen and on paper."""

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write_markdown(blocks: Iterable[Block]) -> str:
    """Return a document as Markdown; text of others is never taken for marks."""
    return "\n\n".join(_mark(block) for block in blocks) + "\n"


def _mark(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {escape_markdown(block.text)}"
    if isinstance(block, Paragraph):
        return escape_markdown(block.text)
    if isinstance(block, Bullets):
        return "\n".join(f"- {_line(item)}" for item in block.items)
    if isinstance(block, Grid):
        lines = [block.head, ("---",) * len(block.head)]
        cells = [[_line(cell) for cell in row] for row in block.rows]
        rows = [f"| {' | '.join(row)} |" for row in (*lines, *cells)]
        return "\n".join(rows)
    data = base64.b64encode(block.svg.encode("utf-8")).decode("ascii")
    return f"![{_line(block.caption)}](data:image/svg+xml;base64,{data})"


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def escape_markdown(text: str) -> str:
    """Return a text in which nothing is a mark."""
    return _MARKS.sub(r"\\\1", text)


def write_html(title: str, blocks: Iterable[Block], style: str = STYLE) -> str:
    """Return a document as one HTML file without scripts; text of others is never markup."""
    body = "\n".join(_tag(block) for block in blocks)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; img-src data:\">\n"
        f"<title>{html.escape(title)}</title>\n<style>{style}</style>\n{body}\n</html>\n"
    )


def _tag(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{html.escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{html.escape(block.text)}</p>".replace("\n", "<br>\n")
    if isinstance(block, Bullets):
        items = "".join(f"<li>{html.escape(item)}</li>" for item in block.items)
        return f"<ul>{items}</ul>"
    if isinstance(block, Grid):
        names = "".join(f"<th>{html.escape(cell)}</th>" for cell in block.head)
        head = f"<thead><tr>{names}</tr></thead>\n" if any(block.head) else ""
        rows = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>\n"
            for row in block.rows
        )
        return f"<table>{head}<tbody>{rows}</tbody></table>"
    caption = html.escape(block.caption)
    return f"<figure>{block.svg}<figcaption>{caption}</figcaption></figure>"
