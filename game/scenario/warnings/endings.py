"""Endings: one that another always forestalls, and games that come to none."""

from __future__ import annotations

from collections.abc import Sequence

from game.formula import Interval, Logic, Node
from game.formula.context import Context
from game.scenario.models import Ending
from game.scenario.positions import Path
from game.scenario.warnings.doubts import Doubt, Doubts
from game.scenario.warnings.outlook import Outlook, last_turn


def check_endings(doubts: Doubts) -> None:
    """Note endings that are never taken, and that a game may end with none."""
    endings = doubts.facts.scenario.ending
    order = sorted(range(len(endings)), key=lambda i: (-endings[i].priority, endings[i].id))
    for place, index in enumerate(order[1:], 1):
        earlier = _find_shadow(doubts, index, order[:place])
        if earlier is not None:
            other = endings[earlier].id
            message = f"it is never taken: whenever it holds, `{other}` holds and goes first"
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
    _check_last(doubts, endings)


def _find_shadow(doubts: Doubts, later: int, before: Sequence[int]) -> int | None:
    """Return an ending that is tried before another, and holds whenever that one does."""
    endings, trees = doubts.facts.scenario.ending, doubts.facts.trees
    own = trees["ending", later, "when"]
    parts = frozenset(_parts(own))
    context = doubts.outlook.context()
    possible = not context.visit(own).fails
    context.assume(own)
    for earlier in before:
        if endings[earlier].at == "end" and endings[later].at == "turn":
            continue
        path = ("ending", earlier, "when")
        if parts.issuperset(_parts(trees[path])) or (possible and _holds(doubts, path, context)):
            return earlier
    return None


def _holds(doubts: Doubts, path: Path, context: Context) -> bool:
    """Return whether a condition holds wherever another one does, by which names are narrowed."""
    if context.narrowed.keys().isdisjoint(doubts.facts.reads.get(path, ())):
        return doubts.bound(path).holds
    return context.visit(doubts.facts.trees[path]).holds


def _parts(tree: Node) -> tuple[Node, ...]:
    return tree.operands if isinstance(tree, Logic) and tree.operator == "and" else (tree,)


def _check_last(doubts: Doubts, endings: tuple[Ending, ...]) -> None:
    """After the last turn some ending must hold; each is tried where those before it failed."""
    last = last_turn(doubts.facts.scenario)
    context = Outlook(doubts.facts, Interval(last, last)).context()
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
