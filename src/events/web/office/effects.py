"""What an action on an event changes where, and what is out of our reach: said beforehand, kept afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from events import addresses
from events.press.models import Release
from events.programme.occasions import Event
from events.visibility import ANYONE, is_visible
from events.web import wording


@dataclass(frozen=True)
class Effects:
    """A sentence for each place that will say so, and one for each thing that we cannot call back."""

    said: list[str]
    lost: list[str]


def of(event: Event, releases: Sequence[Release], now: datetime) -> Effects:
    """`event` and `releases` as the office loads them."""
    was_public = is_visible(event, ANYONE, now, embargo=event.embargo)
    feeds = feeds_with(event)
    said = [f"The event page, {addresses.event(event)}"]
    said.append(f"{len(feeds)} calendar feeds: {', '.join(feeds)}")
    issued = [each for each in releases if each.published_at and not each.withdrawn_at]
    said += [f"The release “{each.current.headline}”, where it names the event" for each in issued]
    lost = []
    if was_public:
        lost.append("Calendars that subscribe look for changes in their own time, most within a day.")
        lost.append("Whoever downloaded the entry as a file keeps the old one.")
    if issued:
        lost.append("Releases that newsrooms have copied or printed stay as they are there.")
    return Effects(said, lost)


def feeds_with(event: Event) -> list[str]:
    """The addresses of the feeds in which an event stands."""
    pages = [addresses.EVENTS, addresses.event(event)]
    pages += map(addresses.organisation, wording.hosts(event.launch))
    for speaker in event.shown_speakers:
        pages += [addresses.organisation(each.organisation) for each in speaker.posts if each.organisation]
        pages += [addresses.person(speaker.person)] if speaker.person else []
    pages += [addresses.series(each.series) for each in event.publications if each.series]
    pages += map(addresses.topic, event.topics)
    return [addresses.feed(each) for each in dict.fromkeys(pages)]
