"""Whom the press may ring: a name, a number in E.164, a mailbox, and the house they belong to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact, Found, Organisation, PressContact
from events.press.reading.layout import grids, labels, parts
from events.press.reading.layout.parts import Part, Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.panel import posts
from events.press.reading.panel.posts import Piece, Span
from events.press.reading.release import bookings, desks
from events.press.reading.release.desks import Houses
from events.press.reading.release.reached import Contact
from events.press.reading.words import dates, names, places, venues, vocabulary
from events.press.reading.words.names import Name
from events.press.reading.words.numbers import MAIL, PHONE, Number, Numbers

_REACH = re.compile(f"{MAIL.pattern}|{PHONE.pattern}|(?:https?://|www\\.)\\S+", re.IGNORECASE)
_OR = re.compile(r"(?:or|and)\s(?=[A-Z])")
_COLUMNS = re.compile(
    r"(?:\s?(?:organi[sz]ation|name|contact|phone|telephone|tel|mobile|e-?mail|role|title)\s?(?:\||$)){2,}",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?:from|to|cc|bcc|reply-to|sent|return-path|sender)\s?:", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(?:[Cc]ontact(?:s|ing)?|call|e-?mail|phone|ring|tell|inform|notify|get in touch with|[Ll]iaise with"
    r"|register with|speak to|write to|let|enquiries to|attendance with|from)(?: with)?:?\s+(?:please )?"
    r"(?=[A-Z]|the [A-Z]|our )"
)
_PARTS = re.compile(
    r"\s?[,;|•·\t]\s?|\s?[(\[)\]]\s?|:\s?|\s[–—/@-]{1,2}\s|\s{3,}|\s/|/\s|"
    + vocabulary.NOT_SHORT
    + r"\.\s(?=[A-Z])|\s(?:or|and)\s(?=[A-Z])|\s(?:on|via|at|by)\s?$|$"
)
_COURTESY = re.compile(r"[(\[](?:Mrs?|Ms|Miss|Dr|Prof|Engr)\.?[)\]](?= [A-Z])")  # `Barr. (Mrs.) Ada Obi`
_ANNOUNCES = re.compile(
    r"\b(?:spokes\w+|ring|call|text|phone|contacts?|enquir\w+|interviews?)\b[^.]{0,60}:$", re.IGNORECASE
)
_COLON = re.compile(r"\s?:")
_LABELS_FIRST = frozenset(("", "press", "media", "contact", "press contact", "media contact", "contacts", "enquiries"))
_TO = re.compile(r"\b(?:to|for|with|from|via|is|are)(?: our)?\s$")  # `Queries to Ann Lee`
_AT_HOUSE = re.compile(r"\s(?:at|of|from|for)\s(?:the\s)?(?=[A-Z])")


_MOST_LINES = 80  # that say whom to ring; more is no release


def read(
    source: Source, placed: Sequence[Placed], organisations: Sequence[Organisation], order: dates.Order
) -> list[PressContact]:
    """Those of the contact part, and lines elsewhere that ask to be rung or name somebody to ring."""
    reading, left = _Reading(source, organisations, order), _MOST_LINES
    of_guests = bookings.for_guests((each.paragraph.group, each.paragraph.text[:300]) for each in placed)
    for place, each in enumerate(placed):
        if _HEADER.match(each.paragraph.text) and not (each.part is Part.CONTACTS and place > 8):
            continue
        if each.part is Part.CONTACTS and each.is_heading and not reading.is_within(each.paragraph):
            reading.heading(each.paragraph)
        elif left and place not in of_guests and (each.part is Part.CONTACTS or reading.asks(place, placed)):
            left -= 1
            reading.line(each.paragraph)
        else:
            reading.heading(None)
    return [*reading.contacts()]


class _Reading:
    def __init__(self, source: Source, organisations: Sequence[Organisation], order: dates.Order) -> None:
        self.source = source
        self.plain = source.plain
        self.organisations = organisations
        self.known = {
            each.value.casefold() for house in organisations for each in (house.name, house.short_name) if each
        }
        self.posts = posts.Reading(source, frozenset(self.known))
        self.houses = Houses(source.plain, frozenset(self.known))
        self.numbers = Numbers(source.plain, order)
        self.found: list[Contact] = []
        self.current: Contact | None = None
        self.house: Span | None = None
        self.before: Contact | None = None
        self.announced: Span | None = None
        self.after_post = False
        self.is_inherited = False
        self.reached = 0  # where the last way to reach somebody stands

    def is_within(self, paragraph: Paragraph) -> bool:
        """`Media Relations` under a name is what they do, and heads nothing."""
        return self.current is not None and self.current.group == paragraph.group and self.current.name is not None

    def asks(self, place: int, placed: Sequence[Placed]) -> bool:
        """Whether a line outside the contacts gives somebody to ring."""
        text = placed[place].paragraph.text
        if self.current and placed[place].paragraph.group == self.current.group and len(text) < 100:
            return True
        if placed[place].part not in (Part.NOTES, Part.BODY, Part.ABOUT, Part.TOP, Part.OCCASION, Part.PANEL):
            return False
        if not parts.gives_reach(text[:1500]):
            return self._is_named_above(place, placed)
        above = placed[place - 1].paragraph.text.rstrip() if place else ""
        if len(text) < 100 and _ANNOUNCES.search(above[-120:]):
            return True
        whom = next(names.within(text[:1500], lower=self.source.lower_words), None)
        is_sign = len(text) < 160 and whom is not None and whom.is_whole and not self.houses.is_one(whom.text)
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

    def _is_named_above(self, place: int, placed: Sequence[Placed]) -> bool:
        """A name on a line of its own, whose number stands in the lines right below it."""
        here = placed[place].paragraph
        if len(here.text) > 90:
            return False
        below = [each for each in placed[place + 1 : place + 8] if each.paragraph.group == here.group]
        if not any(len(each.paragraph.text) < 90 and each.gives_reach for each in below):
            return False
        name = next(names.within(here.text, lower=self.source.lower_words), None)
        is_near = any(each.gives_reach for each in below[:3])
        fits = name is not None and name.is_whole and not self.houses.is_one(name.text)
        return (
            fits
            and name is not None
            and (is_near or name.closes == len(here.text))
            and not labels.is_of_an_event(here.text)
        )

    def heading(self, paragraph: Paragraph | None) -> None:
        """A new block: what was said of houses before holds no longer."""
        self.current = self.before = self.announced = None
        self.house = None
        if paragraph:
            found = re.search(
                r"(?:contacts?|enquiries|office)(?: (?:at|for))? (?:the )?(?P<house>[A-Z][^:]{2,60})"
                r"|^(?P<first>[A-Z][\w&’' -]{2,60}?) (?:press|media) ",
                paragraph.text,
            )
            group = "house" if found and found["house"] else "first"
            self.house = self.houses.within(*(paragraph.start + each for each in found.span(group))) if found else None

    def line(self, paragraph: Paragraph) -> None:
        is_of_somebody = self.current is not None and self.current.group == paragraph.group and self.current.is_named
        if not is_of_somebody and self._is_for_bookings(paragraph.text) and len(paragraph.text) < 200:
            return
        if self.current and self.current.group != paragraph.group and not self._goes_on(self.current, paragraph):
            self.current = None
        if grids.is_heading([grids.folded(each) for each in paragraph.text.split("|")]) or _COLUMNS.fullmatch(
            paragraph.text
        ):
            return
        start, end = paragraph.start, paragraph.end
        if self._is_of_another(paragraph):
            self.current = None
        if either := _OR.match(self.plain, start, end):
            start = either.end()
            self.current = None
        at = start
        for reach in [*_REACH.finditer(self.plain, start, end), None]:
            stop = reach.start() if reach else end
            self._words(paragraph, at, stop)
            if reach is not None:
                self._take_reach(paragraph, reach)
                at = reach.end()
        self._linked(paragraph)

    def _is_of_another(self, paragraph: Paragraph) -> bool:
        """`ann@… – Ann Lee`, below somebody who was reached the same way."""
        first = MAIL.match(paragraph.text)
        name = next(names.within(paragraph.text, first.end(), lower=self.source.lower_words), None) if first else None
        is_told = self.current is not None and self.current.is_named and self.current.email is not None
        return is_told and name is not None and name.is_whole

    def _goes_on(self, contact: Contact, paragraph: Paragraph) -> bool:
        """A line apart that only adds the mailbox or the number that was missing."""
        if not parts.gives_reach(paragraph.text):
            return not contact.reaches and len(paragraph.text) < 90
        has_mail = bool(MAIL.search(paragraph.text))
        adds = has_mail if contact.email is None else not has_mail and contact.phone is None
        alone = next(names.within(paragraph.text, lower=self.source.lower_words), None) is None
        return adds and ((alone and len(paragraph.text) < 70) or not contact.reaches)

    def _words(self, paragraph: Paragraph, start: int, end: int) -> None:
        """Takes what the words between two ways to be reached say."""
        begin = start = sent.end() if (sent := desks.SENT_BY.match(self.plain, start, end)) else start
        for asks in _LEAD.finditer(self.plain, start, end):
            begin = asks.end()
        is_prose = begin > start or end - start > 160
        for piece in self._pieces(begin, end):
            text = self.plain[piece.start : piece.end]
            if desks.DESK.fullmatch(text):
                self._take_desk(paragraph, piece.start, piece.end)
            elif desks.HOURS.fullmatch(text):
                self._begin_hours(paragraph, piece)
            elif desks.is_label(text):
                self._remember_post(piece)
            elif not (piece.before in ("(", "[") and self.after_post and " " not in text):
                self._piece(paragraph, piece, is_prose=is_prose or len(text.split()) > 5)
            self.after_post = self.posts.is_role(text)

    def _remember_post(self, piece: Piece) -> None:
        """`Communications` below a name is a post, and what follows it a house."""
        if self.current and self.current.name and not self.current.reaches:
            self.current.has_post = True
            if desks.is_department(self.plain[piece.start : piece.end]):
                self._keep_post(piece.start, piece.end)

    def _keep_post(self, start: int, end: int) -> None:
        if self.current and self.current.name and self.current.post is None:
            self.current.post = start, end

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        at, before = start, "\n" if self.plain[start - 1 : start] in ("", "\n") else ""
        whole = self.houses.whole(start, end)
        whole += [(each.start() - 2, each.end() + 2) for each in _COURTESY.finditer(self.plain, start, end)]
        for mark in _PARTS.finditer(self.plain, start, end):
            if any(begin < mark.start() and mark.end() < stop for begin, stop in whole):
                continue  # `Department of Land, Rivers and Coasts`
            if mark[0].strip() in ("and", "or") and not self._begins_name(mark.end(), end):
                continue  # `Department of Coasts and Waterways`
            if mark.start() > at and re.search(r"\w", self.plain[at : mark.start()]):
                yield Piece(at, mark.start(), before)
            at, before = max(at, mark.end()), mark[0].strip()
        if at < end and re.search(r"\w", self.plain[at:end]):
            yield Piece(at, end, before)

    def _begins_name(self, at: int, end: int) -> bool:
        name = names.at(self.plain, at, lower=self.source.lower_words)
        return name is not None and name.is_whole and name.closes <= end and not self.houses.is_one(name.text)

    def _piece(self, paragraph: Paragraph, piece: Piece, *, is_prose: bool) -> None:
        start, end = piece.start, piece.end
        name = next(names.within(self.plain, start, end, lower=self.source.lower_words), None)
        fits = name and name.is_whole and not self.houses.is_one(name.text) and not self._is_house_of(name, piece)
        if self.current and self._is_address(piece):
            self.current.has_address = True
            return
        if fits and self._is_within_address(paragraph, start):
            return
        if name and fits and not is_prose and _TO.search(self.plain, start, name.opens):
            name = replace(name, is_arguable=name.is_arguable or not bookings.OF_THE_PRESS.search(paragraph.text))
            is_prose = True
        if name and fits and (name.opens == start or is_prose or self._may_end(start, name)):
            if piece.before == "/" and self.current and self.current.name and not self.current.reaches:
                return  # two names for one number
            self._meet(paragraph, name)
            if self._may_end(start, name):
                self._keep_post(start, name.opens)
            self._after_name(name.closes, end)
            return
        text = self.plain[start:end]
        if self.posts.is_role(text):
            self._take_post(start, end)
        elif house := self.houses.within(start, end):
            self._take_house(paragraph, house, LIKELY if start <= house[0] < end else DOUBTFUL)
        elif self.current and self._is_given_name(self.current, paragraph, piece):
            self.current.name = Name(start, end, text, (start, end), is_arguable=True)
        elif is_prose or self._is_label(text, end) or not self._looks_like_house(text):
            return
        elif self._waits_for_house(start, end):
            self._take_house(paragraph, (start, end), DOUBTFUL)
        elif self._is_first(paragraph, start) and end < paragraph.end and places.zone(text) is None:
            self.announced = start, end  # `Larch & Sons – Jane Lee – 020 …`

    def _is_label(self, text: str, end: int) -> bool:
        """`English: Ann Lee`, unless the text has it of a house elsewhere: `Larch & Sons: Ann Lee`."""
        words = text.split()
        is_name = len(words) > 1 and words[-1][:1].isupper()
        return _COLON.match(self.plain, end) is not None and not is_name and self.plain.count(text) < 2

    def _is_first(self, paragraph: Paragraph, start: int) -> bool:
        """Whether only a label stands before these words in their line."""
        return self.plain[paragraph.start : start].strip(" :").lower() in _LABELS_FIRST

    def _is_given_name(self, current: Contact, paragraph: Paragraph, piece: Piece) -> bool:
        """`Foo Trust – Merle 07700 900351`: one word between a house and a number."""
        text = self.plain[piece.start : piece.end]
        waits = current.house is not None and not current.is_named and not current.reaches
        follows = _REACH.match(self.plain, piece.end + 1, paragraph.end)
        return waits and bool(follows) and bool(re.fullmatch(r"[A-Z][a-z]{2,11}", text)) and not desks.is_label(text)

    def _is_house_of(self, name: Name, piece: Piece) -> bool:
        """`Jane Lee, Kerb Appeal`: a name only by its looks."""
        current = self.current
        waits = current is not None and current.name is not None and not current.reaches and current.house is None
        return (
            waits
            and not name.is_titled
            and name.opens == piece.start
            and piece.before in (",", "@", "–", "(", "|", "\n", "-", "—")
        )

    def _may_end(self, start: int, name: Name) -> bool:
        """`Director of Communications Jane Lee`."""
        return self.posts.is_role(self.plain[start : name.opens])

    def _looks_like_house(self, text: str) -> bool:
        return self.houses.looks_like_one(text, after_post=self.current is not None and self.current.has_post)

    def _waits_for_house(self, start: int, end: int) -> bool:
        """In the place of one: right after the name or the post of somebody, in the sentence that says their number."""
        current = self.current
        if current is None or not current.is_named or current.house is not None or current.has_address:
            return False
        is_bracketed = self.plain[end : end + 2] == " ("  # `…, Carol (front of house) …`, who is somebody else
        return not (current.reaches and (self._begins_sentence(start) or is_bracketed))

    def _is_address(self, piece: Piece) -> bool:
        """`14 Mill Lane`; and `Brook House` once the house is told, or a town below the street."""
        current, text = self.current, self.plain[piece.start : piece.end].rstrip(" ,.")
        if current is None or not current.is_named or current.reaches:
            return False
        if venues.is_street(text):
            return current.house is not None or any(each.isdigit() for each in text)
        return current.has_address and len(text.split()) <= 3

    def _is_within_address(self, paragraph: Paragraph, start: int) -> bool:
        """`Nariman Point` of `4th Floor, Nariman Point, Mumbai`, and `PO Box` with its number: nobody's name."""
        before = self.plain[max(paragraph.start, self.reached) : start].split(", ")
        begins = self.plain[start : min(start + 40, paragraph.end)]
        return venues.begins_address(begins) or any(map(venues.begins_address, before[-4:]))

    def _meet(self, paragraph: Paragraph, name: Name) -> None:
        current = self.current
        is_later = paragraph.start > self.reached or self._begins_sentence(name.start)
        if current and (current.is_named or (current.reaches and (current.house or is_later))):
            self.current = None
            self.is_inherited = False
        elif current and self.is_inherited:
            current.house, self.is_inherited = self.house, False  # somebody of their own
        contact = self.current or self._begin(paragraph)
        contact.name = name
        if self.announced:
            contact.house, contact.house_confidence, self.announced = self.announced, DOUBTFUL, None

    def _begins_sentence(self, start: int) -> bool:
        """Whether a sentence ends between a number and a name: `… on 020 …. Journalists should write to Ann Lee`."""
        return re.search(r"[\w)][.!?]\s+[A-Z]", self.plain[self.reached : start + 1]) is not None

    def _after_name(self, start: int, end: int) -> None:
        """`Jane Lee at the Foo Trust`, `Jane Lee of Foo`."""
        at = _AT_HOUSE.match(self.plain, start, end)
        if at and self.current and self.current.house is None:
            text = re.split(r"\s(?:on|at|via|by|or|know)\b", self.plain[at.end() : end])[0]
            house = at.end(), at.end() + len(text.rstrip(" ,."))
            if sure := self.houses.within(*house):
                self.current.house = sure
                self.current.house_confidence = LIKELY if house[0] <= sure[0] < house[1] else DOUBTFUL
            elif self._looks_like_house(text):
                self.current.house, self.current.house_confidence = house, DOUBTFUL

    def _take_desk(self, paragraph: Paragraph, start: int, end: int) -> None:
        current = self.current
        if current and current.reaches and current.is_named:
            current = self._begin(paragraph)
        contact = current or self._begin(paragraph)
        if contact.is_named:
            self._keep_post(start, end)  # `Jane Lee (press officer)`
        else:
            contact.desk = start, end

    def _take_post(self, start: int, end: int) -> None:
        if not self.current or not self.current.is_named:
            return
        self.current.has_post = True
        last = self.plain.rfind(" ", start, end) + 1
        if self.current.house is None and self.plain[start].islower() and self.plain[last:end].casefold() in self.known:
            self.current.house = last, end  # `press officer NEF`
        told = self.posts.of([posts.Piece(start, end)])
        if roles := [each.role for each in told if each.role]:
            self._keep_post(roles[0][0], roles[-1][1])
        for post in told:
            house = self.plain[slice(*post.organisation)] if post.organisation else ""
            if post.organisation and self.current.house is None and house.lower() not in vocabulary.ORGANISATIONS:
                self.current.house = self.houses.within(*post.organisation) or post.organisation

    def _take_house(self, paragraph: Paragraph, house: Span, confidence: float) -> None:
        current = self.current
        if current and current.reaches and (current.house or paragraph.start > self.reached):
            current = None  # a line that begins with another house
        if current is None:
            current = self._begin(paragraph)
        if current.house in (None, self.house) or self._is_of_label(current, house):
            words = self.plain[slice(*house)]
            is_longer = words.startswith("The ") and words.casefold() not in self.known  # than it is called elsewhere
            house = (house[0] + 4, house[1]) if is_longer else house
            current.house, current.house_confidence = house, confidence

    def _is_of_label(self, contact: Contact, house: Span) -> bool:
        """Whether what was taken for a house was a label before the name: `Nairobi: Jane Lee, Example Trust`."""
        name, before = contact.name, contact.house
        if name is None or before is None or contact.house_confidence != DOUBTFUL:
            return False
        return before[1] <= name.start < house[0]

    def _begin_hours(self, paragraph: Paragraph, piece: Piece) -> None:
        """A line of other hours has a number of its own; nobody is named for them yet."""
        if piece.start - paragraph.start > 2 and piece.before not in (".", "\n"):
            return
        if (before := self.current or self.before) and before.phone:
            contact = self._begin(paragraph)
            contact.is_of_other_hours = True
            if piece.start - paragraph.start <= 2:
                contact.house, contact.house_confidence = before.house or self.house, before.house_confidence
                self.is_inherited = True

    def _is_to_book(self, paragraph: Paragraph, reach: re.Match[str]) -> bool:
        """`RSVP to …` beside a sentence for the press."""
        if len(paragraph.text) < 60 or self.current is not None:
            return False
        return bookings.are_last(self.plain[max(paragraph.start, reach.start() - 300) : reach.start()])

    def _take_reach(self, paragraph: Paragraph, reach: re.Match[str]) -> None:
        if self._is_to_book(paragraph, reach):
            return
        self.reached = reach.start()
        if "@" in reach[0]:
            contact = self._before_other_hours(paragraph, reach) or self.current or self._begin(paragraph)
            if contact.email and contact.phone and not contact.is_named:
                contact = self._begin(paragraph)
            if contact.email is None:
                contact.email = self.source.found(reach.start(), reach.end(), reach[0].rstrip("."))
            return
        near = self.numbers.within(max(paragraph.start, reach.start() - 40), reach.end())
        number = next((each for each in near if each.end == reach.end()), None)
        if number is None:
            return
        contact = self.current or self._begin(paragraph)
        if contact.phone and not contact.name and desks.OTHER_HOURS.match(self.plain, reach.end()):
            other = Contact(contact.group, house=contact.house, house_confidence=contact.house_confidence)
            other.phone = number
            self.found.append(other)
        elif contact.phone is None:
            contact.phone = number

    def _before_other_hours(self, paragraph: Paragraph, reach: re.Match[str]) -> Contact | None:
        """Whose a mailbox is in a line of its own, below the number of other hours: theirs who had none."""
        before = self.found[-2] if len(self.found) > 1 else None
        is_alone = len(paragraph.text) <= len(reach[0]) + len("E-mail: ")
        waits = before is not None and before.group == paragraph.group and before.phone and not before.email
        return before if is_alone and waits and self.current and self.current.is_of_other_hours else None

    def _linked(self, paragraph: Paragraph) -> None:
        """A mailbox that stands only in a link's address."""
        for link in self.source.links:
            if paragraph.start <= link.start < paragraph.end and link.address.lower().startswith("mailto:"):
                contact = self.current or self._begin(paragraph)
                if contact.email is None:
                    address = link.address.partition(":")[2].partition("?")[0]
                    contact.email = Found(address, link.raw, CERTAIN)

    def _begin(self, paragraph: Paragraph) -> Contact:
        self.current = self.before = Contact(paragraph.group, house=self.house)
        self.found.append(self.current)
        return self.current

    def contacts(self) -> Iterator[PressContact]:
        seen: set[tuple[str, str, str]] = set()
        for each in self.found:
            if not each.reaches or self._is_masthead(each):
                continue
            name = self._name(each)
            reached = each.phone.e164 if each.phone else "", each.email.value if each.email else ""
            key = (name.value if name else "", *reached)
            if key in seen or (not name and any(key[1:] == other[1:] for other in seen)):
                continue
            seen.add(key)
            house = self.source.found(*each.house, confidence=each.house_confidence) if each.house else None
            yield PressContact(
                organisation=house,
                name=name,
                post=self.source.found(*each.post) if each.post else None,
                phone=self._phone(each.phone),
                email=each.email,
            )

    def _phone(self, number: Number | None) -> Fact:
        return self.source.found(number.start, number.end, number.e164, number.confidence) if number else None

    def _is_masthead(self, contact: Contact) -> bool:
        """A switchboard beside the address at the top is nobody's to ring for the press, nor its desk if others are."""
        if contact.name is not None or contact.group > 1:
            return False
        is_told_below = any(each.name and each.reaches and each.group > 1 for each in self.found)
        return is_told_below or (contact.desk is None and contact.email is None)

    def _name(self, contact: Contact) -> Fact:
        if contact.name:
            name = contact.name
            return self.source.found(name.start, name.end, name.text, DOUBTFUL if name.is_arguable else CERTAIN)
        return self.source.found(*contact.desk, confidence=DOUBTFUL) if contact.desk else None
