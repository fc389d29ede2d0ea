"""The one door to write: whole or not at all, in turn, with everything that follows, and nobody slips past it."""

import ast
import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, delete, func, insert, literal, make_url, select, text, update
from sqlalchemy.exc import IntegrityError

import events
from events import storage
from events.accounts.models import Activity
from events.calendar.models import Entry
from events.mail.outbox import OutgoingMail
from events.people.models import Organisation, Person, PrivateFacts
from events.programme.models import Topic
from events.programme.occasions import Event
from events.storage import BulkWrite, Revision, Store
from events.storage.slugs import FormerSlug
from tests.factories import a_launch, a_person, a_topic, an_event, an_organisation
from tests.stores import ALICE, NOW, Save


async def test_read_then_write_from_many_tasks_loses_nothing(store: Store, save: Save) -> None:
    topic = a_topic(description="0")
    await save(topic)

    async def raise_by_one() -> None:
        for _ in range(5):
            async with store.transaction(now=NOW, by=ALICE) as db:
                row = await db.get_one(Topic, topic.id)
                await asyncio.sleep(0)
                row.description = str(int(row.description or 0) + 1)

    await asyncio.gather(*(raise_by_one() for _ in range(8)))
    async with store.whole() as db:
        assert (await db.get_one(Topic, topic.id)).description == "40"


async def test_a_transaction_that_fails_leaves_nothing_of_itself_nor_of_what_follows(store: Store) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    with suppress(ZeroDivisionError):
        async with store.transaction(now=NOW, by=ALICE) as db:
            db.add_all([lead, launch, an_event(launch)])
            await db.flush()
            raise ZeroDivisionError
    async with store.whole() as db:
        for kind in (Organisation, Event, Entry, Activity):
            assert await db.scalar(select(func.count()).select_from(kind)) == 0
        assert await db.scalar(select(Revision.number)) == 0


async def test_the_public_revision_rises_with_every_change_and_with_nothing_else(store: Store, save: Save) -> None:
    topic = a_topic()
    numbers = []
    for name in ("Queues", "Queues", "Courts", "Clocks"):
        topic.name = name
        async with store.transaction(now=NOW, by=ALICE) as db:
            await db.merge(topic)
        async with store.whole() as db:
            numbers.append(await db.scalar(select(Revision.number)))
    first = int(NOW.timestamp() * 1000)
    assert numbers == [first, first, first + 1, first + 2]


async def test_a_row_without_what_it_refers_to_is_refused_at_the_end(store: Store) -> None:
    with pytest.raises(IntegrityError):
        async with store.transaction(now=NOW, by=ALICE) as db:
            db.add(a_launch(an_organisation()))


async def test_a_commit_that_is_refused_leaves_nothing_open_and_nobody_waiting(store: Store, save: Save) -> None:
    with pytest.raises(IntegrityError):
        await save(a_launch(an_organisation()))
    await save(an_organisation())


async def test_the_log_keeps_who_changed_what_from_what(store: Store, save: Save) -> None:
    topic = a_topic()
    await save(topic)
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Topic, topic.id)).name = "Courts"
    async with store.whole() as db:
        added, changed = (await db.scalars(select(Activity).order_by(Activity.id))).all()
    assert (added.by, added.did, added.kind, added.row_id) == ("Alice", "added", "topics", str(topic.id))
    assert (changed.before, changed.after) == ({"name": "Courts and justice"}, {"name": "Courts"})


async def test_the_log_keeps_no_private_fact(store: Store, save: Save) -> None:
    person = a_person()
    await save(person, PrivateFacts(person_id=person.id, mail="ruth@larkfield.example"))
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(PrivateFacts, person.id)).mail = "adeyemi@larkfield.example"
    async with store.whole() as db:
        logged = [f"{row.label} {row.before} {row.after}" for row in await db.scalars(select(Activity))]
    assert logged
    assert not [line for line in logged if "larkfield" in line]


async def test_a_former_slug_is_kept_until_something_takes_it_up_again(store: Store, save: Save) -> None:
    person = a_person()
    await save(person)
    for slug, former in (("r-adeyemi", ["ruth-adeyemi"]), ("ruth-adeyemi", ["r-adeyemi"])):
        async with store.transaction(now=NOW, by=ALICE) as db:
            (await db.get_one(Person, person.id)).slug = slug
        async with store.whole() as db:
            assert list(await db.scalars(select(FormerSlug.slug))) == former


async def test_a_new_slug_is_none_that_anything_has_or_had(store: Store, save: Save) -> None:
    person = a_person()
    await save(person)
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Person, person.id)).slug = "ruth-adeyemi-2"
    async with store.whole() as db:
        assert await storage.slugs.free(db, Person, "Ruth Adeyemi") == "ruth-adeyemi-3"


async def test_a_number_makes_no_slug_longer_than_may_be_and_is_counted_on_all_the_same(
    store: Store, save: Save
) -> None:
    name, slugs = "x" * 100, []
    for _ in range(3):
        async with store.transaction(now=NOW, by=ALICE) as db:
            slugs.append(await storage.slugs.free(db, Person, name))
            db.add(a_person(name, slug=slugs[-1]))
    assert slugs == ["x" * 80, f"{'x' * 76}-2", f"{'x' * 76}-3"]


SLIPPING_PAST: dict[str, Callable[[], Any]] = {
    "update": lambda: update(Event).values(title="x"),
    "delete": lambda: delete(Event),
    "insert": lambda: insert(Topic).values(slug="x", name="x"),
    "update of a table": lambda: update(Event.__table__).values(title="x"),  # type: ignore[arg-type]
    "text": lambda: text("UPDATE events SET title = 'x'"),
}


@pytest.mark.parametrize("statement", SLIPPING_PAST.values(), ids=SLIPPING_PAST)
async def test_nobody_writes_watched_rows_without_being_seen(store: Store, statement: Callable[[], Any]) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        with pytest.raises(BulkWrite):
            await db.execute(statement())


async def test_a_reader_cannot_write(store: Store) -> None:
    async with store.whole() as db:
        db.add(a_topic())
        with pytest.raises(Exception, match=r"readonly|read-only"):
            await db.flush()


@pytest.mark.parametrize("rows", [0, 1, 499, 500, 501, 1203])
async def test_an_answer_of_any_length_is_read_to_its_end_at_once_and_by_and_by(store: Store, rows: int) -> None:
    counted = select(literal(1).label("number")).cte(recursive=True)
    counted = counted.union_all(select(counted.c.number + 1).where(counted.c.number < rows))
    numbers = select(counted.c.number).where(counted.c.number <= rows)

    for opened in (store.whole(), store.transaction(now=NOW, by=ALICE)):
        async with opened as db:
            at_once = list(await db.scalars(numbers))
            by_and_by = [row.number async for row in await db.stream(numbers)]
        assert at_once == by_and_by == list(range(1, rows + 1))


async def test_who_writes_much_lets_others_work_meanwhile(store: Store) -> None:
    turns = 0

    async def work() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    others = asyncio.create_task(work())
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.scalar(select(literal("the first takes a turn of its own")))
        before, number = turns, 0
        while turns - before < 3 and number < 10_000:  # however quick the machine is
            await db.scalar(select(literal(number)))
            number += 1
    others.cancel()

    assert number < 10_000


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_another_program_gets_its_turn_beside_writers_who_never_stop(store: Store, database_url: str) -> None:
    """It waits as SQLite does, which looks again ten times a second at last."""
    commits = 0

    async def write_once() -> None:
        async with store.transaction(now=NOW, by=ALICE) as db:
            await db.scalar(select(literal(1)))
            await asyncio.sleep(0.02)

    async def write() -> None:
        while not ended.is_set():
            await write_once()

    def commit() -> None:
        nonlocal commits
        with closing(sqlite3.connect(make_url(database_url).database or "", isolation_level=None, timeout=30)) as other:
            until = time.monotonic() + 2
            while time.monotonic() < until:
                other.execute("INSERT OR REPLACE INTO marks (name, value) VALUES ('another program', '')")
                commits += 1
                time.sleep(0.002)

    ended = asyncio.Event()
    await write_once()  # the first makes a fresh file one in WAL, for which nobody else may be at it
    writers = [asyncio.create_task(write()) for _ in range(4)]
    await asyncio.to_thread(commit)
    ended.set()
    await asyncio.gather(*writers)

    assert commits > 15


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_quick_is_read_without_going_to_a_thread_and_what_was_slow_once_holds_up_nobody(
    store: Store,
) -> None:
    turns = 0
    many = text("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most) SELECT max(i) FROM n")

    async def take_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def turns_during(most: int, times: int = 1) -> int:
        async with store.whole() as db:
            await db.execute(select(literal(1)))
            before = turns
            for _ in range(times):
                await db.execute(many, {"most": most})
            return turns - before

    others = asyncio.create_task(take_turns())
    await turns_during(1)
    assert await turns_during(1, times=3) < 3
    await turns_during(1_000_000)  # nobody could know
    assert await turns_during(1_000_000) > 10
    others.cancel()


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="A moment needs a zone"):
        async with store.transaction(now=NOW, by=ALICE) as db:
            db.add(a_topic(published_at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), OutgoingMail.metadata)
    engine.dispose()
    # The indices for searching are made by hand, each for one database.
    unlike = [
        each for each in differences if not _names(each).startswith(("search_index", "search_body", "search_title"))
    ]
    if engine.dialect.name == "sqlite":
        # Of a reference written beside its column SQLAlchemy reads neither the name nor that it is checked at commit.
        unlike = [each for each in unlike if not (each[0].endswith("_fk") and each[1].column_keys == ["kept_by_id"])]
    assert unlike == []


def test_the_files_of_the_migrations_are_called_by_their_numbers() -> None:
    folder = Path(storage.__file__).parent / "migrations"
    revisions = [each.revision for each in ScriptDirectory(str(folder)).walk_revisions()]
    assert sorted(path.name[:4] for path in (folder / "versions").glob("*.py")) == revisions[::-1]


def test_pages_read_as_somebody_and_write_through_the_one_door() -> None:
    """`whole()` sees everything: in the web it is only for asking whether the database is there."""
    web = Path(events.__file__).parent / "web"
    unguarded = {
        path.name
        for path in web.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("whole", "Whole", "Writing", "AsyncSession")
    }
    assert unguarded == {"health.py"}


def _names(difference: Any) -> str:
    return str(getattr(difference[1] if isinstance(difference, tuple) else difference[0][1], "name", difference))
