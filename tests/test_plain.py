"""`--plain`: the whole game as lines of text with prompts, also from a pipe."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.archive.folder import SaveFolder
from game.archive.game import Game
from game.engine import Plan
from game.engine.preview import Effect
from game.plain.amounts import judge_change, say_effect, say_odds, say_reading, trim
from game.plain.choices import say_closed
from game.plain.commands import COMMANDS, OTHER_WORDS, find_commands, guess_command
from game.plain.menu import lay_menu
from game.plain.situation import say_promises
from game.plain.voice import Voice, plain_prose, plain_text
from game.scenario.bundle import Bundle
from game.scenario.load import load
from game.scenario.models import Scenario
from game.scenario.source import read_bundle

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "archive" / "data"
TOLL_BRIDGE = str(DATA / "toll-bridge.toml")
SAVE = "saves/toll-bridge-00000007-autosave-{:02}.toml"
ENDS = "The game is saved; go on with --load "


def play(folder: Path, commands: str | bytes, *options: str) -> subprocess.CompletedProcess[str]:
    """Play in a process of its own with commands from a pipe, saves in the folder."""
    given = commands.encode() if isinstance(commands, str) else commands
    result = subprocess.run(
        [sys.executable, "-m", "game", "play", "--plain", "--saves", "saves", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        input=given,
        capture_output=True,
        timeout=60,
    )
    return subprocess.CompletedProcess(
        result.args, result.returncode, result.stdout.decode(), result.stderr.decode()
    )


def begin(folder: Path, commands: str | bytes, *options: str) -> list[str]:
    """Play Toll Bridge with seed 7 and return what was printed; it must leave with status 0."""
    result = play(folder, commands, TOLL_BRIDGE, "--seed", "7", *options)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.splitlines()


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The scenario Toll Bridge."""
    return load(read_bundle(TOLL_BRIDGE))


def test_a_whole_game_from_a_pipe(tmp_path: Path) -> None:
    """A game played by a file of commands prints, to the letter, the golden transcript.

    After a change of what is said, write it anew: from an empty folder,
    `python -m game play --plain --saves saves …/toll-bridge.toml --seed 7 < …commands.txt`.
    """
    commands = (DATA / "toll-bridge.commands.txt").read_text()
    golden = (DATA / "toll-bridge.transcript.txt").read_text()
    assert begin(tmp_path, commands) == golden.splitlines()


def test_the_lessons_are_said_in_their_order(tmp_path: Path) -> None:
    """The first turn of First Steps, played as its lessons say, prints the golden transcript.

    After a change of what is said, write it anew: from an empty folder,
    `python -m game play --plain --saves saves first-steps --seed 7 < …commands.txt`.
    """
    commands = (DATA / "first-steps.commands.txt").read_text()
    golden = (DATA / "first-steps.transcript.txt").read_text()
    result = play(tmp_path, commands, "first-steps", "--seed", "7")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == golden.splitlines()


def test_lessons_can_be_left_away(tmp_path: Path) -> None:
    """`lesson off` ends the lessons, and `lesson` brings them back where they stand."""
    commands = "lesson off\na\n1\nnext\nlesson\nnext\nnext\nquit\n"
    lines = play(tmp_path, commands, "first-steps", "--seed", "7").stdout.splitlines()
    told = [line for line in lines if line.startswith(("Lesson ", "There are no more lessons"))]
    assert told == [
        "Lesson 1 of 16:",
        "There are no more lessons; lesson brings them back.",
        "There are no more lessons; lesson brings them back.",
        "Lesson 1 of 16:",
        "Lesson 2 of 16:",
        "Lesson 3 of 16:",
    ]


def test_the_end_of_the_input_saves_the_plan(tmp_path: Path) -> None:
    """End of input: the game is saved with its plan, says so, and goes on with `--load`."""
    lines = begin(tmp_path, "commit\nb\n1\n")
    assert lines[-2:] == ["The input ends here.", ENDS + SAVE.format(2)]
    again = play(tmp_path, "plan\n", "--load", SAVE.format(2))
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.splitlines()[-6:] == [
        "  b) Answer to An envoy at the gate: Refuse.",
        "  1. Raise the toll.",
        "  Left: 1 of 2 hands, 1 of 2 orders.",
        "> ",
        "The input ends here.",
        ENDS + SAVE.format(2),
    ]


def test_a_bad_command_loses_nothing(tmp_path: Path) -> None:
    """A bad command gets a helpful line, and the plan stays as it is."""
    lines = begin(tmp_path, "a\ncomit\n99\nz\ndrop 2\n2 2\nplan\n")
    said = {line for line in lines if not line.startswith(" ")}
    assert "I do not know 'comit'. Did you mean commit? Type help for the commands." in said
    assert "There is no number 99 in this turn; type look to hear them again." in said
    assert "There is no letter z in this turn; type look to hear them again." in said
    assert "2 is not in the plan; plan tells what is." in said
    assert "2 is in the plan already; drop 2 takes it out." in said
    plan = lines.index("> plan")
    assert lines[plan + 2 : plan + 6] == [
        "Plan:",
        "  a) Answer to An envoy at the gate: Grant passage.",
        "  2. Build the wall.",
        "  Left: 0 of 2 hands, 1 of 2 orders.",
    ]


def test_a_plan_that_breaks_a_rule_is_refused_at_once(tmp_path: Path) -> None:
    """What cannot be paid does not get into the plan, and the reason is said."""
    lines = begin(tmp_path, "2\n3\n")
    assert "That cannot be planned: feast cannot be paid: not enough hands for the whole plan." in (
        lines
    )


def test_undo_goes_back_without_limit(tmp_path: Path) -> None:
    """Every change of the plan before the commit can be undone, one after the other."""
    lines = begin(tmp_path, "a\nb\n1\n3\nundo\nundo\nundo\nundo\nundo\n")
    plans = [
        [line.strip() for line in lines[place + 1 : place + 5] if line.startswith("  ")]
        for place, line in enumerate(lines)
        if line == "Plan:"
    ]
    grant = "a) Answer to An envoy at the gate: Grant passage."
    refuse = "b) Answer to An envoy at the gate: Refuse."
    assert [plan[:-1] for plan in plans[4:7]] == [[refuse, "1. Raise the toll."], [refuse], [grant]]
    assert plans[7][0] == "Nothing yet."
    assert lines.count("There is nothing to undo in this turn.") == 1


def test_a_single_order_is_counted_as_one(tmp_path: Path) -> None:
    """Rule: what a plan leaves is told in the number of its noun."""
    lines = begin(tmp_path, "plan\n", "--seat", "west")
    assert "  Left: 1 of 1 hands, 1 of 1 order." in lines


def test_ironman_is_not_rewound(tmp_path: Path) -> None:
    """An ironman game says that it does not go back, and stays where it is."""
    lines = begin(tmp_path, "commit\nrewind\nplan\n", "--mode", "ironman")
    assert "An ironman game does not go back: what is committed is done." in lines
    assert lines[-1] == ENDS + SAVE.format(2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("demands", "dispatches"), ("actions", "orders"), ("status", "look"), ("exit", "quit"),
     ("end turn", "commit"), ("?", "help"), ("advicers", "advice")],
)  # fmt: skip
def test_a_word_of_another_game_leads_to_what_it_means(typed: str, meant: str) -> None:
    """Not to the word that is spelt most like it."""
    assert guess_command(typed.split()[0]) == meant


def test_words_of_other_games_are_no_commands_and_mean_some() -> None:
    """Each leads to a command that there is, and hides none."""
    names = {command.name for command in COMMANDS}
    assert set(OTHER_WORDS) <= names
    others = [other for each in OTHER_WORDS.values() for other in each]
    assert len(set(others)) == len(others)
    assert [word for word in others if find_commands(word)] == []


@pytest.mark.parametrize("ending", ["SIGHUP", "SIGTERM", "SIGKILL", "output"])
def test_whatever_ends_the_program_takes_no_plan_along(tmp_path: Path, ending: str) -> None:
    """A closed terminal, a shutdown, a power cut, and an output that nobody reads any more."""
    command = [sys.executable, "-m", "game", "play", "--plain", "--saves", str(tmp_path)]
    with subprocess.Popen(
        [*command, TOLL_BRIDGE, "--seed", "7"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as game:  # fmt: skip
        assert game.stdin and game.stdout and game.stderr
        game.stdin.write("2\n")
        game.stdin.flush()
        while game.stdout.readline() != "  2. Build the wall.\n":
            pass
        if ending == "output":
            game.stdout.close()
            game.stdin.write("look\n")
            game.stdin.close()
        else:
            game.send_signal(getattr(signal, ending))
        assert game.stderr.read() == ""
    assert game.returncode == {"output": 0, "SIGKILL": -signal.SIGKILL}.get(ending, 130)
    save = SaveFolder(tmp_path).read(SAVE.format(1).removeprefix("saves/"))
    assert save.draft is not None and save.draft.orders == ("build-wall",)


def test_anything_may_come_through_the_pipe(tmp_path: Path) -> None:
    """Bytes that are no text, and a line of a million signs, are bad commands like others."""
    noise = b"\xff\xfe\x00\x1b[2J\n" + b"x" * 1_000_000 + b"\n\n   \nplan\n"
    lines = begin(tmp_path, noise)
    assert sum(line.startswith("I do not know ") for line in lines) == 2
    assert "\x1b" not in "".join(lines)
    assert lines[-1] == ENDS + SAVE.format(1)


def test_without_a_scenario_it_asks(tmp_path: Path) -> None:
    """No scenario given: the scenarios are listed, and the answer is a number or an id."""
    result = play(tmp_path, "99\nhesitant-alignment\nquit\n", "--seed", "7")
    lines = result.stdout.splitlines()
    assert (result.returncode, result.stderr) == (0, "")
    assert lines[0] == "Buffer State. The scenarios:"
    assert any("(hesitant-alignment): 14 turns" in line for line in lines)
    assert any(line.startswith("There is no scenario '99'; type a number from 1") for line in lines)
    assert any(line.startswith("Hesitant Alignment. Turn 1 of 14, Q3 2019.") for line in lines)
    nobody = play(tmp_path, "")
    assert (nobody.returncode, nobody.stderr) == (0, "")


def test_the_flagship_is_told_in_plain_signs(tmp_path: Path) -> None:
    """ASCII signs only, no colours, no movement of the cursor."""
    result = play(tmp_path, "a\n1\ncommit\ngauges\nquit\n", "hesitant-alignment", "--seed", "7")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.isascii()
    assert {sign for sign in result.stdout if not sign.isprintable()} == {"\n"}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Where nothing can be saved, the game says so and goes on."""
    (tmp_path / "saves").write_text("a file")
    lines = begin(tmp_path, "commit\nquit\n")
    attention = (
        "Attention: the game cannot be saved in saves: a file lies where the folder should be; "
        "move it, or give another folder with --saves DIR. The game goes on without being saved."
    )
    assert lines.count(attention) == 3
    assert any(line.startswith("Toll Bridge. Turn 2 of 4") for line in lines)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([TOLL_BRIDGE, "--seat", "north"], "no seat is called 'north'; the seats are town, west"),
        ([TOLL_BRIDGE, "--seed", "luck!"], "'luck!' is no seed: give a whole number from 0 to"),
        (["--load", "nothing.toml"], "there is no save nothing.toml"),
        (["--load", TOLL_BRIDGE], "toll-bridge.toml is not a save of Buffer State"),
    ],
    ids=["seat", "seed", "missing", "foreign"],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, options: list[str], message: str) -> None:
    """Bad input gets a clear message and exit status 2, and no traceback."""
    result = play(tmp_path, "", *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"buffer-state: {message}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Quiet” — said Łódź’s démarche…", '"Quiet"  -  said Lodz\'s demarche...'),
        ("−3 × 2 ≥ 1", "-3 x 2 >= 1"),
        ("Мінск чакае", "Мінск чакае"),
        ("▲ 🙂", "? ?"),
    ],
)
def test_signs_are_spelled_plainly(text: str, said: str) -> None:
    """Signs become ASCII ones; letters of another script stay."""
    assert plain_text(text) == said


def test_prose_loses_its_marks() -> None:
    """Markdown is told without its marks, a line for each paragraph."""
    text = "# Now\n\nThe **only** *crossing*\nfor `a day`; see [there](http://x).\n\n\nEnd."
    assert plain_prose(text) == ["Now", "The only crossing for a day; see there.", "End."]


def test_what_is_said_bears_no_marks_of_emphasis() -> None:
    """An author's stars go; those of a sum, and of a line of its own, stay."""
    said = io.StringIO()
    Voice(io.StringIO(), said).say("The word *fraternal*, and *two words*.", "2 * 3 * 4", "* * *")
    assert said.getvalue() == "The word fraternal, and two words.\n2 * 3 * 4\n* * *\n"


def test_numbers_bear_unit_and_word(scenario: Scenario) -> None:
    """Every number has a unit and a word; what is hidden is said to be."""
    from game.engine.view import Reading

    assert say_reading(scenario, "purse", Reading(6.0, 6.0)) == "6.0 crowns, enough"
    assert say_reading(scenario, "trust", Reading(30.0, 30.0)) == "30 of 100, wary"
    assert say_reading(scenario, "anger", Reading(40.0, 60.0)) == "between 40 and 60 of 100"
    assert say_reading(scenario, "nerve", Reading(0.0, 100.0, hidden=True)) == "hidden from you"
    assert say_effect(scenario, Effect("purse", 3.0, 3.0)) == "The town's purse up 3 crowns"
    assert say_effect(scenario, Effect("trust", -2.5, 1.0)) == (
        "Trust of the east bank between down 2.5 points and up 1 point"
    )
    assert [judge_change(scenario, "anger", 1.0), judge_change(scenario, "purse", 1.0)] == [
        "worse", "better",
    ]  # fmt: skip
    assert [trim(value) for value in (3.0, 0.25, -0.0, 0.004)] == [
        "3", "0.25", "0", "less than 0.01",
    ]  # fmt: skip
    assert say_odds((75.0, 75.0)) == "75 per cent, likely"
    assert say_odds((45.2, 54.8)) == "45 to 55 per cent"


def test_explain_tells_the_rules(tmp_path: Path) -> None:
    """`explain NAME`: what moves it and what it moves; without a name what can be asked for."""
    said = begin(tmp_path, "explain anger\nexplain\nexplain calendar\nexplain nothing at all\n")
    assert "> explain anger" in said
    assert "  What moves it:" in said
    assert any(line.startswith("  Variables: ") for line in said)
    assert any(line.endswith("end: the last turn") for line in said)
    assert any(line.startswith("nothing in the rules is called 'nothing at all'") for line in said)


def test_the_forecast_is_told_in_lines(tmp_path: Path) -> None:
    """`forecast` says what the screen shows: odds with the plan and without, bands, the unknown."""
    told = begin(tmp_path, "1\nforecast\nquit\n")
    place = told.index("Forecast:")
    assert told[place + 1] == "  Of 1000 futures, played on from turn 1 under the same luck:"
    assert re.fullmatch(
        r"  Any good ending: (less than 1|\d+) per cent with the plan, "
        r"(less than 1|\d+) per cent doing nothing\.",
        told[place + 2],
    )
    assert told[place + 3] == "  After this turn you go on by your weights."
    assert any(line.startswith("  A crossing in peace (good): ") for line in told)
    assert any(line.startswith("  The town's purse: ") and "crowns" in line for line in told)
    assert told[-3].endswith("drawn anew each time: Nerve of the west bank between 30 and 70.")


def test_the_turns_that_decided_it_are_told_after_the_end(tmp_path: Path) -> None:
    """`decided` names three turns with the odds, the choice and the alternative; before, none."""
    told = begin(tmp_path, "decided\n" + "commit\n" * 4 + "decided\nquit\n")
    assert "The game has not ended." in told
    place = told.index("The turns that decided it:")
    points = [line for line in told[place + 1 :] if line.startswith("  Turn ")]
    assert len(points) == 3
    assert all("good endings from " in line and "futures end well" in line for line in points)


def test_the_end_is_compared_in_lines(tmp_path: Path) -> None:
    """After the end: how many games of whom came to less; before, that there is no end yet."""
    lines = begin(tmp_path, "score\n" + "commit\n" * 4 + "score\nscore\n")
    assert "The game has not ended." in lines
    told = [line for line in lines if line.startswith("  Your score is better than ")]
    assert len(told) == 2 and told[0] == told[1]
    assert re.fullmatch(r"  Your score is better than \d+ of 100 games of its bot\.", told[0])


def test_the_timeline_and_its_branches_in_lines(tmp_path: Path) -> None:
    """Turns one by one, two compared, back to one, the branches named, gone between, forgotten."""
    script = (
        "1\ncommit\ntimeline\ncompare 1\nrewind 1\ncall the quiet one\nbranches\nswitch MAIN\n"
        "forget the quiet one\nbranches\nswitch elsewhere\ncompare 7\nreport 1\n"
    )
    lines = begin(tmp_path, script)
    first = next(line for line in lines if line.startswith("  Turn 1, Q2 2001: "))
    assert first.startswith("  Turn 1, Q2 2001: An envoy at the gate. You decided: Raise the toll.")
    assert any(line.startswith("  Turn 2, Q3 2001, is open: ") for line in lines)
    place = lines.index("Turn 1 and turn 2:")
    assert lines[place + 1] == "  In turn 1, Q2 2001, you decided: Raise the toll."
    assert lines[place + 2] == (
        "  The town's purse: 6.0 crowns, enough, then 8.0 crowns, enough, up 2 crowns."
    )
    assert "Back to turn 1. What was played since is the branch main." in lines
    assert "  the quiet one: Turn 1, Q2 2001. This one is played." in lines
    assert "This is the branch main." in lines
    assert "the quiet one is forgotten." in lines
    assert "  There is no other: rewind leaves what was played since as a branch." in lines
    assert "no branch is called 'elsewhere'; the game has only the one that is played" in lines
    assert "turn 7 has not come; the turns are 1 to 2" in lines
    assert "Report of turn 1:" in lines


def test_advice_ends_as_a_sentence_before_the_record_follows(tmp_path: Path) -> None:
    """Also a reason that its author did not end."""
    text = (DATA / "toll-bridge.toml").read_text(encoding="utf-8")
    reason = 'why = "Stone does not change its mind."'
    assert text.count(reason) == 1
    (tmp_path / "bare.toml").write_text(text.replace(reason, 'why = "stone stays"'), "utf-8")
    played = play(tmp_path, "quit\n", "bare.toml", "--seed", "7")
    assert "The master mason (M) recommends: Build the wall. Stone stays.\n" in played.stdout


def test_what_fails_by_digits_that_are_not_shown_is_told_with_them() -> None:
    """29.6 is shown as 30, which is at least 30."""
    text = (DATA / "toll-bridge.toml").read_text(encoding="utf-8")
    text = text.replace('short = "anger"\nstart = 20\n', 'short = "anger"\nstart = 29.6\n')
    text = text.replace('when = "not walled"\n', 'when = "anger >= 30 and not walled"\n', 1)
    (told,) = say_closed(lay_menu(Game.begin(Bundle.from_text(text), 3)))
    assert told == (
        "Build the wall: only while Anger of the west bank is at least 30 "
        "and “The town has a wall” does not hold; Anger of the west bank is 29.6."
    )


def test_a_promise_that_an_order_has_kept_waits_for_nothing() -> None:
    """It says so, and in which turn it is counted."""
    text = (DATA / "toll-bridge.toml").read_text(encoding="utf-8")
    text = text.replace('id = "raise-toll"\n', 'id = "raise-toll"\nkeeps = ["open-bridge"]\n', 1)
    game = Game.begin(Bundle.from_text(text), 3)
    game.commit(Plan(("feast",)))
    game.commit(Plan(("raise-toll",)))
    assert say_promises(game) == [
        "The town promised The west bank: Keep the bridge open. "
        "An order has kept it; it is counted in turn 3."
    ]
