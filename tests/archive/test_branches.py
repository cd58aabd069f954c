"""Going back leaves a branch; branches are gone between, named and kept, and nothing is lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from game.archive.branches import MOST
from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.archive.record import Mode, Save
from game.archive.recovery import load_game
from game.archive.save import parse_save, render_save
from game.archive.seating import may_stand
from game.engine import SILENCE, Plan
from game.errors import IllegalChoice, LateChoice, MalformedChoice, SaveDamaged, SaveMismatch
from game.scenario.source import Bundle


def kept(game: Game) -> Save:
    """Return what a game keeps, times and length left out."""
    then = datetime(2001, 1, 1, tzinfo=UTC)
    save = game.record()
    branches = tuple(each.model_copy(update={"written": then}) for each in save.branches)
    return save.model_copy(update={"written": then, "length": 0, "branches": branches})


@pytest.fixture
def forked(bundle: Bundle, saves: SaveFolder) -> Game:
    """A game that went back from its fourth turn to its second, and on to its third."""
    game = Game.begin(bundle, 7, saves=saves)
    for order in ("raise-toll", "feast", "raise-toll"):
        game.commit(Plan((order,)))
    game.rewind(2, Plan(("feast",)))
    game.commit(Plan(("build-wall",)))
    return game


def test_what_was_played_since_stays_as_a_branch(forked: Game) -> None:
    """The old line keeps its name, turns and plan; the new one is called by where it begins."""
    (left,) = forked.branches
    assert (forked.branch, left.name, left.label) == ("from turn 2", "main", "Turn 4, Q1 2002")
    assert [turn.plans["town"].orders for turn in left.journal] == [
        ("raise-toll",), ("feast",), ("raise-toll",),
    ]  # fmt: skip
    assert left.draft is not None and left.draft.orders == ("feast",)


def test_going_further_back_leaves_no_branch_of_what_another_holds(forked: Game) -> None:
    """A line that another branch holds whole is no branch of its own; only its name moves."""
    forked.switch("main")
    forked.rewind(3)
    forked.rewind(2)
    forked.rewind(1)
    assert (forked.turn, forked.branch) == (1, "from turn 1")
    assert [each.name for each in forked.branches] == ["from turn 2", "main"]


def test_a_second_branch_from_a_turn_is_numbered(forked: Game) -> None:
    """Names are never twice the same."""
    forked.rewind(2)
    assert forked.branch == "from turn 2, 2"
    assert [each.name for each in forked.branches] == ["main", "from turn 2"]


def test_switching_is_a_step_back_where_the_mode_records_them(forked: Game) -> None:
    """Standard: the turns since the fork are taken back; a branch that goes on takes none."""
    forked.switch("main")
    steps = [(step.from_, step.to) for step in forked.rewinds]
    assert steps == [(4, 2), (3, 2)]
    forked.rewind(2)
    forked.switch("main")
    assert [(step.from_, step.to) for step in forked.rewinds] == [*steps, (4, 2)]


def test_branches_are_kept_and_taken_up(forked: Game, saves: SaveFolder) -> None:
    """The newest save holds all branches; each plays on there as it does here."""
    newest = saves.entries()[0]
    assert newest.summary is not None
    assert (newest.summary.format, newest.summary.branch, newest.summary.others) == (
        2, "from turn 2", 1,
    )  # fmt: skip
    again = load_game(saves, newest.path)
    assert kept(again) == kept(forked)
    again.switch("main")
    forked.switch("main")
    assert (again.turn, again.state) == (forked.turn, forked.state)


def test_a_game_with_one_branch_is_written_as_before(played: Game) -> None:
    """Older programs read what they know: nothing of branches stands in such a file."""
    table = tomli.loads(render_save(played.record()).decode())
    assert table["format"] == 1
    assert {"branch", "others", "branches"}.isdisjoint(table)


def test_a_finished_game_goes_back_to_a_turn_that_was_somebodys(bundle: Bundle) -> None:
    """From the end too, but not into the turns after the last; the ending stays as a branch."""
    game = Game.begin(bundle, 7)
    while not game.over:
        game.commit(SILENCE)
    label = game.label
    with pytest.raises(LateChoice, match=r"^nobody chooses anything in turn 5"):
        game.rewind(5)
    game.rewind(4)
    assert game.label == "Turn 4, Q1 2002"
    assert [(each.label, each.finished) for each in game.branches] == [(label, True)]
    game.switch("main")
    assert (game.over, game.label) == (True, label)


def test_branches_are_renamed_and_forgotten(forked: Game) -> None:
    """The one that is played, and others; a name that is none or is taken is refused."""
    forked.rename("from turn 2", "  The  wall ")
    forked.rename("main", "first")
    assert (forked.branch, forked.branches[0].name) == ("The wall", "first")
    forked.rename("first", "First")
    for bad in ("", "  ", "x" * 41, "a\x1b[2J"):
        with pytest.raises(MalformedChoice, match=r"^a branch is called by 1 to 40 signs"):
            forked.rename("First", bad)
    with pytest.raises(MalformedChoice, match=r"^another branch is called 'the wall'$"):
        forked.rename("First", "the wall")
    with pytest.raises(MalformedChoice, match=re.escape("the others are First")):
        forked.switch("wall")
    forked.forget("first")
    assert forked.branches == ()


def test_a_branch_with_a_name_of_its_own_keeps_it_when_it_goes_back(forked: Game) -> None:
    """Only names that tell where a branch begins change with it."""
    forked.switch("main")
    forked.rewind(3)
    forked.rename("from turn 3", "the feast")
    forked.rewind(2)
    assert forked.branch == "the feast"


def test_there_is_an_end_to_branches(forked: Game) -> None:
    """Beyond the most that are kept nothing is lost: the way back is refused."""
    forked.branches *= MOST
    before = kept(forked)
    with pytest.raises(IllegalChoice, match=f"^a game keeps {MOST} branches"):
        forked.rewind(1)
    assert kept(forked) == before


def test_a_branch_that_was_changed_is_noticed_when_it_is_followed(forked: Game) -> None:
    """Its turns are verified as those of the game are; until then they harm nothing."""
    text = render_save(forked.record()).decode()
    digest = forked.branches[0].journal[2].digest
    again = Game.resume(parse_save(text.replace(digest, digest[::-1]).encode(), "save"))
    assert again.state == forked.state
    before = kept(again)
    with pytest.raises(SaveMismatch, match=r"^turn 3 \(Q4 2001\) comes out otherwise"):
        again.switch("main")
    assert kept(again) == before
    unordered = text.replace("number = 3\n", "number = 2\n")
    with pytest.raises(SaveDamaged, match="the turns of its journal are not in order"):
        parse_save(unordered.encode(), "save")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.sampled_from([(), ("raise-toll",), ("feast",)])),
        st.tuples(st.just("rewind"), st.integers(1, 5)),
        st.tuples(st.just("switch"), st.integers(0, 9)),
        st.tuples(st.just("rename"), st.integers(0, 9)),
    ),
    max_size=14,
)
"""What a person may do to a game and its branches."""


@settings(max_examples=25, deadline=None)
@given(steps=STEPS, mode=st.sampled_from(["sandbox", "standard"]))
def test_switching_back_and_forth_restores_the_identical_state(
    bundle: Bundle, steps: list[tuple[str, object]], mode: Mode
) -> None:
    """Law: from any branch to any other and back, all is as it was but what the mode records."""
    game = Game.begin(bundle, 7, mode)
    for what, how in steps:
        wander(game, what, how)
    there, home = [branch.name for branch in game.branches], game.branch
    for name in there:
        before, turns, opening = kept(game), game.turns, game.opening
        game.switch(name)
        game.switch(home)
        steps_back = {"rewinds": before.rewinds, "taken_back": before.taken_back}
        assert kept(game).model_copy(update=steps_back) == before
        assert (game.turns, game.opening) == (turns, opening)
        assert mode == "standard" or game.rewinds == ()
    assert kept(Game.resume(parse_save(render_save(game.record()), "save"))) == kept(game)


def wander(game: Game, what: str, how: object) -> None:
    """Do one thing to a game if it can be done."""
    if isinstance(how, tuple):
        if not game.over and may_stand(game.rules, game.opening, game.seat, Plan(how)):
            game.commit(Plan(how))
    elif isinstance(how, int) and what == "rewind" and game.refuse_return(how) is None:
        game.rewind(how, Plan(("feast",)))
    elif isinstance(how, int) and game.branches:
        name = game.branches[how % len(game.branches)].name
        if what == "switch":
            game.switch(name)
        elif what == "rename":
            game.rename(name, f"{name[:20]} {len(game.turns)} {how}")
