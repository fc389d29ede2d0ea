"""One thing that preflight found: how much it matters, what it is about, the facts side by side, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from events.storage.base import Base, Identified, kind_of


class Severity(StrEnum):
    BLOCKS = "blocks"  # nothing is published before this is mended
    ASKS = "asks"  # an organiser who has seen it may go on


@dataclass(frozen=True)
class About:
    """Where it is mended: the row with a page of its own, the field there, and which part if there are several."""

    kind: str  # as the log calls tables: `events`, `releases`, `organisations`
    id: UUID
    field: str | None = None
    part: UUID | None = None

    @classmethod
    def row(cls, row: Base, field: str | None = None, *, part: UUID | None = None) -> "About":
        assert isinstance(row, Identified)
        return cls(kind_of(row), row.id, field, part)


@dataclass(frozen=True)
class Finding:
    severity: Severity
    about: About
    sentence: str
    remedy: str
    # Ids of what should not be published unseen: a release whose contact is mended at the organisation.
    concerns: frozenset[UUID] = field(default_factory=frozenset)
    each: tuple[tuple[str, About], ...] = ()  # where it names several: which, and where each is mended
    check: str = ""  # which line of the table found it

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKS

    def stands_before(self, ids: Iterable[UUID | None]) -> bool:
        """Whether it concerns one of these: a row to be published, or its embargo.

        What is said of the launch as a whole concerns everything in it, unless it says what.
        """
        if self.about.kind == "launches":
            return not self.concerns or not self.concerns.isdisjoint(each for each in ids if each)
        return not (self.concerns | {self.about.id}).isdisjoint(each for each in ids if each)


def blocks(about: About, sentence: str, remedy: str, *concerns: UUID) -> Finding:
    return Finding(Severity.BLOCKS, about, sentence, remedy, frozenset(concerns))


def asks(about: About, sentence: str, remedy: str, *concerns: UUID, each: Iterable[tuple[str, About]] = ()) -> Finding:
    return Finding(Severity.ASKS, about, sentence, remedy, frozenset(concerns), tuple(each))
