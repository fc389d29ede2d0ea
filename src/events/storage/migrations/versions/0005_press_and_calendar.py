"""Releases with their immutable versions, and stored calendar entries."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What was issued is never overwritten, and kept: a correction is a new version.
_IMMUTABLE = {
    "sqlite": (
        """CREATE TRIGGER issued_versions_are_immutable
        BEFORE UPDATE OF release_id, number, issued_at, correction, headline, standfirst, dateline, dated,
            pull_quote, pull_quote_speaker, body ON release_versions
        WHEN old.issued_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an issued version is never overwritten: add a version'); END""",
        """CREATE TRIGGER issued_versions_are_kept BEFORE DELETE ON release_versions
        WHEN old.issued_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an issued version is kept'); END""",
    ),
    "postgresql": (
        """CREATE TRIGGER issued_versions_are_immutable
        BEFORE UPDATE OF release_id, number, issued_at, correction, headline, standfirst, dateline, dated,
            pull_quote, pull_quote_speaker, body ON release_versions
        FOR EACH ROW WHEN (old.issued_at IS NOT NULL) EXECUTE FUNCTION refuse_overwriting()""",
        """CREATE TRIGGER issued_versions_are_kept BEFORE DELETE ON release_versions
        FOR EACH ROW WHEN (old.issued_at IS NOT NULL) EXECUTE FUNCTION refuse_overwriting()""",
    ),
}


def upgrade() -> None:
    op.create_table(
        "releases",
        sa.Column(
            "kind",
            sa.Enum(
                "press release",
                "operational note",
                "statement",
                name="releasekind_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", line(35), nullable=False),
        sa.Column("twins_of", sa.Uuid(), nullable=True),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_note", line(1000), nullable=True),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["embargo_id"], ["embargoes.id"], name=op.f("fk_releases_embargo_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launches.id"], name=op.f("fk_releases_launch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["twins_of"], ["releases.id"], name=op.f("fk_releases_twins_of"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("slug", name=op.f("uq_releases_slug")),
    )
    op.create_index(op.f("ix_releases_embargo_id"), "releases", ["embargo_id"], unique=False)
    op.create_index(op.f("ix_releases_launch_id"), "releases", ["launch_id"], unique=False)
    op.create_index(op.f("ix_releases_twins_of"), "releases", ["twins_of"], unique=False)
    op.create_table(
        "entries",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                "public",
                "online attendee",
                "attendee",
                "speaker",
                name="audience_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("shown_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vevent", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_entries_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", "audience", "shown_from", name=op.f("pk_entries")),
        info={"watched": False, "part_of": ["events"]},
    )
    op.create_table(
        "entry_lives",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", line(64), nullable=False),
        sa.Column("later_stamped_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("later_facts", line(64), nullable=False),
        sa.Column("material", line(64), nullable=False),
        sa.CheckConstraint("sequence >= 0", name=op.f("ck_entry_lives_sequence")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_entry_lives_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_entry_lives")),
        info={"watched": False, "part_of": ["events"]},
    )
    op.create_table(
        "release_topics",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["releases.id"],
            name=op.f("fk_release_topics_release_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_release_topics_topic_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("release_id", "topic_id", name=op.f("pk_release_topics")),
        info={"part_of": ["releases"]},
    )
    op.create_index(op.f("ix_release_topics_topic_id"), "release_topics", ["topic_id"], unique=False)
    op.create_table(
        "release_versions",
        sa.Column("release_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("correction", line(1000), nullable=True),
        sa.Column("headline", line(250), nullable=False),
        sa.Column("standfirst", line(600), nullable=True),
        sa.Column("dateline", line(100), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("pull_quote", line(600), nullable=True),
        sa.Column("pull_quote_speaker", line(250), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_release_versions_number")),
        sa.CheckConstraint(
            "pull_quote_speaker IS NULL OR pull_quote IS NOT NULL", name=op.f("ck_release_versions_pull_quote")
        ),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["releases.id"],
            name=op.f("fk_release_versions_release_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_versions")),
        sa.UniqueConstraint("release_id", "number", name=op.f("uq_release_versions_release_id_number")),
        info={"part_of": ["releases"]},
    )
    op.create_table(
        "notes_to_editors",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["release_versions.id"],
            name=op.f("fk_notes_to_editors_version_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes_to_editors")),
        info={"part_of": ["releases"]},
    )
    op.create_index(op.f("ix_notes_to_editors_version_id"), "notes_to_editors", ["version_id"], unique=False)
    op.create_table(
        "pinned_boilerplates",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("boilerplate_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["boilerplate_id"],
            ["boilerplates.id"],
            name=op.f("fk_pinned_boilerplates_boilerplate_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["release_versions.id"],
            name=op.f("fk_pinned_boilerplates_version_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("version_id", "boilerplate_id", name=op.f("pk_pinned_boilerplates")),
        info={"part_of": ["releases"]},
    )
    op.create_index(
        op.f("ix_pinned_boilerplates_boilerplate_id"), "pinned_boilerplates", ["boilerplate_id"], unique=False
    )
    op.create_table(
        "release_contacts",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["press_contacts.id"],
            name=op.f("fk_release_contacts_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["release_versions.id"],
            name=op.f("fk_release_contacts_version_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("version_id", "contact_id", name=op.f("pk_release_contacts")),
        info={"part_of": ["releases"]},
    )
    op.create_index(op.f("ix_release_contacts_contact_id"), "release_contacts", ["contact_id"], unique=False)
    op.create_table(
        "release_files",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_release_files_file_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["release_versions.id"],
            name=op.f("fk_release_files_version_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_files")),
        info={"part_of": ["releases"]},
    )
    op.create_index(op.f("ix_release_files_file_id"), "release_files", ["file_id"], unique=False)
    op.create_index(op.f("ix_release_files_version_id"), "release_files", ["version_id"], unique=False)
    for statement in _IMMUTABLE[op.get_bind().dialect.name]:
        op.execute(statement)
