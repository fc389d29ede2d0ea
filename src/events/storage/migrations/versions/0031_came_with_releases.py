"""What came with the text of a release is told with that release, not before."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("boilerplates", "press_contacts"):
        op.add_column(table, sa.Column("came_with_release", sa.Boolean(), nullable=False, server_default=sa.false()))
