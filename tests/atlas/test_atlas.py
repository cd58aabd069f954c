"""The atlas: complete, without doubles, and the same thing from both ends."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings

from game.atlas import Article, Atlas, draw_atlas
from game.atlas.formulas import place_formulas
from game.atlas.graph import connect, surround
from game.atlas.influences import write_formula
from game.atlas.model import STATE_KINDS
from game.atlas.plain import write_text
from game.errors import BufferStateError
from game.scenario.load import load_scenario
from game.scenario.models import Scenario
from tests.shipped import SHIPPED
from tests.strategies import scenarios


@cache
def atlas_of(scenario: str) -> Atlas:
    """Return the atlas of a shipped scenario."""
    return draw_atlas(load_scenario(scenario))


def facts_of(article: Article) -> dict[str, str]:
    """Return the facts of an article by what they are about."""
    return {fact.head: fact.text for fact in article.facts}


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_every_entry_has_one_article(scenario: Scenario) -> None:
    """The atlas names every variable, flag, order, event … exactly once."""
    keys = Counter(article.key for article in draw_atlas(scenario).articles)
    assert set(keys.values()) == {1}
    for kind in ("var", "flag", "derived", "const", "curve", "seat"):
        names = getattr(scenario, kind)
        assert [key for key in keys if key.startswith(f"{kind}/")] == [f"{kind}/{n}" for n in names]
    for kind in ("action", "event", "promise", "rule", "ending"):
        ids = [entry.id for entry in getattr(scenario, kind)]
        assert [key for key in keys if key.startswith(f"{kind}/")] == [f"{kind}/{i}" for i in ids]


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_every_formula_of_the_rules_is_told(scenario: Scenario) -> None:
    """As a fact of its entry, or as an influence or a condition of one."""
    atlas = draw_atlas(scenario)
    for placed in place_formulas(scenario):
        article = atlas.by_key[placed.entry]
        formula = write_formula(placed.formula)
        told = {fact.formula for fact in article.facts}
        if placed.effect:
            told = {i.formula for i in (*article.moves, *article.moved_by)}
        assert formula in told or placed.condition, placed


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_what_moves_and_what_is_moved_agree(scenario: Scenario) -> None:
    """Each influence stands at what it moves, at its entry, and at all that it reads."""
    atlas = draw_atlas(scenario)
    for article in atlas.articles:
        for influence in article.moved_by:
            assert influence.target == article.key
            if influence.entry != influence.target:
                assert influence in atlas.by_key[influence.entry].moves
            for name in influence.reads:
                (reader,) = [
                    atlas.by_key[f"{kind}/{name}"]
                    for kind in STATE_KINDS
                    if f"{kind}/{name}" in atlas.by_key
                ]
                assert influence in reader.moves
        for influence in article.moves:
            assert influence in atlas.by_key[influence.target].moved_by


@settings(max_examples=20, deadline=None)
@given(scenarios())
def test_the_graph_has_an_arrow_for_every_value_read(scenario: Scenario) -> None:
    """Arrows run between values that exist, each pair once."""
    atlas = draw_atlas(scenario)
    graph = connect(atlas)
    pairs = [(edge.source, edge.target) for edge in graph.edges]
    assert len(pairs) == len(set(pairs))
    read = {
        (name, article.name)
        for article in atlas.articles
        if article.kind in STATE_KINDS
        for influence in article.moved_by
        for name in influence.reads
    }
    assert {(a.partition("/")[2], b.partition("/")[2]) for a, b in pairs} == read
    assert {end for pair in pairs for end in pair} <= set(graph.points)


def test_an_article_worked_out_by_hand() -> None:
    """The tutorial's leverage: its words, what it reads, what reads it."""
    article = atlas_of("first-steps").pick("leverage")
    assert article.key == "derived/leverage"
    (computed,) = article.moved_by
    assert computed.amount == (
        "is the square root of (Moscow thinks you could turn west × Power to refuse)"
    )
    assert computed.reads == ("belief", "refusal")
    around = surround(atlas_of("first-steps"), article)
    assert {key for key, _ in around.movers} == {"var/belief", "var/refusal"}
    assert (
        "var/funding",
        "Russian gas, next year's price: Take what is offered",
    ) not in around.moved
    assert "var/funding" in {key for key, _ in around.moved}


def test_amounts_have_their_sign_and_their_terms() -> None:
    """A number with its sign; what comes later, with the delay; a cost, as what it takes."""
    article = atlas_of("first-steps").pick("reserves")
    told = {(i.label, i.verb, i.amount, i.conditions, i.sign) for i in article.moved_by}
    assert ("Host the EU delegation", "costs", "−0.05", (), -1) in told
    assert ("Draw the technical loan", "adds", "+0.5", ("1 turn later",), 1) in told
    assert ("budget", "adds", "+ Balance of a quarter", (), 0) in told


def test_a_hidden_start_stays_hidden() -> None:
    """`Nothing about the rules is secret but the values that the scenario hides`."""
    atlas = atlas_of("hesitant-alignment")
    scenario = load_scenario("hesitant-alignment")
    hidden = [name for name, entry in scenario.var.items() if entry.seen_by is not None]
    assert hidden != []
    for name in hidden:
        start = facts_of(atlas.by_key[f"var/{name}"])["start"]
        assert start.startswith(("hidden", "drawn from "))


def test_windows_of_the_calendar_follow_from_conditions() -> None:
    """An event tied to a turn stands there; acts and the end do, too."""
    atlas = atlas_of("hesitant-alignment")
    dated = {moment.text: (moment.first, moment.last, moment.what) for moment in atlas.calendar}
    assert dated["The autumn manoeuvre"] == (9, 9, "event")
    assert dated["The pipe runs dry"] == (6, 9, "event")
    assert dated["the last turn"] == (14, 14, "end")
    assert [m.first for m in atlas.calendar] == sorted(m.first for m in atlas.calendar)


@pytest.mark.parametrize("scenario", SHIPPED)
def test_every_article_can_be_asked_for_by_its_key(scenario: str) -> None:
    """`explain SCENARIO KIND/NAME` leads to it and tells it."""
    atlas = atlas_of(scenario)
    for article in atlas.articles:
        assert atlas.pick(article.key) is article
        assert article.label in write_text(atlas, article)


def test_names_that_lead_nowhere_are_explained() -> None:
    """Several, none, or nearly one: the message says which."""
    atlas = atlas_of("hesitant-alignment")
    with pytest.raises(BufferStateError, match="derived/leverage_moscow, derived/leverage_west"):
        atlas.pick("leverage")
    with pytest.raises(BufferStateError, match="did you mean reserves"):
        atlas.pick("reservse")
    assert atlas.pick("Power to refuse").key == "var/refusal"
    assert atlas.pick("refusal").key == "var/refusal"


def test_the_search_wants_every_word() -> None:
    """In any text of an article: its label, its facts, what moves it, why."""
    atlas = atlas_of("hesitant-alignment")
    keys = [article.key for article in atlas.search("refinery")]
    assert "action/lease-refinery" in keys and "var/reserves" in keys
    assert atlas.search("refinery qqq") == ()
    assert len(atlas.search("")) == len(atlas.articles)
