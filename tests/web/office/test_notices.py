"""After a form is sent the page to which it leads says once that it was done, and to nobody else."""

from datetime import timedelta

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from events.accounts.models import Role
from events.accounts.sessions import SignedIn
from events.people.models import Organisation
from events.storage import Store
from tests.organisers import Office, act, sends
from tests.sites import Clock

EVENT = "/office/events/the-waiting-room"


async def test_the_page_says_once_that_its_form_was_saved_and_where_that_shows(editor: httpx2.AsyncClient):
    saved = await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"standfirst": "Who waits"})

    elsewhere = await editor.get(f"{EVENT}/speakers")
    there = await editor.get(saved.headers["location"])
    again = await editor.get(saved.headers["location"])

    assert notice(there) == "Saved. It shows in 1 page and 3 feeds."
    assert "<title>Saved: The Waiting Room" in there.text
    assert (notice(elsewhere), notice(again)) == (None, None)


async def test_nobody_to_whom_the_address_is_sent_reads_that_something_was_saved(
    editor: httpx2.AsyncClient, office: Office, house: Organisation
):
    other = await office(Role.EDITOR, house, name="Bob")

    saved = await editor.post(EVENT, data=sends((await editor.get(EVENT)).text))

    assert notice(await other.get(saved.headers["location"])) is None


async def test_a_form_sent_twice_is_said_to_be_saved_by_the_answer_that_the_browser_shows(editor: httpx2.AsyncClient):
    form = sends((await editor.get(EVENT)).text)
    await editor.post(EVENT, data=form)
    editor.cookies.delete("__Host-done")

    await editor.post(EVENT, data=form)

    assert str(notice(await editor.get(EVENT))).startswith("Saved.")


async def test_what_was_refused_or_left_a_receipt_is_not_said_to_be_saved(editor: httpx2.AsyncClient):
    refused = await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"title": ""})
    after = await editor.get(EVENT)
    done = await act(editor, f"{EVENT}/tentative")

    assert (refused.status_code, done.status_code) == (422, 303)
    told = [str(notice(each)) for each in (refused, after, await editor.get(EVENT))]
    assert [each for each in told if each.startswith("Saved")] == []


@pytest.mark.parametrize("words", ["<b>Paid</b>", "Paid", "", "Saved" * 500])
async def test_no_other_words_in_the_cookie_are_shown(words: str, editor: httpx2.AsyncClient):
    page = await editor.get(EVENT, headers={"cookie": f'{_session(editor)}; __Host-done="{words}|{EVENT}"'})

    assert (page.status_code, notice(page)) == (200, None)


async def test_the_session_of_somebody_who_only_saves_is_in_use(editor: httpx2.AsyncClient, clock: Clock, store: Store):
    form = sends((await editor.get(EVENT)).text)
    clock.now += timedelta(hours=3)
    await editor.post(EVENT, data=form)
    await editor.get(EVENT)

    async with store.whole() as db:
        assert list(await db.scalars(select(SignedIn.seen_at))) == [clock.now]


def notice(page: httpx2.Response) -> str | None:
    found = BeautifulSoup(page.text, "html.parser").select_one("main [role=status]")
    return " ".join(found.get_text().split()) if found else None


def _session(editor: httpx2.AsyncClient) -> str:
    return f"__Host-session={editor.cookies['__Host-session']}"
