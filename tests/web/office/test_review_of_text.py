"""What was read in a text is looked over: nothing is decided for the organiser that the text does not say."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from events import templating
from events.accounts import organisers
from events.accounts.models import Account, Role
from events.storage import Store
from tests.factories import an_organisation
from tests.organisers import ON_ONE, Office, paste, sends
from tests.stores import ALICE, NOW
from tests.web.office.test_from_text import FULL, RELEASE, fields


async def test_who_works_for_several_chooses_the_lead_that_a_text_does_not_name(office: Office, store: Store):
    editor, other = await office(Role.EDITOR), an_organisation("Westmoor Council")
    async with store.transaction(now=NOW, by=ALICE) as db:
        account = (await db.scalars(select(Account).where(Account.name == "Alice"))).one()
        db.add(other)
        await organisers.give_role(db, account, other.id, Role.EDITOR)
    review = await paste(editor, RELEASE)

    unsaid = await editor.post("/office/new/launch", data=fields(review.text) | {"lead": ""})
    chosen = await editor.post("/office/new/launch", data=fields(review.text) | {"lead": str(other.id)})

    assert '<option value="">Choose</option>' in review.text
    assert f'<option value="{other.id}" selected' not in review.text
    assert unsaid.status_code == 422
    assert "Choose one of your organisations." in unsaid.text
    assert chosen.status_code == 303


async def test_a_number_without_its_report_is_asked_about_and_kept(office: Office):
    editor = await office(Role.EDITOR)
    review = await paste(editor, FULL)
    typed = {"publication": "", "series": "Larkfield Papers", "number": "7"}

    answer = await editor.post("/office/new/launch", data=fields(review.text) | typed)

    assert answer.status_code == 422
    assert 'href="#series"' in answer.text
    assert "This belongs to a report." in answer.text
    assert fields(answer.text)["series"] == "Larkfield Papers"


async def test_as_many_fields_are_marked_as_the_heading_counts(office: Office):
    editor = await office(Role.EDITOR)
    text = "EMBARGOED UNTIL 12 noon, Friday 21 May 2027\n\n" + RELEASE.replace(" at 6.30pm", " at 6.30pm in Leeds")

    review = await paste(editor, text)
    marked = review.text.count('<span class="state wait">Check this</span>')

    assert marked
    assert f"Check {templating.cardinal(marked)}." in review.text


@ON_ONE
@pytest.mark.parametrize("letter", ["e", "е", "ე"], ids=["Latin", "Cyrillic", "Georgian"])
async def test_the_review_of_a_long_text_comes_back_in_any_script(letter: str, office: Office):
    editor = await office(Role.EDITOR)
    text = f"A report\n\n{f'{letter * 9} ' * 19_000}"
    review = (await paste(editor, "", ("report.txt", text.encode()))).text
    form = BeautifulSoup(review, "html.parser").select_one("form[data-keep]")
    assert form
    typed = sends(review)
    typed |= {"headline": "A report", "body": typed["body"][:50_000]}

    if form.get("enctype") == "multipart/form-data":
        made = await editor.post("/office/new/launch", files={name: (None, each) for name, each in typed.items()})
    else:
        made = await editor.post("/office/new/launch", data=typed)

    assert made.status_code == 303
