"""Which press contacts are marked: whoever may take bookings, work in a department, or be no one to ring at all."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from events.press.reading.doubts.people import People
from events.press.reading.draft import Draft, Fact, Found, PressContact, doubted

_TO_BOOK = re.compile(r"\W*(?:r\.?s\.?v\.?p|book(?:ings?)?|register|registration|tickets?)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(?:team|unit|office|desk|media|press|communications?|department|secretariat|outreach)$", re.IGNORECASE
)
_ITS_DESK = re.compile(
    r"(?:['’]s?)?,? (?:press|media|news|communications?|public affairs|corporate affairs|external relations)"
    r" (?:team|unit|office|desk|department)\b",
    re.IGNORECASE,
)
_BOOKS = re.compile(
    r"\b(?:r\.?s\.?v\.?p|regist(?:er|ration)|book(?:ings?)?|attend(?:ance)?|accredit\w+)\b", re.IGNORECASE
)
_FOR_THE_PRESS = re.compile(
    r"\b(?:press|media|news|journalists?|reporters?|editors?|embargo\w*|immediate (?:release|use)|newsrooms?"
    r"|presse\w*|medien\w*|prensa|medios|stampa|pers\w*bericht|wasg|imprensa)\b",
    re.IGNORECASE,
)
_LABEL_OF_ANOTHER = re.compile(  # `Volunteers on the day: Ann Lee`
    r"(?!.{0,60}\b(?:press|media|contact|enquir|inquir|information|details|issued|interview|news|communic|spokes|comment)"
    r")\W*[A-Z][^:@\d\n]{2,40}:\s",
    re.IGNORECASE,
)
_RUNS_THE_NIGHT = re.compile(
    r"\b(?:events?|stage|duty|floor|production|venue|house) (?:manager|co-?ordinator|lead|team)\b|\btechnician\b",
    re.IGNORECASE,
)
_LEAD = 200  # characters before a contact that say what it is for
_GAP = re.compile(r"[ \t]{3,}\S")  # the next column
_COLUMN_BEFORE = re.compile(r"\w[ \t]{3,}$")


def weighed(draft: Draft, people: People) -> Iterator[PressContact]:
    """A house of which nothing else tells may be a department; what reaches nobody named may be for bookings."""
    own = {each.value.casefold() for house in draft.organisations for each in (house.name, house.short_name) if each}
    is_for_guests = bool(draft.press_contacts) and not _FOR_THE_PRESS.search(
        people.source.text
    )  # an invitation: whom guests ask, as far as it says
    told = Counter(each.organisation.span for each in draft.press_contacts if each.organisation)
    for contact in draft.press_contacts:
        house, name = contact.organisation, contact.name
        is_foreign = house is not None and (house.value.casefold() not in own or told[house.span] > 1)
        is_short = house is not None and house.value.isupper()
        is_nobodys = name is None and house is None
        books = name is not None and (_TO_BOOK.match(people.line(name)) is not None or _is_led_to_book(name, people))
        half = contact.phone is None
        is_of_another = house is None and name is not None and _LABEL_OF_ANOTHER.match(people.line(name)) is not None
        runs_the_night = contact.post is not None and _RUNS_THE_NIGHT.search(contact.post.value) is not None
        books = books or is_of_another or runs_the_night or _is_of_the_hall(name, draft.event.venue)
        is_unsure = is_for_guests or books or (half and name is not None)
        yield replace(
            contact,
            organisation=doubted(
                house, where=is_foreign or is_short or name is None or is_for_guests or _is_unit(house, people)
            ),
            name=doubted(
                name, where=name is not None and (is_unsure or people.may_err(name) or _is_in_columns(name, people))
            ),
            phone=doubted(contact.phone, where=is_nobodys or is_for_guests or books or contact.email is None),
            email=doubted(contact.email, where=is_nobodys or is_unsure),
        )


def _is_of_the_hall(name: Fact, venue: Fact) -> bool:
    """`Assay Rooms duty manager 0121 …`, where people meet in the Assay Rooms."""
    return name is not None and venue is not None and name.value.casefold() in venue.value.casefold()


def _is_led_to_book(name: Found[str], people: People) -> bool:
    """`To attend, write to Ann Lee`: in the paragraph before the name."""
    before = people.source.text[max(0, name.span[0] - _LEAD) : name.span[0]]
    return _BOOKS.search(before[before.rfind("\n\n") + 1 :]) is not None


def _is_unit(house: Fact, people: People) -> bool:
    """A department, or the beginning of what is called by more."""
    if house is None:
        return False
    ends = people.source.ends_of(house.value)
    has_desk = any(_ITS_DESK.match(people.source.plain, end) for end in ends)  # `Sample Trust press desk`
    return has_desk or _UNIT.search(house.value) is not None or people.is_cut(house)


def _is_in_columns(name: Found[str], people: People) -> bool:
    """Which number and address are whose, the lines do not tell."""
    before = people.source.text[max(0, name.span[0] - _LEAD) : name.span[0]]
    return _GAP.match(people.source.text, name.span[1]) is not None or _COLUMN_BEFORE.search(before) is not None
