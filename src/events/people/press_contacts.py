"""Press contacts as people type them in one line, and as rows: those that are there, or new ones."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text, visibility
from events.people import organisations, phones
from events.people.models import Boilerplate, Organisation, PressContact
from events.storage import types
from events.visibility import ANYONE, Reader, held, visible

_MAIL = re.compile(r"[^\s,;:<>()]+@[^\s,;:<>()]+")
_FIGURES = r"\+?\(?\d(?:[\d\s)./\u2010-\u2013\u2212-]|\((?=\d{1,5}\))){5,30}\d"
_NUMBER = re.compile(rf"(?:(?:t|tel|telephone|phone|m|mob|mobile)\b\.?:?\s*)?({_FIGURES})", re.IGNORECASE)
_OTHER_HOURS = r"(?:out[- ]of[- ](?:office[- ])?hours|after hours|evenings and weekends)"
_OUT_OF_HOURS = re.compile(
    rf"\(?\b{_OTHER_HOURS}\b\W{{0,3}}(?:(?:t|tel|phone|m|mob|mobile)\b\W{{0,2}})?(?P<behind>{_FIGURES})\)?"
    rf"|(?P<before>{_FIGURES})\s?(?:\({_OTHER_HOURS}\)|{_OTHER_HOURS}\b(?!\W{{0,4}}\d))",
    re.IGNORECASE,
)
_WITH_COUNTRY = re.compile(r"\+\d[\d\s()./-]{5,30}\d")
_HOUSE = re.compile(r"(?P<house>[^:,/]{2,120}):\s+(?P<rest>.+)")


class NotUnderstood(ValueError):
    """A line from which nobody could be rung or written to; its text says what to type."""


@dataclass(frozen=True)
class Typed:
    """Whom the press may ring, as a line names them; `phone` in E.164."""

    organisation: str | None
    name: str
    phone: str | None
    mail: str | None
    out_of_hours: str | None = None


def read(line: str, home: str | None = None) -> Typed:
    """`Larkfield Foundation: Jo Reed, 020 7946 0182, press@larkfield.example`, with either way to reach them, and
    `out of hours 07700 900321`. Raises NotUnderstood.
    """
    line = text.line(line, 600)
    house = _HOUSE.fullmatch(line)
    rest = house["rest"] if house else line
    mails = _MAIL.findall(rest)
    rest = _MAIL.sub(",", rest)
    other = _OUT_OF_HOURS.search(rest)
    rest = _OUT_OF_HOURS.sub(",", rest, count=1)
    numbers = [each for found in _NUMBER.findall(rest) for each in _parted(found, home)]
    name = next((each for part in re.split(r"[,/;]", _NUMBER.sub(",", rest)) if (each := part.strip(" .:–-"))), None)
    if not (mails or numbers):
        raise NotUnderstood(f"“{line[:60]}” needs a telephone number or a mail address.")
    if len(mails) > 1:
        raise NotUnderstood(f"“{line[:60]}” has {len(mails)} mail addresses: leave the one that is printed.")
    if len(numbers) > 1:
        raise NotUnderstood(
            f"“{line[:60]}” has {len(numbers)} telephone numbers: leave one, and write “out of hours” before another."
        )
    return Typed(
        house["house"].strip() if house else None,
        name or "Press office",
        _dialled(numbers[0], home) if numbers else None,
        _mail(mails[0]) if mails else None,
        _dialled(other["behind"] or other["before"], home) if other else None,
    )


def _parted(written: str, home: str | None) -> list[str]:
    """`020 7946 0182/07700 900321` is two numbers, `030/901820` is one."""
    parts = [each.strip() for each in written.split("/")]
    return parts if all(phones.dialled(each, home) for each in parts) else [written]


def _dialled(written: str, home: str | None) -> str:
    if number := phones.dialled(written, home):
        return number
    raise NotUnderstood(f"{written} is no telephone number; write it as in {phones.example(home)}.")


def line(contact: PressContact | Typed) -> str:
    """As `read` takes it, without its organisation."""
    other = f"out of hours {contact.out_of_hours}" if contact.out_of_hours else None
    return ", ".join(filter(None, (contact.name, contact.phone, contact.mail, other)))


def home(lines: str) -> str | None:
    """The code of the country of the first number in these lines that has one."""
    found = _WITH_COUNTRY.search(lines)
    number = phones.dialled(found[0]) if found else None
    return phones.region(number) if number else None


def bare_name(name: str) -> str:
    """`Jo Reed (Head of Media)` is Jo Reed."""
    return name.partition(" (")[0]


def post(name: str) -> str | None:
    """`Jo Reed (Head of Media)` is head of media."""
    return name.removesuffix(")").partition(" (")[2] if name.endswith(")") else None


async def known(
    db: AsyncSession, house: Organisation, typed: Typed, *, now: datetime, own: bool = False
) -> PressContact | None:
    """The contact of that house who is reached so, with or without a post in brackets behind their name.

    Of whom anybody can read; of an `own` house also one who waits for a release, if that tells no more of them.
    """
    await db.flush()
    called = (typed.name, bare_name(typed.name))
    with_post = PressContact.name.startswith(f"{typed.name} (", autoescape=True)
    here = (PressContact.organisation_id == house.id, PressContact.taken_off_at.is_(None))
    same = select(PressContact).where(*here, or_(PressContact.name.in_(called), with_post))
    reach = same.where(
        PressContact.phone.is_not_distinct_from(typed.phone), PressContact.mail.is_not_distinct_from(typed.mail)
    )
    alike = PressContact.out_of_hours.is_not_distinct_from(typed.out_of_hours)
    seen = visible(PressContact, ANYONE, now)
    rule = seen if typed.out_of_hours is None else seen & alike
    known = reach.where(rule | alike if own else rule).order_by(PressContact.came_with_release, PressContact.position)
    found: PressContact | None = await db.scalar(known.limit(1))
    return found


async def at(db: AsyncSession, house: Organisation, typed: Typed, *, now: datetime) -> PressContact:
    """The same of an own house, or a new one after those there, who comes with the release that is to name them.

    Nothing is added to somebody who is there: with another number out of hours they are named for this release apart.
    """
    there = await known(db, house, typed, now=now, own=True)
    return there or await organisations.add_press_contact(db, new(house, typed, with_release=True))


def new(house: Organisation, typed: Typed, *, with_release: bool = False) -> PressContact:
    return PressContact(
        organisation_id=house.id,
        name=typed.name,
        phone=typed.phone,
        mail=typed.mail,
        out_of_hours=typed.out_of_hours,
        came_with_release=with_release,
    )


async def of(db: AsyncSession, houses: Collection[UUID], *, reader: Reader, now: datetime) -> Sequence[Organisation]:
    """These organisations with those press contacts and versions of their words that this reader may know of."""
    query = select(Organisation).where(held(Organisation, Organisation.id.in_(houses)))
    found = (await db.scalars(query, execution_options={"populate_existing": True})).all()
    for each in (Organisation.press_contacts, Organisation.boilerplates):
        await visibility.attach_seen_parts(db, found, each, reader=reader, now=now)
    return found


async def waiting(db: AsyncSession, houses: Sequence[Organisation], *, now: datetime) -> frozenset[UUID]:
    """The contacts and words among theirs that came with a release and that nobody can read before it is out."""
    every: list[Any] = [each for house in houses for each in (*house.press_contacts, *house.boilerplates)]
    rows = [each for each in every if each.came_with_release]
    out: set[UUID] = set()
    kinds: tuple[Any, ...] = (PressContact, Boilerplate) if rows else ()
    for kind in kinds:
        seen = select(kind.id).where(kind.id.in_([each.id for each in rows]), visible(kind, ANYONE, now))
        out.update(await db.scalars(seen))
    return frozenset(each.id for each in rows) - out


def _mail(value: str) -> str:
    known = types.mail()
    if len(value) > known.limit or not re.fullmatch(known.pattern, value):
        raise NotUnderstood(f"“{value[:60]}” is no mail address; write it as in {known.example}.")
    return value
