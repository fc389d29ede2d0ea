"""Whom the press may ring: a name, a number in E.164, a mailbox, and the house they belong to."""

import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from events.press.reading import dates, names, parts, people, vocabulary
from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY, Fact, Found, Organisation, PressContact
from events.press.reading.names import Name
from events.press.reading.parts import Part, Placed
from events.press.reading.source import Paragraph, Source

_MAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w/.@#-])(?:\+|00\s?(?=[1-9]))?(?:\(\+?\d{1,4}\)|\d)(?:[\s./–-]{0,2}\(?\d\)?){6,15}(?:\s?(?:ext?\.?|x|extension)\s?\d{1,5})?(?![\w@])",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\s?(?:ext?\.?|x|extension)\s?\d{1,5}$", re.IGNORECASE)
_FAX = re.compile(
    r"(?:fax|\bf:|charity (?:number|no)|registered|company (?:number|no)|isbn|issn|doi|vat|reference|ref\b)[\s:.]{0,3}(?:no\.?\s?|number\s?)?$",
    re.IGNORECASE,
)
_SECOND = re.compile(r"(?:out[- ]of[- ](?:office )?hours|mob(?:ile)?|cell|\bor\b|\bm|/)[\s:.(]{0,4}$", re.IGNORECASE)
_LEAD = re.compile(
    r"\W*(?:for (?:any |all )?(?:further |more |additional |press |media |interview )*(?:information|details|enquiries|inquiries|requests|queries|comment)?[\w ,/’'()-]{0,60}?(?:please )?(?:contact|call|phone|e-?mail|get in touch with)(?: with)?:?"
    r"|(?:press |media |news |our )*(?:contacts?|enquiries|inquiries)(?: \([^)]{1,40}\))?\s?[:–—-]|(?:please )?contact:?|(?:further|more) (?:information|details)(?: from| is available from)?:?|(?:interviews?|journalists)[\w ,/’'-]{0,60}?(?:contact|call|from):?|name\s?:|out[- ]of[- ]hours[\w ]{0,12}:)\s*",
    re.IGNORECASE,
)
_CONTACT_WHOM = re.compile(
    r"\b(?:contact|call|e-?mail|phone|get in touch with|speak to)(?: with)?:?\s+(?-i:(?=[A-Z]))", re.IGNORECASE
)
_HOUSE_LABEL = re.compile(r"(?P<house>[A-Za-z][\w&’'., ()-]{1,90}?)\s?(?::|\s[–—-]\s)\s*(?=\S)")
_CLAIMS = (
    "tel",
    "telephone",
    "phone",
    "mobile",
    "mob",
    "email",
    "e-mail",
    "t",
    "e",
    "m",
    "w",
    "web",
    "fax",
    "cell",
    "mail",
    "office",
    "direct",
    "switchboard",
    "name",
    "press",
    "media",
    "rsvp",
    "contact",
    "ends",
    "note",
    "notes",
    "source",
    "press office",
    "media office",
)
_REGIONS = (
    (r"\.ie\b|\+353|\bDublin\b|\bIreland\b|\b(?:Cork|Galway|Limerick)\b", "IE"), (r"\+61\b|\bAustralian?\b|\.org\.au\b|\.gov\.au\b|\.edu\.au\b|\.com\.au\b", "AU"), (r"\.nz\b|\+64\b|\bNew Zealand\b", "NZ"), (r"\.ca\b|\bCanad(?:a|ian)\b", "CA"), (r"\.in\b|\+91\b|\b(?:New )?Delhi\b|\bMumbai\b|\bIndia\b", "IN"),
    (r"\+27\b|\bSouth Africa\b|\bJohannesburg\b|\.co\.za\b|\.org\.za\b|\.ac\.za\b", "ZA"), (r"\.de\b", "DE"), (r"\.fr\b", "FR"), (r"\.nl\b", "NL"), (r"\.be\b", "BE"), (r"\.at\b", "AT"), (r"\.ch\b", "CH"),
    (r"\.se\b", "SE"), (r"\.dk\b", "DK"), (r"\.fi\b", "FI"), (r"\.it\b", "IT"), (r"\.es\b", "ES"), (r"\.sg\b", "SG"), (r"\.ng\b", "NG"), (r"\.ke\b", "KE"),
)  # fmt: skip


@dataclass
class _Contact:
    """One person or desk, as its lines are read."""

    group: int
    house: tuple[int, int] | None = None
    name: Name | None = None
    phone: Fact = None
    email: Fact = None
    phone_is_second: bool = False
    mail_at: int = -1
    seen: list[Paragraph] = field(default_factory=list)

    @property
    def reaches(self) -> bool:
        return self.phone is not None or self.email is not None


def read(
    source: Source, placed: Sequence[Placed], organisations: Sequence[Organisation], order: dates.Order
) -> list[PressContact]:
    """Those of the contact part, and sentences elsewhere that ask to be rung."""
    reading = _Reading(source, organisations, _regions(source.plain, order))
    for each in placed:
        if each.part is Part.CONTACTS and not each.is_heading:
            reading.line(each.paragraph)
        elif each.part is Part.CONTACTS:
            reading.heading(each.paragraph)
        elif each.part in (Part.NOTES, Part.BODY, Part.ABOUT) and _asks(each):
            reading.heading(None)
            reading.line(each.paragraph)
        else:
            reading.heading(None)
    return [*reading.contacts()]


def _asks(each: Placed) -> bool:
    text = each.paragraph.text
    if not parts.REACH.search(text[:1500]):
        return False
    return bool(
        re.search(
            r"\b(?:contact|press office|media (?:office|enquir|inquir|relations)|interview|journalist|members of the press)",
            text[:1500],
            re.IGNORECASE,
        )
    ) and not re.search(r"\b(?:rsvp|book|tickets|helpline|complain)", text[:1500], re.IGNORECASE)


def _regions(text: str, order: dates.Order) -> list[str]:
    """The countries that a text may be from, the likeliest first."""
    found = (
        ["GB"]
        if re.search(
            r"\+44|\.uk\b|(?<!\d)020 ?[378]\d{3}|(?<!\d)\(?01\d{3}\)? ?\d{3} ?\d{3}\b|(?<!\d)07\d{3} ?\d{3} ?\d{3}\b|£|\b(?:BST|UK|London|England|English|Scotland|Scottish|Wales|Welsh|Manchester|Birmingham|Leeds|Liverpool|Bristol|Edinburgh|Glasgow|Cardiff|Belfast|Oxford|Cambridge|Sheffield|Newcastle|York)\b",
            text,
        )
        else []
    )
    found += [region for pattern, region in _REGIONS if re.search(pattern, text)]
    if order == "month first" or re.search(r"(?<!\d)(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]\d{3}[-.]\d{4}\b", text):
        found.append("US")
    return found or ["GB", "", "US", "AU", "IE", "NZ", "ZA", "IN"]


class _Reading:
    def __init__(self, source: Source, organisations: Sequence[Organisation], regions: Sequence[str]) -> None:
        self.source = source
        self.plain = source.plain
        self.organisations = organisations
        self.regions = regions
        self.found: list[_Contact] = []
        self.current: _Contact | None = None
        self.house: tuple[int, int] | None = None

    def heading(self, paragraph: Paragraph | None) -> None:
        """A new block: what was said of houses before holds no longer."""
        self.current = None
        self.house = None
        if paragraph and (house := self._house_in_heading(paragraph)):
            self.house = house

    def line(self, paragraph: Paragraph) -> None:
        if self.current and self.current.group != paragraph.group and not self._goes_on(self.current, paragraph):
            self.current = None
        start = paragraph.start
        if lead := _LEAD.match(self.plain, start, paragraph.end):
            start = lead.end()
        first = _REACHES.search(self.plain, start, paragraph.end)
        for asks in _CONTACT_WHOM.finditer(self.plain, start, first.start() if first else start):
            start = asks.end()
        for begin, end in self._persons(start, paragraph.end):
            self._piece(paragraph, begin, end)

    def _goes_on(self, contact: _Contact, paragraph: Paragraph) -> bool:
        """A line apart that only adds the mailbox or the number that was missing."""
        if not parts.REACH.search(paragraph.text):
            return False
        adds = (
            bool(_MAIL.search(paragraph.text))
            if contact.email is None
            else not _MAIL.search(paragraph.text) and contact.phone is None
        )
        alone = (
            next(names.within(paragraph.text, lower=self.source.lower_words), None) is None and len(paragraph.text) < 70
        )
        return adds and (alone or not contact.reaches)

    def _persons(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """`Ann Lee, 020 …, and Tom Hall, 020 …` are two; each has a way to be reached."""
        here = [
            each
            for each in names.within(self.plain, start, end, lower=self.source.lower_words)
            if not self._is_house(each.text)
        ]
        reaches = [each.start() for each in _REACHES.finditer(self.plain, start, end)]
        cuts = [start]
        for one, two in itertools.pairwise(here):
            between = [each for each in reaches if one.end <= each < two.start]
            beyond = [each for each in reaches if each >= two.end]
            if between and beyond:
                cut = max(
                    self.plain.rfind(mark, between[-1], two.start)
                    for mark in (" or ", " and ", ";", ", ", " / ", ". ", "| ")
                )
                house = _HOUSE_LABEL.match(self.plain[max(cut, between[-1]) : two.start])
                cuts.append(cut if cut > between[-1] and not house else two.start)
        yield from zip(cuts, [*cuts[1:], end], strict=True)

    def _piece(self, paragraph: Paragraph, start: int, end: int) -> None:
        text = self.plain[start:end]
        mails = [*_MAIL.finditer(self.plain, start, end)]
        name = next(
            (
                each
                for each in names.within(self.plain, start, end, lower=self.source.lower_words)
                if not self._is_house(each.text) and not self._in_mail(each, mails)
            ),
            None,
        )
        phones = [*self._phones(start, end)]
        linked = [
            each
            for each in self.source.links
            if start <= each.start < end and each.address.lower().startswith("mailto:")
        ]
        house = self._house(start, end, name)
        if name and self.current and self.current.name and self.current.name.text != name.text:
            self.current = None
        if not (name or phones or mails or linked):
            if house and not (self.current and self.current.reaches):
                self._begin(paragraph).house = house
            elif house and self.current and not self.current.house:
                self.current.house = house
            elif not paragraph.text.rstrip().endswith(":") and self.current is None and len(text) > 90:
                self.house = None
            return
        if (
            self.current
            and self.current.reaches
            and house
            and house != self.current.house
            and not (name is None and self.current.house is None)
        ):
            self.current = None
        contact = self.current or self._begin(paragraph)
        contact.seen.append(paragraph)
        contact.name = contact.name or name
        contact.house = contact.house or house
        for at, until, number, second in phones:
            if contact.phone is None or (contact.phone_is_second and not second):
                contact.phone = self.source.found(at, until, number.value, number.confidence)
                contact.phone_is_second = second
        if contact.email is None and mails:
            contact.email = self.source.found(mails[0].start(), mails[0].end(), mails[0][0].rstrip("."))
        elif contact.email is None and linked:
            address = linked[0].address.partition(":")[2].partition("?")[0]
            raw = linked[0].raw
            found = self.source.found(linked[0].start, linked[0].end, address)
            contact.email = type(found)(address, raw, CERTAIN)

    def _begin(self, paragraph: Paragraph) -> _Contact:
        self.current = _Contact(paragraph.group, house=self.house)
        self.found.append(self.current)
        return self.current

    def _in_mail(self, name: Name, mails: Sequence[re.Match[str]]) -> bool:
        return any(each.start() <= name.start < each.end() for each in mails)

    def _is_house(self, words: str) -> bool:
        folded = words.casefold()
        if any(
            each and len(words) < len(each.value) and folded in each.value.casefold()
            for house in self.organisations
            for each in (house.name, house.short_name)
        ):
            return True
        known = (each for house in self.organisations for each in (house.name, house.short_name) if each)
        return (
            vocabulary.is_organisation(words.split()[-1])
            and words.split()[-1].lower() not in ("hall", "house", "church", "bank", "court", "fellow")
        ) or any(folded == each.value.casefold() for each in known)

    def _phones(self, start: int, end: int) -> Iterator[tuple[int, int, Found[str], bool]]:
        import phonenumbers as library  # takes a while to load

        for found in _PHONE.finditer(self.plain, start, end):
            before = self.plain[max(start, found.start() - 40) : found.start()]
            if _FAX.search(before) or dates.within(found[0]):
                continue
            digits = re.sub(r"\(0\)", "", _EXTENSION.sub("", found[0]))
            international = digits.lstrip("( ").startswith("+")
            numbers: dict[str, bool] = {}
            for region in self.regions:
                if numbers and "" in self.regions and any(numbers.values()):
                    break
                with suppress(library.NumberParseException):
                    number = library.parse(digits, region or None)
                    if library.is_possible_number(number):
                        numbers[library.format_number(number, library.PhoneNumberFormat.E164)] = (
                            library.is_valid_number(number) or _is_drama(digits)
                        )
            valid = [e164 for e164, fits in numbers.items() if fits] or (
                [] if "" in self.regions and not international else [*numbers]
            )
            if valid:
                sure = international or (len(valid) == 1 and numbers[valid[0]] and "" not in self.regions)
                yield (
                    found.start(),
                    found.end(),
                    Found(valid[0], (0, 0), CERTAIN if sure else DOUBTFUL),
                    bool(_SECOND.search(before)),
                )

    def _house_in_heading(self, paragraph: Paragraph) -> tuple[int, int] | None:
        found = re.search(
            r"(?:contacts?|enquiries|office)(?: (?:at|for))? (?:the )?(?P<house>[A-Z][^:]{2,60})|^(?P<first>[A-Z][\w&’' -]{2,60}?) (?:press|media) ",
            paragraph.text,
        )
        if not found:
            return None
        group = "house" if found["house"] else "first"
        return self._as_house(paragraph.start + found.start(group), paragraph.start + found.end(group))

    def _house(self, start: int, end: int, name: Name | None) -> tuple[int, int] | None:
        """Before a colon, after the name with a post, alone on a line, or known from elsewhere."""
        text = self.plain[start:end]
        label = _HOUSE_LABEL.match(text)
        if label and name and name.end < start + label.end("house"):
            return self._as_house(name.end, start + label.end("house"))
        claims = label and (label["house"].lower().strip(" .") in _CLAIMS or names.is_name(label["house"]))
        if label and not claims and (house := self._as_house(start + label.start("house"), start + label.end("house"))):
            return house
        if name and name.start > start and (house := self._as_house(start, name.start)):
            return house
        stop = min((each.start() for each in _REACHES.finditer(self.plain, start, end)), default=end)
        if name and name.end < stop:
            for post in people.posts_of(self.source, name.end, stop):
                if post.organisation and (house := self._as_house(*post.organisation)):
                    return house
        if name is None and (house := self._as_house(start, stop)):
            return house
        return None

    def _as_house(self, start: int, end: int) -> tuple[int, int] | None:
        """These words without `the … press office` around them, if what is left is an organisation."""
        text = self.plain[start:end]
        desk = re.search(
            r"[’']?s? (?:press|media|news|communications|public affairs)\s?(?:office|team|desk|relations|enquiries|centre|contacts?|officer)?s?\b.*$",
            text,
            re.IGNORECASE,
        )
        if desk:
            end = start + desk.start()
        while end > start and self.plain[end - 1] in " ,.:;–—-(|/":
            end -= 1
        at = re.match(r"(?:[^A-Z]*(?:\bat|\bfor|\bof|\bfrom)\s)?(?:on behalf of )?(?:[Tt]he )?", self.plain[start:end])
        start += at.end() if at else 0
        words = self.plain[start:end]
        if not words or len(words) > 90 or not words[0].isalnum():
            return None
        known = [
            each.value.casefold() for house in self.organisations for each in (house.name, house.short_name) if each
        ]
        if words.casefold() in known or words.casefold().removeprefix("the ") in known:
            return start, end
        is_acronym = words.isupper() and 2 < len(words) <= 12 and words.isalpha() and words.lower() not in _CLAIMS
        if (
            words[0].isupper()
            and (vocabulary.is_organisation(words) or is_acronym)
            and not parts.END.fullmatch(words)
            and words.split()[0].lower() not in ("press", "media", "for", "head", "senior", "communications", "email")
        ):
            return start, end
        return None

    def contacts(self) -> Iterator[PressContact]:
        seen: set[tuple[str, str, str]] = set()
        for each in self.found:
            if not each.reaches and not (each.name and each.house):
                continue
            if not each.reaches:
                continue
            key = (
                each.name.text if each.name else "",
                each.phone.value if each.phone else "",
                each.email.value if each.email else "",
            )
            if key in seen:
                continue
            seen.add(key)
            house = self.source.found(*each.house, confidence=LIKELY) if each.house else self._by_mail(each)
            name = self.source.found(each.name.start, each.name.end) if each.name else None
            yield PressContact(organisation=house, name=name, phone=each.phone, email=each.email)

    def _by_mail(self, contact: _Contact) -> Fact:
        """The organisation whose mailbox it is."""
        if contact.email is None:
            return self._only_one()
        host = contact.email.value.rpartition("@")[2].lower()
        letters = re.sub(
            r"[^a-z]",
            "",
            host.rpartition(".")[0]
            if host.count(".") == 1
            else host.split(".")[-3]
            if len(host.split(".")[-2]) <= 3
            else host.split(".")[-2],
        )
        for house in self.organisations:
            if _fits(letters, house):
                named = (
                    house.short_name
                    if house.short_name and len(house.short_name.value) > 3 and not house.name
                    else house.name or house.short_name
                )
                return named and type(named)(named.value, named.span, LIKELY)
        return self._only_one()

    def _only_one(self) -> Fact:
        if len(self.organisations) != 1 or self.organisations[0].name is None:
            return None
        name = self.organisations[0].name
        return type(name)(name.value, name.span, DOUBTFUL)


def _is_drama(digits: str) -> bool:
    """Numbers kept for fiction, which the library does not know."""
    bare = re.sub(r"\D", "", digits)
    return bare.startswith(("07700900", "01632960", "447700900", "441632960"))


def _fits(letters: str, house: Organisation) -> bool:
    """`fernhilltrust` is the Fernhill Trust, `ifs` an Institute for Subjects."""
    if house.website and letters and letters in re.sub(r"[^a-z]", "", house.website.value.lower()):
        return True
    for name in (house.name, house.short_name):
        if name is None:
            continue
        words = [each for each in vocabulary.words(name.value) if each not in vocabulary.LINKS]
        whole = re.sub(r"[^a-z]", "", "".join(words))
        initials = "".join(each[0] for each in vocabulary.words(name.value) if each != "the")
        if len(letters) >= 3 and (
            letters in whole
            or whole in letters
            or letters == initials
            or (words and len(words[0]) > 4 and words[0] in letters)
        ):
            return True
    return False


_REACHES = re.compile(f"{_MAIL.pattern}|{_PHONE.pattern}", re.IGNORECASE)
