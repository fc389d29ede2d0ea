"""A form that is sent after the cookie has gone, or from a page of somebody else: for its writer alone."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import func, select

from events import addresses
from events.accounts import links, sessions
from events.accounts.drafts import FormDraft
from events.accounts.models import Account, Role
from events.people.models import Organisation
from events.storage import Store
from events.web.office import keeping
from tests.factories import a_host, an_event
from tests.organisers import COOKIE, ON_ONE, Office, hidden, sends
from tests.sites import Clock, said
from tests.stores import ALICE, NOW, Save

NEW, EVENT = "/office/people/new", "/office/events/the-waiting-room"
TYPED = {"name": "Ida Moss", "biography": "Counts the hours."}
IN_PARTS = {"content-type": "multipart/form-data; boundary=x"}


async def signed_in_again(browser: httpx2.AsyncClient, store: Store, account: Account, asked: httpx2.Response) -> str:
    """By a link, as the page asks that they were led to; where they come out."""
    wanted = parse_qs(urlsplit(asked.headers["location"]).query)["next"][0]
    async with store.transaction(now=NOW, by=ALICE) as db:
        link = addresses.sign_in_link(await links.make(db, account, now=NOW, leads_to=wanted))
    entered = await browser.post(link)
    assert entered.status_code == 303
    return str(entered.headers["location"])


async def account_of(store: Store, browser: httpx2.AsyncClient) -> Account:
    async with store.reading_at_desk() as db:
        found = await sessions.of(db, browser.cookies[COOKIE], now=NOW)
    assert found
    return found[0]


async def drafts_kept(store: Store) -> int:
    async with store.whole() as db:
        return await db.scalar(select(func.count()).select_from(FormDraft)) or 0


@pytest.mark.parametrize("form", [NEW, "/office/launches/new", EVENT], ids=["that takes files", "plain", "of a thing"])
async def test_what_is_sent_without_the_cookie_stands_in_its_form_after_signing_in(
    form: str, editor: httpx2.AsyncClient, store: Store
):
    account, page = await account_of(store, editor), (await editor.get(form)).text
    typed = sends(page) | {"title": "Half a title", "biography": "Counts the hours."}
    editor.cookies.clear()

    asked = await editor.post(form, **_parts(typed) if form == NEW else {"data": typed})
    shown = said((await editor.get(asked.headers["location"])).text)
    place = await signed_in_again(editor, store, account, asked)
    back = (await editor.get(place)).text

    assert "What you typed is kept, and waits in its form until you have signed in." in shown
    assert place == form
    assert "Half a title" in back or "Counts the hours." in back
    assert "This is what you typed and did not save" in said(back)


def _parts(typed: dict[str, str], file: str = "") -> dict[str, Any]:
    """As a browser sends a form that takes files, chosen or not."""
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{each}\r\n' for name, each in typed.items()]
    parts.append(f'--x\r\nContent-Disposition: form-data; name="portrait"; filename="a.png"\r\n\r\n{file}\r\n')
    return {"content": "".join([*parts, "--x--\r\n"]).encode(), "headers": IN_PARTS}


async def test_somebody_else_who_signs_in_there_gets_none_of_it(
    office: Office, house: Organisation, editor: httpx2.AsyncClient, store: Store
):
    colleague = await account_of(store, await office(Role.OWNER, house, name="Bob"))
    page = (await editor.get(NEW)).text
    editor.cookies.clear()
    asked = await editor.post(NEW, **_parts(sends(page) | TYPED))

    place = await signed_in_again(editor, store, colleague, asked)

    assert "Counts the hours." not in (await editor.get(place)).text
    assert "Ida Moss" not in (await editor.get("/office")).text


async def test_from_a_page_of_whoever_was_signed_in_before_nothing_is_done_in_another_name(
    office: Office, house: Organisation, editor: httpx2.AsyncClient, store: Store
):
    account = await account_of(store, editor)
    page = (await editor.get(NEW)).text
    colleague = await office(Role.OWNER, house, name="Bob")
    editor.cookies.set(COOKIE, colleague.cookies[COOKIE], domain="launch.example")

    sent = sends(page) | TYPED
    await editor.post("/office/drafts", data={"form": "/office/people/several", "lines": "Half", **sent})
    asked = await editor.post(NEW, data=sent)
    shown = said((await editor.get(asked.headers["location"])).text)

    assert (asked.status_code, parse_qs(urlsplit(asked.headers["location"]).query)["again"]) == (303, ["yes"])
    assert "What you typed is kept" in shown
    assert "Typed and not saved" not in (await colleague.get("/office")).text
    assert "Ida Moss" not in (await colleague.get("/office/people")).text
    place = await signed_in_again(editor, store, account, asked)
    assert "Counts the hours." in (await editor.get(place)).text
    assert "Several people at once" in (await editor.get("/office")).text


async def test_whoever_signed_in_again_meanwhile_sends_their_old_page_as_ever(editor: httpx2.AsyncClient, store: Store):
    account, page = await account_of(store, editor), (await editor.get(NEW)).text
    async with store.transaction(now=NOW, by=ALICE) as db:
        token = await sessions.begin(db, account, now=NOW, device="The same again")
    editor.cookies.set(COOKIE, token, domain="launch.example")

    assert (await editor.post(NEW, data=sends(page) | TYPED)).headers["location"] == "/office/people/ida-moss"


@ON_ONE
@pytest.mark.parametrize("whose", [None, "nobody", "forged"])
async def test_what_nobody_can_be_told_of_is_kept_for_nobody_and_the_page_says_so(
    whose: str | None, editor: httpx2.AsyncClient, store: Store
):
    sealed = hidden((await editor.get(NEW)).text, "whose")
    editor.cookies.clear()
    seals = {None: {}, "nobody": {"whose": "nobody"}, "forged": {"whose": sealed[:-4] + "0000"}}

    asked = await editor.post("/office/launches/new", data={"title": "Half a title", **seals[whose]})

    assert await drafts_kept(store) == 0
    shown = said((await editor.get(asked.headers["location"])).text)
    assert "What you sent was not taken, since nobody is signed in here, and could not be kept." in shown


@ON_ONE
async def test_the_seal_of_a_page_opens_and_does_nothing(editor: httpx2.AsyncClient):
    sealed = hidden((await editor.get(NEW)).text, "whose")
    editor.cookies.clear()

    assert (await editor.get(NEW, params={"whose": sealed})).status_code == 303
    assert (
        "/sign-in"
        in (await editor.post("/office/launches/new", data={"title": "A", "whose": sealed})).headers["location"]
    )


@ON_ONE
@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
async def test_another_site_has_nothing_kept_for_anybody(
    headers: dict[str, str], editor: httpx2.AsyncClient, store: Store
):
    sealed = hidden((await editor.get(NEW)).text, "whose")
    editor.cookies.clear()
    if "origin" in headers:
        editor.headers.pop("sec-fetch-site")

    refused = await editor.post("/office/launches/new", data={"title": "A", "whose": sealed}, headers=headers)

    assert refused.status_code == 403
    assert await drafts_kept(store) == 0


@ON_ONE
async def test_a_browser_that_does_not_say_where_a_form_is_from_needs_the_seal(
    editor: httpx2.AsyncClient, store: Store
):
    sealed = hidden((await editor.get(NEW)).text, "whose")
    editor.cookies.clear()
    editor.headers.pop("sec-fetch-site")
    null = {"origin": "null"}

    kept = await editor.post("/office/launches/new", data={"title": "A", "whose": sealed}, headers=null)
    refused = await editor.post("/office/launches/new", data={"title": "A"}, headers=null)

    assert (kept.status_code, refused.status_code) == (303, 403)
    assert await drafts_kept(store) == 1


@ON_ONE
async def test_how_often_and_how_much_is_kept_without_a_cookie_has_its_bound(
    editor: httpx2.AsyncClient, store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "_MOST", 2)
    sealed = hidden((await editor.get(NEW)).text, "whose")
    editor.cookies.clear()

    async def kept(title: str) -> str:
        answer = await editor.post("/office/launches/new", data={"title": title, "whose": sealed})
        return parse_qs(urlsplit(answer.headers["location"]).query)["kept"][0]

    assert [await kept("Q" * 700_000), await kept("A"), await kept("B")] == ["no", "yes", "no"]
    assert await drafts_kept(store) == 1


@ON_ONE
async def test_of_files_that_are_sent_without_a_cookie_nothing_is_read(editor: httpx2.AsyncClient, store: Store):
    account, page = await account_of(store, editor), (await editor.get(NEW)).text
    editor.cookies.clear()

    asked = await editor.post(NEW, **_parts(sends(page) | TYPED, file="\0" * 3_000_000))
    too_much = await editor.post(NEW, **_parts({f"biography{number}": "Q" * 900_000 for number in range(6)}))

    assert (asked.status_code, too_much.status_code) == (303, 413)
    place = await signed_in_again(editor, store, account, asked)
    assert "Counts the hours." in (await editor.get(place)).text


@ON_ONE
async def test_what_is_looked_at_beforehand_without_the_cookie_waits_at_the_form(
    office: Office, save: Save, store: Store
):
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    officer = await office(Role.PRESS_OFFICER, house)
    form = f"/office/launches/{launch.id}/releases/new"
    sent = sends((await officer.get(form)).text) | {"headline": "Half a headline"}
    token = officer.cookies[COOKIE]
    officer.cookies.clear()

    await officer.post(f"{form}/preview", data=sent)

    officer.cookies.set(COOKIE, token, domain="launch.example")
    assert sends((await officer.get(form)).text)["headline"] == "Half a headline"
