"""Reads a text in one pass after another; later ones know what earlier ones found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from events.press.reading.doubts import plausible, weighing
from events.press.reading.draft import Draft, Embargo, Event, Fact, Found, Publication, Quotation
from events.press.reading.event import occasion_titles, occasions, when
from events.press.reading.houses import organisations, publishers
from events.press.reading.layout import labels, parts
from events.press.reading.layout.labels import Label
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Source
from events.press.reading.panel import panels
from events.press.reading.release import (
    contacts,
    embargoes,
    headline_lines,
    headlines,
    kept_from_print,
    notes,
    release_days,
)
from events.press.reading.report import publications
from events.press.reading.speech import pull_quotes, quotations


def read(text: str, *, today: date) -> Draft:
    """The draft of a launch; spans count in `text` with its line ends made one character.

    `today` gives the year where a text has none and no day of its own.
    """
    source = Source(text)
    placed = parts.of(source)
    named = labels.within(placed)
    headline = headlines.headline(source, placed)
    day, released, embargo = _released(source, placed, named, today)
    pulled = pull_quotes.read(source, placed)
    spoken = quotations.within(source, placed, pulled)
    houses = organisations.read(source, placed, named, headline)
    withheld = kept_from_print.within(placed)
    ringing = contacts.read(source, placed, houses, withheld)
    houses = organisations.with_those_to_ring(source, houses, ringing)
    known = organisations.known(houses)
    calendar = when.Calendar(source.order, released, today)
    event = occasions.read(source, placed, named, headline, calendar, houses)
    embargo = embargoes.with_event(source, event, embargo)
    if headline and event.title and event.title.span == headline.span and headline_lines.tells_news(headline.value):
        event = replace(event, title=None)
    if headline is None and event.title and not _is_below_news(placed, event.title):
        headline = event.title  # what announces an event has its title for one
    publication, event = _launched(source, placed, named, spoken, event)
    for title in (publication.title, publication.series):
        houses = organisations.without(houses, title)
    if publication.title and event.title and publication.title.span == event.title.span:
        publication = replace(publication, title=None)
    if pulled and any(each and each.value.startswith(pulled.value) for each in (publication.title, event.title)):
        pulled = None
    draft = Draft(
        headline=headline,
        date=day,
        pull_quote=pulled,
        organisations=tuple(publishers.told(source, houses)),
        publication=publication,
        event=event,
        panel=tuple(panels.read(source, placed, known, event, (headline, publication.title, publication.series))),
        quotations=tuple(spoken),
        press_contacts=tuple(ringing),
        embargo=embargo,
        endnotes=tuple(notes.endnotes(source, placed)),
    )
    draft = weighing.weighed(source, plausible.kept(source, draft))
    return notes.with_rest(source, placed, draft, withheld)  # of what is told by no fact


def _released(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], today: date
) -> tuple[Fact, date | None, Embargo]:
    """The day of the release, its embargo, and which day its text calls today; each may tell the other."""
    day, released = release_days.read(source, placed, named, source.order, today)
    embargo = embargoes.read(source, placed, source.order, day, release_days.year_of(placed, today))
    if released is None and embargo.date:
        released = date.fromisoformat(embargo.date.value)
    return day, released, embargo


def _is_below_news(placed: Sequence[Placed], title: Found[str]) -> bool:
    """Whether several paragraphs of news stand above it, which have no headline then."""
    above = [each for each in placed if each.part is Part.BODY and each.paragraph.raw[1] <= title.span[0]]
    return sum(len(each.paragraph.text.split()) > _TOLD for each in above) > 1


_TOLD = 20  # words of a paragraph


def _launched(
    source: Source, placed: Sequence[Placed], named: Sequence[Label], spoken: Sequence[Quotation], event: Event
) -> tuple[Publication, Event]:
    """The publication, and the event without a title that is the publication's or only says that it is launched."""
    shown = publications.launched(source, placed)
    if shown and event.title and shown.span[0] <= event.title.span[0] < shown.span[1]:
        event = replace(event, title=None)
    publication = publications.read(source, placed, named, spoken, event, shown)
    if occasion_titles.is_launch_of(event.title, publication.title):
        event = replace(event, title=None)
    if publication.title and occasion_titles.is_told_by_kind(source, publication.title):
        publication = replace(publication, title=None)
    return publication, event
