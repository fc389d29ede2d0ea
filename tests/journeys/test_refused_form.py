"""A form that is refused, in a browser without scripts: the focus is on what is to be mended, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

from playwright.async_api import Browser, Page

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


async def test_hours_and_choices_are_read_whole_in_their_fields_also_where_they_are_refused(
    server: Callable[..., str], tmp_path: Path, page: Page
):
    base = server(tmp_path / "data")
    await page.set_viewport_size({"width": 1280, "height": 900})
    await come_in(tmp_path, page)
    await page.goto(f"{base}/office/launches/new")
    await page.fill("#title", "Night buses")
    await page.click(".savebar .button")
    await page.goto(f"{page.url.partition('#')[0]}/events/new")
    typed = {
        "title": "Night buses",
        "day": "28 March 2027",
        "starts": "23.30",
        "ends": "22.00",
        "zone": "Europe/London",
    }
    for name, value in typed.items():
        await page.fill(f"#{name}", value)
    await page.select_option("#attendance", label="In the room and online")
    cut = [await _cut_off(page)]
    await page.click(".savebar .button")
    cut.append(await _cut_off(page))

    refused = await page.get_attribute("#ends", "aria-invalid")
    await page.fill("#ends", "23.45")
    await page.click(".savebar .button")
    cut.append(await _cut_off(page))

    assert (refused, await page.get_attribute("#ends", "aria-invalid")) == ("true", None)
    assert cut == [[], [], []]


async def _cut_off(page: Page) -> list[str]:
    """The ids of fields that have no room for what stands in them."""
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("#starts, #ends, #zone, #attendance, #access")].filter(field => {
            const style = getComputedStyle(field), pen = document.createElement("canvas").getContext("2d")
            pen.font = `${style.fontSize} ${style.fontFamily}`
            const words = field.selectedOptions ? field.selectedOptions[0].text : field.value
            const arrow = field.selectedOptions ? 20 : 0
            const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow
            return pen.measureText(words).width > room
        }).map(field => field.id)"""
    )
    return found
