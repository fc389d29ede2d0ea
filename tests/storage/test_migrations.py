"""What migrations make of rows that were there before."""

import json
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

import events.storage
from events.storage.migrating import migrate

FOLDER = Path(events.storage.__file__).parent / "migrations"


def _at(revision: str, path: Path) -> Connection:
    connection = create_engine(f"sqlite:///{path}").connect()
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    return connection


def test_what_went_out_unmended_leaves_what_is_out_of_reach_and_own_organisers_have_no_keeper(tmp_path: Path):
    path, keeper, kept, alone = tmp_path / "events.db", uuid4().hex, uuid4().hex, uuid4().hex
    lost = ["Went out unmended: No phone.", "Calendars look in their own time."]
    with _at("0015", path) as db:
        for id, keeps in ((keeper, None), (kept, keeper), (alone, keeper)):
            _insert(db, "organisations", id=id, slug=id, name=id, kept_by_id=keeps, revision=1)
        _insert(db, "accounts", id=uuid4().hex, name="Ada", mail="a@b.example", added_at="2026-01-01 00:00:00")
        account = db.scalar(text("SELECT id FROM accounts"))
        _insert(db, "memberships", account_id=account, organisation_id=kept, role="owner")
        _insert(db, "launches", id=uuid4().hex, title="T", lead_id=keeper, revision=1)
        launch = db.scalar(text("SELECT id FROM launches"))
        facts = {"kind": "events", "row_id": uuid4().hex, "action": "Published", "label": "T", "by": "Ada"}
        facts |= {"at": "2026-01-01 00:00:00", "said": "[]", "lost": json.dumps(lost)}
        _insert(db, "receipts", id=uuid4().hex, launch_id=launch, **facts)
        db.commit()

    migrate(f"sqlite:///{path}")

    with create_engine(f"sqlite:///{path}").connect() as db:
        keepers = {row.id: row.kept_by_id for row in db.execute(text("SELECT id, kept_by_id FROM organisations"))}
        receipt = db.execute(text("SELECT lost, unmended FROM receipts")).one()
    assert keepers == {keeper: None, kept: None, alone: keeper}
    assert [json.loads(each) for each in receipt] == [[lost[1]], ["No phone."]]


def _insert(db: Connection, table: str, **facts: object) -> None:
    names = ", ".join(f'"{name}"' for name in facts)
    db.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in facts)})"), facts)
