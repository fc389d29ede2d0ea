"""Content in which every column of every table in the document has a value of its own, made from the model alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Enum

from events import times
from events.people.duplicates import ToldApart
from events.programme.occasions import Access, Event
from events.storage import By, Store, files
from events.storage.base import Base
from events.storage.files import File
from events.storage.slugs import FormerSlug
from events.storage.types import Coded, Instant, Line, Prose, Web, Zone
from events.transfer.document import KINDS, Kind

OF_EACH = 2
_FIRST = datetime(2027, 1, 1, 10, 0, tzinfo=UTC)
_ZONES = sorted(times.zones())
_CODED = {
    "a slug": lambda n: f"a-slug-{n}",
    "a colour": lambda n: f"#{n:06x}",
    "a language tag": lambda n: f"en-x{n:05}",
    "an ORCID": lambda n: f"0000-0002-1825-{_orcid(n)}",
    "a ROR id": lambda n: f"https://ror.org/0{n:06}98",
    "an ISBN of 13 digits": lambda n: _isbn(n),
    "a DOI": lambda n: f"10.1000/é-{n}",
    "a phone number with its country": lambda n: f"+4420794{n:05}",
    "a mail address": lambda n: f"someone-{n}@example.org",
}


async def fill(store: Store, now: datetime) -> None:
    async with store.transaction(now=now, by=By("Alice")) as db:
        for row in rows():
            if isinstance(row, File):
                files.add(db, row, _content(row))
            else:
                db.add(row)


def rows() -> Iterator[Base]:
    numbers = count(1)
    for kind in KINDS:
        for each in kind.every():
            for n in range(OF_EACH):
                yield _row(each, n, numbers)


def _row(kind: Kind, n: int, numbers: Iterator[int]) -> Base:
    values = {fact.key: _value(fact.column, n, next(numbers)) for fact in kind.facts}
    if kind.parent:
        values[kind.parent] = _value(kind.table.c[kind.parent], n, 0)
    if kind.row is FormerSlug:
        values |= {"kind": "persons", "row_id": uid("persons", n)}
    if kind.row is ToldApart:
        named = ("persons", "organisations")[n]
        values |= {"kind": named, "first_id": uid(named, 1), "second_id": uid(named, 0)}
    if kind.row is Event:  # of one that is open to all, the feeds that it is in are written anew
        values["access"] = (Access.INVITATION, Access.PRIVATE)[n]
    row = kind.row(**values)
    if isinstance(row, Event):
        row.settle()
    return row


def uid(table: str, n: int) -> UUID:
    """Ids in an order that is none of the tables' own."""
    return UUID(bytes=(table.encode() * 16)[:12] + (999 - n).to_bytes(4, "big"))


def _value(column: Column[Any], n: int, number: int) -> Any:
    key = next(iter(column.foreign_keys), None)
    if key:
        return uid(key.column.table.name, n)
    kind = column.type
    match kind:
        case Enum():
            choices = list(kind.enum_class)  # type: ignore[arg-type]
            return choices[number % len(choices)]
        case Coded():
            return _CODED[kind.name](number)
        case Line():
            return f"{column.key} “{number}” é"[: kind.limit] if kind.limit > 2 else f"{chr(64 + number % 26)}Z"
        case Prose():
            return f"{column.key} {number}\n\nMore *text* of {column.table.name}: <b> & 'so on' \\ 😀."
        case Web():
            return f"https://example.org/{number}?a=b&c=%20d"
        case Zone():
            return _ZONES[number % len(_ZONES)]
        case Instant():
            return _FIRST + timedelta(days=number, microseconds=number)
    return _plain(column, n, number)


def _plain(column: Column[Any], n: int, number: int) -> Any:
    kind = column.type.python_type
    if kind is UUID:
        return uid(column.table.name, n)
    if kind is date:
        return _FIRST.date() + timedelta(days=number)
    if kind is time:
        return (_FIRST + timedelta(minutes=number % 500, seconds=n)).time()
    if kind is bool:
        return bool(n)
    return kind(number) / 16 if kind is float else number


def _content(file: File) -> bytes:
    """Of three pieces, of which none is a multiple of three bytes long."""
    return b"%PDF-1.7 " + file.id.bytes + bytes(range(256)) * 2500


def _isbn(number: int) -> str:
    digits = f"978{number:09}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _orcid(number: int) -> str:
    digits, total = f"000000021825{number % 1000:03}", 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return f"{number % 1000:03}{'0123456789X'[(12 - total % 11) % 11]}"
