"""A stage for tests of sign-off: a release in draft that quotes two people, and a panel with one of them."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default
from typing import Any

from sqlalchemy import select

from events import templating
from events.accounts.letters import Letterhead
from events.mail.messages import Sender
from events.mail.outbox import OutgoingMail
from events.press import approvals, standings
from events.press.approval_models import Approval, State
from events.press.approvals import About, Asked, Said
from events.press.standings import Standing
from events.storage import Store
from events.storage.base import Base
from tests.factories import a_host, a_listed_post, a_person, a_post, a_release, a_speaker, an_event
from tests.stores import ALICE, NOW, WHERE

DAY = timedelta(days=1)
HEAD = Letterhead(
    Sender(Address("Launch Events", addr_spec="events@launch.example"), "launch.example"),
    WHERE,
    templating.environment(),
)
RUTH = Asked("Ruth Adeyemi", "ruth@larkfield.example")
TOMASZ = Asked("Tomasz Wieczorek", "tomasz@clf.example")
BODY = """Bristol waits.

> A queue is a tax that nobody voted for.
> — Ruth Adeyemi, Director, Larkfield Foundation

> We had never counted.
> — Tomasz Wieczorek, Centre for Local Futures
"""


class Stage:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.lead, self.launch = a_host()
        self.release, self.version = a_release(
            self.launch, published_at=None, version={"body": BODY, "issued_at": None}
        )
        self.event = an_event(self.launch)
        self.ruth = a_person()
        self.post = a_post(self.ruth, self.lead)
        self.speaker = a_speaker(self.event, self.ruth)
        self.listed = a_listed_post(self.speaker, "Director", self.lead, affiliation_id=self.post.id)

    @property
    def rows(self) -> list[Base]:
        rows = [self.lead, self.launch, self.release, self.version, self.event, self.ruth, self.post, self.speaker]
        return [*rows, self.listed]

    async def ask(self, about: About, asked: Asked = RUTH, *, now: datetime = NOW) -> str:
        async with self.store.transaction(now=now, by=ALICE) as db:
            return await approvals.ask(db, about, asked, head=HEAD, by=ALICE, now=now)

    async def answer(
        self, token: str, did: State = State.APPROVED, *, now: datetime = NOW, **said: Any
    ) -> Standing | None:
        async with self.store.transaction(now=now, by=ALICE) as db:
            standing = await standings.by_token(db, token, now=now)
            assert standing
            assert standing.words
            given = Said(did, **{"sha256": standing.words.sha256} | said)
            return await approvals.answer(db, token, given, head=HEAD, now=now)

    async def approved(self, about: About, asked: Asked = RUTH) -> str:
        token = await self.ask(about, asked)
        await self.answer(token)
        return token

    async def approve_all(self) -> None:
        """The release, her words in it, and her listing."""
        async with self.store.transaction(now=NOW, by=ALICE) as db:
            for about in (self.whole, self.quotation, self.listing):
                token = await approvals.ask(db, about, RUTH, head=HEAD, by=ALICE, now=NOW)
                await db.flush()
                standing = await standings.by_token(db, token, now=NOW)
                assert standing
                assert standing.words
                await approvals.answer(db, token, Said(State.APPROVED, standing.words.sha256), head=HEAD, now=NOW)

    async def edit(self, row: Any, *, now: datetime = NOW + DAY, **facts: Any) -> None:
        async with self.store.transaction(now=now, by=ALICE) as db:
            found = await db.get_one(type(row), row.id)
            for name, value in facts.items():
                setattr(found, name, value)

    async def states(self, *, now: datetime = NOW) -> dict[str, State]:
        """What holds for each thing that somebody was asked about; what is stored says the same."""
        async with self.store.reading_at_desk() as db:
            there = await standings.of_launch(db, self.launch, now=now)
        assert [each.state for each in there] == [each.approval.state for each in there]
        return {each.approval.subject.value: each.state for each in there}

    async def approval(self) -> Approval:
        async with self.store.whole() as db:
            return (await db.scalars(select(Approval))).one()

    async def missing(self, **of: Any) -> list[str]:
        async with self.store.reading_at_desk() as db:
            return [standings.told([each]) for each in await standings.missing(db, self.launch, **of, now=NOW)]

    @property
    def whole(self) -> About:
        return About.release(self.release)

    @property
    def quotation(self) -> About:
        return About.quotation(self.release, "Ruth Adeyemi")

    @property
    def listing(self) -> About:
        return About.listing(self.speaker, self.event)

    async def mails(self) -> list[tuple[str, str]]:
        """Subjects and texts, in the order in which they were queued."""
        async with self.store.whole() as db:
            rows = await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number))
            return [(each.subject, message_from_bytes(each.message, policy=default).get_content()) for each in rows]
