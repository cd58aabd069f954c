"""Check a bundle of files, and load it as a scenario."""

from __future__ import annotations

from dataclasses import dataclass

from game.errors import ScenarioError
from game.scenario import collection
from game.scenario.allowances import apply_allowances
from game.scenario.bundle import Bundle
from game.scenario.checks import check_scenario
from game.scenario.diagnostics import Diagnostic, render_problems, sort_problems
from game.scenario.document import read_tree
from game.scenario.findings import Findings
from game.scenario.models import Scenario
from game.scenario.shape import fit_models
from game.scenario.source import read_bundle
from game.scenario.sources import Sources
from game.scenario.translation import translate

SHOWN = 5
"""How many problems the text of an error shows."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check has found."""

    scenario: Scenario | None
    """The scenario, if it can be played."""
    problems: tuple[Diagnostic, ...]
    """Everything that is wrong, in the order of the files."""


def check(bundle: Bundle, doubting: bool = True) -> Checked:
    """Return a scenario with all that is wrong with it; without errors it can be played.

    Args:
        bundle: Its files.
        doubting: Whether warnings and tips are looked for, beside errors.
    """
    checked = _check(bundle, None, doubting)
    others = [_check(bundle, language).problems for language in bundle.languages]
    problems = sort_problems([*checked.problems, *(each for found in others for each in found)])
    playable = all(problem.severity != "error" for problem in problems)
    return Checked(checked.scenario if playable else None, problems)


def load(bundle: Bundle, difficulty: str | None = None, language: str | None = None) -> Scenario:
    """Return a scenario that has passed all checks.

    Args:
        bundle: Its files.
        difficulty: The name of a table `[difficulty.NAME]` whose constants and starts replace
            the others.
        language: The language of its texts; what is not translated stays as it is.

    Raises:
        ScenarioError: Something is wrong with it, or it has no such difficulty.
    """
    checked = _check(bundle, language)
    if checked.scenario is None:
        raise ScenarioError(_summarise(bundle, checked.problems), checked.problems)
    return apply_difficulty(checked.scenario, difficulty)


def load_scenario(
    where: str, difficulty: str | None = None, language: str | None = None
) -> Scenario:
    """Read and load a scenario by its id or path; see `load`.

    Raises:
        ScenarioError: It cannot be read, or something is wrong with it.
    """
    return load(read_bundle(where), difficulty, language)


def apply_difficulty(scenario: Scenario, difficulty: str | None) -> Scenario:
    """Return a scenario with the constants and starts of a difficulty.

    Raises:
        ScenarioError: It has no such difficulty.
    """
    if difficulty is None:
        return scenario
    if difficulty not in scenario.difficulty:
        known = ", ".join(scenario.difficulty) or "none"
        raise ScenarioError(f"there is no difficulty {difficulty!r}; the scenario has: {known}")
    chosen = scenario.difficulty[difficulty]
    variables = {
        name: entry.model_copy(update={"start": chosen.start[name]})
        if name in chosen.start
        else entry
        for name, entry in scenario.var.items()
    }
    return scenario.model_copy(update={"const": scenario.const | chosen.const, "var": variables})


@collection.held_back()
def _check(bundle: Bundle, language: str | None, doubting: bool = False) -> Checked:
    """Check a scenario with the texts of a language; for errors alone where only these matter."""
    findings = Findings(Sources(bundle.files))
    read_tree(bundle, findings)
    if findings.unreadable:
        return Checked(None, sort_problems(findings.problems))
    translate(bundle, findings, language)
    scenario, ghosts = fit_models(findings)
    if scenario is not None:
        facts = check_scenario(scenario, ghosts, findings)
        if doubting and not findings.has_errors:
            # A game that is merely played never loads it.
            from game.scenario.warnings import check_doubts

            check_doubts(facts)
    playable = not findings.has_errors
    own = {file.name for file in bundle.files if not file.base}
    problems = [
        problem
        for problem in apply_allowances(findings, complete=doubting and playable)
        # What is odd in a base is for its own author to hear.
        if problem.severity == "error" or problem.file in own
    ]
    return Checked(scenario if playable else None, sort_problems(problems))


def _summarise(bundle: Bundle, problems: tuple[Diagnostic, ...]) -> str:
    count = len(problems)
    noun = "problem" if count == 1 else "problems"
    lines = [f"the scenario {bundle.name} has {count} {noun}", ""]
    lines.append(render_problems(problems[:SHOWN]))
    if count > SHOWN:
        lines.append(f"\n… and {count - SHOWN} more; `buffer-state check` lists them all")
    return "\n".join(lines)
