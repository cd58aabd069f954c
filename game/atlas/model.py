"""The parts of an atlas: articles with facts and influences, and the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from game.errors import BufferStateError

STATE_KINDS = ("var", "derived", "flag")
"""The kinds of article that stand as points in the graph of influences."""

KINDS = {
    "var": "Variables",
    "derived": "Derived values",
    "flag": "Flags",
    "const": "Constants",
    "curve": "Curves",
    "seat": "Seats",
    "action": "Orders",
    "event": "Events",
    "promise": "Promises and threats",
    "link": "Slow influences",
    "rule": "What happens by itself",
    "inject": "Injects",
    "ladder": "The ladder",
    "adviser": "Advisers",
    "ending": "Endings",
    "verdict": "Verdicts",
    "score": "The score",
    "desk": "The desk",
    "map": "The map",
}
"""The kinds of article in the order of the atlas, with their headings."""

KIND_WORDS = {
    "var": "variable", "derived": "derived value", "flag": "flag", "const": "constant",
    "curve": "curve", "seat": "seat", "action": "order", "event": "event", "promise": "promise",
    "link": "slow influence", "rule": "rule", "inject": "inject", "ladder": "ladder",
    "adviser": "adviser", "ending": "ending", "verdict": "verdict", "score": "score",
    "desk": "desk", "map": "map",
}  # fmt: skip
"""One of each kind, in words."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that an article says in a line."""

    head: str
    """What it is about, such as `range` or `only while`."""
    text: str
    """It, in words."""
    formula: str = ""
    """The formula behind it as the file has it; empty where the words are no formula's."""


@dataclass(frozen=True, slots=True)
class Influence:
    """One way in which an entry moves something."""

    by: str
    """The part of the entry as causes name it: `event/snap-exercise.accept`."""
    entry: str
    """The key of the entry's article: `event/snap-exercise`."""
    label: str
    """What people call the part."""
    target: str
    """The key of what it moves: `var/tension`, `flag/base`, `event/accident`."""
    verb: str
    """`adds`, `sets`, `multiplies`, `costs`, `computes`, `raises`, `clears`, `calls`, …"""
    amount: str = ""
    """How much, in words with its sign: `+6`, `× 0.5`, `becomes 3`; empty where nothing counts."""
    formula: str = ""
    """The amount as the file has it."""
    sign: int = 0
    """1 where the amount is never below 0, −1 where never above, 0 where it may be either."""
    conditions: tuple[str, ...] = ()
    """When it applies beyond the entry's own conditions: `if …`, `2 turns later`."""
    reads: tuple[str, ...] = ()
    """The variables, derived values and flags that amount and conditions read, by name."""
    why: str | None = None
    """The reason that players read."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a name is read."""

    entry: str
    """The key of the article of the entry that reads it."""
    head: str
    """The formula in question, such as `only while`."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the calendar."""

    first: int
    """The turn in which it begins."""
    last: int
    """The turn in which it ends."""
    date: str
    """The date of both in words."""
    what: str
    """What is then: `inject`, `act`, `window`, `event`, `order`, `end`."""
    text: str
    """It, in a line."""
    entry: str | None = None
    """The key of the article that it belongs to."""


@dataclass(frozen=True, slots=True)
class Article:
    """All that the atlas says of one entry."""

    key: str
    """Its kind and name: `var/tension`."""
    label: str
    """What people call it."""
    about: str | None = None
    """What it stands for."""
    source: str | None = None
    """The section of the paper that it rests on."""
    facts: tuple[Fact, ...] = ()
    """What there is to say in single lines, its formulas among it."""
    moved_by: tuple[Influence, ...] = ()
    """What moves it."""
    moves: tuple[Influence, ...] = ()
    """What it moves: by itself, or through the entries that read it."""
    used_by: tuple[Use, ...] = ()
    """What else reads it."""

    @property
    def kind(self) -> str:
        """Its kind: a key of `KINDS`."""
        return self.key.partition("/")[0]

    @property
    def name(self) -> str:
        """Its name in the file: an identifier, or the name in formulas."""
        return self.key.partition("/")[2]


@dataclass(frozen=True)
class Atlas:
    """The rules of one scenario, written out."""

    title: str
    """The scenario's title."""
    summary: str
    """What it is, in a sentence."""
    span: str
    """How many turns it has and when they are."""
    articles: tuple[Article, ...]
    """Every entry once, by kind and in the order of the file."""
    calendar: tuple[Moment, ...] = ()
    """What happens when, as far as the scenario says so."""
    deadlines: tuple[tuple[str, Fact], ...] = ()
    """What is due so many turns after something: keys of articles with what is due."""
    shown: tuple[str, ...] = field(default=())
    """The keys of what stands in front on the desk."""

    @cached_property
    def by_key(self) -> Mapping[str, Article]:
        """The articles by their keys."""
        return {article.key: article for article in self.articles}

    def of_kind(self, kind: str) -> tuple[Article, ...]:
        """Return the articles of a kind, in the order of the file."""
        return tuple(article for article in self.articles if article.kind == kind)

    def label_of(self, key: str) -> str:
        """Return what people call what has a key."""
        article = self.by_key.get(key)
        return article.label if article else key.partition("/")[2] or key

    def find(self, words: str) -> tuple[Article, ...]:
        """Return the articles that words may mean: one if they are its key, name or label."""
        wanted = " ".join(words.casefold().split())
        for exact in (_key_of, _name_of, _label_of):
            found = [each for each in self.articles if exact(each) == wanted]
            if found:
                # A slow influence bears the name of what it moves, and formulas mean the latter.
                return tuple(each for each in found if each.kind in STATE_KINDS) or tuple(found)
        return tuple(
            each
            for each in self.articles
            if wanted and (wanted in _name_of(each) or wanted in _label_of(each))
        )

    def search(self, words: str) -> tuple[Article, ...]:
        """Return the articles in which every word occurs, in any of their texts."""
        wanted = words.casefold().split()
        return tuple(
            each for each in self.articles if all(word in self._texts[each.key] for word in wanted)
        )

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        """All words of each article, for the search."""
        return {each.key: "\n".join(self._words_of(each)).casefold() for each in self.articles}

    def _words_of(self, article: Article) -> list[str]:
        texts = [article.key, article.label, article.about or "", KIND_WORDS[article.kind]]
        texts += [f"{fact.head} {fact.text}" for fact in article.facts]
        for influence in (*article.moved_by, *article.moves):
            texts += [influence.label, influence.amount, self.label_of(influence.target)]
            texts += [*influence.conditions, influence.why or ""]
        return texts

    def pick(self, words: str) -> Article:
        """Return the one article that words mean.

        Raises:
            BufferStateError: None or several are meant; the text names what is near.
        """
        found = self.find(words)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(article.key for article in found[:12])
            more = f" and {len(found) - 12} more" if len(found) > 12 else ""
            raise BufferStateError(f"{words!r} may be {listed}{more}; give one of these")
        near = self._nearest(words)
        hint = f"; did you mean {near}?" if near else "; without a name all rules are told"
        raise BufferStateError(f"nothing in the rules is called {words[:80]!r}{hint}")

    def _nearest(self, words: str) -> str | None:
        import difflib

        names = {_name_of(each): each.name for each in self.articles}
        near = difflib.get_close_matches(words[:80].casefold(), list(names), 1)
        return names[near[0]] if near else None


def _key_of(article: Article) -> str:
    return article.key.casefold()


def _name_of(article: Article) -> str:
    return article.name.casefold()


def _label_of(article: Article) -> str:
    return " ".join(article.label.casefold().split())
