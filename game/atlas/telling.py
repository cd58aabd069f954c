"""Articles as sections of rows: what text, Markdown, HTML and the screens all show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.atlas.model import KIND_WORDS, STATE_KINDS, Article, Atlas, Influence


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an article."""

    lead: str
    """What it is about."""
    text: str
    """What there is to say of it."""
    formula: str = ""
    """The formula as the file has it, where the words are one."""
    why: str = ""
    """The reason that players read."""
    key: str | None = None
    """The article that it leads to."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article."""

    title: str
    """Its heading; empty for the first part."""
    rows: tuple[Row, ...]
    """Its lines."""


def tell_article(atlas: Atlas, article: Article) -> tuple[Section, ...]:
    """Return an article as sections; those with nothing to say are left out."""
    is_state = article.kind in STATE_KINDS
    own = [each for each in article.moves if each.entry == article.key]
    through = [each for each in article.moves if each.entry != article.key]
    deeds = () if is_state else tuple(_tell_deed(atlas, article, each) for each in own)
    sections = (
        Section("", tuple(_facts(article))),
        Section(
            "How it comes about" if article.kind == "derived" else "What moves it",
            tell_movers(atlas, article),
        ),
        Section("What it does", deeds),
        Section("What it moves", tuple(_tell_effect(atlas, each) for each in through)),
        Section("What else reads it", tuple(_tell_uses(atlas, article))),
    )
    return tuple(section for section in sections if section.rows)


def tell_movers(atlas: Atlas, article: Article) -> tuple[Row, ...]:
    """Return what moves an entry, or how it comes about."""
    return tuple(_tell_mover(atlas, article, each) for each in article.moved_by)


def head_article(article: Article) -> str:
    """Return what stands beside the label of an article: its kind and its name."""
    kind = KIND_WORDS[article.kind]
    return f"{kind} {article.name}" if article.name else kind


def _facts(article: Article) -> Iterator[Row]:
    for fact in article.facts:
        yield Row(fact.head, fact.text, "" if fact.formula == fact.text else fact.formula)


def _tell_mover(atlas: Atlas, article: Article, influence: Influence) -> Row:
    """Tell who moves something, and by how much."""
    itself = influence.entry == article.key
    if influence.verb == "computes":
        return Row("value", influence.amount.removeprefix("is "), influence.formula)
    lead = "by itself" if itself else whole_label(atlas, influence)
    key = None if itself else influence.entry
    return Row(lead, _say(influence), why=influence.why or "", key=key)


def _tell_deed(atlas: Atlas, article: Article, influence: Influence) -> Row:
    """Tell what an entry moves, with the part of it that does."""
    part = "" if influence.label == article.label else f"{influence.label}: "
    text = f"{part}{_say(influence)}"
    label = atlas.label_of(influence.target)
    return Row(label, text, why=influence.why or "", key=influence.target)


def _tell_effect(atlas: Atlas, influence: Influence) -> Row:
    """Tell what a value moves through the entry that reads it."""
    label = atlas.label_of(influence.target)
    if influence.verb == "computes":
        return Row(label, influence.amount, influence.formula, key=influence.target)
    text = f"through {whole_label(atlas, influence)}: {_say(influence)}"
    return Row(label, text, why=influence.why or "", key=influence.target)


def whole_label(atlas: Atlas, influence: Influence) -> str:
    """Return what people call the part of an entry, with the entry where it is another."""
    entry = atlas.label_of(influence.entry)
    return influence.label if entry in influence.label else f"{entry}, {influence.label}"


def _say(influence: Influence) -> str:
    """Return what an influence does, and when, in a line."""
    return ", ".join((influence.amount or influence.verb, *influence.conditions))


def _tell_uses(atlas: Atlas, article: Article) -> Iterator[Row]:
    """Yield the other readers, each entry once with what it reads for."""
    heads: dict[str, list[str]] = {}
    for use in article.used_by:
        heads.setdefault(use.entry, []).append(use.head)
    for key, listed in heads.items():
        yield Row(atlas.label_of(key), "; ".join(listed), key=key)
