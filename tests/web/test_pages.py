"""Public pages over HTTP: lists, search, refusals, and what a stranger may not learn."""

import base64
import hashlib
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import create_engine, make_url, select, text

from events.programme.models import Host, HostRole
from events.programme.occasions import (
    Access,
    Event,
    EventPublication,
    EventTopic,
)
from events.web.routes import ROUTES
from tests.factories import (
    a_host,
    a_launch,
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
from tests.organisers import ON_ONE
from tests.sites import said
from tests.stores import ALICE, NOW, WHERE

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
PAST = {"day": date(2010, 4, 14)}


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


async def test_an_old_slug_leads_on_for_ever_but_not_to_what_is_hidden(client, save, store):
    host, launch = a_host()
    embargo = an_embargo(NOW + DAY)
    await save(host, launch, embargo, an_event(launch, "One"), an_event(launch, "Two", embargo_id=embargo.id))
    for old in ("one", "two"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            event = await db.scalar(select(Event).where(Event.slug == old))
            event.slug = f"new-{old}"

    moved, hidden = await client.get("/events/one"), await client.get("/events/two")

    assert (moved.status_code, moved.headers["location"]) == (301, "/events/new-one")
    assert hidden.content == (await client.get("/events/no-such-thing")).content
    assert (await client.get("/events/new-one")).status_code == 200


async def test_what_was_withdrawn_says_so_and_nothing_of_what_it_was(client, save):
    host, launch = a_host()
    note = "The figures were wrong."
    taken_back = {"published_at": NOW - 2 * DAY, "withdrawn_at": NOW - DAY, "withdrawal_note": note}
    await save(host, launch, an_event(launch, "Wrong figures", **taken_back))

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
        path = re.sub(r"\{[^}]+\}", _quoted(segment) or "x", route.path)
        answer = await client.get(f"{path}?{query}")
        assert answer.status_code < 500, (path, query)


def _quoted(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


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

    page = said((await client.get("/search?q=cafe")).text)

    assert "22 found for" in page
    assert "secret" not in page
    assert "Page 1 of 2" in page
    assert "Nothing found for" in said((await client.get("/search?q=secret")).text)
    assert "Search" in said((await client.get("/search?q=")).text)


async def test_home_shows_what_is_next_and_what_was_said_last(client, save):
    host, launch = a_host()
    await save(host, launch, an_event(launch), an_event(launch, "Long ago", **PAST), a_release(launch))

    page = said((await client.get("/")).text)

    assert "Next launches" in page
    assert "The Waiting Room 18.30 GMT" in page
    assert "Long ago" not in page
    assert "An hour in a queue costs the poorest twice" in page


async def test_an_empty_site_has_its_pages_too(client):
    for path in ("/", "/events", "/search", "/subscribe", "/press", "/healthz", "/readyz"):
        assert (await client.get(path)).status_code == 200


async def test_our_own_mistake_is_told_without_a_detail(site, database_url):
    _tamper(database_url, "ALTER TABLE events RENAME TO elsewhere")

    transport = httpx2.ASGITransport(site, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=WHERE.base) as client:
        answer = await client.get("/")

    assert answer.status_code == 500
    assert answer.headers["cache-control"] == "no-store"
    assert "Something is broken here" in answer.text
    assert not re.search("events\\.|sqlite|psycopg|Traceback|SELECT", answer.text.partition("<main")[2])


async def test_a_database_of_another_shape_is_not_ready(client, database_url):
    _tamper(database_url, "UPDATE alembic_version SET version_num = 'before'")

    assert (await client.get("/readyz")).status_code == 503


@ON_ONE
async def test_a_database_in_whose_place_another_file_was_put_is_not_ready(client, database_url):
    path = Path(str(make_url(database_url).database))
    assert (await client.get("/events")).status_code == 200
    other = shutil.copyfile(path, path.with_name("back-up.db"))

    assert (await client.get("/readyz")).status_code == 200
    other.replace(path)
    answer = await client.get("/readyz")

    assert answer.status_code == 503
    assert "Another file was put in the place of the database while it is in use" in answer.text


def _tamper(database_url: str, statement: str) -> None:
    """Behind the back of the house."""
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


async def test_another_method_is_refused_in_words(client):
    answer = await client.post("/events")

    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "This address cannot be used in that way" in answer.text
