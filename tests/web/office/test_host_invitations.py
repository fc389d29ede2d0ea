"""A partner outside is asked by mail to stand behind a launch, and says which organisation it is."""

import asyncio
import re
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from starlette.types import ASGIApp

from events.accounts import links, organisers
from events.accounts.models import Account, Activity, Role
from events.mail import messages
from events.mail.outbox import OutgoingMail
from events.people.models import Organisation
from events.programme.models import Host, HostInvitation, HostRole, Launch
from events.storage import Store
from tests.factories import (
    a_host,
    a_launch,
    a_person,
    a_post,
    a_publication,
    a_speaker,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE, Office
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, WHERE, Save

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


@pytest.fixture
async def lead(office: Office, save: Save, store: Store) -> Lead:
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    return Lead(house, launch, await office(Role.EDITOR, house), store)


async def follows(visitor: httpx2.AsyncClient, link: str, **typed: str) -> str:
    """Comes in by the link, and is led to what is asked."""
    entered = await visitor.post(link, data=typed)
    assert entered.status_code == 303, said(entered.text)
    return entered.headers["location"]


async def accepts(browser: httpx2.AsyncClient, place: str, organisation: Organisation | None = None) -> httpx2.Response:
    chosen = str(organisation.id) if organisation else ""
    return await browser.post(place, data={"answer": "accept", "organisation": chosen, "once": "1"})


async def test_whoever_is_asked_makes_the_named_organisation_and_it_is_a_host_with_what_the_lead_grants(
    lead: Lead, visitor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    asked = await lead.asks()
    [(recipient, letter)] = await lead.letters()
    assert (asked.status_code, recipient) == (303, MERIEL)
    assert "Alice at Larkfield Foundation asks Merrow Trust to stand behind a launch as funder" in letter
    assert f"Asked at {MERIEL}; the link is good until Monday 9 November 2026." in await lead.page()
    assert "Merrow Trust has not answered yet" in said((await lead.browser.get("/office")).text)
    assert await lead.hosting() == []

    place = await follows(visitor, await lead.link(), name="Meriel Rowe")
    asks = said((await visitor.get(place)).text)
    assert "Alice at Larkfield Foundation asks Merrow Trust to be a host of this launch, as funder." in asks
    assert "also changes its events, panels and publications" in asks
    assert (await visitor.get("/office")).headers["location"] == "/office/account"
    assert "Larkfield Foundation asks you to stand behind" in said((await visitor.get("/office/account")).text)
    assert (await visitor.post(place, data={"answer": "accept"})).headers["location"] == lead.hosts[:-6]

    assert await lead.hosting() == [("Merrow Trust", "funder", "editor")]
    assert (await visitor.get("/office/events/the-waiting-room")).status_code == 200
    assert (await visitor.get("/office/organisations/merrow-trust/members")).status_code == 200
    assert "Merrow Trust" in said((await client.get("/events/the-waiting-room")).text)
    page = await lead.page()
    receipt = page.partition("Host joined Merrow Trust")[2]
    assert "What this changed It stands behind the launch as funder Editor: it also changes" in receipt
    assert "Asked, and not answered" not in page
    told, words = (await lead.letters())[-1]
    assert "Merrow Trust stands behind “The Waiting Room” as funder from now on. Meriel Rowe has answered." in words
    assert told.startswith("alice-")
    assert "has not answered" not in said((await lead.browser.get("/office")).text)


@pytest.mark.parametrize("is_draft", [True, False], ids=["a draft", "under embargo"])
async def test_nobody_learns_what_a_launch_is_about_before_they_stand_behind_it(
    office: Office, save: Save, store: Store, visitor: httpx2.AsyncClient, is_draft: bool
):
    embargo = an_embargo(NOW + timedelta(days=20))
    house, launch = a_host()
    launch.embargo_id = None if is_draft else embargo.id
    event = an_event(launch, embargo_id=launch.embargo_id, published_at=None if is_draft else NOW)
    report = a_publication(launch, launch.title, embargo_id=launch.embargo_id, published_at=event.published_at)
    await save(embargo, house, launch, event, report, an_event(launch, "Launch by Larkfield"))
    lead = Lead(house, launch, await office(Role.EDITOR, house), store)

    await lead.asks()
    [(_, letter)] = await lead.letters()
    async with store.whole() as db:
        [subject] = await db.scalars(select(OutgoingMail.subject))
    come_in = said((await visitor.get(await lead.link())).text)
    place = await follows(visitor, await lead.link(), name="Meriel Rowe")
    asked = (await visitor.get(place)).text
    account = (await visitor.get("/office/account")).text
    await accepts(visitor, place)
    behind = (await visitor.get(lead.hosts[:-6])).text

    assert subject == "Larkfield Foundation asks you to stand behind a launch"
    for told in (letter, come_in, asked, account):
        assert ("Waiting Room" in told, "mbargo" in told, "17 December" in told) == (False, False, False)
    assert "Will you stand behind a launch?" in said(asked)
    assert "Larkfield Foundation asks you to stand behind a launch" in said(account)
    assert "The Waiting Room" in behind


async def test_a_launch_that_everybody_can_read_of_is_called_by_its_title(lead: Lead, visitor: httpx2.AsyncClient):
    await lead.asks()

    asked = await visitor.get(await follows(visitor, await lead.link(), name="Meriel Rowe"))
    account = await visitor.get("/office/account")

    assert "Will you stand behind The Waiting Room?" in said(asked.text)
    assert "asks you to stand behind The Waiting Room" in said(account.text)


async def test_a_host_for_which_somebody_works_here_is_not_asked_again(lead: Lead, save: Save, office: Office):
    merrow = an_organisation("Merrow Trust", short_name="MT")
    await save(merrow, Host(launch_id=lead.launch.id, organisation_id=merrow.id, role=HostRole.PARTNER))
    await office(Role.EDITOR, merrow, name="Meriel")

    refused = [await lead.asks(), await lead.asks(organisation="the merrow trust", role="partner")]

    for each in refused:
        assert each.status_code == 422
        assert "It is a host of this launch already, and somebody works for it here." in said(each.text)
        assert 'href="#organisation"' in each.text
    assert await lead.letters() == []


async def test_who_is_asked_without_a_name_is_not_and_the_field_for_it_says_why_it_is_needed(lead: Lead):
    refused = await lead.asks(organisation=" ")
    without_either = await lead.asks(organisation="", mail="")

    why = "Say what you call them: the mail asks them by that name, and you see it here."
    field = BeautifulSoup(refused.text, "html.parser").select_one("div.field:has(#organisation)")
    assert (refused.status_code, await lead.letters()) == (422, [])
    assert field
    assert why in field.get_text()
    assert 'id="mail"' in refused.text.partition('id="organisation"')[2].partition("<h")[0]
    assert (why in said(without_either.text), "Their mail address is missing." in said(without_either.text)) == (
        True,
        True,
    )


async def test_somebody_who_works_here_chooses_which_of_their_organisations_answers(
    lead: Lead, office: Office, save: Save
):
    merrow, westmoor = an_organisation("The Merrow Trust"), an_organisation("Westmoor Council")
    theirs = await office(Role.EDITOR, merrow, name="Meriel")
    async with lead.store.transaction(now=NOW, by=ALICE) as db:
        account = (await db.scalars(select(Account).where(Account.name == "Meriel"))).one()
        db.add(westmoor)
        await organisers.give_role(db, account, westmoor.id, Role.VIEWER)
        mail = account.mail
    await lead.asks(mail=mail.upper())

    [place] = re.findall(r'href="(/office/host-invitations/[^"]+)"', (await theirs.get("/office")).text)
    page = (await theirs.get(place)).text
    refused = [await accepts(theirs, place, each) for each in (westmoor, lead.house)]
    await accepts(theirs, place, merrow)

    assert ("The Merrow Trust</option>" in page, "Westmoor Council</option>" in page) == (True, False)
    assert [each.status_code for each in refused] == [422, 422]
    assert await lead.hosting() == [("The Merrow Trust", "funder", "editor")]


async def test_what_the_lead_had_noted_under_that_name_becomes_one_with_the_organisation_that_answers(
    lead: Lead, office: Office, save: Save, client: httpx2.AsyncClient, store: Store
):
    twin = an_organisation("Merrow Trust", kept_by_id=lead.house.id, website="https://wrong.example")
    others = an_organisation("Merrow Trust", slug="merrow-of-others")
    merrow = an_organisation("Trust of Merrow", published_at=NOW, description="We give.")
    event, ida = an_event(lead.launch, "A second look"), a_person("Ida Marsh", kept_by_id=lead.house.id)
    await save(twin, others, event, ida, a_post(ida, twin), a_speaker(event, ida))
    await save(Host(launch_id=lead.launch.id, organisation_id=twin.id, role=HostRole.FUNDER))
    theirs = await office(Role.OWNER, merrow, name="Meriel")
    await lead.asks()
    place = await follows(theirs, await lead.link(), **{"as": "myself"})

    await accepts(theirs, place, merrow)

    assert await lead.hosting() == [("Trust of Merrow", "funder", "editor")]
    moved = await client.get("/organisations/merrow-trust")
    assert (moved.status_code, moved.headers["location"]) == (301, "/organisations/trust-of-merrow")
    async with store.whole() as db:
        kept = (await db.scalars(select(Organisation).where(Organisation.slug == "trust-of-merrow"))).one()
        assert (kept.website, kept.description) == (None, "We give.")
        assert (await db.scalars(select(Organisation).where(Organisation.slug == "merrow-of-others"))).one()
    assert "“Merrow Trust” and “Trust of Merrow” are one now." in said(
        (await theirs.get("/office/organisations/trust-of-merrow")).text
    )


async def test_what_the_lead_had_noted_is_theirs_where_they_make_the_named_one(
    lead: Lead, visitor: httpx2.AsyncClient, save: Save, store: Store
):
    twin = an_organisation("Merrow Trust", kept_by_id=lead.house.id)
    await save(twin, Host(launch_id=lead.launch.id, organisation_id=twin.id, role=HostRole.FUNDER))
    await lead.asks(grants="")
    place = await follows(visitor, await lead.link(), name="Meriel Rowe")

    done = await accepts(visitor, place)

    assert done.headers["location"] == "/office/organisations/merrow-trust"
    assert await lead.hosting() == [("Merrow Trust", "funder", None)]
    async with store.whole() as db:
        kept = (await db.scalars(select(Organisation).where(Organisation.name == "Merrow Trust"))).one()
        assert (kept.id, kept.kept_by_id) == (twin.id, None)
    assert (await lead.browser.get("/office/organisations/merrow-trust/boilerplates")).status_code == 404


async def test_what_the_lead_had_noted_is_found_by_a_name_with_accents(
    lead: Lead, visitor: httpx2.AsyncClient, save: Save
):
    twin = an_organisation("Église de l’Étang", kept_by_id=lead.house.id)
    await save(twin, Host(launch_id=lead.launch.id, organisation_id=twin.id, role=HostRole.FUNDER))
    await lead.asks(organisation="église de l’étang", grants="")

    await accepts(visitor, await follows(visitor, await lead.link(), name="Meriel Rowe"))

    assert await lead.hosting() == [("Église de l’Étang", "funder", None)]


async def test_looking_at_the_link_does_not_use_it_up_and_tells_nothing_of_what_is_asked(
    lead: Lead, visitor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await lead.asks()
    link = await lead.link()

    pages = [await client.request(method, link) for method in ("GET", "HEAD", "GET")]

    assert {each.status_code for each in pages} == {200}
    shown = pages[0].text
    assert f"The invitation came by mail to {MERIEL}. Come in to read what it is about" in said(shown)
    assert [each for each in ("Larkfield", "Waiting Room", "Merrow Trust", "Alice") if each in shown] == []
    assert (await client.get(f"{link}x")).status_code == 404
    assert await follows(visitor, link, name="Meriel Rowe")
    visitor.cookies.clear()
    assert (await visitor.post(link, data={"name": "Eve"})).status_code == 404


async def test_a_new_account_says_what_it_is_called_and_a_link_works_once_however_often_it_is_sent(
    lead: Lead, visitor: httpx2.AsyncClient, store: Store
):
    await lead.asks()
    link = await lead.link()

    unnamed = await visitor.post(link, data={"name": ""})
    answers = await asyncio.gather(*(visitor.post(link, data={"name": "Meriel Rowe"}) for _ in range(3)))

    assert (unnamed.status_code, "Your name" in unnamed.text) == (422, True)
    assert sorted(each.status_code for each in answers) == [303, 404, 404]
    async with store.whole() as db:
        assert len((await db.scalars(select(Account).where(Account.mail == MERIEL))).all()) == 1


async def test_whoever_used_the_link_and_has_not_answered_is_led_on_by_it_and_nobody_else(
    lead: Lead, visitor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await lead.asks()
    link = await lead.link()
    place = await follows(visitor, link, name="Meriel Rowe")

    again = [await visitor.get(link), await visitor.post(link, data={"name": "Meriel Rowe"})]
    others = [await client.get(link), await lead.browser.get(link)]
    await visitor.post(place, data={"answer": "refuse"})
    answered = await visitor.get(link)

    assert [(each.status_code, each.headers.get("location")) for each in again] == [(303, place)] * 2
    assert [each.status_code for each in (*others, answered)] == [404] * 3


async def test_a_link_to_the_address_of_an_account_that_was_closed_waits_for_another_account(
    lead: Lead, office: Office, visitor: httpx2.AsyncClient, store: Store
):
    other = await office(Role.OWNER, an_organisation("Merrow Trust"), name="Meriel")
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Meriel before", mail=MERIEL, now=NOW)
        await db.flush()
        closed = (await db.scalars(select(Account).where(Account.mail == MERIEL))).one()
        closed.closed_at = NOW
    await lead.asks()
    link = await lead.link()

    shown = said((await visitor.get(link)).text)
    refused = await visitor.post(link, data={"name": "Meriel Rowe"})

    assert "The account of that address was closed. Sign in with another, then open the link again." in shown
    assert "Make my account" not in shown
    assert (refused.status_code, "was closed" in refused.text) == (422, True)
    assert "Answer as Meriel The account of that address was closed." in said((await other.get(link)).text)
    assert (await other.get(await follows(other, link, **{"as": "myself"}))).status_code == 200


async def test_an_answer_that_is_sent_twice_makes_one_organisation_and_one_host(
    lead: Lead, visitor: httpx2.AsyncClient, store: Store
):
    await lead.asks()
    place = await follows(visitor, await lead.link(), name="Meriel Rowe")

    answers = await asyncio.gather(*(accepts(visitor, place) for _ in range(3)))

    assert [each.status_code for each in answers] == [303, 303, 303]
    assert len({each.headers["location"] for each in answers}) == 1
    assert await lead.hosting() == [("Merrow Trust", "funder", "editor")]
    async with store.whole() as db:
        assert len((await db.scalars(select(Organisation).where(Organisation.name == "Merrow Trust"))).all()) == 1
    assert (await visitor.get(place)).status_code == 404


@pytest.mark.parametrize("end", ["taken back", "run out", "refused", "launch discarded"])
async def test_an_invitation_that_ended_is_open_to_nobody(
    end: str, lead: Lead, visitor: httpx2.AsyncClient, clock: Clock, site: ASGIApp, save: Save
):
    await lead.asks()
    first = await lead.link()
    place = await follows(visitor, first, name="Meriel Rowe")
    await lead.asks(mail="post@merrow.example")
    second = await lead.link()
    hosts = (await lead.browser.get(lead.hosts)).text

    match end:
        case "taken back":
            for each in re.findall(r'action="([^"]+/withdrawal)"', hosts):
                assert (await lead.browser.post(each)).status_code == 303
        case "run out":
            clock.now = NOW + links.INVITED
        case "refused":
            assert (await visitor.post(place, data={"answer": "refuse"})).status_code == 303
            [(_, words)] = (await lead.letters())[-1:]
            assert "“Merrow Trust” will not stand behind “The Waiting Room”. Meriel Rowe has answered." in words
        case _:
            async with lead.store.transaction(now=NOW, by=ALICE) as db:
                for each in await db.scalars(select(HostInvitation)):
                    await db.delete(each)

    assert {(await visitor.get(place)).status_code, (await accepts(visitor, place)).status_code} <= {303, 404}
    assert "asks you" not in said((await visitor.get("/office/account")).text)
    if end != "refused":
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(site), base_url=WHERE.base) as stranger:
            assert (await stranger.get(second)).status_code == 404
    assert await lead.hosting() == []
    if end == "run out":
        assert "did not answer in time" in said((await lead.browser.get("/office")).text)
        assert (await lead.asks()).status_code == 303


async def test_only_the_lead_asks_and_takes_back(lead: Lead, office: Office, save: Save):
    partner = an_organisation("Westmoor Council")
    host = Host(launch_id=lead.launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR)
    await save(partner, host)
    at_partner, viewer = await office(Role.OWNER, partner), await office(Role.PRESS_OFFICER, lead.house)
    await lead.asks()
    [taking_back] = re.findall(r'action="([^"]+/withdrawal)"', (await lead.browser.get(lead.hosts)).text)

    answers = {
        each: [
            (
                await each.post(f"{lead.hosts}/invitations", data=ASKED | {"mail": "somebody@merrow.example"})
            ).status_code,
            (await each.post(taking_back)).status_code,
        ]
        for each in (at_partner, viewer)
    }
    theirs = said((await at_partner.get(lead.hosts)).text)

    assert [*answers.values()] == [[404, 404], [403, 403]]
    assert "Merrow Trust Waiting" in theirs
    assert MERIEL not in theirs
    assert "Asked at" in await lead.page()


async def test_what_is_asked_is_for_nobody_else(lead: Lead, office: Office, visitor: httpx2.AsyncClient):
    await lead.asks()
    place = await follows(visitor, await lead.link(), name="Meriel Rowe")
    missing = f"/office/host-invitations/{lead.launch.id}"

    for role in Role:
        for where in (lead.house, None):
            other = await office(role, where)
            pages = [await other.get(each) for each in (place, missing)]
            sent = [await accepts(other, each) for each in (place, missing)]
            assert {each.status_code for each in (*pages, *sent)} == {404}
            assert said(pages[0].text) == said(pages[1].text)
    stranger = await visitor.post("/sign-in/end")
    assert stranger.status_code == 303
    assert (await visitor.get(place)).headers["location"].startswith("/sign-in?next=%2Foffice%2Fhost-invitations")


async def test_no_address_is_shown_to_the_other_side_beyond_what_was_typed(
    lead: Lead, office: Office, store: Store, client: httpx2.AsyncClient
):
    merrow = an_organisation("Merrow Trust", slug="merrow")
    theirs = await office(Role.EDITOR, merrow, name="Meriel")
    async with store.transaction(now=NOW, by=ALICE) as db:
        for each in await db.scalars(select(Account)):
            each.name = each.mail
        addresses = {each.name: each.mail for each in await db.scalars(select(Account))}
    await lead.asks(mail="post@merrow.example")
    [(_, letter)], link = await lead.letters(), await lead.link()
    place = await follows(theirs, link, **{"as": "myself"})

    page = await theirs.get(place)
    nameless = await accepts(theirs, place, merrow)
    await theirs.post("/office/account", data={"name": "Meriel Rowe"})
    await accepts(theirs, place, merrow)
    log = await theirs.get(f"{lead.hosts[:-6]}/log")
    seen_by_them = [letter, said(page.text), said(log.text)]
    seen_by_lead = [await lead.page(), said((await lead.browser.get(f"{lead.hosts[:-6]}/log")).text)]

    assert "Say on the page of your account what you are called" in said(nameless.text)
    assert await lead.hosting() == [("Merrow Trust", "funder", "editor")]
    lead_mail, their_mail = (next(a for a in addresses.values() if a.startswith(b)) for b in ("alice", "meriel"))
    assert [lead_mail in each for each in seen_by_them[:2]] == [False, False]
    assert "post@merrow.example" not in seen_by_them[2]
    assert [their_mail in each for each in seen_by_lead] == [False, False]


async def test_the_log_of_the_launch_says_who_asked_whom_and_how_it_ended_and_no_address(
    lead: Lead, visitor: httpx2.AsyncClient, store: Store
):
    await lead.asks()
    await accepts(visitor, await follows(visitor, await lead.link(), name="Meriel Rowe"))

    log = said((await lead.browser.get(f"{lead.hosts[:-6]}/log")).text)

    for each in (
        "Host asked",
        "Host joined",
        "added an invitation of a host",
        "added a host of a launch",
        "Meriel Rowe",
    ):
        assert each in log
    assert MERIEL not in log
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete((await db.scalars(select(HostInvitation))).one())  # as with a launch that is discarded
    async with store.whole() as db:
        kept = (await db.scalars(select(Activity).where(Activity.kind == "host_invitations"))).all()
        assert MERIEL not in str([(each.before, each.after, each.label) for each in kept])


async def test_nobody_is_asked_twice_and_nobody_sends_mail_without_end(lead: Lead, clock: Clock):
    first, again = await lead.asks(), await lead.asks(mail=f" {MERIEL.upper()} ")
    many = [await lead.asks(mail=f"{number}@merrow.example") for number in range(22)]
    clock.now = NOW + timedelta(minutes=15)
    later = await lead.asks(mail="later@merrow.example")

    assert (first.status_code, again.status_code) == (303, 422)
    assert "They were asked already" in said(again.text)
    refused = [each for each in many if each.status_code != 303]
    assert len(refused) == 3
    assert "Ask again in 15 minutes" in said(refused[0].text)
    assert "0@merrow.example" not in [to for to, _ in await lead.letters()][21:]
    assert later.status_code == 303


async def test_whoever_leads_for_several_sends_no_more_mail_than_for_one(lead: Lead, office: Office, save: Save):
    house = an_organisation("Westmoor Council")
    launch = a_launch(house, title="A Meeting")
    bob = Lead(house, launch, await office(Role.EDITOR, house, name="Bob"), lead.store)
    await save(launch)
    async with lead.store.transaction(now=NOW, by=ALICE) as db:
        account = (await db.scalars(select(Account).where(Account.name == "Alice"))).one()
        await organisers.give_role(db, account, house.id, Role.EDITOR)
    alice = Lead(house, launch, lead.browser, lead.store)

    many = [await [lead, alice][number % 2].asks(mail=f"{number}@merrow.example") for number in range(21)]

    assert [each.status_code for each in many] == [303] * 20 + [422]
    assert (await bob.asks(mail="bob@merrow.example")).status_code == 303


@ON_ONE
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"organisation": ""}, "Say what you call them"),
        ({"mail": ""}, "Their mail address"),
        ({"mail": "nobody"}, "mail address"),
        ({"mail": "a@b.example, c@d.example"}, "mail address"),
        ({"grants": "owner"}, "Choose one of these."),
        ({"organisation": "x" * 300}, "at most 250"),
        ({"organisation": "the Larkfield Foundation"}, "It leads this launch already."),
    ],
)
async def test_what_is_wrong_is_said_beside_what_was_typed(typed: dict[str, str], says: str, lead: Lead):
    refused = await lead.asks(**typed)

    assert refused.status_code == 422
    assert says in said(refused.text)
    assert await lead.letters() == []


@ON_ONE
async def test_an_address_without_the_button_for_it_adds_nobody(lead: Lead):
    refused = await lead.browser.post(lead.hosts, data=ASKED)

    assert "Press “Ask them by mail”" in said(refused.text)
    assert await lead.hosting() == []


@ON_ONE
async def test_an_organisation_that_is_here_openly_is_not_made_a_second_time(
    lead: Lead, visitor: httpx2.AsyncClient, office: Office
):
    await office(Role.OWNER, an_organisation("Merrow Trust", published_at=NOW))
    await lead.asks()
    place = await follows(visitor, await lead.link(), name="Meriel Rowe")

    refused = await accepts(visitor, place)

    assert "An organisation of this name is here already." in said(refused.text)
    assert await lead.hosting() == []


@ON_ONE
async def test_the_lead_reads_in_its_office_of_the_mail_and_not_the_link(lead: Lead, office: Office):
    owner = await office(Role.OWNER, lead.house)
    await lead.asks()
    link = await lead.link()

    [mail] = re.findall(r'href="(/office/mail/[0-9a-f-]{36})"', (await owner.get("/office/mail")).text)
    page = (await owner.get(mail)).text

    assert link.rpartition("/")[2] not in page
    assert "asks Merrow Trust to stand behind" in said(page)
