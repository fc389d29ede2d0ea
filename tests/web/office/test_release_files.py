"""Pictures and documents that come with a release."""

import re

import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.storage import Store
from events.storage.files import File
from tests.organisers import Office, act
from tests.sites import said
from tests.storage.test_uploads import a_picture
from tests.stores import Save
from tests.web.office.releasing import PATH, TEXT, at_work


async def test_pictures_come_with_their_words_and_only_to_a_draft(office: Office, save: Save, store: Store):
    officer, launch = await at_work(office, save, Role.PRESS_OFFICER)
    await officer.post(f"{launch}/releases/new", data=TEXT)
    words = {"alt": "People in a queue.", "credit": "Larkfield Foundation"}

    hostile = await officer.post(f"{PATH}/files", data=words, files={"file": ("x.png", b"<svg onload=alert(1)>")})
    for name in ("queue.png", "hall.png"):
        await officer.post(f"{PATH}/files", data=words, files={"file": (name, a_picture("PNG"))})
    places = re.findall(rf'action="({PATH}/files/[0-9a-f-]+)"', (await officer.get(PATH)).text)
    await officer.post(f"{places[1]}/place", data={"to": "up"})
    await officer.post(places[1], data=words | {"credit": "Jo Reed"})
    await officer.post(f"{places[0]}/removal")

    assert hostile.status_code == 422
    assert "which may hold a program" in hostile.text
    async with store.whole() as db:
        [left] = await db.scalars(select(File))
    assert (left.name, left.alt, left.credit) == ("hall.png", "People in a queue.", "Jo Reed")
    [shown] = re.findall(r'<img class="thumb" src="([^"]+)"', (await officer.get(PATH)).text)
    assert (await officer.get(shown)).headers["content-type"] == "image/png"


@pytest.mark.parametrize("what", ["files", "{file}/place", "{file}/removal"])
async def test_of_a_version_that_went_out_meanwhile_the_files_stay_as_they_are_and_the_page_says_so(
    what: str, office: Office, save: Save
):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    await editor.post(f"{PATH}/files", files={"file": ("queue.png", a_picture("PNG"))})
    [place] = re.findall(rf'action="({PATH}/files/[0-9a-f-]+)"', (await editor.get(PATH)).text)
    await act(editor, f"{PATH}/publication")

    late = what.format(file=place) if "{" in what else f"{PATH}/{what}"
    refused = await editor.post(late, files={"file": ("hall.png", a_picture("PNG"))} if what == "files" else None)

    assert refused.status_code == 422
    assert "Version 1 has gone out and stays as it is." in said(refused.text)
    assert "hall.png" not in (await editor.get(PATH)).text
    assert "queue.png" in (await editor.get(PATH)).text
