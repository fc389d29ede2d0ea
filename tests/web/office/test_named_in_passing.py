"""A text that names a house of theirs in passing is not said to name none; who leads is still theirs to say."""

import pytest
from sqlalchemy import select

from events.accounts import organisers
from events.accounts.models import Account, Role
from events.people.models import Organisation
from events.storage import Store
from tests.factories import an_organisation
from tests.organisers import Office, paste
from tests.sites import said
from tests.stores import ALICE, NOW
from tests.web.office.texts import fields

TEXT = """FOR IMMEDIATE RELEASE
Tuesday 1 December 2026

TRAMS PAY FOR THEMSELVES, SAYS THINK-TANK
Every pound spent on a tram brings back two

BRISTOL, 1 December – Towns that run trams earn back more than they spend, a new paper shows.

"Nobody counted before," said Ann Lee, Fellow at {named}.

The paper, "Rails Again", was written with Tidewater Transit.

EVENT DETAILS
What: Launch of Rails Again
When: Wednesday 16 December 2026, 12.30pm – 2pm
Where: Room 2, Tidewater Hall, High Street, Bristol

ABOUT TIDEWATER TRANSIT
Tidewater Transit runs trams for people, not profit.
"""


@pytest.fixture
def houses() -> list[Organisation]:
    return [an_organisation("Ashdown Fund"), an_organisation("Saltmarsh Institute for Local Policy", short_name="SILP")]


@pytest.mark.parametrize("named", ["the Saltmarsh Institute for\nLocal Policy", "SILP"])
async def test_the_house_that_a_text_names_in_passing_is_told_and_whoever_leads_is_chosen(
    named: str, houses: list[Organisation], office: Office, store: Store
):
    editor = await office(Role.EDITOR, houses[0])
    async with store.transaction(now=NOW, by=ALICE) as db:
        account = (await db.scalars(select(Account).where(Account.name == "Alice"))).one()
        db.add(houses[1])
        await organisers.give_role(db, account, houses[1].id, Role.EDITOR)

    review = await paste(editor, TEXT.format(named=named))
    silent = await paste(editor, TEXT.format(named="somebody"))

    told = "The text names Saltmarsh Institute for Local Policy, and says nowhere that it is by them. Choose the one"
    assert told in said(review.text)
    assert "None of your organisations is named in the text" not in said(review.text)
    assert "None of your organisations is named in the text" in said(silent.text)
    assert '<option value="">Choose</option>' in review.text


async def test_where_there_is_one_house_alone_nothing_is_to_be_chosen(houses: list[Organisation], office: Office):
    review = await paste(await office(Role.EDITOR, houses[1]), TEXT.format(named="SILP"))

    assert fields(review.text)["lead"] == str(houses[1].id)
    assert "and says nowhere that it is by them." in said(review.text)
    assert "Choose the one that leads" not in said(review.text)


async def test_an_event_that_is_the_launch_of_a_report_is_not_said_to_be_left_out_of_the_text(office: Office):
    review = await paste(await office(Role.EDITOR), TEXT.format(named="somebody"))

    assert (fields(review.text)["publication"], fields(review.text)["event"]) == ("Rails Again", "")
    assert "The text gives it no name of its own: it is called as the report" in said(review.text)
