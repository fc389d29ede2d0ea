"""A sheet for tests: an invented joint release that has everything a release can have."""

from dataclasses import replace
from datetime import date
from typing import Any

from events.press import sheet, story
from events.press.sheet import Sheet

BODY = """People wait 310 million hours a year,[^i] says a report by [two organisations](/events/the-waiting-room).

## What was counted

> A queue is a tax that nobody voted for.
>
> It is collected from people who are paid by the hour.[^i]
>
> — Dr Ruth Adeyemi, Director of Research, Larkfield Foundation, and Visiting Professor, University of Wexcombe

1. The median wait fell from *71 days* to **19**.
2. Read [the annex](https://larkfield.example/the-waiting-room/technical-annex/table-14-hours-by-income).

> ‘We had never counted.’
> — Tomasz Wieczorek

[^i]: Hours waited in paid time. Source: Larkfield Foundation (2027) ‘Technical annex’, table 14.
[^ii]: Nobody refers to this.
"""


def a_sheet(body: str = BODY, notes: tuple[str, ...] = ("Interviews from 23 February.",), **facts: Any) -> Sheet:
    told = story.read(body, notes)
    return replace(_SHEET, story=told, **facts)


_PHONE = sheet.Phone("+442079460182", "020 7946 0182", "+44 20 7946 0182")
_PANEL = (
    sheet.Panellist("Miriam Castellanos", "chair", ("Editor, The Wexcombe Review",)),
    sheet.Panellist(
        "Ruth Adeyemi",
        "panellist",
        ("Director of Research, Larkfield Foundation", "Visiting Professor, University of Wexcombe"),
    ),
)
_SHEET = Sheet(
    kind="press release",
    language="en-GB",
    headline="An hour in a public queue costs the poorest twice as much",
    standfirst="The first national count of waiting puts it at 310 million hours.",
    hosts=(
        sheet.Host("Larkfield Foundation for the Study of Everyday Life", "LFS", "https://larkfield.example", "lead"),
        sheet.Host("Centre for Local Futures", "CLF", None, "partner"),
        sheet.Host("Tidewater Trust", None, None, "funder"),
    ),
    dated=date(2027, 2, 25),
    dateline="Bristol",
    story=story.Story(),
    pull_quote=sheet.PullQuote("A queue is a tax", "Ruth Adeyemi, LFS"),
    contacts=(sheet.Contact("Joanna Whitlock", "LFS", _PHONE, "press@larkfield.example", "Weekdays, 9 to 5", _PHONE),),
    about=(sheet.About("Centre for Local Futures", "CLF", ("It studies councils.", "With them."), "https://clf.example"),),
    reports=(
        sheet.Report(
            "The Waiting Room", "Time in public", "Time and the State", 2, 3, ("Ruth Adeyemi",), ("LFS", "CLF"),
            "https://launch.example/publications/the-waiting-room",
        ),
    ),
    occasions=(
        sheet.Occasion(
            "The Waiting Room launched", None, "Thursday 25 February 2027", "18.30 to 20.00 GMT (UTC+0)",
            "Tidewater Hall, Bristol", _PANEL, "https://launch.example/events/the-waiting-room",
        ),
    ),
    embargo="until 00.01 GMT (UTC+0), Thursday 25 February 2027",
    version=2,
    replaced_by=None,
    corrections=(sheet.Correction(2, date(2027, 2, 26), "Table 14 gave 301 million hours."),),
    languages=(("cy", "https://launch.example/press/yr-ystafell-aros"),),
    address="https://launch.example/press/an-hour-in-a-public-queue",
    base="https://launch.example",
)  # fmt: skip
