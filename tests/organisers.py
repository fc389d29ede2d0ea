"""Organisers who are signed in: a browser of their own, with a role at an organisation."""

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from html import unescape
from urllib.parse import urlsplit

import httpx2
import pytest
from bs4 import BeautifulSoup
from starlette.types import ASGIApp

from events.accounts import organisers, sessions
from events.accounts.models import Role
from events.people.models import Organisation
from events.storage import Store
from tests.factories import an_organisation
from tests.sites import Clock
from tests.stores import ALICE, WHERE

Office = Callable[..., Awaitable[httpx2.AsyncClient]]

COOKIE = "__Host-session"
SAME_SITE = {"sec-fetch-site": "same-origin"}  # as a browser says of a form on our own page

# What has nothing to do with the database is tried on one.
ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def hidden(html: str, name: str) -> str:
    """What stands in a hidden field of a page."""
    found = re.search(rf'type="hidden" name="{name}" value="([^"]*)"', html)
    return unescape(found[1]) if found else ""


def standing(html: str, name: str) -> str:
    """What stands in a field of a page."""
    found = re.search(rf'<input id="{name}"[^>]*? value="([^"]*)"', html)
    return unescape(found[1]) if found else ""


def sends(html: str) -> dict[str, str]:
    """What a browser would send of the form that is kept while somebody types, as it stands on the page."""
    form = BeautifulSoup(html, "html.parser").select_one("form[data-keep]")
    assert form is not None
    chosen = form.select("option[selected], input:not([type=radio], [type=checkbox]), textarea, input[checked]")
    sent = {}
    for each in chosen:
        field = each.find_parent("select") if each.name == "option" else each
        if field is not None and field.get("name"):
            value = each.get_text().removeprefix("\n") if each.name == "textarea" else each.get("value", "")
            sent[str(field["name"])] = str(value)
    return sent


async def act(browser: httpx2.AsyncClient, path: str, **typed: str) -> httpx2.Response:
    """Opens the page of an action, answers what it asks, and presses its button; again, where it asks only then."""
    page = await browser.get(path)
    assert page.status_code == 200, page.status_code
    done = await browser.post(path, data=_answers(page.text) | typed)
    asks = done.status_code == 422 and hidden(done.text, "seen") != hidden(page.text, "seen")
    return await browser.post(path, data=_answers(done.text) | typed) if asks else done


def _answers(html: str) -> dict[str, str]:
    ours = {name: hidden(html, name) for name in ("once", "revision", "seen")}
    return ours | ({"reason": "They agreed by telephone."} if 'name="reason"' in html else {})


async def paste(browser: httpx2.AsyncClient, text: str, file: tuple[str, bytes] | None = None) -> httpx2.Response:
    """Has a text or a file read; the review of it."""
    files = {"file": file} if file else None
    return await browser.post("/office/new", data={"text": text}, files=files, follow_redirects=True)


@pytest.fixture
async def visitor(site: ASGIApp) -> AsyncIterator[httpx2.AsyncClient]:
    """A browser in which nobody is signed in yet; follows no redirect."""
    transport = httpx2.ASGITransport(site)
    async with httpx2.AsyncClient(transport=transport, base_url=WHERE.base, headers=SAME_SITE) as client:
        yield client


@pytest.fixture
async def office(site: ASGIApp, store: Store, clock: Clock) -> AsyncIterator[Office]:
    """`await office(Role.EDITOR, larkfield)`: a browser of somebody with this role there; follows no redirect.

    Without an organisation, at one that is made for them; an organisation that is not saved yet is saved.
    """
    async with AsyncExitStack() as browsers:

        async def sign_in(
            role: Role = Role.OWNER, organisation: Organisation | None = None, name: str = "Alice"
        ) -> httpx2.AsyncClient:
            where = organisation or an_organisation(f"House of {secrets.token_hex(4)}")
            async with store.transaction(now=clock.now, by=ALICE) as db:
                if await db.get(Organisation, where.id) is None:
                    db.add(where)
                mail = f"{name.lower()}-{secrets.token_hex(4)}@organiser.example"
                account = await organisers.add(db, name=name, mail=mail, now=clock.now)
                await organisers.give_role(db, account, where.id, role)
                token = await sessions.begin(db, account, now=clock.now, device="A test")
            browser = httpx2.AsyncClient(
                transport=httpx2.ASGITransport(site),
                base_url=WHERE.base,
                headers=SAME_SITE,
            )
            browser.cookies.set(COOKIE, token, domain=urlsplit(WHERE.base).hostname or "")
            return await browsers.enter_async_context(browser)

        yield sign_in
