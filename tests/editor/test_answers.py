"""What an editor is answered, without the protocol around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.editor.completion import Suggestion, suggest_at
from game.editor.hover import describe_place
from game.editor.renaming import RenameRefused, find_renamable, plan_rename
from game.editor.study import Study
from game.editor.workspace import Workspace, find_scenario_of

RULE = "[[rule]]\n"


def look(folder: Path, name: str, mark: str, typed: str | None = None) -> tuple[Study, str, int]:
    """Return what is known of the place of a `|`, in a file or in a text that is typed anew."""
    workspace = Workspace()
    path = folder / name
    workspace.open_text(folder / "head.toml", (folder / "head.toml").read_text("utf-8"))
    assert workspace.study(folder / "head.toml") is not None
    text = path.read_text("utf-8") if typed is None else typed
    workspace.open_text(path, text)
    study = workspace.study(path)
    assert study is not None
    return study, text, text.index(mark.replace("|", "")) + mark.index("|")


def suggest(folder: Path, mark: str, before: str = "") -> dict[str, Suggestion]:
    """Return what is suggested at the `|` at the end of a file that is being typed."""
    (folder / "more.toml").write_text("[const]\nspare = 1\n", encoding="utf-8")
    study, text, offset = look(folder, "more.toml", mark, before + mark.replace("|", ""))
    return {each.label: each for each in suggest_at(study.scenario, text, offset)}


@pytest.mark.parametrize(
    ("before", "mark", "offers", "lacks"),
    [
        ("", '[[action]]\nid = "x"\nse|', {"seat", "when", "weight"}, {"id", "to"}),
        ("", "[[action]]\ncost = { at|", {"attention", "anger", "toll"}, {"town"}),
        ("", "[[action]]\nadd = { anger = 1, to|", {"toll"}, {"anger", "need", "closed"}),
        ("", '[[action]]\nraise = ["cl|', {"closed"}, {"toll"}),
        ("", '[[action]]\nseat = "to|', {"town", "down-stream"}, {"toll"}),
        ("", '[[action]]\nlater = [{ in = 1, add = { toll = "ne|', {"need"}, {"town"}),
        ("", '[[test]]\nplay = ["fl|', {"flood.wait", "town.raise-toll"}, {"flood"}),
        ("", '[[event]]\ntext = "The river {to|', {"toll", "need"}, {"event"}),
        ("", '[[event]]\ntext = "The river to|', set(), {"toll"}),
        ("", "[scenario]\nstep = |", {'"quarter"', '"year"'}, {"quarter"}),
        ("", '[scenario]\nstep = "q|', {"quarter", "year"}, {'"year"'}),
        ("", "[seat.town]\nhuman = |", {"true", "false"}, {'"true"'}),
        ("", "[ev|", {"event", "ending", "seat"}, {"format"}),
        ("", "[[event.op|", {"option", "price"}, {"label"}),
        ("", '[[rule]]\nstage = "dr|', {"drift", "orders"}, {"toll"}),
        ("", '[[lesson]]\nwait = "or|', {"commit", "order.raise-toll", "answer.flood"}, {"toll"}),
        ("", '[balance]\n"en|', {"ending.drowned", "taken.raise-toll"}, {"toll"}),
        ("", '[[rule]]\nwhen = "chose.|', {"chose.flood.wait"}, {"chose", "toll"}),
        ("", "# a comment about to|", set(), {"toll"}),
        ('[[rule]]\nid = "broken\n', '[[rule]]\nwhen = "to|', {"toll"}, {"town"}),
    ],
)
def test_completion(
    folder: Path, before: str, mark: str, offers: set[str], lacks: set[str]
) -> None:
    """Keys that a table lacks, names of the kind that belongs there, words of the format."""
    found = suggest(folder, mark, before).keys()
    assert offers <= found
    assert not lacks & found


def test_what_is_suggested_takes_the_place_of_what_is_typed(folder: Path) -> None:
    """With its dots in a formula, from the quote on in a string, from the last dot in a header."""
    assert suggest(folder, '[[rule]]\nwhen = "1 + times.ra|')["times.raise_toll"].typed == 8
    assert suggest(folder, '[[action]]\nseat = "down-s|')["down-stream"].typed == 6
    assert suggest(folder, '[balance]\n"en|')["ending.drowned"].typed == 2
    assert suggest(folder, "[balance]\nen|")['"ending.drowned"'].typed == 2
    assert suggest(folder, "[[event.opt|")["option"].typed == 3
    assert (
        suggest(folder, "[[action]]\nla|")["label"].about
        == "The verb first, at most 30 characters."
    )


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        (
            "tol|l = 1.5",
            "**toll** · variable, Toll, 0 to 10 crowns\n\nWhat the bridge takes in a year.\n\n"
            "starts at 4\n\nMoved by:\n- Raise the toll 🏰: +1.5\n- flood, Wait: −1\n- upkeep: + (",
        ),
        (
            "times.raise_to|ll < 3",
            "**raise-toll** · action, Raise the toll 🏰\n\n"
            "when `anger < 80 and times.raise_toll < 3`\n\ncosts attention `1.0`, anger `1.0`",
        ),
        ("ne|ed / 2", "**need** · derived value\n\n= `10 - toll`"),
        ("{ang|er:0}", "**anger** · variable, Anger downstream, 0 to 100"),
        ("clos|ed and chose", "**closed** · flag, The ford is closed"),
        ("tim|es.raise_toll", "**times** · how often it was chosen in this game"),
        (
            "chan|ce =",
            "**chance** · Something that happens at an opening, and may ask seats for an "
            "answer.\n\nPer cent in each turn while `when` holds; without it, always.",
        ),
        (
            "na|me = ",
            "**name** · What the author expects of the scenario.\n\n"
            "What is expected, in words. It must be there.",
        ),
        ("[[end|ing]]", "**ending** · One scenario: a whole game.\n\nHow it can end."),
    ],
)
def test_hover(folder: Path, mark: str, says: str) -> None:
    """Names tell what they are and who moves them, keys what the reference says of them."""
    study, text, offset = look(folder, "play.toml", mark)
    told = describe_place(study, folder / "play.toml", text, offset)
    assert told is not None
    assert told.startswith(says)


def test_hover_tells_who_moves_a_name_while_another_is_misspelt(folder: Path) -> None:
    """The rules are told as they last were without errors."""
    workspace = Workspace()
    path = folder / "play.toml"
    text = path.read_text("utf-8")
    for typed in (text, text.replace("anger < 80", "angre < 80")):
        workspace.open_text(path, typed)
        study = workspace.study(path)
        assert study is not None
        told = describe_place(study, path, typed, typed.index("toll = 1.5"))
        assert told is not None
        assert "- Raise the toll 🏰: +1.5" in told
        assert bool(study.problems) is (typed != text)


def test_hover_says_nothing_of_nothing(folder: Path) -> None:
    """A comment and a number are no names."""
    for mark in ("# Мо|ст", "anger = 1|0 }"):
        study, text, offset = look(folder, "play.toml", mark)
        assert describe_place(study, folder / "play.toml", text, offset) is None


@pytest.mark.parametrize(
    ("mark", "new", "says"),
    [
        ('id = "raise-t|oll"', "two words", "'two words' is no name here"),
        ('id = "raise-t|oll"', "Complain", None),
        ('id = "raise-t|oll"', "complain", "there is an action 'complain' already"),
        ('id = "raise-t|oll"', "flood", None),
        ('id = "wa|it"', "close-it", "there is an option 'close-it' already"),
        ("add = { to|ll", "raise-it", "a letter first, then letters, digits and _"),
        ("add = { to|ll", "need", "there is a derived 'need' already"),
        ("add = { to|ll", "max", "'max' is a word of the formula language"),
        ("add = { to|ll", "times", "'times' is a word of the formula language"),
        ("# Мо|ст", "x", "no name of this scenario stands here"),
    ],
)
def test_which_names_can_be_given(folder: Path, mark: str, new: str, says: str | None) -> None:
    """A name that is none, is taken, or is a word of formulas is refused with the reason."""
    study, _, offset = look(folder, "play.toml", mark)
    if says is None:
        symbol = find_renamable(study, folder / "play.toml", offset).symbol
        assert plan_rename(study, symbol, new) != []
        return
    with pytest.raises(RenameRefused) as caught:
        plan_rename(study, find_renamable(study, folder / "play.toml", offset).symbol, new)
    assert says in str(caught.value)


def test_a_scenario_with_errors_is_not_renamed_in(folder: Path) -> None:
    """A formula that cannot be read may hide a mention, so nothing is changed by halves."""
    text = (folder / "play.toml").read_text("utf-8")
    (folder / "play.toml").write_text(text.replace("anger < 80", "anger < "), encoding="utf-8")
    study, _, offset = look(folder, "play.toml", "add = { to|ll")
    symbol = find_renamable(study, folder / "play.toml", offset).symbol
    with pytest.raises(RenameRefused, match=r"the first is in play\.toml, line 7"):
        plan_rename(study, symbol, "tax")


def test_names_that_each_puts_in_whole_are_not_renamed(folder: Path) -> None:
    """`each` writes the name of a seat here, and more from it; what is meant its author knows."""
    (folder / "more.toml").write_text(
        '[[action]]\neach = { t = ["town", "down-stream"] }\nid = "{t}-talks"\nseat = "{t}"\n'
        "add = { anger = -1 }\n",
        encoding="utf-8",
    )
    study, _, offset = look(folder, "play.toml", 'seat = "to|wn"')
    symbol = find_renamable(study, folder / "play.toml", offset).symbol
    with pytest.raises(
        RenameRefused, match=r"in more\.toml, line \d, `each` puts in the whole name"
    ):
        plan_rename(study, symbol, "city")
    study, _, offset = look(folder, "play.toml", "add = { to|ll")
    symbol = find_renamable(study, folder / "play.toml", offset).symbol
    assert len(plan_rename(study, symbol, "tax")) == 9


FAMILY = """[var."trust_{t}"]
each = { t = ["east", "west"] }
start = 5

[[action]]
each = { t = ["east", "west"] }
id = "visit-{t}"
seat = "town"
add = { "trust_{t}" = "5 - times.visit_{t}" }

[[rule]]
id = "gossip"
when = "trust_east > 3 and times.visit_west < 2"
add = { trust_east = -1 }
"""
"""Names of which `each` makes several."""


def renamed(folder: Path, mark: str, new: str) -> str:
    """Return what the file of the family is when a name in it has another."""
    (folder / "more.toml").write_text(FAMILY, encoding="utf-8")
    study, text, offset = look(folder, "more.toml", mark)
    symbol = find_renamable(study, folder / "more.toml", offset).symbol
    changes = plan_rename(study, symbol, new)
    for change in sorted(changes, key=lambda each: -each.start):
        text = text[: change.start] + change.text + text[change.end :]
    return text


@pytest.mark.parametrize(
    ("mark", "new"),
    [
        ('[var."tru|st_{t}"]', "belief_{t}"),
        ('add = { "tru|st_{t}"', "belief_{t}"),
        ('when = "tr|ust_east', "belief_east"),
        ("add = { tr|ust_east", "belief_east"),
    ],
)
def test_a_name_of_each_is_renamed_with_all_that_its_template_makes(
    folder: Path, mark: str, new: str
) -> None:
    """At the template or where one of its names stands: all of them keep what is put in."""
    expected = FAMILY.replace("trust_", "belief_")
    assert renamed(folder, mark, new) == expected


def test_an_id_of_each_is_spelt_in_formulas_as_it_must_be(folder: Path) -> None:
    """A hyphen of the new id is `_` in a formula, in the template of a formula too."""
    text = renamed(folder, 'id = "vis|it-{t}"', "state-visit-{t}")
    assert 'id = "state-visit-{t}"' in text
    assert "5 - times.state_visit_{t}" in text
    assert "times.state_visit_west < 2" in text


@pytest.mark.parametrize(
    ("mark", "new", "says"),
    [
        ("add = { tr|ust_east", "belief", "`each` puts 'east' into this name, where it must stay"),
        ("add = { tr|ust_east", "east_east", "where it must stay"),
        ('[var."tru|st_{t}"]', "belief_{s}", "must stay, as in 'trust_{t}'"),
        ('[var."tru|st_{t}"]', "gone-{t}", "a letter first, then letters, digits and _"),
        ('id = "vis|it-{t}"', "go-{t}", None),
        ('id = "vis|it-{t}"', "{t}", None),
    ],
)
def test_what_each_puts_in_stays(folder: Path, mark: str, new: str, says: str | None) -> None:
    """A new name without it, or one that is none, is refused with the reason."""
    if says is None:
        assert renamed(folder, mark, new) != ""
        return
    with pytest.raises(RenameRefused) as caught:
        renamed(folder, mark, new)
    assert says in str(caught.value)


def test_two_templates_of_one_name_are_not_renamed(folder: Path) -> None:
    """What one writes and the other puts in cannot be told apart."""
    (folder / "more.toml").write_text(
        '[var."trust_{t}"]\neach = { t = ["east", "west"] }\nstart = 5\n'
        '[[rule]]\neach = { s = ["trust"] }\nid = "{s}"\nadd = { "{s}_east" = 1 }\n',
        encoding="utf-8",
    )
    study, _, offset = look(folder, "more.toml", '[var."tru|st_{t}"]')
    symbol = find_renamable(study, folder / "more.toml", offset).symbol
    with pytest.raises(RenameRefused, match="in several ways, such as"):
        plan_rename(study, symbol, "belief_{t}")


def test_a_group_is_renamed_where_it_is_locked_too(folder: Path) -> None:
    """The group of orders, the rung of the ladder that locks it, and the policy that follows it."""
    text = (
        '[[action]]\nid = "march"\nseat = "town"\ngroup = "force"\nadd = { anger = 5 }\n'
        '[[action]]\nid = "camp"\nseat = "town"\ngroup = "force"\nadd = { anger = 2 }\n'
        "[var.rung]\nstart = 0\nrange = [0, 1]\n"
        '[ladder]\nvar = "rung"\nfrom = "anger"\n'
        'rungs = [{ label = "calm" }, { label = "row", up = 60, down = 40, locks = ["force"] }]\n'
        '[balance."ending.dry-shod"]\npolicy = "constant:camp, force,flood.wait"\nshare = [0, 9]\n'
    )
    (folder / "more.toml").write_text(text, encoding="utf-8")
    study, _, offset = look(folder, "more.toml", 'locks = ["fo|rce"]')
    symbol = find_renamable(study, folder / "more.toml", offset).symbol
    assert len(plan_rename(study, symbol, "arms")) == 4
    for new, says in [("march", "there is an action 'march'"), ("two words", "is no name here")]:
        with pytest.raises(RenameRefused, match=says):
            plan_rename(study, symbol, new)
    for mark, places in (('id = "ca|mp"', 2), ("force,flood.wa|it", 2), ("force,flo|od", 7)):
        study, _, offset = look(folder, "more.toml", mark)
        symbol = find_renamable(study, folder / "more.toml", offset).symbol
        assert len(plan_rename(study, symbol, "other")) == places


def test_names_of_a_base_are_not_renamed(tmp_path: Path) -> None:
    """A variant cannot rename what belongs to the scenario that it extends."""
    path = tmp_path / "late.toml"
    path.write_text(
        'format = 1\nextends = "first-steps"\n[scenario]\nid = "late"\n'
        "[const]\nspare = 1\n[var.reserves]\nstart = 3\n"
    )
    workspace = Workspace()
    workspace.open_text(path, path.read_text("utf-8"))
    study = workspace.study(path)
    assert study is not None
    offset = path.read_text("utf-8").index("reserves")
    symbol = find_renamable(study, path, offset).symbol
    with pytest.raises(RenameRefused, match="of the scenario that this one extends"):
        plan_rename(study, symbol, "gold")
    own = find_renamable(study, path, path.read_text("utf-8").index("spare")).symbol
    assert len(plan_rename(study, own, "reserve")) == 1


def test_a_text_that_was_broken_when_it_was_opened(folder: Path) -> None:
    """Names are then those of the file as it was saved."""
    text = (folder / "play.toml").read_text("utf-8") + '[[rule]]\nwhen = "to'
    workspace = Workspace()
    workspace.open_text(folder / "play.toml", text)
    study = workspace.study(folder / "play.toml")
    assert study is not None
    assert not study.is_fresh
    assert "toll" in {each.label for each in suggest_at(study.scenario, text, len(text))}


def test_which_scenario_a_file_belongs_to(folder: Path, tmp_path: Path) -> None:
    """A folder with one header is one scenario; several headers are several scenarios."""
    assert find_scenario_of(folder / "play.toml", {}) == folder
    assert find_scenario_of(folder / "texts.be.toml", {}) == folder
    beside = tmp_path / "shelf"
    beside.mkdir()
    for name in ("one.toml", "two.toml"):
        (beside / name).write_text("[scenario]\n")
    (beside / "one.texts.be.toml").write_text('"scenario.title" = "Адзін"\n')
    (beside / "pyproject.toml").write_text("[project]\n")
    assert find_scenario_of(beside / "one.toml", {}) == beside / "one.toml"
    assert find_scenario_of(beside / "one.texts.be.toml", {}) == beside / "one.toml"
    assert find_scenario_of(beside / "pyproject.toml", {}) is None
    assert find_scenario_of(beside / "notes.md", {}) is None
    assert find_scenario_of(beside / "new.toml", {beside / "new.toml": "[scenario]\n"}) == (
        beside / "new.toml"
    )
