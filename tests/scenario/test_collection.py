"""Python's search for unreachable cycles beside the loading of scenarios."""

from __future__ import annotations

import gc

from game.scenario import collection
from game.scenario.load import load_scenario


def test_what_is_left_out_of_the_search_stays_left_out() -> None:
    """Rule: loading a scenario thaws nothing, and the search goes on after it."""
    collection.freeze()
    try:
        load_scenario("first-steps")
        assert gc.get_freeze_count() > 0
        assert gc.isenabled()
    finally:
        gc.unfreeze()
