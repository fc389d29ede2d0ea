"""What holds for every way in and every form behind it: no other site sends one, no look changes anything, no secret
stands in a log or on the page of an error."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import func, select

from events.accounts.models import Role
from events.storage import Store
from events.storage.base import Base
from events.storage.revisions import Revision
from events.web.routes import ROUTES
from tests.factories import an_organisation
from tests.organisers import SAME_SITE, Office
from tests.stores import Save
from tests.web.office.whole_house import NOTHING, a_whole_house, of_office, path_of

# But for those that a secret link opens: another site has no such link, and a browser adds none.
ACTING = [
    each
    for each in ROUTES
    if not (each.methods or set()) <= {"GET", "HEAD"} and each.guarded.audience != "whoever holds the link"
]

NAMED = NOTHING | {"token": "x" * 43}


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}], ids=str)
async def test_no_form_of_another_site_does_anything(office: Office, headers: dict[str, str]):
    owner = await office(Role.OWNER)
    owner.headers.pop("sec-fetch-site")

    for route in ACTING:
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda part: NAMED[part[1]], route.path)
        answer = await owner.post(path, headers=headers)
        assert (answer.status_code, route.path) == (403, route.path)


async def test_looking_at_any_page_of_the_office_changes_nothing(office: Office, save: Save, store: Store):
    house = an_organisation("Larkfield Foundation")
    ours = await a_whole_house("Larkfield Foundation", save, store, house)
    owner = await office(Role.OWNER, house)
    before = await _state(store)

    for route in [each for each in of_office() if "GET" in (each.methods or ())]:
        assert (await owner.get(path_of(route, ours(route)))).status_code == 200

    assert await _state(store) == before


async def _state(store: Store) -> dict[str, int | None]:
    async with store.whole() as db:
        counts = {
            name: await db.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
        }
        return counts | {"revision itself": await db.scalar(select(Revision.number))}


def test_no_secret_stands_in_the_log_or_on_the_page_of_an_error(server: Callable[..., str], tmp_path: Path):
    secret = "canary-51d3b8f0c2a94e7fa0c1d2e3f4a5b6c7d8e9"
    key = "another secret canary of more than thirty-two characters"
    base = server(tmp_path / "data", EVENTS_SECRET=key)
    known = {"mail": "bob@larkfield.example", "password": secret, "once": secret, "credential": secret}

    with httpx2.Client(base_url=base, headers=SAME_SITE | {"cookie": f"session={secret}"}, trust_env=False) as browser:
        looked = ("/sign-in/{0}", "/approve/{0}", "/my/{0}.ics", "/office", "/sign-in/openid/back?code={0}&state={0}")
        answers = [browser.get(path.format(secret)) for path in looked]
        sent = ("/sign-in/{0}", "/sign-in/password", "/sign-in/passkey", "/approve/{0}", "/office/people/new")
        answers += [browser.post(path.format(secret), data=known | {"name": "\x00"}) for path in sent]
        broken = {"content-type": "multipart/form-data; boundary=b"}
        answers.append(browser.post("/sign-in", content=secret * 9, headers=broken))

    assert {each.status_code for each in answers} & {200, 303, 400, 404, 422}
    assert all(each.status_code < 500 for each in answers)
    (log,) = tmp_path.glob("serve-*.log")
    for said in (secret, key):
        assert said not in log.read_text()
        for each in answers:
            assert (said in each.text, each.url.path) == (False, each.url.path)
    assert {each.headers["referrer-policy"] for each in answers} == {"no-referrer"}
