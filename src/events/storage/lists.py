"""Long lists, of which a page is shown."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession


async def cut(
    db: AsyncSession, found: Select[Any], order: Sequence[ColumnElement[Any]], *, limit: int, offset: int = 0
) -> tuple[Sequence[Sequence[Any]], int]:
    """One page of what is found, and how many there are in all: each is looked at once, and none loaded."""
    page = found.add_columns(func.count().over()).order_by(*order).limit(limit).offset(offset)
    rows = (await db.execute(page)).all()
    if rows or not offset:
        return [row[:-1] for row in rows], rows[0][-1] if rows else 0
    return [], await db.scalar(select(func.count()).select_from(found.subquery())) or 0
