"""The application of someone in an exercise: seat, white, analyst, observer, projector."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import Provider
from textual.screen import Screen

from game.exercise.exercise import Exercise
from game.exercise.sessions import Session, find_read
from game.ui.app import BufferStateApp
from game.ui.settings.preferences import Preferences


def find_console_commands() -> type[Provider]:
    """Return what offers the console's commands in the palette."""
    from game.ui.exercise.palette import ConsoleCommands

    return ConsoleCommands


class ExerciseApp(BufferStateApp):
    """The game on a terminal or in a browser, with an exercise behind it."""

    CSS_PATH = "../app.tcss"
    COMMANDS = BufferStateApp.COMMANDS | {find_console_commands}

    def __init__(
        self,
        title: str,
        first: Callable[[], Screen[None]],
        preferences: Preferences | None = None,
    ) -> None:
        """Open at a screen.

        Args:
            title: The exercise's name.
            first: Makes the screen, once the application runs.
            preferences: What whoever sits here has set; without them, what suits the terminal.
        """
        super().__init__(preferences=preferences)
        self.first = first
        self.title = title

    def get_default_screen(self) -> Screen[None]:
        """Lay nothing below the first screen."""
        return Screen(id="_default")

    def show_title(self) -> None:
        """Leave: whoever sits here has no business with other games of this computer."""
        self.exit()

    def on_mount(self) -> None:
        """Open the first screen."""
        self.push_screen(self.first())


def open_screen(exercise: Exercise, session: Session) -> Screen[None]:
    """Return the screen of a role; a seat is told what has happened since it was there last."""
    match session.reader.role:
        case "seat":
            from game.ui.exercise.desk import SeatDesk

            return SeatDesk(exercise, session, find_read(exercise, session.reader))
        case "white" | "analyst":
            from game.ui.exercise.console.screen import ConsoleScreen

            return ConsoleScreen(exercise, session)
        case "observer":
            from game.ui.exercise.observer import ObserverScreen

            return ObserverScreen(exercise, session)
        case _:
            from game.ui.exercise.projector import ProjectorScreen

            return ProjectorScreen(exercise, session)


def run_screen(
    exercise: Exercise, first: Callable[[], Screen[None]], preferences: Preferences | None = None
) -> int:
    """Run the application from a screen until it is left, and return its exit status.

    A browser brings no preferences: the file of settings here is the host's, not the seat's.
    """
    app = ExerciseApp(exercise.configuration.title or exercise.id, first, preferences)
    app.run()
    return app.return_code or 0
