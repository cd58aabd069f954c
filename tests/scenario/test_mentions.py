"""Every mention of a name is found, so that a name can be changed everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.editor.renaming import plan_rename
from game.editor.study import Study
from game.scenario.bundle import Bundle, SourceFile
from game.scenario.inspection import inspect
from game.scenario.load import check
from game.scenario.mentions import group_mentions
from game.scenario.source import read_bundle
from tests.shipped import WRITTEN_OUT


def study_of(bundle: Bundle) -> Study:
    """Return what is known of the files of a scenario."""
    return Study(Path(bundle.name), bundle, inspection=inspect(bundle))


def rename_all(bundle: Bundle, cut: int, suffix: str) -> Bundle:
    """Return the files of a scenario in which every name has lost its end and gained another."""
    study = study_of(bundle)
    assert study.inspection is not None
    changes = [
        change
        for symbol in group_mentions(study.inspection.mentions)
        for change in plan_rename(study, symbol, symbol.last[: len(symbol.last) - cut] + suffix)
    ]
    texts = [file.text for file in bundle.files]
    for change in sorted(changes, key=lambda each: -each.start):
        text = texts[change.file]
        texts[change.file] = text[: change.start] + change.text + text[change.end :]
    files = zip(bundle.files, texts, strict=True)
    return Bundle(bundle.name, tuple(SourceFile(file.name, text) for file, text in files))


@pytest.mark.parametrize("where", WRITTEN_OUT)
def test_each_symbol_is_defined_once_and_mentions_spell_it(where: str) -> None:
    """No mention is of something else, none is counted twice, and each name has its home."""
    study = study_of(read_bundle(where))
    assert study.inspection is not None
    assert study.bundle is not None
    mentions = study.inspection.mentions
    assert len({(each.file, each.start) for each in mentions}) == len(mentions)
    for each in mentions:
        spelt = study.bundle.files[each.file].text[each.start : each.end]
        assert spelt.replace("-", "_") == each.symbol.last.replace("-", "_")
    for symbol, group in group_mentions(mentions).items():
        assert any(each.defines for each in group), symbol


@pytest.mark.parametrize("where", WRITTEN_OUT)
def test_a_scenario_with_all_names_changed_has_no_errors(where: str) -> None:
    """A mention that was overlooked would name what does not exist; and the way back is exact."""
    bundle = read_bundle(where)
    changed = rename_all(bundle, 0, "_x9")
    assert check(changed).problems == ()
    assert changed.digest != bundle.digest
    back = rename_all(changed, 3, "")
    assert [file.text for file in back.files] == [file.text for file in bundle.files]
