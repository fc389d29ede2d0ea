"""The outbox: written with what made it true; each mail claimed once, in order, as long as it is worth it."""

import asyncio
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from events.mail import outbox
from events.mail.outbox import BACK_OFF, CLAIM, PATIENCE, OutgoingMail, State
from events.storage import Store
from tests.factories import a_mail
from tests.stores import ALICE, NOW

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def test_a_later_mail_replaces_one_that_nobody_has_claimed(store: Store) -> None:
    assert await _queued(store, a_mail("1", replaces="listing"), a_mail("2", replaces="listing")) == ["2"]


async def test_a_later_mail_replaces_one_of_the_same_transaction(store: Store) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        for each in ("1", "2"):
            await outbox.queue(db, a_mail(each, replaces="listing"))
    assert await _queued(store) == ["2"]


@pytest.mark.parametrize("fate", ["claimed_at", "sent_at", "failed_at"])
async def test_what_is_out_of_our_hands_and_another_stream_are_left_alone(store: Store, fate: str) -> None:
    gone = a_mail("1", replaces="listing", **{fate: NOW})
    elsewhere = a_mail("2", replaces="listing", stream="tomasz/launch")
    assert await _queued(store, gone, elsewhere, a_mail("3", replaces="listing")) == ["1", "2", "3"]


async def test_a_mail_is_queued_only_if_its_transaction_commits(store: Store) -> None:
    try:
        async with store.transaction(now=NOW, by=ALICE) as db:
            await outbox.queue(db, a_mail("1"))
            raise KeyError
    except KeyError:
        assert await _queued(store) == []


async def test_many_claim_and_each_mail_is_claimed_once(database_url: str, store: Store) -> None:
    names = [f"{number:02}" for number in range(24)]
    await _queued(store, *(a_mail(name, stream=name) for name in names))
    others = [Store(database_url, follow=store._follow) for _ in range(3)]

    async def claim_all(store: Store) -> list[str]:
        claimed = []
        while mail := await _claim(store):
            claimed.append(mail.message_id)
        return claimed

    claims = await asyncio.gather(*(claim_all(each) for each in (store, *others)))
    for each in others:
        await each.close()
    assert sorted(chain.from_iterable(claims)) == names


async def test_mails_are_claimed_in_the_order_in_which_they_were_queued(store: Store) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        for each in "5132":
            await outbox.queue(db, a_mail(each, stream=each))
    assert [await _claimed(store) for _ in range(5)] == ["5", "1", "3", "2", None]


async def test_a_mail_waits_for_the_earlier_ones_of_its_stream(store: Store) -> None:
    await _queued(store, a_mail("1"), a_mail("2"), a_mail("3", stream="tomasz/launch"))
    first = await _claim(store)
    assert first
    assert [await _claimed(store), await _claimed(store)] == ["3", None]

    await _done(store, outbox.put_off, first, "Busy", NOW)
    assert await _claimed(store, NOW + MINUTE - SECOND) is None

    again = await _claim(store, NOW + MINUTE)
    assert again
    assert again.message_id == "1"
    async with store.transaction(now=NOW, by=ALICE) as db:
        await outbox.sent(db, again, NOW + MINUTE)
    assert await _claimed(store, NOW + MINUTE) == "2"


async def test_a_mail_that_failed_holds_up_nobody(store: Store) -> None:
    await _queued(store, a_mail("1"), a_mail("2"))
    first = await _claim(store)
    assert first
    await _done(store, outbox.fail, first, "No such mailbox", NOW)

    assert await _claimed(store) == "2"


async def test_a_mail_waits_until_its_time_though_a_later_one_is_due(store: Store) -> None:
    await _queued(store, a_mail("1", not_before=NOW + MINUTE), a_mail("2", stream="tomasz/launch"))

    assert [await _claimed(store), await _claimed(store)] == ["2", None]
    assert await _claimed(store, NOW + MINUTE) == "1"


async def test_pauses_grow_and_end_after_five_days(store: Store) -> None:
    await _queued(store, a_mail("1"))
    now, pauses = NOW, []
    while mail := await _claim(store, now):
        await _done(store, outbox.put_off, mail, "Busy", now)
        waits = await _row(store)
        pauses.append(waits.not_before - now)
        now = waits.not_before

    assert pauses[:6] == [*BACK_OFF, BACK_OFF[-1]]
    assert set(pauses[6:-1]) == {BACK_OFF[-1]}
    mail = await _row(store)
    assert (mail.state(sending=True), mail.last_error) == (State.FAILED, "Busy")
    assert NOW + PATIENCE - BACK_OFF[-1] <= now < NOW + PATIENCE


async def test_a_claim_that_nobody_ends_is_void_after_ten_minutes(store: Store) -> None:
    await _queued(store, a_mail("1"))
    dead = await _claim(store)
    assert dead
    assert await _claimed(store, NOW + CLAIM - SECOND) is None

    heir = await _claim(store, NOW + CLAIM)
    assert heir
    assert (heir.id, heir.tries, heir.message) == (dead.id, 2, dead.message)
    # What the first, being only slow, has to say now is of no more interest, unless it is that the mail went out.
    await _done(store, outbox.fail, dead, "Too slow", NOW + CLAIM)
    assert (await _row(store)).state(sending=True) == State.WAITING
    async with store.transaction(now=NOW, by=ALICE) as db:
        await outbox.sent(db, dead, NOW + CLAIM)
    assert (await _row(store)).state(sending=True) == State.SENT


async def test_a_mail_past_its_time_fails_and_lets_the_next_one_pass(store: Store) -> None:
    await _queued(store, a_mail("1", give_up_at=NOW + MINUTE), a_mail("2"))

    async with store.whole() as db:
        assert await outbox.is_due(db, NOW + MINUTE)
    assert await _claimed(store, NOW + MINUTE) == "2"
    late = await _row(store, "1")
    assert (late.state(sending=True), late.last_error) == (State.FAILED, "There was no time left to send it in.")


async def test_nothing_is_due_once_all_is_sent_failed_or_claimed(store: Store) -> None:
    await _queued(store, a_mail("1", sent_at=NOW), a_mail("2", failed_at=NOW), a_mail("3"))
    async with store.whole() as db:
        assert await outbox.is_due(db, NOW)
    assert await _claimed(store) == "3"
    async with store.whole() as db:
        assert not await outbox.is_due(db, NOW)


async def test_a_personal_link_is_not_kept_once_it_is_sent(store: Store) -> None:
    await _queued(store, a_mail("1", secret=True), a_mail("2"))
    while mail := await _claim(store):
        async with store.transaction(now=NOW, by=ALICE) as db:
            await outbox.sent(db, mail, NOW)

    assert (await _row(store, "1")).message == b""
    assert (await _row(store, "2")).message == b"Subject: x\r\n\r\n"


async def test_the_office_sends_again_what_failed_and_nothing_else(store: Store) -> None:
    rows = a_mail("1", failed_at=NOW, tries=20), a_mail("2", sent_at=NOW), a_mail("3", claimed_at=NOW)
    await _queued(store, *rows)
    later = NOW + PATIENCE * 2
    moment = {"1": later, "2": later, "3": NOW + MINUTE}

    async with store.transaction(now=later, by=ALICE) as db:
        assert [await outbox.retry(db, each.id, moment[each.message_id]) for each in rows] == [True, False, False]

    again = await _row(store, "1")
    assert (again.state(sending=True), again.tries, again.give_up_at) == (State.WAITING, 0, later + PATIENCE)


async def test_the_office_sees_its_own_mail_the_latest_first_and_what_became_of_each(store: Store) -> None:
    ours: Any = {"organisation_id": uuid4()}
    rows = a_mail("1", **ours), a_mail("2", failed_at=NOW, **ours), a_mail("3", sent_at=NOW, **ours)
    await _queued(store, *rows, a_mail("4", stream="tomasz/launch", **ours), a_mail("5"))
    async with store.reading_at_desk() as db:
        mails = await outbox.kept(db, [ours["organisation_id"]], sending=True, limit=3)
        failed = await outbox.kept(db, [ours["organisation_id"]], sending=True, state=State.FAILED, limit=3)
        counts = await outbox.counts(db, [ours["organisation_id"]], sending=False)

    assert [each.message_id for each in failed] == ["2"]
    assert counts == {State.KEPT: 2, State.FAILED: 1, State.SENT: 1}

    assert [(each.message_id, each.state(sending=True)) for each in mails] == [
        ("4", State.WAITING),
        ("3", State.SENT),
        ("2", State.FAILED),
    ]
    assert mails[0].state(sending=False) == State.KEPT


async def test_a_reason_of_any_kind_can_be_kept(store: Store) -> None:
    await _queued(store, a_mail("1"))
    mail = await _claim(store)
    assert mail
    await _done(store, outbox.fail, mail, "550\r\n\x00No\u2028such " + "mailbox " * 200, NOW)

    kept = (await _row(store)).last_error
    assert kept
    assert kept.startswith("550 No such mailbox")
    assert len(kept) == 500


async def _queued(store: Store, *mails: OutgoingMail) -> list[str]:
    for mail in mails:
        async with store.transaction(now=NOW, by=ALICE) as db:
            await outbox.queue(db, mail)
    async with store.whole() as db:
        return list(await db.scalars(select(OutgoingMail.message_id).order_by(OutgoingMail.message_id)))


async def _claim(store: Store, now: datetime = NOW) -> OutgoingMail | None:
    async with store.transaction(now=now, by=ALICE) as db:
        return await outbox.claim(db, now)


async def _claimed(store: Store, now: datetime = NOW) -> str | None:
    mail = await _claim(store, now)
    return mail.message_id if mail else None


async def _done(store: Store, end: Any, mail: OutgoingMail, reason: str, now: datetime) -> None:
    async with store.transaction(now=now, by=ALICE) as db:
        await end(db, mail, reason, now)


async def _row(store: Store, message_id: str = "1") -> OutgoingMail:
    async with store.whole() as db:
        return (await db.scalars(select(OutgoingMail).where(OutgoingMail.message_id == message_id))).one()
