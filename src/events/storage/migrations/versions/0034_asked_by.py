"""Whoever asked for an approval hears of the answers; of older ones, the owners of whoever leads the launch do."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("approvals") as approvals:
        approvals.add_column(sa.Column("asked_by_id", sa.Uuid(), nullable=True))
        approvals.create_foreign_key(
            op.f("fk_approvals_asked_by_id"),
            "accounts",
            ["asked_by_id"],
            ["id"],
            ondelete="SET NULL",
            initially="DEFERRED",
            deferrable=True,
        )
    op.create_index(op.f("ix_approvals_asked_by_id"), "approvals", ["asked_by_id"])
