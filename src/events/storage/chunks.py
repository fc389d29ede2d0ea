"""Many values in few statements."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Value = TypeVar("Value")

# SQLite takes 32,766 values in one statement, PostgreSQL 65,535.
MOST = 10_000


def chunks(values: Iterable[Value], size: int = MOST) -> Iterator[list[Value]]:
    every = list(values)
    return (every[start : start + size] for start in range(0, len(every), size))
