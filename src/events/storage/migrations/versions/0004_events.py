"""Events: venues, panels, running orders, ways to join."""

import sqlalchemy as sa
from alembic import op

from events.storage.migrations.columns import line

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "venues",
        sa.Column("name", line(160), nullable=False),
        sa.Column("address", line(400), nullable=True),
        sa.Column("place", line(100), nullable=True),
        sa.Column("country", line(2), nullable=True),
        sa.Column("directions", sa.Text(), nullable=True),
        sa.Column("accessibility", sa.Text(), nullable=True),
        sa.Column("website", line(2000), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_venues_position")),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name=op.f("ck_venues_on_earth")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venues")),
        info={"part_of": ["events"]},
    )
    op.create_table(
        "events",
        sa.Column("title", line(250), nullable=False),
        sa.Column("standfirst", line(600), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "launch panel",
                "launch",
                "lecture",
                "press briefing",
                "webinar",
                "conference",
                "reception",
                name="eventkind_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "access",
            sa.Enum(
                "public",
                "by invitation",
                "private",
                name="access_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "tentative",
                "confirmed",
                "postponed",
                "cancelled",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("status_note", line(1000), nullable=True),
        sa.Column(
            "terms",
            sa.Enum(
                "on the record",
                "Chatham House Rule",
                "private",
                name="terms_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("language", line(35), nullable=False),
        sa.Column("hashtag", line(60), nullable=True),
        sa.Column("accessibility", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("doors", sa.Time(), nullable=True),
        sa.Column("zone", line(64), nullable=True),
        sa.Column("starts_second", sa.Boolean(), nullable=True),
        sa.Column("ends_second", sa.Boolean(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "attendance",
            sa.Enum(
                "in the room",
                "online",
                "in the room and online",
                name="attendance_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("venue_id", sa.Uuid(), nullable=True),
        sa.Column("room_capacity", sa.Integer(), nullable=True),
        sa.Column("online_capacity", sa.Integer(), nullable=True),
        sa.Column("recording", line(2000), nullable=True),
        sa.Column("slug", line(80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_note", line(1000), nullable=True),
        sa.Column("embargo_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(day IS NULL) = (begins_at IS NULL) AND (day IS NULL) = (over_at IS NULL)",
            name=op.f("ck_events_on_the_line"),
        ),
        sa.CheckConstraint(
            "(starts IS NULL) = (starts_at IS NULL) AND (ends IS NULL) = (ends_at IS NULL)",
            name=op.f("ck_events_instants"),
        ),
        sa.CheckConstraint("doors IS NULL OR starts IS NOT NULL", name=op.f("ck_events_doors_have_start")),
        sa.CheckConstraint("ends IS NULL OR starts IS NOT NULL", name=op.f("ck_events_end_has_start")),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_events_end_after_start")),
        sa.CheckConstraint("last_day IS NULL OR last_day >= day", name=op.f("ck_events_days")),
        sa.CheckConstraint("online_capacity IS NULL OR online_capacity > 0", name=op.f("ck_events_online_capacity")),
        sa.CheckConstraint("published_at IS NULL OR day IS NOT NULL", name=op.f("ck_events_published_has_day")),
        sa.CheckConstraint("room_capacity IS NULL OR room_capacity > 0", name=op.f("ck_events_room_capacity")),
        sa.CheckConstraint(
            "starts IS NULL OR (day IS NOT NULL AND zone IS NOT NULL)", name=op.f("ck_events_start_has_zone")
        ),
        sa.ForeignKeyConstraint(
            ["embargo_id"], ["embargoes.id"], name=op.f("fk_events_embargo_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launches.id"], name=op.f("fk_events_launch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venues.id"], name=op.f("fk_events_venue_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("slug", name=op.f("uq_events_slug")),
    )
    op.create_index(op.f("ix_events_begins_at"), "events", ["begins_at"], unique=False)
    op.create_index(op.f("ix_events_embargo_id"), "events", ["embargo_id"], unique=False)
    op.create_index(op.f("ix_events_launch_id"), "events", ["launch_id"], unique=False)
    op.create_index(op.f("ix_events_over_at"), "events", ["over_at"], unique=False)
    op.create_index(op.f("ix_events_venue_id"), "events", ["venue_id"], unique=False)
    op.create_table(
        "event_files",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column(
            "use",
            sa.Enum(
                "slides", "photograph", name="eventfileuse_known", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_files_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_event_files_file_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_files")),
        info={"part_of": ["events"]},
    )
    op.create_index(op.f("ix_event_files_event_id"), "event_files", ["event_id"], unique=False)
    op.create_index(op.f("ix_event_files_file_id"), "event_files", ["file_id"], unique=False)
    op.create_table(
        "event_publications",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("publication_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_publications_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publications.id"],
            name=op.f("fk_event_publications_publication_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("event_id", "publication_id", name=op.f("pk_event_publications")),
        info={"part_of": ["events"]},
    )
    op.create_index(
        op.f("ix_event_publications_publication_id"), "event_publications", ["publication_id"], unique=False
    )
    op.create_table(
        "event_topics",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_topics_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_event_topics_topic_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("event_id", "topic_id", name=op.f("pk_event_topics")),
        info={"part_of": ["events"]},
    )
    op.create_index(op.f("ix_event_topics_topic_id"), "event_topics", ["topic_id"], unique=False)
    op.create_table(
        "joining_links",
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
        sa.Column("url", line(2000), nullable=False),
        sa.Column("label", line(160), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_joining_links_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joining_links")),
        info={"part_of": ["events"]},
    )
    op.create_index(op.f("ix_joining_links_event_id"), "joining_links", ["event_id"], unique=False)
    op.create_table(
        "programme_items",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", line(250), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_programme_items_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_items")),
        info={"part_of": ["events"]},
    )
    op.create_index(op.f("ix_programme_items_event_id"), "programme_items", ["event_id"], unique=False)
    op.create_table(
        "speakers",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", line(160), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "moderator",
                "panellist",
                "keynote",
                "respondent",
                "speaker",
                name="speakerrole_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "invited",
                "confirmed",
                "declined",
                "withdrawn",
                name="speakerstate_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("shown_while_invited", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("name IS NOT NULL OR person_id IS NULL", name=op.f("ck_speakers_listed")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_speakers_event_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_speakers_person_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speakers")),
        sa.UniqueConstraint("event_id", "person_id", name=op.f("uq_speakers_event_id_person_id")),
        info={"part_of": ["events"]},
    )
    op.create_index(op.f("ix_speakers_person_id"), "speakers", ["person_id"], unique=False)
    op.create_table(
        "listed_posts",
        sa.Column("speaker_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", line(250), nullable=True),
        sa.Column("organisation_name", line(250), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("affiliation_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "role IS NOT NULL OR organisation_name IS NOT NULL", name=op.f("ck_listed_posts_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliations.id"],
            name=op.f("fk_listed_posts_affiliation_id"),
            ondelete="SET NULL",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_listed_posts_organisation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id"],
            ["speakers.id"],
            name=op.f("fk_listed_posts_speaker_id"),
            ondelete="CASCADE",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_posts")),
        info={"part_of": ["events"]},
    )
    op.create_index(op.f("ix_listed_posts_affiliation_id"), "listed_posts", ["affiliation_id"], unique=False)
    op.create_index(op.f("ix_listed_posts_organisation_id"), "listed_posts", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_listed_posts_speaker_id"), "listed_posts", ["speaker_id"], unique=False)
