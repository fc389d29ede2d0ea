"""The log in the office: every change in words, filtered."""

import re
from datetime import time, timedelta

from sqlalchemy import select

from events.accounts.models import Membership, Role
from events.people.models import PrivateFacts
from events.programme import panels, receipts
from events.programme.occasions import Speaker, Venue
from events.storage import By, Store
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_release,
    a_speaker,
    a_topic,
    an_event,
    an_organisation,
)
from tests.organisers import Office
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save
from tests.web.office.logged import an_evening, deleted, revised

BOB = By("Bob")


async def test_a_change_is_told_in_words(office: Office, store: Store, save: Save):
    house, launch, event = await an_evening(save)
    hall = Venue(name="The Old Hall", kept_by_id=house.id)
    await save(hall)
    await revised(store, event, starts=time(19, 0), venue_id=hall.id, description="One. " * 30)
    await revised(store, event, description="One. " * 29 + "Two.")
    organiser = await office(Role.VIEWER, house)

    words = said((await organiser.get(f"/office/launches/{launch.id}/log")).text)

    assert "Alice changed the event: The Waiting Room" in words
    assert "Starts 18.30 19.00" in words
    assert "Venue The Old Hall" in words
    assert "One. Two." in words
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|starts_at|revision|None|\{", words)


async def test_the_log_can_be_asked_for_who_what_which_day_and_one_thing(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
    person = a_person(kept_by_id=house.id)
    await save(person)
    await revised(store, event, by=BOB, now=NOW + timedelta(days=1), hashtag="#bob")
    await revised(store, person, biography="A life.")
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


async def test_what_was_changed_at_once_is_counted(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
    await revised(store, event, hashtag="#bob", now=NOW + timedelta(minutes=1))
    people = [a_person(f"Bo {name}", kept_by_id=house.id) for name in ("Rae", "Hale", "Quill")]
    await save(*people, now=NOW + timedelta(minutes=2))
    organiser = await office(Role.VIEWER, house)

    words = said((await organiser.get("/office/log", params={"kind": "persons"})).text)

    assert re.findall(r"(\d+) changes? at once", words) == ["3"]


async def test_nobody_reads_the_log_of_others(office: Office, store: Store, save: Save):
    house, launch, event = await an_evening(save)
    await revised(store, event, hashtag="#secret")
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
    await revised(store, person, pronouns=None, biography=None)
    organiser = await office(Role.EDITOR, house)

    page = await organiser.get(f"/office/log?thing=persons/{person.id}")

    assert "Alice changed the person: Ruth Adeyemi" in said(page.text)
    assert "/return" not in page.text


async def test_the_log_of_one_thing_leads_to_that_thing_while_it_is_there(office: Office, store: Store, save: Save):
    house, launch, event = await an_evening(save)
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
    await deleted(store, venue)
    gone = (await owner.get(f"/office/log?thing=venues/{venue.id}")).text
    assert f"/office/venues/{venue.id}" not in gone


async def test_who_was_only_put_in_another_place_was_moved(office: Office, store: Store, save: Save):
    house, launch, event = await an_evening(save)
    ruth = a_person()
    speaker = a_speaker(event, ruth)
    await save(ruth, speaker)
    await revised(store, speaker, position=3)
    await revised(store, speaker, position=1, name="Dr Ruth Adeyemi")

    log = said((await (await office(Role.VIEWER, house)).get(f"/office/launches/{launch.id}/log")).text)

    assert "Alice moved the speaker: Ruth Adeyemi" in log
    assert "Alice changed the speaker: Dr Ruth Adeyemi" in log


async def test_who_was_given_which_role_and_who_became_a_host_is_told(office: Office, save: Save):
    house, launch, _ = await an_evening(save)
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
    house, launch, event = await an_evening(save)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await receipts.write(
            db,
            launch_id=launch.id,
            about=("events", event.id, event.title),
            action="Cancelled",
            reason="Ill",
            said=["The event page"],
            lost=["Printed programmes"],
            by=By("Alice", organisations=frozenset([house.id])),
            now=NOW,
        )

    words = said((await (await office(Role.VIEWER, house)).get(f"/office/launches/{launch.id}/log")).text)

    assert "Cancelled The Waiting Room: Ill The event page Out of reach Printed programmes" in words


async def test_what_was_added_to_a_thing_that_is_gone_stays_in_its_log(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
    speaker = a_speaker(event, None, name="Tomasz")
    await save(speaker)
    async with store.transaction(now=NOW, by=BOB) as db:
        await panels.take_off(db, await db.get_one(Speaker, speaker.id))

    words = said((await (await office(Role.VIEWER, house)).get(f"/office/log?thing=events/{event.id}")).text)

    assert "Bob removed the speaker: Tomasz" in words


async def test_moments_are_told_in_the_zone_of_the_house_and_days_are_its_days(
    office: Office, store: Store, save: Save, clock: Clock
):
    house, launch, event = await an_evening(save)
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


async def test_a_number_that_no_database_holds_is_the_number_of_no_change(office: Office, save: Save) -> None:
    house, _, _ = await an_evening(save)
    officer = await office(Role.PRESS_OFFICER, house)

    for number in (2**31, 2**63, "0", "-1"):
        assert (await officer.get(f"/office/log/{number}/return")).status_code == 404
        assert (await officer.get("/office/log", params={"before": number})).status_code == 200
