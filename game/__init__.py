"""Buffer State: a strategy wargame between two patrons, in the terminal."""

__version__ = "0.1.0"
