"""The screens of an exercise: a seat's desk, white's console, the projector."""
