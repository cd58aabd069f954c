"""The atlas of a scenario's rules: what every entry does, generated from the scenario.

`draw_atlas` makes it; text, Markdown, HTML, Mermaid and the screens are drawn from the same model.
Nothing in it is secret but the values that the scenario hides.
"""

from game.atlas.book import draw_atlas
from game.atlas.model import Article, Atlas, Fact, Influence, Moment, Use

__all__ = ["Article", "Atlas", "Fact", "Influence", "Moment", "Use", "draw_atlas"]
