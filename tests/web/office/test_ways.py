"""Nobody in the office is led to what they may not do, or to what is not there."""

from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from events.accounts import organisers
from events.accounts.models import Account, Role
from events.people.models import Organisation
from events.programme.models import Host, LeadOffer
from events.programme.occasions import Attendance, Venue
from events.storage import Store
from tests.factories import a_launch, a_publication, a_series, an_event, an_organisation
from tests.organisers import ON_ONE, Office
from tests.sites import said
from tests.stores import ALICE, NOW, Save
from tests.web.office.whole_house import a_whole_house

SPEAKER = "/office/events/tide/speakers/4b9d6e0a-6f0e-4c0e-9f39-3c2f6a1f2b77"
WHO = {
    **{role.value: (role, None) for role in Role},
    "co-host": (Role.OWNER, "partner"),
    "both": (Role.VIEWER, "other"),
}


@ON_ONE
@pytest.mark.parametrize(
    ("done", "page", "kept"),
    [
        (f"{SPEAKER}/answer", SPEAKER, "no"),
        ("/office/people/ada-quill/posts", "/office/people/ada-quill", "yes"),
        ("/office/drafts", "/office", "no"),
        ("/office/events/tide/cancellation", "/office/events/tide/cancellation", "yes"),
    ],
)
async def test_who_signs_in_again_comes_back_to_a_page(done: str, page: str, kept: str, office: Office):
    editor = await office(Role.EDITOR)
    await editor.post("/sign-in/end")

    answer = await editor.post(done, data={"answer": "confirm"})

    assert answer.headers["location"] == f"/sign-in?{urlencode({'next': page, 'kept': kept})}"


@ON_ONE
@pytest.mark.parametrize(("role", "where"), WHO.values(), ids=WHO)
async def test_every_link_and_every_form_leads_somewhere_and_no_field_is_without_a_button(
    role: Role, where: str | None, office: Office, save: Save, store: Store
):
    house = an_organisation("Larkfield Foundation")
    await a_whole_house("Larkfield Foundation", save, store, house)
    organiser = await _signed_in(role, where, house, office, store)

    seen = await _Walk(organiser).everywhere("/office")

    assert seen.dead == {}
    assert seen.idle == set()
    assert len(seen.pages) > 30


@ON_ONE
async def test_who_works_nowhere_is_led_to_their_account_and_offered_no_search(office: Office, store: Store):
    house = an_organisation("Larkfield Foundation")
    bob = await office(Role.VIEWER, house, name="Bob")
    async with store.transaction(now=NOW, by=ALICE) as db:
        account = (await db.scalars(select(Account).where(Account.name == "Bob"))).one()
        await organisers.remove(db, house.id, account.id)

    top = BeautifulSoup((await bob.get("/office/account")).text, "html.parser").select_one("header")

    assert top is not None
    assert [each.get("href") or each.get("action") for each in top.select("a, form")] == ["/office", "/office/account"]


async def _signed_in(
    role: Role, where: str | None, house: Organisation, office: Office, store: Store
) -> httpx2.AsyncClient:
    async with store.transaction(now=NOW, by=ALICE) as db:
        host = (await db.scalars(select(Host))).one()
        host.grants = Role.EDITOR
        partner = await db.get_one(Organisation, host.organisation_id)
        if where == "partner":
            db.add(LeadOffer(launch_id=host.launch_id, organisation_id=partner.id, by="Alice", at=NOW))
    if where == "partner":
        return await office(role, partner, name="Carol")
    organiser = await office(role, house, name="Carol")
    if where == "other":
        async with store.transaction(now=NOW, by=ALICE) as db:
            account = (await db.scalars(select(Account).where(Account.name == "Carol"))).one()
            other = an_organisation("Westmoor Council")
            db.add(other)
            await organisers.give_role(db, account, other.id, Role.OWNER)
    return organiser


class _Walk(HTMLParser):
    """Follows every link from page to page; then sends every form that has a button, as if nothing had been typed."""

    def __init__(self, browser: httpx2.AsyncClient) -> None:
        super().__init__()
        self.browser = browser
        self.pages: set[tuple[str, frozenset[str]]] = set()
        self.forms: dict[str, str] = {}  # where to, and on which page it was seen
        self.dead: dict[str, str] = {}
        self.waiting: list[tuple[str, str]] = []
        self.here, self.form = "", ""
        self.fields: list[str] = []  # of the form that is being read, before its button comes
        self.idle: set[str] = set()  # fields that nobody can send

    async def everywhere(self, start: str) -> "_Walk":
        self.waiting.append((start, start))
        while self.waiting:
            await self._follow(*self.waiting.pop(0))
        for path in sorted(self.forms, key=lambda each: (each.endswith(_ENDING), each)):
            answer = await self.browser.post(path, data={"revision": "0"})
            if answer.status_code in (403, 404, 405) and not _is_gone(path, self.forms):
                self.dead[f"{answer.status_code} to {path}"] = self.forms[path]
        return self

    async def _follow(self, address: str, came_from: str) -> None:
        parts = urlsplit(address)
        key = (parts.path, frozenset(name for name, _ in parse_qsl(parts.query)))
        if key in self.pages or parts.netloc or parts.scheme:
            return
        self.pages.add(key)
        answer = await self.browser.get(address)
        if parts.path.startswith(_EYES):  # which show what others see, be it nothing
            return
        if answer.status_code >= 400:
            self.dead[f"{answer.status_code} {address}"] = came_from
        elif parts.path.startswith("/office") and answer.headers.get("content-type", "").startswith("text/html"):
            self.here = address
            self.reset()
            self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.waiting.append((urljoin(self.here, given.get("href") or "").partition("#")[0], self.here))
        elif tag == "form":
            self.fields = []
            self.form = urlsplit(given.get("action") or self.here).path if given.get("method") == "post" else ""
        elif tag == "button":
            self.fields = []
            if to := given.get("formaction") or self.form:
                self.forms.setdefault(to, self.here)
        elif tag in ("input", "textarea", "select") and given.get("name") and given.get("type") != "hidden":
            self.fields.append(f"{given.get('name')} on {self.here}")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.idle |= {*self.fields}
            self.form, self.fields = "", []


_EYES = ("/office/eyes/public/", "/office/eyes/under-")
_ENDING = ("/removal", "/discarding", "/leaving", "/merging", "/giving-up")


def _is_gone(path: str, forms: Iterable[str]) -> bool:
    """Whether another form that was sent before took away what this one is about."""
    return any(each.endswith(_ENDING) and path.startswith(each.rpartition("/")[0]) for each in forms)


@ON_ONE
async def test_who_may_not_save_reads_the_facts_as_text(office: Office, save: Save):
    house = an_organisation("Larkfield Foundation", website="https://larkfield.example")
    venue = Venue(name="Old Hall", place="Westmoor", kept_by_id=house.id)
    launch = a_launch(house)
    event = an_event(launch, "A long wait", venue_id=venue.id, attendance=Attendance.BOTH)
    series = a_series("Time and the State", organisation_id=house.id)
    report = a_publication(launch, "Hours and wages", language="cy", series_id=series.id, series_number=2)
    await save(house, venue, series, launch, event, report)
    viewer = await office(Role.VIEWER, house)

    told = {path: said((await viewer.get(f"/office/{path}")).text) for path in READ}

    assert {path: [each for each in words if each not in told[path]] for path, words in READ.items()} == {
        path: [] for path in READ
    }


# What each page tells in words, where it has a field for others.
READ: dict[str, list[str]] = {
    "events/a-long-wait": [
        "Title A long wait",
        "Venue and address Old Hall, Westmoor",
        "People come In the room and online",
    ],
    "series/time-and-the-state": ["Title Time and the State", "Hours and wages Number 2"],
    "publications/hours-and-wages": ["Title Hours and wages", "Language Welsh"],
    "organisations/larkfield-foundation": ["Website https://larkfield.example"],
}
