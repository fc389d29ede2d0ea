"""Boilerplates can be found in the office: from now on whatever changes one keeps its words."""

import sqlalchemy as sa
from alembic import op

from events import text

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The words of those that are the last of their organisation in their language, as `events.search` keeps them."""
    db = op.get_bind()
    said = sa.table(
        "boilerplates",
        *(sa.column(each, sa.Uuid()) for each in ("id", "organisation_id")),
        *map(sa.column, ("language", "version", "text")),
    )
    kept = sa.table(
        "search_rows", *(sa.column(each) for each in ("kind", "title", "body")), sa.column("row_id", sa.Uuid())
    )
    rows = db.execute(sa.select(said).order_by(said.c.version)).all()
    for row in {(each.organisation_id, each.language): each for each in rows}.values():
        db.execute(sa.insert(kept).values(kind="boilerplates", row_id=row.id, title="", body=_folded(row.text)))


def _folded(words: str) -> str:
    parts = ((*word.split("-"), word.replace("-", "")) if "-" in word else (word,) for word in text.words(words))
    return " ".join(each for part in parts for each in part)
