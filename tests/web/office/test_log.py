"""The log in the office: every change in words, filtered; and an older version brought back as a new change."""

import re
from datetime import time, timedelta
from typing import Any

import httpx2
from sqlalchemy import select

from events.accounts.models import Membership, Role
from events.people.models import PrivateFacts
from events.press.models import ReleaseVersion
from events.programme import events, panels, receipts
from events.programme.models import Host, HostRole
from events.programme.occasions import Event, ListedPost, Speaker, Venue
from events.storage import By, Store
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_event,
    an_organisation,
)
from tests.organisers import Office, act
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save

BOB = By("Bob")
HOUR = timedelta(hours=1)
EVENT, PUBLIC = "/office/events/the-waiting-room", "/events/the-waiting-room"


async def _an_evening(save: Save):
    house = an_organisation()
    launch = a_launch(house)
    event = an_event(launch)
    await save(house, launch, event)
    return house, launch, event


async def _revised(store: Store, row: Any, by: By = ALICE, now=NOW, **facts: Any) -> None:
    async with store.transaction(now=now, by=by) as db:
        there = await db.get_one(type(row), row.id)
        if isinstance(there, Event):
            events.revise(there, **facts)
        else:
            for name, value in facts.items():
                setattr(there, name, value)


async def _deleted(store: Store, row: Any) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete(await db.get_one(type(row), row.id))


async def _row(store: Store, row: Any) -> Any:
    async with store.whole() as db:
        return await db.get(type(row), row.id)


async def test_a_change_is_told_in_words(office: Office, store: Store, save: Save):
    house, launch, event = await _an_evening(save)
    hall = Venue(name="The Old Hall", kept_by_id=house.id)
    await save(hall)
    await _revised(store, event, starts=time(19, 0), venue_id=hall.id, description="One. " * 30)
    await _revised(store, event, description="One. " * 29 + "Two.")
    organiser = await office(Role.VIEWER, house)

    words = said((await organiser.get(f"/office/launches/{launch.id}/log")).text)

    assert "Alice changed the event: The Waiting Room" in words
    assert "Starts 18.30 19.00" in words
    assert "Venue The Old Hall" in words
    assert "One. Two." in words
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|starts_at|revision|None|\{", words)


async def test_the_log_can_be_asked_for_who_what_which_day_and_one_thing(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    person = a_person(kept_by_id=house.id)
    await save(person)
    await _revised(store, event, by=BOB, now=NOW + timedelta(days=1), hashtag="#bob")
    await _revised(store, person, biography="A life.")
    organiser = await office(Role.VIEWER, house)

    async def asked(**query: str) -> str:
        return said((await organiser.get("/office/log", params=query)).text)

    for part in ("Bob", "bo"):
        assert "#bob" in await asked(by=part)
        assert "A life." not in await asked(by=part)
    assert "No change fits that." in await asked(by="Zoe")
    assert "A life." in await asked(kind="persons")
    assert "#bob" not in await asked(kind="persons")
    assert "#bob" in await asked(day="3 November 2026")
    assert "A life." not in await asked(day="3 November 2026")
    assert "A life." in await asked(thing=f"persons/{person.id}")
    assert "#bob" not in await asked(thing=f"persons/{person.id}")
    assert "is not a day that we can read" in await asked(day="someday")
    assert (await organiser.get("/office/log?before=%00&thing=events/x&kind=accounts")).status_code == 200


async def test_nobody_reads_the_log_of_others(office: Office, store: Store, save: Save):
    house, launch, event = await _an_evening(save)
    await _revised(store, event, hashtag="#secret")
    stranger = await office(Role.OWNER)

    for query in ("", f"?thing=events/{event.id}", f"?thing=launches/{launch.id}", f"?thing=organisations/{house.id}"):
        assert "secret" not in (await stranger.get(f"/office/log{query}")).text


async def test_private_facts_are_never_in_the_log(office: Office, store: Store, save: Save):
    house, person = an_organisation(), a_person()
    person.kept_by_id = house.id
    await save(house, person, PrivateFacts(person_id=person.id, mail="ruth@home.example"))
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(PrivateFacts, person.id)).mail = "ruth@new.example"
    organiser = await office(Role.OWNER, house)

    page = await organiser.get(f"/office/log?thing=persons/{person.id}")

    assert "changed the record for the office only" in said(page.text)
    assert "Its facts are private: the log does not keep them." in said(page.text)
    assert "example" not in said(page.text)
    assert "/return" not in page.text


async def test_a_change_that_the_log_tells_nothing_of_is_not_offered_to_be_brought_back(
    office: Office, store: Store, save: Save
):
    house = an_organisation()
    person = a_person(kept_by_id=house.id, pronouns="", biography="")
    await save(house, person)
    await _revised(store, person, pronouns=None, biography=None)
    organiser = await office(Role.EDITOR, house)

    page = await organiser.get(f"/office/log?thing=persons/{person.id}")

    assert "Alice changed the person: Ruth Adeyemi" in said(page.text)
    assert "/return" not in page.text


async def test_the_log_of_one_thing_leads_to_that_thing_while_it_is_there(office: Office, store: Store, save: Save):
    house, launch, event = await _an_evening(save)
    venue = Venue(name="The Old Hall", kept_by_id=house.id)
    release, version = a_release(launch)
    await save(venue, release, version)
    owner = await office(Role.OWNER, house)

    for thing, place in [
        (f"events/{event.id}", f"/office/events/{event.slug}"),
        (f"launches/{launch.id}", f"/office/launches/{launch.id}"),
        (f"releases/{release.id}", f"/office/releases/{release.slug}"),
        (f"venues/{venue.id}", f"/office/venues/{venue.id}"),
    ]:
        assert f'href="{place}"' in (await owner.get(f"/office/log?thing={thing}")).text, thing
    await _deleted(store, venue)
    gone = (await owner.get(f"/office/log?thing=venues/{venue.id}")).text
    assert f"/office/venues/{venue.id}" not in gone


async def test_who_was_only_put_in_another_place_was_moved(office: Office, store: Store, save: Save):
    house, launch, event = await _an_evening(save)
    ruth = a_person()
    speaker = a_speaker(event, ruth)
    await save(ruth, speaker)
    await _revised(store, speaker, position=3)
    await _revised(store, speaker, position=1, name="Dr Ruth Adeyemi")

    log = said((await (await office(Role.VIEWER, house)).get(f"/office/launches/{launch.id}/log")).text)

    assert "Alice moved the speaker: Ruth Adeyemi" in log
    assert "Alice changed the speaker: Dr Ruth Adeyemi" in log


async def test_who_was_given_which_role_and_who_became_a_host_is_told(office: Office, save: Save):
    house, launch, _ = await _an_evening(save)
    owner = await office(Role.OWNER, house)
    members = f"/office/organisations/{house.slug}/members"
    invited = await owner.post(members, data={"mail": "carol@larkfield.example", "role": "press officer"})
    joined = await owner.post(
        f"/office/launches/{launch.id}/hosts", data={"organisation": "Westmoor Council", "role": "funder"}
    )

    log = said((await owner.get("/office/log")).text)

    assert (invited.status_code, joined.status_code) == (303, 303)
    assert re.search(r"added a role of an organiser: Larkfield Foundation Account carol@larkfield.example", log)
    assert "Role press officer" in log
    assert re.search(r"added a host of a launch.{0,60}Organisation Westmoor Council Role funder", log)


async def test_a_receipt_stands_among_the_changes(office: Office, store: Store, save: Save):
    house, launch, event = await _an_evening(save)
    async with store.transaction(now=NOW, by=ALICE) as db:
        receipts.write(
            db,
            launch_id=launch.id,
            about=("events", event.id, event.title),
            action="Cancelled",
            reason="Ill",
            said=["The event page"],
            lost=["Printed programmes"],
            by=ALICE,
            now=NOW,
        )

    words = said((await (await office(Role.VIEWER, house)).get(f"/office/launches/{launch.id}/log")).text)

    assert "Cancelled: Ill The event page Out of reach Printed programmes" in words


async def test_what_was_added_to_a_thing_that_is_gone_stays_in_its_log(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    speaker = a_speaker(event, None, name="Tomasz")
    await save(speaker)
    async with store.transaction(now=NOW, by=BOB) as db:
        await panels.take_off(db, await db.get_one(Speaker, speaker.id))

    words = said((await (await office(Role.VIEWER, house)).get(f"/office/log?thing=events/{event.id}")).text)

    assert "Bob removed the speaker: Tomasz" in words


async def test_an_older_version_is_brought_back_as_a_new_change(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    await _revised(store, event, title="The Wrong Room", starts=time(8, 0))
    await _revised(store, event, hashtag="#later")
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "The Waiting Room The Wrong Room")
    page = await organiser.get(place)

    answer = await _sent(organiser, place, page, "title", "starts")

    now = await _row(store, event)
    assert (now.title, now.starts, now.hashtag) == ("The Waiting Room", time(18, 30), "#later")
    assert now.starts_at.hour == 18
    assert answer.headers["location"] == f"/office/log?thing=events%2F{event.id}"
    assert "changed since, by a later edit" in said(page.text)
    words = said((await organiser.get(answer.headers["location"])).text)
    assert words.index("The Wrong Room The Waiting Room") < words.index("#later")


async def test_with_the_day_of_an_event_goes_the_public_note_that_said_why_it_was_moved(
    office: Office, client: httpx2.AsyncClient, save: Save
):
    house, _, _ = await _an_evening(save)
    organiser = await office(Role.EDITOR, house)
    await act(organiser, f"{EVENT}/postponement", day="21 January 2027", note="The hall is flooded.")
    assert "The hall is flooded." in (await client.get(PUBLIC)).text
    place = await _return_of(organiser, "The hall is flooded.")
    page = await organiser.get(place)
    alone = await _sent(organiser, place, page, "status_note")
    assert (alone.status_code, "“Change the reason”" in alone.text) == (422, True)

    await _sent(organiser, place, page, *re.findall(r'name="fact" value="(\w+)" checked', page.text))

    event = said((await client.get(PUBLIC)).text)
    assert "Public note The hall is flooded." in said(page.text)
    assert "17 December 2026" in event
    assert ("flooded" in event, "Moved" in event) == (False, False)


async def test_with_the_day_before_it_was_restored_comes_no_reason_why_an_event_was_off(
    office: Office, client: httpx2.AsyncClient, save: Save
):
    house, _, _ = await _an_evening(save)
    organiser = await office(Role.EDITOR, house)
    await act(organiser, f"{EVENT}/cancellation", note="The hall is flooded.")
    await act(organiser, f"{EVENT}/restoration", day="21 January 2027", note="A month later.")
    place = await _return_of(organiser, "A month later.")
    page = await organiser.get(place)

    await _sent(organiser, place, page, *re.findall(r'name="fact" value="(\w+)" checked', page.text))

    event = said((await client.get(PUBLIC)).text)
    assert "17 December 2026" in event
    assert ("flooded" in event, "A month later" in event) == (False, False)


async def test_whoever_looked_at_another_version_looks_again(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    await _revised(store, event, title="The Wrong Room")
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "The Wrong Room")
    page = await organiser.get(place)
    await _revised(store, event, title="A Third Room")

    answer = await _sent(organiser, place, page, "title")

    assert answer.status_code == 422
    assert "Somebody changed this" in said(answer.text)
    assert (await _row(store, event)).title == "A Third Room"


async def test_what_the_domain_refuses_is_refused(office: Office, store: Store, save: Save):
    house, launch, event = await _an_evening(save)
    hall = Venue(name="The Old Hall", kept_by_id=house.id)
    [release, version] = a_release(launch, "First words")
    version.issued_at = None
    await save(hall, release, version)
    await _revised(store, event, venue_id=hall.id)
    await _revised(store, event, venue_id=None)
    await _revised(store, version, headline="Second words")
    organiser = await office(Role.EDITOR, house)
    issued = await _return_of(organiser, "Second words")
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete(await db.get_one(Venue, hall.id))
        (await db.get_one(ReleaseVersion, version.id)).issued_at = NOW

    gone = await _return_of(organiser, "The Waiting Room")
    answer = await _sent(organiser, gone, await organiser.get(gone), "venue_id")
    refused = await _sent(organiser, issued, await organiser.get(issued), "headline")

    assert "The venue that it names is not there any more" in said(answer.text)
    assert "has gone out and stays as it is" in said(refused.text)
    assert (await _row(store, version)).headline == "Second words"
    assert issued not in (await organiser.get("/office/log")).text


async def test_a_number_that_another_report_has_taken_is_not_taken_from_it(office: Office, store: Store, save: Save):
    house, launch, _ = await _an_evening(save)
    series = a_series(organisation_id=house.id)
    first = a_publication(launch, "The first", series_id=series.id, series_number=1)
    await save(series, first)
    await _revised(store, first, series_number=3)
    await save(a_publication(launch, "The newcomer", series_id=series.id, series_number=1))
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "The first")

    answer = await _sent(organiser, place, await organiser.get(place), "series_number")

    assert answer.status_code == 422
    assert "“The newcomer” is number 1 of this series already" in said(answer.text)


async def test_every_kind_of_thing_can_be_brought_back(office: Office, store: Store, save: Save):
    house, launch, _ = await _an_evening(save)
    [release, version] = a_release(launch, "A headline", published_at=None)
    version.issued_at = None
    person, report = a_person(kept_by_id=house.id), a_publication(launch)
    topic, hall = a_topic(kept_by_id=house.id), Venue(name="Hall", kept_by_id=house.id)
    await save(person, report, topic, hall, release, version)
    changed = {person: "name", house: "name", report: "title", topic: "name", hall: "name", version: "headline"}
    organiser = await office(Role.EDITOR, house)
    for row, name in changed.items():
        before = getattr(row, name)
        await _revised(store, row, ALICE, NOW, **{name: f"Other {name}"})
        place = await _return_of(organiser, f"Other {name}")
        await _sent(organiser, place, await organiser.get(place), name)
        assert getattr(await _row(store, row), name) == before


async def test_a_speaker_who_was_taken_off_is_put_back_with_their_posts(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    person = a_person()
    speaker = a_speaker(event, person)
    await save(person, speaker, a_listed_post(speaker, "Director", house))
    async with store.transaction(now=NOW + HOUR, by=BOB) as db:
        await panels.take_off(db, await db.get_one(Speaker, speaker.id))
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "Ruth Adeyemi")
    page = await organiser.get(place)

    first = await _sent(organiser, place, page)
    again = await organiser.get(place)

    assert first.status_code == 303, said(first.text)
    assert again.status_code == 404
    assert "With one post that went with it" in said(page.text)
    async with store.whole() as db:
        assert (await db.scalars(select(ListedPost.role).where(ListedPost.speaker_id == speaker.id))).all() == [
            "Director"
        ]
    assert "Ruth Adeyemi" in said((await organiser.get(f"/office/eyes/public/now/events/{event.slug}")).text)


async def test_nobody_is_put_back_beside_themselves(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    person = a_person()
    speaker = a_speaker(event, person)
    await save(person, speaker)
    async with store.transaction(now=NOW, by=BOB) as db:
        await panels.take_off(db, await db.get_one(Speaker, speaker.id))
    await save(a_speaker(event, await _row(store, person)))
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "removed the speaker")

    answer = await _sent(organiser, place, await organiser.get(place))

    assert answer.status_code == 422
    assert "has a place on this panel already" in said(answer.text)


async def test_moments_are_told_in_the_zone_of_the_house_and_days_are_its_days(
    office: Office, store: Store, save: Save, clock: Clock
):
    house, launch, event = await _an_evening(save)
    far = an_event(launch, "Far away", zone="America/New_York", day=event.day + timedelta(days=30))
    ruth = a_person()
    speaker = a_speaker(event, ruth)
    await save(far, ruth, speaker)
    clock.now = NOW.replace(hour=2)
    async with store.transaction(now=clock.now, by=ALICE) as db:
        db.add(a_topic("Queues", kept_by_id=house.id))
        db.add(a_listed_post(speaker, "Trustee", house))
    organiser = await office(Role.EDITOR, house)

    page = said((await organiser.get("/office/log?day=1+November+2026")).text)

    assert "21.00 EST (UTC−5), Sunday 1 November 2026" in page.replace("-5", "−5")
    assert "Alice added a topic: Queues" in page
    assert "Alice added a post in a listing" in page
    assert "Queues" not in said((await organiser.get("/office/log?day=2+November+2026")).text)


async def test_the_clock_of_another_house_is_not_told_by_its_drafts(office: Office, store: Store, save: Save):
    own, second, house = an_organisation(), an_organisation("Second"), an_organisation("Not ours")
    launch = a_launch(house)
    abroad = [an_event(launch, name, zone="Asia/Kolkata", published_at=None) for name in ("Monsoon", "Delta")]
    await save(own, second, house, launch, an_event(launch, published_at=NOW), *abroad)

    organiser = await office(Role.VIEWER, own)
    async with store.transaction(now=NOW, by=ALICE) as db:
        account = (await db.scalars(select(Membership.account_id))).one()
        db.add(Membership(account_id=account, organisation_id=second.id, role=Role.VIEWER))

    page = said((await organiser.get(f"/office/log?thing=organisations/{house.id}")).text)

    assert "From midnight to midnight, GMT" in page


async def test_only_those_who_may_edit_a_thing_bring_it_back(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    await _revised(store, event, title="The Wrong Room")
    place = await _return_of(await office(Role.EDITOR, house), "The Wrong Room")
    assert "/return" not in (await (await office(Role.VIEWER, house)).get("/office/log")).text

    assert (await (await office(Role.VIEWER, house)).get(place)).status_code == 403
    assert (await (await office(Role.PRESS_OFFICER, house)).get(place)).status_code == 404
    assert (await (await office(Role.OWNER)).get(place)).status_code == 404


async def test_a_co_host_brings_back_no_title_of_a_launch_that_the_lead_gave(office: Office, store: Store, save: Save):
    lead, partner = an_organisation(), an_organisation("The Partner")
    launch = a_launch(lead)
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR)
    await save(lead, partner, launch, host)
    await _revised(store, launch, title="The lead’s own title")
    place = await _return_of(await office(Role.EDITOR, lead), "The lead’s own title")
    co_host = await office(Role.EDITOR, partner)
    log = (await co_host.get(f"/office/launches/{launch.id}/log")).text
    assert ("The lead’s own title" in log, "/return" in log) == (True, False)
    assert (await co_host.get(place)).status_code == 404
    assert (await co_host.post(place, data={"fact": "title"})).status_code == 404


async def test_whoever_left_a_panel_comes_back_by_the_page_that_tells_of_it(office: Office, store: Store, save: Save):
    house, _, event = await _an_evening(save)
    person = a_person("Ada Vale")
    ada = a_speaker(event, person)
    await save(person, ada)
    async with store.transaction(now=NOW, by=ALICE) as db:
        panels.withdraw(await db.get_one(Speaker, ada.id))
    log = (await (await office(Role.EDITOR, house)).get("/office/log")).text
    assert ("withdrawn" in log, "/return" in log) == (True, False)


async def test_a_number_that_no_database_holds_is_the_number_of_no_change(office: Office, save: Save) -> None:
    house, _, _ = await _an_evening(save)
    officer = await office(Role.PRESS_OFFICER, house)

    for number in (2**31, 2**63, "0", "-1"):
        assert (await officer.get(f"/office/log/{number}/return")).status_code == 404


async def _return_of(organiser: httpx2.AsyncClient, words: str) -> str:
    """The address by which the latest change that says this is brought back."""
    page = (await organiser.get("/office/log")).text
    lines = re.split(r"<li(?: class=\"same\")?>", page)
    line = next(each for each in lines if words in said(f'<main id="main">{each}</main>') and "/return" in each)
    found = re.search(r'href="(/office/log/\d+/return)"', line)
    assert found
    return found[1]


async def _sent(organiser: httpx2.AsyncClient, place: str, page: httpx2.Response, *facts: str) -> httpx2.Response:
    revision = re.search(r'name="revision" value="(\d+)"', page.text)
    assert revision
    return await organiser.post(place, data={"revision": revision[1], "fact": list(facts)})
