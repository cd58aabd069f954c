"""How long `check` takes beside tomli, which only reads, and what a large scenario costs.

Bars: the whole command takes at most its start-up and 3 times what tomli takes for the flagship;
4 MiB in seconds. The start-up is that of checking a scenario of a few lines. What tomli takes is
measured as the command is, in a fresh process: that of one that reads the files, less that of one
that does not.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import tomli
from measure import alternate, name_machine, tell

from game.scenario.bundle import Bundle, SourceFile
from game.scenario.document import read_toml
from game.scenario.keys import read_frame
from game.scenario.load import check
from game.scenario.scope import parse_formula
from game.scenario.source import read_bundle

ROUNDS = 41
FLAGSHIP = "hesitant-alignment"
EVENTS = 300
EVENT = """
[[event]]
id = "event-{n}"
to = "home"
label = "Event {n}"
text = "{text}"
when = "tension > {threshold} and turn > 1"
chance = "5 + tension / 4"
option = [
  {{ id = "yes", label = "Yes", when = "times.talk > 1", add = {{ tension = "2 * turn" }} }},
  {{ id = "no", label = "No", default = true, add = {{ tension = -1 }} }},
]
"""


def time_work(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that some work takes."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def read_all(bundle: Bundle) -> None:
    """Read all files with tomli and do nothing with them."""
    for file in bundle.files:
        tomli.loads(file.text)


def check_anew(bundle: Bundle) -> None:
    """Check a bundle as a fresh process does, no file read and no formula parsed before."""
    read_toml.cache_clear()
    parse_formula.cache_clear()
    check(bundle)


READER = """
import sys, tomli
texts = [open(name, encoding="utf-8").read() for name in sys.argv[1:]]
"""
"""A program that reads the texts of files and imports tomli."""

PARSER = f"{READER}trees = [tomli.loads(text) for text in texts]"
"""A program that reads them with tomli too."""


def time_process(*arguments: str) -> float:
    """Return the milliseconds that Python takes as a whole with some arguments."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return 1000 * (time.perf_counter() - begun)


def time_command(where: str) -> float:
    """Return the milliseconds that `buffer-state check` takes as a whole."""
    return time_process("-m", "game", "check", where)


def time_tomli(bundle: Bundle) -> float:
    """Return the milliseconds that a fresh process takes longer if it parses the files."""
    names = [str(file.path) for file in bundle.files]
    return time_process("-c", PARSER, *names) - time_process("-c", READER, *names)


def write_large() -> Bundle:
    """Return a scenario of 4 MiB, most of it texts in Cyrillic."""
    text = "Словы і яшчэ словы. " * 390
    events = [EVENT.format(n=n, text=text, threshold=n % 90) for n in range(EVENTS)]
    parts = ["".join(events[start::4]) for start in range(4)]
    files = [SourceFile(f"part-{n}.toml", part) for n, part in enumerate(parts)]
    return Bundle("large", (SourceFile("frame.toml", read_frame()), *files))


def main() -> None:
    """Measure the flagship and the large scenario."""
    print(name_machine())
    flagship, large = read_bundle(FLAGSHIP), write_large()
    check(flagship)  # the models are built once, which is start-up
    pair = alternate(
        lambda: time_work(lambda: check_anew(flagship)),
        lambda: time_work(lambda: read_all(flagship)),
        ROUNDS,
    )
    tell("Checking the flagship, against tomli reading it, both warm", pair, "ms", "no bar")
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.toml"
        small.write_text(read_frame(), encoding="utf-8")
        tell(
            "The command on the flagship, against its start-up and 3 times tomli",
            alternate(
                lambda: time_command(FLAGSHIP),
                lambda: time_command(str(small)) + 3 * time_tomli(flagship),
                ROUNDS,
            ),
            "ms",
            "bar: at most 1",
        )
    size = sum(len(file.text.encode()) for file in large.files) / 2**20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tell(
        f"Checking a scenario of {size:.1f} MiB, against tomli reading it",
        alternate(
            lambda: time_work(lambda: check_anew(large)),
            lambda: time_work(lambda: read_all(large)),
            3,
        ),
        "ms",
        "bar: seconds",
    )
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"  memory beyond the flagship: {grown:.0f} MiB")


if __name__ == "__main__":
    main()
