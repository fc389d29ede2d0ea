"""Columns that mean the same on both databases."""

import sqlalchemy as sa


def line(limit: int) -> sa.types.TypeEngine[str]:
    """One line of text, compared by code point: PostgreSQL would ask the server's language else."""
    return sa.String(limit).with_variant(sa.String(limit, collation="C"), "postgresql")
