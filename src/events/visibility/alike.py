"""Readers who are alike: they have some of the same things, and are asked about by one statement, made once."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam

from events.storage.types import Id, Instant
from events.visibility.policy import Reader, Sight

# Whether a reader has any organisations, any embargoes, any invitations; and the same of their bounds.
Likeness = tuple[bool, bool, bool, "Likeness | None"]


def likeness(reader: Reader) -> Likeness:
    bounds = likeness(reader.bounds.reader) if reader.bounds else None
    return bool(reader.organisations), bool(reader.embargoes), bool(reader.invited), bounds


@cache
def sight(likeness: Likeness, whose: str = "") -> Sight:
    """By parameters that have their names alone; `given` has the values."""
    organisations, embargoes, invited, bounds = likeness

    def ids(name: str, has_any: bool) -> BindParameter[Any] | None:
        return bindparam(f"{whose}{name}", type_=Id(), expanding=True) if has_any else None

    return Sight(
        bindparam(f"{whose}at", type_=Instant()),
        ids("organisations", organisations),
        ids("embargoes", embargoes),
        ids("invited", invited),
        sight(bounds, f"{whose}own_") if bounds else None,
    )


def given(reader: Reader, at: datetime, whose: str = "") -> dict[str, Any]:
    """What a statement with such a sight is executed with."""
    ids = {"organisations": reader.organisations, "embargoes": reader.embargoes, "invited": reader.invited}
    values = {f"{whose}at": at} | {f"{whose}{name}": these for name, these in ids.items() if these}
    return values | given(reader.bounds.reader, reader.bounds.now, f"{whose}own_") if reader.bounds else values
