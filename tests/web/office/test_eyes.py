"""Through others' eyes: what the public or an embargoed reader gets, now or at another moment, and never more."""

import re
from datetime import timedelta

import httpx2

from events import addresses
from events.accounts.models import Role
from events.programme.occasions import Audience, EventPublication, EventTopic, JoiningLink
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_post,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import Office
from tests.sites import said
from tests.stores import NOW, Save

LIFT = NOW + timedelta(days=30)
BEFORE, AT = "20261202T085900Z~Europe~London", "20261202T090000Z~Europe~London"
PUBLIC = "/office/eyes/public"


async def _under_embargo(save: Save, name: str = "Larkfield Foundation"):
    house, embargo = an_organisation(name), an_embargo(LIFT)
    launch = a_launch(house, title=f"A launch of the {name}", embargo_id=embargo.id)
    report = a_publication(launch, f"Night Work of the {name}", embargo_id=embargo.id)
    release = a_release(launch, f"News of the {name}", embargo_id=embargo.id)
    await save(house, embargo, launch, report, release)
    return house, launch, report, release[0]


async def test_the_public_gets_the_same_page_as_without_an_account(
    office: Office, client: httpx2.AsyncClient, save: Save
):
    house = an_organisation()
    launch = a_launch(house)
    await save(house, launch, an_event(launch))
    organiser = await office(Role.VIEWER, house)

    seen = await organiser.get(f"{PUBLIC}/now/events/the-waiting-room")
    plain = await client.get("/events/the-waiting-room")

    assert said(seen.text) == said(plain.text)
    assert "As the public, now, 09.00 GMT (UTC+0), Monday 2 November 2026" in _bar(seen.text)
    assert seen.headers["cache-control"] == "private, no-store"
    assert f'href="{PUBLIC}/now/organisations/larkfield-foundation"' in seen.text
    assert 'action="/office/eyes/public/now/search"' in seen.text


async def test_what_does_not_exist_for_them_is_the_page_that_they_would_get(
    office: Office, client: httpx2.AsyncClient, save: Save
):
    house = an_organisation()
    launch = a_launch(house)
    await save(house, launch, an_event(launch, published_at=None))
    organiser = await office(Role.VIEWER, house)

    seen = await organiser.get(f"{PUBLIC}/now/events/the-waiting-room")

    assert seen.status_code == 404
    assert said(seen.text) == said((await client.get("/events/the-waiting-room")).text)
    assert "For this reader there is nothing here" in _bar(seen.text)


async def test_a_lift_is_foreseen_to_the_second(office: Office, save: Save):
    house, _, report, release = await _under_embargo(save)
    organiser = await office(Role.VIEWER, house)
    for path in (f"/publications/{report.slug}", f"/press/{release.slug}", f"/press/{release.slug}.txt"):
        assert [(await organiser.get(f"{PUBLIC}/{moment}{path}")).status_code for moment in (BEFORE, AT)] == [404, 200]


async def test_an_embargoed_reader_reads_before_the_lift_what_the_public_does_not(office: Office, save: Save):
    house, launch, report, _ = await _under_embargo(save)
    organiser = await office(Role.VIEWER, house)

    seen = await organiser.get(f"/office/eyes/under-{launch.embargo_id}/now/publications/{report.slug}")

    assert seen.status_code == 200
    assert "As a reader under the embargo of A launch of the Larkfield Foundation" in _bar(seen.text)
    assert (await organiser.get(f"{PUBLIC}/now/publications/{report.slug}")).status_code == 404


async def test_nobody_foresees_what_others_keep_under_embargo(office: Office, save: Save):
    """The later moment is public's; the organiser's own view of today bounds it, in pages, lists, feeds and search."""
    _, theirs, report, release = await _under_embargo(save, "Merrow Trust")
    event = an_event(theirs, "An evening with the trust")
    link = JoiningLink(
        event_id=event.id, audience=Audience.PUBLIC, url="https://later.example/canary", released_at=LIFT
    )
    await save(event, link, EventPublication(event_id=event.id, publication_id=report.id))
    organiser = await office(Role.OWNER)

    for path in (f"/publications/{report.slug}", f"/press/{release.slug}", f"/press/{release.slug}.txt"):
        assert (await organiser.get(f"{PUBLIC}/{AT}{path}", follow_redirects=True)).status_code == 404
    lists = (
        "/",
        "/events",
        "/events.ics",
        f"/events/{event.slug}",
        f"/events/{event.slug}.ics",
        "/press",
        "/sitemap.xml",
    )
    for path in (*lists, "/organisations/merrow-trust", "/organisations/merrow-trust.ics", "/search?q=night"):
        seen = await organiser.get(f"{PUBLIC}/{AT}{path}", follow_redirects=True)
        assert not re.search("Night Work|canary|News of", seen.text), path
    assert (await organiser.get(f"/office/eyes/under-{theirs.embargo_id}/now/")).status_code == 404


async def test_every_kind_of_page_is_seen_through_each_of_the_eyes(office: Office, save: Save):
    house, launch, report, release = await _under_embargo(save)
    event, hall = an_event(launch, "An evening"), a_topic(kept_by_id=house.id)
    ada, series = a_person("Ada Quill", kept_by_id=house.id), a_series(organisation_id=house.id)
    speaker = a_speaker(event, ada)
    late = a_post(ada, house, "Chair", position=2, came_with_launch_id=launch.id)
    rows = [hall, series, event, ada, speaker, a_post(ada, house, "Director"), late]
    rows += [a_listed_post(speaker, "Director", house), EventTopic(event_id=event.id, topic_id=hall.id)]
    await save(*rows, EventPublication(event_id=event.id, publication_id=report.id))
    organiser = await office(Role.VIEWER, house)

    pages = [addresses.event(event), addresses.organisation(house), addresses.person(ada), addresses.topic(hall)]
    pages += ["/", "/events", "/press", "/search?q=quill", addresses.publication(report), addresses.release(release)]
    for eyes in (f"{PUBLIC}/now", f"{PUBLIC}/{AT}", f"/office/eyes/under-{launch.embargo_id}/now"):
        seen = {path: (await organiser.get(f"{eyes}{path}", follow_redirects=True)).status_code for path in pages}
        hidden = [addresses.publication(report), addresses.release(release)] if eyes.endswith("public/now") else []
        assert seen == {path: 404 if path in hidden else 200 for path in pages}, eyes


async def test_an_entry_of_ones_own_is_foreseen_as_text(office: Office, save: Save):
    house, launch, report, _ = await _under_embargo(save)
    event = an_event(launch, "An evening")
    await save(event, EventPublication(event_id=event.id, publication_id=report.id))
    organiser = await office(Role.VIEWER, house)

    before = await organiser.get(f"{PUBLIC}/{BEFORE}/events/an-evening.ics")
    after = await organiser.get(f"{PUBLIC}/{AT}/events/an-evening.ics")

    assert "Night Work" not in before.text
    assert "Night Work" in after.text
    assert "BEGIN:VEVENT" in said(after.text)
    assert after.headers["content-type"].startswith("text/html")


async def test_a_moment_is_typed_as_people_type_it(office: Office, save: Save):
    house, _, report, _ = await _under_embargo(save)
    organiser = await office(Role.VIEWER, house)
    page = f"/publications/{report.slug}"

    answer = await organiser.get(
        "/office/eyes", params={"page": page, "day": "Wed 2 Dec", "hour": "9am", "zone": "London"}
    )
    refused = await organiser.get("/office/eyes", params={"page": page, "day": "soon", "hour": "25.00"})

    assert answer.headers["location"] == f"{PUBLIC}/{AT}{page}"
    assert refused.status_code == 422
    assert 'value="soon"' in refused.text
    assert (await organiser.get("/office/eyes", params={"page": "//evil.example"})).status_code == 404


async def test_a_moment_that_comes_twice_is_asked_about(office: Office, save: Save):
    organiser = await office(Role.VIEWER)
    asked = {"page": "/", "day": "31 October 2027", "hour": "01.30", "zone": "London"}

    first = await organiser.get("/office/eyes", params=asked)
    second = await organiser.get("/office/eyes", params=asked | {"second": "yes"})

    assert first.status_code == 422
    assert "Which of the two" in first.text
    assert second.headers["location"] == f"{PUBLIC}/20271031T013000Z~Europe~London/"


def _bar(html: str) -> str:
    return " ".join(
        html.partition('<aside class="eyes"')[2]
        .partition("</aside>")[0]
        .replace("<bdi>", "")
        .replace("</bdi>", "")
        .split()
    )
