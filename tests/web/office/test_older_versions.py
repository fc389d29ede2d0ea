"""An older version is brought back out of the log, as a new change."""

import re
from datetime import time, timedelta

import httpx2
import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.press.models import ReleaseVersion
from events.programme import panels
from events.programme.models import Host, HostRole
from events.programme.occasions import ListedPost, ProgrammeItem, Speaker, Venue
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
    an_organisation,
)
from tests.organisers import Office, act, sends
from tests.sites import said
from tests.stores import ALICE, NOW, Save
from tests.web.office.logged import an_evening, now_of, revised

BOB = By("Bob")
HOUR = timedelta(hours=1)
EVENT, PUBLIC = "/office/events/the-waiting-room", "/events/the-waiting-room"


async def test_an_older_version_is_brought_back_as_a_new_change(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
    await revised(store, event, title="The Wrong Room", starts=time(8, 0))
    await revised(store, event, hashtag="#later")
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "The Waiting Room The Wrong Room")
    page = await organiser.get(place)

    answer = await _sent(organiser, place, page, "title", "starts")

    now = await now_of(store, event)
    assert (now.title, now.starts, now.hashtag) == ("The Waiting Room", time(18, 30), "#later")
    assert now.starts_at.hour == 18
    assert answer.headers["location"] == f"/office/log?thing=events%2F{event.id}"
    assert "changed since, by a later edit" in said(page.text)
    words = said((await organiser.get(answer.headers["location"])).text)
    assert words.index("The Wrong Room The Waiting Room") < words.index("#later")


async def test_with_the_day_of_an_event_goes_the_public_note_that_said_why_it_was_moved(
    office: Office, client: httpx2.AsyncClient, save: Save
):
    house, _, _ = await an_evening(save)
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
    house, _, _ = await an_evening(save)
    organiser = await office(Role.EDITOR, house)
    await act(organiser, f"{EVENT}/cancellation", note="The hall is flooded.")
    await act(organiser, f"{EVENT}/restoration", day="21 January 2027", note="A month later.")
    place = await _return_of(organiser, "A month later.")
    page = await organiser.get(place)

    await _sent(organiser, place, page, *re.findall(r'name="fact" value="(\w+)" checked', page.text))

    event = said((await client.get(PUBLIC)).text)
    assert "17 December 2026" in event
    assert ("flooded" in event, "A month later" in event) == (False, False)


async def test_what_everybody_reads_is_brought_back_as_it_is_saved_with_what_changes_where(
    office: Office, client: httpx2.AsyncClient, save: Save
):
    house, launch, event = await an_evening(save)
    welcome = ProgrammeItem(event_id=event.id, position=1, title="Welcome", starts=time(18, 30))
    await save(*a_release(launch, "What it says"), welcome)
    organiser = await office(Role.EDITOR, house)
    later = {"day": "21 January 2027", "starts": "20.30", "ends": "22.00", "order": "along"}
    await organiser.post(EVENT, data=sends((await organiser.get(EVENT)).text) | later)
    place = await _return_of(organiser, "The Waiting Room Date")
    page = await organiser.get(place)
    ticked = re.findall(r'name="fact" value="(\w+)" checked', page.text)

    done = await _sent(organiser, place, page, *ticked, order="along")

    where = "1 page, 3 feeds and 1 release"
    assert f"Bring it back and change {where}" in said(page.text)
    reached = said(page.text).partition("If you bring it back")[2]
    assert "The event page, /events/the-waiting-room 3 calendar feeds" in reached
    assert "The release “What it says”, in every format" in reached
    assert "What a release says of it in its own text stays" in reached
    assert f"Brought back. It shows in {where}." in said((await organiser.get(done.headers["location"])).text)
    event_page = said((await client.get(PUBLIC)).text)
    assert ("17 December 2026" in event_page, "18.30 Welcome" in event_page) == (True, True)


@pytest.mark.parametrize("whose", ["a person", "an organisation"])
async def test_where_another_name_shows_is_said_before_the_old_one_is_brought_back(
    whose: str, office: Office, store: Store, save: Save
):
    house, _, event = await an_evening(save)
    ruth = a_person(kept_by_id=house.id)
    speaker = a_speaker(event, ruth)
    await save(ruth, speaker, a_listed_post(speaker, "Director", house))
    await revised(store, ruth if whose == "a person" else house, name="Another name")
    organiser = await office(Role.EDITOR, house)

    page = said((await organiser.get(await _return_of(organiser, "Another name"))).text)

    listed = "If you save another name Listed at 1 event: 1 to come, where the page, the calendar entry and every feed"
    assert listed in page


async def test_what_nobody_reads_is_brought_back_without_a_word_of_who_would(office: Office, store: Store, save: Save):
    house, launch, _ = await an_evening(save)
    report = a_publication(launch, "The first", published_at=None)
    await save(report)
    await revised(store, report, title="The second")
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "The second")
    page = await organiser.get(place)

    done = await _sent(organiser, place, page, "title")

    assert "Bring it back Leave it as it is If you bring it back Nobody outside sees it" in said(page.text)
    assert "Brought back. What was changed" in said((await organiser.get(done.headers["location"])).text)


async def test_whoever_looked_at_another_version_looks_again(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
    await revised(store, event, title="The Wrong Room")
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "The Wrong Room")
    page = await organiser.get(place)
    await revised(store, event, title="A Third Room")

    answer = await _sent(organiser, place, page, "title")

    assert answer.status_code == 422
    assert "Somebody changed this" in said(answer.text)
    assert (await now_of(store, event)).title == "A Third Room"


async def test_what_the_domain_refuses_is_refused(office: Office, store: Store, save: Save):
    house, launch, event = await an_evening(save)
    hall = Venue(name="The Old Hall", kept_by_id=house.id)
    [release, version] = a_release(launch, "First words")
    version.issued_at = None
    await save(hall, release, version)
    await revised(store, event, venue_id=hall.id)
    await revised(store, event, venue_id=None)
    await revised(store, version, headline="Second words")
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
    assert (await now_of(store, version)).headline == "Second words"
    assert issued not in (await organiser.get("/office/log")).text


async def test_a_number_that_another_report_has_taken_is_not_taken_from_it(office: Office, store: Store, save: Save):
    house, launch, _ = await an_evening(save)
    series = a_series(organisation_id=house.id)
    first = a_publication(launch, "The first", series_id=series.id, series_number=1)
    await save(series, first)
    await revised(store, first, series_number=3)
    await save(a_publication(launch, "The newcomer", series_id=series.id, series_number=1))
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "The first")

    answer = await _sent(organiser, place, await organiser.get(place), "series_number")

    assert answer.status_code == 422
    assert "“The newcomer” is number 1 of this series already" in said(answer.text)


async def test_every_kind_of_thing_can_be_brought_back(office: Office, store: Store, save: Save):
    house, launch, _ = await an_evening(save)
    [release, version] = a_release(launch, "A headline", published_at=None)
    version.issued_at = None
    person, report = a_person(kept_by_id=house.id), a_publication(launch)
    topic, hall = a_topic(kept_by_id=house.id), Venue(name="Hall", kept_by_id=house.id)
    await save(person, report, topic, hall, release, version)
    changed = {person: "name", house: "name", report: "title", topic: "name", hall: "name", version: "headline"}
    organiser = await office(Role.EDITOR, house)
    for each, name in changed.items():
        before = getattr(each, name)
        await revised(store, each, ALICE, NOW, **{name: f"Other {name}"})
        place = await _return_of(organiser, f"Other {name}")
        await _sent(organiser, place, await organiser.get(place), name)
        assert getattr(await now_of(store, each), name) == before


async def test_a_speaker_who_was_taken_off_is_put_back_with_their_posts(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
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
    house, _, event = await an_evening(save)
    person = a_person()
    speaker = a_speaker(event, person)
    await save(person, speaker)
    async with store.transaction(now=NOW, by=BOB) as db:
        await panels.take_off(db, await db.get_one(Speaker, speaker.id))
    await save(a_speaker(event, await now_of(store, person)))
    organiser = await office(Role.EDITOR, house)
    place = await _return_of(organiser, "removed the speaker")

    answer = await _sent(organiser, place, await organiser.get(place))

    assert answer.status_code == 422
    assert "has a place on this panel already" in said(answer.text)


async def test_only_those_who_may_edit_a_thing_bring_it_back(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
    await revised(store, event, title="The Wrong Room")
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
    await revised(store, launch, title="The lead’s own title")
    place = await _return_of(await office(Role.EDITOR, lead), "The lead’s own title")
    co_host = await office(Role.EDITOR, partner)
    log = (await co_host.get(f"/office/launches/{launch.id}/log")).text
    assert ("The lead’s own title" in log, "/return" in log) == (True, False)
    assert (await co_host.get(place)).status_code == 404
    assert (await co_host.post(place, data={"fact": "title"})).status_code == 404


async def test_whoever_left_a_panel_comes_back_by_the_page_that_tells_of_it(office: Office, store: Store, save: Save):
    house, _, event = await an_evening(save)
    person = a_person("Ada Vale")
    ada = a_speaker(event, person)
    await save(person, ada)
    async with store.transaction(now=NOW, by=ALICE) as db:
        panels.withdraw(await db.get_one(Speaker, ada.id))
    log = (await (await office(Role.EDITOR, house)).get("/office/log")).text
    assert ("withdrawn" in log, "/return" in log) == (True, False)


async def _return_of(organiser: httpx2.AsyncClient, words: str) -> str:
    """The address by which the latest change that says this is brought back."""
    page = (await organiser.get("/office/log")).text
    lines = re.split(r"<li(?: class=\"same\")?>", page)
    line = next(each for each in lines if words in said(f'<main id="main">{each}</main>') and "/return" in each)
    found = re.search(r'href="(/office/log/\d+/return)"', line)
    assert found
    return found[1]


async def _sent(
    organiser: httpx2.AsyncClient, place: str, page: httpx2.Response, *facts: str, order: str = ""
) -> httpx2.Response:
    revision = re.search(r'name="revision" value="(\d+)"', page.text)
    assert revision
    return await organiser.post(place, data={"revision": revision[1], "fact": list(facts), "order": order})
