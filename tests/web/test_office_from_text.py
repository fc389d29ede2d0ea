"""A pasted release becomes a launch: read, looked over beside its source, made, published."""

import re
from html import unescape

from events.accounts.models import Role
from tests.factories import an_organisation
from tests.organisers import Office, act
from tests.sites import said
from tests.stores import Save

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
    form = html.partition('<form method="post" action="/office/new"')[2]
    typed = dict(re.findall(r'<input (?:id="\w+" )?type="\w+" name="(\w+)" value="([^"]*)"', form))
    typed |= dict(re.findall(r'<textarea [^>]*?name="(\w+)"[^>]*>\n([^<]*)</textarea>', form))
    typed |= dict(re.findall(r'<select [^>]*name="(\w+)".*?<option value="([^"]*)" selected', form, re.DOTALL))
    return {name: unescape(value) for name, value in typed.items()}


async def test_a_pasted_release_is_published_in_three_clicks(office: Office, save: Save, client):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await editor.post("/office/new", data={"text": RELEASE, "do": "read"})
    made = await editor.post("/office/new", data=fields(review.text) | {"do": "make"})
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


async def test_each_field_leads_to_the_words_it_came_from(office: Office):
    editor = await office(Role.EDITOR)

    page = (await editor.post("/office/new", data={"text": RELEASE, "do": "read"})).text

    assert re.search(r'<mark id="m-headline"[^>]*>Queues cost the poorest twice</mark>', page)
    assert 'href="#m-headline"' in page
    source = page.partition('<section class="source"')[2].partition("</section>")[0]
    shown = unescape(re.sub(r"<[^>]+>", "", source.partition("</h2>")[2]))
    assert shown.split() == RELEASE.split()


async def test_what_cannot_be_made_is_said_beside_its_field_and_nothing_is_lost(office: Office):
    editor = await office(Role.EDITOR)
    page = (await editor.post("/office/new", data={"text": RELEASE, "do": "read"})).text

    typed = fields(page) | {"day": "31 February", "contacts": "Jo Reed", "do": "make"}
    answer = await editor.post("/office/new", data=typed)

    assert answer.status_code == 422
    assert 'href="#day"' in answer.text
    assert fields(answer.text)["body"] == fields(page)["body"]
    assert "Jo Reed" in answer.text


async def test_hostile_text_is_shown_as_text(office: Office):
    editor = await office(Role.EDITOR)
    hostile = "<script>alert(1)</script>\n\n\u202eevil\n\n" + "x" * 3000

    answer = await editor.post("/office/new", data={"text": hostile, "do": "read"})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


async def test_an_empty_or_endless_text_is_refused_in_a_sentence(office: Office):
    editor = await office(Role.EDITOR)

    empty = await editor.post("/office/new", data={"text": " ", "do": "read"})
    endless = await editor.post("/office/new", data={"text": "word " * 60_000, "do": "read"})

    assert (empty.status_code, endless.status_code) == (422, 422)
    assert "Paste a text here." in said(empty.text)
