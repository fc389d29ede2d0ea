"""Launches in the office: found, renamed, cloned, discarded; their hosts, and what those may edit."""

import re
from datetime import date, timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from events.accounts.models import Account, Role
from events.mail import messages
from events.mail.outbox import OutgoingMail
from events.press.models import ReleaseVersion
from events.programme.models import Host, HostRole, Launch
from events.programme.occasions import Event, ProgrammeItem, Speaker, SpeakerState
from events.storage import Store
from tests.factories import a_host, a_launch, a_person, a_release, a_speaker, an_embargo, an_event, an_organisation
from tests.organisers import Office, act, hidden, sends
from tests.sites import said
from tests.stores import NOW, Save

LAUNCHES = "/office/launches"


@pytest.fixture
async def launch(save: Save) -> Launch:
    house, launch = a_host()
    await save(house, launch)
    launch.lead = house
    return launch


@pytest.fixture
async def editor(office: Office, launch: Launch) -> httpx2.AsyncClient:
    return await office(Role.EDITOR, launch.lead)


async def test_the_list_of_launches_leads_to_the_pages_that_everybody_may_read(
    editor: httpx2.AsyncClient, save: Save, launch: Launch
):
    await save(an_event(launch, "Out"), an_event(launch, "Not yet", published_at=None))

    pages = [(await editor.get(path)).text for path in (LAUNCHES, "/office")]

    assert [('href="/events/out"' in each, 'href="/events/not-yet"' in each) for each in pages] == [(True, False)] * 2


async def test_launches_are_found_by_words_time_and_state_what_is_next_first(
    editor: httpx2.AsyncClient, save: Save, launch: Launch
):
    past, undated = a_launch(launch.lead, title="100% Past"), a_launch(launch.lead, title="Undated")
    old = an_event(past, "Long ago", day=date(2020, 1, 8))
    plan = an_event(undated, "A plan", published_at=None)
    plan.day = plan.starts = plan.ends = None
    plan.settle()
    await save(past, undated, an_event(launch), old, plan)

    async def found(**asked: str) -> list[str]:
        page = said((await editor.get(LAUNCHES, params=asked)).text)
        titles = ("The Waiting Room", "Undated", "100% Past")
        return sorted((each for each in titles if f"{each} " in page), key=page.index)

    assert await found() == ["The Waiting Room", "Undated", "100% Past"]
    assert await found(q="waiting") == ["The Waiting Room"]
    assert await found(q="long ago") == ["100% Past"]
    assert await found(q="100%") == ["100% Past"]
    assert await found(when="past") == ["100% Past"]
    assert await found(when="undated", state="draft") == ["Undated"]
    assert await found(state="published") == ["The Waiting Room", "100% Past"]
    assert await found(when="never", page="x", lead="nobody") == ["The Waiting Room", "Undated", "100% Past"]
    assert "No launch is like that" in said((await editor.get(LAUNCHES, params={"q": "nothing"})).text)


async def test_a_launch_is_renamed_and_who_is_late_gets_both_names(editor: httpx2.AsyncClient, launch: Launch):
    path = f"{LAUNCHES}/{launch.id}/title"
    form = {"revision": hidden((await editor.get(path)).text, "revision")}

    first = await editor.post(path, data=form | {"title": "The Queue"})
    late = await editor.post(path, data=form | {"title": "The Line"})

    assert (first.status_code, late.status_code) == (303, 409)
    assert "Saved meanwhile The Queue" in said(late.text)


async def test_hosts_are_added_put_in_order_given_another_part_and_taken_off(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, launch: Launch, store: Store
):
    merrow = an_organisation("Merrow Trust", kept_by_id=launch.lead_id)
    await save(an_event(launch), merrow)
    hosts = f"{LAUNCHES}/{launch.id}/hosts"

    await editor.post(hosts, data={"organisation": "merrow trust", "role": "funder"})
    await editor.post(hosts, data={"organisation": "Westmoor Council", "role": "venue host", "grants": "editor"})
    twice = await editor.post(hosts, data={"organisation": "Merrow Trust", "role": "funder"})
    itself = await editor.post(hosts, data={"organisation": "Larkfield Foundation", "role": "partner"})
    owner = await editor.post(hosts, data={"organisation": "Eve", "role": "partner", "grants": "owner"})
    await editor.post(f"{hosts}/{merrow.id}/funder", data={"role": "supporter", "grants": "viewer"})
    await editor.post(f"{hosts}/{merrow.id}/supporter/place", data={"to": "down"})

    assert [each.status_code for each in (twice, itself, owner)] == [422, 422, 422]
    async with store.whole() as db:
        rows = (await db.scalars(select(Host).order_by(Host.position))).all()
        assert [(each.role, each.grants) for each in rows] == [
            (HostRole.VENUE_HOST, Role.EDITOR),
            (HostRole.SUPPORTER, Role.VIEWER),
        ]
    assert "Supporter Merrow Trust" in said((await client.get("/events/the-waiting-room")).text)
    await editor.post(f"{hosts}/{merrow.id}/supporter/removal")
    assert "Merrow Trust" not in said((await client.get("/events/the-waiting-room")).text)


async def test_whoever_asks_somebody_at_a_host_by_mail_types_nothing_but_the_address(
    editor: httpx2.AsyncClient, launch: Launch
):
    hosts = f"{LAUNCHES}/{launch.id}/hosts"
    await editor.post(hosts, data={"organisation": "Merrow Trust", "role": "funder", "grants": "editor"})
    asks = re.search(rf'href="({hosts}\?asking=[^"#]+)#mail"', (await editor.get(hosts)).text)
    assert asks

    stands = sends((await editor.get(asks[1])).text)
    asked = await editor.post(f"{hosts}/invitations", data=stands | {"mail": "meriel@merrow.example"})

    assert {name: stands[name] for name in ("organisation", "role", "grants", "mail")} == {
        "organisation": "Merrow Trust",
        "role": "funder",
        "grants": "editor",
        "mail": "",
    }
    assert asked.status_code == 303
    assert "Merrow Trust Waiting Funder. Editor" in said((await editor.get(hosts)).text)


async def test_a_co_host_sees_who_is_behind_a_launch_and_changes_nothing_of_it(
    office: Office, save: Save, launch: Launch
):
    partner = an_organisation("Merrow Trust")
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR)
    await save(partner, host)
    at_partner = await office(Role.OWNER, partner)
    hosts = f"{LAUNCHES}/{launch.id}/hosts"

    page = await at_partner.get(hosts)
    tries = [
        await at_partner.post(hosts, data={"organisation": "Eve", "role": "partner"}),
        await at_partner.post(f"{hosts}/{partner.id}/partner", data={"role": "partner", "grants": "editor"}),
        await at_partner.post(f"{hosts}/{partner.id}/partner/removal"),
        await at_partner.get(f"{LAUNCHES}/{launch.id}/title"),
        await at_partner.get(f"{LAUNCHES}/{launch.id}/clone"),
        await at_partner.get(f"{LAUNCHES}/{launch.id}/discarding"),
    ]

    assert page.status_code == 200
    assert "to publish and to cancel stays with the lead." in said(page.text)
    assert "Only Larkfield Foundation changes who is behind this launch." in said(page.text)
    assert {each.status_code for each in tries} == {404}


async def test_a_grant_to_an_organisation_in_which_nobody_works_is_said_to_be_of_no_use_yet(
    office: Office, save: Save, launch: Launch
):
    merrow, alone = an_organisation("Merrow Trust"), an_organisation("Westmoor Council")
    both: dict[str, Any] = {"launch_id": launch.id, "role": HostRole.PARTNER, "grants": Role.EDITOR}
    await save(merrow, alone, *(Host(organisation_id=each.id, **both) for each in (merrow, alone)))
    await office(Role.VIEWER, merrow)
    owner = await office(Role.OWNER, launch.lead)

    page = said((await owner.get(f"{LAUNCHES}/{launch.id}/hosts")).text)

    [theirs] = re.findall(r"Merrow Trust Partner\..*?Change its part", page)
    [nobodys] = re.findall(r"Westmoor Council Partner\..*?Change its part", page)
    assert ("Nobody works for it" in theirs, "Nobody works for it" in nobodys) == (False, True)


async def test_the_lead_of_what_nobody_can_read_yet_is_taken_over_in_no_number_of_pages(
    office: Office, save: Save, launch: Launch
):
    merrow = an_organisation("Merrow Trust")
    await save(merrow, Host(launch_id=launch.id, organisation_id=merrow.id, role=HostRole.FUNDER))
    owner, theirs = await office(Role.OWNER, launch.lead), await office(Role.OWNER, merrow)
    await act(owner, f"{LAUNCHES}/{launch.id}/lead", to=str(merrow.id))

    page = (await theirs.get(f"{LAUNCHES}/{launch.id}/lead/acceptance")).text

    assert '<button class="button" id="act">Take over the lead</button>' in page


async def test_the_lead_is_offered_by_mail_and_goes_to_a_host_once_an_owner_there_takes_it_over(
    office: Office, client: httpx2.AsyncClient, save: Save, launch: Launch, store: Store
):
    merrow, alone = an_organisation("Merrow Trust"), an_organisation("Westmoor Council")
    behind = [Host(launch_id=launch.id, organisation_id=each.id, role=HostRole.FUNDER) for each in (merrow, alone)]
    itself = Host(launch_id=launch.id, organisation_id=launch.lead_id, role=HostRole.PARTNER)
    await save(an_event(launch), merrow, alone, *behind, itself)
    place, hosts = f"{LAUNCHES}/{launch.id}/lead", f"{LAUNCHES}/{launch.id}/hosts"
    owner, theirs = await office(Role.OWNER, launch.lead), await office(Role.OWNER, merrow, name="Meriel")
    at_merrow, editor = await office(Role.EDITOR, merrow), await office(Role.EDITOR, launch.lead)
    await office(Role.EDITOR, alone)
    assert ((await editor.get(place)).status_code, (await theirs.get(hosts)).status_code) == (403, 404)

    offered = said((await owner.get(place)).text)
    assert "Westmoor Council (nobody there could: it has no owner here yet)" in offered
    for nobody, why in (
        (str(alone.id), "it needs an owner among its organisers"),
        (str(launch.lead_id), "It leads this launch already."),
        (str(launch.id), "behind this launch"),
        ("", ""),
    ):
        refused = await act(owner, place, to=nobody)
        assert (refused.status_code, why in said(refused.text)) == (422, True)
    assert (await act(owner, place, to=str(merrow.id), note="As we said.")).status_code == 303

    [letter] = await _letters(store)
    assert "asks Merrow Trust to lead “The Waiting Room”" in letter
    assert "Alice writes: As we said." in letter
    assert "Larkfield Foundation Lead organisation" in said((await owner.get(hosts)).text)
    assert "wait for them, or take that offer back first" in said((await owner.get(place)).text)
    assert "Larkfield Foundation offers you the lead" in said((await theirs.get("/office")).text)
    answer = f"{place}/acceptance"
    assert [(await each.get(answer)).status_code for each in (at_merrow, owner)] == [403, 404]

    assert "Lead offered The Waiting Room" in said((await owner.get(hosts)).text)

    assert "/events/the-waiting-room names the new lead first" in said((await theirs.get(answer)).text)
    assert (await act(theirs, answer)).status_code == 303

    page = said((await owner.get(hosts)).text)
    assert "Lead taken over The Waiting Room" in page
    assert "Merrow Trust Lead organisation" in page
    assert "Larkfield Foundation Partner. Editor: it also changes its events" in page
    assert (await owner.get(place)).status_code == 404
    assert (await act(theirs, answer)).status_code == 422
    assert (await theirs.get(f"{LAUNCHES}/{launch.id}/publication")).status_code == 200
    assert "Lead taken over" in said((await theirs.get(f"{LAUNCHES}/{launch.id}")).text)
    public = said((await client.get("/events/the-waiting-room")).text)
    assert public.index("Merrow Trust") < public.index("Larkfield")
    async with store.whole() as db:
        mails = dict((await db.execute(select(Account.name, Account.mail))).all())
    for reader, stranger in ((owner, "Meriel"), (theirs, "Alice")):
        outgoing = (await reader.get("/office/mail")).text
        assert ("The lead of The Waiting Room" in outgoing, mails[stranger] in outgoing) == (True, False)


@pytest.mark.parametrize("part", ["refusal", "withdrawal", "removal of the host", "no grant any more"])
async def test_an_offer_of_the_lead_that_ends_leaves_it_where_it_was(
    part: str, office: Office, save: Save, launch: Launch, store: Store
):
    merrow = an_organisation("Merrow Trust")
    await save(merrow, Host(launch_id=launch.id, organisation_id=merrow.id, role=HostRole.FUNDER))
    place, hosts = f"{LAUNCHES}/{launch.id}/lead", f"{LAUNCHES}/{launch.id}/hosts"
    owner, theirs = await office(Role.OWNER, launch.lead), await office(Role.OWNER, merrow)
    await act(owner, place, to=str(merrow.id))

    match part:
        case "refusal":
            ended = await act(theirs, f"{place}/refusal", note="We have nobody for it.")
        case "withdrawal":
            ended = await act(owner, f"{place}/withdrawal")
        case "removal of the host":
            ended = await owner.post(f"{hosts}/{merrow.id}/funder/removal")
        case _:
            ended = await owner.post(f"{hosts}/{merrow.id}/funder", data={"role": "partner", "grants": ""})

    assert ended.status_code == 303
    assert "Larkfield Foundation Lead organisation" in said((await owner.get(hosts)).text)
    assert (await theirs.get(f"{place}/acceptance")).status_code == 404
    assert "offers you the lead" not in said((await theirs.get("/office")).text)
    assert "offers the lead" not in said((await owner.get(hosts)).text)
    assert ("has refused" if part == "refusal" else "has taken back the offer") in (await _letters(store))[1]


@pytest.mark.parametrize("announced", [False, True])
async def test_no_mail_about_the_lead_says_what_an_embargoed_launch_is_called_before_its_pages_do(
    announced: bool, office: Office, save: Save, launch: Launch, store: Store
):
    house, merrow, lift = launch.lead, an_organisation("Merrow Trust"), an_embargo(NOW + timedelta(days=9))
    launch.embargo_id = lift.id
    await save(lift, merrow)
    await save(launch, Host(launch_id=launch.id, organisation_id=merrow.id, role=HostRole.FUNDER))
    await save(an_event(launch, published_at=NOW if announced else None))
    place = f"{LAUNCHES}/{launch.id}/lead"
    owner, theirs = await office(Role.OWNER, house), await office(Role.OWNER, merrow, name="Meriel")

    await act(owner, place, to=str(merrow.id))
    await act(theirs, f"{place}/refusal")

    letters = await _letters(store)
    assert len(letters) == 2
    assert ["The Waiting Room" in each for each in letters] == [announced, announced]
    assert f"the lead of {'“The Waiting Room”' if announced else 'a launch'}" in letters[1]


async def _letters(store: Store) -> list[str]:
    async with store.whole() as db:
        found = (await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number))).all()
    return [messages.readable(each, sending=False) for each in found]


async def test_a_clone_takes_over_what_its_page_says_as_drafts(
    editor: httpx2.AsyncClient, save: Save, launch: Launch, store: Store, client: httpx2.AsyncClient
):
    partner, ruth = an_organisation("Merrow Trust"), a_person("Ruth Adeyemi", kept_by_id=launch.lead_id)
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR)
    event = an_event(launch)
    item = ProgrammeItem(event_id=event.id, position=0, title="Welcome")
    await save(partner, host, event, ruth, a_speaker(event, ruth), item)

    asked = {"title": "The next one", "hosts": "yes", "events": "yes", "panel": "yes", "programme": "yes"}
    cloned = await editor.post(f"{LAUNCHES}/{launch.id}/clone", data=asked)
    again = await editor.post("/office/events/the-waiting-room/clone", data={"title": "Once more", "day": "1 May 2027"})

    assert (cloned.status_code, again.status_code) == (303, 303)
    copy = cloned.headers["location"].rpartition("/")[2]
    async with store.whole() as db:
        one = (await db.scalars(select(Event).where(Event.slug == "the-waiting-room-2"))).one()
        assert (str(one.launch_id), one.day, one.starts, one.published_at) == (copy, None, None, None)
        speaker = (await db.scalars(select(Speaker).where(Speaker.event_id == one.id))).one()
        assert (speaker.name, speaker.state) == ("Ruth Adeyemi", SpeakerState.INVITED)
        grants = (await db.scalars(select(Host).where(Host.launch_id == one.launch_id))).one().grants
        assert grants is None
        other = (await db.scalars(select(Event).where(Event.slug == "once-more"))).one()
        assert (other.day, other.starts, other.published_at) == (date(2027, 5, 1), event.starts, None)
        assert (await db.scalars(select(Speaker).where(Speaker.event_id == other.id))).all() == []
    assert (await client.get("/events/once-more")).status_code == 404


async def test_the_way_to_publishing_stands_out_while_something_is_left_to_go_out(office: Office, save: Save):
    house, launch = a_host()
    release = a_release(launch)
    await save(house, launch, an_event(launch), *release)
    editor = await office(Role.EDITOR, house)
    path = f"/office/launches/{launch.id}"
    button = f'<a class="button" href="{path}/publication">'

    out = (await editor.get(path)).text
    await save(ReleaseVersion(release_id=release[0].id, number=2, headline="A new one", body="Bristol waits longer."))
    corrected = (await editor.get(path)).text

    assert button not in out
    assert button in corrected
