"""An editor: the protocol library's own client, talking to the real command over its pipes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve
from lsprotocol import types
from pygls.lsp.client import LanguageClient

CHECKOUT = Path(__file__).parents[2]


CAN = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        rename=types.RenameClientCapabilities(prepare_support=True)
    )
)
"""What the editor can."""


class Editor(LanguageClient):
    """An editor with one folder open."""

    def __init__(self, folder: Path) -> None:
        """Know the folder; nothing is started yet."""
        super().__init__("an editor", "1")
        self.folder = folder
        self.versions: dict[str, int] = {}
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[str] = []

        # The library marks what it is given, and methods cannot be marked.
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda told: self._be_told(told))
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda shown: self._be_shown(shown))

    def _be_told(self, params: types.PublishDiagnosticsParams) -> None:
        self.told.put_nowait(params)

    def _be_shown(self, params: types.ShowMessageParams) -> None:
        self.shown.append(params.message)

    async def begin(
        self,
        command: Sequence[str] = (sys.executable, "-m", "game", "lsp"),
        units: Sequence[types.PositionEncodingKind] | None = None,
    ) -> types.InitializeResult:
        """Start the server as an editor does, and greet it; it may count in units of its own."""
        await self.start_io(*command, cwd=str(CHECKOUT))
        can = evolve(CAN, general=types.GeneralClientCapabilities(position_encodings=units))
        result = await self.initialize_async(
            types.InitializeParams(
                capabilities=can if units else CAN,
                root_uri=self.folder.as_uri(),
                process_id=None,
            )
        )
        self.initialized(types.InitializedParams())
        return result

    async def end(self) -> int | None:
        """Take leave, and return the exit status of the server."""
        await self.shutdown_async(None)
        self.exit(None)
        assert self._server is not None
        return await asyncio.wait_for(self._server.wait(), 20)

    def uri(self, name: str) -> str:
        """Return the URI of a file of the folder."""
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file and return its text; a text that is given is not saved."""
        text = (self.folder / name).read_text("utf-8") if text is None else text
        self.versions[name] = 1
        item = types.TextDocumentItem(self.uri(name), "toml", 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return text

    def change(self, name: str, text: str) -> None:
        """Put another text in place of an open one."""
        self.versions[name] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def place(self, name: str, text: str, mark: str) -> types.TextDocumentPositionParams:
        """Return the place of a `|` in a piece of a text, such as `add = { tr|ust`."""
        offset = text.index(mark.replace("|", "")) + mark.index("|")
        line = text.count("\n", 0, offset)
        before = text[text.rfind("\n", 0, offset) + 1 : offset]
        position = types.Position(line, len(before.encode("utf-16-le")) // 2)
        return types.TextDocumentPositionParams(
            types.TextDocumentIdentifier(self.uri(name)), position
        )

    async def diagnostics(self, name: str) -> list[types.Diagnostic]:
        """Return what the server says next about a file."""
        while True:
            told = await asyncio.wait_for(self.told.get(), 20)
            if told.uri == self.uri(name):
                return list(told.diagnostics)

    async def complete(self, name: str, text: str, mark: str) -> dict[str, types.CompletionItem]:
        """Return what is suggested at a place, by what it says."""
        at = self.place(name, text, mark)
        found = await self.text_document_completion_async(
            types.CompletionParams(at.text_document, at.position)
        )
        assert isinstance(found, list)
        return {item.label: item for item in found}

    async def hover(self, name: str, text: str, mark: str) -> str | None:
        """Return what is said about a place."""
        at = self.place(name, text, mark)
        told = await self.text_document_hover_async(
            types.HoverParams(at.text_document, at.position)
        )
        assert told is None or isinstance(told.contents, types.MarkupContent)
        return told.contents.value if told is not None else None  # type: ignore[union-attr]


def apply_edits(text: str, edits: list[types.TextEdit]) -> str:
    """Return a text with edits as an editor carries them out, counted in units of UTF-16."""
    lines = text.split("\n")

    def find(position: types.Position) -> int:
        line = lines[position.line].encode("utf-16-le")[: position.character * 2]
        before = sum(len(each) + 1 for each in lines[: position.line])
        return before + len(line.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda edit: find(edit.range.start), reverse=True):
        text = text[: find(edit.range.start)] + edit.new_text + text[find(edit.range.end) :]
    return text
