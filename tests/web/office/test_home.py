"""The first page of the office: its heading is the answer, and what is nearest comes first."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from events import addresses
from events.accounts.models import Role
from events.mail import outbox
from events.people.models import Organisation
from events.press.approval_models import Approval, State, Subject
from events.press.models import Release
from events.programme import doing
from events.programme.doing import Doing
from events.programme.occasions import SpeakerState, Status
from events.storage import Store
from events.visibility import Embargo
from tests.factories import a_launch, a_mail, a_person, a_release, a_speaker, an_embargo, an_event, an_organisation
from tests.organisers import Office, act, paste
from tests.sites import Clock, browsing, said
from tests.stores import ALICE, NOW, Save, statements_asked

MONDAY = date(2026, 11, 2)


def _due(*days: int | None) -> list[Doing]:
    return [Doing("x", "x", "/", None if each is None else MONDAY + timedelta(days=each)) for each in days]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Nothing needs doing"),
        ([0, 2, None], "One thing today, then nothing due until Wednesday, one when you can"),
        ([0, 0, 1, 1, 1], "Two things today, three tomorrow"),
        ([-3], "One thing today, then nothing"),
        ([2, 9], "Nothing due until Wednesday"),
        ([30], "Nothing due until 2 December"),
        ([100], "Nothing due until 10 February 2027"),
        ([100, None, None], "Nothing due until 10 February 2027, two when you can"),
        ([1, None], "Nothing today, one tomorrow, one when you can"),
        ([0, None, None], "One thing today, two when you can"),
        ([None], "Nothing today, one when you can"),
    ],
)
def test_the_heading_is_the_answer(days: list[int | None], words: str):
    assert doing.heading(_due(*days), MONDAY) == words


async def test_what_is_nearest_comes_first(office: Office, save: Save, store: Store):
    house = an_organisation()
    embargo, held = an_embargo(NOW + timedelta(days=2)), an_embargo(NOW + timedelta(days=1), held=True)
    launch = a_launch(house, title="Night Work", embargo_id=embargo.id)
    other = a_launch(house, title="Slow Trains", embargo_id=held.id)
    evening = an_event(launch, "An evening", day=date(2026, 11, 6))
    ruth = a_person()
    [release, version] = a_release(launch, "A headline", published_at=None)
    version.issued_at = None
    await save(house, embargo, held, launch, other, evening, ruth, release, version)
    await save(a_speaker(evening, ruth, state=SpeakerState.INVITED), _asked_about(release))
    async with store.transaction(now=NOW, by=ALICE) as db:
        await outbox.queue(db, a_mail("1", organisation_id=house.id, failed_at=NOW))

    words = said((await (await office(Role.OWNER, house)).get("/office")).text)

    told = [
        "Two things today, one tomorrow",
        "Today A mail could not be sent",
        "Merrow Trust asks for a change",
        "By Tuesday The embargo over Slow Trains is held",
        "By Wednesday The embargo over Night Work lifts",
        "Night Work is not out One release as a draft",
        "By Friday Ruth Adeyemi has not confirmed",
    ]
    places = [words.index(each) for each in told]
    assert places == sorted(places)


@pytest.mark.parametrize("is_of_release", [False, True], ids=["of the launch", "of the release"])
async def test_words_are_to_be_agreed_by_the_lift_where_that_is_before_the_event(
    office: Office, save: Save, is_of_release: bool
):
    house, embargo = an_organisation(), an_embargo(NOW + timedelta(days=2))
    launch = a_launch(house, title="Night Work", embargo_id=None if is_of_release else embargo.id)
    evening = an_event(launch, "An evening", day=date(2026, 11, 13))
    release, version = a_release(launch, "A headline", published_at=None, embargo_id=embargo.id)
    version.issued_at = None
    await save(house, embargo, launch, evening, release, version)
    await save(_asked_about(release, State.ASKED))
    owner = await office(Role.OWNER, house)

    before = said((await owner.get("/office")).text)
    embargo.lifts_at = NOW + timedelta(days=20)
    await save(embargo)
    after = said((await owner.get("/office")).text)

    for told in ("Merrow Trust has not signed off", "Night Work is not out"):
        assert before.index("By Wednesday") < before.index(told)
        assert after.index("By 13 November") < after.index(told)
    assert "By 13 November" not in before


async def test_words_are_to_be_agreed_by_the_day_of_a_release_where_that_is_before_the_event(
    office: Office, save: Save
):
    house = an_organisation()
    launch = a_launch(house, title="Night Work")
    evening = an_event(launch, "An evening", day=date(2026, 11, 13))
    release, version = a_release(launch, published_at=None, version={"dated": date(2026, 11, 11), "issued_at": None})
    await save(house, launch, evening, release, version)
    await save(_asked_about(release, State.ASKED))

    words = said((await (await office(Role.OWNER, house)).get("/office")).text)

    for told in ("Merrow Trust has not signed off", "Night Work is not out"):
        assert f"By 11 November {told}" in words


@pytest.mark.parametrize(
    ("state", "told"),
    [(State.SUGGESTED, "Merrow Trust asks for a change"), (State.DECLINED, "Merrow Trust does not approve")],
)
async def test_whoever_said_no_is_to_be_answered_today_however_far_off_the_event_is(
    state: State, told: str, office: Office, save: Save
):
    house = an_organisation()
    launch = a_launch(house, title="Night Work")
    evening = an_event(launch, "An evening", day=date(2027, 4, 14))
    release, version = a_release(launch, published_at=None, version={"issued_at": None})
    await save(house, launch, evening, release, version)
    await save(_asked_about(release, state))

    words = said((await (await office(Role.OWNER, house)).get("/office")).text)

    assert f"One thing today, then nothing due until 14 April 2027 What needs doing Today {told}" in words


async def test_mail_that_waits_since_the_server_did_not_take_it_is_on_the_first_page(
    office: Office, save: Save, store: Store, database_url: str, clock: Clock
):
    house = an_organisation()
    await save(house)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await outbox.queue(db, a_mail("1", organisation_id=house.id, last_error="mail.example: connection refused"))
        await outbox.queue(db, a_mail("2", organisation_id=house.id, stream="another"))
        await outbox.queue(db, a_mail("3", last_error="Of nobody"))
    owner = await office(Role.OWNER, house)
    without = said((await owner.get("/office")).text)
    async with browsing(database_url, clock, EVENTS_SMTP_URL="smtp://127.0.0.1:1") as sending:
        sending.cookies = owner.cookies
        page = await sending.get("/office")

    assert "Today A mail waits: the mail server did not take it mail.example: connection refused." in said(page.text)
    assert 'href="/office/mail?state=waiting"' in page.text
    assert "A mail waits" not in without


async def test_whom_a_public_page_names_without_their_word_is_to_be_asked_however_far_off_the_day_is(
    office: Office, save: Save
):
    house = an_organisation()
    launch = a_launch(house)
    asked, far = {"state": SpeakerState.INVITED}, {"day": date(2027, 3, 4)}
    public, quiet = an_event(launch, "Named", **far), an_event(launch, "Not named", **far)
    off = an_event(launch, "Off", day=date(2026, 11, 6), status=Status.CANCELLED)
    people = [a_person(name) for name in ("Ruth Adeyemi", "Tomasz Wieczorek", "Ida Moss")]
    await save(house, launch, public, quiet, off, *people)
    await save(
        a_speaker(public, people[0], shown_while_invited=True, **asked),
        a_speaker(quiet, people[1], **asked),
        a_speaker(off, people[2], shown_while_invited=True, **asked),
    )

    words = said((await (await office(Role.OWNER, house)).get("/office")).text)

    assert "By 4 March 2027 Ruth Adeyemi has not confirmed Named" in words
    assert [each for each in ("Tomasz Wieczorek", "Ida Moss") if each in words] == []


async def test_what_went_out_waits_for_nobody_any_more(office: Office, save: Save):
    house = an_organisation()
    launch = a_launch(house)
    out, draft = a_release(launch, "It is out"), a_release(launch, "It waits", published_at=None)
    await save(house, launch, *out, *draft, _asked_about(out[0]))
    organiser = await office(Role.OWNER, house)

    before = said((await organiser.get("/office")).text)
    await save(_asked_about(draft[0]))

    assert "Merrow Trust" not in before
    assert "Merrow Trust asks for a change" in said((await organiser.get("/office")).text)


async def test_what_is_published_under_an_embargo_waits_for_answers_until_the_lift(
    office: Office, save: Save, clock: Clock
):
    house, embargo = an_organisation(), an_embargo(NOW + timedelta(days=2))
    launch = a_launch(house, embargo_id=embargo.id)
    release, version = a_release(launch, "It waits", embargo_id=embargo.id)
    await save(house, embargo, launch, release, version)
    await save(_asked_about(release))
    organiser = await office(Role.OWNER, house)

    before = said((await organiser.get("/office")).text)
    clock.now = NOW + timedelta(days=2)

    assert "Merrow Trust asks for a change" in before
    assert "Merrow Trust" not in said((await organiser.get("/office")).text)


WRONG = {
    "another day": ("The debate takes place on Thursday 21 January 2027.", {}, "names another day than the event"),
    "another hour": ("The debate is on 4 February 2027 at 11am.", {}, "names another hour than the event"),
    "somebody who does not come": ("Ruth Adeyemi will join the panel.", {}, "names somebody who does not come"),
    "off": ("The debate is today.", {"status": Status.CANCELLED}, "invites to an event that is off"),
    "the embargo": ("Embargoed until 09.00, 28 January 2027", {}, "tells another embargo than its own"),
    "two of them": (
        "The debate takes place on Thursday 21 January 2027 at 11am.",
        {},
        "names another day than the event and names another hour than the event",
    ),
}


@pytest.mark.parametrize(("body", "event", "told"), WRONG.values(), ids=WRONG)
async def test_what_a_lift_will_put_out_wrong_is_to_be_mended_before_it(
    body: str, event: dict[str, Any], told: str, office: Office, save: Save, clock: Clock
):
    house, release, embargo = await _waiting_with(save, body, **event)
    owner = await office(Role.OWNER, house)

    page = await owner.get("/office")
    clock.now = embargo.lifts_at or NOW
    later = await (await office(Role.OWNER, house)).get("/office")

    assert f"By 21 January 2027 “Queues cost time” goes out on 21 January 2027 and {told} Night Work." in said(
        page.text
    )
    assert f'<a href="{addresses.office_release(release)}">' in page.text
    assert "Nothing due until 21 January 2027" in said(page.text)
    assert "goes out" not in said(later.text)


RIGHT = "The debate takes place on Thursday 4 February 2027 at 18.30.\n\n> No.\n> — Ruth Adeyemi"


@pytest.mark.parametrize(("body", "held"), [(RIGHT, False), (WRONG["another day"][0], True)], ids=["right", "held"])
async def test_nothing_is_said_of_what_a_lift_puts_out_right_or_of_what_waits_until_it_is_let_go(
    body: str, held: bool, office: Office, save: Save
):
    house, _, embargo = await _waiting_with(save, body)
    embargo.held = held
    await save(embargo)

    assert "goes out on" not in (await (await office(Role.OWNER, house)).get("/office")).text


async def _waiting_with(save: Save, body: str, **event: Any) -> tuple[Organisation, Release, Embargo]:
    """A release that waits for its lift, beside an event that was moved, and that somebody left."""
    house, embargo = an_organisation(), an_embargo(datetime(2027, 1, 21, 0, 1, tzinfo=UTC))
    launch = a_launch(house, title="Night Work", embargo_id=embargo.id)
    evening = an_event(launch, "A debate", day=date(2027, 2, 4), **event)
    release, version = a_release(launch, "Queues cost time", embargo_id=embargo.id, version={"body": body})
    gone = a_person()
    await save(house, embargo, launch, evening, release, version, gone)
    await save(a_speaker(evening, gone, state=SpeakerState.WITHDRAWN))
    return house, release, embargo


def _asked_about(release: Release, state: State = State.SUGGESTED) -> Approval:
    return Approval(
        launch_id=release.launch_id,
        subject=Subject.RELEASE,
        release_id=release.id,
        name="Merrow Trust",
        mail="m@merrow.example",
        number=1,
        sha256="0" * 64,
        asked_at=NOW,
        state=state,
    )


async def test_nobody_is_told_what_others_have_to_do(office: Office, save: Save):
    theirs = an_organisation("Merrow Trust")
    launch = a_launch(theirs, title="Secret plans")
    await save(theirs, launch, an_event(launch, "Secret evening", published_at=None))

    page = await (await office(Role.OWNER)).get("/office")

    assert "Secret" not in page.text
    assert "Nothing needs doing" in page.text


async def test_the_first_page_asks_as_often_for_many_as_for_few(office: Office, save: Save):
    house = an_organisation()
    organiser = await office(Role.OWNER, house)
    counts = []
    for round in range(2):
        for number in range(1 + round * 15):
            embargo = an_embargo(NOW + timedelta(days=2))
            launch = a_launch(house, title=f"Launch {round} {number}", embargo_id=embargo.id)
            evening = an_event(launch, f"Evening {round} {number}", day=date(2026, 11, 6), published_at=None)
            person = a_person(f"Person {round} {number}")
            late = a_release(launch, f"Late {round} {number}", embargo_id=embargo.id, version={"body": WRONG["off"][0]})
            invited = a_speaker(evening, person, state=SpeakerState.INVITED)
            await save(embargo, launch, evening, person, invited, *late)
        with statements_asked() as statements:
            await organiser.get("/office")
        counts.append(len(statements))

    assert counts[0] == counts[1]


async def test_a_text_is_pasted_on_the_first_page_by_whoever_may_begin(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    editor, viewer = await office(Role.EDITOR, house), await office(Role.VIEWER, house)

    assert 'action="/office/new"' in (await editor.get("/office")).text
    assert 'action="/office/new"' not in (await viewer.get("/office")).text
    assert "Paste a press release" not in (await viewer.get("/office")).text
    read = await paste(editor, "MEDIA RELEASE\n\nA headline about trams\n\nLONDON: Trams.")
    assert "A headline about trams" in read.text


async def test_what_was_typed_and_not_sent_waits_until_it_is_discarded(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    organiser = await office(Role.OWNER, house)
    form = "/office/organisations/larkfield-foundation"
    await organiser.post("/office/drafts", data={"form": form, "name": "Larkfield, half typ"})

    first = said((await organiser.get("/office")).text)
    discarding = re.search(r'name="discard" value="([^"]+)"', (await organiser.get(form)).text)
    assert discarding
    gone = await organiser.post("/office/drafts", data={"discard": discarding[1]})
    elsewhere = await organiser.post("/office/drafts", data={"discard": "https://evil.example/office"})

    assert "Typed and not saved Organisation: Larkfield Foundation Larkfield, half typ. Kept" in first
    assert (gone.headers["location"], elsewhere.headers["location"]) == (form, "/office")
    assert "half typ" not in (await organiser.get(form)).text


@pytest.mark.parametrize("address", [f"/office/{'x' * 250}", "/office/\0", "/office/people/new\r\nSet-Cookie: a=b"])
async def test_nothing_is_kept_at_what_is_no_address_of_a_form(office: Office, address: str):
    organiser = await office(Role.VIEWER)
    assert (await organiser.post("/office/drafts", data={"form": address, "name": "Larkfield"})).status_code == 204
    gone = await organiser.post("/office/drafts", data={"discard": address})
    assert (gone.status_code, gone.headers["location"]) == (303, "/office")
    assert "Larkfield" not in (await organiser.get("/office")).text


async def test_a_public_release_that_names_who_withdrew_is_to_be_mended_today_until_it_is_corrected(
    office: Office, save: Save
):
    house = an_organisation()
    launch = a_launch(house)
    evening, ruth, tomasz = an_event(launch), a_person(), a_person("Tomasz Wieczorek")
    body = "Ruth Adeyemi chairs the panel. Tomasz Wieczorek joins the panel."
    release = a_release(launch, "Queues cost time", version={"body": body})
    await save(house, launch, evening, ruth, tomasz, *release)
    gone = a_speaker(evening, tomasz, position=1)
    await save(a_speaker(evening, ruth), gone)
    editor = await office(Role.EDITOR, house)

    before = said((await editor.get("/office")).text)
    await act(editor, f"{addresses.office_event(evening)}/speakers/{gone.id}/withdrawal")
    page = await editor.get("/office")

    told = "Today “Queues cost time” is public and names somebody who does not come The Waiting Room. Tomasz Wieczorek"
    assert "is public and names" not in before
    assert told in said(page.text)
    assert f'href="{addresses.office_release(release[0])}"' in page.text
