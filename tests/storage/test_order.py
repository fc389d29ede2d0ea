"""What is listed stands in one order, on both databases and each time it is asked for."""

from typing import Any
from uuid import UUID

import httpx2
import pytest
from sqlalchemy import UniqueConstraint

from events import consequences as consequences  # with which every kind of row is known
from events.press.models import NoteToEditors
from events.storage.base import Base
from tests.factories import a_host, a_release
from tests.sites import said
from tests.stores import Save

LISTS: dict[str, Any] = {
    f"{mapper.class_.__name__}.{relation.key}": relation
    for mapper in Base.registry.mappers
    for relation in mapper.relationships
    if relation.uselist
}


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_two_rows_of_a_list_may_stand_in_either_order(name: str) -> None:
    relation = LISTS[name]
    table = relation.mapper.local_table if relation.secondary is None else relation.secondary
    same = {there.name for _, there in relation.synchronize_pairs}  # what all rows of the list share
    kinds = {relation.mapper.local_table, table}
    keys = [{each.name for each in kind.primary_key} for kind in kinds]
    keys += [{each.name for each in rule.columns} for rule in table.constraints if isinstance(rule, UniqueConstraint)]

    ordered = {getattr(each, "element", each).name for each in relation.order_by or ()}

    assert any(key - same <= ordered for key in keys), ordered


async def test_notes_at_one_place_stand_as_their_ids_do(client: httpx2.AsyncClient, save: Save) -> None:
    host, launch = a_host()
    release, version = a_release(launch, slug="release")
    notes = [
        NoteToEditors(id=UUID(int=id), version_id=version.id, position=0, text=text)
        for id, text in ((2, "A bench is kept."), (1, "Doors open early."))
    ]
    await save(host, launch, release, version, *notes)

    page = said((await client.get("/press/release")).text)

    assert page.index("Doors open early.") < page.index("A bench is kept.")
