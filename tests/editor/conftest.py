"""An editor with a scenario of three files open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.editor.client import Editor

HEAD = """format = 1

[scenario]
id = "ford"
title = "The Ford 🏰"
summary = "Two banks, one bridge."
turns = 4
start = 2020-01-01

[var.toll]
label = "Toll"
unit = "crowns"
start = 4
range = [0, 10]
about = "What the bridge takes in a year."

[var.anger]
label = "Anger downstream"
start = 30

[flag.closed]
label = "The ford is closed"

[derived]
need = "10 - toll"

[seat.town]
label = "Town"
human = true
pool = { attention = 2 }

[seat.down-stream]
label = "Downstream"
"""

PLAY = """# Мост і брод 🏰
[[action]]
id = "raise-toll"
seat = "town"
label = "Raise the toll 🏰"
cost = { attention = 1, anger = 1 }
when = "anger < 80 and times.raise_toll < 3"
add = { toll = 1.5, anger = "5 + need / 2" }

[[action]]
id = "complain"
seat = "down-stream"
label = "Complain"
add = { anger = 1 }
promise = ["hold-back"]

[[promise]]
id = "hold-back"
from = "down-stream"
to = "town"
due = 2
kept = { when = "anger < 50" }

[[event]]
id = "flood"
to = "town"
text = "The river 🏰 takes {toll} crowns, and {anger:0} of a hundred are angry."
chance = "anger / 2"
  [[event.option]]
  id = "close-it"
  label = "Close it"
  add = { anger = 10 }
  raise = ["closed"]
  [[event.option]]
  id = "wait"
  label = "Wait"
  default = true
  add = { toll = -1 }

[[rule]]
id = "upkeep"
when = "not closed and chose.flood.close_it == 0"
add = { toll = "-0.5 if recent.raise_toll > 0 else -1" }
why = "the planks rot"

[[ending]]
id = "drowned"
when = "toll <= 0 and open_promises.down_stream == 0"
verdicts = { down-stream = "Good." }

[[ending]]
id = "dry-shod"
at = "end"
when = "true"
priority = -1

[[test]]
name = "closing angers"
play = ["flood.close-it", "raise-toll", "down-stream.complain"]
expect = "anger >= 30 and times.flood.close_it <= 1"

[balance]
"ending.drowned" = { policy = "weights", share = [0, 100] }
"""

TEXTS = """"event.flood.option.close-it.label" = "Зачыніць"
"var.toll.label" = "Мыта"
event.flood.text = "Рака забірае {toll}."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a scenario of three files."""
    for name, text in (("head.toml", HEAD), ("play.toml", PLAY), ("texts.be.toml", TEXTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest_asyncio.fixture
async def editor(folder: Path) -> AsyncIterator[Editor]:
    """Return an editor whose server answers; the server must leave without an accident."""
    editor = Editor(folder)
    await editor.begin()
    yield editor
    assert await editor.end() == 0
    assert editor.shown == []
