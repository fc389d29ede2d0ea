"""The facts of an event beside its day, its running order, and the ways in for each audience."""

import re
from datetime import date

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from events.accounts.models import Role
from events.programme.models import Host, HostRole, Launch
from events.programme.occasions import Audience, JoiningLink
from events.storage import Store
from tests.factories import a_host, a_publication, an_event, an_organisation
from tests.organisers import Office, hidden, sends, standing
from tests.sites import Clock, said
from tests.stores import Save

EVENT = "/office/events/the-waiting-room"
PUBLIC = "/events/the-waiting-room"
SECRET = "https://meet.example/secret-room"


@pytest.fixture
async def launch(save: Save) -> Launch:
    house, launch = a_host()
    await save(house, launch, an_event(launch, attendance="in the room and online"))
    launch.lead = house
    return launch


@pytest.fixture
async def editor(office: Office, launch: Launch) -> httpx2.AsyncClient:
    return await office(Role.EDITOR, launch.lead)


async def shows(client: httpx2.AsyncClient, address: str) -> bool:
    """Whether the way in stands anywhere in an answer, on lines as calendars unfold them."""
    return SECRET in (await client.get(address)).text.replace("\r\n ", "")


async def facts(editor: httpx2.AsyncClient) -> dict[str, str]:
    """The form of the event as it stands."""
    page = (await editor.get(EVENT)).text
    return {name: standing(page, name) for name in ("title", "day", "starts", "ends", "zone")} | {
        "revision": hidden(page, "revision")
    }


TRAILS = {
    "": "Event",
    "speakers": "Event/Panel",
    "programme": "Event/Running order",
    "files": "Event/Files",
    "cancellation": "Event/Cancel the event",
    "clone": "Event/Another event like it",
}


@pytest.mark.parametrize("part", TRAILS)
async def test_the_way_to_a_page_of_an_event_names_its_launch_once_though_both_are_called_the_same(
    part: str, editor: httpx2.AsyncClient
):
    page = BeautifulSoup((await editor.get(f"{EVENT}/{part}".rstrip("/"))).text, "html.parser")

    [trail] = page.select("nav.crumbs")
    assert [each.strip() for each in trail.get_text().split(" / ")] == [
        "Launches",
        "The Waiting Room",
        *TRAILS[part].split("/"),
    ]
    assert len(trail.select("a")) == len(trail.get_text().split(" / ")) - 1


async def test_every_fact_of_the_form_reaches_the_public_page(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, launch: Launch
):
    report = a_publication(launch, "The cost of delay")
    await save(report)
    more = {
        "language": "cy",
        "room_capacity": "1,200",
        "online_capacity": "500",
        "topics": "Courts and justice, Local government; courts and justice",
        "launched": str(report.id),
        "doors": "18.00",
        "hashtag": "WaitingRoom",
    }

    saved = await editor.post(EVENT, data=await facts(editor) | more)

    assert saved.status_code == 303
    page = said((await client.get(PUBLIC)).text)
    for each in ("Welsh", "1200 in the room", "500 online", "Courts and justice, Local government", "#WaitingRoom"):
        assert each in page
    assert "The cost of delay" in page
    mistaken = await editor.post(EVENT, data=await facts(editor) | {"room_capacity": "many", "language": "Martian"})
    assert {"#room_capacity", "#language"} == set(re.findall(r'<li><a href="(#\w+)"', mistaken.text))


async def test_a_new_event_is_where_the_last_one_was(editor: httpx2.AsyncClient, save: Save, launch: Launch):
    new = f"/office/launches/{launch.id}/events/new"
    assert standing((await editor.get(new)).text, "zone") == "Europe/London"

    await save(an_event(launch, "In Lagos", zone="Africa/Lagos", day=date(2027, 12, 17)))

    assert standing((await editor.get(new)).text, "zone") == "Africa/Lagos"


async def test_the_running_order_is_pasted_put_in_order_revised_and_shortened(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    path = f"{EVENT}/programme"
    await editor.post(path, data={"lines": "19.00 Questions\n18.30 Welcome\n20.00 Drinks"})
    await editor.post(f"{path}/order", data={})
    page = (await editor.get(path)).text
    items = re.findall(rf"({path}/[0-9a-f-]{{36}})\"", page)
    form = (await editor.get(items[2])).text
    revised = {"title": "Tea", "starts": "8pm", "revision": hidden(form, "revision")}

    await editor.post(items[2], data=revised)
    late = await editor.post(items[2], data=revised | {"title": "Wine"})
    await editor.post(f"{items[1]}/removal")
    await editor.post(f"{items[2]}/place", data={"to": "up"})

    assert late.status_code == 409
    public = said((await client.get(PUBLIC)).text)
    assert "Questions" not in public
    assert public.index("20.00 Tea") < public.index("18.30 Welcome")
    wrong = await editor.post(path, data={"lines": "25.10 Never"})
    assert (wrong.status_code, 'href="#lines"' in wrong.text) == (422, True)


async def test_an_item_before_the_one_above_it_or_outside_the_hours_of_its_event_is_remarked_on_and_saved(
    editor: httpx2.AsyncClient, launch: Launch
):
    path, review = f"{EVENT}/programme", f"/office/launches/{launch.id}/publication"
    right = await editor.post(path, data={"lines": "18.30 Welcome\nA song\n19.00 Panel\n20.00 Close"})
    silent = [said((await editor.get(each)).text) for each in (path, review)]

    await editor.post(path, data={"lines": "17.15 Questions\n19.30 Reading\n19.20 Answers\n21.00 Drinks"})

    page = said((await editor.get(path)).text)
    found = (await editor.get(review)).text
    assert right.status_code == 303
    assert not any("Begins" in each or "In the running order" in each for each in silent)
    assert "17.15 Questions Begins before the event begins, at 18.30" in page
    assert "19.30 Reading Begins before what stands above it" in page
    assert "19.20 Answers Begins before what stands above it" in page
    assert "21.00 Drinks Begins after the event ends, at 20.00" in page
    assert page.count("Begins ") == 4
    assert (
        "In the running order of “The Waiting Room”, “17.15 Questions” begins before the event begins, at 18.30; "
        "“19.30 Reading” begins before what stands above it; “19.20 Answers” begins before "
        "what stands above it; “21.00 Drinks” begins after the event ends, at 20.00."
    ) in said(found)
    for place in re.findall(rf'href="({path}/[0-9a-f-]+)"', found):
        assert (await editor.get(place)).status_code == 200
    assert len(re.findall(rf'href="({path}/[0-9a-f-]+)"', found)) == 4


@pytest.mark.parametrize("audience", [Audience.ONLINE, Audience.ATTENDEE, Audience.SPEAKER])
async def test_a_way_in_for_some_is_on_no_public_surface(
    audience: Audience, editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(f"{EVENT}/joining", data={"audience": audience, "url": SECRET})

    assert SECRET in (await editor.get(f"{EVENT}/joining")).text
    for address in (PUBLIC, f"{PUBLIC}.ics", "/events.ics", "/events"):
        assert not await shows(client, address)


async def test_a_way_in_for_everybody_is_shown_from_its_moment_on(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, clock: Clock
):
    when = {"day": "16 December 2026", "hour": "noon"}
    await editor.post(f"{EVENT}/joining", data={"audience": "public", "url": SECRET} | when)
    early = [await shows(client, each) for each in (PUBLIC, f"{PUBLIC}.ics")]
    clock.now = clock.now.replace(month=12, day=16, hour=12, minute=0)
    late = [await shows(client, each) for each in (PUBLIC, f"{PUBLIC}.ics")]

    assert (early, late) == ([False, False], [True, True])


async def test_the_page_of_the_ways_in_says_where_each_of_them_shows(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"attendance": "in the room"})
    await editor.post(f"{EVENT}/joining", data={"audience": "public", "url": SECRET})
    everybody = said((await editor.get(f"{EVENT}/joining")).text)
    await editor.post(f"{EVENT}/joining", data={"audience": "online attendee", "url": SECRET})
    some = said((await editor.get(f"{EVENT}/joining")).text)

    assert "A way in for everybody shows on the public page and in calendars all the same" in everybody
    assert [await shows(client, each) for each in (PUBLIC, f"{PUBLIC}.ics")] == [True, True]
    assert "For everybody, shown now" in everybody
    assert "For whoever takes part online, shown to them now, not on the public page" in some


async def test_a_way_in_needs_an_address_and_a_whole_moment(editor: httpx2.AsyncClient, store: Store):
    nowhere = await editor.post(f"{EVENT}/joining", data={"audience": "public", "url": "javascript:alert(1)"})
    half = await editor.post(f"{EVENT}/joining", data={"audience": "public", "url": SECRET, "hour": "noon"})

    assert [each.status_code for each in (nowhere, half)] == [422, 422]
    async with store.whole() as db:
        assert (await db.scalars(select(JoiningLink))).all() == []


@pytest.mark.parametrize(
    ("grant", "status"), [(None, 404), (Role.VIEWER, 404), (Role.PRESS_OFFICER, 404), (Role.EDITOR, 303)]
)
async def test_a_co_host_revises_an_event_only_as_an_editor_and_never_publishes(
    grant: Role | None, status: int, office: Office, save: Save, launch: Launch, editor: httpx2.AsyncClient
):
    partner = an_organisation("Merrow Trust")
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=grant)
    await save(partner, host)
    at_partner = await office(Role.OWNER, partner)

    revised = await at_partner.post(EVENT, data=await facts(editor) | {"title": "A better title"})

    assert revised.status_code == status
    assert (await at_partner.get(EVENT)).status_code == (404 if grant is None else 200)
    for part in ("publication", "cancellation", "postponement", "withdrawal"):
        assert (await at_partner.get(f"{EVENT}/{part}")).status_code == 404


FIELDS = [
    (
        EVENT,
        (
            "title",
            "standfirst",
            "description",
            "accessibility",
            "hashtag",
            "venue",
            "topics",
            "day",
            "zone",
            "language",
        ),
    ),
    (f"{EVENT}/programme", ("lines",)),
    (f"{EVENT}/joining", ("label", "url", "day", "hour")),
    (f"{EVENT}/clone", ("title", "day")),
    ("/office/venues/new", ("name", "address", "directions", "website", "position")),
    ("/office/launches/new", ("title",)),
]


@pytest.mark.parametrize(("path", "fields"), FIELDS, ids=[each[0] for each in FIELDS])
async def test_hostile_text_in_any_field_is_refused_or_cleaned_alike_on_both_databases(
    path: str, fields: tuple[str, ...], editor: httpx2.AsyncClient, launch: Launch
):
    others = {"audience": "public", "url": SECRET, "lead": str(launch.lead_id), "name": "A name", "lines": "Welcome"}
    for field in fields:
        right = (await facts(editor) if path == EVENT else others) | {"title": "A title"}
        for hostile in ("\x00", "a\ud7ff\ufffe", "\x1b[2J", "x" * 70_000):
            answer = await editor.post(path, data=right | {field: hostile})
            assert (answer.status_code, field, hostile[:9]) == (422, field, hostile[:9])
        turned = await editor.post(path, data=right | {field: "A\u202eB\u2066C"})
        assert turned.status_code in (303, 409, 422)


async def test_a_title_is_shown_without_what_would_turn_its_words(editor: httpx2.AsyncClient):
    await editor.post(EVENT, data=await facts(editor) | {"title": "Queues \u202eevil\u202c cost"})

    assert "<bdi>Queues evil cost</bdi>" in (await editor.get(EVENT)).text
