"""What the desk shows: pure functions from a game's position and plan to words, rows and views."""
