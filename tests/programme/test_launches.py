"""Launches: who is behind one, and the embargo that its parts share."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from events.press import writing
from events.press.models import Release, ReleaseKind, ReleaseVersion
from events.programme import embargoes, events, launches, publications
from events.programme.models import Host, HostRole, Launch, Publication
from events.programme.occasions import Event
from events.storage import Store
from events.visibility import ANYONE, visible
from tests.factories import LONDON, a_launch, a_publication, a_release, an_embargo, an_event, an_organisation
from tests.stores import ALICE, NOW, Save

LIFT = NOW + timedelta(days=10)


async def test_hosts_are_named_in_the_order_in_which_they_were_added(store: Store, save: Save) -> None:
    lead, partner, funder = (an_organisation(name) for name in ("Lead", "Partner", "Funder"))
    launch = a_launch(lead)
    await save(lead, partner, funder, launch)

    async with store.transaction(now=NOW, by=ALICE) as db:
        await launches.add_host(db, launch, partner, HostRole.PARTNER)
        await launches.add_host(db, launch, funder, HostRole.FUNDER)

    async with store.whole() as db:
        hosts = await db.scalars(select(Host).order_by(Host.position))
        assert [(each.organisation_id, each.role) for each in hosts] == [
            (partner.id, HostRole.PARTNER),
            (funder.id, HostRole.FUNDER),
        ]


async def test_what_is_added_to_a_launch_comes_under_its_embargo_but_announcements(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    await save(lead, launch)

    async with store.transaction(now=NOW, by=ALICE) as db:
        begun = await db.get_one(Launch, launch.id)
        embargo = await embargoes.put_over(db, begun, lifts_at=LIFT, zone=LONDON, now=NOW)
        report = await publications.add(db, Publication(launch_id=launch.id, title="The Waiting Room"))
        event = await events.add(db, Event(launch_id=launch.id, title="The Waiting Room"))
        release, note = Release(launch_id=launch.id), Release(launch_id=launch.id, kind=ReleaseKind.OPERATIONAL_NOTE)
        for each in (release, note):
            await writing.draft(db, each, ReleaseVersion(release_id=each.id, headline="An hour in a queue"))

    assert report.embargo_id == release.embargo_id == embargo.id
    assert event.embargo_id is None
    assert note.embargo_id is None


async def test_an_embargo_covers_the_drafts_that_were_there_before_it(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch, own = a_launch(lead), an_embargo(LIFT + timedelta(days=1))
    report = a_publication(launch, published_at=None)
    regional = a_release(launch, "Wexcombe waits longest", published_at=None, embargo_id=own.id)
    event = an_event(launch)
    await save(lead, launch, own, report, regional, event)

    async with store.transaction(now=NOW, by=ALICE) as db:
        begun = await db.get_one(Launch, launch.id)
        embargo = await embargoes.put_over(db, begun, lifts_at=LIFT, zone=LONDON, now=NOW)

    async with store.whole() as db:
        covered = [
            await db.scalar(select(kind.embargo_id).where(kind.launch_id == launch.id))
            for kind in (Publication, Release, Event)
        ]
        assert covered == [embargo.id, own.id, None]


async def test_what_is_public_already_cannot_be_put_under_embargo(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    await save(lead, launch, a_publication(launch))

    with pytest.raises(embargoes.AlreadyPublic):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await embargoes.put_over(db, launch, lifts_at=LIFT, zone=LONDON, now=NOW)


async def test_a_launch_has_one_embargo(store: Store, save: Save) -> None:
    lead, embargo = an_organisation(), an_embargo(LIFT)
    launch = a_launch(lead, embargo_id=embargo.id)
    await save(lead, embargo, launch)

    with pytest.raises(embargoes.AlreadyUnderEmbargo):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await embargoes.put_over(db, launch, lifts_at=LIFT, zone=LONDON, now=NOW)


async def test_a_held_embargo_does_not_lift_and_a_hold_that_ends_late_lifts_at_once(store: Store, save: Save) -> None:
    lead, embargo = an_organisation(), an_embargo(LIFT)
    launch = a_launch(lead, embargo_id=embargo.id)
    report = a_publication(launch, embargo_id=embargo.id)
    await save(lead, embargo, launch, report)

    async def is_public() -> bool:
        async with store.reading() as db:
            return bool(await db.scalar(select(Publication.id).where(visible(Publication, ANYONE, LIFT))))

    assert await is_public()
    for change, expected in ((lambda row: embargoes.hold(row, now=NOW), False), (embargoes.let_go, True)):
        async with store.transaction(now=NOW, by=ALICE) as db:
            change(await db.get_one(type(embargo), embargo.id))
        assert await is_public() is expected


def test_an_embargo_that_has_lifted_can_be_neither_moved_nor_held() -> None:
    embargo = an_embargo(LIFT)

    with pytest.raises(embargoes.AlreadyLifted):
        embargoes.move(embargo, lifts_at=LIFT + timedelta(days=1), now=LIFT)
    with pytest.raises(embargoes.AlreadyLifted):
        embargoes.hold(embargo, now=LIFT)
    assert embargo.is_lifted(LIFT)


def test_an_embargo_without_a_moment_does_not_lift() -> None:
    embargo = an_embargo(LIFT)

    embargoes.move(embargo, lifts_at=None, now=NOW)

    assert not embargo.is_lifted(LIFT + timedelta(days=1000))
