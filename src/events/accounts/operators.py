"""For whoever runs the service: links that let the first owner in, or back in one who lost access."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import column, create_engine, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses
from events.accounts import entrance, links, organisers
from events.accounts.models import Membership, Role
from events.accounts.sessions import SignedIn
from events.addresses import Addresses
from events.settings import Foreseen, Settings
from events.storage import By, Changes, Store, types
from events.storage.store import Follow

_BY = By("operator")
_MAIL: TypeAdapter[str] = TypeAdapter(types.mail().edge)


class CannotLetIn(Foreseen):
    """There is nobody, or nowhere, to give a link for; its text is a sentence."""


def first_link(settings: Settings) -> str | None:
    """The address by which the first owner comes in, until one has come.

    Every start asks, so the question is one small read.
    """
    engine = create_engine(settings.database_url.replace("postgresql:", "postgresql+psycopg:", 1))
    query = select(SignedIn.id).join(Membership, Membership.account_id == SignedIn.account_id)
    try:
        with engine.connect() as connection:
            if connection.scalar(query.where(Membership.role == Role.OWNER).limit(1)):
                return None
    finally:
        engine.dispose()
    return asyncio.run(_first_link(settings))


def link(settings: Settings, mail: str, organisation: str | None, follow: Follow) -> str:
    """A link for this address; as owner of the organisation with this slug, if one is named. Raises CannotLetIn."""
    try:
        mail = _MAIL.validate_python(mail)
    except ValueError as error:
        raise CannotLetIn(f"{mail} is not a mail address; write it as in robin@larkfield.example.") from error
    return asyncio.run(_link(settings, mail, organisation, follow))


async def _first_link(settings: Settings) -> str | None:
    now, store = datetime.now(UTC), Store(settings.database_url, follow=_nothing_follows)
    try:
        async with store.transaction(now=now, by=_BY) as db:
            token = await entrance.link_for_operator(db, now=now)
    finally:
        await store.close()
    return token and _full(settings, token)


async def _nothing_follows(_db: AsyncSession, changes: Changes, _now: datetime, _by: By) -> None:
    """From a link alone: it is no content."""
    raise AssertionError(changes)


async def _link(settings: Settings, mail: str, organisation: str | None, follow: Follow) -> str:
    now, store = datetime.now(UTC), Store(settings.database_url, follow=follow)
    try:
        async with store.transaction(now=now, by=_BY) as db:
            account = await organisers.by_mail(db, mail)
            if organisation:
                house = await _house(db, organisation)
                account = account or await organisers.add_nameless(db, mail, now=now)
                await organisers.give_role(db, account, house, Role.OWNER)
            if account is None or account.closed_at:
                raise CannotLetIn(await _nobody(db, mail))
            token = await links.make(db, account, now=now, life=links.PRINTED)
    finally:
        await store.close()
    return _full(settings, token)


async def _house(db: AsyncSession, slug: str) -> UUID:
    """Named in words, since organisations live upstairs."""
    found = select(column("id", Membership.organisation_id.type)).select_from(table("organisations"))
    house: UUID | None = await db.scalar(found.where(column("slug") == slug))
    if house is None:
        raise CannotLetIn(f"There is no organisation at /organisations/{slug}.")
    return house


async def _nobody(db: AsyncSession, mail: str) -> str:
    owners = ", ".join(each.mail for each in await organisers.owners(db))
    hint = f"these are owners: {owners}" if owners else "name an organisation as well, and it becomes its owner"
    return f"No account has the address {mail}; {hint}."


def _full(settings: Settings, token: str) -> str:
    return Addresses(settings.base_url).full(addresses.sign_in_link(token))
