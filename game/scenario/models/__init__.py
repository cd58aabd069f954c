"""The tables of the scenario format as frozen models; their docstrings are its reference."""

from game.scenario.models.base import FIXED_STAGES, Formula, Model, Text, Variant
from game.scenario.models.desk import Desk, Lesson, Map
from game.scenario.models.effects import AMOUNTS, Also, Choice, Effects, Later, Outcome, Weight
from game.scenario.models.endings import Adviser, Ending, Test, Verdict
from game.scenario.models.play import (
    Action,
    Event,
    Inject,
    Ladder,
    Link,
    Option,
    Promise,
    Rule,
    Seat,
)
from game.scenario.models.root import Header, Scenario
from game.scenario.models.state import Curve, Derived, Difficulty, Draw, Flag, Gauge, Variable

__all__ = [
    "AMOUNTS",
    "FIXED_STAGES",
    "Action",
    "Adviser",
    "Also",
    "Choice",
    "Curve",
    "Derived",
    "Desk",
    "Difficulty",
    "Draw",
    "Effects",
    "Ending",
    "Event",
    "Flag",
    "Formula",
    "Gauge",
    "Header",
    "Inject",
    "Ladder",
    "Later",
    "Lesson",
    "Link",
    "Map",
    "Model",
    "Option",
    "Outcome",
    "Promise",
    "Rule",
    "Scenario",
    "Seat",
    "Test",
    "Text",
    "Variable",
    "Variant",
    "Verdict",
    "Weight",
]
