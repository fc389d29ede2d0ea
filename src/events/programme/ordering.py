"""Rows in an order that people give them: one up or down, or some of them first."""

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar
from uuid import UUID


class Placed(Protocol):
    position: int


P = TypeVar("P", bound=Placed)


def move(rows: Sequence[P], row: P, *, up: bool, passing: Collection[P] = ()) -> None:
    """One place up or down among `rows`, which are in their order; at either end it stays.

    On its way it passes all of those `passing` at once: who does not count there would count for a step.
    """
    order = list(rows)
    at = order.index(row)
    way = range(at - 1, -1, -1) if up else range(at + 1, len(order))
    to = next((place for place in way if order[place] not in passing), at - 1 if up else at + 1)
    order.insert(max(0, to), order.pop(at))
    number(order)


def number(rows: Collection[P]) -> None:
    """Puts them into the order in which they come."""
    for position, each in enumerate(rows):
        each.position = position


def dragged(ids: str, rows: Sequence[P]) -> list[P]:
    """As somebody dragged them: `ids` parted by blanks; whoever is not named follows as before."""
    wanted = {each: place for place, each in enumerate(ids.split())}
    return sorted(rows, key=lambda each: wanted.get(str(_id(each)), len(wanted)))


def _id(row: object) -> UUID:
    found: UUID = row.id  # type: ignore[attr-defined]
    return found
