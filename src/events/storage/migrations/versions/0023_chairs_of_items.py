"""Running orders: who of the speakers of an item chairs it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("item_speakers", sa.Column("chairs", sa.Boolean(), nullable=False, server_default=sa.false()))
