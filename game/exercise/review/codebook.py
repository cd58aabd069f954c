"""The tables of an export, and what each of their columns means."""

from __future__ import annotations

from typing import Final

PLACE: Final = {
    "seq": "number of the entry in the log, from 1",
    "seconds": "seconds since the exercise was prepared, by the server's clock",
    "world": "the world; empty for the whole exercise",
    "turn": "the turn, 0 before the first",
    "phase": "the phase: brief, plan, lock, adjudicate, release",
}
"""The columns that say where and when."""

TABLES: Final[dict[str, dict[str, str]]] = {
    "events": {
        **PLACE,
        "type": "what kind of entry it is",
        "seat": "who did it: a seat, white, a facilitator as white-1, white-2 …, an analyst, an "
        "observer",
        "caused_by": "the entry from which it follows",
    },
    "values": {
        **PLACE,
        "variable": "the name of a variable of the scenario",
        "before": "its value as the turn began",
        "after": "its value after the turn",
        "reverted": "1 if the turn was taken back later",
    },
    "causes": {
        **PLACE,
        "variable": "the variable that changed",
        "by": "the entry of the scenario that changed it",
        "stage": "the stage of the turn",
        "amount": "by how much",
        "reverted": "1 if the turn was taken back later",
    },
    "orders": {
        **PLACE,
        "seat": "who gave it",
        "kind": "order, or answer to an event",
        "choice": "the action, or EVENT.OPTION",
        "source": "submitted, draft, standing, bot or silence",
        "reverted": "1 if the turn was taken back later",
    },
    "changes": {
        **PLACE,
        "kind": "override, ruling or inject; undo, where an override was taken back",
        "name": "the variable or flag",
        "before": "its value before; a flag is 0 or 1",
        "after": "its value after",
        "reason": "why, for overrides and rulings",
        "reverted": "1 if it was taken back later, alone or with its turn",
    },
    "injects": {
        **PLACE,
        "inject": "which inject",
        "by": "white or trigger",
        "played": "1 if the scenario's own effects followed in the turn's resolution",
    },
    "rulings": {
        **PLACE,
        "ref": "the proposal",
        "odds": "the odds that white set, in per cent",
        "roll": "the draw, from 0 to 100; it succeeds if it is below the odds",
        "succeeded": "1 if it did",
        "public": "the rationale that all read",
        "private": "the rationale for white",
    },
    "estimates": {
        **PLACE,
        "ref": "the proposal",
        "seat": "who estimated",
        "odds": "per cent",
    },
    "arguments": {
        **PLACE,
        "ref": "the proposal",
        "seat": "who argued",
        "kind": "proposal, pro or con",
        "text": "what was said; people may have named each other in it",
    },
    "messages": {
        **PLACE,
        "sender": "a seat or white",
        "to": "the recipients, separated by blanks",
        "text": "what was written; people may have named each other in it",
    },
    "notes": {
        **PLACE,
        "seat": "who wrote it: white-1, analyst-1 …",
        "text": "the note",
        "objective": "the objective that it bears on",
        "about": "the entry that it is about",
    },
    "survey": {
        **PLACE,
        "seat": "who answered; observers are numbered",
        "question": "the key of the question",
        "answer": "what was answered",
    },
}
"""Every table with its columns."""


def write_codebook() -> str:
    """Return the codebook as Markdown."""
    lines = [
        "# Codebook",
        "",
        "One row of a table is one observation. Numbers are decimal with a point; an empty cell is",
        "unknown or does not apply. Text that begins like a formula bears an apostrophe in front.",
        "Names of people are not in the log; facilitators are numbered. `events.jsonl` holds every",
        "entry with its whole payload. Of a practice turn only the entries `practice.started` and",
        "`practice.ended` are here, so that numbers are left out between them.",
    ]
    for table, columns in TABLES.items():
        lines += ["", f"## {table}", "", "| column | meaning |", "|---|---|"]
        lines += [f"| {column} | {meaning} |" for column, meaning in columns.items()]
    return "\n".join(lines) + "\n"
