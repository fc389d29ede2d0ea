"""Sign-off by a link that is passed on by hand: an approval of somebody whose mail address nobody knows."""

from alembic import op

from events.storage.migrations.columns import line

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("approvals") as approvals:
        approvals.alter_column("mail", existing_type=line(254), nullable=True)
