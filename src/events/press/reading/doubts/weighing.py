"""What is marked to be checked because one fact of a draft, held against the others and the text, has little behind it.

Each reader says how sure it is of what stands in one place; what other places say is known only at the end. Every class
of facts that is marked here was measured on releases nobody had opened: in it several times as many are wrong as in
the others.
"""

from dataclasses import replace

from events.press.reading.doubts import contacts, days, houses, people
from events.press.reading.draft import Draft
from events.press.reading.layout.source import Source


def weighed(source: Source, draft: Draft) -> Draft:
    """The draft with less trust in what has little behind it."""
    told = people.People(source, draft)
    return replace(
        draft,
        organisations=houses.weighed(source, draft),
        panel=tuple(told.panellist(each) for each in draft.panel),
        quotations=tuple(told.quotation(each) for each in draft.quotations),
        press_contacts=tuple(contacts.weighed(draft, told)),
        date=days.release(source, draft),
        event=days.event(source, draft),
        embargo=days.embargo(draft),
    )
