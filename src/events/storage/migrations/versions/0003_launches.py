"""Launches, their hosts, series, topics and publications."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "topics",
        sa.Column("name", line(100), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_note", line(1000), nullable=True),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["embargo_id"], ["embargoes.id"], name=op.f("fk_topics_embargo_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
        sa.UniqueConstraint("name", name=op.f("uq_topics_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_topics_slug")),
    )
    op.create_index(op.f("ix_topics_embargo_id"), "topics", ["embargo_id"], unique=False)
    op.create_table(
        "launches",
        sa.Column("title", line(250), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["embargo_id"], ["embargoes.id"], name=op.f("fk_launches_embargo_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["organisations.id"], name=op.f("fk_launches_lead_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launches")),
        info={"part_of": ["events", "publications", "releases"]},
    )
    op.create_index(op.f("ix_launches_lead_id"), "launches", ["lead_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("title", line(250), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_note", line(1000), nullable=True),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("parts IS NULL OR parts > 0", name=op.f("ck_series_parts")),
        sa.ForeignKeyConstraint(
            ["embargo_id"], ["embargoes.id"], name=op.f("fk_series_embargo_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_series_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_series_slug")),
    )
    op.create_index(op.f("ix_series_embargo_id"), "series", ["embargo_id"], unique=False)
    op.create_table(
        "hosts",
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "partner",
                "funder",
                "supporter",
                "venue host",
                name="hostrole_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["launch_id"],
            ["launches.id"],
            name=op.f("fk_hosts_launch_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_hosts_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("launch_id", "organisation_id", "role", name=op.f("pk_hosts")),
        info={"part_of": ["events", "publications", "releases"]},
    )
    op.create_index(op.f("ix_hosts_organisation_id"), "hosts", ["organisation_id"], unique=False)
    op.create_table(
        "publications",
        sa.Column("title", line(250), nullable=False),
        sa.Column("subtitle", line(250), nullable=True),
        sa.Column("abstract", sa.Text(), nullable=True),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("series_number", sa.Integer(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("language", line(35), nullable=False),
        sa.Column("isbn", line(13), nullable=True),
        sa.Column("doi", line(200), nullable=True),
        sa.Column("licence", line(160), nullable=True),
        sa.Column("has_more_authors", sa.Boolean(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=True),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_note", line(1000), nullable=True),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "series_number IS NULL OR (series_number > 0 AND series_id IS NOT NULL)",
            name=op.f("ck_publications_series_number"),
        ),
        sa.ForeignKeyConstraint(
            ["cover_id"], ["files.id"], name=op.f("fk_publications_cover_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["embargo_id"],
            ["embargoes.id"],
            name=op.f("fk_publications_embargo_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["launch_id"],
            ["launches.id"],
            name=op.f("fk_publications_launch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_publications_series_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("series_id", "series_number", name=op.f("uq_publications_series_id_series_number")),
        sa.UniqueConstraint("slug", name=op.f("uq_publications_slug")),
    )
    op.create_index(op.f("ix_publications_embargo_id"), "publications", ["embargo_id"], unique=False)
    op.create_index(op.f("ix_publications_launch_id"), "publications", ["launch_id"], unique=False)
    op.create_table(
        "authors",
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("name", line(160), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_authors_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_authors_publication_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authors")),
        info={"part_of": ["publications"]},
    )
    op.create_index(op.f("ix_authors_person_id"), "authors", ["person_id"], unique=False)
    op.create_index(op.f("ix_authors_publication_id"), "authors", ["publication_id"], unique=False)
    op.create_table(
        "publication_topics",
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_publication_topics_publication_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topics.id"],
            name=op.f("fk_publication_topics_topic_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("publication_id", "topic_id", name=op.f("pk_publication_topics")),
        info={"part_of": ["publications"]},
    )
    op.create_index(op.f("ix_publication_topics_topic_id"), "publication_topics", ["topic_id"], unique=False)
    op.create_table(
        "publication_versions",
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("note", line(1000), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_publication_versions_number")),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_publication_versions_publication_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_versions")),
        sa.UniqueConstraint("publication_id", "number", name=op.f("uq_publication_versions_publication_id_number")),
        info={"part_of": ["publications"]},
    )
    op.create_table(
        "publishers",
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_publishers_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_publishers_publication_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("publication_id", "organisation_id", name=op.f("pk_publishers")),
        info={"part_of": ["publications"]},
    )
    op.create_index(op.f("ix_publishers_organisation_id"), "publishers", ["organisation_id"], unique=False)
    op.create_table(
        "publication_files",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "full",
                "summary",
                "easy read",
                "data",
                name="form_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("language", line(35), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_publication_files_file_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["publication_versions.id"],
            name=op.f("fk_publication_files_version_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_files")),
        sa.UniqueConstraint(
            "version_id",
            "form",
            "language",
            "file_id",
            name=op.f("uq_publication_files_version_id_form_language_file_id"),
        ),
        info={"part_of": ["publications"]},
    )
    op.create_index(op.f("ix_publication_files_file_id"), "publication_files", ["file_id"], unique=False)
