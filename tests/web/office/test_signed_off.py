"""What was said in signing off stays readable in the office: on the page of sign-off and in the log, for good."""

import re

import httpx2
import pytest

from events.accounts.models import Role
from events.press.approval_models import State
from events.storage import Store
from tests.organisers import Office, act
from tests.press.signing import BODY, DAY, Stage
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


def _place(stage: Stage, part: str = "approvals") -> str:
    return f"/office/launches/{stage.launch.id}/{part}"
