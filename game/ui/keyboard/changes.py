"""Change keys: what may be given to what, and why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from game.ui.keyboard.catalogue import SCOPES, Deed, Scope, deeds_by_id
from game.ui.keyboard.keyboard import USUAL, Keyboard
from game.ui.keyboard.names import parse_key, spell_key
from game.ui.keyboard.reserved import RESERVED


@cache
def list_rooms(deed: str) -> tuple[tuple[Scope, ...], ...]:
    """Return the screens on which a deed can be done, each with all that works there too."""
    by_name = {scope.name: scope for scope in SCOPES}
    rooms = [(scope, *(by_name[part] for part in scope.parts)) for scope in SCOPES]
    return tuple(
        room for room in rooms if any(deed == each.id for scope in room for each in scope.deeds)
    )


def find_rival(deed: str, key: str, keyboard: Keyboard) -> tuple[Scope, Deed] | None:
    """Return what has a key already where a deed can be done, and where; none if nothing has.

    A key that both have usually is shared by intent: the part with the cursor comes first.
    """
    for place, other in _list_neighbours(deed):
        if key in keyboard.keys(other.id):
            return place, other
    return None


def _list_neighbours(deed: str) -> Iterator[tuple[Scope, Deed]]:
    """Yield all else that can be done where a deed can be done, each with the screen."""
    for room in list_rooms(deed):
        for scope in room:
            yield from ((room[0], other) for other in scope.deeds if other.id != deed)


def refuse_key(deed: str, key: str, keyboard: Keyboard) -> str | None:
    """Return why a deed cannot have a key; none if it can."""
    spoken = spell_key(key)
    if deeds_by_id()[deed].fixed:
        return "the keys of this one cannot be changed"
    if key in RESERVED:
        return f"{spoken} {RESERVED[key]}"
    if key in USUAL.keys(deed):
        return refuse_usual(deed, keyboard)
    rival = find_rival(deed, key, keyboard)
    return _tell_rival(key, *rival) if rival else None


def refuse_usual(deed: str, keyboard: Keyboard) -> str | None:
    """Return why a deed cannot have its usual keys back; none if it can.

    Only what a player gave away stands in the way: what shares a key usually goes on sharing it.
    """
    for place, other in _list_neighbours(deed):
        for key in USUAL.keys(deed):
            if key in keyboard.changed.get(other.id, ()):
                return _tell_rival(key, place, other)
    return None


def _tell_rival(key: str, place: Scope, other: Deed) -> str:
    return f"{spell_key(key)} is taken on “{place.title}”: {other.title}"


def change_key(deed: str, key: str, keyboard: Keyboard) -> Keyboard:
    """Return the keys with another one for a deed, in place of those that are not reserved.

    One of its usual keys brings all of them back.
    """
    if key in USUAL.keys(deed):
        return restore_keys(deed, keyboard)
    return Keyboard({**keyboard.changed, deed: (key,)})


def restore_keys(deed: str, keyboard: Keyboard) -> Keyboard:
    """Return the keys with the usual ones for a deed."""
    return Keyboard({each: keys for each, keys in keyboard.changed.items() if each != deed})


def read_keys(written: Mapping[str, tuple[str, ...]]) -> tuple[Keyboard, tuple[str, ...]]:
    """Return the keys that a file gives, and what is wrong with it, each with its place.

    What cannot be is left out: the deed keeps its usual keys. The order of entries does not matter
    but for two that want the same key: then the first one gets it.
    """
    problems = []
    parsed: dict[str, tuple[str, ...]] = {}
    for deed, keys in written.items():
        try:
            found = _parse_keys(deed, keys)
        except ValueError as error:
            problems.append(f"[keys] {deed}: {error}")
        else:
            parsed |= {deed: found} if found else {}
    while (clash := _find_clash(Keyboard(parsed))) is not None:
        deed, reason = clash
        problems.append(f"[keys] {deed}: {reason}")
        del parsed[deed]
    return Keyboard(parsed), tuple(problems)


def _find_clash(keyboard: Keyboard) -> tuple[str, str] | None:
    """Return the last changed deed that cannot have one of its keys, and why; none if all can."""
    for deed in reversed(tuple(keyboard.changed)):
        for key in keyboard.changed[deed]:
            reason = refuse_key(deed, key, keyboard)
            if reason is not None:
                return deed, reason
    return None


def _refuse_deed(deed: str) -> str | None:
    """Return why there is nothing of a name whose key could be changed; none if there is."""
    known = deeds_by_id()
    if deed in known:
        return None
    from game.formula.names import suggest

    near = suggest(deed, known)
    hint = f"; did you mean `{near}`?" if near else "; the screen of keys lists what there is"
    return f"there is no such thing to do{hint}"


def _parse_keys(deed: str, written: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys that a file gives to a deed, without those that stay anyway.

    Raises:
        ValueError: There is no such deed or no such key.
    """
    reason = _refuse_deed(deed)
    if reason is not None:
        raise ValueError(reason)
    found = []
    for text in _split(written):
        key = parse_key(text)
        if key is None:
            raise ValueError(f"there is no key `{text}`; keys are such as w, ?, f5, ctrl+w, space")
        if key not in RESERVED or key not in USUAL.keys(deed):
            found.append(key)
    return tuple(found)


def _split(written: tuple[str, ...]) -> Iterator[str]:
    """Yield single keys; a text may name several with commas between them."""
    for text in written:
        yield from [text] if text.strip() == "," else filter(str.strip, text.split(","))


def write_changes(keyboard: Keyboard) -> dict[str, tuple[str, ...]]:
    """Return the changed keys as a file holds them."""
    return {deed: tuple(map(spell_key, keys)) for deed, keys in keyboard.changed.items()}
