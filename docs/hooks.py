"""What MkDocs does besides: it writes the reference, and takes pages from the project's files."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

CHECKOUT = Path(__file__).parents[1]

COPIES = {
    "developers/contributing.md": "CONTRIBUTING.md",
    "developers/changelog.md": "CHANGELOG.md",
}
"""Pages that are files of the project."""

PLACE = re.compile(r"<!-- written: (\w+) -->")
"""Where a part of the reference goes."""

FETCHED = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*?\bsrc=["']?(https?:[^"'\s>]+)"""
    r"""|<link\b(?=[^>]*rel=["']?(?:stylesheet|icon|preload|preconnect))[^>]*?href=["']?(https?:[^"'\s>]+)"""
)
"""What a browser would fetch by itself."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are files of the project."""
    from mkdocs.structure.files import File

    for page, source in COPIES.items():
        files.append(File.generated(config, page, content=_read(source)))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Write the parts of the reference into the pages that ask for them."""
    sys.path.insert(0, str(CHECKOUT))
    from docs.reference_tables import WRITTEN

    return PLACE.sub(lambda match: WRITTEN[match[1]](), markdown)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Refuse a page that would fetch something from elsewhere."""
    from mkdocs.exceptions import PluginError

    fetched = FETCHED.search(output)
    if fetched:
        raise PluginError(f"{page.file.src_uri} fetches {fetched[1] or fetched[2]}")
    return output


def _read(source: str) -> str:
    """Return a file of the project; links to other files of it become plain words."""
    text = (CHECKOUT / source).read_text(encoding="utf-8")
    return re.sub(r"\[([^\]]+)\]\((?!https?://|#)[^)]+\)", r"\1", text)
