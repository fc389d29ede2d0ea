"""A pasted press release in a real browser: read, made, published, with three clicks and one sentence."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, Request

from tests.web.office.texts import RELEASE

FIRST_OWNER = {"name": "Robin", "mail": "robin@larkfield.example", "organisation": "Larkfield Foundation"}


async def test_a_pasted_release_with_four_speakers_is_public_after_three_clicks(
    server: Callable[..., str], tmp_path: Path, page: Page
):
    base = server(tmp_path / "data")
    await come_in(tmp_path, page)

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


@pytest.mark.parametrize("script", ["Queues cost us all. ", "Опашките струват на всички. "], ids=["Latin", "Cyrillic"])
async def test_a_long_text_is_kept_while_it_is_typed(
    script: str, server: Callable[..., str], tmp_path: Path, page: Page
):
    base = server(tmp_path / "data")
    await come_in(tmp_path, page)
    text = (script * 10_000)[:199_000]

    await page.goto(f"{base}/office/new")
    async with page.expect_response("**/office/drafts") as kept:
        await page.fill("#text", text)
    assert (await kept.value).status == 204
    await page.goto(f"{base}/office/new")

    assert await page.input_value("#text") == text


async def test_what_is_typed_is_kept_though_one_leaves_at_once_or_never_pauses(
    server: Callable[..., str], tmp_path: Path, page: Page
):
    base = server(tmp_path / "data")
    await come_in(tmp_path, page)
    await page.goto(f"{base}/office/new")

    await page.fill("#text", "Nobody counts")
    await page.click("nav >> text=Topics")
    left_at_once = await _found_again(page, f"{base}/office/new")
    await page.goto(f"{base}/office/people/new")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request))
    await page.locator("#biography").press_sequentially("the hours of those who wait, ", delay=300)

    assert left_at_once == "Nobody counts"
    assert sent


async def _found_again(page: Page, address: str) -> str:
    """What stands there once the words that were sent while the page was left have come in."""
    for _ in range(40):
        await page.goto(address)
        if words := await page.input_value("#text"):
            return words
        await page.wait_for_timeout(250)
    return ""


async def test_no_field_of_the_review_is_focused_under_the_bar_with_its_button(
    server: Callable[..., str], tmp_path: Path, page: Page
):
    base = server(tmp_path / "data")
    await come_in(tmp_path, page)
    await page.emulate_media(reduced_motion="reduce")  # else it is measured on its way

    for width, height in ((1280, 900), (1280, 650), (360, 740)):
        await page.set_viewport_size({"width": width, "height": height})
        await page.goto(f"{base}/office/new")
        await page.fill("#text", RELEASE)
        await page.click("text=Read it")
        for key, first in (("Tab", "#headline"), ("Shift+Tab", ".savebar .button")):
            await page.focus(first)
            seen: dict[str, float] = {}
            for _ in range(await page.locator(".found :is(a, input, select, textarea)").count()):
                await page.keyboard.press(key)
                seen |= await page.evaluate(HOW_MUCH_SHOWS)
            assert len(seen) > 20
            assert {name: shows for name, shows in seen.items() if shows < 24} == {}, (width, height, key)


# Of the field in focus: how many pixels of its height stand clear of the bar and within the window.
HOW_MUCH_SHOWS = """() => {
    const field = document.activeElement, bar = document.querySelector(".savebar");
    if (!field.closest(".found")) return {};
    const { top, bottom } = field.getBoundingClientRect();
    const edge = Math.min(innerHeight, bar.getBoundingClientRect().top);
    return { [field.id || field.hash]: Math.min(bottom, edge) - Math.max(top, 0) };
}"""


async def come_in(folder: Path, page: Page) -> None:
    """As the first owner, of an organisation that is named on the way."""
    await page.goto(way_in(folder))
    for name, value in FIRST_OWNER.items():
        await page.fill(f"[name={name}]", value)
    await page.click("main button")


def way_in(folder: Path) -> str:
    """The link that the server of this test has printed for its first owner."""
    (log,) = folder.glob("serve-*.log")
    (link,) = re.findall(r"^Sign in as the first owner, within an hour: (\S+)$", log.read_text(), re.MULTILINE)
    return str(link)
