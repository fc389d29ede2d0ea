"""What machines find: the sitemap, robots.txt, and what every page says of itself."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

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
from tests.stores import NOW, WHERE

DAY = timedelta(days=1)
LISTS = {"/", "/events", "/press", "/subscribe"}


async def listed(client) -> dict[str, str | None]:
    """The paths in the sitemap, and when each last changed."""
    answer = await client.get("/sitemap.xml")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml; charset=utf-8")
    root = ElementTree.fromstring(answer.content)
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{name}urlset"
    urls = {url.findtext(f"{name}loc", ""): url.findtext(f"{name}lastmod") for url in root}
    assert all(address.startswith(WHERE.base) for address in urls)
    return {address.removeprefix(WHERE.base): changed for address, changed in urls.items()}


def a_whole_launch():
    """One of each kind that has a page."""
    host, university, person = an_organisation("Host"), an_organisation("University"), a_person("Ruth")
    launch, series = a_launch(host), a_series("Series")
    report = a_publication(launch, "Report", series_id=series.id, series_number=1)
    event, topic = an_event(launch, "Event"), a_topic("Topic", published_at=NOW)
    speaker = a_speaker(event, person)
    release = a_release(launch, "Release", version={"issued_at": NOW - DAY})
    post = a_listed_post(speaker, "Professor", university)
    return [host, university, person, launch, series, report, event, topic, speaker, post, *release]


PAGES = {
    "/events/event",
    "/publications/report",
    "/press/release",
    "/organisations/host",
    "/organisations/university",
    "/people/ruth",
    "/series/series",
    "/topics/topic",
}


async def test_the_sitemap_lists_every_page_that_is_public_and_each_of_them_is_there(client, save):
    await save(*a_whole_launch())

    found = await listed(client)

    assert set(found) == LISTS | PAGES
    assert found["/press/release"] == "2026-11-01T09:00:00Z"
    for path in found:
        assert (await client.get(path)).status_code == 200, path


async def test_the_sitemap_of_a_stranger_has_no_draft_and_nothing_under_embargo_or_withdrawn(client, save, clock):
    host, embargo = an_organisation("Host", published_at=NOW), an_embargo(NOW + DAY)
    launch = a_launch(host)
    secret = {"embargo_id": embargo.id}
    await save(
        *(host, launch, embargo, an_event(launch, "Secret", **secret), a_publication(launch, "Secret", **secret)),
        a_release(launch, "Secret", **secret),
        a_release(launch, "Not issued", version={"issued_at": None}),
        a_release(launch, "Withdrawn", withdrawn_at=NOW),
        an_event(launch, "Draft", published_at=None),
        an_organisation("Nobody knows them"),
    )

    before = await listed(client)
    clock.now = NOW + DAY
    after = await listed(client)

    assert set(before) == LISTS | {"/organisations/host"}
    assert set(after) - set(before) == {"/events/secret", "/publications/secret", "/press/secret"}


async def test_robots_find_the_sitemap_and_keep_out_of_the_search(client):
    answer = await client.get("/robots.txt")

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == f"User-agent: *\nDisallow: /search\n\nSitemap: {WHERE.base}/sitemap.xml\n"


@pytest.mark.parametrize("asked", ["", "?utm_source=mail", "?page=0&x=%00"])
async def test_every_page_names_its_one_address_and_can_be_shared(client, save, asked):
    await save(*a_whole_launch())

    for path in PAGES:
        html = (await client.get(path + asked)).text
        said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', html))

        assert re.findall('<link rel="canonical" href="([^"]*)">', html) == [WHERE.full(path)]
        assert said["url"] == WHERE.full(path)
        assert said["title"]
        assert len(re.findall("<h1", html)) == 1, path


async def test_no_page_sets_a_cookie_or_carries_a_script_of_its_own(client, save):
    await save(*a_whole_launch())

    for path in LISTS | PAGES | {"/sitemap.xml", "/robots.txt"}:
        answer = await client.get(path)

        assert "set-cookie" not in answer.headers
        assert (
            re.findall(r"<script(?! type=\"application/ld\+json\")(?![^>]* src=)|<[^>]+ (?:style|on\w+)=", answer.text)
            == []
        )
