"""Publications in the office, over HTTP: entered with their files, revised, published, corrected, taken back."""

import re
from typing import Any

import httpx2

from events.accounts.models import Role
from events.demo import papers
from events.people.models import Organisation
from events.programme.models import Launch
from tests.factories import a_host, a_person, an_event
from tests.organisers import Office
from tests.sites import said
from tests.stores import Save
from tests.web.test_office_events import hidden, standing

PDF = papers.pdf("The Waiting Room", ["What delay costs"])
PNG = papers.png("#00756c", 24)
TITLE = {"title": "The Waiting Room"}
PATH = "/office/publications/the-waiting-room"
PUBLIC = "/publications/the-waiting-room"


async def test_a_publication_is_entered_with_all_that_its_page_shows(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    editor, host, launch = await _at_work(office, save)
    event = an_event(launch)
    await save(event, a_person("Ruth Adeyemi", kept_by_id=host.id))

    typed = TITLE | {
        "subtitle": "What delay costs",
        "abstract": "An hour in a **queue** costs the poorest twice.",
        "series": "Time and the State",
        "number": "2",
        "dated": "2 November 2026",
        "pages": "64 pages",
        "language": "en-GB",
        "isbn": "ISBN 0-306-40615-2",
        "doi": "https://doi.org/10.1000/182",
        "licence": "CC BY 4.0",
        "authors": "Petra Lindqvist\r\nRuth Adeyemi\r\n",
        "author": "Tomasz Wieczorek, Chief Executive, Westmoor Council",
        "more_authors": "yes",
        "houses": "Larkfield Foundation",
        "house": "Merrow Trust",
        "topics": "Courts and justice, Local government",
        "picture_alt": "A clock without hands",
        "picture_credit": "Larkfield Foundation",
        "events": str(event.id),
    }
    files = {"picture": ("cover.png", PNG), "report": ("../../the report.pdf", PDF)}
    added = await editor.post(f"/office/launches/{launch.id}/publications/new", data=typed, files=files)
    assert (added.status_code, added.headers.get("location")) == (303, PATH)
    office_page = (await editor.get(PATH)).text
    assert standing(office_page, "isbn") == "9780306406157"
    assert (await client.get(PUBLIC)).status_code == 404

    await act(editor, f"{PATH}/publication")
    shown = (await client.get(PUBLIC)).text

    words = said(shown)
    for each in (
        "The Waiting Room What delay costs",
        "Petra Lindqvist, Ruth Adeyemi, Tomasz Wieczorek and others",
        "second in the series Time and the State",
        "Larkfield Foundation Merrow Trust",
        "64 pages",
        "CC BY 4.0",
        "9780306406157",
        "10.1000/182",
        "Courts and justice, Local government",
        "Cover Larkfield Foundation",
    ):
        assert each in words
    assert 'alt="A clock without hands"' in shown
    assert 'href="/people/ruth-adeyemi"' in shown
    assert 'href="/people/tomasz-wieczorek"' in shown
    assert 'href="/events/the-waiting-room"' in shown
    report = re.findall(r'href="(/files/[0-9a-f-]+)"', shown)[0]
    sent = await client.get(report)
    assert sent.content == PDF
    assert 'filename="the report.pdf"' in sent.headers["content-disposition"]


async def act(browser: httpx2.AsyncClient, path: str, **sent: Any) -> httpx2.Response:
    """Opens the page of an action, and does it."""
    form = {"revision": hidden((await browser.get(path)).text, "revision")}
    return await browser.post(path, data=form | sent.pop("data", {}), **sent)


async def _at_work(office: Office, save: Save) -> tuple[httpx2.AsyncClient, Organisation, Launch]:
    host, launch = a_host()
    await save(host, launch)
    return await office(Role.EDITOR, host), host, launch
