"""What was said of somebody for a launch is told with that launch, not before."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from events import text

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _table(name: str, *columns: str) -> sa.TableClause:
    kinds = {each: _MOMENT if each.endswith("_at") else sa.Uuid() for each in columns if each.endswith(("_at", "id"))}
    return sa.table(name, *(sa.column(each, kinds.get(each)) for each in columns))


_EMBARGOES = _table("embargoes", "id", "lifts_at", "held")
_EVENTS = _table("events", "id", "launch_id", "embargo_id", "published_at", "withdrawn_at")
_REPORTS = _table("publications", "id", "launch_id", "embargo_id", "published_at", "withdrawn_at")
_PERSONS = _table("persons", "id", "name", "biography", "published_at")
_POSTS = _table("affiliations", "id", "person_id", "organisation_id", "came_with_launch_id", "role")
_HOUSES = _table("organisations", "id", "name")
_SPEAKERS = _table("speakers", "id", "person_id", "event_id")
_LISTED = _table("listed_posts", "affiliation_id", "speaker_id")
_AUTHORS = _table("authors", "person_id", "publication_id")
_FOUND = _table("search_rows", "row_id", "kind", "title", "body")


def upgrade() -> None:
    with op.batch_alter_table("affiliations") as posts:
        posts.add_column(sa.Column("came_with_launch_id", sa.Uuid(), nullable=True))
        posts.create_foreign_key(
            op.f("fk_affiliations_came_with_launch_id"),
            "launches",
            ["came_with_launch_id"],
            ["id"],
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        )
    op.create_index(op.f("ix_affiliations_came_with_launch_id"), "affiliations", ["came_with_launch_id"])
    _hold_back(op.get_bind())


def _hold_back(db: sa.Connection) -> None:
    """Of people of whom nothing is public, so that nothing is taken from any page: what a launch says of them."""
    is_hidden = ~sa.or_(*(_POSTS.c.person_id.in_(each) for each in _public(datetime.now(UTC))))
    listing = sa.select(_EVENTS.c.launch_id).join(_SPEAKERS, _SPEAKERS.c.event_id == _EVENTS.c.id)
    listing = listing.join(_LISTED, _LISTED.c.speaker_id == _SPEAKERS.c.id)
    listing = listing.where(_LISTED.c.affiliation_id == _POSTS.c.id)
    writing = sa.select(_REPORTS.c.launch_id).join(_AUTHORS, _AUTHORS.c.publication_id == _REPORTS.c.id)
    writing = writing.where(_AUTHORS.c.person_id == _POSTS.c.person_id)
    launches = (
        each.order_by(each.selected_columns[0]).limit(1).correlate(_POSTS).scalar_subquery()
        for each in (listing, writing)
    )
    db.execute(sa.update(_POSTS).where(is_hidden).values(came_with_launch_id=sa.func.coalesce(*launches)))
    of = sa.select(_POSTS.c.person_id).where(_POSTS.c.came_with_launch_id.is_not(None))
    for row in db.execute(sa.select(_PERSONS).where(_PERSONS.c.id.in_(of))).all():
        _keep_as_told(db, row.id, row.name, row.biography)


def _public(now: datetime) -> list[sa.Select[Any]]:
    """Ids of persons: who speaks at what is out, who wrote it, and whose page was published itself."""
    lifted = sa.select(_EMBARGOES.c.id).where(_EMBARGOES.c.held.is_(sa.false()), _EMBARGOES.c.lifts_at <= now)

    def is_out(its: Any) -> sa.ColumnElement[bool]:
        is_over = its.embargo_id.is_(None) | its.embargo_id.in_(lifted)
        return sa.and_(its.published_at <= now, its.withdrawn_at.is_(None), is_over)

    speaks = sa.select(_SPEAKERS.c.person_id).join(_EVENTS, _EVENTS.c.id == _SPEAKERS.c.event_id)
    wrote = sa.select(_AUTHORS.c.person_id).join(_REPORTS, _REPORTS.c.id == _AUTHORS.c.publication_id)
    return [
        speaks.where(is_out(_EVENTS.c), _SPEAKERS.c.person_id.is_not(None)),
        wrote.where(is_out(_REPORTS.c), _AUTHORS.c.person_id.is_not(None)),
        sa.select(_PERSONS.c.id).where(_PERSONS.c.published_at.is_not(None)),
    ]


def _keep_as_told(db: sa.Connection, person_id: UUID, name: str, biography: str | None) -> None:
    """By which words they are found before, as `events.programme.findable` keeps them."""
    told = sa.select(_POSTS.c.role, _HOUSES.c.name).join(_HOUSES, _HOUSES.c.id == _POSTS.c.organisation_id)
    told = told.where(_POSTS.c.person_id == person_id, _POSTS.c.came_with_launch_id.is_(None))
    posts = [each for row in db.execute(told) for each in row]
    title, body = _folded(name), _folded(" ".join(filter(None, (biography, *posts))))
    facts: dict[str, Any] = {"kind": "persons_as_told", "row_id": person_id, "title": title[:2000]}
    db.execute(sa.insert(_FOUND).values(**facts, body=f"{title} {body}".strip()[:60_000]))


def _folded(words: str) -> str:
    parts = ((*word.split("-"), word.replace("-", "")) if "-" in word else (word,) for word in text.words(words))
    return " ".join(each for part in parts for each in part)
