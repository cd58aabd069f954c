"""From TOML text to a checked scenario: reading, joining, models, checks, diagnostics."""
