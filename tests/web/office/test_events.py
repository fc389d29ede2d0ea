"""An organiser's work on events, over HTTP: from an empty office to a published launch, and what may go wrong."""

import asyncio
import re
from datetime import date, timedelta

import httpx2
import pytest
from sqlalchemy import func, select

from events.accounts import sessions
from events.accounts.models import Account, Role
from events.programme.models import Host, HostRole, Launch
from events.programme.occasions import Event, Speaker
from events.storage import Store
from tests.factories import a_host, a_launch, an_embargo, an_event, an_organisation
from tests.organisers import COOKIE, Office, act, hidden, sends, standing
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save

WHEN = {"title": "The Waiting Room", "day": "17 December 2026", "starts": "6.30pm", "ends": "20.00", "zone": "London"}


async def test_a_launch_is_made_and_published_from_nothing(office: Office, client: httpx2.AsyncClient):
    editor = await office(Role.EDITOR)
    form = (await editor.get("/office/launches/new")).text
    lead = re.search(r'<option value="([0-9a-f-]{36})" selected', form)
    assert lead is not None
    begun = await editor.post("/office/launches/new", data={"title": "The Waiting Room", "lead": lead[1]})
    launch = begun.headers["location"]
    added = await editor.post(f"{launch}/events/new", data=WHEN | {"venue": "Tidewater Hall, 12 Quay Street, Bristol"})
    event = added.headers["location"]
    await editor.post(f"{event}/speakers", data={"lines": "Ruth Adeyemi (chair), Director, Larkfield Foundation"})
    published = await act(editor, f"{event}/publication")

    assert published.status_code == 303
    page = said((await client.get("/events/the-waiting-room")).text)
    assert "Tidewater Hall, 12 Quay Street, Bristol" in page
    assert "18.30 to 20.00 GMT" in page
    assert "calendar feeds" in said((await editor.get(launch)).text)


async def test_a_new_event_has_the_venue_and_the_topics_that_were_typed_with_it(office: Office, save: Save):
    lead, launch = a_host()
    await save(lead, launch)
    editor = await office(Role.EDITOR, lead)
    for beside in ({"topics": "Courts, Health"}, {"venue": "Old Hall, Leeds"}, {"topics": "Care", "venue": "The Shed"}):
        made = await act(editor, f"/office/launches/{launch.id}/events/new", **WHEN, **beside)
        assert made.status_code == 303
        page = (await editor.get(made.headers["location"])).text
        assert all(f'value="{each}"' in page for each in beside.values())


async def test_an_event_announced_before_its_launch_may_be_read_has_its_pages(office: Office, save: Save):
    lead, launch = a_host()
    embargo = an_embargo(NOW + timedelta(days=7))
    launch.embargo_id = embargo.id
    await save(lead, embargo, launch, an_event(launch))
    editor = await office(Role.EDITOR, lead)

    for part in ("", "/speakers", "/programme", "/joining", "/files", "/cancellation"):
        assert (await editor.get(f"/office/events/the-waiting-room{part}")).status_code == 200


async def test_all_mistakes_of_a_form_are_told_at_once_and_what_was_typed_is_kept(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)

    answer = await editor.post(
        f"/office/launches/{launch.id}/events/new",
        data={"title": "", "day": "31 February", "starts": "25.00", "zone": "Atlantis", "venue": "Here"},
    )

    assert answer.status_code == 422
    assert answer.text.startswith("<!DOCTYPE html>")
    assert {"#title", "#day", "#starts", "#zone"} == set(re.findall(r'<li><a href="(#\w+)"', answer.text))
    assert [standing(answer.text, name) for name in ("day", "starts", "zone", "venue")] == [
        "31 February",
        "25.00",
        "Atlantis",
        "Here",
    ]

    hours = {"title": "", "day": "31 February", "ends": "20.00", "zone": "Europe/London"}
    answer = await editor.post(f"/office/launches/{launch.id}/events/new", data=hours)

    assert {"#title", "#day", "#starts"} == set(re.findall(r'<li><a href="(#\w+)"', answer.text))


async def test_a_form_sent_twice_makes_one_thing(office: Office, save: Save, store: Store):
    editor, launch = await _a_launch(office, save)
    path = f"/office/launches/{launch.id}/events/new"
    form = WHEN | {"once": hidden((await editor.get(path)).text, "once")}

    answers = await asyncio.gather(*(editor.post(path, data=form) for _ in range(5)))

    assert {each.headers["location"] for each in answers} == {"/office/events/the-waiting-room"}
    async with store.whole() as db:
        assert await db.scalar(select(func.count()).select_from(Event)) == 1


async def test_a_form_sent_again_with_other_words_is_another_form(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)
    path = f"/office/launches/{launch.id}/events/new"
    form = WHEN | {"once": hidden((await editor.get(path)).text, "once")}

    answers = [await editor.post(path, data=form | {"title": title}) for title in ("First", "Second", "Second")]

    assert [each.headers["location"] for each in answers] == [
        "/office/events/first",
        "/office/events/second",
        "/office/events/second",
    ]


async def test_who_saves_later_gets_both_versions_and_keeps_what_they_typed(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)
    event = an_event(launch)
    await save(event)
    path = "/office/events/the-waiting-room"
    form = WHEN | {"revision": hidden((await editor.get(path)).text, "revision")}
    await editor.post(path, data=form | {"title": "The first title"})

    late = await editor.post(path, data=form | {"title": "The second title"})

    assert late.status_code == 409
    assert standing(late.text, "title") == "The second title"
    assert "Saved meanwhile The first title" in said(late.text)
    notice = late.text.partition('id="meanwhile"')[2].partition("</div>")[0]
    assert re.findall(r'href="#(\w+)"', notice) == ["title"]
    again = await editor.post(path, data=form | {"title": "Both", "revision": hidden(late.text, "revision")})
    assert again.status_code == 303


async def test_who_saves_later_reads_who_saved_before_and_when(office: Office, save: Save, clock: Clock):
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    editor, bob, carol = [await office(Role.EDITOR, house, name=each) for each in ("Alice", "Bob", "Carol")]
    path = "/office/events/the-waiting-room"
    form = sends((await editor.get(path)).text)
    del form["whose"]
    await bob.post(path, data=form | {"title": "The first title"})
    clock.now += timedelta(minutes=5)
    await carol.post(f"{path}/speakers", data={"lines": "Ruth Adeyemi"})

    late = await editor.post(path, data=form | {"title": "The second title"})
    his_own = await bob.post(path, data=form | {"title": "The second title"})

    assert "Bob saved this while you were typing At 09.00 GMT (UTC+0), Monday 2 November 2026." in said(late.text)
    assert "You saved this while you were typing In another window, at 09.00 GMT" in said(his_own.text)


async def test_what_nobody_else_changed_is_not_shown_as_saved_meanwhile(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)
    await save(an_event(launch, description="It costs.\n\nIt costs more."))
    path = "/office/events/the-waiting-room"
    form = WHEN | {"revision": hidden((await editor.get(path)).text, "revision")}
    typed = form | {"description": "It costs.\r\n\r\nIt costs more."}  # lines end so when a browser sends them
    await editor.post(path, data=typed | {"title": "The first title"})

    late = await editor.post(path, data=typed | {"title": "The second title"})

    assert "Saved meanwhile The first title" in said(late.text)
    notice = late.text.partition('id="meanwhile"')[2].partition("</div>")[0]
    assert re.findall(r'href="#(\w+)"', notice) == ["title"]
    assert "Saved meanwhile It costs." not in said(late.text)


async def test_a_conflict_names_what_is_disputed_in_the_words_and_the_order_of_the_page(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)
    await save(an_event(launch))
    path = "/office/events/the-waiting-room"
    form = sends((await editor.get(path)).text)
    await editor.post(path, data=form | {"standfirst": "It costs.", "venue": "Guildhall", "terms": "private"})

    late = await editor.post(path, data=form | {"standfirst": "Why?", "venue": "Arnolfini", "terms": "on the record"})

    notice = late.text.partition('id="meanwhile"')[2].partition("</div>")[0]
    assert re.findall(r'href="#\w+">([^<]+)<', notice) == [
        "Venue and address",
        "The one sentence",
        "What may be quoted",
    ]
    assert "<title>Saved meanwhile: The Waiting Room" in late.text


async def test_only_what_two_editors_wrote_differently_is_asked_and_nothing_of_either_is_lost(
    office: Office, save: Save
):
    editor, launch = await _a_launch(office, save)
    await save(an_event(launch, hashtag="#wait", room_capacity=60))
    path = "/office/events/the-waiting-room"
    form = sends((await editor.get(path)).text)
    first = {"standfirst": "It costs.", "hashtag": "#queue", "room_capacity": "80"}
    assert (await editor.post(path, data=form | first)).status_code == 303

    typed = {"description": "It costs more.", "hashtag": "#room", "room_capacity": "40"}
    late = await editor.post(path, data=form | typed)

    assert late.status_code == 409
    again = sends(late.text)
    assert {name: again[name] for name in first | typed} == {"standfirst": "It costs."} | typed
    assert re.findall(r'name="(\w+)\.stays" value="theirs"', late.text) == ["room_capacity", "hashtag"]
    assert "it holds what was saved" in said(late.text)
    assert "Saved meanwhile #queue What you typed, as it stands above" in said(late.text)
    assert (await editor.post(path, data=again | {"room_capacity.stays": "theirs"})).status_code == 303
    stands = sends((await editor.get(path)).text)
    assert {name: stands[name] for name in first | typed} == {
        "standfirst": "It costs.",
        "description": "It costs more.",
        "hashtag": "#room",
        "room_capacity": "80",
    }


async def test_a_form_that_waited_takes_what_others_saved_where_nothing_was_typed(office: Office, save: Save):
    house, launch = a_host()
    await save(house, launch, an_event(launch, hashtag="#wait"))
    editor, colleague = await office(Role.EDITOR, house), await office(Role.EDITOR, house, name="Bob")
    path = "/office/events/the-waiting-room"
    form = sends((await editor.get(path)).text)
    await editor.post("/office/drafts", data=form | {"form": path, "description": "Mine."})
    theirs = sends((await colleague.get(path)).text)
    assert (await colleague.post(path, data=theirs | {"hashtag": "#queue"})).status_code == 303

    waiting = sends((await editor.get(path)).text)

    assert (waiting["hashtag"], waiting["description"]) == ("#queue", "Mine.")
    assert (await editor.post(path, data=waiting)).status_code == 303
    stands = sends((await editor.get(path)).text)
    assert (stands["hashtag"], stands["description"]) == ("#queue", "Mine.")


async def test_a_language_is_told_in_words_wherever_it_stands(
    office: Office, client: httpx2.AsyncClient, save: Save
) -> None:
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    editor, reader = await office(Role.EDITOR, house), await office(Role.VIEWER, house)
    page = (await editor.get("/office/events/the-waiting-room")).text
    form = {"title": "The Waiting Room", "day": "17 December 2026", "revision": hidden(page, "revision")}

    await editor.post("/office/events/the-waiting-room", data=form | {"language": "sv"})
    late = (await editor.post("/office/events/the-waiting-room", data=form | {"language": "en-US"})).text
    read = said((await reader.get("/office/events/the-waiting-room")).text)
    log = said((await editor.get("/office/log")).text)

    assert '<option value="en-GB" selected>English</option>' in page
    assert '<option value="en-US" selected>English (en-US)</option>' in late
    assert "Saved meanwhile Swedish" in said(late)
    assert "Language Swedish" in read
    assert "Language Swedish" in said((await client.get("/events/the-waiting-room")).text)
    assert ("Swedish" in log, "en-GB" in log) == (True, False)


async def test_one_event_abroad_moves_no_clock_of_the_house(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)
    abroad = an_event(launch, "Abroad", day=date(2027, 3, 11), zone="Europe/Helsinki")
    await save(an_event(launch), an_event(launch, "Another"), abroad)

    new = (await editor.get(f"/office/launches/{launch.id}/events/new")).text

    assert standing(new, "zone") == "Europe/London"


async def test_a_new_event_is_not_called_as_what_is_under_embargo_until_that_lifts(
    office: Office, save: Save, clock: Clock
):
    editor, launch = await _a_launch(office, save)
    embargo = an_embargo(NOW + timedelta(days=7))
    launch.embargo_id = embargo.id
    await save(embargo, launch)
    path = f"/office/launches/{launch.id}/events/new"

    before = (await editor.get(path)).text
    clock.now += timedelta(days=7)
    lifted = (await editor.get(path)).text

    assert standing(before, "title") == "Launch by Larkfield Foundation"
    assert standing(lifted, "title") == launch.title


async def test_events_of_one_launch_that_may_not_be_called_as_it_are_told_apart_by_where_and_when_they_are(
    office: Office, client: httpx2.AsyncClient, save: Save
):
    editor, launch = await _a_launch(office, save)
    embargo = an_embargo(NOW + timedelta(days=60))
    launch.embargo_id = embargo.id
    await save(embargo, launch)
    new, neutral = f"/office/launches/{launch.id}/events/new", "Launch by Larkfield Foundation"
    for typed in (
        {"venue": "Old Hall, Leeds"},
        {"venue": "The Shed, Bristol", "day": "18 December 2026"},
        {"venue": "Old Hall, Leeds", "day": "19 December 2026"},
    ):
        offered = {"title": standing((await editor.get(new)).text, "title")}
        made = await editor.post(new, data=WHEN | offered | typed)
        await act(editor, f"{made.headers['location']}/publication")
    copy = f"{made.headers['location']}/clone"
    await act(editor, copy, title=neutral, day="20 December 2026")
    await act(editor, f"{made.headers['location']}/postponement", day="9 January 2027")

    called = re.findall(rf"{neutral}[^<\n]*", (await client.get("/events")).text)
    log = said((await editor.get(f"/office/launches/{launch.id}")).text)

    assert [*dict.fromkeys(called)] == [neutral, f"{neutral}, The Shed", f"{neutral}, Saturday 9 January 2027"]
    assert f"{neutral}, Sunday 20 December 2026" in log
    assert "Waiting Room" not in "".join(called)


async def test_doors_that_open_after_the_event_begins_are_refused_unless_it_begins_in_the_small_hours(
    office: Office, save: Save
):
    editor, launch = await _a_launch(office, save)
    path = f"/office/launches/{launch.id}/events/new"

    late = await editor.post(path, data=WHEN | {"starts": "18.30", "ends": "20.00", "doors": "19.00"})
    night = await editor.post(path, data=WHEN | {"starts": "00.30", "ends": "04.00", "doors": "23.30"})

    assert (late.status_code, night.status_code) == (422, 303)
    assert "The doors open after the event begins: mend one of the two hours." in said(late.text)
    assert 'href="#doors"' in late.text


async def test_an_hour_that_does_not_exist_is_refused_and_one_that_comes_twice_is_asked_about(
    office: Office, save: Save
):
    editor, launch = await _a_launch(office, save)
    path = f"/office/launches/{launch.id}/events/new"

    gap = await editor.post(path, data=WHEN | {"day": "28 March 2027", "starts": "01.30", "ends": "04.00"})
    fold = await editor.post(path, data=WHEN | {"day": "31 October 2027", "starts": "01.30", "ends": "04.00"})
    second = await editor.post(
        path, data=WHEN | {"day": "31 October 2027", "starts": "01.30", "ends": "04.00", "second": "yes"}
    )

    assert (gap.status_code, fold.status_code, second.status_code) == (422, 422, 303)
    assert 'href="#starts"' in gap.text
    assert 'id="second"' in fold.text


async def test_a_cancellation_says_beforehand_what_changes_and_leaves_a_receipt(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    editor, launch = await _a_launch(office, save)
    await save(an_event(launch))
    page = (await editor.get("/office/events/the-waiting-room/cancellation")).text
    form = {"revision": hidden(page, "revision")}

    without = await editor.post("/office/events/the-waiting-room/cancellation", data=form)
    done = await editor.post("/office/events/the-waiting-room/cancellation", data=form | {"note": "A strike."})

    assert "3 calendar feeds: all events, this event and Larkfield Foundation" in said(page)
    assert (without.status_code, done.status_code) == (422, 303)
    assert "STATUS:CANCELLED" in (await client.get("/events/the-waiting-room.ics")).text
    receipt = said((await editor.get(f"/office/launches/{launch.id}")).text)
    assert "Cancelled The Waiting Room" in receipt
    assert "by Alice: A strike." in receipt


async def test_what_was_typed_survives_a_closed_tab(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)
    path = f"/office/launches/{launch.id}/events/new"

    await editor.post("/office/drafts", data={"form": path, "title": "Half a title", "day": "17 Dec"})

    assert standing((await editor.get(path)).text, "title") == "Half a title"
    assert path in (await editor.get("/office")).text
    await editor.post(path, data=WHEN)
    assert standing((await editor.get(path)).text, "title") == launch.title


@pytest.mark.parametrize("end", ["lapsed", "signed out in another tab", "signed out elsewhere"])
async def test_what_was_typed_survives_the_end_of_the_session(
    office: Office, save: Save, store: Store, clock: Clock, end: str
):
    house, launch = a_host()
    await save(house, launch)
    editor = await office(Role.EDITOR, house)
    path = f"/office/launches/{launch.id}/events/new"
    await editor.post("/office/drafts", data={"form": path, "starts": "9am"})
    async with store.transaction(now=clock.now, by=ALICE) as db:
        account = (await db.scalars(select(Account))).one()
        if end == "signed out elsewhere":
            await sessions.end_all(db, account.id, now=clock.now)
    if end == "lapsed":
        clock.now += timedelta(days=20)
    if end == "signed out in another tab":
        await editor.post("/sign-in/end")

    answer = await editor.post(path, data=WHEN)

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next={path.replace('/', '%2F')}&kept=yes"
    assert "What you typed is kept" in (await editor.get(answer.headers["location"])).text
    assert (await editor.get(path)).status_code == 303
    async with store.transaction(now=clock.now, by=ALICE) as db:
        token = await sessions.begin(db, account, now=clock.now, device="The same again")
    editor.cookies.clear()
    editor.cookies.set(COOKIE, token)
    assert standing((await editor.get(path)).text, "starts") == "6.30pm"


async def test_speakers_are_put_in_order_by_up_and_down(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)
    await save(an_event(launch))
    path = "/office/events/the-waiting-room"
    lines = "Ruth Adeyemi, Director, Larkfield Foundation\nTo be announced\nTomasz Wieczorek, Westmoor Council"
    await editor.post(f"{path}/speakers", data={"lines": lines})

    last = re.findall(r"speakers/([0-9a-f-]{36})/place", (await editor.get(f"{path}/speakers")).text)[-1]
    await editor.post(f"{path}/speakers/{last}/place", data={"to": "up"})

    names = re.findall(r"<b><bdi>([^<]+)</bdi></b><br>", (await editor.get(f"{path}/speakers")).text)
    assert names == ["Ruth Adeyemi", "Tomasz Wieczorek", "To be announced"]


async def test_a_person_of_the_same_name_elsewhere_is_somebody_else(office: Office, save: Save, store: Store):
    editor, launch = await _a_launch(office, save)
    await save(an_event(launch))
    path = "/office/events/the-waiting-room/speakers"

    await editor.post(path, data={"lines": "Ann Lee, Director, Larkfield Foundation"})
    asked = await editor.post(path, data={"lines": "Ann Lee, Reader, University of Wexcombe"})
    assert "Who is meant?" in said(asked.text)
    answers = {"lines": "Ann Lee, Reader, University of Wexcombe", "checked": "lines", "who-0": "new"}
    await editor.post(path, data=answers)
    twice = await editor.post(path, data={"lines": "Ann Lee, Director, Larkfield Foundation"})

    assert twice.status_code == 422
    async with store.whole() as db:
        assert await db.scalar(select(func.count(func.distinct(Speaker.person_id))).select_from(Speaker)) == 2


async def test_a_co_host_edits_what_it_was_granted_and_only_the_lead_publishes(office: Office, save: Save):
    lead, partner = an_organisation("Larkfield Foundation"), an_organisation("Merrow Trust")
    launch = a_launch(lead)
    event = an_event(launch, published_at=None)
    await save(lead, partner, launch, event)
    at_partner = await office(Role.OWNER, partner)
    path = "/office/events/the-waiting-room"

    before = await at_partner.get(path)
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.EDITOR)
    await save(host)
    granted = await at_partner.get(path)

    assert (before.status_code, granted.status_code) == (404, 200)
    form = WHEN | {"revision": hidden(granted.text, "revision"), "title": "The Waiting Room!"}
    assert (await at_partner.post(path, data=form)).status_code == 303
    assert (await at_partner.get(f"{path}/publication")).status_code == 404
    assert (await at_partner.post(f"{path}/publication", data={"revision": "2"})).status_code == 404


async def test_a_form_from_another_site_is_refused(office: Office, save: Save):
    editor, launch = await _a_launch(office, save)

    answer = await editor.post(
        f"/office/launches/{launch.id}/events/new", data=WHEN, headers={"sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 403


async def _a_launch(office: Office, save: Save) -> tuple[httpx2.AsyncClient, Launch]:
    house, launch = a_host()
    await save(house, launch)
    return await office(Role.EDITOR, house), launch
