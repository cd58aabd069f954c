"""The results of scenarios' tests as JUnit XML, which services for continuous integration read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

IMPOSSIBLE = re.compile("[^\\t\\n\\r -\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Characters that no XML document may hold, not even escaped."""


@dataclass(frozen=True, slots=True)
class Case:
    """How one test came out."""

    name: str
    """What is expected, in words."""
    file: str
    """The file in which it is written."""
    line: int
    """The line in which it begins, from 1."""
    failure: str = ""
    """Why it failed, in lines; empty where it passed."""
    summary: str = ""
    """The same in one line."""
    broken: bool = False
    """Whether it could not be played at all."""


@dataclass(frozen=True, slots=True)
class Suite:
    """The tests of one scenario."""

    name: str
    """What was asked for: an id or a path."""
    cases: tuple[Case, ...] = ()
    """Its tests, in the order of the file."""
    trouble: str = ""
    """Why none of them could be played; empty where they could."""


def write_junit(suites: Sequence[Suite]) -> str:
    """Return the document: a suite for each scenario, a case for each test.

    It holds neither times nor names of machines, so that the same results give the same bytes.
    """
    root = ET.Element("testsuites", {"name": "buffer-state", **_count(suites)})
    for suite in suites:
        element = ET.SubElement(root, "testsuite", {"name": _safe(suite.name), **_count([suite])})
        for case in suite.cases:
            _write_case(element, suite, case)
        if suite.trouble:
            first = suite.trouble.partition("\n")[0]
            broken = Case("it can be played", suite.name, 1, suite.trouble, first, broken=True)
            _write_case(element, suite, broken)
    ET.indent(root)
    return f"<?xml version='1.0' encoding='utf-8'?>\n{ET.tostring(root, encoding='unicode')}\n"


def _count(suites: Sequence[Suite]) -> dict[str, str]:
    cases = [case for suite in suites for case in suite.cases]
    unplayed = sum(1 for suite in suites if suite.trouble)
    errors = unplayed + sum(1 for case in cases if case.broken)
    failures = sum(1 for case in cases if case.failure and not case.broken)
    total = len(cases) + unplayed
    return {"tests": str(total), "failures": str(failures), "errors": str(errors)}


def _write_case(element: ET.Element, suite: Suite, case: Case) -> None:
    case_element = ET.SubElement(element, "testcase", {
        "classname": _safe(suite.name), "name": _safe(case.name),
        "file": _safe(case.file), "line": str(case.line),
    })  # fmt: skip
    if case.failure:
        kind = "error" if case.broken else "failure"
        told = ET.SubElement(case_element, kind, {"message": _safe(case.summary)})
        told.text = _safe(case.failure)


def _safe(text: str) -> str:
    return IMPOSSIBLE.sub("·", text)
