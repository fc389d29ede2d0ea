"""Public pages over HTTP: what each state of an event says, and what a stranger may not learn."""

import base64
import hashlib
import json
import re
from datetime import date, time, timedelta
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text
from starlette.routing import Route

from events.people.models import PressContact
from events.programme.models import Author, Host, HostRole, Publisher
from events.programme.occasions import (
    Access,
    Attendance,
    Audience,
    Event,
    EventPublication,
    EventTopic,
    JoiningLink,
    ProgrammeItem,
    SpeakerState,
    Status,
    Terms,
    Venue,
)
from events.web.routes import ROUTES
from tests.factories import (
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
from tests.stores import ALICE, NOW

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
HOST = an_organisation()
LAUNCH = a_launch(HOST)
NO_HOUR = {"starts": None, "ends": None}
PAST = {"day": date(2010, 4, 14)}


async def words(client, path: str) -> str:
    """The text of a page without its marks."""
    response = await client.get(path)
    assert response.status_code == 200, response.text
    body = re.sub(r"<(script|style).*?</\1>", "", response.text.partition("<main")[2], flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.partition(">")[2]))


def a_host():
    """An organisation and a launch of its own, for a test that changes them."""
    host = an_organisation()
    return host, a_launch(host)


STATES = [
    ("fixed", {}, ["Thursday 17 December 2026", "18.30 to 20.00 GMT (UTC+0)"], ["Save the date"]),
    ("no venue yet", {}, ["The venue is to be announced."], []),
    ("with doors", {"doors": time(18)}, ["Doors at 18.00"], []),
    ("date only", NO_HOUR, ["Save the date", "The day is fixed; the hour is not yet."], ["18.30", "TBC"]),
    ("tentative", {"status": Status.TENTATIVE}, ["Save the date", "not final"], []),
    ("postponed", {"status": Status.POSTPONED}, ["Postponed", "There is no new date yet."], ["to be announced"]),
    (
        "cancelled",
        {"status": Status.CANCELLED, "status_note": "The hall was flooded."},
        ["Cancelled", "The hall was flooded.", "Was to be", "18.30 to 20.00 GMT (UTC+0)"],
        ["Add to calendar"],
    ),
    ("past", PAST, ["This event has taken place", "18.30 to 20.00 BST (UTC+1)"], ["Add to calendar", "announced"]),
    ("past, little known", PAST | NO_HOUR, ["The day. Hour and venue were not recorded."], ["18.30", "Save the date"]),
    ("two days", {"last_day": date(2026, 12, 18)}, ["17 to Friday 18 December 2026", "20.00 on the last day"], []),
    ("online", {"attendance": Attendance.ONLINE}, ["The link is not out yet."], ["The venue"]),
    ("by invitation", {"access": Access.INVITATION}, ["by invitation"], []),
    ("in confidence", {"terms": Terms.CHATHAM_HOUSE}, ["Chatham House Rule"], []),
    ("in another language", {"language": "cy"}, ["Language Welsh"], []),
]


@pytest.mark.parametrize(("facts", "said", "unsaid"), [each[1:] for each in STATES], ids=[each[0] for each in STATES])
async def test_an_event_says_its_state(client, save, facts, said, unsaid):
    host, launch = a_host()
    await save(host, launch, an_event(launch, **facts))

    page = await words(client, "/events/the-waiting-room")

    assert [each for each in said if each not in page] == []
    assert [each for each in unsaid if each in page] == []


async def test_an_event_shows_all_its_facts(client, save):
    host, launch = a_host()
    partner = an_organisation("Centre for Local Futures", short_name="CLF")
    venue = Venue(name="Tidewater Hall", address="12 Quay Street", place="Bristol", directions="By the ferry.")
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

    page = await words(client, "/events/the-waiting-room")

    said = [
        "Launch panel · second of three in the series Time and the State",
        "A count of the hours.",
        "In three parts.",
        "Tidewater Hall , 12 Quay Street, Bristol",
        "Lead host Larkfield Foundation",
        "Partner CLF , Centre for Local Futures",
        "Places 90 in the room and 500 online",
        "Terms On the record",
        "Language English",
        "Hashtag #Waiting",
        "Topics Courts and justice",
        "Panellist Dr Ruth Adeyemi",
        "Director, Larkfield Foundation",
        "Visiting Professor, Centre for Local Futures",
        "18.35 Welcome",
        "Long Hours Tomasz Wieczorek . Larkfield Foundation. 84 pages.",
        "Live captions.",
        "By the ferry.",
        "Joanna Whitlock , Larkfield Foundation",
        "020\u00a07946\u00a00182",
        "press @host.example",
        "Watch live",
        "Watch the recording",
        "Read the press release",
    ]
    assert [each for each in said if each not in page] == []
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
    links = {
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


async def test_what_may_not_be_known_is_answered_as_what_does_not_exist(client, save):
    host, launch = a_host()
    embargo, held = an_embargo(NOW + DAY), an_embargo(NOW - DAY, held=True)
    hidden = [
        an_event(launch, "Embargoed", embargo_id=embargo.id),
        an_event(launch, "Held", embargo_id=held.id),
        an_event(launch, "Draft", published_at=None),
        an_event(launch, "Private", access=Access.PRIVATE),
        an_event(launch, "Withdrawn before the lift", embargo_id=embargo.id, withdrawn_at=NOW - DAY),
    ]
    await save(host, launch, embargo, held, *hidden)

    unknown = await client.get("/events/no-such-thing")

    assert unknown.status_code == 404
    assert unknown.headers["cache-control"] == "no-store"
    assert 'name="q"' in unknown.text
    for event in hidden:
        answer = await client.get(f"/events/{event.slug}")
        assert (answer.status_code, answer.headers, answer.content) == (404, unknown.headers, unknown.content)


async def test_a_page_appears_at_the_very_moment_of_the_lift(client, save, clock):
    host, launch = a_host()
    embargo = an_embargo(NOW + DAY)
    await save(host, launch, embargo, an_event(launch, embargo_id=embargo.id))

    clock.now = NOW + DAY - SECOND
    before = await client.get("/events/the-waiting-room")
    clock.now = NOW + DAY
    after = await client.get("/events/the-waiting-room")

    assert (before.status_code, after.status_code) == (404, 200)


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


async def test_an_old_slug_leads_on_for_ever_but_not_to_what_is_hidden(client, save, store):
    host, launch = a_host()
    embargo = an_embargo(NOW + DAY)
    await save(host, launch, embargo, an_event(launch, "One"), an_event(launch, "Two", embargo_id=embargo.id))
    for old in ("one", "two"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            event = await db.scalar(text_of_event(old))
            event.slug = f"new-{old}"

    moved, hidden = await client.get("/events/one"), await client.get("/events/two")

    assert (moved.status_code, moved.headers["location"]) == (301, "/events/new-one")
    assert hidden.content == (await client.get("/events/no-such-thing")).content
    assert (await client.get("/events/new-one")).status_code == 200


def text_of_event(slug: str):
    from sqlalchemy import select

    return select(Event).where(Event.slug == slug)


async def test_what_was_withdrawn_says_so_and_nothing_of_what_it_was(client, save):
    host, launch = a_host()
    note = "The figures were wrong."
    await save(host, launch, an_event(launch, "Wrong figures", withdrawn_at=NOW - DAY, withdrawal_note=note))

    answer = await client.get("/events/wrong-figures")

    assert answer.status_code == 410
    assert note in answer.text
    assert "Sunday 1 November 2026" in answer.text
    assert "Wrong figures" not in answer.text


async def test_events_to_come_stand_before_the_past_in_pages_of_twenty(client, save):
    host, launch = a_host()
    coming = [an_event(launch, f"Coming {n}", day=date(2026, 12, n)) for n in (3, 1, 2)]
    past = [an_event(launch, f"Past {n:02}", day=date(2025, 1, n)) for n in range(1, 21)]
    await save(host, launch, coming, past)

    first, second = await client.get("/events"), await client.get("/events?page=2")

    titles = re.findall(r"<bdi lang[^>]*>([^<]+)", first.text + second.text)
    assert titles == [f"Coming {n}" for n in (1, 2, 3)] + [f"Past {n:02}" for n in range(20, 0, -1)]
    assert "Three to come, 20 past" in first.text
    assert '<a rel="next" href="/events?page=2">' in first.text
    assert '<a rel="prev" href="/events?page=1">' in second.text
    assert '<link rel="canonical" href="https://launch.example/events?page=2">' in second.text


async def test_events_are_filtered_by_what_they_belong_to(client, save):
    host, launch = a_host()
    other, partner = an_organisation("Other House"), an_organisation("Partner House")
    elsewhere, person, topic, series = a_launch(other), a_person("Bob"), a_topic("Courts"), a_series("Time")
    ours, theirs = an_event(launch, "Ours"), an_event(elsewhere, "Theirs", day=date(2027, 1, 1))
    report = a_publication(elsewhere, series_id=series.id, series_number=1)
    await save(
        *(host, other, partner, launch, elsewhere, person, topic, series, ours, theirs, report),
        Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.FUNDER),
        a_speaker(ours, person),
        EventTopic(event_id=ours.id, topic_id=topic.id),
        EventPublication(event_id=theirs.id, publication_id=report.id),
    )

    async def found(query: str) -> list[str]:
        return re.findall(r"<bdi lang[^>]*>([^<]+)", (await client.get(f"/events?{query}")).text)

    assert await found("organisation=larkfield-foundation") == ["Ours"]
    assert await found("organisation=partner-house") == ["Ours"]
    assert await found("person=bob") == ["Ours"]
    assert await found("topic=courts") == ["Ours"]
    assert await found("series=time") == ["Theirs"]
    assert await found("year=2027") == ["Theirs"]
    assert await found("year=2027&person=bob") == []
    assert await found("year=&person=&organisation=") == ["Ours", "Theirs"]


@pytest.mark.parametrize("name", ["organisation", "topic", "series", "person"])
async def test_a_filter_does_not_tell_what_is_hidden_from_what_is_not_there(client, save, name):
    host, launch = a_host()
    secret = {"organisation": an_organisation, "topic": a_topic, "series": a_series, "person": a_person}[name]("Secret")
    await save(host, launch, an_event(launch), secret)

    hidden, unknown = await client.get(f"/events?{name}=secret"), await client.get(f"/events?{name}=nothing")

    assert "Nothing matches that." in hidden.text
    assert (hidden.status_code, hidden.headers, hidden.content) == (200, unknown.headers, unknown.content)


@pytest.mark.parametrize(
    "query",
    ["page=abc", "page=-1", "page=0", "page=99999999999999999999", "year=foo", "year=0000", "page=", "unknown=1"],
)
async def test_a_parameter_that_makes_no_sense_is_as_if_it_were_not_there(client, save, query):
    host, launch = a_host()
    await save(host, launch, an_event(launch))

    assert (await client.get(f"/events?{query}")).content == (await client.get("/events")).content


async def test_a_page_past_the_end_says_so(client, save):
    host, launch = a_host()
    await save(host, launch, an_event(launch))

    assert "past the end of the list" in (await client.get("/events?page=7")).text


HOSTILE = some.text(max_size=60) | some.sampled_from(
    ["\x00", "'; DROP TABLE events; --", "\ud800", "%", "../../etc/passwd", "${7*7}", "{{7*7}}", "<script>", "a" * 300]
)
NAMES = ("q", "page", "year", "organisation", "topic", "series", "person", "kind", "v")


@given(segment=HOSTILE, value=HOSTILE, again=HOSTILE)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_hostile_text_breaks_a_public_page(client, segment, value, again):
    query = "&".join(f"{name}={_quoted(each)}" for name in NAMES for each in (value, again))
    for route in ROUTES:
        assert isinstance(route, Route)
        path = re.sub(r"\{[^}]+\}", _quoted(segment) or "x", route.path)
        answer = await client.get(f"{path}?{query}")
        assert answer.status_code < 500, (path, query)


def _quoted(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def test_every_route_says_for_whom_it_is():
    audiences = {route.path: getattr(route.endpoint, "audience", None) for route in ROUTES if isinstance(route, Route)}

    assert len(audiences) == len(ROUTES)
    assert set(audiences.values()) == {"public", "anybody"}


async def test_markup_in_facts_is_shown_as_text(client, save):
    host, launch = a_host()
    bad = "</title><script>alert(1)</script>"
    event = an_event(launch, bad, slug="bad", standfirst=bad, description=f"{bad} [x](javascript:alert(1))", hashtag=bad)
    await save(host, launch, event)

    page = (await client.get("/events/bad")).text

    assert "<script>alert" not in page
    assert "href=\"javascript" not in page
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
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.S)
    return json.loads(data)


@pytest.mark.parametrize("path", ["/", "/events", "/events/the-waiting-room", "/subscribe", "/search?q=waiting"])
async def test_a_page_that_has_not_changed_is_not_sent_again(client, save, path):
    host, launch = a_host()
    await save(host, launch, an_event(launch))

    first = await client.get(path)
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    await save(an_event(launch, "The Waiting Room again"))
    changed = await client.get(path, headers={"if-none-match": first.headers["etag"]})

    assert first.headers["cache-control"] == "public, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == (304 if path == "/events/the-waiting-room" else 200)


@pytest.mark.parametrize("path", ["/", "/events", "/events/the-waiting-room", "/search?q=waiting", "/subscribe", "/no"])
async def test_a_page_is_light_asks_for_little_and_leaves_nothing_behind(client, save, path):
    host, launch = a_host()
    host.accent = "#9a1f63"
    await save(host, launch, an_event(launch))

    page = await client.get(path)
    parts = re.findall(r'<(?:link rel="(?:stylesheet|icon)"|img|script)[^>]*(?:href|src)="([^"]+)"', page.text)
    answers = [page, *[await client.get(part) for part in parts]]

    assert [answer.status_code for answer in answers[1:]] == [200] * len(parts)
    assert len(answers) <= 6
    assert sum(int(answer.headers["content-length"]) for answer in answers) <= 60_000
    assert all("set-cookie" not in answer.headers for answer in answers)
    assert all("script-src 'self'" in answer.headers["content-security-policy"] for answer in answers)
    assert answers[1].headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_the_policy_allows_the_accent_of_the_lead_organisation_and_no_other_style(client, save):
    host, launch = a_host()
    host.accent = "#9a1f63"
    await save(host, launch, an_event(launch))

    page = await client.get("/events/the-waiting-room")

    (style,) = re.findall(r"<style>(.*?)</style>", page.text)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert style == ":root{--accent:#9a1f63}"
    assert f"style-src 'self' 'sha256-{digest}';" in page.headers["content-security-policy"]
    assert "style=" not in page.text
    assert "sha256" not in (await client.get("/events")).headers["content-security-policy"]


async def test_search_finds_with_and_without_accents_and_counts_only_what_is_visible(client, save):
    host, launch = a_host()
    embargo = an_embargo(NOW + DAY)
    events = [an_event(launch, f"Café society {n}") for n in range(22)]
    await save(host, launch, embargo, events, an_event(launch, "Café secret", embargo_id=embargo.id))

    page = await words(client, "/search?q=cafe")

    assert "22 found for" in page
    assert "secret" not in page
    assert "Page 1 of 2" in page
    assert "Nothing found for" in await words(client, "/search?q=secret")
    assert "Search" in await words(client, "/search?q=")


async def test_home_shows_what_is_next_and_what_was_said_last(client, save):
    host, launch = a_host()
    await save(host, launch, an_event(launch), an_event(launch, "Long ago", **PAST), a_release(launch))

    page = await words(client, "/")

    assert "Next launches" in page
    assert "The Waiting Room 18.30 GMT" in page
    assert "Long ago" not in page
    assert "An hour in a queue costs the poorest twice" in page


async def test_an_empty_site_has_its_pages_too(client):
    for path in ("/", "/events", "/search", "/subscribe", "/press", "/healthz", "/readyz"):
        assert (await client.get(path)).status_code == 200


async def test_our_own_mistake_is_told_without_a_detail(client, store):
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.execute(text("ALTER TABLE events RENAME TO elsewhere"))

    answer = await client.get("/")

    assert answer.status_code == 500
    assert answer.headers["cache-control"] == "no-store"
    assert "Something is broken here" in answer.text
    assert not re.search("events\\.|sqlite|psycopg|Traceback|SELECT", answer.text.partition("<main")[2])


async def test_a_database_of_another_shape_is_not_ready(client, store):
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.execute(text("UPDATE alembic_version SET version_num = 'before'"))

    assert (await client.get("/readyz")).status_code == 503


async def test_another_method_is_refused_in_words(client):
    answer = await client.post("/events")

    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "This address cannot be used in that way" in answer.text
