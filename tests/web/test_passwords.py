"""Signing in by password: it says no more to a stranger than to a friend, and not for long to somebody who guesses."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from events.accounts import organisers, passwords
from events.accounts.models import Account
from events.accounts.passwords import Password, TooEasy
from events.accounts.tries import Tries
from events.storage import Store
from tests.organisers import COOKIE, ON_ONE
from tests.sites import Clock, said
from tests.stores import ALICE, NOW

PASSWORD = "four words in a row"
BOB, CHARLIE = "bob@larkfield.example", "charlie@larkfield.example"


@pytest.fixture(scope="module")
async def kept() -> str:
    return await passwords.hashed(PASSWORD)


@pytest.fixture
async def known(store: Store, kept: str) -> list[Account]:
    """Bob and Charlie, with the same password."""
    async with store.transaction(now=NOW, by=ALICE) as db:
        accounts = [
            await organisers.add(db, name=mail.partition("@")[0], mail=mail, now=NOW) for mail in (BOB, CHARLIE)
        ]
        for each in accounts:
            await passwords.keep(db, each, kept, now=NOW)
    return accounts


async def tried(browser, mail: str, password: str, **headers: str):
    typed = {"mail": mail, "password": password, "next": "/office/people"}
    return await browser.post("/sign-in/password", data=typed, headers=headers)


async def test_the_right_password_signs_in(visitor, known):
    answer = await tried(visitor, "Bob@Larkfield.example", PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/office/people")
    assert (await visitor.get("/office/account")).status_code == 200


async def test_what_is_kept_is_argon2id_and_not_the_password(known, store):
    async with store.whole() as db:
        kept = list(await db.scalars(select(Password.hash)))
    assert all(each.startswith("$argon2id$") for each in kept)
    assert PASSWORD not in str(kept)


@ON_ONE
async def test_a_wrong_password_and_an_unknown_account_are_answered_alike(visitor, known):
    await visitor.get("/sign-in")
    wrong = await tried(visitor, BOB, "five words in a row")
    unknown = await tried(visitor, "rob@larkfield.example", "five words in a row")
    assert wrong.status_code == unknown.status_code == 422
    assert said(wrong.text) == said(unknown.text)
    assert "do not go together" in said(wrong.text)
    assert COOKIE not in visitor.cookies


@pytest.mark.parametrize(
    "mail", ["", f"{'bob' * 100}@larkfield.example", f"{BOB}\0", f"{BOB}\r\nBcc: eve@evil.example"]
)
async def test_what_is_no_mail_address_is_answered_as_an_unknown_one(visitor, known, mail):
    answer = await tried(visitor, mail, PASSWORD)
    assert answer.status_code == 422
    assert "do not go together" in said(answer.text)


@ON_ONE
async def test_who_has_no_password_is_not_let_in_by_any(visitor, store):
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Bob", mail=BOB, now=NOW)
    for password in ("", "nobody has this one", PASSWORD):
        assert (await tried(visitor, BOB, password)).status_code == 422


async def test_a_closed_account_is_not_let_in(visitor, known, store):
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Account, known[0].id)).closed_at = NOW
    assert (await tried(visitor, BOB, PASSWORD)).status_code == 422


async def test_a_hundred_tries_are_too_many_and_others_get_in_all_the_same(visitor, known, store, clock: Clock):
    answers = [await tried(visitor, BOB, f"guess number {number}") for number in range(100)]
    even_right = await tried(visitor, BOB, PASSWORD)
    other = await tried(visitor, CHARLIE, PASSWORD)
    clock.now = NOW + timedelta(minutes=15)
    later = await tried(visitor, BOB, PASSWORD)

    assert [answer.status_code for answer in answers] == [422] * 10 + [429] * 90
    assert even_right.status_code == 429
    assert 1 <= int(even_right.headers["retry-after"]) <= 900
    assert (other.status_code, later.status_code) == (303, 303)
    async with store.whole() as db:
        assert len(list(await db.scalars(select(Tries)))) <= 3  # what is over is not kept


@ON_ONE
async def test_getting_in_rightly_is_never_too_often(visitor, known):
    assert {(await tried(visitor, BOB, PASSWORD)).status_code for _ in range(12)} == {303}


@pytest.mark.parametrize("password", ["short", "x" * 201, "aaaaaaaaaaaaaaa", "bob@larkfield.ex", ""])
def test_a_password_that_would_be_guessed_is_refused(password):
    bob = Account(name="Bob", mail="bob@larkfield.example", added_at=NOW)
    with pytest.raises(TooEasy):
        passwords.require_fit(password, bob)
