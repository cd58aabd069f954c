"""Textual's driver for browsers, with an end when the host has gone."""

from __future__ import annotations

import asyncio
import os
import threading

from textual import messages
from textual.drivers.web_driver import WebDriver

GRACE = 2.0
"""Seconds that the application has to leave by itself."""


class SeatDriver(WebDriver):
    """Draws for the host; when the host is killed, nobody is left to ask the process to end."""

    def start_application_mode(self) -> None:
        """Start, and remember the loop that the input thread must reach."""
        self.loop = asyncio.get_running_loop()
        super().start_application_mode()

    def run_input_thread(self) -> None:
        """Read input; at its end, which only a host that is gone leaves behind, leave."""
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        # A loop that is stuck does not see the message; the process ends all the same.
        last = threading.Timer(GRACE, os._exit, (0,))
        last.daemon = True
        last.start()
        asyncio.run_coroutine_threadsafe(
            self._app._post_message(messages.ExitApp()), loop=self.loop
        )
