"""What was read waits for whoever leaves its review, and nobody waits for the reading."""

import asyncio
import re
import time
from functools import partial

import httpx2
import pytest

from events.accounts import sessions
from events.accounts.models import Role
from events.press.reading import apart, files
from events.storage import Store
from tests.factories import an_organisation
from tests.organisers import COOKIE, Office, paste, sends
from tests.sites import Clock, said
from tests.stores import ALICE, Save
from tests.web.office.texts import RELEASE, fields


@pytest.mark.parametrize("file", [None, ("release.txt", RELEASE.encode())], ids=["pasted", "from a file"])
async def test_a_text_that_was_read_waits_for_whoever_closes_the_tab_at_its_review(
    file: tuple[str, bytes] | None, office: Office, save: Save
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)

    review = await paste(editor, "" if file else RELEASE, file)
    begun = await editor.get("/office/new")
    again = await editor.get("/office/new/launch")
    made = await editor.post("/office/new/launch", data=fields(again.text))
    after = await editor.get("/office/new")

    assert '<a href="/office/new/launch">Press release</a> waits as you left it' in begun.text
    assert fields(again.text) | {"once": ""} == fields(review.text) | {"once": ""}
    assert made.status_code == 303
    assert "waits as you left it" not in after.text
    assert "Paste a press release" in (await editor.get("/office/new/launch")).text


async def test_the_cursor_stands_where_a_text_is_pasted_unless_there_is_something_to_read_first(office: Office):
    editor = await office(Role.EDITOR)

    fresh = await editor.get("/office/new")
    empty = await editor.post("/office/new", data={"text": ""})
    await paste(editor, RELEASE)
    begun = await editor.get("/office/new")

    assert [_focused(each.text) for each in (fresh, empty, begun)] == [["text"], [], []]


def _focused(page: str) -> list[str]:
    return re.findall(r'<[^>]*name="(\w+)"[^>]* autofocus', page)


async def test_a_text_is_read_anew_as_often_as_it_is_sent(office: Office):
    """Also one whose launch was made: whoever goes back in the browser and reads it again means it."""
    editor = await office(Role.EDITOR)
    page = await editor.get("/office/new")
    sent = sends(page.text) | {"text": RELEASE}

    first = await editor.post("/office/new", data=sent, follow_redirects=True)
    await editor.post("/office/new/launch", data=fields(first.text))
    second = await editor.post("/office/new", data=sent, follow_redirects=True)

    assert fields(second.text)["headline"] == "Queues cost the poorest twice"


async def test_what_was_looked_over_is_there_after_the_session_ended(office: Office, store: Store, clock: Clock):
    house = an_organisation("Larkfield Foundation")
    editor = await office(Role.EDITOR, house)
    review = await paste(editor, RELEASE)
    typed = fields(review.text) | {"headline": "Better words"}
    before, clock.now = clock.now, clock.now + sessions.LONGEST

    lost = await editor.post("/office/new/launch", data=typed)
    assert lost.headers["location"].startswith("/sign-in")
    async with store.transaction(now=clock.now, by=ALICE) as db:
        account, _ = await sessions.of(db, editor.cookies[COOKIE], now=before) or (None, None)
        assert account
        later = await sessions.begin(db, account, now=clock.now, device="The next day")
    editor.cookies.clear()
    editor.cookies.set(COOKIE, later, domain="launch.example")
    back = await editor.get("/office/new/launch")

    assert fields(back.text)["headline"] == "Better words"
    assert "Queues cost the poorest twice</mark>" in back.text


async def test_a_text_that_takes_too_long_to_read_stands_beside_an_empty_form(
    office: Office, save: Save, store: Store, monkeypatch: pytest.MonkeyPatch
):
    house = an_organisation("Larkfield Foundation")
    await save(house)
    editor = await office(Role.EDITOR, house)
    monkeypatch.setattr(apart, "SECONDS", 0.0)

    page = await paste(editor, RELEASE)
    typed = fields(page.text)
    made = await editor.post("/office/new/launch", data=typed | {"headline": "Waiting costs"})

    assert page.status_code == 200
    assert "This text could not be read" in said(page.text)
    assert (typed["text"], typed["headline"]) == (RELEASE, "")
    assert made.status_code == 303


async def test_others_are_answered_while_a_text_is_read(office: Office, monkeypatch: pytest.MonkeyPatch):
    editor = await office(Role.EDITOR)
    monkeypatch.setattr(apart, "SECONDS", 1.0)
    await paste(editor, RELEASE)
    stuck = asyncio.create_task(apart.run(partial(time.sleep, 60)))

    await asyncio.sleep(0)
    answer = await editor.get("/office/new")

    assert answer.status_code == 200
    assert not stuck.done()
    with pytest.raises(files.Unreadable):
        await stuck


async def test_of_an_empty_form_nothing_is_kept_as_typed(editor: httpx2.AsyncClient):
    place = "/office/events/the-waiting-room/speakers"
    empty = sends((await editor.get(place)).text)

    refused = await editor.post(place, data=empty)
    after = said((await editor.get(place)).text)
    await editor.post(place, data=empty | {"lines": "Kit Hale; ; ;", "somebody": ", Director"})

    assert refused.status_code == 422
    assert "what you typed and did not save" not in after
    assert "Typed and not saved" in said((await editor.get("/office")).text)  # the other, which said something
