"""What entries move: their effects as influences, those of nested parts with their conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from game.atlas.glossary import spell
from game.atlas.model import Influence
from game.atlas.wording import MINUS, Wording
from game.engine.frame import Layout, lay_out
from game.engine.words import label_entry
from game.formula import bound, format_formula, names_in
from game.formula.tree import Name, Number, Unary
from game.formula.words import format_number
from game.scenario.models import Choice, Effects, Link, Scenario
from game.scenario.scope import parse_formula

Value = str | float
"""A formula as the models hold it."""

MARKS = (
    ("raise_", "flag", "raises"),
    ("clear", "flag", "clears"),
    ("call", "event", "calls"),
    ("promise", "promise", "makes"),
    ("keeps", "promise", "keeps"),
    ("stalls", "promise", "puts off"),
    ("reveal", "var", "reveals"),
)
"""The effects without an amount: field, kind of what is concerned, verb."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entry, on the way down to its effects."""

    by: str
    """Its name among the causes."""
    entry: str
    """The key of the entry's article."""
    label: str
    """What people call it."""
    conditions: tuple[str, ...] = ()
    """When it applies, in words."""
    reads: tuple[str, ...] = ()
    """What those conditions read."""
    why: str | None = None
    """The reason, of this part or of the one around it."""


@dataclass
class Survey:
    """The influences of one scenario."""

    scenario: Scenario
    """The scenario."""
    wording: Wording
    """Its formulas in words."""
    layout: Layout = field(init=False)
    """The ranges of its names."""

    def __post_init__(self) -> None:
        """Lay the names out, for their ranges."""
        self.layout = lay_out(self.scenario)

    def collect(self) -> Iterator[Influence]:
        """Yield every influence, by kind of entry and in the order of the file."""
        yield from self._computed()
        scenario = self.scenario
        for action in scenario.action:
            yield from self._choice(action, f"action/{action.id}", f"action/{action.id}")
        for event in scenario.event:
            key = f"event/{event.id}"
            yield from self._effects(event, self._part(key, key))
            for option in event.option:
                yield from self._choice(option, f"{key}.{option.id}", key)
        for promise in scenario.promise:
            key = f"promise/{promise.id}"
            for name, effects in (("kept", promise.kept), ("broken", promise.broken)):
                yield from self._effects(effects, self._part(f"{key}.{name}", key))
        for link in scenario.link:
            yield self._link(link)
        for rule in scenario.rule:
            key = f"rule/{rule.id}"
            part = self._under(self._part(key, key), rule.when, rule.chance)
            yield from self._effects(rule, part)
        for inject in scenario.inject:
            yield from self._effects(
                inject, self._part(f"inject/{inject.id}", f"inject/{inject.id}")
            )
        yield from self._ladder()

    def _part(self, by: str, entry: str) -> Part:
        label = label_entry(self.scenario, by)
        return Part(by, entry, spell(label) if label in by else label)

    def _computed(self) -> Iterator[Influence]:
        """Yield derived values, and flags that their own conditions raise and clear."""
        for name, derived in self.scenario.derived.items():
            part = Part(f"derived/{name}", f"derived/{name}", self.wording.glossary.call(name))
            words = f"is {self.wording.tell_value(derived.value)}"
            yield self._influence(part, part.entry, "computes", derived.value, words, 0)
        for name, flag in self.scenario.flag.items():
            key = f"flag/{name}"
            for formula, verb in ((flag.rise, "raises"), (flag.fall, "clears")):
                if formula is not None:
                    part = Part(key, key, self.wording.glossary.call(name))
                    yield self._mark(self._under(part, formula, None), key, verb)

    def _choice(self, choice: Choice, by: str, entry: str) -> Iterator[Influence]:
        """Yield what an order or an answer takes and does."""
        part = self._part(by, entry)
        for name, cost in choice.cost.items():
            if name in self.scenario.var:
                sign = -self._sign(cost)
                yield self._influence(part, f"var/{name}", "costs", cost, self._less(cost), sign)
        yield from self._effects(choice, part)

    def _effects(self, effects: Effects, part: Part) -> Iterator[Influence]:
        """Yield the influences of effects and of their nested parts."""
        if effects.why:
            part = replace(part, why=effects.why)
        for name, value in effects.set.items():
            words = f"becomes {self.wording.tell_value(value)}"
            yield self._influence(part, f"var/{name}", "sets", value, words, 0)
        for name, value in effects.times.items():
            words = f"× {self._bracketed(value)}"
            yield self._influence(part, f"var/{name}", "multiplies", value, words, 0)
        for name, value in effects.add.items():
            sign = self._sign(value)
            yield self._influence(part, f"var/{name}", "adds", value, self._more(value), sign)
        for attribute, kind, verb in MARKS:
            for name in getattr(effects, attribute):
                yield self._mark(part, f"{kind}/{name}", verb)
        for inner, deeper in self._nested(effects, part):
            yield from self._effects(inner, deeper)

    def _nested(self, effects: Effects, part: Part) -> Iterator[tuple[Effects, Part]]:
        """Yield the parts of effects that come later, under a condition, or as an outcome."""
        for later in effects.later:
            turns = "1 turn later" if later.in_ == 1 else f"{later.in_} turns later"
            fixed = ", by today's values" if later.fix else ""
            yield later, replace(part, conditions=(*part.conditions, turns + fixed))
        for also in effects.also:
            yield also, self._under(part, also.when, None)
        for outcome in effects.outcome:
            words = f"as one outcome, “{outcome.label or outcome.id}”"
            deeper = replace(part, conditions=(*part.conditions, words))
            yield outcome, replace(deeper, reads=(*part.reads, *self.reads_of(outcome.weight)))

    def _under(self, part: Part, when: Value | None, chance: Value | None) -> Part:
        """Return a part under a condition and a chance."""
        conditions, reads = list(part.conditions), list(part.reads)
        if when is not None and not is_always(when):
            conditions.append(f"if {self.wording.tell_condition(when)}")
            reads += self.reads_of(when)
        if chance is not None:
            conditions.append(f"with a chance of {self.wording.tell_value(chance)} per cent")
            reads += self.reads_of(chance)
        return replace(part, conditions=tuple(conditions), reads=tuple(reads))

    def _link(self, link: Link) -> Influence:
        by = f"link/{link.id or link.to}"
        turns = f"the mean of {link.inertia} turns" if link.inertia > 1 else "every turn"
        part = self._under(Part(by, by, spell(link.id or link.to)), link.when, None)
        part = replace(part, conditions=(turns, *part.conditions), why=link.why)
        value = link.per_turn
        sign = self._sign(value)
        return self._influence(part, f"var/{link.to}", "adds", value, self._more(value), sign)

    def _ladder(self) -> Iterator[Influence]:
        """Yield how the ladder moves its rung, and what an accident does."""
        ladder = self.scenario.ladder
        if ladder is None:
            return
        part = Part("ladder", "ladder/", ladder.label or "The ladder")
        yield Influence(
            part.by, part.entry, part.label, f"var/{ladder.var}", "moves",
            f"up or down at most {ladder.step}", "", 0,
            (f"by {self.wording.glossary.call(ladder.from_)}",), (ladder.from_,),
        )  # fmt: skip
        if ladder.accident is not None:
            accident = replace(part, conditions=("in an accident",))
            yield from self._effects(ladder.accident, accident)

    def _influence(
        self, part: Part, target: str, verb: str, value: Value, words: str, sign: int
    ) -> Influence:
        reads = tuple(dict.fromkeys((*part.reads, *self.reads_of(value))))
        formula = write_formula(value)
        return Influence(
            part.by, part.entry, part.label, target, verb, words, formula, sign,
            part.conditions, reads, part.why,
        )  # fmt: skip

    def _mark(self, part: Part, target: str, verb: str) -> Influence:
        return Influence(
            part.by, part.entry, part.label, target, verb,
            conditions=part.conditions, reads=tuple(dict.fromkeys(part.reads)), why=part.why,
        )  # fmt: skip

    def reads_of(self, formula: Value) -> tuple[str, ...]:
        """Return the variables, derived values and flags that a formula reads, each once."""
        scenario = self.scenario
        names = (name.name.removeprefix("prev.") for name in names_in(parse_formula(formula)))
        known: tuple[Mapping[str, object], ...] = (scenario.var, scenario.derived, scenario.flag)
        return tuple(dict.fromkeys(name for name in names if any(name in each for each in known)))

    def _sign(self, value: Value) -> int:
        """Return 1 where a formula is never below 0, −1 where never above, else 0."""
        tree = parse_formula(value)
        for name in names_in(tree):
            self.layout[name.name]
        interval = bound(tree, self.layout.bounds, self.layout.curves)
        return (interval.low >= 0.0) - (interval.high <= 0.0)

    def _more(self, value: Value) -> str:
        """Write an amount that is added, with its sign."""
        number = read_number(value)
        if number is None:
            tree = parse_formula(value)
            if isinstance(tree, Unary) and tree.operator == "-":
                return f"{MINUS} {self._bracketed(format_formula(tree.operand))}"
            return f"+ {self._bracketed(value)}"
        return f"{MINUS if number < 0 else '+'}{format_number(abs(number))}"

    def _less(self, value: Value) -> str:
        """Write an amount that is taken."""
        number = read_number(value)
        return f"{MINUS}{self._bracketed(value)}" if number is None else f"{MINUS}{number:g}"

    def _bracketed(self, value: Value) -> str:
        """Write a formula after a sign, in brackets where it has several terms."""
        words = self.wording.tell_value(value)
        simple = isinstance(parse_formula(value), Name | Number)
        return words if simple else f"({words})"


def is_always(when: Value) -> bool:
    """Tell whether a condition is the number that always holds."""
    tree = parse_formula(when)
    return isinstance(tree, Number) and bool(tree.value)


def read_number(value: Value) -> float | None:
    """Return the number that a formula is, or none where it is computed."""
    match parse_formula(value):
        case Number(value=number, yes_no=False):
            return number
        case Unary(operator="-", operand=Number(value=number, yes_no=False)):
            return -number
    return None


def write_formula(value: Value) -> str:
    """Return a formula as canonical text."""
    return format_formula(parse_formula(value))
