"""Many games at once: what may come of a plan."""
