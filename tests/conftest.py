"""What all tests share: own folders instead of the user's, and steady settings."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Machines of different speed must agree on what passes, and a failure must come again.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow tests: at the end, short ones keep all workers busy.

    There is a worker for each core and none beside: tests of a whole exercise watch the clock.
    """
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests, and what they start, away from the saves and settings of who runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(variable, str(home / variable.lower()))
        patch.delenv("NO_COLOR", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def interrupts() -> None:
    """Let what tests start be interrupted, though a shell's background jobs are not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
