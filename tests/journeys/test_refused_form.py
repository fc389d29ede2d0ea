"""A form that is refused, in a browser without scripts: the focus is on what is to be mended, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

from playwright.async_api import Browser

from tests.journeys.test_pasted_release import come_in


async def test_whoever_leaves_a_refused_form_at_once_finds_it_again_without_scripts(
    server: Callable[..., str], tmp_path: Path, browser: Browser
):
    base = server(tmp_path / "data")
    plain = await browser.new_context(java_script_enabled=False)
    page = await plain.new_page()
    await come_in(tmp_path, page)

    await page.goto(f"{base}/office/people/new")
    await page.fill("#biography", "Counts the hours.")
    await page.click(".savebar .button")
    focused = await page.locator(":focus").inner_text()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    field = await page.locator(":focus").get_attribute("id")
    await page.goto(f"{base}/office")
    await page.click("text=A new person")

    assert "Nothing was saved yet" in focused
    assert field == "name"
    assert await page.input_value("#biography") == "Counts the hours."
    await plain.close()
