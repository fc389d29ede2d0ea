"""What is due goes out: over SMTP, or on the terminal where no server is set."""

import logging
from collections.abc import Callable
from datetime import datetime

from events.mail import messages, outbox
from events.mail.outbox import OutgoingMail
from events.mail.smtp import Post, PutOff, Refused, Undelivered, Unreachable
from events.storage import By, Store

Clock = Callable[[], datetime]

_BY = By("worker")
_log = logging.getLogger(__name__)


async def is_due(store: Store, now: datetime) -> bool:
    """Whether `send` would find anything: a reading, which keeps nobody from writing."""
    async with store.whole() as db:
        return await outbox.is_due(db, now)


async def send(store: Store, post: Post, clock: Clock, *, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Sends what is due, one after the other, while `goes_on` says so. Raises Unreachable, with the mail put off."""
    while goes_on() and (mail := await _claim(store, clock())):
        try:
            await post.send(mail)
        except Refused as error:
            await _fail(store, mail, error, clock())
        except (PutOff, Unreachable) as error:
            await _put_off(store, mail, error, clock())
            if isinstance(error, Unreachable):
                raise
        else:
            async with store.transaction(now=clock(), by=_BY) as db:
                await outbox.sent(db, mail, clock())


async def show(store: Store, now: datetime) -> None:
    """Prints what was queued since the last time, for whoever runs this without a server for mail; it stays kept."""
    async with store.whole() as db:
        mails = await outbox.unshown(db, now)
    for mail in mails:
        print(_as_shown(mail), flush=True)
    if mails:
        async with store.transaction(now=now, by=_BY) as db:
            await outbox.shown(db, mails, now)


async def _claim(store: Store, now: datetime) -> OutgoingMail | None:
    async with store.transaction(now=now, by=_BY) as db:
        return await outbox.claim(db, now)


async def _fail(store: Store, mail: OutgoingMail, error: Undelivered, now: datetime) -> None:
    _log.warning("Mail %s failed for good. %s; the office shows more.", mail.id, error.brief)
    async with store.transaction(now=now, by=_BY) as db:
        await outbox.fail(db, mail, str(error), now)


async def _put_off(store: Store, mail: OutgoingMail, error: Undelivered, now: datetime) -> None:
    _log.warning("Mail %s did not go out this time. %s.", mail.id, error.brief)
    async with store.transaction(now=now, by=_BY) as db:
        await outbox.put_off(db, mail, str(error), now)


def _as_shown(mail: OutgoingMail) -> str:
    rule = "-" * 72
    facts = f"Mail to {mail.recipient}, kept since EVENTS_SMTP_URL is not set\nSubject: {mail.subject}"
    return f"{rule}\n{facts}\n\n{messages.readable(mail, sending=False)}\n{rule}"
