"""Endings: one that another always forestalls, and games that come to none."""

from __future__ import annotations

from game.formula import Logic, Node
from game.scenario.models import Ending
from game.scenario.warnings.doubts import Doubt, Doubts


def check_endings(doubts: Doubts) -> None:
    """Note endings that are never taken, and that a game may end with none."""
    endings = doubts.facts.scenario.ending
    order = sorted(range(len(endings)), key=lambda i: (-endings[i].priority, endings[i].id))
    for place, index in enumerate(order):
        for earlier in order[:place]:
            if _shadows(doubts, earlier, index):
                other = endings[earlier]
                message = f"it is never taken: whenever it holds, `{other.id}` holds and goes first"
                doubts.note(
                    Doubt(
                        "ending-shadowed",
                        ("ending", index, "id"),
                        message,
                        suggestion="give it a higher `priority`, or narrow the other one",
                        first=("ending", earlier, "when"),
                        first_message="this one goes first",
                    )
                )
                break
    _check_last(doubts, endings)


def _shadows(doubts: Doubts, earlier: int, later: int) -> bool:
    """Return whether an ending that is tried before another holds whenever that one does."""
    endings = doubts.facts.scenario.ending
    if endings[earlier].at == "end" and endings[later].at == "turn":
        return False
    trees = doubts.facts.trees
    first, second = trees["ending", earlier, "when"], trees["ending", later, "when"]
    if all(any(one == other for other in _parts(second)) for one in _parts(first)):
        return True
    context = doubts.outlook.context()
    if context.visit(second).fails:
        return False
    context.assume(second)
    return context.visit(first).holds


def _parts(tree: Node) -> tuple[Node, ...]:
    return tree.operands if isinstance(tree, Logic) and tree.operator == "and" else (tree,)


def _check_last(doubts: Doubts, endings: tuple[Ending, ...]) -> None:
    """After the last turn some ending must hold; each is tried where those before it failed."""
    context = doubts.outlook.context()
    for index in range(len(endings)):
        tree = doubts.facts.trees["ending", index, "when"]
        if context.visit(tree).holds:
            return
        context.assume(tree, False)
    doubts.note(
        Doubt(
            "ends-with-none",
            ("ending",) if endings else ("scenario",),
            "a game can reach its last turn without any ending that holds",
            part="key",
            suggestion='add one with `at = "end"`, `when = "true"` and a low `priority`',
        )
    )
