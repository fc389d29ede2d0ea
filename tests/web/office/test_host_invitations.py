"""A partner outside is asked by mail to stand behind a launch: by whom, what is told to whom, and how it ends."""

import re
from datetime import timedelta

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from starlette.types import ASGIApp

from events.accounts import links, organisers
from events.accounts.models import Account, Activity, Role
from events.mail.outbox import OutgoingMail
from events.programme.models import Host, HostInvitation, HostRole
from events.programme.occasions import Event
from events.storage import Store
from tests.factories import (
    a_host,
    a_launch,
    a_publication,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE, Office
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, WHERE, Save
from tests.web.office.asking import ASKED, MERIEL, Lead, accepts, follows
from tests.web.office.logged import revised


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
    assert "Not all of it is public yet" in said(asked)
    assert "Larkfield Foundation asks you to stand behind a launch" in said(account)
    assert "The Waiting Room" in behind


@pytest.mark.parametrize("title", ["The Waiting Room", "Who Pays for Floods?"])
async def test_a_launch_that_everybody_can_read_of_is_called_by_its_title(
    lead: Lead, visitor: httpx2.AsyncClient, title: str
):
    async with lead.store.whole() as db:
        event = (await db.scalars(select(Event))).one()
    await revised(lead.store, event, title=title)
    await lead.asks()

    asked = await visitor.get(await follows(visitor, await lead.link(), name="Meriel Rowe"))
    account = await visitor.get("/office/account")

    assert f"Will you stand behind {title.removesuffix('?')}?" in said(asked.text)
    assert "??" not in said(asked.text)
    assert f"asks you to stand behind {title}" in said(account.text)


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
async def test_the_lead_reads_in_its_office_of_the_mail_and_not_the_link(lead: Lead, office: Office):
    owner = await office(Role.OWNER, lead.house)
    await lead.asks()
    link = await lead.link()

    [mail] = re.findall(r'href="(/office/mail/[0-9a-f-]{36})"', (await owner.get("/office/mail")).text)
    page = (await owner.get(mail)).text

    assert link.rpartition("/")[2] not in page
    assert "asks Merrow Trust to stand behind" in said(page)
