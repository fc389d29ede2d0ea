"""Sign-off in the office: people are suggested and asked, answer by their link, and their words are taken over."""

import email
import email.policy
import re

import httpx2
import pytest
from sqlalchemy import select

from events import addresses
from events.accounts.models import Role
from events.mail.outbox import OutgoingMail
from events.people.models import PressContact, PrivateFacts
from events.press import subjects, writing
from events.press.approval_models import Approval, State
from events.press.models import Release, ReleaseVersion
from events.programme.models import Host, HostRole, Launch
from events.programme.occasions import Event, Speaker, SpeakerRole
from events.storage import Store
from tests.factories import a_speaker, an_embargo, an_organisation
from tests.organisers import Office, act, hidden
from tests.press.signing import BODY, DAY, Stage
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save

RUTH, TOMASZ = "ruth@larkfield.example", "tomasz@clf.example"


@pytest.fixture
async def stage(store: Store, save: Save) -> Stage:
    """Ruth is kept by the lead, which knows her mail, and listed with her title; Tomasz is only a name.

    The Merrow Trust has a press contact.
    """
    stage = Stage(store)
    stage.ruth.kept_by_id = stage.lead.id
    stage.speaker.name = "Dr Ruth Adeyemi"
    facts = PrivateFacts(person_id=stage.ruth.id, mail=RUTH)
    partner = an_organisation("Merrow Trust", kept_by_id=stage.lead.id)
    host = Host(launch_id=stage.launch.id, organisation_id=partner.id, role=HostRole.PARTNER)
    contact = PressContact(organisation_id=partner.id, name="Mo Quill", mail="mo@merrow.example")
    await save(*stage.rows, facts, partner, host, contact)
    return stage


async def test_everybody_with_a_say_is_suggested_and_asked_with_the_mail_before_ones_eyes(stage: Stage, office: Office):
    officer, place = await _at_work(stage, office)
    page = await officer.get(place)
    text = said(page.text)
    assert "Mo Quill for Merrow Trust" in text
    assert "Tomasz Wieczorek is quoted, no mail address known" in text
    assert text.count("Ruth Adeyemi") == 3  # once as whom to ask, with her words and her listing
    assert "Dr Ruth Adeyemi is quoted and speaks" in text
    ruth = _link(page.text, "The words of Ruth Adeyemi")

    form = await officer.get(ruth)
    assert f'value="{RUTH}"' in form.text
    assert "A queue is a tax that nobody voted for." in said(form.text)
    assert "https://launch.example/approve/their-own-link" in said(form.text)
    done = await officer.post(f"{place}/new", data=_typed(form.text))

    assert done.status_code == 303
    [mail] = await _mails(stage)
    assert mail.recipient == RUTH
    assert "1 approval is missing" in said((await officer.get(place)).text)
    again = await officer.post(f"{place}/new", data=_typed(form.text) | {"once": "other"})
    assert again.status_code == 422
    assert "has been asked about this already" in said(again.text)


async def test_a_mail_that_asks_for_approval_names_who_asks_and_its_answers_reach_them(stage: Stage, office: Office):
    officer, place = await _at_work(stage, office)
    form = await officer.get(_link((await officer.get(place)).text, "The words of Ruth Adeyemi"))
    await officer.post(f"{place}/new", data=_typed(form.text))
    [mail] = await _mails(stage)
    message = email.message_from_bytes(mail.message, policy=email.policy.SMTP)
    address = str(message["Reply-To"])

    assert "Alice at Larkfield Foundation asks you to look at" in said(form.text)
    assert f"Answers by mail come to {address}" in said(form.text)
    assert re.fullmatch(r"alice-\w+@organiser\.example", address)
    assert "Alice at Larkfield Foundation asks you to look at" in message.get_content()
    assert "change your answer until the words are published" in message.get_content()
    listing = await officer.get(_link((await officer.get(place)).text, "How Dr Ruth Adeyemi is listed"))
    assert "change your answer until the event is over" in said(listing.text)


async def test_who_has_not_said_a_name_is_named_to_nobody_whom_they_ask(stage: Stage, office: Office):
    officer, place = await _at_work(stage, office)
    ask = _link((await officer.get(place)).text, "The words of Ruth Adeyemi")
    address = said((await officer.get(ask)).text).partition("Answers by mail come to ")[2].split()[0]
    await officer.post("/office/account", data={"name": address})

    form = await officer.get(ask)

    assert "Larkfield Foundation asks you to look at" in said(form.text)
    assert " at Larkfield Foundation asks you" not in said(form.text)


async def test_the_day_of_a_listing_is_no_part_of_what_its_event_is_called(stage: Stage, office: Office):
    officer, place = await _at_work(stage, office)
    form = await officer.get(_link((await officer.get(place)).text, "How Dr Ruth Adeyemi is listed"))
    await officer.post(f"{place}/new", data=_typed(form.text))

    listed = "is listed at “The Waiting Room”, Thursday 17 December 2026"
    assert listed in said((await officer.get(place)).text)


async def test_a_mayor_who_is_quoted_and_speaks_is_one_person_to_ask(stage: Stage, office: Office):
    called = "Mayor Ruth Adeyemi"
    await stage.edit(stage.version, body=f"{BODY.replace('Ruth Adeyemi', called)}\n> Nobody counts.\n> — Ruth Adeyemi")
    officer, place = await _at_work(stage, office)

    text = said((await officer.get(place)).text)
    editor = await office(Role.EDITOR, stage.lead)
    before = said((await editor.get(place.replace("approvals", "publication"))).text)

    assert "Mayor Ruth Adeyemi is quoted and speaks Ask about the words of Mayor Ruth Adeyemi in" in text
    assert "the words of Ruth Adeyemi" not in text
    assert "Mayor Ruth Adeyemi and Tomasz Wieczorek are quoted in the release" in before


async def test_the_address_at_which_somebody_was_asked_once_is_known_for_whatever_else_they_are_asked(
    stage: Stage, office: Office, save: Save
):
    await save(a_speaker(stage.event, None, name="Dr Tomasz Wieczorek", position=2))
    officer, place = await _at_work(stage, office)
    words = await officer.get(_link((await officer.get(place)).text, "The words of Tomasz Wieczorek"))

    await officer.post(f"{place}/new", data=_typed(words.text) | {"mail": TOMASZ})

    page = await officer.get(place)
    listing = await officer.get(_link(page.text, "How Dr Tomasz Wieczorek is listed"))
    assert "Dr Tomasz Wieczorek speaks, no mail address known" not in said(page.text)
    assert f'name="mail" value="{TOMASZ}"' in listing.text


async def test_who_is_quoted_is_suggested_until_the_embargo_lifts_and_not_when_all_is_out(
    stage: Stage, office: Office, save: Save, clock: Clock
):
    """Until then the release can be taken back, so that an answer still changes something."""
    lift = an_embargo(NOW + DAY)
    await save(lift)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        release = await db.get_one(Release, stage.release.id)
        release.embargo_id = lift.id
        await writing.issue(db, release, now=NOW)
    officer, place = await _at_work(stage, office)
    page = await officer.get(place)
    assert "Tomasz Wieczorek is quoted" in said(page.text)
    form = await officer.get(_link(page.text, "The words of Ruth Adeyemi"))
    assert "A queue is a tax that nobody voted for." in said(form.text)

    clock.now = NOW + DAY

    text = said((await officer.get(place)).text)
    assert "Tomasz Wieczorek is quoted" not in text
    assert "is out in these words: an answer about it comes too late" in text


@pytest.mark.parametrize("announced", [False, True])
async def test_no_mail_that_asks_for_an_approval_says_what_is_under_embargo_is_called_before_its_pages_do(
    announced: bool, stage: Stage, save: Save
):
    lift = an_embargo(NOW + DAY)
    await save(lift)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Release, stage.release.id)).embargo_id = lift.id
        (await db.get_one(Launch, stage.launch.id)).embargo_id = lift.id
        (await db.get_one(Event, stage.event.id)).published_at = NOW if announced else None

    await stage.ask(stage.quotation)
    await stage.ask(stage.listing)

    for mail in await stage.mails():
        assert ("The Waiting Room" in " ".join(mail)) == announced


async def test_without_a_mail_address_the_link_is_shown_once(stage: Stage, office: Office, client: httpx2.AsyncClient):
    officer, place = await _at_work(stage, office)
    form = await officer.get(_link((await officer.get(place)).text, "The words of Tomasz Wieczorek"))

    shown = await officer.post(f"{place}/new", data=_typed(form.text))

    assert shown.status_code == 200
    link = _approve(shown.text)
    assert "We had never counted." in said((await client.get(link)).text)
    assert await _mails(stage) == []
    assert link not in (await officer.get(place)).text
    another = await officer.post(f"{place}/{(await stage.approval()).id}/link")
    assert "The words of Tomasz Wieczorek in" in said(another.text)
    assert _approve(another.text) != link
    assert (await client.get(_approve(another.text))).status_code == 200


async def test_who_suggests_only_what_is_to_be_said_is_quoted_so_as_before(stage: Stage, office: Office) -> None:
    token = await stage.ask(stage.quotation)
    await stage.answer(token, State.SUGGESTED, suggestion="A queue is a fine that nobody set.")
    officer, place = await _at_work(stage, office)
    page = (await officer.get(place)).text

    taken = await act(officer, f"{place}/{(await stage.approval()).id}/adoption")

    assert taken.status_code == 303
    assert "<del>tax</del><ins>fine</ins>" in page
    async with stage.store.whole() as db:
        body = (await db.scalars(select(ReleaseVersion.body))).one()
    assert body == BODY.strip().replace("tax that nobody voted for", "fine that nobody set")
    assert "Everybody who was asked has approved" in said((await officer.get(place)).text)


async def test_suggested_words_are_taken_over_into_the_draft_and_count_as_approved_by_who_suggested_them(
    stage: Stage, office: Office, client: httpx2.AsyncClient
) -> None:
    token = await stage.ask(stage.quotation)
    other = "‘A queue is a fine that nobody set.’\n— Ruth Adeyemi, Director of Research"
    await stage.answer(token, State.SUGGESTED, suggestion=other)
    officer, place = await _at_work(stage, office)
    page = (await officer.get(place)).text
    assert "<del>tax</del><ins>fine</ins>" in page

    taken = await act(officer, f"{place}/{(await stage.approval()).id}/adoption")

    assert taken.status_code == 303
    async with stage.store.whole() as db:
        body = (await db.scalars(select(ReleaseVersion.body))).one()
    assert body == BODY.strip().replace("tax that nobody voted for", "fine that nobody set").replace(
        "Director, Larkfield Foundation", "Director of Research"
    )
    page = said((await officer.get(place)).text)
    assert "Everybody who was asked has approved" in page
    assert "Took over the words of Ruth Adeyemi" in page
    launch = said((await officer.get(place.removesuffix("/approvals"))).text)
    assert "Ruth Adeyemi approved these words by suggesting them" in launch
    assert "These are the words that you suggested" in said((await client.get(f"/approve/{token}")).text)
    assert len(await stage.mails()) == 1  # by which she was asked

    await stage.edit(stage.version, body=BODY)
    assert await stage.states() == {"quotation": State.REOPENED}


async def test_before_it_goes_out_suggested_words_are_to_be_taken_over_and_not_asked_about_once_more(
    stage: Stage, office: Office
) -> None:
    token = await stage.ask(stage.quotation)
    await stage.answer(token, State.SUGGESTED, suggestion="A queue is a duty.")
    editor = await office(Role.EDITOR, stage.lead)

    page = said((await editor.get(f"/office/launches/{stage.launch.id}/publication")).text)

    assert "suggested other words for their words. Take over what they suggest, or say why it goes out" in page


async def test_words_approved_as_they_were_are_not_said_to_be_ones_own_when_an_edit_is_taken_back(
    stage: Stage, client: httpx2.AsyncClient
) -> None:
    token = await stage.approved(stage.quotation)
    await stage.edit(stage.version, body=BODY.replace("tax", "levy"))
    await stage.edit(stage.version, body=BODY)

    assert "You approved these words" in said((await client.get(f"/approve/{token}")).text)


async def test_who_wrote_a_comment_beside_their_words_is_asked_again_by_mail_once_those_are_taken_over(
    stage: Stage, office: Office
) -> None:
    token = await stage.ask(stage.quotation)
    other = "‘A queue is a fine.’\n— Ruth Adeyemi, Director, Larkfield Foundation"
    await stage.answer(token, State.SUGGESTED, suggestion=other, comment="Only if the table goes.")
    officer, place = await _at_work(stage, office)

    adoption = f"{place}/{(await stage.approval()).id}/adoption"
    assert "wrote a comment beside the words" in said((await officer.get(adoption)).text)
    await act(officer, adoption)

    assert await stage.states() == {"quotation": State.REOPENED}
    *_, (subject, text) = await stage.mails()
    assert subject == "Changed: The Waiting Room"
    assert "asks you to look again at your words" in " ".join(text.split())


async def test_before_words_are_taken_over_into_what_waits_for_an_embargo_one_is_led_to_take_it_back(
    stage: Stage, office: Office, save: Save
):
    lift = an_embargo(NOW + DAY)
    await save(lift)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        release = await db.get_one(Release, stage.release.id)
        release.embargo_id = lift.id
        await writing.issue(db, release, now=NOW)
    await stage.answer(await stage.ask(stage.quotation), State.SUGGESTED, suggestion="A queue taxes.")
    officer, place = await _at_work(stage, office)
    editor = await office(Role.EDITOR, stage.lead)
    adoption = f"{place}/{(await stage.approval()).id}/adoption"
    back = addresses.office_release(stage.release, "taking-back")

    beforehand = (await editor.get(adoption)).text
    refused = await act(officer, adoption)
    taken_back = await act(editor, back)
    afterwards = (await officer.get(adoption)).text

    assert "take the release back to draft first" in said(beforehand)
    assert (f'href="{back}">Take back to draft</a>' in beforehand, 'id="act"' in beforehand) == (True, False)
    assert (refused.status_code, taken_back.status_code) == (422, 303)
    assert ('id="act"' in afterwards, back in afterwards) == (True, False)


async def test_a_whole_release_is_taken_over_where_the_text_itself_is_meant(stage: Stage, office: Office):
    token = await stage.ask(stage.whole)
    words = await _words(stage)
    await stage.answer(token, State.SUGGESTED, suggestion=words.replace("Bristol waits.", "Bath *waits*."))
    officer, place = await _at_work(stage, office)
    adoption = f"{place}/{(await stage.approval()).id}/adoption"

    assert (await act(officer, adoption)).status_code == 303
    async with stage.store.whole() as db:
        body = (await db.scalars(select(ReleaseVersion.body))).one()
    assert body.startswith("Bath \\*waits\\*.\n\n> A queue")

    await stage.answer(token, State.SUGGESTED, suggestion=(await _words(stage)).replace("Press release", "Statement"))
    refused = await act(officer, adoption)
    assert refused.status_code == 422
    assert "change it by hand" in said(refused.text)


async def test_a_listing_is_taken_over_by_whoever_may_edit_the_event(stage: Stage, office: Office):
    token = await stage.ask(stage.listing)
    await stage.answer(
        token, State.SUGGESTED, suggestion="Dr Ruth Adeyemi\nChair\nHead of Research, Larkfield Foundation"
    )
    adoption = f"/office/launches/{stage.launch.id}/approvals/{(await stage.approval()).id}/adoption"
    officer = await office(Role.PRESS_OFFICER, stage.lead)
    editor = await office(Role.EDITOR, stage.lead)

    assert (await act(officer, adoption)).status_code == 404
    assert (await act(editor, adoption)).status_code == 303

    panel = said((await editor.get("/office/events/the-waiting-room/speakers")).text)
    assert "Dr Ruth Adeyemi Chair. Head of Research, Larkfield Foundation" in panel


async def test_a_part_on_stage_that_is_struck_out_of_a_listing_is_gone_once_that_is_taken_over(
    stage: Stage, office: Office
):
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Speaker, stage.speaker.id)).role = SpeakerRole.CHAIR
    token = await stage.ask(stage.listing)
    await stage.answer(token, State.SUGGESTED, suggestion="Ruth Adeyemi\nDirector, Larkfield Foundation")
    editor = await office(Role.EDITOR, stage.lead)
    approvals = f"/office/launches/{stage.launch.id}/approvals"
    shown = (await editor.get(approvals)).text

    await act(editor, f"{approvals}/{(await stage.approval()).id}/adoption")

    assert re.search("<del>[^<]*Chair", shown)
    panel = said((await editor.get("/office/events/the-waiting-room/speakers")).text)
    assert "Ruth Adeyemi Panellist. Director, Larkfield Foundation" in panel
    assert "Everybody who was asked has approved" in said((await editor.get(approvals)).text)


async def test_somebody_is_reminded_gone_without_and_asked_no_more(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    token = await stage.ask(stage.quotation)
    editor = await office(Role.EDITOR, stage.lead)
    approval = f"/office/launches/{stage.launch.id}/approvals/{(await stage.approval()).id}"

    assert "asks you once more" in said((await editor.get(f"{approval}/reminder")).text)
    assert (await act(editor, f"{approval}/reminder")).status_code == 303
    assert (await act(editor, f"{approval}/override")).status_code == 422
    assert (await act(editor, f"{approval}/override", note="She agreed on the telephone.")).status_code == 303
    assert "She agreed on the telephone." in said((await editor.get(approval.rpartition("/")[0])).text)
    assert (await act(editor, f"{approval}/reminder")).status_code == 422
    assert (await act(editor, f"{approval}/revocation")).status_code == 303

    assert (await client.get(f"/approve/{token}")).status_code == 404
    assert "No longer asked Ruth Adeyemi" in said((await editor.get(approval.rpartition("/")[0])).text)


async def test_a_foreign_approval_is_as_if_it_did_not_exist(stage: Stage, office: Office, save: Save):
    await stage.ask(stage.quotation)
    stranger = await office(Role.OWNER)
    viewer = await office(Role.VIEWER, stage.lead)
    approval = f"/office/launches/{stage.launch.id}/approvals/{(await stage.approval()).id}"

    for part in ("reminder", "link", "adoption", "revocation", "override"):
        assert (await stranger.get(f"{approval}/{part}")).status_code == 404
        assert (await viewer.get(f"{approval}/{part}")).status_code == 403
    assert (await viewer.get(approval.rpartition("/")[0])).status_code == 200


async def _at_work(stage: Stage, office: Office) -> tuple[httpx2.AsyncClient, str]:
    return await office(Role.PRESS_OFFICER, stage.lead), f"/office/launches/{stage.launch.id}/approvals"


def _link(html: str, thing: str) -> str:
    found = re.search(rf'<a href="([^"]*approvals/new[^"]*)">Ask about {thing[0].lower()}{thing[1:]} ', html)
    assert found
    return found[1].replace("&amp;", "&")


def _approve(html: str) -> str:
    found = re.search(r'value="https://launch\.example(/approve/[^"]+)"', html)
    assert found
    return found[1]


def _typed(html: str) -> dict[str, str]:
    """What stands in the form, as a browser would send it."""
    about = re.search(r'<option value="([^"]*)" selected', html)
    name, mail = (re.search(rf'name="{each}" value="([^"]*)"', html) for each in ("name", "mail"))
    assert about
    assert name
    assert mail
    return {"about": about[1], "name": name[1], "mail": mail[1], "whom": hidden(html, "whom")}


async def _mails(stage: Stage) -> list[OutgoingMail]:
    async with stage.store.whole() as db:
        return list(await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number)))


async def _words(stage: Stage) -> str:
    async with stage.store.whole() as db:
        approval = (await db.scalars(select(Approval))).one()
        found = (await subjects.of(db, [approval], now=NOW))[approval.id]
    assert found
    return found.text
