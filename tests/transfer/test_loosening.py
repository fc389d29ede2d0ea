"""A file loosens no embargo that has not lifted, unless whoever takes it in says so; it may tighten one."""

import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from events.programme.models import Launch, Publication
from events.storage import Store
from events.transfer import Refused, importing
from events.visibility import Embargo
from tests import commands
from tests.factories import a_host, a_publication, an_embargo, an_event
from tests.stores import ALICE, NOW
from tests.transfer.documents import Document, taken_in, taken_out

LIFT, DAY = NOW + timedelta(days=40), timedelta(days=1)


def _strip(document: Document) -> None:
    document["embargoes"] = []
    for kind in ("launches", "publications"):
        for each in document[kind]:
            each["embargo"] = None


def _set(**facts: Any) -> Callable[[Document], None]:
    return lambda document: document["embargoes"][0].update(facts)


def _at(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


LOOSER: dict[str, tuple[dict[str, Any], Callable[[Document], None], str]] = {
    "that has none": ({}, _strip, "here an embargo until 09.00 GMT (UTC+0), Saturday 12 December 2026, in the file no"),
    "of an earlier lift": (
        {},
        _set(lifts_at=_at(LIFT - DAY)),
        "here an embargo until 09.00 GMT (UTC+0), Saturday 12 December 2026, in the file an embargo until 09.00 GMT",
    ),
    "before it was held": ({"held": True}, _set(held=False), "here an embargo until further notice, in the file an"),
    "before it was open": ({"lifts_at": None}, _set(lifts_at=_at(LIFT)), "here an embargo until further notice, in"),
}
TIGHTER: dict[str, Callable[[Document], None]] = {
    "the same": lambda document: None,
    "of a later lift": _set(lifts_at=_at(LIFT + DAY)),
    "in which it is held": _set(held=True),
}


@pytest.mark.parametrize(("facts", "change", "told"), LOOSER.values(), ids=LOOSER)
async def test_a_file_that_loosens_an_embargo_is_refused_with_both_moments(
    store: Store, facts: dict[str, Any], change: Callable[[Document], None], told: str
):
    embargo, document = await _under(store, **facts)
    change(document)

    with pytest.raises(Refused) as refused:
        await taken_in(store, document)

    lines = str(refused.value).splitlines()
    assert "--loosen-embargoes" in lines[0]
    [line] = lines[1:]
    assert line.startswith(f"“The Waiting Room”: {told}")
    async with store.whole() as db:
        stays = await db.get_one(Embargo, embargo.id)
        assert (stays.lifts_at, stays.held) == (embargo.lifts_at, embargo.held)
    stream = io.BytesIO(json.dumps(document).encode())
    await importing.read(store, stream, now=NOW, progress=lambda doing, at: None, loosens=True)


@pytest.mark.parametrize("change", TIGHTER.values(), ids=TIGHTER)
async def test_a_file_may_tighten_an_embargo(store: Store, change: Callable[[Document], None]):
    _, document = await _under(store)
    change(document)

    await taken_in(store, document)


async def test_a_report_alone_that_the_file_takes_out_of_an_embargo_is_told_too(store: Store):
    _, document = await _under(store)
    document["publications"][0]["embargo"] = None

    with pytest.raises(Refused, match="“The Waiting Room”: here an embargo"):
        await taken_in(store, document)


async def test_an_embargo_that_has_lifted_is_loosened_by_no_file(store: Store):
    _, document = await _under(store)
    _strip(document)

    await taken_in(store, document, now=LIFT)

    async with store.whole() as db:
        assert [each.embargo_id for each in await _rows(db)] == [None, None]


async def test_the_command_takes_a_looser_file_in_where_it_is_told_to(store: Store, database_url: str, tmp_path: Any):
    settings = {"EVENTS_DATABASE_URL": database_url, "EVENTS_DATA_DIR": str(tmp_path / "data")}
    _, document = await _under(store, lifts_at=None)
    _strip(document)
    given = json.dumps(document).encode()

    refused = commands.run(settings, "import", "-", given=given)
    done = commands.run(settings, "import", "--loosen-embargoes", "-", given=given)

    assert refused.returncode == 2
    assert "here an embargo until further notice, in the file no embargo" in refused.stderr.decode()
    assert done.returncode == 0


async def _rows(db: Any) -> list[Any]:
    return [row for kind in (Launch, Publication) for row in await db.scalars(select(kind))]


async def _under(store: Store, **facts: Any) -> tuple[Embargo, Document]:
    """A launch with its embargo, and all of it as it is exported."""
    house, launch = a_host()
    embargo = an_embargo(**{"lifts_at": LIFT} | facts)
    launch.embargo_id = embargo.id
    report = a_publication(launch, embargo_id=embargo.id)
    async with store.transaction(now=NOW, by=ALICE) as db:
        db.add_all([house, embargo])
        await db.flush()
        db.add_all([launch, report, an_event(launch)])
    return embargo, json.loads(await taken_out(store, private=True))
