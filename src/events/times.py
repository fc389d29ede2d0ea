"""Wall times, instants, and how both are printed: the zone always, the dot in times, the weekday first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
USUAL_ZONE = "Europe/London"  # where nobody has said where
MONTHS = ("January February March April May June July August September October November December").split()


class UnknownZone(ValueError):
    """A zone that is not an IANA place such as Europe/London."""


@dataclass
class DoesNotExist(ValueError):
    """A wall time that the clocks skip, or a whole day; `before` and `after` are the nearest that exist."""

    day: date
    before: datetime
    after: datetime

    def __str__(self) -> str:
        if self.before.date() < self.day < self.after.date():
            return f"{day(self.day)} was left out there: {day(self.before)} came just before {day(self.after)}."
        return f"The clocks go forward then; use {self._told(self.before)} or {self._told(self.after)}."

    def _told(self, moment: datetime) -> str:
        on = "" if moment.date() == self.day else f" on {day(moment)}"
        return clock(moment.time()) + on


class ExistsTwice(ValueError):
    """A wall time that the clocks pass twice; somebody must say which."""

    def __str__(self) -> str:
        return "The clocks go back then, so this time comes twice; say whether the first or the second is meant."


@cache
def zones() -> frozenset[str]:
    """The IANA zones a person may choose: places and UTC, none of the system's own aliases."""
    return frozenset(
        each for each in available_timezones() if ("/" in each or each == "UTC") and not each.startswith("Etc/")
    )


def zone_data() -> str:
    """Which zone data counts here: the system's comes before that of the package (PEP 615)."""
    systems = [f"the system's, in {folder}" for folder in TZPATH if Path(folder, "Europe", "London").is_file()]
    return systems[0] if systems else f"tzdata {version('tzdata')}"


def zone(name: str) -> str:
    if name not in zones():
        raise UnknownZone(f"“{name}” is not a time zone we know; write it as in Europe/London.")
    return name


def instant(day: date, wall: time, zone_name: str, *, second: bool | None = None) -> datetime:
    """The moment in UTC at which a clock in the zone shows this. Raises DoesNotExist, ExistsTwice.

    `second` answers which of two moments is meant where clocks go back; elsewhere it does not matter.
    """
    place = ZoneInfo(zone(zone_name))
    first, later = (datetime.combine(day, wall, place).replace(fold=fold) for fold in (0, 1))
    shift = _offset(later) - _offset(first)
    bare = first.replace(tzinfo=None)
    if first.astimezone(UTC).astimezone(place).replace(tzinfo=None) != bare:
        raise DoesNotExist(day, before=bare - abs(shift), after=bare + abs(shift))
    if shift and second is None:
        raise ExistsTwice
    return (later if second else first).astimezone(UTC)


def local(moment: datetime, zone_name: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone_name))


def clock(wall: time) -> str:
    """`18.30`"""
    return f"{wall.hour:02}.{wall.minute:02}"


def day(value: date) -> str:
    """`14 April 2010`"""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    return WEEKDAYS[value.weekday()]


def full_day(value: date) -> str:
    """`Wednesday 14 April 2010`"""
    return f"{weekday(value)} {day(value)}"


def days(first: date, last: date | None) -> str:
    """One day, or `Wednesday 14 to Thursday 15 April 2010` with nothing said twice."""
    if last is None or last == first:
        return full_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{weekday(first)} {first.day} to {full_day(last)}"
    start = full_day(first) if first.year != last.year else full_day(first).removesuffix(f" {first.year}")
    return f"{start} to {full_day(last)}"


def zone_words(moment: datetime, zone_name: str) -> str:
    """`BST (UTC+1)`, or `UTC+4` alone where a zone has no name of its own."""
    there = local(moment, zone_name)
    minutes = int(_offset(there).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    shift = f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
    name = there.tzname() or ""
    if name == "UTC":
        return "UTC"
    return f"{name} ({shift})" if name.isalpha() else shift


def newsroom(moment: datetime, zone_name: str) -> str:
    """`00.01 BST (UTC+1), Wednesday 14 April 2010`: an embargo as a newsroom reads it."""
    there = local(moment, zone_name)
    return f"{clock(there.time())} {zone_words(moment, zone_name)}, {full_day(there.date())}"


def iso(moment: datetime, zone_name: str) -> str:
    """The moment with the offset of the place, for machines."""
    return local(moment, zone_name).isoformat()


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
