"""The running order against the clock, and against the panel: who is named in it and does not come, or is not on it."""

from collections.abc import Iterator
from datetime import datetime

from events import times
from events.press.preflight.finding import About, Finding, asks
from events.press.preflight.loading import Facts
from events.programme import running_order
from events.programme.occasions import ProgrammeItem


def odd_hours(facts: Facts, now: datetime) -> Iterator[Finding]:
    """One for each event, however many items are meant."""
    for event in facts.events:
        remarks = running_order.remarks(event)
        items = [each for each in event.programme if each.id in remarks]
        if not items or event.is_past(now) or facts.is_off(event):
            continue
        told = "; ".join(f"“{_called(each)}” {remarks[each.id]}" for each in items)
        places = [(each.title, About.row(event, "programme", part=each.id)) for each in items]
        yield asks(
            places[0][1],
            f"In the running order of “{event.title}”, {told}.",
            "Mend the hour, or put the running order in order by the clock.",
            each=places,
        )


def odd_speakers(facts: Facts, now: datetime) -> Iterator[Finding]:
    """One for each event."""
    for event in facts.events:
        if event.is_past(now) or facts.is_off(event):
            continue
        said, missed = [], running_order.missed(event)
        for item in event.programme:
            said += [(item, each) for each in (*missed.get(item.id, []), *facts.strangers.get(item.id, []))]
        if said:
            places = [(item.title, About.row(event, "programme", part=item.id)) for item, _ in said]
            told_of = "; ".join(f"“{_called(item)}” {each}" for item, each in said)
            yield asks(
                places[0][1],
                f"In the running order of “{event.title}”, {told_of}.",
                "Give the item to somebody who comes, take the name out of its words, or put them on the panel.",
                each=dict.fromkeys(places),
            )


def _called(item: ProgrammeItem) -> str:
    return f"{times.clock(item.starts)} {item.title}" if item.starts else item.title
