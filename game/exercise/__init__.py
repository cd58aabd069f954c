"""The facilitator's side: the event log of an exercise, its seats, phases, injects and reports.

An exercise is its log; all else is derived from it. Whoever acts goes through `Exercise.change`,
whoever reads through `Exercise.read`, which leaves out what the reader's audience excludes.
"""

from game.exercise.extras import needed_for

with needed_for("exercises"):
    import sqlalchemy as sqlalchemy
