"""Forms that stand on the page of something else: what is typed there is kept as in those with a page of their own."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from events.accounts.models import Role
from events.press.models import ReleaseFile
from events.storage import Store
from tests.factories import a_file, a_host, a_person, a_publication, a_release, a_series, an_event
from tests.organisers import COOKIE, ON_ONE, Office
from tests.sites import said
from tests.stores import Save
from tests.web.office.test_cookie_gone import account_of, drafts_kept, signed_in_again

RUTH, TIME = "/office/people/ruth-adeyemi", "/office/series/time"
RELEASE = "/office/releases/queues-cost-the-poorest-twice"
LAUNCH = "/office/launches/{launch}"

# The form, the page on which it stands, what is typed, what of it is refused, and what it is called.
FORMS: dict[str, tuple[str, str, dict[str, str], dict[str, str], str]] = {
    "a post": (f"{RUTH}/posts", RUTH, {"post": "Director of Queues"}, {}, "Another post: Ruth Adeyemi"),
    "numbers": (f"{TIME}/numbers", TIME, {"number-{report}": "second"}, {}, "Numbers in a series: Time"),
    "a picture": (f"{RELEASE}/files", RELEASE, {"alt": "People in a queue."}, {}, "A picture or document: Queues"),
    "words of a picture": (
        f"{RELEASE}/files/{{file}}",
        RELEASE,
        {"caption": "A queue in Bristol."},
        {"credit": "x" * 300},
        "What is said of a file: Queues",
    ),
    "an invitation": (
        f"{LAUNCH}/hosts/invitations",
        f"{LAUNCH}/hosts",
        {"organisation": "Merrow Trust", "role": "funder"},
        {"mail": "nobody"},
        "Hosts: The Waiting Room",
    ),
}
EACH = pytest.mark.parametrize(("form", "page", "typed", "wrong", "called"), FORMS.values(), ids=FORMS)


class Stage:
    """Everything on whose pages such forms stand, and the names that their addresses want."""

    def __init__(self) -> None:
        self.house, launch = a_host()
        launch.title = "The Waiting Room"
        series = a_series("Time", organisation_id=self.house.id)
        report = a_publication(launch, published_at=None, series_id=series.id, series_number=1)
        release, version = a_release(
            launch, "Queues cost the poorest twice", published_at=None, version={"issued_at": None}
        )
        queue = a_file(name="queue.pdf")
        enclosed = ReleaseFile(version_id=version.id, file_id=queue[0].id)
        ruth = a_person(kept_by_id=self.house.id)
        self.rows: list[Any] = [self.house, launch, series, ruth, an_event(launch), release, version]
        self.rows += [report, queue, enclosed]
        self._names = {"launch": launch.id, "report": report.id, "file": enclosed.id}

    def filled(self, words: Any) -> Any:
        if isinstance(words, dict):
            return {self.filled(name): value for name, value in words.items()}
        return words.format(**self._names)


@pytest.fixture
async def stage(save: Save) -> Stage:
    made = Stage()
    await save(*made.rows)
    return made


def form_to(html: str, address: str) -> Tag:
    """The form that has a button that sends it there, or that goes there itself."""
    page = BeautifulSoup(html, "html.parser")
    button = page.select_one(f'button[formaction="{address}"]')
    form = button.find_parent("form") if button else page.select_one(f'form[action="{address}"]')
    assert isinstance(form, Tag), address
    return form


def held(html: str, address: str, names: Any) -> dict[str, str]:
    """What stands in these fields of one form."""
    form, found = form_to(html, address), {}
    for name in names:
        field = form.select_one(f'[name="{name}"]')
        assert field is not None, name
        chosen = field.select_one("option[selected]") if field.name == "select" else field
        found[name] = str(chosen["value"]) if chosen else ""
    return found


@EACH
async def test_what_was_typed_there_without_a_session_stands_on_its_page_after_signing_in(
    form: str, page: str, typed: dict[str, str], wrong: Any, called: str, stage: Stage, office: Office, store: Store
):
    form, page, typed = stage.filled(form), stage.filled(page), stage.filled(typed)
    owner = await office(Role.OWNER, stage.house)
    account = await account_of(store, owner)
    whose = form_to((await owner.get(page)).text, form).select_one('[name="whose"]')
    assert whose is not None
    token = owner.cookies[COOKIE]
    owner.cookies.clear()

    asked = await owner.post(form, **_sent(typed | {"whose": str(whose["value"])}, form))
    shown = said((await owner.get(asked.headers["location"])).text)
    back = await signed_in_again(owner, store, account, asked)

    assert "What you typed is kept" in shown
    assert back == page
    assert held((await owner.get(page)).text, form, typed) == typed
    colleague = await office(Role.OWNER, stage.house, name="Bob")
    assert held((await colleague.get(page)).text, form, typed) != typed
    assert token != owner.cookies[COOKIE]


def _sent(typed: dict[str, str], form: str) -> dict[str, Any]:
    """As a browser sends it: in parts, where the form takes files."""
    if not form.endswith("/files"):
        return {"data": typed}
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{each}\r\n' for name, each in typed.items()]
    content = "".join([*parts[-1:], *parts[:-1], "--x--\r\n"]).encode()
    return {"content": content, "headers": {"content-type": "multipart/form-data; boundary=x"}}


@EACH
async def test_what_is_refused_there_waits_and_is_listed_until_it_is_discarded(
    form: str, page: str, typed: dict[str, str], wrong: dict[str, str], called: str, stage: Stage, office: Office
):
    form, page, typed = stage.filled(form), stage.filled(page), stage.filled(typed)
    owner = await office(Role.OWNER, stage.house)

    refused = await owner.post(form, data=typed | wrong)

    assert refused.status_code == 422
    assert held(refused.text, form, typed) == typed
    back = (await owner.get(page)).text
    assert held(back, form, typed) == typed
    kept = form_to(back, form).select_one(".notice")
    assert kept is not None
    assert "This is what you typed and did not save" in kept.text
    [listed] = BeautifulSoup((await owner.get("/office")).text, "html.parser").select(f'li a[href="{page}"]')
    assert listed.text.startswith(called)
    discard = kept.select_one("button")
    assert discard is not None
    gone = await owner.post(str(discard["formaction"]), data={str(discard["name"]): str(discard["value"])})
    assert gone.headers["location"] == page
    assert held((await owner.get(page)).text, form, typed) != typed


async def test_what_was_mended_there_and_sent_waits_no_longer(stage: Stage, office: Office, store: Store):
    owner = await office(Role.OWNER, stage.house)
    hosts = stage.filled(f"{LAUNCH}/hosts")
    words = {"organisation": "Merrow Trust", "role": "funder"}
    await owner.post(f"{hosts}/invitations", data=words | {"mail": "nobody"})
    await owner.post(f"{RUTH}/posts", data={"post": "Director of Queues"})
    assert await drafts_kept(store) == 2

    asked = await owner.post(f"{hosts}/invitations", data=words | {"mail": "press@merrow.example"})
    added = await owner.post(f"{RUTH}/posts", data={"post": "Director of Queues, Merrow Trust"})

    assert (asked.status_code, added.status_code) == (303, 303)
    assert await drafts_kept(store) == 0


@ON_ONE
async def test_numbers_that_were_left_as_they_were_are_those_that_stand_by_now(stage: Stage, office: Office):
    owner, colleague = await office(Role.OWNER, stage.house), await office(Role.OWNER, stage.house, name="Bob")
    field = stage.filled("number-{report}")
    revision = form_to((await owner.get(TIME)).text, f"{TIME}/numbers").select_one('[name="revision"]')
    assert revision is not None
    await owner.post("/office/drafts", data={"form": f"{TIME}/numbers", "revision": revision["value"], field: "1"})

    await colleague.post(f"{TIME}/numbers", data={field: "4"})

    assert held((await owner.get(TIME)).text, f"{TIME}/numbers", [field]) == {field: "4"}


@ON_ONE
async def test_a_field_that_was_broken_there_waits_on_its_page(stage: Stage, office: Office):
    owner = await office(Role.OWNER, stage.house)

    broken = await owner.post(
        f"{RUTH}/posts",
        content=b"post=Director%ED%A0%BD",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )

    [onwards] = re.findall(r'<a href="([^"]*)">Go on with the form', broken.text)
    assert onwards == RUTH
    assert held((await owner.get(onwards)).text, f"{RUTH}/posts", ["post"])["post"].startswith("Director")


@ON_ONE
async def test_of_a_button_nothing_waits(stage: Stage, office: Office, store: Store):
    owner = await office(Role.OWNER, stage.house)
    owner.cookies.clear()

    asked = await owner.post(f"{RUTH}/posts/order", data={"order": "a b"})

    assert parse_qs(urlsplit(asked.headers["location"]).query)["kept"] == ["no"]
    assert await drafts_kept(store) == 0
