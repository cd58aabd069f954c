"""The account of a simulation as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.atlas.wording import Wording
from game.engine import Rules
from game.lab.balance import Aspiration, Verdict, list_good
from game.lab.conditions import Conditions
from game.lab.findings import Finding, describe_score, find_obstacle, tell_unseen
from game.lab.intervals import Share, find_share
from game.lab.simulation import Run
from game.lab.study import Study
from game.lab.tally import NO_ENDING


def write_run(
    rules: Rules, conditions: Conditions, run: Run, findings: Sequence[Finding]
) -> Iterator[str]:
    """Yield the account of one run."""
    header = rules.scenario.scenario
    yield f"{header.title} ({header.id}), {tell_games(run)}"
    yield _tell_seats(run)
    if not run.tally.games:
        return
    yield from ("", *_write_endings(rules, run))
    yield from ("", *_write_scores(run))
    yield from ("", *_write_events(rules, conditions, run))
    for seat in rules.seats:
        if run.tally.orders[seat]:
            yield from ("", *_write_orders(rules, run, seat))
    yield from ("", *write_findings(findings))


def tell_games(run: Run) -> str:
    """Return how many games a run has, and of how many it was stopped."""
    games, wanted = run.tally.games, run.block.games
    if not games:
        return f"no game of {wanted} finished: interrupted"
    stopped = "" if run.complete else f" of {wanted}: interrupted"
    return f"{games} game{'s' if games > 1 else ''}{stopped}, {run.tell_seeds()}"


def _tell_seats(run: Run) -> str:
    special = [f"{seat}: {name}" for seat, name in run.policies if name != "weights"]
    if not special:
        return "every seat by its weights"
    rest = "; the others by their weights" if len(special) < len(run.policies) else ""
    return ", ".join(special) + rest


def _write_endings(rules: Rules, run: Run) -> Iterator[str]:
    tally = run.tally
    rows = []
    for ending, games in sorted(tally.endings.items(), key=lambda pair: (-pair[1], pair[0])):
        share = find_share(games, tally.games)
        seed = tally.first[f"ending.{ending}"]
        rows.append([ending or "(none)", *write_share(share), f"{games}", f"{seed}"])
    yield from write_table(["Endings", "share", "95 %", "games", "first seed"], rows)
    good = find_share(sum(tally.endings[each] for each in list_good(rules)), tally.games)
    yield f"  Good endings, those of a rank above 0: {' '.join(write_share(good))}"
    unseen = [each.id for each in rules.scenario.ending if not tally.endings[each.id]]
    if unseen:
        yield f"  {', '.join(unseen)}: {tell_unseen(tally.games)}"
    if tally.endings[NO_ENDING]:
        yield "  (none): the last turn passed and no ending held"


def _write_scores(run: Run) -> Iterator[str]:
    tally = run.tally
    rows = []
    for seat, _ in run.policies:
        if seat in tally.scores:
            mean, deviation = describe_score(tally, seat)
            rows.append([seat, f"{mean:.1f}", f"{deviation:.1f}"])
    yield from write_table(["Scores at the end", "mean", "deviation"], rows)
    yield f"  Turns a game: {tally.turns / tally.games:.1f}"


def _write_events(rules: Rules, conditions: Conditions, run: Run) -> Iterator[str]:
    tally, wording = run.tally, Wording.of(rules.scenario)
    rows = []
    for index, event in enumerate(rules.events):
        obstacle = find_obstacle(tally, conditions, index, event.id)
        why = ""
        if obstacle:
            told = wording.tell_condition(conditions[index][obstacle[0]].text)
            why = f"{obstacle[1]:3.0f} %  {shorten(told)}"
        rows.append([
            event.id,
            f"{100.0 * tally.met[f'event.{event.id}'] / tally.games:.1f} %",
            f"{tally.occurred[event.id]}",
            "called" if event.called else f"{tally.eligible[event.id]}",
            why,
        ])  # fmt: skip
    yield from write_table(
        ["Events", "games", "drawn", "eligible turns", "what failed most in the other turns"], rows
    )


def _write_orders(rules: Rules, run: Run, seat: str) -> Iterator[str]:
    tally = run.tally
    rows = []
    for index in rules.seats[seat].actions:
        action = rules.actions[index].id
        key = f"action.{action}"
        share = 100.0 * tally.chosen[key] / tally.orders[seat]
        taken = 100.0 * tally.chosen[key] / tally.possible[key] if tally.possible[key] else 0.0
        games = 100.0 * tally.met[key] / tally.games
        rows.append([action, f"{share:.1f} %", f"{games:.1f} %", f"{taken:.1f} %"])
    rows.sort(key=lambda row: -float(row[1][:-2]))
    yield from write_table([f"Orders of {seat}", "share", "games", "when possible"], rows)


def write_findings(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings, a line each."""
    if not findings:
        yield "Nothing to find fault with."
        return
    yield f"Findings ({len(findings)})"
    for finding in findings:
        yield f"  {finding.key}  {finding.subject}  {finding.text}  (seed {finding.seed})"


def write_matrix(rules: Rules, study: Study) -> Iterator[str]:
    """Yield a table of policies against endings."""
    endings = [ending.id for ending in rules.scenario.ending]
    good = list_good(rules)
    rows = []
    for run in (run for runs in study.runs.values() for run in runs if run.tally.games):
        tally = run.tally
        share = find_share(sum(tally.endings[each] for each in good), tally.games)
        often = sorted(endings, key=lambda ending: -tally.endings[ending])[:2]
        told = [
            f"{ending} {100.0 * tally.endings[ending] / tally.games:.0f} %"
            for ending in often
            if tally.endings[ending]
        ]
        humans = [seat for seat, rule in rules.seats.items() if rule.human]
        scores = [f"{describe_score(tally, s)[0]:.1f}" for s in humans if s in tally.scores]
        rows.append([
            run.name, f"{tally.games}", *write_share(share), " ".join(scores), ", ".join(told)
        ])  # fmt: skip
    yield from write_table(["Policy", "games", "good", "95 %", "score", "most often"], rows)


def write_verdicts(verdicts: Iterable[tuple[Aspiration, Verdict | None]]) -> Iterator[str]:
    """Yield how each share of `[balance]` came out."""
    rows = []
    for wanted, verdict in verdicts:
        band = f"{wanted.low:g} to {wanted.high:g}"
        if verdict is None:
            rows.append(["not played", wanted.subject, wanted.policy, "", "", band, ""])
            continue
        member = verdict.run.name if verdict.run.name != wanted.policy else ""
        note = f"seed {verdict.seed}" if verdict.standing == "missed" else ""
        if verdict.standing == "open":
            games = verdict.enough
            note = f"about {games} games would decide" if games else "on the edge of its band"
        rows.append([
            verdict.standing, wanted.subject, wanted.policy, *write_share(verdict.share), band,
            ", ".join(filter(None, (member, note))),
        ])  # fmt: skip
    yield from write_table(["[balance]", "share of", "policy", "found", "95 %", "band", ""], rows)


def write_share(share: Share) -> tuple[str, str]:
    """Return a share and its interval in per cent."""
    return f"{share.value:.1f} %", f"{share.low:.1f} to {share.high:.1f}"


def shorten(text: str, most: int = 56) -> str:
    """Return a text cut to a width, with an ellipsis where something is missing."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def write_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table: the first column and the last flush left, the others flush right."""
    last = len(heads) - 1
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    for number, row in enumerate([heads, *rows]):
        cells = [
            cell.ljust(width) if place in (0, last) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        indent = "  " if number else ""
        first = cells[0] if number else cells[0].ljust(widths[0] + 2)
        yield f"{indent}{'  '.join([first, *cells[1:]])}".rstrip()
