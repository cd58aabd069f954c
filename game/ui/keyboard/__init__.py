"""The keys: what can be done where, by which key, and how a player changes that."""
