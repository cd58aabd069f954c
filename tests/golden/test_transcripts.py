"""Every shipped scenario: its own tests hold, and a played game comes out as it was written down.

`python -m tests.golden.test_transcripts` writes the transcripts anew; read the difference before
it is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from game.archive.transcript import write_text
from game.engine import compile_rules, start_game
from game.lab.trial import try_test
from game.policy.playthrough import assign_policies, play_through
from game.scenario.load import load
from game.scenario.source import read_bundle
from tests.shipped import SHIPPED

HERE = Path(__file__).parent
SEED = 2019


def transcribe(name: str) -> str:
    """Return the transcript of a game of bots."""
    bundle = read_bundle(name)
    rules = compile_rules(load(bundle))
    turns = play_through(rules, start_game(rules, SEED), (), assign_policies(rules, []))
    return "\n".join(write_text(rules, bundle.digest, SEED, turns)) + "\n"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_game_of_bots_comes_out_as_written(name: str) -> None:
    """Golden transcripts, re-run line by line; every scenario must have one."""
    expected = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    assert transcribe(name).splitlines() == expected.splitlines()


@pytest.mark.parametrize("name", SHIPPED)
def test_what_the_author_expects_holds(name: str) -> None:
    """Each scenario has `[[test]]` entries, and they pass."""
    rules = compile_rules(load(read_bundle(name)))
    trials = [try_test(rules, test) for test in rules.scenario.test]
    assert len(trials) >= 3
    failed = [(trial.test.name, trial.trouble) for trial in trials if not trial.passed]
    assert failed == []


if __name__ == "__main__":
    for scenario in SHIPPED:
        (HERE / f"{scenario}.txt").write_text(transcribe(scenario), encoding="utf-8")
        sys.stdout.write(f"{scenario}\n")
