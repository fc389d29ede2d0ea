"""What nobody outside is to read before a lift: what reports and releases are called, and were, and what these say."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, null, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.accounts.models import Activity
from events.people.models import Organisation, Person
from events.press.models import Release, ReleaseVersion
from events.press.preflight import telling
from events.programme.models import Host, Launch, Publication, Series, Topic
from events.storage import Did
from events.storage.base import kind_of
from events.storage.chunks import chunks
from events.storage.slugs import before_number
from events.visibility import ANYONE, Embargo, Reader, held, visible, waits

_LONG_ENOUGH = 4  # words of a subtitle that nobody comes upon by chance: no “Annual report 2026”
_SENTENCE = 8  # words that nobody else puts in this order
_BETWEEN = re.compile(r":\s+|\s+[-–]\s+|\s*—\s*")
# Of these and of numbers alone no title is made that tells anything, nor a part of one.
_COMMONPLACE = frozenset(
    "a about alert an analysis and annual appendix april at august brief briefing briefings by case chapter "
    "conclusions december discussion early edition embargo embargoed event evidence executive february final "
    "findings first for foreword from full half in interim introduction its january july june key launch lessons "
    "march may media methods monthly national new news next no note notes november number occasional october of on "
    "one our overview paper papers part policy preface press publication quarter quarterly recommendations release "
    "report reports research results review second september series special statement steps strategy study summary "
    "survey technical the their third to today two update views volume weekly what who why with working year yearly "
    "years".split()
)


@dataclass(frozen=True)
class Secret:
    """Words under an embargo, and of which launch: its lead alone lets them be known before."""

    words: str
    embargo_id: UUID
    launch_id: UUID
    lead_id: UUID
    lead: str  # as it is called
    is_name: bool = field(default=False, compare=False)  # a short part of a title: in capitals alone it is meant

    def is_meant(self, said: str, phrase: str) -> bool:
        """Whether these words stand there not by chance: over the end of a sentence, or few and in lower case."""
        has_stop = len([*telling.sentences(phrase)]) > 1
        return any(self._is_said(each, phrase) for each in ([said] if has_stop else telling.sentences(said)))

    def _is_said(self, sentence: str, phrase: str) -> bool:
        if not text.repeats(sentence, phrase):
            return False
        if self.is_name:
            return text.is_named_in(sentence, self.words)
        return not (text.is_short(self.words) and text.is_only_in_passing(sentence, self.words))


class Index:
    """Which of many secrets a text tells, in one pass over it; also where an address cuts it."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        self._by_phrase: dict[str, list[Secret]] = defaultdict(list)
        for each in secrets:
            for phrase in {each.words, text.slug(each.words)}:
                self._by_phrase[phrase].append(each)
        self._phrases = text.Phrases(self._by_phrase)

    def told_in(self, said: str) -> list[Secret]:
        found = ((phrase, each) for phrase in self._phrases.repeated_in(said) for each in self._by_phrase[phrase])
        return list(dict.fromkeys(each for phrase, each in found if each.is_meant(said, phrase)))


async def kept(db: AsyncSession, *, reader: Reader, now: datetime, beside: UUID | None = None) -> list[Secret]:
    """Those of all launches that this reader's organisations may see; `beside` one, if a house is behind both.

    What something was called since it came under its embargo is one still: who renames it has not untold it.
    """
    found: list[Secret] = []
    its: dict[tuple[str, str], tuple[UUID, UUID, UUID, str]] = {}
    for kind, table in ((Publication, Publication), (Release, ReleaseVersion)):
        said = (getattr(table, name) for name in _SAYING[table])
        query = select(table.id, *_OF, kind.embargo_id, *said).select_from(kind)
        if table is not kind:
            query = query.join(ReleaseVersion, ReleaseVersion.release_id == Release.id)
        query = query.join(Launch, Launch.id == kind.launch_id).join(Organisation, held(Organisation, _LEADS))
        query = query.where(waits(kind.embargo_id, now), visible(kind, reader, now))
        if beside:
            query = query.where(_share_a_house(beside))
        for id, launch_id, lead_id, name, short_name, embargo_id, *words in await db.execute(query):
            of = its[kind_of(table), str(id)] = (embargo_id, launch_id, lead_id, short_name or name)
            found += _told_by(dict(zip(_SAYING[table], words, strict=True)), of)
    found += await _former(db, its) if found else []
    return once(found)


async def without_names(db: AsyncSession, secrets: Iterable[Secret], *, now: datetime) -> list[Secret]:
    """But for what something is called that strangers can read: a series, a house, the report of last year."""
    every = list(secrets)
    wanted = {text.slug(each.words) for each in every}
    slugs = wanted | {f"{before_number(each)}-{number}" for each in wanted for number in _NUMBERS}
    known: set[tuple[UUID | None, str]] = set()
    for kind, called in _CALLED.items():
        by_lead = kind in (Publication, Release)  # what another house calls its own is no word of this one
        query = select(Launch.lead_id if by_lead else null(), called).select_from(kind)
        if kind is Release:
            query = query.join(ReleaseVersion, ReleaseVersion.release_id == Release.id)
            query = query.where(ReleaseVersion.issued_at <= now)
        if by_lead:
            query = query.join(Launch, Launch.id == kind.launch_id)
        for some in chunks(slugs):
            seen = query.where(kind.slug.in_(some), visible(kind, ANYONE, now))
            known |= {(lead_id, _folded(name)) for lead_id, name in await db.execute(seen)}
    return [each for each in every if known.isdisjoint((of, _folded(each.words)) for of in (None, each.lead_id))]


def _folded(words: str) -> str:
    return " ".join(text.words(words))


def once(secrets: Iterable[Secret]) -> list[Secret]:
    """Each but once, however it is spelt; whole before it is the part of a title."""
    every = sorted(secrets, key=lambda each: each.is_name)
    return list({(each.launch_id, *text.words(each.words)): each for each in reversed(every)}.values())[::-1]


def _told_by(row: Mapping[str, Any], of: tuple[UUID, UUID, UUID, str]) -> Iterator[Secret]:
    """A title whole and by its parts, what stands below it, and of a release what somebody says."""
    title, below = row.get("title") or row.get("headline"), row.get("subtitle") or row.get("standfirst")
    if title and _telling(title):
        yield Secret(title, *of)
    is_called = False
    for part in _BETWEEN.split(title or ""):
        size = _telling(part)
        if part != title and (size >= _LONG_ENOUGH or (size > 1 and not is_called)):
            is_called = True
            yield Secret(part, *of, is_name=size < _LONG_ENOUGH)
    if below and _telling(below) >= _LONG_ENOUGH:
        yield Secret(below, *of)
    for said in (row.get("standfirst"), row.get("pull_quote"), *telling.spoken(row.get("body") or "")):
        for sentence in telling.sentences(said or ""):
            if _telling(sentence) >= _SENTENCE:
                yield Secret(sentence, *of)


def _telling(words: str) -> int:
    """How many words these are, if they say anything."""
    every = text.words(words)
    return len(every) if any(not each.isdigit() and each not in _COMMONPLACE for each in every) else 0


def _share_a_house(launch_id: UUID) -> Any:
    lead = select(Launch.__table__.c.lead_id).where(Launch.__table__.c.id == launch_id)
    hosts = select(Host.__table__.c.organisation_id).where(Host.__table__.c.launch_id == launch_id)
    houses = union(lead, hosts).subquery()
    hosted = select(Host.launch_id).where(Host.organisation_id.in_(select(houses)))
    return or_(Launch.lead_id.in_(select(houses)), Launch.id.in_(hosted))


async def _former(db: AsyncSession, its: Mapping[tuple[str, str], tuple[UUID, UUID, UUID, str]]) -> list[Secret]:
    """What these rows were called in the log, since each came under its embargo."""
    began = _rows(kind_of(Embargo), {str(embargo_id) for embargo_id, *_ in its.values()}, Did.ADDED)
    renamed = [began]
    for kind, names in ((Publication, ("title", "subtitle")), (ReleaseVersion, ("headline", "standfirst"))):
        was = or_(*(Activity.before[name].as_string().is_not(None) for name in names))
        renamed.append(_rows(kind_of(kind), {id for name, id in its if name == kind_of(kind)}, Did.CHANGED) & was)
    query = select(Activity.kind, Activity.row_id, Activity.at, Activity.before).where(or_(*renamed))
    found = (await db.execute(query.order_by(Activity.id))).all()
    since = {row_id: at for kind, row_id, at, _ in found if kind == kind_of(Embargo)}
    return [
        secret
        for kind, row_id, at, before in found
        if (kind, row_id) in its and at >= since.get(str(its[kind, row_id][0]), at)
        for secret in _told_by(before, its[kind, row_id])
    ]


def _rows(kind: str, ids: Collection[str], did: Did) -> Any:
    return and_(Activity.kind == kind, Activity.row_id.in_(ids), Activity.did == did.value)


_SAYING: Mapping[Any, Sequence[str]] = {
    Publication: ("title", "subtitle"),
    ReleaseVersion: ("headline", "standfirst", "pull_quote", "body"),
}
# What has a name of its own; an event is called by what it announces.
_CALLED: Mapping[Any, Any] = {
    Publication: Publication.title,
    Release: ReleaseVersion.headline,
    Series: Series.title,
    Topic: Topic.name,
    Organisation: Organisation.name,
    Person: Person.name,
}
_NUMBERS = range(2, 10)  # behind the slugs of those that have one title
_OF: tuple[Any, ...] = (Launch.id, Launch.lead_id, Organisation.name, Organisation.short_name)
_LEADS = Organisation.id == Launch.lead_id
