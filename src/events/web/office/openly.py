"""Which public pages there are at this moment: the office leads to those, and to no page that answers 404."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from markupsafe import Markup

from events import addresses
from events.accounts import about
from events.press import answering
from events.press.models import Release
from events.programme.appearances import Appearances
from events.programme.receipts import Receipt
from events.visibility import ANYONE
from events.web.office.guard import Desk

_PATH = re.compile(r"(?<![\w/.])(/[a-z]+(?:/[a-z0-9-]+)?(?:\.[a-z]+)?)(?![\w/])")


async def of(desk: Desk, *pages: str, receipts: Sequence[Receipt] = ()) -> dict[str, Any]:
    """What a page shows that leads to these, and to whatever its receipts name."""
    told = (_PATH.findall(line) for each in receipts for line in (*each.said, *each.lost))
    paths = {*pages, *(path for found in told for path in found)}
    found = await answering.of(desk.db, paths, reader=ANYONE, at=desk.now)
    told_by = await _clocks(desk, receipts)
    return {"receipts": receipts, "told_by": told_by, "open_pages": found, "linked": partial(_linked, found)}


def naming(appears: Appearances, quoted: Sequence[Release]) -> Iterator[str]:
    """The pages on which somebody, or some organisation, appears."""
    yield from map(addresses.event, appears.events)
    yield from map(addresses.publication, appears.publications)
    yield from map(addresses.release, quoted)


async def _clocks(desk: Desk, receipts: Sequence[Receipt]) -> dict[UUID, str]:
    """In which zone each receipt is dated, by its id."""
    its = await about.of_kept(desk.db, [(each.kind, each.row_id) for each in receipts])
    whole = [replace(own, launch_id=each.launch_id) for own, each in zip(its, receipts, strict=True)]
    return {each.id: zone for each, zone in zip(receipts, await desk.zones(whole), strict=True)}


def _linked(open_pages: Collection[str], sentence: str) -> Markup:
    """A sentence in which the addresses of these pages lead there."""
    parts = _PATH.split(sentence)  # words and paths in turn
    found = (Markup('<a href="{0}">{0}</a>').format(each) if each in open_pages else each for each in parts)
    return Markup("").join(found)
