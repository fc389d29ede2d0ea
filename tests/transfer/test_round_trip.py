"""The whole content goes out and comes in: the same facts, the same uids, the same bytes."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import jsonschema_rs
import pytest
from sqlalchemy import func, select

from events import (
    app,  # with which come all tables
    demo,
    transfer,
)
from events.accounts.models import Activity
from events.calendar.models import Entry
from events.programme.occasions import Event
from events.search import SearchRow
from events.storage import By, Revision, Store
from events.storage.base import Base
from events.storage.files import FilePiece
from events.transfer.document import KINDS, Kind
from tests.factories import a_host, an_event
from tests.stores import ALICE, NOW
from tests.transfer import maximal
from tests.transfer.documents import taken_in, taken_out

HOUR = timedelta(hours=1)

# What is no content: who works here, what was done and sent, and what is made from the content.
NO_CONTENT = set(
    """
    accounts activity approval_links approval_steps approvals cautions entries followed form_drafts
    host_invitations lead_offers marks memberships outbox passkeys passwords personal_feeds receipts revision
    search_rows sent_forms sessions sign_in_links spent_challenges tries
    """.split()
)
IN_FILES = {"file_pieces"}
DERIVED = {
    f"entry_lives.{name}" for name in ("facts", "material", "stamped_at", "sequence", "later_facts", "later_stamped_at")
} | {f"feed_parts.{name}" for name in ("kind", "row_id", "since", "until")}


def every_kind() -> list[Kind]:
    return [each for kind in KINDS for each in kind.every()]


def test_every_table_is_in_the_document_or_is_no_content():
    assert app.__name__  # every room is loaded, and with it every table
    there = [kind.table.name for kind in every_kind()]

    assert len(there) == len(set(there))
    assert set(there) | NO_CONTENT | IN_FILES == set(Base.metadata.tables)


async def test_every_column_comes_through_with_its_own_value(pair: tuple[Store, Store]):
    here, there = pair
    await maximal.fill(here, NOW)

    await taken_in(there, await taken_out(here, private=True))

    for kind in every_kind():
        made = [each for each in maximal.rows() if isinstance(each, kind.row)]
        before, after = await _rows(here, kind), await _rows(there, kind)
        assert after == before
        assert len(after) == len(made) == maximal.OF_EACH
        for key in (fact.key for fact in kind.facts if f"{kind.table.name}.{fact.key}" not in DERIVED):
            assert {row[key] for row in after} == {getattr(row, key) for row in made}, f"{kind.table.name}.{key}"


async def test_equal_content_is_equal_bytes_in_both_databases(pair: tuple[Store, Store]):
    here, there = pair
    await maximal.fill(here, NOW)

    exported = await taken_out(here, private=True)
    await taken_in(there, exported)

    assert await taken_out(there, private=True) == exported
    assert await taken_out(here, private=True) == exported


async def test_the_demonstration_comes_through_whole(pair: tuple[Store, Store]):
    here, there = pair
    async with here.transaction(now=NOW, by=By("demo")) as db:
        await demo.add(db, NOW)

    exported = await taken_out(here)
    await taken_in(there, exported)

    assert await taken_out(there) == exported
    assert await _entries(there) == await _entries(here) != []


async def test_all_that_can_be_found_here_can_be_found_there(pair: tuple[Store, Store]):
    here, there = pair
    async with here.transaction(now=NOW, by=By("demo")) as db:
        await demo.add(db, NOW)

    await taken_in(there, await taken_out(here, private=True))

    assert await _found(there) == await _found(here) != []


async def test_calendar_entries_and_files_are_the_same_bytes(pair: tuple[Store, Store]):
    here, there = pair
    await maximal.fill(here, NOW)

    await taken_in(there, await taken_out(here))

    assert await _entries(there) == await _entries(here) != []
    assert await _pieces(there) == await _pieces(here)
    assert len(await _pieces(there)) == 3 * maximal.OF_EACH


async def test_what_was_taken_back_is_told_there_as_it_is_here(pair: tuple[Store, Store]):
    here, there = pair
    lead, launch = a_host()
    event = an_event(launch)
    async with here.transaction(now=NOW, by=ALICE) as db:
        db.add_all([lead, launch, event])
    async with here.transaction(now=NOW + HOUR, by=ALICE) as db:
        (await db.get_one(Event, event.id)).withdrawn_at = NOW + HOUR

    await taken_in(there, await taken_out(here), now=NOW + 2 * HOUR)

    assert await _entries(there) == await _entries(here) != []


async def test_importing_again_changes_nothing(pair: tuple[Store, Store]):
    here, there = pair
    await maximal.fill(here, NOW)
    exported = await taken_out(here, private=True)
    await taken_in(there, exported)
    before = await _marks(there)

    summary = await taken_in(there, exported)

    assert await _marks(there) == before
    assert str(summary) == f"0 added, 0 revised, {maximal.OF_EACH * len(KINDS)} as they were."


async def test_content_of_many_batches_comes_through_whole(store: Store, monkeypatch: pytest.MonkeyPatch):
    await maximal.fill(store, NOW)
    exported = await taken_out(store, private=True)
    for module in ("exporting", "importing", "merging", "checking"):
        monkeypatch.setattr(f"events.transfer.{module}._AT_ONCE", 1)

    summary = await taken_in(store, exported)

    assert (summary.added, summary.revised) == (0, 0)
    assert await taken_out(store, private=True) == exported


async def test_private_facts_go_out_only_when_asked_for(store: Store):
    await maximal.fill(store, NOW)

    public, private = await taken_out(store), await taken_out(store, private=True)

    assert b"assistant_mail" in private
    assert b"assistant_mail" not in public
    assert b'"private": {' not in public


async def test_private_facts_survive_an_import_without_them(store: Store):
    await maximal.fill(store, NOW)
    before = await taken_out(store, private=True)

    await taken_in(store, await taken_out(store))

    assert await taken_out(store, private=True) == before


@pytest.mark.parametrize("private", [False, True])
async def test_an_export_is_valid_by_the_schema(store: Store, private: bool):
    await maximal.fill(store, NOW)
    validator = jsonschema_rs.Draft202012Validator(transfer.schema(), validate_formats=True)

    mistakes = list(validator.iter_errors(json.loads(await taken_out(store, private=private))))

    assert mistakes == []


def test_the_schema_is_one_and_says_what_each_record_and_reference_is():
    schema = transfer.schema()

    jsonschema_rs.meta.validate(schema)
    assert all(record["description"] for record in schema["$defs"].values() if record["title"] not in UNDESCRIBED)
    assert schema["$defs"]["Event"]["properties"]["venue"]["description"] == "The uid of a record in venues."


UNDESCRIBED = {"PublicationTopic", "EventTopic", "ReleaseTopic"}


async def test_an_export_is_one_record_a_line(store: Store):
    await maximal.fill(store, NOW)

    lines = (await taken_out(store)).decode().splitlines()

    with_uid = [each for each in KINDS if each.has_uid and not each.is_private]
    assert sum(line.startswith('{"uid"') for line in lines) == maximal.OF_EACH * len(with_uid)
    assert lines[-1] == "}"


async def _rows(store: Store, kind: Kind) -> list[dict[str, Any]]:
    async with store.whole() as db:
        rows = await db.execute(select(*(fact.column for fact in kind.facts)))
        return sorted((dict(row._mapping) for row in rows), key=str)


async def _found(store: Store) -> list[Any]:
    async with store.whole() as db:
        kept = await db.execute(select(SearchRow.kind, SearchRow.row_id, SearchRow.title, SearchRow.body))
        return sorted(map(tuple, kept))


async def _entries(store: Store) -> list[Any]:
    return await _all(store, select(Entry.event_id, Entry.audience, Entry.shown_from, Entry.vevent))


async def _pieces(store: Store) -> list[Any]:
    return await _all(store, select(FilePiece.file_id, FilePiece.number, FilePiece.content))


async def _marks(store: Store) -> Iterable[Any]:
    return await _all(store, select(Revision.number, select(func.count(Activity.id)).scalar_subquery()))


async def _all(store: Store, query: Any) -> list[Any]:
    async with store.whole() as db:
        return sorted(map(tuple, await db.execute(query)), key=str)
