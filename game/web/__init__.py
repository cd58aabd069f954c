"""The web host: textual-serve with a join page, a gate and one process a seat.

It serves the screens of one exercise to browsers. What a seat may see or do is decided by
`game.exercise`; the host only knows who sits where.
"""
