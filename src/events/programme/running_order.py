"""The running order of an event: its items read from pasted lines, added, given speakers, revised, put in order."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events import text, times, visibility
from events.programme import item_tables, item_words, typed
from events.programme.occasions import Event, ItemSpeaker, ProgrammeItem, Speaker, SpeakerState
from events.programme.typed import NotUnderstood

MOST_LINES = 200
Moment: TypeAlias = tuple[date, time]
Speaking: TypeAlias = Mapping[UUID, bool]  # by their ids, those of a panel who speak; whether they chair


@dataclass(frozen=True)
class Line:
    """One item as a line names it."""

    title: str
    starts: time | None = None
    day: date | None = None
    description: str | None = None
    ends: time | None = None  # as it was said: an item is kept without its end


@dataclass(frozen=True)
class NotOnThatDay(ValueError):
    """An item on a day on which its event is not."""

    event: Event

    def __str__(self) -> str:
        if self.event.day is None:
            return "The event has no date yet: give it one first, or leave the day of the item empty."
        return f"The event is on {times.days(self.event.day, self.event.last_day)}; choose a day of those."


def is_timed(line: str) -> bool:
    return bool(_TIMED.fullmatch(line[_BULLET.match(line).end() :].strip()))  # type: ignore[union-attr]


def read(words: str, event: Event | None) -> tuple[list[Line], list[str]]:
    """`18.30 Welcome`, one to a line, and a sentence for each line that cannot be read.

    A line that is a day of the event says when what follows it takes place; an indented line tells more of the item
    above it. A table with headings is read as such lines. An end at which neither the next item begins nor the event
    ends is kept in words.
    """
    found: list[Line] = []
    mistakes: list[str] = []
    day = None
    typed_lines = words.splitlines()
    if table := item_tables.read(typed_lines):
        typed_lines = [*table.before, *table.rows, *table.after]
    for number, line in enumerate(typed_lines[: MOST_LINES + 1], 1):
        try:
            if not line.strip():
                continue
            if number > MOST_LINES:
                raise NotUnderstood(f"Paste at most {MOST_LINES} lines at once; nothing from here on was read.")
            if heading := _day(line, event):
                day = heading
            elif found and line[:1].isspace() and not _TIMED.match(line.strip()):
                found[-1] = _with_more(found[-1], line)
            else:
                found.append(_item(line, day))
        except ValueError as error:
            mistakes.append(f"Line {number}: {error}")
    nexts = [*(each.starts for each in found[1:]), event.ends if event else None]
    return [_with_end(each, until) for each, until in zip(found, nexts, strict=False)], mistakes


async def add(db: AsyncSession, event: Event, lines: Sequence[Line]) -> None:
    """After what is there; whom of the panel a line names speaks in it. Raises NotOnThatDay."""
    await db.flush()
    last = await db.scalar(select(func.max(ProgrammeItem.position)).where(ProgrammeItem.event_id == event.id))
    panel = await _panel(db, event)
    for position, each in enumerate(lines, 0 if last is None else last + 1):
        item = ProgrammeItem(event_id=event.id, position=position, title=each.title)
        _set(event, item, each)
        db.add(item)
        await give(db, item, _told_apart(item, panel))


async def revise(db: AsyncSession, event: Event, item: ProgrammeItem, line: Line, speakers: Speaking) -> None:
    """With exactly these of the panel, and whom words name that are new. Raises NotOnThatDay."""
    before = item.title, item.description
    _set(event, item, line)
    named = _told_apart(item, await _panel(db, event)) if (item.title, item.description) != before else {}
    await give(db, item, {**named, **speakers})


async def link_named(db: AsyncSession, event: Event) -> None:
    """Every item to those of the panel whom its words name; what the panel says of them leaves the words."""
    panel = await _panel(db, event)
    for item in event.programme:
        stands = {each.speaker_id: each.chairs for each in item.speakers}
        await give(db, item, {**_told_apart(item, panel), **stands})


async def attach(db: AsyncSession, event: Event) -> None:
    await visibility.attach_parts(db, [event], Event.programme)


def go_along(event: Event, *, day: date | None, starts: time | None) -> bool:
    """Moves each item by as much as the event was moved since it began then; whether that changes any."""
    days = event.day - day if event.day and day else timedelta()
    hours = timedelta()
    if event.starts and starts:
        hours = datetime.combine(_ANY_DAY, event.starts) - datetime.combine(_ANY_DAY, starts)
    moves = [each for each in event.programme if (each.day and days) or (each.starts and hours)]
    for each in moves:
        at = datetime.combine(each.day or _ANY_DAY, each.starts or time()) + (hours if each.starts else timedelta())
        each.starts = at.time() if each.starts else None
        each.day = at.date() + days if each.day else None
    return bool(moves)


_ANY_DAY = date(2000, 1, 1)


def span(event: Event) -> str:
    """`18.00 Welcome to 19.30 Questions`; nothing where no item has a day or an hour."""
    when = [each for each in event.programme if each.day or each.starts]
    return " to ".join(f"{_when(each)} {each.title}" for each in dict.fromkeys([*when[:1], *when[-1:]]))


def _when(item: ProgrammeItem) -> str:
    day, hour = [times.full_day(item.day)] if item.day else [], [times.clock(item.starts)] if item.starts else []
    return ", ".join([*day, *hour])


def zones(event: Event) -> str:
    """`GMT (UTC+0)`, in which its hours are; `GMT (UTC+0), then BST (UTC+1)` where the clocks change on the way."""
    if event.starts_at is None or event.zone is None:
        return ""
    words, day = [], None
    for each in event.programme:
        day = each.day or day
        if each.starts is None:
            continue
        for second in (False, True):  # of an hour that comes twice, nobody said which
            try:
                at = times.instant(*_moment(event, day, each.starts), event.zone, second=second)
            except times.DoesNotExist:
                continue
            words.append(times.zone_words(at, event.zone))
    return ", then ".join(dict.fromkeys(words or [times.zone_words(event.starts_at, event.zone)]))


def named_alone(event: Event) -> dict[UUID, list[str]]:
    """Whom of the panel an item names without being linked to them, by its id."""
    found = {}
    for item in event.programme:
        linked = {each.speaker_id for each in item.speakers}
        at = item_words.told_apart(item.title, item.description, event.speakers).places
        if names := [str(event.speakers[each].name) for each in at if event.speakers[each].id not in linked]:
            found[item.id] = names
    return found


def missed(event: Event) -> dict[UUID, list[str]]:
    """Whom an item counts on though they do not come, or are not to be named yet, by its id; as `remarks` are."""
    found: dict[UUID, list[str]] = {}
    for item in event.programme:
        linked = {each.speaker_id for each in item.speakers}
        for each in event.speakers:
            if each.name is None or each.is_shown:
                continue
            is_named = item_words.names(item.title, item.description, each.name)
            if is_named or (each.id in linked and each.state is not SpeakerState.INVITED):
                said = f"{'names' if is_named else 'has'} {each.name}, who {_MISSED[each.state]}"
                found.setdefault(item.id, []).append(said)
    return found


_MISSED = {
    SpeakerState.INVITED: "is not shown before they agree",
    SpeakerState.DECLINED: "said no",
    SpeakerState.WITHDRAWN: "withdrew",
}


async def give(db: AsyncSession, item: ProgrammeItem, speakers: Speaking) -> None:
    """Exactly these of its event's panel speak in it."""
    await db.flush()
    links = select(ItemSpeaker).where(ItemSpeaker.item_id == item.id)
    there = {each.speaker_id: each for each in await db.scalars(links)}
    for speaker_id in there.keys() - speakers.keys():
        await db.delete(there[speaker_id])
    for speaker_id, chairs in speakers.items():
        if speaker_id in there:
            there[speaker_id].chairs = chairs
        else:
            db.add(ItemSpeaker(item_id=item.id, speaker_id=speaker_id, chairs=chairs))


async def _panel(db: AsyncSession, event: Event) -> Sequence[Speaker]:
    await db.flush()
    query = select(Speaker).where(Speaker.event_id == event.id).order_by(Speaker.position, Speaker.id)
    return (await db.scalars(query.options(selectinload(Speaker.posts)))).all()


def _told_apart(item: ProgrammeItem, panel: Sequence[Speaker]) -> Speaking:
    """Whom of the panel its words name; those that only say so are taken out of them."""
    told = item_words.told_apart(item.title, item.description, panel)
    item.title, item.description = told.title, told.description
    return {panel[at].id: chairs for at, chairs in told.places.items()}


def _set(event: Event, item: ProgrammeItem, line: Line) -> None:
    """Raises NotOnThatDay."""
    if line.day and not (event.day and event.day <= line.day <= (event.last_day or event.day)):
        raise NotOnThatDay(event)
    item.title, item.starts, item.description = line.title, line.starts, line.description
    item.day = line.day if line.day != event.day or event.last_day else None


def by_time(event: Event, items: Sequence[ProgrammeItem]) -> list[ProgrammeItem]:
    """By the clock; what has no time stays behind what it followed, and the small hours behind the evening."""
    keys, last = {}, (event.day or date.min, time())
    for each in items:
        if each.starts:
            last = _moment(event, each.day, each.starts)
        keys[each.id] = last
    return sorted(items, key=lambda each: keys[each.id])


def remarks(event: Event) -> dict[UUID, str]:
    """What looks wrong of when an item is, by its id, in words that go on after its name. Nothing is wrong by law."""
    found: dict[UUID, str] = {}
    day, above = None, None
    for each in event.programme:
        day = each.day or day
        at = _moment(event, day, each.starts) if each.starts else None
        if outside := _outside(event, each.day, at):
            found[each.id] = outside
            continue
        if at and above and at < above:
            found[each.id] = "begins before what stands above it"
        above = at or above
    return found


def _outside(event: Event, day: date | None, at: Moment | None) -> str | None:
    if event.day is None:
        return None
    if at and event.zone:
        try:
            times.instant(*at, event.zone, second=False)
        except times.DoesNotExist:
            return f"is at an hour that the clocks leave out on {times.full_day(at[0])}"
    if day and not event.day <= day <= (event.last_day or event.day):
        return f"is on {times.full_day(day)}, when the event is not"
    opens, ends = event.doors or event.starts, event.ends
    if at and opens and at < (event.day, opens):
        return f"begins before the {'doors open' if event.doors else 'event begins'}, at {times.clock(opens)}"
    if at and ends and at > (event.last_day or event.day, ends):
        return f"begins after the event ends, at {times.clock(ends)}"
    return None


def _moment(event: Event, day: date | None, starts: time) -> Moment:
    """The small hours before an event begins are those after it, unless a day is said."""
    is_next = day is None and starts < min(event.doors or event.starts or time(), _SMALL_HOURS)
    return (day or event.day or date.min) + timedelta(days=is_next), starts


_SMALL_HOURS = time(6)


_TIMED = re.compile(
    r"(?P<clock>\d{1,2}[.:h]\d{2}\s*(?:[ap]\.?m\b\.?|hrs?\b)?|\d{1,2}\s*[ap]\.?m\b\.?|\d{4}(?:\s*hrs?)?|noon|midday|midnight)"
    r"(?:\s*(?:-|–|—|to|until)\s*(?P<until>\d{1,2}(?:[.:]?\d{2})?\s*(?:[ap]\.?m\b\.?|hrs?\b)?))?"
    r"\s*(?:[-–—:|,\t]|\s)\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–—*•‣▪◦●·]\s+)?")


def _day(line: str, event: Event | None) -> date | None:
    """The day of the event that a line of its own names."""
    if event is None or event.day is None or event.last_day is None or len(line) > 60:
        return None
    try:
        day = typed.day(line.strip().rstrip(":"), today=event.day)
    except ValueError:
        return None
    return day if event.day <= day <= event.last_day else None


def _item(line: str, day: date | None) -> Line:
    words = text.line(line[_BULLET.match(line).end() :], 400)  # type: ignore[union-attr]
    timed = _TIMED.fullmatch(words)
    if timed is None:
        return Line(text.line(words, 250), None, day)
    return Line(text.line(timed["title"], 250), typed.hour(timed["clock"]), day, ends=_end(timed["until"]))


def _end(until: str | None) -> time | None:
    with suppress(NotUnderstood):
        return typed.hour(until) if until else None
    return None


def _with_end(item: Line, until: time | None) -> Line:
    return item if item.ends in (None, until) else _with_more(item, f"Until {times.clock(item.ends)}")


def _with_more(item: Line, words: str) -> Line:
    told = "\n".join(filter(None, (item.description, text.line(words, 2000))))
    return replace(item, description=text.prose(told, 2000))
