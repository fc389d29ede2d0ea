"""Who is told apart; receipts of series, and of what went out unmended; whoever has organisers has no keeper."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_UNMENDED = "Went out unmended: "
_RECEIPTS = sa.table(
    "receipts", sa.column("id", sa.Uuid()), sa.column("lost", sa.JSON()), sa.column("unmended", sa.JSON())
)


def upgrade() -> None:
    op.create_table(
        "told_apart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", line(40), nullable=False),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("by", line(160), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_told_apart_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_apart")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_told_apart_first_id_second_id")),
    )
    with op.batch_alter_table("receipts") as receipts:
        receipts.add_column(sa.Column("unmended", sa.JSON(), nullable=False, server_default="[]"))
        receipts.alter_column("launch_id", existing_type=sa.Uuid(), nullable=True)
    _move_what_was_unmended()
    # Since organisers are invited to an organisation, that lets it go; these had theirs before.
    op.execute("UPDATE organisations SET kept_by_id = NULL WHERE id IN (SELECT organisation_id FROM memberships)")


def _move_what_was_unmended() -> None:
    db = op.get_bind()
    for id, lost in db.execute(sa.select(_RECEIPTS.c.id, _RECEIPTS.c.lost)).all():
        unmended = [each.removeprefix(_UNMENDED) for each in lost if each.startswith(_UNMENDED)]
        if unmended:
            kept = [each for each in lost if not each.startswith(_UNMENDED)]
            db.execute(_RECEIPTS.update().where(_RECEIPTS.c.id == id).values(lost=kept, unmended=unmended))
