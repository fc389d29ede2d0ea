"""Files, embargoes, and people: organisations, persons, their posts and what is said of them."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# What a release pinned is never overwritten: a new wording is a new version.
_IMMUTABLE = {
    "sqlite": (
        """CREATE TRIGGER boilerplates_are_immutable
        BEFORE UPDATE OF text, version, language, organisation_id ON boilerplates
        BEGIN SELECT RAISE(ABORT, 'a boilerplate is never overwritten: add a version'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION refuse_overwriting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'never overwritten: add a version' USING ERRCODE = 'integrity_constraint_violation'; END
        $$""",
        """CREATE TRIGGER boilerplates_are_immutable
        BEFORE UPDATE OF text, version, language, organisation_id ON boilerplates
        FOR EACH ROW EXECUTE FUNCTION refuse_overwriting()""",
    ),
}


def upgrade() -> None:
    op.create_table(
        "embargoes",
        sa.Column("lifts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("zone", line(64), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embargoes")),
        info={"open": True},
    )
    op.create_table(
        "files",
        sa.Column("name", line(200), nullable=False),
        sa.Column("media_type", line(100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", line(64), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", line(35), nullable=True),
        sa.Column("alt", line(1000), nullable=True),
        sa.Column("caption", line(1000), nullable=True),
        sa.Column("credit", line(250), nullable=True),
        sa.Column("rights", line(500), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_files_sha256")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_files_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        info={"part_of": ["events", "organisations", "persons", "publications", "releases"]},
    )
    op.create_table(
        "former_slugs",
        sa.Column("kind", line(40), nullable=False),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", name=op.f("pk_former_slugs")),
        info={"open": True},
    )
    op.create_index(op.f("ix_former_slugs_row_id"), "former_slugs", ["row_id"], unique=False)
    op.create_table(
        "marks",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
        info={"watched": False, "open": True},
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        info={"watched": False, "open": True},
    )
    op.create_table(
        "file_pieces",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["files.id"],
            name=op.f("fk_file_pieces_file_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("file_id", "number", name=op.f("pk_file_pieces")),
        info={"watched": False, "private": True},
    )
    op.create_table(
        "organisations",
        sa.Column("name", line(250), nullable=False),
        sa.Column("short_name", line(60), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "foundation",
                "think tank",
                "university",
                "public body",
                "charity",
                "company",
                "media",
                "association",
                name="organisationkind_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("website", line(2000), nullable=True),
        sa.Column("accent", line(7), nullable=True),
        sa.Column("ror", line(40), nullable=True),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_note", line(1000), nullable=True),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["embargo_id"],
            ["embargoes.id"],
            name=op.f("fk_organisations_embargo_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["files.id"], name=op.f("fk_organisations_logo_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisations_slug")),
    )
    op.create_index(op.f("ix_organisations_embargo_id"), "organisations", ["embargo_id"], unique=False)
    op.create_table(
        "persons",
        sa.Column("name", line(160), nullable=False),
        sa.Column("sort_name", line(160), nullable=False),
        sa.Column("pronouns", line(40), nullable=True),
        sa.Column("biography", sa.Text(), nullable=True),
        sa.Column("orcid", line(19), nullable=True),
        sa.Column("portrait_id", sa.Uuid(), nullable=True),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_note", line(1000), nullable=True),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["embargo_id"], ["embargoes.id"], name=op.f("fk_persons_embargo_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["portrait_id"], ["files.id"], name=op.f("fk_persons_portrait_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
        sa.UniqueConstraint("slug", name=op.f("uq_persons_slug")),
    )
    op.create_index(op.f("ix_persons_embargo_id"), "persons", ["embargo_id"], unique=False)
    op.create_table(
        "affiliations",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", line(250), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends IS NULL OR starts IS NULL OR ends >= starts", name=op.f("ck_affiliations_dates")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_affiliations_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name=op.f("fk_affiliations_person_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliations")),
        info={"part_of": ["persons"]},
    )
    op.create_index(op.f("ix_affiliations_organisation_id"), "affiliations", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_affiliations_person_id"), "affiliations", ["person_id"], unique=False)
    op.create_table(
        "boilerplates",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("language", line(35), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("version > 0", name=op.f("ck_boilerplates_version")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_boilerplates_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boilerplates")),
        sa.UniqueConstraint(
            "organisation_id", "language", "version", name=op.f("uq_boilerplates_organisation_id_language_version")
        ),
        info={"part_of": ["organisations"]},
    )
    op.create_table(
        "press_contacts",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", line(160), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phone", line(16), nullable=True),
        sa.Column("mail", line(254), nullable=True),
        sa.Column("hours", line(160), nullable=True),
        sa.Column("out_of_hours", line(16), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("phone IS NOT NULL OR mail IS NOT NULL", name=op.f("ck_press_contacts_reachable")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_press_contacts_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name=op.f("fk_press_contacts_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_press_contacts")),
        info={"part_of": ["organisations"]},
    )
    op.create_index(op.f("ix_press_contacts_organisation_id"), "press_contacts", ["organisation_id"], unique=False)
    op.create_table(
        "private_facts",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("salutation", line(100), nullable=True),
        sa.Column("mail", line(254), nullable=True),
        sa.Column("mobile", line(16), nullable=True),
        sa.Column("assistant_name", line(160), nullable=True),
        sa.Column("assistant_mail", line(254), nullable=True),
        sa.Column("assistant_phone", line(16), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name=op.f("fk_private_facts_person_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_private_facts")),
        info={"private": True},
    )
    op.create_index(op.f("ix_private_facts_mail"), "private_facts", ["mail"], unique=False)
    for statement in _IMMUTABLE[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute("INSERT INTO revision (id, number) VALUES (1, 0)")
