"""The language server as an editor meets it: the real command, over its pipes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from game.cli import main
from tests.editor.client import Editor, apply_edits


async def test_what_it_offers(folder: Path) -> None:
    """It says what it can, and leaves when it is told to."""
    editor = Editor(folder)
    can = (await editor.begin()).capabilities
    assert can.completion_provider is not None
    assert can.hover_provider
    assert can.definition_provider
    assert can.references_provider
    assert isinstance(can.rename_provider, types.RenameOptions)
    assert can.rename_provider.prepare_provider
    assert await editor.end() == 0


async def test_diagnostics_follow_what_is_typed(editor: Editor) -> None:
    """The unsaved text counts; what `check` says is under the very token, also after an emoji."""
    text = editor.open("play.toml")
    assert await editor.diagnostics("play.toml") == []
    wrong = text.replace("takes {toll}", "takes {tol}").replace("anger < 80", "angr < 80")
    editor.change("play.toml", wrong)
    found = await editor.diagnostics("play.toml")
    assert [(each.code, each.source, each.severity) for each in found] == [
        ("unknown-name", "buffer-state", types.DiagnosticSeverity.Error),
        ("unknown-name", "buffer-state", types.DiagnosticSeverity.Error),
    ]
    assert found[0].message == "there is no name `angr`\ndid you mean `anger`?"
    assert found[0].range == types.Range(types.Position(6, 8), types.Position(6, 12))
    line = 'text = "The river 🏰 takes {'
    start = len(line.encode("utf-16-le")) // 2
    assert found[1].range == types.Range(types.Position(26, start), types.Position(26, start + 3))
    editor.change("play.toml", text)
    assert await editor.diagnostics("play.toml") == []


async def test_a_mistake_in_one_file_is_told_where_it_matters(editor: Editor) -> None:
    """The files of a folder are one scenario, and each problem is told of its own file."""
    head = editor.open("head.toml")
    assert await editor.diagnostics("head.toml") == []
    editor.change("head.toml", head.replace("[var.anger]", "[var.fury]"))
    found = await editor.diagnostics("play.toml")
    assert {each.message.partition("\n")[0] for each in found} >= {
        "there is no variable `anger`",
        "there is no name `anger`",
    }
    editor.change("head.toml", head)
    assert await editor.diagnostics("play.toml") == []


async def test_a_second_place_is_told(editor: Editor) -> None:
    """What is defined twice leads to where it was first defined."""
    text = editor.open("play.toml")
    editor.change("play.toml", text + '[[rule]]\nid = "upkeep"\nadd = { toll = 1 }\n')
    (found,) = [each for each in await editor.diagnostics("play.toml") if each.code]
    assert found.code == "duplicate-id"
    assert found.related_information is not None
    first = found.related_information[0]
    assert first.message == "first defined here"
    assert first.location.uri == editor.uri("play.toml")
    assert first.location.range.start.line == text[: text.index('"upkeep"')].count("\n")


async def test_what_cannot_be_read_is_told(editor: Editor) -> None:
    """No TOML, or a scenario that extends what is not there: one diagnostic, and no accident."""
    editor.open("elsewhere/alone.toml", "format = 1\n[scenario\n")
    (found,) = await editor.diagnostics("elsewhere/alone.toml")
    assert found.code == "not-toml"
    editor.change(
        "elsewhere/alone.toml", 'format = 1\nextends = "nowhere"\n[scenario]\nid = "alone"\n'
    )
    (found,) = await editor.diagnostics("elsewhere/alone.toml")
    assert "it extends 'nowhere', but there is no scenario 'nowhere'" in found.message


async def test_completion_in_formulas(editor: Editor) -> None:
    """A formula completes the names of this scenario; dotted ones once the dot is typed."""
    text = editor.open("play.toml")
    typed = text.replace('"anger < 80 and', '"ang').replace('"5 + need / 2"', '"5 + times."')
    editor.change("play.toml", typed)
    found = await editor.complete("play.toml", typed, 'when = "ang|')
    assert found["anger"].detail == "variable, Anger downstream, 0 to 100"
    assert {"toll", "need", "closed", "clamp", "turn", "times"} <= found.keys()
    assert "town" not in found
    dotted = await editor.complete("play.toml", typed, '"5 + times.|')
    assert set(dotted) == {
        "times.raise_toll",
        "times.complain",
        "times.flood.close_it",
        "times.flood.wait",
    }
    edit = dotted["times.raise_toll"].text_edit
    assert isinstance(edit, types.TextEdit)
    line = next(line for line in typed.split("\n") if "5 + times." in line)
    assert edit.range.start.character == line.index("times.")
    assert edit.range.end.character == line.index("times.") + len("times.")


async def test_hover(editor: Editor) -> None:
    """A name tells what it is; a comment is no name."""
    text = editor.open("play.toml")
    told = await editor.hover("play.toml", text, "ne|ed / 2")
    assert told == "**need** · derived value\n\n= `10 - toll`"
    assert await editor.hover("play.toml", text, "# Мо|ст") is None


async def test_names_are_known_while_the_text_is_broken(editor: Editor) -> None:
    """In the middle of typing the names are those that were last readable."""
    text = editor.open("play.toml")
    assert await editor.diagnostics("play.toml") == []
    broken = text + '[[rule]]\nid = "x\nwhen = "toll > 1'
    editor.change("play.toml", broken)
    told = await editor.hover("play.toml", broken, 'when = "to|ll > 1')
    assert told is not None
    assert told.startswith("**toll** · variable, Toll")
    at = editor.place("play.toml", broken, 'when = "to|ll > 1')
    with pytest.raises(JsonRpcException, match="a file is no TOML just now"):
        await editor.text_document_rename_async(
            types.RenameParams(at.text_document, at.position, "tax")
        )


async def test_definition_and_references(editor: Editor) -> None:
    """From a formula to the file where the name is defined, and to every other mention."""
    text = editor.open("play.toml")
    at = editor.place("play.toml", text, 'when = "an|ger')
    found = await editor.text_document_definition_async(
        types.DefinitionParams(at.text_document, at.position)
    )
    assert isinstance(found, list)
    assert [(each.uri, each.range.start.line) for each in found] == [(editor.uri("head.toml"), 16)]
    everywhere = await editor.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(True), at.text_document, at.position)
    )
    uses = await editor.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(False), at.text_document, at.position)
    )
    assert everywhere is not None
    assert uses is not None
    assert len(everywhere) == len(uses) + 1 == 10


async def rename(editor: Editor, mark: str, new: str) -> types.WorkspaceEdit:
    """Rename what stands at a place of the second file."""
    text = editor.open("play.toml")
    at = editor.place("play.toml", text, mark)
    edit = await editor.text_document_rename_async(
        types.RenameParams(at.text_document, at.position, new)
    )
    assert edit is not None
    return edit


async def test_rename_everywhere(editor: Editor, folder: Path) -> None:
    """An answer is renamed in tests, formulas and translations, each in its own spelling."""
    edit = await rename(editor, 'id = "clo|se-it"', "shut-the-ford")
    assert edit.changes is not None
    for uri, edits in edit.changes.items():
        path = folder / uri.rpartition("/")[2]
        path.write_text(apply_edits(path.read_text("utf-8"), list(edits)), encoding="utf-8")
    play = (folder / "play.toml").read_text("utf-8")
    assert "close" not in play.replace("closed", "")
    assert 'id = "shut-the-ford"' in play
    assert "chose.flood.shut_the_ford == 0" in play
    assert '"flood.shut-the-ford", "raise-toll"' in play
    assert "option.shut-the-ford.label" in (folder / "texts.be.toml").read_text("utf-8")
    assert main(["check", str(folder)]) == 0


async def test_rename_what_each_makes(editor: Editor, folder: Path) -> None:
    """An editor offers the template itself, and gets all names that it makes changed with it."""
    text = (
        '[var."trust_{t}"]\neach = { t = ["east", "west"] }\nstart = 5\n\n'
        '[[rule]]\nid = "gossip"\nwhen = "trust_east > 3"\nadd = { trust_west = -1 }\n'
    )
    (folder / "more.toml").write_text(text, encoding="utf-8")
    editor.open("more.toml")
    at = editor.place("more.toml", text, '[var."tru|st_{t}"]')
    offered = await editor.text_document_prepare_rename_async(
        types.PrepareRenameParams(at.text_document, at.position)
    )
    assert offered == types.Range(types.Position(0, 6), types.Position(0, 15))
    edit = await editor.text_document_rename_async(
        types.RenameParams(at.text_document, at.position, "belief_{t}")
    )
    assert edit is not None
    assert edit.changes is not None
    ((uri, edits),) = edit.changes.items()
    assert uri == editor.uri("more.toml")
    assert apply_edits(text, list(edits)) == text.replace("trust_", "belief_")


async def test_rename_refuses(editor: Editor) -> None:
    """A new name that is none or is taken is answered with the reason."""
    with pytest.raises(JsonRpcException, match="there is an action 'complain' already"):
        await rename(editor, 'id = "raise-t|oll"', "complain")


async def test_files_of_other_kinds_are_left_alone(editor: Editor, folder: Path) -> None:
    """A TOML file that has no table of the format is no scenario."""
    editor.open("tool.toml", "[tool.other]\nx = 1\n")
    assert await editor.diagnostics("tool.toml") == []
    assert await editor.hover("tool.toml", "[tool.other]\nx = 1\n", "to|ol") is None


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    """Without the library of the protocol it says how to install it."""
    code = (
        "import sys; sys.modules['pygls'] = None; import game.cli; sys.exit(game.cli.main(['lsp']))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert said.returncode == 2
    assert said.stderr == (
        "buffer-state: the language server needs one more package: "
        "pip install 'buffer-state[lsp]'\n"
    )


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        (b"Content-Length: 5\r\n\r\n{nope", 0, ""),
        (b"Content-Length: 4\r\n\r\nnull", 0, ""),
        (b"Content-Length: 100\r\n\r\nabc", 0, ""),
        (b"Content-Length: 99999999999999999999\r\n\r\nabc", 2,
         "buffer-state: the editor sent a message of an impossible length; "
         "start the server again\n"),
    ],
    ids=["no JSON", "no object", "cut off", "endless"],
)  # fmt: skip
def test_what_is_no_message_leaves_no_traceback(sent: bytes, status: int, told: str) -> None:
    """The editor shows what it is told; its log holds no accident of ours."""
    command = [sys.executable, "-m", "game", "lsp"]
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        command, cwd=root, input=sent, capture_output=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stderr.decode()) == (status, told)
