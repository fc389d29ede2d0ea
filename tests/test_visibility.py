"""The one policy: kind by reader by moment, and no query that goes around it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import permutations, product
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import selectinload

from events.people.models import Organisation, Person, PrivateFacts
from events.press.models import Release, ReleaseVersion
from events.programme.models import Author, Publication, PublicationTopic, Series, Topic
from events.programme.occasions import Access, Event, EventPublication, EventTopic, Speaker, SpeakerState
from events.storage import Store
from events.storage.base import Base
from events.storage.files import File, FilePiece
from events.visibility import (
    ANYONE,
    Bounds,
    Reader,
    Unguarded,
    attach,
    attach_listed,
    attach_reached,
    gone,
    is_visible,
    visible,
)
from tests.factories import (
    a_launch,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.stores import NOW, Save

LIFT = NOW + timedelta(days=10)
SECOND = timedelta(seconds=1)
MOMENTS = {"before": LIFT - SECOND, "at": LIFT, "after": LIFT + SECOND}

LEAD, OTHER = an_organisation("Lead"), an_organisation("Other")
LAUNCH = a_launch(LEAD)
EMBARGO, ANOTHER_EMBARGO = an_embargo(LIFT), an_embargo(LIFT + timedelta(days=100))

READERS = {
    "anyone": ANYONE,
    "organiser of the lead": Reader(organisations=frozenset({LEAD.id})),
    "organiser of another": Reader(organisations=frozenset({OTHER.id})),
    "embargoed reader": Reader(embargoes=frozenset({EMBARGO.id})),
    "embargoed reader of another thing": Reader(embargoes=frozenset({ANOTHER_EMBARGO.id})),
}

KINDS: dict[str, Callable[..., Base]] = {
    "event": lambda **facts: an_event(LAUNCH, **facts),
    "publication": lambda **facts: a_publication(LAUNCH, **facts),
    "release": lambda **facts: a_release(LAUNCH, **facts)[0],
}


@dataclass(frozen=True)
class State:
    """Facts of a row, and who sees it at which of the three moments; the lead's organisers always do."""

    facts: dict[str, Any]
    anyone: str = ""
    early: str | None = None  # embargoed readers, where they see more than anyone

    def expected(self, reader: str, moment: str) -> bool:
        if reader == "organiser of the lead":
            return True
        mine = self.early if reader == "embargoed reader" and self.early is not None else self.anyone
        return moment in mine.split()


STATES = {
    "a draft": State({"published_at": None}),
    "published": State({}, anyone="before at after"),
    "published later": State({"published_at": LIFT}, anyone="at after"),
    "under embargo": State({"embargo_id": EMBARGO.id}, anyone="at after", early="before at after"),
    "a draft under embargo": State({"embargo_id": EMBARGO.id, "published_at": None}),
    "withdrawn": State({"withdrawn_at": NOW}),
    "withdrawn later": State({"withdrawn_at": LIFT}, anyone="before"),
    "withdrawn under embargo": State({"embargo_id": EMBARGO.id, "withdrawn_at": NOW}),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", STATES)
async def test_who_sees_what_when(store: Store, save: Save, kind: str, state: str) -> None:
    row = KINDS[kind](**STATES[state].facts)
    await save(the_house(), row)
    for reader, who in READERS.items():
        for moment, at in MOMENTS.items():
            seen = await _sees(store, type(row), who, at)
            assert seen == STATES[state].expected(reader, moment), f"{reader}, {moment}"
            if reader != "organiser of the lead":
                assert is_visible(row, who, at, embargo=EMBARGO) == seen, f"{reader}, {moment}, loaded"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lifts_at", "held"),
    [(None, False), (LIFT, True), (LIFT + timedelta(days=1), False)],
    ids=["without a moment", "held", "moved back"],
)
async def test_an_embargo_that_does_not_lift_holds(
    store: Store, save: Save, lifts_at: datetime | None, held: bool
) -> None:
    embargo = an_embargo(lifts_at, held=held)
    await save(the_house(), embargo, a_publication(LAUNCH, embargo_id=embargo.id))
    assert not await _sees(store, Publication, ANYONE, LIFT + SECOND)


@pytest.mark.parametrize("through", [False, True], ids=["themselves", "looked through"])
async def test_each_query_asks_for_readers_and_moments_of_its_own(store: Store, save: Save, through: bool) -> None:
    """Two at a time here. Queries alike are compiled once, and the policy is not even written out for the others."""
    await save(the_house(), an_event(LAUNCH, embargo_id=EMBARGO.id))
    early, other = READERS["embargoed reader"], READERS["embargoed reader of another thing"]
    views = [(early, LIFT - SECOND), (other, LIFT - SECOND), (other, LIFT), (early, LIFT)]
    for pair in permutations(views, 2):
        seen = [view != (other, LIFT - SECOND) for view in pair]
        asking = [(replace(early, bounds=Bounds(*view)), LIFT) for view in pair] if through else [*pair]
        asked = [visible(Event, *view) for view in asking]
        rules = [each & (Event.title != "") | gone(Event, *view) for each, view in zip(asked, asking, strict=True)]
        async with store.reading() as db:
            found = await db.execute(select(*(select(Event.id).where(rule).exists() for rule in rules)))
        assert list(found.one()) == seen, pair
    assert not [each for each in asked if "element" in vars(each)]


async def test_a_relation_is_loaded_and_asked_about_as_each_query_says(store: Store, save: Save) -> None:
    """SQLAlchemy keeps the options of the first query of a shape, and makes parts of its own of what is asked so."""
    event, publication = an_event(LAUNCH), a_publication(LAUNCH, embargo_id=EMBARGO.id)
    await save(the_house(), event, publication, EventPublication(event_id=event.id, publication_id=publication.id))
    for moment in (LIFT, LIFT - SECOND, LIFT):
        shown = visible(Publication, ANYONE, moment)
        query = select(Event, Event.publications.any(shown)).where(visible(Event, ANYONE, NOW))
        async with store.reading() as db:
            found = await db.execute(query.options(selectinload(Event.publications.and_(shown))))
            [(its, is_shown)] = found.all()
        assert bool(its.publications) == is_shown == (moment == LIFT)


async def test_what_is_attached_is_what_the_policy_shows(store: Store, save: Save) -> None:
    """By statements that are made once for all readers alike. Through others' eyes no more, at whatever moment."""
    series = [a_series("Theirs", organisation_id=LEAD.id, withdrawn_at=NOW), a_series("Nobody's", withdrawn_at=LIFT)]
    topics = [a_topic("Kept"), a_topic("Taken back", withdrawn_at=NOW), a_topic("Taken back later", withdrawn_at=LIFT)]
    another = a_launch(OTHER)
    facts = [*(each.facts for each in STATES.values()), {"launch_id": another.id, "published_at": None}]
    reports = [
        a_publication(LAUNCH, f"Report {n}", **{"series_id": series[n % 2].id} | its) for n, its in enumerate(facts)
    ]
    events = [an_event(LAUNCH, "Open"), an_event(LAUNCH, "Closed", access=Access.PRIVATE)]
    about = [EventTopic(event_id=event.id, topic_id=each.id) for event in events for each in topics]
    launched = [EventPublication(event_id=event.id, publication_id=each.id) for event in events for each in reports]
    await save(the_house(), another, series, topics, reports, events, about, launched)
    let_in = replace(READERS["embargoed reader"], invited=frozenset({events[1].id}))
    own = [*READERS.values(), let_in]
    through = [replace(let_in, bounds=Bounds(each, now)) for each in own for now in (NOW, LIFT)]

    for reader, at in product(own + through, (LIFT - SECOND, LIFT)):
        async with store.reading() as db:
            found = (await db.scalars(select(Event).where(visible(Event, reader, at)))).all()
            await attach_reached(db, found, Event.topics, reader=reader, now=at)
            await attach_listed(db, found, Event.publications, reader=reader, now=at)
            shown = {each for event in found for each in event.publications}
            await attach(db, Series, [(shown, Publication.series)], reader=reader, now=at)
            seen = {
                id for kind in SEEN_BESIDE for id in await db.scalars(select(kind.id).where(visible(kind, reader, at)))
            }
        for event in found:
            assert {each.id for each in event.topics} == {each.id for each in topics} & seen, (reader, at)
            assert {each.id for each in event.publications} == {each.id for each in reports} & seen, (reader, at)
        assert all((each.series is not None) == (each.series_id in seen) for each in shown), (reader, at)


SEEN_BESIDE: tuple[Any, ...] = (Publication, Series, Topic)


async def test_a_private_event_is_seen_by_those_let_in(store: Store, save: Save) -> None:
    event = an_event(LAUNCH, access=Access.PRIVATE)
    await save(the_house(), event)
    assert not await _sees(store, Event, ANYONE, NOW)
    assert await _sees(store, Event, Reader(invited=frozenset({event.id})), NOW)


async def test_what_was_public_is_gone_and_what_never_was_is_not(store: Store, save: Save) -> None:
    was = a_publication(LAUNCH, "Was public", withdrawn_at=NOW)
    never = a_publication(LAUNCH, "Never was", withdrawn_at=NOW, embargo_id=EMBARGO.id)
    await save(the_house(), was, never)
    for moment in (LIFT - SECOND, LIFT + SECOND):  # what was taken back under embargo stays unknown after the lift
        async with store.reading() as db:
            found = await db.scalars(select(Publication.slug).where(gone(Publication, ANYONE, moment)))
        assert list(found) == ["was-public"]


async def test_nobody_is_reached_from_what_is_hidden(store: Store, save: Save) -> None:
    """The organisations, persons, series and topics of an embargoed publication appear with it, not before."""
    series, topic, author = a_series(), a_topic(), a_person()
    publication = a_publication(LAUNCH, embargo_id=EMBARGO.id, series_id=series.id)
    parts = [
        Author(publication_id=publication.id, name=author.name, person_id=author.id),
        PublicationTopic(publication_id=publication.id, topic_id=topic.id),
    ]
    await save(the_house(), series, topic, author, publication, parts)
    for kind in (Organisation, Person, Series, Topic):
        assert not await _sees(store, kind, ANYONE, LIFT - SECOND), kind
        assert await _sees(store, kind, ANYONE, LIFT), kind


async def test_a_speaker_who_is_merely_invited_is_not_reached(store: Store, save: Save) -> None:
    event, shown, hidden = an_event(LAUNCH), a_person("Shown"), a_person("Hidden")
    invited = [
        a_speaker(event, shown, state=SpeakerState.INVITED, shown_while_invited=True),
        a_speaker(event, hidden, state=SpeakerState.INVITED),
    ]
    await save(the_house(), event, shown, hidden, invited)
    async with store.reading() as db:
        assert list(await db.scalars(select(Person.name).where(visible(Person, ANYONE, NOW)))) == ["Shown"]


QUERIES = {
    "rows of a guarded table": lambda: select(Event),
    "one column": lambda: select(Event.title),
    "a count": lambda: select(func.count()).select_from(Release),
    "a count of a subquery": lambda: select(func.count()).select_from(select(Event.id).subquery()),
    "an alias": lambda: select(Event.__table__.alias().c.title),
    "a join behind another": lambda: (
        select(Event.title).join(Release, Release.launch_id == Event.launch_id).where(visible(Event, ANYONE, NOW))
    ),
    "an EXISTS": lambda: select(select(Release.id).exists()),
    "an IN": lambda: select(Event.title).where(
        visible(Event, ANYONE, NOW), Event.launch_id.in_(select(Release.launch_id))
    ),
    "a UNION": lambda: select(Event.title).where(visible(Event, ANYONE, NOW)).union(select(Publication.title)),
    "a CTE": lambda: select(select(Release.slug).cte().c.slug),
    "a part without its parent": lambda: select(Speaker.name),
    "a version without its release": lambda: select(ReleaseVersion.headline),
    "a file": lambda: select(File.name),
    "the bytes of a file": lambda: select(FilePiece.content),
    "private facts": lambda: select(PrivateFacts.mail).join(Person).where(visible(Person, ANYONE, NOW)),
    "a relationship to a guarded table": lambda: (
        select(Event).where(visible(Event, ANYONE, NOW)).options(selectinload(Event.publications))
    ),
    "text": lambda: text("SELECT title FROM events"),
    "text made to look like rows": lambda: select(Event).from_statement(text("SELECT * FROM events")),
}


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
async def test_a_query_that_goes_around_the_policy_is_refused(store: Store, save: Save, query: Any) -> None:
    await save(the_house(), an_event(LAUNCH))
    async with store.reading() as db:
        with pytest.raises(Unguarded):
            await db.execute(query())


def the_house() -> list[Base]:
    """What every case stands on, made anew for each database."""
    return [
        an_organisation("Lead", id=LEAD.id),
        an_organisation("Other", id=OTHER.id),
        a_launch(LEAD, id=LAUNCH.id),
        an_embargo(LIFT, id=EMBARGO.id),
        an_embargo(LIFT + timedelta(days=100), id=ANOTHER_EMBARGO.id),
    ]


async def _sees(store: Store, kind: type[Base], reader: Reader, at: datetime) -> bool:
    async with store.reading() as db:
        return bool(await db.scalar(select(func.count()).select_from(kind).where(visible(kind, reader, at))))
