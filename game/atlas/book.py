"""Draw the atlas of a scenario: an article for every entry, and the calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.atlas.calendar import list_deadlines, list_moments
from game.atlas.facts import count, list_facts, write
from game.atlas.formulas import Placed, name_of, place_formulas
from game.atlas.glossary import spell
from game.atlas.influences import Survey, write_formula
from game.atlas.model import KINDS, STATE_KINDS, Article, Atlas, Fact, Influence, Use
from game.atlas.wording import Wording
from game.engine.calendar import name_turn
from game.formula import names_in
from game.scenario.models import Scenario
from game.scenario.scope import parse_formula


def draw_atlas(scenario: Scenario) -> Atlas:
    """Return the atlas of a scenario that has passed the checks."""
    return _Drawing(scenario, Wording.of(scenario)).draw()


@dataclass
class _Drawing:
    """One atlas in the making."""

    scenario: Scenario
    wording: Wording

    def draw(self) -> Atlas:
        """Return the atlas."""
        survey = Survey(self.scenario, self.wording)
        placed = list(place_formulas(self.scenario))
        sort = _Sorting(self.scenario, survey)
        sort.take(list(survey.collect()), placed)
        header = self.scenario.scenario
        ends = [name_turn(header.start, header.step, turn) for turn in (1, header.turns)]
        return Atlas(
            title=header.title,
            summary=header.summary,
            span=f"{count(header.turns, 'turn')}, {ends[0]} to {ends[1]}",
            articles=tuple(
                self._article(key, model, placed, sort) for key, model in self._list_entries()
            ),
            calendar=list_moments(self.scenario, survey.layout),
            deadlines=tuple(list_deadlines(self.scenario)),
            shown=tuple(self._list_shown()),
        )

    def _list_entries(self) -> Iterator[tuple[str, Any]]:
        """Yield every entry with its key, in the order of the atlas."""
        for kind in KINDS:
            entries = getattr(self.scenario, kind)
            if isinstance(entries, dict):
                yield from ((f"{kind}/{name}", entry) for name, entry in entries.items())
            elif isinstance(entries, tuple):
                named = {f"{kind}/{name_of(kind, entry)}": entry for entry in entries}
                yield from named.items()
            elif entries is not None:
                yield f"{kind}/", entries

    def _list_shown(self) -> Iterator[str]:
        """Yield the keys of the gauges in front."""
        for name in self.scenario.desk.front:
            yield f"{'var' if name in self.scenario.var else 'derived'}/{name}"

    def _article(self, key: str, model: Any, placed: list[Placed], sort: _Sorting) -> Article:
        kind, _, name = key.partition("/")
        facts = [*list_facts(self.scenario, self.wording.glossary, model)]
        if kind == "const":
            facts.append(Fact("value", write(model)))
            facts.extend(self._difficulties(name))
        facts.extend(self._tell(each) for each in placed if each.entry == key and not each.effect)
        return Article(
            key=key,
            label=self._label(kind, name, model),
            about=getattr(model, "about", None),
            source=getattr(model, "source", None),
            facts=tuple(facts),
            moved_by=tuple(sort.moved_by[key]),
            moves=tuple(sort.moves[key]),
            used_by=tuple(dict.fromkeys(sort.used_by[key])),
        )

    def _difficulties(self, name: str) -> Iterator[Fact]:
        """Yield the values of a constant in each difficulty that changes it."""
        for key, difficulty in self.scenario.difficulty.items():
            if name in difficulty.const:
                yield Fact(difficulty.label or spell(key), write(difficulty.const[name]))

    def _tell(self, placed: Placed) -> Fact:
        tell = self.wording.tell_condition if placed.condition else self.wording.tell_value
        return Fact(placed.head, tell(placed.formula), write_formula(placed.formula))

    def _label(self, kind: str, name: str, model: Any) -> str:
        """Return what people call an entry."""
        if kind in STATE_KINDS:
            return self.wording.glossary.call(name).strip("“”")
        if kind in {"desk", "map"} or kind == "score":
            return getattr(model, "label", None) or KINDS[kind]
        if kind == "verdict" and name in self.scenario.seat:
            return self.scenario.seat[name].label
        label = getattr(model, "label", None)
        return str(label) if label else spell(name) or KINDS[kind]


class _Sorting:
    """Influences and uses, sorted by what they concern."""

    def __init__(self, scenario: Scenario, survey: Survey) -> None:
        self.scenario = scenario
        self.survey = survey
        self.moved_by: defaultdict[str, list[Influence]] = defaultdict(list)
        self.moves: defaultdict[str, list[Influence]] = defaultdict(list)
        self.used_by: defaultdict[str, list[Use]] = defaultdict(list)

    def take(self, influences: list[Influence], placed: list[Placed]) -> None:
        """Sort influences, then the formulas that are none."""
        for influence in influences:
            self.moved_by[influence.target].append(influence)
            holders = [f"{self._kind(name)}/{name}" for name in influence.reads]
            own = () if influence.entry == influence.target else (influence.entry,)
            for key in dict.fromkeys((*own, *holders)):
                self.moves[key].append(influence)
        for each in placed:
            for name in names_in(parse_formula(each.formula)):
                key = self._key(name.name)
                if key and key != each.entry and not (each.effect and self._is_state(key)):
                    self.used_by[key].append(Use(each.entry, each.head))

    def _kind(self, name: str) -> str:
        scenario = self.scenario
        return "var" if name in scenario.var else "derived" if name in scenario.derived else "flag"

    def _is_state(self, key: str) -> bool:
        return key.partition("/")[0] in STATE_KINDS

    def _key(self, name: str) -> str | None:
        """Return the key of the article that a name of a formula leads to."""
        scenario = self.scenario
        name = name.removeprefix("prev.")
        for kind in ("var", "derived", "flag", "const"):
            if name in getattr(scenario, kind):
                return f"{kind}/{name}"
        return self.survey.wording.glossary.keys.get(name.partition(".")[2])
