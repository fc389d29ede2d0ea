"""Published bytes: when the revision was raised last, and indexes for the next moment at which something shows."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_GUARDED = ("organisations", "persons", "series", "topics", "publications", "events", "releases")
_MOMENTS = [
    *((table, column) for table in _GUARDED for column in ("published_at", "withdrawn_at")),
    ("embargoes", "lifts_at"),
    ("joining_links", "released_at"),
    ("release_versions", "issued_at"),
    ("entries", "shown_from"),
]


def upgrade() -> None:
    number = op.get_bind().scalar(sa.text("SELECT number FROM revision"))
    op.drop_table("revision")  # made anew: SQLite adds no column that must be filled
    revisions = op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        info={"watched": False, "open": True},
    )
    op.bulk_insert(revisions, [{"id": 1, "number": number, "at": datetime.now(UTC)}])
    for table, column in _MOMENTS:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
