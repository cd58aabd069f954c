"""Keys that keep their meaning, so that nobody is ever locked in."""

from __future__ import annotations

_MOVES = "moves the cursor everywhere"

RESERVED = {
    "escape": "leaves every screen",
    "enter": "chooses everywhere",
    "tab": "goes to the next part everywhere",
    "shift+tab": "goes to the part before everywhere",
    **dict.fromkeys(("up", "down", "left", "right", "pageup", "pagedown", "home", "end"), _MOVES),
    "backspace": "takes back what is typed",
    "f1": "shows the keys everywhere",
    "ctrl+p": "opens the search everywhere",
    "ctrl+q": "quits everywhere",
    "ctrl+c": "copies, and in other programs interrupts",
    "ctrl+z": "puts programs to sleep",
    **dict.fromkeys(("ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h"),
                    "is the same to a terminal as tab, enter or backspace"),
}  # fmt: skip
"""Each reserved key with what it does instead."""
