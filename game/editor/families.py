"""Names that `each` puts together: a template such as `trust_{t}`, and all that it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from game.scenario.inspection import Inspection
from game.scenario.meanings import Symbol
from game.scenario.mentions import Mention, group_mentions
from game.scenario.scope import formula_name

PLACEHOLDER = re.compile(r"\{[A-Za-z]\w*\}")
"""What `each` replaces."""


class NoFamily(ValueError):
    """The names have no template in common; the text says why."""


@dataclass(frozen=True, slots=True)
class Family:
    """The names that some templates make, which are all written alike."""

    template: str
    """One of the templates."""
    values: Mapping[Symbol, tuple[str, ...]]
    """What is put in, by the name that it makes."""

    def read(self, symbol: Symbol, new: str) -> tuple[str, ...]:
        """Return what a new name, or a new template, writes around what is put in.

        Raises:
            NoFamily: What is put in does not stand in it, or more than once.
        """
        if "{" in new:
            if PLACEHOLDER.findall(new) != PLACEHOLDER.findall(self.template):
                raise NoFamily(f"what `each` puts in must stay, as in {self.template!r}")
            return tuple(PLACEHOLDER.split(new))
        values = [re.escape(value) for value in self.values[symbol]]
        first = re.fullmatch("(.*?)" + "(.*?)".join(values) + "(.*)", new)
        last = re.fullmatch("(.*)" + "(.*)".join(values) + "(.*)", new)
        if first is None or last is None or first.groups() != last.groups():
            told = ", ".join(repr(value) for value in self.values[symbol])
            raise NoFamily(f"`each` puts {told} into this name, where it must stay")
        return first.groups()


def weave(around: Sequence[str], between: Sequence[str]) -> str:
    """Return some pieces with others between them."""
    pairs = zip_longest(around, between, fillvalue="")
    return "".join(piece for pair in pairs for piece in pair)


def template_at(inspection: Inspection, mention: Mention) -> str:
    """Return what stands in the file where `each` puts a name together."""
    return inspection.bundle.files[mention.file].text[mention.start : mention.end]


def find_family(inspection: Inspection, symbol: Symbol) -> Family | None:
    """Return the family of a name, or None if `each` has no part in it.

    Raises:
        NoFamily: Its templates differ, or write nothing of their own.
    """
    members = list(_relatives(inspection, symbol))
    if not members:
        return None
    templates = {template for _, template in members}
    spelt = {tuple(map(formula_name, PLACEHOLDER.split(each))) for each in templates}
    if len(spelt) > 1:
        listed = " and ".join(repr(each) for each in sorted(templates)[:2])
        raise NoFamily(f"`each` puts it together in several ways, such as {listed}")
    (around,) = spelt
    if not any(around):
        made = next(each for each in inspection.mentions if each.made and each.symbol == symbol)
        file = inspection.bundle.files[made.file]
        line, _ = inspection.findings.sources.positions(made.file).line_and_column(made.start)
        raise NoFamily(
            f"in {file.name}, line {line}, `each` puts in the whole name; change it in the list "
            "of `each` by hand"
        )
    pattern = "(.+)".join(re.escape(piece).replace("_", "[-_]") for piece in around)
    values: dict[Symbol, tuple[str, ...]] = {}
    for member, template in members:
        match = re.fullmatch(pattern, member.last)
        if match is None:
            raise NoFamily(f"{member.last!r} is not made as {template!r} writes it")
        values[member] = match.groups()
    return Family(min(templates), values)


def _relatives(inspection: Inspection, symbol: Symbol) -> Iterator[tuple[Symbol, str]]:
    """Yield a name and all that its templates make, and theirs, each with a template."""
    mentions = group_mentions(inspection.mentions)
    here: dict[tuple[int, int], list[Mention]] = {}
    for mention in inspection.mentions:
        if mention.made:
            here.setdefault((mention.file, mention.start), []).append(mention)
    waiting, seen = [symbol], {symbol}
    while waiting:
        name = waiting.pop()
        for mention in mentions.get(name, ()):
            if mention.made:
                yield name, template_at(inspection, mention)
                found = {each.symbol for each in here[mention.file, mention.start]} - seen
                seen |= found
                waiting += sorted(found)
