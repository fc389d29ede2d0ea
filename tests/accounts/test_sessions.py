"""Sessions: a token opens nothing after its time, after sign-out, or once it was exchanged; the database keeps none."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from events.accounts import organisers, sessions
from events.accounts.models import Account
from events.accounts.sessions import SignedIn
from events.storage import Store
from tests.stores import ALICE, NOW

SECOND = timedelta(seconds=1)


async def an_account(store: Store, mail: str = "bob@larkfield.example") -> Account:
    async with store.transaction(now=NOW, by=ALICE) as db:
        return await organisers.add(db, name="Bob", mail=mail, now=NOW)


async def begun(store: Store, account: Account, *, device: str = "A test", now=NOW) -> str:
    async with store.transaction(now=now, by=ALICE) as db:
        return await sessions.begin(db, account, now=now, device=device)


async def whose(store: Store, token: str, *, now=NOW) -> str | None:
    async with store.reading_at_desk() as db:
        found = await sessions.of(db, token, now=now)
    return found and found[0].name


async def test_a_token_opens_the_session_of_its_account_and_is_not_in_the_database(store: Store) -> None:
    token = await begun(store, await an_account(store))
    assert await whose(store, token) == "Bob"
    assert await whose(store, token[:-1]) is None
    async with store.whole() as db:
        assert token not in str([vars(each) for each in await db.scalars(select(SignedIn))])


@pytest.mark.parametrize(
    ("later", "opens"),
    [(sessions.IDLE - SECOND, True), (sessions.IDLE, False), (sessions.LONGEST, False)],
    ids=["used a fortnight ago but for a second", "a fortnight ago", "a quarter ago"],
)
async def test_a_session_that_nobody_uses_ends_of_itself(store: Store, later: timedelta, opens: bool) -> None:
    token = await begun(store, await an_account(store))
    assert (await whose(store, token, now=NOW + later) == "Bob") is opens


async def test_no_session_lasts_longer_than_a_quarter_however_much_it_is_used(store: Store) -> None:
    token, day = await begun(store, await an_account(store)), timedelta(days=1)
    for days in range(90):
        async with store.transaction(now=NOW + days * day, by=ALICE) as db:
            found = await sessions.of(db, token, now=NOW + days * day)
            assert found, days
            await sessions.note(db, found[1], now=NOW + days * day)
    assert await whose(store, token, now=NOW + 90 * day) is None


async def test_an_ended_session_is_over_and_the_others_are_not(store: Store) -> None:
    bob = await an_account(store)
    here, there = await begun(store, bob), await begun(store, bob, device="Elsewhere")
    async with store.transaction(now=NOW, by=ALICE) as db:
        found = await sessions.of(db, here, now=NOW)
        assert found
        assert await sessions.end(db, bob.id, found[1].id, now=NOW)
        assert not await sessions.end(db, bob.id, found[1].id, now=NOW)
        assert [each.device for each in await sessions.of_account(db, bob.id, now=NOW)] == ["Elsewhere"]
    assert (await whose(store, here), await whose(store, there)) == (None, "Bob")


async def test_nobody_ends_the_session_of_somebody_else(store: Store) -> None:
    bob, charlie = await an_account(store), await an_account(store, "charlie@larkfield.example")
    token = await begun(store, bob)
    async with store.transaction(now=NOW, by=ALICE) as db:
        found = await sessions.of(db, token, now=NOW)
        assert found
        assert not await sessions.end(db, charlie.id, found[1].id, now=NOW)
    assert await whose(store, token) == "Bob"


async def test_all_sessions_but_one_can_be_ended(store: Store) -> None:
    bob = await an_account(store)
    tokens = [await begun(store, bob) for _ in range(3)]
    async with store.transaction(now=NOW, by=ALICE) as db:
        found = await sessions.of(db, tokens[1], now=NOW)
        assert found
        assert await sessions.end_all(db, bob.id, but=found[1].id, now=NOW) == 2
    assert [await whose(store, each) for each in tokens] == [None, "Bob", None]


async def test_a_stale_token_is_exchanged_once_and_opens_nothing_after(store: Store) -> None:
    bob = await an_account(store)
    old = await begun(store, bob)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await sessions.turn_stale(db, bob.id)
    async with store.reading_at_desk() as db:
        found = await sessions.of(db, old, now=NOW)
        assert found
        assert found[1].stale
    async with store.transaction(now=NOW, by=ALICE) as db:
        new = await sessions.turn(db, found[1])
        again = await sessions.turn(db, found[1])
    assert new
    assert again is None
    assert (await whose(store, old), await whose(store, new)) == (None, "Bob")


async def test_a_session_that_is_over_still_tells_whose_words_these_are_and_opens_nothing(store: Store) -> None:
    bob = await an_account(store)
    lapsed, ended = await begun(store, bob), await begun(store, bob)
    async with store.transaction(now=NOW, by=ALICE) as db:
        found = await sessions.of(db, ended, now=NOW)
        assert found
        await sessions.end(db, bob.id, found[1].id, now=NOW)
    await begun(store, bob)  # signing in again keeps it
    assert await whose(store, ended) is None
    async with store.reading_at_desk() as db:
        day, late = timedelta(days=1), timedelta(days=2)
        told = [await sessions.whose_words(db, ended, now=NOW + each) for each in (day, late)]
        assert [each and each.name for each in told] == ["Bob", None]
        assert await sessions.whose_words(db, lapsed, now=NOW + late)
        assert await sessions.whose_words(db, "invented", now=NOW) is None


async def test_a_closed_account_is_signed_out_everywhere(store: Store) -> None:
    bob = await an_account(store)
    token = await begun(store, bob)
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Account, bob.id)).closed_at = NOW
    assert await whose(store, token) is None
