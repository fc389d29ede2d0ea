"""Embargoes in the office: set, moved, held, let go, lifted, ended, each said in words beforehand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from events.accounts.models import Role
from events.programme.models import Launch
from events.programme.occasions import Event
from events.storage import Store
from tests.factories import a_host, a_publication, a_release, an_event
from tests.organisers import Office, act, hidden, sends
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save

LIFT = {"day": "17 December 2026", "time": "00.01", "zone": "London"}
LIFTS_AT = datetime(2026, 12, 17, 0, 1, tzinfo=UTC)
REPORT = "/publications/the-waiting-room"
PUBLIC = "/press/an-hour-in-a-queue-costs-the-poorest-twice"


async def test_an_embargo_is_read_back_in_words_before_it_is_set(office: Office, save: Save, client, clock: Clock):
    officer, launch, place = await _at_work(office, save)

    asked = await act(officer, f"{place}/setting", **LIFT)

    assert asked.status_code == 422
    words = said(asked.text)
    assert "It would lift at 00.01 GMT (UTC+0), Thursday 17 December 2026, in 44 days." in words
    assert "begins before that" not in words
    done = await act(officer, f"{place}/setting", **LIFT | {"sure": hidden(asked.text, "sure")})
    assert done.status_code == 303
    page = said((await officer.get(place)).text)
    assert "The embargo lifts in 44 days" in page
    assert "When it lifts 00.01 GMT (UTC+0), Thursday 17 December 2026" in page
    assert "Put under embargo The Waiting Room" in page

    await act(officer, f"/office/launches/{launch.id}/publication")
    assert (await client.get(PUBLIC)).status_code == 404
    clock.now = LIFTS_AT
    assert (await client.get(PUBLIC)).status_code == 200


async def test_a_button_counts_no_parts_where_nothing_is_under_the_embargo_yet(office: Office, save: Save):
    house, launch = a_host()
    await save(house, launch)
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get(f"/office/launches/{launch.id}/embargo/setting")).text)

    assert "Put under embargo Leave it as it is" in page
    assert "Nothing is under it yet." in page


@pytest.mark.parametrize("over", ["a launch", "a release"])
async def test_whoever_would_put_what_is_public_under_embargo_reads_at_once_why_not(
    over: str, office: Office, save: Save
):
    house, launch = a_host()
    await save(house, launch, *a_release(launch))
    officer = await office(Role.PRESS_OFFICER, house)
    whole, alone = f"/office/launches/{launch.id}", "/office/releases/an-hour-in-a-queue-costs-the-poorest-twice"
    place = f"{whole if over == 'a launch' else alone}/embargo"

    offered, opened = [(await officer.get(path)).text for path in (place, f"{place}/setting")]
    assert ("public already" in offered, "Put it under embargo" in offered) == (True, False)
    assert ("public already" in opened, 'id="act"' in opened) == (True, False)
    refused = said((await officer.post(f"{place}/setting", data=LIFT | {"revision": "1 0"})).text)
    assert ("public already" in refused, "Press once more" in refused) == (True, False)


async def test_another_moment_than_the_one_that_was_read_is_asked_about_again(office: Office, save: Save):
    officer, _, place = await _at_work(office, save)
    asked = await act(officer, f"{place}/setting", **LIFT)

    other = await act(officer, f"{place}/setting", **LIFT | {"sure": hidden(asked.text, "sure"), "time": "12.00"})

    assert other.status_code == 422
    assert "12.00 GMT" in other.text


MOMENTS: dict[str, tuple[dict[str, str], str, str]] = {
    "midnight": ({"time": "midnight"}, "act", "newsrooms write 00.01"),
    "after the event begins": ({"time": "19.00"}, "act", "begins before that"),
    "another zone": ({"zone": "New York"}, "act", "is in another zone, where clocks then show 05.01 GMT"),
    "a gap": ({"day": "28 March 2027", "time": "01.30"}, "time", "The clocks go forward then"),
    "a fold": ({"day": "31 October 2027", "time": "01.30"}, "second", "comes twice"),
    "the past": ({"day": "1 November 2026"}, "day", "That moment is over."),
    "no day": ({"day": ""}, "day", "The day is missing."),
    "no such zone": ({"zone": "Mars"}, "zone", "not a time zone"),
    "nonsense": ({"time": "half past"}, "time", "half past"),
}


@pytest.mark.parametrize(("typed", "field", "sentence"), MOMENTS.values(), ids=MOMENTS)
async def test_odd_moments_are_told(typed: Any, field: str, sentence: str, office: Office, save: Save):
    officer, _, place = await _at_work(office, save)

    answer = await act(officer, f"{place}/setting", **LIFT | typed)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sentence in said(answer.text)


async def test_held_it_does_not_lift_and_let_go_too_late_it_lifts_at_once(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    officer, launch, place = await _under_embargo(office, save)
    await act(officer, f"/office/launches/{launch.id}/publication")

    await act(officer, f"{place}/holding", note="The minister is late.")
    clock.now = LIFTS_AT + timedelta(hours=1)
    assert (await client.get(PUBLIC)).status_code == 404
    officer = await office(Role.EDITOR, launch.lead)
    assert "The embargo is held" in said((await officer.get(place)).text)
    await act(officer, f"{place}/letting-go")

    assert (await client.get(PUBLIC)).status_code == 200
    page = said((await officer.get(place)).text)
    assert "It lifted at once" in page
    assert "The minister is late." in page


async def test_a_moved_embargo_keeps_the_old_moment_on_the_receipt(office: Office, save: Save):
    officer, _, place = await _under_embargo(office, save)
    moved = {"day": "18 December 2026", "time": "9.30am", "zone": "London"}
    asked = await act(officer, f"{place}/moving", **moved)
    await act(officer, f"{place}/moving", **moved | {"sure": hidden(asked.text, "sure")})

    page = said((await officer.get(place)).text)
    same = await act(officer, f"{place}/moving", **moved)

    assert "It lifts at 09.30 GMT (UTC+0), Friday 18 December 2026. Before: 00.01 GMT" in page
    assert "nothing would change" in said(same.text)


@pytest.mark.parametrize("part", ["lifting", "ending"])
async def test_what_was_lifted_early_never_goes_back_under_embargo(
    part: str, office: Office, save: Save, client: httpx2.AsyncClient
):
    officer, launch, place = await _under_embargo(office, save)
    await act(officer, f"/office/launches/{launch.id}/publication")

    assert (await act(officer, f"{place}/{part}")).status_code == 303

    assert ("just now" in said((await officer.get(place)).text)) == (part == "lifting")
    assert (await client.get(PUBLIC)).status_code == 200
    again = "moving" if part == "lifting" else "setting"
    page = await officer.get(f"{place}/{again}")
    asked = await officer.post(f"{place}/{again}", data=LIFT | {"revision": hidden(page.text, "revision")})
    sure = hidden(asked.text, "sure") or LIFTS_AT.isoformat()
    refused = await officer.post(
        f"{place}/{again}", data=LIFT | {"revision": hidden(asked.text, "revision"), "sure": sure}
    )
    assert refused.status_code == 422
    assert (await client.get(PUBLIC)).status_code == 200


@pytest.mark.parametrize("part", ["lifting", "ending"])
async def test_what_goes_out_early_with_a_later_date_is_named_and_where_that_is_changed(
    part: str, office: Office, save: Save
):
    officer, launch, place = await _under_embargo(office, save)
    release = "/office/releases/an-hour-in-a-queue-costs-the-poorest-twice"
    await officer.post(release, data=sends((await officer.get(release)).text) | {"dated": "17 December 2026"})
    await act(officer, f"/office/launches/{launch.id}/publication")
    dated = "goes on saying Thursday 17 December 2026, until you change it"

    before = (await officer.get(f"{place}/{part}")).text
    assert (dated in said(before), f'href="{release}/taking-back"' in before) == (True, True)
    await act(officer, f"{place}/{part}")

    after = (await officer.get(place)).text
    assert dated in said((await officer.get(f"/office/launches/{launch.id}")).text)  # on the receipt
    assert (f'href="{release}/correction"' in after) == (part == "lifting")  # else there is nothing to be early of


@pytest.mark.parametrize("part", ["lifting", "ending"])
async def test_what_a_lift_makes_public_is_named_with_its_address_before_and_on_the_receipt(
    part: str, office: Office, save: Save, store: Store
):
    officer, launch, place = await _under_embargo(office, save)
    await act(officer, f"/office/launches/{launch.id}/publication")
    async with store.whole() as db:
        embargo_id = (await db.get_one(Launch, launch.id)).embargo_id
    await save(a_publication(launch, "The Late Annex", published_at=None, embargo_id=embargo_id))

    page = said((await officer.get(f"{place}/{part}")).text)
    moving = said((await officer.get(f"{place}/moving")).text)

    public = f"becomes public at once, at {PUBLIC}"
    assert public in page
    assert "“The Late Annex” stays a draft" in page
    assert "waits for it" not in page
    assert "waits for it" in moving
    await act(officer, f"{place}/{part}")
    after = said((await officer.get(place)).text)
    assert f"became public, at {PUBLIC}" in after
    assert "becomes public" not in after


@pytest.mark.parametrize("announced", [True, False])
async def test_the_receipt_of_a_launch_under_embargo_names_what_the_public_sees_before_the_lift(
    office: Office, save: Save, store: Store, announced: bool
):
    officer, launch, _ = await _under_embargo(office, save)
    async with store.transaction(now=NOW, by=ALICE) as db:
        event = (await db.scalars(select(Event))).one()
        event.embargo_id = None if announced else (await db.get_one(Launch, launch.id)).embargo_id

    await act(officer, f"/office/launches/{launch.id}/publication")

    receipt = said((await officer.get(f"/office/launches/{launch.id}")).text).partition("What became of it")[2]
    lift = "Until the embargo lifts (00.01 GMT (UTC+0), Thursday 17 December 2026), the public sees "
    assert f"{lift}{'only “The Waiting Room” of it' if announced else 'none of it'}" in receipt
    assert "What this changed The report, /publications/the-waiting-room" in receipt


async def test_public_pages_are_linked_once_they_are_there(office: Office, save: Save, clock: Clock):
    officer, launch, _ = await _under_embargo(office, save)
    overview, report = f"/office/launches/{launch.id}", "/publications/the-waiting-room"
    await act(officer, f"{overview}/publication")
    before = (await officer.get(overview)).text
    assert PUBLIC in before  # on the receipt, in words
    assert f'href="{PUBLIC}"' not in before
    assert f'href="{report}"' not in before
    assert 'href="/events/the-waiting-room"' in before  # which is announced
    assert f'href="{report}"' not in (await officer.get(f"/office{report}")).text

    clock.now = LIFTS_AT
    officer = await office(Role.EDITOR, launch.lead)
    page = (await officer.get(overview)).text

    for path in (PUBLIC, report):
        assert f'<a href="{path}">Public page<' in page
        assert f'<a href="{path}">{path}</a>' in page  # on the receipt
        assert (
            f'<a href="{path}">Public page<' in (await officer.get(f"/office{path}".replace("press", "releases"))).text
        )


async def test_a_list_of_launches_says_of_an_announced_event_that_the_rest_waits(
    office: Office, save: Save, clock: Clock
):
    officer, launch, _ = await _under_embargo(office, save)

    for page in ("/office", "/office/launches"):
        told = said((await officer.get(page)).text)
        assert "Public: The Waiting Room, its public page The rest is under embargo" in told

    clock.now = LIFTS_AT
    assert "The rest" not in said((await (await office(Role.VIEWER, launch.lead)).get("/office/launches")).text)


async def test_a_release_whose_own_embargo_ends_is_said_to_wait_for_that_of_its_launch(office: Office, save: Save):
    officer, launch, _ = await _under_embargo(office, save)
    own = "/office/releases/an-hour-in-a-queue-costs-the-poorest-twice/embargo"
    earlier = LIFT | {"day": "16 December 2026"}
    asked = await act(officer, f"{own}/setting", **earlier)
    await act(officer, f"{own}/setting", **earlier | {"sure": hidden(asked.text, "sure")})
    await act(officer, f"/office/launches/{launch.id}/publication")

    assert "waits for the embargo of its launch instead: 00.01 GMT" in said((await officer.get(f"{own}/ending")).text)
    assert f"becomes public at once, at {PUBLIC}" in said((await officer.get(f"{own}/lifting")).text)


async def test_an_embargo_let_go_after_its_moment_is_said_to_lift_at_once(office: Office, save: Save, clock: Clock):
    officer, launch, place = await _under_embargo(office, save)
    await act(officer, f"/office/launches/{launch.id}/publication")
    await act(officer, f"{place}/holding")
    assert "waits for it" in said((await officer.get(f"{place}/letting-go")).text)

    clock.now = LIFTS_AT
    officer = await office(Role.EDITOR, launch.lead)

    assert f"becomes public at once, at {PUBLIC}" in said((await officer.get(f"{place}/letting-go")).text)


async def test_a_release_may_have_an_embargo_of_its_own(office: Office, save: Save, client, clock: Clock):
    officer, launch, _ = await _under_embargo(office, save)
    own = "/office/releases/an-hour-in-a-queue-costs-the-poorest-twice/embargo"
    earlier = LIFT | {"day": "16 December 2026"}
    asked = await act(officer, f"{own}/setting", **earlier)
    await act(officer, f"{own}/setting", **earlier | {"sure": hidden(asked.text, "sure")})
    await act(officer, f"/office/launches/{launch.id}/publication")

    clock.now = LIFTS_AT - timedelta(days=1)

    assert (await client.get(PUBLIC)).status_code == 200
    assert (await client.get("/publications/the-waiting-room")).status_code == 404
    officer = await office(Role.EDITOR, launch.lead)
    assert (await act(officer, f"{own}/ending")).status_code == 422  # it would hide again what is public


AGAIN = {
    "a report": (f"/office{REPORT}", REPORT, "restoration"),
    "a release": ("/office/releases/an-hour-in-a-queue-costs-the-poorest-twice", PUBLIC, "publication"),
}


@pytest.mark.parametrize(("inside", "outside", "again"), AGAIN.values(), ids=AGAIN)
async def test_what_was_taken_back_before_an_embargo_was_set_waits_for_it_when_it_goes_out_again(
    inside: str, outside: str, again: str, office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    officer, launch, place = await _at_work(office, save)
    await act(officer, f"/office/launches/{launch.id}/publication")
    for each, _, _ in AGAIN.values():
        assert (await act(officer, f"{each}/withdrawal", note="Too early.")).status_code == 303

    await _set(officer, place)

    listed = said((await officer.get(place)).text)
    assert "withdrawn" in listed.partition("What is under it")[2]
    assert (await client.get(outside)).status_code == 404  # also the page that says it was withdrawn: it has the title
    page = said((await officer.get(f"{inside}/{again}")).text)
    assert "once the embargo lifts" in page
    assert (await act(officer, f"{inside}/{again}")).status_code == 303
    assert (await client.get(outside)).status_code == 404
    clock.now = LIFTS_AT
    assert (await client.get(outside)).status_code == 200


async def test_a_lift_brings_back_nothing_that_was_withdrawn_and_the_office_says_so(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    officer, launch, place = await _at_work(office, save)
    await act(officer, f"/office/launches/{launch.id}/publication")
    await act(officer, f"/office{REPORT}/withdrawal", note="Too early.")
    await act(officer, f"/office/releases/{PUBLIC.rpartition('/')[2]}/withdrawal", note="Too early.")

    told = said((await officer.get(f"{place}/setting")).text)
    assert "“The Waiting Room” is withdrawn, and the lift brings it not back" in told
    await _set(officer, place)

    told = said((await officer.get(f"{place}/lifting")).text)
    assert "“The Waiting Room” stays withdrawn, and nothing is at its address: publish it again yourselves" in told
    told = said((await officer.get(f"{place}/ending")).text)
    assert "“The Waiting Room” stays withdrawn, and its page says so again" in told
    clock.now = LIFTS_AT
    assert (await client.get(REPORT)).status_code == 404
    officer = await office(Role.EDITOR, launch.lead)
    assert (await act(officer, f"{place}/ending")).status_code == 303
    assert (await client.get(REPORT)).status_code == 410


async def test_whoever_does_not_lead_has_no_say(office: Office, save: Save):
    _, _, place = await _at_work(office, save)
    stranger = await office(Role.OWNER)

    for part in ("", "/setting", "/lifting"):
        assert (await stranger.get(f"{place}{part}")).status_code == 404
    assert (await stranger.post(f"{place}/setting", data=LIFT)).status_code == 404


async def _at_work(office: Office, save: Save) -> tuple[httpx2.AsyncClient, Launch, str]:
    house, launch = a_host()
    release = a_release(launch, published_at=None, version={"issued_at": None})
    report = a_publication(launch, published_at=None)
    await save(house, launch, an_event(launch), report, release)
    set_committed_value(launch, "lead", house)
    return await office(Role.EDITOR, house), launch, f"/office/launches/{launch.id}/embargo"


async def _under_embargo(office: Office, save: Save) -> tuple[httpx2.AsyncClient, Launch, str]:
    officer, launch, place = await _at_work(office, save)
    await _set(officer, place)
    return officer, launch, place


async def _set(officer: httpx2.AsyncClient, place: str) -> None:
    asked = await act(officer, f"{place}/setting", **LIFT)
    done = await act(officer, f"{place}/setting", **LIFT | {"sure": hidden(asked.text, "sure")})
    assert done.status_code == 303
