"""An event that is given a day is looked over as it takes place on that day, and its receipt tells what happened."""

from datetime import date
from typing import Any

import httpx2
import pytest

from events.accounts.models import Role
from events.people.models import Organisation
from events.programme.occasions import Status
from events.storage import Store
from tests.factories import a_launch, a_release, an_event
from tests.organisers import Office, act
from tests.press.signing import Stage
from tests.sites import said
from tests.stores import Save

QUEUE = "/office/events/the-long-queue"
SAYS = "The Long Queue will be launched on Thursday 10 December 2026 at 18.30."
GIVEN: dict[str, tuple[Status, str]] = {
    "cancelled and restored": (Status.CANCELLED, "restoration"),
    "postponed and restored": (Status.POSTPONED, "restoration"),
    "tentative and confirmed": (Status.TENTATIVE, "confirmation"),
    "moved": (Status.CONFIRMED, "postponement"),
}


async def _at(save: Save, house: Organisation, day: int, says: str = SAYS, **facts: Any) -> None:
    launch = a_launch(house, title="The Long Queue")
    event = an_event(launch, "The Long Queue", day=date(2026, 12, day), **facts)
    language = {"language": "de"} if "Dezember" in says else {}
    await save(launch, event, *a_release(launch, "What it says", version={"body": says}, **language))


async def _receipt(editor: httpx2.AsyncClient, place: str) -> str:
    return said((await editor.get(place)).text).partition("What became of it")[2]


@pytest.mark.parametrize("how", GIVEN)
async def test_on_another_day_than_a_release_gives_is_asked_about_and_said_on_the_receipt(
    how: str, editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    status, part = GIVEN[how]
    await _at(save, house, 10, status=status)
    opened = await editor.get(f"{QUEUE}/{part}")

    asked = await editor.post(f"{QUEUE}/{part}", data={"revision": "1", "day": "12 December 2026"})
    done = await act(editor, f"{QUEUE}/{part}", day="12 December 2026")

    told = f"says: “{SAYS}” (Thursday 10 December 2026). As entered, “The Long Queue” is on Saturday 12 December 2026."
    assert "goes on saying, until you correct it" in said(opened.text)
    assert (asked.status_code, told in said(asked.text), done.status_code) == (422, True, 303)
    receipt = await _receipt(editor, QUEUE)
    assert f"The release “What it says” {told} Went out unmended" in receipt
    assert ("If you give another day" in receipt, receipt.count(SAYS)) == (False, 1)


@pytest.mark.parametrize("how", GIVEN)
async def test_on_the_day_and_at_the_hour_that_a_release_gives_there_is_nothing_to_say_of_it(
    how: str, editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    status, part = GIVEN[how]
    await _at(save, house, 17, status=status)

    done = await act(editor, f"{QUEUE}/{part}", day="10 December 2026", starts="18.30", ends="20.00")

    assert done.status_code == 303
    receipt = await _receipt(editor, QUEUE)
    assert "It takes place on Thursday 10 December 2026, 18.30 to 20.00" in receipt
    assert ("As entered" in receipt, SAYS in receipt) == (False, False)


@pytest.mark.parametrize("how", GIVEN)
async def test_a_release_that_nobody_can_read_over_goes_on_giving_the_day_before(
    how: str, editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    status, part = GIVEN[how]
    await _at(save, house, 10, "Kommen Sie am 10. Dezember 2026.", status=status)

    await act(editor, f"{QUEUE}/{part}", day="12 December 2026")

    receipt = await _receipt(editor, QUEUE)
    stays = "The release “What it says” goes on saying, until you correct it: “Kommen Sie am 10. Dezember 2026.”"
    assert (stays in receipt, "If you give" in receipt) == (True, False)


async def test_a_listing_that_was_approved_for_another_day_is_found_where_an_event_is_restored_to_a_new_one(
    office: Office, store: Store, save: Save
):
    stage = Stage(store)
    await save(*stage.rows)
    await stage.approved(stage.listing)
    editor, place = await office(Role.EDITOR, stage.lead), f"/office/events/{stage.event.slug}"
    await act(editor, f"{place}/cancellation", note="A strike.")
    found = "Ruth Adeyemi answered about the listing before the words were changed."

    as_it_stands = said((await editor.get(f"{place}/restoration")).text)
    asked = await editor.post(f"{place}/restoration", data={"revision": "2", "day": "18 December 2026"})

    assert (found in as_it_stands, asked.status_code, found in said(asked.text)) == (False, 422, True)


async def test_what_was_typed_and_refused_is_beside_the_event_as_it_stands(
    editor: httpx2.AsyncClient, save: Save, house: Organisation, client: httpx2.AsyncClient
):
    await _at(save, house, 10, status=Status.CANCELLED)

    asked = await editor.post(f"{QUEUE}/restoration", data={"revision": "1", "day": "12 December 2026"})

    assert "10 December 2026 as it stands" in said(asked.text)
    assert "Cancelled" in said((await client.get("/events/the-long-queue")).text)
