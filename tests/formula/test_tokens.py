"""Tokens, their spans, the limits, and the words for what is no formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import FormulaError
from game.formula import parse
from game.formula.tokens import cut

PIECES = (
    "a b.c 1 2.5 ( ) , + - * / < <= == != and or not if else true min( clamp( hill( "
    "= && ** .5 3x 1e4 ' [ ? а × _ ."
)


def refuse(text: str) -> tuple[int, int, str, str | None]:
    """Return where and how a text is refused."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    error = caught.value
    return error.start, error.end, error.message, error.suggestion


def test_tokens_carry_their_spans() -> None:
    """A token knows where it stands; a dotted name is one token."""
    assert list(zip(*cut("prev.x <=\n\t0.5 or(y)"), strict=True)) == [
        ("name", "prev.x", (0, 6)),
        ("sign", "<=", (7, 9)),
        ("number", "0.5", (11, 14)),
        ("word", "or", (15, 17)),
        ("sign", "(", (17, 18)),
        ("name", "y", (18, 19)),
        ("sign", ")", (19, 20)),
        ("end", "", (20, 20)),
    ]


def test_500_characters_are_allowed_and_501_are_not() -> None:
    """At most 500 characters."""
    assert len(cut("x" + " " * 499).words) == 2
    assert refuse("x" + " " * 500) == (
        500,
        501,
        "a formula has at most 500 characters, this one has 501; move a part of it to [derived]",
        None,
    )


@pytest.mark.parametrize("piece", ["(", "x+", "-", "9", "а", "not ", "min(", "1 if x else "])
def test_100000_characters_are_refused_for_their_length(piece: str) -> None:
    """Limits are checked before parsing."""
    text = piece * (100_000 // len(piece))
    assert refuse(text)[:2] == (500, len(text))


def test_200_tokens_are_allowed_and_201_are_not() -> None:
    """At most 200 tokens."""
    assert len(cut("-" + "x+" * 99 + "x").words) == 201
    assert refuse("- -" + "x+" * 99 + "x") == (
        201,
        202,
        "a formula has at most 200 tokens, this one has 201; move a part of it to [derived]",
        None,
    )


@pytest.mark.parametrize(
    ("opening", "inner", "closing"),
    [
        ("(", "x", ")"),
        ("-", "x", ""),
        ("+", "x", ""),
        ("not ", "x", ""),
        ("abs(", "x", ")"),
        ("1 if x else ", "x", ""),
    ],
)
def test_depth_is_at_most_32(opening: str, inner: str, closing: str) -> None:
    """Depth 32, for brackets, signs, negations, calls and branches."""
    parse(opening * 32 + inner + closing * 32)
    text = opening * 33 + inner + closing * 33
    start, end, message, suggestion = refuse(text)
    assert message == "a formula goes at most 32 levels deep; move a part of it to [derived]"
    word = text[start:end]
    assert (start + len(word) - end, opening.strip().endswith(word)) == (0, True)
    assert len(opening) * 32 <= start < len(opening) * 33
    assert suggestion is None


def test_depth_counts_all_kinds_together() -> None:
    """A bracket in a sign in a `not` is three levels deep."""
    parse("not -(" * 10 + "x" + ")" * 10)
    assert refuse("not -(" * 11 + "x" + ")" * 11)[:2] == (65, 66)


def test_numbers_have_at_most_12_digits() -> None:
    """Numbers have at most 12 digits, wherever their point is."""
    assert cut("123456789012 12345678901.2").words[:2] == [
        "123456789012",
        "12345678901.2",
    ]
    assert refuse("x + 1234567890123") == (4, 17, "a number has at most 12 digits", None)
    assert refuse("0.123456789012") == (0, 14, "a number has at most 12 digits", None)


@pytest.mark.parametrize(
    ("text", "start", "end", "message", "suggestion"),
    [
        ("a = 2", 2, 3, "use == to compare; a formula sets nothing", "=="),
        ("a === 2", 2, 5, "use == to compare", "=="),
        ("a <> 2", 2, 4, "use != to compare", "!="),
        ("a => 2", 2, 4, "use >= to compare", ">="),
        ("a =< 2", 2, 4, "use <= to compare", "<="),
        ("a && b", 2, 4, "conditions are joined and denied by words: and, or, not", "and"),
        ("a & b", 2, 3, "conditions are joined and denied by words: and, or, not", "and"),
        ("a || b", 2, 4, "conditions are joined and denied by words: and, or, not", "or"),
        ("a | b", 2, 3, "conditions are joined and denied by words: and, or, not", "or"),
        ("!a.b", 0, 4, "conditions are joined and denied by words: and, or, not", "not a.b"),
        ("!(a)", 0, 1, "conditions are joined and denied by words: and, or, not", "not"),
        ("~a", 0, 2, "conditions are joined and denied by words: and, or, not", "not a"),
        ("a ^ 2", 2, 3, "there is no power; write a product such as x * x", None),
        ("a ** 2", 2, 4, "there is no power; write a product such as x * x", None),
        ("a // 2", 2, 4, "there is no whole division; write floor(a / b)", None),
        ("a % 2", 2, 3, "there is no remainder; write a - b * floor(a / b)", None),
        ("a + 5 %", 4, 7, "a chance is a number from 0 to 100, without a per cent sign", "5"),
        ("5% + b", 0, 2, "a chance is a number from 0 to 100, without a per cent sign", "5"),
        ("a > = 2", 2, 5, "a comparison is written without a space", ">="),
        ("a += 2", 0, 6, "a formula sets nothing; here the amount stands alone", "2"),
        ("a -= b / 2", 0, 6, "a formula sets nothing; here the amount stands alone", "-b"),
        ("{a} + 1", 0, 3, "a name stands without braces", "a"),
        ("$a + 1", 0, 2, "a name stands as it is", "a"),
        ("min(a; b)", 5, 6, "a comma stands between the arguments of a function", ","),
        ("a in [1, 2]", 2, 6, "there are no lists; write `a == 1 or a == 2`", None),
        (
            "a > '2019-07-01'",
            4,
            16,
            "a formula has no dates; time is told by `turn`, `quarter` and `year`",
            None,
        ),
        (
            "2d6 + 1",
            0,
            3,
            "a formula has no luck; luck is a `chance`, an `outcome`, or a `draw` at the start",
            None,
        ),
        ("a == 'x'", 5, 6, "a formula has no text, only numbers and names", None),
        ('"x"', 0, 1, "a formula has no text, only numbers and names", None),
        ("a[1]", 1, 2, "a formula has only round brackets", "("),
        ("(a}", 2, 3, "a formula has only round brackets", ")"),
        ("a ? b : c", 0, 9, "a choice is written `a if condition else b`", "b if a else c"),
        ("a ? b", 2, 3, "a choice is written `a if condition else b`", None),
        ("a; b", 1, 2, "a formula is one value; nothing separates statements", None),
        ("a # b", 2, 3, "`#` is no part of a formula", None),
        ("a\x00", 1, 2, "`U+0000` is no part of a formula", None),
        ("_a", 0, 1, "a name begins with a letter", None),
        ("1e5", 0, 3, "a number has no exponent; write it out", None),
        ("2 * 1.5E-3", 4, 10, "a number has no exponent; write it out", None),
        ("1_000", 0, 5, "a number has only digits and a point", "1000"),
        ("1.", 0, 2, "digits stand on both sides of the point", "1"),
        ("a + .5", 4, 6, "digits stand on both sides of the point", "0.5"),
        ("1.2.3", 0, 5, "this is no number; digits and at most one point make one", None),
        ("2x", 0, 2, "to multiply, write * between them", "2 * x"),
        ("prev. x", 0, 5, "a name must follow the dot", None),
        ("prev .x", 5, 6, "a dot stands inside a name, without spaces", None),
    ],
)
def test_habits_from_elsewhere_get_helpful_words(
    text: str, start: int, end: int, message: str, suggestion: str | None
) -> None:
    """What is wrong has its span, its words and, where there is one, what to write instead."""
    assert refuse(text) == (start, end, message, suggestion)


@pytest.mark.parametrize(
    ("text", "start", "name", "suggestion"),
    [
        ("2 + о", 4, "CYRILLIC SMALL LETTER O (U+043E)", "o"),
        ("Κ > 1", 0, "GREEK CAPITAL LETTER KAPPA (U+039A)", None),
        ("ａ", 0, "FULLWIDTH LATIN SMALL LETTER A (U+FF41)", "a"),
        ("a − b", 2, "MINUS SIGN (U+2212)", "-"),
        ("a × b", 2, "MULTIPLICATION SIGN (U+00D7)", "*"),
        ("a ≤ b", 2, "LESS-THAN OR EQUAL TO (U+2264)", "<="),
        ("a\u00a0+ b", 1, "NO-BREAK SPACE (U+00A0)", None),
        ("5²", 1, "SUPERSCRIPT TWO (U+00B2)", None),
        ("\u202ea", 0, "RIGHT-TO-LEFT OVERRIDE (U+202E)", None),
        ("a\ud800", 1, "an unnamed character (U+D800)", None),
    ],
)
def test_look_alikes_are_named(text: str, start: int, name: str, suggestion: str | None) -> None:
    """ASCII only: a character that looks like another is called by its name."""
    message = f"a formula is plain ASCII; this is {name}"
    assert refuse(text) == (start, start + 1, message, suggestion)


def test_a_word_with_look_alikes_is_told_whole() -> None:
    """One word is one mistake, however many of its letters are of another alphabet."""
    message = "a formula is plain ASCII; in `tеnsiоn` is CYRILLIC SMALL LETTER IE (U+0435)"
    assert refuse("1 + tеnsiоn") == (4, 11, message, "tension")


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(PIECES.split()),
            max_size=20,
        ).map(" ".join),
    )
)
def test_any_text_is_a_formula_or_is_refused_at_a_place_in_it(text: str) -> None:
    """Whatever a stranger writes raises nothing but FormulaError, with a span inside the text."""
    try:
        parse(text)
    except FormulaError as error:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.message[0] != " "
