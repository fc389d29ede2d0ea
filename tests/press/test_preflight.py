"""Preflight over real rows: each check speaks where something is wrong, and keeps silent beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from events import demo
from events.people.models import Organisation
from events.press import preflight, subjects
from events.press.approval_models import Approval, State, Subject
from events.press.models import ReleaseContact, ReleaseVersion
from events.press.preflight import Facts, Finding, Severity
from events.programme.models import Launch
from events.programme.occasions import (
    Access,
    Event,
    EventFile,
    EventFileUse,
    SpeakerState,
    Status,
)
from events.storage import Store
from events.visibility import Reader
from tests import factories
from tests.press import preflights
from tests.press.preflights import DAY, LIFT, PNG, World, setting
from tests.stores import ALICE, NOW, WHERE, Save

DAYS = timedelta(days=1)
BLOCKS, ASKS = "blocks", "asks"


async def _found(store: Store, save: Save, change: Callable[[World], Any], **more: Any) -> list[tuple[str, str]]:
    world = preflights.a_world()
    change(world)
    await save(*world.rows)
    return preflights.told(await preflights.look_over(store, world, **more))


async def test_nothing_is_found_where_everything_is_right(store: Store, save: Save) -> None:
    assert await _found(store, save, lambda world: None) == []


def _own_embargo(world: World) -> None:
    own = factories.an_embargo(LIFT + 2 * DAYS)
    world.release.embargo_id = own.id
    world.more.append(own)


def _elsewhere(
    hours: tuple[time, time | None] | None,
    *,
    state: SpeakerState = SpeakerState.CONFIRMED,
    lead: Organisation | None = None,
    **facts: Any,
) -> Callable[[World], None]:
    """Ruth speaks at another event of the same day too, of another launch of the same organisation."""

    def change(world: World) -> None:
        launch = factories.a_launch(lead or world.lead, title="Other")
        starts, ends = hours or (None, None)
        usual: dict[str, Any] = {"published_at": None, "starts": starts, "ends": ends, "doors": None}
        other = factories.an_event(launch, "Queues abroad", **usual | facts)
        world.more += [launch, other, factories.a_speaker(other, world.ruth, state=state)]

    return change


def _on_another_evening(world: World) -> None:
    """Tomasz cannot come that evening, and is on the panel of another of the same launch."""
    world.other.state = SpeakerState.WITHDRAWN
    again = factories.an_event(
        world.launch, "Queues again", published_at=None, day=date(2027, 1, 14), venue_id=world.venue.id
    )
    world.more += [again, factories.a_speaker(again, world.tomasz)]


def _others_draft(world: World) -> None:
    """At an event of another organisation, of which nobody may know yet."""
    rival = factories.an_organisation("Rival Trust")
    world.more.append(rival)
    _elsewhere((time(19, 0), None), lead=rival)(world)


def _twin(version: dict[str, Any] | None = None, **facts: Any) -> Callable[[World], None]:
    def change(world: World) -> None:
        text_facts = {"body": "Geiriau.", "issued_at": None} | (version or {})
        usual = {"language": "cy", "published_at": None, "embargo_id": world.embargo.id, "twins_of": world.release.id}
        welsh, text = factories.a_release(world.launch, "Ciwiau", **usual | facts, version=text_facts)
        world.release.twins_of = world.release.id
        contact = ReleaseContact(version_id=text.id, contact_id=world.contact.id)
        world.more += [welsh, text, contact]

    return change


def _in_series(number: int, *, title: str = "Time and the State") -> Callable[[World], None]:
    def change(world: World) -> None:
        namesake = factories.a_series(title, slug="again", organisation_id=world.lead.id)
        launch = factories.a_launch(world.lead, title="Other")
        other = factories.a_publication(launch, "The Paper Round", series_id=namesake.id, series_number=number)
        world.more += [namesake, launch, other]

    return change


def _unnumbered(number: int, **facts: Any) -> Callable[[World], None]:
    def change(world: World) -> None:
        world.report.series_number = None
        _in_series(number, **facts)(world)

    return change


def _photograph(
    alt: str | None, content: bytes = PNG, use: EventFileUse = EventFileUse.PHOTOGRAPH
) -> Callable[[World], None]:
    def change(world: World) -> None:
        file = factories.a_file(content, "hall.png", alt=alt, credit="Ada Moss")
        world.more += [
            *file,
            EventFile(event_id=world.event.id, file_id=file[0].id, use=use),
        ]

    return change


def _portrait(world: World) -> None:
    file = factories.a_file(PNG, "ruth.png", alt="Ruth Adeyemi at a desk")
    world.ruth.portrait_id = file[0].id
    world.more += file


def _open_place(world: World) -> None:
    world.more.append(factories.a_speaker(world.event, None, state=SpeakerState.INVITED, position=3))


def _twin_under_its_own_embargo(world: World) -> None:
    _twin()(world)
    _own_embargo(world)
    world.embargo.lifts_at = LIFT - DAYS


def _correct(world: World, body: str = "Words.") -> None:
    """What is out gets a draft of a second version."""
    world.release.published_at = world.version.issued_at = NOW
    second: dict[str, Any] = {"release_id": world.release.id, "number": 2, "headline": "Queues", "correction": "So."}
    world.more.append(ReleaseVersion(**second, body=body))


def _correction_of_one_language(world: World) -> None:
    _correct(world)
    _twin(published_at=NOW, version={"issued_at": NOW})(world)


CASES: dict[str, tuple[Callable[[World], Any], list[tuple[str, str]]]] = {
    "an embargo of one release after the event": (_own_embargo, [(ASKS, "embargo after the event begins")]),
    "somebody is introduced by one of two posts": (
        lambda world: world.more.append(
            factories.a_listed_post(world.other, "Visiting Fellow", world.lead, position=2)
        ),
        [],
    ),
    "a place is open": (_open_place, []),
    "somebody speaks elsewhere at that hour": (_elsewhere((time(19, 0), time(21, 0))), [(ASKS, "in two places")]),
    "somebody speaks elsewhere, till when is not known": (_elsewhere((time(17, 30), None)), [(ASKS, "in two places")]),
    "somebody speaks elsewhere just before": (_elsewhere((time(17, 0), time(18, 30))), []),
    "somebody speaks elsewhere that day at no known hour": (_elsewhere(None), []),
    "somebody declined to speak elsewhere": (_elsewhere((time(19, 0), None), state=SpeakerState.DECLINED), []),
    "somebody was to speak at what is cancelled": (_elsewhere((time(19, 0), None), status=Status.CANCELLED), []),
    "somebody speaks at another's draft": (_others_draft, []),
    "somebody speaks privately at that hour": (
        _elsewhere((time(19, 0), None), access=Access.PRIVATE),
        [(ASKS, "in two places")],
    ),
    "somebody withdrew and comes on another evening": (_on_another_evening, []),
    "the number in the series is taken": (_in_series(2), [(ASKS, "number in series")]),
    "no number in a series of which others have one": (_unnumbered(2), [(ASKS, "number in series")]),
    "no number in another series": (_unnumbered(2, title="Money and the State"), []),
    "another number of the series is taken": (_in_series(1), []),
    "the number is taken in another series": (_in_series(2, title="Money and the State"), []),
    "a photograph without words": (_photograph(None), [(ASKS, "picture without words")]),
    "a picture among the slides without words": (
        _photograph(None, use=EventFileUse.SLIDES),
        [(ASKS, "picture without words")],
    ),
    "a photograph with words": (_photograph("The hall"), []),
    "a document needs no words": (_photograph(None, b"%PDF-1.7"), []),
    "a portrait without a credit": (_portrait, [(ASKS, "picture without words")]),
    "a twin that goes out too": (_twin(), []),
    "a twin without text": (_twin(version={"body": ""}), [(BLOCKS, "no text"), (ASKS, "language version")]),
    "a twin that was withdrawn": (
        _twin(published_at=NOW, withdrawn_at=NOW, version={"issued_at": NOW}),
        [(ASKS, "language version")],
    ),
    "a twin under a later embargo": (
        _twin_under_its_own_embargo,
        [(ASKS, "embargo after the event begins"), (ASKS, "language version")],
    ),
    "a correction of one language alone": (
        _correction_of_one_language,
        [(ASKS, "lead named nowhere"), (ASKS, "press contact"), (ASKS, "language version")],
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
async def test_what_is_found(
    change: Callable[[World], Any], expected: list[tuple[str, str]], store: Store, save: Save
) -> None:
    assert await _found(store, save, change) == expected


async def test_a_twin_stays_behind_where_one_goes_out_alone(store: Store, save: Save) -> None:
    world = preflights.a_world()
    _twin()(world)
    await save(*world.rows)

    facts = await preflights.look_over(store, world, going=[world.release.id])

    [found] = preflight.findings(facts, now=NOW)
    assert found.sentence == (
        "The Welsh version of “Queues cost the poorest twice” stays a draft, and the English one does not wait for it."
    )
    assert found.stands_before([world.release.id])


LINKS = {
    "/": True,
    "/press?kind=statement": True,
    "/events.ics": True,
    "/events/an-evening-on-queues": True,
    "/events/an-evening-on-queues.ics": True,
    "/events/an-evening-on-queues.doc": False,
    "/events/nothing": False,
    "/event/an-evening-on-queues": False,
    "/publications/the-waiting-room": True,  # under the same embargo
    "/press/queues-cost-the-poorest-twice.pdf": True,
    "/people/ruth-adeyemi": True,
    "/organisations/westmoor-council": True,
    "/events/queues-abroad": False,  # a draft of another launch
    "/events/queues-at-home": True,
    "/events/queues-of-old": True,  # redirects there
    "/files/00000000-0000-4000-8000-000000000000": False,
    "/office/launches": True,  # none of our business here
    "https://launch.example/series/time-and-the-state": True,
    "https://launch.example/topics/nothing": False,
    "https://clf.example/events/nothing": True,
}


async def test_links_to_our_own_pages_lead_somewhere_once_the_release_is_out(store: Store, save: Save) -> None:
    world = preflights.a_world()
    launch = factories.a_launch(world.lead, title="Other")
    draft = factories.an_event(launch, "Queues abroad", published_at=None, day=date(2027, 3, 4))
    public = factories.an_event(launch, "Queues at home", slug="queues-of-old", day=date(2027, 3, 4))
    world.version.body = "\n\n".join(f"[here]({each})" for each in LINKS) + "\n\nSee launch.example/people/nobody."
    await save(*world.rows, launch, draft, public)
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Event, public.id)).slug = "queues-at-home"

    facts = await preflights.look_over(store, world)

    dead = [each.partition(" leads to ")[2].partition(" ")[0] for each in preflights.sentences(facts)]
    assert dead == [
        *(each.removeprefix("https://launch.example") for each, leads in LINKS.items() if not leads),
        "/people/nobody",
    ]


async def test_an_announcement_leads_nowhere_that_is_under_embargo(store: Store, save: Save) -> None:
    def change(world: World) -> None:
        world.release.embargo_id = world.version.dated = None
        world.version.body = "See [the report](/publications/the-waiting-room)."

    assert await _found(store, save, change) == [(ASKS, "dead link")]


@dataclass(frozen=True)
class _Caution:
    name: str
    starts: date
    ends: date
    note: str | None = None


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        pytest.param(NOW.date(), NOW.date(), ["publish"], id="the day of publishing"),
        pytest.param(DAY, DAY, ["lifts", "“An evening on queues” is on"], id="the day of the lift and the event"),
        pytest.param(NOW.date() + DAYS, DAY - DAYS, [], id="the days between"),
        pytest.param(DAY + DAYS, DAY + 9 * DAYS, [], id="afterwards"),
        pytest.param(NOW.date() - DAYS, DAY + DAYS, ["publish", "lifts", "is on"], id="all of it"),
    ],
)
async def test_a_caution_is_told_of_what_falls_into_it(
    starts: date, ends: date, expected: list[str], store: Store, save: Save
) -> None:
    world = preflights.a_world()
    await save(*world.rows)

    facts = await preflights.look_over(store, world, cautions=[_Caution("Pre-election period", starts, ends)])

    found = preflights.sentences(facts)
    assert len(found) == len(expected)
    assert all(part in sentence for part, sentence in zip(expected, found, strict=True))
    assert all("Pre-election period" in sentence for sentence in found)


def _asked(world: World, subject: Subject, **facts: Any) -> Approval:
    usual: dict[str, Any] = {"launch_id": world.launch.id, "name": "Ruth Adeyemi", "mail": "ruth@larkfield.example"}
    return Approval(**usual | {"subject": subject, "number": 1, "sha256": "", "asked_at": NOW} | facts)


async def test_words_and_listings_not_approved_are_asked_about(store: Store, save: Save) -> None:
    world = preflights.a_world()
    world.more += [
        _asked(world, Subject.LISTING, speaker_id=world.other.id, name="Tomasz Wieczorek"),
        _asked(world, Subject.QUOTATION, release_id=world.release.id, quoted="Ruth Adeyemi", state=State.DECLINED),
    ]
    await save(*world.rows)

    found = preflight.findings(await preflights.look_over(store, world, with_approvals=True), now=NOW)

    assert {each.sentence for each in found} == {
        "Tomasz Wieczorek has not answered yet about the listing.",
        "Ruth Adeyemi answered about their words before the words were changed.",
    }


async def test_what_went_out_waits_for_no_approval(store: Store, save: Save) -> None:
    world = preflights.a_world()
    world.release.published_at = world.version.issued_at = NOW
    world.more.append(_asked(world, Subject.QUOTATION, release_id=world.release.id, quoted="Ruth Adeyemi"))
    await save(*world.rows)
    waiting = await preflights.look_over(store, world, with_approvals=True)

    world.release.embargo_id = world.report.embargo_id = None
    await save(world.release, world.report)

    assert preflights.told(waiting) == [("asks", "not signed off")]  # under embargo it can still be mended
    assert preflights.told(await preflights.look_over(store, world, with_approvals=True)) == []


async def test_whose_words_nobody_asked_about_is_told_once(store: Store, save: Save) -> None:
    world = preflights.a_world()
    await save(*world.rows)

    found = preflight.findings(await preflights.look_over(store, world, with_approvals=True), now=NOW)

    assert [(each.check, each.sentence.partition(" is quoted")[0]) for each in found] == [
        ("not signed off", "Ruth Adeyemi")
    ]


async def test_words_that_were_approved_are_left_alone(store: Store, save: Save) -> None:
    world = preflights.a_world()
    asked = _asked(world, Subject.QUOTATION, release_id=world.release.id, quoted="Ruth Adeyemi", state=State.APPROVED)
    await save(*world.rows)
    async with store.whole() as db:
        words = (await subjects.of(db, [asked], now=NOW))[asked.id]
    assert words
    asked.sha256 = words.sha256
    await save(asked)

    assert preflights.told(await preflights.look_over(store, world, with_approvals=True)) == []


async def test_a_finding_says_where_it_is_mended_and_before_what_it_stands(store: Store, save: Save) -> None:
    world = preflights.a_world()
    setting(other__state=SpeakerState.WITHDRAWN, contact__phone=None)(world)
    await save(*world.rows)

    gone, contact = preflight.findings(await preflights.look_over(store, world), now=NOW)

    assert (gone.about.kind, gone.about.id, gone.about.field) == ("releases", world.release.id, "body")
    assert gone.stands_before([world.release.id])
    assert gone.stands_before([world.event.id])
    assert not gone.stands_before([world.report.id])
    assert (contact.about.kind, contact.about.part) == ("organisations", world.contact.id)
    assert contact.stands_before([world.release.id, None])
    assert gone.sentence.startswith(
        "Tomasz Wieczorek withdrew from “An evening on queues”, and the release “Queues cost the poorest twice” says: “"
    )


async def test_what_is_written_last_is_looked_over_though_another_version_is_out(store: Store, save: Save) -> None:
    world = preflights.a_world()
    _correct(world, body="")
    await save(*world.rows)

    assert ("blocks", "no text") in preflights.told(await preflights.look_over(store, world))


async def test_what_a_handler_has_just_changed_is_looked_over(store: Store, save: Save) -> None:
    world = preflights.a_world()
    await save(*world.rows)
    reader = Reader(organisations=frozenset({world.lead.id}))

    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Event, world.event.id)).title = ""
        launch = await db.get_one(Launch, world.launch.id)
        found = preflights.told(await preflight.facts(db, launch, site=WHERE, reader=reader, now=NOW))

    assert (BLOCKS, "no title") in found


async def test_what_was_withdrawn_is_not_looked_over(store: Store, save: Save) -> None:
    world = preflights.a_world()
    world.release.published_at = world.version.issued_at = world.release.withdrawn_at = NOW
    world.version.headline = ""
    await save(*world.rows)

    assert preflights.told(await preflights.look_over(store, world)) == []


PUBLISHING = {
    "Public Services Inside Out": datetime(2010, 4, 13, 9, 0, tzinfo=UTC),
    "The Paper Round": NOW - 215 * DAYS,
    "The Waiting Room": NOW,
}


async def test_the_demonstration_gives_no_false_alarm(store: Store) -> None:
    """The day before each was published, and today."""
    async with store.transaction(now=NOW, by=ALICE) as db:
        await demo.add(db, NOW)

    found: dict[tuple[str, str], Finding] = {}
    for title, then in PUBLISHING.items():
        for now in (then, NOW):
            for each in preflight.findings(await _demonstrated(store, title, now), now=now):
                found.setdefault((title, each.check), each)

    assert not [each for each in found.values() if each.severity is Severity.BLOCKS]
    assert set(found) == {
        ("Public Services Inside Out", "accessibility"),
        ("The Paper Round", "accessibility"),
        ("The Paper Round", "news before the lift"),  # announced by the name of the report, as may be
        ("The Waiting Room", "news before the lift"),
        ("The Waiting Room", "unconfirmed"),  # Idris Fairweather was asked and has not answered
    }


async def _demonstrated(store: Store, title: str, now: datetime) -> Facts:
    async with store.reading_at_desk() as db:
        async with store.whole() as whole:
            launch = (await whole.scalars(select(Launch).where(Launch.title == title))).one()
        reader = Reader(organisations=frozenset({launch.lead_id}))
        return await preflight.facts(db, launch, site=WHERE, reader=reader, now=now)
