"""The outbox: written with what made it true, and a later word takes the place of an earlier one not yet sent."""

from typing import Any

from sqlalchemy import select

from events.mail import outbox
from events.mail.outbox import OutgoingMail
from events.storage import Store
from tests.stores import ALICE, NOW


def a_mail(message_id: str, **facts: Any) -> OutgoingMail:
    usual: dict[str, Any] = {
        "stream": "ruth/launch",
        "recipient": "ruth@larkfield.example",
        "message": b"Subject: x\r\n\r\n",
    }
    return OutgoingMail(**usual | {"message_id": message_id, "queued_at": NOW, "not_before": NOW} | facts)


async def test_a_later_mail_replaces_one_that_nobody_has_claimed(store: Store) -> None:
    assert await _queued(store, a_mail("1", replaces="listing"), a_mail("2", replaces="listing")) == ["2"]


async def test_a_claimed_mail_and_another_stream_are_left_alone(store: Store) -> None:
    claimed = a_mail("1", replaces="listing", claimed_at=NOW)
    elsewhere = a_mail("2", replaces="listing", stream="tomasz/launch")
    assert await _queued(store, claimed, elsewhere, a_mail("3", replaces="listing")) == ["1", "2", "3"]


async def test_a_mail_is_queued_only_if_its_transaction_commits(store: Store) -> None:
    try:
        async with store.transaction(now=NOW, by=ALICE) as db:
            await outbox.queue(db, a_mail("1"))
            raise KeyError
    except KeyError:
        assert await _queued(store) == []


async def _queued(store: Store, *mails: OutgoingMail) -> list[str]:
    for mail in mails:
        async with store.transaction(now=NOW, by=ALICE) as db:
            await outbox.queue(db, mail)
    async with store.whole() as db:
        return list(await db.scalars(select(OutgoingMail.message_id).order_by(OutgoingMail.message_id)))
