"""The text of a new scenario: small, commented, playable, or a variant of another one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from string import Template

import tomli_w

from game.scenario.models import Draw, Scenario

STEPS = ("week", "month", "quarter", "year")
"""How long a turn may last."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an author wants of a new scenario."""

    id: str
    """Its identifier."""
    title: str
    """Its name."""
    summary: str
    """One sentence on it."""
    turns: int = 8
    """How many turns it has."""
    step: str = "quarter"
    """How long a turn lasts."""
    start: str = "2030-01-01"
    """The first day of turn 1."""
    home: str = "Home"
    """What the player's seat is called."""
    rival: str = "Rival"
    """What the other seat is called."""


def sketch_scenario(wishes: Wishes) -> str:
    """Return the text of a small scenario."""
    return _fill(
        "scenario.toml",
        heading="A small scenario to begin with: change it line by line.",
        file=f"{wishes.id}.toml",
        id=quote(wishes.id),
        title=quote(wishes.title),
        summary=quote(wishes.summary),
        turns=str(wishes.turns),
        start=wishes.start,
        step=wishes.step,
        home=quote(wishes.home),
        rival=quote(wishes.rival),
    )


def sketch_variant(wishes: Wishes, base: str, scenario: Scenario) -> str:
    """Return the text of a variant: its header, and the first things that could differ.

    Args:
        wishes: What it is to be called.
        base: The id by which its base is found.
        scenario: The base.
    """
    return _fill(
        "variant.toml",
        heading=f"A variant of the scenario {base}.",
        file=f"{wishes.id}.toml",
        base=quote(base),
        id=quote(wishes.id),
        title=quote(wishes.title),
        summary=quote(wishes.summary),
        changes="\n".join((*_change_constant(scenario), *_change_start(scenario))),
    )


def _change_constant(scenario: Scenario) -> list[str]:
    """Return lines that name the constants of the base, the first with its value."""
    if not scenario.const:
        return []
    name, value = next(iter(scenario.const.items()))
    known = ", ".join(list(scenario.const)[:8])
    lines = ["", f"# Numbers for tuning; the base has {known}. Here still with its value there."]
    return [*lines, "[const]", f"{name} = {value:.12g}"]


def _change_start(scenario: Scenario) -> list[str]:
    """Return lines that set the start of a variable as it is in the base, and a test of it."""
    for name, entry in scenario.var.items():
        if isinstance(entry.start, Draw):
            continue
        start = f"{entry.start:.12g}"
        return [
            "", "# Another start: put in another number, here and in the test below.",
            f"[var.{name}]", f"start = {start}",
            "", "[[test]]", f'name = "the variant starts with {name} at its own value"',
            "after = 0", f'expect = "{name} == {start}"',
        ]  # fmt: skip
    return []


def quote(text: str) -> str:
    """Return a text as a string of TOML."""
    return tomli_w.dumps({"x": " ".join(text.split())}).removeprefix("x = ").rstrip("\n")


def _fill(name: str, **values: str) -> str:
    template = (files("game.commands") / "sketches" / name).read_text(encoding="utf-8")
    return Template(template).substitute(values)
