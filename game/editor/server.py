"""The language server: what an editor asks, in the terms of the protocol.

It is thin: questions go to `game.editor`'s other modules, which know no protocol.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

import game
from game.editor.completion import suggest_at
from game.editor.hover import describe_place
from game.editor.places import Places
from game.editor.renaming import RenameRefused, find_renamable, plan_rename
from game.editor.reports import Reports
from game.editor.study import Study
from game.editor.workspace import Workspace
from game.errors import BufferStateError
from game.scenario.mentions import Mention

PAUSE = 0.2
"""How many seconds nobody types before a scenario is checked."""

REQUEST_FAILED = -32803
"""The protocol's code for a request that is understood and cannot be carried out."""

ITEM_KINDS = {
    "key": types.CompletionItemKind.Property,
    "table": types.CompletionItemKind.Module,
    "name": types.CompletionItemKind.Variable,
    "function": types.CompletionItemKind.Function,
    "word": types.CompletionItemKind.EnumMember,
}
"""How editors mark what is suggested."""


class ScenarioServer(LanguageServer):
    """A server for the scenarios of one editor."""

    def __init__(self) -> None:
        """Begin with no scenario open."""
        super().__init__("buffer-state", game.__version__)
        self.scenarios = Workspace()
        self.reports = Reports()
        self._waiting: dict[Path, asyncio.Task[None]] = {}

    def take_text(self, uri: str, text: str) -> None:
        """Take a text as it is now, and check its scenario when nobody types any more."""
        path = find_path(uri)
        self.scenarios.open_text(path, text)
        self.stop_waiting(path)
        self._waiting[path] = asyncio.get_running_loop().create_task(self._check_later(path))

    def stop_waiting(self, path: Path) -> None:
        """Check a text no more that has changed again or is closed."""
        waiting = self._waiting.pop(path, None)
        if waiting is not None:
            waiting.cancel()

    async def _check_later(self, path: Path) -> None:
        await asyncio.sleep(PAUSE)
        self.check(path)

    def check(self, path: Path) -> None:
        """Tell the editor what is wrong with the scenario of a text."""
        study = self.scenarios.study(path)
        for told, diagnostics in self.reports.renew(path, study, self.workspace.position_codec):
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(from_fs_path(str(told)) or "", diagnostics)
            )

    def look(self, uri: str, position: types.Position) -> tuple[Study | None, Path, str, int]:
        """Return what is known of a place: its scenario, file, text, and offset."""
        path = find_path(uri)
        text = self.scenarios.text_of(path)
        offset = Places(text, self.workspace.position_codec).offset_of(position)
        return self.scenarios.study(path), path, text, offset

    def locate(self, study: Study, mention: Mention) -> types.Location:
        """Return where a mention stands."""
        assert study.inspection is not None  # it is where the mention comes from
        file = study.inspection.bundle.files[mention.file]
        places = Places(file.text, self.workspace.position_codec)
        path = from_fs_path(str(Path(file.path).resolve())) or ""
        return types.Location(path, places.range_of(mention.start, mention.end))


server = ScenarioServer()


def find_path(uri: str) -> Path:
    """Return the file of a URI; what is not on the disk gets a path that no file has."""
    return Path(to_fs_path(uri) or f"/{uri.replace('/', '_')}").resolve()


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def open_text(ls: ScenarioServer, params: types.DidOpenTextDocumentParams) -> None:
    """Take a text that is opened."""
    ls.take_text(params.text_document.uri, params.text_document.text)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def change_text(ls: ScenarioServer, params: types.DidChangeTextDocumentParams) -> None:
    """Take a text that is changed; the library has put the changes together."""
    uri = params.text_document.uri
    ls.take_text(uri, ls.workspace.get_text_document(uri).source)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
def save_text(ls: ScenarioServer, params: types.DidSaveTextDocumentParams) -> None:
    """Check once more: a file beside may have changed on the disk."""
    uri = params.text_document.uri
    ls.take_text(uri, ls.workspace.get_text_document(uri).source)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def close_text(ls: ScenarioServer, params: types.DidCloseTextDocumentParams) -> None:
    """Forget a text and what was said of its scenario."""
    path = find_path(params.text_document.uri)
    ls.stop_waiting(path)
    ls.scenarios.close_text(path)
    for told in ls.reports.forget(path):
        ls.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(from_fs_path(str(told)) or "", [])
        )


@server.feature(
    types.TEXT_DOCUMENT_COMPLETION,
    types.CompletionOptions(trigger_characters=[".", '"', "{", "[", " "]),
)
def complete(ls: ScenarioServer, params: types.CompletionParams) -> list[types.CompletionItem]:
    """Suggest what can be written at the cursor."""
    study, _, text, offset = ls.look(params.text_document.uri, params.position)
    places = Places(text, ls.workspace.position_codec)
    scenario = study.scenario if study is not None else None
    return [
        types.CompletionItem(
            label=each.label,
            kind=ITEM_KINDS[each.kind],
            detail=each.about or None,
            sort_text=f"{number:05}",
            text_edit=types.TextEdit(places.range_of(offset - each.typed, offset), each.label),
        )
        for number, each in enumerate(suggest_at(scenario, text, offset))
    ]


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(ls: ScenarioServer, params: types.HoverParams) -> types.Hover | None:
    """Say what stands under the pointer."""
    told = describe_place(*ls.look(params.text_document.uri, params.position))
    if told is None:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told))


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def define(ls: ScenarioServer, params: types.DefinitionParams) -> list[types.Location]:
    """Lead to where a name is defined."""
    study, path, text, offset = ls.look(params.text_document.uri, params.position)
    found = study.mentions_like(path, text, offset) if study is not None else []
    return [ls.locate(study, each) for each in found if each.defines] if study else []


@server.feature(types.TEXT_DOCUMENT_REFERENCES)
def refer(ls: ScenarioServer, params: types.ReferenceParams) -> list[types.Location]:
    """List where a name is used, and where it is defined if that is asked for."""
    study, path, text, offset = ls.look(params.text_document.uri, params.position)
    if study is None:
        return []
    wanted = params.context.include_declaration
    found = study.mentions_like(path, text, offset)
    return [ls.locate(study, each) for each in found if wanted or not each.defines]


@server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
def prepare_rename(ls: ScenarioServer, params: types.PrepareRenameParams) -> types.Range:
    """Say which characters a new name takes the place of."""
    study, path, _, offset = ls.look(params.text_document.uri, params.position)
    with refusing():
        if study is None:
            raise RenameRefused("this file is part of no scenario")
        return ls.locate(study, find_renamable(study, path, offset)).range


@server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
def rename(ls: ScenarioServer, params: types.RenameParams) -> types.WorkspaceEdit:
    """Give an entry another name in all files of its scenario."""
    study, path, _, offset = ls.look(params.text_document.uri, params.position)
    with refusing():
        if study is None or study.bundle is None:
            raise RenameRefused("this file is part of no scenario")
        symbol = find_renamable(study, path, offset).symbol
        edits: dict[str, list[types.TextEdit]] = {}
        for change in plan_rename(study, symbol, params.new_name):
            file = study.bundle.files[change.file]
            places = Places(file.text, ls.workspace.position_codec)
            uri = from_fs_path(str(Path(file.path).resolve())) or ""
            edit = types.TextEdit(places.range_of(change.start, change.end), change.text)
            edits.setdefault(uri, []).append(edit)
    return types.WorkspaceEdit(changes=edits)


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Answer a request that cannot be carried out with the reason."""
    try:
        yield
    except RenameRefused as error:
        raise JsonRpcException(str(error), REQUEST_FAILED) from None


def serve() -> None:
    """Answer an editor on standard input and output until it leaves.

    Raises:
        BufferStateError: What comes is said to be of a length that nothing has.
    """
    # Refusals are answers to the editor, which shows them; the log would show them as accidents.
    for name in ("pygls", "concurrent.futures"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        # The library closes what it writes to, and the command line flushes the standard output.
        server.start_io(stdout=os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
    except (MemoryError, OverflowError, ValueError) as error:
        raise BufferStateError(
            "the editor sent a message of an impossible length; start the server again"
        ) from error
