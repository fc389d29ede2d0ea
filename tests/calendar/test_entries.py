"""The life of a calendar entry: what it says, what raises its SEQUENCE, what a lift adds, what no text can do to it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import hypothesis.strategies as st
import icalendar
import pytest
from hypothesis import given
from sqlalchemy import Engine, select
from sqlalchemy.event import listen, remove

from events import consequences
from events.calendar import feeds
from events.calendar.entries import Life, next_life
from events.calendar.models import Entry
from events.calendar.vevent import EntryFacts, Stamps
from events.people.models import Organisation
from events.programme.event_lists import Filters
from events.programme.models import Publication, Series, Topic
from events.programme.occasions import Audience, Event, EventPublication, EventTopic, JoiningLink, Status, Venue
from events.storage import Store
from events.visibility import ANYONE, Embargo
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_publication,
    a_series,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.stores import ALICE, NOW, Save

HOUR = timedelta(hours=1)
LATER = NOW + HOUR
LIFT = NOW + timedelta(days=10)


async def test_an_entry_is_in_utc_and_says_the_local_time_in_words(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    await save(lead, launch, an_event(launch, day=date(2027, 7, 1), starts=time(18, 30), ends=time(20)))
    entry = await _entry(store)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (_utc(2027, 7, 1, 17, 30), _utc(2027, 7, 1, 19))
    assert "Thursday 1 July 2027, 18.30 to 20.00 BST (UTC+1), Europe/London time." in entry["DESCRIPTION"]


async def test_a_date_alone_is_an_all_day_entry_marked_tentative(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    await save(lead, launch, an_event(launch, starts=None, ends=None, zone=None))
    entry = await _entry(store)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2026, 12, 17), date(2026, 12, 18))
    assert entry["STATUS"] == "TENTATIVE"


async def test_an_entry_without_an_end_has_one_and_says_so(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    await save(lead, launch, an_event(launch, ends=None))
    entry = await _entry(store)
    assert entry["DTEND"].dt == _utc(2026, 12, 17, 20)
    assert "The end is not fixed." in entry["DESCRIPTION"]


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.CANCELLED, "Cancelled: The Waiting Room"), (Status.POSTPONED, "Postponed: The Waiting Room")],
)
async def test_an_event_that_is_off_stays_in_the_calendar(store: Store, save: Save, status: Status, said: str) -> None:
    event = await _saved_event(save)
    await _revise(store, event, status=status)
    entry = await _entry(store)
    assert (entry["STATUS"], entry["SUMMARY"], entry["SEQUENCE"]) == ("CANCELLED", said, 1)


# What becomes of SEQUENCE and of the stamps, by what was revised.
REVISIONS: dict[str, tuple[dict[str, Any], int, bool]] = {
    "the start": ({"starts": time(19)}, 1, True),
    "the end": ({"ends": time(21)}, 1, True),
    "the day": ({"day": date(2026, 12, 18)}, 1, True),
    "the status": ({"status": Status.CANCELLED}, 1, True),
    "the title": ({"title": "Another title"}, 0, True),
    "the standfirst": ({"standfirst": "In a sentence."}, 0, True),
    "nothing that an entry says": ({"online_capacity": 40}, 0, False),
}


@pytest.mark.parametrize("revised", REVISIONS)
async def test_only_a_material_change_raises_the_sequence(store: Store, save: Save, revised: str) -> None:
    facts, sequence, stamped = REVISIONS[revised]
    event = await _saved_event(save)
    before = await _entry(store)
    await _revise(store, event, **facts)
    entry = await _entry(store)
    assert entry["SEQUENCE"] == sequence
    assert entry["LAST-MODIFIED"].dt == entry["DTSTAMP"].dt == (LATER if stamped else NOW)
    assert (entry["UID"], entry["CREATED"]) == (before["UID"], before["CREATED"])


async def test_a_venue_that_moves_moves_its_events(store: Store, save: Save) -> None:
    venue = Venue(name="Tidewater Hall", place="Bristol")
    await save(venue)
    await _saved_event(save, venue_id=venue.id)
    async with store.transaction(now=LATER, by=ALICE) as db:
        (await db.get_one(Venue, venue.id)).address = "12 Quay Street"
    entry = await _entry(store)
    assert (entry["LOCATION"], entry["SEQUENCE"]) == ("Tidewater Hall, 12 Quay Street, Bristol", 1)
    async with store.transaction(now=LATER, by=ALICE) as db:
        (await db.get_one(Venue, venue.id)).country = "GB"
    entry = await _entry(store)
    assert (entry["LOCATION"], entry["SEQUENCE"]) == ("Tidewater Hall, 12 Quay Street, Bristol, United Kingdom", 2)


async def test_a_renamed_organisation_reaches_the_entry_in_the_same_transaction(store: Store, save: Save) -> None:
    event = await _saved_event(save)
    person, employer = a_person(), an_organisation("Westmoor Council")
    speaker = a_speaker(event, person)
    await save(person, employer, speaker, a_listed_post(speaker, "Chief Executive", employer))
    async with store.transaction(now=LATER, by=ALICE) as db:
        (await db.get_one(Organisation, employer.id)).name = "Westmoor Borough Council"
    entry = await _entry(store)
    assert "Ruth Adeyemi: Chief Executive, Westmoor Borough Council" in entry["DESCRIPTION"]


# What an entry names, and what it says of that.
NAMED: list[tuple[type[Any], dict[str, Any]]] = [
    (Organisation, {"name": "Larkfield Trust"}),
    (Organisation, {"short_name": "LF"}),
    (Organisation, {"withdrawn_at": LATER}),
    (Venue, {"name": "Harbour Hall"}),
    (Venue, {"address": "12 Quay Street"}),
    (Venue, {"place": "Bristol"}),
    (Venue, {"latitude": 51.45, "longitude": -2.59}),
    (Series, {"title": "Hours"}),
    (Series, {"parts": 7}),
    (Series, {"withdrawn_at": LATER}),
    (Topic, {"name": "Courts"}),
    (Topic, {"withdrawn_at": LATER}),
]


@pytest.mark.parametrize(("kind", "facts"), NAMED, ids=lambda each: getattr(each, "__name__", None) or "+".join(each))
async def test_what_an_entry_says_of_what_it_names_it_says_anew(
    store: Store, save: Save, kind: type[Any], facts: dict[str, Any]
) -> None:
    await _saved_with_all_it_names(save)
    before = await _entry(store)
    async with store.transaction(now=LATER, by=ALICE) as db:
        for name, value in facts.items():
            setattr((await db.scalars(select(kind))).one(), name, value)
    entry = await _entry(store)
    assert entry != before
    assert entry["LAST-MODIFIED"].dt == LATER


async def test_what_no_entry_says_is_edited_without_a_look_at_the_entries(store: Store, save: Save) -> None:
    """A house of 5,000 events gets a new logo in no more time than one of two."""
    await _saved_with_all_it_names(save)
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    listen(Engine, "before_cursor_execute", note)
    async with store.transaction(now=LATER, by=ALICE) as db:
        (await db.scalars(select(Organisation))).one().description = "Asks what waiting costs."
        (await db.scalars(select(Venue))).one().directions = "Ring twice."
        (await db.scalars(select(Series))).one().description = "Three reports."
        (await db.scalars(select(Topic))).one().description = "Who waits where."
    remove(Engine, "before_cursor_execute", note)
    assert not [each for each in asked if "entry_lives" in each]


async def test_two_that_stand_at_one_place_in_a_list_do_not_change_it(store: Store, save: Save) -> None:
    """A document may number them alike; then PostgreSQL gives them in any order, and last what was written to last."""
    event = await _saved_event(save)
    links = [
        JoiningLink(event_id=event.id, audience=Audience.PUBLIC, url=f"https://meet.example/{name}") for name in "ab"
    ]
    await save(*links)
    before = await _entry(store)
    for link in links:
        async with store.transaction(now=LATER, by=ALICE) as db:
            written = await db.get_one(JoiningLink, link.id)
            written.released_at = LATER
            await db.flush()
            written.released_at = None
        assert (await _entry(store)).to_ical() == before.to_ical()


async def _saved_with_all_it_names(save: Save) -> None:
    venue, topic, series = Venue(name="Tidewater Hall"), a_topic(), a_series()
    await save(venue, topic, series)
    event = await _saved_event(save, venue_id=venue.id)
    publication = a_publication(_launch_of(event), series_id=series.id, series_number=1)
    await save(
        publication,
        EventPublication(event_id=event.id, publication_id=publication.id),
        EventTopic(event_id=event.id, topic_id=topic.id),
    )


async def test_the_lift_adds_the_embargoed_facts_and_is_the_stamp_of_that(store: Store, save: Save) -> None:
    embargo = an_embargo(LIFT)
    event = await _saved_event(save)
    publication = a_publication(_launch_of(event), "Hidden findings", embargo_id=embargo.id)
    await save(embargo, publication, EventPublication(event_id=event.id, publication_id=publication.id))
    before, after = await _entry(store, LIFT - timedelta(seconds=1)), await _entry(store, LIFT)
    assert "Hidden findings" not in str(before)
    assert "Hidden findings" in after["DESCRIPTION"]
    assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt == LIFT
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 0)


async def test_what_is_hidden_yet_leaves_no_trace_in_what_is_shown(store: Store, save: Save) -> None:
    """Neither when it is added nor when it is changed: a stamp that moves would tell that there is something."""
    event, embargo = await _saved_event(save), an_embargo(LIFT)
    before = await _entry(store)
    publication = a_publication(_launch_of(event), "Hidden findings", embargo_id=embargo.id)
    launched = EventPublication(event_id=event.id, publication_id=publication.id)
    await save(embargo, publication, launched, now=LATER)
    async with store.transaction(now=LATER + HOUR, by=ALICE) as db:
        (await db.get_one(Publication, publication.id)).title = "Hidden again"
    assert (await _entry(store, LATER + HOUR)).to_ical() == before.to_ical()
    assert "Hidden again" in (await _entry(store, LIFT))["DESCRIPTION"]


async def test_a_held_embargo_takes_the_later_entry_away(store: Store, save: Save) -> None:
    embargo = an_embargo(LIFT)
    event = await _saved_event(save)
    publication = a_publication(_launch_of(event), "Hidden findings", embargo_id=embargo.id)
    await save(embargo, publication, EventPublication(event_id=event.id, publication_id=publication.id))
    async with store.transaction(now=LATER, by=ALICE) as db:
        (await db.get_one(Embargo, embargo.id)).held = True
    assert "Hidden findings" not in str(await _entry(store, LIFT + HOUR))


async def test_a_joining_link_is_in_the_entry_of_its_audience_from_its_release(store: Store, save: Save) -> None:
    event = await _saved_event(save)
    public = {"audience": Audience.PUBLIC, "url": "https://meet.example/open", "released_at": LIFT}
    attendees = {"audience": Audience.ATTENDEE, "url": "https://meet.example/room"}
    await save(JoiningLink(event_id=event.id, **public), JoiningLink(event_id=event.id, **attendees))  # type: ignore[arg-type]
    assert "CONFERENCE" not in await _entry(store, LIFT - timedelta(seconds=1))
    assert (await _entry(store, LIFT))["CONFERENCE"] == "https://meet.example/open"


async def test_a_withdrawn_event_leaves_a_tombstone_that_says_no_more_than_that(store: Store, save: Save) -> None:
    event = await _saved_event(save, standfirst="What was said of it.")
    await _revise(store, event, withdrawn_at=LATER, withdrawal_note="It is not ours.")
    entry = await _entry(store, LATER)
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", 1)
    assert "What was said" not in entry["DESCRIPTION"]
    assert "It is not ours." in entry["DESCRIPTION"]


async def test_what_is_edited_after_an_event_was_taken_back_is_in_no_tombstone(store: Store, save: Save) -> None:
    event = await _saved_event(save)
    await _revise(store, event, withdrawn_at=LATER, withdrawal_note="It is not ours.")
    before = await _entry(store)
    out_of_sight = {"day": date(2027, 1, 8), "zone": "Asia/Kathmandu"}
    await _revise(store, event, title="Not for anybody", standfirst="Nor this.", **out_of_sight)
    assert (await _entry(store)).to_ical() == before.to_ical()
    await _revise(store, event, withdrawal_note="It never was.")
    after = await _entry(store)
    assert (after["SUMMARY"], after["SEQUENCE"]) == (before["SUMMARY"], 1)
    assert "It never was." in after["DESCRIPTION"]
    await _revise(store, event, withdrawn_at=None, withdrawal_note=None)
    entry = await _entry(store)
    assert (entry["SUMMARY"], entry["STATUS"], entry["SEQUENCE"]) == ("Not for anybody", "CONFIRMED", 2)


async def test_what_changes_as_an_event_is_taken_back_was_never_served(store: Store, save: Save) -> None:
    event = await _saved_event(save)
    await _revise(store, event, withdrawn_at=LATER, title="Not for anybody")
    assert (await _entry(store))["SUMMARY"] == "Cancelled: The Waiting Room"


async def test_an_organisation_that_was_taken_back_is_named_no_more(store: Store, save: Save) -> None:
    await _saved_event(save)
    async with store.transaction(now=LATER, by=ALICE) as db:
        (await db.get_one(Organisation, LEAD.id)).withdrawn_at = LATER
    assert LEAD.name not in (await _entry(store))["DESCRIPTION"]


# Which links are in the entry of whom.
LINKS = {audience: f"https://meet.example/{audience.name.lower()}" for audience in Audience}
SEEN = {
    Audience.PUBLIC: [Audience.PUBLIC],
    Audience.ONLINE: [Audience.PUBLIC, Audience.ONLINE],
    Audience.ATTENDEE: [Audience.PUBLIC, Audience.ONLINE, Audience.ATTENDEE],
    Audience.SPEAKER: [Audience.PUBLIC, Audience.SPEAKER],
}


async def test_a_link_is_in_the_entries_of_its_audience_and_in_no_other(store: Store, save: Save) -> None:
    event = await _saved_event(save)
    links = [JoiningLink(event_id=event.id, audience=each, url=url) for each, url in LINKS.items()]
    await save(*links, now=LATER)
    sequences = set()
    for audience, seen in SEEN.items():
        entry = await _entry_for(store, event, audience)
        sequences.add(entry["SEQUENCE"])
        said = entry.to_ical().replace(b"\r\n ", b"").decode()
        assert {url for url in LINKS.values() if url in said} == {LINKS[each] for each in seen}
    assert sequences == {1}


async def test_a_call_time_is_for_speakers_alone(store: Store, save: Save) -> None:
    event = await _saved_event(save)
    label = "Green room on the second floor, call time 17.45"
    green = JoiningLink(event_id=event.id, audience=Audience.SPEAKER, url="https://hall.example/green", label=label)
    await save(green, now=LATER)
    assert (await _entry_for(store, event, Audience.SPEAKER))["CONFERENCE"].params["LABEL"] == label
    for audience in (Audience.PUBLIC, Audience.ONLINE, Audience.ATTENDEE):
        assert "CONFERENCE" not in await _entry_for(store, event, audience)


async def test_only_what_says_something_else_is_stored_beside_the_public_entry(store: Store, save: Save) -> None:
    event = await _saved_event(save)
    assert await _stored_for(store) == [Audience.PUBLIC]
    await save(JoiningLink(event_id=event.id, audience=Audience.ONLINE, url=LINKS[Audience.ONLINE]), now=LATER)
    assert await _stored_for(store) == [Audience.PUBLIC, Audience.ONLINE, Audience.ATTENDEE]
    await _revise(store, event, withdrawn_at=LATER)
    assert await _stored_for(store) == [Audience.PUBLIC]


async def test_an_event_withdrawn_later_is_on_until_then(store: Store, save: Save) -> None:
    await _saved_event(save, withdrawn_at=LIFT, withdrawal_note="Not to be read before.")
    before, after = await _entry(store, LIFT - timedelta(seconds=1)), await _entry(store, LIFT)
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert "Not to be read" not in str(before)


async def test_a_draft_has_no_entry(store: Store, save: Save) -> None:
    await _saved_event(save, published_at=None)
    async with store.whole() as db:
        assert not (await db.scalars(select(Entry))).all()


async def test_rebuilding_for_a_new_base_url_keeps_uid_and_sequence(store: Store, save: Save) -> None:
    from events.addresses import Addresses

    await _saved_event(save)
    before = await _entry(store)
    async with store.transaction(now=LATER, by=ALICE) as db:
        await consequences.render_anew(db, Addresses("https://other.example"), LATER)
    entry = await _entry(store)
    assert entry["URL"] == "https://other.example/events/the-waiting-room"
    assert (entry["UID"], entry["SEQUENCE"]) == (before["UID"], before["SEQUENCE"])


histories = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(-3600, 3600)), min_size=1)


@given(histories)
def test_over_any_history_the_sequence_rises_by_one_with_material_changes_only(
    history: list[tuple[str, str, int]],
) -> None:
    """Clocks may run backwards; stamps and SEQUENCE never do, and equal facts change nothing."""
    life: Life | None = None
    now = NOW
    for facts, material, seconds in history:
        now += timedelta(seconds=seconds)
        following = next_life(life, facts=facts + material, later_facts=facts, material=material, now=now)
        if life is not None:
            assert following.sequence - life.sequence == (life.material != material)
            assert following.stamped_at >= life.stamped_at
            assert following.created_at == life.created_at
            assert (following == life) == (life.facts == facts + material)
        life = following


STAMPS = Stamps(0, NOW, NOW)


def _facts(title: str, location: str, topic: str, text: str, label: str) -> EntryFacts:
    return EntryFacts(
        uid="681d915f-5277-4624-b440-bc89ef55b6c9",
        summary=title,
        status="CONFIRMED",
        start=NOW,
        end=LATER,
        zone="Europe/London",
        location=location,
        geo=(51.45, -2.58),
        url="https://launch.example/events/x",
        categories=(topic,) if topic else (),
        description=text,
        conferences=(("https://meet.example/x", label),),
    )


LEAD = an_organisation()


async def _saved_event(save: Save, **facts: Any) -> Event:
    launch = a_launch(LEAD)
    event = an_event(launch, **facts)
    await save(an_organisation(id=LEAD.id), launch, event)
    return event


def _launch_of(event: Event) -> Any:
    return a_launch(LEAD, id=event.launch_id)


async def _revise(store: Store, event: Event, **facts: Any) -> None:
    async with store.transaction(now=LATER, by=ALICE) as db:
        row = await db.get_one(Event, event.id)
        for name, value in facts.items():
            setattr(row, name, value)
        row.settle()


async def _entry(store: Store, at: datetime = LATER) -> Any:
    """The one entry as the public feed has it."""
    async with store.reading() as db:
        stored = await feeds.matching(db, Filters(), reader=ANYONE, now=at)
    calendar = icalendar.Calendar.from_ical(
        feeds.calendar("x", stored, source="https://x/a.ics", page="https://x/a").body
    )
    assert isinstance(calendar, icalendar.Calendar)
    (entry,) = calendar.events
    return entry


async def _entry_for(store: Store, event: Event, audience: Audience) -> Any:
    async with store.reading() as db:
        found = await feeds.for_audience(db, [event.id], audience, reader=ANYONE, now=LATER)
    return icalendar.Event.from_ical(found[event.id])


async def _stored_for(store: Store) -> list[Audience]:
    async with store.whole() as db:
        stored = set(await db.scalars(select(Entry.audience)))
    return [each for each in Audience if each in stored]


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
