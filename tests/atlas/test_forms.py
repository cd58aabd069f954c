"""The atlas as text, Markdown, HTML and Mermaid: whole, escaped, self-contained."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from game.atlas import Atlas, draw_atlas
from game.atlas.drawing import draw_all, draw_one
from game.atlas.markdown import anchor, write_markdown
from game.atlas.mermaid import write_mermaid
from game.atlas.page import write_page
from game.atlas.plain import write_text
from game.cli import main
from game.scenario.bundle import Bundle
from game.scenario.load import load
from tests.engine.conftest import SMALL

HOSTILE = '<script>alert(1)</script> & "quoted" `x` [a](b) | #1; %%'
"""A label that means something in every one of the languages."""


class Page(HTMLParser):
    """What a page holds: its elements, its links and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append(tag)
        for name, value in attrs:
            if name in {"href", "src"}:
                self.links.append(value or "")
            if name == "id":
                self.anchors.append(value or "")

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.words.append(data)


def small(label: str = "Invest") -> Atlas:
    """Return the atlas of a small scenario, one of its orders called so."""
    quoted = label.replace("\\", "\\\\").replace('"', '\\"')
    text = SMALL.replace('label = "Invest"', f'label = "{quoted}"')
    return draw_atlas(load(Bundle.from_text(text)))


def test_the_page_needs_nothing_else() -> None:
    """No script, no address; every link leads to an anchor of the page, each anchor once."""
    page = Page(write_page(small()))
    assert "script" not in page.elements and "link" not in page.elements
    assert {link[:1] for link in page.links} == {"#"}
    assert {link[1:] for link in page.links} <= set(page.anchors)
    assert len(page.anchors) == len(set(page.anchors))
    assert page.elements.count("svg") == 1


def test_a_hostile_label_is_only_text() -> None:
    """In HTML, in the drawing, in Markdown and in Mermaid."""
    atlas = small(HOSTILE)
    page = Page(write_page(atlas))
    assert "script" not in page.elements
    assert HOSTILE in "".join(page.words)
    assert "<script" not in write_markdown(atlas)
    assert "<script" not in write_mermaid(atlas)
    article = atlas.by_key["action/invest"]
    assert "<script" not in ET.tostring(draw_one(atlas, article), "unicode")
    chart = write_mermaid(atlas, article)
    (line,) = [line for line in chart.splitlines() if "alert" in line]
    assert re.fullmatch(r'  n\d+\("[^"<>`\\|]*"\)', line)


def test_mermaid_joins_points_that_are_declared() -> None:
    """Each arrow runs between two ids that stand above it."""
    lines = write_mermaid(small()).splitlines()
    assert lines[0] == "flowchart LR"
    points = {match[1] for line in lines if (match := re.match(r"  (n\d+)[\[({]", line))}
    arrows = [re.match(r'  (n\d+) -->(\|"[^"]*"\|)? (n\d+)$', line) for line in lines[1:]]
    ends = [(arrow[1], arrow[3]) for arrow in arrows if arrow]
    assert ends != [] and {end for pair in ends for end in pair} <= points
    assert len(ends) + len(points) == len(lines) - 1


@pytest.mark.parametrize("name", ["var/trust", "action/invest", "derived/worry", "const/none"])
def test_drawings_are_xml(name: str) -> None:
    """A drawing can be read again, whether much surrounds a thing or nothing."""
    atlas = small()
    article = atlas.by_key.get(name)
    svg = draw_all(atlas) if article is None else draw_one(atlas, article)
    assert ET.fromstring(ET.tostring(svg)).tag == "{http://www.w3.org/2000/svg}svg"


def test_an_arrow_stands_out_with_either_of_its_ends() -> None:
    """Each arrow bears both its values, and each value a rule that lifts its arrows."""
    svg = draw_all(small())
    ends = [str(path.get("class")).split() for path in svg.findall("path")]
    rules = "".join(style.text or "" for style in svg.findall("style"))
    values = {str(link.get("id")).removeprefix("at-") for link in svg.findall("a")}
    assert ["from-var-trust", "to-derived-worry"] in ends
    assert {end.partition("-")[2] for pair in ends for end in pair} == values
    for value in values:
        assert f":has(#at-{value}:hover,#at-{value}:focus-visible) .to-{value}{{" in rules
        assert f":has(#at-{value}:hover,#at-{value}:focus-visible) .from-{value}{{" in rules


def test_markdown_links_lead_to_its_anchors() -> None:
    """Every link of the whole atlas leads to an article of it; headings are in order."""
    text = write_markdown(small())
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    assert {link for link in re.findall(r"\]\(#([^)]+)\)", text)} <= anchors
    assert {anchor(article.key) for article in small().articles} == anchors
    assert text.count("```mermaid") == 1


def test_text_tells_every_article() -> None:
    """Plain text has no markup and names all."""
    atlas = small()
    text = write_text(atlas)
    for article in atlas.articles:
        assert f"{article.label} (" in text


@pytest.mark.parametrize("form", ["text", "markdown", "html", "mermaid"])
@pytest.mark.parametrize("name", [[], ["leverage"]])
def test_explain_prints_each_form(
    capsys: pytest.CaptureFixture[str], form: str, name: list[str]
) -> None:
    """`explain SCENARIO [NAME] --format …`."""
    assert main(["explain", "first-steps", *name, "--format", form]) == 0
    assert "Leverage" in capsys.readouterr().out


def test_explain_says_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that leads nowhere is refused with the nearest one."""
    assert main(["explain", "first-steps", "levrage"]) == 2
    assert "did you mean leverage?" in capsys.readouterr().err
