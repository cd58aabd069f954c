"""The Textual desk: application, screens, widgets, theme; the only importer of Textual and Rich."""
