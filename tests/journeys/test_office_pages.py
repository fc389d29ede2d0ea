"""An owner walks through every page of the office in a real browser, on a phone in the dark and on a wide screen."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from events.accounts import organisers, sessions
from events.accounts.models import Role
from events.consequences import following
from events.storage import Store
from tests.factories import an_organisation
from tests.stores import ALICE, NOW, WHERE
from tests.web.office.whole_house import a_whole_house, of_office, path_of

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
APART = ("/office/eyes/", "/office/known/", "/office/files/")  # what is no page, or is that of somebody else
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"


async def test_every_page_of_the_office_is_as_wide_as_its_window_and_axe_finds_nothing_there(
    server: Callable[..., str], tmp_path: Path, sqlite_url: str, browser: Browser
) -> None:
    token, pages = await _at_work(sqlite_url)
    base = server(tmp_path / "data", EVENTS_DATABASE_URL=sqlite_url)
    host = urlsplit(base).hostname or ""

    wrong: list[tuple[object, ...]] = []
    assert len(pages) > 100
    for look in (PHONE, WIDE):
        context = await browser.new_context(**look)
        await context.add_cookies([{"name": "session", "value": token, "domain": host, "path": "/"}])
        page = await context.new_page()
        for path in pages:
            answer = await page.goto(base + path)
            assert (answer.status if answer else None, path) == (200, path)
            await page.evaluate(OPEN_ALL)
            found = (await Axe().run(page)).response["violations"]
            wrong += [(path, each["id"], each["nodes"][0]["html"]) for each in found]
            width = await page.evaluate("document.documentElement.scrollWidth")
            wrong += [(path, "width", width)] if width > look["viewport"]["width"] else []
        await context.close()
    assert wrong == []


async def _at_work(url: str) -> tuple[str, list[str]]:
    """Somebody who owns a house with something of everything; and all pages of it that are HTML."""
    store, house = Store(url, follow=following(WHERE)), an_organisation("Larkfield Foundation")

    async def save(*rows: Any, now: datetime = NOW) -> None:
        async with store.transaction(now=now, by=ALICE) as db:
            db.add_all(each for row in rows for each in (row if isinstance(row, list) else [row]))

    names = await a_whole_house("Larkfield Foundation", save, store, house)
    now = datetime.now(UTC)
    async with store.transaction(now=now, by=ALICE) as db:
        account = await organisers.add(db, name="Alice", mail="alice@larkfield.example", now=now)
        await organisers.give_role(db, account, house.id, Role.OWNER)
        token = await sessions.begin(db, account, now=now, device="A test")
    await store.close()
    shown = [each for each in of_office() if "GET" in (each.methods or ())]
    pages = [path_of(each, names(each)) for each in shown if not each.path.endswith((".csv", ".xlsx"))]
    return token, [each for each in pages if not each.startswith(APART)]
