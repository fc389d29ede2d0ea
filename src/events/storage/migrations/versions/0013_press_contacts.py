"""Press contacts that were taken off stay in the releases that named them, and nowhere else."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("press_contacts", sa.Column("taken_off_at", sa.DateTime(timezone=True), nullable=True))
