"""What is asked for in the search of the office and is no word: a day, a month, or a telephone number."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from events.people import phones
from events.people.models import Person, PressContact, PrivateFacts
from events.programme import typed
from events.programme.occasions import Event
from events.web.office.guard import Desk

_MONTH = re.compile(r"\s*[^\W\d]{3,20}\.?,?\s+\d{4}\s*")  # April 2010
_MONTH_IN_NUMBERS = re.compile(r"\s*\d{4}-\d\d?\s*")


def by_fact(desk: Desk, words: str) -> dict[str, ColumnElement[bool]]:
    """Which things of which kinds have that day or that number, as far as this organiser may see it of them."""
    found: dict[str, ColumnElement[bool]] = {}
    if days := _days(words, desk.now.date()):
        found["events"] = (Event.day <= days[1]) & (func.coalesce(Event.last_day, Event.day) >= days[0])
    if digits := phones.digits_asked(words):
        found["press_contacts"] = _has(digits, PressContact.phone, PressContact.out_of_hours)
        # Their page tells the private ones to those alone who work where they are kept.
        private = select(PrivateFacts.person_id).where(_has(digits, PrivateFacts.mobile, PrivateFacts.assistant_phone))
        found["persons"] = Person.kept_by_id.in_(desk.mandate.organisations) & Person.id.in_(private)
    return found


def _has(digits: str, *columns: Any) -> ColumnElement[bool]:
    return or_(*(each.contains(digits) for each in columns))


def _days(words: str, today: date) -> tuple[date, date] | None:
    """The first and the last that are meant: `14 April 2010`, `2010-04-14`, `April 2010`."""
    if not re.search(r"\d", words):  # a weekday alone is a word like others
        return None
    is_month = _MONTH.fullmatch(words) or _MONTH_IN_NUMBERS.fullmatch(words)
    try:
        if not is_month:
            return (day := typed.day(words, today=today)), day
        first = typed.day(f"1 {words}" if _MONTH.fullmatch(words) else f"{words.strip()}-1", today=today)
    except typed.NotUnderstood:
        return None
    return first, first.replace(day=monthrange(first.year, first.month)[1])
