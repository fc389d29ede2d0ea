"""What an action changes where, and what is out of our reach: said beforehand, kept afterwards."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import addresses, times
from events.people.models import Organisation, Person
from events.press.models import Release
from events.programme.models import Launch, Launched, Publication, Series, Topic
from events.programme.occasions import Access, Event, Speaker, SpeakerState
from events.templating import joined
from events.visibility import ANYONE, Aftermath, Embargo, is_visible, visible
from events.web import wording


@dataclass(frozen=True)
class Effects:
    """A sentence for each place that will say so, and one for each thing that we cannot call back.

    `where` sums the places up as a button says it: `1 page, 3 feeds and 1 release`.
    """

    where: str
    said: Sequence[str]
    lost: Sequence[str]
    told: Sequence[str] = ()  # what the receipt says of those places, where afterwards it is said otherwise


UNSEEN = Effects("", ["Nobody outside sees it, so nothing public changes."], [])


def of_event(event: Event, releases: Sequence[Release], now: datetime, *, goes_out: bool = False) -> Effects:
    """`event` and `releases` as the office loads them; `goes_out` if it is about to be public."""
    was_public = is_visible(event, ANYONE, now, embargo=event.embargo)
    if not (was_public or goes_out):
        return UNSEEN
    feeds = feeds_with(event, now)
    issued = [each for each in releases if each.published_at and not each.withdrawn_at]
    said = [
        *_all_once_it_lifts(event, now),
        f"The event page, {addresses.event(event)}",
        f"{counted(len(feeds), 'calendar feed')}: {joined(feeds)}" if feeds else "No calendar feed: it is private",
        *(f"The release “{each.current.headline}”, in every format{_once_it_lifts(each, now)}" for each in issued),
    ]
    lost = []
    if was_public:
        lost.append("Calendars that subscribe look for changes in their own time, most within a day.")
        lost.append("Whoever downloaded the entry as a file keeps the old one.")
    if issued:
        lost.append("What a release says of it in its own text stays, here and wherever it was copied.")
    lost += to_tell(event.speakers)
    releases_named = [counted(len(issued), "release")] if issued else []
    return Effects(joined(["1 page", counted(len(feeds), "feed"), *releases_named]), said, lost)


def to_tell(speakers: Iterable[Speaker]) -> list[str]:
    """Who of them would want to know."""
    coming = [str(each.name) for each in speakers if each.name and each.state in _TO_TELL]
    told = f"Nobody on the panel gets a mail from us about this: tell {joined(coming)} yourselves."
    return [told] if coming else []


def of_place(event: Event, speaker: Speaker, releases: Sequence[Release], now: datetime, *, comes: bool) -> Effects:
    """Where it shows that somebody comes to an event, or goes from it; all as `of_event` wants it."""
    if not is_visible(event, ANYONE, now, embargo=event.embargo):
        return UNSEEN
    if comes == speaker.is_shown:
        return Effects("", ["Nobody outside sees this place on the panel, so nothing public changes."], [])
    name = speaker.name or "the place to be announced"
    others = [each for each in event.shown_speakers if each is not speaker]
    stands, theirs = _feeds(event, others, now), _feeds(event, [*others, speaker], now)
    moves = joined(named for place, named in theirs.items() if place not in stands)
    issued = [each for each in releases if each.published_at and not each.withdrawn_at]
    said = [
        f"The event page, {addresses.event(event)}, {'with' if comes else 'without'} {name}",
        f"The calendar entry, {'with' if comes else 'without'} {name}, in {counted(len(stands), 'calendar feed')} "
        f"where it stays: {joined(stands.values())}"
        if stands
        else "The calendar entry; it is in no calendar feed, for it is private",
        *([f"{'It comes onto' if comes else 'It leaves'} the pages and calendar feeds of {moves}"] if moves else []),
        *(f"The panel below the release “{each.current.headline}”{_once_it_lifts(each, now)}" for each in issued),
    ]
    lost = [
        "Calendars that subscribe look for changes in their own time, most within a day.",
        "Whoever downloaded the entry as a file keeps the old one.",
        *to_tell(others),
    ]
    where = ["1 page", counted(len(theirs), "feed"), *([counted(len(issued), "release")] if issued else [])]
    return Effects(joined(where), said, lost)


def of_release(release: Release, now: datetime, *, leading: Sequence[str] = (), goes_out: bool = False) -> Effects:
    """`release` as the office loads it, and what of its launch is `leading` to it; `goes_out` if it is about to."""
    was_public = is_visible(release, ANYONE, now, embargo=release.embargo)
    if not (was_public or goes_out):
        return UNSEEN
    said = [
        f"The release, {addresses.release(release)}, and its plain text",
        f"The press room, {addresses.PRESS}, and the first page while it is among the latest",
    ]
    said += [f"The page of {each.called}, {addresses.organisation(each)}" for each in wording.hosts(release.launch)]
    said += [f"The page of {each.name}, {addresses.topic(each)}" for each in release.topics]
    said += [f"What leads to it: {each}" for each in leading]
    lost = []
    if was_public:
        lost.append("What newsrooms have copied, printed or broadcast stays as it is there: ring those who matter.")
    return Effects(counted(len(said), "place"), [*_all_once_it_lifts(release, now), *said], lost)


def _all_once_it_lifts(row: Launched, now: datetime) -> list[str]:
    """Before what changes where, if that waits for an embargo."""
    once = _once_it_lifts(row, now)
    return [f"All of this only{once}"] if once else []


def _once_it_lifts(row: Launched, now: datetime) -> str:
    embargo = row.embargo
    return f" once the embargo lifts: {lift(embargo)}" if embargo and not embargo.is_lifted(now) else ""


def lift(embargo: Embargo) -> str:
    """When it lifts, as a newsroom reads it."""
    if embargo.lifts_at is None:
        return "no moment is set"
    return f"{times.newsroom(embargo.lifts_at, embargo.zone)}{', held until you let it go' if embargo.held else ''}"


def without(follows: Effects, releases: Iterable[Release], now: datetime) -> Effects:
    """The same where a report is taken back before anybody saw it, with what goes out at the lift all the same."""
    waiting = [
        each
        for each in releases
        if each.published_at and not each.withdrawn_at and each.embargo and not each.embargo.is_lifted(now)
    ]
    if follows is not UNSEEN or not waiting:
        return follows
    go_on = [
        f"The release “{each.current.headline}” goes out all the same, with what its text says"
        f"{_once_it_lifts(each, now)}"
        for each in waiting
    ]
    return replace(follows, said=[*follows.said, *go_on])


async def taken_back(db: AsyncSession, follows: Effects, row: Launched, launch: Launch, now: datetime) -> Effects:
    """The same where a part of a launch goes out of sight: what goes with it, and what becomes of the embargo."""
    own = await db.get(Embargo, row.embargo_id) if row.embargo_id else None
    over_all = await db.get(Embargo, launch.embargo_id) if launch.embargo_id else None
    alone = await _reached_by_it_alone(db, row, launch, now) if is_visible(row, ANYONE, now, embargo=own) else []
    goes = f"Nothing public leads to {joined(alone)} any more: until something does, nothing is there"
    return replace(follows, said=[*follows.said, *([goes] if alone else []), *_stays(own, over_all, now)])


async def _reached_by_it_alone(db: AsyncSession, row: Launched, launch: Launch, now: datetime) -> list[str]:
    """The addresses at which strangers find something now and nothing once it is taken back."""
    by_kind: dict[Any, dict[UUID, str]] = defaultdict(dict)
    for each in _led_to(row, launch):
        by_kind[type(each)][each.id] = _address(each)
    then, found = Aftermath.once_back(row, now), []
    for kind, led_to in by_kind.items():
        some = select(kind.id).where(kind.id.in_(led_to))
        left = set(await db.scalars(some.where(visible(kind, ANYONE, now))))
        left -= set(await db.scalars(some.where(then.of(kind))))
        found += [address for id, address in led_to.items() if id in left]
    return sorted(found)


def _led_to(row: Launched, launch: Launch) -> Iterator[Any]:
    """What has a page of its own and is named on this one."""
    its: Any = row
    yield from wording.hosts(launch)
    yield from _on_stage(row.shown_speakers) if isinstance(row, Event) else ()
    yield from _of_report(row) if isinstance(row, Publication) else its.topics


def _stays(own: Embargo | None, over_all: Embargo | None, now: datetime) -> list[str]:
    if own and own.is_lifted(now):
        return ["The embargo has lifted and does not come back: published again, it is open to everybody at once"]
    if own:
        again = "published again before that, it waits for it; after that, it is open to everybody at once"
        return [f"The embargo stays as it is ({lift(own)}): {again}"]
    if over_all and not over_all.is_lifted(now):
        return [f"The embargo over the rest of the launch stays as it is ({lift(over_all)})"]
    return []


def away(lifts_at: datetime, now: datetime) -> str:
    """`in 12 days`, `in 40 minutes`, `3 hours ago`, `just now`"""
    seconds = abs((lifts_at - now).total_seconds())
    if seconds < 60:
        return "within a minute" if lifts_at > now else "just now"
    size, unit = next((each for each in _UNITS if seconds >= 2 * each[0]), _UNITS[-1])
    told = counted(int(seconds // size), unit)
    return f"in {told}" if lifts_at > now else f"{told} ago"


_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def of_publication(
    publication: Publication,
    launched_at: Sequence[Event],
    now: datetime,
    *,
    releases: Sequence[Release] = (),
    goes_out: bool = False,
) -> Effects:
    """`publication` as the office loads it, the events at which it is launched, and the releases of its launch."""
    was_public = is_visible(publication, ANYONE, now, embargo=publication.embargo)
    if not (was_public or goes_out):
        return UNSEEN
    events = [each for each in launched_at if is_visible(each, ANYONE, now, embargo=each.embargo)]
    listed = _listing(publication)
    issued = [each for each in releases if each.published_at and not each.withdrawn_at]
    said = [
        *_all_once_it_lifts(publication, now),
        f"Its page, {addresses.publication(publication)}",
        *(f"The event page, {addresses.event(each)}, and its calendar entry" for each in events),
        *([f"{counted(len(listed), 'page')} that list it: {', '.join(listed)}"] if listed else []),
        *(
            f"What is launched, below the release “{each.current.headline}”, {addresses.release(each)}"
            f"{_once_it_lifts(each, now)}"
            for each in issued
        ),
    ]
    lost = _copied(publication, now)
    if was_public and issued:
        lost.append("What a release says of it in its own text stays, here and wherever it was copied.")
    if was_public and publication.doi:
        lost.append(f"Where the DOI {publication.doi} leads is kept by whoever registered it: tell them.")
    where = [
        counted(1 + len(events) + len(listed), "page"),
        *([counted(len(events), "calendar entry", "calendar entries")] if events else []),
        *([counted(len(issued), "release")] if issued else []),
    ]
    return Effects(joined(where), said, lost)


def of_series_feed(
    follows: Effects, publication: Publication, events: Iterable[Event], now: datetime, *, comes: bool
) -> Effects:
    """The same with what becomes of the feed of its series, in which these events stand by it alone."""
    shown = [each for each in events if each.access is not Access.PRIVATE]
    moved = [f"“{each.title}”" for each in shown if is_visible(each, ANYONE, now, embargo=each.embargo)]
    if follows is UNSEEN or not moved or publication.series is None:
        return follows
    feed = f"the calendar feed of {publication.series.title}, {addresses.feed(addresses.series(publication.series))}"
    verb = ("come" if comes else "leave") + ("s" if len(moved) == 1 else "")
    told = f"{joined(moved)} {verb} {'into ' if comes else ''}{feed}"
    if not comes:
        told += ": calendars that follow it alone forget the event"
    return replace(follows, said=[*follows.said, told])


def of_version(publication: Publication, now: datetime) -> Effects:
    """A version more of what is published: no other page, entry or release tells its versions apart."""
    if not publication.published_at or publication.withdrawn_at:
        return UNSEEN
    said = [
        *_all_once_it_lifts(publication, now),
        f"Its page, {addresses.publication(publication)}, with the new version first",
        "Nothing else: pages that list it, calendar entries and releases name no version",
    ]
    return Effects("1 page", said, _copied(publication, now))


def _copied(publication: Publication, now: datetime) -> list[str]:
    is_public = is_visible(publication, ANYONE, now, embargo=publication.embargo)
    return ["Copies that somebody downloaded or printed stay as they are."] if is_public else []


def _listing(publication: Publication) -> list[str]:
    """The addresses of the pages that list it."""
    return list(map(_address, _of_report(publication)))


def _of_report(publication: Publication) -> Iterator[Any]:
    yield from (publication.series,) if publication.series else ()
    yield from (each.organisation for each in publication.publishers if each.organisation)
    yield from (each.person for each in publication.authors if each.person)
    yield from publication.topics


def _on_stage(speakers: Iterable[Speaker]) -> Iterator[Any]:
    for speaker in speakers:
        yield from (each.organisation for each in speaker.posts if each.organisation)
        yield from (speaker.person,) if speaker.person else ()


def _address(row: Any) -> str:
    return _PAGES[type(row)][0](row)


_PAGES: dict[type, tuple[Callable[[Any], str], str]] = {  # by which function, and what it is called
    Organisation: (addresses.organisation, "called"),
    Person: (addresses.person, "name"),
    Series: (addresses.series, "title"),
    Topic: (addresses.topic, "name"),
}


def counted(number: int, what: str, many: str | None = None) -> str:
    """`1 feed`, `3 feeds`"""
    return f"{number} {what if number == 1 else many or f'{what}s'}"


def feeds_with(event: Event, now: datetime, *, going: Collection[UUID] = ()) -> list[str]:
    """What the feeds are of in which an event stands, once the reports that are `going` out are out too.

    What is private stands in none.
    """
    return list(_feeds(event, event.shown_speakers, now, going).values())


def _feeds(event: Event, speakers: Iterable[Speaker], now: datetime, going: Collection[UUID] = ()) -> dict[str, str]:
    """By the address of what each is of, with these on its panel.

    An event is in the feed of a series by the reports that everybody can read: before the lift there may be none.
    """
    if event.access is Access.PRIVATE:
        return {}
    feeds = {addresses.EVENTS: "all events", addresses.event(event): "this event"}
    series = (each.series for each in event.publications if each.series and _is_out(each, now, going))
    rows: list[Any] = [*wording.hosts(event.launch), *_on_stage(speakers), *series, *event.topics]
    return feeds | {_address(each): getattr(each, _PAGES[type(each)][1]) for each in rows}


def _is_out(report: Publication, now: datetime, going: Collection[UUID]) -> bool:
    waits = report.embargo is not None and not report.embargo.is_lifted(now)
    return is_visible(report, ANYONE, now, embargo=report.embargo) or (report.id in going and not waits)


_TO_TELL = (SpeakerState.INVITED, SpeakerState.CONFIRMED)
