"""Telephone numbers without their country: one of the house's, in files and in the review of a text as in forms."""

import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.people.models import PressContact
from events.programme.occasions import Venue
from events.storage import Store, tables
from tests.factories import a_host, an_event, an_organisation
from tests.organisers import Office, paste
from tests.sites import said
from tests.stores import Save
from tests.web.office.texts import RELEASE, fields

HOUSE = "/office/organisations/larkfield-foundation"
PAGES = ("/office/people/several", f"{HOUSE}/contacts/several", "/office/events/the-waiting-room/speakers/sheet")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("country", "begins"), [("IE", "+353 21"), (None, "+44 21")])
async def test_a_number_without_its_country_in_a_file_is_one_of_the_house(
    office: Office, save: Save, kind: str, country: str | None, begins: str
):
    house, launch = a_host()
    abroad = an_organisation("Merrow Trust")
    halls = [Venue(name="The Hall", country=country, kept_by_id=house.id)]
    halls += [Venue(name=f"Hall {each}", country="FR", kept_by_id=abroad.id) for each in range(3)]
    await save(house, abroad, launch, an_event(launch), *halls)
    owner = await office(Role.OWNER, house)
    rows = [["Name", "Phone"], ["Kit Hale", "021 496 0182"]]
    content = tables.csv_bytes(rows) if kind == "csv" else tables.xlsx_bytes(rows)

    shown = [await owner.post(page, files={"file": (f"people.{kind}", content)}) for page in PAGES]

    assert [begins in each.text for each in shown] == [True, True, True]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("country", "example"), [("IE", "(022) 12345 or +353 22 12345"), (None, "020 7946 0182 or +44 20 7946 0182")]
)
async def test_a_number_in_a_file_that_nobody_can_dial_is_refused_with_one_of_the_house_for_an_example(
    office: Office, save: Save, page: str, country: str | None, example: str
):
    house, launch = a_host()
    await save(house, launch, an_event(launch), Venue(name="The Hall", country=country, kept_by_id=house.id))
    owner = await office(Role.OWNER, house)

    refused = await owner.post(page, files={"file": ("people.csv", b"Name,Phone\nKit Hale,12\n")})

    assert refused.status_code == 422
    assert f"write it as in {example}." in said(refused.text)


async def test_a_file_for_contacts_of_others_is_not_read(office: Office, save: Save):
    await save(*a_host(), theirs := an_organisation("Merrow Trust"))
    owner = await office(Role.OWNER, theirs)
    answer = await owner.post(PAGES[1], files={"file": ("people.csv", b"Name,Phone\nKit Hale,12\n")})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("country", "beside", "kept", "example"),
    [
        ("IE", "", "+353214960182", "(022) 12345 or +353 22 12345"),
        ("IE", "Mo Quill, +49 30 123456\n", "+353214960182", "(022) 12345 or +353 22 12345"),
        (None, "Mo Quill, +353 1 496 0182\n", "+353214960182", "(022) 12345 or +353 22 12345"),
        (None, "Mo Quill, +800 1234 5678\n", "+44214960182", "020 7946 0182 or +44 20 7946 0182"),
        (None, "", "+44214960182", "020 7946 0182 or +44 20 7946 0182"),
    ],
)
async def test_a_number_without_its_country_typed_in_a_review_is_one_of_the_house(
    office: Office, save: Save, store: Store, country: str | None, beside: str, kept: str, example: str
):
    house = an_organisation()
    await save(house, Venue(name="The Hall", country=country, kept_by_id=house.id))
    editor = await office(Role.EDITOR, house)
    typed = fields((await paste(editor, RELEASE)).text)
    cut, whole = ({"contacts": f"{beside}Jo Reed, {each}"} for each in ("021 496", "021 496 0182"))

    refused = await editor.post("/office/new/launch", data=typed | cut)
    made = await editor.post("/office/new/launch", data=typed | whole)

    assert f"021 496 is no telephone number; write it as in {example}." in said(refused.text)
    assert made.status_code == 303
    async with store.whole() as db:
        assert await db.scalar(select(PressContact.phone).where(PressContact.name == "Jo Reed")) == kept
