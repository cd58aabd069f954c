"""The settings of a player: what there is, who asks for it, and where it is kept."""
