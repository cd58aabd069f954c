"""The countdowns and the ladder: numbers in front that can be asked for their causes."""

from __future__ import annotations

from textual import events
from textual.widget import Widget

from game.ui.keyboard.catalogue import bind
from game.ui.messages import ShowCauses
from game.ui.widgets.countdown import Countdown
from game.ui.widgets.ladder import LadderStairs


class InFront(Widget):
    """Tells the causes of the value that moves it."""

    BINDINGS = [
        bind("front.previous", "app.focus_previous"),
        bind("front.next", "app.focus_next"),
        bind("front.explain", "explain"),
    ]

    of: str | None = None
    """The value."""

    def explain(self) -> ShowCauses | None:
        """Return what asks for its causes."""
        return ShowCauses(self.of) if self.of else None

    def action_explain(self) -> None:
        """Ask for its causes."""
        message = self.explain()
        if message is not None:
            self.post_message(message)

    def on_click(self, event: events.Click) -> None:
        """Ask for its causes."""
        self.action_explain()


class FrontCountdown(InFront, Countdown, can_focus=True):
    """A countdown that tells its causes."""


class FrontLadder(InFront, LadderStairs, can_focus=True):
    """The ladder, which tells the causes of what moves it."""
