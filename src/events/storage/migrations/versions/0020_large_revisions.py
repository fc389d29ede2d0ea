"""The public revision is a moment in milliseconds, which needs eight bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("revision") as table:
        table.alter_column("number", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)
