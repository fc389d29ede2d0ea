"""A pasted release becomes a launch: read, looked over beside its source, made, published."""

import datetime
import io
import random
import re
import zipfile
from html import unescape
from urllib.parse import urlencode

import docx
import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.people.models import Boilerplate, Organisation, PressContact
from events.press.models import NoteToEditors
from events.programme.models import Publisher
from events.programme.occasions import Event, Speaker
from events.storage import Store
from tests.factories import an_organisation
from tests.organisers import ON_ONE, Office, act, paste
from tests.sites import said
from tests.stores import NOW, Save
from tests.web.office.texts import FULL, RELEASE, fields


async def test_a_pasted_release_is_published_in_three_clicks(office: Office, save: Save, client):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, RELEASE)
    made = await editor.post("/office/new/launch", data=fields(review.text))
    launch = made.headers["location"]
    published = await act(editor, launch)

    assert published.status_code == 303
    event = said((await client.get("/events/the-waiting-room")).text)
    assert "18.30" in event
    release = said((await client.get("/press/queues-cost-the-poorest-twice")).text)
    assert "Nobody counts the hours of those who wait" in release
    assert "Hours and wages" in release
    assert "Jo Reed" in release
    panel = said((await editor.get("/office/events/the-waiting-room/speakers")).text)
    assert panel.count("Invited") == 4
    for name in ("Miriam Castellanos", "Tomasz Wieczorek", "Siân Llewellyn", "Ida Fairweather"):
        assert name in panel
    assert "Professor of Law, University of Wexcombe" in panel.replace("the University", "University")


async def test_a_text_that_was_pasted_before_is_said_to_be_and_houses_nobody_entered_are_named(
    office: Office, save: Save
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, RELEASE)
    assert "here already" not in review.text
    assert "New here: Merrow Trust. Publishing names it as behind the launch" in said(review.text)
    made = await editor.post("/office/new/launch", data=fields(review.text))

    again = await paste(editor, RELEASE)
    elsewhere = await paste(await office(Role.EDITOR), RELEASE)

    assert "A release with this headline is here already" in said(again.text)
    assert f'href="{made.headers["location"].removesuffix("/publication")}"' in again.text
    assert "New here" not in said(again.text)
    assert "here already" not in elsewhere.text


@pytest.mark.parametrize("headline", ["Queues " * 80, "Queues\x00cost", "Queues\ufffe", "Queues \ud800"], ids=ascii)
async def test_a_headline_that_cannot_be_one_is_looked_over_like_any_other(office: Office, save: Save, headline: str):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, RELEASE)
    typed = urlencode(fields(review.text) | {"headline": headline}, errors="surrogatepass")

    form = {"content-type": "application/x-www-form-urlencoded"}
    refused = await editor.post("/office/new/launch", content=typed, headers=form)

    assert refused.status_code == 422


async def test_every_fact_of_a_text_arrives_where_it_belongs(office: Office, save: Save, store: Store, client):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, FULL)
    made = await editor.post("/office/new/launch", data=fields(review.text))

    assert made.status_code == 303
    release = said((await editor.get("/office/releases/queues-cost-the-poorest-twice")).text)
    assert "Nobody counts the [long] hours of those who wait.’ — Ruth Adeyemi, Director of Research" in release
    assert "'Hours & [other] wages'" in release
    assert "twice what it costs a lawyer1, says" in release
    assert "Embargoed until 00.01 GMT (UTC+0), Thursday 17 December 2026" in release
    assert "The report is free. Pictures are on request." in release
    assert release.index("Jo Reed, Larkfield Foundation") < release.index("Mo Quill, Merrow")
    panel = said((await editor.get("/office/events/launch-by-larkfield-foundation/speakers")).text)
    assert "Presenter, The Long View" in panel
    approvals = said((await editor.get(made.headers["location"].replace("publication", "approvals"))).text)
    assert "Ruth Adeyemi is quoted" in approvals
    async with store.whole() as db:
        speakers = {each.name: each for each in await db.scalars(select(Speaker))}
        lead = (await db.scalars(select(Organisation).where(Organisation.id == house.id))).one()
    assert lead.website == "https://www.larkfield.example"
    shown = {name: each.shown_while_invited for name, each in speakers.items()}
    assert shown == {"Miriam Castellanos": True, "Tomasz Wieczorek": False, "Ida Fairweather": True}


async def test_a_house_that_a_text_names_in_full_in_short_and_by_its_first_words_is_one(
    office: Office, save: Save, store: Store
):
    house = an_organisation("Larkfield Institute for Hours")
    await save(house)
    editor = await office(Role.EDITOR, house)
    told = "a report published today by the Larkfield Institute for Hours (LIH)"
    pasted = RELEASE.replace("Larkfield Foundation", "Larkfield Institute").replace(
        "About the Larkfield Institute\n", "About the Larkfield Institute for Hours\n"
    )
    pasted = pasted.replace("\nRuth Adeyemi,", f"\nQueues cost, says {told}.\n\nRuth Adeyemi,")

    review = await paste(editor, pasted)
    made = await editor.post("/office/new/launch", data=fields(review.text))

    assert made.status_code == 303
    async with store.whole() as db:
        houses = {each.name: each for each in await db.scalars(select(Organisation))}
        said_of_itself = (await db.scalars(select(Boilerplate))).one()
        ringing = (await db.scalars(select(PressContact))).one()
    assert [name for name in houses if "Larkfield" in name or name == "LIH"] == [house.name]
    assert houses[house.name].short_name == "LIH"
    assert (said_of_itself.organisation_id, ringing.organisation_id) == (house.id, house.id)


async def test_speech_with_its_speaker_amid_it_is_one_quotation_that_can_be_signed_off(office: Office) -> None:
    editor = await office(Role.EDITOR)
    line = next(each for each in RELEASE.split("\n") if each.startswith("Ruth Adeyemi"))
    amid = '"We wait all day long," said Ruth Adeyemi, of the Larkfield Foundation. "Nobody counts the hours."'

    review = await paste(editor, RELEASE.replace(line, amid))
    made = await editor.post("/office/new/launch", data=fields(review.text))

    release = (await editor.get("/office/releases/queues-cost-the-poorest-twice")).text
    assert "> We wait all day long. Nobody counts the hours.\n> — Ruth Adeyemi" in unescape(release)
    approvals = said((await editor.get(made.headers["location"].replace("publication", "approvals"))).text)
    assert "Ruth Adeyemi is quoted" in approvals


async def test_nobody_puts_words_in_the_mouth_of_a_house_that_has_its_own_organisers(
    office: Office, save: Save, store: Store
):
    house, merrow = an_organisation("Larkfield Foundation"), an_organisation("Merrow Trust", published_at=NOW)
    await save(house, merrow)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, FULL)
    await editor.post("/office/new/launch", data=fields(review.text))

    async with store.whole() as db:
        said_of_itself = await db.scalars(select(Boilerplate).where(Boilerplate.organisation_id == merrow.id))
        ringing = await db.scalars(select(PressContact).where(PressContact.organisation_id == merrow.id))
        assert (said_of_itself.all(), ringing.all()) == ([], [])
        assert (await db.scalars(select(Organisation.short_name).where(Organisation.id == merrow.id))).one() is None
        notes = [*await db.scalars(select(NoteToEditors.text).order_by(NoteToEditors.position))]
    assert notes[-2:] == [
        "Press contact at Merrow Trust: Mo Quill, +442079460183, mo@merrow.example",
        "About Merrow Trust: The Merrow Trust listens.",
    ]


async def test_a_post_the_doors_and_the_publisher_of_a_text_arrive_and_a_partner_publishes_nothing(
    office: Office, save: Save, store: Store
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    text = RELEASE.replace(
        "a report by the Larkfield Foundation and the Merrow Trust.",
        "a report by the Larkfield Foundation, in partnership with the Merrow Trust.",
    )
    text = text.replace("at 6.30pm at", "at 6.30pm (doors 6pm) at").replace("Jo Reed:", "Jo Reed, Head of Press,")

    review = fields((await paste(editor, text)).text)
    await editor.post("/office/new/launch", data=review)

    assert review["contacts"] == "Larkfield Foundation: Jo Reed (Head of Press), +442079460182, press@larkfield.example"
    assert "Jo Reed" not in review["body"]
    async with store.whole() as db:
        event = (await db.scalars(select(Event))).one()
        assert (event.starts, event.doors) == (datetime.time(18, 30), datetime.time(18))
        published = await db.scalars(
            select(Organisation.name).join(Publisher, Publisher.organisation_id == Organisation.id)
        )
        assert published.all() == ["Larkfield Foundation"]
        assert (await db.scalars(select(PressContact.name))).all() == ["Jo Reed (Head of Press)"]


async def test_who_was_taken_out_of_a_launch_publishes_nothing_of_it(office: Office, save: Save):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    review = fields((await paste(editor, RELEASE)).text)

    answer = await editor.post("/office/new/launch", data=review | {"hosts": ""})

    assert review["publishers"].splitlines() == ["Larkfield Foundation", "Merrow Trust"]
    assert answer.status_code == 422
    assert "“Merrow Trust” publishes it, but is not under With." in said(answer.text)


async def test_a_file_is_read_as_a_pasted_text_is(office: Office):
    editor = await office(Role.EDITOR)

    read = await paste(editor, "", ("release.md", RELEASE.encode()))
    broken = await paste(editor, "Kept.", ("release.docx", b"PK nonsense"))

    assert fields(read.text)["headline"] == "Queues cost the poorest twice"
    assert broken.status_code == 422
    assert 'href="#file"' in broken.text
    assert "Kept." in broken.text


async def test_a_word_file_is_read_with_the_pictures_of_its_letterhead_in_it(office: Office):
    editor = await office(Role.EDITOR)
    document, written = docx.Document(), io.BytesIO()
    document.add_heading("Queues cost the poorest twice")
    document.save(written)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("word/media/letterhead.jpeg", random.Random(1).randbytes(4_000_000))

    read = await paste(editor, "", ("release.docx", written.getvalue()))

    assert fields(read.text)["headline"] == "Queues cost the poorest twice"


async def test_what_is_left_out_of_a_file_is_told_beside_its_text(office: Office):
    editor = await office(Role.EDITOR)
    struck = RELEASE.replace("\n\n", "\n\n~~Ring the chair first.~~\n\n", 1)

    read = await paste(editor, "", ("release.md", struck.encode()))

    assert "The file has words that are struck out, which were left out." in said(read.text)
    assert fields(read.text)["headline"] == "Queues cost the poorest twice"
    assert "Ring the chair" not in read.text


async def test_hostile_text_is_shown_as_text(office: Office):
    editor = await office(Role.EDITOR)
    hostile = "<script>alert(1)</script>\n\n\u202eevil\n\n" + "x" * 3000

    answer = await paste(editor, hostile)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


async def test_an_empty_or_endless_text_is_refused_in_a_sentence(office: Office):
    editor = await office(Role.EDITOR)

    empty = await paste(editor, " ")
    endless = await paste(editor, "word " * 60_000)

    assert (empty.status_code, endless.status_code) == (422, 422)
    assert "Paste a text here, or choose a file." in said(empty.text)


@pytest.mark.parametrize("files", [None, {"picture": ("a.png", b"")}], ids=["typed", "with a file"])
@pytest.mark.parametrize("path", ["/office/new", "/office/people/new", "/sign-in"])
async def test_a_form_that_is_too_large_to_be_taken_is_answered_by_a_page_that_says_what_to_do(
    path: str, files: dict[str, tuple[str, bytes]] | None, office: Office
):
    editor = await office(Role.EDITOR)

    answer = await editor.post(path, data={"text": "Queues cost. " * 100_000}, files=files)

    assert answer.status_code == 413
    assert "<h1>That is more than 1 MB, the most that is taken here at once</h1>" in answer.text
    assert "Nothing was saved. Go back, where what you typed still stands" in said(answer.text)


async def test_lines_and_lists_of_a_text_stay_lines_and_lists_in_the_release(office: Office, save: Save, client):
    house = an_organisation("Northgate Trust")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, LISTS)
    made = await editor.post("/office/new/launch", data=fields(review.text))
    await act(editor, made.headers["location"])

    page = (await client.get("/press/canal-towpaths-save-councils-millions")).text
    assert ["One towpath in three leads to a school;", "every pound saves four."] in _items(page, "ul")
    assert ["Count everybody.", "Mend the lamps."] in _items(page, "ol")
    assert "10.00 Ribbon at the lock<br>" in re.sub(r"\s*(<br>)", r"\1", page)
    assert "3. A third step that nobody has found." in said(page)
    plain = (await client.get("/press/canal-towpaths-save-councils-millions.txt")).text
    assert "\n10.00 Ribbon at the lock\n10.30 Walk to the weir\n" in plain
    assert "\\" not in plain


async def test_a_second_number_of_somebody_to_ring_is_public_nowhere_and_the_review_says_so(
    office: Office, save: Save, client
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, RELEASE.replace("020 7946 0182 /", "020 7946 0182 / 07700 900233 (home) /"))
    made = await editor.post("/office/new/launch", data=fields(review.text))
    await act(editor, made.headers["location"])

    assert "one mail address are kept of each; left out: +44 7700 900233 (Jo Reed)." in said(review.text)
    release = said((await client.get("/press/queues-cost-the-poorest-twice")).text).replace("\u00a0", " ")
    assert "020 7946 0182" in release
    assert "900233" not in release


async def test_a_second_number_in_a_line_that_says_more_is_pointed_out_where_it_would_be_public(office: Office):
    editor = await office(Role.EDITOR)
    whole = "Jo Reed, 020 7946 0182 or, from the night of the launch on, 07700 900233"

    review = await paste(editor, RELEASE.replace("Jo Reed: 020 7946 0182 / press@larkfield.example", whole))

    assert "07700 900233" in fields(review.text)["body"]
    assert "It still gives +44 7700 900233 (Jo Reed), which would be public with it." in said(review.text)


def _items(html: str, kind: str) -> list[list[str]]:
    """The items of all lists of a kind on a page, as words."""
    lists = re.findall(rf"<{kind}\b[^>]*>(.*?)</{kind}>", html, re.DOTALL)
    items = (re.findall(r"<li\b[^>]*>(.*?)</li>", each, re.DOTALL) for each in lists)
    return [[re.sub(r"<[^>]+>", "", item).strip() for item in each] for each in items]


LISTS = """\
Northgate Trust

Press release, 3 March 2027

Canal towpaths save councils millions

Towpaths keep towns healthy, says a report published today by the Northgate Trust, which has walked all of them.

The report finds:
• One towpath in three leads to a school;
• every pound saves four.

Two steps are needed:
1. Count everybody.
2. Mend the lamps.

3. A third step that nobody has found.

The day in short
10.00 Ribbon at the lock
10.30 Walk to the weir

ENDS
"""


async def test_a_number_out_of_hours_comes_with_whom_it_is_of_and_is_public_as_such(
    office: Office, save: Save, store: Store, client
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    contact = "Jo Reed: 020 7946 0182 / press@larkfield.example"

    review = await paste(editor, RELEASE.replace(contact, f"{contact}\nOut of hours: 07700 900233"))
    made = await editor.post("/office/new/launch", data=fields(review.text))
    await act(editor, made.headers["location"])

    assert fields(review.text)["contacts"].endswith(", press@larkfield.example, out of hours +447700900233")
    async with store.whole() as db:
        (jo,) = await db.scalars(select(PressContact).where(PressContact.mail == "press@larkfield.example"))
    assert (jo.phone, jo.out_of_hours) == ("+442079460182", "+447700900233")
    release = said((await client.get("/press/queues-cost-the-poorest-twice")).text).replace("\u00a0", " ")
    assert "Out of hours: +44 7700 900233" in release


STANDING = {
    "Ask [Ann](tel:+447700900233) before you print.": "+44 7700 900233",
    "Mo Quill’s sister is at home on 07700 900233, and glad to talk.": "+44 7700 900233",
    "Copies are with [the author](mailto:ann@home.example).": "ann@home.example",
}


@pytest.mark.parametrize(("line", "way"), STANDING.items(), ids=STANDING)
async def test_whoever_could_be_reached_through_the_text_of_a_release_is_asked_about(
    office: Office, line: str, way: str
):
    editor = await office(Role.EDITOR)

    review = await paste(editor, RELEASE.replace("\nNotes to", f"\n{line}\n\nNotes to"))

    assert line in fields(review.text)["body"]
    assert f"It still gives {way}, which would be public with it." in said(review.text)


@pytest.mark.parametrize(
    "line",
    [
        "Whoever waits can ring the helpline on 020 7946 0199.",
        "It is free on 0808 157 0199.",
        "Tickets are had from 020 7946 0199 or desk@larkfield.example.",
        "The atlas, ISBN 978-0-7946-0199-1, had grant 2020 7946 0199 and cost £20 7946.",
    ],
)
async def test_what_is_printed_for_everybody_is_not_asked_about(office: Office, line: str):
    editor = await office(Role.EDITOR)

    review = await paste(editor, RELEASE.replace("\nNotes to", f"\n{line}\n\nNotes to"))

    assert line in fields(review.text)["body"]
    assert "would be public with it" not in said(review.text)


KEPT_FROM_PRINT = [
    "Jo’s mobile is 07700 900233, do not print.",
    "CONFIDENTIAL – Mo Quill’s home number is 07700 900233.",
    "Note to desk: Ann can be rung at home on 07700 900233.",
    "Notes to the desk (not for publication)\nAnn is at home on 07700 900233.\nThe caterer is paid.",
    "Mary Poole, case study, is on 07700 900233 (not for publication).",
]


@pytest.mark.parametrize("lines", KEPT_FROM_PRINT)
async def test_what_a_text_keeps_from_print_is_nowhere_in_its_release_and_is_named(
    office: Office, lines: str, save: Save, store: Store
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, RELEASE.replace("\nAbout", f"\n{lines}\n\nAbout"))

    typed = fields(review.text)
    kept = [f"“{each}”" for each in lines.splitlines()]
    assert all(each in said(review.text) for each in kept)
    assert "The text keeps this from print, and it is left out" in said(review.text)
    assert not [name for name, each in typed.items() if name != "text" and ("900233" in each or "caterer" in each)]


@pytest.mark.parametrize(
    ("mark", "numbered"),
    [("[1]", "1."), ("(1)", "1."), ("[1]", "1)"), ("¹", "1."), ("[1]", "[1]"), ("[i]", "(i)")],
)
@ON_ONE
async def test_what_refers_to_an_endnote_leads_to_it_however_its_note_is_numbered(
    mark: str, numbered: str, office: Office, save: Save, client
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    told = RELEASE.replace("costs a lawyer[i], says a report", f"costs a lawyer in 31 towns.{mark} So says a report")
    noted = told.replace("Notes to editors\n", f"Notes to editors\n\n{numbered} Lawyers were asked in 2021.\n").split(
        "[i] L"
    )[0]

    review = await paste(editor, noted)
    made = await editor.post("/office/new/launch", data=fields(review.text))
    before = said((await editor.get(made.headers["location"])).text)
    await act(editor, made.headers["location"])

    assert "refers to endnote" not in before
    page = (await client.get("/press/queues-cost-the-poorest-twice")).text
    assert re.search(r"in 31 towns\.<sup[^>]*><a [^>]*>1</a></sup> So says", page)
    assert "Lawyers were asked in 2021." in said(page)


@ON_ONE
async def test_a_mistyped_number_of_somebody_to_ring_is_named_and_public_nowhere(office: Office, save: Save, client):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, RELEASE.replace("020 7946 0182 /", "T: 01482 496 0123  M: 020 7946 0182 /"))
    made = await editor.post("/office/new/launch", data=fields(review.text))
    await act(editor, made.headers["location"])

    assert "No number is “01482 496 0123” (Jo Reed), so it is left out; write what was meant." in said(review.text)
    release = said((await client.get("/press/queues-cost-the-poorest-twice")).text).replace("\u00a0", " ")
    assert ("020 7946 0182" in release, "496 0123" in release) == (True, False)
