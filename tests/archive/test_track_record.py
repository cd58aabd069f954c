"""How often advisers were right, by replay of what was played."""

from __future__ import annotations

from game.archive.game import Game
from game.archive.track_record import Tally, TrackRecord, keep_records
from game.engine import Plan
from game.scenario.bundle import Bundle

ADVISERS = """
[[adviser]]
id = "bursar"
label = "The bursar"
letter = "B"
watch = "purse"
advice = [{ when = "turn <= 2", order = ["raise-toll"], why = "Coin." }, { why = "Rest." }]

[[adviser]]
id = "seer"
label = "The seer"
letter = "S"
watch = "nerve"
advice = [{ order = ["feast"], why = "They fear songs." }]
"""


def play(bundle: Bundle, *turns: tuple[str, ...]) -> dict[str, TrackRecord]:
    """Play so many turns of a game with two more advisers and return all records."""
    text = bundle.files[0].text + ADVISERS
    game = Game.begin(Bundle.from_text(text, "toll-bridge.toml"), 3)
    for orders in turns:
        game.commit(Plan(orders))
    return dict(keep_records(game.standpoint, game.seat, game.turns))


def test_who_is_heeded_is_right_if_the_value_moves_the_good_way(bundle: Bundle) -> None:
    """The purse went from 6 to 7 and more within two turns of the toll; nothing else is judged."""
    record = play(bundle, ("raise-toll",), ())["bursar"]
    assert (record.heeded, record.ignored) == (Tally(1, 1), Tally())
    assert record.score == "right 1 of 1"
    assert record.tell() == "The town's purse rose within two turns 1 of 1 times when heeded"


def test_who_is_ignored_is_right_if_it_moves_the_bad_way(bundle: Bundle) -> None:
    """Without the toll the ferrymen empty the purse, as the bursar said twice."""
    record = play(bundle, (), (), (), ())["bursar"]
    assert record.heeded == Tally()
    assert record.ignored.told == 2
    assert record.right == record.ignored.right


def test_a_prediction_is_judged_two_turns_later(bundle: Bundle) -> None:
    """Before that it counts neither for nor against."""
    record = play(bundle, ("raise-toll",))["bursar"]
    assert (record.told, record.score) == (0, "")


def test_what_the_seat_may_not_know_gives_no_record(bundle: Bundle) -> None:
    """A record on a hidden value would tell it away."""
    assert "seer" not in play(bundle, ("feast",), ())
