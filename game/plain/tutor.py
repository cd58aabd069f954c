"""Who says the lessons of a tutorial, one after the other, as long as they are wanted."""

from __future__ import annotations

from game.archive.lessons import Course
from game.engine import Plan
from game.plain.lessons import say_lesson, say_wait
from game.plain.menu import Menu
from game.plain.voice import Voice

SILENT = "There are no more lessons; lesson brings them back."
"""What is said when the lessons are not wanted."""

UNSEEN = frozenset({"map"})
"""What lines do not show."""


class Tutor:
    """A voice that teaches beside the table."""

    def __init__(self, voice: Voice, menu: Menu, plan: Plan) -> None:
        """Begin with the lessons of the open turn."""
        game = menu.game
        self.voice = voice
        self.menu = menu
        self.course = Course.begin(game.rules, game.opening, game.seat, plan, UNSEEN)
        self.wanted = True

    def sit_down(self, menu: Menu, plan: Plan) -> None:
        """Take the turn that is open now, and say nothing yet."""
        self.menu = menu
        self.course = self.course.follow(menu.game.opening, plan)

    def follow(self, plan: Plan) -> None:
        """Take another plan, and say the lesson that comes up by it."""
        self._step(self.course.follow(self.menu.game.opening, plan))

    def open_causes(self) -> None:
        """Take note that the causes of a gauge were told."""
        self._step(self.course.open_causes())

    def read_on(self) -> None:
        """Go on to the next lesson, or say what the current one waits for."""
        if not self.wanted:
            self.voice.say(SILENT)
        elif not self.course.ready:
            self.voice.say(say_wait(self.menu, self.course))
        else:
            self._step(self.course.read_on())
            if self.course.current is None:
                self.voice.say("That was the last lesson of this turn.")

    def teach(self, words: str) -> None:
        """Say the lesson again; after `off`, none until they are wanted again."""
        self.wanted = words != "off"
        if not self.wanted:
            self.voice.say(SILENT)
        elif self.course.current is None:
            self.voice.say(say_wait(self.menu, self.course))
        self.tell()

    def tell(self) -> None:
        """Say the current lesson."""
        if self.wanted:
            number, total = self.course.place
            self.voice.say_part(f"Lesson {number} of {total}", say_lesson(self.menu, self.course))

    def _step(self, course: Course) -> None:
        fresh = course.current is not self.course.current
        self.course = course
        if fresh:
            self.tell()
