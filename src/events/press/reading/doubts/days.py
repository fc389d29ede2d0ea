"""Which days are marked: those beside which another day of the text might be meant."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from events.press.reading.draft import Draft, Embargo, Event, Fact, doubted
from events.press.reading.layout.source import Source
from events.press.reading.words import dates

_SOON = timedelta(days=60)


def release(source: Source, draft: Draft) -> Fact:
    """A day with its weekday after which nothing happens is often the event's, or when the embargo ends."""
    day = draft.date
    if day is None:
        return None
    written = next(iter(dates.within(source.text[slice(*day.span)])), None)
    is_named = written is not None and written.weekday is not None
    return doubted(day, where=is_named and not any(_later(source, draft, day)))


def event(source: Source, draft: Draft) -> Event:
    """Where a later day is named, the earlier is mostly that of the release; one without year or weekday is a guess."""
    day = draft.event.date
    if day is None:
        return draft.event
    written = next(iter(dates.within(source.text[slice(*day.span)])), None)
    is_guess = written is None or (written.year is None and (written.weekday is None or draft.date is None))
    doubt = is_guess or any(_later(source, draft, day))
    return replace(draft.event, date=doubted(day, where=doubt))


def embargo(draft: Draft) -> Embargo:
    """It ends no earlier than the release goes out, and no later than the event."""
    until = draft.embargo.date
    doubt = _is_before(until, draft.date) or _is_before(draft.event.date, until)
    day = doubted(until, where=doubt)
    hour = doubted(draft.embargo.time, where=day is not None and day.to_check)
    return replace(draft.embargo, date=day, time=hour)


def _later(source: Source, draft: Draft, day: Fact) -> Iterator[bool]:
    """Whether each other day is one of the weeks after this."""
    if day is None:
        return
    this = date.fromisoformat(day.value)
    near = date.fromisoformat(draft.date.value) if draft.date else this
    for each in source.days:
        other = each.near(near)
        yield other is not None and this < other < this + _SOON


def _is_before(one: Fact, two: Fact) -> bool:
    return one is not None and two is not None and one.value < two.value
