"""How those to ring are reached: a number in E.164, a mailbox, and who of them the text speaks of just now."""

import re
from dataclasses import dataclass, field

from events.press.reading.draft import CERTAIN, LIKELY, Fact, Found
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.panel.posts import Span
from events.press.reading.release import bookings, desks
from events.press.reading.words import dates
from events.press.reading.words.names import Name
from events.press.reading.words.numbers import FAX, MAIL, PHONE, Number

WAY = re.compile(f"{MAIL.pattern}|{PHONE.pattern}|(?:https?://|www\\.)\\S+", re.IGNORECASE)
_LABEL = 60  # characters before a number that may say when it is answered


_LEADS_TO_NUMBER = re.compile(
    r"\b(?:t|m|p|tel(?:ephone)?|(?:tele)?phone|mob(?:ile)?|cell|call|direct)[\s.:]{0,3}$", re.IGNORECASE
)
_FEWEST_FIGURES = 8


@dataclass
class Contact:
    """One person or desk to ring, as it is put together from the lines that tell of it."""

    group: int
    house: Span | None = None
    house_confidence: float = LIKELY
    name: Name | None = None
    desk: Span | None = None
    phone: Number | None = None
    email: Fact = None
    others: list[Found[str]] = field(default_factory=list)  # numbers and mailboxes beside these two
    out_of_hours: Number | None = None
    is_out_of_hours: bool = False  # what is told first
    again: list["Contact"] = field(default_factory=list)  # the same, as the text tells of them once more
    unread: list[Found[str]] = field(default_factory=list)  # mistyped numbers
    post: Span | None = None
    has_post: bool = False
    has_address: bool = False
    is_of_other_hours: bool = False

    @property
    def reaches(self) -> bool:
        return self.phone is not None or self.email is not None

    @property
    def ways(self) -> frozenset[str]:
        phone, mail = self.phone and self.phone.e164, self.email and self.email.value.casefold()
        return frozenset(each for each in (phone, mail) if each)

    @property
    def is_named(self) -> bool:
        return self.name is not None or self.desk is not None

    def take_mailbox(self, mailbox: Found[str]) -> None:
        """The first that is given is theirs."""
        if self.email is None:
            self.email = mailbox
        else:
            self.others.append(mailbox)


class Contacts:
    """Those to ring so far, and the one whom the text speaks of."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.plain = source.plain
        self.found: list[Contact] = []
        self.current: Contact | None = None
        self.before: Contact | None = None
        self.house: Span | None = None
        self.is_inherited = False
        self.last = 0  # where the last way to reach somebody stands

    def of(self, paragraph: Paragraph) -> Contact | None:
        """Whom the text speaks of, if this line stands in their block."""
        return self.current if self.current and self.current.group == paragraph.group else None

    def begin(self, paragraph: Paragraph) -> Contact:
        self.current = self.before = Contact(paragraph.group, house=self.house)
        self.found.append(self.current)
        return self.current

    def keep_post(self, start: int, end: int) -> None:
        if self.current and self.current.name and self.current.post is None:
            self.current.post = start, end

    def take(self, paragraph: Paragraph, reach: re.Match[str], since: int) -> None:
        """Whose a way is that stands in their line behind the words from `since` on."""
        if self._is_to_book(paragraph, reach):
            return
        self.last = reach.start()
        if "@" in reach[0]:
            contact = self._before_other_hours(paragraph, reach) or self.current or self.begin(paragraph)
            if contact.email and contact.phone and not contact.is_named:
                contact = self.begin(paragraph)
            contact.take_mailbox(self.source.found(reach.start(), reach.end(), reach[0].rstrip(".")))
            return
        near = self.source.numbers.within(max(paragraph.start, reach.start() - 40), reach.end())
        number = next((each for each in near if each.end == reach.end()), None)
        if number is None:
            if self.current and FAX.search(self.plain, paragraph.start, reach.start()):
                self.current.others.append(self.source.found(reach.start(), reach.end()))
            elif self.current and self.current.is_named and self._is_mistyped(paragraph, reach):
                self.current.unread.append(self.source.found(reach.start(), reach.end()))
            return
        contact = self.current or self.begin(paragraph)
        if contact.phone and not contact.name and desks.OTHER_HOURS.match(self.plain, reach.end()):
            other = Contact(contact.group, house=contact.house, house_confidence=contact.house_confidence)
            other.phone, other.is_of_other_hours = number, True
            self.found.append(other)
        elif contact.phone is None:
            contact.phone = number
            contact.is_out_of_hours = not contact.is_of_other_hours and self._is_of_other_hours(since, reach)
        elif contact.out_of_hours is None and self._is_of_other_hours(since, reach):
            contact.out_of_hours = number
        elif contact.out_of_hours is None and contact.is_out_of_hours:
            contact.phone, contact.out_of_hours = number, contact.phone
        else:
            contact.others.append(self.source.found(number.start, number.end, number.e164))

    def _is_mistyped(self, paragraph: Paragraph, reach: re.Match[str]) -> bool:
        """Whether figures that can be no number are meant for one: long, behind a nought, a plus or what labels one."""
        figures = re.sub(r"\D", "", reach[0])
        is_led = reach[0].lstrip("(").startswith(("0", "+"))
        is_labelled = _LEADS_TO_NUMBER.search(self.plain, paragraph.start, reach.start()) is not None
        return len(figures) >= _FEWEST_FIGURES and (is_led or is_labelled) and not dates.within(reach[0])

    def link(self, paragraph: Paragraph) -> None:
        """A mailbox or a number that stands only in a link's address."""
        for link in self.source.links:
            if not paragraph.start <= link.start < paragraph.end:
                continue
            if link.mailbox:
                (self.current or self.begin(paragraph)).take_mailbox(Found(link.mailbox, link.raw, CERTAIN))
            elif self.current and link.number and (read := self.source.numbers.read(link.number)):
                self.current.others.append(Found(read[0], link.raw, CERTAIN))

    def _is_of_other_hours(self, since: int, reach: re.Match[str]) -> bool:
        """`out of hours 07700 …`, `07700 … (out of hours)`; `since` is where the way before it ends."""
        behind = (desks.OTHER_HOURS, desks.BEHIND_NUMBER)
        is_said = desks.SAYS_OTHER_HOURS.search(self.plain, max(since, reach.start() - _LABEL), reach.start())
        return is_said is not None or any(each.match(self.plain, reach.end()) for each in behind)

    def _is_to_book(self, paragraph: Paragraph, reach: re.Match[str]) -> bool:
        """`RSVP to …` beside a sentence for the press."""
        if len(paragraph.text) < 60 or self.current is not None:
            return False
        return bookings.are_last(self.plain[max(paragraph.start, reach.start() - 300) : reach.start()])

    def _before_other_hours(self, paragraph: Paragraph, reach: re.Match[str]) -> Contact | None:
        """Whose a mailbox is in a line of its own, below the number of other hours: theirs who had none."""
        before = self.found[-2] if len(self.found) > 1 else None
        is_alone = len(paragraph.text) <= len(reach[0]) + len("E-mail: ")
        waits = before is not None and before.group == paragraph.group and before.phone and not before.email
        return before if is_alone and waits and self.current and self.current.is_of_other_hours else None
