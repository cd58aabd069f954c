"""The whole game as lines of text and prompts: for screen readers, pipes and slow links."""

from game.plain.play import play_plain

__all__ = ["play_plain"]
