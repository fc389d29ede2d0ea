"""Passkeys, with a browser and an authenticator of its own: added, used, and good for nothing twice."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Browser, Page
from sqlalchemy import select

from events import addresses, app
from events.accounts import links, organisers, passkeys
from events.accounts.models import Account
from events.accounts.passkeys import House, NoPasskey, Passkey
from events.settings import Settings
from events.storage import Store
from tests.listening import listening
from tests.sites import SETTINGS, Clock, living
from tests.stores import ALICE, NOW

BOB = "bob@larkfield.example"
HOUSE = House("localhost", "http://localhost:8000", b"a secret")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
async def base(database_url: str, clock: Clock) -> AsyncIterator[str]:
    """The address of the site: passkeys need a name, and `localhost` is one that browsers trust."""
    where = []

    def site(address: str) -> Any:
        where.append(address)
        settings = SETTINGS | {"EVENTS_DATABASE_URL": database_url, "EVENTS_BASE_URL": address}
        return app.create(Settings.read(settings), clock)

    async with listening(site) as running, living(running):
        yield where[0]


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page of a browser that has an authenticator, whose user is always there and willing."""
    context = await browser.new_context()
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    await context.close()


@pytest.fixture
async def bob(store: Store) -> Account:
    async with store.transaction(now=NOW, by=ALICE) as db:
        return await organisers.add(db, name="Bob", mail=BOB, now=NOW)


async def signed_in_by_link(page: Page, base: str, store: Store, bob: Account) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        token = await links.make(db, bob, now=NOW, leads_to=addresses.ACCOUNT)
    await page.goto(base + addresses.sign_in_link(token))
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(f"{base}/office/account")


async def test_a_passkey_is_added_signs_in_and_is_removed(page: Page, base: str, store: Store, bob: Account):
    await signed_in_by_link(page, base, store, bob)
    await page.get_by_label("What to call it").fill("Bob’s laptop")
    await page.get_by_role("button", name="Add a passkey").click()
    await page.wait_for_url(f"{base}/office/account?done=passkey")
    assert await page.get_by_text("Bob’s laptop", exact=True).is_visible()
    await page.get_by_role("button", name="Sign out here").click()
    await page.wait_for_url(f"{base}/sign-in")

    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if "passkey" in request.url else None)
    await page.goto(f"{base}/sign-in?next=/office/account")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await page.wait_for_url(f"{base}/office/account")
    assert await page.get_by_text("By passkey").is_visible()

    (form,) = [each for each in sent if "credential" in each]
    house = House.at(base, SETTINGS["EVENTS_SECRET"].encode())
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.scalars(select(Passkey))).one().sign_count = 0  # many authenticators count nothing
        with pytest.raises(NoPasskey):
            await passkeys.owner(db, house, parse_qs(form)["credential"][0], now=NOW)

    await page.get_by_role("button", name="Bob’s laptop").click()
    await page.wait_for_url(f"{base}/office/account?done=no-passkey")
    async with store.whole() as db:
        assert list(await db.scalars(select(Passkey))) == []
    await page.get_by_role("button", name="Sign out here").click()
    await page.wait_for_url(f"{base}/sign-in")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await page.get_by_role("alert").wait_for()
    assert "This passkey was not accepted." in await page.get_by_role("alert").inner_text()


def test_a_challenge_is_good_for_its_purpose_and_its_time():
    challenge = HOUSE.challenge("sign in", NOW)
    another = House("localhost", "http://localhost:8000", b"another secret")
    assert HOUSE.is_ours(challenge, "sign in", NOW)
    assert not HOUSE.is_ours(challenge, "added to Bob", NOW)
    assert not HOUSE.is_ours(challenge, "sign in", NOW + passkeys._CHALLENGE_LIFE)
    assert not another.is_ours(challenge, "sign in", NOW)
    assert not HOUSE.is_ours(challenge[:-1], "sign in", NOW)
    assert not HOUSE.is_ours(b"", "sign in", NOW)


CLIENT_DATA = "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoieCIsIm9yaWdpbiI6IngifQ"
HOSTILE = [
    "", "null", "[]", "{}", '{"id": 1}', '{"id": "\\ud800"}', "9" * 5000, "[" * 50_000, '{"id":NaN}',
    json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {"clientDataJSON": "\x00"}}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {
        "clientDataJSON": CLIENT_DATA, "authenticatorData": "eA", "signature": "eA", "attestationObject": "eA"}}),
]  # fmt: skip


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
async def test_what_is_no_answer_of_an_authenticator_proves_nothing(store: Store, bob: Account, answer: str):
    async with store.transaction(now=NOW, by=ALICE) as db:
        with pytest.raises(NoPasskey):
            await passkeys.owner(db, HOUSE, answer, now=NOW)
        with pytest.raises(NoPasskey):
            await passkeys.add(db, HOUSE, bob, answer, name="x", now=NOW)
