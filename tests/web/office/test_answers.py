"""Who was asked to speak and agrees: several are confirmed in one action, and each in the log as if alone."""

from datetime import date

import httpx2
import pytest
from bs4 import BeautifulSoup

from events.accounts.models import Role
from events.people.models import Organisation
from tests.factories import a_host, a_person, a_speaker, an_event
from tests.organisers import ON_ONE, Office
from tests.sites import said
from tests.stores import Save

PANEL = "/office/events/the-waiting-room/speakers"
PUBLIC = "/events/the-waiting-room"
ASKED = ("Ruth Adeyemi", "Ida Moss", "Kit Hale")


@pytest.fixture
async def house(save: Save) -> Organisation:
    """With a public event to whose panel three people are asked, and a place is to be announced."""
    house, launch = a_host()
    event = an_event(launch)
    people = [a_person(name, kept_by_id=house.id) for name in ASKED]
    asked = [a_speaker(event, each, position=n, state="invited") for n, each in enumerate(people)]
    await save(house, launch, event, *people, *asked, a_speaker(event, None, position=9, state="invited"))
    return house


async def test_those_who_are_ticked_are_confirmed_at_once(editor: httpx2.AsyncClient, client: httpx2.AsyncClient):
    ticks = await _ticks(editor)
    assert list(ticks) == [*ASKED]

    done = await editor.post(f"{PANEL}/answers", data={"agreed": [ticks["Ruth Adeyemi"], ticks["Kit Hale"]]})

    assert done.status_code == 303
    event = (await client.get(PUBLIC)).text
    assert [each for each in ASKED if each in event] == ["Ruth Adeyemi", "Kit Hale"]
    assert await _ticks(editor) == {}, "for one there is a button beside the name"


async def test_all_who_are_listed_are_confirmed_by_one_button_and_each_stands_in_the_log(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    button = BeautifulSoup((await editor.get(PANEL)).text, "html.parser").select_one("button[name=all]")
    assert button is not None
    assert button.get_text() == "Confirm all 3"

    await editor.post(f"{PANEL}/answers", data={"all": str(button["value"])})

    event, log = (await client.get(PUBLIC)).text, said((await editor.get("/office/log")).text)
    assert [each for each in ASKED if each in event] == [*ASKED]
    assert log.count("invited confirmed") == 3


@ON_ONE
async def test_nobody_is_confirmed_where_one_of_them_has_lost_the_place_meanwhile(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    ticks = await _ticks(editor)
    place = f"{PANEL}/{ticks['Ida Moss'].partition('.')[0]}"
    await editor.post(f"{place}/answer", data={"state": "confirmed"})

    late = await editor.post(f"{PANEL}/answers", data={"agreed": [*ticks.values()]})

    assert late.status_code == 422
    assert "Nobody was confirmed yet Somebody changed this panel since you opened the page." in said(late.text)
    event = (await client.get(PUBLIC)).text
    assert [each for each in ASKED if each in event] == ["Ida Moss"]


@ON_ONE
async def test_without_a_tick_it_is_asked_who_has_agreed(editor: httpx2.AsyncClient):
    answer = await editor.post(f"{PANEL}/answers", data={})

    assert answer.status_code == 422
    assert 'href="#agreed"' in answer.text
    assert "Tick who has agreed." in said(answer.text)


@ON_ONE
async def test_the_first_page_leads_to_where_several_are_confirmed(office: Office, save: Save):
    house, launch = a_host()
    soon = an_event(launch, day=date(2026, 11, 5))
    people = [a_person(name, kept_by_id=house.id) for name in ASKED]
    await save(house, launch, soon, *people, *(a_speaker(soon, each, state="invited") for each in people))
    editor = await office(Role.EDITOR, house)

    page = (await editor.get("/office")).text

    assert f'href="{PANEL}#agreed"' in page
    assert 'id="agreed"' in (await editor.get(PANEL)).text


async def _ticks(editor: httpx2.AsyncClient) -> dict[str, str]:
    """Who can be ticked on the page of the panel, and what is then sent."""
    boxes = BeautifulSoup((await editor.get(PANEL)).text, "html.parser").select("input[name=agreed]")
    return {each.parent.get_text().strip(): str(each["value"]) for each in boxes if each.parent}
