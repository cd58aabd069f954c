"""The application of someone in an exercise: a seat, white, an analyst, a projector."""

from __future__ import annotations

from textual.app import App
from textual.command import Provider
from textual.screen import Screen

from game.exercise.exercise import Exercise
from game.exercise.sessions import Session
from game.ui.app import BufferStateApp, find_desk_commands


def find_console_commands() -> type[Provider]:
    """Return what offers the console's commands in the palette."""
    from game.ui.exercise.palette import ConsoleCommands

    return ConsoleCommands


class ExerciseApp(BufferStateApp):
    """The game on a terminal or in a browser, with an exercise behind it."""

    CSS_PATH = "../app.tcss"
    COMMANDS = {find_desk_commands, find_console_commands}

    def __init__(self, exercise: Exercise, session: Session, since: int = 0) -> None:
        """Take a place in an exercise.

        Args:
            exercise: The exercise, opened by this process.
            session: Whose place it is; the token is empty for a facilitator at the store itself.
            since: The entry of the log up to which its person has seen everything.
        """
        super().__init__()
        self.exercise = exercise
        self.session = session
        self.since = since
        self.title = exercise.configuration.title or exercise.id

    def get_default_screen(self) -> Screen[None]:
        """Lay nothing below the screen of the role."""
        return Screen(id="_default")

    def show_title(self) -> None:
        """Leave: whoever sits here has no business with other games of this computer."""
        self.exit()

    def on_mount(self) -> None:
        """Open the screen of the role."""
        self.push_screen(open_screen(self.exercise, self.session, self.since))


def open_screen(exercise: Exercise, session: Session, since: int) -> Screen[None]:
    """Return the screen of a role."""
    match session.reader.role:
        case "seat":
            from game.ui.exercise.desk import SeatDesk

            return SeatDesk(exercise, session, since)
        case "white" | "analyst":
            from game.ui.exercise.console import ConsoleScreen

            return ConsoleScreen(exercise, session.reader)
        case _:
            from game.ui.exercise.projector import ProjectorScreen

            return ProjectorScreen(exercise, session)


def run_app(app: App[None]) -> int:
    """Run an application until it is left, and return its exit status."""
    app.run()
    return app.return_code or 0
