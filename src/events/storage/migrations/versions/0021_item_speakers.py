"""Running orders: which speakers of the panel an item has. What stands in words of old stays in them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "item_speakers",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("speaker_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["programme_items.id"],
            name=op.f("fk_item_speakers_item_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"],
            ["speakers.id"],
            name=op.f("fk_item_speakers_speaker_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_speakers")),
        sa.UniqueConstraint("item_id", "speaker_id", name=op.f("uq_item_speakers_item_id_speaker_id")),
        info={"part_of": ["events"]},
    )
    op.create_index(op.f("ix_item_speakers_speaker_id"), "item_speakers", ["speaker_id"], unique=False)
