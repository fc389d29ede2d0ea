"""What nobody outside is to read before a lift: what releases are headed, and what reports are called, and were."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts.models import Activity
from events.people.models import Organisation
from events.press.models import Release, ReleaseVersion
from events.programme.models import Host, Launch, Publication
from events.storage import Did
from events.storage.base import kind_of
from events.visibility import Embargo, Reader, held, visible, waits

_LONG_ENOUGH = 4  # words of a subtitle that nobody comes upon by chance: no “Annual report 2026”


@dataclass(frozen=True)
class Secret:
    """Words under an embargo, and of which launch: its lead alone lets them be known before."""

    words: str
    embargo_id: UUID
    launch_id: UUID
    lead_id: UUID
    lead: str  # as it is called


async def kept(db: AsyncSession, *, reader: Reader, now: datetime, beside: UUID | None = None) -> list[Secret]:
    """Those of all launches that this reader's organisations may see; `beside` one, if a house is behind both.

    What something was called since it came under its embargo is one still: who renames it has not untold it.
    """
    reports = (*(Publication.id, Publication.title, Publication.subtitle), *_OF, Publication.embargo_id)
    written = (ReleaseVersion.id, ReleaseVersion.headline, ReleaseVersion.headline, *_OF, Release.embargo_id)
    versions = select(*written).select_from(Release).join(ReleaseVersion, ReleaseVersion.release_id == Release.id)
    found: list[Secret] = []
    its: dict[tuple[str, str], tuple[UUID, UUID, UUID, str]] = {}
    for kind, table, query in ((Publication, Publication, select(*reports)), (Release, ReleaseVersion, versions)):
        query = query.join(Launch, Launch.id == kind.launch_id).join(Organisation, held(Organisation, _LEADS))
        query = query.where(waits(kind.embargo_id, now), visible(kind, reader, now))
        if beside:
            query = query.where(_share_a_house(beside))
        for id, title, more, launch_id, lead_id, name, short_name, embargo_id in await db.execute(query):
            of = its[kind_of(table), str(id)] = (embargo_id, launch_id, lead_id, short_name or name)
            found += (Secret(words, *of) for words in called(title, more))
    former = await _former(db, its) if found else []
    return once([*found, *(Secret(words, *its[key]) for key, words in former)])


def once(secrets: Iterable[Secret]) -> list[Secret]:
    """Each but once, however it is spelt."""
    every = list(secrets)
    return list({(each.launch_id, *text.words(each.words)): each for each in reversed(every)}.values())[::-1]


def called(title: str | None, subtitle: str | None = None) -> Iterator[str]:
    if title:
        yield title
    if subtitle and len(text.words(subtitle)) >= _LONG_ENOUGH:
        yield subtitle


def _share_a_house(launch_id: UUID) -> Any:
    lead = select(Launch.__table__.c.lead_id).where(Launch.__table__.c.id == launch_id)
    hosts = select(Host.__table__.c.organisation_id).where(Host.__table__.c.launch_id == launch_id)
    houses = union(lead, hosts).subquery()
    hosted = select(Host.launch_id).where(Host.organisation_id.in_(select(houses)))
    return or_(Launch.lead_id.in_(select(houses)), Launch.id.in_(hosted))


async def _former(db: AsyncSession, its: dict[tuple[str, str], Any]) -> list[tuple[tuple[str, str], str]]:
    """What these rows were called in the log, since each came under its embargo."""
    began = _rows(kind_of(Embargo), {str(embargo_id) for embargo_id, *_ in its.values()}, Did.ADDED)
    renamed = [began]
    for kind, names in ((Publication, ("title", "subtitle")), (ReleaseVersion, ("headline",))):
        was = or_(*(Activity.before[name].as_string().is_not(None) for name in names))
        renamed.append(_rows(kind_of(kind), {id for name, id in its if name == kind_of(kind)}, Did.CHANGED) & was)
    query = select(Activity.kind, Activity.row_id, Activity.at, Activity.before).where(or_(*renamed))
    found = (await db.execute(query.order_by(Activity.id))).all()
    since = {row_id: at for kind, row_id, at, _ in found if kind == kind_of(Embargo)}
    return [
        ((kind, row_id), words)
        for kind, row_id, at, before in found
        if (kind, row_id) in its and at >= since.get(str(its[kind, row_id][0]), at)
        for words in called(before.get("title") or before.get("headline"), before.get("subtitle"))
    ]


def _rows(kind: str, ids: Collection[str], did: Did) -> Any:
    return and_(Activity.kind == kind, Activity.row_id.in_(ids), Activity.did == did.value)


_OF: tuple[Any, ...] = (Launch.id, Launch.lead_id, Organisation.name, Organisation.short_name)
_LEADS = Organisation.id == Launch.lead_id
