"""Preflight: a launch looked over before it is published, facts against facts and against what its releases say.

`facts` loads a launch with everything in it, drafts included; `findings` reads the table of checks from top to bottom.
A check is a generator over the facts. It says what is wrong with both facts side by side, and what to do; it keeps
silent where it is not sure.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime

from events.press.preflight import missing, moments, openly, orders, series_numbers, slips, stage, wording
from events.press.preflight.finding import About, Finding, Severity
from events.press.preflight.loading import Caution, Draft, Facts, Lifting, facts, lifts, naming_the_gone
from events.press.preflight.stage import counts_on, naming
from events.press.preflight.telling import shown
from events.press.preflight.wording import giving

Check = Callable[[Facts, datetime], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "no title": missing.titles,
    "no day": missing.days,
    "no text": missing.texts,
    "unreadable embargo": moments.unreadable_embargo,
    "held embargo": moments.held_embargo,
    "embargo after the event begins": moments.embargo_after_beginning,
    "embargo over": moments.embargo_past,
    "dated ahead": moments.dated_ahead,
    "embargo told otherwise": moments.embargo_in_text,
    "news before the lift": openly.news_before_lift,
    "named and gone": stage.gone,
    "listed otherwise": stage.listed_otherwise,
    "unconfirmed": stage.unconfirmed,
    "in two places": stage.in_two_places,
    "not signed off": stage.sign_off,
    "speech amid the text": stage.loose_speech,
    "title told otherwise": wording.wrong_title,
    "day told otherwise": wording.wrong_day,
    "hour told otherwise": wording.wrong_hour,
    "venue told otherwise": wording.wrong_venue,
    "running order": orders.odd_hours,
    "speakers of the running order": orders.odd_speakers,
    "called off": wording.called_off,
    "wrong weekday": slips.wrong_weekday,
    "number in series": series_numbers.wrong_number,
    "dead link": slips.dead_links,
    "loose endnote": slips.loose_endnotes,
    "lead named nowhere": missing.lead,
    "press contact": missing.contacts,
    "picture without words": missing.pictures,
    "accessibility": missing.accessibility,
    "language version": moments.twins,
    "caution": moments.cautions,
}


def findings(facts: Facts, *, now: datetime, only: Collection[str] = CHECKS) -> list[Finding]:
    """What there is to mend or to answer for, what blocks first, else in the order of the table."""
    with facts.as_it_will_be():
        found = [replace(each, check=name) for name in CHECKS if name in only for each in CHECKS[name](facts, now)]
    return sorted(dict.fromkeys(found), key=lambda each: not each.blocks)


__all__ = [
    "CHECKS",
    "About",
    "Caution",
    "Draft",
    "Facts",
    "Finding",
    "Lifting",
    "Severity",
    "counts_on",
    "facts",
    "findings",
    "giving",
    "lifts",
    "naming",
    "naming_the_gone",
    "shown",
]
