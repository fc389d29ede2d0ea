"""Press contacts can be found in the office: from now on whatever changes one keeps its words."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

from events import text

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The words of those that are there, as `events.search` keeps them."""
    db = op.get_bind()
    found = sa.table("press_contacts", sa.column("id", sa.Uuid()), *map(sa.column, _WORDS))
    kept = sa.table(
        "search_rows", *(sa.column(each) for each in ("kind", "title", "body")), sa.column("row_id", sa.Uuid())
    )
    for row in db.execute(sa.select(found)).mappings().all():
        words = [_folded(row[each] or "") for each in _WORDS]
        facts: dict[str, str | UUID] = {"kind": "press_contacts", "row_id": row["id"]}
        db.execute(sa.insert(kept).values(**facts, title=words[0], body=" ".join(filter(None, words))))


_WORDS = ("name", "phone", "mail", "hours", "out_of_hours")


def _folded(words: str) -> str:
    parts = ((*word.split("-"), word.replace("-", "")) if "-" in word else (word,) for word in text.words(words))
    return " ".join(each for part in parts for each in part)
