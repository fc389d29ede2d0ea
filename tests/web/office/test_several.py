"""Many people at once: shown before they are taken in, from lines and tables, and out again as a table."""

import csv
import io

import httpx2
import pytest
from sqlalchemy import func, select

from events.accounts.models import Role
from events.people.models import Affiliation, Organisation, Person, PrivateFacts
from events.storage import Store, tables
from tests.factories import a_host, a_launch, a_person, a_post, a_speaker, an_event, an_organisation
from tests.organisers import Office, hidden
from tests.sites import said
from tests.stores import Save, statements_asked

SEVERAL = "/office/people/several"


async def counted(store: Store) -> tuple[int, ...]:
    async with store.whole() as db:
        kinds = (Person, Organisation, Affiliation)
        return tuple([await db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds])


async def sure(editor: httpx2.AsyncClient, preview: httpx2.Response, **answers: str) -> httpx2.Response:
    data = {"table": hidden(preview.text, "table"), "once": hidden(preview.text, "once"), "sure": "yes"} | answers
    return await editor.post(SEVERAL, data=data)


async def test_pasted_lines_say_what_they_will_do_and_then_do_it(office: Office, save: Save, store: Store):
    house = an_organisation()
    known = a_person("Ada Quill", kept_by_id=house.id)
    await save(house, known, a_post(known, house, "Director"))
    editor = await office(Role.EDITOR, house)
    before = await counted(store)
    lines = "Ada Quill, Director, Larkfield Foundation; Trustee, Paper Round\nIda Marsh, Editor, Paper Round\nKit Hale"

    preview = await editor.post(SEVERAL, data={"lines": lines})

    page = said(preview.text)
    assert "1 Ada Quill Changed Post: Trustee, Paper Round, an organisation that is new here" in page
    assert "2 Ida Marsh New Post: Editor, Paper Round" in page
    assert "Add 2, change 1" in page
    assert await counted(store) == before
    done = await sure(editor, preview)
    assert (done.status_code, done.headers["location"]) == (303, "/office/people")
    people, houses, posts = before
    assert await counted(store) == (people + 2, houses + 1, posts + 2)
    again = await editor.post(SEVERAL, data={"lines": lines})
    assert "All of this is known." in said(again.text)


async def test_a_line_that_cannot_be_read_is_named_and_nothing_is_taken_in(office: Office, store: Store):
    editor = await office(Role.EDITOR)
    before = await counted(store)

    answer = await editor.post(
        SEVERAL, data={"lines": "Ida Marsh, Editor, Paper Round\nAda and Bo, Trustees", "sure": "y"}
    )

    assert answer.status_code == 422
    assert "Line 2 names two people" in said(answer.text)
    assert "Ida Marsh, Editor" in answer.text
    assert await counted(store) == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_table_comes_out_and_goes_in_again_as_it_was(office: Office, save: Save, store: Store, kind: str):
    house = an_organisation()
    people = [a_person(name, kept_by_id=house.id) for name in ("Zoë Okonjo", "=Ada Quill", "Ida Marsh")]
    posts = [a_post(each, house, "+1, at large; '@home") for each in people]
    facts = [
        PrivateFacts(person_id=each.id, mail=f"p{n}@quill.example", mobile="+442079460182")
        for n, each in enumerate(people)
    ]
    await save(house, *people, *posts, *facts)
    editor = await office(Role.EDITOR, house)

    out = await editor.get("/office/people.csv")

    assert out.headers["content-type"] == "text/csv; charset=utf-8"
    assert out.headers["content-disposition"] == 'attachment; filename="people.csv"'
    cells = [cell for row in csv.reader(io.StringIO(out.content.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    content = out.content if kind == "csv" else tables.xlsx_bytes(row.cells for row in tables.read(out.content).rows)
    back = await editor.post(SEVERAL, files={"file": (f"people.{kind}", content)})
    assert "All of this is known." in said(back.text)


async def test_who_is_known_by_mail_is_recognised_and_what_changes_is_said(office: Office, save: Save, store: Store):
    house = an_organisation()
    twins = [a_person("Ada Quill", slug=f"ada-{n}", kept_by_id=house.id) for n in (1, 2)]
    facts = [PrivateFacts(person_id=each.id, mail=f"ada{n}@quill.example") for n, each in enumerate(twins, 1)]
    await save(house, *twins, *facts)
    editor = await office(Role.EDITOR, house)

    table = b"Name,Email,Mobile\r\nAda Quill,ada2@quill.example,020 7946 0182\r\n"
    preview = await editor.post(SEVERAL, files={"file": ("people.csv", table)})

    assert "2 Ada Quill Changed Mobile: +44 20 7946 0182" in said(preview.text)
    await sure(editor, preview)
    async with store.whole() as db:
        assert (
            await db.scalar(select(PrivateFacts.mobile).where(PrivateFacts.person_id == twins[1].id)) == "+442079460182"
        )


async def test_somebody_known_with_another_post_is_chosen_where_it_is_asked(office: Office, save: Save, store: Store):
    house, others = an_organisation(), an_organisation("Merrow Trust")
    ada, theirs = a_person("Ada Quill", kept_by_id=house.id), a_person("Bo Rae", kept_by_id=others.id)
    launch = a_launch(others)
    known = a_speaker(event := an_event(launch), theirs)
    posts = a_post(ada, house, "Director"), a_post(theirs, others, "Trustee")
    await save(house, others, ada, theirs, *posts, launch, event, known)
    editor = await office(Role.EDITOR, house)
    before = await counted(store)
    lines = "Kit Hale\nAda Quill, Editor, Paper Round\nBo Rae, Editor, Paper Round\nAda Quill, Chair, Stone House"

    preview = await editor.post(SEVERAL, data={"lines": lines})

    assert "Bo Rae, Trustee, Merrow Trust Kept by another organisation: stays as it is" in said(preview.text)
    gone = await sure(editor, preview, **{"who-1": str(house.id)})
    assert (gone.status_code, await counted(store)) == (422, before)
    assert "Somebody changed Ada Quill meanwhile: say again who is meant." in said(gone.text)
    done = await sure(editor, preview, **{"who-1": str(ada.id), "who-2": str(theirs.id), "who-3": ""})
    assert done.headers["location"] == "/office/people"
    there = (before[0] + 2, before[1] + 2, before[2] + 2)
    assert await counted(store) == there  # Kit Hale, and the other Ada Quill
    async with store.whole() as db:
        query = select(Affiliation.role).where(Affiliation.person_id == ada.id).order_by(Affiliation.position)
        assert [*await db.scalars(query)] == ["Director", "Editor"]


async def test_of_somebody_new_it_is_said_who_of_that_name_is_known(office: Office, save: Save) -> None:
    house = an_organisation()
    ada = a_person("Dr Ada Quill", kept_by_id=house.id)
    await save(house, ada, a_post(ada, house, "Director"))
    editor = await office(Role.EDITOR, house)

    lines = "Ada Quill, Editor, Paper Round\nAda Quill, Trustee, Merrow Trust"
    preview = (await editor.post(SEVERAL, data={"lines": lines})).text

    first, second = said(preview).split("1 Ada Quill New")[1].split("2 Ada Quill New")
    for each in (first, second):
        assert "Somebody of this name is known" in each
        assert "Dr Ada Quill, Director, Larkfield Foundation" in each
    assert preview.count('<a href="/office/people/dr-ada-quill">') == 2
    assert "Line 1 adds somebody of this name too" in second


MANY_AT_ONCE: dict[str, tuple[str, dict[str, str]]] = {
    "people": (SEVERAL, {"sure": "yes"}),
    "a panel": ("/office/events/the-waiting-room/speakers", {"state": "invited", "checked": "lines"}),
    "a new launch": ("/office/new/launch", {"text": "A panel", "event": "The Waiting Room"}),
}


@pytest.mark.parametrize(("path", "others"), MANY_AT_ONCE.values(), ids=MANY_AT_ONCE)
async def test_many_at_once_take_no_more_statements_than_few(office: Office, save: Save, path: str, others, store):
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    editor = await office(Role.EDITOR, house)

    counts = []
    for count in (10, 60):
        lines = "\n".join(f"Ada {_NAMES[n]}{_NAMES[count % 7]}, Director, House {n % 8}" for n in range(count))
        fields = {"lines": lines, "panel": lines, "lead": str(house.id)}
        with statements_asked() as statements:
            assert (await editor.post(path, data=fields | others)).status_code == 303
        counts.append(len(statements))

    assert await counted(store) == (70, 9, 70)
    assert counts[1] <= counts[0]


_NAMES = [first + second for first in ("Qui", "Mar", "Hol", "Fen", "Bex", "Dru", "Pol", "Tre") for second in "abcdefgh"]


async def test_one_name_in_two_lines_is_one_person_where_an_organisation_agrees(
    office: Office, save: Save, store: Store
):
    house = an_organisation()
    await save(house)
    editor = await office(Role.EDITOR, house)
    before = await counted(store)

    lines = "Ada Quill, Editor, The Paper Round\nAda Quill, Trustee, Paper Round\nAda Quill, Clerk, Merrow Trust"
    done = await editor.post(SEVERAL, data={"lines": lines, "sure": "yes"})

    assert done.status_code == 303
    people, houses, posts = before
    assert await counted(store) == (people + 2, houses + 2, posts + 3)
    async with store.whole() as db:
        assert [*await db.scalars(select(Person.slug).order_by(Person.slug))] == ["ada-quill", "ada-quill-2"]


async def test_people_of_other_organisations_stay_as_they_are(office: Office, save: Save, store: Store, client):
    from tests.factories import a_launch, a_speaker

    theirs = an_organisation("Merrow Trust")
    person = a_person("Ada Quill", kept_by_id=theirs.id)
    launch = a_launch(theirs)
    event = an_event(launch)
    await save(theirs, person, launch, event, a_speaker(event, person), a_post(person, theirs))
    editor = await office(Role.EDITOR)

    line = {"lines": "Ada Quill, Director, Merrow Trust"}
    preview = await editor.post(SEVERAL, data=line)

    assert "Kept by another organisation: stays as it is." in said(preview.text)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\x02", "neither XLSX nor CSV"),
        (b"PK\x03\x04 no workbook", "damaged"),
        (b"a,b\r\n1,2\r\n", "No line of this file names its columns"),
        (b"Name,Email\r\nAda Quill,ada@\r\n", "Line 2"),
    ],
    ids=["bytes", "a broken workbook", "no heading", "a mail that is none"],
)
async def test_a_table_that_cannot_be_read_says_why(office: Office, content: bytes, sentence: str):
    editor = await office(Role.EDITOR)

    answer = await editor.post(SEVERAL, files={"file": ("people.csv", content)})

    assert answer.status_code == 422
    assert sentence in said(answer.text)


async def test_titles_letters_and_articles_make_nobody_new(office: Office, save: Save):
    house = an_organisation("The Merrow Trust")
    person = a_person("Dr Ada Quill", kept_by_id=house.id)
    await save(house, person, a_post(person, house, "Director"))
    editor = await office(Role.EDITOR, house)

    for line in ("Ada Quill, Director, Merrow Trust", "Prof. Ada QUILL OBE, Director, the Merrow Trust", "Ada Quill"):
        preview = await editor.post(SEVERAL, data={"lines": line})
        assert ("All of this is known." in said(preview.text), line) == (True, line)
    other = await editor.post(SEVERAL, data={"lines": "Ida Quill, Director, Merrow Trust"})
    assert "New Post: Director, The Merrow Trust" in said(other.text)


@pytest.mark.parametrize("typed", ["Ärzte-Kammer", "ÄRZTE-KAMMER", "ärzte-kammer", "the Ärzte-Kammer"])
async def test_an_organisation_whose_address_others_have_is_known_by_its_accents_too(
    typed: str, office: Office, save: Save
):
    house = an_organisation()
    await save(house, an_organisation("Ärzte-Kammer", slug="arzte-kammer"))
    editor = await office(Role.EDITOR, house)
    await sure(editor, await editor.post(SEVERAL, data={"lines": "Ida Marsh, Editor, Ärzte-Kammer"}))

    again = await editor.post(SEVERAL, data={"lines": f"Ida Marsh, Editor, {typed}"})

    assert "All of this is known." in said(again.text)
