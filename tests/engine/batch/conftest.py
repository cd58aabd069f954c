"""What the tests of the batch engine share."""

from __future__ import annotations

import pytest

from tests.engine.batch.agreement import wait_for_numba


@pytest.fixture(scope="session", autouse=True)
def numba() -> None:
    """Have the compiled kernel ready; each test says which kernel it means."""
    wait_for_numba()
