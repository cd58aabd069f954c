"""The sections of the after-action report: facts from the log; judgements are left to people."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.luck import format_seed
from game.exercise.account import SOURCES, give_account
from game.exercise.clock import MICROSECONDS
from game.exercise.configuration import Inject
from game.exercise.events import Event, is_taken_back, leave_out_practice
from game.exercise.exercise import Exercise
from game.exercise.names import Names
from game.exercise.payloads import (
    BotSet,
    ClockPaused,
    ClockResumed,
    ExerciseEnded,
    ExerciseStarted,
    InjectSent,
    MessageSent,
    NoteAdded,
    OrderDecided,
    OverrideAnnounced,
    OverrideApplied,
    OverrideUndone,
    PlanEntry,
    PracticeEnded,
    PracticeStarted,
    RulingAnnounced,
    RulingMade,
    SeatTakenOver,
    SurveyAnswered,
    SurveyClosed,
    SurveyOpened,
    TurnReleased,
    TurnResolved,
    TurnReverted,
)
from game.exercise.readers import Reader
from game.exercise.resolution import count_turns, name_date
from game.exercise.review.charts import draw_chart
from game.exercise.review.comparison import compare_worlds, find_divergences
from game.exercise.standing import InjectStanding, Standing
from game.exercise.survey import QUESTIONS, count_answers
from game.exercise.tally import count_in
from game.exercise.white import write_line, write_trigger
from game.lab.pages import Block, Bullets, Figure, Grid, Heading, Paragraph

BLANK = "………………………"
"""Where people write."""


class Facts:
    """What the report is made of: the log, read once, with the exercise time of each entry."""

    def __init__(self, exercise: Exercise) -> None:
        """Read the log; of a practice turn only that it took place."""
        self.exercise = exercise
        log = exercise.read_all(Reader("analyst"))
        self.events = leave_out_practice(log)
        self.entries = {event.seq: event for event in log}
        self.standing = exercise.standing()
        self.configuration = self.standing.configuration
        self.scenario = exercise.rules.scenario
        self.names = Names(exercise)
        counted = Standing()
        self.times: dict[int, str] = {}
        for event in log:
            self.times[event.seq] = write_minutes(counted.elapsed(event.moment))
            count_in(counted, event)

    def find(self, *kinds: type) -> Iterator[Event]:
        """Yield the entries with payloads of some kinds."""
        return (event for event in self.events if isinstance(event.payload, kinds))

    def is_reverted(self, event: Event) -> bool:
        """Tell whether an entry belongs to a turn that was taken back later."""
        return is_taken_back(event, self.events)

    def name_place(self, event: Event) -> str:
        """Return the world, turn and phase of an entry."""
        turn = f", turn {event.turn}, {event.phase}" if event.turn else ""
        return f"{self.names.world(event.world)}{turn}"


def write_minutes(elapsed: int) -> str:
    """Return exercise time as hours and minutes."""
    minutes, seconds = divmod(elapsed // MICROSECONDS, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def write_overview(facts: Facts) -> Iterator[Block]:
    """Yield what was played, by whom, how long."""
    created = facts.standing.created
    assert created is not None
    header = facts.scenario.scenario
    first, last = facts.events[0], facts.events[-1]
    yield Heading("Overview")
    yield Grid(
        ("", ""),
        (
            ("Exercise", f"{facts.configuration.title or facts.exercise.id} ({facts.exercise.id})"),
            ("Scenario", f"{header.title} ({header.id}), digest {created.digest[:16]}"),
            ("Program", created.program),
            ("Seed", format_seed(facts.configuration.seed)),
            ("Prepared", first.time.strftime("%Y-%m-%d %H:%M UTC")),
            ("Last entry", last.time.strftime("%Y-%m-%d %H:%M UTC")),
            ("Exercise time", facts.times[last.seq]),
            ("Entries of the log", str(len(facts.entries))),
            *(("Practice", told) for told in _tell_practice(facts)),
        ),
    )
    rows, turns = [], count_turns(facts.exercise)
    for world in facts.configuration.worlds:
        place = facts.standing.worlds[world.id]
        replaced = {s: "team, then bot" for s in place.bots if world.seats[s] == "team"}
        seats = ", ".join(
            f"{facts.names.seat(s)} ({kind})" for s, kind in {**world.seats, **replaced}.items()
        )
        reached = f"turn {place.turn} of {turns}, {name_date(facts.exercise, place.turn)}"
        rows.append((facts.names.world(world.id), seats, reached, place.ending or "none"))
    yield Grid(("World", "Seats", "Reached", "Ending"), tuple(rows))


def _tell_practice(facts: Facts) -> Iterator[str]:
    """Say that practice turns took place, and how long they were: nothing else of them counts."""
    for event in facts.find(PracticeEnded):
        yield f"A turn of {facts.times[event.seq]} that does not count"


def write_stars(facts: Facts) -> Iterator[Block]:
    """Yield the starred moments: they lead the hot wash."""
    yield Heading("Starred moments")
    rows = []
    for event in facts.find(NoteAdded):
        about = facts.entries.get(event.payload.about, event)
        rows.append(
            (
                facts.times[about.seq],
                facts.name_place(about),
                event.payload.text,
                event.payload.objective or "",
                facts.names.actor(event.seat),
            )
        )
    if rows:
        yield Grid(("Time", "Where", "Note", "Objective", "By"), tuple(rows))
    else:
        yield Paragraph("No moment was starred.")


def write_objectives(facts: Facts) -> Iterator[Block]:
    """Yield each objective with what was noted, and room for the judgement."""
    yield Heading("Objectives")
    if not facts.configuration.objectives:
        yield Paragraph("None were set.")
    for objective in facts.configuration.objectives:
        yield Heading(f"{objective.id}: {objective.text}", 3)
        notes = [
            e.payload.text for e in facts.find(NoteAdded) if e.payload.objective == objective.id
        ]
        injects = [
            f"{facts.names.inject(name)} ({'sent' if line.sent else _tell_unsent(facts, line)})"
            for name, line in facts.standing.injects.items()
            if line.inject.objective == objective.id
        ]
        yield Bullets(
            (
                *(f"Noted: {note}" for note in notes),
                f"Injects: {', '.join(injects) or 'none'}",
                f"Met, partly, not met: {BLANK}",
                f"Why: {BLANK}",
            )
        )


IN_TIMELINE = frozenset(
    each.TYPE
    for each in (
        PracticeStarted, PracticeEnded, ExerciseStarted, ExerciseEnded, ClockPaused, ClockResumed,
        TurnReleased, TurnReverted, InjectSent, OverrideApplied, OverrideUndone, OverrideAnnounced,
        RulingAnnounced, MessageSent, OrderDecided, SeatTakenOver, BotSet, SurveyOpened,
        SurveyClosed,
    )
)  # fmt: skip
"""What the timeline tells; orders stand under the decisions, rulings in full under theirs."""


def write_timeline(facts: Facts) -> Iterator[Block]:
    """Yield what happened, in order."""
    yield Heading("Timeline")
    rows: list[tuple[str, str, str]] = []
    for event in facts.events:
        # Everyone's report of a turn stands for those of the seats.
        if event.type == "turn.released" and f"world:{event.world}" not in event.audience:
            continue
        lines = _tell(facts, event)
        rows.extend((facts.times[event.seq], facts.name_place(event), line) for line in lines)
    yield Grid(("Time", "Where", "What"), tuple(rows))


def _tell(facts: Facts, event: Event) -> list[str]:
    """Return an entry in lines; the column beside them says in which turn."""
    if event.type not in IN_TIMELINE:
        return []
    lines = give_account(event, facts.names)
    if isinstance(event.payload, TurnReleased):
        lines += _tell_argued(facts, event)
    return [line.removeprefix(f"Turn {event.turn}: ") for line in lines]


def _tell_argued(facts: Facts, released: Event) -> list[str]:
    """Name the orders of a turn that were ruled by argument: no report of the rules has them."""
    resolved = facts.entries[released.caused_by or 0].payload
    told = (
        f"{facts.names.seat(seat)}: {facts.names.orders(PlanEntry(orders=orders))}"
        for seat, orders in sorted(resolved.argued.items())
    )
    return [f"Orders left to argument of {'; '.join(told)}."] if resolved.argued else []


def write_decisions(facts: Facts) -> Iterator[Block]:
    """Yield what each team chose in each turn, and where it came from."""
    yield Heading("Decisions")
    rows = []
    for event in facts.find(TurnResolved):
        reverted = " (taken back)" if facts.is_reverted(event) else ""
        for seat, plan in event.payload.plans.items():
            source = event.payload.sources[seat]
            argued = event.payload.argued.get(seat, ())
            played = facts.configuration.world(event.world).seats[seat]
            if played == "bot" and not (plan.orders or plan.choices):
                continue
            refused = event.payload.refused.get(seat, "")
            rows.append(
                (
                    facts.names.world(event.world),
                    f"{event.turn}{reverted}",
                    facts.names.seat(seat),
                    facts.names.orders(plan, argued),
                    facts.names.answers(plan),
                    f"{SOURCES[source]}; refused: {refused}" if refused else SOURCES[source],
                )
            )
    yield Grid(("World", "Turn", "Seat", "Orders", "Answers", "From"), tuple(rows))


def write_rulings(facts: Facts) -> Iterator[Block]:
    """Yield rulings and overrides with their rationale."""
    yield Heading("Rulings and overrides")
    rulings = list(facts.find(RulingMade))
    for event in rulings:
        yield from _write_ruling(facts, event)
    overrides = tuple(
        (
            facts.times[event.seq],
            facts.name_place(event) + (" (taken back)" if facts.is_reverted(event) else ""),
            facts.names.differences(event.payload.applied),
            event.payload.reason,
            facts.names.actor(event.seat),
        )
        for event in facts.find(OverrideApplied)
    )
    if overrides:
        yield Grid(("Time", "Where", "Change", "Reason", "By"), overrides)
    undone = tuple(
        (
            facts.times[event.seq],
            facts.name_place(event),
            facts.names.differences(event.payload.applied),
            event.payload.reason,
            facts.names.actor(event.seat),
        )
        for event in facts.find(OverrideUndone)
    )
    if undone:
        yield Grid(("Time", "Where", "Override taken back", "Reason", "By"), undone)
    reverts = tuple(
        (facts.times[e.seq], facts.names.world(e.world), str(e.payload.to), e.payload.reason,
         facts.names.actor(e.seat))
        for e in facts.find(TurnReverted)
    )  # fmt: skip
    if reverts:
        yield Grid(("Time", "World", "Back to turn", "Reason", "By"), reverts)
    if not (rulings or overrides or reverts):
        yield Paragraph("None.")


def _write_ruling(facts: Facts, event: Event) -> Iterator[Block]:
    ruling: RulingMade = event.payload
    proposal = facts.standing.proposals[ruling.ref]
    added = proposal.added.payload
    taken = " (taken back)" if facts.is_reverted(event) else ""
    yield Heading(f"{facts.names.seat(proposal.added.seat)}: {added.intent}{taken}", 3)
    pros = [a.payload.intent for a in proposal.arguments if a.payload.kind == "pro"]
    cons = [a.payload.intent for a in proposal.arguments if a.payload.kind == "con"]
    estimates = ", ".join(
        f"{facts.names.seat(who)} {odds:g}%" for who, odds in sorted(proposal.estimates.items())
    )
    verdict = "succeeded" if ruling.succeeded else "failed"
    yield Bullets(
        (
            facts.name_place(proposal.added),
            f"Means: {added.means or 'none given'}",
            f"Reasons: {added.reasons or 'none given'}",
            f"For: {'; '.join(pros) or 'nothing'}",
            f"Against: {'; '.join(cons) or 'nothing'}",
            f"Estimates: {estimates or 'none'}",
            f"Odds set by white: {ruling.odds:g}%; rolled {100.0 * ruling.roll:.1f}: {verdict}",
            f"Effects: {facts.names.differences(ruling.applied)}",
            f"Rationale, public: {ruling.public}",
            f"Rationale, private: {ruling.private}",
        )
    )


def write_msel(facts: Facts) -> Iterator[Block]:
    """Yield the injects: planned and sent, expected and done."""
    yield Heading("Injects: expected and actual")
    rows = []
    for name, line in facts.standing.injects.items():
        sent = [
            f"{facts.name_place(event)} at {facts.times[event.seq]}"
            for event in facts.find(InjectSent)
            if event.payload.inject == name
        ]
        reactions = [
            reaction
            for event in line.sent.values()
            for reaction in _find_reactions(facts, line.inject, event)
        ]
        rows.append(
            (
                f"{facts.names.inject(name)}{' (invented)' if line.invented else ''}",
                write_trigger(line.inject),
                "; ".join(sent) or _tell_unsent(facts, line),
                line.inject.expected,
                "; ".join(reactions),
                BLANK,
            )
        )
    yield Grid(("Inject", "Planned", "Sent", "Expected", "Orders then", "Observed"), tuple(rows))


def _tell_unsent(facts: Facts, line: InjectStanding) -> str:
    """Return how an inject stands that was sent nowhere."""
    status = write_line(line).status
    ended = facts.standing.progress == "ended" and status in ("waiting", "due")
    return "not sent" if ended else status


def _find_reactions(facts: Facts, inject: Inject, sent: Event) -> Iterator[str]:
    """Yield what the recipients ordered in the turn in which an inject was sent."""
    for event in facts.find(TurnResolved):
        if event.world == sent.world and event.turn == sent.turn and event.seq > sent.seq:
            for seat, plan in event.payload.plans.items():
                argued = event.payload.argued.get(seat, ())
                if (plan.orders or argued) and (not inject.to or seat in inject.to):
                    who = f"{facts.names.world(sent.world)}, {facts.names.seat(seat)}"
                    yield f"{who}: {facts.names.orders(plan, argued)}"


def write_worlds(facts: Facts) -> Iterator[Block]:
    """Yield the values in front by turn, and where the worlds parted."""
    yield Heading("Comparison of worlds" if len(facts.configuration.worlds) > 1 else "Indicators")
    for comparison in compare_worlds(facts.exercise):
        yield Heading(comparison.label, 3)
        yield Figure(
            draw_chart(comparison),
            f"{comparison.label} by turn; a triangle marks a change by white.",
        )
        longest = max(len(series.values) for series in comparison.series)
        head = ("World", "Start", *(str(turn) for turn in range(1, longest)))
        rows = tuple(
            (
                facts.names.world(series.world),
                *(
                    f"{value:.4g}{' *' if turn in series.touched else ''}"
                    for turn, value in enumerate(series.values)
                ),
            )
            for series in comparison.series
        )
        yield Grid(head, rows)
    if len(facts.configuration.worlds) > 1:
        yield Heading("Where the worlds parted", 3)
        first = facts.names.world(facts.configuration.worlds[0].id)
        yield Bullets(
            tuple(
                f"{facts.names.world(each.world)} and {first}: "
                + (f"turn {each.turn}, {each.why}" if each.turn else each.why)
                for each in find_divergences(facts.exercise)
            )
        )


def write_survey(facts: Facts) -> Iterator[Block]:
    """Yield the answers of the survey, without who gave them."""
    yield Heading("Survey")
    last = {(event.world, event.seat): event.payload for event in facts.find(SurveyAnswered)}
    if not last:
        yield Paragraph("Nobody answered it.")
        return
    turnout = count_answers(facts.standing)
    observers = f"{turnout.observers} observer{'' if turnout.observers == 1 else 's'}"
    yield Paragraph(f"{turnout.seats} of {turnout.teams} seats and {observers} answered it.")
    for key, question in QUESTIONS.items():
        answers = sorted(entry.answers[key] for entry in last.values() if entry.answers.get(key))
        if answers:
            yield Heading(question, 3)
            yield Bullets(tuple(answers))


def write_judgements(facts: Facts) -> Iterator[Block]:
    """Yield room for what only people can say."""
    yield Heading("Strengths")
    yield Bullets((BLANK, BLANK, BLANK))
    yield Heading("Improvements")
    yield Grid(("What", "Owner", "By when"), ((BLANK, BLANK, BLANK),) * 3)
