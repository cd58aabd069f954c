"""From tokens to a tree, by operator precedence (Pratt's method); Python's rules of precedence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from game.errors import FormulaError
from game.formula.names import ARITIES, FUNCTIONS, suggest
from game.formula.tokens import MOST_DEPTH, Kind, Token, cut, refuse_depth
from game.formula.tree import (
    Binary,
    Call,
    Comparison,
    Conditional,
    Logic,
    Name,
    Node,
    Number,
    Unary,
)

CONDITIONAL, OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN = range(1, 9)
"""How tightly operators bind, from the loosest to the tightest."""

INFIX: Mapping[str, int] = {
    "if": CONDITIONAL,
    "or": OR,
    "and": AND,
    "<": COMPARISON,
    "<=": COMPARISON,
    ">": COMPARISON,
    ">=": COMPARISON,
    "==": COMPARISON,
    "!=": COMPARISON,
    "+": SUM,
    "-": SUM,
    "*": PRODUCT,
    "/": PRODUCT,
}
"""The level of each operator that stands after a value."""

COUNTS = ("none", "one", "two", "three")
"""Small numbers in words."""


def parse(text: str) -> Node:
    """Return the tree of a formula.

    Names and curves are not looked up: see `game.formula.names.check_names`.

    Raises:
        FormulaError: The text is no formula, or goes beyond a limit.
    """
    tokens = cut(text)
    if len(tokens) == 1:
        raise FormulaError("the formula is empty; a value is expected", 0, len(text))
    return _Parser(tokens).parse_all()


class _Parser:
    """One pass over the tokens of a formula."""

    __slots__ = ("depth", "place", "tokens")

    def __init__(self, tokens: list[Token]) -> None:
        """Stand before the first token."""
        self.tokens = tokens
        self.place = 0
        self.depth = 0

    def parse_all(self) -> Node:
        """Return the tree of all tokens."""
        tree = self._parse(CONDITIONAL)
        if self._peek().kind is not Kind.END:
            raise self._refuse_rest()
        return tree

    def _peek(self) -> Token:
        return self.tokens[self.place]

    def _take(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def _sees(self, text: str) -> bool:
        return self.tokens[self.place].text == text

    def _parse(self, level: int) -> Node:
        """Return the longest value ahead whose operators bind at least as tightly as `level`."""
        left = self._parse_first(level)
        while (binding := INFIX.get(self.tokens[self.place].text, 0)) >= level:
            left = self._parse_rest(left, binding)
        return left

    def _parse_deeper(self, level: int, opener: Token) -> Node:
        """Return the value ahead, one level further in than the token before it."""
        if self.depth >= MOST_DEPTH:
            raise refuse_depth(opener)
        self.depth += 1
        node = self._parse(level)
        self.depth -= 1
        return node

    def _parse_first(self, level: int) -> Node:
        """Return the value ahead without the operators after it."""
        token = self.tokens[self.place]
        if token.kind is Kind.NAME:
            self.place += 1
            if self._sees("("):
                return self._parse_call(token)
            return Name(token.text, token.start, token.end)
        if token.kind is Kind.NUMBER:
            self.place += 1
            return Number(float(token.text), token.start, token.end)
        match token.text:
            case "true" | "false":
                self.place += 1
                return Number(float(token.text == "true"), token.start, token.end, yes_no=True)
            case "(":
                return self._parse_brackets()
            case "-" | "+":
                return self._parse_sign()
            case "not":
                return self._parse_not(level)
        raise self._refuse_start()

    def _parse_brackets(self) -> Node:
        opener = self._take()
        if self._sees(")"):
            raise FormulaError("a value is expected in brackets", opener.start, self._peek().end)
        inner = self._parse_deeper(CONDITIONAL, opener)
        return replace(inner, start=opener.start, end=self._close(opener))

    def _close(self, opener: Token) -> int:
        """Take the closing bracket and return the place after it."""
        token = self._peek()
        if token.text == ")":
            self.place += 1
            return token.end
        if token.kind is Kind.END:
            raise FormulaError("this bracket is never closed", opener.start, opener.end)
        raise self._refuse_rest()

    def _parse_sign(self) -> Node:
        sign = self._take()
        operand = self._parse_deeper(SIGN, sign)
        if sign.text == "-":
            return Unary("-", operand, sign.start, operand.end)
        return replace(operand, start=sign.start)

    def _parse_not(self, level: int) -> Node:
        word = self._take()
        if level > NOT:
            before = self.tokens[self.place - 2].text
            message = f"`not` cannot follow `{before}`; put `not` and its condition in brackets"
            raise FormulaError(message, word.start, word.end)
        operand = self._parse_deeper(NOT, word)
        return Unary("not", operand, word.start, operand.end)

    def _parse_call(self, name: Token) -> Node:
        opener = self._take()
        arguments: list[Node] = []
        while not (self._sees(")") and not arguments):
            arguments.append(self._parse_deeper(CONDITIONAL, opener))
            if not self._sees(","):
                break
            self.place += 1
        end = self._close(opener)
        _check_arguments(name, len(arguments), end)
        return Call(name.text, tuple(arguments), name.start, end)

    def _parse_rest(self, left: Node, binding: int) -> Node:
        """Return the value that an operator and what follows it make of the value before."""
        if binding == CONDITIONAL:
            return self._parse_conditional(left)
        if binding == COMPARISON:
            return self._parse_chain(left)
        if binding in (OR, AND):
            return self._parse_logic(left, binding)
        operator = self._take()
        right = self._parse(binding + 1)
        return Binary(operator.text, left, right, left.start, right.end)

    def _parse_conditional(self, then: Node) -> Node:
        word = self._take()
        condition = self._parse(OR)
        if not self._sees("else"):
            if self._peek().text in {"", ")", ",", "if"}:
                message = "`if` needs an `else`: write `a if condition else b`"
                raise FormulaError(message, word.start, word.end)
            raise self._refuse_rest()
        otherwise = self._parse_deeper(CONDITIONAL, self._take())
        return Conditional(then, condition, otherwise, then.start, otherwise.end)

    def _parse_chain(self, left: Node) -> Node:
        operands, operators = [left], []
        while INFIX.get(self._peek().text) == COMPARISON:
            operators.append(self._take().text)
            operands.append(self._parse(SUM))
        return Comparison(tuple(operands), tuple(operators), left.start, operands[-1].end)

    def _parse_logic(self, left: Node, binding: int) -> Node:
        word = self._peek().text
        operands = [left]
        while self._sees(word):
            self.place += 1
            operands.append(self._parse(binding + 1))
        return Logic(word, tuple(operands), left.start, operands[-1].end)

    def _refuse_start(self) -> FormulaError:
        """Return the error for a token with which no value begins."""
        token = self._peek()
        before = self.tokens[self.place - 1] if self.place else None
        if token.text == "if":
            message = "the condition stands in the middle: `a if condition else b`"
            return FormulaError(message, token.start, token.end)
        if token.kind is Kind.END and before is not None:
            message = f"a value is expected after `{before.text}`"
            return FormulaError(message, before.start, before.end)
        place = f" after `{before.text}`" if before is not None else ""
        message = f"a value is expected{place}, not `{token.text}`"
        return FormulaError(message, token.start, token.end)

    def _refuse_rest(self) -> FormulaError:
        """Return the error for a token that cannot follow a whole value."""
        token, before = self._peek(), self.tokens[self.place - 1]
        if token.text == ")":
            return FormulaError("this bracket was never opened", token.start, token.end)
        if token.text == ",":
            return self._refuse_comma(token)
        if token.text == "else":
            message = "`else` needs an `if`: write `a if condition else b`"
            return FormulaError(message, token.start, token.end)
        if token.text == "not":
            message = f"an operator is expected after `{before.text}`, not `not`"
            return FormulaError(message, token.start, token.end, "and not")
        meant = {"is": "==", "xor": "!="}.get(token.text, token.text.lower())
        operators = INFIX.keys() | {"else"} | {"=="}
        message = f"an operator is expected after `{before.text}`, not `{token.text}`"
        if meant in operators:
            return FormulaError(message, token.start, token.end, meant)
        return FormulaError(f"{message}; to multiply, write *", token.start, token.end)

    def _refuse_comma(self, comma: Token) -> FormulaError:
        before, after = self.tokens[self.place - 1], self.tokens[self.place + 1]
        if before.kind is Kind.NUMBER and after.kind is Kind.NUMBER:
            number = f"{before.text}.{after.text}"
            message = "a number has a point, not a comma"
            return FormulaError(message, before.start, after.end, number)
        message = "a comma stands only between the arguments of a function"
        return FormulaError(message, comma.start, comma.end)


def _check_arguments(name: Token, count: int, end: int) -> None:
    """Refuse a wrong number of arguments; what is no function can only be a curve.

    Raises:
        FormulaError: With the function it may have meant, where the name is none.
    """
    fewest, most = ARITIES.get(name.text, (1, 1))
    if fewest <= count and (most is None or count <= most):
        return
    found = COUNTS[count] if count < len(COUNTS) else str(count)
    if name.text not in FUNCTIONS:
        message = f"there is no function `{name.text}`, and a curve takes one value, found {found}"
        nearest = suggest(name.text, FUNCTIONS)
        raise FormulaError(message, name.start, name.end, nearest)
    wanted = "two or more values" if most is None else "one value" if most == 1 else "three values"
    raise FormulaError(f"`{name.text}` takes {wanted}, found {found}", name.start, end)
