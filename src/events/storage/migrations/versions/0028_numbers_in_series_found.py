"""Reports can be found by `Series 3` and `No 3` whatever their series is called; `0026` kept the number alone."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The words of those that are there, as `events.programme.findable` keeps them."""
    reports = sa.table("publications", *map(sa.column, ("id", "series_id", "series_number")))
    series = sa.table("series", *map(sa.column, ("id", "embargo_id", "withdrawn_at")))
    kept = sa.table("search_rows", *map(sa.column, ("row_id", "kind", "body")))
    numbered = (
        sa.select(reports.c.id)
        .join(series, series.c.id == reports.c.series_id)
        .where(reports.c.series_number.is_not(None), series.c.withdrawn_at.is_(None), series.c.embargo_id.is_(None))
    )
    body = sa.func.substr(sa.literal("series number no ") + kept.c.body, 1, 60_000)
    op.execute(sa.update(kept).where(kept.c.kind == "publications", kept.c.row_id.in_(numbered)).values(body=body))
