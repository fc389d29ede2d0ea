"""A reader looks around the demonstration in a real browser: every page, on a phone and on a wide screen."""

import asyncio
import re

import html5lib
import httpx2
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, Request

PHONE, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


async def test_axe_finds_nothing_on_any_page(demonstration: str, browser: Browser) -> None:
    for look in ({"viewport": PHONE, "color_scheme": "dark"}, {"viewport": WIDE, "color_scheme": "light"}):
        context = await browser.new_context(**look)  # type: ignore[arg-type]
        page = await context.new_page()
        for path in await _pages(demonstration):
            await page.goto(demonstration + path)
            found = (await Axe().run(page)).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], f"{path} {look}"
        await context.close()


async def test_no_page_is_wider_than_the_narrowest_phone(demonstration: str, page: Page) -> None:
    await page.set_viewport_size({"width": 320, "height": 640})
    for path in await _pages(demonstration):
        await page.goto(demonstration + path)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("width", [320, 640, 800, 1280])
async def test_what_is_not_found_says_so_inside_its_slip(demonstration: str, page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 740})
    await page.goto(f"{demonstration}/events/nowhere")
    slip, code = [await page.locator(each).bounding_box() for each in (".slip", ".slip b")]
    assert slip
    assert code
    assert code["x"] + code["width"] <= slip["x"] + slip["width"]


async def test_a_page_is_light_needs_few_requests_and_breaks_no_rule_of_its_own(
    demonstration: str, browser: Browser
) -> None:
    for path in await _pages(demonstration):
        context = await browser.new_context()
        page = await context.new_page()
        complaints, asked = _listening(page)
        await page.goto(demonstration + path)
        ours = [request for request in asked if "/files/" not in request.url]
        weights = await asyncio.gather(*(request.sizes() for request in ours))
        assert len(ours) <= 6, path
        assert sum(weight["responseBodySize"] for weight in weights) <= 60_000, path
        assert complaints == [], path
        assert await context.cookies() == [], path
        await context.close()


async def test_every_page_is_valid_html(demonstration: str) -> None:
    async with httpx2.AsyncClient(base_url=demonstration, trust_env=False) as client:
        for path in [*await _pages(demonstration), "/nothing-here"]:
            html5lib.HTMLParser(strict=True).parse((await client.get(path)).text)


async def test_every_link_leads_somewhere(demonstration: str) -> None:
    async with httpx2.AsyncClient(base_url=demonstration, trust_env=False) as client:
        seen, waiting = set[str](), ["/"]
        while waiting:
            path = waiting.pop()
            answer = await client.get(path)
            assert answer.status_code == 200, path
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            for link in re.findall(r'(?:href|src)="(/[^"#]*|' + re.escape(demonstration) + r'[^"#]*)', answer.text):
                link = link.replace("&amp;", "&").removeprefix(demonstration) or "/"
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
    assert len(seen) > 30


async def test_without_javascript_an_event_is_found_read_and_saved(demonstration: str, browser: Browser) -> None:
    context = await browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(demonstration)
    await page.get_by_role("searchbox").first.fill("co-production")
    await page.get_by_role("button", name="Search").first.click()
    await page.get_by_role("link", name="Public Services Inside Out").first.click()
    await page.goto(f"{demonstration}/events/the-waiting-room")
    await page.get_by_text("Add to calendar").click()
    async with page.expect_download() as saved:
        await page.get_by_role("link", name=re.compile(r"\.ics")).first.click()
    content = (await (await saved.value).path()).read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.count(b"BEGIN:VEVENT") == 1
    await context.close()


async def test_by_keyboard_the_first_stop_skips_to_the_content(demonstration: str, page: Page) -> None:
    await page.goto(f"{demonstration}/events/the-waiting-room")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent.trim()") == "Skip to content"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("path", ["/events/the-waiting-room", "/events/public-services-inside-out"])
async def test_an_event_prints_on_one_sheet(demonstration: str, page: Page, path: str) -> None:
    await page.goto(demonstration + path)
    sheets = await page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


FOUNDING_FACTS = [
    "National Endowment for Science, Technology and the Arts",
    "NESTA",
    "new economics foundation",
    "nef",
    "Public Services Inside Out",
    "Jane Dudman",
    "Guardian Public",
    "Tony Bovaird",
    "Professor of Public Management and Policy",
    "The Institute of Local Government Studies",
    "Governance International",
    "Anna Coote",
    "Director of Social Policy",
    "Mark Johnson",
    "User voice",
    "Catherine Anderson",
    "020 7438 2609",
    "Catherine.anderson@nesta.org.uk",
    "14 April 2010",
]
OF_THE_RELEASE = [
    "Jonathan Kestenbaum",
    "Chief Executive of NESTA",
    "David Boyle",
    "six times",
    "Scallywags",
    "Bethnal Green",
    "£2.50",
    "Family Nurse Partnership",
    "$2.88",
    "$5.70",
    "Washington State Institute for Public Policy",
    "Department of Health (2009) ‘Family Nurse Partnership: Information for commissioners.’ London",
    "neweconomics.org",
]


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("/events/public-services-inside-out", FOUNDING_FACTS),
        ("/press/public-services-inside-out", FOUNDING_FACTS + OF_THE_RELEASE),
        ("/press/public-services-inside-out.txt", FOUNDING_FACTS + OF_THE_RELEASE),
    ],
    ids=["event", "release", "text"],
)
async def test_every_fact_of_the_founding_launch_is_there(
    demonstration: str, page: Page, path: str, facts: list[str]
) -> None:
    await page.goto(demonstration + path)
    shown = await page.evaluate("document.body.innerText")
    said = re.sub(r"\s+", " ", shown.replace("\u200b", ""))
    assert [fact for fact in facts if fact not in said] == []
    assert re.search(r"second of (a series of )?three|number 2 of 3", said, re.IGNORECASE)


def _listening(page: Page) -> tuple[list[str], list[Request]]:
    """What the browser will complain of, and what it will have asked for."""
    complaints: list[str] = []
    asked: list[Request] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfinished", lambda request: asked.append(request))
    return complaints, asked


async def _pages(base_url: str) -> list[str]:
    """Every page of the sitemap, and those that are in none."""
    async with httpx2.AsyncClient(base_url=base_url, trust_env=False) as client:
        sitemap = (await client.get("/sitemap.xml")).text
    listed = [each.removeprefix(base_url) or "/" for each in re.findall(r"<loc>(.*?)</loc>", sitemap)]
    assert len(listed) > 15
    return [*dict.fromkeys(listed), "/search?q=services", "/events?year=2010", "/subscribe"]
