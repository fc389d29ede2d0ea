"""One page in its codings."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from events.published import encodings
from events.published.pages import Page
from tests.stores import NOW


async def test_a_long_body_is_compressed_once_for_all_who_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compressed, fast = [], dict(encodings.FAST)

    def counted(pieces: Sequence[bytes]) -> bytes:
        compressed.append(len(pieces))
        return fast["zstd"](pieces)

    monkeypatch.setattr(encodings, "FAST", fast | {"zstd": counted})
    page = Page(
        revision=1,
        since=NOW,
        until=NOW + timedelta(days=1),
        last_modified=NOW,
        digest="0123456789abcdef",
        media_type="text/calendar",
        headers=[],
        pieces=[b"BEGIN:VEVENT\r\n" * 1000] * 100,
        begun=0.0,
        cost=0.0,
    )

    coded = await asyncio.gather(*(page.coded("zstd") for _ in range(100)))

    assert compressed == [len(page.pieces)]
    assert coded == [coded[0]] * 100
