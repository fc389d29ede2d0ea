"""A pasted release becomes a launch: read, looked over beside its source, made, published."""

import asyncio
import datetime
import io
import random
import re
import time
import zipfile
from functools import partial
from html import unescape
from urllib.parse import urlencode

import docx
import pytest
from sqlalchemy import select

from events.accounts import sessions
from events.accounts.models import Role
from events.people.models import Boilerplate, Organisation, PressContact
from events.press.models import NoteToEditors
from events.press.reading import apart, files
from events.programme.models import Publisher
from events.programme.occasions import Event, Speaker
from events.storage import Store
from tests.factories import an_organisation
from tests.organisers import COOKIE, Office, act, paste, sends
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save

RELEASE = """Press release

Queues cost the poorest twice

2 November 2026

Waiting an hour costs a cleaner twice what it costs a lawyer[i], says a report by the Larkfield Foundation and the \
Merrow Trust.

Ruth Adeyemi, Director of Research at the Larkfield Foundation, says: 'Nobody counts the hours of those who wait'.

'The Waiting Room' will be launched on 17 December 2026 at 6.30pm at a panel event featuring Miriam Castellanos, \
Presenter of The Long View, Tomasz Wieczorek, Chief Executive, Westmoor Council, Siân Llewellyn, Professor of Law at \
the University of Wexcombe, and Reader in Courts at the Open Institute, and Ida Fairweather, Founder of Queue Theory.

Notes to editors

For further information, please contact:

Larkfield Foundation: Jo Reed: 020 7946 0182 / press@larkfield.example

About the Larkfield Foundation
The Larkfield Foundation pays for research on time. It was founded in 1998.
www.larkfield.example

[i] Larkfield Foundation (2026) 'Hours and wages'. Bristol: Larkfield Foundation.
"""


def fields(html: str) -> dict[str, str]:
    """What stands in the fields of the form, as a browser would send it."""
    form = html.partition('<form method="post" action="/office/new/launch"')[2]
    typed = dict(re.findall(r'<input (?:id="\w+" )?type="\w+" name="(\w+)" value="([^"]*)"', form))
    typed |= dict(re.findall(r'<textarea [^>]*?name="(\w+)"[^>]*>\n([^<]*)</textarea>', form))
    typed |= dict(re.findall(r'<select [^>]*name="(\w+)".*?<option value="([^"]*)" selected', form, re.DOTALL))
    return {name: unescape(value) for name, value in typed.items()}


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


FULL = """EMBARGOED UNTIL 00.01 THURSDAY 17 DECEMBER 2026

Queues cost the poorest twice

Waiting an hour costs a cleaner twice what it costs a lawyer[i], says 'The Waiting Room', a report by the Larkfield \
Foundation and the Merrow Trust.

Ruth Adeyemi, Director of Research at the Larkfield Foundation, says: 'Nobody counts the [long] hours of those who \
wait'.

'The Waiting Room' will be launched on 17 December 2026 at 6.30pm at a panel event featuring Miriam Castellanos, \
Presenter of The Long View, Tomasz Wieczorek, Chief Executive, Westmoor Council (tbc), and Ida Fairweather, Founder \
of Queue Theory.

Notes to editors

1. The report is free.

2. Pictures are on request.

For further information, please contact:

Larkfield Foundation: Jo Reed: 020 7946 0182 / press@larkfield.example

Merrow Trust: Mo Quill: 020 7946 0183 / mo@merrow.example

About the Larkfield Foundation
The Larkfield Foundation pays for research on time.
www.larkfield.example

About the Merrow Trust
The Merrow Trust listens.

[i] Larkfield Foundation (2026) 'Hours & [other] wages'. Bristol: Larkfield Foundation.
"""


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


@pytest.mark.parametrize("file", [None, ("release.txt", RELEASE.encode())], ids=["pasted", "from a file"])
async def test_a_text_that_was_read_waits_for_whoever_closes_the_tab_at_its_review(
    file: tuple[str, bytes] | None, office: Office, save: Save
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, "" if file else RELEASE, file)
    begun = await editor.get("/office/new")
    again = await editor.get("/office/new/launch")
    made = await editor.post("/office/new/launch", data=fields(again.text))
    after = await editor.get("/office/new")

    assert '<a href="/office/new/launch">Press release</a> waits as you left it' in begun.text
    assert fields(again.text) | {"once": ""} == fields(review.text) | {"once": ""}
    assert made.status_code == 303
    assert "waits as you left it" not in after.text
    assert "Paste a press release" in (await editor.get("/office/new/launch")).text


async def test_a_text_is_read_anew_as_often_as_it_is_sent(office: Office):
    """Also one whose launch was made: whoever goes back in the browser and reads it again means it."""
    editor = await office(Role.EDITOR)
    page = await editor.get("/office/new")
    sent = sends(page.text) | {"text": RELEASE}

    first = await editor.post("/office/new", data=sent, follow_redirects=True)
    await editor.post("/office/new/launch", data=fields(first.text))
    second = await editor.post("/office/new", data=sent, follow_redirects=True)

    assert fields(second.text)["headline"] == "Queues cost the poorest twice"


async def test_what_was_looked_over_is_there_after_the_session_ended(office: Office, store: Store, clock: Clock):
    house = an_organisation("Larkfield Foundation")
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, RELEASE)
    typed = fields(review.text) | {"headline": "Better words"}
    before, clock.now = clock.now, clock.now + sessions.LONGEST

    lost = await editor.post("/office/new/launch", data=typed)
    assert lost.headers["location"].startswith("/sign-in")
    async with store.transaction(now=clock.now, by=ALICE) as db:
        account, _ = await sessions.of(db, editor.cookies[COOKIE], now=before) or (None, None)
        assert account
        later = await sessions.begin(db, account, now=clock.now, device="The next day")
    editor.cookies.clear()
    editor.cookies.set(COOKIE, later, domain="launch.example")
    back = await editor.get("/office/new/launch")

    assert fields(back.text)["headline"] == "Better words"
    assert "Queues cost the poorest twice</mark>" in back.text


async def test_each_field_leads_to_the_words_it_came_from(office: Office):
    editor = await office(Role.EDITOR)

    page = (await paste(editor, RELEASE)).text

    assert re.search(r'<mark id="m-headline"[^>]*>Queues cost the poorest twice</mark>', page)
    assert 'href="#m-headline"' in page
    source = page.partition('<section class="source"')[2].partition("</section>")[0]
    shown = unescape(re.sub(r"<[^>]+>", "", source.partition("</h2>")[2]))
    assert shown.split() == RELEASE.split()


async def test_what_cannot_be_made_is_said_beside_its_field_and_nothing_is_lost(office: Office):
    editor = await office(Role.EDITOR)
    page = (await paste(editor, RELEASE)).text

    typed = fields(page) | {"day": "31 February", "contacts": "Jo Reed"}
    answer = await editor.post("/office/new/launch", data=typed)

    assert answer.status_code == 422
    assert 'href="#day"' in answer.text
    assert fields(answer.text)["body"] == fields(page)["body"]
    assert "Jo Reed" in answer.text


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


async def test_a_text_that_takes_too_long_to_read_stands_beside_an_empty_form(
    office: Office, save: Save, store: Store, monkeypatch: pytest.MonkeyPatch
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    monkeypatch.setattr(apart, "SECONDS", 0.0)

    page = await paste(editor, RELEASE)
    typed = fields(page.text)
    made = await editor.post("/office/new/launch", data=typed | {"headline": "Waiting costs"})

    assert page.status_code == 200
    assert "This text could not be read" in said(page.text)
    assert (typed["text"], typed["headline"]) == (RELEASE, "")
    assert made.status_code == 303


async def test_others_are_answered_while_a_text_is_read(office: Office, monkeypatch: pytest.MonkeyPatch):
    editor = await office(Role.EDITOR)
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    await paste(editor, RELEASE)
    stuck = asyncio.create_task(apart.run(partial(time.sleep, 60)))

    await asyncio.sleep(0)
    answer = await editor.get("/office/new")

    assert answer.status_code == 200
    assert not stuck.done()
    with pytest.raises(files.Unreadable):
        await stuck
