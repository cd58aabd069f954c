"""The canonical text."""

from __future__ import annotations

import pytest
from hypothesis import given

from game.formula import Name, Node, Unary, format_formula, parse
from tests.formula.naive import TREES


@given(TREES)
def test_formatting_keeps_the_formula(tree: Node) -> None:
    """Parsing the canonical text gives an equal tree, and the text is its own canonical text."""
    text = format_formula(tree)
    assert parse(text) == tree
    assert format_formula(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("((a))+(b*c)", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("-(-a)", "--a"),
        ("-(a*b)", "-(a * b)"),
        ("(-a)*b", "-a * b"),
        ("not(a==b)", "not a == b"),
        ("(not a)==b", "(not a) == b"),
        ("(a<b)<c", "(a < b) < c"),
        ("(a and b)and c", "(a and b) and c"),
        ("(a if b else c)+d", "(a if b else c) + d"),
        ("a if b else(c if d else a)", "a if b else c if d else a"),
        ("min( (a) ,b)", "min(a, b)"),
        ("1.50+007+0.000001+true", "1.5 + 7 + 0.000001 + true"),
        ("999999999999", "999999999999"),
        ("0.00000000001", "0.00000000001"),
    ],
)
def test_the_canonical_text_has_the_fewest_brackets(text: str, canonical: str) -> None:
    """One space around operators, no bracket that changes nothing, numbers in digits."""
    assert format_formula(parse(text)) == canonical


def test_a_formula_at_the_limit_stays_within_it() -> None:
    """Spaces are left out where the text would be longer than a formula may be."""
    text = "(" + "+".join(["abcdef"] * 67) + ">b)and(a or b)and not c/d>1"
    assert len(text) == 496
    squeezed = format_formula(parse(text))
    assert squeezed == text.replace("(abcdef", "abcdef").replace(">b)and", ">b and")
    assert parse(squeezed) == parse(text)


def test_a_tree_made_by_hand_is_written_as_well() -> None:
    """Spans play no part."""
    assert format_formula(Unary("not", Name("alarm"))) == "not alarm"
