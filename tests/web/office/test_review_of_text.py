"""What was read in a text is looked over: nothing is decided for the organiser that the text does not say."""

import re
from html import unescape

import httpx2
import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from events import templating
from events.accounts import organisers
from events.accounts.models import Account, Role
from events.people.models import Organisation, Person
from events.programme.models import Publication
from events.programme.occasions import Speaker
from events.storage import Store
from tests.factories import a_host, a_person, a_post, a_publication, a_series, an_organisation
from tests.organisers import ON_ONE, Office, act, paste, sends
from tests.sites import said
from tests.stores import ALICE, NOW, Save
from tests.web.office.texts import FULL, RELEASE, fields


async def test_who_works_for_several_chooses_the_lead_that_a_text_does_not_name(office: Office, store: Store):
    editor, other = await office(Role.EDITOR), an_organisation("Westmoor Council")
    async with store.transaction(now=NOW, by=ALICE) as db:
        account = (await db.scalars(select(Account).where(Account.name == "Alice"))).one()
        db.add(other)
        await organisers.give_role(db, account, other.id, Role.EDITOR)
    review = await paste(editor, RELEASE)

    unsaid = await editor.post("/office/new/launch", data=fields(review.text) | {"lead": ""})
    chosen = await editor.post("/office/new/launch", data=fields(review.text) | {"lead": str(other.id)})

    assert '<option value="">Choose</option>' in review.text
    assert f'<option value="{other.id}" selected' not in review.text
    assert unsaid.status_code == 422
    assert "Choose one of your organisations." in unsaid.text
    assert chosen.status_code == 303


@pytest.mark.parametrize("apart", [" ", " * ", "... "])
@pytest.mark.parametrize(("below", "title"), [("", ""), ("Queues and Courts\n", "Queues and Courts")])
async def test_what_is_written_over_a_day_to_save_again_and_again_is_no_title(
    office: Office, apart: str, below: str, title: str
):
    banner = apart.join(["SAVE THE DATE"] * 3)
    text = f"{banner}\n\n{below}Thursday 17 December 2026, 6.30pm\nTidewater Hall, Bristol\n\n{banner}"

    review = await paste(await office(Role.EDITOR), text)

    read = fields(review.text)
    assert (read["headline"], read["event"]) == (title, title)
    assert read["day"] == "Thursday 17 December 2026"


async def test_a_number_that_another_report_has_is_no_hindrance_to_a_draft_and_asked_about_before_it_goes_out(
    office: Office, store: Store, save: Save
):
    house, launch = a_host()
    series = a_series("Larkfield Papers", organisation_id=house.id)
    await save(house, launch, series, a_publication(launch, "The Paper Round", series_id=series.id, series_number=7))
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, FULL)
    typed = {"publication": "The Waiting Room", "series": "Larkfield Papers", "number": "7"}

    made = await editor.post("/office/new/launch", data=fields(review.text) | typed)

    assert made.status_code == 303, said(made.text)
    page = (await editor.get(made.headers["location"])).text
    asked = "“The Waiting Room” has no number in “Larkfield Papers”, where number 7 is “The Paper Round”."
    assert asked in said(page)
    assert 'href="/office/publications/the-waiting-room#number">Mend it' in page
    async with store.whole() as db:
        found = await db.execute(select(Publication.title, Publication.series_number, Publication.series_id))
    assert sorted(found) == [
        ("The Paper Round", 7, series.id),
        ("The Waiting Room", None, series.id),
    ]


FOURTH = """MEDIA RELEASE

Queues cost the poorest twice

LONDON: Queues cost people 310 million hours a year, the Larkfield Foundation says today.

The report, “The Waiting Room”, is based on interviews. It is the fourth in the Foundation’s Shoreline Papers series.
"""


async def test_a_number_that_is_taken_is_told_in_the_review_and_before_it_goes_out_and_stays_on_a_receipt(
    office: Office, save: Save
):
    house, launch = a_host()
    series = a_series("Shoreline Papers", organisation_id=house.id)
    await save(house, launch, series, a_publication(launch, "The Paper Round", series_id=series.id, series_number=4))
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, FOURTH)
    read = fields(review.text)

    made = await editor.post("/office/new/launch", data=read)

    assert (read["series"], read["number"]) == ("Shoreline Papers", "4")
    assert "That number is taken: the report is made without one, and asked about before it goes out." in (
        said(review.text)
    )
    page = said((await editor.get(made.headers["location"])).text)
    assert (
        "Number 4 of “Shoreline Papers”, which the release “Queues cost the poorest twice” gives to “The Waiting "
        "Room”, is taken: it is “The Paper Round”."
    ) in page
    assert "has no number" not in page
    report = said((await editor.get("/office/publications/the-waiting-room")).text)
    assert "It was to be number 4 of “Shoreline Papers”, which is taken" in report


async def test_a_number_without_its_report_is_asked_about_and_kept(office: Office):
    editor = await office(Role.EDITOR)
    review = await paste(editor, FULL)
    typed = {"publication": "", "series": "Larkfield Papers", "number": "7"}

    answer = await editor.post("/office/new/launch", data=fields(review.text) | typed)

    assert answer.status_code == 422
    assert 'href="#series"' in answer.text
    assert "This belongs to a report." in answer.text
    assert fields(answer.text)["series"] == "Larkfield Papers"


async def test_as_many_fields_are_marked_as_the_heading_counts(office: Office):
    editor = await office(Role.EDITOR)
    text = "EMBARGOED UNTIL 12 noon, Friday 21 May 2027\n\n" + RELEASE.replace(" at 6.30pm", " at 6.30pm in Leeds")

    review = await paste(editor, text)
    marked = review.text.count('<span class="state wait">Check this</span>')

    assert marked
    assert f"Check {templating.cardinal(marked)}." in review.text


@ON_ONE
@pytest.mark.parametrize("letter", ["e", "е", "ე"], ids=["Latin", "Cyrillic", "Georgian"])
async def test_the_review_of_a_long_text_comes_back_in_any_script(letter: str, office: Office):
    editor = await office(Role.EDITOR)
    text = f"A report\n\n{f'{letter * 9} ' * 19_000}"
    review = (await paste(editor, "", ("report.txt", text.encode()))).text
    form = BeautifulSoup(review, "html.parser").select_one("form[data-keep]")
    assert form
    typed = sends(review)
    typed |= {"headline": "A report", "body": typed["body"][:50_000]}

    if form.get("enctype") == "multipart/form-data":
        made = await editor.post("/office/new/launch", files={name: (None, each) for name, each in typed.items()})
    else:
        made = await editor.post("/office/new/launch", data=typed)

    assert made.status_code == 303


async def test_an_event_under_an_embargo_is_not_called_as_the_news(office: Office, save: Save):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, FULL)
    read = fields(review.text)

    made = await editor.post("/office/new/launch", data=read | {"event": ""})
    before = said((await editor.get(made.headers["location"])).text).partition("Strangers read before the lift")[2]

    assert read["event"] == "Launch by Larkfield Foundation"
    assert "it is not called as the news in your text" in said(review.text)
    assert "Launch by Larkfield Foundation https://launch.example/events/launch-by-larkfield-foundation" in before
    assert "Queues cost" not in before
    assert "Waiting Room" not in before


async def test_half_an_embargo_is_asked_about(office: Office):
    editor = await office(Role.EDITOR)
    review = await paste(editor, FULL)

    for typed, field in (
        ({"embargo_time": ""}, "embargo_time"),
        ({"embargo_day": ""}, "embargo_day"),
        ({"embargo_day": "28 March 2027", "embargo_time": "1.30am"}, "embargo_time"),
        ({"embargo_day": "31 October 2027", "embargo_time": "1.30am"}, "embargo_second"),
    ):
        answer = await editor.post("/office/new/launch", data=fields(review.text) | typed)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text


@pytest.mark.parametrize("line", ["EMBARGOED UNTIL 10AM", "Embargo: 00:01", "Embargoed until 31 November 2026"])
async def test_an_embargo_of_which_no_day_can_be_read_is_asked_about(office: Office, line: str):
    text = (
        f"PRESS RELEASE\n{line}\n\nQueues cost the poorest twice\n\nQueues cost time, a report of the Fenn Trust finds."
    )

    review = await paste(await office(Role.EDITOR), text)

    assert fields(review.text)["embargo_day"] == ""
    assert f"Check this The text says “{line}”, and not on which day that lifts." in said(review.text)


@pytest.mark.parametrize(
    "line",
    ["EMBARGOED", "Sperrfrist: Donnerstag, 10 Uhr", "Sous embargo jusqu’à nouvel ordre", "EMBARGO TOT NADER ORDER"],
)
async def test_nothing_goes_out_with_a_line_about_an_embargo_that_nobody_can_read(
    office: Office, save: Save, client: httpx2.AsyncClient, line: str
):
    house = an_organisation("Fenn Trust")
    await save(house)
    editor = await office(Role.OWNER, house)
    text = f"{line}\n\nQueues cost the poorest twice\n\nQueues cost time, a report of the Fenn Trust finds."
    review = await paste(editor, text)
    made = await editor.post("/office/new/launch", data=fields(review.text))
    assert made.status_code == 303

    asked = await act(editor, made.headers["location"])

    assert asked.status_code == 422
    assert f"says: “{line}” No day can be read from that, and no embargo is entered." in said(asked.text)
    assert "Queues cost" not in (await client.get("/press")).text


async def test_each_field_leads_to_the_words_it_came_from(office: Office):
    editor = await office(Role.EDITOR)

    page = (await paste(editor, RELEASE)).text

    assert re.search(r'<mark id="m-headline"[^>]*>Queues cost the poorest twice</mark>', page)
    assert 'href="#m-headline"' in page
    source = page.partition('<section class="source"')[2].partition("</section>")[0]
    shown = unescape(re.sub(r"<[^>]+>", "", source.partition("</h2>")[2]))
    assert shown.split() == RELEASE.split()


async def test_fields_of_the_same_words_all_lead_to_them_and_what_the_text_does_not_say_leads_nowhere(office: Office):
    editor = await office(Role.EDITOR)  # of a house that the text does not name

    page, news = [BeautifulSoup((await paste(editor, each)).text, "html.parser") for each in (UNDATED, TITLED_AS_NEWS)]

    for field in ("dated", "embargo_day"):
        [link] = _row(page, field).select('a[href^="#m-"]')
        assert [each.text for each in page.select(f"mark{link['href']}")] == ["Wednesday 21 July 2027"]
        assert "Check this" in _row(page, field).text
    for field in ("lead", "event"):
        assert "Check this" in _row(news, field).text
        assert "In the text" not in _row(news, field).text


def _row(page: BeautifulSoup, field: str) -> Tag:
    """Of the form, with what is said below the field."""
    return next(each for each in page.select(".found > div") if each.select(f'[name="{field}"]'))


UNDATED = """\
Southern Lamp Trust

Roofs could light every school by 2040, study says

Schools that share their roofs pay half, says a study that the Southern Lamp Trust launches in July.

Embargo: not for publication before 9am on Wednesday 21 July 2027.

Media contact: Bronte Hill, Southern Lamp Trust, bronte@lamp.example
"""
TITLED_AS_NEWS = """\
Press Information

Berlin/Vienna: Institute for Lamps and Roofs

EMBARGO: Monday, 11 October, 12 noon CEST

Schools pay for light twice

The Institute for Lamps and Roofs and the Donau Academy invite you to the launch of the report

Double Bill. Light in rented schools

Monday, 11 October 2027
12:00 - 13:30
Donau Academy, Festival Hall, Schottenring 19, 1010 Vienna, Austria
"""


async def test_what_cannot_be_made_is_said_beside_its_field_and_nothing_is_lost(office: Office):
    editor = await office(Role.EDITOR)
    page = (await paste(editor, RELEASE)).text

    typed = fields(page) | {"day": "31 February", "contacts": "Jo Reed"}
    answer = await editor.post("/office/new/launch", data=typed)

    assert answer.status_code == 422
    assert 'href="#day"' in answer.text
    assert fields(answer.text)["body"] == fields(page)["body"]
    assert "Jo Reed" in answer.text


async def test_a_name_with_the_family_first_arrives_as_it_is_said(office: Office):
    editor = await office(Role.EDITOR)
    listed = "Speakers\n\nQUILL, Dr Ada, FRSA – Director, Lamp Trust\nMARSH, Odd – Editor, The Ebb\n"

    review = await paste(editor, f"The tide is late\n\n17 December 2026\n\n{listed}")

    assert fields(review.text)["panel"].splitlines() == [
        "Dr Ada Quill, Director, Lamp Trust",
        "Odd Marsh, Editor, The Ebb",
    ]


_IN_FULL = {
    "Mayor Ann Lee, Westmoor Council": ("Ann Lee", "Westmoor Council"),
    "Tom Ash, Ph.D., Professor of Water, Wath University": ("Tom Ash", "Wath University"),
    "Bo Rae MBE, Director, Lamp Trust": ("Bo Rae", "Lamp Trust"),
    "Shri Kim Lal, IAS (Retd.), Chairman, Water Board": ("Kim Lal", "Water Board"),
    "Pat Yew, CPA, Treasurer, Bank of Wath": ("Pat Yew", "Bank of Wath"),
}


async def test_who_is_printed_with_rank_and_letters_is_whom_we_know_without_them(
    office: Office, save: Save, store: Store
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    for name, organisation in _IN_FULL.values():
        person, employer = a_person(name, kept_by_id=house.id), an_organisation(organisation, kept_by_id=house.id)
        await save(person, employer, a_post(person, employer))
    editor = await office(Role.EDITOR, house)
    when = "Thursday 17 December 2026 at 6pm at Tidewater Hall, Bristol"
    text = f"Larkfield Foundation launches The Waiting Room on {when}.\n\nSpeakers:\n" + "\n".join(_IN_FULL)

    review = await paste(editor, text)
    made = await editor.post("/office/new/launch", data=fields(review.text) | {"event": "The Waiting Room"})

    assert "Ann Lee, Mayor, Westmoor Council" in fields(review.text)["panel"]
    assert made.status_code == 303
    async with store.whole() as db:
        people = sorted(await db.scalars(select(Person.name)))
        houses = sorted(await db.scalars(select(Organisation.name)))
    assert people == sorted(name for name, _ in _IN_FULL.values())
    assert houses == sorted(["Larkfield Foundation", *(name for _, name in _IN_FULL.values())])


async def test_letters_behind_the_name_of_somebody_new_stay_behind_it(office: Office, save: Save, client):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    who = [
        "Sir Odd Quill KC, Fountain Chambers",
        "Mx Bo Rae CBE, Chair, Lamp Trust",
        "Tom Ash, PhD, Reader, Wath University",
    ]
    text = "Larkfield Foundation launches The Waiting Room on Thursday 17 December 2026 at 6pm.\n\nSpeakers:\n"

    review = await paste(editor, text + "\n".join(who))
    made = await editor.post("/office/new/launch", data=fields(review.text) | {"event": "The Waiting Room"})
    await act(editor, made.headers["location"])

    page = said((await client.get("/events/the-waiting-room")).text)
    assert [each for each in ("Sir Odd Quill KC", "Bo Rae CBE", "Tom Ash, PhD") if each not in page] == []
    assert "Mx" not in page


async def test_of_the_two_midnights_of_a_day_an_embargo_lifts_at_the_later_one_and_somebody_looks(office: Office):
    line = "Embargoed until midnight on 30 March 2027"

    review = await paste(await office(Role.EDITOR), f"{line}\n\n{RELEASE}")

    typed = fields(review.text)
    assert (typed["embargo_day"], typed["embargo_time"]) == ("Wednesday 31 March 2027", "00.00")
    said_of_it = f"Check this “{line}” may be the midnight before that day or after it; we took the later one"
    assert said_of_it in said(review.text)


async def test_an_embargo_by_the_clock_of_no_place_waits_for_an_hour(office: Office):
    line = "Embargoed until 7pm AoE on 30 March 2027"
    editor = await office(Role.EDITOR)

    review = await paste(editor, f"{line}\n\n{RELEASE}")
    made = await editor.post("/office/new/launch", data=fields(review.text))

    assert f"The text says “{line}”, which is by the clock of no place. Write the hour" in said(review.text)
    assert (made.status_code, 'href="#embargo_time"' in made.text) == (422, True)


async def test_how_speakers_of_a_table_are_reached_is_public_nowhere_and_what_was_not_read_is_named(
    office: Office, save: Save, client
):
    house = an_organisation("Pier Club")
    await save(house)
    editor = await office(Role.EDITOR, house)
    table = "Name,Role,Organisation,Email,Phone\nAda Holm,Warden,Pier Club,ada@pier.example,020 7946 0301\n"
    table += '"Lie, Odd",Pilot,"Ropes, Nets and Lamps Fund",odd@lamp.example,\n?,Diver,Tide Lab,,07700 900371\n'

    review = await paste(editor, "", ("speakers.csv", table.encode()))
    made = await editor.post(
        "/office/new/launch", data=fields(review.text) | {"event": "Pier Day", "day": "6 May 2027"}
    )
    await act(editor, made.headers["location"])

    text = said(review.text)
    assert "are left out: ada@pier.example and 020 7946 0301 (Ada Holm); odd@lamp.example (Odd Lie)." in text
    assert "Nobody was found in “? | Diver | Tide Lab”: add who it is." in text
    page = (await client.get("/events/pier-day")).text
    assert "Ropes, Nets and Lamps Fund" in said(page)
    assert not [each for each in ("@", "7946", "900371") if each in said(page)]


RUNG = """Lamps burn all night

2 November 2026

Lamps burn all night in every second street, says a report by the Marsh Foundation and the Open Institute for Tides.

Notes to editors

Media enquiries: {}

About the Open Institute for Tides
The Open Institute for Tides counts waves.
"""


@pytest.mark.parametrize(
    ("contact", "line", "says"),
    [
        (
            "Ann Lee, 020 7946 0301",
            "Ann Lee, +442079460301",
            "The text does not say at which organisation Ann Lee can be rung.",
        ),
        (
            "Ann Lee, 020 7946 0301, ann@tides.example",
            "Open Institute for Tides: Ann Lee, +442079460301, ann@tides.example",
            "By the mail address, Ann Lee is put at Open Institute for Tides.",
        ),
        ("Ann Lee, 020 7946 0301, ann@marsh.example", "Ann Lee, +442079460301, ann@marsh.example", ""),
        ("Ann Lee, Lamps Unit: 020 7946 0301", "Lamps Unit: Ann Lee, +442079460301", "Check this"),
    ],
    ids=["of nobody", "of another by the mailbox", "of the lead by the mailbox", "of a unit"],
)
@ON_ONE
async def test_a_contact_whose_house_the_text_does_not_tell_is_checked(
    contact: str, line: str, says: str, office: Office, save: Save
):
    house = an_organisation("Marsh Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    page = BeautifulSoup((await paste(editor, RUNG.format(contact))).text, "html.parser")

    assert sends(str(page))["contacts"] == line
    assert says in _row(page, "contacts").text
    assert ("Check this" in _row(page, "contacts").text) == bool(says)


@ON_ONE
@pytest.mark.parametrize(
    ("part", "role"),
    [
        ("presenter", "panellist"),
        ("rapporteur", "panellist"),
        ("guest of honour", "panellist"),
        ("MC", "moderator"),
        ("compere", "moderator"),
        ("discussant", "respondent"),
    ],
)
async def test_what_somebody_does_on_stage_is_no_part_of_their_name(
    part: str, role: str, office: Office, save: Save, store: Store
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, RELEASE.replace("Ida Fairweather", f"Ida Fairweather ({part})", 1))
    await editor.post("/office/new/launch", data=fields(review.text))

    async with store.whole() as db:
        query = select(Person.name, Speaker.role).join(Speaker, Speaker.person_id == Person.id)
        parts = {name: said.value for name, said in await db.execute(query)}
    assert parts["Ida Fairweather"] == role
