"""The page of a seat in a browser: how large its letters are, and what is pasted into it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exercise.conftest import TWO_BANKS
from tests.web.browser import Tab, chromium
from tests.web.visit import UNHURRIED, Stage, served

pytestmark = pytest.mark.slow


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Serve an exercise."""
    with served(tmp_path, UNHURRIED.format(scenario=TWO_BANKS)) as stage:
        yield stage


async def test_letters_fit_the_window_and_text_can_be_pasted(stage: Stage) -> None:
    """Rule: a phone has the 80 by 24 cells of a desk; Ctrl+V pastes what another program copied."""
    async with chromium() as browser:
        phone = await Tab.open(browser, stage.address, stage.code("south"), (390, 844))
        await phone.see("BRIEFING")
        assert phone.screen.columns >= 80 and phone.screen.lines >= 24
        room = await Tab.open(browser, stage.address, stage.code("projector"), (1920, 1080))
        await room.see("blank")
        assert 80 <= room.screen.columns < 110
        tab = await Tab.open(browser, stage.address, stage.code("north"), (1280, 800))
        await tab.see("BRIEFING")
        assert tab.screen.columns > 116 and tab.screen.lines >= 38
        await tab.press("Escape")
        # A key that follows at once would be one with escape; the desk stands dimmed below already.
        await tab.until(lambda: "BRIEFING" not in tab.text, "the desk")
        await tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await tab.page.evaluate("navigator.clipboard.writeText('A café – at noon')")
        await tab.press("m")
        await tab.see("MESSAGES")
        await tab.press("w")
        await tab.see("A MESSAGE")
        await tab.press("Enter", "Control+v")
        await tab.see("A café – at noon")
