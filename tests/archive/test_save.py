"""A save holds all that is needed to play the game again, bit for bit, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.archive.recovery import take_up
from game.archive.save import MARKER, parse_save, read_save, read_summary, render_save
from game.engine import SILENCE, Plan
from game.errors import ChoiceError, SaveDamaged, SaveError, SaveMismatch
from game.scenario.source import Bundle

ORDERS = st.lists(
    st.sampled_from(["raise-toll", "build-wall", "feast"]), max_size=2, unique=True
).map(tuple)
CHOICES: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}), st.sampled_from(["grant", "refuse"]).map(lambda option: {"envoy": option})
)
PLANS = st.lists(st.builds(Plan, ORDERS, CHOICES), max_size=4)


def play(bundle: Bundle, seed: int, plans: list[Plan]) -> Game:
    """Return a game with the given plans committed; where the rules refuse one, silence."""
    game = Game.begin(bundle, seed)
    for plan in plans:
        if not game.over:
            try:
                game.commit(plan)
            except ChoiceError:
                game.commit(SILENCE)
    return game


@given(seed=st.integers(0, 2**64 - 1), plans=PLANS, draft=st.builds(Plan, ORDERS, CHOICES))
def test_what_is_saved_comes_back(
    bundle: Bundle, seed: int, plans: list[Plan], draft: Plan
) -> None:
    """A game is its scenario, its seed and its journal; everything else is derived by replay."""
    game = play(bundle, seed, plans)
    data = render_save(game.record(draft))
    save = parse_save(data, "save")
    again = Game.resume(save)
    assert again.history == game.history
    assert again.reports == game.reports
    assert again.plans == game.plans
    assert again.label == game.label
    assert again.draft == (SILENCE if game.over else draft)
    assert render_save(save) == data


def test_a_save_can_be_read_by_people(played: Game) -> None:
    """A save is one TOML file with the scenario's identity and text, the seed and the journal."""
    table = tomli.loads(render_save(played.record()).decode())
    assert table["format"] == 1
    assert table["seed"] == "0000-0007"
    assert table["label"] == "Turn 3, Q4 2001"
    assert (table["mode"], table["seat"], table["finished"]) == ("standard", "town", False)
    assert table["scenario"]["title"] == "Toll Bridge"
    assert table["policies"] == {"west": "weights"}
    first = table["journal"][0]
    assert (first["number"], first["label"]) == (1, "Q2 2001")
    assert first["plans"] == {"town": {"orders": ["raise-toll"], "choices": {"envoy": "grant"}}}
    assert [turn["digest"] for turn in table["journal"]] == [turn.digest for turn in played.turns]
    assert table["files"][0]["text"].startswith("# A small game for tests")


def test_the_title_reads_only_the_summary(played: Game, saves: SaveFolder) -> None:
    """Lists show where a game stands, in a sentence, without reading its scenario."""
    path = saves.entries()[0].path
    summary = read_summary(path)
    seasons = int(played.view["purse"].value // 2)
    assert summary.tell() == f"The town has {seasons} seasons of money."
    assert summary.taken_back == 0
    assert len(path.read_bytes().split(MARKER.encode())) == 2


def test_a_hidden_countdown_is_not_told(played: Game) -> None:
    """What is derived from a hidden variable stays hidden in the summary too."""
    assert [countdown.label for countdown in played.record().countdowns] == ["seasons of money"]


def test_a_finished_game_says_how_it_ended(bundle: Bundle) -> None:
    """The summary of a finished game names its ending and turn."""
    game = Game.begin(bundle, 7)
    while not game.over:
        game.commit(Plan(("raise-toll",)) if game.turn % 2 else SILENCE)
    save = parse_save(render_save(game.record()), "save")
    assert save.finished
    assert save.tell() == "The town: A long quarrel, in turn 5."


def test_a_save_of_an_edited_scenario_plays_its_own(tmp_path: Path, bundle: Bundle) -> None:
    """A save made with an edited scenario still loads, since it carries its own text."""
    path = tmp_path / "toll-bridge.toml"
    path.write_text(bundle.files[0].text)
    from game.scenario.source import read_bundle

    game = Game.begin(read_bundle(str(path)), 7, saves=SaveFolder(tmp_path / "saves"))
    game.commit(Plan(("raise-toll",)))
    path.write_text(bundle.files[0].text.replace("purse = 3,", "purse = 9,"))
    again = Game.resume(read_save(SaveFolder(tmp_path / "saves").entries()[0].path))
    assert again.state == game.state
    again.commit(SILENCE)
    game.commit(SILENCE)
    assert again.state == game.state


def test_a_digest_that_differs_names_its_turn(played: Game) -> None:
    """Loading replays and verifies each digest, and says at which turn it differs."""
    text = render_save(played.record()).decode()
    digest = played.turns[1].digest
    forged = text.replace(digest, digest[::-1])
    with pytest.raises(SaveMismatch, match=r"^turn 2 \(Q3 2001\) comes out otherwise"):
        take_up(parse_save(forged.encode(), "save"))


def test_a_choice_that_was_changed_is_noticed(played: Game) -> None:
    """Another order in the journal gives another state than was recorded."""
    text = render_save(played.record()).decode()
    head, mark, rest = text.partition('"feast",')
    with pytest.raises(SaveMismatch, match=r"^turn 2 \(Q3 2001\) comes out otherwise"):
        take_up(parse_save((head + '"build-wall",' + rest).encode(), "save"))
    assert mark == '"feast",'


def test_an_order_that_cannot_be_given_is_a_mismatch(played: Game) -> None:
    """A journal with a plan that the rules refuse is not one that was played."""
    text = render_save(played.record()).decode().replace('"feast",', '"dance",', 1)
    with pytest.raises(SaveMismatch, match=r"^turn 2 \(Q3 2001\): no action is called 'dance'$"):
        take_up(parse_save(text.encode(), "save"))


def test_a_changed_scenario_in_a_save_is_damage(played: Game) -> None:
    """The text that a save carries is the one with which it was saved."""
    text = render_save(played.record()).decode().replace("purse = 3,", "purse = 4,")
    with pytest.raises(SaveDamaged, match="the scenario in it is not the one"):
        parse_save(text.encode(), "toll.toml")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.toml is empty"),
        (b" \n\n", "x.toml is empty"),
        (b"\x7fELF\x02\x01\xff\xfe", "x.toml is no save: it is not text at byte 6"),
        (b"not a save at all", "x.toml is damaged or no save: Expected '=' after a key"),
        (b'title = "a list of pets"\n', "x.toml is not a save of Buffer State"),
        (b"format = true\nprogram = '1'\n", "x.toml is not a save of Buffer State"),
        (b"format = 1\n", "x.toml is not a save of Buffer State"),
        (
            b'format = 3\nprogram = "3.1"\nquantum = true\n',
            "x.toml was written by version 3.1 in format 3; this program reads formats up to 2, "
            "so a newer one is needed",
        ),
        (b'format = 1\nprogram = "0.1.0"\n', "x.toml is damaged: written: Field required"),
        (b"a = " + b"[" * 5000, "x.toml is damaged or no save"),
        (b"#" * (13 << 20), "x.toml is larger than 12 MiB, so it is no save"),
    ],
    ids=[
        "empty", "blank", "binary", "text", "toml", "no-number", "no-program", "future", "bare",
        "deep", "huge",
    ],
)  # fmt: skip
def test_what_is_no_save_is_said_to_be_none(data: bytes, message: str) -> None:
    """A damaged, foreign, empty, huge or future file gives a clear message."""
    with pytest.raises(SaveDamaged) as caught:
        parse_save(data, "x.toml")
    assert str(caught.value).startswith(message)


def test_a_file_that_was_cut_off_is_never_a_traceback(played: Game, tmp_path: Path) -> None:
    """A save cut off after any byte is damaged or good, for the list and for the loading."""
    data = render_save(played.record())
    path = tmp_path / "cut.toml"
    for end in range(0, len(data), 97):
        path.write_bytes(data[:end])
        with pytest.raises(SaveDamaged):
            read_summary(path)
        with pytest.raises(SaveDamaged):
            take_up(read_save(path))
    path.write_bytes(data)
    assert take_up(read_save(path)).state == played.state


@given(data=st.data())
def test_a_changed_byte_is_noticed_or_does_no_harm(bundle: Bundle, data: st.DataObject) -> None:
    """Whatever byte of a save is changed, it is refused as a save or gives the same states."""
    game = play(bundle, 7, [Plan(("raise-toll",)), Plan(("feast",))])
    whole = render_save(game.record())
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255))
    changed = whole[:place] + bytes([byte]) + whole[place + 1 :]
    try:
        again = take_up(parse_save(changed, "save"))
    except SaveError:
        return
    assert [turn.digest for turn in again.turns] == [turn.digest for turn in game.turns]


def test_text_of_every_kind_survives(bundle: Bundle) -> None:
    """Quotes, backslashes, tabs and signs of the scenario's text come back as they were."""
    odd = "# \"\"\" \\ \\u0041 \t ''' é — 𝛑\n# ends with blanks   \n"
    edited = Bundle.from_text(odd + bundle.files[0].text)
    game = Game.begin(edited, 7)
    save = parse_save(render_save(game.record()), "save")
    assert save.files[0].text == odd + bundle.files[0].text
    assert Game.resume(save).state == game.state
