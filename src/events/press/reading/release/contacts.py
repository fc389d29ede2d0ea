"""Whom the press may ring: a name, a number in E.164, a mailbox, and the house they belong to."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set

from events.press.reading.draft import CERTAIN, DOUBTFUL, Fact, Found, Organisation, PressContact
from events.press.reading.layout import grids, labels, parts
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.release import bookings, desks, mailboxes, reached
from events.press.reading.release.named import Naming
from events.press.reading.release.reached import Contact, Contacts
from events.press.reading.words import names
from events.press.reading.words.numbers import MAIL, Number

_OR = re.compile(r"(?:or|and)\s(?=[A-Z])")
_HEADER = re.compile(r"(?:from|to|cc|bcc|reply-to|sent|return-path|sender)\s?:", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"\b(?:spokes\w+|ring|call|text|phone|contacts?|enquir\w+|interviews?)\b[^.]{0,60}:$", re.IGNORECASE
)
_MOST_LINES = 80  # that say whom to ring; more is no release


def read(
    source: Source, placed: Sequence[Placed], organisations: Sequence[Organisation], withheld: Set[int]
) -> list[PressContact]:
    """Those of the contact part, and lines elsewhere that ask to be rung or name somebody to ring; of the lines that
    are kept from print, none.
    """
    reading, left = _Reading(source, organisations), _MOST_LINES
    of_guests = bookings.for_guests((each.paragraph.group, each.paragraph.text[:300]) for each in placed)
    for place, each in enumerate(placed):
        if place in withheld:
            reading.heading(None)
            continue
        if _HEADER.match(each.paragraph.text) and not (each.part is Part.CONTACTS and place > 8):
            continue
        if each.part is Part.CONTACTS and each.is_heading and not reading.is_within(each.paragraph):
            reading.heading(each.paragraph)
        elif left and place not in of_guests and (each.part is Part.CONTACTS or reading.asks(place, placed)):
            left -= 1
            reading.line(each.paragraph)
        else:
            reading.heading(None)
    return [*reading.told()]


class _Reading:
    def __init__(self, source: Source, organisations: Sequence[Organisation]) -> None:
        self.source = source
        self.plain = source.plain
        known = frozenset(
            each.value.casefold() for house in organisations for each in (house.name, house.short_name) if each
        )
        self.contacts = Contacts(source)
        self.naming = Naming(source, known, self.contacts)

    def is_within(self, paragraph: Paragraph) -> bool:
        """`Media Relations` under a name is what they do, and heads nothing."""
        here = self.contacts.of(paragraph)
        return here is not None and here.name is not None

    def asks(self, place: int, placed: Sequence[Placed]) -> bool:
        """Whether a line outside the contacts gives somebody to ring."""
        text = placed[place].paragraph.text
        if placed[place].is_row:  # whoever is on stage
            return False
        if self.contacts.of(placed[place].paragraph) and len(text) < 100:
            return True
        if placed[place].part not in (Part.NOTES, Part.BODY, Part.ABOUT, Part.TOP, Part.OCCASION, Part.PANEL):
            return False
        if not parts.gives_reach(text[:1500]):
            return self._is_named_above(place, placed)
        above = placed[place - 1].paragraph.text.rstrip() if place else ""
        if len(text) < 100 and _ANNOUNCES.search(above[-120:]):
            return True
        whom = next(names.within(text[:1500], lower=self.source.lower_words), None)
        is_sign = len(text) < 160 and whom is not None and whom.is_whole and not self.naming.houses.is_one(whom.text)
        if bookings.BOOKS.search(text[:1500]) and not (
            bookings.OF_THE_PRESS.match(text) or (bookings.OF_THE_PRESS.search(text[:1500]) and whom)
        ):
            return False
        return is_sign or (bool(desks.ASKS.search(text[:1500])) and (len(text) < 400 or whom is not None))

    def _is_for_bookings(self, text: str) -> bool:
        """A box office, or somebody who runs about on the day; who takes names for the press is named in full."""
        if not bookings.BOOKS.search(text) or bookings.OF_THE_PRESS.search(text):
            return False
        return not any(each.is_whole for each in names.within(text, lower=self.source.lower_words))

    def _is_to_book(self, text: str) -> bool:
        """`RSVP: …` below who moderates; `rsvp@guild.example` alone is of whoever is named above."""
        begun = bookings.BOOKS.match(text)
        return begun is not None and text[begun.end() :][:1] != "@" and not bookings.OF_THE_PRESS.search(text)

    def _is_named_above(self, place: int, placed: Sequence[Placed]) -> bool:
        """A name on a line of its own, whose number stands in the lines right below it."""
        here = placed[place].paragraph
        if len(here.text) > 90:
            return False
        below = [
            each for each in placed[place + 1 : place + 8] if each.paragraph.group == here.group and not each.is_row
        ]
        below = [*itertools.takewhile(lambda each: not self._is_to_book(each.paragraph.text), below)]
        if not any(len(each.paragraph.text) < 90 and each.gives_reach for each in below):
            return False
        name = next(names.within(here.text, lower=self.source.lower_words), None)
        is_near = any(each.gives_reach for each in below[:3])
        fits = name is not None and name.is_whole and not self.naming.houses.is_one(name.text)
        return (
            fits
            and name is not None
            and (is_near or name.closes == len(here.text))
            and not labels.is_of_an_event(here.text)
        )

    def heading(self, paragraph: Paragraph | None) -> None:
        """A new block: what was said of houses before holds no longer."""
        self.contacts.current = self.contacts.before = self.naming.announced = None
        self.contacts.house = None
        if paragraph:
            found = re.search(
                r"(?:contacts?|enquiries|office)(?: (?:at|for))? (?:the )?(?P<house>[A-Z][^:]{2,60})"
                r"|^(?P<first>[A-Z][\w&’' -]{2,60}?) (?:press|media) ",
                paragraph.text,
            )
            group = "house" if found and found["house"] else "first"
            span = (paragraph.start + each for each in found.span(group)) if found else None
            self.contacts.house = self.naming.houses.within(*span) if span else None

    def line(self, paragraph: Paragraph) -> None:
        here = self.contacts.of(paragraph)
        is_of_somebody = here is not None and here.is_named
        if not is_of_somebody and self._is_for_bookings(paragraph.text) and len(paragraph.text) < 200:
            return
        if not here and self.contacts.current and not self._goes_on(self.contacts.current, paragraph):
            self.contacts.current = None
        if grids.heads_contacts(paragraph.text):
            return
        start, end = paragraph.start, paragraph.end
        if self._is_of_another(paragraph):
            self.contacts.current = None
        if either := _OR.match(self.plain, start, end):
            start = either.end()
            self.contacts.current = None
        at = start
        for way in [*reached.WAY.finditer(self.plain, start, end), None]:
            self.naming.words(paragraph, at, way.start() if way else end)
            if way is not None:
                self.contacts.take(paragraph, way, at)
                at = way.end()
        self.contacts.link(paragraph)

    def _is_of_another(self, paragraph: Paragraph) -> bool:
        """`ann@… – Ann Lee`, below somebody who was reached the same way."""
        first = MAIL.match(paragraph.text)
        name = next(names.within(paragraph.text, first.end(), lower=self.source.lower_words), None) if first else None
        current = self.contacts.current
        is_told = current is not None and current.is_named and current.email is not None
        return is_told and name is not None and name.is_whole

    def _goes_on(self, contact: Contact, paragraph: Paragraph) -> bool:
        """A line apart that only adds the mailbox or the number that was missing."""
        if not parts.gives_reach(paragraph.text):
            return not contact.reaches and len(paragraph.text) < 90
        has_mail = bool(MAIL.search(paragraph.text))
        adds = has_mail if contact.email is None else not has_mail and contact.phone is None
        alone = next(names.within(paragraph.text, lower=self.source.lower_words), None) is None
        return adds and ((alone and len(paragraph.text) < 70) or not contact.reaches)

    def told(self) -> Iterator[PressContact]:
        mailboxes.given_back(self.contacts.found)
        for each in _once(each for each in self.contacts.found if each.reaches and not self._is_masthead(each)):
            house = self.source.found(*each.house, confidence=each.house_confidence) if each.house else None
            yield PressContact(
                organisation=house,
                name=self._name(each),
                post=self.source.found(*each.post) if each.post else None,
                phone=self._phone(each.phone),
                email=each.email,
                others=tuple(each.others),
                unread=tuple(each.unread),
                out_of_hours=self._phone(each.out_of_hours),
                is_of_other_hours=each.is_of_other_hours,
                again=tuple(fact for one in each.again for fact in self._facts(one)),
            )

    def _facts(self, contact: Contact) -> Iterator[Found[str]]:
        spans = (self.source.found(*span) for span in (contact.house, contact.post) if span)
        numbers = (self._phone(contact.phone), self._phone(contact.out_of_hours))
        yield from (each for each in (self._name(contact), contact.email, *numbers) if each)
        yield from (*spans, *contact.others)

    def _phone(self, number: Number | None) -> Fact:
        return self.source.found(number.start, number.end, number.e164, number.confidence) if number else None

    def _is_masthead(self, contact: Contact) -> bool:
        """A switchboard beside the address at the top is nobody's to ring for the press, nor its desk if others are."""
        if contact.name is not None or contact.group > 1:
            return False
        is_told_below = any(each.name and each.reaches and each.group > 1 for each in self.contacts.found)
        return is_told_below or (contact.desk is None and contact.email is None)

    def _name(self, contact: Contact) -> Fact:
        if contact.name:
            name = contact.name
            return self.source.found(name.start, name.end, name.text, DOUBTFUL if name.is_arguable else CERTAIN)
        return self.source.found(*contact.desk, confidence=DOUBTFUL) if contact.desk else None


def _once(contacts: Iterable[Contact]) -> list[Contact]:
    """Each of them where the text first tells of them, with what it says once more and with nothing else."""
    kept: list[Contact] = []
    seen: dict[tuple[str, str], Contact] = {}
    for each in contacts:
        name = each.name.text.casefold() if each.name else ""
        known = (seen[name, way] for way in sorted(each.ways) if (name, way) in seen)
        first = next((one for one in known if one.ways >= each.ways or (name and one.ways < each.ways)), None)
        if first:
            first.phone, first.email = first.phone or each.phone, first.email or each.email
            first.again.append(each)
            continue
        kept.append(each)
        for way in each.ways:
            seen.setdefault((name, way), each)
            seen.setdefault(("", way), each)
    return kept
