"""Whatever a stranger writes is read to its end or refused, a few hundred texts of each kind."""

from __future__ import annotations

from hypothesis import given, settings

from tests.scenario.fuzz import TARGETS, judge_formula, judge_positions, judge_scenario, texts_of


@settings(max_examples=300)
@given(texts_of(TARGETS["formula"]))
def test_formulas(text: str) -> None:
    """The formula parser refuses a text at a place inside it, or makes a tree."""
    judge_formula(text)


@settings(max_examples=300)
@given(texts_of(TARGETS["positions"]))
def test_positions(text: str) -> None:
    """The index finds every value where tomli reads it."""
    judge_positions(text)


@settings(max_examples=300)
@given(texts_of(TARGETS["scenario"]))
def test_scenarios(text: str) -> None:
    """The loader comes to its end, with problems that can be shown."""
    judge_scenario(text)
