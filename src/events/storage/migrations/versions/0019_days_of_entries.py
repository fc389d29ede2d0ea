"""Calendar entries: when their events are as far as they say, in which order feeds have them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_EVENTS = sa.table(
    "events",
    sa.column("id", sa.Uuid()),
    sa.column("begins_at", sa.DateTime(timezone=True)),
    sa.column("day", sa.Date()),
    sa.column("last_day", sa.Date()),
)
_ENTRIES = sa.table(
    "entries",
    sa.column("event_id", sa.Uuid()),
    sa.column("begins_at", sa.DateTime(timezone=True)),
    sa.column("day", sa.Date()),
    sa.column("last_day", sa.Date()),
)
_DAYS = ("begins_at", "day", "last_day")


def upgrade() -> None:
    op.add_column("entries", sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("entries", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("entries", sa.Column("last_day", sa.Date(), nullable=True))
    _fill()
    op.drop_index("ix_entries_shown", "entries")
    with op.batch_alter_table("entries") as entries:
        entries.alter_column("begins_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        entries.alter_column("day", existing_type=sa.Date(), nullable=False)
    in_order = ["audience", "begins_at", "event_id", "day", "last_day", "shown_from", "shown_until", "digest"]
    op.create_index("ix_entries_in_order", "entries", in_order)
    op.drop_index("ix_events_in_order", "events")
    op.create_index("ix_events_guarded", "events", ["id", "published_at", "withdrawn_at", "access", "embargo_id"])
    op.create_index(op.f("ix_events_begins_at"), "events", ["begins_at"])


def _fill() -> None:
    """From the events; of one that has no day any more nothing is shown, and it gets an entry when it has one again."""
    undated = sa.select(_EVENTS.c.id).where(_EVENTS.c.day.is_(None))
    op.execute(_ENTRIES.delete().where(_ENTRIES.c.event_id.in_(undated)))
    its = {name: sa.select(_EVENTS.c[name]).where(_EVENTS.c.id == _ENTRIES.c.event_id) for name in _DAYS}
    op.execute(_ENTRIES.update().values({name: each.scalar_subquery() for name, each in its.items()}))
