"""What a seat may know: hidden and blurred variables, and what is derived from them."""

from __future__ import annotations

from game.engine import Opening, Plan, Rules, open_turn, resolve
from game.engine.view import Reading, view_opening


def test_a_hidden_variable_shows_its_range_only(opening: tuple[Rules, Opening]) -> None:
    """`A variable with seen_by is hidden from the others`."""
    view = view_opening(*opening, "home")
    assert view["resolve"] == Reading(0.0, 100.0, hidden=True)
    assert not view["resolve"].exact
    assert view["money"] == Reading(5.0, 5.0)


def test_the_seat_that_may_sees_it(opening: tuple[Rules, Opening]) -> None:
    """The seats of `seen_by` see the exact value, drawn between 30 and 70."""
    seen = view_opening(*opening, "rival")["resolve"]
    assert seen.exact
    assert 30.0 <= seen.value <= 70.0


def test_a_blurred_variable_shows_a_band(opening: tuple[Rules, Opening]) -> None:
    """`(or blurred to a band)`: 47 with blur 10 lies between 40 and 60, centred on a step of 10."""
    assert view_opening(*opening, "home")["mood"] == Reading(40.0, 60.0)


def test_what_is_derived_from_it_is_hidden_too(opening: tuple[Rules, Opening]) -> None:
    """`what is derived from it is hidden too`; the rest is exact."""
    view = view_opening(*opening, "home")
    assert view["threat"] == Reading(0.0, 50.0)
    assert view["worry"] == Reading(80.0, 100.0)
    assert view["comfort"] == Reading(10.0, 10.0)


def test_reveal_opens_one(opening: tuple[Rules, Opening]) -> None:
    """`reveal opens one`, to the acting seat and for good."""
    rules, start = opening
    state, report = resolve(rules, start, {"home": Plan(("probe",))})
    view = view_opening(rules, open_turn(rules, state), "home")
    assert report.revealed == (("home", "resolve"),)
    assert view["resolve"].exact
    assert view["threat"].exact
    assert not view_opening(rules, open_turn(rules, state), "nobody")["resolve"].exact
