"""Publications in the office, over HTTP: entered with their files, revised, published, corrected, taken back."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import httpx2
from sqlalchemy import func, select

from events.accounts.models import Role
from events.demo import papers
from events.people.models import Organisation
from events.programme.models import (
    Author,
    Host,
    HostRole,
    Launch,
    Publication,
    PublicationTopic,
    PublicationVersion,
    Publisher,
)
from events.programme.occasions import EventPublication
from events.storage import Store
from events.storage.files import File
from tests.factories import (
    a_host,
    a_launch,
    a_person,
    a_post,
    a_publication,
    a_release,
    a_series,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import Office, hidden, sends, standing
from tests.sites import Clock, said
from tests.stores import NOW, Save

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

    await editor.post(PATH, data=sends(office_page) | {"picture_credit": "Tide Trust"})
    log = said((await editor.get("/office/log")).text)
    await editor.post(PATH, data=sends((await editor.get(PATH)).text) | {"picture_credit": "Larkfield Foundation"})
    assert "Credit Larkfield Foundation Tide Trust" in log
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


async def test_what_a_launch_with_one_event_publishes_is_launched_there_unless_somebody_says_otherwise(
    office: Office, save: Save
) -> None:
    house, launch = a_host()
    event = an_event(launch)
    await save(house, launch, event)
    editor = await office(Role.EDITOR, house)
    place = f"/office/launches/{launch.id}"

    alone = (await editor.get(f"{place}/publications/new")).text
    await save(a_publication(launch))
    second = (await editor.get(f"{place}/events/new")).text
    await save(an_event(launch, slug="another", title="Another"))
    among_two = (await editor.get(f"{place}/publications/new")).text

    assert re.search(rf'name="events" value="{event.id}"[^>]* checked', alone)
    assert 'name="launched"' in second
    assert not re.search(r'name="launched"[^>]* checked', second)
    assert 'name="events"' in among_two
    assert not re.search(r'name="events"[^>]* checked', among_two)


async def test_the_first_event_of_a_launch_launches_what_is_there(office: Office, save: Save) -> None:
    house, launch = a_host()
    report = a_publication(launch)
    await save(house, launch, report)
    editor = await office(Role.EDITOR, house)

    page = (await editor.get(f"/office/launches/{launch.id}/events/new")).text

    assert re.search(rf'name="launched" value="{report.id}"[^>]* checked', page)


async def test_all_mistakes_are_told_at_once_each_beside_its_field(office: Office, save: Save) -> None:
    editor, _, launch = await _at_work(office, save)
    typed = {
        "title": "",
        "dated": "31 February",
        "pages": "many",
        "isbn": "978-0-306-40615-8",
        "doi": "doi.org",
        "number": "0",
        "language": "cymraeg!",
        "authors": "Ruth Adeyemi, Petra Lindqvist and Tom Ash",
    }

    unread = await editor.post(_new(launch), data=typed)
    unfit = await editor.post(_new(launch), data=TITLE | {"number": "2", "authors": typed["authors"]})

    assert (unread.status_code, unfit.status_code) == (422, 422)
    assert _mistaken(unread.text) == {"title", "dated", "pages", "isbn", "doi", "number", "language"}
    assert _mistaken(unfit.text) == {"number", "authors"}
    assert standing(unread.text, "dated") == "31 February"


async def test_hostile_text_is_refused_or_cleaned_and_never_a_fault(office: Office, save: Save) -> None:
    editor, _, launch = await _at_work(office, save)
    fields = "title subtitle abstract series authors author houses house topics licence isbn doi picture_alt".split()

    for hostile in ("a\x00b", "a\ud800b", "\u202eevil", "a\u2028b", "\x1b[31m", "x" * 300_000):
        for field in fields:
            sent = urlencode(TITLE | {field: hostile}, errors="surrogatepass")
            head = {"content-type": "application/x-www-form-urlencoded"}
            answer = await editor.post(_new(launch), content=sent, headers=head)
            assert answer.status_code in (303, 422), (field, hostile[:9])


async def test_who_saves_later_gets_both_versions_also_where_only_the_authors_differ(
    office: Office, save: Save
) -> None:
    editor, _, launch = await _at_work(office, save)
    await editor.post(_new(launch), data=TITLE)
    form = TITLE | {"revision": hidden((await editor.get(PATH)).text, "revision")}
    refused = await editor.post(PATH, data=form | {"number": "2"})
    form["revision"] = hidden(refused.text, "revision")
    first = await editor.post(PATH, data=form | {"authors": "Petra Lindqvist"})

    late = await editor.post(PATH, data=form | {"authors": "Ruth Adeyemi", "topics": "Courts"})

    assert [each.status_code for each in (refused, first, late)] == [422, 303, 409]
    assert "Saved meanwhile Petra Lindqvist" in said(late.text)
    again = form | {"authors": "Petra Lindqvist\nRuth Adeyemi", "revision": hidden(late.text, "revision")}
    assert (await editor.post(PATH, data=again)).status_code == 303


async def test_an_author_who_was_linked_stays_linked_under_the_name_as_printed(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    editor, host, launch = await _at_work(office, save)
    ruth, namesake = a_person("Ruth Adeyemi", kept_by_id=host.id), a_person("R. Adeyemi", kept_by_id=host.id)
    report = a_publication(launch)
    author = Author(publication_id=report.id, name="R. Adeyemi", person_id=ruth.id)
    await save(ruth, namesake, report, author)
    page = (await editor.get(PATH)).text

    form = TITLE | {"revision": hidden(page, "revision"), "authors": "Petra Lindqvist\nR. Adeyemi"}
    await editor.post(PATH, data=form)

    shown = (await client.get(PUBLIC)).text
    assert 'Petra Lindqvist</bdi> and <a href="/people/ruth-adeyemi"><bdi>R. Adeyemi</bdi></a>' in shown


async def test_an_author_with_another_post_than_is_known_is_asked_about_and_not_made_twice(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    editor, host, launch = await _at_work(office, save)
    ruth = a_person("Ruth Adeyemi", kept_by_id=host.id)
    await save(ruth, a_post(ruth, host, "Director"))
    lines = "Ruth Adeyemi, Trustee, Merrow Trust"

    asked = await editor.post(_new(launch), data=TITLE | {"authors": lines})
    another = {"name": "Ruth Adeyemi", "another": "yes", "posts": "Trustee, Merrow Trust"}
    await editor.post("/office/people/new", data=another)
    added = await editor.post(_new(launch), data=TITLE | {"authors": lines})
    await act(editor, f"{PATH}/publication")

    assert asked.status_code == 422
    assert f"Line 1 may mean Ruth Adeyemi, Director, {host.called}." in said(asked.text)
    assert added.status_code == 303
    assert 'href="/people/ruth-adeyemi-2"' in (await client.get(PUBLIC)).text


async def test_files_are_ordered_and_taken_off_until_somebody_could_have_them(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    editor, _, launch = await _at_work(office, save)
    await editor.post(_new(launch), data=TITLE, files={"report": ("report.pdf", PDF)})
    summary = {"form": "summary", "language": "cy"}
    await editor.post(f"{PATH}/files", data=summary, files={"file": ("crynodeb.pdf", PDF)})
    await editor.post(f"{PATH}/files", data={"form": "data"}, files={"file": ("figures.csv", b"a,b\n1,2\n")})
    nothing = await editor.post(f"{PATH}/files", data={"form": "full"})
    full, welsh, figures = _files((await editor.get(PATH)).text)

    await editor.post(f"{PATH}/files/{welsh}/place", data={"to": "up"})
    await editor.post(f"{PATH}/files/{figures}/removal")
    in_order = _files((await editor.get(PATH)).text)
    await act(editor, f"{PATH}/publication")
    too_late = await editor.post(f"{PATH}/files/{full}/removal")

    assert nothing.status_code == 422
    assert in_order == [welsh, full]
    assert too_late.status_code == 422
    assert "Version 1 has been public and stays as it is." in said(too_late.text)
    assert "Summary, Welsh PDF, 1 kB The report PDF, 1 kB" in said((await client.get(PUBLIC)).text)


async def test_a_correction_is_a_version_with_its_date_and_note_beside_the_old_one(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    editor, _, launch = await _at_work(office, save)
    await editor.post(_new(launch), data=TITLE, files={"report": ("report.pdf", PDF)})
    await editor.post(f"{PATH}/files", data={"form": "summary"}, files={"file": ("summary.pdf", PDF)})
    await act(editor, f"{PATH}/publication")
    full, _ = _files((await editor.get(PATH)).text)
    beforehand = said((await editor.get(f"{PATH}/correction")).text)
    mended = papers.pdf("The Waiting Room", ["Table 3 was wrong"])

    silent = await act(editor, f"{PATH}/correction", files={f"file-{full}": ("report.pdf", mended)})
    hostile = await act(
        editor, f"{PATH}/correction", data={"note": "Table 3 was wrong."}, files={f"file-{full}": ("a.pdf", b"<svg/>")}
    )
    done = await act(
        editor,
        f"{PATH}/correction",
        data={"note": "Table 3 was wrong.", "dated": "9 November 2026"},
        files={f"file-{full}": ("report.pdf", mended)},
    )

    assert "/publications/the-waiting-room" in beforehand
    assert (silent.status_code, hostile.status_code, done.status_code) == (422, 422, 303)
    assert f'href="#file-{full}"' in hostile.text
    shown = (await client.get(PUBLIC)).text
    assert "Corrected Monday 9 November 2026: Table 3 was wrong." in said(shown)
    assert "Version 2, 9 November 2026 Table 3 was wrong." in said(shown)
    links = list(dict.fromkeys(re.findall(r'href="(/files/[0-9a-f-]+)"', shown)))
    assert [(await client.get(each)).content for each in links] == [mended, PDF, PDF]
    receipt = said((await editor.get(PATH)).text)
    assert "Corrected The Waiting Room" in receipt
    assert "Copies that somebody downloaded or printed stay as they are." in receipt


async def test_a_publication_is_withdrawn_with_a_reason_and_restored(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    editor, _, launch = await _at_work(office, save)
    await save(a_publication(launch), a_release(launch), a_release(launch, "Not out", published_at=None))

    beforehand = said((await editor.get(f"{PATH}/withdrawal")).text)
    silent = await act(editor, f"{PATH}/withdrawal")
    await act(editor, f"{PATH}/withdrawal", data={"note": "Its figures were made up."})
    gone = await client.get(PUBLIC)
    twice = await act(editor, f"{PATH}/publication")
    await act(editor, f"{PATH}/restoration")
    back = await client.get(PUBLIC)

    assert (silent.status_code, gone.status_code, twice.status_code, back.status_code) == (422, 410, 422, 200)
    assert "Its figures were made up." in said(gone.text)
    assert "Why, for everybody to read (needed)" in beforehand
    below = "What is launched, below the release “An hour in a queue costs the poorest twice”, /press/an-hour-in"
    assert below in beforehand
    assert "Not out" not in beforehand
    assert "Withdrawn The Waiting Room" in said((await editor.get(PATH)).text)


async def test_what_is_published_under_embargo_waits_for_the_lift_and_goes_back_without_a_trace(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
) -> None:
    editor, _, launch = await _at_work(office, save)
    embargo = an_embargo(NOW + timedelta(days=1))
    launch.embargo_id = embargo.id
    await save(embargo, a_publication(launch, published_at=None, embargo_id=embargo.id))
    await save(a_release(launch, embargo_id=embargo.id))

    beforehand = said((await editor.get(f"{PATH}/publication")).text)
    await act(editor, f"{PATH}/publication")
    before = await client.get(PUBLIC)
    unasked = said((await editor.get(f"{PATH}/withdrawal")).text)
    no_reason_needed = await act(editor, f"{PATH}/withdrawal")
    await act(editor, f"{PATH}/publication")
    clock.now += timedelta(days=1)
    after = await client.get(PUBLIC)

    assert "All of this only once the embargo lifts" in beforehand
    assert "everybody to read (needed)" not in unasked
    assert "The embargo stays as it is (09.00 GMT (UTC+0), Tuesday 3 November 2026)" in unasked
    goes_on = "The release “An hour in a queue costs the poorest twice” goes out all the same, with what its text says"
    assert f"{goes_on} once the embargo lifts: 09.00 GMT" in unasked
    assert (before.status_code, no_reason_needed.status_code, after.status_code) == (404, 303, 200)


async def test_a_draft_is_discarded_and_the_launch_keeps_the_receipt(office: Office, save: Save, store: Store) -> None:
    editor, _, launch = await _at_work(office, save)
    await editor.post(_new(launch), data=TITLE, files={"report": ("report.pdf", PDF)})

    done = await act(editor, f"{PATH}/discarding")

    assert done.headers["location"].startswith(f"/office/launches/{launch.id}")
    assert "Discarded The Waiting Room" in said((await editor.get(f"/office/launches/{launch.id}")).text)
    assert (await editor.get(PATH)).status_code == 404
    async with store.whole() as db:
        assert await db.scalar(select(func.count()).select_from(File)) == 0


async def test_what_is_public_is_not_discarded(office: Office, save: Save) -> None:
    editor, _, launch = await _at_work(office, save)
    await save(a_publication(launch))

    answer = await act(editor, f"{PATH}/discarding")

    assert answer.status_code == 422
    assert "has been published and stays on record" in said(answer.text)


async def test_a_co_host_revises_what_it_was_granted_and_only_the_lead_publishes(office: Office, save: Save) -> None:
    lead, partner = an_organisation("Larkfield Foundation"), an_organisation("Merrow Trust")
    launch = a_launch(lead)
    await save(lead, partner, launch, a_publication(launch, published_at=None))
    at_partner, viewer = await office(Role.OWNER, partner), await office(Role.VIEWER, lead)

    before = await at_partner.get(PATH)
    await save(Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR))
    granted = await at_partner.get(PATH)
    form = {"title": "The Waiting Room!", "revision": hidden(granted.text, "revision")}
    revised = await at_partner.post(PATH, data=form)

    assert (before.status_code, granted.status_code, revised.status_code) == (404, 200, 303)
    for part in ("publication", "correction", "withdrawal", "restoration", "discarding"):
        assert (await at_partner.get(f"{PATH}/{part}")).status_code == 404
        assert (await at_partner.post(f"{PATH}/{part}", data={"revision": "2.0.0", "note": "x"})).status_code == 404
    assert (await viewer.get(PATH)).status_code == 200
    assert (await viewer.post(PATH, data=form)).status_code == 403


async def test_what_a_form_does_not_show_is_left_alone(office: Office, save: Save, store: Store) -> None:
    editor, _, launch = await _at_work(office, save)
    other = an_organisation("Merrow Trust")
    elsewhere = a_launch(other)
    event = an_event(elsewhere, "Elsewhere")
    series = a_series(organisation_id=other.id, published_at=NOW, withdrawn_at=NOW)
    report = a_publication(launch, series_id=series.id)
    await save(other, elsewhere, event, series, report)
    await save(EventPublication(event_id=event.id, publication_id=report.id))

    form = TITLE | {"subtitle": "Revised", "revision": hidden((await editor.get(PATH)).text, "revision")}
    revised = await editor.post(PATH, data=form)

    assert revised.status_code == 303
    async with store.whole() as db:
        kept = await db.get_one(Publication, report.id)
        assert (kept.subtitle, kept.series_id) == ("Revised", series.id)
        assert await db.scalar(select(func.count()).select_from(EventPublication)) == 1


def _new(launch: Launch) -> str:
    return f"/office/launches/{launch.id}/publications/new"


def _mistaken(html: str) -> set[str]:
    return set(re.findall(r'<li><a href="#([\w-]+)"', html))


def _files(html: str) -> list[str]:
    """The ids of what is offered, in its order."""
    return list(dict.fromkeys(re.findall(r"/files/([0-9a-f-]{36})/place", html)))


async def act(browser: httpx2.AsyncClient, path: str, **sent: Any) -> httpx2.Response:
    """Opens the page of an action, and does it."""
    form = {"revision": hidden((await browser.get(path)).text, "revision")}
    return await browser.post(path, data=form | sent.pop("data", {}), **sent)


async def _at_work(office: Office, save: Save) -> tuple[httpx2.AsyncClient, Organisation, Launch]:
    host, launch = a_host()
    await save(host, launch)
    return await office(Role.EDITOR, host), host, launch


async def test_another_publication_like_it_is_a_draft_in_the_same_series_without_a_number(
    office: Office, save: Save, store: Store
):
    house, launch = a_host()
    series, topic, ada = a_series(organisation_id=house.id), a_topic("Work"), a_person("Ada Quill")
    report = a_publication(launch, series_id=series.id, series_number=2, licence="CC0 1.0", doi="10.5555/12345678")
    about = PublicationTopic(publication_id=report.id, topic_id=topic.id)
    wrote = Author(publication_id=report.id, name="Ada Quill", person_id=ada.id)
    await save(house, launch, series, topic, ada, report)
    await save(about, wrote, Publisher(publication_id=report.id, organisation_id=house.id))
    editor = await office(Role.EDITOR, house)
    place = "/office/publications/the-waiting-room/clone"

    nameless = await editor.post(place, data={"title": ""})
    made = await editor.post(place, data={"title": "The Waiting Room, Again", "authors": "yes"})

    assert nameless.status_code == 422
    assert made.headers["location"] == "/office/publications/the-waiting-room-again"
    page = (await editor.get(made.headers["location"])).text
    assert (standing(page, "topics"), standing(page, "number"), standing(page, "doi")) == ("Work", "", "")
    async with store.whole() as db:
        copy = (await db.scalars(select(Publication).where(Publication.slug == "the-waiting-room-again"))).one()
        assert (copy.series_id, copy.licence, copy.published_at) == (series.id, "CC0 1.0", None)
        assert list(await db.scalars(select(Author.person_id).where(Author.publication_id == copy.id))) == [ada.id]
        published_by = select(Publisher.organisation_id).where(Publisher.publication_id == copy.id)
        assert await db.scalar(published_by) == house.id
        version = select(PublicationVersion.number).where(PublicationVersion.publication_id == copy.id)
        assert await db.scalar(version) == 1
    assert (await (await office(Role.PRESS_OFFICER, house)).get(place)).status_code == 403


async def test_a_publication_goes_out_only_after_a_look(office: Office, save: Save, client: httpx2.AsyncClient):
    house, launch = a_host()
    report = a_publication(launch, "Title to be confirmed", published_at=None)
    report.title = "tbc"
    await save(house, launch, report)
    editor = await office(Role.EDITOR, house)

    answer = await act(editor, f"/office/publications/{report.slug}/publication")

    assert answer.status_code == 422
    assert "is called “tbc”, which is no title yet" in said(answer.text)
    assert f"/office/publications/{report.slug}#title" in answer.text
