"""A scenario as far as it can be read, for those who look at it while it is being written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.scenario.bundle import Bundle
from game.scenario.document import read_tree
from game.scenario.findings import Findings
from game.scenario.mentions import Mention, find_mentions
from game.scenario.models import Scenario
from game.scenario.shape import fit_models
from game.scenario.sources import Sources


@dataclass(frozen=True)
class Inspection:
    """What can be read of a scenario, right or wrong."""

    bundle: Bundle
    """Its files."""
    scenario: Scenario
    """What fits the format; entries and keys that do not are left out."""
    findings: Findings
    """The joined data with their sources."""

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every place where a name is given or used, in the order of the files."""
        return find_mentions(self.bundle, self.scenario, self.findings)


def inspect(bundle: Bundle) -> Inspection | None:
    """Return what can be read of a scenario, or None if one of its files is no TOML."""
    findings = Findings(Sources(bundle.files))
    read_tree(bundle, findings)
    if findings.unreadable:
        return None
    scenario, _ = fit_models(findings)
    return None if scenario is None else Inspection(bundle, scenario, findings)
