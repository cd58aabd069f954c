"""The screens: each shows a game or a list and says what was chosen; none decides a rule."""
