"""Pages of organisations, people, series, publications and topics: every fact shown, nothing that may not be known."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from events.people.models import Boilerplate, Organisation, OrganisationKind, Person, PressContact, PrivateFacts
from events.programme.models import (
    Author,
    Form,
    Host,
    HostRole,
    Publication,
    PublicationFile,
    PublicationTopic,
    PublicationVersion,
    Publisher,
    Series,
    Topic,
)
from events.programme.occasions import EventPublication, SpeakerState
from tests.factories import (
    a_file,
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
from tests.sites import said
from tests.stores import ALICE, NOW, WHERE

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
PNG = b"\x89PNG\r\n\x1a\n picture"


def told_to_machines(html: str) -> dict:
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(data)


async def test_an_organisation_shows_all_its_facts_in_its_own_colour(client, save):
    logo = a_file(PNG, "logo.png", alt="Larkfield’s logo")
    host = an_organisation(
        short_name="Larkfield",
        kind=OrganisationKind.FOUNDATION,
        description="It pays for **slow** research.",
        website="https://www.larkfield.example/",
        ror="https://ror.org/02mhbdp94",
        accent="#9a1f63",
        logo_id=logo[0].id,
    )
    launch, series, ruth = a_launch(host), a_series(), a_person("Ruth Adeyemi")
    event = an_event(launch)
    await save(
        *(host, launch, series, ruth, event, logo, a_speaker(event, ruth), a_post(ruth, host, "Director of Research")),
        a_publication(launch, "Opening Hours", series_id=series.id),
        a_release(launch, "Nine forms to move house"),
        an_event(launch, "Last year", day=date(2025, 3, 2)),
        Boilerplate(organisation_id=host.id, version=1, text="Old words."),
        Boilerplate(organisation_id=host.id, version=2, text="New words."),
        Boilerplate(organisation_id=host.id, version=1, language="cy", text="Geiriau."),
        PressContact(organisation_id=host.id, name="Joanna Whitlock", phone="+442079460182"),
    )

    html = (await client.get("/organisations/larkfield-foundation")).text

    words = said(html)
    for fact in (
        *("Foundation", "Larkfield Foundation", "It pays for slow research.", "Larkfield", "larkfield.example"),
        *("ror.org/02mhbdp94", "The Waiting Room", "Last year", "Opening Hours", "Time and the State"),
        *("Nine forms to move house", "Ruth Adeyemi", "Director of Research", "New words.", "Geiriau."),
        *("Joanna Whitlock", "020 7946 0182"),
    ):
        assert fact in words, fact
    assert "Old words." not in words
    assert "--accent:#9a1f63" in html
    assert 'alt="Larkfield’s logo"' in html
    assert 'href="/organisations/larkfield-foundation.ics"' in html
    assert told_to_machines(html)["sameAs"] == ["https://www.larkfield.example/", "https://ror.org/02mhbdp94"]


async def test_the_events_of_an_organisation_are_those_it_hosts_in_any_role_or_sends_a_speaker_to(client, save):
    ours, other, ruth = an_organisation("Ours"), an_organisation("Other"), a_person()
    leads, funds, sends, declines = a_launch(ours), a_launch(other), a_launch(other), a_launch(other)
    events = {name: an_event(launch, name) for name, launch in {"Led": leads, "Funded": funds, "Sent": sends}.items()}
    refused = an_event(declines, "Declined")
    speaker = a_speaker(events["Sent"], ruth)
    absent = a_speaker(refused, ruth, state=SpeakerState.DECLINED)
    await save(
        *(ours, other, ruth, leads, funds, sends, declines, *events.values(), refused, speaker, absent),
        Host(launch_id=funds.id, organisation_id=ours.id, role=HostRole.FUNDER),
        a_listed_post(speaker, "Director", ours),
        a_listed_post(absent, "Director", ours),
    )

    html = (await client.get("/organisations/ours")).text

    assert set(re.findall(r'href="/events/([\w-]+)"', html)) == {"led", "funded", "sent"}


async def test_only_those_who_have_a_post_today_are_an_organisation_s_people(client, save):
    host = an_organisation(published_at=NOW)
    today = NOW.date()
    posts: dict[str, dict[str, Any]] = {
        "Undated": {},
        "Last day": {"ends": today},
        "Left": {"ends": today - DAY},
        "First day": {"starts": today},
        "Not yet": {"starts": today + DAY},
    }
    people = {name: a_person(name, published_at=NOW) for name in posts}
    hidden = a_person("Hidden")
    await save(host, *people.values(), hidden, a_post(hidden, host))
    await save(*(a_post(people[name], host, **facts) for name, facts in posts.items()))

    words = said((await client.get("/organisations/larkfield-foundation")).text)

    assert {name for name in [*posts, "Hidden"] if name in words} == {"Undated", "Last day", "First day"}


async def test_a_person_shows_all_public_facts_and_none_of_the_private_ones(client, save):
    portrait = a_file(PNG, "ruth.png", alt="Ruth at a lectern", credit="Ida Fairweather")
    ruth = a_person(
        "Dr Ruth Adeyemi",
        pronouns="she/her",
        biography="She counts **waiting**.",
        orcid="0000-0002-1825-0097",
        portrait_id=portrait[0].id,
    )
    lark, wexcombe, before = an_organisation(), an_organisation("Wexcombe"), an_organisation("Before", published_at=NOW)
    launch = a_launch(lark)
    event, report = an_event(launch), a_publication(launch, "Opening Hours")
    speaker = a_speaker(event, ruth)
    await save(
        *(ruth, lark, wexcombe, before, launch, event, report, speaker, portrait),
        a_listed_post(speaker, "Professor", wexcombe),
        a_post(ruth, lark, "Director", starts=date(2019, 3, 1)),
        a_post(ruth, wexcombe, "Professor", position=2),
        a_post(ruth, before, "Fellow", position=3, starts=date(2011, 9, 1), ends=date(2018, 12, 31)),
        Author(publication_id=report.id, name="R. Adeyemi", person_id=ruth.id),
        PrivateFacts(
            person_id=ruth.id,
            salutation="Dear Ruth",
            mail="ruth@private.example",
            mobile="+447700900123",
            assistant_name="Sam Secretary",
        ),
    )

    html = (await client.get("/people/dr-ruth-adeyemi")).text

    words, place = said(html), 0
    for fact in (
        *("Dr Ruth Adeyemi", "she/her", "Director, Larkfield Foundation since 1 March 2019", "Professor, Wexcombe"),
        *(
            "0000-0002-1825-0097",
            "Portrait Ida Fairweather",
            "She counts waiting.",
            "The Waiting Room",
            "Opening Hours",
            "Formerly",
        ),
        "Fellow, Before 1 September 2011 to 31 December 2018",
    ):
        assert fact in words[place:], fact
        place = words.index(fact, place)
    for secret in ("Dear Ruth", "private.example", "7700", "Secretary"):
        assert secret not in html
    assert 'alt="Ruth at a lectern"' in html
    assert told_to_machines(html)["sameAs"] == "https://orcid.org/0000-0002-1825-0097"


async def test_an_employer_that_may_not_be_known_is_left_out_of_a_post(client, save):
    ruth, hidden = a_person(published_at=NOW), an_organisation("Canary")
    await save(ruth, hidden, a_post(ruth, hidden, "Director"), a_post(ruth, hidden, None, position=2))

    html = (await client.get("/people/ruth-adeyemi")).text

    assert "Director" in html
    assert "canary" not in html.casefold()


async def test_a_series_says_what_is_out_of_it_and_what_is_not(client, save):
    launch, series = a_launch(host := an_organisation()), a_series(parts=9, description="On time.")
    numbers = {2: "Second", 5: "Fifth"}
    reports = [a_publication(launch, title, series_id=series.id, series_number=at) for at, title in numbers.items()]
    extra = a_publication(launch, "Extra", series_id=series.id)
    await save(host, launch, series, extra, *reports)

    words = said((await client.get("/series/time-and-the-state")).text)

    assert "two of its nine parts" in words
    parts = re.sub(r"(?s).*The parts", "", words).partition("To come")[0]
    assert re.findall(r"\d(?:–\d)?|Second|Fifth|Extra|Not published", parts) == [
        *("1", "Not published", "2", "Second", "3–4", "Not published"),
        *("5", "Fifth", "6–9", "Not published", "Extra"),
    ]


async def test_a_publication_shows_all_its_facts_and_how_to_cite_it(client, save):
    host, series, ruth = an_organisation(short_name="Larkfield"), a_series(), a_person("Ruth Adeyemi")
    launch, topic = a_launch(host), a_topic()
    pdf, easy, old = a_file(name="report.pdf"), a_file(b"%PDF-1.7 easy", "easy.pdf"), a_file(b"%PDF-1.7 old", "old.pdf")
    report = a_publication(
        launch,
        subtitle="What delay costs",
        abstract="People **wait**.",
        series_id=series.id,
        series_number=2,
        dated=date(2026, 10, 29),
        pages=84,
        isbn="9780306406157",
        doi="10.1000/182",
        licence="CC BY 4.0",
    )
    first = PublicationVersion(publication_id=report.id, number=1, dated=date(2026, 10, 29))
    second = PublicationVersion(publication_id=report.id, number=2, dated=date(2026, 10, 31), note="Table 14 is right.")
    event = an_event(launch, "An evening on waiting")
    await save(
        *(host, series, ruth, launch, topic, pdf, easy, old, report, first, second, event),
        *(a_release(launch, "An hour costs the poorest twice"), a_release(launch, "Mae awr", language="cy")),
        Author(publication_id=report.id, name="Ruth Adeyemi", person_id=ruth.id),
        Author(publication_id=report.id, name="Petra Lindqvist", position=1),
        Publisher(publication_id=report.id, organisation_id=host.id),
        PublicationTopic(publication_id=report.id, topic_id=topic.id),
        EventPublication(event_id=event.id, publication_id=report.id),
        PublicationFile(version_id=first.id, form=Form.FULL, language="en-GB", file_id=old[0].id),
        PublicationFile(version_id=second.id, form=Form.EASY_READ, language="cy", file_id=easy[0].id),
        PublicationFile(version_id=second.id, form=Form.FULL, language="en-GB", file_id=pdf[0].id, position=1),
    )

    html = (await client.get("/publications/the-waiting-room")).text

    words = said(html)
    for fact in (
        *("The Waiting Room", "What delay costs", "Ruth Adeyemi", "Petra Lindqvist", "Larkfield Foundation"),
        *("29 October 2026", "84 pages", "English", "CC BY 4.0", "9780306406157", "10.1000/182", "Courts and justice"),
        *("People wait.", "Time and the State", "Version 2", "31 October 2026", "Table 14 is right.", "Version 1"),
        *("Easy read, Welsh", "PDF, 1 kB", "An evening on waiting", "An hour costs the poorest twice", "Mae awr"),
    ):
        assert fact in words, fact
    assert re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', html) == [
        ("citation_title", "The Waiting Room: What delay costs"),
        ("citation_author", "Ruth Adeyemi"),
        ("citation_author", "Petra Lindqvist"),
        ("citation_publication_date", "2026/10/29"),
        ("citation_technical_report_institution", "Larkfield Foundation"),
        ("citation_series_title", "Time and the State"),
        ("citation_technical_report_number", "2"),
        ("citation_isbn", "9780306406157"),
        ("citation_doi", "10.1000/182"),
        ("citation_language", "en-GB"),
        ("citation_abstract_html_url", f"{WHERE.base}/publications/the-waiting-room"),
        ("citation_pdf_url", f"{WHERE.base}/files/{pdf[0].id}"),
    ]
    data = told_to_machines(html)
    assert data["@type"] == "Report"
    assert [each["name"] for each in data["author"]] == ["Ruth Adeyemi", "Petra Lindqvist"]
    assert {each["contentUrl"] for each in data["encoding"]} == {
        f"{WHERE.base}/files/{each[0].id}" for each in (pdf, easy)
    }


async def test_a_topic_gathers_what_is_about_it(client, save):
    launch, topic = a_launch(host := an_organisation()), a_topic(description="Who waits.")
    report = a_publication(launch, "Opening Hours")
    await save(host, launch, topic, report, PublicationTopic(publication_id=report.id, topic_id=topic.id))

    words = said((await client.get("/topics/courts-and-justice")).text)

    assert "Courts and justice" in words
    assert "Who waits." in words
    assert "Opening Hours" in words


async def test_a_long_list_of_publications_comes_in_pages(client, save):
    launch = a_launch(host := an_organisation())
    await save(host, launch, *(a_publication(launch, f"Report {at}", dated=date(2020, 1, at)) for at in range(1, 12)))

    pages = [(await client.get(f"/organisations/larkfield-foundation?page={at}")).text for at in (1, 2)]

    found = [re.findall(r"<bdi>(Report \d+)</bdi>", html) for html in pages]
    assert found[0] + found[1] == [f"Report {at}" for at in range(11, 0, -1)]
    assert 'rel="next" href="/organisations/larkfield-foundation?page=2"' in pages[0]


async def test_a_stranger_cannot_tell_a_publication_under_embargo_from_none(client, save, clock):
    host, ruth, topic = an_organisation(published_at=NOW), a_person(published_at=NOW), a_topic(published_at=NOW)
    launch, series, embargo = a_launch(host), a_series(published_at=NOW), an_embargo(NOW + DAY)
    event = an_event(launch)
    first = a_publication(launch, "First", series_id=series.id, series_number=1)
    await save(host, ruth, topic, launch, series, embargo, event, first)
    places = (
        *("/organisations/larkfield-foundation", "/people/ruth-adeyemi", "/series/time-and-the-state"),
        *("/topics/courts-and-justice", "/publications/first", "/events/the-waiting-room", "/sitemap.xml"),
    )
    without = [(await client.get(path)).content for path in places]
    unknown = await client.get("/publications/unknown")

    secret = a_publication(launch, "Canary", series_id=series.id, series_number=2, embargo_id=embargo.id)
    await save(
        secret,
        Author(publication_id=secret.id, name="Ruth Adeyemi", person_id=ruth.id),
        Publisher(publication_id=secret.id, organisation_id=host.id),
        PublicationTopic(publication_id=secret.id, topic_id=topic.id),
        EventPublication(event_id=event.id, publication_id=secret.id),
    )
    clock.now = NOW + DAY - SECOND
    within = [(await client.get(path)).content for path in places]
    closed = await client.get("/publications/canary")
    clock.now = NOW + DAY
    after = [(await client.get(path)).text for path in places]

    for path, before, under in zip(places, without, within, strict=True):
        assert under == before, path
    assert (closed.status_code, closed.headers, closed.content) == (404, unknown.headers, unknown.content)
    for path, html in zip(places, after, strict=True):
        assert "canary" in html, path
    assert (await client.get("/publications/canary")).status_code == 200


KINDS: dict[str, tuple[Any, Any]] = {
    "/organisations": (Organisation, an_organisation),
    "/people": (Person, a_person),
    "/series": (Series, a_series),
    "/topics": (Topic, a_topic),
    "/publications": (Publication, a_publication),
}


@pytest.mark.parametrize("folder", KINDS)
async def test_an_old_address_leads_on_a_withdrawn_thing_says_so_and_a_hidden_one_is_not_there(
    client, save, store, folder
):
    kind, make = KINDS[folder]
    launch = [a_launch(an_organisation("Lead"))] if kind is Publication else []
    facts = {"Moved": {}, "Withdrawn": {"withdrawn_at": NOW, "withdrawal_note": "It was not so."}, "Hidden": {}}
    published = {"Moved": NOW, "Withdrawn": NOW, "Hidden": None}
    rows = {name: make(*launch, name, **{"published_at": published[name], **more}) for name, more in facts.items()}
    await save(*([an_organisation("Lead", id=launch[0].lead_id)] if launch else []), *launch, *rows.values())
    async with store.transaction(now=NOW, by=ALICE) as db:
        for name in ("Moved", "Hidden"):
            (await db.get(kind, rows[name].id)).slug = f"{name.lower()}-now"

    moved, withdrawn, hidden, hidden_now, unknown = [
        await client.get(f"{folder}/{slug}") for slug in ("moved", "withdrawn", "hidden", "hidden-now", "unknown")
    ]

    assert (moved.status_code, moved.headers["location"]) == (301, f"{folder}/moved-now")
    assert withdrawn.status_code == 410
    assert "It was not so." in withdrawn.text
    for answer in (hidden, hidden_now):
        assert (answer.status_code, answer.content) == (404, unknown.content)
