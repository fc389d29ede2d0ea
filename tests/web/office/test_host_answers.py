"""Whoever is asked by mail to stand behind a launch says which organisation they are, and it becomes a host."""

import asyncio
import re

import httpx2
from sqlalchemy import select

from events.accounts import organisers
from events.accounts.models import Account, Role
from events.people.models import Organisation
from events.programme.models import Host, HostRole, Launch
from events.storage import Store
from tests.factories import (
    a_person,
    a_post,
    a_speaker,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE, Office
from tests.sites import said
from tests.stores import ALICE, NOW, Save
from tests.web.office.asking import MERIEL, Lead, accepts, follows


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


async def test_a_launch_that_is_public_under_other_titles_is_not_said_to_be_no_such(
    lead: Lead, visitor: httpx2.AsyncClient, save: Save
):
    async with lead.store.transaction(now=NOW, by=ALICE) as db:
        launch = await db.get_one(Launch, lead.launch.id)
        launch.title = "Working title of ours"
    await lead.asks()

    page = said((await visitor.get(await follows(visitor, await lead.link(), name="Meriel Rowe"))).text)

    assert "Will you stand behind The Waiting Room?" in page
    assert "public yet" not in page
    assert "Working title" not in page
