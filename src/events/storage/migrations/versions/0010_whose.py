"""Whose it is: a mail's organisation, and what each line of the log is about; launches and venues can be found."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

from events import text
from events.storage.migrations.columns import line

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("organisation_id", sa.Uuid(), nullable=True))
    op.add_column("outbox", sa.Column("signs_in", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(op.f("ix_outbox_organisation_id_number"), "outbox", ["organisation_id", "number"])
    op.execute("UPDATE outbox SET signs_in = secret WHERE stream LIKE 'sign-in/%'")
    for name, kind in _ABOUT:
        op.add_column("activity", sa.Column(name, kind, nullable=True))
    op.create_index("ix_activity_about", "activity", ["about_kind", "about_id", "id"])
    op.create_index("ix_activity_launch", "activity", ["launch_id", "id"])
    op.create_index("ix_activity_organisation", "activity", ["organisation_id", "id"])
    _keep_words("launches", "title")
    _keep_words("venues", "name", "address", "place")


_ABOUT = (("about_kind", line(40)), ("about_id", sa.Uuid()), ("launch_id", sa.Uuid()), ("organisation_id", sa.Uuid()))


def _keep_words(table: str, title: str, *others: str) -> None:
    """As `events.search` keeps them; from now on whatever changes one keeps its words."""
    db = op.get_bind()
    found = sa.table(table, sa.column("id", sa.Uuid()), *map(sa.column, (title, *others)))
    kept = sa.table(
        "search_rows", *(sa.column(each) for each in ("kind", "title", "body")), sa.column("row_id", sa.Uuid())
    )
    for row in db.execute(sa.select(found)).mappings().all():
        words = [_folded(row[each] or "") for each in (title, *others)]
        facts: dict[str, str | UUID] = {"kind": table, "row_id": row["id"]}
        db.execute(sa.insert(kept).values(**facts, title=words[0][:2000], body=" ".join(filter(None, words))))


def _folded(words: str) -> str:
    parts = ((*word.split("-"), word.replace("-", "")) if "-" in word else (word,) for word in text.words(words))
    return " ".join(each for part in parts for each in part)
