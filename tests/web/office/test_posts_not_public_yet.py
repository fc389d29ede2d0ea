"""What a text under embargo says of somebody new stays in its launch, whatever else names them before the lift."""

import re
from dataclasses import dataclass
from datetime import timedelta

import httpx2
import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.people.models import Organisation, Person
from events.programme.models import Author, Host, HostRole, Launch
from events.programme.occasions import Event
from events.storage import Store
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_post,
    a_publication,
    a_speaker,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import Office, act, hidden, paste, sends
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save
from tests.web.office.texts import fields

TEXT = """EMBARGOED UNTIL 00.01 on Thursday 17 December 2026

Larkfield Foundation names who leads it next

The board has chosen after a year of talks.

The plans are told on Thursday 17 December 2026, 11.00 to 12.00, at the Signal Tower, 9 Quayside, Hull HU1 2PP.

Panel:
Ida Fairweather, Director-designate, Larkfield Foundation
Ruth Adeyemi, Outgoing Director, Larkfield Foundation
"""
AFTER = NOW.replace(month=12, day=17, hour=9)
PANEL = "/office/events/an-open-evening/speakers"
SECRETS = ("Director-designate", "Outgoing Director")
IDA, RUTH, HOUSE, OPEN = (
    "/people/ida-fairweather",
    "/people/ruth-adeyemi",
    "/organisations/larkfield-foundation",
    "/events/an-open-evening",
)


@dataclass
class Before:
    """A house with somebody on stage at a public event, and with an embargoed text that says what they become."""

    house: Organisation
    launch: Launch  # that is public
    secret: Launch
    event: Event
    editor: httpx2.AsyncClient
    store: Store

    async def place(self, name: str) -> str:
        """The page of somebody's place on the public panel."""
        panel = (await self.editor.get(PANEL)).text
        [found] = re.findall(rf'<li id="speaker-([^"]+)"[^>]*>\s*<div><b><bdi>{name}', panel)
        return f"{PANEL}/{found}"

    async def place_under_embargo(self, name: str) -> str:
        """The page of somebody's place on the panel of the launch that waits."""
        page = (await self.editor.get(f"/office/launches/{self.secret.id}")).text
        [panel] = {f"{each}/speakers" for each in re.findall(r'href="(/office/events/[^"/]+)"', page)}
        [found] = re.findall(
            rf'<li id="speaker-([^"]+)"[^>]*>\s*<div><b><bdi>{name}', (await self.editor.get(panel)).text
        )
        return f"{panel}/{found}"

    async def list_by_nothing(self, place: str) -> None:
        """Unticks all posts of a place on a panel."""
        sent = sends((await self.editor.get(place)).text)
        left = {name: value for name, value in sent.items() if not name.startswith("post-")}
        assert (await self.editor.post(place, data=left)).status_code == 303

    async def add(self, line: str, place: str = PANEL, **others: str) -> httpx2.Response:
        """Puts somebody on a panel by a line, and answers what is asked."""
        return await self.editor.post(place, data={"somebody": line, "state": "confirmed"} | others)


@pytest.fixture
async def before(office: Office, save: Save, store: Store) -> Before:
    house, ruth = an_organisation(), a_person()
    ruth.kept_by_id = house.id
    launch = a_launch(house, title="An open launch")
    event = an_event(launch, "An open evening", published_at=NOW - timedelta(days=3))
    speaker = a_speaker(event, ruth)
    await save(house, ruth, launch, event, speaker, a_listed_post(speaker, "Trustee", house))
    await save(a_post(ruth, house, "Trustee"))
    editor = await office(Role.OWNER, house)
    review = await paste(editor, TEXT)
    made = await editor.post("/office/new/launch", data=fields(review.text))
    async with store.transaction(now=NOW, by=ALICE) as db:  # the panel, too, is under the embargo
        secret = (await db.scalars(select(Launch).where(Launch.id != launch.id))).one()
        [theirs] = await db.scalars(select(Event).where(Event.launch_id == secret.id))
        theirs.embargo_id = secret.embargo_id
    await act(editor, made.headers["location"], reason="All agreed.")
    return Before(house, launch, secret, event, editor, store)


async def _read_by_all(client: httpx2.AsyncClient) -> str:
    searches = [f"/search?q={each}" for each in ("designate", "outgoing", "fairweather", "larkfield")]
    feeds = [f"{each}.ics" for each in (IDA, RUTH, HOUSE, OPEN)]
    pages = [await client.get(each) for each in (IDA, RUTH, HOUSE, OPEN, "/events", "/press", *searches, *feeds)]
    return "".join(said(each.text) + each.text.replace("\r\n ", "") for each in pages)


def _says_nothing(pages: str) -> None:
    for words in (*SECRETS, "designate, Larkfield"):
        assert words not in pages, words


@pytest.mark.parametrize("line", ["Ida Fairweather", "Ida Fairweather, Larkfield Foundation", "Dr Ida Fairweather"])
async def test_somebody_new_in_an_embargoed_text_brings_no_post_of_it_to_another_panel(
    line: str, before: Before, client: httpx2.AsyncClient, clock: Clock
):
    assert (await before.add(line)).status_code == 303

    early = await _read_by_all(client)
    clock.now = AFTER
    late = said((await client.get(IDA)).text)

    assert "Ida Fairweather" in early
    _says_nothing(early)
    assert "Director-designate, Larkfield Foundation" in late


async def test_whoever_takes_a_place_brings_no_post_that_waits(before: Before, client: httpx2.AsyncClient):
    place = await before.place("Ruth Adeyemi")
    page = await before.editor.get(f"{place}/replacement")

    sent = sends(page.text) | {"somebody": "Ida Fairweather", "state": "confirmed", "old": "withdrew"}
    assert (await before.editor.post(f"{place}/replacement", data=sent)).status_code == 303

    assert "Ida Fairweather" in said((await client.get(OPEN)).text)
    _says_nothing(await _read_by_all(client))


async def test_a_panel_can_say_a_post_early_where_somebody_chooses_it(before: Before, client: httpx2.AsyncClient):
    await before.add("Ida Fairweather")
    place = await before.place("Ida Fairweather")
    page = (await before.editor.get(place)).text

    assert "Not public yet: it waits for the launch it came with." in said(page)
    [field] = re.findall(r'name="(post-[0-9a-f-]+)"', page)
    await before.editor.post(place, data=sends(page) | {field: "1"})

    assert "Director-designate" in said((await client.get(OPEN)).text)
    assert "Director-designate" in said((await client.get(IDA)).text)


async def test_two_who_are_one_keep_back_what_one_of_them_kept_back(
    before: Before, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    known = a_person("I. Fairweather", kept_by_id=before.house.id)
    await save(known, a_post(known, before.house, "Trustee"), a_speaker(before.event, known, position=5))
    page = "/office/people/i-fairweather/merging/ida-fairweather"
    revision = hidden((await before.editor.get(page)).text, "revision")

    merged = await before.editor.post(page, data={"revision": revision})
    early = await _read_by_all(client) + said((await client.get("/people/i-fairweather")).text)
    clock.now = AFTER

    assert merged.status_code == 303
    assert "I. Fairweather" in early
    _says_nothing(early)
    late = said((await client.get("/people/i-fairweather")).text)
    assert "Director-designate" in late
    assert "Trustee" in late


async def test_what_one_of_two_is_known_to_be_stays_known(before: Before, save: Save, client: httpx2.AsyncClient):
    known = a_person("I. Fairweather", kept_by_id=before.house.id)
    await save(known, a_post(known, before.house, "Director-designate"), a_speaker(before.event, known, position=5))
    for kept, gone in (("ida-fairweather", "i-fairweather"),):
        page = f"/office/people/{kept}/merging/{gone}"
        revision = hidden((await before.editor.get(page)).text, "revision")
        await before.editor.post(page, data={"revision": revision})

    assert "Director-designate" in said((await client.get(IDA)).text)


async def test_a_byline_elsewhere_tells_no_post_that_waits(before: Before, client: httpx2.AsyncClient):
    place = f"/office/launches/{before.launch.id}/publications/new"
    sent = sends((await before.editor.get(place)).text) | {"title": "A report", "authors": "Ida Fairweather"}
    made = await before.editor.post(place, data=sent)
    await act(before.editor, f"/office/launches/{before.launch.id}/publication")

    assert made.status_code == 303
    assert "A report" in said((await client.get(IDA)).text)
    _says_nothing(await _read_by_all(client))


async def test_whom_a_byline_adds_holds_what_it_says_once_the_report_is_out(
    before: Before, client: httpx2.AsyncClient, clock: Clock
):
    place = f"/office/launches/{before.secret.id}/publications/new"
    said_of_kit = {"title": "A report", "authors": "Kit Hale, Fellow, Larkfield Foundation"}
    await before.editor.post(place, data=sends((await before.editor.get(place)).text) | said_of_kit)
    await act(before.editor, f"/office/launches/{before.secret.id}/publication")
    await before.add("Kit Hale")

    early = "".join([(await client.get(each)).text for each in ("/people/kit-hale", OPEN, HOUSE, "/search?q=fellow")])
    clock.now = AFTER
    late = said((await client.get("/people/kit-hale")).text)

    assert "Kit Hale" in early
    assert "Fellow," not in early
    assert "Fellow, Larkfield Foundation" in late
    assert "A report" in late


async def test_known_people_are_suggested_with_what_anybody_may_know(before: Before, office: Office, clock: Clock):
    asked = {"q": "fairweather"}
    early = await before.editor.get("/office/known/people", params=asked)
    _says_nothing((await before.editor.get(PANEL)).text)
    clock.now = AFTER
    before.editor = await office(Role.OWNER, before.house)
    late = await before.editor.get("/office/known/people", params=asked)
    await before.add("Ida Fairweather")

    assert early.json() == ["Ida Fairweather"]
    assert late.json() == ["Ida Fairweather, Director-designate, Larkfield Foundation"]
    assert "Director-designate" in (await before.editor.get(PANEL)).text


async def test_within_the_launch_people_are_listed_by_what_it_says_of_them(before: Before, save: Save):
    await save(an_event(before.secret, "A dinner"))
    place = "/office/events/a-dinner/speakers"

    assert (await before.add("Ida Fairweather", place)).status_code == 303

    assert "Director-designate" in (await before.editor.get(place)).text


async def test_a_search_knows_somebody_by_a_post_once_it_is_told(
    before: Before, client: httpx2.AsyncClient, clock: Clock
):
    await before.add("Ida Fairweather")

    async def finds(words: str, browser: httpx2.AsyncClient = client, where: str = "/search") -> bool:
        return f'href="{IDA}"' in (await browser.get(where, params={"q": words})).text.replace(
            "/office/people", "/people"
        )

    assert await finds("fairweather")
    assert not await finds("designate")
    assert await finds("designate", before.editor, "/office/people")
    assert await finds("designate", before.editor, "/office/search")
    clock.now = AFTER
    assert await finds("designate")
    assert await finds("fairweather")


async def test_who_is_behind_another_launch_reads_nothing_of_it(before: Before, office: Office, save: Save):
    partner = an_organisation("Beta House")
    await save(partner)
    host = Host(launch_id=before.launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR)
    await save(host)
    await before.add("Ida Fairweather")
    theirs = await office(Role.OWNER, partner)

    pages = [
        PANEL,
        await before.place("Ida Fairweather"),
        "/office/people",
        "/office/known/people?q=ida",
        "/office/known/people?q=designate",
        IDA,
    ]
    pages += ["/office/search?q=designate", f"/office/launches/{before.launch.id}", OPEN]
    for each in [await theirs.get(page) for page in pages]:
        _says_nothing(said(each.text) + each.text.replace('value="designate"', ""))


async def test_a_table_of_people_makes_nothing_known(before: Before, client: httpx2.AsyncClient):
    await before.add("Ida Fairweather")
    place = "/office/people/several"
    lines = "Ida Fairweather, Director-designate, Larkfield Foundation\nRuth Adeyemi, Larkfield Foundation"
    shown = await before.editor.post(place, data={"lines": lines})
    sure = {name: hidden(shown.text, name) for name in ("table", "once")} | {"sure": "yes"}

    assert (await before.editor.post(place, data=sure)).status_code == 303
    _says_nothing(await _read_by_all(client))


async def test_who_keeps_somebody_can_make_a_post_known_before(before: Before, client: httpx2.AsyncClient):
    await before.add("Ida Fairweather")
    page = (await before.editor.get(f"/office{IDA}")).text
    [known] = re.findall(r'action="([^"]+/known)"', page)

    assert "Not public yet: it waits for the launch it came with." in said(page)
    await before.editor.post(known)

    assert "Director-designate" in said((await client.get(IDA)).text)
    assert "Outgoing Director" not in said((await client.get(RUTH)).text)
    assert "Not public yet" not in said((await before.editor.get(f"/office{IDA}")).text)


async def test_who_was_public_holds_what_a_launch_says_of_them_once_it_is_out(
    before: Before, client: httpx2.AsyncClient, clock: Clock
):
    page = said((await client.get(RUTH)).text)
    clock.now = AFTER
    late = said((await client.get(RUTH)).text)
    found = said((await client.get("/search?q=outgoing+director")).text)

    assert "Trustee" in page
    assert "Outgoing Director, Larkfield Foundation" in late
    assert "Ruth Adeyemi" in found
    assert "Ruth Adeyemi" in said((await client.get(HOUSE)).text)


async def test_a_house_that_is_new_in_an_embargoed_text_brings_its_name_alone_to_another_panel(
    before: Before, client: httpx2.AsyncClient, store: Store
):
    told = "The work is done with Queue Theory (QTX), www.queues.example.\n\nAbout Queue Theory\nQueue Theory counts."
    review = await paste(before.editor, TEXT.replace("names who leads it next", "looks ahead") + told)
    typed = fields(review.text) | {"hosts": "Queue Theory (QTX), www.queues.example"}

    assert "Under the embargo no short name and no website is kept of it" in said(
        (await before.editor.post("/office/new/launch", data=typed | {"lead": ""})).text
    )
    assert (await before.editor.post("/office/new/launch", data=typed)).status_code == 303
    await before.add("Ann Other, Founder, Queue Theory")

    pages = "".join([(await client.get(each)).text for each in (OPEN, "/organisations/queue-theory", "/search?q=qtx")])
    assert "Founder, Queue Theory" in said(pages)
    assert "QTX" not in pages
    assert "queues.example" not in pages


async def test_of_a_text_that_is_under_no_embargo_more_is_kept_of_a_new_house(before: Before, store: Store):
    review = await paste(before.editor, TEXT.partition("\n\n")[2].replace("names who leads it next", "looks ahead"))
    typed = fields(review.text) | {"hosts": "Queue Theory (QTX), www.queues.example"}

    assert (await before.editor.post("/office/new/launch", data=typed)).status_code == 303

    async with store.whole() as db:
        house = (await db.scalars(select(Organisation).where(Organisation.name == "Queue Theory"))).one()
    assert (house.short_name, house.website) == ("QTX", "https://www.queues.example")


async def test_what_only_a_discarded_draft_said_of_somebody_goes_with_it(before: Before):
    text = TEXT.replace("names who leads it next", "looks ahead").replace("Ida Fairweather", "Kit Hale")
    made = await before.editor.post("/office/new/launch", data=fields((await paste(before.editor, text)).text))
    assert "Director-designate" in (await before.editor.get("/office/people/kit-hale")).text

    await act(before.editor, made.headers["location"].replace("publication", "discarding"))

    page = said((await before.editor.get("/office/people/kit-hale")).text)
    assert "Director-designate" not in page
    assert "Director-designate" in (await before.editor.get(f"/office{IDA}")).text


async def _ruth_wrote(before: Before, save: Save) -> None:
    """An early paper of the launch under embargo, which is out."""
    paper = a_publication(before.secret, "An early paper", published_at=NOW)
    async with before.store.transaction(now=NOW, by=ALICE) as db:
        ruth = (await db.scalars(select(Person).where(Person.name == "Ruth Adeyemi"))).one()
    await save(paper, Author(publication_id=paper.id, person_id=ruth.id, name=ruth.name, position=1))


@pytest.mark.parametrize("how", ["unticked", "removed"])
async def test_what_is_taken_off_a_panel_under_embargo_is_not_told_by_an_early_paper_of_the_same_person(
    how: str, before: Before, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    await _ruth_wrote(before, save)
    place = await before.place_under_embargo("Ruth Adeyemi")

    if how == "unticked":
        await before.list_by_nothing(place)
    else:
        assert (await act(before.editor, f"{place}/removal")).status_code == 303

    early = await _read_by_all(client)
    assert "An early paper" in said((await client.get(RUTH)).text)
    _says_nothing(early)
    clock.now = AFTER
    assert "Outgoing Director" in said((await client.get(RUTH)).text)


@pytest.mark.parametrize("is_embargoed", [True, False])
async def test_what_a_byline_says_waits_for_its_own_report_and_not_for_another_of_the_launch(
    is_embargoed: bool, office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, ruth = an_organisation(), a_person()
    ruth.kept_by_id = house.id
    embargo = an_embargo(AFTER)
    launch = a_launch(house, embargo_id=embargo.id if is_embargoed else None)
    paper = a_publication(launch, "A summary")
    await save(house, embargo, launch, ruth, a_post(ruth, house, "Trustee"), paper)
    await save(Author(publication_id=paper.id, person_id=ruth.id, name="Ruth Adeyemi", position=1))
    editor = await office(Role.OWNER, house)
    place = f"/office/launches/{launch.id}/publications/new"
    typed = {"title": "The full report", "authors": "Ruth Adeyemi, Incoming President, Larkfield Foundation"}
    assert (await editor.post(place, data=sends((await editor.get(place)).text) | typed)).status_code == 303

    early = "".join([(await client.get(each)).text for each in (RUTH, HOUSE, "/search?q=incoming")])
    await act(editor, "/office/publications/the-full-report/publication")
    clock.now = AFTER
    late = said((await client.get(RUTH)).text)

    assert "Trustee" in early
    assert "Incoming President" not in early
    assert "The full report" in late
    assert "Incoming President" in late


async def test_what_a_public_panel_said_of_somebody_stays_known_when_it_says_it_no_more(
    before: Before, client: httpx2.AsyncClient
):
    await before.add("Ann Other, Founder, Larkfield Foundation")
    await before.list_by_nothing(await before.place("Ann Other"))

    assert "Founder" not in said((await client.get(OPEN)).text)
    assert "Founder, Larkfield Foundation" in said((await client.get("/people/ann-other")).text)
    assert "Not public yet" not in said((await before.editor.get("/office/people/ann-other")).text)


@pytest.mark.parametrize("how", ["unticked", "removed", "withdrawn"])
async def test_what_a_lift_told_of_somebody_stays_known_whatever_becomes_of_what_told_it(
    how: str, before: Before, office: Office, client: httpx2.AsyncClient, clock: Clock
):
    place = await before.place_under_embargo("Ruth Adeyemi")
    event = place.partition("/speakers")[0]
    await act(before.editor, f"{event}/publication")
    _says_nothing(await _read_by_all(client))
    clock.now = AFTER
    before.editor = await office(Role.OWNER, before.house)

    if how == "unticked":
        await before.list_by_nothing(place)
    else:
        done = await act(before.editor, f"{place}/removal" if how == "removed" else f"{event}/withdrawal")
        assert done.status_code == 303

    assert "Outgoing Director" in said((await client.get(RUTH)).text)


async def test_a_search_finds_somebody_by_what_is_told_while_another_post_of_theirs_waits(
    before: Before, client: httpx2.AsyncClient, clock: Clock
):
    line = "Ida Fairweather, Founder, Queue Theory"
    asks = (await before.add(line)).text
    [ida] = set(re.findall(r'name="who-0" value="([0-9a-f-]{36})"', asks))
    assert (await before.add(line, **{"checked": line, "who-0": ida})).status_code == 303

    async def finds(words: str) -> bool:
        return f'href="{IDA}"' in (await client.get("/search", params={"q": words})).text

    assert [await finds(each) for each in ("founder", "queue theory fairweather", "designate")] == [True, True, False]
    clock.now = AFTER
    assert [await finds(each) for each in ("founder", "queue theory fairweather", "designate")] == [True, True, True]


async def test_what_a_post_that_waits_says_is_not_known_already_where_a_page_would_say_it(
    before: Before, save: Save, store: Store
):
    async with store.whole() as db:
        ruth = (await db.scalars(select(Person).where(Person.name == "Ruth Adeyemi"))).one()
    report = a_publication(before.secret, "Shelves without Books", embargo_id=before.secret.embargo_id)
    role = "Author of Shelves without Books"
    await save(report, a_post(ruth, before.house, role, position=9, came_with_launch_id=before.secret.id))
    page = f"/office{RUTH}"
    typed = sends((await before.editor.get(page)).text) | {"biography": "Wrote *Shelves without Books* (2026)."}

    asked = await before.editor.post(page, data=typed)

    assert asked.status_code == 422
    assert f"at {RUTH} before the embargo lifts." in said(asked.text)
