"""Where an entry of a loaded scenario stands in its files."""

from __future__ import annotations

from game.scenario.bundle import Bundle
from game.scenario.diagnostics import Place
from game.scenario.document import read_tree
from game.scenario.findings import Findings
from game.scenario.positions import Path
from game.scenario.sources import Sources
from game.scenario.tree import find_source


def place_entry(bundle: Bundle, path: Path) -> Place:
    """Return where something of a scenario stands.

    Args:
        bundle: The files of a scenario that has passed the checks.
        path: Its path in the joined data, such as `("test", 3, "expect")`.
    """
    findings = Findings(Sources(bundle.files))
    tree = read_tree(bundle, findings)
    return findings.sources.place(find_source(tree, path))
