"""What a scenario may say but hardly means; each check notes warnings or tips of its own kind.

They are looked for only in a scenario without errors: where a name is misspelt, the entry that was
meant looks unused.
"""

from __future__ import annotations

from game.scenario.checks.facts import Facts
from game.scenario.warnings.balance import check_balance
from game.scenario.warnings.conditions import check_conditions
from game.scenario.warnings.doubts import Doubts
from game.scenario.warnings.endings import check_endings
from game.scenario.warnings.formulas import check_formulas
from game.scenario.warnings.promises import check_promises
from game.scenario.warnings.scales import check_scales
from game.scenario.warnings.seats import check_seats
from game.scenario.warnings.texts import check_texts
from game.scenario.warnings.unused import check_unused

WARNINGS = (
    check_conditions,
    check_formulas,
    check_scales,
    check_endings,
    check_promises,
    check_unused,
    check_seats,
    check_texts,
    check_balance,
)
"""All checks; their order does not matter."""


def check_doubts(facts: Facts) -> None:
    """Note everything about a scenario without errors that its author hardly meant."""
    doubts = Doubts(facts)
    for look in WARNINGS:
        look(doubts)
    doubts.report()
