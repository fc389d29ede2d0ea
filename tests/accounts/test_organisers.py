"""Organisers: one account for one mail address, one role at each organisation, and always somebody who owns it."""

from collections.abc import Awaitable, Callable
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from events.accounts import organisers
from events.accounts.letters import Letterhead
from events.accounts.links import SignInLink
from events.accounts.models import Account, Membership, Role
from events.mail.messages import Sender
from events.mail.outbox import OutgoingMail
from events.people.models import Organisation
from events.settings import Settings
from events.storage import Store
from events.templating import environment
from tests.factories import an_organisation
from tests.sites import SETTINGS
from tests.stores import ALICE, NOW, WHERE, Save

HEAD = Letterhead(Sender.of(Settings.read(SETTINGS)), WHERE, environment(base=WHERE))
BOB, CHARLIE = "bob@larkfield.example", "charlie@larkfield.example"

House = Callable[[], Awaitable[tuple[Organisation, Account]]]


@pytest.fixture
def house(store: Store, save: Save) -> House:
    """An organisation, and Alice who owns it."""

    async def make() -> tuple[Organisation, Account]:
        organisation = an_organisation()
        await save(organisation)
        async with store.transaction(now=NOW, by=ALICE) as db:
            alice = await organisers.add(db, name="Alice", mail="alice@larkfield.example", now=NOW)
            await organisers.give_role(db, alice, organisation.id, Role.OWNER)
        return organisation, alice

    return make


async def invited(store: Store, organisation: Organisation, mail: str, role: Role, *, by: Account) -> Account:
    async with store.transaction(now=NOW, by=ALICE) as db:
        return await organisers.invite(db, organisation, mail, role, by=by, now=NOW, letterhead=HEAD)


async def roles(store: Store, organisation: Organisation) -> list[tuple[str, Role]]:
    async with store.whole() as db:
        return [(account.mail, role) for account, role in await organisers.members(db, organisation.id)]


async def test_a_mail_address_has_one_account_however_it_is_written(store: Store) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Bob", mail="Bob@Larkfield.example", now=NOW)
        await db.flush()
        with pytest.raises(organisers.AddressTaken):
            await organisers.add(db, name="Bob again", mail="bob@larkfield.EXAMPLE", now=NOW)


@pytest.mark.parametrize("other", ["bob@strasse.example", "bob@\u017ftraße.example", "bob\0@straße.example"])
async def test_letters_that_only_look_alike_are_another_address(store: Store, other: str) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        bob = await organisers.add(db, name="Bob", mail="bob@straße.example", now=NOW)
        await db.flush()
        assert await organisers.by_mail(db, other) is None
        assert await organisers.by_mail(db, "BOB@Straße.Example") is bob


async def test_a_new_role_takes_the_place_of_the_old(store: Store, save: Save) -> None:
    organisation = an_organisation()
    await save(organisation)
    async with store.transaction(now=NOW, by=ALICE) as db:
        bob = await organisers.add(db, name="Bob", mail=BOB, now=NOW)
        await organisers.give_role(db, bob, organisation.id, Role.VIEWER)
        await db.flush()
        await organisers.give_role(db, bob, organisation.id, Role.OWNER)
    async with store.whole() as db:
        assert list(await db.scalars(select(Membership.role))) == [Role.OWNER]


async def test_inviting_makes_an_account_gives_the_role_and_mails_a_link_for_a_week(store: Store, house: House) -> None:
    organisation, alice = await house()
    bob = await invited(store, organisation, "Bob@Larkfield.example", Role.EDITOR, by=alice)

    async with store.whole() as db:
        mail = (await db.scalars(select(OutgoingMail))).one()
        link = (await db.scalars(select(SignInLink))).one()
        assert await organisers.roles_of(db, bob) == {organisation.id: Role.EDITOR}
    text = message_from_bytes(mail.message, policy=policy.default).get_content()
    assert (mail.recipient, mail.subject, mail.secret) == (BOB, "Work with Larkfield Foundation", True)
    assert text.startswith("Alice has made you an editor at Larkfield Foundation in Launch Events.")
    assert (link.account_id, (link.expires_at - NOW).days, mail.give_up_at) == (bob.id, 7, link.expires_at)


async def test_inviting_somebody_known_changes_their_role_and_not_their_name(store: Store, house: House) -> None:
    organisation, alice = await house()
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Bob", mail=BOB, now=NOW)
    await invited(store, organisation, BOB, Role.VIEWER, by=alice)
    bob = await invited(store, organisation, BOB, Role.PRESS_OFFICER, by=alice)
    assert bob.name == "Bob"
    assert await roles(store, organisation) == [("alice@larkfield.example", Role.OWNER), (BOB, Role.PRESS_OFFICER)]


async def test_what_names_hold_stays_text_in_an_invitation(store: Store, house: House) -> None:
    organisation, alice = await house()
    organisation.name = "=?utf-8?q?a=0D=0ABcc:_x@evil.example?= {{ base }} <b>"
    await invited(store, organisation, BOB, Role.VIEWER, by=alice)
    async with store.whole() as db:
        mail = (await db.scalars(select(OutgoingMail))).one()
    message = message_from_bytes(mail.message, policy=policy.default)
    assert message["bcc"] is None
    assert "{{ base }} <b> in Launch Events" in message.get_content()


@pytest.mark.parametrize(
    "losing",
    [
        lambda db, house, owner: organisers.remove(db, house.id, owner.id),
        lambda db, house, owner: organisers.change_role(db, house.id, owner.id, Role.EDITOR),
        lambda db, house, owner: organisers.invite(
            db, house, owner.mail, Role.EDITOR, by=owner, now=NOW, letterhead=HEAD
        ),
    ],
    ids=["removed", "made an editor", "invited as an editor"],
)
async def test_the_last_owner_stays_the_owner(store: Store, house: House, losing) -> None:
    organisation, alice = await house()
    async with store.transaction(now=NOW, by=ALICE) as db:
        with pytest.raises(organisers.LastOwner):
            await losing(db, organisation, alice)
    assert await roles(store, organisation) == [("alice@larkfield.example", Role.OWNER)]

    await invited(store, organisation, BOB, Role.OWNER, by=alice)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await losing(db, organisation, alice)
    assert (BOB, Role.OWNER) in await roles(store, organisation)
    assert ("alice@larkfield.example", Role.OWNER) not in await roles(store, organisation)


async def test_an_owner_whose_account_is_closed_owns_nothing(store: Store, house: House) -> None:
    organisation, alice = await house()
    bob = await invited(store, organisation, BOB, Role.OWNER, by=alice)
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Account, bob.id)).closed_at = NOW
    async with store.transaction(now=NOW, by=ALICE) as db:
        with pytest.raises(organisers.LastOwner):
            await organisers.remove(db, organisation.id, alice.id)
        with pytest.raises(organisers.AddressTaken):
            await organisers.invite(db, organisation, BOB, Role.OWNER, by=alice, now=NOW, letterhead=HEAD)


async def test_who_has_no_role_has_none_to_lose(store: Store, house: House) -> None:
    organisation, _ = await house()
    async with store.transaction(now=NOW, by=ALICE) as db:
        charlie = await organisers.add(db, name="Charlie", mail=CHARLIE, now=NOW)
    async with store.transaction(now=NOW, by=ALICE) as db:
        with pytest.raises(organisers.NotAMember):
            await organisers.remove(db, organisation.id, charlie.id)
        with pytest.raises(organisers.NotAMember):
            await organisers.change_role(db, organisation.id, charlie.id, Role.OWNER)
