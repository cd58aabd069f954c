"""A game goes on by commits and back by rewinds, and only its seat's view leaves it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.archive.record import Mode
from game.engine import SILENCE, Plan, digest_state
from game.errors import IllegalChoice, LateChoice, MalformedChoice, ScenarioError
from game.policy.playthrough import assign_policies, play_through
from game.policy.script import read_script
from game.scenario.bundle import Bundle, SourceFile

CHOICES = """
[[turn]]
[turn.town]
orders = ["raise-toll"]
choices = { envoy = "grant" }
[[turn]]
[turn.town]
orders = ["feast"]
[[turn]]
[turn.town]
[[turn]]
[turn.town]
orders = ["raise-toll"]
"""


def test_a_game_is_the_one_that_run_plays(bundle: Bundle) -> None:
    """One journal drives all hosts: the same choices give the same digests as without a screen."""
    game = Game.begin(bundle, 7)
    script = read_script(CHOICES, game.rules)
    for entry in script:
        game.commit(entry["town"])
    policies = assign_policies(game.rules, [])
    turns = list(play_through(game.rules, game.history[0], script, policies))
    assert [turn.digest for turn in game.turns] == [digest_state(turn.state) for turn in turns]
    assert game.reports == tuple(turn.report for turn in turns)
    assert len(turns) == 5


def test_another_policy_plays_a_seat_and_is_kept(bundle: Bundle, saves: SaveFolder) -> None:
    """`play --policy`: the save names it and holds what it chose; replay need not search."""
    game = Game.begin(bundle, 7, saves=saves, policies=["west=coverage"])
    game.commit(SILENCE)
    record = game.record()
    assert record.policies["west"] == "coverage"
    assert record.journal[0].plans["west"].orders != ()
    again = Game.resume(record)
    assert [turn.digest for turn in again.turns] == [turn.digest for turn in game.turns]
    again.commit(SILENCE)
    game.commit(SILENCE)
    assert again.state == game.state


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("town=none", "town is yours to play"),
        ("wets=none", "no seat is called 'wets'; did you mean 'west'?"),
        ("west=clever", "no policy is called 'clever'"),
    ],
)
def test_a_policy_that_cannot_play_is_refused(bundle: Bundle, policy: str, says: str) -> None:
    """The person's own seat, an unknown seat or policy: said before anything is played."""
    with pytest.raises(MalformedChoice) as refusal:
        Game.begin(bundle, 7, policies=[policy])
    assert says in str(refusal.value)


def test_a_language_without_texts_is_refused(bundle: Bundle) -> None:
    """Said at once, with the languages that there are; a game in none of them never begins."""
    with pytest.raises(ScenarioError) as refusal:
        Game.begin(bundle, 7, language="de")
    assert str(refusal.value) == "there are no texts in 'de'; the scenario has: none but its own"
    texts = SourceFile("texts.be.toml", '"scenario.title" = "Н"\n')
    with pytest.raises(ScenarioError, match=r"'de'; the scenario has: be$"):
        Game.begin(replace(bundle, files=(*bundle.files, texts)), 7, language="de")


def test_the_epilogue_plays_itself(bundle: Bundle) -> None:
    """After the last turn the human seats fall silent for so many turns, and the rest plays on."""
    game = Game.begin(bundle, 7)
    for order in ("raise-toll", "feast", "raise-toll"):
        assert len(game.commit(Plan((order,)))) == 1
    reports = game.commit(SILENCE)
    assert [report.turn for report in reports] == [4, 5]
    assert game.over
    assert game.ending is not None
    assert (game.ending.id, game.label) == ("peace", "Ended: A crossing in peace")
    assert game.plans == (
        Plan(("raise-toll",)),
        Plan(("feast",)),
        Plan(("raise-toll",)),
        *[SILENCE] * 2,
    )


def test_nothing_is_committed_after_the_end(bundle: Bundle) -> None:
    """A plan for a game that has ended comes too late."""
    game = Game.begin(bundle, 7)
    while not game.over:
        game.commit(SILENCE)
    with pytest.raises(LateChoice, match=r"^the game ended in turn 5$"):
        game.commit(SILENCE)


def test_a_refused_plan_plays_nothing(played: Game, saves: SaveFolder) -> None:
    """An order that breaks a rule: the whole plan is refused, nothing is played or saved."""
    before = {entry.path.name: entry.path.read_bytes() for entry in saves.entries()}
    with pytest.raises(IllegalChoice, match="feast cannot be paid: not enough hands"):
        played.commit(Plan(("build-wall", "feast")))
    assert played.turn == 3
    assert {e.path.name: e.path.read_bytes() for e in saves.entries()} == before


def test_the_seat_does_not_see_what_is_hidden(played: Game) -> None:
    """A variable with `seen_by` is hidden from the others, and what is derived from it too."""
    reading = played.view["nerve"]
    assert (reading.low, reading.high, reading.hidden) == (0.0, 100.0, True)
    assert not played.view["mood"].exact
    assert played.view["purse"].value == played.state.values[played.rules.index["var"]["purse"]]


def test_another_seat_can_be_played(bundle: Bundle) -> None:
    """What a human seat can do, a bot does by the weights; so any seat can be a person's."""
    game = Game.begin(bundle, 7, seat="west")
    game.commit(Plan(("march",)))
    assert [
        (order.seat, order.action) for order in game.reports[0].orders if order.seat == "west"
    ] == [("west", "march")]
    assert [name for name, rule in game.rules.seats.items() if rule.human] == ["west"]
    assert game.view["nerve"].exact


def test_an_unknown_seat_is_named(bundle: Bundle) -> None:
    """Whoever asks for a seat that is not there hears which are."""
    with pytest.raises(
        MalformedChoice, match=r"^no seat is called 'north'; the seats are town, west$"
    ):
        Game.begin(bundle, 7, seat="north")


@pytest.mark.parametrize(("mode", "recorded"), [("sandbox", []), ("standard", [(3, 2)])])
def test_rewinding_meets_the_same_luck(
    bundle: Bundle, saves: SaveFolder, mode: Mode, recorded: list[tuple[int, int]]
) -> None:
    """Luck is keyed: trying again after a rewind changes nothing; standard records the step."""
    game = Game.begin(bundle, 7, mode, saves=saves)
    for order in ("raise-toll", "feast"):
        game.commit(Plan((order,)))
    state = game.state
    game.rewind(2)
    assert game.turn == 2
    assert game.draft == Plan(("feast",))
    assert [(step.from_, step.to) for step in game.rewinds] == recorded
    game.commit(Plan(("feast",)))
    assert game.state == state
    kept = saves.read(saves.entries()[0].path)
    assert [(step.from_, step.to) for step in kept.rewinds] == recorded
    assert kept.taken_back == len(recorded)


def test_ironman_does_not_go_back(bundle: Bundle) -> None:
    """An ironman game refuses every way back."""
    game = Game.begin(bundle, 7, "ironman")
    game.commit(SILENCE)
    with pytest.raises(IllegalChoice, match="an ironman game does not go back"):
        game.rewind(1)
    assert game.turn == 2


@pytest.mark.parametrize("turn", [0, 3, 99])
def test_there_is_no_way_to_a_turn_that_was_not_played(played: Game, turn: int) -> None:
    """A rewind goes to the beginning of a turn that has been played."""
    with pytest.raises(LateChoice, match=f"^turn {turn} has not been played"):
        played.rewind(turn)
    assert played.turn == 3


def test_a_verdict_may_count_what_no_rule_counts(played: Game) -> None:
    """`kept.x` in a verdict is read from the game although no rule reads it."""
    assert "kept.open_bridge" in played.rules.layout.places
    assert played.standpoint.compute("anger - 10 * kept.open_bridge") == played.view["anger"].value


def test_a_price_is_quoted_at_two_values(played: Game) -> None:
    """A demand quotes what compliance pays now, and what it would at another value."""
    price = next(event.price for event in played.rules.scenario.event if event.price)
    trust = played.view["trust"].value
    quote = played.standpoint.quote(price)
    assert (quote.now.value, quote.at.value, quote.then.value) == (trust / 20, 80.0, 4.0)
