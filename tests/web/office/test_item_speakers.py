"""Who speaks in an item of the running order is a place on the panel: named, hidden and replaced as the panel is."""

import re
from typing import Any

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from events.accounts.models import Role
from events.people.models import Organisation
from events.programme.occasions import ItemSpeaker, ProgrammeItem, SpeakerState
from events.storage import Store
from tests.factories import a_host, a_listed_post, a_person, a_speaker, an_embargo, an_event, an_organisation
from tests.organisers import Office, act, hidden
from tests.sites import said
from tests.stores import Save

EVENT = "/office/events/the-waiting-room"
ORDER = f"{EVENT}/programme"
PUBLIC = "/events/the-waiting-room"


@pytest.fixture
async def house(save: Save) -> Organisation:
    """Its one event has Ruth Adeyemi, Director there, Tomasz in the chair, and Ida, who is asked."""
    house, launch = a_host()
    event = an_event(launch)
    ruth, tomasz, ida = (a_person(each) for each in ("Dr Ruth Adeyemi", "Tomasz Wieczorek", "Ida Fairweather"))
    director = a_speaker(event, ruth)
    chair = a_speaker(event, tomasz, role="chair", position=2)
    asked = a_speaker(event, ida, state=SpeakerState.INVITED, position=3)
    await save(house, launch, event, ruth, tomasz, ida, director, chair, asked)
    await save(a_listed_post(director, "Director", house))
    return house


@pytest.fixture
async def editor(office: Office, house: Organisation) -> httpx2.AsyncClient:
    return await office(Role.EDITOR, house)


async def order(client: httpx2.AsyncClient, address: str = PUBLIC) -> list[str]:
    """The items of the public running order, each as it is read."""
    page = BeautifulSoup((await client.get(address)).text, "html.parser")
    return [" ".join(each.get_text(" ").replace(" ,", ",").split()) for each in page.select("ol.programme > li")]


async def places(editor: httpx2.AsyncClient) -> dict[str, str]:
    """Where each place of the panel is in the office, by the name that has it."""
    page = BeautifulSoup((await editor.get(f"{EVENT}/speakers")).text, "html.parser")
    found = [(li.get_text(" "), str(li["id"]).removeprefix("speaker-")) for li in page.select("li[id^=speaker-]")]
    names = ("Ruth Adeyemi", "Tomasz Wieczorek", "Ida Fairweather", "Noor Haddad")
    return {name: id for words, id in found for name in names if name in words}


async def items(editor: httpx2.AsyncClient) -> list[str]:
    return re.findall(rf'href="({ORDER}/[0-9a-f-]{{36}})"', (await editor.get(ORDER)).text)


WRITTEN = [
    ("Welcome, Ruth Adeyemi", "18.30 Welcome Dr Ruth Adeyemi"),
    ("Welcome – Dr Ruth Adeyemi, Director, Larkfield Foundation", "18.30 Welcome Dr Ruth Adeyemi"),
    ("RUTH ADEYEMI: Welcome", "18.30 Welcome Dr Ruth Adeyemi"),
    ("Panel (Tomasz Wieczorek, chair; Ruth Adeyemi)", "18.30 Panel Dr Ruth Adeyemi, Tomasz Wieczorek (chair)"),
    ("Panel - chaired by Tomasz Wieczorek", "18.30 Panel Tomasz Wieczorek (chair)"),
    ("Panel\n  Ruth Adeyemi, Director\n  in the hall", "18.30 Panel Dr Ruth Adeyemi in the hall"),
    ("Welcome, Ruth Adeyemi, Dean", "18.30 Welcome, Ruth Adeyemi, Dean"),
    ("Panel - chaired by Ruth Adeyemi", "18.30 Panel Dr Ruth Adeyemi (chair)"),
    ("Panel, moderated by Ruth Adeyemi and friends", "18.30 Panel, moderated by Ruth Adeyemi and friends"),
    (
        "First. Chair: Ruth Adeyemi; Panellists: Tomasz Wieczorek",
        "18.30 First Dr Ruth Adeyemi (chair), Tomasz Wieczorek",
    ),
    ("Tea. Chair: Ruth Adeyemi", "18.30 Tea. Chair: Ruth Adeyemi"),
    ("For: Ruth Adeyemi. Against: Tomasz Wieczorek", "18.30 For: Ruth Adeyemi. Against: Tomasz Wieczorek"),
    (
        "Panel\n  Speakers:\n  - Ruth Adeyemi\n  Chair: Tomasz Wieczorek",
        "18.30 Panel Dr Ruth Adeyemi, Tomasz Wieczorek (chair)",
    ),
    ("Panel\n  Speakers:\n  Noor Haddad", "18.30 Panel Speakers: Noor Haddad"),
    ("Questions to Ruth Adeyemi", "18.30 Questions to Ruth Adeyemi"),
    ("Panel: Ruth Adeyemi, Noor Haddad", "18.30 Panel: Ruth Adeyemi, Noor Haddad"),
    ("Songs by Ruth", "18.30 Songs by Ruth"),
    ("Welcome, Ida Fairweather", "18.30 Welcome"),
]


@pytest.mark.parametrize(("line", "shown"), WRITTEN, ids=[each[0] for each in WRITTEN])
async def test_whoever_a_pasted_line_names_is_shown_as_the_panel_lists_them_and_no_other_word_is_lost(
    line: str, shown: str, editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    assert (await editor.post(ORDER, data={"lines": f"18.30 {line}"})).status_code == 303

    assert await order(client) == [shown]


async def test_who_speaks_in_an_item_is_ticked_and_unticked(editor: httpx2.AsyncClient, client: httpx2.AsyncClient):
    await editor.post(ORDER, data={"lines": "18.30 Welcome"})
    [item], panel = await items(editor), await places(editor)
    page = (await editor.get(item)).text
    assert "Ida Fairweather, panellist, invited" in said(page)
    one = {"speakers": [panel["Tomasz Wieczorek"]]}
    both = {"speakers": [panel["Ruth Adeyemi"], panel["Ida Fairweather"]]}

    ticked = await editor.post(item, data={"title": "Welcome", "revision": hidden(page, "revision")} | both)
    seen = await order(client)
    late = await editor.post(item, data={"title": "Welcome", "revision": hidden(page, "revision")} | one)
    page = (await editor.get(item)).text
    in_the_chair = {"chair": panel["Tomasz Wieczorek"], "revision": hidden(page, "revision")}
    await editor.post(item, data={"title": "Welcome"} | in_the_chair | both)
    chaired = await order(client)
    again = (await editor.get(item)).text
    await editor.post(item, data={"title": "Welcome", "revision": hidden(again, "revision")})

    assert chaired == ["Welcome Dr Ruth Adeyemi, Tomasz Wieczorek (chair)"]
    assert (ticked.status_code, late.status_code, seen) == (303, 409, ["Welcome Dr Ruth Adeyemi"])
    assert page.count("checked") == 1  # what was refused is kept as it was typed
    assert await order(client) == ["Welcome"]


async def test_whoever_does_not_come_is_in_no_item_and_back_once_they_do(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(ORDER, data={"lines": "18.30 Welcome, Ruth Adeyemi"})
    place = f"{EVENT}/speakers/{(await places(editor))['Ruth Adeyemi']}"

    await act(editor, f"{place}/withdrawal")
    withdrawn, in_office = await order(client), said((await editor.get(ORDER)).text)
    await editor.post(f"{place}/answer", data={"state": "invited"})
    asked = await order(client)
    await act(editor, f"{place}/refusal")
    declined = await order(client)
    for answer in ("invited", "confirmed"):
        await editor.post(f"{place}/answer", data={"state": answer})

    assert withdrawn == asked == declined == ["18.30 Welcome"]
    assert "Dr Ruth Adeyemi (withdrawn)" in in_office
    assert await order(client) == ["18.30 Welcome Dr Ruth Adeyemi"]


async def test_whoever_withdraws_is_said_beforehand_to_leave_their_items_and_where_words_keep_their_name(
    editor: httpx2.AsyncClient,
):
    lines = "18.30 Welcome, Ruth Adeyemi\n18.40 Questions to Ruth Adeyemi\n18.50 Tea, Ruth Adeyemi"
    await editor.post(ORDER, data={"lines": lines})
    place = f"{EVENT}/speakers/{(await places(editor))['Ruth Adeyemi']}"

    before = said((await editor.get(f"{place}/withdrawal")).text)
    await act(editor, f"{place}/withdrawal")
    back = said((await editor.get(f"{place}/return")).text)

    assert "The running order, without them in “Welcome” and “Tea”" in before
    assert "The running order names them in the words of “Questions to Ruth Adeyemi”, until you change those" in before
    assert "The running order, with them in “Welcome” and “Tea”" in back
    assert "in the words of" not in back


async def test_whoever_takes_a_place_takes_its_items(editor: httpx2.AsyncClient, client: httpx2.AsyncClient):
    await editor.post(ORDER, data={"lines": "18.30 Welcome, Ruth Adeyemi\n18.40 Answers, Ruth Adeyemi"})
    place = f"{EVENT}/speakers/{(await places(editor))['Ruth Adeyemi']}"

    await act(editor, f"{place}/replacement", somebody="Noor Haddad, Clerk, Westmoor Courts", state="confirmed")

    assert await order(client) == ["18.30 Welcome Noor Haddad", "18.40 Answers Noor Haddad"]


async def test_what_was_written_before_they_were_on_the_panel_is_linked_by_a_button(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, store: Store
):
    await editor.post(ORDER, data={"lines": "18.30 Welcome, Noor Haddad\n18.40 Tea"})
    silent = said((await editor.get(ORDER)).text)
    await editor.post(f"{EVENT}/speakers", data={"somebody": "Noor Haddad, Clerk, Westmoor Courts"})
    told = said((await editor.get(ORDER)).text)
    before = await order(client)

    linked = await editor.post(f"{ORDER}/speakers")

    assert "Link the names" not in silent
    assert "18.30 Welcome, Noor Haddad Names Noor Haddad, who is not shown before they agree" in told
    assert "Not linked to the panel: Noor Haddad" in told
    assert (linked.status_code, before) == (303, ["18.30 Welcome, Noor Haddad", "18.40 Tea"])
    assert "Link the names" not in said((await editor.get(ORDER)).text)
    assert await order(client) == ["18.30 Welcome", "18.40 Tea"]  # asked, and not shown before they agree


async def test_an_item_that_counts_on_somebody_who_does_not_come_or_is_on_no_panel_is_remarked_on(
    editor: httpx2.AsyncClient, house: Organisation, save: Save
):
    await save(a_person("Noor Haddad", kept_by_id=house.id))
    lines = [
        "18.30 Welcome, Ruth Adeyemi",
        "18.40 Answers to Ruth Adeyemi",
        "18.50 Song by Ida Fairweather",
        "19.00 A reading: Noor Haddad",
        "19.10 Reply, Prof. Una Lark and Tomasz Wieczorek",
        "19.20 Tea, Hot Buns",
        "19.30 Close, Tomasz Wieczorek",
    ]
    await editor.post(ORDER, data={"lines": "\n".join(lines)})
    await act(editor, f"{EVENT}/speakers/{(await places(editor))['Ruth Adeyemi']}/withdrawal")
    launch = re.findall(r"/office/launches/[0-9a-f-]{36}", (await editor.get(EVENT)).text)[0]

    found = said((await editor.get(f"{launch}/publication")).text)
    page = said((await editor.get(ORDER)).text)

    assert (
        "In the running order of “The Waiting Room”, “18.30 Welcome” has Dr Ruth Adeyemi, who withdrew; "
        "“18.40 Answers to Ruth Adeyemi” names Dr Ruth Adeyemi, who withdrew; "
        "“18.50 Song by Ida Fairweather” names Ida Fairweather, who is not shown before they agree; "
        "“19.00 A reading: Noor Haddad” names Noor Haddad, who is not on the panel; "
        "“19.10 Reply, Prof. Una Lark and Tomasz Wieczorek” names Prof. Una Lark, who is not on the panel."
    ) in found
    assert "Names Dr Ruth Adeyemi, who withdrew" in page


async def test_an_item_under_embargo_names_nobody_before_the_lift(
    client: httpx2.AsyncClient, save: Save, office: Office
):
    house, launch = a_host()
    embargo = an_embargo(None)
    event, ruth = an_event(launch, embargo_id=embargo.id), a_person()
    item = ProgrammeItem(event_id=event.id, position=0, title="Welcome")
    speaker = a_speaker(event, ruth)
    await save(house, launch, embargo, event, ruth, item, speaker, ItemSpeaker(item_id=item.id, speaker_id=speaker.id))

    assert (await client.get(PUBLIC)).status_code == 404
    assert (await client.get("/people/ruth-adeyemi")).status_code == 404


async def test_no_item_is_given_to_somebody_on_another_panel(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, store: Store
):
    house, launch = an_organisation("Elsewhere"), None
    launch = a_host()[1]
    launch.lead_id = house.id
    other, noor = an_event(launch, "Elsewhere"), a_person("Noor Haddad")
    place = a_speaker(other, noor)
    await save(house, launch, other, noor, place)
    await editor.post(ORDER, data={"lines": "18.30 Welcome"})
    [item] = await items(editor)

    saved = await editor.post(
        item,
        data={
            "title": "Welcome",
            "revision": hidden((await editor.get(item)).text, "revision"),
            "speakers": [str(place.id)],
        },
    )

    assert saved.status_code == 303
    async with store.whole() as db:
        assert (await db.scalars(select(ItemSpeaker))).all() == []


async def test_a_copy_of_an_event_keeps_who_speaks_in_what_if_its_panel_is_copied(
    editor: httpx2.AsyncClient, store: Store
):
    await editor.post(ORDER, data={"lines": "18.30 Welcome, Ruth Adeyemi"})

    await editor.post(f"{EVENT}/clone", data={"title": "With them", "panel": "yes", "programme": "yes"})
    await editor.post(f"{EVENT}/clone", data={"title": "Without", "programme": "yes"})

    kept, left = [
        said((await editor.get(f"/office/events/{each}/programme")).text) for each in ("with-them", "without")
    ]
    assert "Welcome Dr Ruth Adeyemi (invited)" in kept
    assert "Ruth" not in left


async def test_two_who_are_one_speak_once_in_what_either_did(office: Office, save: Save, client: httpx2.AsyncClient):
    house, launch = a_host()
    event = an_event(launch)
    kept, gone = (a_person("Ada Quill", slug=each, kept_by_id=house.id) for each in ("ada-quill", "ada-quill-2"))
    one, two = a_speaker(event, kept), a_speaker(event, gone, position=2)
    both, second = (ProgrammeItem(event_id=event.id, position=at, title=f"Part {at}") for at in (1, 2))
    links = [
        ItemSpeaker(item_id=item.id, speaker_id=each.id) for item, each in ((both, one), (both, two), (second, two))
    ]
    await save(house, launch, event, kept, gone, one, two, both, second, *links)
    editor, page = await office(Role.EDITOR, house), "/office/people/ada-quill/merging/ada-quill-2"

    await editor.post(page, data={"revision": hidden((await editor.get(page)).text, "revision")})

    assert await order(client) == ["Part 1 Ada Quill", "Part 2 Ada Quill"]


async def test_the_log_says_who_was_given_and_taken_an_item_and_brings_it_back(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(ORDER, data={"lines": "18.30 Welcome, Ruth Adeyemi\n18.40 Tea, Ruth Adeyemi"})
    first, _ = await items(editor)
    page = (await editor.get(first)).text
    await editor.post(first, data={"title": "Welcome", "starts": "18.30", "revision": hidden(page, "revision")})
    told = said((await editor.get("/office/log")).text)
    without = await order(client)

    returned = await _put_back(editor, "removed the speaker of an item")

    assert "added a speaker of an item of the running order" in told
    assert "removed the speaker of an item of the running order" in told
    assert "Item Welcome" in told
    assert "Speaker Dr Ruth Adeyemi" in told
    assert (without[0], returned) == ("18.30 Welcome", 303)
    assert (await order(client))[0] == "18.30 Welcome Dr Ruth Adeyemi"


@pytest.mark.parametrize("what", ["item", "speaker"])
async def test_what_was_taken_off_comes_back_with_who_speaks_in_what(
    what: str, editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(ORDER, data={"lines": "18.30 Welcome, Ruth Adeyemi\n18.40 Tea, Ruth Adeyemi"})
    first, second = await items(editor)
    place = f"{EVENT}/speakers/{(await places(editor))['Ruth Adeyemi']}"
    if what == "item":
        await editor.post(f"{first}/removal")
    else:
        await act(editor, f"{place}/removal")
        await editor.post(f"{second}/removal")
    without = await order(client)

    returned = await _put_back(editor, "removed the item" if what == "item" else "removed the speaker: Dr Ruth Adeyemi")

    assert without == (["18.40 Tea Dr Ruth Adeyemi"] if what == "item" else ["18.30 Welcome"])
    assert returned == 303
    both = ["18.30 Welcome Dr Ruth Adeyemi", "18.40 Tea Dr Ruth Adeyemi"]
    assert await order(client) == (both if what == "item" else both[:1])


async def _put_back(editor: httpx2.AsyncClient, words: str) -> int:
    """What the latest change that says this took away."""
    page = (await editor.get("/office/log")).text
    lines = [each for each in re.split(r"<li(?: class=\"same\")?>", page) if "/return" in each]
    line = next(each for each in lines if words in said(f'<main id="main">{each}</main>'))
    [place] = re.findall(r'href="(/office/log/\d+/return)"', line)
    form: dict[str, Any] = {"revision": hidden((await editor.get(place)).text, "revision")}
    return (await editor.post(place, data=form)).status_code


async def test_a_name_that_is_not_on_the_panel_is_marked_and_an_end_kept(
    house: Organisation, editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save
):
    await save(a_person("Ada Quill", slug="ada-quill", kept_by_id=house.id))
    lines = "18.30-18.45 Welcome, Ada Quill\n19.00 Tide Talk, Dr Bo Stone\n19.30 Closing Words, Dr Ruth Adeyemi"

    await editor.post(ORDER, data={"lines": lines})

    page = said((await editor.get(ORDER)).text)
    assert "Names Ada Quill, who is not on the panel" in page
    assert "Names Dr Bo Stone, who is not on the panel" in page
    assert page.count("who is not on the panel") == 2
    assert "Until 18.45" in (await order(client))[0]
