"""In whose office a receipt was written and somebody was asked; on receipts, what all were told apart from the rest.

Of what was written before, the lead of the launch reads the reasons, whether they were told to everybody or not.
"""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_DESPITE = "Why it went out with what was found: "
_LAUNCHES = sa.table("launches", sa.column("id", sa.Uuid()), sa.column("lead_id", sa.Uuid()))
_RECEIPTS = sa.table(
    "receipts",
    sa.column("id", sa.Uuid()),
    sa.column("launch_id", sa.Uuid()),
    sa.column("house_id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("for_everybody", sa.Boolean()),
    sa.column("said", sa.JSON()),
    sa.column("despite", sa.String()),
)
_APPROVALS = sa.table("approvals", *(sa.column(each, sa.Uuid()) for each in ("launch_id", "house_id")))


def upgrade() -> None:
    for table in ("receipts", "approvals"):
        with op.batch_alter_table(table) as rows:
            rows.add_column(sa.Column("house_id", sa.Uuid(), nullable=True))
            rows.create_foreign_key(
                op.f(f"fk_{table}_house_id"),
                "organisations",
                ["house_id"],
                ["id"],
                ondelete="SET NULL",
                initially="DEFERRED",
                deferrable=True,
            )
            if table == "receipts":
                rows.add_column(sa.Column("for_everybody", sa.Boolean(), nullable=False, server_default=sa.false()))
                rows.add_column(sa.Column("despite", line(1000), nullable=True))
        op.create_index(op.f(f"ix_{table}_house_id"), table, ["house_id"])
    with op.batch_alter_table("receipts") as receipts:
        receipts.alter_column("for_everybody", existing_type=sa.Boolean(), server_default=None)
    _fill(op.get_bind())


def _fill(db: sa.Connection) -> None:
    for each in (_RECEIPTS, _APPROVALS):
        lead = sa.select(_LAUNCHES.c.lead_id).where(_LAUNCHES.c.id == each.c.launch_id).scalar_subquery()
        db.execute(sa.update(each).values(house_id=lead))
    db.execute(sa.update(_RECEIPTS).where(_RECEIPTS.c.kind == "series").values(for_everybody=True))
    for id, said in db.execute(sa.select(_RECEIPTS.c.id, _RECEIPTS.c.said)).all():
        if said and said[0].startswith(_DESPITE):
            facts = {"said": said[1:], "despite": said[0].removeprefix(_DESPITE)}
            db.execute(sa.update(_RECEIPTS).where(_RECEIPTS.c.id == id).values(facts))
