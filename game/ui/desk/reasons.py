"""Why a choice is closed, in words: the part of its condition that fails."""

from __future__ import annotations

from game.archive.standpoint import Standpoint
from game.atlas.wording import Wording
from game.engine.plans import forbid_action
from game.engine.rules import ActionRule
from game.engine.words import decimals_of, find_decimals, name_rungs
from game.formula import Comparison, Logic, Name, Node, Number, Unary, compile_formula, names_in
from game.formula.context import MIRRORED
from game.scenario.models import Action
from game.scenario.scope import parse_formula
from game.ui.desk.numbers import brief_of, write_number
from game.ui.desk.position import Position

RELATIONS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "="}
"""How a comparison with a number is put."""


def explain_closed(position: Position, action: Action, rule: ActionRule) -> str | None:
    """Return why an order cannot be given, the plan aside; none if it can."""
    reason = forbid_action(position.rules, position.opening, rule)
    if reason is None:
        return None
    if rule.when is not None and rule.when(position.opening.frame) == 0.0:
        return explain_condition(position, action.when or 0.0)
    turns = position.opening.state.tracks[rule.track]
    if rule.limit is not None and len(turns) >= rule.limit:
        return "done once and for all" if rule.limit == 1 else f"done {rule.limit} times, no more"
    if turns and position.turn <= turns[-1] + rule.wait:
        return f"again in {position.date_of(turns[-1] + rule.wait + 1)}"
    return "locked by the ladder"


def explain_condition(position: Position, condition: str | float) -> str:
    """Return what a condition that fails waits for: its first part that fails, if it is known."""
    whole = parse_formula(condition)
    failing = _find_failing(position.standpoint, whole)
    said = _say_need(position, failing) if failing else None
    return said or f"only while {Wording.of(position.scenario).tell_holding(failing or whole)}"


def _find_failing(standpoint: Standpoint, node: Node) -> Node | None:
    """Return the first part joined by `and` that does not hold; none if that may not be known."""
    if isinstance(node, Logic) and node.operator == "and":
        parts = (_find_failing(standpoint, part) for part in node.operands)
        return next((part for part in parts if part is not None), None)
    readings = standpoint.view.readings
    if any(name.name in readings and not readings[name.name].exact for name in names_in(node)):
        return None
    layout = standpoint.rules.layout
    reader = compile_formula(node, layout, layout.curves, layout.bounds)
    return node if reader(standpoint.opening.frame) == 0.0 else None


def _say_need(position: Position, node: Node) -> str | None:
    match node:
        case Comparison(operands=(Name(name=name), Number(value=value)), operators=(sign,)):
            return _say_bound(position, name, sign, value)
        case Comparison(operands=(Number(value=value), Name(name=name)), operators=(sign,)):
            return _say_bound(position, name, MIRRORED[sign], value)
        case Name(name=name):
            label = _label_condition(position, name)
            return f"needs: {label}" if label else None
        case Unary(operator="not", operand=Name(name=name)):
            label = _label_condition(position, name)
            return f"not while: {label}" if label else None
    return None


def _say_bound(position: Position, name: str, sign: str, value: float) -> str | None:
    scenario = position.scenario
    if name == "turn" and sign in {">", ">="}:
        turn = int(value) + (1 if sign == ">" else 0)
        return f"from {position.date_of(turn)}"
    if name == "turn" and sign in {"<", "<="}:
        return f"only until {position.date_of(int(value) - (1 if sign == '<' else 0))}"
    rungs = name_rungs(scenario, name, sign, value)
    if rungs:
        return f"{'not while' if sign == '!=' else 'needs'} {brief_of(scenario, name)}: {rungs}"
    if sign not in RELATIONS or name not in {*scenario.var, *scenario.derived}:
        return None
    decimals, now = decimals_of(scenario, name), position.view[name].value
    bound = write_number(value, find_decimals(value, "!=", value, decimals))
    shown = find_decimals(now, sign, value, decimals)
    # What fails only by digits that the desk does not show is told with them.
    near = f", now {write_number(now, shown)}" if shown > decimals else ""
    return f"needs {brief_of(scenario, name)} {RELATIONS[sign]} {bound}{near}"


def _label_condition(position: Position, name: str) -> str | None:
    """Return what people call a flag, or an open promise, that a condition names."""
    scenario = position.scenario
    if name in scenario.flag:
        return scenario.flag[name].label
    kind, _, entry = name.partition(".")
    if kind == "open":
        labels = {each.id.replace("-", "_"): each.label for each in scenario.promise}
        return labels.get(entry)
    return None
