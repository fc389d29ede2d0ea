"""From nothing: the terminal shows the first owner in, who names themselves and is in their office."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx2
from playwright.async_api import Browser

from tests.organisers import SAME_SITE

FACTS = {"name": "Robin Larkfield", "mail": "robin@larkfield.example", "organisation": "Larkfield Foundation"}


def test_the_first_owner_comes_in_by_the_link_in_the_terminal(server: Callable[..., str], tmp_path: Path):
    base = server(tmp_path / "data")
    (log,) = tmp_path.glob("serve-*.log")
    link = _link(tmp_path)

    with httpx2.Client(base_url=base, headers=SAME_SITE, trust_env=False) as browser:
        shown = browser.get(link)
        entered = browser.post(link, data=FACTS)
        own = browser.get("/office/account")
        session = browser.cookies["session"]

    assert link.startswith(f"{base}/sign-in/")
    assert (shown.status_code, entered.status_code, entered.headers["location"]) == (200, 303, "/office")
    assert "Robin Larkfield" in own.text
    assert session not in log.read_text()


async def test_the_first_event_is_offered_the_zone_of_the_browser_where_nobody_knows_better(
    server: Callable[..., str], tmp_path: Path, browser: Browser
):
    base = server(tmp_path / "data")
    context = await browser.new_context(timezone_id="America/New_York")
    page = await context.new_page()
    await page.goto(_link(tmp_path))
    for label, said in (("Your name", "Robin"), ("mail", FACTS["mail"]), ("rganisation", "Larkfield Foundation")):
        await page.get_by_label(label).first.fill(said)
    await page.get_by_role("button").last.click()
    await page.goto(f"{base}/office/launches/new")
    await page.get_by_label("What is launched").fill("The Waiting Room")
    await page.locator("main form").last.get_by_role("button").last.click()
    await page.goto(f"{page.url}/events/new")

    assert await page.get_by_label("Zone").input_value() == "America/New_York"
    await context.close()


def _link(tmp_path: Path) -> str:
    """As the terminal shows it."""
    (log,) = tmp_path.glob("serve-*.log")
    (link,) = re.findall(r"^Sign in as the first owner, within an hour: (\S+)$", log.read_text(), re.MULTILINE)
    return str(link)
