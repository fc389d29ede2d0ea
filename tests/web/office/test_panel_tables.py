"""A panel that comes in as a table: what it says otherwise of those who are on it is shown before it is done."""

import httpx2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from events.people.models import Organisation
from events.programme.occasions import Event, Speaker
from events.storage import Store
from tests.factories import a_host, a_listed_post, a_person, a_post, a_speaker, an_event
from tests.organisers import ON_ONE, sends
from tests.sites import said
from tests.stores import Save

PANEL, PUBLIC = "/office/events/the-waiting-room/speakers", "/events/the-waiting-room"


@pytest.fixture
async def house(save: Save) -> Organisation:
    """Larkfield, with a public event at which Ruth Adeyemi is confirmed as its director."""
    house, launch = a_host()
    event, ruth = an_event(launch), a_person("Dr Ruth Adeyemi", slug="ruth-adeyemi", kept_by_id=house.id)
    post, place = a_post(ruth, house, "Director"), a_speaker(event, ruth, position=0)
    await save(house, launch, event, ruth, post, place, a_listed_post(place, "Director", house, affiliation_id=post.id))
    return house


async def brought_in(editor: httpx2.AsyncClient, rows: str) -> tuple[str, dict[str, str]]:
    """What the page says of a table, and what its form sends."""
    shown = (await editor.post(f"{PANEL}/sheet", files={"file": ("panel.csv", rows.encode(), "text/csv")})).text
    return shown, sends(shown)


async def test_a_spreadsheet_changes_those_on_the_panel_after_saying_how(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, store: Store
):
    rows = (
        "Name,Job title,Organisation,Job title 2,Organisation 2,On stage,Status\n"
        "Ruth Adeyemi,Chair,Tide Trust,Presenter of The Long View,,chair,invited"
    )

    shown, form = await brought_in(editor, rows)
    before = await listed(store)
    done = await editor.post(PANEL, data=form)
    log = said((await editor.get("/office/log")).text)

    assert "On stage Panellist Chair" in said(shown)
    assert "Listed as Director, Larkfield Foundation Chair, Tide Trust; Presenter of The Long View" in said(shown)
    assert "Do they come? Confirmed Invited They stay on the public page." in said(shown)
    assert "Change what is ticked" in shown
    assert (before, done.status_code) == ([("panellist", "confirmed", "Director Larkfield Foundation")], 303)
    told = "Chair Tide Trust; Presenter of The Long View None"
    assert await listed(store) == [("chair", "invited", told)]
    assert "Chair, Tide Trust" in said((await client.get(PUBLIC)).text)
    assert "changed the speaker" in log
    assert "Everybody in it has a place already." in said((await brought_in(editor, rows))[0])


@ON_ONE
async def test_what_is_not_ticked_stays_and_what_changed_meanwhile_is_looked_at_again(
    editor: httpx2.AsyncClient, store: Store
):
    rows = "Name,Job title,Organisation,On stage\nDr Ruth Adeyemi,Chair,Tide Trust,chair"
    _, form = await brought_in(editor, rows)
    stands = await listed(store)

    unticked = await editor.post(PANEL, data={each: form[each] for each in form if not each.startswith("change-")})
    assert (unticked.status_code, await listed(store)) == (303, stands)
    _, other = await brought_in(editor, "Name,On stage\nRuth Adeyemi,moderator")
    await editor.post(PANEL, data=other)
    late = await editor.post(PANEL, data=form)

    assert late.status_code == 422
    assert "Somebody changed the place of Dr Ruth Adeyemi meanwhile: look again." in said(late.text)
    assert await listed(store) == [("moderator", *stands[0][1:])]


@ON_ONE
@pytest.mark.parametrize("status", ["declined", "withdrawn"])
async def test_a_spreadsheet_takes_nobody_off_the_panel(
    status: str, editor: httpx2.AsyncClient, client: httpx2.AsyncClient, store: Store
):
    stands = await listed(store)

    shown, form = await brought_in(editor, f"Name,Status\nRuth Adeyemi,{status}\nAda Quill,invited")
    done = await editor.post(PANEL, data=form)

    assert f"The list says {status}; their place is left as it is, confirmed." in said(shown)
    assert done.status_code == 303
    assert (await listed(store))[0] == stands[0]
    assert "Ruth Adeyemi" in said((await client.get(PUBLIC)).text)


@ON_ONE
async def test_a_panel_that_comes_back_as_it_went_out_adds_no_place_and_another_order_is_said_to_change_nothing(
    house: Organisation, editor: httpx2.AsyncClient, store: Store, save: Save
):
    async with store.whole() as db:
        event = (await db.scalars(select(Event))).one()
    await save(*(a_speaker(event, None, position=number, role="panellist") for number in (1, 2)))
    out = (await editor.get(f"{PANEL}.csv")).text
    head, *rows = out.splitlines()

    same, _ = await brought_in(editor, out)
    turned, _ = await brought_in(editor, "\n".join([head, *rows[1:], rows[0]]))
    more, form = await brought_in(editor, "\n".join([out.strip(), rows[1]]))
    await editor.post(PANEL, data=form)

    assert "Everybody in it has a place already." in said(same)
    assert ["The panel stays in its order" in said(each) for each in (same, turned)] == [False, True]
    assert "Add" in more
    assert len(await listed(store)) == 4


@pytest.mark.parametrize(
    "row",
    [
        "Sue Black,Role,Actors Guild,speaker,",
        "Sue Black,Company,Org,speaker,confirmed",
        "Sue Black,Position,WHO,panellist,invited",
    ],
)
async def test_a_row_whose_words_head_columns_elsewhere_is_somebody(row: str, editor: httpx2.AsyncClient, store: Store):
    _, job, house, *_ = row.split(",")
    others = "Ann Green,Head of Sea,Sea Trust,panellist,\n{}\nBob Grey,Head of Air,Zed Ltd,panellist,"

    _, form = await brought_in(editor, "Name,Job title,Organisation,On stage,Status\n" + others.format(row))
    await editor.post(PANEL, data=form)

    told = [each for _, _, each in await listed(store)]
    assert told[1:] == ["Head of Sea Sea Trust", f"{job} {house}", "Head of Air Zed Ltd"]


async def test_a_name_that_was_guessed_can_be_put_right_and_what_is_left_out_is_said(
    editor: httpx2.AsyncClient, store: Store
):
    lines = "MARSH, Peter (chair), Minister, Larkfield-Foundation\nAnna Lee (online), Head, Tide Trust"

    asked = (await editor.post(PANEL, data={"lines": lines})).text
    form = sends(asked)
    await editor.post(PANEL, data=form | {"name-0": "Peter Marsh"})

    assert form["name-0"] == "Peter MARSH"
    assert "Larkfield-Foundation is known here as Larkfield Foundation" in said(asked)
    assert "Left out online" in said(asked)
    assert '</span> <span class="state wait">Check this' in asked
    assert [post for _, _, post in await listed(store)][1:] == ["Minister Larkfield Foundation", "Head Tide Trust"]
    panel = said((await editor.get(PANEL)).text)
    assert ["Peter Marsh" in panel, "Anna Lee" in panel, "MARSH" in panel, "online" in panel] == [
        True,
        True,
        False,
        False,
    ]
    shown, _ = await brought_in(editor, "Name,Organisation\nBo Lee (via Zoom),Tide Trust")
    assert "Not read: via Zoom of Bo Lee" in said(shown)


async def listed(store: Store) -> list[tuple[str, str, str]]:
    """Everybody on the panel: what they do there, whether they come, and how they are listed."""
    async with store.whole() as db:
        stage = await db.scalars(select(Speaker).order_by(Speaker.position).options(selectinload(Speaker.posts)))
        return [
            (each.role, each.state, "; ".join(f"{post.role} {post.organisation_name}" for post in each.posts))
            for each in stage
        ]
