"""Signing in by a link, staying signed in, signing out; and what strangers and other sites can do about it."""

import asyncio
import re
import statistics
import time
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import httpx2
import pytest
from sqlalchemy import func, select

from events import addresses
from events.accounts import links, organisers, passwords, sessions
from events.accounts.links import SignInLink
from events.accounts.models import Account, Membership, Role
from events.accounts.sessions import SignedIn
from events.mail.outbox import OutgoingMail
from events.people.models import Organisation
from events.storage import Store
from tests.organisers import COOKIE, ON_ONE, Office
from tests.sites import Clock, browsing, said
from tests.stores import ALICE, NOW, WHERE

BOB = "bob@larkfield.example"


@pytest.fixture
async def bob(store: Store) -> Account:
    async with store.transaction(now=NOW, by=ALICE) as db:
        return await organisers.add(db, name="Bob", mail=BOB, now=NOW)


async def mailed(store: Store) -> list[tuple[str, str]]:
    """Recipients and texts of what is in the outbox."""
    async with store.whole() as db:
        rows = await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number))
        parsed = [(row.recipient, message_from_bytes(row.message, policy=policy.default)) for row in rows]
    return [(recipient, message.get_content()) for recipient, message in parsed]


async def a_link(store: Store, account: Account | None, now=NOW, **facts: Any) -> str:
    async with store.transaction(now=now, by=ALICE) as db:
        return addresses.sign_in_link(await links.make(db, account, now=now, **facts))


def cookie_of(answer: httpx2.Response) -> str:
    (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{COOKIE}=")]
    return str(cookie)


async def test_a_link_comes_by_mail_and_its_button_signs_in(visitor, store, bob):
    asked = await visitor.post("/sign-in", data={"mail": "Bob@Larkfield.example", "next": "/office/launches"})
    ((recipient, text),) = await mailed(store)
    link = _found(r"https://\S+", text).removeprefix(WHERE.base)
    shown = await visitor.get(link)
    entered = await visitor.post(link)

    assert (asked.status_code, recipient) == (200, BOB)
    assert "As Bob, in this browser" in said(shown.text)
    assert (entered.status_code, entered.headers["location"]) == (303, "/office/launches")
    assert (await visitor.get("/sign-in")).headers["location"] == "/office"


@ON_ONE
async def test_the_cookie_is_kept_from_scripts_other_hosts_and_plain_http(visitor, store, bob):
    cookie = cookie_of(await visitor.post(await a_link(store, bob)))
    assert cookie.startswith("__Host-session=")
    assert {"httponly", "path=/", "samesite=lax", "secure"} <= {each.strip().lower() for each in cookie.split(";")}
    assert "domain" not in cookie.lower()


async def test_known_and_unknown_addresses_get_the_same_answer_and_one_gets_a_mail(visitor, store, bob):
    await visitor.get("/sign-in")
    known = await visitor.post("/sign-in", data={"mail": BOB})
    unknown = await visitor.post("/sign-in", data={"mail": "rob@larkfield.example"})

    assert known.status_code == unknown.status_code == 200
    assert known.text.replace(BOB, "rob@larkfield.example") == unknown.text
    assert {*known.headers} == {*unknown.headers}
    assert [recipient for recipient, _ in await mailed(store)] == [BOB]
    async with store.whole() as db:
        assert await db.scalar(select(func.count()).select_from(SignInLink)) == 1


async def test_a_closed_account_gets_no_link(visitor, store, bob):
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Account, bob.id)).closed_at = NOW
    assert (await visitor.post("/sign-in", data={"mail": BOB})).status_code == 200
    assert await mailed(store) == []


async def test_looking_at_a_link_does_not_use_it_up(visitor, store, bob):
    link = await a_link(store, bob)
    for method in ("GET", "HEAD", "OPTIONS", "GET"):
        await visitor.request(method, link)
    assert (await visitor.post(link)).status_code == 303


async def test_a_link_works_once(visitor, store, bob):
    link = await a_link(store, bob)
    answers = [(await visitor.post(link)).status_code, (await visitor.post(link)).status_code]
    assert answers == [303, 404]
    assert (await visitor.get(link)).status_code == 404


async def test_of_two_at_once_one_wins(visitor, store, bob):
    link = await a_link(store, bob)
    answers = await asyncio.gather(*(visitor.post(link) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [303, 404, 404, 404]


@pytest.mark.parametrize(("minutes", "status"), [(19, 303), (20, 404)])
async def test_a_link_is_good_for_twenty_minutes(visitor, store, bob, clock: Clock, minutes, status):
    link = await a_link(store, bob)
    clock.now = NOW + timedelta(minutes=minutes)
    assert (await visitor.post(link)).status_code == status


@ON_ONE
async def test_a_used_an_old_and_an_invented_link_are_answered_alike(visitor, store, bob, clock: Clock):
    used, old = await a_link(store, bob), await a_link(store, bob, now=NOW - timedelta(hours=1))
    await visitor.post(used)
    visitor.cookies.clear()
    answers = [await visitor.get(each) for each in (used, old, "/sign-in/invented")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({said(answer.text) for answer in answers}) == 1
    assert "Ask for another" in said(answers[0].text)


async def test_the_token_of_a_link_is_not_in_the_database(store, bob):
    token = (await a_link(store, bob)).rpartition("/")[2]
    async with store.whole() as db:
        assert token not in str([vars(each) for each in await db.scalars(select(SignInLink))])
    assert len(token) >= 22  # 128 bits in base 64


ELSEWHERE = ["//evil.example", "/\\evil.example", "/\t/evil.example", "/%09/evil.example", "/%5cevil.example",
             "/%2f/evil.example", "/%252fevil.example", "https://evil.example", "javascript:alert(1)",
             "\t//evil.example", "/\r\nset-cookie: x=y", "evil.example", "", "/office/é", "/" + "x" * 500,
             "/..//evil.example", "/.//evil.example", "/;//evil.example", "/%2e%2e//evil.example",
             "/a/..", "/a%2f..%2fb"]  # fmt: skip


@ON_ONE
@pytest.mark.parametrize("wanted", ELSEWHERE)
async def test_signing_in_leads_nowhere_but_to_this_site(visitor, store, bob, wanted):
    await visitor.post("/sign-in", data={"mail": BOB, "next": wanted})
    ((_, text),) = await mailed(store)
    entered = await visitor.post(_found(r"https://\S+", text).removeprefix(WHERE.base))
    again = await visitor.get("/sign-in", params={"next": wanted})
    assert (entered.headers["location"], again.headers["location"]) == ("/office", "/office")


@ON_ONE
@pytest.mark.parametrize("wanted", ["/office/people?q=a%20b", "/office/events/the-waiting-room", "/"])
async def test_signing_in_leads_to_where_one_wanted_to_be(visitor, store, bob, wanted):
    assert (await visitor.post(await a_link(store, bob, leads_to=wanted))).headers["location"] == wanted


async def test_signing_in_gives_a_new_token_and_the_old_one_opens_nothing(visitor, store, bob):
    await visitor.post(await a_link(store, bob))
    old = visitor.cookies[COOKIE]
    await visitor.post(await a_link(store, bob))
    new = visitor.cookies[COOKIE]
    assert new != old
    async with store.reading_at_desk() as db:
        assert await sessions.of(db, old, now=NOW) is None
        assert await sessions.of(db, new, now=NOW)


async def test_a_token_that_somebody_planted_is_not_taken_up(visitor, store, bob):
    visitor.cookies.set(COOKIE, "planted", domain="launch.example")
    await visitor.post(await a_link(store, bob))
    async with store.reading_at_desk() as db:
        assert await sessions.of(db, "planted", now=NOW) is None


async def test_signing_out_ends_the_session_and_the_cookie(visitor, store, bob):
    await visitor.post(await a_link(store, bob))
    token = visitor.cookies[COOKIE]
    out = await visitor.post("/sign-in/end")
    assert out.status_code == 303
    assert COOKIE not in visitor.cookies
    async with store.reading_at_desk() as db:
        assert await sessions.of(db, token, now=NOW) is None


async def test_a_change_of_role_changes_the_token_and_the_old_one_opens_nothing(office: Office, store: Store):
    alice = await office(Role.VIEWER)
    old = alice.cookies[COOKIE]
    async with store.transaction(now=NOW, by=ALICE) as db:
        membership = (await db.scalars(select(Membership))).one()
        account = await db.get_one(Account, membership.account_id)
        await organisers.give_role(db, account, membership.organisation_id, Role.EDITOR)

    first = await alice.get("/office/account")
    new = alice.cookies[COOKIE]

    assert first.status_code == 200
    assert new != old
    assert (await alice.get("/office/account")).status_code == 200
    assert (await alice.get("/office/account", headers={"cookie": f"{COOKIE}={old}"})).status_code == 303


@ON_ONE
async def test_a_change_of_role_signs_nobody_out_who_sends_a_form_twice_or_whose_script_gives_up(
    office: Office, store: Store
):
    alice = await office(Role.VIEWER)
    async with store.transaction(now=NOW, by=ALICE) as db:
        membership = (await db.scalars(select(Membership))).one()
        account = await db.get_one(Account, membership.account_id)
        await organisers.give_role(db, account, membership.organisation_id, Role.EDITOR)
    given_up = {"cookie": f"{COOKIE}={alice.cookies[COOKIE]}"}
    of_a_script = {"sec-fetch-mode": "cors"}

    sent = [await alice.post("/office/account", data={"name": "Alice"}, headers=given_up) for _ in range(2)]
    asked = [await alice.get("/office/account", headers=given_up | of_a_script) for _ in range(2)]

    assert not [each for each in [*sent, *asked] if "set-cookie" in each.headers or "/sign-in" in str(each.headers)]
    assert "set-cookie" in (await alice.get("/office/account", headers=given_up)).headers


async def test_being_here_is_noted_at_most_every_five_minutes(office: Office, store: Store, clock: Clock):
    alice = await office()
    seen = []
    for minutes in (1, 4, 5, 6, 10):
        clock.now = NOW + timedelta(minutes=minutes)
        await alice.get("/office/account")
        async with store.whole() as db:
            seen.append((await db.scalars(select(SignedIn.seen_at))).one())
    assert [(each - NOW).seconds // 60 for each in seen] == [0, 0, 5, 5, 10]


async def test_an_answer_to_somebody_signed_in_is_kept_by_no_cache(office: Office):
    alice = await office()
    for path in ("/office/account", "/sign-in?again=yes", "/sign-in"):
        assert (await alice.get(path)).headers["cache-control"] == "private, no-store"


async def test_the_first_owner_names_themselves_and_their_organisation(visitor, store):
    link = await a_link(store, None)
    shown = await visitor.get(link)
    empty = await visitor.post(link)
    facts = {"name": "Bob", "mail": BOB, "organisation": "Larkfield Foundation"}
    entered = await visitor.post(link, data=facts)

    assert "You are the first to come" in said(shown.text)
    assert (empty.status_code, empty.text.count("missing.</a>")) == (422, 3)
    assert (entered.status_code, entered.headers["location"]) == (303, "/office")
    async with store.whole() as db:
        owner = (await db.scalars(select(Membership))).one()
        assert (owner.role, (await db.get_one(Account, owner.account_id)).name) == (Role.OWNER, "Bob")
        assert (await db.get_one(Organisation, owner.organisation_id)).slug == "larkfield-foundation"


async def test_nobody_is_the_first_owner_after_the_first(visitor, store):
    facts = {"name": "Bob", "mail": BOB, "organisation": "Larkfield Foundation"}
    links = [await a_link(store, None) for _ in range(2)]
    assert [(await visitor.post(each, data=facts)).status_code for each in links] == [303, 404]
    assert (await visitor.get(links[1])).status_code == 404


CROSS_SITE = {
    "another site": ({"sec-fetch-site": "cross-site", "origin": WHERE.base}, 403),
    "another host of the same domain": ({"sec-fetch-site": "same-site"}, 403),
    "our own page": ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
    "typed by its user": ({"sec-fetch-site": "none"}, 303),
    "an old browser, another origin": ({"origin": "https://evil.example"}, 403),
    "an old browser, plain http": ({"origin": "http://launch.example"}, 403),
    "an old browser, our origin": ({"origin": WHERE.base}, 303),
    "an old browser, no origin": ({"origin": "null"}, 403),
    "neither": ({}, 403),
}


@ON_ONE
@pytest.mark.parametrize(("headers", "status"), CROSS_SITE.values(), ids=CROSS_SITE)
async def test_a_form_from_another_site_does_nothing(client, store, bob, headers, status):
    assert (await client.post(await a_link(store, bob), headers=headers)).status_code == status


@ON_ONE
async def test_a_browser_that_says_nothing_of_itself_sends_the_token_of_our_page(client, store, bob):
    link = await a_link(store, bob)
    another, token = [_found(r'name="cross_site" value="(\w+)"', page.text) for page in await _pages(client, link)]

    assert another != token
    assert (await client.post(link, data={"cross_site": another})).status_code == 403
    assert (await client.post(link, data={"cross_site": token}, headers={"cookie": ""})).status_code == 403
    assert (await client.post(link, data={"cross_site": token})).status_code == 303


def _found(pattern: str, text: str) -> str:
    """The first match, or its group."""
    return str(re.findall(pattern, text)[0])


async def _pages(client, link: str) -> list[httpx2.Response]:
    """The same page, as two browsers get it; `client` goes on as the second."""
    first = await client.get(link)
    client.cookies.clear()
    return [first, await client.get(link)]


async def test_links_to_one_address_are_mailed_a_few_times_and_others_still_get_theirs(visitor, store, bob, clock):
    answers = [await visitor.post("/sign-in", data={"mail": BOB}) for _ in range(7)]
    other = await visitor.post("/sign-in", data={"mail": "charlie@larkfield.example"})
    clock.now = NOW + timedelta(minutes=15)
    later = await visitor.post("/sign-in", data={"mail": BOB})

    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 900
    assert (other.status_code, later.status_code) == (200, 200)
    assert len(await mailed(store)) == 6


@ON_ONE
async def test_one_place_cannot_try_for_ever_and_others_still_can(database_url, clock, store, bob):
    """Counted by the address that our own proxy names, whatever the client put before it."""
    link = await a_link(store, bob)
    async with browsing(database_url, clock, EVENTS_TRUSTED_PROXIES="127.0.0.0/8") as browser:
        browser.headers["sec-fetch-site"] = "same-origin"
        answers = [
            await browser.post(f"/sign-in/{number}", headers={"x-forwarded-for": f"10.0.0.{number}, 192.0.2.7"})
            for number in range(101)
        ]
        elsewhere = await browser.post(link, headers={"x-forwarded-for": "192.0.2.7, 192.0.2.8"})

    assert [answer.status_code for answer in answers] == [404] * 100 + [429]
    assert elsewhere.status_code == 303


async def test_an_address_that_is_none_is_said_beside_the_field(visitor, store):
    answer = await visitor.post("/sign-in", data={"mail": "bob"})
    assert answer.status_code == 422
    assert 'value="bob"' in answer.text
    assert "write it as in press@example.org" in said(answer.text)


@pytest.mark.long
@pytest.mark.parametrize("way", ["/sign-in", "/sign-in/password"])
async def test_known_and_unknown_addresses_take_as_long(visitor, store, bob, clock: Clock, way):
    async with store.transaction(now=NOW, by=ALICE) as db:
        await passwords.keep(db, bob, await passwords.hashed("four words in a row"), now=NOW)
    took: dict[str, list[float]] = {BOB: [], "rob@larkfield.example": []}
    for _ in range(200):
        clock.now += timedelta(minutes=15)
        for mail, times in took.items():
            began = time.perf_counter()
            await visitor.post(way, data={"mail": mail, "password": "five words in a row"})
            times.append(time.perf_counter() - began)

    known, unknown = (statistics.median(times) for times in took.values())
    assert abs(known - unknown) < 0.005, f"{known * 1000:.1f} ms against {unknown * 1000:.1f} ms"
