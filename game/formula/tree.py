"""The tree of a formula: what the parser makes and everything else walks.

Nodes compare equal whatever their spans, so that two spellings of one formula give equal trees.
A tree is at most 200 levels deep, since each level takes a token. Only the parser that makes a node
ever changes it; it is not frozen, since a frozen one takes four times as long to make.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeAlias


@dataclass(slots=True, unsafe_hash=True)
class Number:
    """A number as it is written, or `true` or `false`."""

    value: float
    """Its value, finite."""
    start: int = field(default=0, compare=False)
    """Offset of its first character in the text."""
    end: int = field(default=0, compare=False)
    """Offset after its last character."""
    yes_no: bool = False
    """Whether it is written `true` or `false`."""


@dataclass(slots=True, unsafe_hash=True)
class Name:
    """A name, with its dots where it has any."""

    name: str
    """The whole name, such as `tension` or `prev.tension`."""
    start: int = field(default=0, compare=False)
    """Offset of its first character in the text."""
    end: int = field(default=0, compare=False)
    """Offset after its last character."""


@dataclass(slots=True, unsafe_hash=True)
class Unary:
    """A sign or a negation; a unary plus leaves no node."""

    operator: str
    """`-` or `not`."""
    operand: Node
    """What it applies to."""
    start: int = field(default=0, compare=False)
    """Offset of its first character in the text."""
    end: int = field(default=0, compare=False)
    """Offset after its last character."""


@dataclass(slots=True, unsafe_hash=True)
class Binary:
    """A sum, difference, product or quotient."""

    operator: str
    """`+`, `-`, `*` or `/`."""
    left: Node
    """The first operand."""
    right: Node
    """The second operand."""
    start: int = field(default=0, compare=False)
    """Offset of its first character in the text."""
    end: int = field(default=0, compare=False)
    """Offset after its last character."""


@dataclass(slots=True, unsafe_hash=True)
class Comparison:
    """A chain such as `0 < x <= 5`: it holds if each neighbouring pair does."""

    operands: tuple[Node, ...]
    """Two or more values, from left to right."""
    operators: tuple[str, ...]
    """`==`, `!=`, `<`, `<=`, `>` or `>=`, one fewer than the operands."""
    start: int = field(default=0, compare=False)
    """Offset of its first character in the text."""
    end: int = field(default=0, compare=False)
    """Offset after its last character."""


@dataclass(slots=True, unsafe_hash=True)
class Logic:
    """Conditions joined by one word."""

    operator: str
    """`and` or `or`."""
    operands: tuple[Node, ...]
    """Two or more conditions, from left to right."""
    start: int = field(default=0, compare=False)
    """Offset of its first character in the text."""
    end: int = field(default=0, compare=False)
    """Offset after its last character."""


@dataclass(slots=True, unsafe_hash=True)
class Conditional:
    """A choice of two values, `then if condition else otherwise`."""

    then: Node
    """The value if the condition holds."""
    condition: Node
    """The condition."""
    otherwise: Node
    """The value if it does not hold."""
    start: int = field(default=0, compare=False)
    """Offset of its first character in the text."""
    end: int = field(default=0, compare=False)
    """Offset after its last character."""


@dataclass(slots=True, unsafe_hash=True)
class Call:
    """A function or a curve with its arguments; the parser has counted them."""

    function: str
    """The name of the function or curve."""
    arguments: tuple[Node, ...]
    """The arguments, from left to right."""
    start: int = field(default=0, compare=False)
    """Offset of the first character of the function's name in the text."""
    end: int = field(default=0, compare=False)
    """Offset after the closing bracket."""


Node: TypeAlias = Number | Name | Unary | Binary | Comparison | Logic | Conditional | Call
"""Any node of a tree."""


_CHILDREN: Mapping[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    Number: lambda number: (),
    Name: lambda name: (),
    Unary: lambda unary: (unary.operand,),
    Binary: attrgetter("left", "right"),
    Comparison: attrgetter("operands"),
    Logic: attrgetter("operands"),
    Conditional: attrgetter("then", "condition", "otherwise"),
    Call: attrgetter("arguments"),
}


def children_of(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below a node, from left to right in the text."""
    return _CHILDREN[type(node)](node)


def nodes_in(tree: Node) -> Iterator[Node]:
    """Yield every node, a parent before its children, from left to right; without recursion."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children_of(node)))


def names_in(tree: Node) -> Iterator[Name]:
    """Yield the names that a tree reads, from left to right, each as often as it stands there."""
    return (node for node in nodes_in(tree) if isinstance(node, Name))


def calls_in(tree: Node) -> Iterator[Call]:
    """Yield the calls of functions and curves, from left to right, an outer before an inner one."""
    return (node for node in nodes_in(tree) if isinstance(node, Call))


def words_in(tree: Node) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that a tree reads, and the functions and curves that it calls."""
    names, calls = set(), set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            names.add(node.name)
        elif not isinstance(node, Number):
            if isinstance(node, Call):
                calls.add(node.function)
            waiting.extend(children_of(node))
    return frozenset(names), frozenset(calls)


def is_yes_no(node: Node, flags: Container[str] = ()) -> bool:
    """Tell whether a node is a condition by its type, not a number.

    Args:
        node: The node.
        flags: The names that stand for yes or no; all others are numbers.
    """
    while isinstance(node, Conditional):
        if not is_yes_no(node.then, flags):
            return False
        node = node.otherwise
    match node:
        case Number(yes_no=yes_no):
            return yes_no
        case Name(name=name):
            return name in flags
        case Unary(operator=operator):
            return operator == "not"
        case _:
            return isinstance(node, (Comparison, Logic))
