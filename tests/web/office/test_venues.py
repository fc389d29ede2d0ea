"""Venues in the office: told of once, shown wherever an event is there, made one where there were two."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import httpx2
import pytest
from sqlalchemy import make_url

from events.accounts.models import Role
from events.people.models import Organisation
from events.programme.occasions import Venue
from events.storage import one_hop
from tests.factories import a_host, a_launch, an_embargo, an_event, an_organisation
from tests.organisers import ON_ONE, Office, hidden
from tests.sites import said
from tests.stores import NOW, Save

PUBLIC = "/events/the-waiting-room"


async def in_hall(editor: httpx2.AsyncClient) -> str:
    """The event is at Tidewater Hall, by its form; the address of that venue."""
    path = "/office/events/the-waiting-room"
    page = (await editor.get(path)).text
    form = {name: re.findall(rf'id="{name}"[^>]*? value="([^"]*)"', page)[0] for name in ("title", "day", "zone")}
    form |= {"revision": hidden(page, "revision"), "starts": "18.30", "venue": "Tidewater Hall, 12 Quay Street"}
    assert (await editor.post(path, data=form)).status_code == 303
    found = re.search(r"/office/venues/[0-9a-f-]{36}", (await editor.get(path)).text)
    assert found is not None
    return found[0]


async def test_what_is_told_of_a_venue_reaches_the_page_and_the_entry_of_its_events(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    venue = await in_hall(editor)
    page = (await editor.get(venue)).text
    facts = {
        "revision": hidden(page, "revision"),
        "name": "Tidewater Rooms",
        "address": "12 Quay Street",
        "place": "Bristol",
        "country": "GB",
        "accessibility": "Step-free from the quay.",
        "position": "51.4490 N, -2.5960",
    }
    wrong = await editor.post(venue, data=facts | {"position": "91, 200", "country": "XX", "name": ""})
    saved = await editor.post(venue, data=facts | {"position": "51.4490, -2.5960"})
    late = await editor.post(venue, data=facts | {"position": ""})

    assert {"#position", "#country", "#name"} == set(re.findall(r'<li><a href="(#\w+)"', wrong.text))
    assert (saved.status_code, late.status_code) == (303, 409)
    assert "1 event" in said(page)
    place = "Tidewater Rooms, 12 Quay Street, Bristol, United Kingdom"
    assert place in said((await client.get(PUBLIC)).text)
    entry = (await client.get(f"{PUBLIC}.ics")).text.replace("\r\n ", "")
    assert f"LOCATION:{place}\r\n" in entry.replace("\\", "")
    assert "GEO:51.449;-2.596" in entry


async def test_two_venues_become_one_and_their_events_follow(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, house: Organisation, office: Office
):
    old = await in_hall(editor)
    other = Venue(name="The Tidewater", place="Bristol", kept_by_id=house.id)
    await save(other)
    form = {"revision": hidden((await editor.get(f"{old}/merging")).text, "revision")}

    nowhere = await editor.post(f"{old}/merging", data=form | {"into": "not a venue"})
    done = await editor.post(f"{old}/merging", data=form | {"into": str(other.id)})

    assert (nowhere.status_code, done.status_code) == (422, 303)
    moved = await editor.get(old)
    assert (moved.status_code, moved.headers["location"]) == (301, f"/office/venues/{other.id}")
    assert (await editor.post(old, data={"name": "Tidewater Hall"})).status_code == 404  # not said of the other
    assert (await (await office(Role.EDITOR)).get(old)).status_code == 404
    receipt = said((await editor.get(moved.headers["location"])).text)
    for told in ("Merged The Tidewater", f"“The Waiting Room” is there, {PUBLIC}", "Taken over", f"{old} leads to"):
        assert told in receipt
    assert "Out of reach" in receipt
    assert "The Tidewater, 12 Quay Street, Bristol" in said((await client.get(PUBLIC)).text)


async def test_who_met_somewhere_reads_what_is_told_of_it_and_only_its_keeper_revises_it(
    editor: httpx2.AsyncClient, office: Office, save: Save
):
    theirs = Venue(name="Merrow House")
    await save(theirs)

    unknown = await editor.get(f"/office/venues/{theirs.id}")
    stranger = await office(Role.OWNER)
    hall = await in_hall(editor)

    assert unknown.status_code == 404
    assert (await stranger.get(hall)).status_code == 404
    assert (await stranger.post(hall, data={"name": "Mine", "revision": "1"})).status_code == 404


async def test_who_met_there_too_reads_on_the_receipt_of_a_merger_what_everybody_may_see(office: Office, save: Save):
    """The venue is one for all; what an organisation has in the drawer is its own."""
    (house, launch), other = a_host(), an_organisation("Merrow Trust")
    old, hall = (Venue(name=name, kept_by_id=house.id) for name in ("Tidewater Hall", "Quay Hall"))
    embargo, their_launch = an_embargo(NOW + timedelta(days=1)), a_launch(other)
    events = {
        "Out already": an_event(launch, "Out already", venue_id=old.id),
        "Still a draft": an_event(launch, "Still a draft", venue_id=old.id, published_at=None),
        "Under embargo": an_event(launch, "Under embargo", venue_id=old.id, embargo_id=embargo.id),
    }
    theirs = an_event(their_launch, "Elsewhere", venue_id=hall.id)
    await save(house, other, launch, their_launch, old, hall, embargo, *events.values(), theirs)
    editor = await office(Role.EDITOR, house)
    form = {"revision": hidden((await editor.get(f"/office/venues/{old.id}/merging")).text, "revision")}
    assert (await editor.post(f"/office/venues/{old.id}/merging", data=form | {"into": str(hall.id)})).is_redirect

    read = said((await (await office(Role.VIEWER, other)).get(f"/office/venues/{hall.id}")).text)

    assert [title for title in events if title in read] == ["Out already"]
    assert "2 events that not everybody sees" in read


@ON_ONE
async def test_who_waits_too_long_for_another_program_is_asked_to_send_it_again(
    editor: httpx2.AsyncClient, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_hop, "_PATIENCE", 0.1)
    form = {"name": "Harbour Hall", "once": hidden((await editor.get("/office/venues/new")).text, "once")}
    with closing(sqlite3.connect(str(make_url(database_url).database), isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        refused = await editor.post("/office/venues/new", data=form)
    assert refused.status_code == 503
    assert "Nothing was saved yet." in said(refused.text)
    assert (await editor.post("/office/venues/new", data=form)).status_code == 303
