"""Lessons come in their order, wait for what they say, and never hold anyone up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from game.archive.game import Game
from game.archive.lessons import Course, find_pupil, read_wait
from game.engine import SILENCE, Plan
from game.scenario.source import Bundle, read_bundle

TURN_1 = ("where-you-are", "what-runs-out", "what-you-have", "first-question", "first-order",
          "first-commit")  # fmt: skip
"""The lessons of the first turn of First Steps, in the order of the file."""


@pytest.fixture(scope="module")
def tutorial() -> Bundle:
    """First Steps, as it is shipped."""
    return read_bundle("first-steps")


@pytest.fixture
def game(tutorial: Bundle) -> Game:
    """A game of First Steps in its first turn."""
    return Game.begin(tutorial, 2019)


def begin(game: Game, plan: Plan = SILENCE) -> Course:
    """Return the course of a game at its open turn."""
    return Course.begin(game.rules, game.opening, game.seat, plan)


def name(course: Course) -> str | None:
    """Return the id of the current lesson."""
    return course.current.id if course.current else None


def read_until_asked(course: Course) -> tuple[Course, list[str]]:
    """Read on as far as reading goes; return the lessons that were read."""
    read = []
    while course.current is not None and course.ready:
        read.append(course.current.id)
        course = course.read_on()
    return course, read


def plan(*orders: str, **choices: str) -> Plan:
    """Return a plan; `next_price="wait"` answers `next-price`."""
    answers: Mapping[str, str] = {event.replace("_", "-"): o for event, o in choices.items()}
    return Plan(orders, answers)


def test_a_turn_passes_lesson_by_lesson(game: Game) -> None:
    """Each lesson is current until its own deed is done, and other deeds do not pass it."""
    course = begin(game)
    seen = [name(course)]
    for _ in range(3):
        course = course.read_on()
        seen.append(name(course))
    assert name(course.read_on()) == "first-question"
    course = course.follow(game.opening, plan(next_price="wait"))
    seen.append(name(course))
    assert name(course.open_causes()) == "first-order"
    course = course.follow(game.opening, plan("host-delegation", next_price="wait"))
    seen.append(name(course))
    assert name(course.read_on()) == "first-commit"
    assert tuple(seen) == TURN_1
    assert course.place == (6, 17)


def test_every_lesson_comes_up_once_in_the_order_of_the_file(game: Game) -> None:
    """Whoever does what the lessons say meets all of them, in the order of the file."""
    deeds = (
        plan("host-delegation", "state-the-rule", next_price="wait"),
        plan("host-delegation", "sign-step", technical_file="promise"),
        plan("invite-observers", "draw-loan", roadmap="stall"),
        SILENCE,
    )
    course, met = begin(game), []
    for deed in deeds:
        while course.current is not None:
            met.append(course.current.id)
            kind, what = read_wait(course.current)
            if course.ready:
                course = course.read_on()
            elif kind == "causes":
                course = course.open_causes()
            elif kind == "commit":
                break
            else:
                done = Plan((what,) if kind == "order" else (), deed.choices)
                course = course.follow(game.opening, done)
        game.commit(deed)
        course = course.follow(game.opening, SILENCE)
    assert met == [lesson.id for lesson in game.rules.scenario.lesson]
    assert name(course) is None


def test_what_is_done_before_is_shown_until_it_is_read(game: Game) -> None:
    """A lesson whose deed is done when it comes up is still shown, and then only read."""
    course = begin(game).follow(game.opening, plan("host-delegation", next_price="take"))
    course, read = read_until_asked(course)
    assert tuple(read) == TURN_1[:5]
    assert (name(course), course.ready) == ("first-commit", False)


def test_a_lesson_that_has_passed_does_not_come_back(game: Game) -> None:
    """Undoing the deed of a lesson that has passed changes nothing."""
    course, _ = read_until_asked(begin(game))
    answered = course.follow(game.opening, plan(next_price="wait"))
    assert name(answered.follow(game.opening, SILENCE)) == "first-order"


def test_an_early_commit_passes_the_rest_of_the_turn(game: Game) -> None:
    """A turn that is committed earlier takes its lessons along."""
    course = begin(game)
    game.commit(SILENCE)
    course = course.follow(game.opening, SILENCE)
    assert (name(course), course.ready) == ("read-the-causes", False)


def test_causes_count_in_the_turn_in_which_they_are_opened(game: Game) -> None:
    """Causes that were opened in the turn before do not pass a lesson that waits for them."""
    course = begin(game).open_causes()
    game.commit(SILENCE)
    course = course.follow(game.opening, SILENCE)
    assert (name(course), course.ready) == ("read-the-causes", False)
    assert name(course.open_causes()) == "read-the-intents"


def test_the_end_of_the_game_is_the_end_of_the_lessons(game: Game) -> None:
    """When the game is over, no lesson is current."""
    course = begin(game)
    while not game.over:
        game.commit(SILENCE)
    assert course.follow(game.opening, SILENCE).current is None


def test_an_order_that_is_not_open_is_not_waited_for(game: Game) -> None:
    """Nothing waits for what cannot be done: the lesson passes unseen."""
    game.commit(plan("invite-observers"))
    game.commit(SILENCE)
    lessons = tuple(
        lesson.model_copy(update={"wait": "order.draw-loan"})
        if lesson.id == "watch-the-exercise"
        else lesson
        for lesson in game.rules.scenario.lesson
    )
    scenario = game.rules.scenario.model_copy(update={"lesson": lessons})
    rules = replace(game.rules, scenario=scenario)
    course, read = read_until_asked(Course.begin(rules, game.opening, game.seat))
    assert read == ["the-ladder", "the-map"]
    assert name(course) == "second-question"


def test_an_order_beside_a_full_plan_hinders(game: Game) -> None:
    """When the attention is spent on other orders, the course says that this one does not fit."""
    course, _ = read_until_asked(begin(game))
    course = course.follow(game.opening, plan("sign-step", next_price="wait"))
    assert (name(course), course.hindered) == ("first-order", False)
    full = course.follow(game.opening, plan("sign-step", "invite-observers", next_price="wait"))
    assert (name(full), full.hindered) == ("first-order", True)


def test_a_saved_plan_is_met_where_it_stands(game: Game) -> None:
    """A game taken up with a plan begins at the first lesson of its turn, and waits for no deed."""
    course = begin(game, plan("host-delegation", next_price="wait"))
    course, read = read_until_asked(course)
    assert tuple(read) == TURN_1[:5]


def test_only_the_seat_of_the_lessons_is_taught(tutorial: Bundle) -> None:
    """Whoever takes another seat than the one that the lessons are written for hears none."""
    game = Game.begin(tutorial, 2019, seat="moscow")
    assert find_pupil(game.rules) == "minsk"
    assert begin(game).current is None


def test_what_is_not_shown_is_not_taught(game: Game) -> None:
    """Lessons that point at what the player has not before them are neither given nor counted."""
    for _ in range(2):
        game.commit(SILENCE)
    rules, opening = game.rules, game.opening
    course = Course.begin(rules, opening, game.seat, lacks=frozenset({"map"}))
    course, read = read_until_asked(course)
    assert (read, name(course), course.place) == (["the-ladder"], "watch-the-exercise", (12, 16))


def test_a_scenario_without_lessons_has_none() -> None:
    """A course without lessons is at none, and stays there."""
    toll_bridge = Path(__file__).parent / "data" / "toll-bridge.toml"
    game = Game.begin(read_bundle(str(toll_bridge)), 7)
    course = begin(game)
    assert (course.current, course.place) == (None, (0, 0))
    assert course.read_on().open_causes().current is None
