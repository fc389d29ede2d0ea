"""The office: who keeps what, what co-hosts may do, drafts of forms, receipts, cautions."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEPT = ("organisations", "persons", "topics", "venues")


def upgrade() -> None:
    # Written out: SQLite takes a reference with a new column, and alembic would make the whole table anew for it.
    uuid = {"sqlite": "CHAR(32)", "postgresql": "UUID"}[op.get_bind().dialect.name]
    for table in _KEPT:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN kept_by_id {uuid} CONSTRAINT fk_{table}_kept_by_id "
            "REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED"
        )
        op.create_index(op.f(f"ix_{table}_kept_by_id"), table, ["kept_by_id"])
    op.execute(
        "ALTER TABLE hosts ADD COLUMN grants VARCHAR(32) CONSTRAINT ck_hosts_role_known "
        "CHECK (grants IN ('owner', 'editor', 'press officer', 'viewer'))"
    )
    op.create_table(
        "form_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("form", line(250), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_drafts")),
        _to("form_drafts", "account_id", "accounts"),
    )
    op.create_index(op.f("ix_form_drafts_account_id"), "form_drafts", ["account_id"])
    op.create_table(
        "sent_forms",
        sa.Column("key", line(64), nullable=False),
        sa.Column("location", line(500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sent_forms")),
    )
    op.create_table(
        "cautions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", line(160), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("note", line(600), nullable=True),
        sa.CheckConstraint("ends >= starts", name=op.f("ck_cautions_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cautions")),
        _to("cautions", "organisation_id", "organisations"),
    )
    op.create_index(op.f("ix_cautions_organisation_id"), "cautions", ["organisation_id"])
    op.create_table(
        "receipts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", line(160), nullable=False),
        sa.Column("action", line(60), nullable=False),
        sa.Column("kind", line(40), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("label", line(250), nullable=False),
        sa.Column("reason", line(1000), nullable=True),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("lost", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipts")),
        _to("receipts", "launch_id", "launches"),
    )
    op.create_index(op.f("ix_receipts_launch_id"), "receipts", ["launch_id"])


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """What goes when its parent goes."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE",
        initially="DEFERRED",
        deferrable=True,
    )
