"""Who is named between two ways to be reached: somebody or a desk, their post, and the house they belong to."""

import re
from collections.abc import Iterator

from events.press.reading.draft import DOUBTFUL, LIKELY
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.panel import posts
from events.press.reading.panel.posts import Piece, Span
from events.press.reading.release import bookings, desks, reached
from events.press.reading.release.reached import Contact, Contacts
from events.press.reading.words import names, places, venues, vocabulary
from events.press.reading.words.names import Name

_LEAD = re.compile(
    r"\b(?i:contact(?:s|ing)?|call|e-?mail|(?:tele)?phone|ring|tell|inform|notify|get in touch with|liaise with"
    r"|register with|speak to|write to|let|enquiries to|attendance with|from)(?: with)?:?\s+(?:please )?"
    r"(?=[A-Z]|the [A-Z]|our )"
)
_PARTS = re.compile(
    r"\s?[,;|•·\t]\s?|\s?[(\[)\]]\s?|:\s?|\s[–—/@-]{1,2}\s|\s{3,}|\s/|/\s|"
    + vocabulary.NOT_SHORT
    + r"\.\s(?=[A-Z])|\s(?:or|and)\s(?=[A-Z])|\s(?:on|via|at|by)\s?$|$"
)
_COURTESY = re.compile(r"[(\[](?:Mrs?|Ms|Miss|Dr|Prof|Engr)\.?[)\]](?= [A-Z])")  # `Barr. (Mrs.) Ada Obi`
_COLON = re.compile(r"\s?:")
_LABELS_FIRST = frozenset(("", "press", "media", "contact", "press contact", "media contact", "contacts", "enquiries"))
_TO = re.compile(r"\b(?:to|for|with|from|via|is|are)(?: our)?\s$")  # `Queries to Ann Lee`
_OWNS = re.compile(r"['’]s? [A-Z]")  # `Hill Farmers’ Mutual`, which is nobody
_AT_HOUSE = re.compile(r"\s(?:at|of|from|for)\s(?:the\s)?(?=[A-Z])")


class Naming:
    """Tells the contacts what is said of them; `known` are the names of houses, folded."""

    def __init__(self, source: Source, known: frozenset[str], contacts: Contacts) -> None:
        self.source = source
        self.plain = source.plain
        self.known = known
        self.contacts = contacts
        self.posts = posts.Reading(source, known)
        self.houses = desks.Houses(source.plain, known)
        self.announced: Span | None = None
        self.after_post = False

    def words(self, paragraph: Paragraph, start: int, end: int) -> None:
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
            elif not (piece.before in ("(", "[") and self.after_post and " " not in text) and not desks.is_language(
                text
            ):
                self._piece(paragraph, piece, is_prose=is_prose or len(text.split()) > 5)
            self.after_post = self.posts.is_role(text)

    def _remember_post(self, piece: Piece) -> None:
        """`Communications` below a name is a post, and what follows it a house."""
        current = self.contacts.current
        if current and current.name and not current.reaches:
            current.has_post = True
            if desks.is_department(self.plain[piece.start : piece.end]):
                self.contacts.keep_post(piece.start, piece.end)

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
        start, end, current = piece.start, piece.end, self.contacts.current
        name = next(names.within(self.plain, start, end, lower=self.source.lower_words), None)
        fits = name and name.is_whole and not self.houses.is_one(name.text) and not self._is_house_of(name, piece)
        fits = fits and name and not _OWNS.match(self.plain, name.closes, end)
        if current and self._is_address(piece):
            current.has_address = True
            return
        if fits and self._is_within_address(paragraph, start):
            return
        if name and fits and not is_prose and _TO.search(self.plain, start, name.opens):
            name = name._replace(is_arguable=name.is_arguable or not bookings.OF_THE_PRESS.search(paragraph.text))
            is_prose = True
        if name and fits and (name.opens == start or is_prose or self._may_end(start, name)):
            if piece.before == "/" and current and current.name and not current.reaches:
                return  # two names for one number
            self._meet(paragraph, name)
            if self._may_end(start, name):
                self.contacts.keep_post(start, name.opens)
            self._after_name(name.closes, end)
            return
        text = self.plain[start:end]
        if self.posts.is_role(text):
            self._take_post(start, end)
        elif house := self.houses.within(start, end):
            self._take_house(paragraph, house, LIKELY if start <= house[0] < end else DOUBTFUL)
        elif current and self._is_given_name(current, paragraph, piece):
            current.name = Name(start, end, text, (start, end), is_arguable=True)
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
        follows = reached.WAY.match(self.plain, piece.end + 1, paragraph.end)
        return waits and bool(follows) and bool(re.fullmatch(r"[A-Z][a-z]{2,11}", text)) and not desks.is_label(text)

    def _is_house_of(self, name: Name, piece: Piece) -> bool:
        """`Jane Lee, Kerb Appeal`: a name only by its looks."""
        current = self.contacts.current
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
        current = self.contacts.current
        return self.houses.looks_like_one(text, after_post=current is not None and current.has_post)

    def _waits_for_house(self, start: int, end: int) -> bool:
        """In the place of one: right after the name or the post of somebody, in the sentence that says their number."""
        current = self.contacts.current
        if current is None or not current.is_named or current.house is not None or current.has_address:
            return False
        is_bracketed = self.plain[end : end + 2] == " ("  # `…, Carol (front of house) …`, who is somebody else
        return not (current.reaches and (self._begins_sentence(start) or is_bracketed))

    def _is_address(self, piece: Piece) -> bool:
        """`14 Mill Lane`; and `Brook House` once the house is told, or a town below the street."""
        current, text = self.contacts.current, self.plain[piece.start : piece.end].rstrip(" ,.")
        if current is None or not current.is_named or current.reaches:
            return False
        if venues.is_street(text):
            return current.house is not None or any(each.isdigit() for each in text)
        return current.has_address and len(text.split()) <= 3

    def _is_within_address(self, paragraph: Paragraph, start: int) -> bool:
        """`Nariman Point` of `4th Floor, Nariman Point, Mumbai`, and `PO Box` with its number: nobody's name."""
        before = self.plain[max(paragraph.start, self.contacts.last) : start].split(", ")
        begins = self.plain[start : min(start + 40, paragraph.end)]
        return venues.begins_address(begins) or any(map(venues.begins_address, before[-4:]))

    def _meet(self, paragraph: Paragraph, name: Name) -> None:
        current = self.contacts.current
        is_later = paragraph.start > self.contacts.last or self._begins_sentence(name.start)
        if current and (current.is_named or (current.reaches and (current.house or is_later))):
            self.contacts.current = None
            self.contacts.is_inherited = False
        elif current and self.contacts.is_inherited:
            current.house, self.contacts.is_inherited = self.contacts.house, False  # somebody of their own
        contact = self.contacts.current or self.contacts.begin(paragraph)
        contact.name = name
        if self.announced:
            contact.house, contact.house_confidence, self.announced = self.announced, DOUBTFUL, None

    def _begins_sentence(self, start: int) -> bool:
        """Whether a sentence ends between a number and a name: `… on 020 …. Journalists should write to Ann Lee`."""
        return re.search(r"[\w)][.!?]\s+[A-Z]", self.plain[self.contacts.last : start + 1]) is not None

    def _after_name(self, start: int, end: int) -> None:
        """`Jane Lee at the Foo Trust`, `Jane Lee of Foo`."""
        at, current = _AT_HOUSE.match(self.plain, start, end), self.contacts.current
        if at and current and current.house is None:
            text = re.split(r"\s(?:on|at|via|by|or|know)\b", self.plain[at.end() : end])[0]
            house = at.end(), at.end() + len(text.rstrip(" ,."))
            if sure := self.houses.within(*house):
                current.house = sure
                current.house_confidence = LIKELY if house[0] <= sure[0] < house[1] else DOUBTFUL
            elif self._looks_like_house(text):
                current.house, current.house_confidence = house, DOUBTFUL

    def _take_desk(self, paragraph: Paragraph, start: int, end: int) -> None:
        current = self.contacts.current
        if current and current.reaches and current.is_named:
            current = self.contacts.begin(paragraph)
        contact = current or self.contacts.begin(paragraph)
        if contact.is_named:
            self.contacts.keep_post(start, end)  # `Jane Lee (press officer)`
        else:
            contact.desk = start, end

    def _take_post(self, start: int, end: int) -> None:
        current = self.contacts.current
        if current is None or not current.is_named:
            return
        current.has_post = True
        last = self.plain.rfind(" ", start, end) + 1
        if current.house is None and self.plain[start].islower() and self.plain[last:end].casefold() in self.known:
            current.house = last, end  # `press officer NEF`
        told = self.posts.of([posts.Piece(start, end)])
        if roles := [each.role for each in told if each.role]:
            self.contacts.keep_post(roles[0][0], roles[-1][1])
        for post in told:
            house = self.plain[slice(*post.organisation)] if post.organisation else ""
            if post.organisation and current.house is None and house.lower() not in vocabulary.ORGANISATIONS:
                current.house = self.houses.within(*post.organisation) or post.organisation

    def _take_house(self, paragraph: Paragraph, house: Span, confidence: float) -> None:
        current = self.contacts.current
        is_full = current is not None and current.phone is not None and current.email is not None
        if current and current.reaches and (current.house or is_full or paragraph.start > self.contacts.last):
            current = None  # a line that begins with another house
        if current is None:
            current = self.contacts.begin(paragraph)
        if current.house in (None, self.contacts.house) or self._is_of_label(current, house):
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
        if (before := self.contacts.current or self.contacts.before) and before.phone:
            contact = self.contacts.begin(paragraph)
            contact.is_of_other_hours = True
            if piece.start - paragraph.start <= 2:
                contact.house, contact.house_confidence = before.house or self.contacts.house, before.house_confidence
                self.contacts.is_inherited = True
