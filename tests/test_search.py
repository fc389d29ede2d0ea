"""Finding: alike on both databases, accents and hyphens handled alike, nothing that may not be seen."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, select

from events import search, text
from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme.models import Publication, Topic
from events.programme.occasions import Event, SpeakerState
from events.storage import Store
from events.visibility import ANYONE, visible
from tests.factories import (
    a_launch,
    a_person,
    a_post,
    a_publication,
    a_release,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.stores import ALICE, NOW, Save

KINDS: dict[str, Any] = {
    "events": Event,
    "organisations": Organisation,
    "persons": Person,
    "publications": Publication,
    "releases": Release,
    "topics": Topic,
}

# What is written, what is asked, and whether the one finds the other.
SPELLINGS = [
    ("Co-production pays", "co-production", True),
    ("Co-production pays", "coproduction", True),
    ("Co-production pays", "co production", True),
    ("Coproduction pays", "co-production", True),
    ("Co production pays", "co-production", True),
    ("Co\u2011production pays", "CO-PRODUCTION", True),
    ("Café society", "cafe", True),
    ("Cafe society", "CAFÉ", True),
    ("Ålesund straße", "alesund strasse", True),
    ("Łódź øre", "lodz ore", True),
    ("Public services", "serv", True),
    ("Public services", "ices", False),
    ("Public services", "public report", False),
    ("Number 2 of 3, £2.50", "2.50", True),
    ("The people’s panel", "people", True),
    ("Services", "", False),
    ("Services", "- ' \" * : ( ) & | !", False),
    ("Services AND", "services OR nothing", False),
    ("日本語の報告", "日本語", True),
]


@pytest.mark.parametrize(("written", "asked", "found"), SPELLINGS)
async def test_spellings_find_each_other(store: Store, save: Save, written: str, asked: str, found: bool) -> None:
    lead = an_organisation("x")
    launch = a_launch(lead)
    await save(lead, launch, an_event(launch, written, slug="x"))
    assert [kind for kind, _ in (await _find(store, asked)).hits] == ["events"] * found


async def test_a_title_comes_before_a_mention_and_later_before_earlier(store: Store, save: Save) -> None:
    lead = an_organisation("Lead")
    launch = a_launch(lead)
    mention = an_event(launch, "First", standfirst="On waiting.")
    old, new = an_event(launch, "Waiting", slug="old"), an_event(launch, "Waiting again", slug="new")
    old.day = old.day and old.day - timedelta(days=400)
    old.settle()
    await save(lead, launch, mention, old, new)
    assert [row_id for _, row_id in (await _find(store, "waiting")).hits] == [new.id, old.id, mention.id]


async def test_what_is_under_embargo_is_neither_found_nor_counted(store: Store, save: Save) -> None:
    lead, embargo = an_organisation("Lead"), an_embargo(NOW + timedelta(days=1))
    launch = a_launch(lead)
    hidden = [a_publication(launch, "Zebra", embargo_id=embargo.id), *a_release(launch, "Zebra", embargo_id=embargo.id)]
    await save(lead, embargo, launch, hidden)
    assert (await _find(store, "zebra")).count == 0
    assert (await _find(store, "zebra", at=NOW + timedelta(days=1))).count == 2


async def test_a_speaker_merely_invited_is_not_found_by_the_event(store: Store, save: Save) -> None:
    lead, person = an_organisation("Lead"), a_person("Zora Quill")
    launch = a_launch(lead)
    event = an_event(launch)
    speaker = a_speaker(event, person, state=SpeakerState.INVITED)
    await save(lead, person, launch, event, speaker)
    assert (await _find(store, "zora")).count == 0


async def test_a_renamed_thing_is_found_by_its_new_name_only(store: Store, save: Save) -> None:
    lead = an_organisation("Larkfield", published_at=NOW)
    await save(lead)
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Organisation, lead.id)).name = "Merrow"
    assert [(await _find(store, asked)).count for asked in ("larkfield", "merrow")] == [0, 1]


async def test_who_works_at_a_renamed_house_is_found_by_its_new_name_only(store: Store, save: Save) -> None:
    house, person = an_organisation("Larkfield"), a_person(published_at=NOW)
    await save(house, person, a_post(person, house))
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Organisation, house.id)).name = "Merrow"
    assert [(await _find(store, asked)).count for asked in ("larkfield", "merrow")] == [0, 1]


async def test_pages_of_results_do_not_overlap(store: Store, save: Save) -> None:
    topics = [Topic(slug=f"t{number}", name=f"Waiting {number}", published_at=NOW) for number in range(7)]
    await save(topics)
    pages = [(await _find(store, "waiting", limit=3, offset=offset)).hits for offset in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert len({hit for page in pages for hit in page}) == 7


async def test_of_more_than_are_counted_those_in_whose_title_it_is_come_first_and_the_list_ends(
    store: Store, save: Save
) -> None:
    titled = [_a_topic(f"Waiting {number}") for number in range(3)]
    newest = [_a_topic(f"Changed last {number}") for number in range(3)]
    await save([*titled, *(_a_topic(f"Topic {number}") for number in range(search.MOST - 3))])
    before = await _find(store, "waiting", limit=3)
    await save(newest)
    first = await _find(store, "waiting", limit=3)
    pages = [(await _find(store, "waiting", limit=400, offset=offset)).hits for offset in (0, 400, 800, 1_200)]
    listed = {row_id for page in pages for _, row_id in page}

    assert (before.count, before.goes_on) == (search.MOST, False)
    assert (first.count, first.goes_on) == (search.MOST, True)
    assert {row_id for _, row_id in first.hits} == {each.id for each in titled}
    assert [len(page) for page in pages] == [400, 400, 200, 0]
    assert len(listed) == search.MOST
    assert {each.id for each in newest} <= listed


async def test_what_may_not_be_seen_takes_no_place_among_those_that_are_counted(store: Store, save: Save) -> None:
    seen = Topic(slug="seen", name="Quill", description="On waiting.", published_at=NOW)
    await save(seen)
    await save([Topic(slug=f"t{number}", name=f"Waiting {number}") for number in range(search.MOST + 5)])
    found = await _find(store, "waiting")
    assert [row_id for _, row_id in found.hits] == [seen.id]
    assert (found.count, found.goes_on) == (1, False)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(max_size=80) | st.text("\"'*:()&|!-\\%_; \t\0", max_size=40))
async def test_no_question_breaks_the_search(store: Store, asked: str) -> None:
    await _find(store, asked)


@given(st.text(st.sampled_from("abZ09_-'’ .,;\n\t\x1cß\u0301é²٠中\u2010")))
def test_a_text_has_the_same_words_whatever_stands_beside_it(said: str) -> None:
    assert text.words(f"{said} ’") == text.words(f"{said} -") == text.words(said)


def _a_topic(name: str) -> Topic:
    return a_topic(name, description="On waiting.", published_at=NOW)


async def _find(store: Store, asked: str, *, at: Any = NOW, limit: int = 10, offset: int = 0) -> search.Found:
    async with store.reading() as db:
        among: dict[str, Select[Any]] = {
            name: select(kind.id).where(visible(kind, ANYONE, at)) for name, kind in KINDS.items()
        }
        return await search.find(db, asked, among=among, limit=limit, offset=offset)
