"""Topics: found for whoever may see them and whoever keeps them; named in a line, added, revised.

Another organisation's topic that nobody may see yet is as if it did not exist: its name is free.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts.access import Mandate, NotYours
from events.programme.models import Publication, PublicationTopic, Topic
from events.programme.occasions import Event, EventTopic
from events.storage import slugs
from events.visibility import ANYONE, Reader, held, visible

MOST = 20  # of one thing


class TooMany(ValueError):
    """More topics than anybody reads."""

    def __str__(self) -> str:
        return f"These are more than {MOST} topics."


class NameTaken(ValueError):
    """Two topics of one organisation cannot have one name."""

    def __str__(self) -> str:
        return "There is a topic of this name already."


async def by_slug(db: AsyncSession, slug: str, *, reader: Reader, now: datetime) -> Topic | None:
    return await db.scalar(select(Topic).where(Topic.slug == slug, visible(Topic, reader, now)))


async def in_hand(db: AsyncSession, slug: str, *, mandate: Mandate) -> Topic:
    """To be revised: one that an organiser's organisations keep. Raises NotYours."""
    found = await db.scalar(select(Topic).where(Topic.slug == slug, held(Topic, _kept(mandate))))
    if found is None:
        raise NotYours
    return found


async def of_office(db: AsyncSession, words: str = "", *, mandate: Mandate) -> Sequence[Topic]:
    """What an organiser's organisations keep, by name; with `words`, those whose name has all of them."""
    query = select(Topic).where(held(Topic, _kept(mandate)))
    found = (await db.scalars(query.order_by(Topic.name, Topic.id))).all()
    wanted = text.fold(words).split()
    return [each for each in found if all(word in text.fold(each.name) for word in wanted)]


async def uses(db: AsyncSession, topics: Sequence[Topic], *, reader: Reader, now: datetime) -> dict[UUID, int]:
    """To how many events and publications that this reader may see each is given, by whomever."""
    counts: dict[UUID, int] = {}
    seen = (
        (EventTopic, EventTopic.event_id == Event.id, visible(Event, reader, now)),
        (PublicationTopic, PublicationTopic.publication_id == Publication.id, visible(Publication, reader, now)),
    )
    for kind, its, is_seen in seen:
        theirs = and_(kind.topic_id.in_([each.id for each in topics]), its, is_seen)
        rows = await db.execute(select(kind.topic_id, func.count()).where(theirs).group_by(kind.topic_id))
        for topic_id, count in rows:
            counts[topic_id] = counts.get(topic_id, 0) + count
    return counts


async def known(db: AsyncSession, *, reader: Reader, now: datetime) -> Sequence[Topic]:
    """What a form suggests."""
    return (await db.scalars(select(Topic).where(visible(Topic, reader, now)).order_by(Topic.name, Topic.id))).all()


def in_line(topics: Iterable[Topic]) -> str:
    """`Courts and justice, Local government`, as `named_in` reads it; with semicolons where a name has a comma."""
    names = [each.name for each in topics]
    return ("; " if any("," in name for name in names) else ", ").join(names)


async def named_in(db: AsyncSession, line: str, *, keeper: UUID | None, reader: Reader, now: datetime) -> list[Topic]:
    """The topics that a line names, each once, however they are spelt; new ones are added. Raises TooMany, Unfit."""
    names = filter(None, (each.strip() for each in re.split(";" if ";" in line else ",", line)))
    once = list({text.fold(name): text.line(name, 100) for name in names}.values())
    if len(once) > MOST:
        raise TooMany
    return [await named(db, name, keeper=keeper, reader=reader, now=now) for name in once]


async def named(
    db: AsyncSession, name: str, *, keeper: UUID | None = None, reader: Reader = ANYONE, now: datetime
) -> Topic:
    """The topic of that name that is the keeper's own or that this reader may see, however it is spelt; else a new one.

    The keeper looks after a new one from then on.
    """
    own = await _called(db, name, Topic.kept_by_id == keeper)
    return (
        own
        or await _called(db, name, visible(Topic, reader, now))
        or await add(db, Topic(name=name, kept_by_id=keeper))
    )


async def add(db: AsyncSession, topic: Topic) -> Topic:
    """Raises NameTaken."""
    if await _called(db, topic.name, Topic.kept_by_id == topic.kept_by_id):
        raise NameTaken
    topic.slug = topic.slug or await slugs.free(db, Topic, topic.name)
    db.add(topic)
    return topic


async def revise(db: AsyncSession, topic: Topic, *, name: str, description: str | None, keeper: UUID) -> None:
    """Raises NameTaken."""
    if await _called(db, name, Topic.kept_by_id == keeper, Topic.id != topic.id):
        raise NameTaken
    topic.name, topic.description, topic.kept_by_id = name, description, keeper


async def _called(db: AsyncSession, name: str, *among: ColumnElement[bool]) -> Topic | None:
    await db.flush()
    wanted = text.fold(name)
    rows = await db.scalars(select(Topic).where(held(Topic, and_(*among))).order_by(Topic.slug))
    return next((each for each in rows if text.fold(each.name) == wanted), None)


def _kept(mandate: Mandate) -> ColumnElement[bool]:
    return Topic.kept_by_id.in_(mandate.organisations)
