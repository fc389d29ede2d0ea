"""What every table shares: typed dataclass rows, UUID keys, and names for all constraints.

Rows are related by their ids, and foreign keys are checked at commit, so rows may be added in any order.
Relationships are for reading only and never load by surprise: a query says what it loads.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Date, ForeignKey, MetaData, Time
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column, relationship

from events.storage import types
from events.storage.types import Id, Instant

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Rows are compared by identity; `kind` is the word for them in the log, the search and the export."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {UUID: Id, datetime: Instant, date: Date, time: Time}


class Identified(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """A row with an id of its own, made before the row is written and never changed."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=uuid4)


class Addressed(Identified, kw_only=True, eq=False, repr=False):
    """A row with an address of its own, given when it is added; former ones keep leading to it (`storage.slugs`)."""

    slug: Mapped[str] = mapped_column(types.slug(), unique=True, default=None, nullable=False)


class Revised(MappedAsDataclass, kw_only=True, eq=False, repr=False):
    """A row that counts its revisions, so that a form can say which one it was made from."""

    revision: Mapped[int] = mapped_column(init=False, default=None, nullable=False, info={"derived": True})

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.revision}  # type: ignore[attr-defined]


def to(target: str, *, ondelete: str | None = None) -> ForeignKey:
    """A foreign key that is checked at commit."""
    return ForeignKey(target, ondelete=ondelete, deferrable=True, initially="DEFERRED")


def reads(order_by: str | None = None, **options: Any) -> Any:
    """A relationship that shows and never writes: the id beside it is the truth."""
    options |= {"order_by": order_by} if order_by else {}
    return relationship(viewonly=True, lazy="raise_on_sql", init=False, repr=False, **options)


def kind_of(row: Base | type[Base]) -> str:
    """The word for a table: `events`, `programme_items`."""
    return str(row.__tablename__)
