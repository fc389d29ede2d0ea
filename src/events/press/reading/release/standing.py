"""Numbers and mailboxes that stand in what a release prints, and are not of those whom the press may ring."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from events.press.reading.draft import CERTAIN, Found, PressContact
from events.press.reading.layout import parts
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Link, Paragraph, Source
from events.press.reading.release import bookings
from events.press.reading.words import numbers
from events.press.reading.words.numbers import MAIL, PHONE

_MOST = 30  # that are looked at; whoever reads of so many looks at all
_LONG_NUMBER = re.compile(r"\d[\d ().–/-]{7}")
_INDIAN = re.compile(r"[6-9]\d{4}[ -]?\d{5}")
_HOURS = re.compile(r"\d{1,2}[.:]?\d\d\s?[–-]\s?\d{1,2}[.:]?\d\d")
_HELPS = re.compile(r"\b(?:help ?lines?|hot ?lines?|box office|switchboard|reception)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?]\s")
_FAR = 200  # characters of its sentence on either side


def read(source: Source, printed: Sequence[Placed], contacts: Sequence[PressContact]) -> tuple[Found[str], ...]:
    """Each once, but for what is printed for everybody: to book a place, to find help, to ring free of charge.

    Whoever may be somebody to ring, as the news tells of them, is asked about too.
    """
    ways = [fact for each in contacts for fact in (each.phone, each.email, each.out_of_hours) if fact]
    news = [each.paragraph.raw for each in printed if each.part is Part.BODY and not each.after_end]
    asked = {each.span for each in ways if each.to_check and any(start <= each.span[0] < end for start, end in news)}
    known = {each.value for each in ways if each.span not in asked}
    standing = islice(_Standing(source).within(each.paragraph for each in printed), _MOST)
    return tuple({each.value: each for each in standing if each.value not in known}.values())


class _Standing:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.left = _MOST
        self.links: dict[int, list[Link]] = defaultdict(list)
        for link in source.links:
            self.links[source.paragraph_at(link.start)].append(link)

    def within(self, printed: Iterable[Paragraph]) -> Iterator[Found[str]]:
        for each in printed:
            yield from self._mailboxes(each)
            yield from self._numbers(each)
            yield from self._linked(each, self.links[self.source.paragraph_at(each.start)] if self.links else ())

    def _mailboxes(self, paragraph: Paragraph) -> Iterator[Found[str]]:
        for mail in MAIL.finditer(self.source.plain, paragraph.start, paragraph.end) if "@" in paragraph.text else ():
            if not self._is_for_all(paragraph, mail.start(), mail.end(), mail[0]):
                yield self.source.found(mail.start(), mail.end(), mail[0].rstrip("."))

    def _numbers(self, paragraph: Paragraph) -> Iterator[Found[str]]:
        if not _LONG_NUMBER.search(paragraph.text):
            return
        ends = [
            each.end() for each in islice(PHONE.finditer(self.source.plain, paragraph.start, paragraph.end), self.left)
        ]
        self.left -= len(ends)
        for each in self.source.numbers.within(paragraph.start, ends[-1]) if ends else ():
            words = self.source.plain[each.start : each.end]
            is_number = (parts.gives_reach(words) or _INDIAN.fullmatch(words)) and not _HOURS.fullmatch(words)
            if is_number and not self._is_for_all(paragraph, each.start, each.end, each.e164):
                yield self.source.found(each.start, each.end, each.e164)

    def _linked(self, paragraph: Paragraph, links: Iterable[Link]) -> Iterator[Found[str]]:
        """`[Call Ann](tel:+44…)`"""
        for each in links:
            read = self.source.numbers.read(each.number) if each.number else None
            to = read[0] if read else each.mailbox
            if to and not self._is_for_all(paragraph, each.start, each.end, to):
                yield Found(to, each.raw, CERTAIN)

    def _is_for_all(self, paragraph: Paragraph, start: int, end: int, to: str) -> bool:
        if to.startswith("+") and numbers.is_for_all(to):
            return True
        before = self.source.plain[max(paragraph.start, start - _FAR) : start]
        behind = self.source.plain[end : min(paragraph.end, end + _FAR)]
        sentence = _ENDS.split(before)[-1] + _ENDS.split(behind)[0]
        return any(each.search(sentence) for each in (bookings.BOOKS, _HELPS))
