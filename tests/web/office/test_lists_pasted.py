"""A list of people or a running order that is pasted announces an event; it is no press release."""

import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.press.models import Release
from events.programme.models import Launch
from events.storage import Store
from tests.organisers import Office, paste
from tests.sites import said
from tests.web.office.texts import fields

SPEAKERS = """Name,Role,Organisation,Confirmed
Miriam Castellanos,Presenter,The Long View,yes
Tomasz Wieczorek,Chief Executive,Westmoor Council,no
"""
ITEMS = """09:15  Registration and coffee
09:45  Keynote: Who keeps the lights on? - Professor Siân Llewellyn-Ferreira, University of Wexcombe
11:15  Panel: What the grid owes us - chaired by Ida Fairweather, Founder, Queue Theory
12:30  Close
"""
ORDER = f"""The Grid in Winter: running order

Thursday 14 January 2027

{ITEMS}"""


async def test_a_list_of_people_makes_an_event_with_its_panel_and_no_release(office: Office, store: Store):
    editor = await office(Role.EDITOR)

    review = await paste(editor, SPEAKERS)
    untitled = await editor.post("/office/new/launch", data=fields(review.text))
    titled = fields(untitled.text) | {"event": "The Long Wait"}
    made = await editor.post("/office/new/launch", data=titled)

    assert "The text gives the event no title" in said(review.text)
    assert "nothing of it is in the text" in said(review.text)  # of what a release would say
    assert fields(review.text)["body"] == ""
    assert 'href="#event"' in untitled.text
    assert "What is the event called?" in said(untitled.text)
    assert made.status_code == 303
    panel = said((await editor.get("/office/events/the-long-wait/speakers")).text)
    assert "Miriam Castellanos" in panel
    assert "Tomasz Wieczorek" in panel
    async with store.whole() as db:
        assert (await db.scalars(select(Release))).all() == []
        assert (await db.scalars(select(Launch.title))).all() == ["The Long Wait"]


@pytest.mark.parametrize("text", [ORDER, ORDER.replace("\n", "\r\n")], ids=["lines", "as a browser sends them"])
async def test_a_running_order_becomes_that_of_the_event(office: Office, text: str):
    editor = await office(Role.EDITOR)

    typed = fields((await paste(editor, text)).text)
    made = await editor.post("/office/new/launch", data=typed)

    assert (typed["headline"], typed["body"]) == ("", "")
    assert made.status_code == 303
    order = said((await editor.get("/office/events/the-grid-in-winter/programme")).text)
    for item in (
        "Registration and coffee",
        "Keynote: Who keeps the lights on? Professor Siân Llewellyn-Ferreira",
        "What the grid owes us Ida Fairweather (chair, invited)",
        "Close",
    ):
        assert item in order
    panel = said((await editor.get("/office/events/the-grid-in-winter/speakers")).text)
    assert "University of Wexcombe" in panel
    assert "lights" not in panel


async def test_no_item_of_a_running_order_is_taken_for_the_title_of_its_event(office: Office):
    editor = await office(Role.EDITOR)

    review = (await paste(editor, ITEMS)).text

    assert (fields(review)["headline"], fields(review)["event"], fields(review)["body"]) == ("", "", "")
    assert len(fields(review)["programme"].splitlines()) == 4


NEWS = """Press release

Queues cost the poorest twice

Waiting an hour costs a cleaner twice what it costs a lawyer, says a report by the Larkfield Foundation.

Ruth Adeyemi, Director of the Larkfield Foundation, says: 'Nobody counts the hours of those who wait'.
"""
EVENING = """The Waiting Room will be launched on Thursday 17 December 2026 at 6.30pm at Tidewater Hall, Bristol.

Running order
6.00    Doors (queries: Jo Reed, 07700 900233)
6.30    Welcome    Ruth Adeyemi, Larkfield Foundation
6.45    Panel: who waits?
        Tomasz Wieczorek, Chief Executive, Westmoor Council
8.00    Close
"""


async def test_a_release_keeps_the_running_order_in_it_and_its_event_has_it_too(office: Office):
    editor = await office(Role.EDITOR)

    typed = fields((await paste(editor, f"{NEWS}\n{EVENING}")).text)
    made = await editor.post("/office/new/launch", data=typed)

    assert typed["headline"] == "Queues cost the poorest twice"
    assert "Panel: who waits?" in typed["body"]
    assert typed["programme"].splitlines() == [
        "18.00 Doors",
        "18.30 Welcome",
        "  Ruth Adeyemi, Larkfield Foundation",
        "18.45 Panel: who waits?",
        "  Tomasz Wieczorek, Chief Executive, Westmoor Council",
        "20.00 Close",
    ]
    assert made.status_code == 303


async def test_hours_of_four_figures_are_no_years(office: Office):
    editor = await office(Role.EDITOR)
    told = EVENING.partition("Running order")[0]

    typed = fields((await paste(editor, f"{NEWS}\n{told}\n1900 Doors\n1930 Welcome\n2015 Close\n")).text)

    assert typed["programme"].splitlines() == ["19.00 Doors", "19.30 Welcome", "20.15 Close"]


@pytest.mark.parametrize(
    "lines",
    [
        "2019 The first queue\n2020 The second\n2021 The third",
        "9.30am Bus 4 to the coast\n9.10am Bus 7 to the hills\n8.50am Bus 9 to the lake",
        "10.00 Doors\n10.30 Welcome\n11.00 Close\n\nDay two: Friday 18 December\n10.00 Walk\n11.00 Tea\n12.00 End",
    ],
    ids=["years", "not by the clock", "two days"],
)
async def test_lines_that_may_be_no_order_of_the_event_stay_in_the_release_alone(office: Office, lines: str):
    editor = await office(Role.EDITOR)
    told = EVENING.partition("Running order")[0]

    typed = fields((await paste(editor, f"{NEWS}\n{told}\n{lines}\n")).text)

    assert lines.splitlines()[1] in typed["body"]
    assert "programme" not in typed


async def test_the_running_order_of_a_release_under_embargo_is_not_put_on_the_page_that_is_public_before_it(
    office: Office,
):
    editor = await office(Role.EDITOR)

    review = await paste(editor, f"EMBARGOED UNTIL 00.01 THURSDAY 17 DECEMBER 2026\n\n{NEWS}\n{EVENING}")

    assert "programme" not in fields(review.text)
    assert "Panel: who waits?" in fields(review.text)["body"]
    assert "Its running order is not put on the event’s page" in said(review.text)


@pytest.mark.parametrize("until", ["until 00.01 on 17 December 2026", "until further notice", "for the Sunday papers"])
async def test_a_text_under_embargo_that_is_little_but_a_running_order_gives_its_event_neither_title_nor_items(
    office: Office, until: str
):
    editor = await office(Role.EDITOR)
    news = NEWS.replace("Press release", f"Embargoed {until}").partition("Ruth Adeyemi")[0]

    review = await paste(editor, f"{news}\n{EVENING.replace('(queries: Jo Reed, 07700 900233)', '')}")

    typed = fields(review.text)
    assert typed["headline"] == "Queues cost the poorest twice"
    assert typed["event"].startswith("Launch by House of ")
    assert "Waiting an hour costs a cleaner twice" in typed["body"]
    assert "programme" not in typed
    assert "Its running order is not put on the event’s page" in said(review.text)


PRIVATE = {
    "Doors (stage manager: Jo 07700 900321)": "Doors",
    "Doors (Jo 07700\u2011900\u2011321)": "Doors",
    "Doors, 07700 900321/07700 900322": "Doors",
    "Doors, jo (at) home.example": "Doors",
    "Doors: https://wa.me/447700900321": "Doors",
    "Doors (door code 4711)": "Doors",
    "Doors; wifi code 1234; tea": "Doors; tea",
    "Doors, https://meet.example/9?pwd=Ab1": "Doors",
    "Call Jo on 07700 900321": None,
}


@pytest.mark.parametrize(
    "above", ["The Long Wait\n\nThursday 14 January 2027\n", f"{NEWS}\n{EVENING.split(chr(10))[0]}\n"]
)
@pytest.mark.parametrize(("item", "public"), PRIVATE.items(), ids=PRIVATE)
async def test_what_a_running_order_tells_its_crew_is_left_out_of_that_of_the_event_and_named(
    office: Office, above: str, item: str, public: str | None
):
    editor = await office(Role.EDITOR)

    review = await paste(editor, f"{above}\n18.00 {item}\n18.30 Welcome\n18.45 Panel: who waits?\n20.00 Close\n")

    first = [f"18.00 {public}"] if public else []
    assert fields(review.text)["programme"].splitlines() == [
        *first,
        "18.30 Welcome",
        "18.45 Panel: who waits?",
        "20.00 Close",
    ]
    assert f"numbers, mail addresses and codes are left out of “18.00 {item}”" in said(review.text)


async def test_a_mailbox_or_code_beside_a_speaker_of_a_running_order_is_no_post_of_theirs(office: Office):
    editor = await office(Role.EDITOR)
    panel = "7.15pm Panel: Odd Lie, Fjord Trust, mob 07700 900321, odd (at) home.example"
    secret = "  wifi password: hunter2, Zoom passcode 884422"
    when = "The report will be launched on Tuesday 30 March 2027 at 6.30pm at Birch Hall, 4 Mill Street, Leeds."
    news = "Trees are few in every town of the north, says a report by the Tree Forum, and nobody counts them."
    news += "\n\nThe report, Counting Trees, looks at forty towns over nine years and finds each has lost a fifth."
    head = "Tree Forum\n\nPress release\n\n1 March 2027\n\nTrees are lost in every town of the north"
    above = f"{head}\n\n{news}\n\n{when}\n\nProgramme"
    doors = "6.00pm Doors (stage manager: Jo 07700 900321)"
    items = f"{doors}\n6.30pm Welcome: Ann Lee, Director, Tree Forum\n{panel}\n{secret}\n8.00pm Close"

    typed = fields((await paste(editor, f"{above}\n{items}\n")).text)

    assert "Ann Lee, Director, Tree Forum" in typed["panel"]
    assert "Odd Lie, Fjord Trust" in typed["panel"]
    assert not [each for each in ("@", "hunter2", "884422", "07700") if each in typed["panel"] + typed["programme"]]


BESIDE = {
    "Stage manager: Jo 07700 900321, door code 4411": "",
    "Wifi: GridGuest password hunter2": "",
    "The hall is warm. Ring Ann on 020 7946 0182 for the green room.": "The hall is warm",
    "Bring a coat; lunch is free (Zoom passcode 884422).": "Bring a coat; lunch is free.",
    "The lift is out of order.": "The lift is out of order.",
}


async def test_what_only_the_crew_may_read_beside_a_running_order_is_not_on_the_page_of_the_event(office: Office):
    editor = await office(Role.EDITOR)

    review = await paste(editor, f"{ORDER}\n" + "\n".join(BESIDE))

    typed = fields(review.text)
    assert typed["headline"] == ""
    assert typed["body"].splitlines() == [each for each in BESIDE.values() if each]
    told = said(review.text)
    assert all(f"“{line}”" in told for line, public in BESIDE.items() if line != public)
    assert "“The lift is out of order.”" not in told
    assert "It still gives" not in told


async def test_what_only_the_crew_may_read_below_a_list_of_people_is_not_on_the_page_of_the_event(office: Office):
    editor = await office(Role.EDITOR)
    listed = "Speakers\n\nAnn Lee, Director, Tree Forum\nOdd Lie, Chair, Fjord Trust\n"

    review = await paste(editor, f"{listed}\nCrew: Jo 07700 900321\nDoor code 4411\n")

    assert fields(review.text)["body"] == ""
    assert "left out of “Crew: Jo 07700 900321” and “Door code 4411”" in said(review.text)


async def test_an_advisory_to_the_press_that_has_a_running_order_stays_one(office: Office):
    editor = await office(Role.EDITOR)
    advisory = f"{ORDER}\nThe hall is warm.\n\nPress contact: Jo Reed, 020 7946 0182, press@larkfield.example\n"

    typed = fields((await paste(editor, advisory)).text)

    assert "The Grid in Winter" in typed["headline"]
    assert "The hall is warm." in typed["body"]


async def test_a_line_of_the_running_order_with_no_hour_that_can_be_is_named(office: Office):
    editor = await office(Role.EDITOR)
    typed = fields((await paste(editor, ORDER)).text)

    answer = await editor.post("/office/new/launch", data=typed | {"programme": "29.75 Welcome"})

    assert answer.status_code == 422
    assert 'href="#programme"' in answer.text


TABLE = """Time,Title,Speaker
18:00,Registration,
18:30,Welcome,"Ruth Adeyemi, Director, Larkfield Foundation"
18:45,Who pays for waiting?,"Shahida Rahman, Founder, Queue Theory; Tomasz Wieczorek, Chief Executive, Westmoor Council"
"""
TABLES = {
    "commas": TABLE,
    "bars": "18:00 | Registration |\n18:30 | Welcome | Ruth Adeyemi, Director, Larkfield Foundation\n",
    "columns of their own": "Start;End;Session;Speaker;Role;Organisation\n18:00;18:30;Registration;;;\n"
    "18:30;;Welcome;Ruth Adeyemi;Director;Larkfield Foundation\n",
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
async def test_a_table_makes_items_that_name_who_speaks_and_a_panel_of_them(office: Office, table: str):
    editor = await office(Role.EDITOR)
    table = table if "Title" in table or "Session" in table else f"Time | Title | Speaker\n{table}"

    typed = fields((await paste(editor, table)).text)
    made = await editor.post("/office/new/launch", data=typed | {"event": "The Long Wait", "day": "14 January 2027"})

    assert made.status_code == 303
    assert typed["programme"].splitlines()[:3] == [
        "18:00 Registration",
        "18:30 Welcome",
        "  Ruth Adeyemi, Director, Larkfield Foundation",
    ]
    panel = said((await editor.get("/office/events/the-long-wait/speakers")).text)
    assert "Ruth Adeyemi Panellist. Director, Larkfield Foundation" in panel
    assert "Welcome" not in panel
    assert ("Tomasz Wieczorek" in panel) == (table == TABLE)


async def test_a_table_is_added_to_the_running_order_of_an_event(office: Office):
    editor = await office(Role.EDITOR)
    typed = fields((await paste(editor, ORDER)).text)
    await editor.post("/office/new/launch", data=typed)
    path = "/office/events/the-grid-in-winter/programme"

    assert (await editor.post(path, data={"lines": TABLE})).status_code == 303

    page = said((await editor.get(path)).text)
    assert "18.45 Who pays for waiting? Shahida Rahman, Founder, Queue Theory Tomasz Wieczorek" in page
    assert "Speaker" not in page.partition("Add to it")[0].partition("18.00 Registration")[2]
