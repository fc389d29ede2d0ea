"""Calendar entries: until when each holds, and a digest of its bytes; feeds read which they have by an index alone."""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_CHUNK = 500
_ENTRIES = sa.table(
    "entries",
    sa.column("event_id", sa.Uuid()),
    sa.column("audience", sa.String()),
    sa.column("shown_from", sa.DateTime(timezone=True)),
    sa.column("shown_until", sa.DateTime(timezone=True)),
    sa.column("vevent", sa.LargeBinary()),
    sa.column("rich", sa.LargeBinary()),
    sa.column("digest", sa.String()),
)


def upgrade() -> None:
    op.add_column("entries", sa.Column("shown_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("entries", sa.Column("digest", line(32), nullable=True))
    _say_until_when()
    _digest()
    with op.batch_alter_table("entries") as entries:
        entries.alter_column("digest", existing_type=line(32), nullable=False)
    op.create_index(op.f("ix_entries_digest"), "entries", ["digest"])
    op.drop_index(op.f("ix_entries_shown_from"), "entries")
    op.create_index(op.f("ix_entries_shown_until"), "entries", ["shown_until"])
    op.create_index("ix_entries_shown", "entries", ["event_id", "audience", "shown_from", "shown_until", "digest"])
    op.drop_index(op.f("ix_events_begins_at"), "events")
    in_order = ["begins_at", "id", "published_at", "withdrawn_at", "access", "embargo_id"]
    op.create_index("ix_events_in_order", "events", in_order)


def _say_until_when() -> None:
    later = _ENTRIES.alias("later")
    same = sa.and_(later.c.event_id == _ENTRIES.c.event_id, later.c.audience == _ENTRIES.c.audience)
    following = sa.select(sa.func.min(later.c.shown_from)).where(same, later.c.shown_from > _ENTRIES.c.shown_from)
    op.execute(_ENTRIES.update().values(shown_until=following.scalar_subquery()))


def _digest() -> None:
    bind = op.get_bind()
    of_one = _ENTRIES.update().where(
        _ENTRIES.c.event_id == sa.bindparam("of_event"),
        _ENTRIES.c.audience == sa.bindparam("of_audience"),
        _ENTRIES.c.shown_from == sa.bindparam("of_moment"),
    )
    missing = sa.select(_ENTRIES).where(_ENTRIES.c.digest.is_(None)).limit(_CHUNK)
    while found := bind.execute(missing).all():
        values = [
            {
                "of_event": row.event_id,
                "of_audience": row.audience,
                "of_moment": row.shown_from,
                "digest": sha256(row.vevent + row.rich).hexdigest()[:32],
            }
            for row in found
        ]
        bind.execute(of_one, values)
