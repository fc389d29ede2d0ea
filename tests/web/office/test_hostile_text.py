"""Whatever is typed into the forms of the press office: never an error of ours, never markup."""

import httpx2
import pytest

from events.accounts.models import Role
from tests.factories import a_host
from tests.organisers import ON_ONE, Office, standing
from tests.stores import Save

HOSTILE = "\u202e<script>alert(1)</script>\x00"
MOMENT = {"day": "1 May 2027", "time": "10.00", "zone": "London", "revision": "1 0"}
FORMS = {
    "releases/new": {"headline": "H", "body": "B", "notes": "", "language": "cy", "contact": "", "contacts": ""},
    "releases/new/preview": {"headline": "H", "pull_quote": "", "pull_quote_speaker": "", "body": "B", "notes": ""},
    "approvals/new": {"about": "", "name": "Ida", "mail": "", "whom": ""},
    "approvals/new/preview": {"about": "", "name": "Ida", "mail": ""},
    "embargo/setting": MOMENT | {"terms": "", "note": "", "sure": "", "second": ""},
    "publication": {"reason": "", "seen": ""},
}


@pytest.mark.parametrize("form", FORMS)
async def test_hostile_text_in_any_field_is_refused_or_shown_as_text(form: str, office: Office, save: Save):
    house, launch = a_host()
    await save(house, launch)
    editor = await office(Role.EDITOR, house)

    for name in FORMS[form]:
        answer = await editor.post(f"/office/launches/{launch.id}/{form}", data=FORMS[form] | {name: HOSTILE})
        assert (name, answer.status_code < 500) == (name, True)
        assert "<script>alert" not in answer.text


async def test_hostile_text_in_a_reading_is_refused_or_shown_as_text(office: Office, save: Save):
    house, _ = a_host()
    await save(house)
    editor = await office(Role.EDITOR, house)
    typed = {"text": "Words.", "headline": "H", "body": "B", "lead": str(house.id), "panel": "", "hosts": ""}

    for name in (*typed, "contacts", "quotations", "endnotes", "boilerplates", "notes", "website", "embargo_zone"):
        for path in ("/office/new", "/office/new/launch"):
            answer = await editor.post(path, data=typed | {name: HOSTILE}, follow_redirects=True)
            assert (name, answer.status_code < 500) == (name, True)
            assert "<script>alert" not in answer.text


BROKEN = b"sur\xed\xa0\xbdrog"  # half of a pair, as it would stand in UTF-8
ESCAPED = b"name=sur%ED%A0%BDrog&biography=Counts+hours.", "application/x-www-form-urlencoded"
IN_PARTS = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n' + BROKEN + b"\r\n"
IN_PARTS += b'--x\r\nContent-Disposition: form-data; name="biography"\r\n\r\nCounts hours.\r\n--x--\r\n'


@pytest.mark.parametrize("sent", [ESCAPED, (IN_PARTS, "multipart/form-data; boundary=x")], ids=["escaped", "in parts"])
async def test_half_a_character_is_refused_and_not_kept_as_another(sent: tuple[bytes, str], office: Office, save: Save):
    house, _ = a_host()
    await save(house)
    editor = await office(Role.EDITOR, house)

    refused = await editor.post("/office/people/new", content=sent[0], headers={"content-type": sent[1]})

    assert refused.status_code == 422
    assert "A field holds a broken character" in refused.text
    assert "rog" not in (await editor.get("/office/people")).text
    assert '<a href="/office/people/new">Go on with the form</a>' in refused.text
    form = (await editor.get("/office/people/new")).text
    assert "Counts hours.</textarea>" in form
    assert standing(form, "name") == "sur\ufffd\ufffd\ufffdrog"


async def test_a_broken_form_of_another_site_or_of_nobody_is_kept_for_nobody(
    office: Office, save: Save, visitor: httpx2.AsyncClient
):
    editor = await office(Role.EDITOR)
    foreign = {"content-type": ESCAPED[1], "sec-fetch-site": "cross-site"}

    assert (await editor.post("/office/people/new", content=ESCAPED[0], headers=foreign)).status_code == 403
    nobody = await visitor.post("/office/launches/new", content=ESCAPED[0], headers={"content-type": ESCAPED[1]})

    assert "nothing was kept" in nobody.text
    assert "Counts hours." not in (await editor.get("/office/people/new")).text


CODINGS = "undefined", "idna", "punycode", "unicode_escape", "utf-16", "latin-1"


@pytest.mark.parametrize("path", ["/my", "/sign-in", "/approve/nobody", "/my/nobody/renewal", "/office/launches/new"])
@ON_ONE
async def test_a_form_in_another_coding_than_ours_is_refused_with_what_to_do(path: str, visitor: httpx2.AsyncClient):
    part = b'--x\r\nContent-Disposition: form-data; name="mail"\r\n\r\n\\ud800 \xff\r\n--x--\r\n'

    for coding in CODINGS:
        said = {"content-type": f"multipart/form-data; boundary=x; charset={coding}"}
        refused = await visitor.post(path, content=part, headers=said)
        assert (coding, refused.status_code) == (coding, 400)
        assert "Go back, where what you typed still stands, and send it again." in refused.text


@ON_ONE
async def test_a_form_may_say_that_it_is_in_utf_8(visitor: httpx2.AsyncClient):
    part = b'--x\r\nContent-Disposition: form-data; name="mail"\r\n\r\nolive@larkfield.example\r\n--x--\r\n'

    for coding in ("utf-8", "UTF-8", '"utf-8"'):
        said = {"content-type": f"multipart/form-data; boundary=x; charset={coding}"}
        assert (await visitor.post("/sign-in", content=part, headers=said)).status_code == 200
