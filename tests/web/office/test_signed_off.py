"""What was said in signing off stays readable in the office: on the page of sign-off and in the log, for good."""

import base64
import re
from urllib.parse import urlsplit

import httpx2
import pytest
from sqlalchemy import select

from events import addresses
from events.accounts.models import Membership, Role
from events.mail import messages
from events.mail.outbox import OutgoingMail
from events.press.approval_models import Approval, State
from events.press.approvals import About, Asked
from events.storage import Store
from tests.organisers import Office, act, hidden, sends
from tests.press.signing import BODY, DAY, RUTH, TOMASZ, Stage
from tests.sites import said
from tests.stores import ALICE, NOW, WHERE, Save

OTHER = "‘A queue is a levy.’\n— Ruth Adeyemi, Director, Larkfield Foundation"


@pytest.fixture
async def stage(store: Store, save: Save) -> Stage:
    stage = Stage(store)
    await save(*stage.rows)
    return stage


@pytest.fixture
async def officer(stage: Stage, office: Office) -> httpx2.AsyncClient:
    return await office(Role.PRESS_OFFICER, stage.lead)


async def test_what_was_written_with_each_answer_stays_to_be_read_after_the_next(
    stage: Stage, officer: httpx2.AsyncClient
):
    token = await stage.ask(stage.quotation)
    await stage.answer(token, comment="Lovely. The PDF first, please.")
    await stage.answer(token, State.SUGGESTED, suggestion=OTHER, comment="Softer, please.", now=NOW + DAY)
    await stage.edit(stage.version, body=BODY.replace("tax", "fee"), now=NOW + 2 * DAY)
    await stage.answer(token, now=NOW + 3 * DAY)

    page = (await officer.get(_place(stage))).text
    logs = [(await officer.get(each)).text for each in ("/office/log", _place(stage, "log"))]

    steps = said(page).partition("Step by step")[2]
    assert re.findall(r"(?:Alice|Ruth Adeyemi) (?:asked|approved|suggested|changed)[^:“]*", steps)
    for told in (
        "Alice asked about version 1",
        "Ruth Adeyemi approved version 1: “Lovely. The PDF first, please.”",
        "Ruth Adeyemi suggested other words for version 1: “Softer, please.”",
        "Alice changed the words in version 1",
    ):
        assert told in steps
    assert "A queue is a tax that nobody voted for" in steps
    assert re.search("<del>tax that nobody voted for.’</del><ins>levy.’</ins>", page)
    for log in logs:
        assert "Comment Lovely. The PDF first, please." in said(log)
        assert "Comment Softer, please." in said(log)
        assert "<ins>levy.’</ins>" in log


async def test_what_somebody_said_stays_to_be_read_when_they_are_no_longer_asked(
    stage: Stage, officer: httpx2.AsyncClient
):
    token = await stage.ask(stage.quotation)
    await stage.answer(token, State.DECLINED, comment="I never said this.")

    await act(officer, f"{_place(stage)}/{(await stage.approval()).id}/revocation")

    page = said((await officer.get(_place(stage))).text)
    assert "Nobody is asked any more" in page
    assert "I never said this." in page.partition("Who is no longer asked")[2]


async def test_an_edit_taken_back_brings_the_answer_back_as_of_when_it_was_given(
    stage: Stage, client: httpx2.AsyncClient
):
    token = await stage.approved(stage.quotation)
    await stage.edit(stage.version, body=BODY.replace("tax", "fee"))
    await stage.edit(stage.version, body=BODY, now=NOW + 2 * DAY)

    page = said((await client.get(f"/approve/{token}")).text)

    assert "You approved these words At 09.00 GMT (UTC+0), Monday 2 November 2026." in page


async def test_an_edit_taken_back_brings_back_what_was_suggested(
    stage: Stage, officer: httpx2.AsyncClient, client: httpx2.AsyncClient
):
    token = await stage.ask(stage.quotation)
    await stage.answer(token, State.SUGGESTED, suggestion=OTHER, comment="Softer, please.")
    await stage.edit(stage.version, body=BODY.replace("tax", "fee"))
    await stage.edit(stage.version, body=BODY, now=NOW + 2 * DAY)

    theirs = said((await client.get(f"/approve/{token}")).text)
    ours = (await officer.get(_place(stage))).text

    assert "You suggested other words At 09.00 GMT (UTC+0), Monday 2 November 2026." in theirs
    assert "Your comment: Softer, please." in theirs
    assert "/adoption" in ours
    assert "put the words back, for which the answer holds again" in said(ours)


async def test_it_is_told_of_which_version_somebody_was_asked_and_which_they_answered(
    stage: Stage, officer: httpx2.AsyncClient
):
    await stage.approved(stage.quotation)
    await stage.edit(stage.version, number=2)

    page = said((await officer.get(_place(stage))).text)

    assert "version 2. Asked 09.00 GMT (UTC+0), Monday 2 November 2026 about version 1, answered" in page
    assert page.count(" about version 1.") == 1


async def test_what_went_out_without_an_approval_is_not_said_to_be_approved_and_asks_again_before_it_goes_out_again(
    stage: Stage, office: Office
):
    await stage.approved(stage.quotation)
    his = await stage.approved(stage.whole, TOMASZ)
    await stage.edit(stage.version, body=BODY.replace("tax", "fee"))
    await stage.answer(his)
    editor = await office(Role.EDITOR, stage.lead)
    release = addresses.office_release(stage.release)

    assert await _heading(editor, stage) == "1 approval is missing"
    assert (await act(editor, f"{release}/publication")).status_code == 303
    assert await _heading(editor, stage) == "1 approval was not given in time"
    assert "Not given in time" in said((await editor.get(_place(stage))).text)

    assert (await act(editor, f"{release}/withdrawal", note="A wrong table.")).status_code == 303
    assert await _heading(editor, stage) == "1 approval is missing"
    again = (await editor.get(f"{release}/publication")).text
    assert "Ruth Adeyemi answered about their words before the words were changed. Say why it goes out" in said(again)
    assert 'name="reason"' in again

    override = f"{_place(stage)}/{(await _approval_of(stage, RUTH)).id}/override"
    assert f'href="{override}"' in (await editor.get(_place(stage))).text
    assert (await act(editor, override, note="She agreed on the telephone.")).status_code == 303
    assert await _heading(editor, stage) == "No approval is missing"
    assert "answered about their words" not in said((await editor.get(f"{release}/publication")).text)


async def test_what_is_not_there_any_more_is_neither_approved_nor_missing(stage: Stage, officer: httpx2.AsyncClient):
    await stage.ask(stage.quotation)
    await stage.edit(stage.version, body="Bristol waits.")

    assert await _heading(officer, stage) == "No approval is missing"
    assert "No longer needed" in said((await officer.get(_place(stage))).text)


async def test_a_receipt_in_the_log_names_what_it_is_about(stage: Stage, officer: httpx2.AsyncClient):
    await stage.answer(await stage.ask(stage.quotation), State.SUGGESTED, suggestion=OTHER)

    await act(officer, f"{_place(stage)}/{(await stage.approval()).id}/adoption")

    assert "Took over the words of Ruth Adeyemi" in said((await officer.get(_place(stage, "log"))).text)


async def test_whoever_saves_an_edit_reads_whose_sign_off_it_opened_again_and_so_does_the_log(
    stage: Stage, officer: httpx2.AsyncClient
):
    await stage.approved(stage.quotation)
    await stage.approved(stage.whole, TOMASZ)
    await stage.approved(stage.listing)
    form = addresses.office_release(stage.release)
    page = (await officer.get(form)).text
    assert "no mail tells whoever answered" in said(page)

    saved = await officer.post(form, data=sends(page) | {"body": BODY.replace("tax", "fee")})
    there = said((await officer.get(saved.headers["location"])).text)

    assert "Saved. Sign-off is open again. What Ruth Adeyemi and Tomasz Wieczorek answered about was changed." in there
    assert "Sign-off is open again" not in said((await officer.get(saved.headers["location"])).text)
    log = said((await officer.get(_place(stage, "log"))).text)
    assert log.count("State approved reopened") == 2
    assert len(await stage.mails()) == 3  # by which they were asked


async def test_no_cookie_of_somebody_elses_making_is_shown(stage: Stage, officer: httpx2.AsyncClient):
    form = addresses.office_release(stage.release)
    await stage.approved(stage.quotation)
    saved = await officer.post(form, data=sends((await officer.get(form)).text) | {"body": BODY.replace("tax", "fee")})
    name, host = "__Host-done", urlsplit(WHERE.base).hostname or ""
    true = str(officer.cookies.get(name)).strip('"')
    told, _, seal = true.partition(".")
    forged = base64.urlsafe_b64encode(base64.urlsafe_b64decode(told).replace(b"Ruth Adeyemi", b"Whoever")).decode()

    shown = {}
    for cookie in (f"{forged}.{seal}", told, f"{told}.", "x", f"Saved|{form}", true):
        officer.cookies.delete(name)
        officer.cookies.set(name, cookie, domain=host)
        shown[cookie] = 'class="said"' in (await officer.get(saved.headers["location"])).text
    assert shown == dict.fromkeys(shown, False) | {true: True}


async def test_before_words_are_taken_over_and_after_it_is_told_whose_sign_off_is_open_again(
    stage: Stage, officer: httpx2.AsyncClient
):
    await stage.answer(await stage.ask(stage.quotation), State.SUGGESTED, suggestion=OTHER)
    await stage.approved(stage.whole, TOMASZ)
    await stage.approved(About.quotation(stage.release, TOMASZ.name), TOMASZ)
    adoption = f"{_place(stage)}/{(await _approval_of(stage, RUTH)).id}/adoption"
    told = "Open again is the sign-off of Tomasz Wieczorek, about the release"

    before = said((await officer.get(adoption)).text)
    await act(officer, adoption)
    after = said((await officer.get(_place(stage))).text)

    for page in (before, after):
        assert told in page
        assert "No mail tells them" in page
        assert "about the words of" not in page.partition("Open again")[2].partition("No mail")[0]
    assert await _heading(officer, stage) == "1 approval is missing"


async def test_who_cannot_approve_is_missing_until_one_goes_on_without_or_asks_no_more(stage: Stage, office: Office):
    await stage.answer(await stage.ask(stage.quotation), State.DECLINED)
    editor = await office(Role.EDITOR, stage.lead)
    approval = f"{_place(stage)}/{(await stage.approval()).id}"

    async def before() -> str:
        return said((await editor.get(_place(stage, "publication"))).text)

    assert await _heading(editor, stage) == "1 approval is missing"
    assert "Ruth Adeyemi cannot approve their words. Agree with them on other words, or say why" in await before()

    await act(editor, f"{approval}/override", note="She agreed on the telephone.")
    assert await _heading(editor, stage) == "No approval is missing"
    assert "cannot approve" not in await before()

    beforehand = said((await editor.get(f"{approval}/revocation")).text)
    await act(editor, f"{approval}/revocation")
    afterwards = said((await editor.get(_place(stage))).text)
    assert await _heading(editor, stage) == "Nobody is asked any more"
    assert "Ruth Adeyemi and Tomasz Wieczorek are quoted" in await before()
    for page in (beforehand, afterwards):
        assert "What Ruth Adeyemi answered counts no more, and stays to be read" in page
        assert "Nobody is asked about the words of Ruth Adeyemi then" in page


HEARD = {
    "no": ("decline", {}, "Ruth Adeyemi cannot approve their words, for The Waiting Room."),
    "no, with a comment": ("decline", {"comment": "Never said."}, "The Waiting Room, and wrote a comment."),
    "other words": ("suggest", {"suggestion": OTHER}, "Ruth Adeyemi suggests other words for their words"),
    "yes, with a comment": ("approve", {"comment": "The PDF, please."}, "Ruth Adeyemi approved their words"),
    "yes, and others are missing": ("approve", {}, None),
}


@pytest.mark.parametrize(("answer", "fields", "told"), HEARD.values(), ids=HEARD)
async def test_whoever_asked_hears_by_mail_of_an_answer_that_asks_something_of_them(
    answer: str, fields: dict[str, str], told: str | None, stage: Stage, office: Office, client: httpx2.AsyncClient
):
    await office(Role.OWNER, stage.lead, name="Olive")
    officer = await office(Role.PRESS_OFFICER, stage.lead)
    link = await _asks(officer, stage, RUTH)
    await _asks(officer, stage, TOMASZ)

    await _answers(client, link, answer, **fields)

    heard = await _to(stage, "alice")
    assert len(heard) == (told is not None)
    assert (told or "") in " ".join(heard)
    assert not any(each in " ".join(heard) for each in fields.values())
    assert await _to(stage, "olive") == []


async def test_whoever_asked_hears_by_mail_that_nothing_is_missing_any_more(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    officer = await office(Role.PRESS_OFFICER, stage.lead)
    links = [await _asks(officer, stage, each) for each in (RUTH, TOMASZ)]

    for link in links:
        await _answers(client, link, "approve")

    [heard] = await _to(stage, "alice")
    assert "Tomasz Wieczorek approved their words, for The Waiting Room. No approval is missing any more." in heard
    assert f"https://launch.example{_place(stage)}" in heard


async def test_owners_of_the_lead_hear_of_an_answer_once_whoever_asked_works_there_no_more(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    await office(Role.OWNER, stage.lead, name="Olive")
    link = await _asks(await office(Role.PRESS_OFFICER, stage.lead), stage, RUTH)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        membership = (await db.scalars(select(Membership).where(Membership.role == Role.PRESS_OFFICER))).one()
        membership.role = Role.VIEWER

    await _answers(client, link, "decline")

    assert await _to(stage, "alice") == []
    [heard] = await _to(stage, "olive")
    assert "Ruth Adeyemi cannot approve their words" in heard


async def _asks(officer: httpx2.AsyncClient, stage: Stage, asked: Asked) -> str:
    """By the form, without mail; the link to pass on."""
    about = f"quotation {stage.release.id} {asked.name}"
    shown = await officer.post(f"{_place(stage)}/new", data={"about": about, "name": asked.name, "once": asked.name})
    found = re.search(r'value="https://launch\.example(/approve/[^"]+)"', shown.text)
    assert found
    return found[1]


async def _answers(client: httpx2.AsyncClient, link: str, answer: str, **fields: str) -> None:
    words = hidden((await client.get(link)).text, "words")
    assert (await client.post(link, data={"words": words, "answer": answer} | fields)).status_code == 303


async def _to(stage: Stage, name: str) -> list[str]:
    """What was mailed to an organiser, its lines put together."""
    async with stage.store.whole() as db:
        found = (await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number))).all()
    mine = [each for each in found if each.recipient.startswith(f"{name}-")]
    return [" ".join(messages.readable(each, sending=False).split()) for each in mine]


async def _heading(browser: httpx2.AsyncClient, stage: Stage) -> str:
    return (await browser.get(_place(stage))).text.partition("<h1>")[2].partition("</h1>")[0]


async def _approval_of(stage: Stage, asked: Asked) -> Approval:
    async with stage.store.whole() as db:
        return (await db.scalars(select(Approval).where(Approval.name == asked.name))).one()


def _place(stage: Stage, part: str = "approvals") -> str:
    return f"/office/launches/{stage.launch.id}/{part}"
