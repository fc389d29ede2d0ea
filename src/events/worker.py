"""What is done beside the web. So far: at a start, catching up with what changed while nothing ran."""

import asyncio
from datetime import UTC, datetime

from events import calendar, storage
from events.settings import Settings


def catch_up(settings: Settings) -> None:
    """Has the calendar entries made anew if they are for another base URL, or by an earlier mapping.

    Every start asks, so the question costs one small read; what is heavy is imported only when there is work.
    """
    made_for = f"{settings.base_url} {calendar.MAPPING}"
    if storage.mark(settings.database_url, calendar.MADE_FOR) != made_for:
        asyncio.run(_render_anew(settings, made_for))


async def _render_anew(settings: Settings, made_for: str) -> None:
    from events import consequences
    from events.addresses import Addresses

    where, now = Addresses(settings.base_url), datetime.now(UTC)
    store = storage.Store(settings.database_url, follow=consequences.following(where))
    try:
        async with store.transaction(now=now, by=storage.By("start")) as db:
            await consequences.render_anew(db, where, now)
            await db.merge(storage.Mark(name=calendar.MADE_FOR, value=made_for))
    finally:
        await store.close()
