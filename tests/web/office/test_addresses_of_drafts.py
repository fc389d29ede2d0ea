"""A draft goes by the title it has now, and leaves no trace of one that it had before; once public, addresses stay."""

from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from events.accounts.models import Role
from tests.factories import a_host, a_publication, a_release, an_event
from tests.organisers import Office, act, sends
from tests.sites import Clock
from tests.stores import Save

SECRET, LATER = "Half of libraries close", datetime(2026, 11, 3, 9, tzinfo=UTC)
KINDS: dict[str, tuple[str, str, str]] = {
    "an event": ("events", "events", "title"),
    "a report": ("publications", "publications", "title"),
    "a release": ("releases", "press", "headline"),
}


@pytest.mark.parametrize(("inside", "outside", "field"), KINDS.values(), ids=KINDS)
async def test_a_draft_that_is_called_otherwise_has_an_address_of_that_and_strangers_are_led_from_none(
    inside: str, outside: str, field: str, office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    editor, old = await _drafts(office, save, inside)
    assert old == f"/office/{inside}/half-of-libraries-close"

    done = await _call(editor, old, field, "Launch in the autumn")

    place = f"/office/{inside}/launch-in-the-autumn"
    assert done.headers["location"] == place
    led = await editor.get(old)
    assert (led.status_code, led.headers["location"]) == (301, place)  # for whoever has it open
    clock.now = LATER
    editor = await office(Role.EDITOR, editor.house)
    assert (await act(editor, f"{place}/publication")).status_code == 303
    assert (await client.get(f"/{outside}/launch-in-the-autumn")).status_code == 200
    assert (await client.get(f"/{outside}/half-of-libraries-close")).status_code == 404
    assert "half-of-libraries" not in (await client.get(f"/{outside}")).text


@pytest.mark.parametrize(
    ("inside", "outside", "field"), [KINDS["an event"], KINDS["a report"]], ids=["event", "report"]
)
async def test_what_is_public_keeps_its_address_whatever_it_is_called(
    inside: str, outside: str, field: str, office: Office, save: Save, client: httpx2.AsyncClient
):
    editor, place = await _drafts(office, save, inside)
    await act(editor, f"{place}/publication")

    done = await _call(editor, place, field, "Launch in the autumn")

    assert done.headers["location"] == place
    assert (await client.get(f"/{outside}/half-of-libraries-close")).status_code == 200


async def test_a_draft_may_have_the_title_and_the_address_back_that_it_had(office: Office, save: Save):
    editor, old = await _drafts(office, save, "events")

    await _call(editor, old, "title", "Launch in the autumn")
    done = await _call(editor, "/office/events/launch-in-the-autumn", "title", SECRET)

    assert done.headers["location"] == old


async def test_an_address_that_somebody_chose_for_a_release_stays(office: Office, save: Save):
    editor, old = await _drafts(office, save, "releases")
    chosen = await _call(editor, old, "address", "queues")
    place = "/office/releases/queues"
    assert chosen.headers["location"] == place

    done = await _call(editor, place, "headline", "Launch in the autumn")

    assert done.headers["location"] == place


async def _call(editor: httpx2.AsyncClient, place: str, field: str, words: str) -> httpx2.Response:
    done = await editor.post(place, data=sends((await editor.get(place)).text) | {field: words})
    assert done.status_code == 303
    return done


async def _drafts(office: Office, save: Save, inside: str) -> tuple[Any, str]:
    house, launch = a_host()
    draft: dict[str, Any] = {"published_at": None}
    kinds: dict[str, list[Any]] = {
        "events": [an_event(launch, SECRET, **draft)],
        "publications": [a_publication(launch, SECRET, **draft)],
        "releases": a_release(launch, SECRET, **draft, version={"issued_at": None}),
    }
    rows = kinds[inside]
    await save(house, launch, *rows)
    editor: Any = await office(Role.EDITOR, house)
    editor.house = house
    return editor, f"/office/{inside}/{rows[0].slug}"
