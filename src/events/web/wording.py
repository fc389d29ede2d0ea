"""How facts are said on pages: the words that templates ask for, beside those that mail and formats share."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from events import templating, times
from events.people import phones
from events.people.models import Organisation
from events.programme.models import Form as Shape
from events.programme.models import HostRole, Launch, Launched
from events.programme.occasions import Attendance, Event, Status
from events.storage.files import File
from events.templating import joined, language
from events.visibility import ANYONE, Embargo, is_visible


def slip_parts(first: date, last: date | None, *, short: bool = False) -> tuple[str, str, str]:
    """Weekday, numeral and the rest, in the order in which a date is read aloud."""
    if last is None or last == first:
        return times.weekday(first), str(first.day), f"{_month(first, short)} {first.year}"
    same_month = (first.year, first.month) == (last.year, last.month)
    year = "" if first.year == last.year else f" {first.year}"
    start = "" if same_month else f"{_month(first, short)}{year} "
    weekday = "" if short else f"{times.weekday(last)} "
    return times.weekday(first), str(first.day), f"{start}to {weekday}{last.day} {_month(last, short)} {last.year}"


def hosts(launch: Launch) -> list[Organisation]:
    """The organisations behind a launch, the lead first, each once; those that may not be seen are not loaded."""
    every = [launch.lead, *(host.organisation for host in launch.hosts)]
    return list({each.id: each for each in every if each}.values())


def issuers(launch: Launch) -> list[Organisation]:
    """Who speaks for a launch, where there is room for few: the lead and its partners."""
    partners = [host.organisation for host in launch.hosts if host.role is HostRole.PARTNER]
    return [each for each in (launch.lead, *partners) if each]


def hosts_by_role(launch: Launch) -> list[tuple[str, list[Organisation]]]:
    """What each organisation is to a launch, in the order of the launch."""
    parts = [("host", launch.lead)] + [(host.role.value, host.organisation) for host in launch.hosts]
    roles: dict[str, list[Organisation]] = {}
    for role, organisation in parts:
        if organisation:
            roles.setdefault(role, []).append(organisation)
    if len(roles) > 1 or len(roles.get("host", ())) == 0:
        return [(_ROLES[role], those) for role, those in roles.items()]
    return [("Host", roles["host"])]


def known(event: Event) -> str:
    """What is on record of a past event, where that is not everything."""
    missing = [] if event.starts else ["hour"]
    missing += [] if event.venue or event.attendance is Attendance.ONLINE else ["venue"]
    had = "The day and the panel" if event.shown_speakers else "The day"
    return f"{had}. {joined(missing).capitalize()} {'were' if len(missing) > 1 else 'was'} not recorded."


def where(event: Event) -> str | None:
    """`Bristol and online`; nothing where no place is known."""
    place = (event.venue.place or event.venue.name) if event.venue else None
    if event.attendance is Attendance.ONLINE:
        return "Online"
    online = event.attendance is Attendance.BOTH
    return f"{place} and online" if place and online else place or ("Online, and a place to follow" if online else None)


def entry_facts(event: Event, now: datetime) -> list[str]:
    """The line under a title in a list: the hour, the place, who is behind it."""
    return [each for each in _entry_facts(event, now) if each]


def _entry_facts(event: Event, now: datetime) -> Iterator[str | None]:
    if event.is_off:
        yield None if event.is_past(now) or event.status is Status.CANCELLED else "No new date yet"
    elif event.starts_at and event.starts and event.zone:
        yield f"{times.clock(event.starts)} {times.zone_words(event.starts_at, event.zone).partition(' ')[0]}"
    elif not event.is_past(now):
        yield "The time follows" if event.venue else "Time and place follow"
    if not event.is_off:
        yield where(event)
    yield joined(each.called for each in issuers(event.launch)) or None


def media(file: File) -> str:
    """What a file is, as people call it: `PDF`, `Word (DOCX)`."""
    forms = _FORMS.get(file.media_type, {})
    return forms.get(file.name.rpartition(".")[2].lower()) or forms.get("", "file")


# What a file of a publication is.
SHAPES = {Shape.FULL: "The report", Shape.SUMMARY: "Summary", Shape.EASY_READ: "Easy read", Shape.DATA: "Data"}


def shape(form: Shape) -> str:
    return SHAPES[form]


def languages(*there: str) -> list[tuple[str, str]]:
    """Tags and names to choose from, English first; a tag that is `there` and has no name of its own beside it."""
    named = sorted(templating.languages(), key=lambda each: each[0] != "en-GB")
    others = (tag for tag in there if tag and tag not in dict(named))
    return [*named, *((tag, f"{language(tag)} ({tag})") for tag in others)]


def exact_language(tag: str) -> str:
    """Told from all others: `English`, but `English (en-US)`."""
    return dict(languages(tag))[tag]


def _month(day: date, short: bool) -> str:
    name = times.MONTHS[day.month - 1]
    return name[:3] if short else name


_FORMS = {
    "application/pdf": {"": "PDF"},
    "application/zip": {
        "": "ZIP",
        "docx": "Word (DOCX)",
        "epub": "EPUB",
        "odt": "OpenDocument (ODT)",
        "pptx": "PowerPoint (PPTX)",
        "xlsx": "Excel (XLSX)",
    },
    "image/jpeg": {"": "JPEG"},
    "image/png": {"": "PNG"},
    "image/webp": {"": "WebP"},
    "text/plain": {"": "plain text", "csv": "CSV", "md": "Markdown"},
}

_ROLES = {
    "host": "Lead host",
    HostRole.PARTNER: "Partner",
    HostRole.FUNDER: "Funder",
    HostRole.SUPPORTER: "Supporter",
    HostRole.VENUE_HOST: "Venue host",
}


def counted(count: int, goes_on: bool) -> str:
    """`22`, or `more than 1,000` where nobody counted further."""
    return f"more than {count:,}" if goes_on else str(count)


def phone(number: str) -> str:
    """As it is dialled where this site speaks from; never broken over two lines."""
    return phones.printed(number, "en-GB").replace(" ", "\u00a0")


def standing(row: Launched, embargo: Embargo | None, now: datetime) -> tuple[str, str]:
    """Who can see something now, for its organisers: a tone and the word; `embargo` is that of its launch."""
    if row.withdrawn_at and row.withdrawn_at <= now:
        return "stop", "Withdrawn"
    if row.published_at is None:
        return "", "Draft"
    return ("go", "Public") if is_visible(row, ANYONE, now, embargo=embargo) else ("wait", "Under embargo")


WORDS: dict[str, Any] = {
    each.__name__: each
    for each in (standing, slip_parts, hosts, issuers, hosts_by_role, known, where, entry_facts, media, phone, shape)
}
