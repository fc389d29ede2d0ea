"""Somebody at the lead of a launch asks a partner outside by mail to stand behind it, and the partner answers."""

import re
from dataclasses import dataclass

import httpx2
from sqlalchemy import select

from events.mail import messages
from events.mail.outbox import OutgoingMail
from events.people.models import Organisation
from events.programme.models import Host, Launch
from events.storage import Store
from tests.sites import said
from tests.stores import WHERE

MERIEL = "meriel@merrow.example"
ASKED = {"organisation": "Merrow Trust", "mail": MERIEL, "role": "funder", "grants": "editor"}


@dataclass
class Lead:
    """The lead of a launch that is public, with somebody of theirs who may invite."""

    house: Organisation
    launch: Launch
    browser: httpx2.AsyncClient
    store: Store

    @property
    def hosts(self) -> str:
        return f"/office/launches/{self.launch.id}/hosts"

    async def asks(self, **typed: str) -> httpx2.Response:
        return await self.browser.post(f"{self.hosts}/invitations", data=ASKED | typed)

    async def page(self) -> str:
        return said((await self.browser.get(self.hosts)).text)

    async def letters(self) -> list[tuple[str, str]]:
        async with self.store.whole() as db:
            found = (await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number))).all()
        return [(each.recipient, messages.readable(each, sending=False)) for each in found]

    async def link(self) -> str:
        """The one in the last mail."""
        found = re.search(r"https://\S+/sign-in/\S+", (await self.letters())[-1][1])
        assert found
        return found[0].removeprefix(WHERE.base)

    async def hosting(self) -> list[tuple[str, str, str | None]]:
        async with self.store.whole() as db:
            query = select(Organisation.name, Host.role, Host.grants).join(
                Host, Host.organisation_id == Organisation.id
            )
            found = await db.execute(query.where(Host.launch_id == self.launch.id).order_by(Organisation.name))
            return [(name, role.value, grants and grants.value) for name, role, grants in found]


async def follows(visitor: httpx2.AsyncClient, link: str, **typed: str) -> str:
    """Comes in by the link, and is led to what is asked."""
    entered = await visitor.post(link, data=typed)
    assert entered.status_code == 303, said(entered.text)
    return entered.headers["location"]


async def accepts(browser: httpx2.AsyncClient, place: str, organisation: Organisation | None = None) -> httpx2.Response:
    chosen = str(organisation.id) if organisation else ""
    return await browser.post(place, data={"answer": "accept", "organisation": chosen, "once": "1"})
