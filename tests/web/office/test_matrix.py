"""Who may do what in the office: every route, every role, at their own organisation and at a foreign one."""

import re
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import delete

from events.accounts.drafts import FormDraft
from events.accounts.models import Role
from events.storage import Store
from events.web.office import ways
from events.web.route import Route
from events.web.routes import ROUTES
from tests.factories import (
    an_organisation,
)
from tests.organisers import Office
from tests.stores import ALICE, NOW, Save
from tests.web.office.whole_house import NOTHING, Names, a_whole_house, of_office, path_of

# What a co-host or a stranger may send to any of them: whatever it is, nothing comes of it.
TYPED = {"title": "Hostile", "note": "Hostile", "revision": "1", "state": "confirmed", "to": "up", "lines": "Eve, Spy"}

TYPED_INTO = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [readonly])"


def _spoken(route: Route[Any]) -> str:
    return f"{'/'.join(sorted((route.methods or set()) - {'HEAD'}))} {route.path}"


def test_every_route_says_who_may_use_it():
    audiences = {each.guarded.audience for each in ROUTES}

    assert audiences == {"public", "anybody", "visitor", "account", "office", "whoever holds the link"}


def test_every_route_of_the_office_says_which_role_it_needs():
    inside = [each for each in ROUTES if each.path.startswith("/office")]

    assert {each.guarded.audience for each in inside} == {"office", "account"}
    without = [_spoken(each) for each in inside if each.guarded.audience == "office" and each not in of_office()]
    assert without == []


async def test_a_stranger_is_led_to_the_sign_in(client: httpx2.AsyncClient):
    for route in of_office():
        answer = await _ask(client, route, NOTHING)
        assert (answer.status_code, _spoken(route)) == (303, _spoken(route))
        assert answer.headers["location"].startswith("/sign-in")


async def test_a_foreign_organisation_is_as_if_it_did_not_exist(office: Office, save: Save, store: Store):
    """Each route that names something, with each role: the same answer as for a name that nobody has."""
    theirs = await a_whole_house("Merrow Trust", save, store)
    for role in Role:
        stranger = await office(role)
        for route in [each for each in of_office() if "{" in each.path]:
            foreign = await _ask(stranger, route, theirs(route))
            missing = await _ask(stranger, route, NOTHING)
            expected = 404 if role.covers(route.guarded.needs) else 403
            assert (foreign.status_code, _spoken(route)) == (expected, _spoken(route))
            assert _same(foreign.text, theirs(route)) == _same(missing.text, NOTHING)
            async with store.transaction(now=NOW, by=ALICE) as db:  # what they typed, shown again on each page
                await db.execute(delete(FormDraft))


async def test_what_an_account_is_asked_or_has_is_as_if_it_did_not_exist_to_every_other(
    office: Office, save: Save, store: Store
):
    """Whatever their role, at the organisation that asks and elsewhere."""
    house = an_organisation("Larkfield Foundation")
    ours = await a_whole_house("Larkfield Foundation", save, store, house)
    of_accounts = [each for each in ROUTES if each.guarded.audience == "account"]
    for role in Role:
        for where in (house, None):
            other = await office(role, where)
            for route in [each for each in of_accounts if "{" in each.path]:
                theirs = await _ask(other, route, ours(route))
                missing = await _ask(other, route, NOTHING)
                assert (theirs.status_code, _spoken(route)) in ((404, _spoken(route)), (303, _spoken(route)))
                assert theirs.status_code == missing.status_code
                assert _same(theirs.text, ours(route)) == _same(missing.text, NOTHING)


async def test_each_role_may_see_what_its_routes_say_at_its_own_organisation(office: Office, save: Save, store: Store):
    house = an_organisation("Larkfield Foundation")
    ours = await a_whole_house("Larkfield Foundation", save, store, house)
    for role in Role:
        organiser = await office(role, house)
        for route in [each for each in of_office() if "GET" in (each.methods or ())]:
            answer = await _ask(organiser, route, ours(route))
            allowed = role.covers(route.guarded.needs)
            assert (answer.status_code, _spoken(route)) == (200 if allowed else 403, _spoken(route))
            assert answer.headers["cache-control"] == "private, no-store"


async def test_every_form_in_which_something_is_typed_says_what_it_is_called(office: Office, save: Save, store: Store):
    """By that it is listed as long as it was not sent."""
    house = an_organisation("Larkfield Foundation")
    ours = await a_whole_house("Larkfield Foundation", save, store, house)
    owner = await office(Role.OWNER, house)
    sent_to = set()
    for route in [each for each in of_office() if "GET" in (each.methods or ())]:
        page = BeautifulSoup((await _ask(owner, route, ours(route))).text, "html.parser")
        sent_to |= {form["action"] for form in page.select("form[method=post]") if form.select(TYPED_INTO)}

    assert len(sent_to) > 50
    assert {path for path in sent_to if not ways.called(str(path))} == set()


@pytest.mark.parametrize("role", Role)
async def test_nobody_does_more_than_their_role_says(role: Role, office: Office, save: Save, store: Store):
    house = an_organisation("Larkfield Foundation")
    ours = await a_whole_house("Larkfield Foundation", save, store, house)
    organiser = await office(role, house)
    acting = [each for each in of_office() if "POST" in (each.methods or ())]
    for route in sorted(acting, key=lambda each: each.path.endswith("/leaving")):  # after which they may do nothing
        answer = await _ask(organiser, route, ours(route))
        allowed = role.covers(route.guarded.needs)
        assert (answer.status_code == 403, _spoken(route)) == (not allowed, _spoken(route))


async def _ask(browser: httpx2.AsyncClient, route: Route[Any], names: Names) -> httpx2.Response:
    path = path_of(route, names)
    if "POST" in (route.methods or ()):
        return await browser.post(path, data=TYPED, headers={"sec-fetch-site": "same-origin"})
    return await browser.get(path)


def _same(html: str, names: Names) -> str:
    """A page without what names the address it was asked by and without what differs in each answer."""
    for value in sorted({*names.values()} - {names["change"]}, key=len, reverse=True):
        html = html.replace(value, "").replace(quote(value, safe=""), "")
    return re.sub(r'name="(once|cross_site)" value="[^"]*"', "", html)
