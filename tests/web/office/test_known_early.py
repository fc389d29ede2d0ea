"""No save of an event that anybody can read makes known what is under embargo, unless the lead says that it may be."""

import re
from datetime import UTC, datetime

import httpx2
import pytest

from events.accounts.models import Role
from events.demo import papers
from events.people.models import Organisation
from events.programme.models import Host, HostRole, Launch
from tests.factories import a_host, a_publication, a_release, an_embargo, an_event, an_organisation
from tests.organisers import ON_ONE, Office, hidden, sends
from tests.sites import Clock, said
from tests.storage.test_uploads import PDF
from tests.stores import Save

LIFT = datetime(2026, 12, 17, 0, 1, tzinfo=UTC)
EVENT, PUBLIC = "/office/events/launch-by-larkfield", "/events/launch-by-larkfield"
HEADLINE = "Half of libraries close by 2030"

SAYING = {
    "its title": ("", {"title": HEADLINE}),
    "its description": ("", {"description": f"We present “{HEADLINE}”."}),
    "its one sentence, with the title of the report": ("", {"standfirst": "With the report Shelves without Books."}),
    "a topic": ("", {"topics": "Shelves without books"}),
    "why it is off": ("/cancellation", {"note": f"It is known by now: {HEADLINE}."}),
    "its venue": ("", {"venue": f"{HEADLINE} Hall"}),
    "its running order": ("/programme", {"lines": f"18.30 Findings: {HEADLINE}"}),
}


@pytest.mark.parametrize(("part", "words"), SAYING.values(), ids=SAYING)
async def test_what_would_make_a_secret_known_is_saved_by_the_lead_with_a_reason_alone(
    part: str, words: dict[str, str], office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = await _announced(save)
    editor = await office(Role.EDITOR, house)
    before = (await client.get(PUBLIC)).text
    typed = sends((await editor.get(f"{EVENT}{part}")).text) | words

    asked = await editor.post(f"{EVENT}{part}", data=typed)

    assert asked.status_code == 422
    assert f"at {PUBLIC} before the embargo lifts." in said(asked.text)
    assert (await client.get(PUBLIC)).text == before
    again = sends(asked.text)
    unsaid = await editor.post(f"{EVENT}{part}", data=again)
    assert "Say why it may be known before the embargo lifts." in said(unsaid.text)
    assert (await client.get(PUBLIC)).text == before
    done = await editor.post(f"{EVENT}{part}", data=sends(unsaid.text) | {"known_reason": "The minister told it."})
    assert done.status_code == 303
    assert (await client.get(PUBLIC)).text != before
    receipts = said((await editor.get(f"/office/launches/{launch.id}")).text)
    assert "Let be known before the lift" in receipts
    assert "The minister told it." in receipts


@ON_ONE
async def test_a_second_secret_beside_one_that_is_known_is_asked_about(office: Office, save: Save):
    house, _ = await _announced(save, description=f"On {HEADLINE}.")
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text)

    asked = await editor.post(EVENT, data=typed | {"description": f"On {HEADLINE}, from Shelves without Books."})

    assert asked.status_code == 422
    assert "“Shelves without Books”" in said(asked.text)
    assert f"“{HEADLINE}”" not in said(asked.text)


async def test_a_host_beside_the_lead_cannot_let_it_be_known(office: Office, save: Save, client: httpx2.AsyncClient):
    _, launch = await _announced(save)
    other = an_organisation("Beta House")
    await save(
        other,
        Host(launch_id=launch.id, organisation_id=other.id, role=HostRole.PARTNER, grants=Role.EDITOR, position=0),
    )
    editor = await office(Role.EDITOR, other, "Bea")
    typed = sends((await editor.get(EVENT)).text) | {"title": HEADLINE}

    asked = await editor.post(EVENT, data=typed)
    forced = await editor.post(
        EVENT, data=typed | {"known_seen": hidden(asked.text, "known_seen"), "known_reason": "I say so."}
    )

    for answer in (asked, forced):
        assert answer.status_code == 422
        assert "Only Larkfield Foundation, which leads this launch, can let it be known before" in said(answer.text)
    assert 'name="known_reason"' not in asked.text
    assert HEADLINE not in (await client.get("/events")).text
    assert HEADLINE in (await editor.get(EVENT)).text  # what was typed waits in the form


@ON_ONE
async def test_an_older_version_that_tells_a_secret_is_brought_back_with_a_reason_alone(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, _ = await _announced(save, description=f"On {HEADLINE}.")
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text) | {"description": "Come and see."}
    assert (await editor.post(EVENT, data=typed)).status_code == 303
    found = re.search(r'href="(/office/log/\d+/return)"', (await editor.get("/office/log")).text)
    assert found
    page = (await editor.get(found[1])).text

    asked = await editor.post(found[1], data={"revision": hidden(page, "revision"), "fact": "description"})

    assert asked.status_code == 422
    assert HEADLINE not in (await client.get(PUBLIC)).text
    done = await editor.post(found[1], data=sends(asked.text) | {"known_reason": "It was told on air."})
    assert done.status_code == 303
    assert HEADLINE in (await client.get(PUBLIC)).text


@ON_ONE
async def test_no_other_save_is_asked_about(office: Office, save: Save, clock: Clock):
    house, _ = await _announced(save, description=f"On {HEADLINE}.")
    editor = await office(Role.EDITOR, house)

    for words in ({"standfirst": "Come and see."}, {"description": f"Come to hear of {HEADLINE}."}):  # known already
        typed = sends((await editor.get(EVENT)).text) | words
        assert (await editor.post(EVENT, data=typed)).status_code == 303
    clock.now = LIFT
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text) | {"standfirst": "With the report Shelves without Books."}
    assert (await editor.post(EVENT, data=typed)).status_code == 303


async def test_a_file_of_an_announced_event_is_taken_before_the_lift_where_it_is_said_that_it_may_be_read(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, _ = await _announced(save)
    editor = await office(Role.EDITOR, house)
    page = await editor.get(f"{EVENT}/files")
    assert "Anybody can read this now, before the embargo lifts" in said(page.text)
    typed, slides = {"use": "slides"}, {"file": ("talk.pdf", PDF)}

    refused = await editor.post(f"{EVENT}/files", data=typed, files=slides)
    assert refused.status_code == 422
    assert "tick that they may" in said(refused.text)
    assert "talk.pdf" not in (await client.get(PUBLIC)).text
    assert (await editor.post(f"{EVENT}/files", data=typed | {"known": "yes"}, files=slides)).status_code == 303
    assert "/files/" in (await client.get(PUBLIC)).text

    clock.now = LIFT
    editor = await office(Role.EDITOR, house)
    assert "Anybody can read this now" not in said((await editor.get(f"{EVENT}/files")).text)
    assert (
        await editor.post(f"{EVENT}/files", data=typed, files={"file": ("b.pdf", papers.pdf("Another", ["Words"]))})
    ).status_code == 303


async def _announced(save: Save, **facts: str) -> tuple[Organisation, Launch]:
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    launch.embargo_id = embargo.id
    report = a_publication(launch, "Shelves without Books", published_at=None, embargo_id=embargo.id)
    release = a_release(
        launch, HEADLINE, slug="draft", published_at=None, embargo_id=embargo.id, version={"issued_at": None}
    )
    event = an_event(launch, **{"title": "Launch by Larkfield"} | facts)
    await save(house, embargo, launch, event, report, release)
    return house, launch
