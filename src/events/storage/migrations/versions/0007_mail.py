"""The outbox made anew, with what it knows of each mail's fate; until now nothing was put into it."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("outbox")
    op.create_table(
        "outbox",
        sa.Column("stream", line(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recipient", line(254), nullable=False),
        sa.Column("subject", line(250), nullable=False),
        sa.Column("message_id", line(250), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("replaces", line(200), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("give_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", line(500), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
        sa.UniqueConstraint("number", name=op.f("uq_outbox_number")),
        info={"private": True, "watched": False},
    )
    op.create_index(op.f("ix_outbox_replaces"), "outbox", ["replaces"], unique=False)
    op.create_index("ix_outbox_stream", "outbox", ["stream", "number"], unique=False)
    not_done = sa.text("sent_at IS NULL AND failed_at IS NULL")
    op.create_index("ix_outbox_not_done", "outbox", ["number"], sqlite_where=not_done, postgresql_where=not_done)
