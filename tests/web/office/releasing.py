"""A release at work: who writes it, what they type, and where it is."""

import httpx2

from events.accounts.models import Role
from tests.factories import a_host
from tests.organisers import Office
from tests.stores import Save

HEADLINE = "An hour in a queue costs the poorest twice"
TEXT = {"headline": HEADLINE, "body": "Bristol waits.", "dated": "2 November 2026"}
PATH = "/office/releases/an-hour-in-a-queue-costs-the-poorest-twice"
PUBLIC = "/press/an-hour-in-a-queue-costs-the-poorest-twice"


async def at_work(office: Office, save: Save, role: Role = Role.EDITOR) -> tuple[httpx2.AsyncClient, str]:
    """A browser of theirs, and the page of the launch."""
    house, launch = a_host()
    await save(house, launch)
    return await office(role, house), f"/office/launches/{launch.id}"
