"""Millions of texts for what reads them, led by the lines of code that each reaches.

`python -m tests.scenario.fuzz_long formula 500000`; it needs `pip install atheris`.
"""

from __future__ import annotations

import sys
from importlib import import_module


def fuzz(name: str, inputs: int) -> None:
    """Give a target so many texts; print a summary, or the text that it fails at, and leave."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["game"]):
        texts = import_module("tests.scenario.fuzz")
    target = texts.TARGETS[name]

    def judge(data: bytes) -> None:
        target.judge(texts.write_text(data, target.pieces))

    options = [f"-runs={inputs}", f"-max_len={2 * target.most}", "-seed=2019", "-timeout=20"]
    atheris.Setup([sys.argv[0], *options], judge)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(sys.argv[1], int(sys.argv[2]))
