"""What must hold within one row: the CHECKs of the model, asked before the database is, and said in plain sentences.

They are evaluated as they are written, by SQLite in memory, so that no rule needs to be written twice.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Table, TextClause

from events.press.models import ReleaseVersion
from events.storage.base import Base, kind_of

# The field that a reader of the file looks at first, and what is wrong with it.
SENTENCES = {
    "ck_affiliations_dates": ("ends", "is before it starts"),
    "ck_boilerplates_version": ("version", "is not above 0"),
    "ck_entry_lives_sequence": ("sequence", "is below 0"),
    "ck_events_days": ("last_day", "is before the first day"),
    "ck_events_doors_have_start": ("doors", "needs a time at which it starts"),
    "ck_events_end_after_start": ("ends", "is not after the start"),
    "ck_events_end_has_start": ("ends", "needs a time at which it starts"),
    "ck_events_instants": ("starts", "needs a day and a zone"),
    "ck_events_on_the_line": ("day", "is needed before any of the times"),
    "ck_events_online_capacity": ("online_capacity", "is not above 0"),
    "ck_events_published_has_day": ("published_at", "needs a day: what has none cannot be published"),
    "ck_events_room_capacity": ("room_capacity", "is not above 0"),
    "ck_events_start_has_zone": ("starts", "needs a day and a zone"),
    "ck_files_sha256": ("content", "cannot be read"),
    "ck_files_size": ("content", "cannot be read"),
    "ck_former_times_days": ("last_day", "is before the first day"),
    "ck_former_times_end_has_start": ("ends", "needs a time at which it starts"),
    "ck_former_times_start_has_moment": ("starts", "needs a zone, and starts_at for its moment"),
    "ck_listed_posts_says_something": ("role", "is missing, and so is the name of an organisation"),
    "ck_press_contacts_reachable": ("phone", "is missing, and so is a mail address"),
    "ck_publication_versions_number": ("number", "is not above 0"),
    "ck_publications_series_number": ("series_number", "is not above 0, or has no series"),
    "ck_release_versions_number": ("number", "is not above 0"),
    "ck_release_versions_pull_quote": ("pull_quote_speaker", "has no pull quote"),
    "ck_series_parts": ("parts", "is not above 0"),
    "ck_speakers_listed": ("name", "is missing: a person is listed under a name"),
    "ck_told_apart_order": ("second", "does not come after the first: of two uids the lesser comes first"),
    "ck_tombstones_days": ("last_day", "is before the first day"),
    "ck_tombstones_end_after_start": ("ends_at", "is before it begins"),
    "ck_tombstones_on_earth": ("latitude", "or longitude is not on earth"),
    "ck_tombstones_position": ("latitude", "and longitude go together"),
    "ck_venues_on_earth": ("latitude", "or longitude is not on earth"),
    "ck_venues_position": ("latitude", "and longitude go together"),
}

# What was issued or pinned is never overwritten; triggers in the database hold it.
NEVER_OVERWRITTEN = {
    "boilerplates": {"organisation_id", "language", "version", "text"},
    "release_versions": {
        "release_id",
        "number",
        "issued_at",
        "correction",
        "headline",
        "standfirst",
        "dateline",
        "dated",
        "pull_quote",
        "pull_quote_speaker",
        "body",
    },
}


def broken(table: Table, value: Callable[[str], Any]) -> Iterator[tuple[str, str]]:
    """The fields of a row that its table would refuse, and why; `value` gives what a column is to hold."""
    names, columns, question = _question(table)
    if names:
        answers = _SQLITE.execute(question, [_plain(value(key)) for key in columns]).fetchone()
        found = (SENTENCES[name] for name, answer in zip(names, answers, strict=True) if answer == 0)
        yield from dict.fromkeys(found)


def overwritten(row: Base | None, after: Mapping[str, Any]) -> list[str]:
    """The columns that would be changed of a row that never may be."""
    if row is None or (isinstance(row, ReleaseVersion) and row.issued_at is None):
        return []
    return sorted(NEVER_OVERWRITTEN.get(kind_of(row), set()) & after.keys())


@cache
def checks(table: Table) -> dict[str, str]:
    """The rules of a table by their names; those of enumerations are held by their types."""
    found = [each for each in table.constraints if isinstance(each, CheckConstraint)]
    return {str(each.name): str(each.sqltext) for each in found if isinstance(each.sqltext, TextClause)}


@cache
def _question(table: Table) -> tuple[list[str], list[str], str]:
    """The names of a table's rules, the columns that they speak of, and one query that answers them all."""
    rules = checks(table)
    columns = [
        each.key for each in table.columns if any(re.search(rf"\b{each.key}\b", rule) for rule in rules.values())
    ]
    values = ", ".join(f"? AS {column}" for column in columns)
    return list(rules), columns, f"SELECT {', '.join(f'({rule})' for rule in rules.values())} FROM (SELECT {values})"


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case UUID():
            return value.hex
        case Enum():
            return value.value
    return value


_SQLITE = sqlite3.connect(":memory:")
