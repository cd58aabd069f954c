"""Giving scenarios away: a pack is one file, and installing it is all or nothing."""
