"""Preflight over real rows: each check speaks where something is wrong, and keeps silent beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from events import demo
from events.press import approvals, preflight
from events.press.approval_models import Approval, State, Subject
from events.press.models import Release, ReleaseVersion
from events.press.preflight import Facts, Severity
from events.programme.models import Launch
from events.programme.occasions import (
    Access,
    Attendance,
    Event,
    EventFile,
    EventFileUse,
    Speaker,
    SpeakerState,
    Status,
)
from events.storage import Store
from events.visibility import Reader
from tests import factories
from tests.press import preflights
from tests.press.preflights import DAY, LIFT, PNG, World
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


def _set(**facts: Any) -> Callable[[World], None]:
    """`_set(event__day=None)`: changes facts of rows, by the name of the row and of the fact."""

    def change(world: World) -> None:
        for name, value in facts.items():
            row, _, fact = name.partition("__")
            setattr(getattr(world, row), fact, value)
        world.event.settle()

    return change


def _unreadable(world: World) -> None:
    world.embargo.zone = "Mars/Olympus"


def _no_day(world: World) -> None:
    world.event.day = world.event.starts = world.event.ends = world.event.doors = None
    world.event.settle()
    world.version.body = "Words."


def _own_embargo(world: World) -> None:
    own = factories.an_embargo(LIFT + 2 * DAYS)
    world.release.embargo_id = own.id
    world.more.append(own)


def _elsewhere(hours: tuple[time, time | None] | None, **facts: Any) -> Callable[[World], None]:
    """Ruth speaks at another event of the same day too, of another launch of the same organisation."""

    def change(world: World) -> None:
        launch = factories.a_launch(facts.pop("lead", None) or world.lead, title="Other")
        starts, ends = hours or (None, None)
        state = facts.pop("state", SpeakerState.CONFIRMED)
        other = factories.an_event(
            launch, "Queues abroad", **{"published_at": None, "starts": starts, "ends": ends, "doors": None} | facts
        )
        world.more += [launch, other, factories.a_speaker(other, world.ruth, state=state)]

    return change


def _others_draft(world: World) -> None:
    """At an event of another organisation, of which nobody may know yet."""
    rival = factories.an_organisation("Rival Trust")
    world.more.append(rival)
    _elsewhere((time(19, 0), None), lead=rival)(world)


def _twin(**facts: Any) -> Callable[[World], None]:
    def change(world: World) -> None:
        version = {"body": "Geiriau.", "issued_at": None} | facts.pop("version", {})
        usual = {"language": "cy", "published_at": None, "embargo_id": world.embargo.id, "twins_of": world.release.id}
        welsh, text = factories.a_release(world.launch, "Ciwiau", **usual | facts, version=version)
        world.release.twins_of = world.release.id
        contact = type(world.parts[0])(version_id=text.id, contact_id=world.contact.id)
        world.more += [welsh, text, contact]

    return change


def _out(world: World) -> None:
    world.release.published_at = world.version.issued_at = NOW


def _in_series(number: int, *, title: str = "Time and the State") -> Callable[[World], None]:
    def change(world: World) -> None:
        namesake = factories.a_series(title, slug="again", organisation_id=world.lead.id)
        launch = factories.a_launch(world.lead, title="Other")
        other = factories.a_publication(launch, "The Paper Round", series_id=namesake.id, series_number=number)
        world.more += [namesake, launch, other]

    return change


def _photograph(alt: str | None, content: bytes = PNG) -> Callable[[World], None]:
    def change(world: World) -> None:
        file = factories.a_file(content, "hall.png", alt=alt, credit="Ada Moss")
        world.more += [
            *file,
            EventFile(event_id=world.event.id, file_id=file[0].id, use=EventFileUse.PHOTOGRAPH),
        ]

    return change


def _portrait(world: World) -> None:
    file = factories.a_file(PNG, "ruth.png", alt="Ruth Adeyemi at a desk")
    world.ruth.portrait_id = file[0].id
    world.more += file


def _link(path: str) -> Callable[[World], None]:
    return _set(version__body=f"See [this]({path}).")


def _draft_elsewhere(world: World) -> None:
    launch = factories.a_launch(world.lead, title="Other")
    draft = factories.an_event(launch, "Queues abroad", published_at=None, day=date(2027, 3, 4))
    world.more += [launch, draft]
    world.version.body = "See [this](/events/queues-abroad)."


def _announcement(world: World) -> None:
    """Not under the embargo, and it leads to the report, which is."""
    world.release.embargo_id = None
    world.version.body = "See [the report](/publications/the-waiting-room)."


def _open_place(world: World) -> None:
    world.more.append(factories.a_speaker(world.event, None, state=SpeakerState.INVITED, position=3))


CASES: dict[str, tuple[Callable[[World], Any], list[tuple[str, str]]]] = {
    "an event without a title": (_set(event__title=""), [(BLOCKS, "no title")]),
    "a publication whose title is a dash": (_set(report__title=" – "), [(BLOCKS, "no title")]),
    "a release without a headline": (_set(version__headline=""), [(BLOCKS, "no title")]),
    "a headline to be confirmed": (_set(version__headline="TBC"), [(BLOCKS, "no title")]),
    "a title in another script": (_set(report__title="წიგნი"), []),
    "an event without a day": (_no_day, [(BLOCKS, "no day")]),
    "a release without text": (_set(version__body=""), [(BLOCKS, "no text")]),
    "a release of nothing but a line": (_set(version__body="---\n"), [(BLOCKS, "no text")]),
    "an embargo without a moment": (_set(embargo__lifts_at=None), [(BLOCKS, "unreadable embargo")]),
    "an embargo in no zone": (_unreadable, [(BLOCKS, "unreadable embargo")]),
    "an embargo that is held": (_set(embargo__held=True), [(ASKS, "held embargo")]),
    "an embargo that lifts with the first word": (_set(embargo__lifts_at=LIFT.replace(hour=18, minute=30)), []),
    "an embargo that lifts at the speech": (
        _set(embargo__lifts_at=LIFT.replace(hour=19)),
        [(ASKS, "embargo after the event begins")],
    ),
    "an embargo of one release after the event": (_own_embargo, [(ASKS, "embargo after the event begins")]),
    "an embargo after an event that is cancelled, to which the notes still invite": (
        _set(embargo__lifts_at=LIFT + 2 * DAYS, event__status=Status.CANCELLED, version__body="Words."),
        [(ASKS, "called off")],
    ),
    "a release that says what became of the event": (
        _set(event__status=Status.POSTPONED, version__body="The launch is postponed."),
        [],
    ),
    "an embargo gone by over a draft": (_set(embargo__lifts_at=NOW - DAYS), [(ASKS, "embargo over")]),
    "somebody withdrew and is named": (_set(other__state=SpeakerState.WITHDRAWN), [(BLOCKS, "named and gone")]),
    "somebody declined and is named": (_set(other__state=SpeakerState.DECLINED), [(ASKS, "named and gone")]),
    "somebody withdrew and is not named": (
        _set(other__state=SpeakerState.WITHDRAWN, version__body="Queues cost time."),
        [],
    ),
    "somebody withdrew and is only quoted": (
        _set(other__state=SpeakerState.WITHDRAWN, version__body="> Yes.\n> — Tomasz Wieczorek, Chief Executive"),
        [(ASKS, "named and gone")],
    ),
    "somebody withdrew and is only a source": (
        _set(other__state=SpeakerState.WITHDRAWN, version__body="“We waited,” said Tomasz Wieczorek of Westmoor."),
        [(ASKS, "named and gone")],
    ),
    "somebody withdrew and stands in a list of names": (
        _set(other__state=SpeakerState.WITHDRAWN, version__body="- Ruth Adeyemi\n- Tomasz Wieczorek"),
        [(BLOCKS, "named and gone")],
    ),
    "somebody withdrew and the event still names them": (
        _set(other__state=SpeakerState.WITHDRAWN, version__body="Words.", event__description="With Tomasz Wieczorek."),
        [(ASKS, "named and gone")],
    ),
    "somebody is listed by another post": (
        lambda world: setattr(world.posts[1], "role", "Leader of the Opposition"),
        [(ASKS, "listed otherwise")],
    ),
    "somebody is listed at another employer": (
        lambda world: (
            setattr(world.posts[1], "organisation_name", "Eastmoor Council"),
            setattr(world.posts[1], "organisation_id", None),
        ),
        [(ASKS, "listed otherwise")],
    ),
    "somebody quoted is listed otherwise": (
        _set(version__body="> A tax.\n> — Dr Ruth Adeyemi, Head of Policy, Larkfield Foundation"),
        [(ASKS, "listed otherwise")],
    ),
    "somebody is introduced by one of two posts": (
        lambda world: world.more.append(
            factories.a_listed_post(world.other, "Visiting Fellow", world.lead, position=2)
        ),
        [],
    ),
    "somebody has not answered": (_set(speaker__state=SpeakerState.INVITED), [(ASKS, "unconfirmed")]),
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
    "the number in the series is taken": (_in_series(2), [(ASKS, "number in series")]),
    "another number of the series is taken": (_in_series(1), []),
    "the number is taken in another series": (_in_series(2, title="Money and the State"), []),
    "the number is greater than the parts": (
        _set(series__parts=1, version__body="Words."),
        [(ASKS, "number in series")],
    ),
    "a series without parts": (_set(series__parts=None), []),
    "a link to nothing": (_link("/events/nothing"), [(ASKS, "dead link")]),
    "a link to no kind of page": (_link("/event/the-waiting-room"), [(ASKS, "dead link")]),
    "a link to a page in no format of ours": (_link("/events/the-waiting-room.doc"), [(ASKS, "dead link")]),
    "a link to the event's calendar entry": (_link("/events/the-waiting-room.ics"), []),
    "a link to the report under the same embargo": (_link("/publications/the-waiting-room"), []),
    "a link to somebody on the panel": (_link("/people/ruth-adeyemi"), []),
    "a link to the press room": (_link("https://launch.example/press?kind=statement"), []),
    "a link to another site": (_link("https://clf.example/events/nothing"), []),
    "a link of which the formats make nothing": (_link("annex.pdf"), [(ASKS, "dead link")]),
    "an address of ours in the text": (
        _set(version__body="Come to launch.example/events/nothing."),
        [(ASKS, "dead link")],
    ),
    "an address of ours in the text that is there": (
        _set(version__body="See https://launch.example/events/the-waiting-room, please."),
        [],
    ),
    "a link to a draft of another launch": (_draft_elsewhere, [(ASKS, "dead link")]),
    "a link from an announcement to what is under embargo": (_announcement, [(ASKS, "dead link")]),
    "a mark without an endnote": (_set(version__body="True.[^2]"), [(ASKS, "loose endnote")]),
    "an endnote without a mark": (_set(version__body="True.\n\n[^2]: Source."), [(ASKS, "loose endnote")]),
    "no press contact": (lambda world: world.without.append(world.parts[0]), [(ASKS, "press contact")]),
    "a press contact without a number": (_set(contact__phone=None), [(ASKS, "press contact")]),
    "a press contact with a number for the night": (
        _set(contact__phone=None, contact__out_of_hours="+442079460199"),
        [],
    ),
    "a cover without words": (_set(cover_file__alt=None), [(ASKS, "picture without words")]),
    "a picture without a credit": (_set(picture_file__credit=None), [(ASKS, "picture without words")]),
    "a photograph without words": (_photograph(None), [(ASKS, "picture without words")]),
    "a photograph with words": (_photograph("The hall"), []),
    "a document needs no words": (_photograph(None, b"%PDF-1.7"), []),
    "a portrait without a credit": (_portrait, [(ASKS, "picture without words")]),
    "nothing about access": (_set(venue__accessibility=None), [(ASKS, "accessibility")]),
    "access told by the event": (_set(venue__accessibility=None, event__accessibility="Captions."), []),
    "steps do not matter online": (
        _set(event__attendance=Attendance.ONLINE, version__body="Words."),
        [(ASKS, "accessibility")],
    ),
    "a twin that goes out too": (_twin(), []),
    "a twin without text": (_twin(version={"body": ""}), [(BLOCKS, "no text"), (ASKS, "language version")]),
    "a twin that was withdrawn": (
        _twin(published_at=NOW, withdrawn_at=NOW, version={"issued_at": NOW}),
        [(ASKS, "language version")],
    ),
    "a twin under a later embargo": (
        lambda world: (_own_embargo(world), _twin()(world), setattr(world.embargo, "lifts_at", LIFT - DAYS)),
        [(ASKS, "embargo after the event begins"), (ASKS, "language version")],
    ),
    "a correction of one language alone": (
        lambda world: (
            _out(world),
            _twin(published_at=NOW, version={"issued_at": NOW})(world),
            world.more.append(
                ReleaseVersion(release_id=world.release.id, number=2, headline="Queues", body="Words.", correction="So.")
            ),
        ),
        [(ASKS, "press contact"), (ASKS, "language version")],
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
        pytest.param(DAY, DAY, ["lifts", "“The Waiting Room” is on"], id="the day of the lift and the event"),
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
        "Ruth Adeyemi answered about the words of Ruth Adeyemi before the words were changed.",
    }


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
        words = (await approvals.subjects.of(db, [asked], now=NOW))[asked.id]
    assert words
    asked.sha256 = words.sha256
    await save(asked)

    assert preflights.told(await preflights.look_over(store, world, with_approvals=True)) == []


async def test_a_finding_says_where_it_is_mended_and_before_what_it_stands(store: Store, save: Save) -> None:
    world = preflights.a_world()
    _set(other__state=SpeakerState.WITHDRAWN, contact__phone=None)(world)
    await save(*world.rows)

    gone, contact = preflight.findings(await preflights.look_over(store, world), now=NOW)

    assert (gone.about.kind, gone.about.id, gone.about.field) == ("releases", world.release.id, "body")
    assert gone.stands_before([world.release.id])
    assert gone.stands_before([world.event.id])
    assert not gone.stands_before([world.report.id])
    assert (contact.about.kind, contact.about.part) == ("organisations", world.contact.id)
    assert contact.stands_before([world.release.id, None])
    assert gone.sentence.startswith(
        "Tomasz Wieczorek withdrew from “The Waiting Room”, and the release “Queues cost the poorest twice” says: “"
    )


async def test_what_is_written_last_is_looked_over_though_another_version_is_out(store: Store, save: Save) -> None:
    world = preflights.a_world()
    _out(world)
    world.more.append(ReleaseVersion(release_id=world.release.id, number=2, headline="Queues", body="", correction="So."))
    await save(*world.rows)

    assert ("blocks", "no text") in preflights.told(await preflights.look_over(store, world))


async def test_what_was_withdrawn_is_not_looked_over(store: Store, save: Save) -> None:
    world = preflights.a_world()
    world.release.published_at = world.version.issued_at = world.release.withdrawn_at = NOW
    world.version.headline = ""
    await save(*world.rows)

    assert preflights.told(await preflights.look_over(store, world)) == []


async def test_after_the_event_nothing_is_said_of_who_comes_how(store: Store, save: Save) -> None:
    def change(world: World) -> None:
        world.venue.accessibility = None
        world.speaker.state, world.other.state = SpeakerState.INVITED, SpeakerState.WITHDRAWN

    world = preflights.a_world()
    change(world)
    await save(*world.rows)
    late = LIFT + 2 * DAYS
    assert preflights.told(await preflights.look_over(store, world, now=late), now=late) == [("asks", "embargo over")]


PUBLISHING = {
    "Public Services Inside Out": datetime(2010, 4, 13, 9, 0, tzinfo=UTC),
    "The Paper Round": NOW - 215 * DAYS,
    "The Waiting Room": NOW,
}


async def test_the_demonstration_gives_no_false_alarm(store: Store) -> None:
    """The day before each was published, and today."""
    async with store.transaction(now=NOW, by=ALICE) as db:
        await demo.add(db, NOW)

    found = {}
    for title, then in PUBLISHING.items():
        for now in (then, NOW):
            for each in preflight.findings(await _demonstrated(store, title, now), now=now):
                found.setdefault((title, each.check), each)

    assert not [each for each in found.values() if each.severity is Severity.BLOCKS]
    assert set(found) == {
        ("Public Services Inside Out", "accessibility"),
        ("The Paper Round", "accessibility"),
        ("The Waiting Room", "unconfirmed"),  # Idris Fairweather was asked and has not answered
    }


async def _demonstrated(store: Store, title: str, now: datetime) -> Facts:
    async with store.reading_at_desk() as db:
        async with store.whole() as whole:
            launch = (await whole.scalars(select(Launch).where(Launch.title == title))).one()
        reader = Reader(organisations=frozenset({launch.lead_id}))
        return await preflight.facts(db, launch, site=WHERE, reader=reader, now=now)
