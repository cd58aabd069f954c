"""The keys of diagnostics: each is explained, and its examples do what they say."""

from __future__ import annotations

import pytest

from game.scenario.bundle import Bundle
from game.scenario.diagnostics import render_problems
from game.scenario.keys import Key, read_frame, read_keys
from game.scenario.load import check

KEYS = list(read_keys().values())


def test_the_frame_of_the_examples_is_clean() -> None:
    """What stands around an example gives nothing itself."""
    assert check(Bundle.from_text(read_frame())).problems == ()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_the_bad_example_gives_the_key(key: Key) -> None:
    """Each key has an example of the mistake: it gives this key, in its severity, and no other."""
    problems = check(Bundle.from_text(key.write_out(key.bad))).problems
    assert {(problem.key, problem.severity) for problem in problems} == {(key.name, key.severity)}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_the_good_example_gives_nothing(key: Key) -> None:
    """The same put right is free of everything, tips too."""
    problems = check(Bundle.from_text(key.write_out(key.good))).problems
    assert render_problems(problems) == ""


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_texts_are_whole_sentences(key: Key) -> None:
    """What a key means and how it is put right are sentences."""
    assert key.means[0].isupper() and key.means.endswith(".")
    assert key.fix[0].isupper() or key.fix[0] == "`"
    assert key.fix.endswith(".")
