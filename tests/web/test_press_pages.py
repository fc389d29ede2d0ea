"""The press room over HTTP: what a release shows, in which version, to whom, and what is left when it is taken back."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from events.people.models import Boilerplate, PressContact
from events.press import releases
from events.press.models import (
    NoteToEditors,
    PinnedBoilerplate,
    ReleaseContact,
    ReleaseFile,
    ReleaseKind,
    ReleaseTopic,
    ReleaseVersion,
)
from events.programme.models import Host, HostRole
from events.visibility import ANYONE
from tests.factories import (
    a_file,
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
from tests.stores import ALICE, NOW, WHERE

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
PNG = b"\x89PNG\r\n\x1a\n picture"
BODY = """People wait 310 million hours a year.[^1]

> A queue is a tax that nobody voted for.
>
> — Ruth Adeyemi, Director of Research, Larkfield Foundation

[^1]: Source: technical annex, table 14.
"""


def a_full_release():
    """Every part that a release can have, by two organisations."""
    lead, partner = (
        an_organisation(short_name="Larkfield"),
        an_organisation("Centre for Local Futures", short_name="CLF"),
    )
    launch, topic, picture = (
        a_launch(lead),
        a_topic(),
        a_file(PNG, "q.png", alt="A queue", caption="Court", credit="Okafor"),
    )
    contact = PressContact(
        organisation_id=lead.id, name="Joanna Whitlock", phone="+442079460182", mail="press@l.example"
    )
    about = Boilerplate(organisation_id=partner.id, version=1, text="CLF studies councils.")
    text = {"standfirst": "A first count.", "dateline": "Bristol", "dated": date(2026, 10, 29), "body": BODY}
    text |= {"pull_quote": "A queue is a tax", "pull_quote_speaker": "Ruth Adeyemi"}
    release, version = a_release(launch, "An hour costs the poorest twice", slug="an-hour", version=text)
    series, ruth = a_series(), a_person("Ruth Adeyemi")
    report = a_publication(launch, "The Waiting Room", series_id=series.id, series_number=2)
    event = an_event(launch, "An evening on waiting")
    speaker = a_speaker(event, ruth)
    return [
        *(
            lead,
            partner,
            launch,
            topic,
            contact,
            about,
            release,
            version,
            series,
            ruth,
            report,
            event,
            speaker,
            *picture,
        ),
        Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER),
        NoteToEditors(version_id=version.id, position=1, text="Interviews from Tuesday."),
        ReleaseContact(version_id=version.id, contact_id=contact.id),
        PinnedBoilerplate(version_id=version.id, boilerplate_id=about.id),
        ReleaseFile(version_id=version.id, file_id=picture[0].id),
        ReleaseTopic(release_id=release.id, topic_id=topic.id),
        a_listed_post(speaker, "Director of Research", lead),
        a_listed_post(speaker, "Visiting Professor", partner, position=2),
    ]


async def test_a_release_shows_all_its_parts_in_the_order_of_a_newsroom(client, save):
    await save(*a_full_release())

    html = (await client.get("/press/an-hour")).text

    words, place = said(html), 0
    for part in (
        *("Press release", "Larkfield", "CLF", "Thursday 29 October 2026", "An hour costs the poorest twice"),
        *("A first count.", "Joanna Whitlock", "020 7946 0182", "press", "Plain text", "Copy the text"),
        *(
            "Bristol.",
            "310 million hours",
            "A queue is a tax that nobody voted for.",
            "Ruth Adeyemi, Director of Research",
        ),
        *("Ends", "Notes to editors", "Interviews from Tuesday.", "The Waiting Room", "second of three"),
        *("An evening on waiting", "Director of Research", "Visiting Professor", "Court", "Okafor"),
        *(
            "Centre for Local Futures (CLF)",
            "CLF studies councils.",
            "technical annex, table 14.",
            "Courts and justice",
        ),
    ):
        assert part in words[place:], part
        place = words.index(part, place) + len(part)
    assert "A queue is a tax’" in words
    assert 'alt="A queue"' in html


async def test_a_mark_leads_to_its_endnote_and_the_endnote_leads_back(client, save):
    await save(*a_full_release())

    html = (await client.get("/press/an-hour")).text

    for id in re.findall(r'href="#([\w-]+)"', html):
        assert html.count(f'id="{id}"') == 1, id
    assert {"note1", "ref1"} <= set(re.findall(r'href="#([\w-]+)"', html))


async def test_the_text_to_copy_is_the_text_to_download(client, save):
    await save(*a_full_release())

    page, text = await client.get("/press/an-hour"), await client.get("/press/an-hour.txt")

    copied = unescape(page.text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert copied.removeprefix("\n") == text.text
    assert text.headers["link"] == f'<{WHERE.base}/press/an-hour>; rel="canonical"'


async def test_a_release_is_a_news_article_to_machines(client, save):
    await save(*a_full_release())

    html = (await client.get("/press/an-hour")).text
    [data] = [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]

    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "An hour costs the poorest twice"
    assert data["datePublished"] == "2026-10-29"
    assert [each["name"] for each in data["author"]] == ["Larkfield Foundation", "Centre for Local Futures"]
    assert [each["name"] for each in data["publisher"]] == ["Larkfield Foundation"]


async def test_a_stranger_cannot_tell_a_release_under_embargo_from_none(client, save, clock):
    host, embargo = an_organisation(published_at=NOW), an_embargo(NOW + DAY)
    launch = a_launch(host)
    places = (
        "/",
        "/press",
        "/organisations/larkfield-foundation",
        "/sitemap.xml",
        "/search?q=canary",
        "/press?year=2026",
    )
    await save(host, launch)
    without = [(await client.get(path)).content for path in places]
    unknown = await client.get("/press/unknown")

    await save(embargo, a_release(launch, "Canary", embargo_id=embargo.id))
    clock.now = NOW + DAY - SECOND
    within = [(await client.get(path)).content for path in places]
    closed = [await client.get(path) for path in ("/press/canary", "/press/canary.txt")]
    clock.now = NOW + DAY
    after = [(await client.get(path)).text.casefold() for path in places]

    assert within == without
    for answer in closed:
        assert (answer.status_code, answer.headers, answer.content) == (404, unknown.headers, unknown.content)
    assert all("canary" in html.replace('value="canary"', "").replace("“canary”", "") for html in after)
    assert (await client.get("/press/canary.txt")).status_code == 200


async def test_a_correction_replaces_the_text_and_says_what_was_wrong(client, save):
    launch = a_launch(host := an_organisation())
    release, first = a_release(launch, slug="release", version={"body": "It is 17 days."})
    second = ReleaseVersion(
        release_id=release.id,
        number=2,
        headline=first.headline,
        body="It is 19 days.",
        correction="The wait is 19 days, not 17.",
        issued_at=NOW,
    )
    draft = ReleaseVersion(release_id=release.id, number=3, headline="Not yet", body="It is 21 days.")
    await save(host, launch, release, first, second, draft)

    for path in ("/press/release", "/press/release.txt"):
        text = re.sub(r"\s+", " ", (await client.get(path)).text)

        assert "It is 19 days." in text
        assert "It is 17 days." not in text
        assert "The wait is 19 days, not 17." in text
        assert "Monday 2 November 2026" in text
        assert "21 days" not in text


async def test_a_correction_is_shown_from_its_moment_on(client, save, clock):
    launch = a_launch(host := an_organisation())
    release, first = a_release(launch, "First words", slug="release")
    second = ReleaseVersion(release_id=release.id, number=2, headline="Second words", issued_at=NOW + DAY)
    await save(host, launch, release, first, second)

    for moment, shown, hidden in ((NOW + DAY - SECOND, "First", "Second"), (NOW + DAY, "Second", "First")):
        clock.now = moment
        for path in ("/press", "/press/release", "/press/release.txt"):
            text = (await client.get(path)).text
            assert f"{shown} words" in text
            assert f"{hidden} words" not in text


async def test_a_withdrawn_release_keeps_a_page_that_says_so_and_no_more(client, save, clock):
    host = an_organisation(published_at=NOW)
    facts = {"withdrawn_at": NOW + DAY, "withdrawal_note": "The figures were another year’s."}
    launch = a_launch(host)
    await save(host, launch, a_release(launch, "Hasty", version={"body": "Wrong figures."}, **facts))
    assert (await client.get("/press/hasty")).status_code == 200

    clock.now = NOW + DAY
    page, text, room = [await client.get(path) for path in ("/press/hasty", "/press/hasty.txt", "/press")]

    assert (page.status_code, text.status_code) == (410, 410)
    assert "Hasty" in page.text
    for answer in (page, text):
        assert "The figures were another year’s." in answer.text
        assert "Wrong figures." not in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert "Hasty" not in room.text


async def test_what_was_withdrawn_before_its_lift_was_never_there(client, save):
    embargo = an_embargo(NOW + DAY)
    launch = a_launch(host := an_organisation())
    await save(host, launch, embargo, a_release(launch, "Hasty", embargo_id=embargo.id, withdrawn_at=NOW - DAY))

    unknown, hasty = await client.get("/press/unknown"), await client.get("/press/hasty")

    assert (hasty.status_code, hasty.content) == (404, unknown.content)


async def test_the_same_in_other_languages_is_linked_once_it_may_be_read(client, save, clock):
    embargo = an_embargo(NOW + DAY)
    launch = a_launch(host := an_organisation())
    english = a_release(launch, "English", slug="english")
    welsh = a_release(launch, "Cymraeg", slug="cymraeg", language="cy", twins_of=english[0].id, embargo_id=embargo.id)
    await save(host, launch, embargo, english, welsh)

    before = (await client.get("/press/english")).text
    clock.now = NOW + DAY
    after = (await client.get("/press/english")).text
    back = (await client.get("/press/cymraeg")).text

    assert "cymraeg" not in before
    assert f'hreflang="cy" href="{WHERE.base}/press/cymraeg"' in after
    assert "In Welsh" in after
    assert "/press/english" in back
    assert '<h1 lang="cy">' in back


@pytest.mark.parametrize("suffix", ["", ".txt"])
async def test_an_old_address_leads_on_but_not_to_what_is_hidden(client, save, store, suffix):
    embargo = an_embargo(NOW + DAY)
    launch = a_launch(host := an_organisation())
    shown, hidden = a_release(launch, "Shown"), a_release(launch, "Hidden", embargo_id=embargo.id)
    await save(host, launch, embargo, shown, hidden)
    async with store.transaction(now=NOW, by=ALICE) as db:
        for release, _ in (shown, hidden):
            (await db.get(type(release), release.id)).slug = f"{release.slug}-now"

    led, refused = await client.get(f"/press/shown{suffix}"), await client.get(f"/press/hidden{suffix}")

    assert (led.status_code, led.headers["location"]) == (301, f"/press/shown-now{suffix}")
    assert refused.status_code == 404


async def test_the_press_room_lists_the_newest_first_in_pages_of_twenty(client, save):
    launch = a_launch(host := an_organisation())
    days = [date(2026, 1, 1) + timedelta(days=at) for at in range(23)]
    await save(host, launch, *(a_release(launch, f"Note {day}", version={"dated": day}) for day in days))

    pages = [(await client.get(f"/press?page={number}")).text for number in (1, 2, 3)]
    found = [re.findall(r"Note (\d{4}-\d\d-\d\d)<", html) for html in pages]

    assert [len(each) for each in found] == [20, 3, 0]
    assert found[0] + found[1] == [str(day) for day in reversed(days)]
    assert "past the end" in pages[2]


async def test_releases_without_a_printed_date_are_listed_by_the_day_they_were_issued(client, save, store):
    launch = a_launch(host := an_organisation())
    dates = {"Oldest": NOW - 3 * DAY, "Middle": NOW - 2 * DAY, "Newest": NOW}
    undated = [a_release(launch, name, version={"issued_at": moment}) for name, moment in dates.items()]
    dated = a_release(launch, "Dated", version={"dated": (NOW - DAY).date()})
    await save(host, launch, dated, *undated)

    words = said((await client.get("/press")).text)

    assert sorted([*dates, "Dated"], key=words.index) == ["Newest", "Dated", "Middle", "Oldest"]


async def test_the_year_of_a_release_is_that_of_utc_wherever_the_database_stands(store, save):
    launch = a_launch(host := an_organisation())
    last_second = datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC)
    await save(host, launch, a_release(launch, version={"issued_at": last_second}))

    async with store.reading() as db:
        if db.get_bind().dialect.name == "postgresql":
            await db.connection(execution_options={"isolation_level": "AUTOCOMMIT"})
            await (await db.connection()).exec_driver_sql("SET TIME ZONE 'Pacific/Auckland'")
        years = await releases.years(db, reader=ANYONE, now=NOW)

    assert years == [2025]


FILTERS = [
    ("", {"Lead 2026", "Lead statement", "Partner 2025"}),
    ("?organisation=larkfield-foundation", {"Lead 2026", "Lead statement"}),
    ("?organisation=partner", {"Lead 2026", "Lead statement", "Partner 2025"}),
    ("?organisation=nobody", set()),
    ("?organisation=hidden", set()),
    ("?year=2026", {"Lead 2026", "Lead statement"}),
    ("?year=2025&organisation=partner", {"Partner 2025"}),
    ("?kind=statement", {"Lead statement"}),
    ("?kind=press+release&year=2025", {"Partner 2025"}),
    ("?kind=nonsense&year=abc&page=-1", {"Lead 2026", "Lead statement", "Partner 2025"}),
    ("?year=%00&organisation=%00&kind[]=x&page=99999999999999999999", set()),
]


async def test_the_press_room_is_filtered_by_organisation_year_and_kind(client, save):
    lead, partner = an_organisation(), an_organisation("Partner")
    launch, own = a_launch(lead), a_launch(partner)
    hidden = an_organisation("Hidden")
    in_2026, in_2025 = {"dated": date(2026, 5, 1)}, {"dated": date(2025, 12, 31)}
    await save(
        *(lead, partner, hidden, launch, own),
        Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER),
        a_release(launch, "Lead 2026", version=in_2026),
        a_release(launch, "Lead statement", kind=ReleaseKind.STATEMENT, version=in_2026),
        a_release(own, "Partner 2025", version=in_2025),
    )

    for query, expected in FILTERS:
        answer = await client.get(f"/press{query}")

        assert answer.status_code == 200, query
        assert {each for each in FILTERS[0][1] if f">{each}<" in answer.text} == expected, query


async def test_whom_the_press_may_ring_stands_beside_the_releases(client, save):
    launch = a_launch(host := an_organisation())
    contact = PressContact(organisation_id=host.id, name="Joanna Whitlock", mail="press@larkfield.example")
    await save(host, launch, contact, a_release(launch))

    assert "Joanna Whitlock" in said((await client.get("/press")).text)
