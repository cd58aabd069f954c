"""Keys come first: whoever plays futures in the background rests while one is answered."""

from __future__ import annotations

import pytest

from game.ui import courtesy
from game.ui.app import BufferStateApp
from game.ui.courtesy import COURTESY, Courtesy
from game.ui.desk.outlook import open_foresight
from game.ui.desk.position import Position
from tests.ui.stage import begin


def test_a_rest_is_granted_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks again while somebody rests is waited for too; then play goes on at once."""
    clock, slept = [10.0], list[float]()
    wish = Courtesy()

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        clock[0] += seconds
        if len(slept) == 1:
            wish.ask()

    monkeypatch.setattr(courtesy, "monotonic", lambda: clock[0])
    monkeypatch.setattr(courtesy, "sleep", sleep)
    wish.grant()
    assert slept == []
    wish.ask()
    wish.grant()
    assert slept == [0.05, 0.05]
    wish.grant()
    assert len(slept) == 2


async def test_a_key_asks_for_a_rest_of_the_futures_of_the_desk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the desk foresees takes breath where keys ask."""
    game = begin(seed=3)
    assert open_foresight(Position.of(game)).breathe == COURTESY.grant
    asked: list[str] = []
    monkeypatch.setattr(Courtesy, "ask", lambda self: asked.append("rest"))
    app = BufferStateApp(game)
    async with app.run_test(size=(120, 40)) as pilot:
        before = len(asked)
        await pilot.press("down")
        assert len(asked) > before
