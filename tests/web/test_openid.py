"""Signing in at one's own organisation, with an issuer that really issues: only a verified address of ours gets in."""

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc.jwk import RSAKey

from events.accounts import organisers
from events.accounts.models import Account
from events.storage import Store
from tests.listening import listening
from tests.organisers import COOKIE
from tests.sites import Clock, browsing, said
from tests.stores import ALICE, NOW, WHERE
from tests.web.issuer import CLIENT, SECRET, Issuer

BOB = "bob@larkfield.example"
VERIFIED = {"email": BOB, "email_verified": True}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On one database: what is tried here is between the issuer and us."""
    return sqlite_url


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with listening(lambda address: Issuer(address, int(NOW.timestamp()), dict(VERIFIED))) as each:
        yield each


@pytest.fixture
async def browser(database_url: str, clock: Clock, issuer: Issuer) -> AsyncIterator[httpx2.AsyncClient]:
    """On a site that knows the issuer."""
    trio = {"EVENTS_OIDC_ISSUER": issuer.address, "EVENTS_OIDC_CLIENT_ID": CLIENT, "EVENTS_OIDC_CLIENT_SECRET": SECRET}
    async with browsing(database_url, clock, **trio) as each:
        yield each


@pytest.fixture
async def bob(store: Store) -> Account:
    async with store.transaction(now=NOW, by=ALICE) as db:
        return await organisers.add(db, name="Bob", mail=BOB, now=NOW)


async def there(browser: httpx2.AsyncClient, wanted: str = "/office/people") -> str:
    """To the issuer, and the address to which it sends the browser back."""
    left = await browser.get("/sign-in/openid", params={"next": wanted})
    assert left.status_code == 303, said(left.text)
    async with httpx2.AsyncClient(trust_env=False) as elsewhere:
        back = (await elsewhere.get(left.headers["location"])).headers["location"]
    assert back.startswith(f"{WHERE.base}/sign-in/openid/back?")
    return str(back).removeprefix(WHERE.base)


async def test_a_verified_address_signs_in(browser, bob, issuer):
    assert "Sign in through your organisation" in (await browser.get("/sign-in")).text
    answer = await browser.get(await there(browser))
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/people")
    assert (await browser.get("/office/account")).status_code == 200


async def test_the_address_may_come_from_the_userinfo(browser, bob, issuer):
    issuer.claims, issuer.userinfo = {}, VERIFIED
    assert (await browser.get(await there(browser))).status_code == 303


REFUSED = {
    "not verified": {"email_verified": False},
    "not said to be verified": {"email_verified": None},
    "nobody of ours": {"email": "rob@larkfield.example"},
    "for somebody else": {"aud": "another"},
    "for another beside us": {"aud": [CLIENT, "another"]},
    "from another issuer": {"iss": "https://evil.example"},
    "too old": {"exp": int((NOW - timedelta(minutes=5)).timestamp())},
    "without an end": {"exp": None},
    "another visit": {"nonce": "another"},
    "without a nonce": {"nonce": None},
    "another person's userinfo": {"email": None, "sub": "2"},
    "who looks alike": {"email": BOB.replace("k", "\u212a")},
    "no mail address": {"email": f"{BOB}\r\nBcc: eve@evil.example"},
    "too long a mail address": {"email": f"{'bob' * 100}@larkfield.example"},
}


@pytest.mark.parametrize("claims", REFUSED.values(), ids=REFUSED)
async def test_what_does_not_prove_who_it_is_gets_nobody_in(browser, bob, issuer, claims):
    issuer.claims, issuer.userinfo = VERIFIED | claims, VERIFIED
    answer = await browser.get(await there(browser))
    assert answer.status_code == 403
    assert COOKIE not in browser.cookies


@pytest.mark.parametrize("said_of_them", [[VERIFIED], "bob", None])
async def test_a_userinfo_that_is_none_gets_nobody_in(browser, bob, issuer, said_of_them):
    issuer.claims, issuer.userinfo = {}, said_of_them
    assert (await browser.get(await there(browser))).status_code == 403


async def test_a_token_without_end_gets_nobody_in(browser, bob, issuer):
    issuer.token = "[" * 100_000
    assert (await browser.get(await there(browser))).status_code == 502


async def test_a_token_that_another_key_signed_is_no_proof(browser, bob, issuer):
    issuer.signing_key = RSAKey.generate_key(2048, {"kid": "one"})
    assert (await browser.get(await there(browser))).status_code == 403


async def test_nobody_is_signed_in_by_an_answer_that_their_browser_did_not_ask_for(browser, bob):
    """An attacker's own code, sent to somebody else's browser."""
    back = await there(browser)
    for cookies in ({}, {"__Host-openid": "eyJzdGF0ZSI6IngifQ==.0000"}):
        browser.cookies.clear()
        headers = {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        assert (await browser.get(back, headers=headers)).status_code == 400
    await there(browser)
    assert (await browser.get(back)).status_code == 400


async def test_an_answer_counts_once(browser, bob):
    back = await there(browser)
    assert [(await browser.get(back)).status_code for _ in range(2)] == [303, 400]


async def test_an_answer_that_nobody_awaits_leaves_the_one_that_is_awaited(browser, bob):
    """They began in two tabs, or somebody's page led them to an answer of its own."""
    first, second = await there(browser), await there(browser)
    assert [(await browser.get(each)).status_code for each in (first, second)] == [400, 303]


async def test_whose_address_nobody_has_looked_at_is_told_of_the_other_way(browser, bob, issuer):
    issuer.claims = VERIFIED | {"email_verified": False}
    answer = await browser.get(await there(browser))
    assert f"does not say that it has checked {BOB}. A link by mail works without it." in said(answer.text)


async def test_whoever_runs_the_service_reads_why_nobody_gets_in(browser, bob, issuer, caplog):
    back = await there(browser)
    issuer.client = "forgotten there"
    assert (await browser.get(back)).status_code == 502
    back = await there(browser)
    issuer.client, issuer.claims = CLIENT, {"nonce": "another"}
    assert (await browser.get(back)).status_code == 403
    first, second = (each.getMessage() for each in caplog.records if each.name.startswith("events"))
    assert first == "Sign-in by OpenID Connect failed. invalid_client: Who is that?"
    assert "nonce" in second
    assert SECRET not in caplog.text
    assert parse_qs(urlsplit(back).query)["code"][0] not in caplog.text


@pytest.mark.parametrize(
    ("said_of_it", "sentence"),
    [
        (None, "have the issuer send that claim to our client wherever it sends email"),
        (False, "have it verified there"),
    ],
    ids=["nothing", "that it is not"],
)
async def test_whoever_runs_the_service_reads_what_to_do_where_no_address_is_said_to_be_verified(
    browser, bob, issuer, caplog, said_of_it, sentence
):
    issuer.claims = VERIFIED | {"email_verified": said_of_it}
    await browser.get(await there(browser))
    [line] = [each.getMessage() for each in caplog.records if each.name.startswith("events")]
    assert sentence in line
    assert BOB not in line


DESCRIBED_WRONGLY = [
    {"issuer": "https://evil.example"}, {"authorization_endpoint": 5},
    {"authorization_endpoint": "javascript:alert(1)"},
    {"token_endpoint": None}, {"jwks_uri": "/keys"}, {"userinfo_endpoint": None},
]  # fmt: skip


@pytest.mark.parametrize("described", DESCRIBED_WRONGLY, ids=[str(each) for each in DESCRIBED_WRONGLY])
async def test_an_issuer_that_describes_itself_wrongly_leaves_the_other_ways(browser, issuer, described):
    issuer.described = described
    answer = await browser.get("/sign-in/openid")
    assert answer.status_code == 502
    assert "Send me a link" in said(answer.text)


async def test_an_answer_after_half_an_hour_is_too_late(browser, bob, clock):
    back = await there(browser)
    clock.now = NOW + timedelta(minutes=30)
    assert (await browser.get(back)).status_code == 400


async def test_a_code_that_the_issuer_does_not_know_gets_nobody_in(browser, bob, issuer):
    back = await there(browser)
    issuer.codes.clear()
    assert (await browser.get(back)).status_code == 403


async def test_a_refusal_of_the_issuer_is_said(browser, bob):
    state = parse_qs(urlsplit(await there(browser)).query)["state"][0]
    answer = await browser.get("/sign-in/openid/back", params={"error": "access_denied", "state": state})
    assert answer.status_code == 403
    assert "did not say who you are" in said(answer.text)


async def test_an_issuer_that_does_not_answer_leaves_the_other_ways(database_url, clock):
    trio = {"EVENTS_OIDC_ISSUER": "http://localhost:1", "EVENTS_OIDC_CLIENT_ID": CLIENT}
    async with browsing(database_url, clock, **trio, EVENTS_OIDC_CLIENT_SECRET=SECRET) as browser:
        answer = await browser.get("/sign-in/openid")
    assert answer.status_code == 502
    assert "Send me a link" in said(answer.text)


async def test_without_an_issuer_there_is_no_such_way(client):
    assert (await client.get("/sign-in/openid")).status_code == 404
    assert "through your organisation" not in (await client.get("/sign-in")).text
