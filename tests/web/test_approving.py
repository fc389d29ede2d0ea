"""`/approve/TOKEN`: whoever holds the link reads the exact words and answers; everybody else finds nothing."""

import re
import secrets
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser
from sqlalchemy import select

from events import storage
from events.accounts.models import Activity
from events.consequences import following
from events.press import approvals, standings, writing
from events.press.approval_models import Approval, State
from events.press.approvals import Asked
from events.press.models import Release
from events.programme import events, panels
from events.programme.occasions import Event, Speaker, SpeakerState
from events.storage import Store
from tests.factories import an_embargo
from tests.press.signing import BODY, DAY, RUTH, Stage
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, WHERE, Save


@pytest.fixture
async def stage(store: Store, save: Save) -> Stage:
    stage = Stage(store)
    await save(*stage.rows)
    return stage


def _words(html: str) -> str:
    """The hash that the form carries."""
    found = re.search(r'name="words" value="([0-9a-f]{64})"', html)
    assert found
    return found[1]


async def _send(client: httpx2.AsyncClient, token: str, answer: str, **fields: str) -> httpx2.Response:
    page = (await client.get(f"/approve/{token}")).text
    return await client.post(f"/approve/{token}", data={"words": _words(page), "answer": answer} | fields)


async def test_whoever_tries_links_is_told_to_stop_and_nobody_else_is(stage: Stage, client):
    token = await stage.ask(stage.quotation)

    answers = [(await client.get(f"/approve/{secrets.token_urlsafe(32)}")).status_code for _ in range(32)]

    assert (answers[0], answers[-1]) == (404, 429)
    assert (await client.get(f"/approve/{token}")).status_code == 200


async def test_the_page_shows_exactly_the_words_that_are_asked_about(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)

    answer = await client.get(f"/approve/{token}")

    assert answer.status_code == 200
    page = said(answer.text)
    assert "‘A queue is a tax that nobody voted for.’ — Ruth Adeyemi, Director, Larkfield Foundation" in page
    assert "What you say in the press release “An hour in a queue costs the poorest twice”, version 1." in page
    assert "We had never counted" not in page
    assert "Sign-off for Ruth Adeyemi, asked by Larkfield Foundation" in page


async def test_a_release_is_shown_whole_and_a_listing_as_it_stands(client: httpx2.AsyncClient, stage: Stage) -> None:
    release, listing = await stage.ask(stage.whole), await stage.ask(stage.listing)

    page = said((await client.get(f"/approve/{release}")).text)
    assert "Press release Larkfield Foundation An hour in a queue costs the poorest twice Bristol waits." in page
    page = said((await client.get(f"/approve/{listing}")).text)
    assert "Ruth Adeyemi Director, Larkfield Foundation" in page
    assert "At The Waiting Room, Thursday 17 December 2026." in page


async def test_looking_changes_nothing(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)
    for method in ("GET", "HEAD", "GET"):
        assert (await client.request(method, f"/approve/{token}?answer=approve")).status_code == 200

    assert await stage.states() == {"quotation": State.ASKED}


async def test_one_press_approves_and_the_page_is_the_receipt(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)

    answer = await _send(client, token, "approve", comment="Gladly.")

    assert (answer.status_code, answer.headers["location"]) == (303, f"/approve/{token}")
    assert await stage.states() == {"quotation": State.APPROVED}
    page = said((await client.get(f"/approve/{token}")).text)
    assert "You approved these words At 09.00 GMT (UTC+0), Monday 2 November 2026." in page.replace(
        "UTC,", "GMT (UTC+0),"
    )
    assert "Your comment: Gladly." in page


async def test_a_comment_is_sent_beside_an_approval_that_holds(client: httpx2.AsyncClient, stage: Stage, clock: Clock):
    token = await stage.ask(stage.quotation)
    await _send(client, token, "approve", comment="Gladly.")
    clock.now += DAY
    assert "Send the comment, and still approve" in said((await client.get(f"/approve/{token}")).text)

    empty = await _send(client, token, "comment")
    sent = await _send(client, token, "comment", comment="Send me the PDF, please.")

    assert (empty.status_code, sent.status_code) == (422, 303)
    assert await stage.states() == {"quotation": State.APPROVED}
    page = said((await client.get(f"/approve/{token}")).text).replace("UTC,", "GMT (UTC+0),")
    assert "You approved these words At 09.00 GMT (UTC+0), Monday 2 November 2026." in page
    assert "Your comment: Gladly. Your comment, at 09.00 GMT (UTC+0), Tuesday 3 November 2026: Send me" in page
    async with stage.store.whole() as db:
        [standing] = await standings.of_launch(db, stage.launch, now=NOW)
    assert [(each.did, each.comment) for each in standing.answers] == [
        (State.APPROVED, "Gladly."),
        (State.APPROVED, "Send me the PDF, please."),
    ]
    await stage.edit(stage.version, body=BODY.replace("a tax", "a levy"))
    page = said((await client.get(f"/approve/{token}")).text).replace("UTC,", "GMT (UTC+0),")
    assert "Your answer was that you approve, at 09.00 GMT (UTC+0), Monday 2 November 2026." in page


async def test_a_comment_approves_nothing_that_is_not_approved(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)
    answer = await _send(client, token, "comment", comment="Send me the PDF, please.")

    assert answer.status_code == 409
    assert "Send me the PDF, please.</textarea>" in answer.text
    assert await stage.states() == {"quotation": State.ASKED}


async def test_an_answer_can_be_changed_until_the_words_are_published(
    client: httpx2.AsyncClient, stage: Stage, clock: Clock
) -> None:
    token = await stage.ask(stage.quotation)
    await _send(client, token, "approve")
    await _send(client, token, "decline", comment="I never said this.")
    assert await stage.states() == {"quotation": State.DECLINED}
    seen = (await client.get(f"/approve/{token}")).text
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        await writing.issue(db, await db.get_one(Release, stage.release.id), now=NOW)

    late = await client.post(f"/approve/{token}", data={"words": _words(seen), "answer": "approve"})

    assert late.status_code == 409
    assert "This can no longer be answered The release is published." in said(late.text)
    assert "<form" not in late.text.partition("<main")[2].partition("</main>")[0]
    assert await stage.states() == {"quotation": State.DECLINED}


@pytest.mark.parametrize("did", ["approve", "decline"])
async def test_what_was_withdrawn_is_not_said_to_be_published(
    did: str, client: httpx2.AsyncClient, stage: Stage
) -> None:
    token = await stage.ask(stage.quotation)
    await _send(client, token, did)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        await writing.issue(db, await db.get_one(Release, stage.release.id), now=NOW)
    async with stage.store.transaction(now=NOW + DAY, by=ALICE) as db:
        await writing.withdraw(db, await db.get_one(Release, stage.release.id), note="A wrong table.", now=NOW + DAY)

    page = said((await client.get(f"/approve/{token}")).text)

    told = "You approved these words At 09.00" if did == "approve" else "This can no longer be answered"
    assert told in page
    assert "The release was withdrawn." in page.partition(told)[2]
    assert "As published, before the release was withdrawn" in page
    assert "is published" not in page
    assert "are published" not in page


@pytest.mark.parametrize("is_published", [True, False], ids=["published", "taken out"])
async def test_what_somebody_wrote_too_late_is_shown_for_them_to_send_otherwise(
    is_published: bool, client: httpx2.AsyncClient, stage: Stage
) -> None:
    token = await stage.ask(stage.quotation)
    seen = (await client.get(f"/approve/{token}")).text
    if is_published:
        async with stage.store.transaction(now=NOW, by=ALICE) as db:
            await writing.issue(db, await db.get_one(Release, stage.release.id), now=NOW)
    else:
        await stage.edit(stage.version, body="Nobody is quoted any more.")
    typed = {"comment": "Please say <b>levy</b>.", "suggestion": "‘A queue is a levy.’\r\n\r\nIt is."}

    late = await client.post(f"/approve/{token}", data={"words": _words(seen), "answer": "suggest"} | typed)

    assert late.status_code == 409
    assert "What you wrote was not recorded Copy it from here, and write to Larkfield Foundation." in said(late.text)
    assert "Please say <b>levy</b>. ‘A queue is a levy.’ It is." in said(late.text)
    assert "What you wrote" not in (await client.get(f"/approve/{token}")).text


async def test_other_words_are_suggested_in_place(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)
    page = (await client.get(f"/approve/{token}")).text
    typed = unescape(page.partition('name="suggestion"')[2].partition(">\n")[2].partition("</textarea>")[0])
    assert typed == "‘A queue is a tax that nobody voted for.’\n— Ruth Adeyemi, Director, Larkfield Foundation"

    wording = typed.replace("tax", "levy").replace("\n", "\r\n")
    assert (await _send(client, token, "suggest", suggestion=wording)).status_code == 303

    async with stage.store.whole() as db:
        [standing] = await standings.of_launch(db, stage.launch, now=NOW)
    assert standing.last
    assert standing.last.suggestion == typed.replace("tax", "levy")


async def test_a_mistake_keeps_what_was_typed(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)

    answer = await _send(client, token, "approve", suggestion="‘A queue is a levy.’", comment="Please <b>mend</b>.")

    assert answer.status_code == 422
    assert "You changed the words. Send them as a suggestion, or put them back as they were" in said(answer.text)
    assert "‘A queue is a levy.’</textarea>" in answer.text
    assert "Please &lt;b&gt;mend&lt;/b&gt;.</textarea>" in answer.text
    assert await stage.states() == {"quotation": State.ASKED}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"answer": "perhaps"}, id="no answer of ours"),
        pytest.param({"answer": "suggest"}, id="nothing suggested"),
        pytest.param({"answer": "decline", "comment": "x" * 4_001}, id="a comment too long"),
        pytest.param({"answer": "decline", "comment": "a\x00b"}, id="a control character"),
    ],
)
async def test_what_cannot_be_kept_is_refused(client: httpx2.AsyncClient, stage: Stage, fields: dict[str, str]) -> None:
    token = await stage.ask(stage.quotation)
    answer = await _send(client, token, **fields)
    assert answer.status_code == 422
    assert "Nothing was recorded yet" in said(answer.text)


async def test_an_edit_is_marked_against_what_they_approved(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.approved(stage.quotation)
    await stage.edit(stage.version, body=BODY.replace("a tax", "a quiet levy"))

    page = (await client.get(f"/approve/{token}")).text

    assert "The words changed since you answered Your answer was that you approve" in said(page)
    assert "‘A queue is a <del>tax</del><ins>quiet levy</ins> that nobody voted for.’" in page


async def test_who_approved_a_listing_for_one_day_is_asked_again_about_another(
    client: httpx2.AsyncClient, stage: Stage
) -> None:
    token = await stage.approved(stage.listing)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        events.revise(await db.get_one(Event, stage.event.id), day=date(2027, 2, 4))

    page = (await client.get(f"/approve/{token}")).text
    missing = await stage.missing()
    await _send(client, token, "approve")

    assert "You approved" not in said(page)
    assert "The words changed since you answered Your answer was that you approve" in said(page)
    assert "At The Waiting Room, Thursday 4 February 2027." in said(page)
    assert "Thursday <del>17 December 2026</del><ins>4 February 2027</ins>" in page
    assert missing == ["Ruth Adeyemi answered about the listing before the words were changed."]
    assert await stage.missing() == []


async def test_words_that_changed_while_somebody_read_are_shown_again(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)
    seen = (await client.get(f"/approve/{token}")).text
    await stage.edit(stage.version, body=BODY.replace("a tax", "a levy"))

    answer = await client.post(f"/approve/{token}", data={"words": _words(seen), "answer": "approve"})

    assert answer.status_code == 409
    assert "The words were changed while you were reading. Nothing was recorded" in said(answer.text)
    assert "‘A queue is a levy" in said(answer.text)
    assert await stage.states() == {"quotation": State.ASKED}


async def test_an_embargo_is_told_as_newsrooms_read_it_until_it_lifts(
    client: httpx2.AsyncClient, stage: Stage, save: Save, clock: Clock
) -> None:
    embargo = an_embargo(NOW + DAY)
    await save(embargo)
    await stage.edit(stage.release, embargo_id=embargo.id)
    token = await stage.approved(stage.whole)

    banner = "Embargoed until 09.00 GMT (UTC+0), Tuesday 3 November 2026"
    page = said((await client.get(f"/approve/{token}")).text)
    assert banner in page
    assert "Bristol waits." in page

    clock.now += DAY
    page = said((await client.get(f"/approve/{token}")).text)
    assert "Embargoed" not in page
    assert "You approved these words" in page  # the moment is no part of what they approved


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
async def test_a_link_that_is_no_good_is_an_address_of_nothing(
    client: httpx2.AsyncClient, stage: Stage, method: str
) -> None:
    revoked = await stage.ask(stage.quotation)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        approvals.revoke((await db.scalars(select(Approval))).one(), now=NOW)

    nothing = await client.request(method, "/no/such/address")
    for token in (revoked, "x" * 43, "x", "é"):
        answer = await client.request(method, f"/approve/{token}")
        assert (answer.status_code, answer.content) == (404, nothing.content)
        assert dict(answer.headers) == dict(nothing.headers)


async def test_no_cache_keeps_the_page_and_nothing_leads_away_with_the_link(
    client: httpx2.AsyncClient, stage: Stage
) -> None:
    token = await stage.ask(stage.quotation)

    for answer in (await client.get(f"/approve/{token}"), await _send(client, token, "approve")):
        assert answer.headers["cache-control"] == "private, no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert "set-cookie" not in answer.headers
    page = (await client.get(f"/approve/{token}")).text
    assert '<meta name="robots" content="noindex">' in page
    assert token not in page


async def test_the_log_says_by_whose_link_something_was_answered(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.quotation)
    await _send(client, token, "approve")

    async with stage.store.whole() as db:
        last = (await db.scalars(select(Activity).order_by(Activity.id.desc()).limit(1))).one()
    assert (last.by, last.account_id, last.kind) == ("Ruth Adeyemi, by their link", None, "approvals")
    assert (last.before["state"], last.after["state"]) == ("asked", "approved")
    assert token not in str((last.before, last.after, last.label))


async def test_a_place_given_up_leaves_nothing_to_approve(client: httpx2.AsyncClient, stage: Stage) -> None:
    token = await stage.ask(stage.listing)
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        panels.withdraw(await db.get_one(Speaker, stage.speaker.id))

    page = said((await client.get(f"/approve/{token}")).text)
    assert "There is nothing to approve any more This place on the panel was given up." in page


BY_SOMEBODY = {
    "by themselves": (RUTH, "approve", SpeakerState.CONFIRMED),
    "by themselves, as we know them": (None, "approve", SpeakerState.CONFIRMED),
    "by their office": (Asked("Jo Reed", "jo@larkfield.example"), "approve", SpeakerState.INVITED),
    "not at all": (RUTH, "decline", SpeakerState.INVITED),
}


@pytest.mark.parametrize(("asked", "answer", "state"), BY_SOMEBODY.values(), ids=BY_SOMEBODY)
async def test_who_approves_how_they_are_listed_has_said_that_they_come(
    asked: Asked | None, answer: str, state: SpeakerState, client: httpx2.AsyncClient, stage: Stage
):
    await stage.edit(stage.speaker, state=SpeakerState.INVITED)
    asked = asked or Asked("Dr Ruth Adeyemi OBE", RUTH.mail, person_id=stage.ruth.id)
    token = await stage.ask(stage.listing, asked)
    before = said((await client.get(f"/approve/{token}")).text)
    assert ("Approve, and say that I come" in before) == (asked.name != "Jo Reed")

    await _send(client, token, answer)

    async with stage.store.whole() as db:
        assert await db.scalar(select(Speaker.state)) is state
    assert ("Ruth Adeyemi" in (await client.get("/events/the-waiting-room")).text) == (state is SpeakerState.CONFIRMED)
    after = said((await client.get(f"/approve/{token}")).text)
    assert "You have not said yet" not in after or answer == "decline"
    assert ("You are confirmed: you come, and are shown" in after) == (state is SpeakerState.CONFIRMED)


async def test_hostile_names_and_words_stay_text(client: httpx2.AsyncClient, stage: Stage) -> None:
    asked = Asked("<script>alert(1)</script> & Co", RUTH.mail)
    await stage.edit(stage.version, body="<img src=x onerror=alert(1)> waits.")
    token = await stage.ask(stage.whole, asked)

    page = (await client.get(f"/approve/{token}")).text
    assert "<script>alert" not in page
    assert "<img" not in page
    [(_, text)] = await stage.mails()
    assert "Dear <script>alert(1)</script> & Co," in text


async def test_an_answer_is_given_on_a_phone_without_scripts(
    server: Callable[..., str], tmp_path: Path, browser: Browser
) -> None:
    url = f"sqlite:///{tmp_path / 'events.db'}"
    storage.migrate(url)
    store = Store(url, follow=following(WHERE))
    stage = Stage(store)
    async with store.transaction(now=NOW, by=ALICE) as db:
        db.add_all(stage.rows)
    token = await stage.approved(stage.whole)
    await stage.edit(stage.version, body=BODY.replace("a tax", "a levy"))
    base = server(tmp_path)
    phone: Any = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
    context = await browser.new_context(**phone, java_script_enabled=False)
    page = await context.new_page()

    await page.goto(f"{base}/approve/{token}")
    await page.get_by_text("Suggest other words").click()
    assert await page.locator("textarea[name=suggestion]").is_visible()
    await _require_sound(browser, phone, page.url)
    await page.get_by_role("button", name="Approve", exact=True).click()
    assert await page.get_by_text("You approved these words").is_visible()
    await _require_sound(browser, phone, page.url)

    await context.close()
    assert await stage.states() == {"release": State.APPROVED}
    await store.close()


async def _require_sound(browser: Browser, look: Any, address: str) -> None:
    """As wide as its window, and nothing in it that axe knows to be a hurdle; axe itself needs scripts."""
    context = await browser.new_context(**look)
    page = await context.new_page()
    await page.goto(address)
    assert await page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"]
    assert (await Axe().run(page)).response["violations"] == []
    await context.close()
