"""Where an entry of a loaded scenario stands in its files."""

from __future__ import annotations

from game.scenario.bundle import Bundle
from game.scenario.diagnostics import Place
from game.scenario.document import read_tree
from game.scenario.findings import Findings
from game.scenario.positions import Path
from game.scenario.sources import Sources
from game.scenario.tree import find_source


class Placing:
    """The places of one scenario's entries, looked up when they are asked for."""

    def __init__(self, bundle: Bundle) -> None:
        """Read the files of a scenario that has passed the checks."""
        self.findings = Findings(Sources(bundle.files))
        self.tree = read_tree(bundle, self.findings)

    def place(self, path: Path) -> Place:
        """Return where something stands.

        Args:
            path: Its path in the joined data, such as `("test", 3, "expect")`.
        """
        return self.findings.sources.place(find_source(self.tree, path))
