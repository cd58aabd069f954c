"""The stable names of everything that keeps a scenario from being played."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ERROR_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "bad-default": "the default of an event has a condition or takes from the pool",
        "bad-each": "an `each` that cannot be carried out",
        "bad-formula": "a formula that cannot be read",
        "bad-name": "a name or an id with other characters than it may have",
        "beyond-last-turn": "something for a turn that is never played",
        "called-chance": "an event that is only called has a chance",
        "derived-loop": "a derived value that is computed from itself",
        "double-set": "two entries set one variable in one stage",
        "duplicate-id": "two entries of a kind with one id",
        "duplicate-key": "a key that is defined twice",
        "flag-never-raised": "a flag that is read, but never raised",
        "intent-not-readable": "published odds are read where they are not known",
        "ladder-hovers": "a rung that is left at a higher value than it is reached",
        "ladder-range": "the range of a ladder's variable is not that of its rungs",
        "missing-key": "a key that a table must have",
        "name-collision": "two names that formulas cannot tell apart",
        "no-default": "silence of a seat that is asked means nothing",
        "not-finite": "nan or inf",
        "not-rising": "a list of steps that does not rise",
        "not-toml": "a file that is no TOML",
        "option-seat": "an option of an event that does not say whose it is, or says it wrong",
        "out-of-bounds": "a number or a length beyond its limits",
        "pool-variable": "a pool item that bears the name of a variable",
        "range-reversed": "a range whose lower end is not lower",
        "reserved-name": "a name that is a word of the formula language",
        "self-contradiction": "a promise that contradicts itself",
        "start-outside-range": "a value at the start outside its range",
        "too-deep": "tables, arrays or derived values that are nested too deep",
        "too-many": "more entries than a scenario may have",
        "two-defaults": "silence of a seat that is asked means two things",
        "unknown-key": "a key that the format does not know",
        "unknown-name": "the name of something that does not exist",
        "unusable-order": "an order that no seat can give",
        "wrong-type": "a value of another type",
        "wrong-value": "a word that is not among those that are allowed",
    }
)
"""The key of each kind of error, with what it means."""
