"""The names of keys: as the terminal library calls them, and as people do."""

from __future__ import annotations

PUNCTUATION = {
    "exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$",
    "percent_sign": "%", "ampersand": "&", "apostrophe": "'", "left_parenthesis": "(",
    "right_parenthesis": ")", "asterisk": "*", "plus": "+", "comma": ",", "minus": "-",
    "full_stop": ".", "slash": "/", "colon": ":", "semicolon": ";", "less_than_sign": "<",
    "equals_sign": "=", "greater_than_sign": ">", "question_mark": "?", "at": "@",
    "left_square_bracket": "[", "backslash": "\\", "right_square_bracket": "]",
    "circumflex_accent": "^", "underscore": "_", "grave_accent": "`", "left_curly_bracket": "{",
    "vertical_line": "|", "right_curly_bracket": "}", "tilde": "~",
}  # fmt: skip
"""Keys whose character has a long name."""

SPOKEN = {
    **PUNCTUATION, "escape": "esc", "pageup": "page up", "pagedown": "page down",
    "up": "↑", "down": "↓", "left": "←", "right": "→",
}  # fmt: skip
"""Keys that people call otherwise."""

NAMED = {
    "space", "enter", "tab", "escape", "backspace", "delete", "insert", "home", "end", "pageup",
    "pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
"""Keys that print nothing."""

MODIFIERS = {"ctrl", "alt", "shift", "super", "meta", "hyper"}
"""What may be held down with a key."""

ARROWS = (("↑↓", "arrows"), ("←→", "left, right"), ("↑", "up"), ("↓", "down"), ("←", "left"),
          ("→", "right"))  # fmt: skip
"""How arrows are spelled where their signs may be missing."""


def spell_key(key: str) -> str:
    """Return what people call a key: `?` for `question_mark`, `ctrl+s` as it is."""
    *held, name = key.split("+")
    return "+".join([*held, SPOKEN.get(name, name)])


def spell_arrows(text: str) -> str:
    """Return a text with arrows in words."""
    for sign, words in ARROWS:
        text = text.replace(sign, words)
    return text


def parse_key(text: str) -> str | None:
    """Return the terminal library's name of a key that a person wrote; none if there is no such.

    Known are single characters, the names that the screen of keys shows, and those of the library,
    each with what is held down: `w`, `?`, `ctrl+w`, `page up`, `f5`.
    """
    text = text.strip()
    *held, name = text.split("+") if text != "+" else [text]
    if any(each.lower() not in MODIFIERS for each in held):
        return None
    found = _parse_name(name.strip())
    return "+".join([*(each.lower() for each in held), found]) if found else None


def _parse_name(name: str) -> str | None:
    """Return the library's name of a key without what is held down."""
    by_spoken = {spoken: key for key, spoken in SPOKEN.items()}
    if name.lower() in by_spoken:
        return by_spoken[name.lower()]
    if name.lower() in NAMED or name in PUNCTUATION:
        return name.lower()
    return name if len(name) == 1 and name.isprintable() and not name.isspace() else None
