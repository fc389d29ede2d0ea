"""The panel of an event in the office: added, asked about, swapped, listed, in a spreadsheet, by two at once."""

import asyncio
import re

import httpx2
import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.people.models import Affiliation, Organisation
from events.programme.models import Launch
from events.programme.occasions import Event, Speaker, SpeakerState
from events.storage import Store
from tests.factories import a_host, a_listed_post, a_person, a_post, a_release, a_speaker, an_event, an_organisation
from tests.organisers import ON_ONE, Office, act, hidden, sends
from tests.sites import said
from tests.stores import NOW, Save

EVENT = "/office/events/the-waiting-room"
PANEL = f"{EVENT}/speakers"
PUBLIC = "/events/the-waiting-room"


@pytest.fixture
async def house(save: Save) -> Organisation:
    """Larkfield, with a public event at which Ruth Adeyemi chairs by one of her two posts."""
    house, launch = a_host()
    event, wexcombe = an_event(launch), an_organisation("University of Wexcombe", kept_by_id=house.id)
    ruth = a_person("Dr Ruth Adeyemi", slug="ruth-adeyemi", kept_by_id=house.id)
    director = a_post(ruth, house, "Director", position=0)
    professor = a_post(ruth, wexcombe, "Visiting Professor", position=1)
    chair = a_speaker(event, ruth, position=0)
    listed = a_listed_post(chair, "Director", house, affiliation_id=director.id)
    await save(house, wexcombe, launch, event, ruth, director, professor, chair, listed)
    return house


async def test_a_swap_is_one_form_and_every_place_shows_the_new_speaker(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    path = await place(editor, "Dr Ruth Adeyemi")

    swapped = await act(editor, f"{path}/replacement", somebody="Ida Fairweather, Clerk to Westmoor Courts")

    assert swapped.status_code == 303
    for address in (PUBLIC, f"{PUBLIC}.ics", "/events.ics"):
        answer = (await client.get(address)).text
        assert ("Ida Fairweather" in answer, "Adeyemi" in answer) == (True, False)
    panel = said((await editor.get(PANEL)).text)
    assert panel.index("Ida Fairweather") < panel.index("Dr Ruth Adeyemi")
    assert "Withdrawn" in panel
    receipt = panel.partition("What became of it")[2]
    assert "Replaced Dr Ruth Adeyemi" in receipt
    assert f"Ida Fairweather has the place of Dr Ruth Adeyemi, confirmed The event page, {PUBLIC}" in receipt
    assert "It leaves the pages and calendar feeds of Dr Ruth Adeyemi" in receipt
    assert "It comes onto the pages and calendar feeds of Ida Fairweather" in receipt


async def test_a_panel_counts_who_is_on_it_and_not_who_left(editor: httpx2.AsyncClient):
    await editor.post(PANEL, data={"somebody": "Ida Moss, Editor, The Fenland Post", "state": "confirmed"})
    before = said((await editor.get(PANEL)).text)
    await act(editor, f"{await place(editor, 'Dr Ruth Adeyemi')}/withdrawal")
    after = said((await editor.get(PANEL)).text)

    [[many], [fewer]] = (re.findall(r"Panel \((\d)\)", each) for each in (before, after))
    assert int(fewer) == int(many) - 1


async def test_one_step_down_passes_whoever_left_as_well(editor: httpx2.AsyncClient, client: httpx2.AsyncClient):
    for name in ("Ida Moss", "Kit Hale"):
        await editor.post(PANEL, data={"somebody": f"{name}, Editor, The Fenland Post", "state": "confirmed"})
    await act(editor, f"{await place(editor, 'Ida Moss')}/withdrawal")

    for to in ("down", "up"):
        await editor.post(f"{await place(editor, 'Dr Ruth Adeyemi')}/place", data={"to": to})
        event = said((await client.get(PUBLIC)).text)
        assert (event.index("Kit Hale") < event.index("Ruth Adeyemi")) is (to == "down")


async def test_who_takes_a_place_is_listed_as_what_they_are_nowhere_in_particular_and_as_only_asked(
    editor: httpx2.AsyncClient,
):
    path = f"{await place(editor, 'Dr Ruth Adeyemi')}/replacement"

    await act(editor, path, somebody="Ida Fairweather, Poet (tbc)", state="confirmed")

    assert "Ida Fairweather Panellist. Poet Invited" in said((await editor.get(PANEL)).text)


async def test_who_is_named_with_an_organisation_alone_is_listed_as_what_they_are_there(
    editor: httpx2.AsyncClient, store: Store, save: Save, house: Organisation
):
    ida = a_person("Ida Moss", kept_by_id=house.id)
    await save(ida, a_post(ida, house, "Clerk of Queues", position=0))

    await editor.post(PANEL, data={"somebody": "Ida Moss, Larkfield Foundation"})

    async with store.whole() as db:
        held = await db.scalars(select(Affiliation.role).where(Affiliation.person_id == ida.id))
        assert held.all() == ["Clerk of Queues"]
    assert "Ida Moss Panellist. Clerk of Queues, Larkfield Foundation" in said((await editor.get(PANEL)).text)


async def test_who_may_withdraw_is_shown_with_the_releases_that_go_on_naming_them(
    editor: httpx2.AsyncClient, save: Save, store: Store
):
    async with store.whole() as db:
        launch = (await db.scalars(select(Launch))).one()
    text = {"body": "Queues cost, says Ruth Adeyemi."}
    await save(*a_release(launch, "It names her", version=text), *a_release(launch, "It names nobody"))

    page = said((await editor.get(await place(editor, "Dr Ruth Adeyemi"))).text)

    assert "The release “It names her” has Dr Ruth Adeyemi in its own text, and keeps it" in page
    assert "“It names nobody” has" not in page


async def test_who_withdraws_is_gone_from_what_the_page_named_beforehand_and_its_receipt_says_so(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, store: Store
):
    async with store.whole() as db:
        launch, event = (await db.scalars(select(Launch))).one(), (await db.scalars(select(Event))).one()
    jo, on_stage = a_person("Jo Reed"), {"body": "On the panel are Ruth Adeyemi and Jo Reed."}
    await save(jo, a_speaker(event, jo), *a_release(launch, "Who is on the panel", version=on_stage))
    path = await place(editor, "Dr Ruth Adeyemi")
    one_press = await editor.post(f"{path}/answer", data={"state": "withdrawn"})

    before = said((await editor.get(f"{path}/withdrawal")).text)
    off = said((await editor.get(f"{path}/removal")).text)
    shown = [await told(client, address) for address in (PUBLIC, f"{PUBLIC}.ics", "/people/ruth-adeyemi.ics")]
    done = await act(editor, f"{path}/withdrawal", note="She rang at noon.")

    assert (one_press.status_code, shown) == (303, [True, True, True])
    for sentence in (
        f"The event page, {PUBLIC}, without Dr Ruth Adeyemi",
        "It leaves the pages and calendar feeds of Dr Ruth Adeyemi",
        "in 4 calendar feeds where it stays: all events, this event, Larkfield Foundation and Jo Reed",
        "tell Jo Reed yourselves",
        "goes on naming them, until you correct it, as the review will insist: “On the panel are Ruth Adeyemi and Jo",
    ):
        assert sentence in before
    assert "goes on naming them, until you correct it: “On the panel" in off
    assert "Withdraw this speaker, in 1 page, 5 feeds and 1 release" in before
    assert done.headers["location"] == f"{path}#h-receipts"
    receipt = said((await editor.get(EVENT)).text)
    assert "Withdrawn Dr Ruth Adeyemi" in receipt
    assert "She rang at noon." in receipt
    assert "It leaves the pages and calendar feeds of Dr Ruth Adeyemi" in receipt
    for address in (PUBLIC, f"{PUBLIC}.ics", "/people/ruth-adeyemi.ics"):
        assert not await told(client, address), address


async def test_who_comes_back_is_where_they_were_and_nobody_goes_twice(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    path = await place(editor, "Dr Ruth Adeyemi")
    stale = await editor.get(f"{path}/withdrawal")
    await act(editor, f"{path}/withdrawal")

    again = await editor.post(f"{path}/withdrawal", data=sends(stale.text) | {"once": "another"})
    back = await act(editor, f"{path}/return")

    assert (again.status_code, back.status_code) == (422, 303)
    assert "It comes onto the pages and calendar feeds of Dr Ruth Adeyemi" in said((await editor.get(path)).text)
    assert "Dr Ruth Adeyemi Director, Larkfield Foundation" in said((await client.get(PUBLIC)).text)


@pytest.mark.parametrize("named", [True, False], ids=["of somebody", "to be announced"])
async def test_a_place_taken_off_the_panel_leaves_its_receipt_with_the_event(
    named: bool, editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(PANEL, data={"lines": "To be announced (moderator)"})
    name = "Dr Ruth Adeyemi" if named else "To be announced"
    path = await place(editor, name)

    page = said((await editor.get(f"{path}/removal")).text)
    off = await act(editor, f"{path}/removal")

    assert f"without {name if named else 'the place to be announced'}" in page
    assert off.headers["location"] == f"{PANEL}#h-receipts"
    assert "Taken off the panel" in said((await editor.get(PANEL)).text)
    assert (await editor.get(path)).status_code == 404
    assert name not in said((await client.get(PUBLIC)).text).partition("Who speaks")[2]


async def test_of_two_who_hand_on_the_same_place_at_once_the_later_looks_again(
    editor: httpx2.AsyncClient, office: Office, house: Organisation
):
    other = await office(Role.EDITOR, house, name="Bob")
    path = f"{await place(editor, 'Dr Ruth Adeyemi')}/replacement"
    form = {"revision": hidden((await editor.get(path)).text, "revision")}

    answers = await asyncio.gather(
        editor.post(path, data=form | {"somebody": "Jo Reed, Editor, The Long View"}),
        other.post(path, data=form | {"somebody": "Ida Fairweather, Clerk, Westmoor Courts"}),
    )

    assert sorted(each.status_code for each in answers) == [303, 422]
    panel = said((await editor.get(PANEL)).text)
    assert ["Jo Reed" in panel, "Ida Fairweather" in panel].count(True) == 1


async def test_a_place_to_be_announced_is_filled_in_its_order(editor: httpx2.AsyncClient, client: httpx2.AsyncClient):
    await editor.post(PANEL, data={"lines": "To be announced (moderator)\nJo Reed, Editor, The Long View"})
    path = await place(editor, "To be announced")

    await act(editor, f"{path}/replacement", somebody="Ida Fairweather, Clerk, Westmoor Courts")

    assert "To be announced" not in said((await client.get(PUBLIC)).text)
    panel = said((await editor.get(PANEL)).text)
    assert panel.index("Ida Fairweather Moderator") < panel.index("Jo Reed")


async def test_somebody_who_may_be_known_under_that_name_is_asked_about_before_anything_is_saved(
    editor: httpx2.AsyncClient, store: Store
):
    line = {"somebody": "Ruth Adeyemi, Reader, Merrow Trust"}
    asked = await editor.post(PANEL, data=line)

    assert asked.status_code == 200
    assert "Who is meant? Dr Ruth Adeyemi, Director, Larkfield Foundation" in said(asked.text)
    async with store.whole() as db:
        assert len((await db.scalars(select(Speaker))).all()) == 1
    unanswered = await editor.post(PANEL, data={"lines": line["somebody"], "checked": "lines"})
    assert unanswered.status_code == 422
    new = {"lines": line["somebody"], "checked": "lines", "who-0": "new"}
    assert (await editor.post(PANEL, data=new)).status_code == 303


@pytest.mark.parametrize("line", ["Mayor Ida Marsh", "Mayor Ida Marsh, City of Wath"])
async def test_a_mayor_who_may_be_somebody_known_is_asked_about(
    editor: httpx2.AsyncClient, save: Save, house: Organisation, store: Store, line: str
):
    ida = a_person("Ida Marsh", kept_by_id=house.id)
    await save(ida)

    asked = await editor.post(PANEL, data={"lines": line})
    settled = await editor.post(PANEL, data={"lines": line, "checked": "lines", "who-0": str(ida.id)})

    assert "Who is meant? Ida Marsh" in said(asked.text)
    assert settled.status_code == 303
    async with store.whole() as db:
        there = (await db.scalars(select(Speaker).where(Speaker.person_id == ida.id))).one()
    assert there.name == "Ida Marsh"


async def test_a_surname_alone_is_taken_for_the_one_person_of_the_launch_who_has_it(
    editor: httpx2.AsyncClient, save: Save, house: Organisation, store: Store
):
    async with store.whole() as db:
        launch = (await db.scalars(select(Launch))).one()
    evening = an_event(launch, "An evening")
    ida, jan, ada, ben = [
        a_person(each, kept_by_id=house.id, sort_name=sorted_as)
        for each, sorted_as in (
            ("Ida Marsh", "Marsh, Ida"),
            ("Jan van der Berg", "van der Berg, Jan"),
            ("Ada Quill", "Quill, Ada"),
            ("Ben Quill", "Quill, Ben"),
        )
    ]
    elsewhere = a_person("Ann Elsewhere", kept_by_id=house.id, sort_name="Elsewhere, Ann")
    on_stage = [a_speaker(evening, each, position=at) for at, each in enumerate((ida, jan, ada, ben))]
    await save(evening, ida, jan, ada, ben, elsewhere, *on_stage)
    lines = "Dr Marsh\nvan der Berg, Director, Merrow Trust\nQuill\nElsewhere"

    asked = await editor.post(PANEL, data={"lines": lines})
    answers = {"who-0": str(ida.id), "who-1": "new"}
    settled = await editor.post(PANEL, data={"lines": lines, "checked": "lines"} | answers)
    again = await editor.post(PANEL, data={"somebody": "Adeyemi"})

    assert said(asked.text).count("The line gives a surname alone") == 2
    assert re.findall(r'value="([^"]+)" checked', asked.text)[-2:] == [str(ida.id), str(jan.id)]
    assert settled.status_code == 303
    assert "Dr Ruth Adeyemi" in said(again.text)
    assert again.status_code == 422
    async with store.whole() as db:
        query = select(Speaker).join(Event, Event.id == Speaker.event_id).where(Event.slug == "the-waiting-room")
        there = (await db.scalars(query.order_by(Speaker.position))).all()
    assert [each.name for each in there][1:] == ["Ida Marsh", "van der Berg", "Quill", "Elsewhere"]
    assert there[1].person_id == ida.id
    assert {each.person_id for each in there[2:]}.isdisjoint({jan.id, ada.id, ben.id, elsewhere.id})


async def test_a_name_as_long_as_its_address_may_be_is_known_again(editor: httpx2.AsyncClient):
    name = f"Ida {'Fairweather' * 12}"
    assert (await editor.post(PANEL, data={"somebody": f"{name}, Clerk, Westmoor Courts"})).status_code == 303

    asked = await editor.post(PANEL, data={"somebody": f"{name}, Reader, Merrow Trust"})

    assert f"Who is meant? {name}" in said(asked.text)


@pytest.mark.parametrize("way", ["added", "taking a place"])
@pytest.mark.parametrize("kept", [True, False], ids=["kept by others", "kept by nobody"])
async def test_what_is_said_of_somebody_whom_others_keep_is_listed_here_and_nowhere_else(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, store: Store, kept: bool, way: str
):
    others = an_organisation("Merrow Trust")
    person = a_person("Tomasz Wieczorek", kept_by_id=others.id if kept else None, published_at=NOW)
    await save(others, person, a_post(person, others, "Director"))
    line, who = "Tomasz Wieczorek, Clerk, Westmoor Courts", {"who-0": str(person.id)}

    if way == "added":
        done = await editor.post(PANEL, data={"lines": line, "checked": "lines", "state": "confirmed"} | who)
    else:
        path = f"{await place(editor, 'Dr Ruth Adeyemi')}/replacement"
        done = await act(editor, path, somebody=line, checked=line, **who)

    assert done.status_code == 303
    async with store.whole() as db:
        posts = select(Affiliation.role).where(Affiliation.person_id == person.id)
        assert list(await db.scalars(posts)) == ["Director"]
    assert "Tomasz Wieczorek Clerk, Westmoor Courts" in said((await client.get(PUBLIC)).text)


async def test_what_is_a_guess_is_shown_with_its_parts_and_saved_as_it_was_put_right(
    editor: httpx2.AsyncClient, store: Store
):
    asked = await editor.post(PANEL, data={"lines": "Idris Quill, Purple Cow"})

    assert "Check this" in said(asked.text)
    right = {"checked": "lines", "title-0-0": "Head of Blue Sky", "organisation-0-0": "Purple Cow"}
    await editor.post(PANEL, data={"lines": "Idris Quill, Purple Cow"} | right)
    assert "Idris Quill Panellist. Head of Blue Sky, Purple Cow" in said((await editor.get(PANEL)).text)


async def test_two_lines_that_name_one_new_house_in_two_ways_mean_the_same(editor: httpx2.AsyncClient, store: Store):
    lines = "Jo Reed, Editor, Long View Press\nIda Moss, Writer, The Long View Press"
    await editor.post(PANEL, data={"lines": lines, "checked": "lines"})
    async with store.whole() as db:
        houses = await db.scalars(select(Organisation.name).where(Organisation.name.contains("Long View")))
        assert houses.all() == ["Long View Press"]


async def test_somebody_on_stage_already_is_a_mistake_beside_the_field(editor: httpx2.AsyncClient):
    answer = await editor.post(PANEL, data={"somebody": "Dr Ruth Adeyemi, Director, Larkfield Foundation"})

    assert answer.status_code == 422
    assert 'href="#somebody">Dr Ruth Adeyemi has a place on this panel already, confirmed.' in answer.text


async def test_after_an_addition_the_field_has_the_focus_for_the_next(editor: httpx2.AsyncClient):
    added = await editor.post(PANEL, data={"somebody": "Jo Reed, Editor, The Long View", "checked": "lines"})

    assert added.headers["location"] == f"{PANEL}#somebody"
    assert 'id="somebody"' in (await editor.get(PANEL)).text


async def test_two_editors_at_once_do_not_lose_one_anothers_speaker(
    editor: httpx2.AsyncClient, office: Office, house: Organisation
):
    other = await office(Role.EDITOR, house, name="Bob")
    path = await place(editor, "Dr Ruth Adeyemi")
    listing = (await other.get(path)).text

    await asyncio.gather(
        editor.post(PANEL, data={"somebody": "Jo Reed, Editor, The Long View"}),
        other.post(PANEL, data={"somebody": "Tomasz Wieczorek, Westmoor Council"}),
        editor.post(f"{PANEL}/order", data={"order": path.rpartition("/")[2]}),
        other.post(path, data={"revision": hidden(listing, "revision"), "name": "R. Adeyemi", "role": "chair"}),
    )

    panel = said((await editor.get(PANEL)).text)
    assert [name in panel for name in ("R. Adeyemi", "Jo Reed", "Tomasz Wieczorek")] == [True, True, True]


async def test_a_listing_shows_the_chosen_posts_in_their_order_and_a_late_one_gets_both(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    path = await place(editor, "Dr Ruth Adeyemi")
    page = (await editor.get(path)).text
    director, professor = re.findall(r'<select id="(post-[0-9a-f-]+)"', page)
    form = {"revision": hidden(page, "revision"), "name": "Prof. Ruth Adeyemi", "role": "moderator"}

    saved = await editor.post(path, data=form | {director: "2", professor: "1"})
    late = await editor.post(path, data=form | {director: "1"})

    assert (saved.status_code, late.status_code) == (303, 409)
    public = said((await client.get(PUBLIC)).text)
    assert "Prof. Ruth Adeyemi" in public
    assert public.index("Visiting Professor, University of Wexcombe") < public.index("Director, Larkfield Foundation")


async def test_who_is_only_asked_is_shown_once_they_agree_or_the_organiser_says_so(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(PANEL, data={"somebody": "Jo Reed, Editor, The Long View", "state": "invited"})
    path = await place(editor, "Jo Reed")
    asked = said((await client.get(PUBLIC)).text)
    page = (await editor.get(path)).text
    form = {"revision": hidden(page, "revision"), "name": "Jo Reed", "role": "panellist"}
    await editor.post(path, data=form | {"shown_while_invited": "yes"})
    shown = said((await client.get(PUBLIC)).text)
    await act(editor, f"{path}/refusal")
    refused = said((await client.get(PUBLIC)).text)

    assert ["Jo Reed" in each for each in (asked, shown, refused)] == [False, True, False]


@ON_ONE
async def test_a_spreadsheet_says_what_it_would_do_before_it_does_it(editor: httpx2.AsyncClient, store: Store):
    known = "Dr Ruth Adeyemi,Director,Larkfield Foundation,"
    rows = (
        f'Name,Job title,Organisation,On stage,Status\n{known}\n"=Jo Reed",Editor,X,chair,\nBo Stone,,X,panellist,tbc'
    )

    shown = await editor.post(f"{PANEL}/sheet", files={"file": ("panel.csv", rows.encode(), "text/csv")})
    words = re.search(r'<textarea name="lines"[^>]*>\n(.*?)</textarea>', shown.text, re.DOTALL)

    assert "Has a place already, left out" in said(shown.text)
    assert await names(store) == ["Dr Ruth Adeyemi"]
    assert words is not None
    added = await editor.post(PANEL, data={"lines": words[1], "checked": "sheet", "state": "confirmed"})
    assert added.status_code == 303
    assert await names(store) == ["Dr Ruth Adeyemi", "=Jo Reed"]
    out = (await editor.get(f"{EVENT}/speakers.csv")).text
    assert "'=Jo Reed,Editor,X" in out
    assert "Bo Stone,,X,,,panellist,invited" in out
    xlsx = (await editor.get(f"{EVENT}/speakers.xlsx")).content
    again = await editor.post(f"{PANEL}/sheet", files={"file": ("panel.xlsx", xlsx, "application/octet-stream")})
    assert "Everybody in it has a place already." in said(again.text)


async def test_a_row_s_own_word_of_whether_somebody_comes_wins_over_the_choice_for_all(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, store: Store
):
    rows = (
        "Name,Title,Organisation,Status\nAda Quill,Editor,X,Confirmed\nBo Stone,Clerk,X,tbc\nCy Moor,Poet,X,declined\n"
        "Dee Fenn,Chair,X,ask her office\nEd Wick,Owner,X,\nTo be announced,,X,invited"
    )
    shown = (await editor.post(f"{PANEL}/sheet", files={"file": ("panel.csv", rows.encode(), "text/csv")})).text
    words = re.search(r'<textarea name="lines"[^>]*>\n(.*?)</textarea>', shown, re.DOTALL)
    assert words
    fields: dict[str, str] = {"lines": words[1], "checked": "sheet", "state": "confirmed"}

    unsaid = await editor.post(PANEL, data=fields | {"status-3": "dancing"})
    added = await editor.post(PANEL, data=fields | {"status-3": "withdrawn"})

    for sentence in ("Ada Quill Confirmed", "Bo Stone Invited", "Cy Moor Declined", "The list says “ask her office”."):
        assert sentence in said(shown)
    assert "Have those agreed of whom the list does not say it?" in said(shown)
    assert (unsaid.status_code, "Say whether Dee Fenn comes." in unsaid.text, added.status_code) == (422, True, 303)
    async with store.whole() as db:
        stage = await db.execute(select(Speaker.name, Speaker.state).order_by(Speaker.position))
        assert [(name, str(state)) for name, state in stage][1:] == [
            ("Ada Quill", "confirmed"),
            ("Bo Stone", "invited"),
            ("Cy Moor", "declined"),
            ("Dee Fenn", "withdrawn"),
            ("Ed Wick", "confirmed"),
            (None, "invited"),
        ]
    public = said((await client.get(PUBLIC)).text)
    assert "Ada Quill Editor, X" in public
    assert not any(each in public for each in ("Bo Stone", "Cy Moor", "Dee Fenn"))


@ON_ONE
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 no workbook", b"nothing\nnobody\n"])
async def test_a_file_that_is_no_panel_is_refused_with_the_reason(editor: httpx2.AsyncClient, content: bytes):
    answer = await editor.post(f"{PANEL}/sheet", files={"file": ("panel.csv", content, "text/csv")})

    assert answer.status_code == 422
    assert 'href="#file"' in answer.text


async def test_hostile_text_is_refused_or_stripped_and_never_an_error(editor: httpx2.AsyncClient):
    for hostile in (
        "\x00",
        "Jo \ud800 Reed".encode("utf-8", "surrogatepass").decode("latin-1"),
        "\x1b[31mJo",
        "é" * 2000,
    ):
        answer = await editor.post(PANEL, data={"somebody": hostile})
        assert (answer.status_code in (200, 303, 422), hostile) == (True, hostile)
    await editor.post(PANEL, data={"somebody": "Ada \u202eevil\u202c Quill, Director, Larkfield Foundation"})
    assert "<bdi>Ada evil Quill</bdi>" in (await editor.get(PANEL)).text


async def place(editor: httpx2.AsyncClient, name: str) -> str:
    """The address of somebody's place on the panel."""
    page = (await editor.get(PANEL)).text
    found = re.search(rf"<bdi>{re.escape(name)}</bdi>.*?({PANEL}/[0-9a-f-]{{36}})/place", page, re.DOTALL)
    assert found is not None
    return found[1]


async def names(store: Store) -> list[str]:
    async with store.whole() as db:
        query = select(Speaker.name).join(Event).where(Speaker.state == SpeakerState.CONFIRMED)
        return [str(each) for each in await db.scalars(query.order_by(Speaker.position))]


async def told(client: httpx2.AsyncClient, address: str) -> bool:
    """Whether an address of the public names Ruth Adeyemi at the event."""
    answer = await client.get(address)
    text = answer.text.replace("\r\n ", "")
    return answer.status_code == 200 and "Dr Ruth Adeyemi" in text and "The Waiting Room" in text
