"""The exit statuses that scripts may rely on."""

DONE, FOUND, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""All went well; the command found what it looks for, such as errors; something given cannot be
used; the user stopped it."""
