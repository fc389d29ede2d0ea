"""The links that an operator gets: for the first owner until one has come, and for one who lost access."""

import asyncio

import pytest
from sqlalchemy import select

from events import consequences
from events.accounts import links, operators, organisers, sessions
from events.accounts.models import Account, Membership, Role
from events.people.models import Organisation
from events.settings import Settings
from events.storage import Store
from tests.factories import an_organisation
from tests.sites import SETTINGS
from tests.stores import ALICE, NOW, WHERE, Save

MAIL = "robin@larkfield.example"
FOLLOW = consequences.following(WHERE)


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings.read(SETTINGS | {"EVENTS_DATABASE_URL": database_url})


async def whose(store: Store, link: str | None) -> str | None:
    assert link is not None
    assert link.startswith(f"{WHERE.base}/sign-in/")
    async with store.whole() as db:
        found = (await db.scalars(select(links.SignInLink).order_by(links.SignInLink.made_at.desc()))).first()
        assert found
        return (await db.get_one(Account, found.account_id)).mail if found.account_id else None


def in_thread(work, *arguments):
    """Operators' commands run without a loop."""

    return asyncio.to_thread(work, *arguments)


async def test_there_is_a_link_for_the_first_owner_until_an_owner_has_come(store: Store, save: Save, settings) -> None:
    house = an_organisation()
    await save(house)
    assert await whose(store, await in_thread(operators.first_link, settings)) is None

    async with store.transaction(now=NOW, by=ALICE) as db:
        robin = await organisers.add(db, name="Robin", mail=MAIL, now=NOW)
        await organisers.give_role(db, robin, house.id, Role.OWNER)
    assert await whose(store, await in_thread(operators.first_link, settings)) == MAIL

    async with store.transaction(now=NOW, by=ALICE) as db:
        await sessions.begin(db, robin, now=NOW, device="A test")
    assert await in_thread(operators.first_link, settings) is None


async def test_an_operator_lets_an_account_in(store: Store, settings) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Robin", mail=MAIL, now=NOW)
    link = await in_thread(operators.link, settings, "Robin@larkfield.example", None, FOLLOW)
    assert await whose(store, link) == MAIL


async def test_an_operator_makes_an_owner(store: Store, save: Save, settings) -> None:
    keeper = an_organisation("Merrow Trust")
    await save(keeper, an_organisation(kept_by_id=keeper.id))
    await in_thread(operators.link, settings, MAIL, "larkfield-foundation", FOLLOW)
    async with store.whole() as db:
        assert list(await db.scalars(select(Membership.role))) == [Role.OWNER]
        assert list(await db.scalars(select(Organisation.kept_by_id))) == [None, None]


@pytest.mark.parametrize(
    ("mail", "organisation", "sentence"),
    [
        ("nobody@larkfield.example", None, "No account has the address nobody@larkfield.example; these are owners: ro"),
        (MAIL, "larkfeld", "There is no organisation at /organisations/larkfeld."),
        ("robin", None, "robin is not a mail address"),
    ],
    ids=["unknown", "no such organisation", "no address"],
)
async def test_an_operator_is_told_what_cannot_be(store, save, settings, mail, organisation, sentence) -> None:
    await save(an_organisation())
    await in_thread(operators.link, settings, MAIL, "larkfield-foundation", FOLLOW)
    with pytest.raises(operators.CannotLetIn, match=sentence):
        await in_thread(operators.link, settings, mail, organisation, FOLLOW)
