"""A report is entered, published and corrected in a real browser: without JavaScript, and with hostile words in it."""

import re
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, FilePayload, Page

from events.demo import papers

HOSTILE = "<script>alert(1)</script>"
ABSTRACT = f"{HOSTILE}\n\n[press](javascript:alert(2)) <img src=x onerror=alert(3)> <svg/onload=alert(4)>"
PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
PATH = "/office/publications/script-alert-1-script"


async def test_a_report_with_hostile_words_goes_from_the_form_to_its_page_and_nothing_runs(
    server: Callable[..., str], tmp_path: Path, browser: Browser
) -> None:
    base = server(tmp_path / "data", "--demo-if-empty")
    plain = await browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = await plain.new_page()
    await page.goto(_link(tmp_path))
    await page.get_by_role("button").last.click()

    await page.goto(f"{base}/office/launches")
    await page.get_by_role("link", name="The Paper Round").first.click()
    await page.get_by_role("link", name="Add a publication").click()
    await page.get_by_label("Title", exact=False).first.fill(HOSTILE)
    for label in ("Subtitle", "Series", "Topics", "One more author", "Licence", "What it shows", "Credit"):
        await page.get_by_label(label, exact=False).first.fill(HOSTILE)
    await page.get_by_label("In short").fill(ABSTRACT)
    await page.get_by_label("Picture of the cover").set_input_files(_file("cover.png", papers.png("#00756c", 24)))
    await page.get_by_label("File", exact=True).set_input_files(
        _file(f"{HOSTILE}.pdf", papers.pdf("Report", ["Words"]))
    )
    await page.get_by_role("button", name="Add the publication").click()
    assert page.url == base + PATH
    await page.get_by_role("link", name="Publish", exact=True).click()
    await page.get_by_role("button", name="Publish").click()
    await page.get_by_role("link", name="Correct").click()
    await page.get_by_label("What it corrects").fill(HOSTILE)
    await page.get_by_role("button", name="Make a new version").click()
    state = await plain.storage_state()
    await plain.close()

    context = await browser.new_context(storage_state=state, viewport=PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    complaints = _listening(page)
    shelves = ["/office/series", "/office/series/new", "/office/topics"]
    states = [f"{PATH}/{each}" for each in ("correction", "withdrawal")]
    named = [f"/office/{each}/script-alert-1-script" for each in ("series", "topics")]
    for place in [PATH, *states, *shelves, *named]:
        answer = await page.goto(base + place)
        assert answer is not None
        assert answer.status == 200, place
        found = (await Axe().run(page)).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], place
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360, place
    await page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    for place in (PATH, PATH.removeprefix("/office"), "/series/script-alert-1-script", "/office/search?q=script"):
        await page.goto(base + place)
    assert complaints == []
    await context.close()


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def _link(folder: Path) -> str:
    (log,) = folder.glob("serve-*.log")
    return re.findall(r"^Sign in as the first owner, within an hour: (\S+)$", log.read_text(), re.MULTILINE)[0]


def _listening(page: Page) -> list[str]:
    """What a browser says of scripts that ran, and of those that our policy stopped."""
    complaints: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints
