"""`events doctor`: looks whether everything is as it should be, and says what to do where not; it changes nothing."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, make_url, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import calendar, storage, times, worker
from events.calendar.models import Entry
from events.mail import messages, smtp
from events.programme import instants
from events.programme.instants import Stale
from events.programme.occasions import Event
from events.settings import SECRET_LENGTH, Foreseen, Settings
from events.storage import By, Changes, Shape, Store

_LITTLE_ROOM = 500 * 1000 * 1000  # bytes left beside the data
_MOST_SHOWN = 20


class How(StrEnum):
    WELL = "well"
    NOTE = "note"  # worth knowing, and nothing has to be done
    MEND = "mend"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and what to do about it; `more` are single things, a line each."""

    how: How
    about: str
    sentence: str
    more: tuple[str, ...] = ()


def examine(settings: Settings) -> list[Finding]:
    """Everything, each thing after what it needs."""
    database = _database(settings)
    found = [_data_folder(settings), _secret(settings), database]
    if database.how is not How.MEND:
        found += asyncio.run(_contents(settings))
        found.append(_worker(settings))
    return [*found, asyncio.run(_mail(settings))]


def printed(found: list[Finding]) -> str:
    """As a terminal shows it: how things are in a column of their own, and in the last line what that comes to."""
    width = max(len(each.about) for each in found)
    lines = []
    for each in found:
        lines.append(f"{each.how.value:<4}  {each.about:<{width}}  {each.sentence}")
        lines += [f"{'':<4}  {'':<{width}}  - {one}" for one in each.more]
    wrong = sum(each.how is How.MEND for each in found)
    lines += ["", "Everything is as it should be." if not wrong else f"{_things(wrong)} to mend."]
    return "\n".join(lines)


def _data_folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    about = "Data folder"
    if not folder.is_dir():
        return Finding(How.NOTE, about, f"{folder} is not there yet: events serve makes it.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Finding(How.MEND, about, f"{folder} cannot be written to: {error.strerror}.")
    if folder.stat().st_mode & 0o007:
        return Finding(How.MEND, about, f"Everybody on this machine can look into {folder}: chmod 700 {folder}.")
    room = shutil.disk_usage(folder).free
    if room < _LITTLE_ROOM:
        return Finding(How.MEND, about, f"Only {room // 1_000_000} MB are left beside {folder}.")
    return Finding(How.WELL, about, f"{folder}, {room / 1e9:.1f} GB left")


def _secret(settings: Settings) -> Finding:
    about, path = "Secret", settings.data_dir / "secret"
    if settings.secret:
        return Finding(How.WELL, about, "from EVENTS_SECRET")
    try:
        if len(path.read_bytes().strip()) < SECRET_LENGTH:
            return Finding(How.MEND, about, f"The one in {path} is too short; without the file, a new one is made.")
        if path.stat().st_mode & 0o077:
            return Finding(How.MEND, about, f"Others on this machine can read {path}: chmod 600 {path}.")
    except FileNotFoundError:
        return Finding(How.NOTE, about, "There is none yet: events serve makes one.")
    except OSError as error:
        return Finding(How.MEND, about, f"{path} cannot be read: {error.strerror}.")
    return Finding(How.WELL, about, f"in {path}")


def _database(settings: Settings) -> Finding:
    try:
        return _shape(settings.database_url)
    except Foreseen as error:
        return Finding(How.MEND, "Database", str(error))


def _shape(url: str) -> Finding:
    """Raises DatabaseUnreachable, Full, ReadOnly."""
    from events.web import routes  # noqa: F401 - with it comes every model

    about, shape = "Database", storage.shape(url)
    place = make_url(url).render_as_string(hide_password=True)
    if shape is Shape.NONE:
        return Finding(How.MEND, about, f"There is none at {place}: events serve makes it.")
    if shape is Shape.OLDER:
        return Finding(How.MEND, about, f"{place} is of an earlier version: events migrate brings it up to date.")
    if shape is Shape.NEWER:
        return Finding(How.MEND, about, f"{place} was made by a later version than this: start that one.")
    if broken := storage.unsound(url):
        return Finding(How.MEND, about, f"{place} is damaged: restore a back-up.", tuple(broken))
    if lacking := storage.lacking(url):
        return Finding(How.MEND, about, f"{place} is not whole: restore a back-up.", _some(lacking))
    return Finding(How.WELL, about, place)


async def _contents(settings: Settings) -> list[Finding]:
    store = Store(settings.database_url, follow=_nothing_follows)
    try:
        async with store.whole() as db:
            return [await _entries(db, settings), _zones(await instants.stale(db))]
    finally:
        await store.close()


async def _nothing_follows(_db: AsyncSession, changes: Changes, _now: datetime, _by: By) -> None:
    raise AssertionError(changes)


async def _entries(db: AsyncSession, settings: Settings) -> Finding:
    """Every published event has an entry, made for where we are and by the present mapping."""
    about = "Calendar entries"
    made_for = await db.get(storage.Mark, calendar.MADE_FOR)
    if made_for is None or made_for.value != calendar.made_for(settings.base_url):
        sentence = f"They were made for {made_for.value.partition(' ')[0] if made_for else 'no address yet'}"
        return Finding(How.NOTE, about, f"{sentence}: the next start makes them for {settings.base_url}.")
    has_entry = select(Entry.event_id).where(Entry.event_id == Event.id).exists()
    published = (Event.published_at.is_not(None), Event.day.is_not(None))
    without = (await db.scalars(select(Event.slug).where(*published, ~has_entry).order_by(Event.slug))).all()
    if without:
        sentence = f"{_things(len(without), 'event')} published without one: change anything there to have it made."
        return Finding(How.MEND, about, sentence, _some(without))
    count = await db.scalar(select(func.count()).select_from(Event).where(*published)) or 0
    return Finding(How.WELL, about, f"{count}, one for each published event")


def _zones(found: list[Stale]) -> Finding:
    about, of = "Zone data", times.zone_data()
    if not found:
        return Finding(How.WELL, about, f"{of}, and every event is at the time that it says")
    shown = _some([_stale(each) for each in found])
    if all(each.trouble for each in found):
        return Finding(How.MEND, about, f"{of}: times that make no sense any more. Give them others.", shown)
    return Finding(How.MEND, about, f"{of}: stored moments differ. The worker mends them at its next start.", shown)


def _stale(stale: Stale) -> str:
    if stale.trouble:
        return f"{stale.slug}: {stale.trouble}"
    return f"{stale.slug}: {_moment(stale.was)}, and is to be {_moment(stale.is_now)}"


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "no moment"


def _worker(settings: Settings) -> Finding:
    about = "Worker"
    if worker.is_at_work(settings.database_url):
        return Finding(How.WELL, about, "at work")
    where = "events serve" if settings.worker == "in" else "events worker"
    return Finding(How.NOTE, about, f"None is at work: {where} has one.")


async def _mail(settings: Settings) -> Finding:
    about = "Mail"
    if settings.smtp_url is None:
        return Finding(How.NOTE, about, "EVENTS_SMTP_URL is not set: mail is kept, and shown in the office.")
    server = smtp.Server.at(settings.smtp_url)
    try:
        await smtp.greet(server, messages.Sender.of(settings).domain)
    except smtp.Undelivered as error:
        return Finding(How.MEND, about, f"{server.host} takes none: {error}")
    return Finding(How.WELL, about, f"goes out by {server.host}")


def _things(count: int, thing: str = "thing") -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _some(lines: Sequence[str]) -> tuple[str, ...]:
    rest = len(lines) - _MOST_SHOWN
    return (*lines[:_MOST_SHOWN], *([f"and {rest} more"] if rest > 0 else []))
