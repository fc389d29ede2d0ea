"""What was said in signing off stays readable in the office: on the page of sign-off and in the log, for good."""

import re

import httpx2
import pytest
from sqlalchemy import select

from events import addresses
from events.accounts.models import Role
from events.press.approval_models import Approval, State
from events.press.approvals import Asked
from events.storage import Store
from tests.organisers import Office, act
from tests.press.signing import BODY, DAY, RUTH, TOMASZ, Stage
from tests.sites import said
from tests.stores import NOW, Save

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
        "Alice changed the words to those of version 1",
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


async def _heading(browser: httpx2.AsyncClient, stage: Stage) -> str:
    return (await browser.get(_place(stage))).text.partition("<h1>")[2].partition("</h1>")[0]


async def _approval_of(stage: Stage, asked: Asked) -> Approval:
    async with stage.store.whole() as db:
        return (await db.scalars(select(Approval).where(Approval.name == asked.name))).one()


def _place(stage: Stage, part: str = "approvals") -> str:
    return f"/office/launches/{stage.launch.id}/{part}"
