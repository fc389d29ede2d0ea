"""Drafts that are discarded: all of what was never public goes, nothing else does, and the log knows."""

import pytest
from sqlalchemy import func, select

from events.accounts.models import Activity
from events.press.models import Release, ReleaseVersion
from events.programme import discarding
from events.programme.models import Form, Launch, Publication, PublicationFile, PublicationVersion
from events.programme.occasions import Event, EventPublication, ListedPost, Speaker
from events.storage import Store
from events.storage.files import File, FilePiece
from events.visibility import Embargo
from tests.factories import (
    a_file,
    a_host,
    a_listed_post,
    a_person,
    a_publication,
    a_release,
    a_speaker,
    an_embargo,
    an_event,
)
from tests.stores import ALICE, NOW, Save


async def test_a_publication_goes_with_its_versions_and_files(store: Store, save: Save) -> None:
    host, launch = a_host()
    report = a_publication(launch, published_at=None)
    version = PublicationVersion(publication_id=report.id, number=1)
    own, shared = a_file(name="own.pdf"), a_file(name="shared.pdf")
    other = a_publication(launch, "Another", cover_id=shared[0].id)
    event = an_event(launch)
    await save(host, launch, report, version, own, shared, other, event)
    await save(
        *(
            PublicationFile(version_id=version.id, form=Form.FULL, language="en-GB", file_id=each[0].id)
            for each in (own, shared)
        ),
        EventPublication(event_id=event.id, publication_id=report.id),
    )

    async with store.transaction(now=NOW, by=ALICE) as db:
        await discarding.discard(db, await db.get_one(Publication, report.id), report.title)

    assert await _left(store, Publication, PublicationVersion, PublicationFile, EventPublication) == [1, 0, 0, 0]
    async with store.whole() as db:
        assert (await db.scalars(select(File.name))).all() == ["shared.pdf"]
        assert await db.scalar(select(func.count()).select_from(FilePiece)) == 1
        gone = select(Activity.label).where(Activity.did == "deleted", Activity.kind == "publications")
        assert (await db.scalars(gone)).all() == ["The Waiting Room"]


async def test_a_launch_goes_with_everything_in_it(store: Store, save: Save) -> None:
    host, launch = a_host()
    embargo, ruth = an_embargo(None), a_person()
    launch.embargo_id = embargo.id
    event, report = an_event(launch, published_at=None), a_publication(launch, published_at=None)
    speaker = a_speaker(event, ruth)
    release = a_release(launch, published_at=None, version={"issued_at": None})
    await save(host, embargo, launch, event, report, ruth, speaker, a_listed_post(speaker, "Director", host), release)

    async with store.transaction(now=NOW, by=ALICE) as db:
        await discarding.discard_launch(db, await db.get_one(Launch, launch.id))

    kinds = (Launch, Event, Speaker, ListedPost, Publication, Release, ReleaseVersion, Embargo)
    assert await _left(store, *kinds) == [0] * len(kinds)


@pytest.mark.parametrize("part", ["event", "publication", "release", "issued release"])
async def test_what_was_published_keeps_its_launch_on_record(part: str, store: Store, save: Save) -> None:
    host, launch = a_host()
    rows = {
        "event": lambda: [an_event(launch)],
        "publication": lambda: [a_publication(launch, withdrawn_at=NOW)],
        "release": lambda: a_release(launch),
        "issued release": lambda: a_release(launch, published_at=None),
    }[part]()
    await save(host, launch, an_event(launch, "A draft", published_at=None), rows)

    with pytest.raises(discarding.OnRecord):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await discarding.discard_launch(db, await db.get_one(Launch, launch.id))

    assert await _left(store, Launch) == [1]


async def _left(store: Store, *kinds: type) -> list[int]:
    async with store.whole() as db:
        return [await db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]
