"""The demonstration: added once, through the functions of the domain, and true to the facts it stands on."""

import re
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from events import demo, times
from events.consequences import following
from events.demo import papers, prose, waiting_room
from events.people.models import Organisation, Person
from events.press.models import Release, ReleaseVersion
from events.programme.models import Publication
from events.programme.occasions import Event, Speaker, SpeakerState
from events.settings import Settings
from events.storage import Store
from events.storage.files import File
from events.visibility import ANYONE, Embargo, visible
from tests.stores import ALICE, NOW, WHERE

FOUNDING = "public-services-inside-out"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, database_url=database_url)


@pytest.fixture(scope="module")
async def shown(lasting_database: str) -> AsyncIterator[Store]:
    """The demonstration, for tests that only look."""
    store = Store(lasting_database, follow=following(WHERE))
    async with store.transaction(now=NOW, by=ALICE) as db:
        await demo.add(db, NOW)
    yield store
    await store.close()


def test_it_is_added_once_and_says_so(settings: Settings) -> None:
    assert demo.run(settings).startswith("The demonstration was added")
    assert demo.run(settings) == "The demonstration is there already; nothing was added."


def test_it_is_added_to_an_empty_database_only(settings: Settings) -> None:
    assert demo.add_if_empty(settings) is True
    assert demo.add_if_empty(settings) is False


async def test_the_founding_panel_has_four_speakers_with_five_posts(shown: Store) -> None:
    async with shown.whole() as db:
        speakers = await db.scalars(
            select(Speaker)
            .join(Event, Event.id == Speaker.event_id)
            .where(Event.slug == FOUNDING)
            .order_by(Speaker.position)
            .options(selectinload(Speaker.posts))
        )
        panel = [(each.name, each.state, [post.in_words for post in each.posts]) for each in speakers]

    assert panel == [
        ("Jane Dudman", SpeakerState.CONFIRMED, ["Editor, Guardian Public"]),
        (
            "Tony Bovaird",
            SpeakerState.CONFIRMED,
            [
                "Professor of Public Management and Policy, The Institute of Local Government Studies",
                "Director, Governance International",
            ],
        ),
        ("Anna Coote", SpeakerState.CONFIRMED, ["Director of Social Policy, nef"]),
        ("Mark Johnson", SpeakerState.CONFIRMED, ["User voice"]),
    ]


async def test_the_founding_event_has_a_day_and_nothing_that_was_not_known(shown: Store) -> None:
    async with shown.whole() as db:
        event = (await db.scalars(select(Event).where(Event.slug == FOUNDING))).one()

    assert event.day == date(2010, 4, 14)
    assert (event.starts, event.ends, event.zone, event.venue_id) == (None, None, None, None)


FIGURES = (
    "six times",
    "£2.50 an hour",
    "Scallywags",
    "Bethnal Green",
    "$1",
    "$2.88",
    "$5.70",
    "Washington State Institute for Public Policy",
    "Family Nurse Partnership",
    "Department of Health (2009) ‘Family Nurse Partnership: Information for commissioners.’",
    "London: Department of Health",
    "Jonathan Kestenbaum, Chief Executive of NESTA",
    "David Boyle",
    "second of three",
)


async def test_the_founding_release_keeps_every_fact_and_quotes_nobody_real(shown: Store) -> None:
    async with shown.whole() as db:
        query = select(ReleaseVersion).join(Release).where(Release.slug == FOUNDING)
        version = (await db.scalars(query)).one()

    assert [each for each in FIGURES if each not in version.body] == []
    assert version.pull_quote is None
    assert not re.search(r"^>|[“”\"]", version.body, re.MULTILINE)
    assert re.findall("‘([^’]*)’", version.body) == ["Family Nurse Partnership: Information for commissioners."]


async def test_a_stranger_sees_the_coming_event_and_not_what_is_under_embargo(shown: Store) -> None:
    lift = times.instant(waiting_room.day(NOW), time(0, 1), waiting_room.ZONE)
    for moment, expected in (
        (NOW, {"the-paper-round", FOUNDING}),
        (lift, {"the-paper-round", FOUNDING, "the-waiting-room"}),
    ):
        async with shown.reading() as db:
            reports = await db.scalars(select(Publication.slug).where(visible(Publication, ANYONE, moment)))
            events = await db.scalars(select(Event.slug).where(visible(Event, ANYONE, moment)))
            count = len((await db.scalars(select(Release.id).where(visible(Release, ANYONE, moment)))).all())
            assert set(reports) == expected
            assert set(events) == {"the-paper-round", "the-waiting-room", FOUNDING}
            assert count == len(expected) + 1  # that there will be a launch is told openly


async def test_whoever_has_not_answered_or_withdrew_is_not_shown(shown: Store) -> None:
    async with shown.reading() as db:
        people = set(await db.scalars(select(Person.name).where(visible(Person, ANYONE, NOW))))

    assert "Idris Fairweather" not in people
    assert {"Miriam Castellanos", "Dr Ruth Adeyemi", "David Boyle"} <= people


async def test_the_public_release_was_corrected_and_says_what_was_wrong(shown: Store) -> None:
    async with shown.whole() as db:
        query = select(ReleaseVersion).join(Release).where(Release.slug.startswith("nine-forms"))
        first, second = await db.scalars(query.order_by(ReleaseVersion.number))

    assert "41 million" in first.body
    assert "14 million" in second.body
    assert "14 million" in (second.correction or "")
    assert first.issued_at
    assert second.issued_at
    assert first.issued_at < second.issued_at < NOW
    assert len(re.findall("^> — .+, .+", second.body, re.MULTILINE)) == 2


async def test_everybody_invented_is_at_an_example_domain_and_says_so(shown: Store) -> None:
    real = {"nesta", "nef", "guardian-public", "governance-international", "user-voice"}
    async with shown.whole() as db:
        others = await db.scalars(select(Organisation).where(Organisation.slug.not_in(real)))
        invented = [each for each in others if not each.name.startswith("The Institute of Local")]

    assert len(invented) == 8
    for each in invented:
        assert "Invented for this demonstration." in (each.description or "")
        assert each.website is None or each.website.endswith(".example")


async def test_the_embargo_lifts_a_minute_after_midnight_where_the_launch_is(shown: Store) -> None:
    async with shown.whole() as db:
        lifts = [each.lifts_at for each in await db.scalars(select(Embargo).order_by(Embargo.lifts_at))]

    assert [times.newsroom(each, "Europe/London") for each in lifts if each and each > NOW] == [
        "00.01 GMT (UTC+0), Thursday 3 December 2026"
    ]


@pytest.mark.parametrize("days", range(0, 370, 5))
def test_the_coming_day_is_a_thursday_within_a_month_and_its_hours_exist_once(days: int) -> None:
    now = datetime(2026, 1, 1, 23, 30, tzinfo=UTC) + timedelta(days=days)

    day = waiting_room.day(now)

    assert timedelta(days=11) <= day - times.local(now, waiting_room.ZONE).date() <= timedelta(days=31)
    assert (1, 2) < (day.month, day.day) < (12, 20)
    assert times.weekday(day) == "Thursday"
    assert times.instant(day, time(18, 30), waiting_room.ZONE) > now


async def test_its_files_are_what_their_names_say(shown: Store) -> None:
    async with shown.whole() as db:
        kinds = {file.name: file.media_type for file in await db.scalars(select(File))}

    assert kinds == {
        "larkfield.png": "image/png",
        "the-paper-round-1.pdf": "application/pdf",
        "the-paper-round-2.pdf": "application/pdf",
        "the-waiting-room.pdf": "application/pdf",
        "the-waiting-room-summary.txt": "text/plain",
    }


def test_the_table_of_a_pdf_leads_to_its_objects() -> None:
    made = papers.pdf("Who pays (and how)", ["One line – “quoted”", r"A \ and a )"])

    start = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    count, *entries = made[start:].split(b"xref\n0 ", 1)[1].split(b"trailer")[0].split(b"\n")
    places = [int(entry.split()[0]) for entry in entries if entry.endswith(b"n ")]
    assert int(count) == len(places) + 1
    for number, place in enumerate(places, 1):
        assert made[place:].startswith(b"%d 0 obj\n" % number)
    assert rb"(Who pays \(and how\))" in made
    assert int(re.findall(rb"/Length (\d+)", made)[0]) == len(made.split(b"stream\n")[1].split(b"\nend")[0])


def test_a_mark_has_as_many_rows_as_it_says() -> None:
    made = papers.png("#9a1f63", 8)

    packed = made.split(b"IDAT", 1)[1]
    assert len(zlib.decompressobj().decompress(packed)) == 8 * (1 + 8 * 3)


def test_prose_flows_and_keeps_whose_words_they_are() -> None:
    wrapped = (
        "One line\nand its rest.\n\n> Quoted and\n> wrapped.\n> — Ruth, Larkfield\n\n[^1]: A note\n    of two lines.\n"
    )

    assert prose.flowing(wrapped) == (
        "One line and its rest.\n\n> Quoted and wrapped.\n> — Ruth, Larkfield\n\n[^1]: A note of two lines."
    )
