"""Persons: how they are sorted, their posts, and what no reader gets to see of them."""

import pytest
from sqlalchemy import select

from events.people import persons, surnames
from events.people.models import Affiliation, Person, PrivateFacts
from events.storage import Store
from tests.factories import a_person, an_organisation
from tests.stores import ALICE, NOW, Save

SORTED = {
    "Jane Dudman": "Dudman, Jane",
    "Dr Ruth Adeyemi": "Adeyemi, Ruth",
    "Prof. Siân Llewellyn-Ferreira": "Llewellyn-Ferreira, Siân",
    "Jan van der Berg": "van der Berg, Jan",
    "Ruth Adeyemi, OBE": "Adeyemi, Ruth",
    "Ada Quill OBE": "Quill, Ada",
    "Prof. Ada Quill PhD FRS": "Quill, Ada",
    "Sammy Davis Jr.": "Davis, Sammy",
    "María de la Cruz": "de la Cruz, María",
    "de la Cruz": "de la Cruz",
    "Idris ibn Yusuf al Amin": "al Amin, Idris ibn Yusuf",
    "JK Marsh": "Marsh, JK",
    "Councillor Winifred Oduya-Marsh": "Oduya-Marsh, Winifred",
    "MAO Xinyu": "MAO Xinyu",
    "毛新宇": "毛新宇",
    "Nguyễn Văn An": "Nguyễn Văn An",
    "Dr Trần Thu Hà": "Trần Thu Hà",
    "毛 新宇": "毛 新宇",
    "Bono": "Bono",
    "Sir": "Sir",
}


@pytest.mark.parametrize(("name", "expected"), SORTED.items(), ids=SORTED)
def test_how_a_name_is_sorted_is_guessed(name: str, expected: str) -> None:
    assert surnames.sort_name(name) == expected


async def test_titles_are_no_part_of_an_address_and_a_given_sort_name_is_kept(store: Store) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        ruth = await persons.add(db, Person(name="Dr Ruth Adeyemi"))
        mao = await persons.add(db, Person(name="Mao Xinyu", sort_name="Mao Xinyu"))

    assert (ruth.slug, ruth.sort_name) == ("ruth-adeyemi", "Adeyemi, Ruth")
    assert mao.sort_name == "Mao Xinyu"


async def test_posts_keep_the_order_in_which_they_were_added_and_may_have_no_role(store: Store, save: Save) -> None:
    ruth, larkfield, wexcombe = a_person(), an_organisation(), an_organisation("University of Wexcombe")
    await save(ruth, larkfield, wexcombe)

    async with store.transaction(now=NOW, by=ALICE) as db:
        await persons.affiliate(db, ruth, wexcombe, "Visiting Professor")
        await persons.affiliate(db, ruth, larkfield)

    async with store.whole() as db:
        posts = await db.scalars(select(Affiliation).order_by(Affiliation.position))
        assert [(each.organisation_id, each.role) for each in posts] == [
            (wexcombe.id, "Visiting Professor"),
            (larkfield.id, None),
        ]


async def test_private_facts_take_the_place_of_what_was_known_before(store: Store, save: Save) -> None:
    ruth = a_person()
    await save(ruth)

    for mail in ("ruth@larkfield.example", "adeyemi@larkfield.example"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await persons.keep_private(db, PrivateFacts(person_id=ruth.id, mail=mail))

    async with store.whole() as db:
        assert (await db.scalars(select(PrivateFacts.mail))).all() == ["adeyemi@larkfield.example"]
