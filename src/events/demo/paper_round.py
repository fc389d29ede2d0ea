"""The launch before: the first report of the series, out since its day, with a release that had to be corrected."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from events import times
from events.demo import larkfield, papers, waiting_room
from events.demo.larkfield import Cast
from events.demo.prose import flowing
from events.people.models import Person
from events.press import writing
from events.press.models import Release, ReleaseVersion
from events.programme import embargoes, events, panels, publications, versions
from events.programme.models import Form, Launch, Publication
from events.programme.occasions import Event, SpeakerRole, Venue
from events.storage.files import File

ZONE = waiting_room.ZONE
TITLE = "The Paper Round"
SUBTITLE = "who fills in the forms, and how often"

ABSTRACT = """\
Whoever moves house in the towns we studied fills in nine forms, and tells four offices the same things. *The Paper
Round* counts the hours that such forms take, and describes two councils that have stopped asking twice."""

HEADLINE = "Nine forms to move house, and four offices that ask the same things"
STANDFIRST = "Councils could give people back most of the time that forms take by asking once, a report finds."
WRONG, RIGHT = "41 million", "14 million"
CORRECTION = (
    f"The second paragraph gave the time that forms take as {WRONG} hours a year. It is {RIGHT}; "
    "the figures had been exchanged when the table was copied."
)
BODY = """\
A family that moves house fills in nine forms and tells four offices the same things, says a report published today by
the Larkfield Foundation and the Centre for Local Futures (CLF).

*The Paper Round* puts the time that such forms take at {hours} hours a year in England alone.[^1] Two thirds of the
questions had been answered before, to another desk of the same council.

> Nobody decided that people should write their address eleven times. It is what is left when every office designs its
> own form and none of them meets the person who fills it in.
> — Dr Ruth Adeyemi, Director of Research, Larkfield Foundation

Two councils that took part now ask once and carry the answers over. Mistakes have halved there, and fewer people ring
to find out what became of their papers.[^2]

> We thought that we had a problem with handwriting. We had a problem with asking.
> — Shahida Rahman, Founder, Queue Theory

It is the first report of three in the series Time and the State. Two more follow.

[^1]: Number of forms received, times the median minutes taken to fill them in. Source: Larkfield Foundation, ‘The Paper
    Round: technical annex’, table 3.

[^2]: Forms sent back for correction in the year before and after. Source: Westmoor Council.
"""


def day(now: datetime) -> date:
    """Half a year before the second launch, on a Thursday as well."""
    return waiting_room.day(now) - timedelta(weeks=30)


async def add(db: AsyncSession, cast: Cast, now: datetime) -> None:
    launch = await larkfield.begin(db, TITLE, cast)
    lift = times.instant(day(now), time(0, 1), ZONE)
    await embargoes.put_over(db, launch, lifts_at=lift, zone=ZONE, now=_told(now))
    report = await _report(db, launch, cast, now)
    await _event(db, launch, cast, report, now)
    await _release(db, launch, cast, now)


def _told(now: datetime) -> datetime:
    """A week before its day, when the press list got it."""
    return times.instant(day(now) - timedelta(days=7), time(10, 0), ZONE)


def _corrected(now: datetime) -> datetime:
    return times.instant(day(now) + timedelta(days=4), time(10, 15), ZONE)


async def _report(db: AsyncSession, launch: Launch, cast: Cast, now: datetime) -> Publication:
    report = Publication(
        launch_id=launch.id,
        title=TITLE,
        subtitle=SUBTITLE,
        abstract=flowing(ABSTRACT),
        series_id=cast.series.id,
        series_number=1,
        dated=day(now),
        pages=56,
        doi="10.5555/larkfield.paper-round",
        licence="CC BY 4.0",
    )
    authors: list[Person | str] = [cast.people["Dr Ruth Adeyemi"], "Petra Lindqvist"]
    await publications.add(db, report, authors=authors, publishers=[cast.larkfield, cast.clf], topics=cast.topics)
    for dated, note in (
        (day(now), None),
        (_corrected(now).date(), f"Table 3: the total is {RIGHT} hours, not {WRONG}."),
    ):
        version = await versions.add(db, report, dated=dated, note=note)
        file = File(name=f"the-paper-round-{version.number}.pdf", added_at=_told(now), language="en-GB")
        lines = [SUBTITLE, "", f"Version {version.number}. This page stands in for a report.", larkfield.INVENTED]
        await versions.add_file(db, version, Form.FULL, file, papers.pdf(TITLE, lines), language="en-GB")
    publications.publish(report, now=_told(now))
    return report


async def _event(db: AsyncSession, launch: Launch, cast: Cast, report: Publication, now: datetime) -> None:
    venue = Venue(name="The Old Counting House", address="3 Market Row", place="Westmoor", country="GB")
    db.add(venue)
    event = Event(
        launch_id=launch.id,
        title=TITLE,
        standfirst="How often people tell the state the same things, and two councils that have stopped asking twice.",
        day=day(now),
        starts=time(12, 30),
        ends=time(14, 0),
        zone=ZONE,
        venue_id=venue.id,
        recording="https://video.larkfield.example/the-paper-round",
    )
    await events.add(db, event, publications=[report], topics=cast.topics)
    for name, role in (
        ("Miriam Castellanos", SpeakerRole.CHAIR),
        ("Dr Ruth Adeyemi", SpeakerRole.SPEAKER),
        ("Shahida Rahman", SpeakerRole.PANELLIST),
    ):
        panels.confirm(await panels.put_on_stage(db, event, cast.people[name], role=role, now=now))
    panels.withdraw(await panels.put_on_stage(db, event, cast.people["Tomasz Wieczorek"], now=now))
    events.publish(event, now=_told(now))


async def _release(db: AsyncSession, launch: Launch, cast: Cast, now: datetime) -> None:
    release = Release(launch_id=launch.id)
    version = ReleaseVersion(
        release_id=release.id,
        headline=HEADLINE,
        standfirst=STANDFIRST,
        dateline="Westmoor",
        dated=day(now),
        pull_quote="We thought that we had a problem with handwriting. We had a problem with asking",
        pull_quote_speaker="Shahida Rahman, Queue Theory",
        body=flowing(BODY).format(hours=WRONG),
    )
    notes = [
        "The panel is Ruth Adeyemi and Shahida Rahman, chaired by Miriam Castellanos.",
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
    await writing.issue(db, release, now=_told(now))
    second = await writing.correct(db, release, note=CORRECTION)
    second.body = flowing(BODY).format(hours=RIGHT)
    await writing.issue(db, release, now=_corrected(now))
