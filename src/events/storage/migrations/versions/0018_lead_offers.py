"""The lead of a launch is offered, and counts once it is taken over."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lead_offers",
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("by", line(160), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["launch_id"],
            ["launches.id"],
            name=op.f("fk_lead_offers_launch_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_lead_offers_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("launch_id", name=op.f("pk_lead_offers")),
    )
    op.create_index(op.f("ix_lead_offers_organisation_id"), "lead_offers", ["organisation_id"])
