"""The office: accounts and their roles, the log, the outbox, and the words by which things are found."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Each database keeps its own index of the words.
_SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='search_rows', content_rowid='id')",
        """CREATE TRIGGER search_added AFTER INSERT ON search_rows BEGIN
            INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body);
        END""",
        """CREATE TRIGGER search_deleted AFTER DELETE ON search_rows BEGIN
            INSERT INTO search_index(search_index, rowid, title, body)
            VALUES ('delete', old.id, old.title, old.body);
        END""",
    ),
    "postgresql": (
        "CREATE INDEX search_body ON search_rows USING gin (to_tsvector('simple', body))",
        "CREATE INDEX search_title ON search_rows USING gin (to_tsvector('simple', title))",
    ),
}


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", line(160), nullable=False),
        sa.Column("mail", line(254), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("mail", name=op.f("uq_accounts_mail")),
        info={"private": True},
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", line(160), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("did", line(20), nullable=False),
        sa.Column("kind", line(40), nullable=False),
        sa.Column("row_id", line(120), nullable=False),
        sa.Column("label", line(250), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        info={"private": True, "watched": False},
    )
    op.create_index("ix_activity_row", "activity", ["kind", "row_id", "id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("stream", line(200), nullable=False),
        sa.Column("recipient", line(254), nullable=False),
        sa.Column("message_id", line(250), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces", line(200), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", line(500), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
        info={"private": True, "watched": False},
    )
    op.create_index(op.f("ix_outbox_replaces"), "outbox", ["replaces"], unique=False)
    op.create_index("ix_outbox_stream", "outbox", ["stream", "queued_at"], unique=False)
    op.create_table(
        "search_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", line(40), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", line(2000), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_rows")),
        sa.UniqueConstraint("kind", "row_id", name=op.f("uq_search_rows_kind_row_id")),
        info={"watched": False, "part_of": ["events"]},
    )
    op.create_table(
        "memberships",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner",
                "editor",
                "press officer",
                "viewer",
                name="role_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_memberships_account_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_memberships_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("account_id", "organisation_id", name=op.f("pk_memberships")),
        info={"private": True},
    )
    op.create_index(op.f("ix_memberships_organisation_id"), "memberships", ["organisation_id"], unique=False)
    for statement in _SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)
