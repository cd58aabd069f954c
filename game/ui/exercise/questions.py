"""The survey on a screen, for seats and observers alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from game.exercise.readers import Reader
from game.exercise.survey import QUESTIONS, answer_survey
from game.ui.exercise.live import Live
from game.ui.screens.form import Field, FormScreen


async def ask_survey(
    screen: Live[Any], reader: Reader, before: Mapping[str, str]
) -> dict[str, str]:
    """Ask the questions of the survey and hand the answers in; return them, or none.

    Args:
        screen: In front of which it is asked.
        reader: Who answers.
        before: What they answered last.
    """
    lines = tuple(
        Field(name, asked, before.get(name, ""), needed=False) for name, asked in QUESTIONS.items()
    )
    written = await screen.app.push_screen_wait(FormScreen("SURVEY", lines, done="send"))
    answers = {name: text for name, text in (written or {}).items() if text}
    if answers:
        deed = partial(answer_survey, screen.exercise, reader, answers)
        screen.carry_out("Thank you. White has your answers.", deed)
    return answers
