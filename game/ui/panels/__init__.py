"""The regions of the desk: each draws what it is bound to and posts what the player does."""
