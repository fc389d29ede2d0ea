"""The hours of a running order go along with those of its event, and are read only where those are."""

from datetime import date, time
from typing import Any

import httpx2
import pytest
from bs4 import BeautifulSoup

from events.accounts.models import Role
from events.people.models import Organisation
from events.programme.occasions import ProgrammeItem, SpeakerState
from tests.factories import a_host, a_person, a_speaker, an_event
from tests.organisers import Office, act, hidden, sends, standing
from tests.sites import said
from tests.stores import Save

EVENT = "/office/events/the-waiting-room"
PUBLIC = "/events/the-waiting-room"
LATER = {"day": "14 January 2027", "starts": "20.30", "ends": "22.00", "note": "The hall is flooded."}


@pytest.fixture
async def house(save: Save) -> Organisation:
    house, launch = a_host()
    event = an_event(launch)
    items = [
        ProgrammeItem(event_id=event.id, position=1, title="Welcome", starts=time(18, 30)),
        ProgrammeItem(event_id=event.id, position=2, title="Questions", starts=time(19, 30)),
    ]
    await save(house, launch, event, *items)
    return house


async def _public(client: httpx2.AsyncClient) -> str:
    return said((await client.get(PUBLIC)).text)


async def _receipt(editor: httpx2.AsyncClient) -> str:
    return said((await editor.get(EVENT)).text).partition("What became of it")[2]


async def test_the_running_order_goes_along_where_an_event_is_postponed_to_other_hours(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    offered = said((await editor.get(f"{EVENT}/postponement")).text)
    done = await act(editor, f"{EVENT}/postponement", **LATER)

    assert "Its running order" in offered
    assert "18.30 Welcome to 19.30 Questions as it stands" in offered
    assert done.status_code == 303
    assert "20.30 Welcome 21.30 Questions" in await _public(client)
    assert "The running order went along: 20.30 Welcome to 21.30 Questions" in await _receipt(editor)


async def test_a_running_order_that_stays_at_its_old_hours_is_asked_about_and_said_on_the_receipt(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    form = sends((await editor.get(f"{EVENT}/postponement")).text) | LATER | {"order": "stays"}
    asked = await editor.post(f"{EVENT}/postponement", data=form)
    between = await _public(client)
    done = await editor.post(f"{EVENT}/postponement", data=form | {"seen": hidden(asked.text, "seen")})

    odd = "“18.30 Welcome” begins before the event begins, at 20.30"
    assert (asked.status_code, odd in said(asked.text)) == (422, True)
    assert "18.30 as it stands" in said(asked.text)
    assert "20.30 to 22.00" not in between
    assert done.status_code == 303
    assert "20.30 to 22.00" in await _public(client)
    assert "The running order stayed as it was: 18.30 Welcome to 19.30 Questions. In it, “Welcome” begins before" in (
        await _receipt(editor)
    )


async def test_a_postponement_to_a_new_date_asks_what_publishing_asks_and_one_without_asks_nothing(
    office: Office, save: Save
):
    house, launch = a_host()
    event, ruth = an_event(launch), a_person()
    await save(house, launch, event, ruth)
    await save(a_speaker(event, ruth, state=SpeakerState.INVITED, shown_while_invited=True))
    editor = await office(Role.EDITOR, house)
    form = sends((await editor.get(f"{EVENT}/postponement")).text) | {"note": "The hall is flooded."}

    asked = await editor.post(f"{EVENT}/postponement", data=form | {"day": "14 January 2027"})
    without = await editor.post(f"{EVENT}/postponement", data=form)

    assert asked.status_code == 422
    assert "Ruth Adeyemi has not confirmed for “The Waiting Room”" in said(asked.text)
    assert "Look at what we found, then decide." in said(asked.text)
    assert 'href="#reason"' not in asked.text  # the field was not on the page yet
    assert 'name="reason"' in asked.text
    assert without.status_code == 303


async def test_the_running_order_of_several_days_goes_along_with_its_days(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    event = an_event(launch, last_day=date(2026, 12, 18), ends=time(13))
    await save(house, launch, event)
    second = ProgrammeItem(
        event_id=event.id, position=1, title="Second morning", day=date(2026, 12, 18), starts=time(9)
    )
    await save(second)

    editor = await office(Role.EDITOR, house)
    await act(editor, f"{EVENT}/postponement", day="14 January 2027", note="The hall is flooded.")

    assert "Friday 15 January 2027 09.00 Second morning" in await _public(client)


async def test_the_running_order_goes_along_from_the_hour_that_a_save_the_date_had(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await act(editor, f"{EVENT}/save-the-date")
    await act(editor, f"{EVENT}/confirmation", starts="17.30", ends="19.00")

    assert "17.30 Welcome 18.30 Questions" in await _public(client)


async def test_nobody_reads_the_hours_of_a_running_order_while_the_event_has_none(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    told = "Nobody reads the hours of the running order either, until the event has its hour"
    before = said((await editor.get(f"{EVENT}/save-the-date")).text)
    await act(editor, f"{EVENT}/save-the-date")
    addresses = (PUBLIC, f"{PUBLIC}.ics", "/events.ics", "/events")
    read = [(await client.get(each)).text for each in addresses]

    assert told in before
    assert "Welcome" in read[0]
    assert [each for each in read if "18.30" in each or "18:30" in each or "1830" in each] == []
    assert "The hours show once the event has its own." in said((await editor.get(f"{EVENT}/programme")).text)


async def test_hours_without_a_day_are_refused_at_the_day_and_stay_where_they_were_typed(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    refused = await act(editor, f"{EVENT}/postponement", starts="20.30", ends="22.00", note="The hall is flooded.")

    assert refused.status_code == 422
    assert "Give its day, or leave the hours empty." in said(refused.text)
    assert 'href="#day"' in refused.text
    assert (standing(refused.text, "starts"), standing(refused.text, "ends")) == ("20.30", "22.00")
    assert "Postponed" not in await _public(client)


NIGHTS = {
    "to a night": ({}, {"starts": "23.00", "ends": "01.00"}, "Thursday 14 to Friday 15 January 2027, 23.00 to 01.00"),
    "a night": (
        {"starts": time(22), "ends": time(2), "last_day": date(2026, 12, 18)},
        {},
        "Thursday 14 to Friday 15 January 2027, 22.00 to 02.00",
    ),
    "to an evening": (
        {"starts": time(22), "ends": time(2), "last_day": date(2026, 12, 18)},
        {"starts": "20.00", "ends": "23.30"},
        "Thursday 14 January 2027, 20.00 to 23.30",
    ),
}


@pytest.mark.parametrize(("was", "hours", "told"), NIGHTS.values(), ids=NIGHTS)
async def test_what_is_moved_to_hours_that_go_past_midnight_ends_on_the_day_after(
    was: dict[str, Any], hours: dict[str, str], told: str, office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    await save(house, launch, an_event(launch, **was))
    editor = await office(Role.EDITOR, house)

    done = await act(editor, f"{EVENT}/postponement", day="14 January 2027", note="The hall is flooded.", **hours)

    assert done.status_code == 303
    assert told in await _receipt(editor)


async def test_an_hour_that_the_clocks_leave_out_is_asked_about_and_the_page_names_each_zone_that_holds(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    event = an_event(launch, starts=time(0, 30), ends=time(3))
    items = [(time(0, 30), "Welcome"), (time(1, 30), "Talk"), (time(2, 30), "Questions")]
    rows = [
        ProgrammeItem(event_id=event.id, position=position, title=title, starts=starts)
        for position, (starts, title) in enumerate(items)
    ]
    await save(house, launch, event, *rows)
    editor, moved = await office(Role.EDITOR, house), {"day": "28 March 2027", "note": "The hall is flooded."}
    assert "All times GMT (UTC+0) 00.30" in await _public(client)

    form = sends((await editor.get(f"{EVENT}/postponement")).text) | moved
    asked = await editor.post(f"{EVENT}/postponement", data=form)
    done = await act(editor, f"{EVENT}/postponement", **moved)

    odd = "“01.30 Talk” is at an hour that the clocks leave out on Sunday 28 March 2027"
    assert (asked.status_code, odd in said(asked.text)) == (422, True)
    assert done.status_code == 303
    assert "All times GMT (UTC+0), then BST (UTC+1) 00.30" in await _public(client)
    assert "leave out" in await _receipt(editor)
    assert odd.partition("” ")[2].capitalize()[:20] in said((await editor.get(f"{EVENT}/programme")).text)


async def test_hours_that_are_all_in_summer_time_are_not_said_to_be_in_that_in_which_the_event_begins(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    event = an_event(launch, day=date(2027, 3, 28), starts=time(0, 30), ends=time(5))
    talk = ProgrammeItem(event_id=event.id, position=1, title="Talk", starts=time(2, 30))
    await save(house, launch, event, talk)

    assert "All times BST (UTC+1) 02.30 Talk" in await _public(client)


async def test_the_running_order_goes_along_where_other_hours_are_saved_in_the_form_of_an_event(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    page = await editor.get(EVENT)
    choice = BeautifulSoup(page.text, "html.parser").select("select[name=order] option")
    hours = {"day": "14 January 2027", "starts": "10.00", "ends": "12.00", "order": str(choice[0]["value"])}
    done = await editor.post(EVENT, data=sends(page.text) | hours)

    assert "18.30 Welcome to 19.30 Questions as it stands" in said(page.text)
    assert [each["value"] for each in choice] == ["along", "stays"]
    assert done.status_code == 303
    assert "10.00 Welcome 11.00 Questions" in await _public(client)
    assert "In the running order" not in said((await editor.get(EVENT)).text)


async def test_of_a_running_order_that_stays_behind_the_form_of_the_event_says_so_and_leads_there(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    form = sends((await editor.get(EVENT)).text)
    done = await editor.post(EVENT, data=form | {"starts": "10.00", "ends": "12.00", "order": "stays"})
    shown = await editor.get(done.headers["location"])

    odd = "In the running order, “Welcome” begins after the event ends, at 12.00; and 1 more Look at the running order"
    assert odd in said(shown.text)
    assert f'<a href="{EVENT}/programme">Look at the running order</a>' in shown.text
    assert "18.30 Welcome 19.30 Questions" in await _public(client)


async def test_the_running_order_stays_where_the_form_of_an_event_changes_neither_its_day_nor_its_start(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"ends": "21.00", "order": "along"})

    assert "18.30 Welcome 19.30 Questions" in await _public(client)


async def test_the_running_order_goes_along_from_the_hour_before_where_the_form_gives_a_save_the_date_its_hour(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await act(editor, f"{EVENT}/save-the-date")
    hours = {"starts": "17.30", "ends": "19.00", "order": "along"}
    await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | hours)

    assert "17.30 Welcome 18.30 Questions" in await _public(client)
