"""Games that are kept: the journal, saves, replay, rewinding. The only writer below `saves/`."""
