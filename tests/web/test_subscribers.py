"""Subscribers while organisers work: each has exactly the truth, and is sent a body only when its own feed changed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx2
import icalendar
import pytest

from events.accounts.models import Role
from tests.bench.office import fields
from tests.factories import a_launch, an_event, an_organisation
from tests.organisers import SAME_SITE, Office, act
from tests.sites import Clock, browsing
from tests.stores import Save
from tests.web.test_feeds import a_whole_launch

ROOM, RULES, ELSEWHERE = (f"/office/events/{slug}" for slug in ("the-waiting-room", "ground-rules", "elsewhere"))

WITH_THE_ROOM = {"everything", "the lead", "a speaker", "a topic", "a series", "one event", "their own"}
WITH_THE_RULES = {"everything", "the lead"}
WITH_ELSEWHERE = {"everything", "another house", "their own"}

# What is done in the office, in turn, and whose feeds it changes.
STEPS: list[tuple[str, dict[str, str], set[str]]] = [
    (ROOM, {"title": "The Waiting Room revisited"}, WITH_THE_ROOM),
    (ROOM, {"room_capacity": "120", "description": "Longer than a calendar shows."}, set()),
    (f"{ROOM}/postponement", {"note": "The hall is flooded."}, WITH_THE_ROOM),
    (f"{RULES}/cancellation", {"note": "Nobody agreed on them."}, WITH_THE_RULES),
    (f"{ROOM}/restoration", {"day": "21 January 2027"}, WITH_THE_ROOM),
    (f"{RULES}/restoration", {}, WITH_THE_RULES),
    (ELSEWHERE, {"standfirst": "All about elsewhere."}, WITH_ELSEWHERE),
    (f"{RULES}/withdrawal", {"note": "Too early."}, WITH_THE_RULES),
    (f"{ROOM}/save-the-date", {}, WITH_THE_ROOM),
    (f"{RULES}/publication", {}, WITH_THE_RULES),
    (f"{ROOM}/confirmation", {"starts": "6pm", "ends": "19.30"}, WITH_THE_ROOM),
    (f"{ELSEWHERE}/withdrawal", {"note": "Not ours."}, WITH_ELSEWHERE),
    (f"{RULES}/cancellation", {"note": "They are settled."}, WITH_THE_RULES),
]
AT_LAST = {
    "The Waiting Room revisited": ("CONFIRMED", "2027-01-21 18:00:00+00:00"),
    "Cancelled: Ground rules": ("CANCELLED", "2026-12-17 18:30:00+00:00"),
    "Cancelled: Elsewhere": ("CANCELLED", "2026-12-17 18:30:00+00:00"),
}


class Subscriber:
    """A calendar that asks whether there is anything new, by one validator or the other."""

    def __init__(self, client: httpx2.AsyncClient, path: str, *, by_date: bool = False) -> None:
        self._client, self._path, self._by_date = client, path, by_date
        self._known: dict[str, str] = {}
        self.body = b""

    async def poll(self) -> bool:
        """Whether it was sent a body."""
        answer = await self._client.get(self._path, headers=self._known)
        if answer.status_code == 304:
            assert answer.content == b""
            return False
        assert answer.status_code == 200
        self.body = answer.content
        name, validator = ("if-modified-since", "last-modified") if self._by_date else ("if-none-match", "etag")
        # A date is told once its second is over: until then, this one asks without.
        self._known = {name: answer.headers[validator]} if validator in answer.headers else {}
        return True


@pytest.fixture
async def editors(office: Office, save: Save) -> Callable[[str], httpx2.AsyncClient]:
    """Whoever works on the event at an address."""
    rows = a_whole_launch()
    lead, other = rows[0], an_organisation("Other")
    rules, elsewhere = a_launch(lead), a_launch(other)  # type: ignore[arg-type]
    await save(rows, other, rules, an_event(rules, "Ground rules"), elsewhere, an_event(elsewhere, "Elsewhere"))
    at_lead, at_other = await office(Role.EDITOR, lead), await office(Role.EDITOR, other)
    return lambda path: at_other if path.startswith(ELSEWHERE) else at_lead


async def test_each_ends_with_the_truth_and_was_sent_a_body_only_when_its_feed_changed(
    editors: Callable[[str], httpx2.AsyncClient],
    client: httpx2.AsyncClient,
    clock: Clock,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What takes minutes of an organiser is done here in a second, in which answers would be allowed to lag.
    monkeypatch.setattr("events.published.layer._CONTINUOUS", 1000)
    chosen = {"person": "ruth-adeyemi", "organisation": "other"}
    own = (await client.post("/my", data=chosen, headers=SAME_SITE)).headers["location"]
    paths = {
        "everything": "/events.ics",
        "the lead": "/organisations/lead.ics",
        "a speaker": "/people/ruth-adeyemi.ics",
        "a topic": "/events.ics?topic=courts-and-justice&since=2026",
        "a series": "/series/time-and-the-state.ics?profile=rich",
        "one event": "/events/the-waiting-room.ics",
        "another house": "/organisations/other.ics",
        "their own": f"{own}.ics",
    }
    clock.now += timedelta(minutes=5)
    subscribers = {
        (name, by): Subscriber(client, path, by_date=by == "date")
        for name, path in paths.items()
        for by in ("tag", "date")
    }
    assert all([await each.poll() for each in subscribers.values()])

    for path, typed, touched in STEPS:
        answer = await _do(editors(path), path, typed)
        assert answer.status_code == 303, path
        clock.now += timedelta(minutes=5)
        told = {name for (name, by), each in subscribers.items() if await each.poll() and by == "tag"}
        assert told == touched, path

    async with browsing(database_url, clock) as stranger:
        for (name, _), subscriber in subscribers.items():
            assert subscriber.body == (await stranger.get(paths[name])).content, name
    everything: Any = icalendar.Calendar.from_ical(subscribers["everything", "tag"].body).walk("VEVENT")
    assert {str(e["SUMMARY"]): (str(e["STATUS"]), str(e["DTSTART"].dt)) for e in everything} == AT_LAST


def _do(editor: httpx2.AsyncClient, path: str, typed: dict[str, str]) -> Awaitable[httpx2.Response]:
    return _revise(editor, path, typed) if path in (ROOM, RULES, ELSEWHERE) else act(editor, path, **typed)


async def _revise(editor: httpx2.AsyncClient, path: str, typed: dict[str, str]) -> httpx2.Response:
    standing: dict[str, list[str]] = {}
    for name, value in fields((await editor.get(path)).text, path):
        standing.setdefault(name, []).append(value)
    return await editor.post(path, data={**standing, **typed})
