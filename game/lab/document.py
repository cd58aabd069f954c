"""The account of a simulation as plain data, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.engine import Rules
from game.lab.balance import Aspiration, Verdict, list_good
from game.lab.conditions import Conditions
from game.lab.findings import Finding, describe_score, weigh_action
from game.lab.intervals import find_share
from game.lab.simulation import Run
from game.lab.tally import NO_ENDING

FORMAT = 1
"""The version of the document."""


def describe_simulation(
    rules: Rules,
    conditions: Conditions,
    digest: str,
    runs: Iterable[Run],
    findings: Iterable[Finding],
    verdicts: Iterable[tuple[Aspiration, Verdict | None]],
) -> dict[str, Any]:
    """Return all runs with what was found in them; shares are in per cent."""
    return {
        "format": FORMAT,
        "scenario": rules.scenario.scenario.id,
        "digest": digest,
        "runs": [describe_run(rules, conditions, run) for run in runs],
        "findings": [describe_finding(finding) for finding in findings],
        "balance": [describe_verdict(*pair) for pair in verdicts],
    }


def describe_run(rules: Rules, conditions: Conditions, run: Run) -> dict[str, Any]:
    """Return the counts of a run."""
    tally, block = run.tally, run.block
    return {
        "name": run.name,
        "policies": dict(run.policies),
        "difficulty": block.difficulty,
        "seed": block.seed,
        "games": tally.games,
        "wanted": block.games,
        "turns": tally.turns,
        "good": describe_share(sum(tally.endings[e] for e in list_good(rules)), tally.games),
        "endings": {
            ending: {
                **describe_share(tally.endings[ending], tally.games),
                "seed": tally.first.get(f"ending.{ending}"),
            }
            for ending in [*(each.id for each in rules.scenario.ending), NO_ENDING]
        },
        "scores": {
            seat: _describe_score(run, seat) for seat in rules.seats if seat in tally.scores
        },
        "events": {
            event.id: {
                "games": tally.met[f"event.{event.id}"],
                "drawn": tally.occurred[event.id],
                "eligible": tally.eligible[event.id],
                "waiting": tally.waiting[event.id],
                "failed": {
                    part.text: tally.failed[event.id, place]
                    for place, part in enumerate(conditions[index])
                },
            }
            for index, event in enumerate(rules.events)
        },
        "actions": {
            action.id: {
                "seat": action.seat,
                **_describe_choice(run, f"action.{action.id}", action.seat),
            }
            for action in rules.actions
        },
        "answers": {
            f"{event.id}.{option.id}": {
                "seat": option.seat,
                **_describe_choice(run, f"answer.{event.id}.{option.id}", ""),
            }
            for event in rules.events
            for option in event.options
        },
        "variables": {
            name: {"low": tally.low[name], "high": tally.high[name], "still": tally.still[name]}
            for name in rules.variables
        },
    }


def describe_share(count: int, total: int) -> dict[str, Any]:
    """Return a count with its share and the interval of that, none of nothing."""
    share = find_share(count, total) if total else None
    return {
        "games": count,
        "share": share.value if share else None,
        "interval": [share.low, share.high] if share else None,
    }


def _describe_score(run: Run, seat: str) -> dict[str, Any]:
    if not run.tally.games:
        return {"mean": None, "deviation": None}
    mean, deviation = describe_score(run.tally, seat)
    return {"mean": mean, "deviation": deviation}


def _describe_choice(run: Run, key: str, seat: str) -> dict[str, Any]:
    tally = run.tally
    action = key.removeprefix("action.")
    worth = weigh_action(tally, action, seat) if seat else None
    described: dict[str, Any] = {
        "games": tally.met[key],
        "chosen": tally.chosen[key],
        "possible": tally.possible[key],
        "seed": tally.first.get(key),
    }
    if seat:
        described["difference"] = list(worth) if worth else None
    return described


def describe_finding(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain data."""
    return {
        "key": finding.key,
        "subject": finding.subject,
        "text": finding.text,
        "run": finding.run.name,
        "seed": finding.seed,
    }


def describe_verdict(wanted: Aspiration, verdict: Verdict | None) -> dict[str, Any]:
    """Return how a share of `[balance]` came out."""
    described: dict[str, Any] = {
        "subject": wanted.subject,
        "policy": wanted.policy,
        "band": [wanted.low, wanted.high],
        "standing": "not played",
    }
    if verdict is not None:
        described |= {
            "standing": verdict.standing,
            "run": verdict.run.name,
            "share": verdict.share.value,
            "interval": [verdict.share.low, verdict.share.high],
            "seed": verdict.seed,
        }
    return described
