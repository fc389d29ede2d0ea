"""A pasted text is a draft in all its parts: what it says of people and houses that are public waits with it."""

import re
from datetime import timedelta
from html import unescape

import httpx2
import pytest

from events.accounts.models import Role
from events.people.models import Boilerplate, Organisation, PressContact
from events.programme.models import Host, HostRole
from events.programme.occasions import Event
from tests.factories import a_launch, a_listed_post, a_person, a_post, a_speaker, an_event, an_organisation
from tests.organisers import Office, act, hidden, paste, sends
from tests.sites import Clock, said
from tests.stores import NOW, Save
from tests.web.office.texts import fields

HOUSE, PERSON, EVENT = "/organisations/larkfield-foundation", "/people/ruth-adeyemi", "/events/the-waiting-room"

TEXT = """EMBARGOED UNTIL 00.01 on Thursday 17 December 2026

Larkfield Foundation (LF) joins the Merrow Trust

The boards of both have agreed to work as one from January.

The plans are told on Thursday 17 December 2026, 11.00 to 12.00, at the Signal Tower, 9 Quayside, Hull HU1 2PP.

Panel:
Ruth Adeyemi, Outgoing Director, Larkfield Foundation
Ida Fairweather, Founder, Queue Theory

Press contact:
Larkfield Foundation: Mo Quill, 020 7946 0183, merger@larkfield.example

About the Larkfield Foundation
The Larkfield Foundation is part of the Merrow Trust. www.larkfield.example
"""
NEW = ("Outgoing Director", "Mo Quill", "merger@larkfield.example", "is part of the Merrow Trust", "(LF)", "Merrow")


async def _known_house(save: Save) -> tuple[Organisation, Event]:
    """A foundation that has launched something, with somebody on stage and words of its own."""
    house, ruth = an_organisation(), a_person()
    ruth.kept_by_id = house.id
    launch = a_launch(house)
    event = an_event(launch, published_at=NOW - timedelta(days=3))
    speaker = a_speaker(event, ruth)
    await save(house, ruth, launch, event, speaker, a_listed_post(speaker, "Trustee", house))
    await save(a_post(ruth, house, "Trustee"))
    await save(Boilerplate(organisation_id=house.id, version=1, text="We pay for research on time."))
    await save(PressContact(organisation_id=house.id, name="Jo Reed", phone="+442079460182"))
    return house, event


async def _read_by_all(client: httpx2.AsyncClient) -> str:
    pages = [await client.get(each) for each in (HOUSE, PERSON, EVENT, "/press", "/search?q=outgoing+director")]
    return "".join(said(each.text) + each.text for each in pages)


async def test_nobody_reads_what_a_pasted_text_says_of_a_public_house_before_its_release_is_out(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, _ = await _known_house(save)
    editor = await office(Role.OWNER, house)
    review = await paste(editor, TEXT)

    made = await editor.post("/office/new/launch", data=fields(review.text))
    before = await _read_by_all(client)
    await act(editor, made.headers["location"], reason="All agreed.")
    published = await _read_by_all(client)
    clock.now = NOW.replace(month=12, day=17, hour=9)
    after = await _read_by_all(client)

    for page in (before, published):
        assert "We pay for research on time." in page
        assert "Jo Reed" in page
    for words in NEW:
        assert words not in before, words
    for words in ("Mo Quill", "merger@larkfield.example", "is part of the Merrow Trust"):
        assert words not in published, words
        assert words in after, words


async def test_an_organiser_says_at_the_house_itself_what_it_says_from_now_on(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, _ = await _known_house(save)
    editor = await office(Role.OWNER, house)
    review = await paste(editor, TEXT)
    await editor.post("/office/new/launch", data=fields(review.text))
    words = await editor.get(f"/office{HOUSE}/boilerplates")
    contacts = await editor.get(f"/office{HOUSE}/contacts")
    [contact] = re.findall(rf'href="(/office{HOUSE}/contacts/[^"/]+)"><bdi>Mo Quill', contacts.text)

    assert "the public reads it once a release that uses it is out" in said(words.text)
    assert "Came with a release" in said(contacts.text)
    text = "The Larkfield Foundation is part of the Merrow Trust. www.larkfield.example"
    revision = hidden(words.text, "revision")
    await editor.post(f"/office{HOUSE}/boilerplates", data={"revision": revision, "text": text, "language": "en-GB"})
    one = await editor.get(contact)
    await editor.post(contact, data={**_typed(one.text), "revision": hidden(one.text, "revision")})

    page = said((await client.get(HOUSE)).text)
    assert "is part of the Merrow Trust" in page
    assert "Mo Quill" in page


async def test_another_release_is_begun_with_what_anybody_can_read(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, other = await _known_house(save)
    editor = await office(Role.OWNER, house)
    review = await paste(editor, TEXT)
    await editor.post("/office/new/launch", data=fields(review.text))

    form = (await editor.get(f"/office/launches/{other.launch_id}/releases/new")).text
    chosen = unescape("".join(re.findall(r"<option [^>]*selected>[^<]*</option>", form)))

    assert "We pay for research on time." in chosen
    assert "Jo Reed" in chosen
    assert "Merrow" not in chosen
    assert "merger@larkfield.example (not public yet)" in form


async def test_another_house_reads_nothing_that_waits_for_a_release(office: Office, save: Save):
    house, _ = await _known_house(save)
    partner = an_organisation("Beta House")
    launch = a_launch(partner, title="Beta")
    await save(partner, launch, Host(launch_id=launch.id, organisation_id=house.id, role=HostRole.PARTNER))
    editor = await office(Role.OWNER, house)
    review = await paste(editor, TEXT)
    await editor.post("/office/new/launch", data=fields(review.text))

    form = (await (await office(Role.OWNER, partner)).get(f"/office/launches/{launch.id}/releases/new")).text

    assert "Jo Reed" in form
    for words in NEW:
        assert words not in form, words


async def test_nothing_is_added_to_whom_anybody_can_ring_by_a_text_that_waits(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, _ = await _known_house(save)
    editor = await office(Role.OWNER, house)
    review = await paste(editor, TEXT.replace("EMBARGOED UNTIL 00.01 on Thursday 17 December 2026", "PRESS RELEASE"))
    made = await editor.post("/office/new/launch", data=fields(review.text))
    await act(editor, made.headers["location"], reason="All agreed.")
    assert "Mo Quill" in said((await client.get(HOUSE)).text)

    later = TEXT.replace("merger@larkfield.example", "merger@larkfield.example, out of hours 07700 900321")
    review = await paste(editor, later)
    await editor.post("/office/new/launch", data=fields(review.text))

    assert "900321" in fields(review.text)["contacts"]
    assert "900321" not in (await _read_by_all(client)).replace(" ", "")


@pytest.mark.parametrize("typed", ["a byline", "the panel of an event that was taken back"])
async def test_a_post_that_is_typed_into_a_draft_is_none_of_a_public_person_yet(
    typed: str, office: Office, save: Save, client: httpx2.AsyncClient
):
    house, _ = await _known_house(save)
    launch = a_launch(house, title="Another")
    await save(launch)
    editor = await office(Role.OWNER, house)
    said_of_ruth = "Ruth Adeyemi, Outgoing Director, Larkfield Foundation"
    if typed == "a byline":
        place = f"/office/launches/{launch.id}/publications/new"
        line = {"title": "A report", "authors": said_of_ruth}
    else:
        place = "/office/events/another-evening/speakers"
        line = {"lines": said_of_ruth, "state": "confirmed"}
        await save(an_event(launch, "Another evening", published_at=NOW, withdrawn_at=NOW))

    sent = await editor.post(place, data=sends((await editor.get(place)).text) | line)

    assert sent.status_code == 303
    assert "Outgoing" not in await _read_by_all(client)


def _typed(html: str) -> dict[str, str]:
    form = html.partition('<form method="post"')[2]
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
