"""Organisations: their address, what they say of themselves, whom the press may ring."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from events.people import organisations
from events.people.models import Boilerplate, Organisation, PressContact
from events.storage import Store
from tests.factories import an_organisation
from tests.stores import ALICE, NOW, Save


async def test_an_address_is_made_from_what_an_organisation_is_called_and_given_once(store: Store) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        first = await organisations.add(db, Organisation(name="new economics foundation", short_name="nef"))
        second = await organisations.add(db, Organisation(name="National Energy Forum", short_name="NEF"))

    assert (first.slug, second.slug) == ("nef", "nef-2")


async def test_a_new_boilerplate_is_a_new_version_and_equal_words_are_none(store: Store, save: Save) -> None:
    larkfield = an_organisation()
    await save(larkfield)

    async with store.transaction(now=NOW, by=ALICE) as db:
        for text in ("We give.", "We give and learn.", "We give and learn."):
            await organisations.add_boilerplate(db, larkfield, text)
        await organisations.add_boilerplate(db, larkfield, "Rydym yn rhoi.", language="cy")

    async with store.whole() as db:
        kept = await db.scalars(select(Boilerplate).order_by(Boilerplate.language.desc(), Boilerplate.version))
        assert [(each.language, each.version, each.text) for each in kept] == [
            ("en-GB", 1, "We give."),
            ("en-GB", 2, "We give and learn."),
            ("cy", 1, "Rydym yn rhoi."),
        ]


async def test_a_boilerplate_is_never_overwritten(store: Store, save: Save) -> None:
    larkfield = an_organisation()
    await save(larkfield)
    async with store.transaction(now=NOW, by=ALICE) as db:
        boilerplate = await organisations.add_boilerplate(db, larkfield, "We give.")

    with pytest.raises(IntegrityError, match="never overwritten"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            (await db.get_one(Boilerplate, boilerplate.id)).text = "We take."


async def test_press_contacts_are_named_in_the_order_in_which_they_came(store: Store, save: Save) -> None:
    larkfield = an_organisation()
    await save(larkfield)

    async with store.transaction(now=NOW, by=ALICE) as db:
        for name in ("Joanna Whitlock", "Press team"):
            contact = PressContact(organisation_id=larkfield.id, name=name, mail="press@larkfield.example")
            await organisations.add_press_contact(db, contact)

    async with store.whole() as db:
        names = await db.scalars(select(PressContact.name).order_by(PressContact.position))
        assert names.all() == ["Joanna Whitlock", "Press team"]


async def test_a_press_contact_can_be_reached(store: Store, save: Save) -> None:
    larkfield = an_organisation()
    await save(larkfield)

    with pytest.raises(organisations.Unreachable, match="telephone number or a mail address"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await organisations.add_press_contact(db, PressContact(organisation_id=larkfield.id, name="Nobody"))
