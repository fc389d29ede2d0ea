"""Topics: a name is taken within one organisation only, so that nobody learns of another's by guessing it."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("topics") as topics:
        topics.drop_constraint("uq_topics_name", type_="unique")
