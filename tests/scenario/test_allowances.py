"""Comments that silence warnings, and what they never silence."""

from __future__ import annotations

import pytest

from game.scenario.bundle import Bundle, SourceFile
from game.scenario.keys import read_frame
from game.scenario.load import check

RULE = '[[rule]]\nid = "panic"\nwhen = "tension > 120"\nadd = { tension = 1 }\n'


def find_keys(text: str) -> list[str]:
    """Return the keys of what is found in a text behind the frame."""
    return [each.key for each in check(Bundle.from_text(read_frame() + "\n" + text)).problems]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ('when = "tension > 120" # check: allow never-true', []),
        ('when = "tension > 120" # odd; check: allow never-true (known)', []),
        ('# check: allow never-true\nwhen = "tension > 120"', []),
        ('#check:allow   never-true\nwhen = "tension > 120"', []),
        ('# check: allow no-effect, never-true\nwhen = "tension > 120"', ["unused-allow"]),
        ('# check: allow never-true\n# and why\nwhen = "tension > 120"', []),
        ('# check: allow never-true\n\nwhen = "tension > 120"', ["unused-allow", "never-true"]),
        ('when = "tension > 120"\n# check: allow never-true', ["never-true", "unused-allow"]),
        ('# check: allow zero-divisor\nwhen = "tension > 120"', ["unused-allow", "never-true"]),
        ('why = "# check: allow never-true"\nwhen = "tension > 120"', ["never-true"]),
        ('why = """\n# check: allow never-true\n"""\nwhen = "tension > 120"', ["never-true"]),
        ('# check: allow never-true\nwhen = """\n\n  tension > 120\n"""', []),
    ],
)
def test_a_comment_silences_on_its_line_or_the_one_below(line: str, keys: list[str]) -> None:
    """`# check: allow KEY` (same line or line above); one that silences nothing is a tip."""
    assert find_keys(RULE.replace('when = "tension > 120"', line)) == keys


def test_an_error_is_never_silenced() -> None:
    """Errors stay; what silences nothing is not told until they are gone."""
    text = RULE.replace("tension > 120", "tensoin > 20").replace("when", "# check: allow X\nwhen")
    assert find_keys(text.replace("X", "unknown-name")) == ["unknown-name"]
    assert find_keys(text.replace("X", "never-true")) == ["unknown-name"]


def test_a_copy_that_differs_is_no_reason_to_warn() -> None:
    """Of an entry that `each` repeats, what is so in every copy is told, once."""
    text = RULE.replace('id = "panic"', 'id = "panic-{t}"\neach = { t = ["20", "120"] }')
    assert find_keys(text.replace("> 120", "> {t}")) == []
    assert find_keys(text.replace("> 120", "> {t}{t}")) == ["never-true"]
    assert find_keys(text.replace("> 120", "> 1{t}")) == ["never-true"]


def test_the_doubts_of_a_base_are_its_own() -> None:
    """Whoever extends a scenario hears of its own entries only."""
    base = SourceFile("example.toml", read_frame() + "\n" + RULE, 1)
    variant = SourceFile(
        "own.toml", 'format = 1\nextends = "example"\n' + RULE.replace("ic", "ics")
    )
    problems = check(Bundle("own", (base, variant))).problems
    assert [(each.key, each.file, each.line) for each in problems] == [
        ("never-true", "own.toml", 5)
    ]
