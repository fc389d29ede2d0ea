"""From nothing to a public launch with four speakers and a release, by the keys of a keyboard alone."""

from collections.abc import Callable
from pathlib import Path

from playwright.async_api import Page

from tests.journeys.test_pasted_release import FIRST_OWNER, way_in

PANEL = """Miriam Castellanos, Director, Centre for Time
Tomasz Wieczorek, Editor, The Clock; Fellow, Larkfield Foundation
Siân Llewellyn, Professor of Queues, University of Elsewhere
Ida Fairweather (chair), Trustee, Larkfield Foundation"""

# Whoever types slowly presses three keys a second, and the journey should take them less than five minutes.
MOST_KEYS = 5 * 60 * 3


class Hands:
    """Presses keys, and knows no other way to do anything; counts them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.pressed = 0

    async def go_to(self, name: str) -> None:
        """To what is called so, a stop at a time."""
        passed = []
        for _ in range(80):
            await self._press("Tab")
            passed.append(await self._page.evaluate(_CALLED))
            if passed[-1].startswith(name):
                assert await self._page.evaluate(_SCROLLS) == "auto"  # at once, where the next key is pressed
                return
        raise AssertionError(f"No stop is called {name}: {passed}")

    async def type(self, words: str) -> None:
        """Where the cursor stands; a page that has come may still have to be given one."""
        await self._page.wait_for_function(_AWAITS_WORDS)
        await self._page.keyboard.type(words)
        self.pressed += len(words)

    async def enter(self) -> None:
        async with self._page.expect_navigation():
            await self._press("Enter")

    async def open(self) -> None:
        """What was closed, or close it."""
        await self._press("Enter")

    async def _press(self, key: str) -> None:
        await self._page.keyboard.press(key)
        self.pressed += 1


_SCROLLS = "getComputedStyle(document.documentElement).scrollBehavior"
_AWAITS_WORDS = "() => document.activeElement.matches('input, select, textarea')"

_CALLED = """() => {
    const at = document.activeElement;
    const called = at.labels?.length ? at.labels[0].innerText : at.getAttribute('aria-label') || at.innerText || '';
    return called.trim();
}"""


async def test_a_launch_is_public_within_five_minutes_by_keyboard(
    server: Callable[..., str], tmp_path: Path, page: Page
):
    server(tmp_path / "data")
    await page.goto(way_in(tmp_path))
    for name, value in FIRST_OWNER.items():
        await page.fill(f"[name={name}]", value)
    await page.click("main button")
    hands = Hands(page)

    await _begin(hands)
    await _publish(hands)

    assert hands.pressed < MOST_KEYS
    await hands.go_to("Public page")
    await hands.enter()
    shown = await page.inner_text("main")
    for each in ("Conway Hall", "Miriam Castellanos", "Tomasz Wieczorek", "Siân Llewellyn", "Ida Fairweather"):
        assert each in shown
    await hands.go_to("Queues cost the poorest twice")
    await hands.enter()
    assert "An hour in a queue" in await page.inner_text("main")


async def _begin(hands: Hands) -> None:
    await hands.go_to("Start empty")
    await hands.enter()
    await hands.type("Waiting costs")  # where the form of what is new begins
    await hands.enter()
    await hands.go_to("Add an event")
    await hands.enter()
    for field, words in (
        ("Title", "The price of waiting"),
        ("Date", "17 December 2026"),
        ("Starts", "18.00"),
        ("Ends", "19.30"),
        ("Zone", "Europe/London"),
        ("Venue", "Conway Hall, 25 Red Lion Square, London"),
        ("Accessibility", "Step-free throughout; hearing loop."),
    ):
        await hands.go_to(field)
        await hands.type(words)
    await hands.go_to("Add the event")
    await hands.enter()
    await hands.go_to("Panel")
    await hands.enter()
    await hands.go_to("Paste many at once")
    await hands.open()
    await hands.go_to("One to a line")
    await hands.type(PANEL)
    await hands.go_to("Have they agreed?")
    await hands.type("They have agreed")
    await hands.go_to("Add to the panel")
    await hands.enter()


async def _publish(hands: Hands) -> None:
    await hands.go_to("Waiting costs")
    await hands.enter()
    await hands.go_to("Write a release")
    await hands.enter()
    await hands.type("Queues cost the poorest twice")
    await hands.go_to("Text")
    await hands.type("An hour in a queue costs a cleaner twice what it costs a lawyer.")
    await hands.go_to("Make the draft")
    await hands.enter()
    await hands.go_to("Waiting costs")
    await hands.enter()
    await hands.go_to("Review and publish")
    await hands.enter()
    await hands.go_to("Publish 2 drafts")
    await hands.enter()
