"""The projectors: what they show."""

from __future__ import annotations

from game.exercise.projection import ALL, project
from game.ui.exercise.console.white import Deed, Deeds, Sight, White
from game.ui.screens.form import Option


async def switch(white: White, at: Sight) -> None:
    """Switch the projectors: a world, all, or nothing."""
    dark = at.view.projector.dark
    answer = await white.choose(
        "PROJECTORS",
        Option("dark", "b", "show again what they showed" if dark else "dark"),
        Option("one", "w", f"show {at.world.label}"),
        Option("all", "a", "show all worlds in rows"),
        known=("Those that are bound to a world stay at it.",),
    )
    if answer is not None:
        show = {"all": ALL, "one": at.world.id}.get(answer, "")
        darken = answer == "dark" and not dark
        told = "The projectors are switched."
        white.act(told, project, show=show, dark=darken, seen=at.shown)


DEEDS: Deeds = {"project": Deed(switch)}
