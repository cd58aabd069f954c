"""Trees: precedence and associativity are Python's."""

from __future__ import annotations

import ast
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.errors import FormulaError
from game.formula import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Unary,
    calls_in,
    format_formula,
    is_yes_no,
    names_in,
    parse,
)
from game.formula.tree import nodes_in
from tests.formula.naive import TREES

A, B, C, D = Name("a"), Name("b"), Name("c"), Name("d")

PIECES = "a b 1 2.5 true ( ) ( ) + - * / < <= > >= == != and or not if else abs("

SIGNS: Mapping[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.USub: "-",
    ast.Not: "not",
    ast.And: "and",
    ast.Or: "or",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def translate(node: ast.AST) -> Node:
    """Return the formula tree of what Python's own parser found."""
    match node:
        case ast.Constant(value=float() | int() as value):
            return Number(float(value))
        case ast.Name(id="true" | "false" as word):
            return Number(float(word == "true"), yes_no=True)
        case ast.Name(id=name):
            return Name(name)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return translate(operand)
        case ast.UnaryOp(op=op, operand=operand):
            return Unary(SIGNS[type(op)], translate(operand))
        case ast.BinOp(left=left, op=op, right=right):
            return Binary(SIGNS[type(op)], translate(left), translate(right))
        case ast.BoolOp(op=op, values=values):
            return Logic(SIGNS[type(op)], tuple(map(translate, values)))
        case ast.Compare(left=left, ops=ops, comparators=others):
            operands = (translate(left), *map(translate, others))
            return Comparison(operands, tuple(SIGNS[type(op)] for op in ops))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return Conditional(translate(body), translate(test), translate(orelse))
        case ast.Call(func=ast.Name(id="abs"), args=[argument], keywords=[]):
            return Call("abs", (translate(argument),))
    raise SyntaxError(ast.dump(node))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a - b - c", Binary("-", Binary("-", A, B), C)),
        ("a - (b - c)", Binary("-", A, Binary("-", B, C))),
        ("a / b * c", Binary("*", Binary("/", A, B), C)),
        ("a + b * c", Binary("+", A, Binary("*", B, C))),
        ("-a * b", Binary("*", Unary("-", A), B)),
        ("a * -b", Binary("*", A, Unary("-", B))),
        ("- -a", Unary("-", Unary("-", A))),
        ("a - -b", Binary("-", A, Unary("-", B))),
        ("+a", A),
        ("a + +b", Binary("+", A, B)),
        ("a < b <= c", Comparison((A, B, C), ("<", "<="))),
        ("(a < b) < c", Comparison((Comparison((A, B), ("<",)), C), ("<",))),
        ("a + b < c", Comparison((Binary("+", A, B), C), ("<",))),
        ("not a == b", Unary("not", Comparison((A, B), ("==",)))),
        ("not a and b", Logic("and", (Unary("not", A), B))),
        ("not not a", Unary("not", Unary("not", A))),
        ("a or b and c", Logic("or", (A, Logic("and", (B, C))))),
        ("a or b or c", Logic("or", (A, B, C))),
        ("a or (b or c)", Logic("or", (A, Logic("or", (B, C))))),
        ("a if b else c if c else d", Conditional(A, B, Conditional(C, C, D))),
        ("(a if b else c) if c else d", Conditional(Conditional(A, B, C), C, D)),
        ("a or b if c or d else a", Conditional(Logic("or", (A, B)), Logic("or", (C, D)), A)),
        ("min(a, b + c, d)", Call("min", (A, Binary("+", B, C), D))),
        ("hill(a if b else c)", Call("hill", (Conditional(A, B, C),))),
        ("true and false", Logic("and", (Number(1, yes_no=True), Number(0, yes_no=True)))),
        ("0.50", Number(0.5)),
        ("007", Number(7)),
        ("chose.snap_exercise.accept", Name("chose.snap_exercise.accept")),
    ],
)
def test_precedence_is_that_of_python(text: str, tree: Node) -> None:
    """Precedence and associativity are Python's; unary + is allowed and leaves no node."""
    assert parse(text) == tree


@given(
    st.lists(
        st.sampled_from(PIECES.split()),
        min_size=1,
        max_size=11,
    ).map(" ".join)
)
def test_what_parses_parses_as_in_python_and_nothing_else_does(text: str) -> None:
    """Python's own parser finds the same tree, or refuses the same text."""
    try:
        expected: Node | None = translate(ast.parse(text, mode="eval").body)
    except SyntaxError:
        expected = None
    try:
        found: Node | None = parse(text)
    except FormulaError:
        found = None
    assert found == expected


@given(TREES)
def test_valid_text_parses_as_in_python(tree: Node) -> None:
    """The text of a random tree gives Python the same shape."""
    text = format_formula(tree)
    if not any(True for _ in calls_in(tree)) and "." not in text:
        assert translate(ast.parse(text, mode="eval").body) == parse(text)


@given(TREES)
def test_the_span_of_a_node_is_its_text(tree: Node) -> None:
    """Each node's span, brackets included, parses to that node."""
    text = format_formula(tree)
    for node in nodes_in(parse(text)):
        assert parse(text[node.start : node.end]) == node


def test_spans_reach_over_brackets_and_signs() -> None:
    """A span begins at the bracket or sign and ends after the bracket."""
    tree = parse(" (a + b) * -(c)")
    assert isinstance(tree, Binary)
    assert (tree.start, tree.end) == (1, 15)
    assert (tree.left.start, tree.left.end) == (1, 8)
    assert (tree.right.start, tree.right.end) == (11, 15)


@pytest.mark.parametrize(
    ("text", "start", "end", "message", "suggestion"),
    [
        ("", 0, 0, "the formula is empty; a value is expected", None),
        (" \n", 0, 2, "the formula is empty; a value is expected", None),
        ("a +", 2, 3, "a value is expected after `+`", None),
        ("* a", 0, 1, "a value is expected, not `*`", None),
        ("a + / b", 4, 5, "a value is expected after `+`, not `/`", None),
        ("a b", 2, 3, "an operator is expected after `a`, not `b`; to multiply, write *", None),
        ("2(a)", 1, 2, "an operator is expected after `2`, not `(`; to multiply, write *", None),
        ("a AND b", 2, 5, "an operator is expected after `a`, not `AND`", "and"),
        ("a is b", 2, 4, "an operator is expected after `a`, not `is`", "=="),
        ("a not b", 2, 5, "an operator is expected after `a`, not `not`", "and not"),
        ("(a", 0, 1, "this bracket is never closed", None),
        ("min(a, (b)", 3, 4, "this bracket is never closed", None),
        ("a)", 1, 2, "this bracket was never opened", None),
        ("a + ()", 4, 6, "a value is expected in brackets", None),
        ("1,5 * a", 0, 3, "a number has a point, not a comma", "1.5"),
        (
            "(a, b)",
            2,
            3,
            "a comma stands only between the arguments of a function; `and` joins conditions",
            None,
        ),
        ("NOT a", 0, 3, "write `not` in small letters", "not"),
        ("a is at least b", 2, 13, "an operator is expected after `a`, not `is`", ">="),
        ("a is not b", 2, 8, "an operator is expected after `a`, not `is`", "!="),
        (
            "1 + a between 2 and b",
            4,
            21,
            "two comparisons stand around what is compared",
            "2 <= a <= b",
        ),
        (
            "2 points",
            2,
            8,
            "an operator is expected after `2`, not `points`; to multiply, write *; "
            "a unit is not written",
            None,
        ),
        (
            "IF(a > 1, b, 0)",
            0,
            15,
            "a choice is written `a if condition else b`",
            "b if a > 1 else 0",
        ),
        (
            "random(1, 6)",
            0,
            6,
            "a formula has no luck; luck is a `chance`, an `outcome`, or a `draw` at the start",
            None,
        ),
        ("a if b", 2, 4, "`if` needs an `else`: write `a if condition else b`", None),
        ("(a if b)", 3, 5, "`if` needs an `else`: write `a if condition else b`", None),
        ("a if b if c else d", 2, 4, "`if` needs an `else`: write `a if condition else b`", None),
        ("a else b", 2, 6, "`else` needs an `if`: write `a if condition else b`", None),
        ("if a", 0, 4, "a condition stands alone, without `if`", "a"),
        ("if a then true else false", 0, 25, "a condition stands alone, without `if`", "a"),
        ("1 + if a then b", 4, 15, "the condition stands in the middle", "b if a else 0"),
        (
            "if a > 1 then b else c",
            0,
            22,
            "the condition stands in the middle",
            "b if a > 1 else c",
        ),
        (
            "if a then if b then c",
            0,
            2,
            "the condition stands in the middle: `a if condition else b`",
            None,
        ),
        (
            "1 + not a",
            4,
            7,
            "`not` cannot follow `+`; put `not` and its condition in brackets",
            None,
        ),
        (
            "a == not b",
            5,
            8,
            "`not` cannot follow `==`; put `not` and its condition in brackets",
            None,
        ),
        ("min(a)", 0, 6, "`min` takes two or more values, found one", None),
        ("1 + max()", 4, 9, "`max` takes two or more values, found none", None),
        ("abs(a, b)", 0, 9, "`abs` takes one value, found two", None),
        ("clamp(a, b)", 0, 11, "`clamp` takes three values, found two", None),
        ("ramp(a, b, c, d)", 0, 16, "`ramp` takes three values, found 4", None),
        (
            "clmap(a, b, c)",
            0,
            5,
            "there is no function `clmap`, and a curve takes one value, found three",
            "clamp",
        ),
        ("min(a,)", 6, 7, "a value is expected after `,`, not `)`", None),
        (
            "min(a b)",
            6,
            7,
            "an operator is expected after `a`, not `b`; to multiply, write *",
            None,
        ),
    ],
)
def test_what_does_not_parse_says_what_was_expected(
    text: str, start: int, end: int, message: str, suggestion: str | None
) -> None:
    """An error carries its span, what was expected, and a spelling that would do."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    error = caught.value
    found = (error.start, error.end, error.message, error.suggestion)
    assert found == (start, end, message, suggestion)


def test_a_sum_of_100_terms_parses() -> None:
    """A long sum is not deep, though its tree is."""
    text = " + ".join(["x"] * 100)
    assert sum(1 for _ in names_in(parse(text))) == 100
    assert format_formula(parse(text)) == text


def test_names_and_calls_are_found_from_left_to_right() -> None:
    """Each name is yielded as often as it stands there, with its span."""
    tree = parse("min(b, hill(a)) + b")
    assert [(name.name, name.start, name.end) for name in names_in(tree)] == [
        ("b", 4, 5),
        ("a", 12, 13),
        ("b", 18, 19),
    ]
    assert [(call.function, call.start, call.end) for call in calls_in(tree)] == [
        ("min", 0, 15),
        ("hill", 7, 14),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", True),
        ("not a", True),
        ("a and b", True),
        ("true", True),
        ("1", False),
        ("-(a < b)", False),
        ("alarm", True),
        ("a", False),
        ("a < b if c else alarm", True),
        ("a < b if c else 0", False),
        ("alarm if c else true if b else a", False),
        ("min(a < b, b)", False),
    ],
)
def test_the_type_of_a_formula_is_number_or_yes_no(text: str, expected: bool) -> None:
    """Comparisons, logic, `true`, `false` and flags are yes or no; all else is a number."""
    assert is_yes_no(parse(text), {"alarm"}) is expected
