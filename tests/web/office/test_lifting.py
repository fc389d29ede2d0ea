"""What brings a lift forward is looked over like publishing: the same questions, reasons and blocks."""

from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest

from events import addresses
from events.accounts.models import Role
from events.people.models import Caution
from events.programme.occasions import SpeakerState
from tests.factories import (
    a_host,
    a_person,
    a_publication,
    a_release,
    a_speaker,
    an_embargo,
    an_event,
)
from tests.organisers import Office, act, hidden, sends
from tests.sites import Clock, said
from tests.stores import NOW, Save

LIFTS_AT = datetime(2027, 1, 21, 0, 1, tzinfo=UTC)
EARLIER = {"day": "14 January 2027", "time": "00.01", "zone": "London"}
LATER = EARLIER | {"day": "28 January 2027"}
OLD_DAY = "The report will be launched on Thursday 21 January 2027 at a debate."
PUBLIC = "/press/queues-cost-time"
OWN = "/office/releases/queues-cost-time/embargo"
SOONER = {"lifting": {}, "ending": {}, "letting-go": {}, "moving": EARLIER}


@pytest.mark.parametrize(("part", "typed"), SOONER.items(), ids=SOONER)
async def test_what_is_asked_before_publishing_is_asked_before_a_lift_is_brought_forward_and_kept_on_the_receipt(
    part: str, typed: dict[str, str], office: Office, save: Save
):
    officer, place = await _waiting(office, save, OLD_DAY, held=part == "letting-go")

    unseen = await _press(officer, f"{place}/{part}", typed | {"seen": ""})
    done = await _press(officer, f"{place}/{part}", typed)

    assert unseen.status_code == 422
    assert f"says: “{OLD_DAY}” (Thursday 21 January 2027). As entered, “The Waiting Room” is on" in said(unseen.text)
    assert "Look at what we found, then decide" in said(unseen.text)
    assert done.status_code == 303
    receipt = said((await officer.get(place)).text).partition("What became of it")[2]
    assert f"Went out unmended The release “Queues cost time” says: “{OLD_DAY}”" in receipt


@pytest.mark.parametrize(("part", "typed"), SOONER.items(), ids=SOONER)
async def test_what_blocks_publishing_blocks_that_a_lift_is_brought_forward(
    part: str, typed: dict[str, str], office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    named = "Tomasz Wieczorek will join the panel."
    officer, place = await _waiting(office, save, named, held=part == "letting-go", state=SpeakerState.WITHDRAWN)

    refused = await _press(officer, f"{place}/{part}", typed)
    clock.now = datetime(2027, 1, 15, tzinfo=UTC)

    assert refused.status_code == 422
    assert "What blocks has to be mended first." in said(refused.text)
    assert f"Tomasz Wieczorek withdrew from “The Waiting Room”, and the release “Queues cost time” says: “{named}”" in (
        said(refused.text)
    )
    assert (await client.get(PUBLIC)).status_code == 404


@pytest.mark.parametrize(("part", "typed"), SOONER.items(), ids=SOONER)
async def test_what_others_have_not_agreed_to_is_brought_forward_only_for_a_reason(
    part: str, typed: dict[str, str], office: Office, save: Save
):
    named = "Tomasz Wieczorek will join the panel."
    officer, place = await _waiting(office, save, named, held=part == "letting-go", state=SpeakerState.INVITED)

    unreasoned = await _press(officer, f"{place}/{part}", typed | {"reason": " "})
    done = await _press(officer, f"{place}/{part}", typed | {"reason": "He agreed by telephone.", "note": "Leaked."})

    assert (unreasoned.status_code, 'href="#reason"' in unreasoned.text) == (422, True)
    assert done.status_code == 303
    receipt = said((await officer.get(place)).text).partition("What became of it")[2]
    assert "Leaked. What this changed Why it went out with what was found: He agreed by telephone." in receipt
    assert "Went out unmended Tomasz Wieczorek has not confirmed" in receipt


@pytest.mark.parametrize(("part", "typed"), SOONER.items(), ids=SOONER)
async def test_one_reason_is_enough_and_none_is_asked_for_where_the_page_had_no_field_for_it(
    part: str, typed: dict[str, str], office: Office, save: Save
):
    named = "Tomasz Wieczorek will join the panel."
    officer, place = await _waiting(office, save, named, held=part == "letting-go", state=SpeakerState.INVITED)
    page = f"{place}/{part}"
    asks_at_once = part != "moving"

    shown = await officer.get(page)
    first = await officer.post(page, data=sends(shown.text) | typed | {"note": "Leaked."})
    again = sends(first.text)

    assert [f'name="{each}"' in shown.text for each in ("note", "reason")] == [not asks_at_once, asks_at_once]
    assert ('href="#reason"' in first.text) == asks_at_once
    assert ["note" in again, again["reason"]] == [False, "Leaked."]
    assert (await officer.post(page, data=again)).status_code == 303


@pytest.mark.parametrize("part", ["moving", "holding"])
async def test_what_puts_a_lift_off_is_never_stopped_by_what_there_is_to_mend(part: str, office: Office, save: Save):
    named = "Tomasz Wieczorek will join the panel."
    officer, place = await _waiting(office, save, named, state=SpeakerState.WITHDRAWN)

    done = await _press(officer, f"{place}/{part}", LATER)

    assert done.status_code == 303
    assert "unmended" not in said((await officer.get(place)).text)


async def test_a_lift_that_was_to_come_too_early_can_be_put_off_on_the_same_page(office: Office, save: Save):
    officer, place = await _waiting(office, save, "Tomasz Wieczorek will join the panel.", state=SpeakerState.WITHDRAWN)
    page = f"{place}/moving"
    refused = await _press(officer, page, EARLIER)

    asked = await officer.post(page, data=sends(refused.text) | LATER)

    assert (await officer.post(page, data=sends(asked.text) | LATER)).status_code == 303


async def test_lifting_is_itself_what_mends_an_embargo_without_an_end_or_one_that_is_held(office: Office, save: Save):
    officer, place = await _waiting(office, save, "Queues are long.", lifts_at=None, held=True)

    page = said((await officer.get(f"{place}/lifting")).text)

    assert "has no moment" not in page
    assert "is held" not in page
    assert (await _press(officer, f"{place}/lifting", {})).status_code == 303


async def test_a_lift_within_a_period_of_caution_is_asked_about(office: Office, save: Save):
    officer, place = await _waiting(office, save, "Queues are long.", caution=True)

    asked = said((await officer.get(f"{place}/lifting")).text)
    moved = said((await _press(officer, f"{place}/moving", EARLIER)).text)

    assert "You would publish this on Monday 2 November 2026, within “Mourning”" in asked
    assert "Mourning" not in moved


async def test_a_release_whose_own_embargo_is_lifted_is_looked_over_in_the_words_that_were_published(
    office: Office, save: Save
):
    house, launch = a_host()
    embargo = an_embargo(LIFTS_AT)
    release = a_release(launch, "Queues cost time", embargo_id=embargo.id, version={"body": OLD_DAY})
    newer = type(release[1])(release_id=release[0].id, number=2, headline="Queues cost time", body="Another text.")
    await save(house, embargo, launch, an_event(launch, day=date(2027, 2, 4)), *release, newer)
    officer = await office(Role.EDITOR, house)

    page = said((await officer.get(f"{addresses.office_release(release[0])}/embargo/lifting")).text)

    assert (
        f"says: “{OLD_DAY}” (Thursday 21 January 2027). As entered, “The Waiting Room” is on Thursday 4 February 2027."
        in page
    )


@pytest.mark.parametrize("held", [False, True])
async def test_what_would_go_out_before_its_launch_by_an_embargo_of_its_own_is_looked_over(
    held: bool, office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    named = "Tomasz Wieczorek will join the panel."
    officer, _ = await _waiting(office, save, named, held=held, state=SpeakerState.WITHDRAWN)

    told = said((await officer.get(f"{OWN}/setting")).text)
    refused = await _press(officer, f"{OWN}/setting", EARLIER)
    clock.now = datetime(2027, 1, 15, tzinfo=UTC)

    over_all = f"00.01 GMT (UTC+0), Thursday 21 January 2027{', held until you let it go' if held else ''}"
    assert f"instead of the embargo of its launch ({over_all}), and goes out before the rest if this lifts soon" in told
    assert "What blocks has to be mended first." in said(refused.text)
    assert f"Tomasz Wieczorek withdrew from “The Waiting Room”, and the release “Queues cost time” says: “{named}”" in (
        said(refused.text)
    )
    assert (await client.get(PUBLIC)).status_code == 404


@pytest.mark.parametrize("is_written", [True, False])
async def test_what_an_embargo_of_its_own_lets_out_is_asked_about_where_it_names_what_still_waits(
    is_written: bool, office: Office, save: Save
):
    house, launch = a_host()
    embargo = an_embargo(LIFTS_AT)
    launch.embargo_id = embargo.id
    report = a_publication(launch, "Holding the Quay", embargo_id=embargo.id)
    facts: Any = {} if is_written else {"published_at": None}
    version = {"body": "Read Holding the Quay.", **({} if is_written else {"issued_at": None})}
    release = a_release(launch, "Queues cost time", embargo_id=embargo.id, version=version, **facts)
    await save(embargo, house, launch, report, *release)
    officer = await office(Role.EDITOR, house)

    page = f"{OWN}/setting"
    seen = await officer.post(page, data=sends((await officer.get(page)).text) | EARLIER)
    assert (await _press(officer, page, EARLIER)).status_code == 303
    if not is_written:
        seen = await officer.get(f"{OWN.removesuffix('/embargo')}/publication")

    told = "Strangers read “Holding the Quay” at /press/queues-cost-time before the embargo lifts."
    assert (seen.status_code, told in said(seen.text)) == (422 if is_written else 200, True)


async def test_an_embargo_of_its_own_that_keeps_a_release_for_longer_is_stopped_by_nothing(office: Office, save: Save):
    officer, _ = await _waiting(office, save, "Tomasz Wieczorek joins.", state=SpeakerState.WITHDRAWN)

    assert (await _press(officer, f"{OWN}/setting", LATER)).status_code == 303


async def test_what_goes_by_an_embargo_of_its_own_is_said_wherever_one_looks_at_that_of_its_launch(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    officer, place = await _waiting(office, save, "Queues are long.")
    own = "09.00 GMT (UTC+0), Thursday 5 November 2026"
    sooner = {"day": "5 November 2026", "time": "9am", "zone": "London"}
    assert (await _press(officer, f"{OWN}/setting", sooner)).status_code == 303

    pages = {path: said((await officer.get(path)).text) for path in ("/office", place, f"{place}/holding")}
    await officer.post(f"{place.rpartition('/')[0]}/events/new", data={"title": "A matinee", "day": "4 March 2027"})
    review = said((await officer.get(f"{place.rpartition('/')[0]}/publication")).text)

    assert f"The embargo over a part of The Waiting Room lifts At {own}." in pages["/office"]
    assert f"Under one of its own The release Queues cost time {own}" in pages[place]
    assert f"The release “Queues cost time” goes by an embargo of its own: {own}." in pages[f"{place}/holding"]
    assert f"“Queues cost time” has an embargo of its own: {own}" in review
    published = await act(officer, f"{place.rpartition('/')[0]}/publication", reason="So be it.")
    assert published.status_code == 303, said(published.text)
    receipt = said((await officer.get(place.rpartition("/")[0])).text)
    assert "the public sees only “The Waiting Room” and “A matinee” of what is under it" in receipt
    assert f"“Queues cost time” has an embargo of its own: {own}" in receipt


@pytest.mark.parametrize("kinds", [("operational note", "press release"), ("press release", "operational note")])
async def test_a_draft_that_becomes_news_or_a_note_is_under_embargo_as_if_it_had_been_begun_so(
    kinds: tuple[str, str], office: Office, save: Save, client: httpx2.AsyncClient
):
    first, then = kinds
    officer, place = await _waiting(office, save, "Queues are long.")
    text = {"headline": "Doors open at six", "body": "At the side door.", "dated": "2 November 2026"}
    draft, public = "/office/releases/doors-open-at-six", "/press/doors-open-at-six"
    await officer.post(f"{place.rpartition('/')[0]}/releases/new", data=text | {"kind": first})

    changed = await officer.post(draft, data=sends((await officer.get(draft)).text) | {"kind": then})
    published = await act(officer, f"{draft}/publication", reason="So be it.")

    assert (changed.status_code, published.status_code) == (303, 303)
    assert (await client.get(public)).status_code == (404 if then == "press release" else 200)


async def test_a_note_that_is_public_becomes_no_news_before_the_lift(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    officer, place = await _waiting(office, save, "Queues are long.")
    text = {"headline": "Doors open at six", "body": "At the side door.", "dated": "2 November 2026"}
    note, public = "/office/releases/doors-open-at-six", "/press/doors-open-at-six"
    await officer.post(f"{place.rpartition('/')[0]}/releases/new", data=text | {"kind": "operational note"})
    await act(officer, f"{note}/publication", reason="So be it.")
    await act(officer, f"{note}/correction", note="More.", reason="So be it.")

    for page in (note, f"{note}/filing"):
        refused = await officer.post(page, data=sends((await officer.get(page)).text) | {"kind": "press release"})

    assert (refused.status_code, 'href="#kind"' in refused.text) == (422, True)
    assert "write the news as a release of its own, which waits" in said(refused.text)
    assert "Press release" not in said((await client.get(public)).text)


async def test_a_new_version_of_a_public_report_is_looked_over_too(office: Office, save: Save):
    house, launch = a_host()
    report = a_publication(launch, "Untitled")
    await save(house, launch, report)
    place = f"{addresses.office_publication(report)}/correction"
    editor = await office(Role.EDITOR, house)

    refused = await act(editor, place, note="A wrong table.")

    assert refused.status_code == 422
    assert "This publication is called “Untitled”, which is no title yet." in said(refused.text)


async def _press(officer: httpx2.AsyncClient, page: str, typed: dict[str, str]) -> httpx2.Response:
    """Presses, and once more where only the moment was asked about, or what that would make public."""
    shown = await officer.get(page)
    asks = {"reason": "They agreed."} if page.endswith(("moving", "setting")) else {}
    if 'name="reason"' in shown.text:
        asks = {"reason": "They agreed."}
    ours = {name: hidden(shown.text, name) for name in ("once", "revision", "seen")}
    first = await officer.post(page, data=ours | asks | typed)
    if not page.endswith(("moving", "setting")) or first.status_code != 422:
        return first
    ours = {name: hidden(first.text, name) for name in ("once", "revision", "seen", "sure")}
    return await officer.post(page, data=ours | asks | typed)


async def _waiting(
    office: Office,
    save: Save,
    body: str,
    *,
    state: SpeakerState = SpeakerState.CONFIRMED,
    lifts_at: datetime | None = LIFTS_AT,
    held: bool = False,
    caution: bool = False,
) -> tuple[httpx2.AsyncClient, str]:
    """A release that waits for the lift, beside an event that was moved to a later day."""
    house, launch = a_host()
    embargo = an_embargo(lifts_at, held=held)
    launch.embargo_id = embargo.id
    event, tomasz = an_event(launch, day=date(2027, 2, 4)), a_person("Tomasz Wieczorek", kept_by_id=house.id)
    release = a_release(launch, "Queues cost time", embargo_id=embargo.id, version={"body": body})
    more: list[Any] = []
    if caution:
        more.append(Caution(organisation_id=house.id, name="Mourning", starts=NOW.date(), ends=NOW.date()))
    await save(embargo, house, launch, event, tomasz, a_speaker(event, tomasz, state=state), *release, *more)
    return await office(Role.EDITOR, house), f"/office/launches/{launch.id}/embargo"
