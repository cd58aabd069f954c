"""The checks of a scenario that has the right shape; each notes errors of its own kind."""

from __future__ import annotations

from game.scenario.checks.decisions import check_decisions
from game.scenario.checks.facts import Facts
from game.scenario.checks.front import check_front
from game.scenario.checks.identity import check_identity
from game.scenario.checks.ladder import check_ladder
from game.scenario.checks.loops import check_loops
from game.scenario.checks.references import check_references
from game.scenario.checks.state import check_state
from game.scenario.checks.theatre import check_theatre
from game.scenario.checks.trials import check_trials
from game.scenario.checks.values import check_values
from game.scenario.findings import Findings
from game.scenario.models import Scenario

CHECKS = (
    check_identity,
    check_references,
    check_loops,
    check_values,
    check_state,
    check_decisions,
    check_ladder,
    check_front,
    check_theatre,
    check_trials,
)
"""All checks; their order does not matter."""


def check_scenario(scenario: Scenario, ghosts: frozenset[str], findings: Findings) -> Facts:
    """Note everything that is wrong with a scenario; return what was learnt of it.

    Args:
        scenario: The scenario, or what could be read of it.
        ghosts: Names of entries that could not be read.
        findings: Where problems are noted.
    """
    facts = Facts(scenario, findings, ghosts)
    facts.parse()
    for check in CHECKS:
        check(facts)
    return facts
