"""What becomes of an event, as its own action each: said beforehand, kept as a receipt, told in calendars."""

import re
from datetime import date, timedelta
from typing import Any

import httpx2
import pytest

from events.accounts.models import Role
from events.people.models import Organisation
from events.programme.occasions import Access, EventPublication, SpeakerState, Status
from events.web.office.events.event_states import ACTIONS
from tests.factories import (
    a_host,
    a_launch,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    an_embargo,
    an_event,
)
from tests.organisers import ON_ONE, Office, act, sends
from tests.sites import Clock, said
from tests.stores import NOW, Save

EVENT = "/office/events/the-waiting-room"


async def test_a_save_the_date_is_all_day_and_takes_its_hour_under_the_same_uid(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    before = await entry(client)
    await act(editor, f"{EVENT}/save-the-date")
    saved = await entry(client)
    hour = await act(editor, f"{EVENT}/confirmation")
    await act(editor, f"{EVENT}/confirmation", starts="6pm", ends="19.30")
    timed = await entry(client)

    assert saved["DTSTART;VALUE=DATE"] == "20261217"
    assert saved["STATUS"] == "TENTATIVE"
    assert hour.status_code == 303
    assert timed["DTSTART"] == "20261217T180000Z"
    assert timed["STATUS"] == "CONFIRMED"
    assert {each["UID"] for each in (before, saved, timed)} == {before["UID"]}
    assert int(timed["SEQUENCE"]) > int(saved["SEQUENCE"]) > int(before["SEQUENCE"])


async def test_a_save_the_date_says_which_hour_it_keeps_and_offers_it_when_it_is_confirmed(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"doors": "18.00"})
    kept = "you find it again when you confirm the date: 18.30 to 20.00, doors at 18.00"

    assert kept in said((await editor.get(f"{EVENT}/save-the-date")).text)
    await act(editor, f"{EVENT}/save-the-date")

    assert kept in said((await editor.get(EVENT)).text)  # on the receipt
    offered = sends((await editor.get(f"{EVENT}/confirmation")).text)
    hours = {name: offered[name] for name in ("starts", "ends", "doors")}
    assert hours == {"starts": "18.30", "ends": "20.00", "doors": "18.00"}
    alone = await editor.post(f"{EVENT}/confirmation", data=offered | {"starts": "", "ends": ""})
    assert (alone.status_code, 'href="#starts"' in alone.text) == (422, True)
    assert (await act(editor, f"{EVENT}/confirmation", **hours)).status_code == 303
    assert (await entry(client))["DTSTART"] == "20261217T183000Z"
    assert sends((await editor.get(EVENT)).text)["doors"] == "18.00"


async def test_tentative_and_confirmed_are_actions_that_leave_their_receipts(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, clock: Clock
):
    await act(editor, f"{EVENT}/tentative", note="The minister may not come.")
    tentative, public = await entry(client), said((await client.get("/events/the-waiting-room")).text)
    listed = said((await client.get("/events")).text)
    clock.now += timedelta(minutes=5)
    await act(editor, f"{EVENT}/confirmation")

    assert tentative["STATUS"] == "TENTATIVE"
    assert "Tentative The minister may not come." in public  # as the action said that the page shows it
    assert "Tentative" in listed
    assert "Save the date" not in public + listed
    page = said((await editor.get(EVENT)).text)
    assert page.index("Confirmed The Waiting Room") < page.index("Made tentative The Waiting Room")
    assert "The minister may not come." in page


ALWAYS = {"Unpublish"}
MAY_MOVE = {"Make it a save the date", "Postpone", "Cancel the event"}
OFFERED: dict[str, tuple[dict[str, Any], set[str]]] = {
    "confirmed": ({}, {"Make it tentative", *MAY_MOVE}),
    "confirmed, without an hour": ({"starts": None}, {"Confirm the date", "Make it tentative", *MAY_MOVE}),
    "tentative": ({"status": Status.TENTATIVE}, {"Confirm the date", *MAY_MOVE}),
    "a date to save": (
        {"status": Status.TENTATIVE, "starts": None},
        {"Confirm the date", "Postpone", "Cancel the event"},
    ),
    "postponed": ({"status": Status.POSTPONED}, {"Cancel the event", "Restore or give a new day", "Change the reason"}),
    "cancelled": ({"status": Status.CANCELLED}, {"Postpone", "Restore or give a new day", "Change the reason"}),
}


@ON_ONE
@pytest.mark.parametrize("state", OFFERED)
async def test_only_what_changes_something_is_offered_and_the_page_of_all_else_says_why_not(
    state: str, office: Office, save: Save
) -> None:
    house, launch = a_host()
    facts, offered = OFFERED[state]
    await save(house, launch, an_event(launch, ends=None, **facts))
    editor = await office(Role.EDITOR, house)

    menu = (await editor.get(EVENT)).text.partition('<ul class="pop">')[2].partition("</ul>")[0]

    assert set(re.findall(r">([^<>]+)</a>", menu)) == offered | ALWAYS
    for action in ACTIONS:
        if action.title not in offered | ALWAYS:
            page = (await editor.get(f"{EVENT}/{action.part}")).text
            sent = await editor.post(f"{EVENT}/{action.part}", data={"revision": "1", "note": "Once more."})
            assert ('id="act"' in page, sent.status_code) == (False, 422), action.title


async def test_what_is_asked_for_as_it_stands_is_refused_and_a_reason_can_be_mended(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
) -> None:
    same_day = await act(editor, f"{EVENT}/postponement", day="17 December 2026")
    await act(editor, f"{EVENT}/cancellation", note="A stike.")
    before = await entry(client)
    same_words = await act(editor, f"{EVENT}/reason", note="A stike.")
    no_words = await act(editor, f"{EVENT}/reason", note="")
    mended = await act(editor, f"{EVENT}/reason", note="A strike.")
    after = await entry(client)

    assert "It stands like this already." in said(same_day.text)
    assert "These words stand there already." in said(same_words.text)
    assert "Say why" in said(no_words.text)
    assert mended.status_code == 303
    assert "A strike." in said((await client.get("/events/the-waiting-room")).text)
    assert (after["SEQUENCE"], after["STATUS"]) == (before["SEQUENCE"], "CANCELLED")


async def test_postponed_without_a_date_it_is_off_and_with_one_it_moves_and_goes_on(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await act(editor, f"{EVENT}/postponement", note="The hall is flooded.")
    off = await entry(client)
    await act(editor, f"{EVENT}/restoration", day="21 January 2027")
    on = await entry(client)

    assert (off["STATUS"], off["SUMMARY"]) == ("CANCELLED", "Postponed: The Waiting Room")
    assert (on["STATUS"], on["DTSTART"]) == ("CONFIRMED", "20270121T183000Z")


async def test_before_it_is_restored_it_is_looked_over_as_it_will_be(
    editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    launch = a_launch(house, title="The Long Queue")
    event = an_event(launch, "The Long Queue")
    ruth = a_person(kept_by_id=house.id)
    release = a_release(launch, version={"body": "The Long Queue will be launched on Thursday 17 December 2026."})
    await save(launch, event, ruth, a_speaker(event, ruth, state=SpeakerState.INVITED), *release)
    await act(editor, "/office/events/the-long-queue/cancellation", note="A strike.")

    page = said((await editor.get("/office/events/the-long-queue/restoration")).text)

    assert "is cancelled, and the release" not in page
    assert "Ruth Adeyemi has not confirmed for “The Long Queue”" in page


async def test_what_moves_an_event_keeps_on_its_receipt_from_when_to_when(
    editor: httpx2.AsyncClient, clock: Clock, client: httpx2.AsyncClient
):
    told = [
        ("postponement", {"day": "21 January 2027"}, "It takes place on Thursday 21 January 2027, 18.30 to 20.00 GMT"),
        ("postponement", {}, "It has no new date yet. It was to be on Thursday 21 January 2027, 18.30 to 20.00 GMT"),
        ("restoration", {"day": "4 February 2027"}, "It takes place on Thursday 4 February 2027, 18.30 to 20.00 GMT"),
        ("tentative", {}, "Made tentative"),
        ("confirmation", {"starts": "19.00", "ends": "20.30"}, "It takes place on Thursday 4 February 2027, 19.00 to"),
    ]
    for part, typed, sentence in told:
        clock.now += timedelta(minutes=5)
        assert (await act(editor, f"{EVENT}/{part}", **typed)).status_code == 303, part
        assert sentence in said((await editor.get(EVENT)).text)

    assert "Before: Thursday 17 December 2026, 18.30 to 20.00 GMT" in said((await editor.get(EVENT)).text)


async def test_whoever_restores_an_event_to_another_day_reads_which_release_goes_on_giving_the_old_one(
    editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    launch = a_launch(house, title="The Long Queue")
    says = a_release(launch, "It says so", version={"body": "Bristol waits.\n\nCome on 3 December 2026 at six."})
    await save(launch, an_event(launch, "The Long Queue", day=date(2026, 12, 3), status=Status.POSTPONED), *says)

    page = said((await editor.get("/office/events/the-long-queue/restoration")).text)

    assert (
        "If you give another day, the release “It says so” goes on saying, until you correct it: "
        "“Come on 3 December 2026 at six.”"
    ) in page


@pytest.mark.parametrize("part", ["postponement", "cancellation"])
async def test_whoever_moves_or_cancels_an_event_reads_that_the_embargo_lifts_all_the_same(
    part: str, editor: httpx2.AsyncClient, save: Save, house: Organisation, clock: Clock
):
    lift = an_embargo(clock.now + timedelta(days=3))
    launch = a_launch(house, title="The Long Queue", embargo_id=lift.id)
    await save(lift, launch, an_event(launch, "The Long Queue"), *a_release(launch, embargo_id=lift.id))
    place = f"/office/events/the-long-queue/{part}"

    before = said((await editor.get(place)).text)
    clock.now += timedelta(days=4)
    after = said((await editor.get(place)).text)

    sentence = "The embargo stays as it is: what is under it goes out at 09.00 GMT (UTC+0), Thursday 5 November 2026"
    assert (sentence in before, "The embargo stays as it is" in after) == (True, False)


async def test_a_series_whose_reports_nobody_can_read_yet_has_no_feed_that_changes(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, house: Organisation, clock: Clock
):
    lift, series = an_embargo(clock.now + timedelta(days=3)), a_series("After Dark", organisation_id=house.id)
    launch = a_launch(house, title="The Long Queue", embargo_id=lift.id)
    event = an_event(launch, "The Long Queue")
    report = a_publication(launch, series_id=series.id, series_number=1, embargo_id=lift.id)
    launched = EventPublication(event_id=event.id, publication_id=report.id, position=0)
    await save(lift, series, launch, event, report, launched)
    feed, place = f"/series/{series.slug}.ics", "/office/events/the-long-queue/cancellation"

    before, there = said((await editor.get(place)).text), await client.get(feed)
    clock.now += timedelta(days=4)
    after, there_after = said((await editor.get(place)).text), await client.get(feed)

    assert (there.status_code, "After Dark" in before) == (404, False)
    assert (there_after.status_code, "this event, Larkfield Foundation and After Dark" in after) == (200, True)


async def test_every_mistake_of_a_restoration_is_told_at_once(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, house: Organisation
):
    launch = a_launch(house, title="The Long Queue")
    event = an_event(launch, "The Long Queue")
    ruth = a_person(kept_by_id=house.id)
    await save(launch, event, ruth, a_speaker(event, ruth, state=SpeakerState.INVITED))
    place = "/office/events/the-long-queue"
    await act(editor, f"{place}/cancellation", note="A strike.")

    refused = await act(editor, f"{place}/restoration", reason=" ", starts="19.00", ends="18.00")
    at_once = await act(editor, f"{place}/restoration", reason="It is off.", starts="18.00", ends="18.00")
    past = await act(editor, f"{place}/restoration", reason=" ", day="1 October 2026")

    assert (refused.status_code, past.status_code) == (422, 422)
    assert "Say why it goes out with what needs a reason." in said(refused.text)
    assert "The event ends before it begins. As typed it goes from 19.00 to 18.00 GMT" in said(refused.text)
    assert "The event ends when it begins. As typed it goes from 18.00 to 18.00 GMT" in said(at_once.text)
    assert "there is nothing to restore" not in said(refused.text)
    assert {'href="#reason"' in past.text, 'href="#day"' in past.text} == {True}
    assert "A strike." in said((await client.get("/events/the-long-queue")).text)


async def test_a_release_under_embargo_is_not_said_to_tell_of_it_before_the_lift(
    editor: httpx2.AsyncClient, save: Save, house: Organisation, clock: Clock
):
    lift = an_embargo(clock.now + timedelta(days=3))
    launch = a_launch(house, title="The Long Queue", embargo_id=lift.id)
    await save(lift, launch, an_event(launch, "The Long Queue"), *a_release(launch, embargo_id=lift.id))
    place = "/office/events/the-long-queue/cancellation"

    before = said((await editor.get(place)).text)
    review = said((await editor.get(f"/office/launches/{launch.id}/publication")).text)
    clock.now += timedelta(days=4)
    after = said((await editor.get(place)).text)
    review_after = said((await editor.get(f"/office/launches/{launch.id}/publication")).text)

    assert "in every format once the embargo lifts" in before
    assert "in every format" in after
    assert "once the embargo lifts" not in after
    assert "What is under the embargo waits for it" in review
    assert "What is under the embargo waits for it" not in review_after


async def test_what_is_cancelled_after_it_was_moved_names_each_release_that_still_gives_a_day_it_had(
    editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    launch = a_launch(house, title="The Long Queue")
    old = a_release(launch, "The old day", version={"body": "Bristol waits.\n\nCome on 3 December 2026 at six."})
    new = a_release(launch, "The new day", version={"body": "Come on 10 December 2026 at six."})
    other = a_release(launch, "Neither", version={"body": "Come on 4 December 2026 at six."})
    await save(launch, an_event(launch, "The Long Queue", day=date(2026, 12, 3)), *old, *new, *other)
    place = "/office/events/the-long-queue"
    await act(editor, f"{place}/postponement", day="10 December 2026", note="A strike.")

    page = said((await editor.get(f"{place}/cancellation")).text)

    assert "“The old day” goes on saying, until you correct it: “Come on 3 December 2026 at six.”" in page
    assert "“The new day” goes on saying, until you correct it: “Come on 10 December 2026 at six.”" in page
    assert "“Neither” goes on" not in page


@pytest.mark.parametrize("part", ["postponement", "cancellation"])
async def test_what_takes_the_day_from_an_event_names_each_release_that_goes_on_giving_it(
    part: str, editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    launch = a_launch(house, title="The Long Queue")
    says = a_release(launch, "It says so", version={"body": "Bristol waits.\n\nCome on 3 December 2026 at six."})
    other = a_release(launch, "It does not", version={"body": "Come on 4 December 2026 at six."})
    await save(launch, an_event(launch, "The Long Queue", day=date(2026, 12, 3)), *says, *other)
    place = "/office/events/the-long-queue"

    before = said((await editor.get(f"{place}/{part}")).text)
    await act(editor, f"{place}/{part}", note="A strike.")
    after = said((await editor.get(place)).text)

    for page in (before, after):
        assert (
            "The release “It says so” goes on saying, until you correct it: “Come on 3 December 2026 at six.”" in page
        )
        assert "“It does not” goes on" not in page


async def test_an_hour_in_a_gap_or_a_fold_is_refused_or_asked_about_when_it_moves_too(editor: httpx2.AsyncClient):
    gap = await act(editor, f"{EVENT}/postponement", day="28 March 2027", starts="01.30")
    fold = await act(editor, f"{EVENT}/postponement", day="31 October 2027", starts="01.30", ends="04.00")
    second = await act(
        editor, f"{EVENT}/postponement", day="31 October 2027", starts="01.30", ends="04.00", second="yes"
    )

    assert (gap.status_code, 'href="#starts"' in gap.text) == (422, True)
    assert (fold.status_code, 'id="second"' in fold.text) == (422, True)
    assert second.status_code == 303


async def test_what_is_over_can_neither_be_postponed_nor_cancelled(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, house: Organisation
):
    launch = a_launch(house, title="An old one")
    await save(launch, an_event(launch, "Long ago", day=date(2020, 1, 8)))
    for part in ("postponement", "cancellation"):
        path = f"/office/events/long-ago/{part}"
        page = said((await editor.get(path)).text)
        acted = await editor.post(path, data={"revision": "1", "note": "Too late."})

        assert "This event is over" in page
        assert acted.status_code == 422
    assert "Too late." not in (await client.get("/events/long-ago")).text


async def test_who_looked_before_somebody_else_acted_looks_again(editor: httpx2.AsyncClient):
    form = {"revision": "1", "note": "A strike."}
    await editor.post(f"{EVENT}/cancellation", data=form)

    late = await editor.post(f"{EVENT}/restoration", data=form)

    assert late.status_code == 422
    assert "Somebody changed this since you opened the page." in said(late.text)


async def test_unpublished_what_was_public_is_withdrawn_and_can_go_out_again(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    await act(editor, f"{EVENT}/withdrawal", note="Too early.")
    gone = await client.get("/events/the-waiting-room")
    await act(editor, f"{EVENT}/publication")

    assert "Too early." in said(gone.text)
    assert (await client.get("/events/the-waiting-room")).status_code == 200


@pytest.mark.parametrize(
    ("over_event", "hours", "says"),
    [
        (
            False,
            1,
            "The embargo over the rest of the launch stays as it is (10.00 GMT (UTC+0), Monday 2",
        ),
        (False, -1, None),
        (
            True,
            1,
            "The embargo stays as it is (10.00 GMT (UTC+0), Monday 2 November 2026): published again",
        ),
        (True, -1, "The embargo has lifted and does not come back"),
    ],
    ids=["over the rest", "lifted from the rest", "over the event", "lifted from the event"],
)
async def test_who_unpublishes_an_event_reads_what_becomes_of_the_embargo(
    over_event: bool, hours: int, says: str | None, office: Office, save: Save
):
    embargo, (house, launch) = an_embargo(NOW + timedelta(hours=hours)), a_host()
    launch.embargo_id = embargo.id
    event = an_event(launch, "A long wait", embargo_id=embargo.id if over_event else None)
    await save(embargo, house, launch, event)

    page = said((await (await office(Role.EDITOR, house)).get("/office/events/a-long-wait/withdrawal")).text)

    assert says in page if says else "embargo" not in page


async def test_what_was_taken_back_while_it_was_private_and_is_to_be_open_is_a_draft_again(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient, save: Save, house: Organisation
):
    """The public reads no tombstone of what it never saw."""
    launch, path = a_launch(house, title="Another"), "/office/events/dinner-with-the-funders"
    await save(launch, an_event(launch, "Dinner with the funders", access=Access.PRIVATE))
    await act(editor, f"{path}/withdrawal", note="Ill.")
    typed = sends((await editor.get(path)).text) | {"access": "public", "title": "An open lecture"}
    assert (await editor.post(path, data=typed)).status_code == 303

    for feed in ("/events.ics", "/events/dinner-with-the-funders.ics", f"/organisations/{house.slug}.ics"):
        assert "Dinner" not in (await client.get(feed)).text, feed
    assert (await client.get("/events/dinner-with-the-funders")).status_code == 404
    await act(editor, "/office/events/an-open-lecture/publication")
    assert "SUMMARY:An open lecture" in (await client.get("/events/an-open-lecture.ics")).text


async def test_what_was_published_for_all_does_not_vanish_into_privacy_without_a_word_to_calendars(
    editor: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    async def made_private() -> httpx2.Response:
        form = sends((await editor.get(EVENT)).text)
        return await editor.post(EVENT, data=form | {"access": "private"})

    refused = await made_private()
    assert refused.status_code == 422
    assert "make a private copy" in said(refused.text)
    assert (await entry(client))["STATUS"] == "CONFIRMED"

    await act(editor, f"{EVENT}/withdrawal", note="Too early.")
    assert (await made_private()).status_code == 422
    assert (await entry(client))["STATUS"] == "CANCELLED"


async def test_the_page_of_a_draft_says_that_nobody_sees_it_and_of_a_private_event_that_no_feed_does(
    editor: httpx2.AsyncClient, save: Save, house: Organisation
):
    launch = a_launch(house, title="Another")
    draft = an_event(launch, "A draft", published_at=None)
    private = an_event(launch, "A private view", access=Access.PRIVATE, day=date(2026, 12, 20))
    await save(launch, draft, private)

    assert "Nobody outside sees it" in said((await editor.get("/office/events/a-draft")).text)
    assert "No calendar feed: it is private" in said((await editor.get("/office/events/a-private-view")).text)


async def entry(client: httpx2.AsyncClient) -> dict[str, str]:
    """The event's entry as any calendar gets it: its properties by name."""
    text = (await client.get("/events/the-waiting-room.ics")).text.replace("\r\n ", "")
    event = text.partition("BEGIN:VEVENT\r\n")[2].partition("END:VEVENT")[0]
    return dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
