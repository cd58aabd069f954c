"""Plans that differ from another in one thing."""

from __future__ import annotations

from game.engine import SILENCE, Plan
from game.lab.variants import Variant, is_legal, list_variants
from game.lab.wording import name_variant
from tests.ui.stage import begin, play


def test_every_variant_is_legal_and_differs_in_one_thing() -> None:
    """Another answer, an order less, more or another, and silence; the wall costs both hands."""
    game = begin(seed=3)
    plan = Plan(("feast",), {"envoy": "grant"})
    variants = list_variants(game.rules, game.opening, game.seat, plan)
    assert variants == (
        Variant(Plan(("feast",), {"envoy": "refuse"}), "envoy.refuse", "envoy.grant"),
        Variant(Plan((), {"envoy": "grant"}), "", "feast"),
        Variant(Plan(("build-wall",), {"envoy": "grant"}), "build-wall", "feast"),
        Variant(Plan(("raise-toll",), {"envoy": "grant"}), "raise-toll", "feast"),
        Variant(Plan(("feast", "raise-toll"), {"envoy": "grant"}), "raise-toll", ""),
        Variant(SILENCE, "", ""),
    )
    assert all(is_legal(game.rules, game.opening, game.seat, each.plan) for each in variants)


def test_from_silence_there_are_only_additions() -> None:
    """Nothing can be left out of nothing, and silence is no variant of itself."""
    game = play(begin(seed=3), ("raise-toll",))
    variants = list_variants(game.rules, game.opening, game.seat, SILENCE)
    assert [each.added for each in variants] == [
        "envoy.grant", "envoy.refuse", "build-wall", "feast",
    ]  # fmt: skip
    assert {each.dropped for each in variants} == {""}


def test_a_variant_is_named_in_full_and_in_fewer_words() -> None:
    """What a row has no room for is left out whole, and never cut to its opposite."""
    game = begin(seed=3)
    plan = Plan(("feast",), {"envoy": "grant"})
    variants = list_variants(game.rules, game.opening, game.seat, plan)
    assert [name_variant(game.rules.scenario, each) for each in variants[:3]] == [
        "An envoy at the gate: Refuse", "without Give a feast", "Build the wall, not Give a feast",
    ]  # fmt: skip
    assert [name_variant(game.rules.scenario, each, brief=True) for each in variants[:3]] == [
        "Refuse", "without Give a feast", "Build the wall instead",
    ]  # fmt: skip
