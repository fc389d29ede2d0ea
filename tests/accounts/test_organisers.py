"""Organisers: one account for one mail address, one role at each organisation."""

import pytest
from sqlalchemy import select

from events.accounts import organisers
from events.accounts.models import Membership, Role
from events.storage import Store
from tests.factories import an_organisation
from tests.stores import ALICE, NOW, Save


async def test_a_mail_address_has_one_account_however_it_is_written(store: Store) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Bob", mail="Bob@Larkfield.example", now=NOW)
        await db.flush()
        with pytest.raises(organisers.AddressTaken):
            await organisers.add(db, name="Bob again", mail="bob@larkfield.EXAMPLE", now=NOW)


async def test_a_new_role_takes_the_place_of_the_old(store: Store, save: Save) -> None:
    organisation = an_organisation()
    await save(organisation)
    async with store.transaction(now=NOW, by=ALICE) as db:
        bob = await organisers.add(db, name="Bob", mail="bob@larkfield.example", now=NOW)
        await organisers.give_role(db, bob, organisation.id, Role.VIEWER)
        await db.flush()
        await organisers.give_role(db, bob, organisation.id, Role.OWNER)
    async with store.whole() as db:
        assert list(await db.scalars(select(Membership.role))) == [Role.OWNER]
