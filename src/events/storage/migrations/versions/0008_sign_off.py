"""Approvals: who is asked to sign off what, and what they said."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_STATES = ("asked", "approved", "changes suggested", "declined", "reopened", "overridden")


def upgrade() -> None:
    op.create_table(
        "approvals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("subject", _choice("subject_known", "release", "quotation", "listing"), nullable=False),
        sa.Column("release_id", sa.Uuid(), nullable=True),
        sa.Column("quoted", line(250), nullable=True),
        sa.Column("speaker_id", sa.Uuid(), nullable=True),
        sa.Column("name", line(160), nullable=False),
        sa.Column("mail", line(254), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("state", _choice("state_known", *_STATES), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", line(64), nullable=False),
        sa.Column("reason", line(1000), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(subject = 'listing') = (speaker_id IS NOT NULL) AND (subject = 'listing') = (release_id IS NULL)",
            name=op.f("ck_approvals_subject_named"),
        ),
        sa.CheckConstraint("(subject = 'quotation') = (quoted IS NOT NULL)", name=op.f("ck_approvals_quoted")),
        sa.CheckConstraint("state <> 'overridden' OR reason IS NOT NULL", name=op.f("ck_approvals_reason")),
        sa.CheckConstraint("number > 0", name=op.f("ck_approvals_number")),
        _to("approvals", "launch_id", "launches"),
        _to("approvals", "release_id", "releases"),
        _to("approvals", "speaker_id", "speakers"),
        _to("approvals", "person_id", "persons", ondelete="SET NULL"),
        _to("approvals", "organisation_id", "organisations", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    for column in ("launch_id", "release_id", "speaker_id", "person_id", "organisation_id"):
        op.create_index(op.f(f"ix_approvals_{column}"), "approvals", [column])
    op.create_table(
        "approval_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", line(160), nullable=False),
        sa.Column("did", _choice("state_known", *_STATES), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sha256", line(64), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("suggestion", sa.Text(), nullable=True),
        _to("approval_steps", "approval_id", "approvals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval_steps")),
    )
    op.create_index(op.f("ix_approval_steps_approval_id"), "approval_steps", ["approval_id"])
    op.create_table(
        "approval_links",
        sa.Column("token_hash", line(64), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _to("approval_links", "approval_id", "approvals"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_approval_links")),
    )
    op.create_index(op.f("ix_approval_links_approval_id"), "approval_links", ["approval_id"])


def _choice(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _to(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete=ondelete,
        initially="DEFERRED",
        deferrable=True,
    )
