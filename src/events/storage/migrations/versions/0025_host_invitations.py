"""Somebody outside is asked by mail to stand behind a launch."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "host_invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("name", line(250), nullable=False),
        sa.Column("mail", line(254), nullable=False),
        sa.Column("role", _choice("hostrole_known", "partner", "funder", "supporter", "venue host"), nullable=False),
        sa.Column("grants", _choice("role_known", "owner", "editor", "press officer", "viewer"), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", line(64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _to("launch_id", "launches", ondelete="CASCADE"),
        _to("asked_by_id", "accounts"),
        _to("account_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_host_invitations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_host_invitations_token_hash")),
    )
    for column in ("launch_id", "mail", "account_id"):
        op.create_index(op.f(f"ix_host_invitations_{column}"), "host_invitations", [column])


def _choice(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _to(column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.id"],
        name=op.f(f"fk_host_invitations_{column}"),
        ondelete=ondelete,
        initially="DEFERRED",
        deferrable=True,
    )
