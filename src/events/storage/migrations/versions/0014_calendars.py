"""Calendars: rich entries, whose feeds an event stands in, personal feeds."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("entries")  # made anew from the facts at the next start, as after every change of the mapping
    op.create_table(
        "entries",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "public",
                "online attendee",
                "attendee",
                "speaker",
                name="audience_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("shown_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vevent", sa.LargeBinary(), nullable=False),
        sa.Column("rich", sa.LargeBinary(), nullable=False),
        _to("entries", "event_id", "events"),
        sa.PrimaryKeyConstraint("event_id", "audience", "shown_from", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_shown_from"), "entries", ["shown_from"])
    op.create_table(
        "feed_parts",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", line(40), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        _to("feed_parts", "event_id", "events"),
        sa.PrimaryKeyConstraint("event_id", "kind", "row_id", name=op.f("pk_feed_parts")),
    )
    op.create_index(op.f("ix_feed_parts_kind_row_id"), "feed_parts", ["kind", "row_id"])
    op.create_table(
        "personal_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", line(64), nullable=False),
        sa.Column("everything", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_personal_feeds_token_hash")),
    )
    op.create_table(
        "followed",
        sa.Column("feed_id", sa.Uuid(), nullable=False),
        sa.Column("kind", line(40), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        _to("followed", "feed_id", "personal_feeds"),
        sa.PrimaryKeyConstraint("feed_id", "kind", "row_id", name=op.f("pk_followed")),
    )
    op.create_index(op.f("ix_followed_kind_row_id"), "followed", ["kind", "row_id"])


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE",
        initially="DEFERRED",
        deferrable=True,
    )
