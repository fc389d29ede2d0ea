"""Search in the office: everything that the account may see, by the beginnings of words, in order of kind."""

from datetime import date, timedelta

import httpx2
import pytest

from events import search
from events.accounts.models import Role
from events.people import organisations
from events.people.models import Boilerplate, PressContact, PrivateFacts
from events.programme.models import Series
from events.programme.occasions import Venue
from events.storage import Store
from tests.factories import (
    a_launch,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_topic,
    an_event,
    an_organisation,
)
from tests.organisers import Office
from tests.sites import said
from tests.stores import ALICE, NOW, Save


async def _everything(save: Save, name: str, word: str):
    """One of each kind with a word in its name; nothing of it published."""
    house = an_organisation(name)
    launch = a_launch(house, title=f"{word} launch")
    await save(
        house,
        launch,
        an_event(launch, f"{word} event of {name}", published_at=None),
        a_person(f"{word} Person of {name}", kept_by_id=house.id),
        an_organisation(f"{word} House of {name}", kept_by_id=house.id),
        a_publication(launch, f"{word} report of {name}", published_at=None),
        a_release(launch, f"{word} release of {name}", published_at=None),
        a_series(f"{word} series of {name}", organisation_id=house.id),
        a_topic(f"{word} topic of {name}", kept_by_id=house.id),
        Venue(name=f"{word} Hall", kept_by_id=house.id),
    )
    return house


async def test_drafts_of_every_kind_are_found_in_order_of_kind(office: Office, save: Save):
    house = await _everything(save, "Larkfield", "Zürich")
    page = await (await office(Role.VIEWER, house)).get("/office/search", params={"q": "zuri"})

    names = "Launches Events People Organisations Publications Releases Series Venues Topics".split()
    words = said(page.text)
    assert words.startswith("9 found for “zuri”")
    places = [words.index(f" {name} ") for name in names]
    assert places == sorted(places)


async def test_nothing_of_others_is_found_but_what_is_public(office: Office, save: Save, client: httpx2.AsyncClient):
    theirs = await _everything(save, "Merrow", "Zürich")
    launch = a_launch(theirs, title="Another")
    await save(launch, an_event(launch, "Zürich in public"))
    stranger = await office(Role.OWNER)

    words = said((await stranger.get("/office/search", params={"q": "zurich"})).text)

    assert words.startswith("1 found")
    assert "Zürich in public" in words
    assert "Of others, public" in words
    assert 'href="/events/zurich-in-public"' in (await stranger.get("/office/search", params={"q": "public"})).text
    assert "Nothing found" in said((await stranger.get("/office/search?q=zurich&kind=launches")).text)


async def test_press_contacts_of_ones_own_are_found_until_they_are_taken_off(office: Office, save: Save, store: Store):
    house, others = an_organisation(), an_organisation("Merrow")
    contact = PressContact(organisation_id=house.id, name="Joanna Whitlock", mail="press@larkfield.example")
    theirs = PressContact(organisation_id=others.id, name="Joanna Merrow", phone="+442079460182")
    await save(house, others, contact, theirs)
    viewer = await office(Role.VIEWER, house)

    for asked in ("joanna", "press larkfield"):
        page = (await viewer.get("/office/search", params={"q": asked})).text
        assert said(page).startswith("1 found"), asked
        assert f'href="/office/organisations/{house.slug}#h-contacts"' in page
    where = (await viewer.get(f"/office/organisations/{house.slug}")).text
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(PressContact, contact.id)).taken_off_at = NOW
    assert "Nothing found" in said((await viewer.get("/office/search?q=joanna")).text)
    assert 'id="h-contacts"' in where
    assert "Joanna Whitlock" in where


async def test_what_an_organisation_says_of_itself_is_found_as_it_says_it_now_by_whoever_may_write_it(
    office: Office, save: Save, store: Store, client: httpx2.AsyncClient
):
    house, others = an_organisation("Larkfield"), an_organisation("Merrow", published_at=NOW)
    await save(house, others, Boilerplate(organisation_id=others.id, version=1, text="Merrow counts the tides."))
    officer, viewer = await office(Role.PRESS_OFFICER, house), await office(Role.VIEWER, house)
    place = "/office/organisations/larkfield/boilerplates"
    for language, words in (
        ("en-GB", "We count tides."),
        ("cy", "Rydym yn cyfrif llanw tides."),
        ("en-GB", "We paid."),
    ):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await organisations.add_boilerplate(db, house, words, language=language)

    tides, paid = [(await officer.get(f"/office/search?q={word}")).text for word in ("tides", "paid")]

    assert said(tides).startswith("1 found for “tides”")
    assert "Boilerplates Larkfield Rydym yn cyfrif llanw tides." in said(tides)
    assert f'<a href="{place}"><b><bdi>Larkfield</bdi></b></a>' in paid
    assert "nothing" in said((await viewer.get("/office/search?q=paid")).text).lower()
    assert "Larkfield" not in (await client.get("/search?q=paid")).text
    assert "Merrow" not in (await client.get("/search?q=tides")).text


async def test_of_many_the_first_are_shown_and_the_rest_is_a_page_away(office: Office, save: Save):
    house = an_organisation()
    launch = a_launch(house)
    await save(house, launch, *(an_event(launch, f"Evening {number:02}") for number in range(1, 31)))
    organiser = await office(Role.VIEWER, house)

    first = await organiser.get("/office/search?q=evening")
    second = await organiser.get("/office/search?q=evening&kind=events&page=2")

    assert first.text.count("<li><div>") == 8
    assert "All 30 events" in said(first.text)
    assert second.text.count("<li><div>") == 10


async def test_of_very_many_no_more_are_counted_and_the_list_says_where_it_ends(office: Office, save: Save):
    house = an_organisation()
    await save(house, *(a_topic(f"Evening {number:04}", kept_by_id=house.id) for number in range(search.MOST + 1)))
    organiser = await office(Role.VIEWER, house)

    at_once = said((await organiser.get("/office/search?q=evening")).text)
    first = said((await organiser.get("/office/search?q=evening&kind=topics")).text)
    last = said((await organiser.get("/office/search?q=evening&kind=topics&page=50")).text)
    narrow = said((await organiser.get("/office/search?q=evening+0007&kind=topics")).text)

    assert at_once.startswith("More than 1,000 found for “evening”")
    assert "More than 1,000 topics" in at_once
    assert "Page 1 of 50" in first
    assert "Add a word" not in first
    assert "Page 50 of 50" in last
    assert "Next page" not in last
    assert "Add a word" in last
    assert narrow.startswith("1 found")
    assert "Add a word" not in narrow


async def test_odd_questions_find_nothing_and_break_nothing(office: Office):
    organiser = await office(Role.VIEWER)
    for asked in ('"', "a' OR 1=1 --", "NEAR(", "*", "\x00", "co-", "é" * 500, "title : x"):
        answer = await organiser.get("/office/search", params={"q": asked, "kind": asked})
        assert answer.status_code == 200, asked


async def test_a_report_is_found_by_its_series_and_number_as_they_are_called_now(
    office: Office, save: Save, store: Store, client: httpx2.AsyncClient
):
    house = an_organisation()
    launch, series = a_launch(house), a_series("Tide Papers", organisation_id=house.id)
    place = {"series_id": series.id, "series_number": 4}
    await save(house, launch, series, a_publication(launch, "Salt and Silt", published_at=NOW, **place))
    editor = await office(Role.EDITOR, house)

    for words, is_found in (("Tide Papers 4", True), ("tide papers 5", False)):
        for answer in (await editor.get("/office/search", params={"q": words}), await client.get(f"/search?q={words}")):
            assert ("Salt and Silt" in answer.text) is is_found
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Series, series.id)).title = "Harbour Papers"
    assert "Salt and Silt" in (await editor.get("/office/search?q=harbour+papers+4")).text
    assert "Salt and Silt" not in (await editor.get("/office/search?q=tide+papers+4")).text


async def test_a_report_in_a_series_is_found_by_its_number_however_that_is_asked_for(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house = an_organisation()
    launch, series = a_launch(house), a_series("Coastal Papers", organisation_id=house.id)
    place = {"series_id": series.id, "series_number": 3}
    await save(house, launch, series, a_publication(launch, "Salt and Silt", published_at=NOW, **place))
    editor = await office(Role.EDITOR, house)

    asked = "Series 3|Papers 3|Coastal 3|No 3|no. 3|Number 3|#3|Paper 3 coastal|Series 4|No 4"
    for words in asked.split("|"):
        for page in (
            await editor.get("/office/search", params={"q": words}),
            await client.get("/search", params={"q": words}),
        ):
            assert ("Salt and Silt" in page.text) is ("3" in words), words


async def test_a_report_is_found_by_no_series_that_was_taken_back(
    office: Office, save: Save, store: Store, client: httpx2.AsyncClient
):
    house = an_organisation()
    launch, series = a_launch(house), a_series("Tide Papers", organisation_id=house.id)
    await save(house, launch, series, a_publication(launch, "Salt and Silt", published_at=NOW, series_id=series.id))
    assert "Salt and Silt" in (await client.get("/search?q=tide+papers")).text

    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Series, series.id)).withdrawn_at = NOW

    assert "Salt and Silt" not in (await client.get("/search?q=tide+papers")).text


NUMBERS = ("020 7946 0182", "+44 20 7946 0182", "0044 (0)20 7946-0182", "0207 946 0182", "+442079460182", "7946 0182")


@pytest.mark.parametrize("asked", NUMBERS)
async def test_whom_a_number_belongs_to_is_found_however_it_is_spaced(asked: str, office: Office, save: Save):
    house, others = an_organisation(), an_organisation("Merrow")
    ruth, ida, tom = a_person(kept_by_id=house.id), a_person("Ida Moss", kept_by_id=house.id), a_person("Tom Reed")
    contact = PressContact(organisation_id=house.id, name="Joanna Whitlock", phone="+442079460182")
    night = PressContact(organisation_id=house.id, name="Night desk", mail="n@x.example", out_of_hours="+442079460182")
    await save(
        *(house, others, ruth, ida, tom, contact, night),
        PressContact(organisation_id=house.id, name="Another", phone="+442079460183"),
        PressContact(organisation_id=others.id, name="Of others", phone="+442079460182"),
        PrivateFacts(person_id=ruth.id, mobile="+442079460182"),
        PrivateFacts(person_id=ida.id, assistant_name="Kit", assistant_phone="+442079460182"),
        PrivateFacts(person_id=tom.id, mobile="+447700900321"),
    )

    words = said((await (await office(Role.VIEWER, house)).get("/office/search", params={"q": asked})).text)

    assert words.startswith("4 found")
    assert "People Ida Moss Ruth Adeyemi" in words
    assert "Joanna Whitlock" in words
    assert "Night desk" in words


async def test_a_private_number_is_found_by_those_alone_whose_page_of_the_person_shows_it(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house = an_organisation()
    ruth = a_person(kept_by_id=house.id, published_at=NOW)
    launch = a_launch(house)
    await save(house, launch, an_event(launch), ruth, PrivateFacts(person_id=ruth.id, mobile="+447700900321"))
    theirs, stranger = await office(Role.VIEWER, house), await office(Role.OWNER)

    for asked in ("07700 900321", "+447700900321", "900321"):
        at_home = (await theirs.get("/office/search", params={"q": asked})).text
        assert f'href="/office/people/{ruth.slug}"' in at_home, asked
        assert "Ruth" not in (await stranger.get("/office/search", params={"q": asked})).text
        assert "Ruth" not in (await client.get("/search", params={"q": asked})).text
    one_kind = await stranger.get("/office/search", params={"q": "07700 900321", "kind": "persons"})
    assert "Nothing found" in said(one_kind.text)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("14 April 2010", ["On the day", "Three days"]),
        ("2010-04-14", ["On the day", "Three days"]),
        ("Wed 14 Apr 2010", ["On the day", "Three days"]),
        ("14/4/10", ["On the day", "Three days"]),
        ("15 April 2010", ["Three days"]),
        ("April 2010", ["On the day", "Three days"]),
        ("2010-05", ["A month after"]),
        ("16 April 2010", []),
        ("31 April 2010", []),
        ("Room 2010", ["Room 2010"]),
    ],
)
async def test_events_are_found_by_their_day(asked: str, found: list[str], office: Office, save: Save):
    house, day = an_organisation(), date(2010, 4, 14)
    launch = a_launch(house)
    await save(
        *(house, launch),
        an_event(launch, "On the day", day=day),
        an_event(
            launch, "Three days", day=day - timedelta(days=1), last_day=day + timedelta(days=1), starts=None, ends=None
        ),
        an_event(launch, "A month after", day=date(2010, 5, 14)),
        an_event(launch, "Room 2010", day=date(2011, 5, 14)),
        an_event(launch, "No day", day=None, starts=None, ends=None, published_at=None),
    )

    page = (await (await office(Role.VIEWER, house)).get("/office/search", params={"q": asked})).text

    names = ("On the day", "Three days", "A month after", "Room 2010", "No day")
    assert sorted(each for each in names if f"<bdi>{each}</bdi></b>" in page) == sorted(found)


async def test_a_day_of_others_is_found_of_what_is_public_and_of_nothing_else(office: Office, save: Save):
    theirs = an_organisation("Merrow")
    launch = a_launch(theirs)
    await save(theirs, launch, an_event(launch, "Open evening"), an_event(launch, "Secret evening", published_at=None))

    words = said((await (await office(Role.OWNER)).get("/office/search?q=17 December 2026")).text)

    assert "Open evening" in words
    assert "Secret" not in words


async def test_what_a_day_finds_and_what_its_words_find_is_listed_once_and_page_by_page(office: Office, save: Save):
    house, day = an_organisation(), date(2010, 4, 14)
    launch = a_launch(house)
    on_it = [an_event(launch, f"Evening {number:02} of 14 April 2010", day=day) for number in range(30)]
    told = [an_event(launch, f"After 14 April 2010, {number:02}", day=date(2011, 5, 1)) for number in range(30)]
    await save(house, launch, *on_it, *told)
    viewer = await office(Role.VIEWER, house)

    first = said((await viewer.get("/office/search?q=14 April 2010")).text)
    pages = [
        said((await viewer.get(f"/office/search?q=14 April 2010&kind=events&page={number}")).text)
        for number in (1, 2, 3, 4)
    ]

    assert "60 found" in first
    every = " ".join(pages)
    assert [every.count(f"Evening {number:02} of") for number in range(30)] == [1] * 30
    assert [every.count(f"After 14 April 2010, {number:02}") for number in range(30)] == [1] * 30
