"""A press officer's work on releases, over HTTP: written, published, corrected, withdrawn."""

from events.accounts.models import Role
from tests.factories import a_host
from tests.organisers import Office
from tests.sites import said
from tests.stores import Save
from tests.web.test_office_events import hidden, standing

TEXT = {"headline": "An hour in a queue costs the poorest twice", "body": "Bristol waits.", "dated": "2 November 2026"}
PATH = "/office/releases/an-hour-in-a-queue-costs-the-poorest-twice"
PUBLIC = "/press/an-hour-in-a-queue-costs-the-poorest-twice"


async def test_a_release_is_written_and_published(office: Office, save: Save, client):
    editor, launch = await _at_work(office, save)
    made = await editor.post(f"{launch}/releases/new", data=TEXT)
    assert made.headers["location"] == PATH
    assert "Bristol waits." in said((await editor.get(PATH)).text)
    assert (await client.get(PUBLIC)).status_code == 404

    await editor.post(f"{launch}/publication", data={"reason": "Nobody else is quoted."})

    assert "Bristol waits." in said((await client.get(PUBLIC)).text)


async def test_a_correction_is_a_new_version_with_a_public_note(office: Office, save: Save, client):
    editor, launch = await _at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    await editor.post(f"{launch}/publication", data={"reason": "Nobody else is quoted."})

    nothing_said = await editor.post(f"{PATH}/correction", data={"note": ""})
    await editor.post(f"{PATH}/correction", data={"note": "The town is Bath."})
    revision = hidden((await editor.get(PATH)).text, "revision")
    await editor.post(PATH, data=TEXT | {"body": "Bath waits.", "revision": revision})
    before = said((await client.get(PUBLIC)).text)
    await editor.post(f"{launch}/publication", data={"reason": "Nobody else is quoted."})
    after = said((await client.get(PUBLIC)).text)

    assert nothing_said.status_code == 422
    assert "Bristol waits." in before
    assert "Bath waits." in after
    assert "The town is Bath." in after


async def test_a_withdrawn_release_keeps_a_page_that_says_why(office: Office, save: Save, client):
    editor, launch = await _at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    await editor.post(f"{launch}/publication", data={"reason": "Nobody else is quoted."})

    await editor.post(f"{PATH}/withdrawal", data={"note": "The figures were wrong."})

    gone = await client.get(PUBLIC)
    assert gone.status_code == 410
    assert "The figures were wrong." in said(gone.text)


async def test_two_who_write_at_once_both_keep_their_words(office: Office, save: Save):
    editor, launch = await _at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    revision = hidden((await editor.get(PATH)).text, "revision")
    await editor.post(PATH, data=TEXT | {"standfirst": "The first.", "revision": revision})

    late = await editor.post(PATH, data=TEXT | {"standfirst": "The second.", "revision": revision})

    assert late.status_code == 409
    assert standing(late.text, "standfirst") == "The second."
    assert "Saved meanwhile The first." in said(late.text)


async def _at_work(office: Office, save: Save):
    house, launch = a_host()
    await save(house, launch)
    return await office(Role.EDITOR, house), f"/office/launches/{launch.id}"
