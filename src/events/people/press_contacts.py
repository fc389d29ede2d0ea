"""Press contacts as people type them in one line, and as rows: those that are there, or new ones."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import text
from events.people import organisations, phones
from events.people.models import CURRENT_CONTACTS, Organisation, PressContact
from events.storage import types
from events.visibility import held

_MAIL = re.compile(r"[^\s,;:<>()]+@[^\s,;:<>()]+")
_NUMBER = re.compile(
    r"(?:(?:t|tel|telephone|phone|m|mob|mobile)\b\.?:?\s*)?(\+?\(?\d[\d\s()./-]{5,30}\d)", re.IGNORECASE
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


def read(line: str, home: str | None = None) -> Typed:
    """`Larkfield Foundation: Jo Reed, 020 7946 0182, press@larkfield.example`, with either way to reach them.

    Raises NotUnderstood.
    """
    line = text.line(line, 600)
    house = _HOUSE.fullmatch(line)
    rest = house["rest"] if house else line
    mail = _MAIL.search(rest)
    rest = _MAIL.sub(",", rest)
    number = _NUMBER.search(rest)
    name = next((each for part in re.split(r"[,/;]", _NUMBER.sub(",", rest)) if (each := part.strip(" .:–-"))), None)
    if not (mail or number):
        raise NotUnderstood(f"“{line[:60]}” needs a telephone number or a mail address.")
    phone = phones.dialled(number[1], home) if number else None
    if number and phone is None:
        raise NotUnderstood(f"{number[1]} is no telephone number; write it as in {phones.example(home)}.")
    return Typed(house["house"].strip() if house else None, name or "Press office", phone, mail and _mail(mail[0]))


def line(contact: PressContact | Typed) -> str:
    """As `read` takes it, without its organisation."""
    return ", ".join(filter(None, (contact.name, contact.phone, contact.mail)))


def home(lines: str) -> str | None:
    """The code of the country of the first number in these lines that has one."""
    found = _WITH_COUNTRY.search(lines)
    number = phones.dialled(found[0]) if found else None
    return phones.region(number) if number else None


def bare_name(name: str) -> str:
    """`Jo Reed (Head of Media)` is Jo Reed."""
    return name.partition(" (")[0]


async def known(db: AsyncSession, house: Organisation, typed: Typed) -> PressContact | None:
    """The contact of that house who is reached so, with or without a post in brackets behind their name."""
    await db.flush()
    called = (typed.name, bare_name(typed.name))
    here = (PressContact.organisation_id == house.id, PressContact.taken_off_at.is_(None))
    same = select(PressContact).where(*here, PressContact.name.in_(called))
    reach = same.where(
        PressContact.phone.is_not_distinct_from(typed.phone), PressContact.mail.is_not_distinct_from(typed.mail)
    )
    found: PressContact | None = await db.scalar(reach.limit(1))
    return found


async def at(db: AsyncSession, house: Organisation, typed: Typed) -> PressContact:
    """The same, or a new one after those who are there."""
    new = PressContact(organisation_id=house.id, name=typed.name, phone=typed.phone, mail=typed.mail)
    return await known(db, house, typed) or await organisations.add_press_contact(db, new)


async def of(db: AsyncSession, houses: Collection[UUID]) -> Sequence[Organisation]:
    """These organisations with their press contacts and with all versions of what they say of themselves."""
    query = select(Organisation).where(held(Organisation, Organisation.id.in_(houses)))
    loaded = query.options(selectinload(CURRENT_CONTACTS), selectinload(Organisation.boilerplates))
    return (await db.scalars(loaded, execution_options={"populate_existing": True})).all()


def _mail(value: str) -> str:
    known = types.mail()
    if len(value) > known.limit or not re.fullmatch(known.pattern, value):
        raise NotUnderstood(f"“{value[:60]}” is no mail address; write it as in {known.example}.")
    return value
