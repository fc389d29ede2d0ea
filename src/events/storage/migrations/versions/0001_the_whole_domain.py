"""The whole domain: launches and what belongs to them, people, the press room, calendar entries, the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

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

# What was issued, and what a release pinned, is never overwritten (DESIGN: corrections are new versions).
_IMMUTABLE = {
    "sqlite": (
        """CREATE TRIGGER boilerplates_are_immutable BEFORE UPDATE OF text, version, language, organisation_id ON boilerplates
        BEGIN SELECT RAISE(ABORT, 'a boilerplate is never overwritten: add a version'); END""",
        """CREATE TRIGGER issued_versions_are_immutable
        BEFORE UPDATE OF release_id, number, issued_at, correction, headline, standfirst, dateline, dated,
            pull_quote, pull_quote_speaker, body ON release_versions
        WHEN old.issued_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'an issued version is never overwritten: add a version'); END""",
        """CREATE TRIGGER issued_versions_are_kept BEFORE DELETE ON release_versions
        WHEN old.issued_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an issued version is kept'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION refuse_overwriting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'never overwritten: add a version' USING ERRCODE = 'integrity_constraint_violation'; END
        $$""",
        """CREATE TRIGGER boilerplates_are_immutable BEFORE UPDATE OF text, version, language, organisation_id ON boilerplates
        FOR EACH ROW EXECUTE FUNCTION refuse_overwriting()""",
        """CREATE TRIGGER issued_versions_are_immutable
        BEFORE UPDATE OF release_id, number, issued_at, correction, headline, standfirst, dateline, dated,
            pull_quote, pull_quote_speaker, body ON release_versions
        FOR EACH ROW WHEN (old.issued_at IS NOT NULL) EXECUTE FUNCTION refuse_overwriting()""",
        """CREATE TRIGGER issued_versions_are_kept BEFORE DELETE ON release_versions
        FOR EACH ROW WHEN (old.issued_at IS NOT NULL) EXECUTE FUNCTION refuse_overwriting()""",
    ),
}


def _text(limit: int) -> sa.types.TypeEngine[str]:
    """Compared by code point on both databases."""
    return sa.String(limit).with_variant(sa.String(limit, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table('accounts',
    sa.Column('name', _text(160), nullable=False),
    sa.Column('mail', _text(254), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('mail', name=op.f('uq_accounts_mail')),
    info={'private': True}
    )
    op.create_table('activity',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', _text(160), nullable=False),
    sa.Column('account_id', sa.Uuid(), nullable=True),
    sa.Column('did', _text(20), nullable=False),
    sa.Column('kind', _text(40), nullable=False),
    sa.Column('row_id', _text(120), nullable=False),
    sa.Column('label', _text(250), nullable=True),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity')),
    info={'private': True, 'watched': False}
    )
    op.create_index('ix_activity_row', 'activity', ['kind', 'row_id', 'id'], unique=False)
    op.create_table('embargoes',
    sa.Column('lifts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('zone', _text(64), nullable=False),
    sa.Column('held', sa.Boolean(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_embargoes')),
    info={'open': True}
    )
    op.create_table('files',
    sa.Column('name', _text(200), nullable=False),
    sa.Column('media_type', _text(100), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', _text(64), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('language', _text(35), nullable=True),
    sa.Column('alt', _text(1000), nullable=True),
    sa.Column('caption', _text(1000), nullable=True),
    sa.Column('credit', _text(250), nullable=True),
    sa.Column('rights', _text(500), nullable=True),
    sa.Column('width', sa.Integer(), nullable=True),
    sa.Column('height', sa.Integer(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('length(sha256) = 64', name=op.f('ck_files_sha256')),
    sa.CheckConstraint('size >= 0', name=op.f('ck_files_size')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_files')),
    info={'part_of': ['events', 'organisations', 'persons', 'publications', 'releases']}
    )
    op.create_table('former_slugs',
    sa.Column('kind', _text(40), nullable=False),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('row_id', sa.Uuid(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'slug', name=op.f('pk_former_slugs')),
    info={'open': True}
    )
    op.create_index(op.f('ix_former_slugs_row_id'), 'former_slugs', ['row_id'], unique=False)
    op.create_table('marks',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_marks')),
    info={'watched': False, 'open': True}
    )
    op.create_table('outbox',
    sa.Column('stream', _text(200), nullable=False),
    sa.Column('recipient', _text(254), nullable=False),
    sa.Column('message_id', _text(250), nullable=False),
    sa.Column('message', sa.LargeBinary(), nullable=False),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaces', _text(200), nullable=True),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('last_error', _text(500), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_message_id')),
    info={'private': True, 'watched': False}
    )
    op.create_index(op.f('ix_outbox_replaces'), 'outbox', ['replaces'], unique=False)
    op.create_index('ix_outbox_stream', 'outbox', ['stream', 'queued_at'], unique=False)
    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision')),
    info={'watched': False, 'open': True}
    )
    op.create_table('search_rows',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', _text(40), nullable=False),
    sa.Column('row_id', sa.Uuid(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('title', _text(2000), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_rows')),
    sa.UniqueConstraint('kind', 'row_id', name=op.f('uq_search_rows_kind_row_id')),
    info={'watched': False, 'part_of': ['events']}
    )
    op.create_table('venues',
    sa.Column('name', _text(160), nullable=False),
    sa.Column('address', _text(400), nullable=True),
    sa.Column('place', _text(100), nullable=True),
    sa.Column('country', _text(2), nullable=True),
    sa.Column('directions', sa.Text(), nullable=True),
    sa.Column('accessibility', sa.Text(), nullable=True),
    sa.Column('website', _text(2000), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint('(latitude IS NULL) = (longitude IS NULL)', name=op.f('ck_venues_position')),
    sa.CheckConstraint('latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180', name=op.f('ck_venues_on_earth')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_venues')),
    info={'part_of': ['events']}
    )
    op.create_table('file_pieces',
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_file_pieces_file_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('file_id', 'number', name=op.f('pk_file_pieces')),
    info={'watched': False, 'private': True}
    )
    op.create_table('organisations',
    sa.Column('name', _text(250), nullable=False),
    sa.Column('short_name', _text(60), nullable=True),
    sa.Column('kind', sa.Enum('foundation', 'think tank', 'university', 'public body', 'charity', 'company', 'media', 'association', name='organisationkind_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('website', _text(2000), nullable=True),
    sa.Column('accent', _text(7), nullable=True),
    sa.Column('ror', _text(40), nullable=True),
    sa.Column('logo_id', sa.Uuid(), nullable=True),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', _text(1000), nullable=True),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_organisations_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['logo_id'], ['files.id'], name=op.f('fk_organisations_logo_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations')),
    sa.UniqueConstraint('slug', name=op.f('uq_organisations_slug'))
    )
    op.create_index(op.f('ix_organisations_embargo_id'), 'organisations', ['embargo_id'], unique=False)
    op.create_table('persons',
    sa.Column('name', _text(160), nullable=False),
    sa.Column('sort_name', _text(160), nullable=False),
    sa.Column('pronouns', _text(40), nullable=True),
    sa.Column('biography', sa.Text(), nullable=True),
    sa.Column('orcid', _text(19), nullable=True),
    sa.Column('portrait_id', sa.Uuid(), nullable=True),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', _text(1000), nullable=True),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_persons_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['portrait_id'], ['files.id'], name=op.f('fk_persons_portrait_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_persons')),
    sa.UniqueConstraint('slug', name=op.f('uq_persons_slug'))
    )
    op.create_index(op.f('ix_persons_embargo_id'), 'persons', ['embargo_id'], unique=False)
    op.create_table('topics',
    sa.Column('name', _text(100), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', _text(1000), nullable=True),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_topics_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topics')),
    sa.UniqueConstraint('name', name=op.f('uq_topics_name')),
    sa.UniqueConstraint('slug', name=op.f('uq_topics_slug'))
    )
    op.create_index(op.f('ix_topics_embargo_id'), 'topics', ['embargo_id'], unique=False)
    op.create_table('affiliations',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('role', _text(250), nullable=True),
    sa.Column('starts', sa.Date(), nullable=True),
    sa.Column('ends', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('ends IS NULL OR starts IS NULL OR ends >= starts', name=op.f('ck_affiliations_dates')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_affiliations_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_affiliations_person_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_affiliations')),
    info={'part_of': ['persons']}
    )
    op.create_index(op.f('ix_affiliations_organisation_id'), 'affiliations', ['organisation_id'], unique=False)
    op.create_index(op.f('ix_affiliations_person_id'), 'affiliations', ['person_id'], unique=False)
    op.create_table('boilerplates',
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('language', _text(35), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('version > 0', name=op.f('ck_boilerplates_version')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_boilerplates_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_boilerplates')),
    sa.UniqueConstraint('organisation_id', 'language', 'version', name=op.f('uq_boilerplates_organisation_id_language_version')),
    info={'part_of': ['organisations']}
    )
    op.create_table('launches',
    sa.Column('title', _text(250), nullable=False),
    sa.Column('lead_id', sa.Uuid(), nullable=False),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_launches_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['lead_id'], ['organisations.id'], name=op.f('fk_launches_lead_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_launches')),
    info={'part_of': ['events', 'publications', 'releases']}
    )
    op.create_index(op.f('ix_launches_lead_id'), 'launches', ['lead_id'], unique=False)
    op.create_table('memberships',
    sa.Column('account_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Enum('owner', 'editor', 'press officer', 'viewer', name='role_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_memberships_account_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_memberships_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('account_id', 'organisation_id', name=op.f('pk_memberships')),
    info={'private': True}
    )
    op.create_index(op.f('ix_memberships_organisation_id'), 'memberships', ['organisation_id'], unique=False)
    op.create_table('press_contacts',
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('name', _text(160), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('phone', _text(16), nullable=True),
    sa.Column('mail', _text(254), nullable=True),
    sa.Column('hours', _text(160), nullable=True),
    sa.Column('out_of_hours', _text(16), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('phone IS NOT NULL OR mail IS NOT NULL', name=op.f('ck_press_contacts_reachable')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_press_contacts_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_press_contacts_person_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_press_contacts')),
    info={'part_of': ['organisations']}
    )
    op.create_index(op.f('ix_press_contacts_organisation_id'), 'press_contacts', ['organisation_id'], unique=False)
    op.create_table('private_facts',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('salutation', _text(100), nullable=True),
    sa.Column('mail', _text(254), nullable=True),
    sa.Column('mobile', _text(16), nullable=True),
    sa.Column('assistant_name', _text(160), nullable=True),
    sa.Column('assistant_mail', _text(254), nullable=True),
    sa.Column('assistant_phone', _text(16), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_private_facts_person_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_private_facts')),
    info={'private': True}
    )
    op.create_index(op.f('ix_private_facts_mail'), 'private_facts', ['mail'], unique=False)
    op.create_table('series',
    sa.Column('title', _text(250), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('parts', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', _text(1000), nullable=True),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint('parts IS NULL OR parts > 0', name=op.f('ck_series_parts')),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_series_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_series_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_series')),
    sa.UniqueConstraint('slug', name=op.f('uq_series_slug'))
    )
    op.create_index(op.f('ix_series_embargo_id'), 'series', ['embargo_id'], unique=False)
    op.create_table('events',
    sa.Column('title', _text(250), nullable=False),
    sa.Column('standfirst', _text(600), nullable=True),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('kind', sa.Enum('launch panel', 'launch', 'lecture', 'press briefing', 'webinar', 'conference', 'reception', name='eventkind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('access', sa.Enum('public', 'by invitation', 'private', name='access_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('status', sa.Enum('tentative', 'confirmed', 'postponed', 'cancelled', name='status_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('status_note', _text(1000), nullable=True),
    sa.Column('terms', sa.Enum('on the record', 'Chatham House Rule', 'private', name='terms_known', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('language', _text(35), nullable=False),
    sa.Column('hashtag', _text(60), nullable=True),
    sa.Column('accessibility', sa.Text(), nullable=True),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('last_day', sa.Date(), nullable=True),
    sa.Column('starts', sa.Time(), nullable=True),
    sa.Column('ends', sa.Time(), nullable=True),
    sa.Column('doors', sa.Time(), nullable=True),
    sa.Column('zone', _text(64), nullable=True),
    sa.Column('starts_second', sa.Boolean(), nullable=True),
    sa.Column('ends_second', sa.Boolean(), nullable=True),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('begins_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('over_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attendance', sa.Enum('in the room', 'online', 'in the room and online', name='attendance_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('venue_id', sa.Uuid(), nullable=True),
    sa.Column('room_capacity', sa.Integer(), nullable=True),
    sa.Column('online_capacity', sa.Integer(), nullable=True),
    sa.Column('recording', _text(2000), nullable=True),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('launch_id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', _text(1000), nullable=True),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint('(day IS NULL) = (begins_at IS NULL) AND (day IS NULL) = (over_at IS NULL)', name=op.f('ck_events_on_the_line')),
    sa.CheckConstraint('(starts IS NULL) = (starts_at IS NULL) AND (ends IS NULL) = (ends_at IS NULL)', name=op.f('ck_events_instants')),
    sa.CheckConstraint('doors IS NULL OR starts IS NOT NULL', name=op.f('ck_events_doors_have_start')),
    sa.CheckConstraint('ends IS NULL OR starts IS NOT NULL', name=op.f('ck_events_end_has_start')),
    sa.CheckConstraint('ends_at IS NULL OR ends_at > starts_at', name=op.f('ck_events_end_after_start')),
    sa.CheckConstraint('last_day IS NULL OR last_day >= day', name=op.f('ck_events_days')),
    sa.CheckConstraint('online_capacity IS NULL OR online_capacity > 0', name=op.f('ck_events_online_capacity')),
    sa.CheckConstraint('published_at IS NULL OR day IS NOT NULL', name=op.f('ck_events_published_has_day')),
    sa.CheckConstraint('room_capacity IS NULL OR room_capacity > 0', name=op.f('ck_events_room_capacity')),
    sa.CheckConstraint('starts IS NULL OR (day IS NOT NULL AND zone IS NOT NULL)', name=op.f('ck_events_start_has_zone')),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_events_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['launch_id'], ['launches.id'], name=op.f('fk_events_launch_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['venue_id'], ['venues.id'], name=op.f('fk_events_venue_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_events')),
    sa.UniqueConstraint('slug', name=op.f('uq_events_slug'))
    )
    op.create_index(op.f('ix_events_begins_at'), 'events', ['begins_at'], unique=False)
    op.create_index(op.f('ix_events_embargo_id'), 'events', ['embargo_id'], unique=False)
    op.create_index(op.f('ix_events_launch_id'), 'events', ['launch_id'], unique=False)
    op.create_index(op.f('ix_events_over_at'), 'events', ['over_at'], unique=False)
    op.create_index(op.f('ix_events_venue_id'), 'events', ['venue_id'], unique=False)
    op.create_table('hosts',
    sa.Column('launch_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Enum('partner', 'funder', 'supporter', 'venue host', name='hostrole_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['launch_id'], ['launches.id'], name=op.f('fk_hosts_launch_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_hosts_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('launch_id', 'organisation_id', 'role', name=op.f('pk_hosts')),
    info={'part_of': ['events', 'publications', 'releases']}
    )
    op.create_index(op.f('ix_hosts_organisation_id'), 'hosts', ['organisation_id'], unique=False)
    op.create_table('publications',
    sa.Column('title', _text(250), nullable=False),
    sa.Column('subtitle', _text(250), nullable=True),
    sa.Column('abstract', sa.Text(), nullable=True),
    sa.Column('series_id', sa.Uuid(), nullable=True),
    sa.Column('series_number', sa.Integer(), nullable=True),
    sa.Column('dated', sa.Date(), nullable=True),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('language', _text(35), nullable=False),
    sa.Column('isbn', _text(13), nullable=True),
    sa.Column('doi', _text(200), nullable=True),
    sa.Column('licence', _text(160), nullable=True),
    sa.Column('cover_id', sa.Uuid(), nullable=True),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('launch_id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', _text(1000), nullable=True),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint('series_number IS NULL OR (series_number > 0 AND series_id IS NOT NULL)', name=op.f('ck_publications_series_number')),
    sa.ForeignKeyConstraint(['cover_id'], ['files.id'], name=op.f('fk_publications_cover_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_publications_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['launch_id'], ['launches.id'], name=op.f('fk_publications_launch_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['series_id'], ['series.id'], name=op.f('fk_publications_series_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publications')),
    sa.UniqueConstraint('series_id', 'series_number', name=op.f('uq_publications_series_id_series_number')),
    sa.UniqueConstraint('slug', name=op.f('uq_publications_slug'))
    )
    op.create_index(op.f('ix_publications_embargo_id'), 'publications', ['embargo_id'], unique=False)
    op.create_index(op.f('ix_publications_launch_id'), 'publications', ['launch_id'], unique=False)
    op.create_table('releases',
    sa.Column('kind', sa.Enum('press release', 'operational note', 'statement', name='releasekind_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('language', _text(35), nullable=False),
    sa.Column('twins_of', sa.Uuid(), nullable=True),
    sa.Column('slug', _text(80), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('launch_id', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawal_note', _text(1000), nullable=True),
    sa.Column('embargo_id', sa.Uuid(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['embargo_id'], ['embargoes.id'], name=op.f('fk_releases_embargo_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['launch_id'], ['launches.id'], name=op.f('fk_releases_launch_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['twins_of'], ['releases.id'], name=op.f('fk_releases_twins_of'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_releases')),
    sa.UniqueConstraint('slug', name=op.f('uq_releases_slug'))
    )
    op.create_index(op.f('ix_releases_embargo_id'), 'releases', ['embargo_id'], unique=False)
    op.create_index(op.f('ix_releases_launch_id'), 'releases', ['launch_id'], unique=False)
    op.create_index(op.f('ix_releases_twins_of'), 'releases', ['twins_of'], unique=False)
    op.create_table('authors',
    sa.Column('publication_id', sa.Uuid(), nullable=False),
    sa.Column('name', _text(160), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_authors_person_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_authors_publication_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_authors')),
    info={'part_of': ['publications']}
    )
    op.create_index(op.f('ix_authors_person_id'), 'authors', ['person_id'], unique=False)
    op.create_index(op.f('ix_authors_publication_id'), 'authors', ['publication_id'], unique=False)
    op.create_table('entries',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('audience', sa.Enum('public', 'online attendee', 'attendee', 'speaker', name='audience_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('shown_from', sa.DateTime(timezone=True), nullable=False),
    sa.Column('vevent', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_entries_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('event_id', 'audience', 'shown_from', name=op.f('pk_entries')),
    info={'watched': False, 'part_of': ['events']}
    )
    op.create_table('entry_lives',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('stamped_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('facts', _text(64), nullable=False),
    sa.Column('material', _text(64), nullable=False),
    sa.CheckConstraint('sequence >= 0', name=op.f('ck_entry_lives_sequence')),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_entry_lives_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('event_id', name=op.f('pk_entry_lives')),
    info={'watched': False, 'part_of': ['events']}
    )
    op.create_table('event_files',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.Column('use', sa.Enum('slides', 'photograph', name='eventfileuse_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_files_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_event_files_file_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_files')),
    info={'part_of': ['events']}
    )
    op.create_index(op.f('ix_event_files_event_id'), 'event_files', ['event_id'], unique=False)
    op.create_index(op.f('ix_event_files_file_id'), 'event_files', ['file_id'], unique=False)
    op.create_table('event_publications',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('publication_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_publications_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_event_publications_publication_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('event_id', 'publication_id', name=op.f('pk_event_publications')),
    info={'part_of': ['events']}
    )
    op.create_index(op.f('ix_event_publications_publication_id'), 'event_publications', ['publication_id'], unique=False)
    op.create_table('event_topics',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('topic_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_topics_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['topic_id'], ['topics.id'], name=op.f('fk_event_topics_topic_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('event_id', 'topic_id', name=op.f('pk_event_topics')),
    info={'part_of': ['events']}
    )
    op.create_index(op.f('ix_event_topics_topic_id'), 'event_topics', ['topic_id'], unique=False)
    op.create_table('joining_links',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('audience', sa.Enum('public', 'online attendee', 'attendee', 'speaker', name='audience_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('url', _text(2000), nullable=False),
    sa.Column('label', _text(160), nullable=True),
    sa.Column('released_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_joining_links_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joining_links')),
    info={'part_of': ['events']}
    )
    op.create_index(op.f('ix_joining_links_event_id'), 'joining_links', ['event_id'], unique=False)
    op.create_table('programme_items',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', _text(250), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('starts', sa.Time(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_programme_items_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_items')),
    info={'part_of': ['events']}
    )
    op.create_index(op.f('ix_programme_items_event_id'), 'programme_items', ['event_id'], unique=False)
    op.create_table('publication_topics',
    sa.Column('publication_id', sa.Uuid(), nullable=False),
    sa.Column('topic_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_publication_topics_publication_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['topic_id'], ['topics.id'], name=op.f('fk_publication_topics_topic_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('publication_id', 'topic_id', name=op.f('pk_publication_topics')),
    info={'part_of': ['publications']}
    )
    op.create_index(op.f('ix_publication_topics_topic_id'), 'publication_topics', ['topic_id'], unique=False)
    op.create_table('publication_versions',
    sa.Column('publication_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=True),
    sa.Column('note', _text(1000), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_publication_versions_number')),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_publication_versions_publication_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publication_versions')),
    sa.UniqueConstraint('publication_id', 'number', name=op.f('uq_publication_versions_publication_id_number')),
    info={'part_of': ['publications']}
    )
    op.create_table('publishers',
    sa.Column('publication_id', sa.Uuid(), nullable=False),
    sa.Column('organisation_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_publishers_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['publication_id'], ['publications.id'], name=op.f('fk_publishers_publication_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('publication_id', 'organisation_id', name=op.f('pk_publishers')),
    info={'part_of': ['publications']}
    )
    op.create_index(op.f('ix_publishers_organisation_id'), 'publishers', ['organisation_id'], unique=False)
    op.create_table('release_topics',
    sa.Column('release_id', sa.Uuid(), nullable=False),
    sa.Column('topic_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_release_topics_release_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['topic_id'], ['topics.id'], name=op.f('fk_release_topics_topic_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('release_id', 'topic_id', name=op.f('pk_release_topics')),
    info={'part_of': ['releases']}
    )
    op.create_index(op.f('ix_release_topics_topic_id'), 'release_topics', ['topic_id'], unique=False)
    op.create_table('release_versions',
    sa.Column('release_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('correction', _text(1000), nullable=True),
    sa.Column('headline', _text(250), nullable=False),
    sa.Column('standfirst', _text(600), nullable=True),
    sa.Column('dateline', _text(100), nullable=True),
    sa.Column('dated', sa.Date(), nullable=True),
    sa.Column('pull_quote', _text(600), nullable=True),
    sa.Column('pull_quote_speaker', _text(250), nullable=True),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_release_versions_number')),
    sa.CheckConstraint('pull_quote_speaker IS NULL OR pull_quote IS NOT NULL', name=op.f('ck_release_versions_pull_quote')),
    sa.ForeignKeyConstraint(['release_id'], ['releases.id'], name=op.f('fk_release_versions_release_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_versions')),
    sa.UniqueConstraint('release_id', 'number', name=op.f('uq_release_versions_release_id_number')),
    info={'part_of': ['releases']}
    )
    op.create_table('speakers',
    sa.Column('event_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('name', _text(160), nullable=True),
    sa.Column('role', sa.Enum('chair', 'moderator', 'panellist', 'keynote', 'respondent', 'speaker', name='speakerrole_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state', sa.Enum('invited', 'confirmed', 'declined', 'withdrawn', name='speakerstate_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('shown_while_invited', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('name IS NOT NULL OR person_id IS NULL', name=op.f('ck_speakers_listed')),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_speakers_event_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_speakers_person_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_speakers')),
    sa.UniqueConstraint('event_id', 'person_id', name=op.f('uq_speakers_event_id_person_id')),
    info={'part_of': ['events']}
    )
    op.create_index(op.f('ix_speakers_person_id'), 'speakers', ['person_id'], unique=False)
    op.create_table('listed_posts',
    sa.Column('speaker_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('role', _text(250), nullable=True),
    sa.Column('organisation_name', _text(250), nullable=True),
    sa.Column('organisation_id', sa.Uuid(), nullable=True),
    sa.Column('affiliation_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('role IS NOT NULL OR organisation_name IS NOT NULL', name=op.f('ck_listed_posts_says_something')),
    sa.ForeignKeyConstraint(['affiliation_id'], ['affiliations.id'], name=op.f('fk_listed_posts_affiliation_id'), ondelete='SET NULL', initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_listed_posts_organisation_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['speaker_id'], ['speakers.id'], name=op.f('fk_listed_posts_speaker_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_listed_posts')),
    info={'part_of': ['events']}
    )
    op.create_index(op.f('ix_listed_posts_affiliation_id'), 'listed_posts', ['affiliation_id'], unique=False)
    op.create_index(op.f('ix_listed_posts_organisation_id'), 'listed_posts', ['organisation_id'], unique=False)
    op.create_index(op.f('ix_listed_posts_speaker_id'), 'listed_posts', ['speaker_id'], unique=False)
    op.create_table('notes_to_editors',
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['release_versions.id'], name=op.f('fk_notes_to_editors_version_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notes_to_editors')),
    info={'part_of': ['releases']}
    )
    op.create_index(op.f('ix_notes_to_editors_version_id'), 'notes_to_editors', ['version_id'], unique=False)
    op.create_table('pinned_boilerplates',
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('boilerplate_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['boilerplate_id'], ['boilerplates.id'], name=op.f('fk_pinned_boilerplates_boilerplate_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['version_id'], ['release_versions.id'], name=op.f('fk_pinned_boilerplates_version_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('version_id', 'boilerplate_id', name=op.f('pk_pinned_boilerplates')),
    info={'part_of': ['releases']}
    )
    op.create_index(op.f('ix_pinned_boilerplates_boilerplate_id'), 'pinned_boilerplates', ['boilerplate_id'], unique=False)
    op.create_table('publication_files',
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('form', sa.Enum('full', 'summary', 'easy read', 'data', name='form_known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('language', _text(35), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_publication_files_file_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['version_id'], ['publication_versions.id'], name=op.f('fk_publication_files_version_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publication_files')),
    sa.UniqueConstraint('version_id', 'form', 'language', 'file_id', name=op.f('uq_publication_files_version_id_form_language_file_id')),
    info={'part_of': ['publications']}
    )
    op.create_index(op.f('ix_publication_files_file_id'), 'publication_files', ['file_id'], unique=False)
    op.create_table('release_contacts',
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('contact_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['press_contacts.id'], name=op.f('fk_release_contacts_contact_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['version_id'], ['release_versions.id'], name=op.f('fk_release_contacts_version_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('version_id', 'contact_id', name=op.f('pk_release_contacts')),
    info={'part_of': ['releases']}
    )
    op.create_index(op.f('ix_release_contacts_contact_id'), 'release_contacts', ['contact_id'], unique=False)
    op.create_table('release_files',
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['files.id'], name=op.f('fk_release_files_file_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['version_id'], ['release_versions.id'], name=op.f('fk_release_files_version_id'), ondelete='CASCADE', initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_release_files')),
    info={'part_of': ['releases']}
    )
    op.create_index(op.f('ix_release_files_file_id'), 'release_files', ['file_id'], unique=False)
    op.create_index(op.f('ix_release_files_version_id'), 'release_files', ['version_id'], unique=False)

    dialect = op.get_bind().dialect.name
    for statement in _SEARCH[dialect] + _IMMUTABLE[dialect]:
        op.execute(statement)
    op.execute("INSERT INTO revision (id, number) VALUES (1, 0)")
