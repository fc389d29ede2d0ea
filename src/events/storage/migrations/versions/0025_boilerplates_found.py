"""Boilerplates can be found in the office: from now on whatever adds one keeps its words."""

import sqlalchemy as sa
from alembic import op

from events import text

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The words of those that are there, as `events.search` keeps them."""
    db = op.get_bind()
    found = sa.table("boilerplates", sa.column("id", sa.Uuid()), sa.column("text"))
    kept = sa.table(
        "search_rows", *(sa.column(each) for each in ("kind", "title", "body")), sa.column("row_id", sa.Uuid())
    )
    for row in db.execute(sa.select(found)).all():
        db.execute(sa.insert(kept).values(kind="boilerplates", row_id=row.id, title="", body=_folded(row.text)))


def _folded(words: str) -> str:
    parts = ((*word.split("-"), word.replace("-", "")) if "-" in word else (word,) for word in text.words(words))
    return " ".join(each for part in parts for each in part)
