"""What white does beside the phases: injects, overrides, rulings, messages, notes."""

from __future__ import annotations

import pytest

from game.engine import Plan
from game.engine.luck import roll
from game.errors import ExerciseError, NotAllowed, StaleAction
from game.exercise import injects, matrix, messages, notes, orders, overrides, people, phases
from game.exercise.changes import parse_changes
from game.exercise.configuration import Configuration, Inject
from game.exercise.creation import create_exercise
from game.exercise.exercise import Exercise
from game.exercise.readers import WHITE, Reader
from game.exercise.resolver import tick
from game.exercise.review.report import render_report
from game.exercise.seats import seat_view
from game.exercise.store import Store
from game.exercise.verification import verify
from game.exercise.white import white_view
from tests.exercise.conftest import NORTH, SOUTH, HandClock, play_turn


def value_of(exercise: Exercise, name: str, world: str = "a") -> float:
    """Return a variable of a world as it stands."""
    exercise.standing()
    game = exercise.game(world)
    return game.state.values[game.rules.index["var"][name]]


def test_a_trigger_sends_its_inject_once(planning: Exercise, clock: HandClock) -> None:
    """Three minutes after the planning opened, in each world, and the rules play its effects."""
    clock.pass_minutes(2.9)
    assert tick(planning) == 0
    clock.pass_minutes(0.2)
    assert tick(planning) == 2
    assert tick(planning) == 0
    (dispatch,) = seat_view(planning, NORTH).injects
    assert dispatch.text == "The upper meadow is under water since midnight."
    assert seat_view(planning, SOUTH).injects == ()
    play_turn(planning)
    report = planning.game("a").turns[0].report
    assert report.injects == ("flood",)
    assert value_of(planning, "water") == 50 + 15 + 2
    assert verify(planning).problems == ()


def test_a_pause_moves_the_times_of_injects(planning: Exercise, clock: HandClock) -> None:
    """The time of a pause does not count; white may send during it."""
    clock.pass_minutes(2)
    phases.pause(planning, WHITE)
    clock.pass_minutes(30)
    assert tick(planning) == 0
    injects.send(planning, WHITE, "envoy", ["a"])
    phases.unpause(planning, WHITE)
    assert tick(planning) == 0
    clock.pass_minutes(1.1)
    assert tick(planning) == 2


def test_an_inject_whose_phase_went_by_waits_for_white(planning: Exercise) -> None:
    """It does not come behind the back of those who could have answered it."""
    phases.move_on(planning, WHITE, ["a"])
    tick(planning)
    assert seat_view(planning, NORTH).injects == ()
    items = [item for item in white_view(planning, WHITE).queue if item.kind == "inject"]
    assert [(item.ref, item.world) for item in items] == [("flood", "a")]


def test_what_was_due_comes_at_its_time_in_a_turn_that_is_played_again(
    planning: Exercise, clock: HandClock
) -> None:
    """A revert takes back that its phase went by: it waits for no one, and comes by itself."""
    phases.move_on(planning, WHITE, ["a"])
    tick(planning)
    phases.revert(planning, WHITE, "a", 1, "locked too early")
    assert [item for item in white_view(planning, WHITE).queue if item.kind == "inject"] == []
    phases.move_on(planning, WHITE, ["a"])
    clock.pass_minutes(3.1)
    tick(planning)
    (dispatch,) = seat_view(planning, NORTH).injects
    assert dispatch.text == "The upper meadow is under water since midnight."


def test_a_held_inject_waits_and_a_skipped_one_stays_out(
    planning: Exercise, clock: HandClock
) -> None:
    """Until white lets it go; its status is in white's list."""
    injects.hold(planning, WHITE, "flood", "not yet")
    clock.pass_minutes(5)
    assert tick(planning) == 0
    injects.release_hold(planning, WHITE, "flood")
    injects.skip(planning, WHITE, "rumour", "no need")
    assert tick(planning) == 2
    status = {line.inject.id: line.status for line in white_view(planning, WHITE).injects}
    assert status == {"flood": "sent", "envoy": "waiting", "rumour": "skipped"}
    with pytest.raises(NotAllowed, match="has been sent"):
        injects.skip(planning, WHITE, "flood")


def test_effects_of_the_exercises_own_apply_at_once(planning: Exercise) -> None:
    """And are recorded, so that a replay has them."""
    injects.send(planning, WHITE, "envoy", ["a"])
    assert value_of(planning, "trust") == 44
    assert value_of(planning, "trust", "b") == 40
    with pytest.raises(NotAllowed, match="has been sent in world a"):
        injects.send(planning, WHITE, "envoy", ["a"])
    play_turn(planning)
    assert verify(planning).problems == ()


def test_a_condition_sets_an_inject_off(store: Store, configuration: Configuration) -> None:
    """As soon as it holds in a world whose turn stands open; with `confirm` it only becomes due."""
    wet = Inject(id="wet", trigger="condition", when="water > 51", text="Wet feet")
    sure = Inject(id="sure", trigger="condition", when="water > 51", confirm=True)
    asked = configuration.model_copy(update={"injects": (wet, sure)})
    exercise = create_exercise(store, asked).exercise
    phases.start(exercise, WHITE)
    assert tick(exercise) == 0
    play_turn(exercise)
    assert tick(exercise) == 2
    assert [dispatch.text for dispatch in seat_view(exercise, SOUTH).injects] == ["Wet feet"]
    items = [item for item in white_view(exercise, WHITE).queue if item.kind == "inject"]
    assert [(item.ref, item.world) for item in items] == [("sure", "a")]
    injects.send(exercise, WHITE, "sure", ["a"])
    assert not [item for item in white_view(exercise, WHITE).queue if item.kind == "inject"]


@pytest.mark.parametrize(
    ("inject", "problem"),
    [
        (Inject(id="x", to=("west",)), "no seat 'west'"),
        (Inject(id="x", trigger="turn"), "needs the number"),
        (Inject(id="x", trigger="condition"), "needs `when`"),
        (Inject(id="x", trigger="condition", when="tide > 3"), "nothing 'tide'"),
        (Inject(id="x", trigger="condition", when="water >"), "inject x"),
        (Inject(id="x", effects=parse_changes("tide +3")), "no variable 'tide'"),
        (Inject(id="x", effects=parse_changes("raise water")), "no flag 'water'"),
    ],
)
def test_an_inject_that_does_not_fit_is_refused(
    planning: Exercise, inject: Inject, problem: str
) -> None:
    """When it is invented, as when an exercise is prepared."""
    with pytest.raises(ExerciseError, match=problem):
        injects.invent(planning, WHITE, inject)


def test_an_edited_inject_goes_out_as_edited(planning: Exercise) -> None:
    """White edits until it is sent."""
    injects.edit(
        planning, WHITE, "envoy", text="Two envoys wait.", effects=parse_changes("trust +1")
    )
    injects.send(planning, WHITE, "envoy", ["a"])
    assert [dispatch.text for dispatch in seat_view(planning, SOUTH).injects] == [
        "Two envoys wait."
    ]
    assert value_of(planning, "trust") == 41
    with pytest.raises(ExerciseError, match="inject envoy"):
        injects.edit(planning, WHITE, "envoy", colour="red")


def test_an_override_shows_its_difference_first(planning: Exercise) -> None:
    """Held within the range; with a reason; refused if the values have moved meanwhile."""
    changes = parse_changes("water = 900; raise dam; trust -5")
    shown = overrides.preview_override(planning, WHITE, "a", changes)
    assert [(d.name, d.before, d.after) for d in shown] == [
        ("trust", 40, 35), ("water", 50, 100), ("dam", 0, 1),
    ]  # fmt: skip
    with pytest.raises(NotAllowed, match="reason"):
        overrides.override(planning, WHITE, "a", changes, "", shown)
    slip = parse_changes("trust +1")
    seen = overrides.preview_override(planning, WHITE, "a", slip)
    overrides.override(planning, WHITE, "a", slip, "a slip", seen)
    with pytest.raises(StaleAction, match="changed meanwhile"):
        overrides.override(planning, WHITE, "a", changes, "flood gate", shown)
    shown = overrides.preview_override(planning, WHITE, "a", changes)
    overrides.override(planning, WHITE, "a", changes, "flood gate", shown, "The gate broke.")
    assert value_of(planning, "water") == 100
    assert "The gate broke." in [
        e.payload.text for e in planning.read_all(NORTH) if e.type == "override.announced"
    ]
    with pytest.raises(ExerciseError, match="changes nothing"):
        again = parse_changes("water = 100")
        overrides.override(planning, WHITE, "a", again, "again", ())
    play_turn(planning)
    assert verify(planning).problems == ()


def test_the_last_override_is_taken_back_alone(planning: Exercise) -> None:
    """What came after it stays; log, report and replay tell both; a resolution closes it."""
    for text in ("water +9", "trust +3"):
        changes = parse_changes(text)
        shown = overrides.preview_override(planning, WHITE, "a", changes)
        overrides.override(planning, WHITE, "a", changes, f"why {text}", shown)
    injects.send(planning, WHITE, "envoy", ["a"])
    assert (value_of(planning, "water"), value_of(planning, "trust")) == (59, 47)
    with pytest.raises(NotAllowed, match="reason"):
        overrides.undo_override(planning, WHITE, "a", " ")
    (undone,) = overrides.undo_override(planning, WHITE, "a", "a slip", announce="It was nothing.")
    assert (undone.name, undone.before, undone.after) == ("trust", 47, 44)
    assert (value_of(planning, "water"), value_of(planning, "trust")) == (59, 44)
    assert planning.read_all(NORTH)[-1].payload.text == "It was nothing."
    overrides.undo_override(planning, WHITE, "a", "that too")
    assert (value_of(planning, "water"), value_of(planning, "trust")) == (50, 44)
    with pytest.raises(NotAllowed, match="no override since its last resolution"):
        overrides.undo_override(planning, WHITE, "a", "and that")
    play_turn(planning)
    assert verify(planning).problems == ()
    report = render_report(planning, "md")
    assert "(taken back) | Water 50 → 59 | why water +9" in report
    assert "| Water 59 → 50 | that too |" in report


def test_a_plan_that_an_override_has_forbidden_is_silence(planning: Exercise) -> None:
    """The turn is played all the same, and the log says why the plan was not."""
    orders.submit(planning, NORTH, Plan(("dam",)), 1)
    orders.submit(planning, SOUTH, Plan(("sow",)), 1)
    changes = parse_changes("raise dam")
    shown = overrides.preview_override(planning, WHITE, "a", changes)
    overrides.override(planning, WHITE, "a", changes, "it stands already", shown)
    for _ in range(2):
        phases.move_on(planning, WHITE, ["a"])
    tick(planning)
    resolved = planning.read_all(WHITE)[-1].payload
    assert resolved.refused == {"north": "dam cannot be ordered now: its condition fails"}
    assert resolved.plans["north"].orders == ()
    assert resolved.plans["south"].orders == ("sow",)


def test_a_ruling_goes_from_proposal_to_rationale(planning: Exercise) -> None:
    """Secret until the debate opens; estimates stay private; the roll is keyed and recorded."""
    ref = matrix.propose(planning, NORTH, "Bribe the ferryman", "silver", "he is poor")
    with pytest.raises(ExerciseError, match="no proposal"):
        matrix.argue(planning, SOUTH, ref, "con", "He is honest")
    matrix.open_debate(planning, WHITE, ref, ["south"])
    matrix.argue(planning, SOUTH, ref, "con", "He is honest")
    matrix.argue(planning, WHITE, ref, "pro", "It is a hard winter")
    matrix.estimate(planning, SOUTH, ref, 20)
    matrix.estimate(planning, NORTH, ref, 70)
    (seen,) = seat_view(planning, SOUTH).proposals
    assert (seen.by, seen.intent, seen.estimate) == ("north", "Bribe the ferryman", 20)
    assert [(a.side, a.by) for a in seen.arguments] == [("con", "south"), ("pro", "white")]
    for public, private in (("", "x"), ("x", "")):
        with pytest.raises(NotAllowed, match="reason"):
            matrix.rule(planning, WHITE, ref, 60, public=public, private=private)
    success, failure = parse_changes("trust -8"), parse_changes("trust -2")
    ruling = matrix.rule(planning, WHITE, ref, 60, success, failure, "Silver talks.", "pooled 45")
    assert ruling.roll == roll(7, 1, f"ruling/{ref}")
    assert ruling.succeeded == (100 * ruling.roll < 60)
    assert value_of(planning, "trust") == (32 if ruling.succeeded else 38)
    (seen,) = seat_view(planning, SOUTH).proposals
    assert (seen.succeeded, seen.rationale) == (ruling.succeeded, "Silver talks.")
    with pytest.raises(NotAllowed, match="ruled on"):
        matrix.rule(planning, WHITE, ref, 100, public="x", private="y")
    play_turn(planning)
    assert verify(planning).problems == ()


def test_orders_of_a_group_go_to_argument(store: Store, configuration: Configuration) -> None:
    """With mode `matrix` the rules do not play them; they become proposals at the lock."""
    asked = configuration.model_copy(update={"adjudication": {"words": "matrix"}})
    exercise = create_exercise(store, asked).exercise
    phases.start(exercise, WHITE)
    phases.move_on(exercise, WHITE, ["a"])
    orders.submit(exercise, NORTH, Plan(("dig", "pray")), 1)
    orders.submit(exercise, SOUTH, Plan(("complain",)), 1)
    phases.move_on(exercise, WHITE, ["a"])
    items = [item for item in white_view(exercise, WHITE).queue if item.kind == "proposal"]
    assert [(item.seat, item.text) for item in items] == [
        ("north", "Pray for rain"), ("south", "Complain"),
    ]  # fmt: skip
    phases.move_on(exercise, WHITE, ["a"])
    tick(exercise)
    played = exercise.read_all(WHITE)[-1].payload.plans
    assert (played["north"].orders, played["south"].orders) == (("dig",), ())


def test_late_orders_of_a_group_go_to_argument_too(
    store: Store, configuration: Configuration
) -> None:
    """By grace, by standing orders that white takes: none is lost, and none is asked twice."""
    asked = configuration.model_copy(update={"adjudication": {"words": "matrix"}})
    exercise = create_exercise(store, asked).exercise
    phases.start(exercise, WHITE)
    phases.move_on(exercise, WHITE, ["a"])
    orders.set_standing(exercise, SOUTH, Plan(("complain",)))
    phases.move_on(exercise, WHITE, ["a"])
    phases.decide(exercise, WHITE, "a", "south", "standing")
    phases.grant_grace(exercise, WHITE, "a", "north", 5)
    for _ in range(2):
        orders.submit(exercise, NORTH, Plan(("dig", "pray")), 1)
        items = [item for item in white_view(exercise, WHITE).queue if item.kind == "proposal"]
        assert [(item.seat, item.text) for item in items] == [
            ("south", "Complain"), ("north", "Pray for rain"),
        ]  # fmt: skip
        orders.withdraw(exercise, NORTH, 1)
    orders.submit(exercise, NORTH, Plan(("dig", "pray")), 1)
    phases.move_on(exercise, WHITE, ["a"])
    tick(exercise)
    resolved = exercise.read_all(WHITE)[-1].payload
    assert resolved.argued == {"north": ("pray",), "south": ("complain",)}


def test_white_looks_at_the_orders_of_a_group(store: Store, configuration: Configuration) -> None:
    """With mode `override` the rules play them, and they stand in the queue until the release."""
    asked = configuration.model_copy(update={"adjudication": {"works": "override"}})
    exercise = create_exercise(store, asked).exercise
    phases.start(exercise, WHITE)
    phases.move_on(exercise, WHITE, ["a"])
    orders.submit(exercise, NORTH, Plan(("dig", "pray")), 1)
    orders.submit(exercise, SOUTH, Plan(("complain",)), 1)
    for _ in range(2):
        phases.move_on(exercise, WHITE, ["a"])
    tick(exercise)
    looks = [item for item in white_view(exercise, WHITE).queue if item.kind == "look"]
    assert [(item.seat, item.ref, item.text) for item in looks] == [
        ("north", "dig", "Dig a channel")
    ]
    assert value_of(exercise, "water") == 45
    phases.move_on(exercise, WHITE, ["a"])
    assert not [item for item in white_view(exercise, WHITE).queue if item.kind == "look"]


def test_names_of_people_can_be_forgotten(planning: Exercise) -> None:
    """They stand beside the log, which never holds one."""
    people.seat_people(planning, WHITE, "a", "north", ["Anna", "Boris", "Anna"])
    people.seat_people(planning, WHITE, "a", "south", ["Clara"])
    people.seat_people(planning, WHITE, "a", "north", ["Dora"])

    def names() -> list[tuple[str, ...]]:
        return [line.people for line in white_view(planning, WHITE).worlds[0].seats if line.people]

    assert sorted(names()) == [("Clara",), ("Dora",)]
    assert "Clara" not in str(planning.read_all(WHITE))
    with pytest.raises(NotAllowed, match="only white"):
        people.forget_people(planning, NORTH)
    people.forget_people(planning, WHITE)
    assert names() == []


def test_messages_reach_their_recipients_and_white(planning: Exercise) -> None:
    """And nobody else; a seat cannot write to all or into another world."""
    messages.send_message(planning, NORTH, ["south"], "Meet at the ferry?")
    messages.send_message(planning, WHITE, ["all"], "Five minutes left", world="a")
    texts = [message.text for message in seat_view(planning, SOUTH).messages]
    assert texts == ["Meet at the ferry?", "Five minutes left"]
    assert seat_view(planning, Reader("seat", "b", "south")).messages == ()
    assert "Meet" not in str(planning.read_all(Reader("projector")))
    with pytest.raises(ExerciseError, match="no recipient 'all'"):
        messages.send_message(planning, NORTH, ["all"], "hello")
    with pytest.raises(ExerciseError, match="1 to 4000"):
        messages.send_message(planning, NORTH, ["south"], "x" * 4001)
    with pytest.raises(NotAllowed, match="writes no messages"):
        messages.send_message(planning, Reader("observer"), ["south"], "psst", world="a")


def test_an_analyst_notes_and_touches_nothing_else(planning: Exercise) -> None:
    """A note is attributed; white and analysts read it, nobody else; nothing else is changed."""
    before = planning.standing()
    values = (repr(before.worlds), repr(before.injects), before.progress, planning.game("a").digest)
    analyst = Reader("analyst", name="CD")
    notes.star(planning, analyst, "They wait for each other", objective="talk", world="a")
    after = planning.standing()
    assert values == (
        repr(after.worlds), repr(after.injects), after.progress, planning.game("a").digest
    )  # fmt: skip
    entry = planning.read_all(WHITE)[-1]
    assert (entry.type, entry.seat, entry.audience) == (
        "note.added", "analyst:CD", frozenset({"white"}),
    )  # fmt: skip
    assert planning.read_all(Reader("analyst"))[-1] == entry
    for reader in (NORTH, Reader("observer"), Reader("projector")):
        assert entry not in planning.read_all(reader)
    assert "| They wait for each other | talk | analyst (CD) |" in render_report(planning, "md")
    with pytest.raises(NotAllowed, match="only white may do this, not the analyst"):
        phases.pause(planning, analyst)


def test_held_messages_wait_for_white(store: Store, configuration: Configuration) -> None:
    """Let through once, or stopped with a word to the sender."""
    asked = configuration.model_copy(update={"hold_messages": True})
    exercise = create_exercise(store, asked).exercise
    phases.start(exercise, WHITE)
    for text in ("one", "two"):
        messages.send_message(exercise, NORTH, ["south"], text)
    assert seat_view(exercise, SOUTH).messages == ()
    assert [m.held for m in seat_view(exercise, NORTH).messages] == [True, True]
    first, second = (int(i.ref) for i in white_view(exercise, WHITE).queue if i.kind == "message")
    messages.release_message(exercise, WHITE, first)
    messages.stop_message(exercise, WHITE, second, "not now")
    assert [m.text for m in seat_view(exercise, SOUTH).messages] == ["one"]
    with pytest.raises(NotAllowed, match="does not wait"):
        messages.release_message(exercise, WHITE, first)


def test_texts_come_without_what_disturbs_screens(planning: Exercise) -> None:
    """Escape sequences, zero bytes and halves of characters do not reach the log."""
    messages.send_message(planning, NORTH, ["south"], "a\x1b[31mb\x00c\u202ed\ud800e")
    assert seat_view(planning, SOUTH).messages[0].text == "a[31mbcd?e"
    with pytest.raises(ExerciseError, match="at most 20000"):
        phases.pause(planning, WHITE, "x" * 20_001)


def test_a_note_bears_on_an_objective_and_an_entry(planning: Exercise) -> None:
    """There must be such ones; seats keep none and read none."""
    notes.star(planning, Reader("white", name="AB"), "They dig", objective="talk", about=3)
    with pytest.raises(ExerciseError, match="no objective 'dig'"):
        notes.star(planning, WHITE, "x", objective="dig")
    with pytest.raises(ExerciseError, match="no entry 900"):
        notes.star(planning, WHITE, "x", about=900)
    with pytest.raises(NotAllowed, match="only white and analysts"):
        notes.star(planning, NORTH, "x")
    assert "They dig" not in str(planning.read_all(NORTH))
