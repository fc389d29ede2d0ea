"""Tombstones: what the public was told last of an event that was taken back, read from the entries that tell it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_GONE = "This event is no longer announced."
_EVENTS = sa.table("events", *(sa.column(name) for name in ("id", "withdrawn_at", "zone")))
_WHEN = ("begins_at", "day", "last_day")
_ENTRIES = sa.table(
    "entries",
    sa.column("event_id", sa.Uuid()),
    sa.column("audience", sa.String()),
    sa.column("shown_from", sa.DateTime(timezone=True)),
    sa.column("vevent", sa.LargeBinary()),
    sa.column("begins_at", sa.DateTime(timezone=True)),
    sa.column("day", sa.Date()),
    sa.column("last_day", sa.Date()),
)


def upgrade() -> None:
    on_earth = "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180"
    tombstones = op.create_table(
        "tombstones",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("title", line(250), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("zone", line(64), nullable=True),
        sa.Column("location", line(1000), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("topics", sa.Text(), nullable=True),
        sa.CheckConstraint("last_day IS NULL OR last_day >= day", name=op.f("ck_tombstones_days")),
        sa.CheckConstraint("ends_at IS NULL OR ends_at >= begins_at", name=op.f("ck_tombstones_end_after_start")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_tombstones_position")),
        sa.CheckConstraint(on_earth, name=op.f("ck_tombstones_on_earth")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_tombstones_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_tombstones")),
    )
    if told := _told_last():
        op.bulk_insert(tombstones, [*told.values()])


def _told_last() -> Mapping[Any, dict[str, object]]:
    """By event; of several entries the last."""
    public = sa.select(_ENTRIES, _EVENTS.c.zone).where(
        _ENTRIES.c.event_id == _EVENTS.c.id, _ENTRIES.c.audience == "public", _EVENTS.c.withdrawn_at.is_not(None)
    )
    found = op.get_bind().execute(public.order_by(_ENTRIES.c.shown_from))
    entries = ((row, _properties(row.vevent)) for row in found)
    return {row.event_id: _told(row, said) for row, said in entries if said["DESCRIPTION"].startswith(_GONE)}


def _properties(vevent: bytes) -> dict[str, str]:
    """Those of a tombstone, none of which has a parameter in quotes."""
    written = (each.partition(":") for each in vevent.replace(b"\r\n ", b"").decode().split("\r\n"))
    return {name.partition(";")[0]: value for name, _, value in written}


def _told(row: Any, said: dict[str, str]) -> dict[str, object]:
    latitude, _, longitude = said.get("GEO", "").partition(";")
    has_hours = "T" in said["DTSTART"]
    told = {name: getattr(row, name) for name in ("event_id", "zone", *_WHEN)}
    return told | {
        "slug": said["URL"].rpartition("/")[2],
        "title": _text(said["SUMMARY"]).partition(": ")[2],
        "begins_at": _moment(said["DTSTART"]) if has_hours else row.begins_at,
        "ends_at": _moment(said["DTEND"]) if has_hours else None,
        "location": _text(said["LOCATION"]) if "LOCATION" in said else None,
        "latitude": float(latitude) if latitude else None,
        "longitude": float(longitude) if longitude else None,
        "topics": _text(re.sub(r"(?<!\\)((?:\\\\)*),", r"\1\\n", said["CATEGORIES"])) if "CATEGORIES" in said else None,
    }


def _moment(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _text(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], value)
