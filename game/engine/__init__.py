"""The turn engine: pure functions from rules, state and choices to the next state and its report.

A turn's way: `open_turn` draws what occurs, the seats plan, `resolve` plays the stages and judges.
"""

from game.engine.compile import compile_rules
from game.engine.digest import digest_state
from game.engine.drawing import open_turn
from game.engine.opening import Intent, Opening
from game.engine.plans import SILENCE, Plan, check_plan
from game.engine.report import Cause, Report
from game.engine.rules import Rules
from game.engine.start import start_game
from game.engine.state import Conclusion, State
from game.engine.turn import resolve

__all__ = [
    "SILENCE",
    "Cause",
    "Conclusion",
    "Intent",
    "Opening",
    "Plan",
    "Report",
    "Rules",
    "State",
    "check_plan",
    "compile_rules",
    "digest_state",
    "open_turn",
    "resolve",
    "start_game",
]
