"""The launch to come, next month: the second report of the series, under embargo until its day."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.demo import larkfield, papers
from events.demo.larkfield import Cast
from events.demo.prose import flowing
from events.press import writing
from events.press.models import Release, ReleaseKind, ReleaseVersion
from events.programme import embargoes, events, panels, publications, running_order, versions
from events.programme.models import Form, Launch, Publication
from events.programme.occasions import (
    Attendance,
    Audience,
    Event,
    JoiningLink,
    SpeakerRole,
    Terms,
    Venue,
)
from events.storage.files import File

ZONE = "Europe/London"
TITLE = "The Waiting Room"
SUBTITLE = "what delay costs, and who pays for it"

TERMS = """\
Not for publication, broadcast or posting before the embargo lifts, in whole or in part. You may put questions to those
named in the release before then, if you make the embargo plain to them."""

STANDFIRST = "What an hour in a public queue costs, who pays for it, and which offices have made it shorter."

DESCRIPTION = """\
For a year, 2,400 people noted how long they waited for courts, clinics and council offices after the moment they had
been promised. Ruth Adeyemi presents what they found; a panel of those who run queues and those who study them answers.

There is tea from 18.00, and time for questions from the room and from those online.

This launch, its people and its findings are invented, to show what an event looks like here."""

ABSTRACT = """\
Public services keep people waiting, and nobody counts the hours. *The Waiting Room* follows 2,400 people through
courts, clinics and council offices in six areas. It measures how long they wait after the moment they were promised,
what that costs them, and what has helped where queues have become shorter."""

SUMMARY = """\
The Waiting Room: a summary

1. People in Britain lose 310 million hours a year waiting for public services after the moment they were promised.
2. For those on the lowest fifth of incomes an hour lost costs twice as much, as a share of their pay.
3. Delay was shortest where staff who met the public could change the order of the day.
4. Every public body should publish its median wait beside its opening hours.

Invented for this demonstration.
"""

ANNOUNCEMENT = """\
The Larkfield Foundation and the Centre for Local Futures (CLF) launch *The Waiting Room* with a panel of people who run
queues and people who stand in them. Miriam Castellanos, presenter of The Long View, is in the chair.

> We counted hours that no office had ever counted, because they were not its own.
> — Dr Ruth Adeyemi, Director of Research, Larkfield Foundation

Tea is served from 18.00, and the first question is put from the room.

> Nobody ever sent me a bill for an afternoon, and nobody ever paid me one back. I should like to hear an office say
> what it thinks mine is worth.
> — Shahida Rahman, Founder, Queue Theory

Journalists who agree to the embargo can ask the press contacts for the report."""

HEADLINE = "An hour in a public queue costs the poorest twice as much"
RELEASE_STANDFIRST = (
    "The first national count of time spent waiting for courts, clinics and councils comes to 310 million hours a year."
)
PULL_QUOTE = "A queue is a tax that nobody voted for"
BODY = """\
People in Britain spend 310 million hours a year waiting for public services after the moment they were promised one,
according to a report published today by the Larkfield Foundation and the Centre for Local Futures (CLF) at the
University of Wexcombe. Those on the lowest fifth of incomes lose twice as much of their pay for each hour as those on
the highest.[^1]

*The Waiting Room* follows 2,400 people through courts, clinics and council offices in six areas. It is the second
report of three in the series Time and the State.

> A queue is a tax that nobody voted for. We found that it is collected hardest from people paid by the hour, and that
> the offices which cut it did so by moving one member of staff, not by buying a system.
> — Dr Ruth Adeyemi, Director of Research, Larkfield Foundation

Delay was shortest where staff who met the public could change the order of the day. In Westmoor, letting clerks rebook
on the spot cut the median wait for a housing appointment from 71 days to 19.[^2]

> We had measured how busy we were for twenty years. Nobody had asked us to measure how long people stood there.
> — Tomasz Wieczorek, Chief Executive, Westmoor Council

The authors recommend that every public body publish its median wait beside its opening hours. The report is launched
this evening at Tidewater Hall, Bristol, and online.

[^1]: Pay lost is hours waited in paid time at the hourly rate reported, before tax. Source: Larkfield Foundation,
    ‘The Waiting Room: technical annex’, table 14.

[^2]: Median of all housing appointments in the six months before and after the change. Source: Westmoor Council.
"""

RUNNING_ORDER = """\
18.00 Doors, tea and an exhibition of queue tickets
18.30 Welcome, Miriam Castellanos
18.35 The findings, Dr Ruth Adeyemi
18.55 A response, then the panel
    Tomasz Wieczorek, Shahida Rahman, Prof. Siân Llewellyn-Ferreira; chair: Miriam Castellanos
19.25 Questions from the room and online
20.00 Close
"""


def day(now: datetime) -> date:
    """A Thursday 25 to 31 days ahead, or sooner where that is at Christmas; clocks in Britain change on Sundays."""
    soonest = times.local(now, ZONE).date() + timedelta(days=25)
    thursday = soonest + timedelta(days=(3 - soonest.weekday()) % 7)
    while not (1, 2) < (thursday.month, thursday.day) < (12, 20):
        thursday -= timedelta(weeks=1)
    return thursday


async def add(db: AsyncSession, cast: Cast, now: datetime) -> None:
    launch = await larkfield.begin(db, TITLE, cast)
    lift = times.instant(day(now), time(0, 1), ZONE)
    await embargoes.put_over(db, launch, lifts_at=lift, zone=ZONE, terms=flowing(TERMS), now=now)
    report = await _report(db, launch, cast, now)
    event = await _event(db, launch, cast, report, now)
    await _panel(db, event, cast, now)
    await _announcement(db, launch, cast, now)
    await _release(db, launch, cast, now)


async def _report(db: AsyncSession, launch: Launch, cast: Cast, now: datetime) -> Publication:
    report = Publication(
        launch_id=launch.id,
        title=TITLE,
        subtitle=SUBTITLE,
        abstract=flowing(ABSTRACT),
        series_id=cast.series.id,
        series_number=2,
        dated=day(now),
        pages=84,
        isbn="9781234567897",
        doi="10.5555/larkfield.waiting-room",
        licence="CC BY 4.0",
    )
    authors = [cast.people["Dr Ruth Adeyemi"], cast.people["Tomasz Wieczorek"]]
    publishers = [cast.larkfield, cast.clf]
    await publications.add(db, report, authors=authors, publishers=publishers, topics=cast.topics)
    version = await versions.add(db, report, dated=day(now))
    full = File(name="the-waiting-room.pdf", added_at=now, language="en-GB")
    page = papers.pdf(TITLE, [SUBTITLE, "", "This page stands in for a report.", larkfield.INVENTED])
    await versions.add_file(db, version, Form.FULL, full, page, language="en-GB")
    summary = File(name="the-waiting-room-summary.txt", added_at=now, language="en-GB")
    await versions.add_file(db, version, Form.SUMMARY, summary, SUMMARY.encode(), language="en-GB")
    publications.publish(report, now=now)
    return report


async def _event(db: AsyncSession, launch: Launch, cast: Cast, report: Publication, now: datetime) -> Event:
    venue = _venue()
    db.add(venue)
    event = Event(
        launch_id=launch.id,
        title=TITLE,
        standfirst=STANDFIRST,
        description=flowing(DESCRIPTION),
        day=day(now),
        doors=time(18, 0),
        starts=time(18, 30),
        ends=time(20, 0),
        zone=ZONE,
        attendance=Attendance.BOTH,
        venue_id=venue.id,
        room_capacity=120,
        online_capacity=500,
        terms=Terms.ON_THE_RECORD,
        hashtag="TheWaitingRoom",
        accessibility="Live captions in the room and online. BSL interpreter. Ask for anything else: "
        "access@larkfield.example",
    )
    await events.add(db, event, publications=[report], topics=cast.topics)
    _add_joining_links(db, event)
    events.publish(event, now=now)
    return event


def _venue() -> Venue:
    return Venue(
        name="Tidewater Hall",
        address="12 Quay Street BS1 4ZZ",
        place="Bristol",
        country="GB",
        directions="The entrance is on the water side, by the footbridge. Bicycles can be left in the yard.",
        accessibility="Step-free from the street, and a lift to every floor. Hearing loop. A quiet room.",
        website="https://tidewater.example",
        latitude=51.4496,
        longitude=-2.5986,
    )


def _add_joining_links(db: AsyncSession, event: Event) -> None:
    """For those who registered, an hour before the beginning; for speakers a room of their own. None is public."""
    assert event.starts_at
    base = "https://live.larkfield.example"
    opened = event.starts_at - timedelta(hours=1)
    for position, (audience, url, label) in enumerate(
        (
            (Audience.ONLINE, f"{base}/the-waiting-room?key=9d41c7", "Watch live, with captions"),
            (Audience.SPEAKER, f"{base}/green-room?key=7be205", "Green room"),
        )
    ):
        db.add(
            JoiningLink(
                event_id=event.id, audience=audience, url=url, label=label, released_at=opened, position=position
            )
        )


async def _panel(db: AsyncSession, event: Event, cast: Cast, now: datetime) -> None:
    """A chair, four speakers, a place to be announced, somebody who was asked and has not answered; who does what."""
    for name, role in (
        ("Miriam Castellanos", SpeakerRole.CHAIR),
        ("Dr Ruth Adeyemi", SpeakerRole.KEYNOTE),
        ("Tomasz Wieczorek", SpeakerRole.PANELLIST),
        ("Shahida Rahman", SpeakerRole.PANELLIST),
        ("Prof. Siân Llewellyn-Ferreira", SpeakerRole.RESPONDENT),
    ):
        panels.confirm(await panels.put_on_stage(db, event, cast.people[name], role=role, now=now))
    await panels.leave_open(db, event, now=now)
    await panels.put_on_stage(db, event, cast.people["Idris Fairweather"], now=now)
    await running_order.add(db, event, running_order.read(RUNNING_ORDER, event)[0])


async def _announcement(db: AsyncSession, launch: Launch, cast: Cast, now: datetime) -> None:
    """Told openly before the lift: who speaks when, and nothing that the report finds."""
    note = Release(launch_id=launch.id, kind=ReleaseKind.OPERATIONAL_NOTE)
    version = ReleaseVersion(
        release_id=note.id,
        headline="How long did you wait? A report and a panel ask who pays for queues",
        standfirst="The Waiting Room is launched in Bristol and online. Journalists can read the report beforehand.",
        dateline="Bristol",
        dated=times.local(now, ZONE).date(),
        pull_quote="Nobody ever sent me a bill for an afternoon, and nobody ever paid me one back",
        pull_quote_speaker="Shahida Rahman, Queue Theory",
        body=flowing(ANNOUNCEMENT),
    )
    notes = ["Everybody named here was invented for this demonstration."]
    await writing.draft(
        db, note, version, notes=notes, contacts=cast.contacts, boilerplates=cast.boilerplates, topics=cast.topics
    )
    await writing.issue(db, note, now=now)


async def _release(db: AsyncSession, launch: Launch, cast: Cast, now: datetime) -> None:
    release = Release(launch_id=launch.id)
    version = ReleaseVersion(
        release_id=release.id,
        headline=HEADLINE,
        standfirst=RELEASE_STANDFIRST,
        dateline="Bristol",
        dated=day(now),
        pull_quote=PULL_QUOTE,
        pull_quote_speaker="Ruth Adeyemi, Larkfield Foundation",
        body=flowing(BODY),
    )
    asked_from = times.full_day(day(now) - timedelta(days=2))
    notes = [
        f"Ruth Adeyemi, Tomasz Wieczorek and Shahida Rahman are available for interview from {asked_from}.",
        "A press bench is kept at the launch: Tidewater Hall, Bristol, 18.30 to 20.00, doors at 18.00.",
        "Everybody named here was invented for this demonstration, and so were the figures.",
    ]
    await writing.draft(
        db,
        release,
        version,
        notes=notes,
        contacts=cast.contacts,
        boilerplates=cast.boilerplates,
        topics=cast.topics,
    )
    await writing.issue(db, release, now=now)
