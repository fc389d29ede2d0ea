"""Reports can be found by their series and number: from now on whatever changes either keeps their words."""

import sqlalchemy as sa
from alembic import op

from events import text

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The words of those that are there, as `events.search` keeps them."""
    db = op.get_bind()
    reports = sa.table("publications", *_columns("id", "series_id"), sa.column("series_number"))
    series = sa.table("series", *_columns("id", "embargo_id"), sa.column("title"), sa.column("withdrawn_at"))
    kept = sa.table("search_rows", *_columns("row_id"), sa.column("kind"), sa.column("body"))
    told = sa.select(reports.c.id, series.c.title, reports.c.series_number).join(
        series, series.c.id == reports.c.series_id
    )
    for row in db.execute(told.where(series.c.withdrawn_at.is_(None), series.c.embargo_id.is_(None))).all():
        words = " ".join(filter(None, (_folded(row.title), row.series_number and str(row.series_number))))
        its = (kept.c.kind == "publications") & (kept.c.row_id == row.id)
        # What is kept of one thing is of a length; of a report with an abstract as long as that, this goes before it.
        db.execute(
            sa.update(kept).where(its).values(body=sa.func.substr(sa.literal(f"{words} ") + kept.c.body, 1, _MOST))
        )


_MOST = 60_000


def _columns(*names: str) -> list[sa.ColumnClause]:  # type: ignore[type-arg]
    return [sa.column(each, sa.Uuid()) for each in names]


def _folded(words: str) -> str:
    parts = ((*word.split("-"), word.replace("-", "")) if "-" in word else (word,) for word in text.words(words))
    return " ".join(each for part in parts for each in part)
