"""The facilitator's side: the event log of an exercise, its seats, phases, injects and reports.

An exercise is its log; all else is derived from it. Whoever acts goes through `Exercise.change`,
whoever reads through `Exercise.read`, which leaves out what the reader's audience excludes.
"""

from game.errors import StoreError

try:
    import sqlalchemy as sqlalchemy
except ModuleNotFoundError as error:
    raise StoreError(
        "exercises need SQLAlchemy, which is not installed: pip install 'buffer-state[exercise]'"
    ) from error
