"""Panels: who is on stage, how they are listed, and who of them is shown."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from events.people.models import Affiliation, Organisation, Person
from events.programme import panels
from events.programme.occasions import Event, Speaker, SpeakerState
from events.storage import Store
from tests.factories import a_launch, a_person, a_post, an_event, an_organisation
from tests.stores import ALICE, NOW, Save


async def _stage(save: Save) -> tuple[Event, Person, Organisation, Organisation]:
    lead = an_organisation()
    nef = an_organisation("new economics foundation", short_name="nef")
    launch = a_launch(lead)
    event, ruth = an_event(launch), a_person()
    await save(lead, nef, launch, event, ruth)
    return event, ruth, lead, nef


async def _panel(store: Store) -> list[Speaker]:
    async with store.whole() as db:
        speakers = await db.scalars(select(Speaker).order_by(Speaker.position).options(selectinload(Speaker.posts)))
        return list(speakers)


async def test_somebody_is_listed_by_all_posts_held_on_the_day(store: Store, save: Save) -> None:
    event, ruth, lead, nef = await _stage(save)
    await save(
        a_post(ruth, nef, "Fellow", position=1),
        a_post(ruth, lead, "Director", position=0),
        a_post(ruth, lead, "Clerk", ends=date(2026, 12, 16)),
        a_post(ruth, lead, "Chair", starts=date(2026, 12, 18)),
    )

    async with store.transaction(now=NOW, by=ALICE) as db:
        await panels.put_on_stage(db, event, ruth, now=NOW)

    [speaker] = await _panel(store)
    assert speaker.name == "Ruth Adeyemi"
    assert [each.in_words for each in speaker.posts] == ["Director, Larkfield Foundation", "Fellow, nef"]


async def test_posts_are_chosen_and_chosen_again(store: Store, save: Save) -> None:
    event, ruth, lead, nef = await _stage(save)
    director, fellow = a_post(ruth, lead, "Director"), a_post(ruth, nef, None)
    await save(director, fellow)

    async with store.transaction(now=NOW, by=ALICE) as db:
        speaker = await panels.put_on_stage(db, event, ruth, now=NOW, posts=[director])
    async with store.transaction(now=NOW, by=ALICE) as db:
        again = [await db.get_one(Affiliation, each.id) for each in (fellow, director)]
        await panels.list_by(db, await db.get_one(Speaker, speaker.id), again)

    [listed] = await _panel(store)
    assert [each.in_words for each in listed.posts] == ["nef", "Director, Larkfield Foundation"]


async def test_a_person_has_one_place_on_a_panel(store: Store, save: Save) -> None:
    event, ruth, _, _ = await _stage(save)
    async with store.transaction(now=NOW, by=ALICE) as db:
        panels.withdraw(await panels.put_on_stage(db, event, ruth, now=NOW))

    with pytest.raises(panels.AlreadyOnStage, match="Ruth Adeyemi has a place on this panel already, withdrawn"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await panels.put_on_stage(db, event, ruth, now=NOW)


async def test_an_open_place_is_shown_and_taken_later(store: Store, save: Save) -> None:
    event, ruth, lead, _ = await _stage(save)
    await save(a_post(ruth, lead))

    async with store.transaction(now=NOW, by=ALICE) as db:
        place = await panels.leave_open(db, event, now=NOW)
    [opened] = await _panel(store)
    assert (opened.name, opened.is_shown) == (None, True)

    async with store.transaction(now=NOW, by=ALICE) as db:
        await panels.announce(db, await db.get_one(Speaker, place.id), await db.get_one(Person, ruth.id), now=NOW)
    [taken] = await _panel(store)
    assert (taken.name, taken.is_shown) == ("Ruth Adeyemi", False)
    assert [each.in_words for each in taken.posts] == ["Director, Larkfield Foundation"]


SHOWN: dict[str, tuple[Callable[[Speaker], None], bool]] = {
    "merely invited": (lambda speaker: None, False),
    "confirmed": (panels.confirm, True),
    "declined": (panels.decline, False),
    "withdrawn": (panels.withdraw, False),
}


@pytest.mark.parametrize(("answer", "expected"), SHOWN.values(), ids=SHOWN)
async def test_who_is_shown(answer: Callable[[Speaker], None], expected: bool, store: Store, save: Save) -> None:
    event, ruth, _, _ = await _stage(save)

    async with store.transaction(now=NOW, by=ALICE) as db:
        answer(await panels.put_on_stage(db, event, ruth, now=NOW))

    [speaker] = await _panel(store)
    assert speaker.is_shown is expected


async def test_nobody_merely_invited_is_shown_unless_the_organiser_says_so(store: Store, save: Save) -> None:
    event, ruth, _, _ = await _stage(save)

    async with store.transaction(now=NOW, by=ALICE) as db:
        speaker = await panels.put_on_stage(db, event, ruth, now=NOW)
        speaker.shown_while_invited = True

    [shown] = await _panel(store)
    assert (shown.state, shown.is_shown) == (SpeakerState.INVITED, True)


async def test_an_open_place_answers_nothing(store: Store, save: Save) -> None:
    event, *_ = await _stage(save)

    async with store.transaction(now=NOW, by=ALICE) as db:
        place = await panels.leave_open(db, event, now=NOW)
        for answer in (panels.confirm, panels.decline, panels.withdraw):
            with pytest.raises(panels.NobodyYet):
                answer(place)

    assert place.state is SpeakerState.INVITED


async def test_a_panel_keeps_the_order_that_it_was_put_in(store: Store, save: Save) -> None:
    event, *_ = await _stage(save)
    people = [a_person(name) for name in ("Anna", "Bela", "Chloe", "Dan")]
    await save(*people)
    async with store.transaction(now=NOW, by=ALICE) as db:
        placed = {each.name: (await panels.put_on_stage(db, event, each, now=NOW)).id for each in people}

    async with store.transaction(now=NOW, by=ALICE) as db:
        await panels.reorder(db, event, [placed["Chloe"], placed["Anna"]])

    assert [(each.name, each.position) for each in await _panel(store)] == [
        ("Chloe", 0),
        ("Anna", 1),
        ("Bela", 2),
        ("Dan", 3),
    ]
