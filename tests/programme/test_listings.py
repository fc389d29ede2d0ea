"""Listings follow the facts until the event is over, and stay as they were from then on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from events.people.models import Affiliation, Organisation, Person
from events.programme import panels
from events.programme.occasions import Event, ListedPost, Speaker
from events.storage import Store
from tests.factories import a_launch, a_listed_post, a_person, a_post, a_speaker, an_event, an_organisation
from tests.stores import ALICE, NOW, Save

PAST, COMING, UNDATED = "past", "coming", "undated"
EVENTS: dict[str, dict[str, Any]] = {
    PAST: {"day": date(2026, 11, 1)},
    COMING: {"day": date(2026, 12, 17)},
    UNDATED: {"day": None, "starts": None, "ends": None, "zone": None, "published_at": None},
}


async def _on_three_panels(store: Store, save: Save) -> tuple[Person, Organisation, Organisation, Affiliation]:
    larkfield, wexcombe, ruth = an_organisation(), an_organisation("University of Wexcombe"), a_person()
    launch, post = a_launch(larkfield), a_post(ruth, larkfield)
    panel = [an_event(launch, title, **facts) for title, facts in EVENTS.items()]
    await save(larkfield, wexcombe, ruth, launch, post, panel)
    async with store.transaction(now=NOW, by=ALICE) as db:
        for each in panel:
            await panels.put_on_stage(db, each, ruth, now=NOW)
    return ruth, larkfield, wexcombe, post


async def _listings(store: Store) -> dict[str, str]:
    async with store.whole() as db:
        rows = await db.execute(
            select(Event.title, Speaker.name, ListedPost)
            .join(Speaker, Speaker.event_id == Event.id)
            .join(ListedPost, ListedPost.speaker_id == Speaker.id)
        )
        return {title: f"{name}, {post.in_words}" for title, name, post in rows}


BEFORE = "Ruth Adeyemi, Director, Larkfield Foundation"
Change = Callable[[Person, Organisation, Organisation, Affiliation], None]


def _marry(ruth: Person, *_: Any) -> None:
    ruth.name = "Ruth Adeyemi-Cole"


def _rename(_ruth: Person, larkfield: Organisation, *_: Any) -> None:
    larkfield.name = "Larkfield Trust"


def _shorten(_ruth: Person, larkfield: Organisation, *_: Any) -> None:
    larkfield.short_name = "LF"


def _promote(_ruth: Person, _larkfield: Organisation, _wexcombe: Organisation, post: Affiliation) -> None:
    post.role = "President"


def _move(_ruth: Person, _larkfield: Organisation, wexcombe: Organisation, post: Affiliation) -> None:
    post.organisation_id = wexcombe.id


CHANGES: dict[str, tuple[Change, str]] = {
    "a renamed person": (_marry, "Ruth Adeyemi-Cole, Director, Larkfield Foundation"),
    "a renamed organisation": (_rename, "Ruth Adeyemi, Director, Larkfield Trust"),
    "a new short name": (_shorten, "Ruth Adeyemi, Director, LF"),
    "another role": (_promote, "Ruth Adeyemi, President, Larkfield Foundation"),
    "another employer": (_move, "Ruth Adeyemi, Director, University of Wexcombe"),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
async def test_what_is_to_come_follows_and_what_is_past_stays(
    change: Change, expected: str, store: Store, save: Save
) -> None:
    facts = await _on_three_panels(store, save)
    assert set((await _listings(store)).values()) == {BEFORE}

    async with store.transaction(now=NOW, by=ALICE) as db:
        ruth, larkfield, wexcombe, post = [await db.get_one(type(each), each.id) for each in facts]
        change(ruth, larkfield, wexcombe, post)  # type: ignore[arg-type]

    assert await _listings(store) == {PAST: BEFORE, COMING: expected, UNDATED: expected}


async def test_a_listing_stays_from_the_moment_the_event_is_over(store: Store, save: Save) -> None:
    ruth, *_ = await _on_three_panels(store, save)
    async with store.whole() as db:
        over_at = await db.scalar(select(Event.over_at).where(Event.title == COMING))
    assert over_at

    async with store.transaction(now=over_at, by=ALICE) as db:
        (await db.get_one(Person, ruth.id)).name = "Ruth Adeyemi-Cole"

    assert (await _listings(store))[COMING] == BEFORE


async def test_a_post_listed_by_hand_follows_its_organisation_and_keeps_its_role(store: Store, save: Save) -> None:
    larkfield, ruth = an_organisation(), a_person()
    launch = a_launch(larkfield)
    event = an_event(launch, COMING)
    speaker = a_speaker(event, ruth)
    await save(larkfield, ruth, launch, event, speaker, a_listed_post(speaker, "Author of the report", larkfield))

    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Organisation, larkfield.id)).name = "Larkfield Trust"

    assert await _listings(store) == {COMING: "Ruth Adeyemi, Author of the report, Larkfield Trust"}


async def test_a_post_that_is_gone_leaves_its_listings_as_they_are(store: Store, save: Save) -> None:
    *_, post = await _on_three_panels(store, save)

    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete(await db.get_one(Affiliation, post.id))

    assert set((await _listings(store)).values()) == {BEFORE}


async def test_more_listings_than_fit_one_chunk_follow_at_once(store: Store, save: Save) -> None:
    larkfield = an_organisation()
    launch = a_launch(larkfield)
    event = an_event(launch, COMING)
    people = [a_person(f"Person {number}") for number in range(1_100)]
    speakers = [a_speaker(event, each) for each in people]
    posts = [a_listed_post(each, "Member", larkfield) for each in speakers]
    await save(larkfield, launch, event, people, speakers, posts)

    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Organisation, larkfield.id)).name = "Larkfield Trust"

    async with store.whole() as db:
        named = select(func.count()).select_from(ListedPost).where(ListedPost.organisation_name == "Larkfield Trust")
        assert await db.scalar(named) == 1_100
