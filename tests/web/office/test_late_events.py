"""An evening that goes on past midnight ends on the day after."""

from datetime import date

import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.programme.occasions import Event
from events.storage import Store
from tests.organisers import Office, paste
from tests.sites import said
from tests.web.office.texts import fields

NEWS = (
    "Night buses carry one in ten home, says Night Moves, a report by the Larkfield Foundation, and nobody counts "
    "them.\n\n“Nobody counts those on a night bus,” said Ruth Adeyemi, Director of the Larkfield Foundation."
)
RELEASE = f"""Press release

Night buses carry one in ten home

2 November 2026

{NEWS}

The report will be launched on Thursday 17 December 2026 from {{hours}} at Wath Hall, 12 Market Street, Leeds.

Programme
{{items}}
"""
ITEMS = "10.30pm Welcome\n11.15 The report\n12.15 Questions\n12.30 Close"


@pytest.mark.parametrize(
    ("hours", "told"),
    [("10.30pm to 12.30am", "00.30"), ("22:30–00:30", "00.30"), ("10.30pm to midnight", "00.00")],
)
async def test_an_end_in_the_small_hours_is_of_the_day_after_and_the_review_says_so(
    office: Office, store: Store, hours: str, told: str
):
    editor = await office(Role.EDITOR)

    review = await paste(editor, RELEASE.format(hours=hours, items=ITEMS))
    made = await editor.post("/office/new/launch", data=fields(review.text))

    assert "It goes on past midnight: it ends on the day after." in said(review.text)
    assert made.status_code == 303
    async with store.whole() as db:
        event = (await db.scalars(select(Event))).one()
    assert (event.day, event.last_day) == (date(2026, 12, 17), date(2026, 12, 18))
    assert event.hours == f"22.30 to {told} on the last day GMT (UTC+0)"
    looked_over = said((await editor.get(made.headers["location"].partition("?")[0])).text)
    assert "17 December" not in looked_over.partition("Before it goes out")[2].partition("What goes out")[0]


async def test_hours_that_run_backwards_by_day_are_asked_about(office: Office):
    editor = await office(Role.EDITOR)

    review = await paste(editor, RELEASE.format(hours="6.30pm", items=ITEMS))
    made = await editor.post("/office/new/launch", data=fields(review.text) | {"starts": "14.00", "ends": "02.00"})

    assert "past midnight" not in said(review.text)
    assert made.status_code == 422
    assert 'href="#ends"' in made.text


async def test_a_running_order_goes_on_past_midnight(office: Office):
    editor = await office(Role.EDITOR)
    by_night = RELEASE.format(hours="10.30pm to 12.30am", items=ITEMS)
    by_clock = RELEASE.format(hours="10.30pm to 12.30am", items="22:30–23:15 Welcome\n23:15–00:15 Panel\n00:15 Close")
    two_days = RELEASE.format(hours="9am to 6pm", items="9.00 Welcome\n16.00 Close\n9.00 Welcome\n16.00 Close")

    read = [fields((await paste(editor, each)).text)["programme"].splitlines() for each in (by_night, by_clock)]
    other = fields((await paste(editor, two_days)).text)

    assert read == [
        ["22.30 Welcome", "23.15 The report", "00.15 Questions", "00.30 Close"],
        ["22.30 Welcome", "23.15 Panel", "00.15 Close"],
    ]
    assert "programme" not in other
