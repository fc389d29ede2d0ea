"""Organisations, their boilerplates and press contacts: found for whoever may see them, and added."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from string import ascii_lowercase, ascii_uppercase
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import text, visibility
from events.accounts.access import Mandate, NotYours
from events.accounts.models import Membership
from events.people.models import CURRENT_CONTACTS, Boilerplate, Organisation, PressContact
from events.storage import Changes, slugs
from events.storage.chunks import chunks
from events.visibility import ANYONE, Reader, held, visible


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Organisation | None:
    """With its logo, what it says of itself, and whom the press may ring."""
    query = select(Organisation).where(Organisation.slug == slug, visible(Organisation, reader, now))
    found = await db.scalar(query.options(selectinload(Organisation.logo)))
    if found:
        for each in (Organisation.boilerplates, Organisation.press_contacts):
            await visibility.attach_seen_parts(db, [found], each, reader=reader, now=now)
    return found


async def is_public(db: AsyncSession, organisation: Organisation, *, now: datetime) -> bool:
    """Whether anybody can read of it: then what is noted of it stands on its pages at once."""
    seen = select(Organisation.id).where(Organisation.id == organisation.id, visible(Organisation, ANYONE, now))
    return await db.scalar(seen) is not None


async def of_office(db: AsyncSession, *, mandate: Mandate) -> Sequence[Organisation]:
    """Those at which an organiser has the role that is asked for."""
    query = select(Organisation).where(held(Organisation, Organisation.id.in_(mandate.organisations)))
    return (await db.scalars(query.order_by(Organisation.name, Organisation.id))).all()


async def kept(
    db: AsyncSession,
    *,
    mandate: Mandate,
    among: Select[UUID] | None = None,
    limit: int = 1_000,
    offset: int = 0,
) -> tuple[Sequence[Organisation], int]:
    """Those that an organiser may revise, by name, and how many that is in all; `among` these, if it is given."""
    theirs = held(Organisation, Organisation.owned_by(mandate.organisations))
    wanted = theirs if among is None else theirs & Organisation.id.in_(among)
    count = await db.scalar(select(func.count()).select_from(Organisation).where(wanted))
    own_first = Organisation.id.in_(mandate.organisations).desc()
    page = select(Organisation).where(wanted).order_by(own_first, func.lower(Organisation.name), Organisation.id)
    return (await db.scalars(page.limit(limit).offset(offset))).all(), count or 0


async def names(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[str]:
    """What all of them are called, in full and in short: for telling a name with a comma in it from two things."""
    query = select(Organisation.name, Organisation.short_name).where(visible(Organisation, reader, now))
    return [name for row in await db.execute(query) for name in row if name]


async def in_hand(db: AsyncSession, slug: str, *, mandate: Mandate) -> Organisation:
    """To be revised: their own, or one that they keep for want of an organiser there. Raises NotYours."""
    theirs = held(Organisation, Organisation.owned_by(mandate.organisations))
    query = select(Organisation).where(Organisation.slug == slug, theirs)
    parts = (Organisation.logo, Organisation.boilerplates, CURRENT_CONTACTS)
    found = await db.scalar(query.options(*map(selectinload, parts)))
    if found is None:
        raise NotYours
    return found


async def by_id(db: AsyncSession, organisation_id: UUID | None, *, mandate: Mandate) -> Organisation:
    """One at which an organiser has the role that is asked for. Raises NotYours."""
    theirs = held(Organisation, Organisation.id.in_(mandate.organisations))
    found = await db.scalar(select(Organisation).where(Organisation.id == organisation_id, theirs))
    if found is None:
        raise NotYours
    return found


async def called(db: AsyncSession, name: str, *, reader: Reader, now: datetime) -> Organisation | None:
    """The one that goes by this name, in full or in short, as people type it."""
    names = Names()
    names.add(*await going_by(db, [name], reader=reader, now=now))
    return names.get(name)


async def noted(db: AsyncSession, name: str, keeper_id: UUID) -> Sequence[Organisation]:
    """Those of this name that one organisation looks after, since nobody works there in this office."""
    kept = held(Organisation, _is_called([name]) & (Organisation.kept_by_id == keeper_id))
    return (await db.scalars(select(Organisation).where(kept).order_by(Organisation.slug))).all()


async def going_by(db: AsyncSession, names: Iterable[str], *, reader: Reader, now: datetime) -> Sequence[Organisation]:
    """Everything that goes by one of these names."""
    found: list[Organisation] = []
    for some in chunks(names, _NAMES_AT_ONCE):
        plain = {_plain(each) for each in some}
        same = or_(_is_called(some), Organisation.slug.in_({text.slug(each) for each in (*some, *plain)}))
        query = select(Organisation).where(same, visible(Organisation, reader, now))
        found += await db.scalars(query)
    return found


_NAMES_AT_ONCE = 1_000


class Names:
    """Organisations by what they are called, as people type it."""

    def __init__(self) -> None:
        self._by: dict[tuple[str, str], list[Organisation]] = {}

    def add(self, *organisations: Organisation) -> None:
        for each in organisations:
            short = (each.short_name or "").lower()
            for key in (("full", each.name.lower()), ("short", short), ("slug", each.slug)):
                self._by.setdefault(key, []).append(each)

    def get(self, name: str) -> Organisation | None:
        """Of several, the one whose address comes first."""
        plain = _plain(name)
        keys = [("full", plain), ("full", f"the {plain}"), ("short", plain)]
        keys += [("slug", text.slug(each)) for each in (name, plain)]
        found = (each for key in keys if key[1] for each in self._by.get(key, ()))
        return min(found, key=lambda each: each.slug, default=None)


def _plain(name: str) -> str:
    return text.bare(name).lower().removeprefix("the ")


def _is_called(names: Collection[str]) -> ColumnElement[bool]:
    """The databases lower no letter beyond ASCII: those stand as they were typed, or as they begin a word."""
    plain = {_plain(name) for name in names}
    for bare in map(text.bare, names):
        plain |= {each.translate(_LOWER).removeprefix("the ") for each in (bare, bare.title())}
    full = {said for each in plain for said in (each, f"the {each}")}
    return or_(func.lower(Organisation.name).in_(full), func.lower(Organisation.short_name).in_(plain))


_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def latest_boilerplates(organisation: Organisation) -> list[Boilerplate]:
    """What it says of itself now: the last version in each language, that of our pages first."""
    latest = {each.language: each for each in organisation.boilerplates}
    return sorted(latest.values(), key=lambda each: (each.language != "en-GB", each.language))


class Unreachable(ValueError):
    """A press contact whom nobody could ring or write to."""

    def __str__(self) -> str:
        return "A press contact needs a telephone number or a mail address."


async def add(db: AsyncSession, organisation: Organisation) -> Organisation:
    """Takes it in, at an address made from what it is called. It is public once something public names it."""
    organisation.slug = organisation.slug or await slugs.free(db, Organisation, organisation.called)
    db.add(organisation)
    return organisation


async def let_go(db: AsyncSession, changes: Changes) -> None:
    """Where somebody has a role, nobody else looks after the organisation, whichever of the two came first."""
    ids = {each.row.organisation_id for each in changes.of(Membership)} | changes.ids(Organisation)
    kept = Organisation.kept_by_id.is_not(None) & Organisation.id.in_(select(Membership.organisation_id))
    for some in chunks(ids):
        for each in await db.scalars(select(Organisation).where(held(Organisation, kept & Organisation.id.in_(some)))):
            each.kept_by_id = None


async def add_boilerplate(
    db: AsyncSession, organisation: Organisation, text: str, *, language: str = "en-GB", with_release: bool = False
) -> Boilerplate:
    """What it says of itself from now on: a new version, unless these are the words of the last.

    `with_release`: from when a release that uses it is out.
    """
    await db.flush()
    versions = select(Boilerplate).where(
        Boilerplate.organisation_id == organisation.id, Boilerplate.language == language
    )
    last = await db.scalar(versions.order_by(Boilerplate.version.desc()).limit(1))
    if last and last.text == text:
        last.came_with_release &= with_release
        return last
    boilerplate = Boilerplate(
        organisation_id=organisation.id,
        language=language,
        version=last.version + 1 if last else 1,
        text=text,
        came_with_release=with_release,
    )
    db.add(boilerplate)
    return boilerplate


async def add_press_contact(db: AsyncSession, contact: PressContact) -> PressContact:
    """Named after those whom the press may ring already. Raises Unreachable."""
    await add_press_contacts(db, contact.organisation_id, [contact])
    return contact


async def add_press_contacts(db: AsyncSession, organisation_id: UUID, contacts: Sequence[PressContact]) -> None:
    """Of one organisation, in this order after those who are there. Raises Unreachable."""
    if not all(each.phone or each.mail for each in contacts):
        raise Unreachable
    await db.flush()
    there = select(func.count()).where(PressContact.organisation_id == organisation_id)
    for position, each in enumerate(contacts, await db.scalar(there) or 0):
        each.position = position
    db.add_all(contacts)
