"""Publications: authors as printed, numbers in a series, versions, and what becomes of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from events.programme import all_series, launches, publications, topics, versions
from events.programme.models import Author, Publication, Series, Topic
from events.storage import Store
from events.visibility import ANYONE, gone, visible
from tests.factories import a_launch, a_person, a_publication, a_series, an_embargo, an_organisation
from tests.stores import ALICE, NOW, Save


async def test_authors_are_printed_in_order_known_or_not(store: Store, save: Save) -> None:
    lead, ruth = an_organisation(), a_person()
    launch = a_launch(lead)
    await save(lead, ruth, launch)

    async with store.transaction(now=NOW, by=ALICE) as db:
        report = Publication(launch_id=launch.id, title="The Waiting Room")
        await publications.add(db, report, authors=["Petra Lindqvist", ruth])

    assert report.slug == "the-waiting-room"
    async with store.whole() as db:
        authors = await db.scalars(select(Author).order_by(Author.position))
        assert [(each.name, each.person_id) for each in authors] == [("Petra Lindqvist", None), (ruth.name, ruth.id)]


async def test_a_number_in_a_series_is_given_once(store: Store, save: Save) -> None:
    lead, series = an_organisation(), a_series()
    launch = a_launch(lead)
    await save(lead, series, launch, a_publication(launch, "The Paper Round", series_id=series.id, series_number=1))

    second = Publication(launch_id=launch.id, title="Other", series_id=series.id, series_number=1)
    with pytest.raises(publications.NumberTaken, match="“The Paper Round” is number 1 of this series already"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await publications.add(db, second)


async def test_versions_are_numbered_and_say_what_they_correct(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    report = a_publication(launch)
    await save(lead, launch, report)

    async with store.transaction(now=NOW, by=ALICE) as db:
        first = await versions.add(db, report, dated=date(2026, 11, 2))
        second = await versions.add(db, report, dated=date(2026, 11, 9), note="Table 3 was wrong.")

    assert [(each.number, each.note) for each in (first, second)] == [(1, None), (2, "Table 3 was wrong.")]


async def test_a_publication_under_embargo_is_taken_back_without_a_trace(store: Store, save: Save) -> None:
    lead, embargo = an_organisation(), an_embargo(NOW + timedelta(days=1))
    launch = a_launch(lead, embargo_id=embargo.id)
    report = a_publication(launch, embargo_id=embargo.id)
    await save(lead, embargo, launch, report)

    async with store.transaction(now=NOW, by=ALICE) as db:
        again = await db.get_one(Publication, report.id)
        await launches.take_back(db, again, note="Not now.", now=NOW)

    assert (again.published_at, again.withdrawn_at) == (None, None)


async def test_a_public_publication_leaves_a_note_when_taken_back_and_none_when_it_returns(
    store: Store, save: Save
) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    report = a_publication(launch)
    await save(lead, launch, report)
    later = NOW + timedelta(hours=1)

    async with store.transaction(now=later, by=ALICE) as db:
        again = await db.get_one(Publication, report.id)
        await launches.take_back(db, again, note="Table 3 is wrong.", now=later)
    async with store.reading() as db:
        left = await db.scalar(select(Publication).where(gone(Publication, ANYONE, later)))
        assert left is not None
        assert left.withdrawal_note == "Table 3 is wrong."

    async with store.transaction(now=later, by=ALICE) as db:
        again = await db.get_one(Publication, report.id)
        publications.publish(again, now=later)
    async with store.reading() as db:
        back = await db.scalar(select(Publication).where(visible(Publication, ANYONE, later)))
        assert back is not None
        assert (back.published_at, back.withdrawal_note) == (NOW, None)


async def test_a_topic_is_found_again_however_it_is_spelt(store: Store) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        first = await topics.named(db, "Co-production", now=NOW)
        again = await topics.named(db, "co‑production", now=NOW)

    assert first is again
    async with store.whole() as db:
        assert (await db.scalars(select(Topic.slug))).all() == ["co-production"]


async def test_series_of_one_title_have_different_addresses(store: Store) -> None:
    async with store.transaction(now=datetime(2026, 11, 2, tzinfo=UTC), by=ALICE) as db:
        slugs = [(await all_series.add(db, Series(title="Time and the State"))).slug for _ in range(2)]

    assert slugs == ["time-and-the-state", "time-and-the-state-2"]
