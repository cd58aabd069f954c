"""What the screens show of a game, as plain data: pure functions, without Textual."""
