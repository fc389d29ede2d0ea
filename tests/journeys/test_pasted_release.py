"""A pasted press release in a real browser: read, made, published, with three clicks and one sentence."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.async_api import Page

from tests.web.office.test_from_text import RELEASE

FIRST_OWNER = {"name": "Robin", "mail": "robin@larkfield.example", "organisation": "Larkfield Foundation"}


async def test_a_pasted_release_with_four_speakers_is_public_after_three_clicks(
    server: Callable[..., str], tmp_path: Path, page: Page
):
    base = server(tmp_path / "data")
    await page.goto(way_in(tmp_path))
    for name, value in (
        ("name", "Robin"),
        ("mail", "robin@larkfield.example"),
        ("organisation", "Larkfield Foundation"),
    ):
        await page.fill(f"[name={name}]", value)
    await page.click("main button")

    await page.goto(f"{base}/office/new")
    await page.fill("#text", RELEASE)
    await page.click("text=Read it")
    await page.click("text=Make the launch")
    await page.fill("#reason", "They agreed by telephone.")
    await page.click("text=all the same")

    await page.goto(f"{base}/events/the-waiting-room")
    panel = await page.inner_text("main")
    for name in ("Miriam Castellanos", "Tomasz Wieczorek", "Siân Llewellyn", "Ida Fairweather"):
        assert name in panel
    await page.goto(f"{base}/press/queues-cost-the-poorest-twice")
    assert "Nobody counts the hours of those who wait" in await page.inner_text(".quote")


async def test_the_preview_follows_what_is_typed(server: Callable[..., str], tmp_path: Path, page: Page):
    base = server(tmp_path / "data", "--demo-if-empty")
    await page.goto(way_in(tmp_path))
    await page.click("main button")
    await page.goto(f"{base}/office/launches")
    await page.click("main a >> text=The Waiting Room")
    await page.click("text=Write a release")

    await page.fill("#headline", "Queues cost us all")
    await page.fill("#body", "> So long.\n> — Ida Fairweather")

    await page.wait_for_selector("#preview >> text=Ida Fairweather")
    assert "Queues cost us all" in await page.inner_text("#preview")


def way_in(folder: Path) -> str:
    """The link that the server of this test has printed for its first owner."""
    (log,) = folder.glob("serve-*.log")
    (link,) = re.findall(r"^Sign in as the first owner, within an hour: (\S+)$", log.read_text(), re.MULTILINE)
    return str(link)
