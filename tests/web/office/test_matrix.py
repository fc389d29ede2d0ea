"""Who may do what in the office: every route, every role, at their own organisation and at a foreign one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import delete, func, select

from events.accounts import links
from events.accounts.drafts import FormDraft
from events.accounts.models import Account, Activity, Membership, Role
from events.people.models import Caution, Organisation, PressContact
from events.press.approval_models import Approval, Subject
from events.press.models import ReleaseFile
from events.programme.models import Form, Host, HostInvitation, HostRole, PublicationFile, PublicationVersion
from events.programme.occasions import Audience, EventFile, EventFileUse, JoiningLink, ProgrammeItem, Venue
from events.storage import Store
from events.web.office import ways
from events.web.office.ways import Ruled
from events.web.route import Route
from events.web.routes import ROUTES
from tests.factories import (
    a_file,
    a_launch,
    a_mail,
    a_person,
    a_post,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_event,
    an_organisation,
)
from tests.organisers import Office
from tests.stores import ALICE, NOW, Save

# What a co-host or a stranger may send to any of them: whatever it is, nothing comes of it.
TYPED = {"title": "Hostile", "note": "Hostile", "revision": "1", "state": "confirmed", "to": "up", "lines": "Eve, Spy"}

TYPED_INTO = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [readonly])"


def _office() -> list[Route[Ruled]]:
    return [each for each in ROUTES if isinstance(each.guarded, Ruled)]


def _spoken(route: Route[Any]) -> str:
    return f"{'/'.join(sorted((route.methods or set()) - {'HEAD'}))} {route.path}"


def test_every_route_says_who_may_use_it():
    audiences = {each.guarded.audience for each in ROUTES}

    assert audiences == {"public", "anybody", "visitor", "account", "office", "whoever holds the link"}


def test_every_route_of_the_office_says_which_role_it_needs():
    inside = [each for each in ROUTES if each.path.startswith("/office")]

    assert {each.guarded.audience for each in inside} == {"office", "account"}
    without = [_spoken(each) for each in inside if each.guarded.audience == "office" and each not in _office()]
    assert without == []


async def test_a_stranger_is_led_to_the_sign_in(client: httpx2.AsyncClient):
    for route in _office():
        answer = await _ask(client, route, NOTHING)
        assert (answer.status_code, _spoken(route)) == (303, _spoken(route))
        assert answer.headers["location"].startswith("/sign-in")


async def test_a_foreign_organisation_is_as_if_it_did_not_exist(office: Office, save: Save, store: Store):
    """Each route that names something, with each role: the same answer as for a name that nobody has."""
    theirs = await _a_house("Merrow Trust", save, store)
    for role in Role:
        stranger = await office(role)
        for route in [each for each in _office() if "{" in each.path]:
            foreign = await _ask(stranger, route, theirs(route))
            missing = await _ask(stranger, route, NOTHING)
            expected = 404 if role.covers(route.guarded.needs) else 403
            assert (foreign.status_code, _spoken(route)) == (expected, _spoken(route))
            assert _same(foreign.text, theirs(route)) == _same(missing.text, NOTHING)
            async with store.transaction(now=NOW, by=ALICE) as db:  # what they typed, shown again on each page
                await db.execute(delete(FormDraft))


async def test_what_an_account_is_asked_or_has_is_as_if_it_did_not_exist_to_every_other(
    office: Office, save: Save, store: Store
):
    """Whatever their role, at the organisation that asks and elsewhere."""
    house = an_organisation("Larkfield Foundation")
    ours = await _a_house("Larkfield Foundation", save, store, house)
    of_accounts = [each for each in ROUTES if each.guarded.audience == "account"]
    for role in Role:
        for where in (house, None):
            other = await office(role, where)
            for route in [each for each in of_accounts if "{" in each.path]:
                theirs = await _ask(other, route, ours(route))
                missing = await _ask(other, route, NOTHING)
                assert (theirs.status_code, _spoken(route)) in ((404, _spoken(route)), (303, _spoken(route)))
                assert theirs.status_code == missing.status_code
                assert _same(theirs.text, ours(route)) == _same(missing.text, NOTHING)


async def test_each_role_may_see_what_its_routes_say_at_its_own_organisation(office: Office, save: Save, store: Store):
    house = an_organisation("Larkfield Foundation")
    ours = await _a_house("Larkfield Foundation", save, store, house)
    for role in Role:
        organiser = await office(role, house)
        for route in [each for each in _office() if "GET" in (each.methods or ())]:
            answer = await _ask(organiser, route, ours(route))
            allowed = role.covers(route.guarded.needs)
            assert (answer.status_code, _spoken(route)) == (200 if allowed else 403, _spoken(route))
            assert answer.headers["cache-control"] == "private, no-store"


async def test_every_form_in_which_something_is_typed_says_what_it_is_called(office: Office, save: Save, store: Store):
    """By that it is listed as long as it was not sent."""
    house = an_organisation("Larkfield Foundation")
    ours = await _a_house("Larkfield Foundation", save, store, house)
    owner = await office(Role.OWNER, house)
    sent_to = set()
    for route in [each for each in _office() if "GET" in (each.methods or ())]:
        page = BeautifulSoup((await _ask(owner, route, ours(route))).text, "html.parser")
        sent_to |= {form["action"] for form in page.select("form[method=post]") if form.select(TYPED_INTO)}

    assert len(sent_to) > 50
    assert {path for path in sent_to if not ways.called(str(path))} == set()


@pytest.mark.parametrize("role", Role)
async def test_nobody_does_more_than_their_role_says(role: Role, office: Office, save: Save, store: Store):
    house = an_organisation("Larkfield Foundation")
    ours = await _a_house("Larkfield Foundation", save, store, house)
    organiser = await office(role, house)
    acting = [each for each in _office() if "POST" in (each.methods or ())]
    for route in sorted(acting, key=lambda each: each.path.endswith("/leaving")):  # after which they may do nothing
        answer = await _ask(organiser, route, ours(route))
        allowed = role.covers(route.guarded.needs)
        assert (answer.status_code == 403, _spoken(route)) == (not allowed, _spoken(route))


Names = dict[str, str]
_IDS = (
    *("contact", "caution", "account", "id", "speaker", "item", "link", "host", "venue", "post", "file", "approval"),
    "invitation",
)
NOTHING = {
    **{name: str(uuid4()) for name in _IDS},
    "slug": "nothing-at-all",
    "other": "nothing-either",
    "part": "partner",
    "change": "999999999",
    "who": "public",
    "moment": "now",
    "page": "events/nothing-at-all",
}


async def _a_house(
    name: str, save: Save, store: Store, house: Organisation | None = None
) -> Callable[[Route[Any]], Names]:
    """Something of everything at one organisation; the answer gives the names that a route wants."""
    is_ours, house = house is not None, house or an_organisation(name)
    launch = a_launch(lead=house)
    event = an_event(launch=launch, title=f"A matter of the {name}")
    person = a_person(f"Ida of the {name}", kept_by_id=house.id)
    post, speaker = a_post(person, house), a_speaker(event, person)
    item = ProgrammeItem(event_id=event.id, position=0, title="Welcome")
    link = JoiningLink(event_id=event.id, audience=Audience.ONLINE, url="https://meet.example/room")
    release = a_release(launch, f"News of the {name}")
    draft = an_event(launch=launch, title=f"A plan of the {name}", published_at=None)
    partner = an_organisation(f"Partner of the {name}")
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER)
    venue = Venue(name=f"Hall of the {name}", kept_by_id=house.id)
    letter = a_mail(f"<{name}>", organisation_id=house.id)
    letter.number = 1
    twin = a_person(f"Ida of the {name}", slug=f"{person.slug}-2", kept_by_id=house.id)
    looked_after = an_organisation(f"Friends of the {name}", kept_by_id=house.id)
    contact = PressContact(organisation_id=house.id, name="Jo Reed", mail="jo@larkfield.example")
    caution = Caution(organisation_id=house.id, name="Mourning", starts=date(2026, 1, 1), ends=date(2026, 1, 9))
    member = Account(name="Bob", mail=f"bob@{house.slug}.example", added_at=NOW)
    works = Membership(account_id=member.id, organisation_id=house.id, role=Role.VIEWER)
    await save(house, partner, twin, looked_after, contact, caution, member, works)
    await save(launch, host, venue, event, draft, person, post, speaker, item, link, release, letter)
    paper = a_file(name=f"{name}.pdf")
    series = a_series(f"Series of the {name}", organisation_id=house.id)
    report = a_publication(launch, f"Papers of the {name}", published_at=None, series_id=series.id, series_number=1)
    version = PublicationVersion(publication_id=report.id, number=1)
    form = PublicationFile(version_id=version.id, form=Form.FULL, language="en-GB", file_id=paper[0].id)
    approval = Approval(
        launch_id=launch.id,
        subject=Subject.LISTING,
        speaker_id=speaker.id,
        name="Ida",
        mail="ida@example.org",
        number=1,
        sha256="0" * 64,
        asked_at=NOW,
    )
    invitation = HostInvitation(
        launch_id=launch.id,
        name="Westmoor Council",
        mail="post@westmoor.example",
        role=HostRole.FUNDER,
        asked_by_id=member.id,
        token_hash=house.id.hex,
        asked_at=NOW,
        expires_at=NOW + links.INVITED,
    )
    topic = a_topic(f"Topic of the {name}", kept_by_id=house.id)
    slides = a_file(name=f"{name}, slides.pdf")
    left = EventFile(event_id=event.id, file_id=slides[0].id, use=EventFileUse.SLIDES)
    enclosed = ReleaseFile(version_id=release[1].id, file_id=slides[0].id)
    await save(slides, left, enclosed, series, topic, paper, report, version, form, approval, invitation)
    slugs = {
        "events": event.slug,
        "releases": release[0].slug,
        "people": person.slug,
        "organisations": house.slug,
        "publications": report.slug,
        "series": series.slug,
        "topics": topic.slug,
    }
    files = {"events": str(left.id), "releases": str(enclosed.id)}
    ids = {"files": str(paper[0].id), "mail": str(letter.id)}
    contact.name = "Newsroom"
    await save(contact)
    async with store.whole() as db:
        renamed = await db.scalar(select(func.max(Activity.id)).where(Activity.row_id == str(contact.id)))
    return lambda route: {
        "slug": slugs.get(_noun(route), "nothing-at-all"),
        "id": ids.get(_noun(route), str(launch.id)),
        "speaker": str(speaker.id),
        "post": str(post.id),
        "other": twin.slug if route.path.startswith("/office/people") else looked_after.slug,
        "contact": str(contact.id),
        "caution": str(caution.id),
        "account": str(member.id),
        "file": files.get(_noun(route), str(form.id)),
        "approval": str(approval.id),
        "invitation": str(invitation.id),
        "change": str(renamed),
        "who": "public",
        "moment": "now",
        "page": f"events/{event.slug if is_ours else draft.slug}",  # what is public is public to strangers too
        "item": str(item.id),
        "link": str(link.id),
        "host": str(partner.id),
        "part": "partner",
        "venue": str(venue.id),
    }


def _noun(route: Route[Any]) -> str:
    return "".join(route.path.split("/")[2:3])


async def _ask(browser: httpx2.AsyncClient, route: Route[Any], names: Names) -> httpx2.Response:
    path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda part: names[part[1]], route.path)
    if "POST" in (route.methods or ()):
        return await browser.post(path, data=TYPED, headers={"sec-fetch-site": "same-origin"})
    return await browser.get(path)


def _same(html: str, names: Names) -> str:
    """A page without what names the address it was asked by and without what differs in each answer."""
    for value in sorted({*names.values()} - {names["change"]}, key=len, reverse=True):
        html = html.replace(value, "").replace(quote(value, safe=""), "")
    return re.sub(r'name="(once|cross_site)" value="[^"]*"', "", html)
