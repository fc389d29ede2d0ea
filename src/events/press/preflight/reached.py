"""What strangers could read of others once something is out: of who wrote it, of the houses behind it, of a topic.

Read as words, by columns: a row of these may be loaded already, with more in it than is read here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses
from events.people.models import Affiliation, Boilerplate, Organisation, Person, PressContact
from events.press.models import Release, ReleaseTopic
from events.press.preflight import openly
from events.press.preflight.finding import About
from events.press.preflight.loading import Facts
from events.press.preflight.pages import Page, text_columns
from events.press.preflight.secrets import Index
from events.programme.models import Author, Host, Publication, Publisher, Topic
from events.programme.occasions import Event, Speaker
from events.storage.base import kind_of
from events.visibility import ANYONE, Outlook, held, is_visible, visible

Part = Publication | Event | Release


@dataclass(frozen=True)
class _Told:
    """A page with what may come to be read there, as soon as strangers see this row."""

    page: Page
    kind: Any
    id: UUID


async def by_going_out(db: AsyncSession, facts: Facts, now: datetime) -> list[Page]:
    """Pages that would tell a secret which nobody could read there before; asks nothing where no secret waits."""
    kept = openly.kept(facts, now)
    out = _coming_out(facts, now) if kept else []
    if not out:
        return []
    wrote = await _authors(db, out)
    people = {each.id for each in wrote if each.kind is Person} | {each.person_id for each in _speakers(out)} - {None}
    every = [*wrote, *await _houses(db, facts, out), *await _posts(db, facts, people, out), *await _topics(db, out)]
    index = Index(kept)
    telling = [each for each in every if any(index.told_in(said) for _, said in each.page.said)]
    return [each.page for each in await _unseen(db, facts, telling, out, now)]


def _coming_out(facts: Facts, now: datetime) -> list[Part]:
    """Which parts nobody can open now, and everybody then."""
    going = facts.parts if facts.going is None else [each for each in facts.parts if each.id in facts.going]
    shut = [each for each in going if not is_visible(each, ANYONE, now, embargo=each.embargo)]
    with facts.as_it_will_be():
        return [each for each in shut if openly.is_open(each, now)]


def _speakers(parts: Iterable[Part]) -> list[Speaker]:
    return [speaker for event in parts if isinstance(event, Event) for speaker in event.shown_speakers]


async def _authors(db: AsyncSession, out: Sequence[Part]) -> list[_Told]:
    """Of reports: on the page of each as they are printed there, and on their own."""
    reports = {each.id: each for each in out if isinstance(each, Publication)}
    if not reports:
        return []
    query = select(Author.publication_id, Author.name.label("printed"), *_columns(Person))
    query = query.outerjoin(Person, held(Person, Person.id == Author.person_id))
    found: list[_Told] = []
    for row in await db.execute(query.where(held(Publication, Author.publication_id.in_(reports)))):
        report = reports[row.publication_id]
        byline = Page(addresses.publication(report), report.id, [(About.row(report, "authors"), row.printed)])
        found.append(_Told(byline, Publication, report.id))
        found += [_own_page(Person, row, report.id)] if row.id else []
    return found


async def _houses(db: AsyncSession, facts: Facts, out: Sequence[Part]) -> list[_Told]:
    """Of whoever leads, hosts, publishes, or is named beside a speaker; with what else they say of themselves."""
    posts = (post for speaker in _speakers(out) for post in speaker.posts)
    known = {facts.launch.lead_id, *(post.organisation_id for post in posts)} - {None}
    reports = [each.id for each in out if isinstance(each, Publication)]
    hosts = select(Host.organisation_id).where(Host.launch_id == facts.launch.id)
    publishers = select(Publisher.organisation_id).where(Publisher.publication_id.in_(reports))
    ways = [Organisation.id.in_(known), Organisation.id.in_(hosts)]
    ways += [Organisation.id.in_(publishers)] if reports else []
    which = held(Organisation, or_(*ways)) & held(Publication, true())
    houses = await db.execute(select(*_columns(Organisation)).where(which))
    found = [_own_page(Organisation, row, out[0].id) for row in houses]
    address_of = {each.id: each.page.address for each in found}
    more = (
        select(kind.organisation_id, getattr(kind, name)).where(kind.organisation_id.in_(address_of), rule)
        for kind, rule in _OF_THEMSELVES.items()
        for name in text_columns(kind)
    )
    for id, said in await db.execute(union_all(*more)):
        about = About(kind_of(Organisation), id)
        found.append(_Told(Page(address_of[id], out[0].id, [(about, said or "")]), Organisation, id))
    return found


async def _posts(db: AsyncSession, facts: Facts, people: Collection[Any], out: Sequence[Part]) -> list[_Told]:
    """Those of whoever is named; and all that came with this launch, which may wait for more of it than names them."""
    came = Affiliation.came_with_launch_id
    which = or_(came == facts.launch.id, and_(came.is_(None), Affiliation.person_id.in_(people)))
    query = select(Affiliation.id, Affiliation.person_id, Affiliation.role, came, Person.slug).where(which)
    found: list[_Told] = []
    for row in await db.execute(query.join(Person, held(Person, Person.id == Affiliation.person_id))):
        said = [(About(kind_of(Person), row.person_id), row.role or "")]
        shown_by = (Affiliation, row.id) if row.came_with_launch_id else (Person, row.person_id)
        found.append(_Told(Page(addresses.person(row), out[0].id, said), *shown_by))
    return found


async def _topics(db: AsyncSession, out: Sequence[Part]) -> list[_Told]:
    """Of releases, on the page of each and on their own; what else goes out has its topics loaded."""
    releases = {each.id: each for each in out if isinstance(each, Release)}
    if not releases:
        return []
    query = select(ReleaseTopic.release_id, *_columns(Topic))
    query = query.join(Topic, held(Topic, Topic.id == ReleaseTopic.topic_id))
    found: list[_Told] = []
    for row in await db.execute(query.where(held(Release, ReleaseTopic.release_id.in_(releases)))):
        release = releases[row.release_id]
        named = Page(addresses.release(release), release.id, [(About.row(release, "topics"), row.name)])
        found += [_Told(named, Release, release.id), _own_page(Topic, row, release.id)]
    return found


def _columns(kind: Any) -> list[Any]:
    return [kind.id, kind.slug, *(getattr(kind, name) for name in text_columns(kind))]


def _own_page(kind: Any, row: Any, of: UUID) -> _Told:
    said = [(About(kind_of(kind), row.id, name), getattr(row, name) or "") for name in text_columns(kind)]
    address = _ADDRESSES[kind](row)
    return _Told(Page(address, of, [*said, (About(kind_of(kind), row.id, "name"), f"/{row.slug}")]), kind, row.id)


async def _unseen(
    db: AsyncSession, facts: Facts, some: Iterable[_Told], out: Sequence[Part], now: datetime
) -> list[_Told]:
    """Of these, by the policy, what nobody sees now and everybody then."""
    by_kind: dict[Any, list[_Told]] = defaultdict(list)
    for each in some:
        by_kind[each.kind].append(each)
    lifting = facts.lifting if facts.lifting and not facts.lifting.alone else None
    then = Outlook.once_out(out, now, lifting=lifting.embargo_id if lifting else None)
    found: list[_Told] = []
    for kind, those in by_kind.items():
        query = select(kind.id).where(kind.id.in_({each.id for each in those}))
        seen = set(await db.scalars(query.where(visible(kind, ANYONE, now))))
        comes = set(await db.scalars(query.where(then.of(kind)))) - seen
        found += [each for each in those if each.id in comes]
    return found


_ADDRESSES: dict[Any, Any] = {
    Organisation: addresses.organisation,
    Person: addresses.person,
    Topic: addresses.topic,
}
# What is read on the page of a house as soon as that is; what came with a release is read with the release.
_OF_THEMSELVES: dict[Any, Any] = {
    Boilerplate: held(Organisation, Boilerplate.came_with_release.is_(False)),
    PressContact: held(
        Organisation, and_(PressContact.came_with_release.is_(False), PressContact.taken_off_at.is_(None))
    ),
}
