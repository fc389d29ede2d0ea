"""The page of an event that was moved says when it was to be, to everybody who could read that."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from events.accounts.models import Role
from events.programme.occasions import Access
from tests.factories import a_host, an_embargo, an_event
from tests.organisers import Office, act, sends
from tests.sites import Clock, said
from tests.stores import NOW, Save

EVENT = "/office/events/the-waiting-room"
PUBLIC = "/events/the-waiting-room"
WAS = "Moved It was to be on Thursday 17 December 2026, 18.30 to 20.00 GMT (UTC+0)."


async def _revise(editor: httpx2.AsyncClient, **typed: str) -> None:
    revised = await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | typed)
    assert revised.status_code == 303, said(revised.text)


@pytest.mark.parametrize(
    ("part", "typed", "says"),
    [
        ("postponement", {"day": "21 January 2027", "note": "The hall is flooded."}, WAS),
        ("", {"day": "18 December 2026"}, WAS),
        ("", {"starts": "19.00"}, WAS),
        ("", {"zone": "Europe/Paris"}, WAS),
        ("", {"title": "Another title", "ends": "20.30"}, None),
        ("save-the-date", {}, None),
    ],
    ids=["postponed", "another day", "another hour", "another zone", "another end", "no hour any more"],
)
async def test_whoever_comes_to_its_page_reads_from_when_an_event_was_moved(
    part: str, typed: dict[str, str], says: str | None, editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    if part:
        await act(editor, f"{EVENT}/{part}", **typed)
    else:
        await _revise(editor, **typed)

    page = said((await client.get(PUBLIC)).text)

    assert says in page if says else "It was to be" not in page


async def test_of_several_moves_the_last_is_told_and_one_that_is_taken_back_was_none(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await _revise(editor, day="18 December 2026")
    await _revise(editor, day="21 December 2026")
    twice = said((await client.get(PUBLIC)).text)
    await _revise(editor, day="18 December 2026")

    assert "It was to be on Friday 18 December 2026" in twice
    assert "It was to be" not in said((await client.get(PUBLIC)).text)


async def test_once_it_is_over_or_off_only_that_is_told(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, clock: Clock
):
    await _revise(editor, day="18 December 2026")
    await act(editor, f"{EVENT}/cancellation", note="Ill.")
    off = said((await client.get(PUBLIC)).text)
    await act(editor, f"{EVENT}/restoration")
    on = said((await client.get(PUBLIC)).text)
    clock.now += timedelta(days=60)

    assert ["Moved It was to be" in each for each in (off, on)] == [False, True]
    assert "Moved It was to be" not in said((await client.get(PUBLIC)).text)


@pytest.mark.parametrize("how", ["a draft", "under embargo", "private"])
async def test_what_nobody_could_read_is_told_to_nobody(
    how: str, office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, launch = a_host()
    embargo = an_embargo(NOW + timedelta(hours=1))
    states: dict[str, dict[str, Any]] = {
        "a draft": {"published_at": None},
        "under embargo": {"embargo_id": embargo.id},
        "private": {"access": Access.PRIVATE},
    }
    await save(house, embargo, launch, an_event(launch, **states[how]))
    editor = await office(Role.EDITOR, house)

    await _revise(editor, day="18 December 2026")
    if how == "a draft":
        await act(editor, f"{EVENT}/publication")
    if how == "private":
        await act(editor, f"{EVENT}/withdrawal", note="Open now.")
        await _revise(editor, access="public")
        await act(editor, f"{EVENT}/publication")
    clock.now += timedelta(hours=1)

    page = await client.get(PUBLIC)
    assert (page.status_code, "Friday 18 December 2026" in said(page.text)) == (200, True)
    assert "It was to be" not in said(page.text)


async def test_what_is_moved_out_of_sight_after_it_was_public_is_told_once_it_is_back(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await act(editor, f"{EVENT}/withdrawal", note="The hall is flooded.")
    await _revise(editor, day="18 December 2026")
    gone = await client.get(PUBLIC)
    await act(editor, f"{EVENT}/publication")

    assert (gone.status_code, "It was to be" in gone.text) == (410, False)
    assert WAS in said((await client.get(PUBLIC)).text)


async def test_what_is_moved_out_of_sight_twice_tells_nothing_of_the_day_between(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await act(editor, f"{EVENT}/withdrawal", note="The hall is flooded.")
    await _revise(editor, day="18 December 2026")
    await _revise(editor, day="21 December 2026")
    await act(editor, f"{EVENT}/publication")

    page = said((await client.get(PUBLIC)).text)
    assert WAS in page
    assert "18 December" not in page


async def test_an_hour_that_was_told_out_of_sight_alone_is_told_to_nobody(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await act(editor, f"{EVENT}/save-the-date")
    await act(editor, f"{EVENT}/withdrawal", note="The hall is flooded.")
    await _revise(editor, starts="17.00")
    await _revise(editor, starts="19.00")
    await act(editor, f"{EVENT}/publication")

    page = said((await client.get(PUBLIC)).text)
    assert "19.00" in page
    assert "17.00" not in page


async def test_an_hour_that_is_left_open_and_told_again_as_it_was_moved_nothing(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await _revise(editor, starts="19.00")
    moved = said((await client.get(PUBLIC)).text)
    await act(editor, f"{EVENT}/save-the-date")
    await _revise(editor, starts="18.30", ends="20.00")

    assert [WAS in each for each in (moved, said((await client.get(PUBLIC)).text))] == [True, False]
