"""One's own account: what is changed there, by whom, and how lately they must have signed in."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from events import addresses
from events.accounts import organisers, sessions
from events.accounts.models import Account, Activity
from events.accounts.passwords import Password
from events.accounts.sessions import SignedIn
from events.mail.outbox import OutgoingMail
from events.storage import Store
from events.web.routes import ROUTES
from tests.organisers import COOKIE, ON_ONE, Office
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, WHERE

PASSWORD = "four words in a row"
OWN = "/office/account"


async def the_account(store: Store) -> Account:
    async with store.whole() as db:
        return (await db.scalars(select(Account).order_by(Account.added_at).limit(1))).one()


async def mailed(store: Store) -> list[tuple[str, str]]:
    async with store.whole() as db:
        rows = list(await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number)))
    return [(row.recipient, message_from_bytes(row.message, policy=policy.default).get_content()) for row in rows]


@ON_ONE
async def test_a_stranger_is_shown_in_first(visitor):
    answer = await visitor.get(OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Foffice%2Faccount")


async def test_a_name_is_changed_and_an_empty_one_refused(office: Office, store: Store):
    alice = await office()
    assert (await alice.post(OWN, data={"name": "  "})).status_code == 422
    done = await alice.post(OWN, data={"name": "Alice Ashdown"})
    assert done.status_code == 303
    assert "Your name is changed." in said((await alice.get(done.headers["location"])).text)
    assert (await the_account(store)).name == "Alice Ashdown"


@pytest.mark.parametrize("unsendable", ["bücher@larkfield.example", "bob@straße.example", f"bob@{'ü.' * 100}example"])
async def test_a_mail_address_to_which_nothing_can_be_sent_is_a_mistake_in_the_form(office, store, unsendable):
    alice = await office()
    refused = await alice.post(f"{OWN}/mail", data={"mail": unsendable})
    assert refused.status_code == 422
    assert unsendable in said(refused.text)
    assert await mailed(store) == []


async def test_a_new_mail_address_counts_once_its_link_was_followed_and_the_old_one_is_told(office, store, visitor):
    alice = await office()
    old = (await the_account(store)).mail
    await alice.post(f"{OWN}/mail", data={"mail": "New@Larkfield.example"})
    assert (await the_account(store)).mail == old
    ((recipient, text),) = await mailed(store)
    link = re.findall(r"https://\S+", text)[0].removeprefix(WHERE.base)
    for _ in range(2):  # by whose address this may be, if it was mistyped
        stranger = await visitor.get(link), await visitor.post(link)
        assert [each.status_code for each in stranger] == [403, 403]
        assert "Sign in as before first, then open it again" in said(stranger[1].text)
        assert (await the_account(store)).mail == old
    shown = await alice.get(link)
    await alice.post(link)

    assert recipient == "new@larkfield.example"
    assert "From now on new@larkfield.example" in said(shown.text)
    assert (await the_account(store)).mail == "new@larkfield.example"
    told, words = (await mailed(store))[1]
    assert told == old
    assert "was changed to new@larkfield.example" in words


async def test_that_an_address_is_somebody_elses_is_told_there_and_nowhere_else(office: Office, store: Store):
    alice = await office()
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Bob", mail="bob@larkfield.example", now=NOW + timedelta(seconds=1))
    taken = await alice.post(f"{OWN}/mail", data={"mail": "BOB@larkfield.example"})
    free = await alice.post(f"{OWN}/mail", data={"mail": "nobody@larkfield.example"})

    assert (taken.status_code, taken.headers["location"]) == (free.status_code, free.headers["location"])
    (recipient, words), (_, link) = await mailed(store)
    assert recipient == "bob@larkfield.example"
    assert "It is yours already" in words
    assert f"{addresses.SIGN_IN}/" not in words
    assert f"{addresses.SIGN_IN}/" in link


async def test_an_address_that_was_taken_meanwhile_is_not_taken_over(office: Office, store: Store):
    alice = await office()
    await alice.post(f"{OWN}/mail", data={"mail": "bob@larkfield.example"})
    ((_, text),) = await mailed(store)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await organisers.add(db, name="Bob", mail="bob@larkfield.example", now=NOW + timedelta(seconds=1))
    link = re.findall(r"https://\S+", text)[0].removeprefix(WHERE.base)
    assert (await alice.post(link)).status_code == 404


async def test_a_password_is_set_and_signs_out_the_others(office: Office, store: Store):
    alice = await office()
    account = await the_account(store)
    async with store.transaction(now=NOW, by=ALICE) as db:
        other = await sessions.begin(db, account, now=NOW, device="Elsewhere")

    easy = await alice.post(f"{OWN}/password", data={"password": "aaaaaaaaaaaaaaa"})
    done = await alice.post(f"{OWN}/password", data={"password": PASSWORD})

    assert (easy.status_code, done.status_code) == (422, 303)
    assert "easy to guess" in said(easy.text)
    assert "aaaaaaaaaaaaaaa" not in easy.text
    async with store.reading_at_desk() as db:
        assert await db.get(Password, account.id)
        assert await sessions.of(db, other, now=NOW) is None
    assert (await alice.get(OWN)).status_code == 200
    await alice.post(f"{OWN}/password/removal")
    async with store.reading_at_desk() as db:
        assert await db.get(Password, account.id) is None


async def test_how_one_signs_in_is_changed_only_shortly_after_signing_in(office: Office, store: Store, clock: Clock):
    alice = await office()
    clock.now = NOW + sessions.FRESH
    for path in ("mail", "password", "password/removal", "passkeys"):
        answer = await alice.post(f"{OWN}/{path}", data={"password": PASSWORD, "mail": "new@larkfield.example"})
        assert answer.headers["location"] == "/sign-in?next=%2Foffice%2Faccount&again=yes", path
    assert "Sign in again" in said((await alice.get(OWN)).text)
    assert (await alice.get("/sign-in?again=yes")).status_code == 200
    assert await mailed(store) == []


async def test_sessions_are_listed_and_ended_one_or_all_others(office: Office, store: Store):
    alice = await office()
    account = await the_account(store)
    async with store.transaction(now=NOW, by=ALICE) as db:
        tokens = [await sessions.begin(db, account, now=NOW, device=f"Device {number}") for number in range(3)]
        await db.flush()
        first = await sessions.of(db, tokens[0], now=NOW)
        assert first

    shown = said((await alice.get(OWN)).text)
    await alice.post(f"{OWN}/sessions/{first[1].id}/end")
    again = await alice.post(f"{OWN}/sessions/{first[1].id}/end")
    left = said((await alice.get(OWN)).text)
    await alice.post(f"{OWN}/sessions/end")
    alone = said((await alice.get(OWN)).text)

    assert [f"Device {number}" in shown for number in range(3)] == [True] * 3
    assert again.status_code == 404
    assert [f"Device {number}" in left for number in range(3)] == [False, True, True]
    assert "Device" not in alone
    assert "This browser" in alone


async def test_nobody_ends_the_session_of_another(office: Office, store: Store):
    alice, bob = await office(), await office(name="Bob")
    async with store.whole() as db:
        bobs = (await db.scalars(select(SignedIn.id).join(Account).where(Account.name == "Bob"))).one()
    assert (await alice.post(f"{OWN}/sessions/{bobs}/end")).status_code == 404
    assert (await bob.get(OWN)).status_code == 200


async def test_the_log_says_that_an_account_changed_and_repeats_no_address(office: Office, store: Store):
    alice = await office()
    await alice.post(OWN, data={"name": "Alice Ashdown"})
    async with store.whole() as db:
        changed = select(Activity).where(Activity.kind == "accounts", Activity.did == "changed")
        logged = (await db.scalars(changed)).one()
    assert logged.after == {"name": None}


FROM_ELSEWHERE = {"sec-fetch-site": "cross-site"}
MINE = [route for route in ROUTES if route.path.startswith(("/sign-in", OWN))]


@ON_ONE
@pytest.mark.parametrize("route", [each for each in MINE if "POST" in (each.methods or ())], ids=lambda each: each.path)
async def test_no_form_from_another_site_acts(office: Office, store: Store, route):
    alice = await office()
    path = route.path.replace("{token}", "x").replace("{id:uuid}", str((await the_account(store)).id))
    assert (await alice.post(path, headers=FROM_ELSEWHERE)).status_code == 403
    assert (await alice.get(OWN)).status_code == 200


@ON_ONE
@pytest.mark.parametrize("route", [each for each in MINE if "GET" in (each.methods or ())], ids=lambda each: each.path)
async def test_looking_changes_nothing(office: Office, store: Store, route):
    alice = await office()
    before = await _everything(store)
    for method in ("GET", "HEAD", "OPTIONS"):
        await alice.request(method, route.path.replace("{token}", "x"))
    assert await _everything(store) == before


async def _everything(store: Store) -> list[str]:
    async with store.whole() as db:
        rows = [row for kind in (Account, SignedIn, OutgoingMail, Activity) for row in await db.scalars(select(kind))]
    return [str({name: value for name, value in vars(row).items() if name != "_sa_instance_state"}) for row in rows]


@ON_ONE
async def test_no_token_is_in_a_page(office: Office):
    alice = await office()
    assert alice.cookies[COOKIE] not in (await alice.get(OWN)).text
