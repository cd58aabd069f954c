"""The batch engine: the same rules over many games at once, to the last bit.

`build_tape` compiles the rules into a tape of register operations; a `Batch` runs it. Each module
names the one of the single-game engine that it mirrors; properties over random scenarios hold the
two together. This package loads NumPy, so it is imported where it is needed.
"""

from game.engine.batch.batch import Batch
from game.engine.batch.tape import Tape, build_tape, find_tape

__all__ = ["Batch", "Tape", "build_tape", "find_tape"]
