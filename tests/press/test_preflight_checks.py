"""Each check of preflight, over a launch that was loaded once: it speaks of what is wrong, and of nothing else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from events.programme.occasions import Attendance, ProgrammeItem, SpeakerState, Status
from tests.press import preflights
from tests.press.preflights import DAY, LIFT, Loaded, setting
from tests.stores import NOW

DAYS = timedelta(days=1)
BLOCKS, ASKS = "blocks", "asks"


def _no_day(rows: Loaded) -> None:
    rows.version.body = "Words."
    for fact in ("day", "starts", "ends", "doors"):
        setattr(rows.event, fact, None)
    rows.event.settle()


def _other_employer(rows: Loaded) -> None:
    [post] = rows.other.posts
    post.organisation_name = "Eastmoor Council"
    set_committed_value(post, "organisation", None)


def _of_nobody_here(body: str, lead: str = "Larkfield Foundation", **facts: Any) -> Callable[[Loaded], None]:
    """A release with neither contact nor boilerplate of the lead."""

    def change(rows: Loaded) -> None:
        setting(version__body=body, **facts)(rows)
        rows.launch.lead.name = lead
        rows.version.boilerplates.clear()
        rows.contact.organisation_id = None

    return change


def _item(title: str) -> Callable[[Loaded], None]:
    """In the running order."""

    def change(rows: Loaded) -> None:
        item = ProgrammeItem(event_id=rows.event.id, position=0, title=title)
        set_committed_value(item, "speakers", [])
        set_committed_value(rows.event, "programme", [item])
        rows.facts = replace(rows.facts, strangers={item.id: ()})

    return change


def _open(**facts: Any) -> Callable[[Loaded], None]:
    """Of no day but those that are given, and under no embargo."""

    def change(rows: Loaded) -> None:
        setting(version__body="Words.", **{"version__dated": None} | facts)(rows)
        for row in (rows.release, rows.report):
            row.embargo_id = None
            set_committed_value(row, "embargo", None)

    return change


CASES: dict[str, tuple[Callable[[Loaded], Any], list[tuple[str, str]]]] = {
    "an event without a title": (setting(event__title=""), [(BLOCKS, "no title")]),
    "a publication whose title is a dash": (setting(report__title=" – "), [(BLOCKS, "no title")]),
    "a release without a headline": (setting(version__headline=""), [(BLOCKS, "no title")]),
    "a headline to be confirmed": (setting(version__headline="TBC"), [(BLOCKS, "no title")]),
    "a title in another script": (setting(report__title="წიგნი"), []),
    "an event without a day": (
        setting(event__day=None, event__starts=None, event__ends=None, event__doors=None, version__body="Words."),
        [(BLOCKS, "no day")],
    ),
    "a release without text": (setting(version__body=""), [(BLOCKS, "no text")]),
    "a release of nothing but a line": (setting(version__body="---\n"), [(BLOCKS, "no text")]),
    "an embargo without a moment": (setting(embargo__lifts_at=None), [(BLOCKS, "unreadable embargo")]),
    "an embargo in no zone": (setting(embargo__zone="Mars/Olympus"), [(BLOCKS, "unreadable embargo")]),
    "an embargo that is held": (setting(embargo__held=True), [(ASKS, "held embargo")]),
    "an embargo that lifts with the first word": (setting(embargo__lifts_at=LIFT.replace(hour=18, minute=30)), []),
    "an embargo that lifts on the day, the hour is not known": (
        setting(event__starts=None, event__ends=None, event__doors=None),
        [],
    ),
    "an embargo that lifts the day after, the hour is not known": (
        setting(event__starts=None, event__ends=None, event__doors=None, embargo__lifts_at=LIFT + DAYS),
        [(ASKS, "embargo after the event begins")],
    ),
    "an embargo that lifts at the speech": (
        setting(embargo__lifts_at=LIFT.replace(hour=19)),
        [(ASKS, "embargo after the event begins")],
    ),
    "an embargo after an event that is cancelled, to which the notes still invite": (
        setting(embargo__lifts_at=LIFT + 2 * DAYS, event__status=Status.CANCELLED, version__body="Words."),
        [(ASKS, "called off")],
    ),
    "a release that says what became of the event": (
        setting(event__status=Status.POSTPONED, version__body="The launch is postponed."),
        [],
    ),
    "an event that tells the headline before the lift": (
        setting(event__standfirst="Queues cost the poorest twice: hear why."),
        [(ASKS, "news before the lift")],
    ),
    "an event that is called as the report before the lift": (
        setting(event__title="Launch of The Waiting Room"),
        [(ASKS, "news before the lift")],
    ),
    "an event that is called as the report and the release, in other capitals": (
        setting(event__title="Launch of The Waiting Room", version__headline="The waiting room"),
        [(ASKS, "news before the lift")],
    ),
    "an event whose address tells the headline before the lift": (
        setting(event__slug="queues-cost-the-poorest-twice-2", version__body="Words."),
        [(ASKS, "news before the lift")],
    ),
    "a running order that tells the report before the lift": (
        _item("The findings of The Waiting Room"),
        [(ASKS, "news before the lift")],
    ),
    "a release of a day after the lift": (
        setting(version__dated=DAY + DAYS, version__body="Words."),
        [(ASKS, "dated ahead")],
    ),
    "a release of a day after today, without an embargo": (_open(version__dated=DAY), [(ASKS, "dated ahead")]),
    "a report of a day after today, without an embargo": (_open(report__dated=DAY), [(ASKS, "dated ahead")]),
    "a release and a report of today, without an embargo": (
        _open(version__dated=NOW.date(), report__dated=NOW.date()),
        [],
    ),
    "a release of a day after the lift, under an embargo that is held": (
        setting(embargo__held=True, version__dated=DAY + DAYS, version__body="Words."),
        [(ASKS, "held embargo")],
    ),
    "an embargo gone by over a draft": (
        setting(embargo__lifts_at=NOW - DAYS, version__dated=NOW.date()),
        [(ASKS, "embargo over")],
    ),
    "an embargo gone by over a draft of a later day": (
        setting(embargo__lifts_at=NOW - DAYS),
        [(ASKS, "embargo over"), (ASKS, "dated ahead")],
    ),
    "somebody withdrew and is named": (setting(other__state=SpeakerState.WITHDRAWN), [(BLOCKS, "named and gone")]),
    "somebody declined and is named": (setting(other__state=SpeakerState.DECLINED), [(BLOCKS, "named and gone")]),
    "somebody declined and is only quoted": (
        setting(other__state=SpeakerState.DECLINED, version__body="> Yes.\n> — Tomasz Wieczorek, Chief Executive"),
        [(ASKS, "named and gone")],
    ),
    "somebody withdrew and is not named": (
        setting(other__state=SpeakerState.WITHDRAWN, version__body="Queues cost time."),
        [],
    ),
    "somebody withdrew and is only quoted": (
        setting(other__state=SpeakerState.WITHDRAWN, version__body="> Yes.\n> — Tomasz Wieczorek, Chief Executive"),
        [(ASKS, "named and gone")],
    ),
    "somebody withdrew and is only a source": (
        setting(other__state=SpeakerState.WITHDRAWN, version__body="“We waited,” said Tomasz Wieczorek of Westmoor."),
        [(ASKS, "named and gone")],
    ),
    "somebody withdrew and stands in a list of names": (
        setting(other__state=SpeakerState.WITHDRAWN, version__body="- Ruth Adeyemi\n- Tomasz Wieczorek"),
        [(BLOCKS, "named and gone")],
    ),
    "somebody withdrew and the event still names them": (
        setting(
            other__state=SpeakerState.WITHDRAWN, version__body="Words.", event__description="With Tomasz Wieczorek."
        ),
        [(ASKS, "named and gone")],
    ),
    "somebody is listed by another post": (
        lambda rows: setattr(rows.other.posts[0], "role", "Leader of the Opposition"),
        [(ASKS, "listed otherwise")],
    ),
    "somebody is listed at another employer": (
        _other_employer,
        [(ASKS, "listed otherwise")],
    ),
    "somebody quoted is listed otherwise": (
        setting(version__body="> A tax.\n> — Dr Ruth Adeyemi, Head of Policy, Larkfield Foundation"),
        [(ASKS, "listed otherwise")],
    ),
    "somebody has not answered": (setting(speaker__state=SpeakerState.INVITED), [(ASKS, "unconfirmed")]),
    "the number is greater than the parts": (
        setting(series__parts=1, version__body="Words."),
        [(ASKS, "number in series")],
    ),
    "a series without parts": (setting(series__parts=None), []),
    "a link of which the formats make nothing": (
        setting(version__body="See [the annex](annex.pdf)."),
        [(ASKS, "dead link")],
    ),
    "a mark without an endnote": (setting(version__body="True.[^2]"), [(ASKS, "loose endnote")]),
    "an endnote without a mark": (setting(version__body="True.\n\n[^2]: Source."), [(ASKS, "loose endnote")]),
    "no press contact": (lambda rows: rows.version.contacts.clear(), [(ASKS, "press contact")]),
    "a press contact without a number": (setting(contact__phone=None), [(ASKS, "press contact")]),
    "a press contact with a number for the night": (
        setting(contact__phone=None, contact__out_of_hours="+442079460199"),
        [],
    ),
    "a cover without words": (setting(cover__alt=None), [(ASKS, "picture without words")]),
    "a picture without a credit": (setting(picture__credit=None), [(ASKS, "picture without words")]),
    "a release that is another house's": (_of_nobody_here("Words of Westmoor."), [(ASKS, "lead named nowhere")]),
    "a release that names the lead by the beginning of its name": (
        _of_nobody_here("The Institute of Hours says so.", "The Institute of Hours and Days"),
        [],
    ),
    "a release that names the lead by its initials": (_of_nobody_here("So says LFW.", "Larkfield for Fair Work"), []),
    "a release in another language than the name of its lead": (
        _of_nobody_here("Geiriau.", release__language="cy"),
        [],
    ),
    "nothing about access": (setting(venue__accessibility=None), [(ASKS, "accessibility")]),
    "access told by the event": (setting(venue__accessibility=None, event__accessibility="Captions."), []),
    "steps do not matter online": (
        setting(event__attendance=Attendance.ONLINE, version__body="Words."),
        [(ASKS, "accessibility")],
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES)
def test_what_is_found(change: Callable[[Loaded], Any], expected: list[tuple[str, str]], loaded: Loaded) -> None:
    change(loaded)

    assert preflights.told(loaded.facts) == expected


def test_nothing_is_found_where_everything_is_right(loaded: Loaded) -> None:
    assert preflights.told(loaded.facts) == []


def test_after_the_event_nothing_is_said_of_who_comes_how(loaded: Loaded) -> None:
    loaded.venue.accessibility = None
    loaded.speaker.state, loaded.other.state = SpeakerState.INVITED, SpeakerState.WITHDRAWN

    assert preflights.told(loaded.facts, now=LIFT + 2 * DAYS) == [(ASKS, "embargo over")]
