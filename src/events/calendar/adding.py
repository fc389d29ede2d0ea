"""Links that put one event, or a whole feed, into the calendars that people have; no script of anybody's is needed.

An event's links are read off its stored entry, so that they cannot say anything else than it does. What a link adds
is a copy; a feed that is subscribed to follows every change, in the time that each calendar takes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote, urlencode

from events.calendar import lines

# Longer addresses are cut or refused on the way by one program or another; what does not fit is on the event's page.
_LONGEST = 2000


@dataclass(frozen=True)
class Link:
    """A calendar by its name, and the address that adds something to it."""

    calendar: str
    address: str


@dataclass(frozen=True)
class Entry:
    """Of a stored entry, what a link can carry; moments and days as RFC 5545 writes them, the end exclusive."""

    title: str
    start: str
    end: str
    place: str
    text: str
    page: str

    @property
    def is_all_day(self) -> bool:
        return "T" not in self.start

    @classmethod
    def of(cls, vevent: bytes) -> "Entry":
        said = {line.name: lines.text(line.value) for line in lines.of(vevent)}
        return cls(
            title=said["SUMMARY"],
            start=said["DTSTART"],
            end=said["DTEND"],
            place=said.get("LOCATION", ""),
            text=said["DESCRIPTION"],
            page=said["URL"],
        )


def once(vevent: bytes) -> list[Link]:
    """Links that add one event as it is today."""
    entry = Entry.of(vevent)
    return [
        Link("Google Calendar", _google(entry)),
        Link("Outlook.com", _outlook(entry, "outlook.live.com")),
        Link("Office 365", _outlook(entry, "outlook.office.com")),
        Link("Yahoo", _yahoo(entry)),
    ]


def always(feed: str, name: str) -> list[Link]:
    """Links that subscribe to a feed, given by its full `https:` or `http:` address."""
    webcal = f"webcal://{feed.partition('://')[2]}"
    named = {"url": feed, "name": name}
    return [
        Link("Google Calendar", f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"),
        Link("Outlook.com", f"https://outlook.live.com/calendar/0/addfromweb?{_query(named)}"),
        Link("Office 365", f"https://outlook.office.com/calendar/0/addfromweb?{_query(named)}"),
    ]


def _google(entry: Entry) -> str:
    asked = {"action": "TEMPLATE", "text": entry.title, "dates": f"{entry.start}/{entry.end}", "location": entry.place}
    return _fitting("https://calendar.google.com/calendar/render", asked, "details", entry, "\n")


def _outlook(entry: Entry, host: str) -> str:
    """Microsoft takes a text for HTML, in which an end of a line is a blank."""
    asked = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": entry.title,
        "startdt": _extended(entry.start),
        "enddt": _extended(entry.end),
        "location": entry.place,
    }
    if entry.is_all_day:
        asked["allday"] = "true"
    return _fitting(f"https://{host}/calendar/0/deeplink/compose", asked, "body", entry, " ")


def _yahoo(entry: Entry) -> str:
    """Of whole days Yahoo takes one; several go from midnight to midnight on the clock of whoever opens the link."""
    asked = {"v": "60", "title": entry.title, "st": entry.start, "et": entry.end, "in_loc": entry.place}
    if entry.is_all_day:
        last = _day_before(entry.end)
        is_one = last == entry.start
        asked |= {"et": last, "dur": "allday"} if is_one else {"st": f"{entry.start}T000000", "et": f"{last}T235900"}
    return _fitting("https://calendar.yahoo.com/", asked, "desc", entry, "\n")


def _fitting(address: str, asked: dict[str, str], name: str, entry: Entry, line_end: str) -> str:
    """The address with as much of the text as there is room for, and the event's page in any case."""
    asked = {key: value for key, value in asked.items() if value}
    text = line_end.join(entry.text.removesuffix(entry.page).split("\n")).strip()
    room = _LONGEST - len(f"{address}?{_query(asked | {name: f'…{line_end}{entry.page}'})}")
    said = _cut(text, room)
    asked[name] = f"{said}{line_end}{entry.page}" if said else entry.page
    return f"{address}?{_query(asked)}"


def _cut(text: str, room: int) -> str:
    """As many whole words as fit once they are quoted."""
    if len(quote(text, safe="")) <= room:
        return text
    words, length = [], 0
    for word in text.split(" "):
        length += len(quote(f"{word} ", safe=""))
        if length > room:
            break
        words.append(word)
    return f"{' '.join(words)}…" if words else ""


def _query(asked: dict[str, str]) -> str:
    """With %20 for a blank: Outlook shows a plus sign as one."""
    return urlencode(asked, quote_via=quote, safe="")


def _extended(value: str) -> str:
    """`2026-12-17T18:30:00Z` for `20261217T183000Z`, and a day likewise."""
    day = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
    clock = value[9:]
    return f"{day}T{clock[:2]}:{clock[2:4]}:{clock[4:]}" if clock else day


def _day_before(day: str) -> str:
    return f"{date.fromisoformat(_extended(day)) - timedelta(days=1):%Y%m%d}"
