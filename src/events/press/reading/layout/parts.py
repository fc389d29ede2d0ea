"""What each paragraph is for: the top, the body, and after its end notes, contacts, boilerplates, endnotes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from events.press.reading.layout import furniture, grids, headings, letters, line_ups, mastheads
from events.press.reading.layout.lines import BULLETS
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.words import dates, marks, moments, vocabulary

_TALLEST = 40  # lines of a masthead
_TITLE_BELOW, _LEDE = 8, 40  # lines above a title of the first rank, and words of a text that begins above it
_LEDE_OF_DAY = 16  # words of `Monday 8 June 2026: the Example Trust will host …`, which has no label


class Part(Enum):
    FURNITURE = auto()  # banners, navigation, page numbers, the mark of the end: it says nothing
    EMBARGO = auto()
    TOP = auto()
    BODY = auto()
    OCCASION = auto()
    PANEL = auto()
    NOTES = auto()
    CONTACTS = auto()
    ABOUT = auto()
    ENDNOTES = auto()
    REST = auto()  # after the end, under no heading, or in a letter that goes with the release


@dataclass
class Placed:
    """A paragraph and its part.

    `is_heading` if it only says what follows; `is_row` in a table of people on stage, or in a list that says how each
    of them is reached.
    """

    paragraph: Paragraph
    part: Part
    is_heading: bool = False
    after_end: bool = False
    is_row: bool = False

    @cached_property
    def gives_reach(self) -> bool:
        """Whether somebody can be rung or written to there, as rules about the lines above ask again and again."""
        return gives_reach(self.paragraph.text)


_LEADS_TO_CONTACTS = re.compile(r"\bcontact(?:ing)?\b[^.]{0,40}:$")
_STARS = re.compile(r"\\?\*(?:\s?\\?\*){1,5}")
_SAYS = re.compile(rf"\b{vocabulary.VERBS}:$")
_LABELLED = re.compile(r"[A-Z][\w &/'’-]{1,28}\s?[:|]\s?\S")
_REACH = re.compile(
    r"@[\w-]+\.\w|\+\d[\d ().-]{7,}|\(0\)\s?[1-9][\d ().-]{6,}\d|\(?\b0\d{2,4}–\d(?:[\d ]|–(?=\d)){3,}\d"
    r"|(?!0\d\.\d\d\s?[–-]|\d\d\.\d\d\.\d{4}\b)\(?\b(?<!\d-)0\d[\d ().-]{7,}\d"
    r"|\(?\b\d{3}\)?[ .–-]{1,2}\d{3}[ .–-]\d{4}\b"
)
_LONG_NUMBER = re.compile(r"\d[\d ().–-]{7}")
_REFERRED = re.compile(
    r"\((?<=[a-z.,;:”’\"']\()([a-zA-H])\)|\[([a-hA-H])\]|[\[(](\d{1,3}|[ivxlc]{1,6})[\])]"
    r"|([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})|\[\^([^\]\s]{1,20})\]"
    r"|[.,;”’\"']((?<=[a-z].)\d{1,2}|(?<=[a-z0-9].)[ivx]{1,4})(?=\s|$)"  # as copying leaves a superscript
)
_ASTERISK = re.compile(r"(?<=[a-z0-9.,;%”\"])(?:\*{1,2}|[†‡§])(?=[\s”\"]|$)")
_SENTENCE = re.compile(r"[A-Z\"“‘'](?=(?:\S+ ){0,30}[a-z]{2,} [a-z]+)(?:\S+ ){4,}\S+[.!?]['\"’”)]*")
_SENTENCE_END = re.compile(
    r"[.!?:…]['\"’”)\]»*]*\s?(?:\[\w{1,4}\]|\((?:[ivx]{1,4}|[a-zA-H])\)|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})?$|\w[.!?]['\"’”]?[ivx]{1,4}$"
)


def gives_reach(text: str) -> bool:
    """Whether somebody can be rung or written to there."""
    return ("@" in text or _LONG_NUMBER.search(text) is not None) and _REACH.search(text) is not None


def of(source: Source) -> list[Placed]:
    """Every paragraph with its part, in the order of the text."""
    return _Placing(source).run()


class _Placing:
    """Walks down a text once; what was last announced holds until something else is."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.state = Part.TOP
        self.after_end = False
        self.body_begun = False
        self.placed: list[Placed] = []
        self.mail_headers = letters.headers(source.paragraphs)
        self.letter = letters.covering(source.paragraphs, self.mail_headers)
        self.title = next((place for place, each in enumerate(source.paragraphs[:_TITLE_BELOW]) if each.level == 1), 0)
        self.has_notes = False
        self.repeated = Counter(each.text for each in self.source.paragraphs if len(each.text) <= 80)
        self.banners: set[str] = set()  # they come again on the next page
        self.has_said = False  # something but furniture
        self.references: set[str] = set()
        ends = [
            place
            for place, each in enumerate(source.paragraphs)
            if headings.heads(headings.ENDS_OR_NOTES, each.text[:60])
        ]
        stars = [place for place, each in enumerate(source.paragraphs) if _STARS.fullmatch(each.text[:60])]
        self.last_end = max([*ends[-1:], *stars[-1:]], default=0)  # several rows of stars part the text
        self.rosters = grids.rosters([each.text for each in source.paragraphs]) | line_ups.rows(source)
        self.asterisks = sum(each.mark == "*" and not self._is_starred(each) for each in source.paragraphs)
        self.has_brackets = any(each.mark.startswith("[") for each in source.paragraphs)  # beside notes with `1.`
        self.has_superscripts = any(each.mark[:1] in _SUPERSCRIPT and each.mark for each in source.paragraphs)

    def run(self) -> list[Placed]:
        for paragraph in self.source.paragraphs:
            is_row = len(self.placed) in self.rosters
            part, is_heading = self._placed(paragraph)
            self.placed.append(Placed(paragraph, part, is_heading, self.after_end, is_row and part is Part.PANEL))
            self.has_said = self.has_said or part is not Part.FURNITURE
            if not self.after_end:
                self._remember_references(paragraph.text)
        return self.placed

    def _placed(self, paragraph: Paragraph) -> tuple[Part, bool]:
        text = paragraph.text
        if headings.heads(headings.END, text[:60]) and not paragraph.level and self._ends(text):
            self.after_end = self.after_end or self.body_begun
            self.state = Part.NOTES if self.after_end else self.state
            return Part.FURNITURE, True
        if len(self.placed) in self.letter:
            return Part.REST, False
        if len(self.placed) in self.rosters:
            return Part.PANEL, False
        if self._is_furniture(paragraph) or (headings.heads(headings.END, text[:60]) and not paragraph.level):
            return Part.FURNITURE, True
        if not self.body_begun and len(text) < 400 and headings.has_embargo(text):
            return Part.EMBARGO, False
        if announced := self._announced(paragraph):
            return announced
        if self._is_endnote(paragraph):
            return Part.ENDNOTES, False
        return self._continued(paragraph), False

    def _ends(self, text: str) -> bool:
        """A row of stars may part the text in its middle; a word that says so does not."""
        here = len(self.placed)
        return not set(text) <= set("* ") or self.last_end <= here

    def _is_furniture(self, paragraph: Paragraph) -> bool:
        """Banners above the news, and what surrounds it on a page of the web."""
        text = paragraph.text
        if self.body_begun and letters.CONFIDENTIAL.match(text):
            return True
        if self._in_endnotes(paragraph) or self._is_title(paragraph) or len(text) > 200:
            return False
        if len(self.placed) < self.mail_headers:
            return True
        if (
            not self.body_begun
            and len(self.placed) < _TALLEST
            and mastheads.is_banner(text)
            and not self._says_when(text)
        ):
            self.banners.add(text)
            return True
        if furniture.NAVIGATION.fullmatch(text) or furniture.BASKET.search(text) or furniture.MAILING.search(text):
            return True
        if furniture.FURNITURE.fullmatch(furniture.WITHOUT_LINK.sub("", text)):
            return not (
                self.body_begun
                and (headings.heads(headings.CONTACTS, text) or (headings.ABOUT.match(text) and self._tells_below()))
            )
        again = (
            self.body_begun and len(text) <= 70 and not paragraph.level and not headings.heads(headings.CONTACTS, text)
        )
        return again and (
            bool(furniture.BANNER_AGAIN.fullmatch(text)) or text in self.banners or self._comes_again(text)
        )

    def _says_when(self, text: str) -> bool:
        """A day; and below `LAUNCH` an hour."""
        is_hours = self.state is Part.OCCASION and next(moments.within(text), None) is not None
        return is_hours or bool(dates.within(text))

    def _comes_again(self, text: str) -> bool:
        """The head or foot of each page."""
        return self.repeated[text] > 1 and (mastheads.is_banner(text) or mastheads.is_house(text))

    def _is_title(self, paragraph: Paragraph) -> bool:
        return paragraph.level == 1 and not any(each.paragraph.level == 1 for each in self.placed)

    def _in_endnotes(self, paragraph: Paragraph) -> bool:
        return self.state is Part.ENDNOTES and bool(paragraph.mark)

    def _announced(self, paragraph: Paragraph) -> tuple[Part, bool] | None:
        """A heading, or a paragraph that says itself what it is."""
        text = paragraph.text
        if len(text) <= 140:
            for pattern, part in (
                (headings.CONTACTS, Part.CONTACTS),
                (headings.PANEL, Part.PANEL),
                (headings.OCCASION, Part.OCCASION),
                (headings.ENDNOTES, Part.ENDNOTES),
                (headings.NOTES, Part.NOTES),
            ):
                if headings.heads(pattern, text) and (self._may_head(part) or paragraph.level):
                    if (
                        part is Part.CONTACTS
                        and headings.MAY_BE_NOTES.search(text)
                        and not self._reaches_before_next_heading()
                    ):
                        part = Part.NOTES
                    if part in (Part.OCCASION, Part.PANEL) and not self.has_said:
                        return Part.FURNITURE, True  # it says what the whole text is
                    self._begin(part)
                    return part, True
        if (
            (self.body_begun or paragraph.level or paragraph.strong or len(self.placed) >= 6)
            and (about := headings.ABOUT.match(text[:4300]))
            and (told := self._about(paragraph, about))
        ):
            return told
        if self.body_begun and len(text) < 300 and _LEADS_TO_CONTACTS.search(text[-60:]):
            self._begin(Part.CONTACTS)
            return Part.CONTACTS, False
        if self.body_begun and headings.NOTES_INLINE.match(text):
            self._begin(Part.NOTES)
            return Part.NOTES, False
        if self._is_contact(text):
            self._begin(Part.CONTACTS)
            return Part.CONTACTS, False
        return None

    def _may_head(self, part: Part) -> bool:
        return self.body_begun or part in (Part.CONTACTS, Part.PANEL, Part.OCCASION)

    def _about(self, paragraph: Paragraph, about: re.Match[str]) -> tuple[Part, bool] | None:
        alone = not about["inline"]
        if alone and not paragraph.is_short and not paragraph.level and not paragraph.strong:
            return None
        if about["inline"] and len(about["name"].split()) > 10:
            return None
        if alone and headings.ABOUT_PEOPLE.match(about["name"]):
            self._begin(Part.REST)  # their lives are no notes to editors
            return Part.PANEL, True
        if headings.ABOUT_THING.match(about["name"]):
            self._begin(Part.NOTES)
            return Part.NOTES, alone
        if not self.body_begun and not paragraph.level and len(self.placed) < 6:
            return None
        self._begin(Part.ABOUT)
        return Part.ABOUT, alone

    def _is_contact(self, text: str) -> bool:
        if not gives_reach(text[:1500]):
            signs = self.after_end and len(text) < 60 and not _SENTENCE_END.search(text) and not self._in_marked_notes()
            return (
                (signs or bool(headings.CONTACTS_INLINE.match(text))) and len(text) < 120 and self._is_reached_below()
            )
        if re.search(
            r"\b(?:rsvp|register|tickets|booking|book (?:a|your|at|via))\b", text, re.IGNORECASE
        ) and not re.search(r"\d{3}", text):
            return False
        begun = headings.CONTACTS_INLINE.match(text)
        return bool(begun) or (self.after_end and len(text) < 200) or (not self.body_begun and len(text) < 120)

    def _in_marked_notes(self) -> bool:
        return bool(self.source.paragraphs[len(self.placed)].mark)

    def _begin(self, part: Part) -> None:
        self.state = part
        self.has_notes = self.has_notes or (part is Part.NOTES and self.body_begun)
        if self.body_begun and part in (Part.NOTES, Part.CONTACTS, Part.ABOUT, Part.ENDNOTES, Part.REST):
            self.after_end = True

    def _is_endnote(self, paragraph: Paragraph) -> bool:
        mark = paragraph.mark
        if self._is_asterisk(paragraph):
            return True
        if not mark or mark in f"o{BULLETS}" or not self.body_begun:
            return False
        if self.state is Part.ENDNOTES:
            return True
        if mark[0] in "†‡§*¹²³⁴⁵⁶⁷⁸⁹⁰":
            return self.after_end or mark in self.references
        if mark[0].isdigit() and (self.has_superscripts or self.has_brackets):
            return False
        is_roman = mark[0] in "ivx"
        is_at_foot = mark[0] == "[" or mark.isdigit() or is_roman  # of a page, as a PDF is copied: `1  Census, table 4`
        return (self.after_end or is_at_foot) and mark.strip("()[]^:. ") in self.references

    def _is_asterisk(self, paragraph: Paragraph) -> bool:
        """`* Counted in March` after the end, where a sentence of the body ends in one and no list has them."""
        is_note = paragraph.mark == "*" and not self._is_starred(paragraph)
        return is_note and self.has_said and self.asterisks == 1 and "*" in self.references

    def _is_starred(self, paragraph: Paragraph) -> bool:
        """`*QUILL, Ada – Chair, Tree Forum`: an entry of a list of which a note says more."""
        return paragraph.mark == "*" and self.source.text[paragraph.raw[0] + 1 : paragraph.raw[0] + 2].isalnum()

    def _remember_references(self, text: str) -> None:
        """The markers that the body refers to, with superscript figures as plain ones too."""
        self.references |= {*_ASTERISK.findall(text)}
        if self._is_starred(self.source.paragraphs[len(self.placed) - 1]):
            self.references.add("*")
        for found in _REFERRED.finditer(text):
            marker = next(filter(None, found.groups()))
            self.references |= {marker, plain_marker(marker)}

    def _continued(self, paragraph: Paragraph) -> Part:
        text = paragraph.text
        long = len(text.split()) >= 22 and bool(_SENTENCE_END.search(text) or ". " in text)
        state = self.state
        if state is Part.CONTACTS:
            told = long or (
                self.after_end
                and bool(_SENTENCE.fullmatch(_without_site(text)))
                and not headings.CONTACTS_INLINE.match(text)
            )
            leaves = (told or (self.has_notes and paragraph.mark)) and not _LABELLED.match(text)
            away = paragraph.level or (not self.after_end and not self._near_contact(paragraph))
            if not gives_reach(text) and (leaves or away):
                self.state = self._default(paragraph)
        elif state in (Part.OCCASION, Part.PANEL):
            if paragraph.level or _SAYS.search(text) or (long and not paragraph.mark and not _LABELLED.match(text)):
                self.state = self._default()
        elif (state is Part.ABOUT and ((paragraph.mark[:1].isdigit()) or paragraph.level)) or (
            state is Part.ENDNOTES and not self._same_group(paragraph)
        ):
            self.state = Part.NOTES
        if self.state is Part.TOP and self._is_body(paragraph):
            self.body_begun, self.state = True, Part.BODY
        if self.state is Part.BODY:
            self.body_begun = True
        return self.state

    def _default(self, paragraph: Paragraph | None = None) -> Part:
        if self.after_end:
            goes_on = self.has_notes and paragraph is not None and bool(paragraph.mark)
            return Part.NOTES if goes_on or self.state is not Part.CONTACTS else Part.REST
        return Part.BODY if self.body_begun else Part.TOP

    def _same_group(self, paragraph: Paragraph) -> bool:
        return bool(self.placed) and self.placed[-1].paragraph.group == paragraph.group

    def _is_reached_below(self) -> bool:
        """A name to ring, whose number stands in the next lines."""
        here = self.source.paragraphs[len(self.placed)]
        following = self.source.paragraphs[len(self.placed) + 1 : len(self.placed) + 4]
        return any(each.group == here.group and len(each.text) < 90 and gives_reach(each.text) for each in following)

    def _reaches_before_next_heading(self) -> bool:
        """Whether somebody can be reached in the lines that a heading announces."""
        for place, each in enumerate(self.source.paragraphs[len(self.placed) + 1 : len(self.placed) + 8]):
            inline = headings.CONTACTS_INLINE.match(each.text)
            if gives_reach(each.text[:600]):
                return not (place and inline and len(inline[0]) > 12)
            if (
                each.level
                or headings.heads(headings.NOTES, each.text[:140])
                or headings.heads(headings.CONTACTS, each.text[:140])
            ):
                return False
        return False

    def _tells_below(self) -> bool:
        following = self.source.paragraphs[len(self.placed) + 1 : len(self.placed) + 2]
        return any(len(each.text.split()) >= 12 for each in following)

    def _near_contact(self, paragraph: Paragraph) -> bool:
        """At the top, contact lines stand together; what comes after them is the headline."""
        following = self.source.paragraphs[len(self.placed) : len(self.placed) + 8]
        same = [each for each in following if each.group == paragraph.group]
        return (self._same_group(paragraph) and len(paragraph.text.split()) <= 8) or any(
            gives_reach(each.text) for each in same
        )

    def _is_body(self, paragraph: Paragraph) -> bool:
        words = len(paragraph.text.split())
        inner = marks.alone(paragraph.text) if words < 60 and not self.body_begun else None
        is_pulled = inner is not None and inner[1] - inner[0] >= len(paragraph.text) - 4
        is_above_title = len(self.placed) < self.title and words < _LEDE
        is_labelled = _LABELLED.match(paragraph.text) and not (
            words >= _LEDE_OF_DAY and dates.within(paragraph.text[:30])
        )
        if paragraph.level or is_labelled or is_pulled or is_above_title:
            return False
        return words >= 30 if not _SENTENCE_END.search(paragraph.text) else words >= 12 and not paragraph.text.isupper()


def _without_site(text: str) -> str:
    return _LAST_SITE.sub("", text)


_LAST_SITE = re.compile(r"(?<=[.!?])\s\S{1,100}\.\S{2,100}$")
_SUPERSCRIPT = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰")
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")


def plain_marker(marker: str) -> str:
    return marker.translate(_SUPERSCRIPTS).strip("[]()^:. ")


def joined(placed: Sequence[Placed]) -> str:
    """Paragraphs as they were written, those that stood together together."""
    pieces: list[str] = []
    for before, each in zip([None, *placed], placed, strict=False):
        if before is not None:
            pieces.append("\n" if before.paragraph.group == each.paragraph.group else "\n\n")
        pieces.append(each.paragraph.written)
    return "".join(pieces)
