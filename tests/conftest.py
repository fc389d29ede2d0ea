"""What every test may ask for; `scripts/test` starts the PostgreSQL that half of them need."""

import gc
import os
import sys
from collections.abc import AsyncIterator
from typing import Any

import hypothesis
import pytest

gc.set_threshold(200_000, 50, 50)  # what is imported and collected stays: looking there was a quarter of the time

# These machines are shared: how long one example takes says nothing.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")

# httpx2 looks for it at each request, on every path, and it is not there.
sys.modules["sniffio"] = None  # type: ignore[assignment]

_FIXTURES = "compiled browser databases servers mailbox stores sites organisers"  # each after what it imports
pytest_plugins = [f"tests.{each}" for each in _FIXTURES.split()]


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    return "asyncio", {"use_uvloop": True}


@pytest.fixture(scope="session", autouse=True)
async def one_loop(anyio_backend: tuple[str, dict[str, Any]]) -> AsyncIterator[None]:
    """All tests of a process share its event loop, and with it the process that reads texts, which starts slowly."""
    yield  # noqa: PT022 - a fixture that has ended holds no loop


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("TEST_LONG"):
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]


def pytest_collection_finish() -> None:
    """What was loaded until now stays: looking it through for garbage again and again took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
