"""Releases: drafted, issued, corrected and withdrawn; what went out stays as it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events.people import organisations
from events.people.models import Boilerplate, Organisation, PressContact
from events.press import writing
from events.press.models import PinnedBoilerplate, Release, ReleaseContact, ReleaseVersion
from events.programme.models import Launch
from events.storage import Store
from events.visibility import ANYONE, gone, visible
from tests.factories import a_launch, a_release, an_embargo, an_organisation
from tests.stores import ALICE, NOW, Save

HEADLINE = "An hour in a queue costs the poorest twice"
LATER = NOW + timedelta(days=1)
Write = Callable[[AsyncSession, ReleaseVersion], Any]


async def _launch(save: Save) -> tuple[Organisation, Launch]:
    lead = an_organisation()
    launch = a_launch(lead)
    await save(lead, launch)
    return lead, launch


async def _whole(store: Store) -> Release:
    async with store.whole() as db:
        versions = selectinload(Release.versions)
        release = await db.scalar(
            select(Release).options(
                versions.selectinload(ReleaseVersion.notes),
                versions.selectinload(ReleaseVersion.contacts).selectinload(ReleaseContact.contact),
                versions.selectinload(ReleaseVersion.boilerplates).selectinload(PinnedBoilerplate.boilerplate),
            )
        )
    assert release
    return release


async def _drafted(store: Store, lead: Organisation, launch: Launch) -> Release:
    async with store.transaction(now=NOW, by=ALICE) as db:
        contact = PressContact(organisation_id=lead.id, name="Joanna Whitlock", phone="+442079460182")
        await organisations.add_press_contact(db, contact)
        about = await organisations.add_boilerplate(db, lead, "We give.")
        release = Release(launch_id=launch.id)
        first = ReleaseVersion(release_id=release.id, headline=HEADLINE, body="People wait.", pull_quote="We wait.")
        return await writing.draft(
            db, release, first, notes=["Ask us.", "Pictures."], contacts=[contact], boilerplates=[about]
        )


async def test_a_drafted_release_has_its_address_from_its_headline_and_all_its_parts(store: Store, save: Save) -> None:
    await _drafted(store, *await _launch(save))

    release = await _whole(store)
    assert (release.slug, release.published_at) == ("an-hour-in-a-queue-costs-the-poorest-twice", None)
    [version] = release.versions
    assert (version.number, version.issued_at) == (1, None)
    assert [each.text for each in version.notes] == ["Ask us.", "Pictures."]
    assert [each.contact.name for each in version.contacts] == ["Joanna Whitlock"]
    assert [each.boilerplate.text for each in version.boilerplates] == ["We give."]


async def test_the_parts_of_a_draft_are_replaced_whole(store: Store, save: Save) -> None:
    lead, launch = await _launch(save)
    await _drafted(store, lead, launch)

    async with store.transaction(now=NOW, by=ALICE) as db:
        version = await _newest(db)
        await writing.set_notes(db, version, ["Only this."])
        again = (await db.scalars(select(PressContact))).one()
        await writing.name_contacts(db, version, [again])
        await writing.pin(db, version, [await organisations.add_boilerplate(db, lead, "We give and learn.")])

    [kept] = (await _whole(store)).versions
    assert [each.text for each in kept.notes] == ["Only this."]
    assert [each.contact.name for each in kept.contacts] == ["Joanna Whitlock"]
    assert [each.boilerplate.version for each in kept.boilerplates] == [2]


async def test_an_issued_release_is_public_and_issued_once(store: Store, save: Save) -> None:
    drafted = await _drafted(store, *await _launch(save))

    async with store.transaction(now=NOW, by=ALICE) as db:
        version = await writing.issue(db, await db.get_one(Release, drafted.id), now=NOW)
        assert version.issued_at == NOW
        with pytest.raises(writing.NothingToIssue):
            await writing.issue(db, await db.get_one(Release, drafted.id), now=LATER)

    assert await _is_public(store, drafted.id)


async def test_a_release_without_text_is_not_issued(store: Store, save: Save) -> None:
    _, launch = await _launch(save)

    async with store.transaction(now=NOW, by=ALICE) as db:
        release = Release(launch_id=launch.id)
        await writing.draft(db, release, ReleaseVersion(release_id=release.id, headline=HEADLINE))
        with pytest.raises(writing.NeedsText):
            await writing.issue(db, release, now=NOW)

    assert release.published_at is None


WRITES: dict[str, Write] = {
    "its headline": lambda db, version: setattr(version, "headline", "Another"),
    "its text": lambda db, version: setattr(version, "body", "Another"),
    "its pull quote": lambda db, version: setattr(version, "pull_quote", "Another"),
    "when it was issued": lambda db, version: setattr(version, "issued_at", LATER),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
async def test_an_issued_version_is_immutable(write: Write, store: Store, save: Save) -> None:
    _, launch = await _launch(save)
    await save(a_release(launch))

    with pytest.raises(IntegrityError, match="never overwritten"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            write(db, await _newest(db))


PARTS: dict[str, Write] = {
    "its notes": lambda db, version: writing.set_notes(db, version, []),
    "its contacts": lambda db, version: writing.name_contacts(db, version, []),
    "its boilerplates": lambda db, version: writing.pin(db, version, []),
}


@pytest.mark.parametrize("write", PARTS.values(), ids=PARTS)
async def test_what_an_issued_version_pins_is_immutable(write: Write, store: Store, save: Save) -> None:
    _, launch = await _launch(save)
    await save(a_release(launch))

    with pytest.raises(writing.Issued, match="Version 1 has gone out"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await write(db, await _newest(db))


async def test_a_correction_is_a_new_version_with_a_public_dated_note(store: Store, save: Save) -> None:
    lead, launch = await _launch(save)
    drafted = await _drafted(store, lead, launch)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await writing.issue(db, await db.get_one(Release, drafted.id), now=NOW)

    async with store.transaction(now=LATER, by=ALICE) as db:
        await organisations.add_boilerplate(db, lead, "We give and learn.")
        again = await db.get_one(Release, drafted.id)
        second = await writing.correct(db, again, note="The figure was wrong.")
        second.body = "People wait long."
        await writing.issue(db, again, now=LATER)

    release = await _whole(store)
    assert [(each.number, each.body, each.correction, each.issued_at) for each in release.versions] == [
        (2, "People wait long.", "The figure was wrong.", LATER),
        (1, "People wait.", None, NOW),
    ]
    corrected = release.current
    assert (corrected.headline, corrected.pull_quote, release.published_at) == (HEADLINE, "We wait.", NOW)
    assert [each.text for each in corrected.notes] == ["Ask us.", "Pictures."]
    assert [each.contact.name for each in corrected.contacts] == ["Joanna Whitlock"]
    assert [each.boilerplate.text for each in corrected.boilerplates] == ["We give."]


async def test_a_correction_in_the_making_changes_nothing_yet(store: Store, save: Save) -> None:
    _, launch = await _launch(save)
    rows = a_release(launch, HEADLINE)
    await save(rows)

    async with store.transaction(now=LATER, by=ALICE) as db:
        release = (await db.scalars(select(Release))).one()
        await writing.correct(db, release, note="The figure was wrong.")
        with pytest.raises(writing.NotIssuedYet):
            await writing.correct(db, release, note="And so was the other.")

    assert (await _whole(store)).current.number == 1


async def test_a_withdrawn_release_leaves_a_page_that_says_so(store: Store, save: Save) -> None:
    _, launch = await _launch(save)
    await save(a_release(launch))

    async with store.transaction(now=LATER, by=ALICE) as db:
        release = (await db.scalars(select(Release))).one()
        await writing.withdraw(db, release, note="The figures were not ours.", now=LATER)

    assert not await _is_public(store, release.id)
    async with store.reading() as db:
        left = await db.scalar(select(Release).where(gone(Release, ANYONE, LATER)))
        assert left is not None
        assert left.withdrawal_note == "The figures were not ours."


async def test_a_release_pulled_before_the_lift_is_a_draft_and_can_go_out_again(store: Store, save: Save) -> None:
    lead, embargo = an_organisation(), an_embargo(LATER)
    launch = a_launch(lead, embargo_id=embargo.id)
    await save(lead, embargo, launch, a_release(launch, embargo_id=embargo.id))

    async with store.transaction(now=NOW, by=ALICE) as db:
        release = (await db.scalars(select(Release))).one()
        await writing.withdraw(db, release, note="Not now.", now=NOW)
        assert (release.published_at, release.withdrawn_at) == (None, None)
        await writing.issue(db, release, now=NOW)

    assert release.published_at == NOW
    assert not await _is_public(store, release.id, at=NOW)


def test_twins_share_an_id_and_differ_in_language() -> None:
    launch = a_launch(an_organisation())
    english, welsh, french = (Release(launch_id=launch.id, language=each) for each in ("en-GB", "cy", "fr"))

    writing.link_twins(english, welsh)
    writing.link_twins(french, welsh)

    assert english.twins_of == welsh.twins_of == french.twins_of == english.id
    with pytest.raises(writing.SameLanguage):
        writing.link_twins(english, Release(launch_id=launch.id))


async def test_a_release_keeps_the_boilerplate_that_it_pinned(store: Store, save: Save) -> None:
    lead, launch = await _launch(save)
    await _drafted(store, lead, launch)

    async with store.transaction(now=LATER, by=ALICE) as db:
        await organisations.add_boilerplate(db, lead, "We give and learn.")

    async with store.whole() as db:
        pinned = select(Boilerplate.text).join(PinnedBoilerplate, PinnedBoilerplate.boilerplate_id == Boilerplate.id)
        assert (await db.scalars(pinned)).all() == ["We give."]


async def _newest(db: AsyncSession) -> ReleaseVersion:
    return (await db.scalars(select(ReleaseVersion))).one()


async def _is_public(store: Store, release_id: UUID, *, at: Any = LATER) -> bool:
    async with store.reading() as db:
        return bool(await db.scalar(select(Release.id).where(Release.id == release_id, visible(Release, ANYONE, at))))
