"""Every place of a scenario's files where a name is given or used.

Names are found by what the models say of their fields, so that a new field is found by itself; a
few fields that hold names in words of their own, such as the orders of a test, are listed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from game.errors import FormulaError
from game.formula import calls_in, names_in
from game.scenario.bundle import Bundle
from game.scenario.findings import Findings
from game.scenario.meanings import (
    KEYED,
    NUMBERED,
    Meaning,
    Symbol,
    read_formula_names,
    read_plays,
    read_subjects,
)
from game.scenario.models import Choice, Ending, Lesson, Scenario, Test, Verdict
from game.scenario.models.endings import Advice
from game.scenario.models.play import Rung
from game.scenario.policies import WORD
from game.scenario.positions import Path, Positions
from game.scenario.scope import formula_name, parse_formula
from game.scenario.sources import Part
from game.scenario.survey import Survey, survey
from game.scenario.texts import find_inserts
from game.scenario.tree import find_source, value_at


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place where a name stands."""

    file: int
    """The number of the file."""
    start: int
    """Offset of its first character in the text of the file."""
    end: int
    """Offset after its last character."""
    symbol: Symbol
    """What it names."""
    defines: bool = False
    """Whether what it names is defined there."""
    made: bool = False
    """Whether `each` puts the name together, so that it does not stand there as it is."""
    in_formula: bool = False
    """Whether it is spelt as formulas spell it, an id's `-` as `_`."""


def find_mentions(bundle: Bundle, scenario: Scenario, findings: Findings) -> tuple[Mention, ...]:
    """Return all mentions of a scenario, in the order of its files, each place once."""
    search = _Search(scenario, findings, survey(scenario))
    found = {*search.search_models()}
    for number, file in enumerate(bundle.files):
        positions = findings.sources.positions(number)
        texts = search.search_keys if file.language is None else search.search_translation
        found.update(texts(number, positions))
    return tuple(sorted(found))


class _Search:
    """One search through a scenario."""

    def __init__(self, scenario: Scenario, findings: Findings, found: Survey) -> None:
        """Learn what names mean."""
        self.scenario = scenario
        self.findings = findings
        self.found = found
        self.formula_names = read_formula_names(scenario)
        self.plays = read_plays(scenario)
        self.subjects = read_subjects(scenario)

    def search_models(self) -> Iterator[Mention]:
        """Iterate over what the models hold."""
        for reference in self.found.references:
            kind = next((k for k in reference.kinds if self._exists(k, reference.name)), None)
            if kind is not None and not reference.is_key:
                yield from self._value(reference.path, Symbol(kind, reference.name))
            elif kind is not None:
                yield from self._key(reference.path, Symbol(kind, reference.name))
        for path, formula in self.found.formulas:
            if isinstance(formula, str):
                yield from self._formula(path, formula)
        for path, text in self.found.texts:
            for match in find_inserts(text) if "{" in text else ():
                meaning = self.formula_names.get(match[1], ())
                yield from self._parts(path, meaning, match.start(1), in_formula=True)
        for path, model in self.found.models:
            yield from self._special(path, model)
        yield from self._definitions()

    def search_keys(self, file: int, positions: Positions) -> Iterator[Mention]:
        """Iterate over entries that are called by their key."""
        for path, (start, end) in positions.mentions:
            if len(path) == 2 and path[0] in KEYED:
                symbol = Symbol(str(path[0]), str(path[1]))
                if self._exists(*symbol):
                    yield from self._literal(file, positions, start, end, symbol, defines=True)
            elif len(path) == 4 and path[0] == "seat" and path[2] == "pool":
                symbol = Symbol("pool", str(path[3]))
                yield from self._literal(file, positions, start, end, symbol, defines=True)

    def search_translation(self, file: int, positions: Positions) -> Iterator[Mention]:
        """Iterate over the keys and the inserted values of a file of translated texts."""
        for path, (start, _) in positions.mentions:
            before = [piece for part in path[:-1] for piece in str(part).split(".")]
            offset = start + (positions.text[start] in "\"'")
            for piece in str(path[-1]).split("."):
                before.append(piece)
                symbol = _read_text_key(before)
                if symbol is not None and self._exists(*symbol):
                    yield Mention(file, offset, offset + len(piece), symbol)
                offset += len(piece) + 1
        for start, end in positions.values.values():
            literal = positions.text[start:end]
            for match in find_inserts(literal) if literal[:1] in ("'", '"') else ():
                for part in self.formula_names.get(match[1], ()):
                    place = start + match.start(1)
                    yield Mention(
                        file, place + part.start, place + part.end, part.symbol, in_formula=True
                    )

    def _exists(self, kind: str, name: str) -> bool:
        if kind in KEYED:
            return name in getattr(self.scenario, kind)
        if kind == "stage":
            return name in self.scenario.scenario.stages
        if kind == "option":
            return name in self.plays
        return any(entry.id == name for entry in getattr(self.scenario, kind))

    def _definitions(self) -> Iterator[Mention]:
        """Iterate over where the entries with an id get it."""
        for kind in (*NUMBERED, "link"):
            for i, entry in enumerate(getattr(self.scenario, kind)):
                if entry.id:
                    yield from self._value((kind, i, "id"), Symbol(kind, entry.id), defines=True)
        for i, action in enumerate(self.scenario.action):
            if action.group:
                group = Symbol("group", action.group)
                yield from self._value(("action", i, "group"), group, defines=True)
        for i, event in enumerate(self.scenario.event):
            for j, option in enumerate(event.option):
                symbol = Symbol("option", f"{event.id}.{option.id}")
                yield from self._value(("event", i, "option", j, "id"), symbol, defines=True)
        for i, stage in enumerate(self.scenario.scenario.stages):
            path = ("scenario", "stages", i)
            yield from self._value(path, Symbol("stage", stage), defines=True)
        for kind in KEYED:
            for name in getattr(self.scenario, kind):
                if find_source(self.findings.tree, (kind, name)).bindings:
                    yield from self._key((kind, name), Symbol(kind, name), defines=True)

    def _formula(self, path: Path, formula: str) -> Iterator[Mention]:
        try:
            tree = parse_formula(formula)
        except FormulaError:
            return
        for name in names_in(tree):
            # The span of a name includes the brackets around it.
            place = formula.find(name.name, name.start)
            meaning = self.formula_names.get(name.name, ())
            yield from self._parts(path, meaning, place, in_formula=True)
        for call in calls_in(tree):
            if call.function in self.scenario.curve:
                place = formula.find(call.function, call.start)
                span = (place, place + len(call.function))
                yield from self._value(path, Symbol("curve", call.function), span)

    def _special(self, path: Path, model: object) -> Iterator[Mention]:
        """Iterate over names in fields that hold them in words of their own."""
        match model:
            case Test():
                for turn, names in enumerate(model.play):
                    for place, name in enumerate(names):
                        yield from self._parts(
                            self._play_path(path, turn, place), self.plays.get(name, ())
                        )
            case Advice():
                for place, name in enumerate(model.answer):
                    yield from self._parts((*path, "answer", place), self.plays.get(name, ()))
            case Lesson():
                yield from self._parts((*path, "wait"), self.subjects.get(model.wait, ()))
            case Rung():
                for place, name in enumerate(model.locks):
                    kind = "action" if self._exists("action", name) else "group"
                    yield from self._value((*path, "locks", place), Symbol(kind, name))
            case Ending():
                for name in self.scenario.seat.keys() & model.verdicts.keys():
                    yield from self._key((*path, "verdicts", name), Symbol("seat", name))
            case Verdict() if model.by in self.scenario.seat:
                yield from self._value((*path, "by"), Symbol("seat", model.by))
            case Choice():
                for name in model.cost:
                    kind = "var" if name in self.scenario.var else "pool"
                    yield from self._key((*path, "cost", name), Symbol(kind, name))
            case Scenario():
                for seat, factors in model.practice.items():
                    for name in factors:
                        for part in self.plays.get(name, ()):
                            key = ("practice", seat, name)
                            yield from self._key(key, part.symbol, part.start)
                for name, bands in model.balance.items():
                    for part in self.subjects.get(name, ()):
                        yield from self._key(("balance", name), part.symbol, part.start)
                    for place, band in enumerate(bands):
                        yield from self._policy(("balance", name, place, "policy"), band.policy)

    def _policy(self, path: Path, text: str) -> Iterator[Mention]:
        """Iterate over the steps of a routine."""
        for step in list(WORD.finditer(text))[1:]:
            name = step[0]
            if any(action.group == name for action in self.scenario.action):
                yield from self._value(path, Symbol("group", name), step.span())
            else:
                yield from self._parts(path, self.plays.get(name, ()), step.start())

    def _play_path(self, path: Path, turn: int, place: int) -> Path:
        """Return where an order of a test stands; a plain list is the first turn."""
        listed = value_at(self.findings.tree, (*path, "play"))
        is_plain = isinstance(listed, list) and not any(isinstance(item, list) for item in listed)
        return (*path, "play", place) if is_plain else (*path, "play", turn, place)

    def _parts(
        self, path: Path, meaning: Meaning, offset: int = 0, *, in_formula: bool = False
    ) -> Iterator[Mention]:
        for part in meaning:
            span = (offset + part.start, offset + part.end)
            for mention in self._value(path, part.symbol, span):
                yield replace(mention, in_formula=in_formula)

    def _value(
        self,
        path: Path,
        symbol: Symbol,
        span: tuple[int, int] | None = None,
        *,
        defines: bool = False,
    ) -> Iterator[Mention]:
        """Yield the mention in a string, unless it stands in no file, as a default does not."""
        yield from self._at(path, "value", span or (0, len(symbol.last)), symbol, defines)

    def _key(
        self, path: Path, symbol: Symbol, offset: int = 0, *, defines: bool = False
    ) -> Iterator[Mention]:
        yield from self._at(path, "key", (offset, offset + len(symbol.last)), symbol, defines)

    def _at(
        self, path: Path, part: Part, span: tuple[int, int], symbol: Symbol, defines: bool
    ) -> Iterator[Mention]:
        source = find_source(self.findings.tree, path)
        sources = self.findings.sources
        text = sources.positions(source.file).text
        if part == "key":
            start, end = sources.offsets(source, "key")
            quoted = text[start] in "\"'"
            if source.bindings:
                start, end = start + quoted, end - quoted
            else:
                start, end = start + quoted + span[0], start + quoted + span[1]
        else:
            start, end = sources.offsets(source, "value", span)
        stands = text[start:end] in (symbol.last, formula_name(symbol.last))
        if stands or source.bindings:
            yield Mention(source.file, start, end, symbol, defines, made=not stands)

    def _literal(
        self, file: int, positions: Positions, start: int, end: int, symbol: Symbol, defines: bool
    ) -> Iterator[Mention]:
        quoted = positions.text[start] in "\"'"
        start, end = start + quoted, end - quoted
        if positions.text[start:end] == symbol.name:
            yield Mention(file, start, end, symbol, defines)


def _read_text_key(pieces: list[str]) -> Symbol | None:
    """Return what the last piece of a translation's key names, such as `event.ID.option.ID`."""
    match pieces:
        case [kind, name] if kind in KEYED or kind in NUMBERED or kind == "link":
            return Symbol(kind, name)
        case ["event", event, "option", option]:
            return Symbol("option", f"{event}.{option}")
        case ["ending", _, "verdicts", seat]:
            return Symbol("seat", seat)
    return None


def group_mentions(mentions: tuple[Mention, ...]) -> Mapping[Symbol, list[Mention]]:
    """Return mentions by what they name."""
    groups: dict[Symbol, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.symbol, []).append(mention)
    return groups
