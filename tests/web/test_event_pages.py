"""The page of an event: what each state of it says, and all the facts it shows."""

import json
import re
from datetime import date, time, timedelta
from typing import Any

import pytest

from events import times
from events.people.models import PressContact
from events.programme.models import Author, Host, HostRole, Publisher
from events.programme.occasions import (
    Access,
    Attendance,
    Audience,
    EventFile,
    EventFileUse,
    EventPublication,
    EventTopic,
    JoiningLink,
    ProgrammeItem,
    SpeakerState,
    Status,
    Terms,
    Venue,
)
from events.storage import files
from events.storage.files import File
from tests.factories import (
    a_host,
    a_launch,
    a_listed_post,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.sites import said
from tests.stores import ALICE, NOW

DAY = timedelta(days=1)
NO_HOUR: dict[str, Any] = {"starts": None, "ends": None}
PAST: dict[str, Any] = {"day": date(2010, 4, 14)}


STATES = [
    ("fixed", {}, ["Thursday 17 December 2026", "18.30 to 20.00 GMT (UTC+0)"], ["Save the date"]),
    ("no venue yet", {}, ["The venue is to be announced."], []),
    ("with doors", {"doors": time(18)}, ["Doors at 18.00"], []),
    (
        "date only",
        NO_HOUR,
        ["Save the date", "The day is fixed; the hour is not yet, and calendars show it as tentative"],
        ["18.30", "TBC"],
    ),
    (
        "tentative",
        {"status": Status.TENTATIVE},
        ["Tentative The day and the hour are meant to hold but are not final.", "Add to calendar"],
        ["the whole day", "Save the date"],
    ),
    (
        "tentative, without an hour",
        NO_HOUR | {"status": Status.TENTATIVE},
        ["Save the date The day is tentative: it is meant to hold but is not final.", "an entry for the whole day"],
        [],
    ),
    ("postponed", {"status": Status.POSTPONED}, ["Postponed", "There is no new date yet"], ["to be announced"]),
    (
        "cancelled",
        {"status": Status.CANCELLED, "status_note": "The hall was flooded."},
        ["Cancelled", "The hall was flooded.", "Was to be", "18.30 to 20.00 GMT (UTC+0)"],
        ["Add to calendar"],
    ),
    ("past", PAST, ["This event has taken place", "18.30 to 20.00 BST (UTC+1)"], ["Add to calendar", "announced"]),
    ("past, little known", PAST | NO_HOUR, ["The day. Hour and venue were not recorded."], ["18.30", "Save the date"]),
    ("two days", {"last_day": date(2026, 12, 18)}, ["17 to Friday 18 December 2026", "20.00 on the last day"], []),
    ("online", {"attendance": Attendance.ONLINE}, ["No link is public yet."], ["The venue"]),
    ("by invitation", {"access": Access.INVITATION}, ["by invitation"], []),
    ("in confidence", {"terms": Terms.CHATHAM_HOUSE}, ["Chatham House Rule"], []),
    ("in another language", {"language": "cy"}, ["Language Welsh"], []),
]


@pytest.mark.parametrize(
    ("facts", "expected", "unexpected"), [each[1:] for each in STATES], ids=[each[0] for each in STATES]
)
async def test_an_event_says_its_state(client, save, facts, expected, unexpected):
    host, launch = a_host()
    await save(host, launch, an_event(launch, **facts))

    page = said((await client.get("/events/the-waiting-room")).text)

    assert [each for each in expected if each not in page] == []
    assert [each for each in unexpected if each in page] == []


@pytest.mark.parametrize("status", [Status.POSTPONED, Status.CANCELLED, Status.CONFIRMED])
async def test_what_is_shared_gives_no_day_on_which_nothing_takes_place(client, save, status: Status):
    host, launch = a_host()
    await save(host, launch, an_event(launch, status=status))

    page = (await client.get("/events/the-waiting-room")).text

    title = re.search(r'og:title" content="([^"]+)"', page)
    assert title
    when = "Thursday 17 December 2026" if status is Status.CONFIRMED else status.value
    assert title[1].startswith(f"The Waiting Room: {when}")
    assert ("December" in title[1]) == (status is Status.CONFIRMED)


async def test_a_reason_without_a_stop_does_not_run_into_what_follows_it(client, save):
    host, launch = a_host()
    event = an_event(launch, status=Status.CANCELLED, status_note="The hall is flooded")
    await save(host, launch, event)

    page = (await client.get("/events/the-waiting-room")).text

    assert "<p>The hall is flooded</p>" in page
    assert "<p>The entry stays in calendars, marked cancelled, so that nobody travels.</p>" in page


async def test_an_event_shows_all_its_facts(client, save):
    host, launch = a_host()
    partner = an_organisation("Centre for Local Futures", short_name="CLF")
    venue = Venue(
        name="Tidewater Hall", address="12 Quay Street", place="Bristol", country="GB", directions="By the ferry."
    )
    event = an_event(
        launch,
        attendance=Attendance.BOTH,
        venue_id=venue.id,
        standfirst="A count of the hours.",
        description="In **three** parts.\n\n- one",
        hashtag="Waiting",
        room_capacity=90,
        online_capacity=500,
        accessibility="Live captions.",
        recording="https://video.example/1",
        terms=Terms.ON_THE_RECORD,
    )
    person, series = a_person("Dr Ruth Adeyemi"), a_series()
    speaker = a_speaker(event, person)
    report = a_publication(launch, "Long Hours", series_id=series.id, series_number=2, pages=84)
    first = a_publication(launch, "Short Hours", series_id=series.id, series_number=1)
    topic = a_topic()
    await save(
        *(host, partner, launch, venue, event, person, series, speaker, report, first, topic),
        Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER),
        a_listed_post(speaker, "Director", host),
        a_listed_post(speaker, "Visiting Professor", partner, position=2),
        EventPublication(event_id=event.id, publication_id=report.id),
        EventTopic(event_id=event.id, topic_id=topic.id),
        Author(publication_id=report.id, name="Tomasz Wieczorek"),
        Publisher(publication_id=report.id, organisation_id=host.id),
        ProgrammeItem(event_id=event.id, position=1, title="Welcome", starts=time(18, 35)),
        JoiningLink(event_id=event.id, audience=Audience.PUBLIC, url="https://live.example/1", label="Watch live"),
        PressContact(organisation_id=host.id, name="Joanna Whitlock", phone="+442079460182", mail="press@host.example"),
        a_release(launch),
    )

    page = said((await client.get("/events/the-waiting-room")).text)

    expected = [
        "Launch panel · second of three in the series Time and the State",
        "A count of the hours.",
        "In three parts.",
        "Tidewater Hall, 12 Quay Street, Bristol, United Kingdom",
        "Lead host Larkfield Foundation",
        "Partner CLF, Centre for Local Futures",
        "Places 90 in the room and 500 online",
        "Terms On the record",
        "Language English",
        "Hashtag #Waiting",
        "Topics Courts and justice",
        "Panellist Dr Ruth Adeyemi",
        "Director, Larkfield Foundation",
        "Visiting Professor, Centre for Local Futures",
        "18.35 Welcome",
        "Long Hours Tomasz Wieczorek. Larkfield Foundation. 84 pages.",
        "Live captions.",
        "By the ferry.",
        "Joanna Whitlock, Larkfield Foundation",
        "020 7946 0182",
        "press@host.example",
        "Watch live",
        "Watch the recording",
        "Read the press release",
    ]
    assert [each for each in expected if each not in page] == []
    assert "/publications/short-hours" in (await client.get("/events/the-waiting-room")).text


async def test_nobody_merely_invited_is_shown_and_an_open_place_is(client, save):
    host, launch = a_host()
    event, invited, shown = an_event(launch), a_person("Alice Invited"), a_person("Bob Shown")
    await save(
        *(host, launch, event, invited, shown),
        a_speaker(event, invited, state=SpeakerState.INVITED),
        a_speaker(event, shown, state=SpeakerState.INVITED, shown_while_invited=True, position=2),
        a_speaker(event, None, state=SpeakerState.INVITED, position=3),
    )

    response = await client.get("/events/the-waiting-room")

    assert "Alice Invited" not in response.text
    assert "Bob Shown" in response.text
    assert "To be announced" in response.text


async def test_a_joining_link_is_shown_to_its_audience_from_its_release_on(client, save, clock):
    host, launch = a_host()
    event = an_event(launch, attendance=Attendance.ONLINE)
    links: dict[str, dict[str, Any]] = {
        "https://now.example/": {"audience": Audience.PUBLIC, "released_at": NOW},
        "https://later.example/": {"audience": Audience.PUBLIC, "released_at": NOW + DAY},
        "https://backstage.example/": {"audience": Audience.SPEAKER},
    }
    await save(host, launch, event, *(JoiningLink(event_id=event.id, url=url, **facts) for url, facts in links.items()))

    before = (await client.get("/events/the-waiting-room")).text
    clock.now += DAY
    after = (await client.get("/events/the-waiting-room")).text

    assert [url for url in links if url in before] == ["https://now.example/"]
    assert [url for url in links if url in after] == ["https://now.example/", "https://later.example/"]


async def test_a_report_under_embargo_is_not_on_the_page_of_its_event(client, save, clock):
    host, launch = a_host()
    embargo, event, series = an_embargo(NOW + DAY), an_event(launch, "Spring launch"), a_series("Secret series")
    report = a_publication(launch, "Secret findings", embargo_id=embargo.id, series_id=series.id, series_number=1)
    joined = EventPublication(event_id=event.id, publication_id=report.id)
    await save(host, launch, embargo, event, series, report, joined)

    before = (await client.get("/events/spring-launch")).text
    clock.now += DAY
    after = (await client.get("/events/spring-launch")).text

    assert "Secret" not in before
    assert "Secret findings" in after
    assert "Secret series" in after


async def test_markup_in_facts_is_shown_as_text(client, save):
    host, launch = a_host()
    bad = "</title><script>alert(1)</script>"
    more = f"{bad} [x](javascript:alert(1))"
    event = an_event(launch, bad, slug="bad", standfirst=bad, description=more, hashtag=bad)
    await save(host, launch, event)

    page = (await client.get("/events/bad")).text

    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(data)["name"] == bad


async def test_linked_data_has_every_performer_with_every_post(client, save):
    host, launch = a_host()
    person, event = a_person("Tony Bovaird"), an_event(launch)
    speaker = a_speaker(event, person)
    university = an_organisation("Institute of Local Government Studies")
    await save(
        *(host, university, launch, person, event, speaker),
        a_listed_post(speaker, "Professor", university),
        a_listed_post(speaker, "Director", host, position=2),
    )

    data = linked_data((await client.get("/events/the-waiting-room")).text)

    assert data["@type"] == "Event"
    assert (data["startDate"], data["endDate"]) == ("2026-12-17T18:30:00+00:00", "2026-12-17T20:00:00+00:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    (performer,) = data["performer"]
    posts = [(post["roleName"], post["affiliation"]["name"]) for post in performer["affiliation"]]
    assert posts == [("Professor", "Institute of Local Government Studies"), ("Director", "Larkfield Foundation")]


def linked_data(page: str):
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.DOTALL)
    return json.loads(data)


async def test_an_event_shows_what_it_left_behind_and_where_it_was(client, save, store):
    host, launch = a_host()
    venue = Venue(name="Tidewater Hall", latitude=51.45, longitude=-2.59, website="https://hall.example")
    event = an_event(launch, venue_id=venue.id, **PAST)
    slides = File(name="slides.pdf", added_at=NOW, caption="Findings in ten pictures")
    picture = File(name="hall.png", added_at=NOW, alt="A full hall", credit="Jo Bloggs", rights="CC BY 4.0")
    async with store.transaction(now=NOW, by=ALICE) as db:
        files.add(db, slides, b"%PDF-1.7")
        files.add(db, picture, b"\x89PNG\r\n\x1a\n")
    uses = [(slides, EventFileUse.SLIDES), (picture, EventFileUse.PHOTOGRAPH)]
    await save(
        host, launch, venue, event, *(EventFile(event_id=event.id, file_id=each.id, use=use) for each, use in uses)
    )

    page = (await client.get("/events/the-waiting-room")).text

    assert f'<a href="/files/{slides.id}">Findings in ten pictures <span>1 kB</span></a>' in page
    assert f'<img src="/files/{picture.id}" alt="A full hall"' in page
    assert "Jo Bloggs · CC BY 4.0" in page
    assert '<a href="https://hall.example"><bdi>Tidewater Hall</bdi></a>' in page
    assert "mlat=51.45&amp;mlon=-2.59" in page


async def test_an_organisation_that_was_withdrawn_is_named_in_a_post_and_not_linked(client, save):
    host, launch = a_host()
    lost = an_organisation("Lost House", withdrawn_at=NOW - DAY)
    event, person = an_event(launch), a_person()
    speaker = a_speaker(event, person)
    await save(host, launch, lost, event, person, speaker, a_listed_post(speaker, "Director", lost))

    page = (await client.get("/events/the-waiting-room")).text

    assert "Director, Lost House" in said(page)
    assert "/organisations/lost-house" not in page


async def test_an_event_outlives_the_page_of_its_lead_organisation(client, save):
    host, launch = a_host()
    host.withdrawn_at, host.accent = NOW - DAY, "#9a1f63"
    await save(host, launch, an_event(launch))

    for path in ("/events/the-waiting-room", "/events", "/"):
        page = await client.get(path)
        assert page.status_code == 200
        assert "The Waiting Room" in page.text
        assert host.name not in page.text


async def test_a_running_order_may_begin_with_a_day(client, save):
    lead = an_organisation()
    event = an_event(launch := a_launch(lead), last_day=date(2026, 12, 18))
    item = ProgrammeItem(event_id=event.id, position=0, title="Tea", day=date(2026, 12, 17), starts=time(18))
    await save(lead, launch, event, item)
    assert "Thursday 17 December 2026 18.00 Tea" in said((await client.get("/events/the-waiting-room")).text)


def test_doors_open_at_a_time_that_exists():
    gap: dict[str, Any] = {"day": date(2027, 3, 28), "starts": time(2, 30), "ends": time(4), "doors": time(1, 30)}
    with pytest.raises(times.DoesNotExist):
        an_event(a_launch(an_organisation()), **gap)
