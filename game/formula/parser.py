"""From tokens to a tree, by operator precedence (Pratt's method); Python's rules of precedence."""

from __future__ import annotations

from collections.abc import Mapping

from game.errors import FormulaError
from game.formula.names import ARITIES, FUNCTIONS, suggest
from game.formula.tokens import MOST_DEPTH, Tokens, cut, refuse_depth
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
    if not tokens.words[0]:
        raise FormulaError("the formula is empty; a value is expected", 0, len(text))
    return _Parser(tokens).parse_all()


class _Parser:
    """One pass over the tokens of a formula."""

    __slots__ = ("depth", "kinds", "place", "spans", "words")

    def __init__(self, tokens: Tokens) -> None:
        """Stand before the first token."""
        self.kinds, self.words, self.spans = tokens
        self.place = 0
        self.depth = 0

    def parse_all(self) -> Node:
        """Return the tree of all tokens."""
        tree = self._parse(CONDITIONAL)
        if self.words[self.place]:
            raise self._refuse_rest()
        return tree

    def _take(self) -> tuple[int, int]:
        """Pass a token and return where it stands."""
        self.place += 1
        return self.spans[self.place - 1]

    def _parse(self, level: int) -> Node:
        """Return the longest value ahead whose operators bind at least as tightly as `level`."""
        left = self._parse_first(level)
        while (binding := INFIX.get(self.words[self.place], 0)) >= level:
            left = self._parse_rest(left, binding)
        return left

    def _parse_deeper(self, level: int, opener: tuple[int, int]) -> Node:
        """Return the value ahead, one level further in than the token before it."""
        if self.depth >= MOST_DEPTH:
            raise refuse_depth(opener)
        self.depth += 1
        node = self._parse(level)
        self.depth -= 1
        return node

    def _parse_first(self, level: int) -> Node:
        """Return the value ahead without the operators after it."""
        place = self.place
        kind, word = self.kinds[place], self.words[place]
        if kind == "name":
            self.place = place + 1
            start, end = self.spans[place]
            if self.words[place + 1] == "(":
                return self._parse_call(word, start, end)
            return Name(word, start, end)
        if kind == "number":
            self.place = place + 1
            start, end = self.spans[place]
            return Number(float(word), start, end)
        match word:
            case "true" | "false":
                return Number(float(word == "true"), *self._take(), yes_no=True)
            case "(":
                return self._parse_brackets()
            case "-" | "+":
                return self._parse_sign(word)
            case "not":
                return self._parse_not(level)
        raise self._refuse_start()

    def _parse_brackets(self) -> Node:
        opener = self._take()
        if self.words[self.place] == ")":
            end = self.spans[self.place][1]
            raise FormulaError("a value is expected in brackets", opener[0], end)
        inner = self._parse_deeper(CONDITIONAL, opener)
        inner.start, inner.end = opener[0], self._close(opener)
        return inner

    def _close(self, opener: tuple[int, int]) -> int:
        """Take the closing bracket and return the place after it."""
        if self.words[self.place] == ")":
            return self._take()[1]
        if not self.words[self.place]:
            raise FormulaError("this bracket is never closed", *opener)
        raise self._refuse_rest()

    def _parse_sign(self, sign: str) -> Node:
        span = self._take()
        operand = self._parse_deeper(SIGN, span)
        if sign == "-":
            return Unary("-", operand, span[0], operand.end)
        operand.start = span[0]
        return operand

    def _parse_not(self, level: int) -> Node:
        span = self._take()
        if level > NOT:
            before = self.words[self.place - 2]
            message = f"`not` cannot follow `{before}`; put `not` and its condition in brackets"
            raise FormulaError(message, *span)
        operand = self._parse_deeper(NOT, span)
        return Unary("not", operand, span[0], operand.end)

    def _parse_call(self, name: str, start: int, after: int) -> Node:
        opener = self._take()
        arguments: list[Node] = []
        while not (self.words[self.place] == ")" and not arguments):
            arguments.append(self._parse_deeper(CONDITIONAL, opener))
            if self.words[self.place] != ",":
                break
            self.place += 1
        end = self._close(opener)
        _check_arguments(name, len(arguments), (start, after), end)
        return Call(name, tuple(arguments), start, end)

    def _parse_rest(self, left: Node, binding: int) -> Node:
        """Return the value that an operator and what follows it make of the value before."""
        if binding == CONDITIONAL:
            return self._parse_conditional(left)
        if binding == COMPARISON:
            return self._parse_chain(left)
        if binding in (OR, AND):
            return self._parse_logic(left, binding)
        operator = self.words[self.place]
        self.place += 1
        right = self._parse(binding + 1)
        return Binary(operator, left, right, left.start, right.end)

    def _parse_conditional(self, then: Node) -> Node:
        span = self._take()
        condition = self._parse(OR)
        if self.words[self.place] != "else":
            if self.words[self.place] in {"", ")", ",", "if"}:
                message = "`if` needs an `else`: write `a if condition else b`"
                raise FormulaError(message, *span)
            raise self._refuse_rest()
        otherwise = self._parse_deeper(CONDITIONAL, self._take())
        return Conditional(then, condition, otherwise, then.start, otherwise.end)

    def _parse_chain(self, left: Node) -> Node:
        operands, operators = [left], []
        while INFIX.get(word := self.words[self.place]) == COMPARISON:
            self.place += 1
            operators.append(word)
            operands.append(self._parse(SUM))
        return Comparison(tuple(operands), tuple(operators), left.start, operands[-1].end)

    def _parse_logic(self, left: Node, binding: int) -> Node:
        word = self.words[self.place]
        operands = [left]
        while self.words[self.place] == word:
            self.place += 1
            operands.append(self._parse(binding + 1))
        return Logic(word, tuple(operands), left.start, operands[-1].end)

    def _refuse_start(self) -> FormulaError:
        """Return the error for a token with which no value begins."""
        word, span = self.words[self.place], self.spans[self.place]
        if word == "if":
            message = "the condition stands in the middle: `a if condition else b`"
            return FormulaError(message, *span)
        if not self.place:
            return FormulaError(f"a value is expected, not `{word}`", *span)
        message = f"a value is expected after `{self.words[self.place - 1]}`"
        if not word:
            return FormulaError(message, *self.spans[self.place - 1])
        return FormulaError(f"{message}, not `{word}`", *span)

    def _refuse_rest(self) -> FormulaError:
        """Return the error for a token that cannot follow a whole value."""
        word, span = self.words[self.place], self.spans[self.place]
        before = self.words[self.place - 1]
        if word == ")":
            return FormulaError("this bracket was never opened", *span)
        if word == ",":
            return self._refuse_comma()
        if word == "else":
            message = "`else` needs an `if`: write `a if condition else b`"
            return FormulaError(message, *span)
        if word == "not":
            message = f"an operator is expected after `{before}`, not `not`"
            return FormulaError(message, *span, "and not")
        meant = {"is": "==", "xor": "!="}.get(word, word.lower())
        operators = INFIX.keys() | {"else"} | {"=="}
        message = f"an operator is expected after `{before}`, not `{word}`"
        if meant in operators:
            return FormulaError(message, *span, meant)
        return FormulaError(f"{message}; to multiply, write *", *span)

    def _refuse_comma(self) -> FormulaError:
        before, after = self.place - 1, self.place + 1
        if self.kinds[before] == self.kinds[after] == "number":
            number = f"{self.words[before]}.{self.words[after]}"
            message = "a number has a point, not a comma"
            return FormulaError(message, self.spans[before][0], self.spans[after][1], number)
        message = "a comma stands only between the arguments of a function"
        return FormulaError(message, *self.spans[self.place])


def _check_arguments(name: str, count: int, span: tuple[int, int], end: int) -> None:
    """Refuse a wrong number of arguments; what is no function can only be a curve.

    Raises:
        FormulaError: With the function it may have meant, where the name is none.
    """
    fewest, most = ARITIES.get(name, (1, 1))
    if fewest <= count and (most is None or count <= most):
        return
    found = COUNTS[count] if count < len(COUNTS) else str(count)
    if name not in FUNCTIONS:
        message = f"there is no function `{name}`, and a curve takes one value, found {found}"
        nearest = suggest(name, FUNCTIONS)
        raise FormulaError(message, *span, nearest)
    wanted = "two or more values" if most is None else "one value" if most == 1 else "three values"
    raise FormulaError(f"`{name}` takes {wanted}, found {found}", span[0], end)
